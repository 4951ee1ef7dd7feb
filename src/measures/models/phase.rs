//! Whether customers buy at another pace of late than all the time before: a likelihood ratio test of one factor.
//!
//! Up to a day `c` purchases come as BG/NBD says; after it every customer who is still there buys κ times as often.
//! Because purchases are Poisson while a customer is there and leaving follows purchases, a pace κ is a clock that runs
//! κ times as fast after `c`: with t_x′ and T′ read off that clock,
//!
//! ln L(r, α, a, b, κ) = ln L_BG/NBD(r, α, a, b | x, t_x′, T′) + n_after · ln κ
//!
//! and 2 (ln L(κ̂) − ln L(1)) is χ² with one degree of freedom where nothing changed (Wilks 1938, "The large-sample
//! distribution of the likelihood ratio for testing composite hypotheses", Annals of Mathematical Statistics 9(1)).
//! BG/NBD: Fader, Hardie & Lee (2005), Marketing Science 24(2). That customers leave more often than before shows as a
//! slower pace too. A season does as well, unless the time after `c` is a whole year.

use super::findings::{FEW_REPEATERS, LEAST_GAIN};
use super::{BgNbd, Buying, Discounting, Fit, History, Nbd, buys_repeatedly, group};
use crate::portfolio::Document;

/// Purchases of some customers by day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PurchaseDays {
    /// Day of the first purchase, since 1970.
    pub first: Vec<i32>,
    /// How many followed.
    pub x: Vec<u32>,
    /// Days from purchase to purchase, customer after customer.
    pub gaps: Vec<u32>,
    /// The day the watching ends.
    pub end: i32,
}

impl PurchaseDays {
    /// The purchases of every account that buys repeatedly and whose days are known; with the rows of these accounts,
    /// and how many more have only counts.
    pub fn of(document: &Document) -> (Self, Vec<usize>, usize) {
        let mut days = Self {
            end: document.as_of.epoch_days(),
            ..Self::default()
        };
        let (mut rows, mut n_counts) = (Vec::new(), 0);
        for (row, account) in document.portfolio.accounts.iter().enumerate() {
            let dated = (account.orders.as_deref()).filter(|orders| orders.repeat.is_some());
            let Some(orders) = dated.filter(|_| buys_repeatedly(account)) else {
                continue;
            };
            let Some(first) = orders.purchase_days().next() else {
                n_counts += 1;
                continue;
            };
            if first > days.end {
                continue;
            }
            rows.push(row);
            days.first.push(first);
            days.x.push(orders.gaps.len() as u32);
            days.gaps.extend_from_slice(&orders.gaps);
        }
        (days, rows, n_counts)
    }

    /// Days from the first purchase of anybody to the end.
    pub fn length(&self) -> i32 {
        self.first.iter().min().map_or(0, |first| self.end - first)
    }
}

/// Weeks that "of late" can be, the longest first.
pub const WINDOWS: [u32; 3] = [52, 26, 13];
/// Chance of a false alarm per look, at most.
pub const ALARM: f64 = 0.01;
/// A pace nearer to the old one than this is no alarm, however sure: with many customers any change is sure.
pub const LEAST_CHANGE: f64 = 0.1;

/// The longest window that leaves at least twice as long before it; `None` where the log is too short for any.
///
/// ```
/// use both_sides::measures::models::phase::longest_window;
/// assert_eq!(longest_window(4 * 365), Some(52));
/// assert_eq!(longest_window(2 * 365), Some(26));
/// assert_eq!(longest_window(200), None);
/// ```
pub fn longest_window(days: i32) -> Option<u32> {
    WINDOWS.into_iter().find(|&weeks| fits_in(weeks, days))
}

/// True where a window of `weeks` leaves twice as long before it in a log of `days`.
pub fn fits_in(weeks: u32, days: i32) -> bool {
    i64::from(days) >= 21 * i64::from(weeks)
}

/// What is found.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Weeks after the cut.
    pub weeks: u32,
    /// Last day of the time before, since 1970.
    pub cut: i32,
    /// Customers.
    pub n: u32,
    /// Repeat purchases after the cut of those who had bought before it.
    pub actual: f64,
    /// What the fit to the time before expected.
    pub expected: f64,
    /// The pace κ̂ after the cut, 1 before it.
    pub pace: f64,
    /// Its 95 % interval.
    pub interval: (f64, f64),
    /// 2 (ln L(κ̂) − ln L(1)).
    pub ratio: f64,
    /// The chance of as much where nothing changed.
    pub p: f64,
    /// By customer, purchases expected next year by the fit to the time before.
    pub next_old: Vec<f64>,
    /// By customer, the same by a fit to the time after alone; not a number for those who bought nothing then. Empty
    /// where too few came back within it.
    pub next_new: Vec<f64>,
    /// Customers who came back within the time after.
    pub n_back: u32,
}

impl Phase {
    /// True where the past no longer speaks for the present.
    pub fn rings(&self) -> bool {
        self.p < ALARM && (self.pace - 1.0).abs() >= LEAST_CHANGE
    }
}

/// P(χ² with one degree of freedom ≥ ratio).
///
/// ```
/// use both_sides::measures::models::phase::chance_of;
/// assert!((chance_of(3.841459) - 0.05).abs() < 1e-6); // the 95 % point of any table
/// ```
pub fn chance_of(ratio: f64) -> f64 {
    libm::erfc(libm::sqrt(ratio.max(0.0) / 2.0))
}

/// One customer on both sides of the cut, in weeks.
#[derive(Clone, Copy, Debug)]
struct Split {
    x: f64,
    /// Of the time to the last purchase, what lies before and after the cut.
    t_x: [f64; 2],
    /// Of the time watched, likewise.
    t: [f64; 2],
}

impl Split {
    fn at_pace(&self, pace: f64) -> History {
        let on_clock = |[before, after]: [f64; 2]| before + pace * after;
        let t = on_clock(self.t);
        History::new(self.x, on_clock(self.t_x).min(t), t)
    }
}

/// Steps of the search for κ̂.
const STEPS: u32 = 18;
/// The search goes from e^−2.5 to e^1.9: a pace of 1/12 to one of 7.
const ENDS: (f64, f64) = (-2.5, 1.9);
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// The search under way. A step is a fit or two.
#[derive(Debug)]
pub struct PhaseRun {
    days: PurchaseDays,
    weeks: u32,
    cut: i32,
    splits: Vec<Split>,
    n_after: f64,
    old: Buying,
    still: Fit<BgNbd>,
    low: f64,
    high: f64,
    inner: [(f64, f64); 2],
    n_steps: u32,
}

impl PhaseRun {
    /// Begins with the fits that suppose no change; `None` where nobody came back before the cut.
    pub fn new(days: PurchaseDays, weeks: u32) -> Option<Self> {
        let cut = days.end - (7 * weeks) as i32;
        let mut before = Vec::new();
        let mut splits = Vec::new();
        let mut n_after = 0.0;
        each(&days, &mut |own| {
            before.extend(history(own, i32::MIN, cut));
            splits.push(split(own, cut, days.end));
            n_after += own[1..].iter().filter(|&&day| day > cut).count() as f64;
        });
        let (old, start) = settled(&group(before))?;
        let whole = group(splits.iter().map(|split| split.at_pace(1.0)).collect());
        let mut run = Self {
            still: best(BgNbd::fit(&whole), BgNbd::fit_from(&whole, &[start]))?,
            days,
            weeks,
            cut,
            splits,
            n_after,
            old,
            low: ENDS.0,
            high: ENDS.1,
            inner: [(0.0, 0.0); 2],
            n_steps: 0,
        };
        let width = run.high - run.low;
        run.inner = [run.high - GOLDEN * width, run.low + GOLDEN * width].map(|at| (at, run.at(at)));
        Some(run)
    }

    /// ln L at its best for the pace e^`log_pace`.
    fn at(&self, log_pace: f64) -> f64 {
        let pace = libm::exp(log_pace);
        let rows = group(self.splits.iter().map(|split| split.at_pace(pace)).collect());
        let BgNbd { r, alpha, a, b } = self.still.model;
        let fit = BgNbd::fit_from(&rows, &[[r, alpha, a, b]]);
        fit.map_or(f64::NEG_INFINITY, |fit| {
            fit.log_likelihood + self.n_after * log_pace
        })
    }

    /// One step of a golden section search; false once κ̂ is known.
    pub fn step(&mut self) -> bool {
        if self.n_steps >= STEPS {
            return false;
        }
        self.n_steps += 1;
        let [left, right] = self.inner;
        if left.1 >= right.1 {
            self.high = right.0;
            let at = self.high - GOLDEN * (self.high - self.low);
            self.inner = [(at, self.at(at)), left];
        } else {
            self.low = left.0;
            let at = self.low + GOLDEN * (self.high - self.low);
            self.inner = [right, (at, self.at(at))];
        }
        true
    }

    /// The share of the search that is done.
    pub fn progress(&self) -> f64 {
        f64::from(self.n_steps) / f64::from(STEPS + 2)
    }

    /// What was found.
    pub fn finish(self) -> Phase {
        let [left, right] = self.inner;
        let (log_pace, top) = if left.1 >= right.1 { left } else { right };
        let ratio = (2.0 * (top - self.still.log_likelihood)).max(0.0);
        let (actual, expected) = self.held_against();
        let (next_old, next_new, n_back) = self.next_year();
        let error = self.error(log_pace, top);
        Phase {
            weeks: self.weeks,
            cut: self.cut,
            n: self.splits.len() as u32,
            actual,
            expected,
            pace: libm::exp(log_pace),
            interval: (libm::exp(log_pace - Z * error), libm::exp(log_pace + Z * error)),
            ratio,
            p: chance_of(ratio),
            next_old,
            next_new,
            n_back,
        }
    }

    /// Standard error of ln κ̂, from how fast the likelihood falls to both sides.
    fn error(&self, log_pace: f64, top: f64) -> f64 {
        let aside = 0.1;
        let fall = top - (self.at(log_pace - aside) + self.at(log_pace + aside)) / 2.0;
        if fall > 0.0 {
            aside / libm::sqrt(2.0 * fall)
        } else {
            f64::INFINITY
        }
    }

    /// Purchases after the cut of those who had bought before it, and what the old fit expected of them.
    fn held_against(&self) -> (f64, f64) {
        let (mut actual, mut rows) = (0.0, Vec::new());
        each(&self.days, &mut |own| {
            if let Some(row) = history(own, i32::MIN, self.cut) {
                actual += own.iter().filter(|&&day| day > self.cut).count() as f64;
                rows.push(row);
            }
        });
        let expected = expected_of(&self.old, &rows, f64::from(self.weeks));
        (actual, expected.iter().sum())
    }

    /// Purchases expected next year: by the fit to the time before, and by one to the time after alone.
    fn next_year(&self) -> (Vec<f64>, Vec<f64>, u32) {
        let end = self.days.end;
        let (mut whole, mut late) = (Vec::new(), Vec::new());
        each(&self.days, &mut |own| {
            whole.push(history(own, i32::MIN, end).unwrap_or(History::new(0.0, 0.0, 0.0)));
            late.push(history(own, self.cut, end));
        });
        let old = expected_of(&self.old, &whole, Discounting::WEEKS);
        let bought: Vec<History> = late.iter().flatten().copied().collect();
        let n_back = bought.iter().filter(|row| row.x > 0.0).count() as u32;
        let recent = (n_back >= FEW_REPEATERS)
            .then(|| settled(&group(bought.clone())))
            .flatten();
        let Some((recent, _)) = recent else {
            return (old, Vec::new(), n_back);
        };
        let mut expected = expected_of(&recent, &bought, Discounting::WEEKS).into_iter();
        let new = late
            .iter()
            .map(|row| row.and_then(|_| expected.next()).unwrap_or(f64::NAN));
        (old, new.collect(), n_back)
    }
}

/// Standard normal quantile at 97.5 %.
const Z: f64 = 1.959_963_984_540_054;

/// BG/NBD, or the simpler NBD where dropout, or how it differs, is not identifiable in these rows; with where BG/NBD stands.
fn settled(rows: &[History]) -> Option<(Buying, [f64; 4])> {
    let fit = BgNbd::fit(rows)?;
    let BgNbd { r, alpha, a, b } = fit.model;
    let simpler = Nbd::fit(rows)
        .filter(|nbd| !fit.is_determined || fit.log_likelihood - nbd.log_likelihood < LEAST_GAIN);
    let model = simpler.map_or(Buying::BgNbd(fit.model), |nbd| Buying::Nbd(nbd.model));
    Some((model, [r, alpha, a, b]))
}

fn best(one: Option<Fit<BgNbd>>, other: Option<Fit<BgNbd>>) -> Option<Fit<BgNbd>> {
    match (one, other) {
        (Some(one), Some(other)) if other.log_likelihood > one.log_likelihood => Some(other),
        (one, other) => one.or(other),
    }
}

/// Hands the days of one customer after the other to `see`.
fn each(days: &PurchaseDays, see: &mut dyn FnMut(&[i32])) {
    let mut rest = &days.gaps[..];
    let mut own = Vec::new();
    for (&first, &x) in days.first.iter().zip(&days.x) {
        let (gaps, others) = rest.split_at((x as usize).min(rest.len()));
        rest = others;
        own.clear();
        own.push(first);
        let mut day = first;
        own.extend(gaps.iter().map(|gap| {
            day = day.saturating_add_unsigned(*gap);
            day
        }));
        see(&own);
    }
}

fn weeks(days: i32) -> f64 {
    f64::from(days) / 7.0
}

/// The history between two days, the second within, as if nothing were known of the time around; `None` without a
/// purchase then.
fn history(own: &[i32], after: i32, until: i32) -> Option<History> {
    let from = own.partition_point(|&day| day <= after);
    let to = own.partition_point(|&day| day <= until);
    let within = own.get(from..to).filter(|within| !within.is_empty())?;
    let (first, last) = (within[0], within[within.len() - 1]);
    Some(History::new(
        (within.len() - 1) as f64,
        weeks(last - first),
        weeks(until - first),
    ))
}

fn split(own: &[i32], cut: i32, end: i32) -> Split {
    let (first, last) = (own[0], own[own.len() - 1]);
    let parts = |until: i32| {
        let before = (until.min(cut) - first).max(0);
        [weeks(before), weeks(until - first - before)]
    };
    Split {
        x: (own.len() - 1) as f64,
        t_x: parts(last),
        t: parts(end.max(last)),
    }
}

/// What the model expects of each; equal histories are worked out once.
fn expected_of(model: &Buying, rows: &[History], time: f64) -> Vec<f64> {
    let key = |at: usize| (rows[at].x.to_bits(), rows[at].t_x.to_bits(), rows[at].t.to_bits());
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_unstable_by_key(|&at| key(at));
    let mut expected = vec![0.0; rows.len()];
    for same in order.chunk_by(|&one, &other| key(one) == key(other)) {
        let value = model.conditional_expectation(&rows[same[0]], time);
        same.iter().for_each(|&at| expected[at] = value);
    }
    expected
}
