//! Prospects that look like the best relationships.

use std::collections::BTreeMap;

use crate::maths::sort_by;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Account, AccountKind, Document};

/// The best are this share of the customers with a known total value.
const BEST: f64 = 0.2;
/// Fewer of them say nothing.
const FEWEST_BEST: usize = 3;
/// How many customers the share of all counts as.
const STRENGTH: f64 = 4.0;
/// An own column with more different words than this tells accounts apart rather than alike.
const MOST_WORDS: usize = 20;

/// Something a prospect shares or does not share with the best.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// What is compared: "Segment".
    pub field: String,
    /// What the prospect has there.
    pub value: String,
    /// How many times as common it is among the best as among all customers.
    pub times: f64,
}

/// How much a prospect is like the best relationships.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// The prospect.
    pub row: usize,
    /// All times multiplied: 1 is like any customer.
    pub times: f64,
    /// What it is made of, what says most first.
    pub matches: Vec<Match>,
    /// Fields that could be compared.
    pub n_known: usize,
    /// Fields there are.
    pub n_fields: usize,
}

/// What is known of one account in words, by field; tags are several.
type Traits = BTreeMap<String, Vec<String>>;

/// Prospects by likeness to the best fifth of the customers by total value, and the rows of those; `None` where too few
/// customers have a known value.
///
/// times = Π ((n_best(v) + k · p) / (n_best + k)) / p, p = n_all(v) / n_all
///
/// over the fields known of the prospect: `n_best(v)` of the `n_best` best with that field known have its value, `p` is
/// the share of all customers. A field that is not known counts as 1: neither for nor against it. So does a value no
/// customer has. k = 4.
pub fn lookalikes(document: &Document, valuation: &Valuation) -> Option<(Vec<Likeness>, Vec<usize>)> {
    let accounts = &document.portfolio.accounts;
    let is = |kind: AccountKind| (0..accounts.len()).filter(move |&row| accounts[row].kind == kind);
    let value = |row: usize| valuation.get(MeasureId::TotalValue, row).value;
    let mut known: Vec<usize> = is(AccountKind::Customer)
        .filter(|&row| value(row).is_some())
        .collect();
    sort_by(&mut known, |one, other| {
        let at = |row: usize| value(row).unwrap_or(f64::NEG_INFINITY);
        at(*other).total_cmp(&at(*one)).then(one.cmp(other))
    });
    let n_best = libm::round(known.len() as f64 * BEST) as usize;
    if n_best < FEWEST_BEST {
        return None;
    }
    let best: Vec<usize> = known[..n_best].to_vec();
    let prospects: Vec<(usize, Traits)> = is(AccountKind::Prospect)
        .map(|row| (row, traits(&accounts[row])))
        .collect();
    let counts = Counts::new(document, &known, &best);
    let mut found: Vec<Likeness> = (prospects.into_iter())
        .map(|(row, traits)| counts.likeness(row, &traits))
        .collect();
    sort_by(&mut found, |one, other| other.times.total_cmp(&one.times));
    Some((found, best))
}

/// How many customers, and how many of the best.
type Pair = [u32; 2];

/// How many have a field known and each of its values.
#[derive(Default)]
struct Counts {
    fields: BTreeMap<String, (Pair, BTreeMap<String, Pair>)>,
}

impl Counts {
    fn new(document: &Document, known: &[usize], best: &[usize]) -> Self {
        let mut counts = Self::default();
        for (place, &row) in known.iter().enumerate() {
            // The best are the first of them.
            let step = [1, u32::from(place < best.len())];
            for (field, values) in traits(&document.portfolio.accounts[row]) {
                let (all, by_value) = counts.fields.entry(field).or_default();
                add(all, step);
                for value in values {
                    add(by_value.entry(value).or_default(), step);
                }
            }
        }
        counts
            .fields
            .retain(|_, (_, by_value)| by_value.len() <= MOST_WORDS);
        counts
    }

    fn likeness(&self, row: usize, traits: &Traits) -> Likeness {
        let mut matches = Vec::new();
        let mut n_known = 0;
        for (field, ([n_all, n_best], by_value)) in &self.fields {
            let Some(values) = traits.get(field) else { continue };
            n_known += 1;
            for value in values {
                let Some([of_all, of_best]) = by_value.get(value) else {
                    continue;
                };
                let share = f64::from(*of_all) / f64::from(*n_all);
                let among = (f64::from(*of_best) + STRENGTH * share) / (f64::from(*n_best) + STRENGTH);
                matches.push(Match {
                    field: field.clone(),
                    value: value.clone(),
                    times: among / share,
                });
            }
        }
        let weight = |found: &Match| libm::log(found.times).abs();
        sort_by(&mut matches, |one, other| weight(other).total_cmp(&weight(one)));
        Likeness {
            row,
            times: matches.iter().map(|found| found.times).product(),
            matches,
            n_known,
            n_fields: self.fields.len(),
        }
    }
}

fn add(counts: &mut Pair, step: Pair) {
    counts[0] += step[0];
    counts[1] += step[1];
}

/// What is said of an account in words. Numbers in own columns are left out: hardly two are the same.
fn traits(account: &Account) -> Traits {
    let mut traits = Traits::new();
    let mut put = |field: &str, value: &str| {
        if !value.trim().is_empty() {
            let values = traits.entry(field.to_owned()).or_default();
            values.push(value.trim().to_owned());
        }
    };
    put("Segment", &account.segment);
    put("Region", &account.region);
    put("Earns by", account.earning_model.map_or("", |model| model.word()));
    put("Came by", account.came_by.map_or("", |way| way.word()));
    for tag in &account.tags {
        put("Tag", tag);
    }
    for (header, text) in &account.extra {
        if text.trim().parse::<f64>().is_err() {
            put(header, text);
        }
    }
    traits
}
