//! What passes between us and everybody: who has been heard when, and every exchange that was no sale.

use std::collections::BTreeMap;

use crate::maths::{falling, order_by, rising, sort_by};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document, EventKind, ListeningPost, Party, ValueEvent};
use crate::slices::all;
use crate::units::{Day, Interval};

use super::style::{NumberStyle, UNKNOWN};

/// When somebody was last heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeardRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The last time; `None` when never, or when no observation has a date.
    pub last: Option<Day>,
    /// The last time, or *never*.
    pub when: String,
    /// Where, with how many observations: "survey 3, sales 1".
    pub posts: String,
    /// Total value, as everywhere.
    pub total_value: String,
}

/// Who has not been heard, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeardReport {
    /// The first accounts: never heard first, then by how long; those worth most before others.
    pub rows: Vec<HeardRow>,
    /// How many there are.
    pub n_all: usize,
    /// How many were never heard.
    pub n_never: usize,
}

/// Accounts by how long they have not been heard, at most `most` of them.
pub async fn heard(
    document: &Document,
    valuation: &Valuation,
    most: usize,
    style: &NumberStyle,
) -> HeardReport {
    let mut seen: BTreeMap<&AccountId, (Option<Day>, BTreeMap<ListeningPost, usize>)> = BTreeMap::new();
    for observation in document.portfolio.observations.iter() {
        let (last, posts) = seen.entry(&observation.account).or_default();
        *last = (*last).max(observation.date);
        *posts.entry(observation.post).or_default() += 1;
    }
    let accounts = &document.portfolio.accounts;
    let known: Vec<_> = all(accounts.iter().map(|account| seen.get(&account.id))).await;
    // Never heard, heard without a date, then by the day.
    let rank = |row: usize| match known[row] {
        None => -f64::INFINITY,
        Some((last, _)) => last.map_or(f64::MIN, |day| f64::from(day.epoch_days())),
    };
    let total = |row: usize| valuation.get(MeasureId::TotalValue, row);
    let worth = |row: usize| total(row).value.unwrap_or(f64::NEG_INFINITY);
    let order = order_by(
        accounts.len(),
        &[&|row| rising(rank(row)), &|row| falling(worth(row))],
    )
    .await;
    let line = |row: usize| {
        let last = known[row].and_then(|(last, _)| *last);
        HeardRow {
            account: accounts[row].id.clone(),
            name: accounts[row].name.clone(),
            last,
            when: when(known[row].is_some(), last, style),
            posts: known[row].map_or_else(String::new, |(_, posts)| counted(posts)),
            total_value: style.measured(total(row), MeasureId::TotalValue.unit()),
        }
    };
    HeardReport {
        rows: all(order.into_iter().take(most).map(line)).await,
        n_all: known.len(),
        n_never: known.iter().filter(|known| known.is_none()).count(),
    }
}

fn when(is_heard: bool, last: Option<Day>, style: &NumberStyle) -> String {
    match (is_heard, last) {
        (false, _) => "never".to_owned(),
        (true, None) => "without a date".to_owned(),
        (true, Some(day)) => style.day(day),
    }
}

fn counted(posts: &BTreeMap<ListeningPost, usize>) -> String {
    let parts: Vec<String> = posts
        .iter()
        .map(|(post, count)| format!("{} {count}", post.word()))
        .collect();
    parts.join(", ")
}

/// Which way an exchange went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// They gave, we received.
    Received,
    /// We gave, they received.
    Given,
    /// Between two others.
    Between,
}

/// One exchange, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeRow {
    /// Id of the event.
    pub id: String,
    /// The member of the ecosystem it is about.
    pub account: Option<AccountId>,
    /// Its name.
    pub name: String,
    /// Which way it went.
    pub way: Way,
    /// When.
    pub when: String,
    /// What happened.
    pub kind: EventKind,
    /// How much, in the native unit.
    pub quantity: String,
    /// Form of capital.
    pub capital: &'static str,
    /// Open, realised or failed.
    pub status: &'static str,
    /// Worth stated for this event; the sign for unknown without.
    pub worth: String,
    /// How the worth is known; empty without one.
    pub basis: &'static str,
    /// Free note.
    pub note: String,
}

/// Every exchange that was no sale, newest first, undated last.
pub fn exchanges(document: &Document, style: &NumberStyle) -> Vec<ExchangeRow> {
    let mut names: BTreeMap<&AccountId, &str> = BTreeMap::new();
    if !document.portfolio.events.is_empty() {
        let accounts = document.portfolio.accounts.iter();
        names.extend(accounts.map(|account| (&account.id, account.name.as_str())));
    }
    let mut events: Vec<&ValueEvent> = document.portfolio.events.iter().collect();
    sort_by(&mut events, |one, other| {
        other.date.cmp(&one.date).then_with(|| one.id.cmp(&other.id))
    });
    events
        .into_iter()
        .map(|event| exchange(event, &names, style))
        .collect()
}

fn exchange(event: &ValueEvent, names: &BTreeMap<&AccountId, &str>, style: &NumberStyle) -> ExchangeRow {
    let (way, account) = match (&event.giver, &event.receiver) {
        (Party::Account(giver), Party::Us) => (Way::Received, Some(giver)),
        (Party::Us, Party::Account(receiver)) => (Way::Given, Some(receiver)),
        (Party::Account(giver), Party::Account(_)) => (Way::Between, Some(giver)),
        (Party::Us, Party::Us) => (Way::Between, None),
    };
    let unit = crate::measures::Unit::Money;
    let worth = event.money.map(|money| match money.is_exact() {
        true => style.money(money.base()),
        false => style.interval(
            Interval {
                low: money.low(),
                high: money.high(),
            },
            unit,
        ),
    });
    ExchangeRow {
        id: event.id.clone(),
        account: account.cloned(),
        name: account
            .and_then(|id| names.get(id))
            .map_or_else(String::new, |name| (*name).to_owned()),
        way,
        when: event
            .date
            .map_or_else(|| UNKNOWN.to_owned(), |day| style.day(day)),
        kind: event.kind,
        quantity: quantity(event, style),
        capital: event.capital.word(),
        status: event.status.word(),
        basis: if worth.is_some() { event.basis.word() } else { "" },
        worth: worth.unwrap_or_else(|| UNKNOWN.to_owned()),
        note: event.note.clone(),
    }
}

/// `5 × reference call`; the unit alone where there is one of it.
pub(super) fn quantity(event: &ValueEvent, style: &NumberStyle) -> String {
    let decimals = usize::from(event.quantity != libm::trunc(event.quantity));
    match (event.quantity == 1.0, event.unit.as_str()) {
        (true, unit) if !unit.is_empty() => unit.to_owned(),
        (_, "") => style.number(event.quantity, decimals),
        (_, unit) => format!("{} × {unit}", style.number(event.quantity, decimals)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slices::at_once;

    #[test]
    fn those_never_heard_come_first_and_the_newest_heard_last() {
        let document = crate::sample::sample().unwrap();
        let valuation = crate::measures::value(&document).output;
        let rows = at_once(heard(&document, &valuation, usize::MAX, &NumberStyle::default())).rows;
        assert_eq!(rows.len(), document.portfolio.accounts.len());
        let first_heard = rows.iter().position(|row| row.when != "never").unwrap();
        assert!(first_heard > 0, "the sample has accounts never heard");
        assert!(rows[first_heard..].iter().all(|row| row.when != "never"));
        assert!(rows[first_heard..].is_sorted_by_key(|row| row.last));
    }

    #[test]
    fn every_event_is_listed_newest_first_with_its_way() {
        let document = crate::sample::sample().unwrap();
        let rows = exchanges(&document, &NumberStyle::default());
        assert_eq!(rows.len(), document.portfolio.events.len());
        let given = rows.iter().filter(|row| row.way == Way::Given).count();
        let expected = document
            .portfolio
            .events
            .iter()
            .filter(|event| event.giver == Party::Us)
            .count();
        assert_eq!(given, expected);
    }
}
