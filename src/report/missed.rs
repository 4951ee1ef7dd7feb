//! Missed exchanges as lines of a list.

use crate::decisions::{Missed, MissedExchange, missed_exchanges};
use crate::measures::{Groundwork, MeasureId, Valuation};
use crate::portfolio::{AccountId, Document, EventKind};
use crate::units::Day;

use super::style::{NumberStyle, UNKNOWN};

/// One missed exchange, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// What is missed and why that is known.
    pub reason: String,
    /// What to do.
    pub next: &'static str,
    /// What it is about in money, or the sign for unknown.
    pub worth: String,
    /// Total value, as everywhere.
    pub total_value: String,
}

/// What is missed with the accounts in `rows`, worth most first.
pub fn missed(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    numbers: &NumberStyle,
) -> Vec<MissedRow> {
    let groundwork = Groundwork::of(document, valuation);
    let line = |missed: &MissedExchange| {
        let account = &document.portfolio.accounts[missed.row];
        let total = valuation.get(MeasureId::TotalValue, missed.row);
        MissedRow {
            account: account.id.clone(),
            name: account.name.clone(),
            reason: reason(document, &missed.missed, numbers),
            next: next(&missed.missed),
            worth: missed
                .worth
                .map_or_else(|| UNKNOWN.to_owned(), |worth| numbers.money(worth)),
            total_value: numbers.measured(total, MeasureId::TotalValue.unit()),
        }
    };
    missed_exchanges(document, &groundwork, valuation, rows)
        .iter()
        .map(line)
        .collect()
}

fn reason(document: &Document, missed: &Missed, numbers: &NumberStyle) -> String {
    match *missed {
        Missed::Reference { received, willing } => {
            let willing = match willing {
                Some(willing) => format!("stated willingness {}", numbers.share(willing)),
                None => "willingness not asked".to_owned(),
            };
            format!(
                "Puts what it gets at {} of 100 and was never a reference; {willing}.",
                numbers.number(received, 0)
            )
        }
        Missed::Introduction { state } => {
            format!("A {} who never introduced or referred anybody.", state.word())
        }
        Missed::Promise { is_ours, kind, since } => promise(document.as_of, is_ours, kind, since, numbers),
        Missed::NothingGiven { n_received } => format!(
            "Gave {}; nothing is recorded that went back.",
            times(n_received, numbers)
        ),
        Missed::NothingReceived { n_given } => format!(
            "Took {}; nothing is recorded that came back.",
            times(n_given, numbers)
        ),
    }
}

fn times(n: usize, numbers: &NumberStyle) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{} times", numbers.number(n as f64, 0)),
    }
}

fn promise(as_of: Day, is_ours: bool, kind: EventKind, since: Option<Day>, numbers: &NumberStyle) -> String {
    let what = match kind {
        EventKind::Other => "something".to_owned(),
        EventKind::EmployeeReferral | EventKind::Introduction => format!("an {}", kind.word()),
        EventKind::WordOfMouth | EventKind::RiskShared | EventKind::Feedback => kind.word().to_owned(),
        kind => format!("a {}", kind.word()),
    };
    let who = if is_ours { "We promised" } else { "Offered us" };
    match since {
        Some(day) => format!(
            "{who} {what} on {}, still open after {}.",
            numbers.day(day),
            days(as_of, day, numbers)
        ),
        None => format!("{who} {what}, still open."),
    }
}

/// "1 day", "230 days": from `day` to `as_of`, never fewer than 0.
pub(super) fn days(as_of: Day, day: Day, numbers: &NumberStyle) -> String {
    match as_of.days_since(day).max(0) {
        1 => "1 day".to_owned(),
        n => format!("{} days", numbers.number(f64::from(n), 0)),
    }
}

const fn next(missed: &Missed) -> &'static str {
    match missed {
        Missed::Reference { .. } => "Ask for a reference",
        Missed::Introduction { .. } => "Ask for an introduction",
        Missed::Promise { is_ours: true, .. } => "Keep the promise",
        Missed::Promise { .. } => "Take it up",
        Missed::NothingGiven { .. } => "Thank and give back",
        Missed::NothingReceived { .. } => "Ask for something back",
    }
}
