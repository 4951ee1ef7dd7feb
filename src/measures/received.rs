//! Value received: how well we serve what matters to them, from what they said.

use crate::portfolio::{Account, Basis, Document, ListeningPost, Observation};

use super::groundwork::Groundwork;
use super::spread::Spread;
use super::wording::{counted, input, known, number};
use super::{Explanation, MeasureId, Measured, Unit};

/// Spread of ratings between people of one account that is assumed before any are seen, in index points.
pub const PRIOR_DEVIATION: f64 = 20.0;
/// How many people that assumption counts as.
pub const PRIOR_PEOPLE: f64 = 2.0;
/// Width of an 80 % interval in standard errors.
const Z_80: f64 = 1.281_551_565_545;

/// A rating from 1 to 10 as an index from 0 to 100.
///
/// s = (x − 1) / 9 · 100, as in the American Customer Satisfaction Index (Fornell et al. 1996).
///
/// ```
/// use both_sides::measures::received::index_of_rating;
/// assert_eq!(index_of_rating(10.0), 100.0);
/// assert_eq!(index_of_rating(5.5), 50.0);
/// ```
pub fn index_of_rating(rating: f64) -> f64 {
    (rating.clamp(1.0, 10.0) - 1.0) / 9.0 * 100.0
}

/// Mean of `(weight, value)` pairs; `None` when no weight is positive.
///
/// V = Σ w · s / Σ w. Fornell et al. (1996); Ulaga & Eggert (2006) for the drivers.
///
/// ```
/// use both_sides::measures::received::weighted_mean;
/// // Service matters 60 and stands at 80, delivery matters 40 and stands at 50.
/// assert_eq!(weighted_mean([(60.0, 80.0), (40.0, 50.0)].into_iter()), Some(68.0));
/// ```
pub fn weighted_mean(pairs: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (mut weights, mut sum) = (0.0, 0.0);
    for (weight, value) in pairs {
        weights += weight;
        sum += weight * value;
    }
    (weights > 0.0).then(|| sum / weights)
}

/// Half the width of the 80 % interval of a mean over people.
///
/// h = 1.2816 · √(v / n), v = (2 · 20² + Σ (s − V)²) / (2 + n − 1)
///
/// `n` people, each counted by the freshness of what they said; `Σ (s − V)²` squared distances of their own
/// means. Before anybody is heard a deviation of 20 points counts as two people, so that one voice is not taken
/// for certainty.
///
/// ```
/// use both_sides::measures::received::half_width;
/// assert_eq!((half_width(1.0, 0.0) * 10.0).round() / 10.0, 25.6); // one person, today
/// ```
pub fn half_width(n_people: f64, squared_distances: f64) -> f64 {
    let prior = PRIOR_PEOPLE * PRIOR_DEVIATION * PRIOR_DEVIATION;
    let variance = (prior + squared_distances) / (PRIOR_PEOPLE + (n_people - 1.0).max(0.0));
    Z_80 * libm::sqrt(variance / n_people)
}

/// What was said about one driver of value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DriverTerm<'a> {
    /// The driver.
    pub name: &'a str,
    /// How much it matters, on the account's own scale.
    pub importance: f64,
    /// True when nobody said how much it matters, so that the account's mean stands in.
    pub importance_is_assumed: bool,
    /// Where we stand, 0 to 100.
    pub index: f64,
    /// Answers behind it.
    pub n_answers: usize,
}

/// What the value received is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReceivedTerms<'a> {
    /// By driver, in order of name.
    pub drivers: Vec<DriverTerm<'a>>,
    /// People heard, each counted by the freshness of what they said.
    pub n_effective: f64,
    /// People heard.
    pub n_people: usize,
    /// Squared distances of the people's own means from the whole.
    pub squared_distances: f64,
    /// True when the account team answered for the customer.
    pub is_judged: bool,
    /// Answers without a date.
    pub n_undated: usize,
}

struct Answer<'a> {
    driver: &'a str,
    respondent: &'a str,
    importance: Option<f64>,
    index: f64,
    weight: f64,
}

impl<'a> ReceivedTerms<'a> {
    /// Reads the observations of the account in `row`.
    pub fn new(document: &'a Document, groundwork: &Groundwork, row: usize) -> Self {
        let said = groundwork.observations.of(row);
        if said.len() == 0 {
            return Self::default();
        }
        let rated = said.map(|number| &document.portfolio.observations[number]);
        let rated = rated.filter_map(|observation| Some((observation, observation.rating?)));
        let mut is_judged = false;
        let mut n_undated = 0;
        let mut answers: Vec<Answer> = Vec::new();
        for (observation, rating) in rated {
            is_judged |= observation.post == ListeningPost::Sales;
            n_undated += usize::from(observation.date.is_none());
            answers.push(answer(
                observation,
                rating,
                groundwork.ageing.weight(observation.date),
            ));
        }
        let mut terms = Self {
            is_judged,
            n_undated,
            drivers: drivers(&mut answers),
            ..Self::default()
        };
        terms.hear_people(&mut answers);
        terms
    }

    fn mean(&self) -> Option<f64> {
        weighted_mean(
            self.drivers
                .iter()
                .map(|driver| (driver.importance, driver.index)),
        )
    }

    fn hear_people(&mut self, answers: &mut [Answer]) {
        let Some(mean) = self.mean() else { return };
        answers.sort_by(|a, b| a.respondent.cmp(b.respondent));
        for of_one in answers.chunk_by(|a, b| a.respondent == b.respondent) {
            let importance = |answer: &Answer| {
                let driver = self
                    .drivers
                    .binary_search_by(|driver| compare(driver.name, answer.driver));
                driver.map_or(1.0, |place| self.drivers[place].importance)
            };
            let own = weighted_mean(
                of_one
                    .iter()
                    .map(|answer| (answer.weight * importance(answer), answer.index)),
            );
            let weight = of_one.iter().map(|answer| answer.weight).fold(0.0, f64::max);
            self.n_people += 1;
            self.n_effective += weight;
            self.squared_distances += own.map_or(0.0, |own| weight * (own - mean) * (own - mean));
        }
    }

    /// The index with its interval.
    pub fn measured(&self) -> Measured {
        let Some(base) = self.mean() else {
            return Measured::UNKNOWN;
        };
        let half = if self.n_effective > 0.0 {
            half_width(self.n_effective, self.squared_distances)
        } else {
            100.0
        };
        Spread {
            low: (base - half).max(0.0),
            base,
            high: (base + half).min(100.0),
            basis: if self.is_judged {
                Basis::Judged
            } else {
                Basis::Stated
            },
        }
        .measured()
    }

    /// Explains it.
    pub fn explain(&self, account: &Account) -> Explanation {
        let result = self.measured();
        let basis = result.basis;
        let mut terms = Vec::new();
        let mut products = Vec::new();
        for driver in &self.drivers {
            let name = if driver.name.is_empty() {
                "overall"
            } else {
                driver.name
            };
            let source = counted(driver.n_answers, "answer");
            terms.push(input(name, Some(driver.index), Unit::Index, basis, &source));
            terms.push(input(
                &format!("importance of {name}"),
                Some(driver.importance),
                Unit::Count,
                basis,
                if driver.importance_is_assumed {
                    "not said: the mean of the others"
                } else {
                    &source
                },
            ));
            products.push(format!(
                "{} × {}",
                number(driver.importance),
                number(driver.index)
            ));
        }
        let weights: f64 = self.drivers.iter().map(|driver| driver.importance).sum();
        Explanation {
            measure: MeasureId::ValueReceived,
            result,
            formula: "Σ importance × index ÷ Σ importance, index = (rating − 1) ÷ 9 × 100, older answers counting less"
                .to_owned(),
            worked: if products.is_empty() {
                "unknown".to_owned()
            } else {
                format!("({}) ÷ {} = {}", products.join(" + "), number(weights), known(result.value))
            },
            terms,
            notes: self.notes(account),
        }
    }

    fn notes(&self, account: &Account) -> Vec<String> {
        let mut notes = Vec::new();
        if self.drivers.is_empty() {
            notes.push(format!(
                "Nobody at {} has rated us yet: add an observation with a rating from 1 to 10.",
                account.name
            ));
            return notes;
        }
        let people = if self.n_people == 1 {
            "person".to_owned()
        } else {
            "people".to_owned()
        };
        notes.push(format!(
            "{} {people} heard, counted as {} after ageing; the 80 % interval follows from that and from how far \
             they differ.",
            self.n_people,
            number(self.n_effective)
        ));
        if self.is_judged {
            notes.push("The account team answered for the customer: ask the customer to be sure.".to_owned());
        }
        if self.n_undated > 0 {
            notes.push(format!(
                "{} without a date count half, as if one half-life old.",
                counted(self.n_undated, "answer")
            ));
        }
        notes
    }
}

fn answer<'a>(observation: &'a Observation, rating: f64, weight: f64) -> Answer<'a> {
    Answer {
        driver: observation.driver.trim(),
        respondent: observation.respondent.trim(),
        importance: observation.importance.filter(|importance| *importance >= 0.0),
        index: index_of_rating(rating),
        weight,
    }
}

/// Names are compared without regard to case.
pub(crate) fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    let folded = |byte: u8| byte.to_ascii_lowercase();
    a.bytes().map(folded).cmp(b.bytes().map(folded))
}

fn drivers<'a>(answers: &mut [Answer<'a>]) -> Vec<DriverTerm<'a>> {
    let stated = || {
        answers
            .iter()
            .filter_map(|answer| Some((answer.weight, answer.importance?)))
    };
    let mean_importance = weighted_mean(stated()).filter(|mean| *mean > 0.0).unwrap_or(1.0);
    answers.sort_by(|a, b| compare(a.driver, b.driver));
    (answers.chunk_by(|a, b| a.driver.eq_ignore_ascii_case(b.driver)))
        .filter_map(|of_one| {
            let said = weighted_mean(
                of_one
                    .iter()
                    .filter_map(|answer| Some((answer.weight, answer.importance?))),
            );
            Some(DriverTerm {
                name: of_one.first()?.driver,
                importance: said.unwrap_or(mean_importance),
                importance_is_assumed: said.is_none(),
                index: weighted_mean(of_one.iter().map(|answer| (answer.weight, answer.index)))?,
                n_answers: of_one.len(),
            })
        })
        .collect()
}
