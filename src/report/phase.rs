//! The watch over phase changes, written out: whether the data still mean what they meant, how much slower or faster
//! customers buy, and both rankings side by side.

use crate::maths::largest_first;
use crate::measures::models::findings::FEW_REPEATERS;
use crate::measures::models::phase::{
    ALARM, LEAST_CHANGE, Phase, PurchaseDays, WINDOWS, fits_in, longest_window,
};
use crate::measures::places::moves_between;
use crate::portfolio::Document;
use crate::units::Day;

use super::metric_audit::{SlopeReport, slope_report};
use super::models::Fact;
use super::style::NumberStyle;

/// What can be looked at, or why nothing can.
#[derive(Clone, Debug, PartialEq)]
pub enum PhaseQuestion {
    /// These purchases, the last of these weeks against all before.
    Ask {
        /// The purchases.
        days: PurchaseDays,
        /// Weeks.
        weeks: u32,
        /// Every window the log is long enough for.
        windows: Vec<u32>,
    },
    /// A sentence why not, and what would help.
    Cannot(String),
}

/// What the watch can look at in `document`: the window asked for, else the longest.
pub fn phase_question(document: &Document, wanted: Option<u32>, numbers: &NumberStyle) -> PhaseQuestion {
    let (days, _, n_counts) = PurchaseDays::of(document);
    let n_back = days.x.iter().filter(|x| **x > 0).count();
    let count = |n: usize| numbers.number(n as f64, 0);
    let is_too_few = n_back < FEW_REPEATERS as usize;
    if is_too_few && n_counts > 0 {
        return PhaseQuestion::Cannot(format!(
            "Whether recent behaviour has left the past cannot be told: of {} only counts are known, how often and when \
             last, not the days between. Bring in the order log itself.",
            accounts(n_counts, numbers)
        ));
    }
    if days.first.is_empty() {
        return PhaseQuestion::Cannot(
            "Whether recent behaviour has left the past cannot be told: no account that buys repeatedly has dated \
             orders. Totals by year do not say when in the year somebody bought. Bring in an order log."
                .to_owned(),
        );
    }
    if is_too_few {
        return PhaseQuestion::Cannot(format!(
            "Whether recent behaviour has left the past cannot be told: {} of {} with dated orders came back, fewer than \
             {FEW_REPEATERS}. A change would have to be enormous to be told from chance.",
            count(n_back),
            accounts(days.first.len(), numbers)
        ));
    }
    let length = days.length();
    let windows: Vec<u32> = WINDOWS
        .into_iter()
        .filter(|&weeks| fits_in(weeks, length))
        .collect();
    let weeks = wanted
        .filter(|weeks| windows.contains(weeks))
        .or(longest_window(length));
    match weeks {
        Some(weeks) => PhaseQuestion::Ask { days, weeks, windows },
        None => PhaseQuestion::Cannot(format!(
            "Whether recent behaviour has left the past cannot be told: the orders cover {} days, and a quarter of a year \
             needs twice as long before it to be held against.",
            count(length.max(0) as usize)
        )),
    }
}

/// What was found, written out.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseReport {
    /// True where the past no longer speaks for the present.
    pub rings: bool,
    /// The finding in a sentence or two.
    pub verdict: String,
    /// The numbers behind it.
    pub facts: Vec<Fact>,
    /// The old and the new ranking; `None` where the window is too thin to be fitted alone.
    pub slope: Option<SlopeReport>,
    /// What the rankings are, or why there is no new one.
    pub about_ranks: String,
}

/// Writes out what was found in `document`, whose purchases were asked about.
pub fn phase_report(document: &Document, phase: &Phase, numbers: &NumberStyle) -> PhaseReport {
    let slope = slope(document, phase, numbers);
    let about_ranks = match &slope {
        Some(slope) => format!(
            "By purchases expected next year: on the left as fitted to the time before, on the right as fitted to the last \
             {} weeks alone. {} bought in both times and are ranked; who bought nothing of late has no place on the right.",
            phase.weeks,
            accounts(slope.n_both, numbers)
        ),
        None if phase.n_back >= FEW_REPEATERS => format!(
            "There is no new ranking: {} came back within the last {} weeks, but their purchases alone settle no fit.",
            accounts(phase.n_back as usize, numbers),
            phase.weeks
        ),
        None => format!(
            "There is no new ranking: {} came back within the last {} weeks, fewer than the {FEW_REPEATERS} a fit needs. A \
             longer window or later data would give one.",
            accounts(phase.n_back as usize, numbers),
            phase.weeks
        ),
    };
    PhaseReport {
        rings: phase.rings(),
        verdict: verdict(phase, numbers),
        facts: facts(phase, numbers),
        slope,
        about_ranks,
    }
}

fn verdict(phase: &Phase, numbers: &NumberStyle) -> String {
    let since = Day::from_epoch_days(phase.cut).map_or_else(String::new, |day| numbers.day(day));
    let pace = numbers.share(phase.pace);
    let (low, high) = (numbers.share(phase.interval.0), numbers.share(phase.interval.1));
    let p = chance(phase.p, numbers);
    if phase.rings() {
        let change = if phase.pace < 1.0 {
            "less often, or more of them have left"
        } else {
            "more often"
        };
        return format!(
            "The data may not mean what they meant a few months ago. Since {since} customers buy {change}: at {pace} of the \
             pace before ({low} to {high}). Where nothing had changed, as much would be seen {p}. What is worked out from the \
             years before, values, models and curves, may no longer hold."
        );
    }
    if phase.p < ALARM {
        let least = numbers.share(LEAST_CHANGE);
        return format!(
            "The change is sure but small: since {since} customers buy at {pace} of the pace before ({low} to {high}), less \
             than {least} apart. The past still speaks for the present."
        );
    }
    format!(
        "The last {} weeks are like the time before: customers buy at {pace} of the pace ({low} to {high}), and where nothing \
         had changed as much would be seen {p}.",
        phase.weeks
    )
}

/// "once in 200 times"; "less than once in 10,000 times".
fn chance(p: f64, numbers: &NumberStyle) -> String {
    if p >= 0.2 {
        return format!("{} of the time", numbers.share_to(p, 0));
    }
    if p < 1e-4 {
        return format!("less than once in {} times", numbers.number(10_000.0, 0));
    }
    format!("once in {} times", numbers.number(libm::round(1.0 / p), 0))
}

fn facts(phase: &Phase, numbers: &NumberStyle) -> Vec<Fact> {
    let number = |value: f64, places: usize| numbers.number(value, places);
    let fact = |label: &'static str, text: String| Fact { label, text };
    let since = Day::from_epoch_days(phase.cut).map_or_else(String::new, |day| numbers.day(day));
    let mut facts = vec![
        fact("Accounts", number(f64::from(phase.n), 0)),
        fact("The time before ends", since),
        fact("Weeks held against it", number(f64::from(phase.weeks), 0)),
        fact(
            "Purchases then, of those who had bought before",
            number(phase.actual, 0),
        ),
        fact(
            "Expected by the fit to the time before",
            number(phase.expected, 0),
        ),
        fact("Likelihood ratio, 2 (ln L − ln L₀)", number(phase.ratio, 2)),
        fact(
            "p, χ² with 1 degree of freedom",
            if phase.p < 1e-4 {
                format!("< {}", number(1e-4, 4))
            } else {
                number(phase.p, 4)
            },
        ),
        fact("Rings below", number(ALARM, 2)),
    ];
    if phase.weeks < WINDOWS[0] {
        let note = "a season looks like a change: hold a whole year against the years before where the log allows it";
        facts.push(fact("Shorter than a year", note.to_owned()));
    }
    facts
}

fn slope(document: &Document, phase: &Phase, numbers: &NumberStyle) -> Option<SlopeReport> {
    let (_, rows, _) = PurchaseDays::of(document);
    // The portfolio has moved on since it was asked about.
    if rows.len() != phase.next_old.len() || phase.next_new.is_empty() {
        return None;
    }
    let known = || (0..rows.len()).filter(|&at| phase.next_new[at].is_finite());
    let ranked = |values: &[f64]| {
        let mut ranked: Vec<(usize, f64)> = known().map(|at| (rows[at], values[at])).collect();
        largest_first(&mut ranked);
        ranked
    };
    let (old, new) = (ranked(&phase.next_old), ranked(&phase.next_new));
    let mut by_row: Vec<(usize, [f64; 2])> = known()
        .map(|at| (rows[at], [phase.next_old[at], phase.next_new[at]]))
        .collect();
    by_row.sort_unstable_by_key(|(row, _)| *row);
    let written = |end: usize, row: usize| {
        let at = by_row.binary_search_by_key(&row, |(row, _)| *row).ok();
        at.map_or_else(String::new, |at| numbers.number(by_row[at].1[end], 2))
    };
    let heads = [
        "Expected before".to_owned(),
        format!("By the last {} weeks", phase.weeks),
    ];
    slope_report(heads, &moves_between(&old, &new), document, &written, numbers)
}

fn accounts(n: usize, numbers: &NumberStyle) -> String {
    match n {
        1 => "1 account".to_owned(),
        n => format!("{} accounts", numbers.number(n as f64, 0)),
    }
}
