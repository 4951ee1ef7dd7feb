//! What to distrust about a valuation, each as one sentence with the way out.

use std::collections::BTreeMap;

use crate::portfolio::{Account, AccountId, Document};

use super::Caveat;
use super::account_terms::AccountTerms;
use super::groundwork::Groundwork;
use super::ledger::{Entry, Line, Standing};
use super::wording::{counted, listed, listed_first, number};

/// Retention per year from which the expected stay, r / (1 − r), is about a thousand years.
const A_THOUSAND_YEARS: f64 = 0.999;

/// Rows collected while a document is valued.
#[derive(Clone, Debug, Default)]
pub(crate) struct Collected {
    /// Current values without an end.
    pub without_end: Vec<usize>,
    /// Revenue above the wallet.
    pub overfull: Vec<usize>,
    /// Asked to be a reference more often than the limit allows.
    pub asked_too_often: Vec<usize>,
    /// The first order is older than the stated start.
    pub bought_before: Vec<usize>,
    /// Something is dated after the day looked back from.
    pub dated_later: Vec<usize>,
    /// Revenue, cost or wallet stated below zero.
    pub below_zero: Vec<usize>,
    /// Stated to stay for a thousand years.
    pub stays_for_ever: Vec<usize>,
    /// Rows by native unit and capital without an exchange rate.
    pub unpriced: BTreeMap<(String, &'static str), Vec<usize>>,
    /// Realised referrals without an acquisition cost.
    pub unpriced_referrals: Vec<usize>,
}

impl Collected {
    /// Notes what is odd about one account by itself.
    pub fn account(&mut self, row: usize, document: &Document, terms: &AccountTerms) {
        let account = &document.portfolio.accounts[row];
        let stated = account
            .economics
            .annual_retention
            .map_or(0.0, |stated| stated.base());
        let first_order = account.orders.as_deref().and_then(|orders| orders.first);
        let bought_before = first_order
            .zip(account.since)
            .is_some_and(|(first, since)| first < since);
        let is_later = |entry: &Entry| entry.event.date.is_some_and(|date| date > document.as_of);
        let dated_later = terms.heard.is_later || terms.ledger.entries.iter().any(is_later);
        let has_no_end = terms.lifetime.has_no_end();
        for (rows, is_noted) in [
            (&mut self.without_end, has_no_end),
            (
                &mut self.stays_for_ever,
                stated >= A_THOUSAND_YEARS && !has_no_end,
            ),
            (&mut self.below_zero, has_less_than_nothing(account)),
            (&mut self.bought_before, bought_before),
            (&mut self.dated_later, dated_later),
            (&mut self.overfull, terms.wallet.is_overfull()),
            (&mut self.asked_too_often, terms.reference_load.is_too_much()),
        ] {
            if is_noted {
                rows.push(row);
            }
        }
    }

    /// Notes what of a ledger entry has no price.
    pub fn entry(&mut self, row: usize, entry: &Entry) {
        if entry.standing != Standing::Unpriced || !entry.is_received {
            return;
        }
        if entry.line == Line::SavedAcquisition {
            push_once(&mut self.unpriced_referrals, row);
        } else {
            let key = (entry.event.unit.trim().to_lowercase(), entry.event.capital.word());
            push_once(self.unpriced.entry(key).or_default(), row);
        }
    }

    /// Forgets the rows for which `is_again` holds; they are noted anew.
    pub fn forget(&mut self, is_again: &[bool]) {
        let stays = |row: &usize| !is_again[*row];
        self.lists().into_iter().for_each(|rows| rows.retain(stays));
        self.unpriced.values_mut().for_each(|rows| rows.retain(stays));
    }

    /// Puts rows that were noted anew in their places.
    pub fn put_in_order(&mut self) {
        self.unpriced.retain(|_, rows| !rows.is_empty());
        self.lists().into_iter().for_each(|rows| rows.sort_unstable());
        self.unpriced.values_mut().for_each(|rows| rows.sort_unstable());
    }

    fn lists(&mut self) -> [&mut Vec<usize>; 8] {
        [
            &mut self.without_end,
            &mut self.overfull,
            &mut self.asked_too_often,
            &mut self.bought_before,
            &mut self.dated_later,
            &mut self.below_zero,
            &mut self.stays_for_ever,
            &mut self.unpriced_referrals,
        ]
    }

    /// The sentences.
    pub fn sentences(self, document: &Document, groundwork: &Groundwork) -> Vec<Caveat> {
        let mut caveats = Vec::new();
        let mut say = |rows: Vec<usize>, sentence: &dyn Fn(&str) -> String| {
            if !rows.is_empty() {
                let sentence = sentence(&names(document, &rows));
                caveats.push(Caveat { rows, sentence });
            }
        };
        say(self.without_end, &|names| {
            format!(
                "The current value of {names} has no end, because retention × (1 + growth) reaches 1 + discount rate: \
                 set a horizon, lower the growth or raise the discount rate."
            )
        });
        let repairs = groundwork.attribution.repairs.clone();
        say(repairs.scaled, &|names| {
            format!(
                "The attribution shares of {names} add up to more than 100 % and were scaled down to 100 %: lower \
                 them to say which one is too high."
            )
        });
        say(repairs.circular, &|names| {
            format!(
                "{names} credit one another in a circle, so inside it value moves one step only: remove one of the \
                 shares to pass it on in full."
            )
        });
        say(repairs.to_itself, &|names| {
            format!(
                "{names} cannot be credited with its own value, so that share is left out: name who brought it."
            )
        });
        say(self.stays_for_ever, &|names| {
            format!(
                "The retention stated for {names} means staying for a thousand years or more: state the share of accounts \
                 like it that are still there a year later, such as 95 %."
            )
        });
        say(self.below_zero, &|names| {
            format!(
                "Revenue, cost to serve, cost of winning or wallet of {names} is stated below zero and counts as it stands: \
                 correct the sign, or leave it empty where it is unknown."
            )
        });
        say(self.bought_before, &|names| {
            format!(
                "{names} ordered before the start that is stated: the first order counts as the start. Correct the start or \
                 the orders."
            )
        });
        say(self.dated_later, &|names| {
            format!(
                "{names} said or gave something dated after {}, the day looked back from: it counts as of that day. Correct \
                 the date.",
                document.as_of
            )
        });
        say(self.overfull, &|names| {
            format!("The revenue of {names} is more than the whole wallet: correct the size of the wallet.")
        });
        let limit = number(document.assumptions.reference_limit);
        say(self.asked_too_often, &|names| {
            format!(
                "{names} acted as a reference more than {limit} times a quarter over the last year: spare them, or raise \
                 the limit in the assumptions."
            )
        });
        say(self.unpriced_referrals, &|names| {
            format!(
                "What the referrals of {names} saved has no price: state the acquisition cost of the account won, or \
                 assume one for all."
            )
        });
        for ((unit, capital), rows) in self.unpriced {
            say(rows, &|names| {
                format!(
                    "There is no exchange rate for \"{unit}\" ({capital}), so events of {names} count for nothing in \
                     money: add the rate or state the worth of the events."
                )
            });
        }
        caveats.extend(unknown_activities(document, groundwork));
        caveats.extend(strangers(groundwork));
        caveats
    }
}

/// True where something is stated below zero that cannot be; a margin can.
fn has_less_than_nothing(account: &Account) -> bool {
    let economics = &account.economics;
    let estimates = [
        economics.annual_revenue,
        economics.cost_to_serve,
        account.wallet.annual_size,
    ];
    estimates.into_iter().flatten().any(|stated| stated.low() < 0.0)
        || economics.acquisition_cost.is_some_and(|cost| cost.get() < 0.0)
}

fn names(document: &Document, rows: &[usize]) -> String {
    let first: Vec<&str> = (rows.iter().take(3))
        .filter_map(|&row| document.portfolio.accounts.get(row))
        .map(|account| account.name.as_str())
        .collect();
    listed_first(&first, rows.len())
}

fn push_once(rows: &mut Vec<usize>, row: usize) {
    if rows.last() != Some(&row) {
        rows.push(row);
    }
}

fn unknown_activities(document: &Document, groundwork: &Groundwork) -> Vec<Caveat> {
    let unknown = groundwork.strangers.activities.iter();
    let caveat = |(activity, rows): (&String, &Vec<usize>)| {
        let names = names(document, rows);
        Caveat {
            rows: rows.clone(),
            sentence: format!(
                "The service load of {names} names the activity \"{activity}\", which is not in the list and counts \
                 for nothing: add the activity or correct its id."
            ),
        }
    };
    unknown.map(caveat).collect()
}

fn strangers(groundwork: &Groundwork) -> Vec<Caveat> {
    let ids = |ids: &[AccountId]| -> Vec<String> { ids.iter().map(|id| id.as_str().to_owned()).collect() };
    let strangers = &groundwork.strangers;
    let left_out = [
        ("service load", ids(&strangers.loads)),
        ("observation", ids(&strangers.observations)),
        ("value event", ids(&strangers.events)),
        (
            "attribution share",
            groundwork.attribution.repairs.strangers.clone(),
        ),
    ];
    let mut caveats = Vec::new();
    for (record, mut named) in left_out {
        if named.is_empty() {
            continue;
        }
        let n = named.len();
        named.sort_unstable();
        named.dedup();
        let quoted: Vec<String> = named.iter().map(|id| format!("\"{id}\"")).collect();
        let listed = listed(&quoted.iter().map(String::as_str).collect::<Vec<&str>>());
        let (verb, have) = if n == 1 { ("names", "is") } else { ("name", "are") };
        caveats.push(Caveat {
            rows: Vec::new(),
            sentence: format!(
                "{} {verb} accounts that are not in the portfolio ({listed}) and {have} left out: add the accounts or \
                 correct the ids.",
                counted(n, record)
            ),
        });
    }
    let both_us = strangers.n_among_us;
    if both_us > 0 {
        let (name, count) = if both_us == 1 {
            ("names", "counts")
        } else {
            ("name", "count")
        };
        caveats.push(Caveat {
            rows: Vec::new(),
            sentence: format!(
                "{} {name} us on both sides and {count} for nothing: say who gave or who received.",
                counted(both_us, "value event")
            ),
        });
    }
    caveats
}
