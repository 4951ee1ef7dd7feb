//! Value received: how well we serve what matters to them, from what they said.

use crate::portfolio::{Account, Basis, Document, ListeningPost};

use super::groundwork::Groundwork;
use super::said::{Mean, Said, trimmed};
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
    let mut mean = Mean::default();
    for (weight, value) in pairs {
        mean.add(weight, value);
    }
    mean.get()
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
#[derive(Clone, Debug, Default)]
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
    /// By listening post: how many observations, and how much they count.
    pub by_post: [(usize, f64); 5],
    sums: Vec<DriverSum<'a>>,
    by_person: Vec<[u32; 3]>,
}

/// What was said about one driver while it is being added up.
#[derive(Clone, Copy, Debug, Default)]
struct DriverSum<'a> {
    name: &'a str,
    n_answers: usize,
    importance: Mean,
    index: Mean,
    /// What the driver counts in a person's own mean.
    counts: f64,
}

impl<'a> ReceivedTerms<'a> {
    /// Reads the observations of the account in `row`.
    pub fn new(document: &'a Document, groundwork: &Groundwork, row: usize) -> Self {
        let mut said = Said::default();
        said.read(document, groundwork, row);
        let mut terms = Self::default();
        terms.read(&said);
        terms
    }

    /// Puts what an account said in the place of what stood here.
    pub(crate) fn read(&mut self, said: &Said<'a>) {
        self.drivers.clear();
        self.by_person.clear();
        (self.n_effective, self.n_people, self.squared_distances) = (0.0, 0, 0.0);
        (self.is_judged, self.n_undated) = (false, 0);
        self.by_post = said.by_post;
        if said.answers.is_empty() {
            return;
        }
        let mean_importance = self.add_up(said);
        for sum in &mut self.sums {
            let stated = sum.importance.get();
            let importance = stated.unwrap_or(mean_importance);
            sum.counts = 1.0;
            if let Some(index) = sum.index.get() {
                sum.counts = importance;
                self.drivers.push(DriverTerm {
                    name: sum.name,
                    importance,
                    importance_is_assumed: stated.is_none(),
                    index,
                    n_answers: sum.n_answers,
                });
            }
        }
        self.hear_people(said);
    }

    /// Adds up the answers by driver; returns the mean of the importance said.
    fn add_up(&mut self, said: &Said<'a>) -> f64 {
        self.sums.clear();
        self.sums.resize(said.n_drivers, DriverSum::default());
        let mut stated = Mean::default();
        for (place, answer) in said.answers.iter().enumerate() {
            let observation = answer.observation;
            let Some(rating) = observation.rating else {
                continue;
            };
            self.is_judged |= observation.post == ListeningPost::Sales;
            self.n_undated += usize::from(observation.date.is_none());
            self.by_person
                .push([answer.respondent, answer.driver, place as u32]);
            let sum = &mut self.sums[answer.driver as usize];
            if sum.n_answers == 0 {
                sum.name = trimmed(&observation.driver);
            }
            sum.n_answers += 1;
            sum.index.add(answer.weight, index_of_rating(rating));
            if let Some(importance) = observation.importance.filter(|importance| *importance >= 0.0) {
                sum.importance.add(answer.weight, importance);
                stated.add(answer.weight, importance);
            }
        }
        stated.get().filter(|mean| *mean > 0.0).unwrap_or(1.0)
    }

    fn mean(&self) -> Option<f64> {
        weighted_mean(
            self.drivers
                .iter()
                .map(|driver| (driver.importance, driver.index)),
        )
    }

    fn hear_people(&mut self, said: &Said) {
        let Some(mean) = self.mean() else { return };
        self.by_person.sort_unstable();
        for of_one in self.by_person.chunk_by(|a, b| a[0] == b[0]) {
            let (mut own, mut weight) = (Mean::default(), 0.0_f64);
            for &[_, driver, place] in of_one {
                let answer = &said.answers[place as usize];
                let index = index_of_rating(answer.observation.rating.unwrap_or_default());
                own.add(answer.weight * self.sums[driver as usize].counts, index);
                weight = weight.max(answer.weight);
            }
            self.n_people += 1;
            self.n_effective += weight;
            let distance = |own: f64| weight * (own - mean) * (own - mean);
            self.squared_distances += own.get().map_or(0.0, distance);
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
            formula: "Σ importance × index ÷ Σ importance, index = (rating − 1) ÷ 9 × 100, older answers and those of posts of \
                      less weight counting less"
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

    /// Says which listening posts count for less than others.
    fn note_on_posts(&self) -> Option<String> {
        let posts = ListeningPost::ALL.iter().zip(self.by_post);
        let words: Vec<String> = posts
            .filter(|(_, (n_heard, weight))| *n_heard > 0 && *weight < 1.0)
            .map(|(post, (n_heard, weight))| match weight > 0.0 {
                true => format!("{} {n_heard} × {}", post.word(), number(weight)),
                false => format!("{} {n_heard}, left out", post.word()),
            })
            .collect();
        let are_some = !words.is_empty();
        are_some.then(|| {
            format!(
                "Counted for less by where it was heard, as assumed: {}.",
                words.join("; ")
            )
        })
    }

    fn notes(&self, account: &Account) -> Vec<String> {
        let mut notes = Vec::new();
        notes.extend(self.note_on_posts());
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
