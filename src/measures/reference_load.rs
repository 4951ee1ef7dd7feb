//! How often an account is asked to be a reference: uses per quarter over the trailing year.

use crate::portfolio::{AccountId, Basis, Document, EventKind, Party, ValueEvent};

use super::groundwork::Groundwork;
use super::spread::Spread;
use super::wording::{counted, input, known, number};
use super::{Explanation, MeasureId, Measured, Unit};

/// Days of the trailing year.
const YEAR: i32 = 365;

/// Reference uses per quarter.
///
/// L = n / 4
///
/// `n` uses within the trailing year. Why it is watched: a reference asked too often tires (Kumar, Petersen & Leone
/// 2013, whose value of a reference it guards); the limit is the firm's own.
///
/// ```
/// use both_sides::measures::reference_load::uses_per_quarter;
/// assert_eq!(uses_per_quarter(6.0), 1.5);
/// ```
pub fn uses_per_quarter(n_uses: f64) -> f64 {
    n_uses / 4.0
}

/// How many uses an event stands for: its quantity, such as 3 reference calls; one where the quantity is time.
pub fn uses_of(event: &ValueEvent) -> f64 {
    let unit = event.unit.trim().trim_end_matches(['s', 'S']);
    let is_time = ["minute", "hour", "h", "day"]
        .iter()
        .any(|time| unit.eq_ignore_ascii_case(time));
    if is_time { 1.0 } else { event.quantity.max(0.0) }
}

/// True where `account` acted as a reference, for us or towards a prospect.
pub(super) fn is_use_of(event: &ValueEvent, account: &AccountId) -> bool {
    event.kind == EventKind::ReferenceUse
        && matches!(&event.giver, Party::Account(giver) if giver == account)
        && event.receiver != event.giver
}

/// What the reference load is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReferenceLoadTerms<'a> {
    /// Events of the trailing year, each with its uses.
    pub uses: Vec<(&'a ValueEvent, f64)>,
    /// Events without a date: nobody can say whether they count.
    pub n_undated: usize,
    /// True where anything at all is recorded with the account.
    pub is_known: bool,
    /// Uses per quarter that are too many.
    pub limit: f64,
}

impl<'a> ReferenceLoadTerms<'a> {
    /// Reads the events of the account in `row`.
    pub fn new(document: &'a Document, groundwork: &Groundwork, row: usize) -> Self {
        let mut terms = Self {
            limit: document.assumptions.reference_limit,
            ..Self::default()
        };
        let Some(account) = document.portfolio.accounts.get(row) else {
            return terms;
        };
        for number in groundwork.events.of(row) {
            let event = &document.portfolio.events[number];
            terms.is_known = true;
            if !is_use_of(event, &account.id) {
                continue;
            }
            match event.date.map(|date| document.as_of.days_since(date)) {
                Some(days) if (0..YEAR).contains(&days) => terms.uses.push((event, uses_of(event))),
                Some(_) => {}
                None => terms.n_undated += 1,
            }
        }
        terms
    }

    /// Uses per quarter; unknown where nothing at all is recorded with the account.
    pub fn measured(&self) -> Measured {
        if !self.is_known {
            return Measured::UNKNOWN;
        }
        let basis = if self.n_undated > 0 {
            Basis::Estimated
        } else {
            Basis::Observed
        };
        Spread::exact(uses_per_quarter(self.n_uses()), basis).measured()
    }

    fn n_uses(&self) -> f64 {
        self.uses.iter().map(|(_, uses)| uses).sum()
    }

    /// True where it is asked more often than the limit allows.
    pub fn is_too_much(&self) -> bool {
        self.measured().value.is_some_and(|load| load > self.limit)
    }

    /// Explains it.
    pub fn explain(&self) -> Explanation {
        let result = self.measured();
        let term = |(event, uses): &(&ValueEvent, f64)| {
            let when = event.date.map_or_else(String::new, |day| day.to_string());
            let source = format!("{when}, {}", event.status.word());
            input(
                "reference use",
                Some(*uses),
                Unit::Count,
                Basis::Observed,
                &source,
            )
        };
        Explanation {
            measure: MeasureId::ReferenceLoad,
            result,
            formula: "uses as a reference within the last twelve months ÷ 4".to_owned(),
            worked: match result.value {
                Some(_) => format!("{} ÷ 4 = {}", number(self.n_uses()), known(result.value)),
                None => "unknown".to_owned(),
            },
            terms: self.uses.iter().map(term).collect(),
            notes: self.notes(),
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.is_known {
            notes.push(
                "Nothing is recorded with this account: record when it acted as a reference.".to_owned(),
            );
            return notes;
        }
        if self.uses.is_empty() {
            notes.push("No use as a reference is recorded within the last twelve months.".to_owned());
        }
        if self.n_undated > 0 {
            notes.push(format!(
                "{} without a date left out: date them to count those of the last twelve months.",
                counted(self.n_undated, "use")
            ));
        }
        notes.push(if self.is_too_much() {
            format!(
                "More than the {} a quarter set as the most: spare it, or raise the limit in the assumptions.",
                number(self.limit)
            )
        } else {
            format!("The most you allow is {} a quarter, set in the assumptions.", number(self.limit))
        });
        notes
    }
}
