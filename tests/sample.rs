//! The sample portfolio is what its generator writes, complete and consistent with itself.

#![allow(clippy::unwrap_used)]

#[path = "../examples/make_sample/story/mod.rs"]
mod story;

use std::collections::{BTreeMap, BTreeSet};

use both_sides::portfolio::{
    Account, AccountId, AccountKind, Basis, Capital, Document, EarningModel, EventKind, ListeningPost,
    OrderHistory, OutcomeStatus, Party, RelationshipState,
};
use both_sides::sample::sample;
use both_sides::saved;

fn open() -> Document {
    sample().unwrap()
}

#[test]
fn the_file_is_what_the_generator_writes_and_small() {
    let made = story::document().unwrap();
    let file = include_str!("../src/sample/portfolio.json");
    assert!(
        saved::write(&made) == file,
        "run: cargo run --no-default-features --example make_sample"
    );
    assert_eq!(open(), made);
    assert!(file.len() < 120_000, "{} bytes", file.len());
}

#[test]
fn it_is_marked_as_a_sample_and_its_labels_are_short() {
    let document = open();
    assert!(document.is_sample);
    assert_eq!(document.currency, "EUR");
    assert_eq!(document.portfolio.accounts.len(), 40);
    for account in &document.portfolio.accounts {
        assert!(
            account.name.chars().count() <= 20,
            "{} is long for a label",
            account.name
        );
        assert!(!account.note.is_empty(), "{} tells no story", account.name);
    }
}

#[test]
fn every_word_of_the_model_occurs() {
    let document = open();
    let portfolio = &document.portfolio;
    let accounts = || portfolio.accounts.iter();
    let events = || portfolio.events.iter();
    let all = |kind: &str, found: BTreeSet<&str>, words: Vec<&str>| {
        assert_eq!(found, words.into_iter().collect(), "{kind}");
    };
    macro_rules! occurs {
        ($choice:ident, $values:expr) => {
            all(
                stringify!($choice),
                $values.map(|value: $choice| value.word()).collect(),
                $choice::ALL.iter().map(|value| value.word()).collect(),
            )
        };
    }
    occurs!(AccountKind, accounts().map(|account| account.kind));
    occurs!(
        EarningModel,
        accounts().filter_map(|account| account.earning_model)
    );
    occurs!(RelationshipState, accounts().filter_map(|account| account.state));
    occurs!(EventKind, events().map(|event| event.kind));
    occurs!(OutcomeStatus, events().map(|event| event.status));
    occurs!(Basis, events().map(|event| event.basis));
    occurs!(
        ListeningPost,
        portfolio.observations.iter().map(|observation| observation.post)
    );
    let received = events().filter(|event| event.receiver == Party::Us);
    let given = events().filter(|event| event.giver == Party::Us);
    occurs!(Capital, received.map(|event| event.capital));
    occurs!(Capital, given.map(|event| event.capital));
}

#[test]
fn segments_regions_and_owners_are_few_and_used() {
    let document = open();
    let different = |word: fn(&Account) -> &String| {
        let words = document
            .portfolio
            .accounts
            .iter()
            .map(|account| word(account).as_str());
        words
            .filter(|word| !word.is_empty())
            .collect::<BTreeSet<_>>()
            .len()
    };
    assert_eq!(different(|account| &account.segment), 5);
    assert_eq!(different(|account| &account.region), 3);
    assert_eq!(different(|account| &account.owner), 5);
}

#[test]
fn everything_that_is_named_exists() {
    let portfolio = open().portfolio;
    let ids: BTreeSet<&AccountId> = portfolio.accounts.iter().map(|account| &account.id).collect();
    assert_eq!(ids.len(), portfolio.accounts.len());
    let parents = portfolio
        .accounts
        .iter()
        .filter_map(|account| account.parent.as_ref());
    let heard = portfolio
        .observations
        .iter()
        .map(|observation| &observation.account);
    let loaded = portfolio.loads.iter().map(|load| &load.account);
    let outcomes = portfolio
        .events
        .iter()
        .filter_map(|event| event.outcome_account.as_ref());
    let shared = portfolio
        .attributions
        .iter()
        .flat_map(|share| [&share.outcome, &share.contributor]);
    let parties = portfolio
        .events
        .iter()
        .flat_map(|event| [&event.giver, &event.receiver]);
    let parties = parties.filter_map(|party| match party {
        Party::Account(id) => Some(id),
        Party::Us => None,
    });
    for id in parents
        .chain(heard)
        .chain(loaded)
        .chain(outcomes)
        .chain(shared)
        .chain(parties)
    {
        assert!(ids.contains(id), "{} is named and does not exist", id.as_str());
    }
    for load in portfolio.loads.iter() {
        assert!(
            portfolio
                .activities
                .iter()
                .any(|activity| activity.id == load.activity)
        );
    }
    let bought = portfolio
        .accounts
        .iter()
        .filter_map(|account| account.orders.as_deref());
    for product in bought.flat_map(|orders| &orders.by_product) {
        assert!(portfolio.products.iter().any(|known| known.id == product.product));
    }
}

#[test]
fn records_have_ids_of_their_own() {
    let portfolio = open().portfolio;
    let observations: BTreeSet<_> = portfolio
        .observations
        .iter()
        .map(|observation| &observation.id)
        .collect();
    let events: BTreeSet<_> = portfolio.events.iter().map(|event| &event.id).collect();
    assert_eq!(observations.len(), portfolio.observations.len());
    assert_eq!(events.len(), portfolio.events.len());
}

#[test]
fn orders_agree_with_themselves() {
    let document = open();
    let logged = document
        .portfolio
        .accounts
        .iter()
        .filter_map(|account| Some((account, account.orders.as_deref()?)));
    assert!(logged.clone().count() >= 15);
    for (account, orders) in logged {
        check_orders(account, orders, &document);
    }
}

fn check_orders(account: &Account, orders: &OrderHistory, document: &Document) {
    let name = &account.name;
    let years: f64 = orders.by_year.iter().map(|year| year.spend.revenue).sum();
    let profits: f64 = orders.by_year.iter().filter_map(|year| year.spend.profit).sum();
    let products: f64 = orders.by_product.iter().map(|product| product.revenue).sum();
    let channels: f64 = orders.by_channel.iter().map(|(_, revenue)| revenue).sum();
    assert_eq!(years, orders.total.revenue, "{name}");
    assert_eq!(products, orders.total.revenue, "{name}");
    assert_eq!(channels, orders.total.revenue, "{name}");
    assert_eq!(Some(profits), orders.total.profit, "{name}");
    assert!(orders.trailing_year.revenue <= orders.total.revenue, "{name}");
    assert!(
        orders
            .by_product
            .windows(2)
            .all(|pair| pair[0].revenue >= pair[1].revenue),
        "{name}"
    );
    assert!(orders.n_lines >= orders.total.n_orders, "{name}");
    let (first, last) = (orders.first.unwrap(), orders.last.unwrap());
    assert!(
        account.since.unwrap() <= first && first <= last && last <= document.as_of,
        "{name}"
    );
    let repeat = orders.repeat.unwrap();
    assert_eq!(repeat.x + 1, orders.total.n_orders, "{name}");
    assert!(0.0 < repeat.t_x && repeat.t_x <= repeat.t, "{name}");
    assert!(
        repeat.mean_spend.unwrap() * f64::from(repeat.x) < orders.total.revenue,
        "{name}"
    );
    let windows = libm::floor(document.as_of.years_since(first)) as u32;
    assert!(
        orders.renewals.renewed + orders.renewals.lost <= windows + 1,
        "{name}"
    );
}

#[test]
fn every_event_is_worth_something_or_says_so() {
    let document = open();
    for event in document.portfolio.events.iter() {
        let rate = document.assumptions.exchange.iter();
        let is_listed = rate
            .clone()
            .any(|rate| rate.unit == event.unit && rate.capital == event.capital);
        assert!(
            is_listed || event.money.is_some(),
            "{}: nothing says what a {} is worth",
            event.id,
            event.unit
        );
        assert!(event.date.unwrap() <= document.as_of, "{}", event.id);
    }
}

#[test]
fn shares_leave_something_and_one_chain_has_two_steps() {
    let portfolio = open().portfolio;
    let mut shares: BTreeMap<&AccountId, f64> = BTreeMap::new();
    for share in portfolio.attributions.iter() {
        *shares.entry(&share.outcome).or_default() += share.share.get();
    }
    assert!(shares.values().all(|&sum| sum < 1.0));
    let is_outcome = |id: &AccountId| portfolio.attributions.iter().any(|share| share.outcome == *id);
    assert!(
        portfolio
            .attributions
            .iter()
            .any(|share| is_outcome(&share.contributor))
    );
    assert!(
        portfolio
            .attributions
            .iter()
            .any(|share| share.type_one.get() == 0.0)
    );
}

#[test]
fn evidence_is_of_different_ages_and_from_several_people() {
    let document = open();
    let age = |day: both_sides::units::Day| document.as_of.years_since(day);
    let ages = document
        .portfolio
        .observations
        .iter()
        .filter_map(|observation| observation.date.map(age));
    let (fresh, old): (Vec<f64>, Vec<f64>) = ages.partition(|&age| age < 1.0);
    assert!(
        fresh.len() > 100 && old.len() > 40,
        "{} fresh, {} old",
        fresh.len(),
        old.len()
    );
    assert!(old.iter().any(|&age| age > 2.5));
    let mut people: BTreeMap<&AccountId, BTreeSet<&str>> = BTreeMap::new();
    for observation in document.portfolio.observations.iter() {
        people
            .entry(&observation.account)
            .or_default()
            .insert(&observation.respondent);
    }
    assert!(people.values().filter(|people| people.len() >= 2).count() >= 12);
}
