//! What one account said: the one pass over its observations that every measure of value received reads.

use std::cmp::Ordering;

use crate::portfolio::{Document, ListeningPost, Observation};
use crate::units::Day;

use super::groundwork::Groundwork;

/// Above this many different texts, sorting them is quicker than comparing each with each.
const FEW: usize = 24;

/// One observation, with how much it still counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer<'a> {
    /// The record.
    pub observation: &'a Observation,
    /// What is left of it by age.
    pub fresh: f64,
    /// Its weight: by age and by where it was heard.
    pub weight: f64,
    /// Place of its driver in order of name; equal drivers share one.
    pub driver: u32,
    /// Place of the person who spoke, likewise.
    pub respondent: u32,
}

/// Everything an account said. One sheet serves one account after the other, so that nothing is allocated anew.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said<'a> {
    /// In the order of the records.
    pub answers: Vec<Answer<'a>>,
    /// By listening post: how many observations, and how much they count.
    pub by_post: [(usize, f64); 5],
    /// True where something is dated after the day looked back from.
    pub is_later: bool,
    /// More than every [`Answer::driver`].
    pub n_drivers: usize,
    drivers: Ranks<'a>,
    respondents: Ranks<'a>,
}

impl<'a> Said<'a> {
    /// Reads the observations of the account in `row`.
    pub fn read(&mut self, document: &'a Document, groundwork: &Groundwork, row: usize) {
        self.answers.clear();
        self.n_drivers = 0;
        self.is_later = false;
        self.by_post = [(0, 1.0); 5];
        let records = groundwork.observations.of(row);
        if records.len() == 0 {
            return;
        }
        self.drivers.begin();
        self.respondents.begin();
        self.respondents.forget();
        self.by_post = none_heard(document);
        // What is said in one conversation carries one date.
        let mut last: (Option<Day>, f64) = (None, groundwork.ageing.weight(None));
        for number in records {
            let observation = &document.portfolio.observations[number];
            self.is_later |= observation.date.is_some_and(|date| date > document.as_of);
            let (n_heard, post_weight) = &mut self.by_post[observation.post as usize];
            *n_heard += 1;
            if *post_weight <= 0.0 {
                continue;
            }
            if observation.date != last.0 {
                last = (observation.date, groundwork.ageing.weight(observation.date));
            }
            self.drivers.add(trimmed(&observation.driver));
            self.respondents.add(trimmed(&observation.respondent));
            self.answers.push(Answer {
                observation,
                fresh: last.1,
                weight: last.1 * *post_weight,
                driver: 0,
                respondent: 0,
            });
        }
        self.n_drivers = self.drivers.rank(compare);
        self.respondents.rank(str::cmp);
        let ranks = self.drivers.of.iter().zip(&self.respondents.of);
        for (answer, (&driver, &respondent)) in self.answers.iter_mut().zip(ranks) {
            (answer.driver, answer.respondent) = (driver, respondent);
        }
    }
}

/// No observation yet at any listening post, and how much one there counts.
fn none_heard(document: &Document) -> [(usize, f64); 5] {
    use ListeningPost::{Interview, Review, Sales, Support, Survey};
    [Survey, Interview, Support, Sales, Review].map(|post| (0, document.assumptions.post_weight(post)))
}

/// Texts and their places among one another; texts that compare as equal share one.
#[derive(Clone, Debug, Default)]
struct Ranks<'a> {
    texts: Vec<&'a str>,
    /// The place of each of the texts.
    of: Vec<u32>,
    known: Vec<&'a str>,
    /// How many of the known texts stand before each of them.
    before: Vec<u32>,
}

impl<'a> Ranks<'a> {
    /// Forgets the texts, not what is known of their order: accounts mostly speak of the same things.
    fn begin(&mut self) {
        self.texts.clear();
    }

    /// Forgets what is known too: people mostly speak for one account.
    fn forget(&mut self) {
        self.known.clear();
        self.before.clear();
    }

    fn add(&mut self, text: &'a str) {
        self.texts.push(text);
    }

    /// Fills [`Ranks::of`]; returns more than every place in it.
    fn rank(&mut self, order: fn(&str, &str) -> Ordering) -> usize {
        if !self.place_among_known(order) {
            self.forget();
            if !self.place_among_known(order) {
                return self.sort(order);
            }
        }
        for place in &mut self.of {
            *place = self.before[*place as usize];
        }
        self.known.len()
    }

    /// Finds every text among the known ones, adding what is new; false when there are too many.
    fn place_among_known(&mut self, order: fn(&str, &str) -> Ordering) -> bool {
        self.of.clear();
        let mut guess = 0;
        for text in &self.texts {
            // Answers come in rounds: the driver after the last one, the person who spoke last.
            let guessed = [guess, guess + 1]
                .into_iter()
                .find(|&place| self.known.get(place) == Some(text));
            // The very same text first: comparing without regard to case takes longer.
            let same = || self.known.iter().position(|known| known == text);
            let equal = || (self.known.iter()).position(|known| order(known, text) == Ordering::Equal);
            let found = guessed.or_else(same).or_else(equal);
            guess = found.unwrap_or(self.known.len());
            if found.is_none() {
                if self.known.len() == FEW {
                    return false;
                }
                let mut before = 0;
                for (known, place) in self.known.iter().zip(&mut self.before) {
                    if order(known, text) == Ordering::Less {
                        before += 1;
                    } else {
                        *place += 1;
                    }
                }
                self.known.push(text);
                self.before.push(before);
            }
            self.of.push(guess as u32);
        }
        true
    }

    /// The same by sorting, for an account that speaks of many things or through many people.
    fn sort(&mut self, order: fn(&str, &str) -> Ordering) -> usize {
        self.forget();
        let mut sorted: Vec<u32> = (0..self.texts.len() as u32).collect();
        sorted.sort_by(|&one, &other| order(self.texts[one as usize], self.texts[other as usize]));
        self.of.clear();
        self.of.resize(self.texts.len(), 0);
        let mut rank = 0;
        for pair in 0..sorted.len() {
            let text = |at: usize| self.texts[sorted[at] as usize];
            if pair > 0 && order(text(pair - 1), text(pair)) != Ordering::Equal {
                rank += 1;
            }
            self.of[sorted[pair] as usize] = rank;
        }
        rank as usize + 1
    }
}

/// Names are compared without regard to case.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    let folded = |byte: u8| byte.to_ascii_lowercase();
    a.bytes().map(folded).cmp(b.bytes().map(folded))
}

/// The text without space around it; quick where there is none.
pub(crate) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [first, .., last] | [first @ last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// A weighted mean while it is being added up.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mean {
    weights: f64,
    sum: f64,
}

impl Mean {
    /// Counts one more value.
    pub fn add(&mut self, weight: f64, value: f64) {
        self.weights += weight;
        self.sum += weight * value;
    }

    /// The mean; `None` when no weight is positive.
    pub fn get(self) -> Option<f64> {
        (self.weights > 0.0).then(|| self.sum / self.weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_texts_are_placed_like_few() {
        let words: Vec<String> = (0..60).map(|n| format!("{}x{}", (n * 7) % 13, n % 5)).collect();
        for n_texts in [1, 5, 12, 60] {
            let mut quick = Ranks::default();
            let mut sorted = Ranks::default();
            for word in &words[..n_texts] {
                quick.add(word);
                sorted.add(word);
            }
            quick.rank(compare);
            sorted.sort(compare);
            for one in 0..n_texts {
                for other in 0..n_texts {
                    let order = compare(&words[one], &words[other]);
                    assert_eq!(quick.of[one].cmp(&quick.of[other]), order);
                    assert_eq!(sorted.of[one].cmp(&sorted.of[other]), order);
                }
            }
        }
    }

    #[test]
    fn drivers_that_differ_in_case_share_a_place() {
        let mut ranks = Ranks::default();
        for text in ["Price", "delivery", "price", "DELIVERY"] {
            ranks.add(text);
        }
        ranks.rank(compare);
        assert_eq!(ranks.of, [1, 0, 1, 0]);
    }
}
