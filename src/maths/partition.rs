//! How alike two ways to divide the same things are.

/// The adjusted Rand index of two divisions of the same things: 1 the same, about 0 no more alike than by chance.
///
/// R = (Σ n_ij² − e) / (½(Σ a_i² + Σ b_j²) − e) with pairs C(n, 2) in the place of squares, e = Σ C(a_i, 2) · Σ C(b_j, 2) /
/// C(n, 2). Hubert & Arabie (1985). Groups are small whole numbers. 1 where both put everything together or everything
/// apart.
///
/// ```
/// use both_sides::maths::adjusted_rand;
/// assert_eq!(adjusted_rand(&[0, 0, 1, 1], &[1, 1, 0, 0]), 1.0); // names do not matter
/// assert_eq!((adjusted_rand(&[0, 0, 1, 1], &[0, 1, 0, 1]) * 100.0).round(), -50.0);
/// ```
pub fn adjusted_rand(one: &[u8], other: &[u8]) -> f64 {
    let n = one.len().min(other.len());
    let groups = |division: &[u8]| division.iter().max().map_or(0, |most| usize::from(*most) + 1);
    let (n_one, n_other) = (groups(one), groups(other));
    let mut both = vec![0_u32; n_one * n_other];
    for (a, b) in one.iter().zip(other) {
        both[usize::from(*a) * n_other + usize::from(*b)] += 1;
    }
    let pairs = |count: u32| f64::from(count) * (f64::from(count) - 1.0) / 2.0;
    let together: f64 = both.iter().map(|count| pairs(*count)).sum();
    let in_one: f64 = (both.chunks(n_other.max(1)))
        .map(|row| pairs(row.iter().sum()))
        .sum();
    let in_other: f64 = (0..n_other)
        .map(|column| pairs(both.iter().skip(column).step_by(n_other).sum()))
        .sum();
    let expected = if n > 1 {
        in_one * in_other / pairs(n as u32)
    } else {
        0.0
    };
    let most = 0.5 * (in_one + in_other);
    if most == expected {
        1.0
    } else {
        (together - expected) / (most - expected)
    }
}

#[cfg(test)]
mod tests {
    use super::adjusted_rand;

    /// The contingency table of Hubert & Arabie's setting worked by hand: n = 10, groups 4-3-3 against 3-4-3.
    #[test]
    fn the_index_is_that_of_a_table_worked_by_hand() {
        let one = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2];
        let other = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2];
        // Pairs together 3 + 3 + 3 = 9; Σ C(a) = 6 + 3 + 3 = 12 = Σ C(b); e = 144 / 45 = 3.2.
        assert!((adjusted_rand(&one, &other) - (9.0 - 3.2) / (12.0 - 3.2)).abs() < 1e-12);
        assert_eq!(adjusted_rand(&[0, 0, 0], &[0, 0, 0]), 1.0);
        assert_eq!(adjusted_rand(&[], &[]), 1.0);
    }
}
