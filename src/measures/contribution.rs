//! Contribution: what an account leaves after its own direct cost and the cost of serving it.

use crate::portfolio::Basis;

use super::spread::Spread;
use super::wording::{known, measure_term, operand};
use super::{Explanation, MeasureId, Measured};

/// Contribution of a year.
///
/// m = G − C
///
/// `G` gross margin, `C` cost to serve, both per year. Kaplan & Cooper (1998), *Cost & Effect*, chapter 10.
/// Where the cost to serve is not known, the gross margin stands as the most the contribution can be: the result
/// is marked as estimated and says so, because the cost is missing, not zero.
///
/// ```
/// use both_sides::measures::contribution::contribution;
/// use both_sides::measures::Spread;
/// use both_sides::portfolio::Basis;
/// let margin = Spread::exact(80_000.0, Basis::Observed);
/// let cost = Spread::exact(15_000.0, Basis::Stated);
/// assert_eq!(contribution(margin, Some(cost)).base, 65_000.0);
/// assert_eq!(contribution(margin, None).basis, Basis::Estimated);
/// ```
pub fn contribution(gross_margin: Spread, cost_to_serve: Option<Spread>) -> Spread {
    match cost_to_serve {
        Some(cost) => gross_margin.minus(cost),
        None => gross_margin.softened(Basis::Estimated),
    }
}

/// What the contribution is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContributionTerms {
    /// Gross margin per year.
    pub gross_margin: Measured,
    /// Cost to serve per year.
    pub cost_to_serve: Measured,
}

impl ContributionTerms {
    /// The contribution.
    pub fn measured(&self) -> Measured {
        let cost = self.cost_to_serve.spread();
        Measured::of(
            self.gross_margin
                .spread()
                .map(|margin| contribution(margin, cost)),
        )
    }

    /// Explains it.
    pub fn explain(&self) -> Explanation {
        let result = self.measured();
        let mut notes = Vec::new();
        let worked = match (self.gross_margin.value, self.cost_to_serve.value) {
            (Some(margin), Some(cost)) => {
                format!(
                    "{} − {} = {}",
                    operand(margin),
                    operand(cost),
                    known(result.value)
                )
            }
            (Some(_), None) => {
                notes.push(
                    "Cost to serve is not known: the gross margin stands in, so the contribution is at most this. \
                     State the cost to serve or list its activities."
                        .to_owned(),
                );
                format!(
                    "{} − unknown, at most {}",
                    known(self.gross_margin.value),
                    known(result.value)
                )
            }
            (None, _) => {
                notes.push("Gross margin is not known, so the contribution is not either.".to_owned());
                "unknown".to_owned()
            }
        };
        Explanation {
            measure: MeasureId::Contribution,
            result,
            formula: "gross margin − cost to serve".to_owned(),
            worked,
            terms: vec![
                measure_term(MeasureId::GrossMargin, self.gross_margin),
                measure_term(MeasureId::CostToServe, self.cost_to_serve),
            ],
            notes,
        }
    }
}
