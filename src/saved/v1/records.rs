//! Products, observations, events, attributions, activities and loads.
//!
//! A reference to an account that is not there is kept as it is: it is what the person wrote, and may
//! fit again after an import. Measures count only references that fit.

use std::sync::Arc;

use crate::portfolio::{
    AccountId, Activity, AttributionShare, Basis, Capital, Document, EventKind, ListeningPost, Need,
    NeedKind, Observation, OutcomeStatus, Party, Product, ProductId, ServiceLoad, ValueEvent,
};
use crate::saved::columns::{Column, Days, Estimates, Fault, Numbers, Words};
use crate::units::{Money, Ratio};

use super::table::{chosen, estimate_within, filled, shortened, table, within};

type Texts = Column<String>;

fn products(document: &Document) -> impl Iterator<Item = &Product> {
    document.portfolio.products.iter()
}

fn observations(document: &Document) -> impl Iterator<Item = &Observation> {
    document.portfolio.observations.iter()
}

fn events(document: &Document) -> impl Iterator<Item = &ValueEvent> {
    document.portfolio.events.iter()
}

fn attributions(document: &Document) -> impl Iterator<Item = &AttributionShare> {
    document.portfolio.attributions.iter()
}

fn activities(document: &Document) -> impl Iterator<Item = &Activity> {
    document.portfolio.activities.iter()
}

fn loads(document: &Document) -> impl Iterator<Item = &ServiceLoad> {
    document.portfolio.loads.iter()
}

fn needs(document: &Document) -> impl Iterator<Item = &Need> {
    document.portfolio.needs.iter()
}

fn account_of(party: &Party) -> Option<String> {
    match party {
        Party::Us => None,
        Party::Account(id) => Some(id.as_str().to_owned()),
    }
}

fn blank_observation() -> Observation {
    Observation {
        id: String::new(),
        account: AccountId::new(""),
        respondent: String::new(),
        date: None,
        post: ListeningPost::Survey,
        driver: String::new(),
        importance: None,
        rating: None,
        next_best: None,
        satisfaction: None,
        intention: None,
        recommend: None,
        value_in_use: None,
        note: String::new(),
    }
}

fn blank_event() -> ValueEvent {
    ValueEvent {
        id: String::new(),
        giver: Party::Us,
        receiver: Party::Us,
        date: None,
        kind: EventKind::Other,
        capital: Capital::Relational,
        quantity: 0.0,
        unit: String::new(),
        status: OutcomeStatus::Open,
        outcome_account: None,
        money: None,
        basis: Basis::Judged,
        note: String::new(),
        source: String::new(),
    }
}

fn blank_attribution() -> AttributionShare {
    AttributionShare {
        outcome: AccountId::new(""),
        contributor: AccountId::new(""),
        share: Ratio::clamped(0.0),
        type_one: Ratio::clamped(0.0),
        note: String::new(),
    }
}

fn blank_activity() -> Activity {
    Activity {
        id: String::new(),
        name: String::new(),
        minutes_per_event: 0.0,
        rate_per_minute: 0.0,
        avoidable_share: Ratio::clamped(0.0),
    }
}

fn blank_need() -> Need {
    Need {
        id: String::new(),
        account: AccountId::new(""),
        kind: NeedKind::Need,
        text: String::new(),
        tag: String::new(),
        importance: None,
        since: None,
        due: None,
        is_done: false,
    }
}

fn blank_load() -> ServiceLoad {
    ServiceLoad {
        account: AccountId::new(""),
        activity: String::new(),
        events_per_year: 0.0,
    }
}

table! {
    /// Format 1 of the products.
    Products of Product, "products", rows products, blank || Product {
        id: ProductId(Arc::from("")), name: String::new(), category: String::new(),
    };

    id: Texts, |product| Some(product.id.0.to_string()),
        |product, id| { product.id = ProductId(Arc::from(id)); Ok(()) };
    name: Texts, |product| filled(&product.name), |product, name| { product.name = name; Ok(()) };
    category: Words, |product| filled(&product.category), |product, word| { product.category = word; Ok(()) };
}

table! {
    /// Format 1 of the observations.
    Observations of Observation, "observations", rows observations, blank blank_observation;

    account: Words, |seen| Some(seen.account.as_str().to_owned()),
        |seen, id| { seen.account = AccountId::new(&id); Ok(()) };
    id: Texts, |seen| filled(&seen.id), |seen, id| { seen.id = id; Ok(()) };
    respondent: Words, |seen| filled(&seen.respondent), |seen, word| { seen.respondent = word; Ok(()) };
    date: Days, |seen| seen.date, |seen, day| { seen.date = Some(day); Ok(()) };
    post: Words, |seen| Some(seen.post.word().to_owned()),
        |seen, word| { seen.post = chosen(&word, ListeningPost::from_word)?; Ok(()) };
    driver: Words, |seen| filled(&seen.driver), |seen, word| { seen.driver = word; Ok(()) };
    importance: Numbers, |seen| seen.importance,
        |seen, value| { seen.importance = Some(within(value, 0.0, 1e15)?); Ok(()) };
    rating: Numbers, |seen| seen.rating, |seen, value| { seen.rating = Some(within(value, 0.0, 10.0)?); Ok(()) };
    next_best: Numbers, |seen| seen.next_best,
        |seen, value| { seen.next_best = Some(within(value, 0.0, 10.0)?); Ok(()) };
    satisfaction: Numbers, |seen| seen.satisfaction,
        |seen, value| { seen.satisfaction = Some(within(value, 0.0, 10.0)?); Ok(()) };
    intention: Numbers, |seen| seen.intention,
        |seen, value| { seen.intention = Some(within(value, 0.0, 10.0)?); Ok(()) };
    recommend: Numbers, |seen| seen.recommend,
        |seen, value| { seen.recommend = Some(within(value, 0.0, 10.0)?); Ok(()) };
    value_in_use: Numbers, |seen| seen.value_in_use.map(Money::get),
        |seen, value| { seen.value_in_use = Some(Money::new(value)?); Ok(()) };
    note: Texts, |seen| filled(&seen.note), |seen, note| { seen.note = note; Ok(()) };
}

table! {
    /// Format 1 of the value events. A party without an account is us.
    Events of ValueEvent, "events", rows events, blank blank_event;

    kind: Words, |event| Some(event.kind.word().to_owned()),
        |event, word| { event.kind = chosen(&word, EventKind::from_word)?; Ok(()) };
    id: Texts, |event| filled(&event.id), |event, id| { event.id = id; Ok(()) };
    giver: Words, |event| account_of(&event.giver),
        |event, id| { event.giver = Party::Account(AccountId::new(&id)); Ok(()) };
    receiver: Words, |event| account_of(&event.receiver),
        |event, id| { event.receiver = Party::Account(AccountId::new(&id)); Ok(()) };
    date: Days, |event| event.date, |event, day| { event.date = Some(day); Ok(()) };
    capital: Words, |event| Some(event.capital.word().to_owned()),
        |event, word| { event.capital = chosen(&word, Capital::from_word)?; Ok(()) };
    quantity: Numbers, |event| Some(event.quantity),
        |event, value| { event.quantity = within(value, -1e15, 1e15)?; Ok(()) };
    unit: Words, |event| filled(&event.unit), |event, word| { event.unit = word; Ok(()) };
    status: Words, |event| Some(event.status.word().to_owned()),
        |event, word| { event.status = chosen(&word, OutcomeStatus::from_word)?; Ok(()) };
    outcome_account: Words, |event| event.outcome_account.as_ref().map(|id| id.as_str().to_owned()),
        |event, id| { event.outcome_account = Some(AccountId::new(&id)); Ok(()) };
    money: Estimates, |event| event.money, |event, value| {
        event.money = Some(estimate_within(value, Money::LOW, Money::HIGH)?);
        Ok(())
    };
    basis: Words, |event| Some(event.basis.word().to_owned()),
        |event, word| { event.basis = chosen(&word, Basis::from_word)?; Ok(()) };
    note: Texts, |event| filled(&event.note), |event, note| { event.note = note; Ok(()) };
    source: Words, |event| filled(&event.source), |event, word| { event.source = word; Ok(()) };
}

table! {
    /// Format 1 of the attribution shares.
    Attributions of AttributionShare, "attributions", rows attributions, blank blank_attribution;

    outcome: Words, |due| Some(due.outcome.as_str().to_owned()),
        |due, id| { due.outcome = AccountId::new(&id); Ok(()) };
    contributor: Words, |due| Some(due.contributor.as_str().to_owned()),
        |due, id| { due.contributor = AccountId::new(&id); Ok(()) };
    share: Numbers, |due| Some(due.share.get()), |due, value| { due.share = Ratio::new(value)?; Ok(()) };
    type_one: Numbers, |due| Some(due.type_one.get()),
        |due, value| { due.type_one = Ratio::new(value)?; Ok(()) };
    note: Texts, |due| filled(&due.note), |due, note| { due.note = note; Ok(()) };
}

table! {
    /// Format 1 of the activities.
    Activities of Activity, "activities", rows activities, blank blank_activity;

    id: Texts, |activity| Some(activity.id.clone()), |activity, id| { activity.id = id; Ok(()) };
    name: Texts, |activity| filled(&activity.name), |activity, name| { activity.name = name; Ok(()) };
    minutes_per_event: Numbers, |activity| Some(activity.minutes_per_event),
        |activity, value| { activity.minutes_per_event = within(value, 0.0, 1e15)?; Ok(()) };
    rate_per_minute: Numbers, |activity| Some(activity.rate_per_minute),
        |activity, value| { activity.rate_per_minute = within(value, 0.0, 1e15)?; Ok(()) };
    avoidable_share: Numbers, |activity| Some(activity.avoidable_share.get()),
        |activity, value| { activity.avoidable_share = Ratio::new(value)?; Ok(()) };
}

table! {
    /// Format 1 of the service loads.
    Loads of ServiceLoad, "loads", rows loads, blank blank_load;

    account: Words, |load| Some(load.account.as_str().to_owned()),
        |load, id| { load.account = AccountId::new(&id); Ok(()) };
    activity: Words, |load| Some(load.activity.clone()),
        |load, word| { load.activity = word; Ok(()) };
    events_per_year: Numbers, |load| Some(load.events_per_year),
        |load, value| { load.events_per_year = within(value, 0.0, 1e15)?; Ok(()) };
}

table! {
    /// Format 1 of the needs and promises. What is done says so.
    Needs of Need, "needs", rows needs, blank blank_need;

    account: Words, |need| Some(need.account.as_str().to_owned()),
        |need, id| { need.account = AccountId::new(&id); Ok(()) };
    id: Texts, |need| filled(&need.id), |need, id| { need.id = id; Ok(()) };
    kind: Words, |need| Some(need.kind.word().to_owned()),
        |need, word| { need.kind = chosen(&word, NeedKind::from_word)?; Ok(()) };
    text: Texts, |need| filled(&need.text), |need, text| { need.text = text; Ok(()) };
    tag: Words, |need| filled(&need.tag), |need, word| { need.tag = word; Ok(()) };
    importance: Numbers, |need| need.importance,
        |need, value| { need.importance = Some(within(value, 0.0, 10.0)?); Ok(()) };
    since: Days, |need| need.since, |need, day| { need.since = Some(day); Ok(()) };
    due: Days, |need| need.due, |need, day| { need.due = Some(day); Ok(()) };
    status: Words, |need| need.is_done.then(|| "done".to_owned()), |need, word| {
        need.is_done = match word.as_str() {
            "done" => true,
            _ => return Err(Fault(format!("\"{}\" is not \"done\"", shortened(&word)))),
        };
        Ok(())
    };
}
