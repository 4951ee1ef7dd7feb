//! Order statistics and spread over parts.

use super::sorting::{ordered_bits, sort_keyed};

/// How many equal parts would be as evenly spread: exp(−Σ p ln p) over the positive `parts` (Hill 1973).
///
/// `None` when no part is positive.
///
/// ```
/// use both_sides::maths::effective_number;
/// assert_eq!(effective_number([10.0, 10.0].into_iter()).map(|n| (n * 1e9).round() / 1e9), Some(2.0));
/// ```
pub fn effective_number(parts: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let positive = parts.filter(|part| *part > 0.0);
    let total: f64 = positive.clone().sum();
    let entropy: f64 = positive
        .map(|part| part / total)
        .map(|share| -share * libm::log(share))
        .sum();
    (total > 0.0).then(|| libm::exp(entropy))
}

/// The middle value; of an even number of values, the mean of the two in the middle.
///
/// ```
/// use both_sides::maths::median;
/// assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
/// assert_eq!(median(vec![]), None);
/// ```
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let middle = values.len() / 2;
    let is_odd = values.len() % 2 == 1;
    let (below, upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let upper = *upper;
    if is_odd {
        return Some(upper);
    }
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Some(0.5 * (lower + upper))
}

/// Mean and population standard deviation, √(Σ (x − mean)² / n). Values that differ by no more than rounding have a
/// deviation of exactly 0. `None` without values, and where they are too large to be added up.
///
/// ```
/// use both_sides::maths::mean_and_deviation;
/// assert_eq!(mean_and_deviation([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0].into_iter()), Some((5.0, 2.0)));
/// assert_eq!(mean_and_deviation([0.1; 10].into_iter()).map(|found| found.1), Some(0.0));
/// ```
pub fn mean_and_deviation(values: impl Iterator<Item = f64> + Clone) -> Option<(f64, f64)> {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    let squares: f64 = values.clone().map(|value| (value - mean) * (value - mean)).sum();
    let deviation = libm::sqrt(squares / n);
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.fold(f64::NEG_INFINITY, f64::max);
    let is_level = high - low <= ROUNDING * libm::fmax(libm::fabs(low), libm::fabs(high));
    (n > 0.0 && deviation.is_finite()).then_some((mean, if is_level { 0.0 } else { deviation }))
}

/// Share of a number below which a difference is nothing but rounding.
const ROUNDING: f64 = 1e-12;

/// The value below which the share `p` of `values` lies, with straight lines between neighbours (Hyndman & Fan
/// 1996, type 7). `None` without values.
///
/// ```
/// use both_sides::maths::quantile;
/// assert_eq!(quantile(vec![1.0, 2.0, 3.0, 4.0, 5.0], 0.9), Some(4.6));
/// ```
pub fn quantile(mut values: Vec<f64>, p: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let lower = libm::floor(place) as usize;
    let (_, below, above) = values.select_nth_unstable_by(lower, f64::total_cmp);
    let below = *below;
    let next = above.iter().copied().fold(f64::INFINITY, f64::min);
    Some(if lower < last {
        below + (place - lower as f64) * (next - below)
    } else {
        below
    })
}

/// Spearman's rank correlation of two lists of the same length; ties share their mean rank.
///
/// `None` with fewer than two pairs or when one list is all equal.
///
/// ```
/// use both_sides::maths::rank_correlation;
/// assert_eq!(rank_correlation(&[1.0, 2.0, 3.0], &[10.0, 40.0, 90.0]), Some(1.0));
/// ```
pub fn rank_correlation(left: &[f64], right: &[f64]) -> Option<f64> {
    let (left, right) = (ranks(left), ranks(right));
    let n = left.len().min(right.len()) as f64;
    let mean = (n + 1.0) / 2.0;
    let pairs = || left.iter().zip(&right).map(|(a, b)| (a - mean, b - mean));
    let covariance: f64 = pairs().map(|(a, b)| a * b).sum();
    let spread: f64 = pairs().map(|(a, _)| a * a).sum::<f64>() * pairs().map(|(_, b)| b * b).sum::<f64>();
    (spread > 0.0).then(|| covariance / libm::sqrt(spread))
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut keyed: Vec<(u64, u32)> = (values.iter().zip(0..))
        .map(|(value, row)| (ordered_bits(*value), row))
        .collect();
    sort_keyed(&mut keyed);
    let mut ranks = vec![0.0; values.len()];
    let mut below = 0;
    for tied in keyed.chunk_by(|one, other| one.0 == other.0) {
        let mean_rank = below as f64 + (tied.len() as f64 + 1.0) / 2.0;
        for (_, row) in tied {
            ranks[*row as usize] = mean_rank;
        }
        below += tied.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_their_mean_rank() {
        assert_eq!(ranks(&[5.0, 1.0, 5.0, 9.0]), [2.5, 1.0, 2.5, 4.0]);
    }
}
