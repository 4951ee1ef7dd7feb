//! What an applied fit says, in words and terms.

use crate::portfolio::{Account, Basis, EarningModel};

use super::fitted::{FittedTerms, Speaker};
use super::models::{BuyingKind, Discounting};
use super::wording::{input, known, measure_term, number};
use super::{Explanation, MeasureId, Term, Unit};

impl FittedTerms {
    /// Which model speaks, and why.
    pub fn why(&self) -> String {
        match self.speaker {
            Speaker::Renewal => format!(
                "The applied sBG speaks, because this is a contract: {} renewals so far.",
                self.row.x
            ),
            Speaker::Buying(BuyingKind::BgBb) => format!(
                "The applied BG/BB speaks, because it buys by repeat orders: bought in {} of {} years since its first.",
                self.row.x, self.row.t
            ),
            Speaker::Buying(kind) => format!(
                "The applied {} speaks, because it buys by repeat orders: {} repeat purchases in {:.1} weeks, the last \
                 after {:.1}.",
                kind.label(),
                self.row.x,
                self.row.t,
                self.row.t_x
            ),
        }
    }

    /// The fit in words, as the source of a term.
    pub(super) const fn source(&self) -> &'static str {
        match self.speaker {
            Speaker::Renewal => "sBG fit",
            Speaker::Buying(BuyingKind::BgNbd) => "BG/NBD fit",
            Speaker::Buying(BuyingKind::MbgNbd) => "MBG/NBD fit",
            Speaker::Buying(BuyingKind::ParetoNbd) => "Pareto/NBD fit",
            Speaker::Buying(BuyingKind::Nbd) => "NBD fit",
            Speaker::Buying(BuyingKind::BgBb) => "BG/BB fit",
        }
    }

    /// What the model read of the account.
    pub(super) fn seen(&self) -> Vec<Term> {
        let (units, label) = match self.speaker {
            Speaker::Buying(BuyingKind::BgBb) => (1.0, "Years with orders after the first"),
            _ => (Discounting::WEEKS, "Repeat purchases"),
        };
        let of =
            |label: &str, value: f64, unit| input(label, Some(value), unit, Basis::Observed, "order log");
        vec![
            of(label, self.row.x, Unit::Count),
            of("The last after", self.row.t_x / units, Unit::Years),
            of("Watched for", self.row.t / units, Unit::Years),
        ]
    }

    /// The fit as terms of a number that rests on it.
    pub(super) fn terms(&self) -> Vec<Term> {
        let of =
            |label: &str, value: f64, unit| input(label, Some(value), unit, Basis::Estimated, self.source());
        let mut terms = vec![of(
            "Discounted years it is expected to stay",
            self.years,
            Unit::Years,
        )];
        if self.speaker == Speaker::Renewal {
            terms.push(of("Chance to renew next", self.next_year, Unit::Share));
        } else {
            terms.extend([
                measure_term(MeasureId::StillThere, self.still_there()),
                of("Purchases per year while it is", self.per_year, Unit::Times),
                measure_term(MeasureId::ExpectedPurchases, self.purchases_next_year()),
            ]);
        }
        terms
    }

    /// Adds to an explanation of the retention how it follows from the fit.
    pub fn explain_retention(&self, explanation: &mut Explanation) {
        explanation.formula =
            "the constant retention that is worth as many discounted years as the fit expects".to_owned();
        explanation.worked = format!(
            "{} years → {}",
            number(self.years),
            known(explanation.result.value)
        );
        explanation.terms = self.terms();
        explanation.notes.push(self.why());
    }
}

/// Why renewals are shrunk rather than read by a model, by earning model.
pub const fn why_shrunk(account: &Account) -> &'static str {
    match account.earning_model {
        Some(EarningModel::Contract) => {
            "Renewals are shrunk because no sBG is applied: fit one to your contracts under Models."
        }
        Some(EarningModel::Project | EarningModel::Usage | EarningModel::OneOff) => {
            "No model of repeat purchases is made for this earning model: renewals are shrunk to the segment."
        }
        Some(EarningModel::RepeatOrders) | None => {
            "Renewals are shrunk because no purchase model is applied: fit one to the order log under Models."
        }
    }
}
