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
    let n = n_causes(results)?;
    let weights = &WEIGHTS[n];
    let part = |cause: usize| {
        without(results, cause)
            .map(|(set, gain)| weights[set.count_ones() as usize] * gain)
            .sum()
    };
    Some((0..n).map(part).collect())
}

/// What one cause adds on average when so many others came before it: none, one, two … Their mean is its part.
///
/// ```
/// use both_sides::maths::shapley_by_place;
/// assert_eq!(shapley_by_place(&[0.0, 10.0, 20.0, 50.0], 0), Some(vec![10.0, 30.0]));
/// ```
pub fn shapley_by_place(results: &[f64], cause: usize) -> Option<Vec<f64>> {
    let n = n_causes(results).filter(|n| cause < *n)?;
    let mut sums = vec![(0.0, 0.0); n];
    for (set, gain) in without(results, cause) {
        let place = &mut sums[set.count_ones() as usize];
        *place = (place.0 + gain, place.1 + 1.0);
    }
    Some(sums.into_iter().map(|(sum, n)| sum / n).collect())
}

fn n_causes(results: &[f64]) -> Option<usize> {
    let n = results.len().trailing_zeros() as usize;
    (results.len().is_power_of_two() && n <= MOST_CAUSES).then_some(n)
}

/// Every set without `cause`, and what joining it adds.
fn without(results: &[f64], cause: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
    let bit = 1 << cause;
    (0..results.len())
        .filter(move |set| set & bit == 0)
        .map(move |set| (set, results[set | bit] - results[set]))
}

/// |S|! · (n − |S| − 1)! / n! by n and the size of S.
const WEIGHTS: [[f64; MOST_CAUSES]; MOST_CAUSES + 1] = {
    let mut weights = [[0.0; MOST_CAUSES]; MOST_CAUSES + 1];
    let mut n = 1;
    while n <= MOST_CAUSES {
        let mut size = 0;
        while size < n {
            weights[n][size] = factorial(size) * factorial(n - size - 1) / factorial(n);
            size += 1;
        }
        n += 1;
    }
    weights
};

const fn factorial(k: usize) -> f64 {
    if k == 0 { 1.0 } else { k as f64 * factorial(k - 1) }
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
    #[test]
    fn a_part_is_the_mean_over_the_places() {
        let results: Vec<f64> = (0..32).map(|set: u32| f64::from(set * set % 17)).collect();
        let parts = shapley(&results).unwrap_or_default();
        for (cause, part) in parts.iter().enumerate() {
            let by_place = shapley_by_place(&results, cause).unwrap_or_default();
            assert!((by_place.iter().sum::<f64>() / 5.0 - part).abs() < 1e-12);
        }
        assert_eq!(shapley_by_place(&results, 5), None);
    }
}
