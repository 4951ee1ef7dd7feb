//! A fit on the first half of the log, held against what happened in the second.

use super::{Buying, BuyingKind, Fit, History, Purchases, group};

/// Accounts that bought again equally often in the first half.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// Repeat purchases in the first half; the last class holds all that bought at least so often.
    pub x: u32,
    /// Accounts.
    pub n: u32,
    /// Purchases in the second half, per account.
    pub actual: f64,
    /// What the model expected, per account.
    pub expected: f64,
    /// Lowest expectation among them.
    pub least: f64,
    /// Highest expectation among them.
    pub most: f64,
}

/// Repeat purchases up to the end of each week.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tracking {
    /// Weeks in one step; more than one where the log is long.
    pub weeks_per_step: u32,
    /// Steps in the first half.
    pub n_fitted: u32,
    /// What happened, added up.
    pub actual: Vec<f64>,
    /// What the model expects, added up.
    pub expected: Vec<f64>,
}

/// How a model fitted to the first half foresees the second.
#[derive(Clone, Debug, PartialEq)]
pub struct HoldOut {
    /// Last day of the first half, since 1970.
    pub cut: i32,
    /// Weeks of the second half.
    pub weeks: f64,
    /// The fit on the first half.
    pub fit: Fit<Buying>,
    /// Accounts that had bought by then.
    pub n: u32,
    /// Their purchases in the second half.
    pub actual: f64,
    /// What the model expected.
    pub expected: f64,
    /// Correlation of the two over the accounts; `None` where one is all equal.
    pub correlation: Option<f64>,
    /// By repeat purchases in the first half; the first is the zero class.
    pub classes: Vec<Class>,
    /// Over time.
    pub tracking: Tracking,
}

/// Classes shown one by one; the last holds the rest.
const LAST_CLASS: u32 = 7;
/// Steps of the tracking plot at most.
const MOST_STEPS: u32 = 400;

impl HoldOut {
    /// Splits at the middle day of the log; `None` without days or when a half says nothing.
    pub fn new(kind: BuyingKind, purchases: &Purchases) -> Option<Self> {
        if purchases.by_chance || purchases.first.is_empty() {
            return None;
        }
        let start = *purchases.first.iter().min()?;
        let cut = start + (purchases.end - start) / 2;
        let halves: Vec<(History, f64)> = purchases.days().filter_map(|days| halves(&days, cut)).collect();
        let rows = halves.iter().map(|(row, _)| *row).collect();
        let fit = kind.fit(&group(rows))?;
        let weeks = f64::from(purchases.end - cut) / 7.0;
        let expected: Vec<f64> = foreseen(&fit.model, &halves, weeks);
        let actual: Vec<f64> = halves.iter().map(|(_, later)| *later).collect();
        Some(Self {
            cut,
            weeks,
            fit,
            n: halves.len() as u32,
            actual: actual.iter().sum(),
            expected: expected.iter().sum(),
            correlation: correlation(&actual, &expected),
            classes: classes(&halves, &expected),
            tracking: tracking(&fit.model, purchases, start, cut),
        })
    }
}

/// The history up to the cut and the purchases after it; `None` for an account won later.
fn halves(days: &[i32], cut: i32) -> Option<(History, f64)> {
    let n_early = days.partition_point(|&day| day <= cut);
    let (first, last) = (*days.first()?, *days[..n_early].last()?);
    let row = History::new(
        (n_early - 1) as f64,
        f64::from(last - first) / 7.0,
        f64::from(cut - first) / 7.0,
    );
    Some((row, (days.len() - n_early) as f64))
}

/// What the model expects of each account; equal histories are worked out once.
fn foreseen(model: &Buying, halves: &[(History, f64)], weeks: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..halves.len()).collect();
    let key = |at: usize| {
        let row = &halves[at].0;
        (row.x.to_bits(), row.t_x.to_bits(), row.t.to_bits())
    };
    order.sort_unstable_by_key(|&at| key(at));
    let mut expected = vec![0.0; halves.len()];
    for same in order.chunk_by(|&one, &other| key(one) == key(other)) {
        let value = model.conditional_expectation(&halves[same[0]].0, weeks);
        same.iter().for_each(|&at| expected[at] = value);
    }
    expected
}

/// Pearson's correlation; `None` where one of the two is all equal.
pub(super) fn correlation(left: &[f64], right: &[f64]) -> Option<f64> {
    let n = left.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
    let (left_mean, right_mean) = (mean(left), mean(right));
    let pairs = || {
        left.iter()
            .zip(right)
            .map(|(a, b)| (a - left_mean, b - right_mean))
    };
    let both: f64 = pairs().map(|(a, b)| a * b).sum();
    let spread = pairs().map(|(a, _)| a * a).sum::<f64>() * pairs().map(|(_, b)| b * b).sum::<f64>();
    (spread > 0.0).then(|| both / libm::sqrt(spread))
}

fn classes(halves: &[(History, f64)], expected: &[f64]) -> Vec<Class> {
    let class = |x: u32| {
        let belongs = |row: &History| {
            if x == LAST_CLASS {
                row.x >= f64::from(x)
            } else {
                row.x == f64::from(x)
            }
        };
        let own = || halves.iter().zip(expected).filter(|((row, _), _)| belongs(row));
        let n = own().count();
        let per_account = |sum: f64| sum / n as f64;
        (n > 0).then(|| Class {
            x,
            n: n as u32,
            actual: per_account(own().map(|((_, later), _)| *later).sum()),
            expected: per_account(own().map(|(_, expected)| *expected).sum()),
            least: own().map(|(_, expected)| *expected).fold(f64::INFINITY, f64::min),
            most: own().map(|(_, expected)| *expected).fold(0.0, f64::max),
        })
    };
    (0..=LAST_CLASS).filter_map(class).collect()
}

/// Purchases of those who had bought by the cut, week by week from the first day of the log.
fn tracking(model: &Buying, purchases: &Purchases, start: i32, cut: i32) -> Tracking {
    let n_weeks = ((purchases.end - start) as u32).div_ceil(7).max(1);
    let weeks_per_step = n_weeks.div_ceil(MOST_STEPS);
    let days_per_step = (7 * weeks_per_step) as i32;
    let n_steps = n_weeks.div_ceil(weeks_per_step) as usize;
    let mut bought = vec![0.0; n_steps];
    let mut starters = vec![0.0; (cut - start + 1) as usize];
    for days in purchases.days().filter(|days| days[0] <= cut) {
        starters[(days[0] - start) as usize] += 1.0;
        for day in &days[1..] {
            let step = ((day - start - 1).max(0) / days_per_step) as usize;
            bought[step.min(n_steps - 1)] += 1.0;
        }
    }
    let step_end = |step: usize| (start + (step as i32 + 1) * days_per_step).min(purchases.end);
    // What is expected depends only on how long ago an account started: each length is worked out once.
    let mut of_length: Vec<f64> = vec![f64::NAN; (purchases.end - start + 1) as usize];
    let mut expected_by = |end: i32| {
        let started = starters.iter().enumerate().filter(|(_, n)| **n > 0.0);
        let running = started
            .map(|(day, n)| (end - start - day as i32, *n))
            .filter(|(length, _)| *length > 0);
        running
            .map(|(length, n)| {
                let known = &mut of_length[length as usize];
                if known.is_nan() {
                    *known = model.expected_purchases(f64::from(length) / 7.0);
                }
                n * *known
            })
            .sum::<f64>()
    };
    Tracking {
        weeks_per_step,
        n_fitted: ((cut - start) / days_per_step) as u32,
        actual: bought
            .iter()
            .scan(0.0, |sum, step| {
                *sum += step;
                Some(*sum)
            })
            .collect(),
        expected: (0..n_steps).map(|step| expected_by(step_end(step))).collect(),
    }
}
