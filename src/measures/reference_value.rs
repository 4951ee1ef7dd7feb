//! What a customer's reference is worth by the prospects it helped to win (business reference value).

use crate::portfolio::{Basis, Document, OutcomeStatus};

use super::groundwork::Groundwork;
use super::reference_load::is_use_of;
use super::spread::Spread;
use super::wording::{counted, input, known, number};
use super::{Explanation, MeasureId, Measured, Unit, Valuation};

/// A prospect that became a customer with the help of references.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Converted {
    /// How much references, all together, counted in the decision, 0 to 1.
    pub by_references: f64,
    /// This client's share of the influence of all references, 0 to 1.
    pub degree_of_influence: f64,
    /// The prospect's lifetime value.
    pub lifetime_value: f64,
    /// Periods until it was won.
    pub after: f64,
}

/// Business reference value of a client.
///
/// BRV = Σ Ref · DOI · CLV / (1 + r)ᵗ
///
/// `Ref`, `DOI`, `CLV`, `t` as in [`Converted`], `r` discount rate per period. Kumar, Petersen & Leone (2013), "Defining,
/// measuring, and managing business reference value", Journal of Marketing 77(1). In this app the product Ref · DOI is an
/// attribution share, so that the value is moved from the customer won to the reference and never counted twice.
///
/// ```
/// use both_sides::measures::reference_value::{Converted, business_reference_value};
/// let won = Converted { by_references: 0.4, degree_of_influence: 0.5, lifetime_value: 10_000.0, after: 3.0 };
/// assert_eq!(business_reference_value(&[won], 0.01).round(), 1_941.0); // 2,000 three months from now
/// ```
pub fn business_reference_value(converted: &[Converted], rate: f64) -> f64 {
    (converted.iter())
        .map(|won| {
            let share = won.by_references * won.degree_of_influence;
            share * won.lifetime_value / libm::pow(1.0 + rate, won.after)
        })
        .sum()
}

/// One deal that was won with the help of an account's reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WonTerm {
    /// Row of the account won.
    pub row: usize,
    /// Ref · DOI: the share of its value due to this account; `None` where no share is stated.
    pub share: Option<f64>,
    /// Its current value.
    pub lifetime_value: Option<Spread>,
    /// Years until it starts; 0 for those that are customers already.
    pub after: f64,
}

/// What the business reference value of an account is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReferenceValueTerms {
    /// Accounts won with its reference, in order of row, each once however often it was asked.
    pub won: Vec<WonTerm>,
    /// Uses that name a deal and have not come to an end.
    pub n_open: usize,
    /// Uses on deals that were lost.
    pub n_lost: usize,
    /// Uses that name no deal.
    pub n_without_deal: usize,
    rate: f64,
}

impl ReferenceValueTerms {
    /// Reads the reference uses of the account in `row`.
    pub fn new(document: &Document, groundwork: &Groundwork, valuation: &Valuation, row: usize) -> Self {
        let mut terms = Self {
            rate: document.assumptions.discount_rate.get(),
            ..Self::default()
        };
        let accounts = &document.portfolio.accounts;
        let Some(account) = accounts.get(row) else {
            return terms;
        };
        let mut won = Vec::new();
        for number in groundwork.events.of(row) {
            let event = &document.portfolio.events[number];
            if !is_use_of(event, &account.id) {
                continue;
            }
            let outcome = event.outcome_account.as_ref().and_then(|id| groundwork.row(id));
            match (outcome.filter(|outcome| *outcome != row), event.status) {
                (None, _) => terms.n_without_deal += 1,
                (Some(outcome), OutcomeStatus::Realised) => won.push(outcome),
                (Some(_), OutcomeStatus::Open) => terms.n_open += 1,
                (Some(_), OutcomeStatus::Failed) => terms.n_lost += 1,
            }
        }
        won.sort_unstable();
        won.dedup();
        let attribution = &groundwork.attribution;
        let share_of = |outcome: usize| {
            let mut flows = attribution
                .arriving
                .of(row)
                .map(|number| attribution.flows[number]);
            flows.find(|flow| flow.outcome as usize == outcome)
        };
        let term = |outcome: usize| WonTerm {
            row: outcome,
            share: share_of(outcome).map(|flow| flow.share),
            lifetime_value: valuation.get(MeasureId::CurrentValue, outcome).spread(),
            after: accounts[outcome]
                .since
                .map_or(0.0, |since| since.years_since(document.as_of).max(0.0)),
        };
        terms.won = won.into_iter().map(term).collect();
        terms
    }

    /// What one deal adds; `None` where its share or its value is not known.
    fn worth(&self, won: &WonTerm) -> Option<Spread> {
        let (share, value) = won.share.zip(won.lifetime_value)?;
        let at = |lifetime_value: f64| {
            let converted = Converted {
                by_references: share,
                degree_of_influence: 1.0,
                lifetime_value,
                after: won.after,
            };
            business_reference_value(&[converted], self.rate)
        };
        Some(value.map(at).softened(Basis::Attributed))
    }

    /// The sum over the deals won; 0 where every deal it was asked for was lost, unknown where none is known.
    pub fn measured(&self) -> Measured {
        let known: Vec<Spread> = self.won.iter().filter_map(|won| self.worth(won)).collect();
        if known.is_empty() {
            let is_nothing = self.won.is_empty() && self.n_open == 0 && self.n_lost > 0;
            let nothing = Spread::exact(0.0, Basis::Observed);
            return Measured::of(is_nothing.then_some(nothing));
        }
        let is_partial = known.len() < self.won.len();
        let start = Spread::exact(0.0, Basis::Attributed);
        let sum = known.into_iter().fold(start, Spread::plus);
        if is_partial {
            sum.softened(Basis::Estimated)
        } else {
            sum
        }
        .measured()
    }

    /// Explains it.
    pub fn explain(&self, document: &Document) -> Explanation {
        let result = self.measured();
        let name = |row: usize| document.portfolio.accounts[row].name.as_str();
        let (mut terms, mut worked) = (Vec::new(), Vec::new());
        for won in &self.won {
            let worth = self.worth(won).map(|worth| worth.base);
            let source = match (won.share, won.lifetime_value) {
                (None, _) => "won; no share of its value is stated".to_owned(),
                (_, None) => "won; its current value is not known".to_owned(),
                (Some(share), Some(value)) => {
                    worked.push(format!("{} × {}", number(share), number(value.base)));
                    format!(
                        "share {} of {}{}",
                        number(share),
                        number(value.base),
                        later(won.after)
                    )
                }
            };
            terms.push(input(
                name(won.row),
                worth,
                Unit::Money,
                Basis::Attributed,
                &source,
            ));
        }
        Explanation {
            measure: MeasureId::ReferenceValue,
            result,
            formula: "Σ share × current value of the account won ÷ (1 + d)^years until it starts".to_owned(),
            worked: if worked.is_empty() {
                known(result.value)
            } else {
                format!("{} = {}", worked.join(" + "), known(result.value))
            },
            terms,
            notes: self.notes(name),
        }
    }

    fn notes<'n>(&self, name: impl Fn(usize) -> &'n str) -> Vec<String> {
        let mut notes = Vec::new();
        for won in &self.won {
            if won.share.is_none() {
                notes.push(format!(
                    "Say which share of the value of {} is due to this account: record a share of value.",
                    name(won.row)
                ));
            } else if won.lifetime_value.is_none() {
                notes.push(format!(
                    "The current value of {} is not known: state its margin and retention.",
                    name(won.row)
                ));
            }
        }
        if self.n_open > 0 {
            notes.push(format!(
                "{} on a deal that is still open: it counts once the deal is won.",
                counted(self.n_open, "use")
            ));
        }
        if self.n_lost > 0 {
            notes.push(format!(
                "{} on a deal that was lost: worth nothing.",
                counted(self.n_lost, "use")
            ));
        }
        if self.n_without_deal > 0 {
            notes.push(format!(
                "{} without the account it was to win: name it on the event.",
                counted(self.n_without_deal, "use")
            ));
        }
        let is_blank = self.won.is_empty() && self.n_open + self.n_lost + self.n_without_deal == 0;
        notes.push(if is_blank {
            "No use as a reference is recorded: record it with the account it was to win.".to_owned()
        } else {
            "It is part of what the account brought in already: never add the two.".to_owned()
        });
        notes
    }
}

fn later(years: f64) -> String {
    if years > 0.0 {
        format!(", starting in {} years", number(years))
    } else {
        String::new()
    }
}
