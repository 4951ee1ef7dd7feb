//! Value against the next-best alternative, and what the customer is left with in money.

use crate::portfolio::{Basis, Document, ListeningPost};

use super::groundwork::Groundwork;
use super::received::{compare, weighted_mean};
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelativeTerms<'a> {
    /// By driver, in order of name.
    pub drivers: Vec<RatioTerm<'a>>,
    /// Worth of using us per year, as they said.
    pub value_in_use: Option<Spread>,
    /// How many said so.
    pub n_worths: usize,
    is_judged: bool,
}

impl<'a> RelativeTerms<'a> {
    /// Reads the observations of the account in `row`.
    pub fn new(document: &'a Document, groundwork: &Groundwork, row: usize) -> Self {
        let mut compared: Vec<(f64, RatioTerm, bool)> = Vec::new();
        let mut worths: Vec<(f64, f64)> = Vec::new();
        let mut is_judged = false;
        for number in groundwork.observations.of(row) {
            let observation = &document.portfolio.observations[number];
            let weight = groundwork.ageing.weight(observation.date);
            if let Some(worth) = observation.value_in_use {
                worths.push((weight, worth.get()));
            }
            if let (Some(ours), Some(theirs)) =
                (observation.rating, observation.next_best.filter(|x| *x > 0.0))
            {
                is_judged |= observation.post == ListeningPost::Sales;
                let name = observation.driver.trim();
                let importance = observation.importance.filter(|importance| *importance >= 0.0);
                let term = RatioTerm {
                    name,
                    importance: importance.unwrap_or(0.0),
                    ours,
                    theirs,
                    is_price: is_price(name),
                };
                compared.push((weight, term, importance.is_some()));
            }
        }
        Self {
            drivers: by_driver(&mut compared),
            value_in_use: worth_in_use(&worths),
            n_worths: worths.len(),
            is_judged,
        }
    }

    /// The profile of everything but price.
    pub fn quality(&self) -> Option<f64> {
        profile(self.ratios(false))
    }

    /// The price profile: above 1 they find us cheaper.
    pub fn price(&self) -> Option<f64> {
        profile(self.ratios(true))
    }

    /// How much quality and price matter.
    pub fn weights(&self) -> (f64, f64) {
        let sum = |price| self.ratios(price).map(|(weight, _)| weight).sum();
        (sum(false), sum(true))
    }

    /// The relative value: quality and price together, by how much they matter.
    pub fn measured(&self) -> Measured {
        let all = (self.drivers.iter()).map(|driver| (driver.importance, driver.ours / driver.theirs));
        let basis = if self.is_judged {
            Basis::Judged
        } else {
            Basis::Stated
        };
        Measured::of(profile(all).map(|value| Spread::exact(value, basis)))
    }

    /// Their surplus.
    pub fn surplus(&self, revenue: Measured) -> Measured {
        let both = self.value_in_use.zip(revenue.spread());
        Measured::of(both.map(|(worth, price)| surplus(worth, price)))
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

    fn notes(&self) -> Vec<String> {
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
                "Price alone: {} times the alternative, a relative price of {}. Above 1 in all lies above the \
                 fair-value line: what they get outweighs what they pay.",
                number(price),
                number(price_score(price))
            ));
        }
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
    let words = driver.split(|letter: char| !letter.is_alphanumeric());
    let names = [
        "price", "prices", "pricing", "prijs", "prijzen", "preis", "preise", "prix",
    ];
    words
        .into_iter()
        .any(|word| names.iter().any(|name| word.eq_ignore_ascii_case(name)))
}

fn by_driver<'a>(compared: &mut [(f64, RatioTerm<'a>, bool)]) -> Vec<RatioTerm<'a>> {
    let stated = compared.iter().filter(|(_, _, is_stated)| *is_stated);
    let mean = weighted_mean(stated.map(|(weight, term, _)| (*weight, term.importance)));
    let mean = mean.filter(|mean| *mean > 0.0).unwrap_or(1.0);
    compared.sort_by(|(_, a, _), (_, b, _)| compare(a.name, b.name));
    (compared.chunk_by(|(_, a, _), (_, b, _)| a.name.eq_ignore_ascii_case(b.name)))
        .filter_map(|of_one| {
            let mean_of = |field: fn(&RatioTerm) -> f64| {
                weighted_mean(of_one.iter().map(|(weight, term, _)| (*weight, field(term))))
            };
            let said = of_one.iter().filter(|(_, _, is_stated)| *is_stated);
            let importance = weighted_mean(said.map(|(weight, term, _)| (*weight, term.importance)));
            Some(RatioTerm {
                importance: importance.unwrap_or(mean),
                ours: mean_of(|term| term.ours)?,
                theirs: mean_of(|term| term.theirs)?,
                ..of_one.first()?.1
            })
        })
        .collect()
}

fn worth_in_use(worths: &[(f64, f64)]) -> Option<Spread> {
    let base = weighted_mean(worths.iter().copied())?;
    let ends = |pick: fn(f64, f64) -> f64| worths.iter().map(|(_, worth)| *worth).fold(base, pick);
    Some(Spread {
        low: ends(f64::min),
        base,
        high: ends(f64::max),
        basis: Basis::Stated,
    })
}
