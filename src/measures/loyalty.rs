//! Attitude and intention, and what follows from the two (Walker's loyalty matrix).

use crate::portfolio::{Basis, Document, ListeningPost};

use super::groundwork::Groundwork;
use super::received::{index_of_rating, weighted_mean};
use super::said::Said;
use super::spread::Spread;
use super::wording::{counted, input, known, number};
use super::{Explanation, MeasureId, Measured, Unit};

/// A place in Walker's loyalty matrix: how they like us against whether they intend to stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loyalty {
    /// Like us and stay.
    TrulyLoyal,
    /// Like us and will not stay.
    Accessible,
    /// Stay and do not like us.
    Trapped,
    /// Neither.
    HighRisk,
}

impl Loyalty {
    /// Every place, best first.
    pub const ALL: [Self; 4] = [Self::TrulyLoyal, Self::Accessible, Self::Trapped, Self::HighRisk];

    /// The place of an attitude and an intention, high at or above its threshold.
    ///
    /// ```
    /// use both_sides::measures::loyalty::Loyalty;
    /// assert_eq!(Loyalty::of((40.0, 50.0), (90.0, 50.0)), Loyalty::Trapped);
    /// ```
    pub fn of(attitude_and_threshold: (f64, f64), intention_and_threshold: (f64, f64)) -> Self {
        let is_high = |(value, threshold): (f64, f64)| value >= threshold;
        match (is_high(attitude_and_threshold), is_high(intention_and_threshold)) {
            (true, true) => Self::TrulyLoyal,
            (true, false) => Self::Accessible,
            (false, true) => Self::Trapped,
            (false, false) => Self::HighRisk,
        }
    }

    /// Walker's name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::TrulyLoyal => "Truly loyal",
            Self::Accessible => "Accessible",
            Self::Trapped => "Trapped",
            Self::HighRisk => "High risk",
        }
    }

    /// What to do.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::TrulyLoyal => "Keep, and ask for what they can give.",
            Self::Accessible => "They like us and will go: find out what keeps them from staying.",
            Self::Trapped => "They stay because they have to: repair before they need not.",
            Self::HighRisk => "Repair now, or let go.",
        }
    }
}

/// What attitude and intention are made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoyaltyTerms {
    /// Satisfaction, 0 to 100, and the answers behind it.
    pub satisfaction: Option<(f64, usize)>,
    /// Likelihood to recommend, 0 to 100, and the answers behind it.
    pub recommend: Option<(f64, usize)>,
    /// Intention to stay, 0 to 100, and the answers behind it.
    pub intention: Option<(f64, usize)>,
    is_judged: bool,
}

impl LoyaltyTerms {
    /// Reads the observations of the account in `row`.
    pub fn new(document: &Document, groundwork: &Groundwork, row: usize) -> Self {
        let mut said = Said::default();
        said.read(document, groundwork, row);
        Self::of(&said)
    }

    /// Reads what an account said.
    pub(crate) fn of(said: &Said) -> Self {
        let mut means = [(0.0, 0.0, 0); 3];
        let mut is_judged = false;
        for answer in &said.answers {
            let observation = answer.observation;
            if observation
                .satisfaction
                .or(observation.recommend)
                .or(observation.intention)
                .is_none()
            {
                continue;
            }
            let indices = [
                observation.satisfaction.map(index_of_rating),
                observation.recommend.map(|rating| rating.clamp(0.0, 10.0) * 10.0),
                observation.intention.map(index_of_rating),
            ];
            for ((weights, sum, n_answers), index) in means.iter_mut().zip(indices) {
                if let Some(index) = index {
                    *weights += answer.weight;
                    *sum += answer.weight * index;
                    *n_answers += 1;
                    is_judged |= observation.post == ListeningPost::Sales;
                }
            }
        }
        let [satisfaction, recommend, intention] =
            means.map(|(weights, sum, n_answers)| (weights > 0.0).then(|| (sum / weights, n_answers)));
        Self {
            satisfaction,
            recommend,
            intention,
            is_judged,
        }
    }

    fn basis(&self) -> Basis {
        if self.is_judged {
            Basis::Judged
        } else {
            Basis::Stated
        }
    }

    /// How they like us: the mean of satisfaction and likelihood to recommend, 0 to 100.
    ///
    /// Ratings from 1 to 10 become (x − 1) / 9 · 100, recommendations from 0 to 10 become 10 · x, older answers count
    /// less. Walker's loyalty matrix.
    pub fn attitude(&self) -> Measured {
        let both = [self.satisfaction, self.recommend];
        let mean = weighted_mean(both.into_iter().flatten().map(|(index, _)| (1.0, index)));
        Measured::of(mean.map(|mean| Spread::exact(mean, self.basis())))
    }

    /// How much they intend to stay, 0 to 100.
    pub fn intention(&self) -> Measured {
        Measured::of(
            self.intention
                .map(|(index, _)| Spread::exact(index, self.basis())),
        )
    }

    /// Explains the attitude.
    pub fn explain_attitude(&self) -> Explanation {
        let result = self.attitude();
        let mut notes = Vec::new();
        if result.value.is_none() {
            notes.push(
                "Nobody was asked how satisfied they are or whether they would recommend us.".to_owned(),
            );
        }
        let indices: Vec<f64> = [self.satisfaction, self.recommend]
            .into_iter()
            .flatten()
            .map(|(index, _)| index)
            .collect();
        let worked = match indices[..] {
            [] => "unknown".to_owned(),
            [one] => known(Some(one)),
            _ => {
                let sum: Vec<String> = indices.iter().map(|index| number(*index)).collect();
                format!(
                    "({}) ÷ {} = {}",
                    sum.join(" + "),
                    indices.len(),
                    known(result.value)
                )
            }
        };
        let basis = self.basis();
        Explanation {
            measure: MeasureId::Attitude,
            result,
            formula:
                "mean of satisfaction and likelihood to recommend, each 0 to 100, older answers and those of posts of less \
                 weight counting less"
                    .to_owned(),
            worked,
            terms: vec![
                answered("Satisfaction", self.satisfaction, basis),
                answered("Likelihood to recommend", self.recommend, basis),
            ],
            notes,
        }
    }

    /// Explains the intention.
    pub fn explain_intention(&self) -> Explanation {
        let result = self.intention();
        let mut notes = Vec::new();
        if result.value.is_none() {
            notes.push("Nobody was asked whether they intend to stay.".to_owned());
        }
        Explanation {
            measure: MeasureId::Intention,
            result,
            formula: "(rating − 1) ÷ 9 × 100, older answers and those of posts of less weight counting less"
                .to_owned(),
            worked: known(result.value),
            terms: vec![answered("Intention to stay", self.intention, self.basis())],
            notes,
        }
    }
}

fn answered(label: &str, mean: Option<(f64, usize)>, basis: Basis) -> super::Term {
    let source = mean.map_or_else(|| "not asked".to_owned(), |(_, n)| counted(n, "answer"));
    input(label, mean.map(|(index, _)| index), Unit::Index, basis, &source)
}
