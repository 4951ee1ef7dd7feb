//! Value against the next-best alternative, and what the customer is left with in money.

use crate::portfolio::{Basis, Document, ListeningPost};

use super::groundwork::Groundwork;
use super::received::weighted_mean;
use super::said::{Mean, Said, trimmed};
use super::spread::Spread;
use super::wording::{counted, input, known, measure_term, number, operand};
use super::{Explanation, MeasureId, Measured, Unit};

/// A profile of ratios against an alternative, weighted by importance.
///
/// P = Σ w · (ours / theirs) / Σ w
///
/// `w` importance, `ours` and `theirs` ratings on one scale. 1 is level. Gale (1994), *Managing Customer Value*.
///
/// ```
/// use both_sides::measures::relative_value::profile;
/// // Price profile of a car: weights 60, 20, 10, 10 and ratios 1.29, 1.0, 1.13, 1.0.
/// let price = profile([(60.0, 1.29), (20.0, 1.0), (10.0, 1.13), (10.0, 1.0)].into_iter()).unwrap();
/// assert_eq!((price * 1000.0).round() / 10.0, 118.7);
/// ```
pub fn profile(weighted_ratios: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    weighted_mean(weighted_ratios)
}

/// Price level that goes with a price profile: 100 is level, less is cheaper.
///
/// ```
/// use both_sides::measures::relative_value::price_score;
/// assert_eq!((price_score(1.187) * 10.0).round() / 10.0, 84.2);
/// ```
pub fn price_score(price_profile: f64) -> f64 {
    100.0 / price_profile
}

/// What the customer is left with per year.
///
/// S = V − P
///
/// `V` value in use in money, `P` what they pay. Anderson & Narus (1998), "Business marketing: understand what
/// customers value", Harvard Business Review 76(6).
///
/// ```
/// use both_sides::measures::relative_value::surplus;
/// use both_sides::measures::Spread;
/// use both_sides::portfolio::Basis;
/// let value = Spread::exact(120_000.0, Basis::Stated);
/// let price = Spread::exact(80_000.0, Basis::Observed);
/// assert_eq!(surplus(value, price).base, 40_000.0);
/// ```
pub fn surplus(value_in_use: Spread, price: Spread) -> Spread {
    value_in_use.minus(price)
}

/// The surplus, where both are known.
pub(crate) fn surplus_left(value_in_use: Option<Spread>, revenue: Measured) -> Measured {
    let both = value_in_use.zip(revenue.spread());
    Measured::of(both.map(|(worth, price)| surplus(worth, price)))
}

/// Our rating against the alternative's for one driver.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatioTerm<'a> {
    /// The driver.
    pub name: &'a str,
    /// How much it matters.
    pub importance: f64,
    /// Our rating.
    pub ours: f64,
    /// The next-best alternative's.
    pub theirs: f64,
    /// True when it is about price.
    pub is_price: bool,
}

/// What relative value and surplus are made of.
#[derive(Clone, Debug, Default)]
pub struct RelativeTerms<'a> {
    /// By driver, in order of name.
    pub drivers: Vec<RatioTerm<'a>>,
    /// Worth of using us per year, as they said.
    pub value_in_use: Option<Spread>,
    /// How many said so.
    pub n_worths: usize,
    is_judged: bool,
    sums: Vec<RatioSum<'a>>,
}

/// What was compared about one driver while it is being added up.
#[derive(Clone, Copy, Debug, Default)]
struct RatioSum<'a> {
    name: Option<&'a str>,
    importance: Mean,
    ours: Mean,
    theirs: Mean,
}

impl<'a> RelativeTerms<'a> {
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
        (self.value_in_use, self.n_worths, self.is_judged) = (None, 0, false);
        if said.answers.is_empty() {
            return;
        }
        self.value_in_use = self.add_up_worths(said);
        let mean_importance = self.add_up_ratios(said);
        for sum in &self.sums {
            if let (Some(name), Some(ours), Some(theirs)) = (sum.name, sum.ours.get(), sum.theirs.get()) {
                self.drivers.push(RatioTerm {
                    name,
                    importance: sum.importance.get().unwrap_or(mean_importance),
                    ours,
                    theirs,
                    is_price: is_price(name),
                });
            }
        }
    }

    /// Adds up both ratings by driver; returns the mean of the importance said.
    fn add_up_ratios(&mut self, said: &Said<'a>) -> f64 {
        self.sums.clear();
        self.sums.resize(said.n_drivers, RatioSum::default());
        let mut stated = Mean::default();
        for answer in &said.answers {
            let observation = answer.observation;
            let theirs = observation.next_best.filter(|rating| *rating > 0.0);
            let (Some(ours), Some(theirs)) = (observation.rating, theirs) else {
                continue;
            };
            self.is_judged |= observation.post == ListeningPost::Sales;
            let sum = &mut self.sums[answer.driver as usize];
            sum.name.get_or_insert_with(|| trimmed(&observation.driver));
            sum.ours.add(answer.weight, ours);
            sum.theirs.add(answer.weight, theirs);
            if let Some(importance) = observation.importance.filter(|importance| *importance >= 0.0) {
                sum.importance.add(answer.weight, importance);
                stated.add(answer.weight, importance);
            }
        }
        stated.get().filter(|mean| *mean > 0.0).unwrap_or(1.0)
    }

    fn add_up_worths(&mut self, said: &Said) -> Option<Spread> {
        let mut mean = Mean::default();
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for answer in &said.answers {
            if let Some(worth) = answer.observation.value_in_use {
                let worth = worth.get();
                mean.add(answer.weight, worth);
                (low, high) = (low.min(worth), high.max(worth));
                self.n_worths += 1;
            }
        }
        mean.get().map(|base| Spread {
            low: base.min(low),
            base,
            high: base.max(high),
            basis: Basis::Stated,
        })
    }

    /// The profile of everything but price.
    pub fn quality(&self) -> Option<f64> {
        profile(self.ratios(false))
    }

    /// The price profile: above 1 they find us cheaper.
    pub fn price(&self) -> Option<f64> {
        profile(self.ratios(true))
    }

    pub(super) fn basis(&self) -> Basis {
        if self.is_judged {
            Basis::Judged
        } else {
            Basis::Stated
        }
    }

    /// How much quality and price matter.
    pub fn weights(&self) -> (f64, f64) {
        let sum = |price| self.ratios(price).map(|(weight, _)| weight).sum();
        (sum(false), sum(true))
    }

    /// The relative value: quality and price together, by how much they matter.
    pub fn measured(&self) -> Measured {
        let all = (self.drivers.iter()).map(|driver| (driver.importance, driver.ours / driver.theirs));
        Measured::of(profile(all).map(|value| Spread::exact(value, self.basis())))
    }

    /// Their surplus.
    pub fn surplus(&self, revenue: Measured) -> Measured {
        surplus_left(self.value_in_use, revenue)
    }

    /// Explains the relative value.
    pub fn explain(&self) -> Explanation {
        let result = self.measured();
        let mut terms = Vec::new();
        let mut products = Vec::new();
        for driver in &self.drivers {
            let name = if driver.name.is_empty() {
                "overall"
            } else {
                driver.name
            };
            let ratings = format!("{} against {}", number(driver.ours), number(driver.theirs));
            let ratio = driver.ours / driver.theirs;
            terms.push(input(name, Some(ratio), Unit::Times, result.basis, &ratings));
            let weight = format!("importance of {name}");
            terms.push(input(
                &weight,
                Some(driver.importance),
                Unit::Count,
                result.basis,
                "as said",
            ));
            products.push(format!("{} × {}", number(driver.importance), number(ratio)));
        }
        let (quality_weight, price_weight) = self.weights();
        Explanation {
            measure: MeasureId::RelativeValue,
            result,
            formula: "Σ importance × (our rating ÷ next best's rating) ÷ Σ importance".to_owned(),
            worked: if products.is_empty() {
                "unknown".to_owned()
            } else {
                let weights = number(quality_weight + price_weight);
                format!("({}) ÷ {weights} = {}", products.join(" + "), known(result.value))
            },
            terms,
            notes: self.notes(),
        }
    }

    pub(super) fn notes(&self) -> Vec<String> {
        if self.drivers.is_empty() {
            let ask = "Nobody has compared us with their next-best alternative: ask for its rating too.";
            return vec![ask.to_owned()];
        }
        let mut notes = Vec::new();
        let (_, price_weight) = self.weights();
        if let Some(quality) = self.quality() {
            notes.push(format!(
                "Without price: {} times the alternative.",
                number(quality)
            ));
        }
        if let Some(price) = self.price() {
            notes.push(format!(
                "Price alone: {} times the alternative, a relative price of {}.",
                number(price),
                number(price_score(price))
            ));
        }
        notes.extend(self.fair_value());
        if price_weight == 0.0 {
            notes.push("Price has not been compared.".to_owned());
        }
        notes
    }

    /// Explains the surplus.
    pub fn explain_surplus(&self, revenue: Measured) -> Explanation {
        let result = self.surplus(revenue);
        let worth = self.value_in_use.map(|worth| worth.base);
        let mut notes = Vec::new();
        if worth.is_none() {
            notes.push("Nobody has said what using us is worth to them in money.".to_owned());
        }
        if revenue.value.is_none() {
            notes.push("What they pay per year is not known.".to_owned());
        }
        Explanation {
            measure: MeasureId::Surplus,
            result,
            formula: "value in use − revenue".to_owned(),
            worked: match (worth, revenue.value) {
                (Some(worth), Some(paid)) => {
                    format!("{} − {} = {}", operand(worth), operand(paid), known(result.value))
                }
                _ => "unknown".to_owned(),
            },
            terms: vec![
                input(
                    "Value in use per year",
                    worth,
                    Unit::MoneyPerYear,
                    Basis::Stated,
                    &counted(self.n_worths, "answer"),
                ),
                measure_term(MeasureId::Revenue, revenue),
            ],
            notes,
        }
    }

    fn ratios(&self, price: bool) -> impl Iterator<Item = (f64, f64)> + '_ {
        (self.drivers.iter())
            .filter(move |driver| driver.is_price == price)
            .map(|driver| (driver.importance, driver.ours / driver.theirs))
    }
}

/// True when a driver is about price, in the languages columns are recognised in.
fn is_price(driver: &str) -> bool {
    // All of them begin alike; most drivers are about something else.
    if !driver
        .as_bytes()
        .windows(2)
        .any(|pair| pair.eq_ignore_ascii_case(b"pr"))
    {
        return false;
    }
    let words = driver.split(|letter: char| !letter.is_alphanumeric());
    let names = [
        "price", "prices", "pricing", "prijs", "prijzen", "preis", "preise", "prix",
    ];
    words
        .into_iter()
        .any(|word| names.iter().any(|name| word.eq_ignore_ascii_case(name)))
}
