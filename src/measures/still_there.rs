//! Whether an account is still a customer, and what it will buy in the next year, by the purchase model applied.
//!
//! P(alive) and E[Y(t) | x, t_x, T] with t one year; Fader, Hardie & Lee (2005), "'Counting your customers' the easy
//! way", Marketing Science 24(2). BG/NBD with r 0.243, α 4.414, a 0.793, b 2.426: two repeat purchases, the last
//! after 30.43 of 38.86 weeks, gives 0.7266. Without an applied model both are unknown: an account that does not say
//! when it leaves cannot be asked another way.

use crate::portfolio::{Account, Basis, Document, EarningModel};

use super::fitted::{FittedModels, FittedTerms};
use super::retention::{RetentionTerms, buys};
use super::spread::Spread;
use super::wording::{known, measure_term, number};
use super::{Explanation, MeasureId, Measured, Unit};

impl FittedTerms {
    /// The chance that it is still a customer; unknown of a contract, which says when it ends.
    pub fn still_there(&self) -> Measured {
        let alive = self.is_of_orders().then_some(self.alive);
        Measured::of(alive.map(|alive| Spread::exact(alive, Basis::Estimated)))
    }

    /// Purchases expected in the next year, with what is plausible for this account's rate.
    pub fn purchases_next_year(&self) -> Measured {
        let (slow, fast) = self.per_year_ends;
        let (gone, there) = self.ends_of(self.next_year);
        let spread = Spread {
            low: gone * slow / self.per_year,
            base: self.next_year,
            high: there * fast / self.per_year,
            basis: Basis::Estimated,
        };
        Measured::of(self.is_of_orders().then_some(spread))
    }
}

/// Both numbers of one account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StillThereTerms {
    fitted: Option<FittedTerms>,
}

impl StillThereTerms {
    /// Reads what speaks for the retention.
    pub const fn new(retention: &RetentionTerms) -> Self {
        Self {
            fitted: retention.fitted().copied(),
        }
    }

    /// One of the two.
    pub fn measured(&self, measure: MeasureId) -> Measured {
        let of = |fitted: FittedTerms| match measure {
            MeasureId::StillThere => fitted.still_there(),
            _ => fitted.purchases_next_year(),
        };
        self.fitted.map_or(Measured::UNKNOWN, of)
    }

    /// Explains one of the two.
    pub fn explain(
        &self,
        measure: MeasureId,
        document: &Document,
        models: &FittedModels,
        account: &Account,
    ) -> Explanation {
        let result = self.measured(measure);
        let mut explanation = Explanation {
            measure,
            result,
            formula: match measure {
                MeasureId::StillThere => "P(alive | x, t_x, T) of the applied model",
                _ => "E[Y(1 year) | x, t_x, T] of the applied model",
            }
            .to_owned(),
            worked: known(result.value),
            terms: Vec::new(),
            notes: Vec::new(),
        };
        match self.fitted.filter(FittedTerms::is_of_orders) {
            Some(fitted) => fitted.explain_still_there(&mut explanation),
            None => explanation
                .notes
                .push(why_unknown(document, models, account).to_owned()),
        }
        explanation
    }
}

impl FittedTerms {
    fn explain_still_there(&self, explanation: &mut Explanation) {
        explanation.terms = self.seen();
        if explanation.measure == MeasureId::ExpectedPurchases {
            let alive = self.still_there();
            explanation.terms.push(measure_term(MeasureId::StillThere, alive));
            explanation.terms.push(super::wording::input(
                "Purchases of the year if it is",
                (self.alive > 0.0).then(|| self.next_year / self.alive),
                Unit::Count,
                Basis::Estimated,
                self.source(),
            ));
            explanation.worked = format!(
                "{} × {} = {}",
                number(self.alive),
                known((self.alive > 0.0).then(|| self.next_year / self.alive)),
                known(explanation.result.value)
            );
            explanation.notes.push(
                "The interval holds the purchase rates that are plausible for this account; its low end is 0 where it \
                 may well have left."
                    .to_owned(),
            );
        }
        explanation.notes.insert(0, self.why());
    }
}

/// Why no model speaks of the account, and the way out.
fn why_unknown(document: &Document, models: &FittedModels, account: &Account) -> &'static str {
    if !buys(account) {
        "It buys nothing from us, so there is no purchase to expect."
    } else if super::retention::has_ended(document, account) {
        "The relationship has ended: no model is asked."
    } else if account.economics.annual_retention.is_some() {
        "Its retention is stated, so no model is asked: clear it to let the applied one speak."
    } else if account.earning_model == Some(EarningModel::Contract) {
        "A contract says when it ends: its retention is the chance to renew."
    } else if !super::models::buys_repeatedly(account) {
        "No model of repeat purchases is made for this earning model."
    } else if !models.tells_of_orders() {
        "No purchase model is applied: fit one to the order log under Models."
    } else {
        "Its orders have no dates the applied model could read: import an order log with dates."
    }
}
