//! What passed between an account and us beside sales: events each way, the balance by form of capital, and the
//! shares of value it is due and owes.

use std::collections::BTreeMap;

use crate::maths::sort_by;
use crate::measures::ledger::{Entry, LedgerTerms, Standing};
use crate::measures::reference_load::ReferenceLoadTerms;
use crate::measures::{Groundwork, Spread, Unit};
use crate::portfolio::{AccountId, Capital, Document, EventKind, OutcomeStatus, Party, ValueEvent};

use super::account_figures::is_soft;
use super::account_names::name_of;
use super::exchanges::quantity;
use super::style::{NumberStyle, UNKNOWN};

/// A value event, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// Id of the event.
    pub id: String,
    /// What happened and how much of it, in the native unit: "reference use, 5 × reference call".
    pub what: String,
    /// When.
    pub when: String,
    /// Form of capital, status, the account won.
    pub about: String,
    /// Worth in money, or why it has none.
    pub worth: String,
    /// True where the worth, or why there is none, can be explained: not for what passed between others.
    pub is_explained: bool,
    /// How the worth is known; empty without one.
    pub basis: &'static str,
    /// True where the worth is estimated or judged.
    pub is_soft: bool,
    /// Why it does not count in relationship value; empty where it does.
    pub standing: &'static str,
    /// Free note.
    pub note: String,
}

/// What passed in one form of capital, both ways.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceRow {
    /// The form of capital.
    pub capital: &'static str,
    /// The same, to be explained by.
    pub form: Capital,
    /// What we gave, in native units.
    pub given: String,
    /// The same in money; the sign for unknown where nothing of it has a price.
    pub given_worth: String,
    /// What they gave, in native units.
    pub received: String,
    /// The same in money.
    pub received_worth: String,
    /// True where the money rests on estimates or judgements.
    pub is_soft: bool,
    /// Bars on one scale of money, 0 to 1.
    pub given_part: f64,
    /// As above.
    pub received_part: f64,
}

/// A share of value between two accounts.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareRow {
    /// The account whose value is shared out.
    pub outcome: AccountId,
    /// The account it is due to.
    pub contributor: AccountId,
    /// The account at the other end.
    pub other: AccountId,
    /// Its name.
    pub name: String,
    /// The share.
    pub share: String,
    /// The same, 0 to 1, for a bar.
    pub part: f64,
    /// Probability that it would not have come otherwise.
    pub type_one: String,
    /// Why.
    pub note: String,
}

/// Everything beside sales.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LedgerReport {
    /// What they gave us, newest first.
    pub received: Vec<EventRow>,
    /// What we gave them, newest first.
    pub given: Vec<EventRow>,
    /// What passed between them and other accounts.
    pub between: Vec<EventRow>,
    /// How often it may be used as a reference and whether that is exceeded; empty where nothing is recorded.
    pub reference_limit: String,
    /// By form of capital.
    pub balance: Vec<BalanceRow>,
    /// When anything last passed each way.
    pub staleness: String,
    /// Other accounts' value that is due to this one.
    pub brought: Vec<ShareRow>,
    /// This account's value that is due to others.
    pub owed: Vec<ShareRow>,
    /// How much of this account's value is shared out, said plainly.
    pub share_check: String,
    /// True when the shares exceed the whole.
    pub is_overshared: bool,
}

/// Everything beside sales of the account in `row`.
pub fn ledger(document: &Document, groundwork: &Groundwork, row: usize, style: &NumberStyle) -> LedgerReport {
    let Some(account) = document.portfolio.accounts.get(row) else {
        return LedgerReport::default();
    };
    let terms = LedgerTerms::new(document, groundwork, row);
    let mut report = LedgerReport {
        balance: balance(&terms, style),
        staleness: staleness(&terms, style),
        reference_limit: reference_limit(document, groundwork, row, style),
        between: between(document, &account.id, style),
        ..LedgerReport::default()
    };
    let mut entries = terms.entries;
    sort_by(&mut entries, |one, other| {
        (other.event.date, &one.event.id).cmp(&(one.event.date, &other.event.id))
    });
    for entry in &entries {
        let side = if entry.is_received {
            &mut report.received
        } else {
            &mut report.given
        };
        side.push(event_row(document, entry, style));
    }
    write_shares(&mut report, document, &account.id, style);
    report
}

fn reference_limit(document: &Document, groundwork: &Groundwork, row: usize, style: &NumberStyle) -> String {
    let load = ReferenceLoadTerms::new(document, groundwork, row);
    let limit = style.number(load.limit, usize::from(load.limit != libm::trunc(load.limit)));
    match (load.is_known, load.is_too_much()) {
        (false, _) => String::new(),
        (true, false) => format!("uses a quarter; {limit} at most"),
        (true, true) => format!("uses a quarter: too many, {limit} at most"),
    }
}

fn event_row(document: &Document, entry: &Entry, style: &NumberStyle) -> EventRow {
    let worth = entry.worth.map(|worth| spread_text(worth, style));
    let basis = entry.worth.map(|worth| worth.basis);
    EventRow {
        worth: worth.unwrap_or_else(|| UNKNOWN.to_owned()),
        basis: basis.map_or("", |basis| basis.word()),
        is_soft: basis.is_some_and(is_soft),
        is_explained: true,
        standing: if entry.is_received {
            standing(entry.standing)
        } else {
            ""
        },
        ..plain_row(document, entry.event, style)
    }
}

fn plain_row(document: &Document, event: &ValueEvent, style: &NumberStyle) -> EventRow {
    let outcome = event
        .outcome_account
        .as_ref()
        .map(|id| format!("→ {}", name_of(document, id)));
    let about = [
        Some(event.capital.word().to_owned()),
        Some(status(event.status).to_owned()),
        outcome,
    ];
    EventRow {
        id: event.id.clone(),
        what: event_words(event, style),
        when: event
            .date
            .map_or_else(|| "undated".to_owned(), |day| style.day(day)),
        about: about
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        worth: UNKNOWN.to_owned(),
        is_explained: false,
        basis: "",
        is_soft: false,
        standing: "",
        note: event.note.clone(),
    }
}

/// What happened and how much of it.
pub(super) fn event_words(event: &ValueEvent, style: &NumberStyle) -> String {
    let quantity = quantity(event, style);
    match event.kind {
        EventKind::Other => quantity,
        kind => format!("{}, {quantity}", kind.word()),
    }
}

const fn status(status: OutcomeStatus) -> &'static str {
    match status {
        OutcomeStatus::Realised => "",
        OutcomeStatus::Open => "still open",
        OutcomeStatus::Failed => "did not work",
    }
}

/// Why an event does not count in relationship value; empty where it does.
pub(super) const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Counts => "",
        Standing::Failed => "counts for nothing: it did not work",
        Standing::NotYet => "counts once it has worked",
        Standing::Released => "counted elsewhere already, as margin",
        Standing::Unpriced => "no price: add an exchange rate for its unit, or state its worth",
        Standing::SwitchedOff => "not turned into money: the exchange table is off",
    }
}

fn spread_text(worth: Spread, style: &NumberStyle) -> String {
    worth.measured().interval.map_or_else(
        || style.money(worth.base),
        |interval| {
            format!(
                "{} ({})",
                style.money(worth.base),
                style.interval(interval, Unit::Money)
            )
        },
    )
}

fn between(document: &Document, account: &AccountId, style: &NumberStyle) -> Vec<EventRow> {
    let is_of = |party: &Party| matches!(party, Party::Account(id) if id == account);
    let both =
        |event: &ValueEvent| !matches!((&event.giver, &event.receiver), (Party::Us, _) | (_, Party::Us));
    let name = |party: &Party| match party {
        Party::Us => "us".to_owned(),
        Party::Account(id) => name_of(document, id),
    };
    let mut events: Vec<&ValueEvent> = (document.portfolio.events.iter())
        .filter(|event| both(event) && (is_of(&event.giver) || is_of(&event.receiver)))
        .collect();
    sort_by(&mut events, |one, other| {
        (other.date, &one.id).cmp(&(one.date, &other.id))
    });
    (events.into_iter())
        .map(|event| EventRow {
            standing: "between two others: not in our balance",
            what: format!(
                "{}, {} to {}",
                event.kind.word(),
                name(&event.giver),
                name(&event.receiver)
            ),
            ..plain_row(document, event, style)
        })
        .collect()
}

/// One direction of one form of capital while it is added up.
#[derive(Default)]
struct Side<'a> {
    units: BTreeMap<&'a str, f64>,
    worth: Option<f64>,
    is_soft: bool,
}

impl<'a> Side<'a> {
    fn add(&mut self, entry: &Entry<'a>) {
        *self.units.entry(entry.event.unit.trim()).or_default() += entry.event.quantity;
        if let Some(worth) = entry.worth {
            self.worth = Some(self.worth.unwrap_or_default() + worth.base);
            self.is_soft |= is_soft(worth.basis);
        }
    }

    fn natively(&self, style: &NumberStyle) -> String {
        let decimals = |number: f64| usize::from(number != libm::trunc(number));
        let parts: Vec<String> = (self.units.iter())
            .map(|(unit, number)| format!("{} × {unit}", style.number(*number, decimals(*number))))
            .collect();
        if parts.is_empty() {
            "nothing".to_owned()
        } else {
            parts.join(", ")
        }
    }

    fn money(&self, style: &NumberStyle) -> String {
        match (self.worth, self.units.is_empty()) {
            (Some(worth), _) => style.money(worth),
            (None, true) => String::new(),
            (None, false) => UNKNOWN.to_owned(),
        }
    }
}

fn balance(terms: &LedgerTerms, style: &NumberStyle) -> Vec<BalanceRow> {
    let mut sides: BTreeMap<Capital, [Side; 2]> = BTreeMap::new();
    for entry in terms
        .entries
        .iter()
        .filter(|entry| entry.event.status != OutcomeStatus::Failed)
    {
        sides.entry(entry.event.capital).or_default()[usize::from(entry.is_received)].add(entry);
    }
    let largest = (sides.values().flatten())
        .filter_map(|side| side.worth)
        .fold(0.0, |largest: f64, worth| largest.max(worth.abs()));
    let part = |side: &Side| {
        if largest > 0.0 {
            side.worth.unwrap_or_default().abs() / largest
        } else {
            0.0
        }
    };
    (sides.iter())
        .map(|(capital, [given, received])| BalanceRow {
            capital: capital.word(),
            form: *capital,
            given: given.natively(style),
            given_worth: given.money(style),
            received: received.natively(style),
            received_worth: received.money(style),
            is_soft: given.is_soft || received.is_soft,
            given_part: part(given),
            received_part: part(received),
        })
        .collect()
}

fn staleness(terms: &LedgerTerms, style: &NumberStyle) -> String {
    let last = |is_received: bool| {
        (terms.entries.iter())
            .filter(|entry| entry.is_received == is_received)
            .filter_map(|entry| entry.event.date)
            .max()
    };
    let some = |is_received: bool| terms.entries.iter().any(|entry| entry.is_received == is_received);
    let say = |who: &str, is_received: bool| match (some(is_received), last(is_received)) {
        (false, _) => format!("{who} gave nothing that is recorded"),
        (true, None) => format!("{who} gave, on days not recorded"),
        (true, Some(day)) => format!("{who} last gave on {}", style.day(day)),
    };
    if terms.is_blank() {
        return "Nothing is recorded between us beside sales: record what they gave, and what we gave."
            .to_owned();
    }
    format!("{}; {}.", say("They", true), say("we", false))
}

fn write_shares(report: &mut LedgerReport, document: &Document, account: &AccountId, style: &NumberStyle) {
    let mut shared_out = 0.0;
    for share in document.portfolio.attributions.iter() {
        let row = |other: &AccountId| ShareRow {
            outcome: share.outcome.clone(),
            contributor: share.contributor.clone(),
            other: other.clone(),
            name: name_of(document, other),
            share: style.share(share.share.get()),
            part: share.share.get(),
            type_one: style.share(share.type_one.get()),
            note: share.note.clone(),
        };
        if share.contributor == *account {
            report.brought.push(row(&share.outcome));
        } else if share.outcome == *account {
            shared_out += share.share.get();
            report.owed.push(row(&share.contributor));
        }
    }
    report.is_overshared = shared_out > 1.0 + 1e-9;
    report.share_check = match (report.owed.is_empty(), report.is_overshared) {
        (true, _) => "None of its value is shared out: all of it counts here.".to_owned(),
        (false, false) => format!(
            "{} of its value is shared out, {} stays here. Together never more than {}.",
            style.share(shared_out),
            style.share((1.0 - shared_out).max(0.0)),
            style.share(1.0)
        ),
        (false, true) => format!(
            "The shares add up to {}, more than the whole: they are scaled down to {} until one is lowered.",
            style.share(shared_out),
            style.share(1.0)
        ),
    };
}
