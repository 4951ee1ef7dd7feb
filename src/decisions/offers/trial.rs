//! Do the suggestions hold on the portfolio's own data? One thing is hidden from an account at a time.

use crate::portfolio::OfferTerms;

use super::chance::Chance;
use super::shelf::Shelf;

/// More accounts than this say no more.
const MOST_ACCOUNTS: usize = 2_000;

/// How often the first suggestion was the hidden thing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Trial {
    /// Accounts something was hidden from.
    pub n_accounts: usize,
    /// Things hidden, one at a time.
    pub n_hidden: usize,
    /// How often the first suggestion was it.
    pub n_suggested: usize,
    /// How often it was what most others hold, of what the account was not known to hold.
    pub n_most_held: usize,
}

/// Hides everything an account holds, one thing at a time, and lets all other accounts suggest.
///
/// What is hidden is not what was bought last: when a product was bought is not kept of an order log. Accounts that hold
/// one thing alone are left out, for nothing would be left to suggest from.
pub fn trial(shelf: &Shelf, terms: OfferTerms) -> Trial {
    let rows: Vec<usize> = (0..shelf.held.len())
        .filter(|&row| shelf.held[row].len() > 1 && shelf.n_customers > 1)
        .collect();
    let step = rows.len().div_ceil(MOST_ACCOUNTS).max(1);
    let mut found = Trial::default();
    for &row in rows.iter().step_by(step) {
        found.n_accounts += 1;
        one(shelf, row, terms.strength, &mut found);
    }
    found
}

fn one(shelf: &Shelf, row: usize, strength: f64, found: &mut Trial) {
    let held = &shelf.held[row];
    let n_items = shelf.items.len();
    let others = (shelf.n_customers - 1) as f64;
    let holds = |item: usize| f64::from(u8::from(shelf.holds(row, item)));
    // Without the account itself.
    let both = |one: usize, other: usize| f64::from(shelf.both(one, other)) - holds(one) * holds(other);
    let holders: Vec<f64> = (0..n_items)
        .map(|item| f64::from(shelf.n_holders[item]) - holds(item))
        .collect();
    let all: Vec<f64> = (0..n_items)
        .map(|item| held.iter().map(|own| both(own.item, item)).sum())
        .collect();
    let of_all: f64 = held.iter().map(|own| holders[own.item]).sum();
    let n_left = (held.len() - 1) as f64;
    for hidden in held {
        let (mut best, mut most) = ((f64::NEG_INFINITY, 0), (f64::NEG_INFINITY, 0));
        for item in (0..n_items).filter(|&item| item == hidden.item || !shelf.holds(row, item)) {
            let yes = (all[item] - both(hidden.item, item)) / n_left;
            let of = (of_all - holders[hidden.item]) / n_left;
            let chance = Chance::new(yes, of, holders[item] / others, strength);
            let share = chance.map_or(0.0, |chance| chance.share);
            if share > best.0 {
                best = (share, item);
            }
            if holders[item] > most.0 {
                most = (holders[item], item);
            }
        }
        found.n_hidden += 1;
        found.n_suggested += usize::from(best.1 == hidden.item);
        found.n_most_held += usize::from(most.1 == hidden.item);
    }
}
