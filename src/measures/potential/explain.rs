//! How potential value, gap and each lever's part came about.

use crate::maths::shapley_by_place;
use crate::measures::wording::{input, known, measure_term, number, operand};
use crate::measures::{Explanation, MeasureId, Term, Unit};
use crate::portfolio::{Account, Basis, Lever};

use super::{CeilingOrigin, LeverTerm, PotentialTerms, measure_of};

impl PotentialTerms {
    /// Explains one of the measures of this room.
    pub fn explain(&self, measure: MeasureId, account: &Account) -> Explanation {
        match super::lever_of(measure) {
            Some(lever) => self.explain_part(lever, account),
            None if measure == MeasureId::PotentialGap => self.explain_gap(),
            None => self.explain_potential(account),
        }
    }

    fn explain_potential(&self, account: &Account) -> Explanation {
        let mut terms = vec![measure_term(MeasureId::CurrentValue, self.current)];
        for term in &self.levers {
            terms.push(ceiling_term(term, account));
        }
        terms.push(measure_term(MeasureId::PotentialGap, self.gap()));
        let gap = self.gap().value;
        let worked = match (self.current.value, gap) {
            (Some(current), Some(gap)) => {
                format!(
                    "{} + {} = {}",
                    operand(current),
                    number(gap),
                    known(self.potential.value)
                )
            }
            _ => "unknown".to_owned(),
        };
        let mut notes = self.reasons();
        notes.push(POT.to_owned());
        Explanation {
            measure: MeasureId::PotentialValue,
            result: self.potential,
            formula: "current value + what the lifetime value gains with every lever at its ceiling, each used only \
                      where it helps"
                .to_owned(),
            worked,
            terms,
            notes,
        }
    }

    fn explain_gap(&self) -> Explanation {
        let result = self.gap();
        let parts: Vec<String> = (self.levers.iter())
            .filter_map(|term| term.part)
            .map(number)
            .collect();
        let terms = self
            .levers
            .iter()
            .map(|term| measure_term(measure_of(term.lever), self.part(term.lever)));
        Explanation {
            measure: MeasureId::PotentialGap,
            result,
            formula: "potential value − current value = Σ parts of the five levers".to_owned(),
            worked: if parts.is_empty() {
                known(result.value)
            } else {
                format!("{} = {}", parts.join(" + "), known(result.value))
            },
            terms: terms.collect(),
            notes: self.reasons(),
        }
    }

    fn explain_part(&self, lever: Lever, account: &Account) -> Explanation {
        let term = &self.levers[lever as usize];
        let result = self.part(lever);
        let today = if term.level.is_some() {
            "worked out here"
        } else {
            "not known"
        };
        let mut terms = vec![
            input(
                &format!("{} today", level_label(lever)),
                term.level,
                level_unit(lever),
                Basis::Estimated,
                today,
            ),
            ceiling_term(term, account),
        ];
        let by_set = self.by_set.filter(|_| result.value.is_some());
        let places = by_set.and_then(|results| shapley_by_place(&results, lever as usize));
        let places = places.unwrap_or_default();
        for (place, gain) in PLACES.iter().zip(&places) {
            let source = "mean over the levers that may have come before";
            terms.push(input(
                &format!("Moved {place}"),
                Some(*gain),
                Unit::Money,
                Basis::Estimated,
                source,
            ));
        }
        let mut notes: Vec<String> = part_note(term, self).into_iter().collect();
        notes.extend(
            term.per_unit
                .filter(|_| !places.is_empty())
                .map(|per_unit| format!("One {} more adds {} today.", unit_word(lever), number(per_unit))),
        );
        notes.extend(self.reasons());
        let summands: Vec<String> = places.iter().map(|gain| operand(*gain)).collect();
        Explanation {
            measure: measure_of(lever),
            result,
            formula: "mean of what the lever adds when it is moved first, second … last of the five"
                .to_owned(),
            worked: if summands.is_empty() {
                known(result.value)
            } else {
                format!("({}) ÷ 5 = {}", summands.join(" + "), known(result.value))
            },
            terms,
            notes,
        }
    }

    /// Why something is unknown or bounded, each with the way out.
    pub fn reasons(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.current.value.is_none() {
            notes.push("The current value is not known, so there is nothing to start from.".to_owned());
        } else if self.is_over {
            notes.push("The relationship has ended: winning it back is not counted.".to_owned());
        } else if self.has_no_end {
            notes.push(
                "With retention at its ceiling the sum has no end: state a lower attainable retention, set a horizon \
                 or raise the discount rate."
                    .to_owned(),
            );
        } else if self.potential.value.is_none() {
            notes.push(format!(
                "No ceiling is known: state one for the account or its segment. Peers speak once {} of them are known.",
                super::ENOUGH_PEERS
            ));
        }
        if self.is_fitted {
            notes.push(
                "The applied fit says how long it stays and what a year brings: retention moves its discounted years, \
                 share of wallet, breadth and price its revenue, cost to serve its cost."
                    .to_owned(),
            );
        }
        if self.sells_at_a_loss {
            notes.push("The margin is negative, so selling more of the same would not help.".to_owned());
        }
        notes
    }
}

const PLACES: [&str; 5] = ["first", "second", "third", "fourth", "last"];

const POT: &str = "Share of wallet and breadth are one pot: more products are part of the wallet, so they never count \
                   twice.";

/// What a lever is called where its level stands.
pub const fn level_label(lever: Lever) -> &'static str {
    match lever {
        Lever::Retention => "Retention",
        Lever::ShareOfWallet => "Share of wallet",
        Lever::Breadth => "Products",
        Lever::Margin => "Gross margin of revenue",
        Lever::CostToServe => "Cost to serve of revenue",
    }
}

/// What the level of a lever is counted in.
pub const fn level_unit(lever: Lever) -> Unit {
    match lever {
        Lever::Breadth => Unit::Count,
        _ => Unit::Share,
    }
}

/// The unit a lever is moved by.
pub const fn unit_word(lever: Lever) -> &'static str {
    match lever {
        Lever::Retention => "point of retention",
        Lever::ShareOfWallet => "point of the wallet",
        Lever::Breadth => "product",
        Lever::Margin => "point of margin",
        Lever::CostToServe => "point of cost saved",
    }
}

/// Where a ceiling comes from, in words.
pub fn origin_words(origin: CeilingOrigin, account: &Account) -> String {
    match origin {
        CeilingOrigin::Account => "stated with the account".to_owned(),
        CeilingOrigin::SegmentStated => format!("stated for segment {}", account.segment),
        CeilingOrigin::AllStated => "stated for every account".to_owned(),
        CeilingOrigin::SegmentPeers(n) => {
            format!("best tenth of {n} accounts in segment {}", account.segment)
        }
        CeilingOrigin::AllPeers(n) => format!("best tenth of all {n} accounts known"),
        CeilingOrigin::Wallet => "the whole wallet".to_owned(),
    }
}

fn ceiling_term(term: &LeverTerm, account: &Account) -> Term {
    let origin = term.ceiling.map(|ceiling| origin_words(ceiling.origin, account));
    input(
        &format!("{} at best", level_label(term.lever)),
        term.ceiling.map(|ceiling| ceiling.level),
        level_unit(term.lever),
        match term.ceiling.map(|ceiling| ceiling.origin) {
            Some(CeilingOrigin::Account | CeilingOrigin::SegmentStated | CeilingOrigin::AllStated) => {
                Basis::Stated
            }
            _ => Basis::Estimated,
        },
        origin.as_deref().unwrap_or("not known"),
    )
}

/// Why a lever adds nothing, or what it rests on.
pub fn part_note(term: &LeverTerm, terms: &PotentialTerms) -> Option<String> {
    let (Some(level), Some(ceiling)) = (term.level, term.ceiling) else {
        return Some(missing(term));
    };
    if term.part.is_none() {
        return terms.potential.value.is_some().then(|| match term.lever {
            Lever::ShareOfWallet => "The size of the wallet or the margin is not known.".to_owned(),
            Lever::Breadth => "What a product brings is not known.".to_owned(),
            _ => "The revenue is not known.".to_owned(),
        });
    }
    let is_reached = match term.lever {
        Lever::CostToServe => level <= ceiling.level,
        _ => level >= ceiling.level,
    };
    if is_reached {
        return Some("It is at its ceiling already, so there is nothing to gain.".to_owned());
    }
    let each = terms
        .revenue_per_product
        .filter(|_| term.lever == Lever::Breadth)?;
    Some(format!(
        "Each further product is counted at {} a year: its own average, or the peers' middle where that is lower.",
        number(each)
    ))
}

fn missing(term: &LeverTerm) -> String {
    match (term.level, term.lever) {
        (Some(_), _) => format!(
            "How far it can go is not known: state it. Peers speak once {} of them are known.",
            super::ENOUGH_PEERS
        ),
        (None, Lever::Retention) => "Retention is not known.".to_owned(),
        (None, Lever::ShareOfWallet) => {
            "The share of wallet is not known: state it, the wallet, or our rank among suppliers.".to_owned()
        }
        (None, Lever::Breadth) => "What it buys is not known: import an order log with products.".to_owned(),
        (None, Lever::Margin) => "The margin of its revenue is not known.".to_owned(),
        (None, Lever::CostToServe) => "The cost to serve of its revenue is not known.".to_owned(),
    }
}
