//! What passes between us and everybody: who has been heard when, and every exchange that was no sale.

use std::collections::BTreeMap;

use crate::maths::sort_by;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document, EventKind, ListeningPost, Party, ValueEvent};
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

/// Accounts by how long they have not been heard: never first, those worth most before others.
pub fn heard(document: &Document, valuation: &Valuation, style: &NumberStyle) -> Vec<HeardRow> {
    let mut seen: BTreeMap<&AccountId, (Option<Day>, BTreeMap<ListeningPost, usize>)> = BTreeMap::new();
    for observation in document.portfolio.observations.iter() {
        let (last, posts) = seen.entry(&observation.account).or_default();
        *last = (*last).max(observation.date);
        *posts.entry(observation.post).or_default() += 1;
    }
    let mut rows: Vec<(Option<Day>, bool, f64, HeardRow)> = Vec::new();
    for (row, account) in document.portfolio.accounts.iter().enumerate() {
        let total = valuation.get(MeasureId::TotalValue, row);
        let known = seen.get(&account.id);
        let last = known.and_then(|(last, _)| *last);
        let line = HeardRow {
            account: account.id.clone(),
            name: account.name.clone(),
            last,
            when: when(known.is_some(), last, style),
            posts: known.map_or_else(String::new, |(_, posts)| counted(posts)),
            total_value: style.measured(total, MeasureId::TotalValue.unit()),
        };
        rows.push((
            last,
            known.is_some(),
            total.value.unwrap_or(f64::NEG_INFINITY),
            line,
        ));
    }
    sort_by(&mut rows, |one, other| {
        (one.1, one.0)
            .cmp(&(other.1, other.0))
            .then(other.2.total_cmp(&one.2))
    });
    rows.into_iter().map(|(.., line)| line).collect()
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
    let names: BTreeMap<&AccountId, &str> = document
        .portfolio
        .accounts
        .iter()
        .map(|account| (&account.id, account.name.as_str()))
        .collect();
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

    #[test]
    fn those_never_heard_come_first_and_the_newest_heard_last() {
        let document = crate::sample::sample().unwrap();
        let valuation = crate::measures::value(&document).output;
        let rows = heard(&document, &valuation, &NumberStyle::default());
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
