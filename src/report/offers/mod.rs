//! The Offers page: what to offer next, to whom, why, and what it is worth.

mod likely;
mod matrix;
mod words;

pub use likely::{LikelyRow, likely, likely_table};
pub use matrix::{MatrixCell, OfferMatrix, matrix};
pub use words::{because, script, trial_sentence};

use std::collections::BTreeMap;

use crate::decisions::offers::{Grain, Offer, Proposer, Shelf, Trial, trial};
use crate::maths::sort_by;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document, OfferTerms};

use super::assumptions::within;
use super::form::sentence;
use super::lens::{LensMethod, LensRow, LensTable};
use super::style::{NumberStyle, UNKNOWN};

/// Customers offers are worked out for at most: a moment's work.
pub const MOST_CUSTOMERS: usize = 20_000;

/// Offers of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountOffers {
    /// The account.
    pub row: usize,
    /// Its offers, best first; never empty.
    pub offers: Vec<Offer>,
}

/// What is offered in a portfolio.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offered {
    /// Who holds what, and what is typical.
    pub proposer: Proposer,
    /// Accounts with an offer, worth most first.
    pub accounts: Vec<AccountOffers>,
    /// Whether such suggestions hold on the portfolio's own data.
    pub trial: Trial,
}

/// One line of the list of next best offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// What to offer.
    pub item: String,
    /// How likely it would buy.
    pub chance: String,
    /// What it is worth in a year.
    pub worth: String,
    /// Where that lies.
    pub interval: String,
    /// Why.
    pub because: String,
    /// What to say.
    pub script: String,
}

/// Everything that can be offered to the accounts of `document`.
pub fn offered(document: &Document, valuation: &Valuation, grain: Grain) -> Offered {
    let shelf = Shelf::new(document, grain);
    let trial = trial(&shelf, document.offers);
    let proposer = Proposer::new(shelf, document.offers);
    let mut accounts: Vec<AccountOffers> = (largest(document, valuation, &proposer).into_iter())
        .map(|row| AccountOffers {
            row,
            offers: proposer.offers(document, valuation, row),
        })
        .filter(|account| !account.offers.is_empty())
        .collect();
    sort_by(&mut accounts, |one, other| {
        let key = |account: &AccountOffers| {
            let first = account.offers[0];
            (first.worth().unwrap_or(f64::NEG_INFINITY), first.chance.share)
        };
        let (one, other) = (key(one), key(other));
        (other.0.total_cmp(&one.0)).then(other.1.total_cmp(&one.1))
    });
    Offered {
        proposer,
        accounts,
        trial,
    }
}

/// Rows of the customers offers are worked out for, the largest revenue first: those who hold something and have not left.
fn largest(document: &Document, valuation: &Valuation, proposer: &Proposer) -> Vec<usize> {
    let accounts = &document.portfolio.accounts;
    let mut rows: Vec<usize> = (0..accounts.len())
        .filter(|&row| accounts[row].until.is_none() && !proposer.shelf.held[row].is_empty())
        .collect();
    if rows.len() > MOST_CUSTOMERS {
        let revenue = |row: usize| {
            valuation
                .get(MeasureId::Revenue, row)
                .value
                .unwrap_or(f64::NEG_INFINITY)
        };
        sort_by(&mut rows, |one, other| revenue(*other).total_cmp(&revenue(*one)));
        rows.truncate(MOST_CUSTOMERS);
    }
    rows
}

impl Offered {
    /// One offer as a line.
    pub fn row(&self, document: &Document, offer: &Offer, style: &NumberStyle) -> OfferRow {
        let account = &document.portfolio.accounts[offer.row];
        let money = |amount: Option<f64>| amount.map_or(UNKNOWN.to_owned(), |amount| style.money(amount));
        let interval = offer.worth_interval();
        OfferRow {
            account: account.id.clone(),
            name: account.name.clone(),
            item: self.proposer.shelf.items[offer.item].clone(),
            chance: style.share(offer.chance.share),
            worth: money(offer.worth()),
            interval: interval.map_or_else(String::new, |interval| {
                format!("{} to {}", style.money(interval.low), style.money(interval.high))
            }),
            because: because(document, &self.proposer, offer, style),
            script: script(document, &self.proposer, offer, style),
        }
    }

    /// The accounts with an offer among `rows`, which are in rising order.
    pub fn among<'o>(&'o self, rows: &'o [usize]) -> impl Iterator<Item = &'o AccountOffers> + 'o {
        let accounts = self.accounts.iter();
        accounts.filter(move |account| rows.binary_search(&account.row).is_ok())
    }

    /// What to say about the best offer to every account that has one, by row.
    pub fn scripts(&self, document: &Document, style: &NumberStyle) -> BTreeMap<usize, String> {
        let accounts = self.accounts.iter();
        accounts
            .map(|account| {
                (
                    account.row,
                    script(document, &self.proposer, &account.offers[0], style),
                )
            })
            .collect()
    }

    /// The page in paragraphs.
    pub fn words(
        &self,
        document: &Document,
        rows: &[usize],
        grain: Grain,
        style: &NumberStyle,
    ) -> Vec<String> {
        words::page(self, document, rows, grain, style)
    }

    /// The next best offers to the accounts in `rows` as a table.
    pub fn table(&self, document: &Document, rows: &[usize], style: &NumberStyle) -> LensTable {
        let headers = [
            "Account",
            "Next best offer",
            "Chance",
            "Worth a year",
            "Between",
            "Why",
        ];
        let line = |account: &AccountOffers| {
            let row = self.row(document, &account.offers[0], style);
            LensRow {
                row: Some(account.row),
                cells: vec![
                    row.name,
                    row.item,
                    row.chance,
                    row.worth,
                    row.interval,
                    row.because,
                ],
            }
        };
        LensTable {
            caption: "The next best offer to every account".to_owned(),
            headers: headers.map(str::to_owned).into(),
            rows: self.among(rows).map(line).collect(),
        }
    }
}

/// What can be set about offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferField {
    /// What making an offer costs.
    Cost,
    /// How much the share of all weighs.
    Strength,
}

impl OfferField {
    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cost => "Making one offer costs",
            Self::Strength => "All customers count as",
        }
    }

    /// What it is for.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Cost => "Money for the hours and samples it takes. Only offers worth more are shown.",
            Self::Strength => {
                "That many accounts, beside those that are alike: the more, the less a few alike decide."
            }
        }
    }

    /// What stands there.
    pub fn text(self, terms: &OfferTerms, style: &NumberStyle) -> String {
        let number = match self {
            Self::Cost => terms.cost,
            Self::Strength => terms.strength,
        };
        number.to_string().replace('.', &style.decimal.to_string())
    }

    /// The terms with what was written.
    ///
    /// # Errors
    /// A sentence that says what would be right.
    pub fn write(self, terms: &OfferTerms, text: &str, style: &NumberStyle) -> Result<OfferTerms, String> {
        let number =
            within(text.trim(), style.marks(), 0.0, 1e6).map_err(|refusal| sentence(&refusal.to_string()))?;
        Ok(match self {
            Self::Cost => OfferTerms {
                cost: number,
                ..*terms
            },
            Self::Strength => OfferTerms {
                strength: number,
                ..*terms
            },
        })
    }
}

/// How the page is made.
pub const OFFERS_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "The chance that an account would also buy something is the share of the others like it that hold it: every other customer counts \
         as often as the share of the account's own products that it holds too. A few alike say little, so the share is shrunk to that of \
         all customers: (those alike who hold it + k × share of all) ÷ (those alike + k), with k as set above. Between: nine cases of ten \
         of the beta distribution with as many yes and no.",
        "What it is worth in a year: chance × margin − what making the offer costs. The margin is the account's revenue × s ÷ (1 − s) × its \
         margin ratio, where s is the share of their spend that those who hold it beside something else typically put on it, at most one \
         half. An order log that is added up holds no profit by product, so every product is given the account's own ratio.",
        "Whitespace is part of the wallet: all offers to one account together never gain more than the headroom of its wallet, the best \
         first. Where the wallet is not known, nothing caps them.",
        "Does it work? Everything an account holds is hidden once, and all other accounts suggest: how often is the likeliest suggestion \
         what was hidden, and how often is that what most others hold? A difference within twice its standard error is none. This is no forecast in time: when a product was bought first is not kept \
         of an order log that is added up.",
        "Look-alikes: the best are the fifth of the customers with the largest total value. For every field known of a prospect: how many \
         times as common is its value among the best as among all customers, shrunk by four customers at the share of all? The times are \
         multiplied. A field not known counts as one, neither for nor against.",
    ],
    sources: &[
        "Linden, G., Smith, B., & York, J. (2003), Amazon.com recommendations: item-to-item collaborative filtering, IEEE Internet \
         Computing 7(1), 76–80.",
        "Deshpande, M., & Karypis, G. (2004), Item-based top-N recommendation algorithms, ACM Transactions on Information Systems 22(1), \
         143–177.",
        "Gelman, A., et al. (2013), Bayesian Data Analysis, 3rd edition, chapter 2: a share with a beta prior.",
    ],
    measures: &[
        MeasureId::Revenue,
        MeasureId::GrossMargin,
        MeasureId::Headroom,
        MeasureId::TotalValue,
    ],
};
