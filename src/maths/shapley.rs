//! What each of a few joint causes contributes to a result.

/// The largest number of causes: 64 combinations are looked at.
pub const MOST_CAUSES: usize = 6;

/// Splits the difference between "all causes" and "none" over the causes (Shapley 1953).
///
/// φᵢ = Σ over the sets S without i of |S|! · (n − |S| − 1)! / n! · (v(S ∪ {i}) − v(S))
///
/// `results` holds v of every set: bit i of the index says whether cause i is in it, so there are 2ⁿ of them. The
/// parts add up to v(all) − v(none). Equal causes get equal parts, and a cause that never matters gets nothing.
/// `None` when the number of results is no power of two up to 2⁶.
///
/// ```
/// use both_sides::maths::shapley;
/// // Alone 10 and 20, together 50: the 20 that only come about together are shared.
/// assert_eq!(shapley(&[0.0, 10.0, 20.0, 50.0]), Some(vec![20.0, 30.0]));
/// ```
pub fn shapley(results: &[f64]) -> Option<Vec<f64>> {
    let n = results.len().trailing_zeros() as usize;
    if !results.len().is_power_of_two() || n > MOST_CAUSES {
        return None;
    }
    let weights = weights(n);
    let part = |cause: usize| {
        let bit = 1 << cause;
        (0..results.len())
            .filter(|set| set & bit == 0)
            .map(|set| weights[set.count_ones() as usize] * (results[set | bit] - results[set]))
            .sum()
    };
    Some((0..n).map(part).collect())
}

/// |S|! · (n − |S| − 1)! / n! by the size of S.
fn weights(n: usize) -> [f64; MOST_CAUSES] {
    let factorial = |k: usize| (1..=k).map(|i| i as f64).product::<f64>();
    let mut weights = [0.0; MOST_CAUSES];
    for (size, weight) in weights.iter_mut().enumerate().take(n) {
        *weight = factorial(size) * factorial(n - size - 1) / factorial(n);
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glove_game_is_split_as_published() {
        // One left glove (a) and two right ones (b, c); only a pair is worth 1: 2/3, 1/6, 1/6 (Shapley 1953).
        let worth = |set: usize| f64::from(u8::from(set & 1 != 0 && set & 6 != 0));
        let results: Vec<f64> = (0..8).map(worth).collect();
        let parts = shapley(&results).unwrap_or_default();
        for (part, expected) in parts.iter().zip([2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]) {
            assert!((part - expected).abs() < 1e-15, "{parts:?}");
        }
    }

    #[test]
    fn a_list_that_is_no_set_of_combinations_is_refused() {
        assert_eq!(shapley(&[0.0, 1.0, 2.0]), None);
        assert_eq!(shapley(&[]), None);
        assert_eq!(shapley(&[0.0; 128]), None);
        assert_eq!(shapley(&[7.0]), Some(vec![]));
    }
}
