//! References: how often, and what they are worth; and how much what is heard where counts.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::measures::{MeasureId, explain, value};
use both_sides::portfolio::{
    AccountId, Capital, Document, EventKind, ListeningPost, OutcomeStatus, ValueEvent,
};
use both_sides::units::{Day, Ratio};
use measures_support::{account, customer, document, number, said, share, today, us_from, valued};
use proptest::prelude::*;

fn call(giver: &str, days_ago: i32, quantity: f64) -> ValueEvent {
    let mut call = us_from(giver, EventKind::ReferenceUse, Capital::Reputational);
    call.unit = "reference call".to_owned();
    call.quantity = quantity;
    call.date = Day::from_epoch_days(today().epoch_days() - days_ago);
    call
}

fn deal(giver: &str, outcome: &str, status: OutcomeStatus) -> ValueEvent {
    let mut deal = call(giver, 30, 1.0);
    deal.status = status;
    deal.outcome_account = Some(AccountId::new(outcome));
    deal
}

fn with_events(events: Vec<ValueEvent>) -> Document {
    let mut document = document(vec![
        customer("Alder", 100.0, 0.0, 0.8),
        customer("Birch", 500.0, 0.0, 0.8),
        account("Cedar"),
    ]);
    *document.portfolio.events.edit() = events;
    document
}

#[test]
fn the_load_counts_the_uses_of_the_trailing_year_only() {
    let mut hours = call("Alder", 10, 3.0);
    hours.unit = "Hours".to_owned();
    let mut undated = call("Alder", 0, 9.0);
    undated.date = None;
    let document = with_events(vec![
        call("Alder", 0, 1.0),
        call("Alder", 364, 4.0),
        call("Alder", 365, 7.0),
        call("Alder", -1, 7.0),
        hours,
        undated,
        us_from("Birch", EventKind::Feedback, Capital::Knowledge),
    ]);
    let load = |row| valued(&document, MeasureId::ReferenceLoad, row);
    assert_eq!(load(0), Some((1.0 + 4.0 + 1.0) / 4.0));
    assert_eq!(load(1), Some(0.0), "other things are recorded with it");
    assert_eq!(load(2), None, "nothing at all is recorded with it");
    let told = explain(&document, &value(&document).output, MeasureId::ReferenceLoad, 0);
    assert_eq!(told.worked, "6 ÷ 4 = 1.5");
    assert!(
        told.notes
            .iter()
            .any(|note| note.starts_with("1 use without a date")),
        "{told:?}"
    );
}

#[test]
fn asking_too_often_is_said_and_the_limit_can_be_set() {
    let mut document = with_events(vec![call("Alder", 5, 9.0)]);
    let sentences = |document: &Document| -> Vec<String> {
        let warnings = value(document).warnings.into_iter();
        warnings
            .map(|caveat| caveat.sentence)
            .filter(|sentence| sentence.contains("as a reference"))
            .collect()
    };
    assert_eq!(
        sentences(&document),
        [
            "Alder acted as a reference more than 2 times a quarter over the last year: spare them, or raise the limit in \
             the assumptions."
        ]
    );
    let told = |document: &Document| explain(document, &value(document).output, MeasureId::ReferenceLoad, 0);
    assert!(
        told(&document)
            .notes
            .iter()
            .any(|note| note.starts_with("More than the 2 a quarter"))
    );
    document.assumptions.edit().reference_limit = 2.25;
    assert_eq!(sentences(&document), [""; 0], "the way out works");
    assert!(
        told(&document)
            .notes
            .iter()
            .any(|note| note.starts_with("The most you allow is 2.25"))
    );
}

#[test]
fn a_reference_is_worth_its_share_of_the_deals_it_won() {
    let mut document = with_events(vec![
        deal("Alder", "Birch", OutcomeStatus::Realised),
        deal("Alder", "Birch", OutcomeStatus::Realised),
    ]);
    let worth = |document: &Document| valued(document, MeasureId::ReferenceValue, 0);
    assert_eq!(worth(&document), None, "no share is stated yet");
    let told = |document: &Document| explain(document, &value(document).output, MeasureId::ReferenceValue, 0);
    assert!(told(&document).notes[0].starts_with("Say which share of the value of Birch"));

    document
        .portfolio
        .attributions
        .edit()
        .push(share("Birch", "Alder", 0.2));
    let birch = valued(&document, MeasureId::CurrentValue, 1).unwrap();
    assert_eq!(worth(&document), Some(0.2 * birch), "asked twice, won once");
    assert_eq!(worth(&document), valued(&document, MeasureId::AttributedIn, 0));

    // A deal that starts later is discounted until then (Kumar, Petersen & Leone 2013).
    document.portfolio.accounts[1].edit().since = today().plus_months(24);
    let years = today().plus_months(24).unwrap().years_since(today());
    let expected = 0.2 * birch / 1.1_f64.powf(years);
    assert!((worth(&document).unwrap() - expected).abs() < 1e-9 * expected);
}

#[test]
fn deals_that_are_lost_open_or_not_named_are_told_apart() {
    let worth = |status| {
        valued(
            &with_events(vec![deal("Alder", "Birch", status)]),
            MeasureId::ReferenceValue,
            0,
        )
    };
    assert_eq!(worth(OutcomeStatus::Failed), Some(0.0));
    assert_eq!(worth(OutcomeStatus::Open), None);
    let unnamed = with_events(vec![call("Alder", 3, 1.0)]);
    let told = explain(&unnamed, &value(&unnamed).output, MeasureId::ReferenceValue, 0);
    assert_eq!(told.result.value, None);
    assert!(told.notes[0].ends_with("name it on the event."), "{told:?}");
}

fn heard(post: ListeningPost, rating: f64) -> both_sides::portfolio::Observation {
    let mut heard = said("Alder", "Delivery", 1.0, rating, None);
    heard.post = post;
    heard.respondent = post.word().to_owned();
    heard
}

#[test]
fn a_post_of_less_weight_counts_for_less_and_one_of_none_is_left_out() {
    let mut document = document(vec![account("Alder")]);
    *document.portfolio.observations.edit() = vec![
        heard(ListeningPost::Survey, 1.0),
        heard(ListeningPost::Sales, 10.0),
    ];
    let received = |document: &Document| value(document).output.get(MeasureId::ValueReceived, 0);
    assert_eq!(received(&document).value, Some(50.0));
    let weigh = |document: &mut Document, weight: f64| {
        let weights = document.assumptions.edit().post_weights.edit();
        weights.insert(ListeningPost::Sales, Ratio::clamped(weight));
    };
    let both = received(&document).interval.unwrap();
    weigh(&mut document, 0.5);
    assert!((received(&document).value.unwrap() - 100.0 / 3.0).abs() < 1e-9);
    let told = explain(&document, &value(&document).output, MeasureId::ValueReceived, 0);
    assert!(told.notes[0].ends_with("as assumed: sales 1 × 0.5."), "{told:?}");
    weigh(&mut document, 0.0);
    let survey = received(&document);
    assert_eq!(survey.value, Some(0.0));
    assert_eq!(
        survey.basis.word(),
        "stated",
        "our own team no longer speaks for them"
    );
    assert!(survey.interval.unwrap().high > 0.0 && both.high > 50.0);
    document.portfolio.observations.edit().remove(0);
    assert_eq!(received(&document).value, None, "only what is left out was heard");
}

proptest! {
    #[test]
    fn weights_of_posts_keep_the_index_within_what_was_said_and_equal_ones_change_nothing(
        ratings in prop::collection::vec((0..5_usize, 1.0..10.0_f64), 1..12),
        weights in prop::collection::vec(0.0..=1.0_f64, 5),
        all in 0.05..=1.0_f64,
    ) {
        let mut document = document(vec![account("Alder")]);
        *document.portfolio.observations.edit() =
            ratings.iter().map(|&(post, rating)| heard(ListeningPost::ALL[post], rating)).collect();
        let received = |document: &Document| number(&value(document).output, MeasureId::ValueReceived, 0);
        let plain = received(&document).unwrap();
        let weigh = |document: &mut Document, of: &dyn Fn(usize) -> f64| {
            let posts = ListeningPost::ALL.iter().enumerate();
            *document.assumptions.edit().post_weights.edit() =
                posts.map(|(place, post)| (*post, Ratio::clamped(of(place)))).collect();
        };
        weigh(&mut document, &|_| all);
        prop_assert!((received(&document).unwrap() - plain).abs() < 1e-9);
        weigh(&mut document, &|place| weights[place]);
        let counted = || ratings.iter().filter(|(post, _)| weights[*post] > 0.0);
        let index = |rating: f64| (rating - 1.0) / 9.0 * 100.0;
        match received(&document) {
            None => prop_assert_eq!(counted().count(), 0),
            Some(found) => {
                let low = counted().map(|(_, rating)| index(*rating)).fold(100.0, f64::min);
                let high = counted().map(|(_, rating)| index(*rating)).fold(0.0, f64::max);
                prop_assert!(low - 1e-9 <= found && found <= high + 1e-9);
            }
        }
    }

    #[test]
    fn more_uses_never_lower_the_load(quantities in prop::collection::vec((0..800_i32, 0.0..9.0_f64), 0..12)) {
        let mut events = vec![us_from("Alder", EventKind::Feedback, Capital::Knowledge)];
        let mut last = 0.0;
        for (days_ago, quantity) in quantities {
            events.push(call("Alder", days_ago, quantity));
            let load = valued(&with_events(events.clone()), MeasureId::ReferenceLoad, 0).unwrap();
            prop_assert!(load >= last);
            last = load;
        }
    }
}
