//! How much one side matters to the other (Krapfel, Salmond & Spekman 1991): criticality, quantity, how hard to replace,
//! savings.

use crate::portfolio::{Account, Basis, Document};

use super::spread::Spread;
use super::weighed::{WeighedItem, WeighedTerms, weigh};
use super::{Explanation, MeasureId, Measured, Unit, Valuation};

/// What the importance of one side to the other is made of.
///
/// RV = Σ w · x / Σ w over criticality C, quantity Q, 100 − replaceability R and savings S, each 0 to 100
///
/// The four come from Krapfel, Salmond & Spekman (1991), "A strategic approach to managing buyer–seller relationships",
/// European Journal of Marketing 25(9); the weighted mean and its weights are this app's and can be changed.
///
/// ```
/// use both_sides::measures::standing::StandingTerms;
/// use both_sides::measures::{Measured, Spread};
/// use both_sides::portfolio::Basis;
/// let stated = |value| Spread::exact(value, Basis::Stated).measured();
/// // Critical 90, half of what they buy, hard to replace (20), savings not known; weights 3, 3, 2, 1.
/// let quantity = Spread::exact(50.0, Basis::Stated).measured();
/// let terms = StandingTerms::of_them([stated(90.0), quantity, stated(20.0), Measured::UNKNOWN], [3.0, 3.0, 2.0, 1.0]);
/// assert_eq!(terms.measured().value, Some(72.5)); // (3 · 90 + 3 · 50 + 2 · 80) / 8
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StandingTerms {
    inputs: [Measured; 4],
    weights: [f64; 4],
    is_to_us: bool,
}

const FOR_THEM: [&str; 4] = [
    "How critical we are to them",
    "Our share of what they buy, of 100",
    "How easily they could replace us",
    "How much we save them",
];
const FOR_US: [&str; 4] = [
    "How critical they are to us",
    "Their revenue, our largest account's being 100",
    "How easily we could replace them",
    "How much they save us",
];

impl StandingTerms {
    /// How much we matter to an account.
    pub fn to_them(document: &Document, account: &Account, share_of_wallet: Measured) -> Self {
        let standing = &account.standing;
        let inputs = [
            stated(standing.criticality),
            percent(share_of_wallet, 1.0),
            stated(standing.replaceability),
            stated(standing.savings),
        ];
        Self::of_them(inputs, document.composites.importance)
    }

    /// How much an account matters to us; `largest` is the largest revenue of any account.
    pub fn to_us(document: &Document, account: &Account, revenue: Measured, largest: f64) -> Self {
        let standing = &account.standing;
        let inputs = [
            stated(standing.their_criticality),
            percent(revenue, largest),
            stated(standing.their_replaceability),
            stated(standing.their_savings),
        ];
        Self {
            is_to_us: true,
            ..Self::of_them(inputs, document.composites.importance)
        }
    }

    /// How much we matter to somebody, from the four inputs.
    pub const fn of_them(inputs: [Measured; 4], weights: [f64; 4]) -> Self {
        Self {
            inputs,
            weights,
            is_to_us: false,
        }
    }

    /// The four inputs, 0 to 100, more counting as more important: how easily somebody is replaced is turned round.
    pub fn scores(&self) -> [Option<Spread>; 4] {
        let [critical, quantity, replaceable, savings] = self.inputs;
        let irreplaceable = replaceable.spread().map(|score| Spread {
            low: 100.0 - score.high,
            base: 100.0 - score.base,
            high: 100.0 - score.low,
            ..score
        });
        [
            critical.spread(),
            quantity.spread(),
            irreplaceable,
            savings.spread(),
        ]
    }

    /// The importance, 0 to 100.
    pub fn measured(&self) -> Measured {
        weigh(self.weights.into_iter().zip(self.scores()))
    }

    /// Share of the weight that stands on known answers; `None` where nothing has a weight.
    pub fn coverage(&self) -> Option<f64> {
        self.terms().coverage()
    }

    fn terms(&self) -> WeighedTerms<'static> {
        let labels = if self.is_to_us { FOR_US } else { FOR_THEM };
        let scores = self.scores();
        let items = (0..4).map(|place| WeighedItem {
            label: labels[place],
            raw: self.inputs[place],
            unit: Unit::Index,
            measure: None,
            score: scores[place],
            weight: self.weights[place],
        });
        WeighedTerms {
            items: items.collect(),
        }
    }

    /// Explains it.
    pub fn explain(&self) -> Explanation {
        let mut notes = vec!["The four weights are set under What they value.".to_owned()];
        let [critical, quantity, replaceable, savings] = self.scores();
        if quantity.is_some() && critical.or(replaceable).or(savings).is_none() {
            notes.push("Only the quantity is known: state how critical and how replaceable.".to_owned());
        }
        let measure = if self.is_to_us {
            MeasureId::ImportanceToUs
        } else {
            MeasureId::ImportanceToThem
        };
        let formula = "Σ weight × x ÷ Σ weight over criticality, quantity, 100 − replaceability, savings";
        self.terms().explain(measure, formula, notes)
    }
}

/// The largest revenue of any account; 0 where none is known.
pub fn largest_revenue(valuation: &Valuation) -> f64 {
    let revenues = valuation.column(MeasureId::Revenue).known();
    revenues.fold(0.0, |largest, (_, revenue)| revenue.max(largest))
}

fn stated(value: Option<f64>) -> Measured {
    Measured::of(value.map(|value| Spread::exact(value.clamp(0.0, 100.0), Basis::Stated)))
}

fn percent(part: Measured, whole: f64) -> Measured {
    let part = part.spread().filter(|_| whole > 0.0);
    Measured::of(part.map(|part| part.map(|part| (part / whole * 100.0).clamp(0.0, 100.0))))
}
