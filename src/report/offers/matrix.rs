//! Accounts and what they hold or could: the picture of the whitespace.

use crate::portfolio::Document;
use crate::report::style::NumberStyle;

use super::Offered;

/// Accounts shown at most.
const MOST_ACCOUNTS: usize = 20;
/// Things shown at most.
const MOST_ITEMS: usize = 20;

/// What stands where an account meets a product.
#[derive(Clone, Debug, PartialEq)]
pub enum MatrixCell {
    /// It holds it: share of its spend in words.
    Held(String),
    /// It could be offered: strength of the colour from 0 to 1, and what the card says.
    Offer {
        /// Its worth over the largest shown, 0 to 1.
        part: f64,
        /// The chance in words.
        chance: String,
        /// The card's lines.
        lines: Vec<String>,
        /// True for the account's best.
        is_best: bool,
    },
    /// Nothing worth offering.
    Blank,
}

/// Accounts down, products across.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfferMatrix {
    /// Names of products, held by most first.
    pub items: Vec<String>,
    /// Row, name and cells of the accounts, worth most first.
    pub accounts: Vec<(usize, String, Vec<MatrixCell>)>,
}

/// The matrix of the first accounts among `rows`.
pub fn matrix(document: &Document, offered: &Offered, rows: &[usize], style: &NumberStyle) -> OfferMatrix {
    let shelf = &offered.proposer.shelf;
    let shown: Vec<_> = offered.among(rows).take(MOST_ACCOUNTS).collect();
    let n_items = shelf.items.len().min(MOST_ITEMS);
    let worths = shown
        .iter()
        .flat_map(|account| account.offers.iter().filter_map(|offer| offer.worth()));
    let most = worths.fold(0.0, f64::max);
    let cell = |account: &super::AccountOffers, item: usize| {
        if shelf.holds(account.row, item) {
            let held = shelf.held[account.row].iter().find(|held| held.item == item);
            let share = held.map_or(0.0, |held| held.share);
            return MatrixCell::Held(format!("Holds it: {} of its spend", style.share(share)));
        }
        let Some(place) = account.offers.iter().position(|offer| offer.item == item) else {
            return MatrixCell::Blank;
        };
        let offer = &account.offers[place];
        let row = offered.row(document, offer, style);
        let mut lines = vec![format!("{} likely to buy it", row.chance)];
        if !row.interval.is_empty() {
            lines.push(format!("Worth {} a year, {}", row.worth, row.interval));
        }
        lines.push(row.because);
        MatrixCell::Offer {
            part: offer
                .worth()
                .map_or(offer.chance.share, |worth| worth / most.max(f64::MIN_POSITIVE)),
            chance: style.share_to(offer.chance.share, 0),
            lines,
            is_best: place == 0,
        }
    };
    OfferMatrix {
        items: shelf.items[..n_items].to_vec(),
        accounts: (shown.into_iter())
            .map(|account| {
                let name = document.portfolio.accounts[account.row].name.clone();
                (
                    account.row,
                    name,
                    (0..n_items).map(|item| cell(account, item)).collect(),
                )
            })
            .collect(),
    }
}
