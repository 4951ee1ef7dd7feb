//! A score from 0 to 100 that is a weighted mean of items, of which some may be unknown.

use crate::portfolio::Basis;

use super::spread::Spread;
use super::wording::{input, known, measure_term, number};
use super::{Explanation, MeasureId, Measured, Term, Unit};

/// One item of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct WeighedItem<'a> {
    /// What it reads.
    pub label: &'a str,
    /// What stands there.
    pub raw: Measured,
    /// What that is counted in.
    pub unit: Unit,
    /// The measure it reads, when it reads one.
    pub measure: Option<MeasureId>,
    /// From 0 to 100; `None` is unknown.
    pub score: Option<Spread>,
    /// How much it counts; never negative.
    pub weight: f64,
}

/// Weighted mean of the known scores.
///
/// S = Σ w · s / Σ w over the items known: what is unknown hands its weight to the others.
///
/// ```
/// use both_sides::measures::Spread;
/// use both_sides::measures::weighed::weigh;
/// use both_sides::portfolio::Basis;
/// let exact = |score| Some(Spread::exact(score, Basis::Stated));
/// let score = weigh([(2.0, exact(80.0)), (1.0, exact(50.0)), (1.0, None)].into_iter());
/// assert_eq!(score.value, Some(70.0)); // (2 · 80 + 1 · 50) / 3
/// ```
pub fn weigh(items: impl Iterator<Item = (f64, Option<Spread>)>) -> Measured {
    weigh_known(items).0
}

/// The mean of [`weigh`] and the weight of the items known.
pub(crate) fn weigh_known(items: impl Iterator<Item = (f64, Option<Spread>)>) -> (Measured, f64) {
    let (mut weights, mut sum) = (0.0, Spread::exact(0.0, Basis::Observed));
    for (weight, score) in items {
        if let Some(score) = score.filter(|_| weight > 0.0) {
            weights += weight;
            sum = sum.plus(score.map(|score| weight * score));
        }
    }
    let measured = if weights > 0.0 {
        sum.map(|sum| sum / weights).measured()
    } else {
        Measured::UNKNOWN
    };
    (measured, weights)
}

/// A score with its items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WeighedTerms<'a> {
    /// The items.
    pub items: Vec<WeighedItem<'a>>,
}

impl WeighedTerms<'_> {
    /// The score.
    pub fn measured(&self) -> Measured {
        weigh(self.items.iter().map(|item| (item.weight, item.score)))
    }

    /// Share of the weight that stands on known items; `None` where nothing has a weight.
    pub fn coverage(&self) -> Option<f64> {
        let all: f64 = self.items.iter().map(|item| item.weight).sum();
        (all > 0.0).then(|| self.known_weight() / all)
    }

    fn known_weight(&self) -> f64 {
        let known = self.items.iter().filter(|item| item.score.is_some());
        known.map(|item| item.weight).sum()
    }

    /// What each item adds to the score; the points of all items add up to it.
    pub fn points(&self) -> impl Iterator<Item = Option<f64>> + '_ {
        let weights = self.known_weight();
        (self.items.iter()).map(move |item| {
            let score = item.score.filter(|_| weights > 0.0)?;
            Some(item.weight * score.base / weights)
        })
    }

    /// Explains the score; `notes` says what else there is to know.
    pub fn explain(&self, measure: MeasureId, formula: &str, mut notes: Vec<String>) -> Explanation {
        let result = self.measured();
        let all: f64 = self.items.iter().map(|item| item.weight).sum();
        let mut products = Vec::new();
        for item in &self.items {
            if let Some(score) = item.score.filter(|_| item.weight > 0.0) {
                products.push(format!("{} × {}", number(item.weight), number(score.base)));
            }
        }
        let unknown: Vec<&str> = (self.items.iter())
            .filter(|item| item.score.is_none() && item.weight > 0.0)
            .map(|item| item.label)
            .collect();
        if let Some(coverage) = self.coverage().filter(|_| !unknown.is_empty()) {
            notes.insert(
                0,
                format!(
                    "{} % of the weight is known; not known: {}. Their weight goes to the others.",
                    number(libm::round(coverage * 100.0)),
                    unknown.join(", ")
                ),
            );
        }
        Explanation {
            measure,
            result,
            formula: formula.to_owned(),
            worked: if products.is_empty() {
                "unknown".to_owned()
            } else {
                let weights = number(self.known_weight());
                format!("({}) ÷ {weights} = {}", products.join(" + "), known(result.value))
            },
            terms: self.items.iter().map(|item| item.term(all)).collect(),
            notes,
        }
    }
}

impl WeighedItem<'_> {
    fn term(&self, weights: f64) -> Term {
        let share = if weights > 0.0 {
            number(self.weight / weights * 100.0)
        } else {
            "0".to_owned()
        };
        let source = match self.score {
            Some(score) => format!("scores {} of 100, weight {share} %", number(score.base)),
            None => format!("not known, weight {share} %"),
        };
        match self.measure {
            Some(measure) => Term {
                source,
                ..measure_term(measure, self.raw)
            },
            None => input(self.label, self.raw.value, self.unit, self.raw.basis, &source),
        }
    }
}
