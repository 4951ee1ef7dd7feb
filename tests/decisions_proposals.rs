//! The one list of proposals: when something is proposed, to whom, what it is about and what would change it.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::decisions::{Firmness, Found, Proposal, Proposals, State, Then, What, state_of};
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::{
    Account, Action, ActionEffect, ActionKind, Answer, AnswerVerdict, Capital, Document, EventKind,
    KeyAccount, Need, NeedKind, Shared,
};
use both_sides::report::proposals::proposal_row;
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::slices::at_once;
use both_sides::units::{Day, Ratio};
use measures_support::{customer, document, exact, number, said, us_from};
use proptest::prelude::*;

fn valuation(document: &Document) -> Valuation {
    value(document).output
}

fn proposals(document: &Document) -> Proposals {
    at_once(Proposals::find(document, &valuation(document)))
}

fn of(document: &Document, what: What) -> Option<Found> {
    let found = proposals(document).found;
    found.into_iter().find(|found| found.what == what)
}

fn told(document: &Document, what: What) -> Option<Proposal> {
    let all = proposals(document);
    let found = all.found.iter().copied().find(|found| found.what == what)?;
    Some(all.tell(document, &valuation(document), found))
}

fn served(margin: f64, cost: f64) -> Account {
    let mut served = customer("a", margin, cost, 0.8);
    served.economics.annual_revenue = exact(10_000.0);
    served.economics.avoidable_share = Some(Ratio::clamped(1.0));
    served
}

/// All cost avoidable, one recorded piece of knowledge of that worth, and a line for what is much beside sales.
fn related(margin: f64, cost: f64, worth: f64, line: f64) -> Document {
    let mut document = document(vec![served(margin, cost)]);
    let mut told = us_from("a", EventKind::Feedback, Capital::Knowledge);
    told.money = exact(worth);
    document.portfolio.events.edit().push(told);
    let thresholds = &mut document.map.edit().thresholds;
    thresholds.insert("relationship_value".to_owned(), line);
    document
}

proptest! {
    #[test]
    fn a_loss_is_proposed_to_be_fixed_until_the_cost_it_names(margin in 1..1_000_i32, more in 1..1_000_i32) {
        let (margin, cost) = (f64::from(margin), f64::from(margin + more));
        let proposal = told(&document(vec![served(margin, cost)]), What::BreakEven).unwrap();
        prop_assert_eq!(proposal.worth.unwrap().base(), f64::from(more));
        prop_assert_eq!(proposal.effect, Some(ActionEffect::Yearly(proposal.worth.unwrap())));
        let turn = proposal.turn.unwrap();
        prop_assert_eq!(turn.then, Then::BreaksEven);
        let at = |number: f64| match turn.measure {
            MeasureId::CostToServe => document(vec![served(margin, number)]),
            _ => document(vec![served(number, cost)]),
        };
        let beyond = if turn.measure == MeasureId::CostToServe { turn.at + 1e-6 } else { turn.at - 1e-6 };
        prop_assert_eq!(of(&at(turn.at), What::BreakEven), None, "at the break-even itself nothing is to be fixed");
        prop_assert!(of(&at(beyond), What::BreakEven).is_some(), "just before it is");
    }

    #[test]
    fn release_is_proposed_until_the_number_it_names(margin in 0..500_i32, more in 1..500_i32, share in 0.0..2.0_f64) {
        let (margin, more) = (f64::from(margin), f64::from(more));
        // Release saves the loss, at r = 0.8 and d = 0.1 for 8 / 3 years.
        let saved = more * 0.8 / 0.3;
        let at = |worth| related(margin, margin + more, worth, 1e12);
        let found = of(&at(saved * share), What::Release);
        if (share - 1.0).abs() > 1e-9 {
            prop_assert_eq!(found.is_some(), share < 1.0);
        }
        let Some(proposal) = told(&at(saved * share), What::Release) else { return Ok(()) };
        prop_assert!((proposal.worth.unwrap().base() - saved * (1.0 - share)).abs() < 1e-9 * (1.0 + saved));
        let turn = proposal.turn.unwrap();
        prop_assert_eq!(turn.then, Then::ReleaseStopsPaying);
        if turn.measure == MeasureId::RelationshipValue {
            prop_assert!((turn.at - saved).abs() < 1e-9 * (1.0 + saved));
            prop_assert_eq!(of(&at(turn.at), What::Release), None, "at the break-even itself it does not pay");
            prop_assert!(of(&at(turn.at * (1.0 - 1e-9)), What::Release).is_some());
        }
    }

    #[test]
    fn a_hidden_asset_is_never_released_nor_automated(
        margin in 0.0..1e4_f64, cost in 0.0..2e4_f64, worth in 1.0..1e6_f64, below in 0.0..1.0_f64, rating in 1.0..10.0_f64,
    ) {
        // Low by what it buys: below a line that no purchase of its own reaches.
        let mut document = related(margin, cost, worth, worth * below);
        document.map.edit().thresholds.insert("current_value".to_owned(), 1e9);
        document.portfolio.observations.edit().push(said("a", "service", 1.0, rating, None));
        prop_assert_eq!(of(&document, What::Release), None);
        prop_assert_eq!(of(&document, What::Automate), None);
        let protects = [What::KeepForRelationship, What::Protect];
        prop_assert!(protects.iter().any(|what| of(&document, *what).is_some()));
    }
}

#[test]
fn the_sample_proposes_something_of_each_kind_sorted_by_worth() {
    let document = sample().unwrap();
    let found = proposals(&document).found;
    for what in [
        What::BreakEven,
        What::Repair,
        What::Listen,
        What::WinShare,
        What::Protect,
        What::KeepForRelationship,
        What::AskReference,
        What::KeepPromise,
    ] {
        assert!(found.iter().any(|found| found.what == what), "{what:?}");
    }
    for pair in found.windows(2) {
        let known = |found: &Found| found.worth.unwrap_or(f64::NEG_INFINITY);
        assert!(known(&pair[0]) >= known(&pair[1]), "{pair:?}");
    }
    let mut keys: Vec<(usize, What)> = found.iter().map(|found| (found.row, found.what)).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), found.len(), "a key names one proposal");
}

#[test]
fn every_proposal_of_the_sample_has_reasons_and_lies_within_its_worth() {
    let document = sample().unwrap();
    let valuation = valuation(&document);
    let all = proposals(&document);
    for &found in &all.found {
        let proposal = all.tell(&document, &valuation, found);
        assert!(!proposal.because.is_empty(), "{found:?}");
        assert_eq!(proposal.worth.map(|worth| worth.base()), found.worth, "{found:?}");
        for evidence in &proposal.because {
            assert_eq!(
                evidence.value,
                number(&valuation, evidence.measure, found.row),
                "{evidence:?}"
            );
        }
        if let Some(turn) = proposal.turn {
            assert!(
                turn.now != Some(turn.at) || found.what == What::Develop,
                "{found:?} {turn:?}"
            );
        }
    }
}

#[test]
fn a_worth_that_is_not_known_is_not_zero() {
    let mut bare = served(100.0, 50.0);
    bare.economics = Default::default();
    let proposal = told(&document(vec![bare]), What::FindOut).unwrap();
    assert_eq!((proposal.worth, proposal.basis), (None, None));
    assert!(proposal.is_money_only);
    assert_eq!(proposal.firmness, Firmness::NotSaid);
}

#[test]
fn keys_stay_when_numbers_names_and_order_change() {
    let mut document = sample().unwrap();
    let keys = |document: &Document| {
        let mut keys: Vec<String> = (proposals(document).found.iter())
            .map(|found| found.what.key(&document.portfolio.accounts[found.row].id))
            .collect();
        keys.sort_unstable();
        keys
    };
    let before = keys(&document);
    document.portfolio.accounts.reverse();
    for account in &mut document.portfolio.accounts {
        account.edit().name.push_str(" Ltd");
    }
    assert_eq!(keys(&document), before);
    for key in &before {
        let (what, account) = What::read_key(key).unwrap();
        assert_eq!(what.key(&account), *key);
    }
}

#[test]
fn an_answer_holds_until_its_day_and_an_action_for_good() {
    let mut document = sample().unwrap();
    let all = proposals(&document);
    let first = all.found[0];
    let key = first.what.key(&document.portfolio.accounts[first.row].id);
    let day = |month| Day::new(document.as_of.year() + 1, month, 1).unwrap();
    let (may, june) = (day(5), day(6));
    let kept = |document: &Document| {
        let states = both_sides::decisions::proposals::kept(document, &document.plan);
        let state = states.state(&first);
        assert_eq!(state, state_of(&document.plan, &key, document.as_of));
        assert_eq!(
            states.state(&all.found[1]),
            State::Open,
            "the others are as they were"
        );
        state
    };
    assert_eq!(kept(&document), State::Open);
    document.plan.edit().answers.push(Answer {
        proposal: key.clone(),
        verdict: AnswerVerdict::PostponedUntil(june),
        note: String::new(),
        day: document.as_of,
    });
    document.as_of = may;
    assert_eq!(kept(&document), State::Postponed(june));
    document.as_of = june;
    assert_eq!(kept(&document), State::Open);
    document.plan.edit().answers[0].verdict = AnswerVerdict::Rejected;
    assert_eq!(kept(&document), State::Rejected);
    document.plan = Shared::default();
    document.plan.edit().actions.push(Action {
        proposal: key.clone(),
        ..Action::blank("a1", ActionKind::Fix)
    });
    assert_eq!(kept(&document), State::Accepted);
}

#[test]
fn proposals_are_ranked_by_worth_and_those_without_come_last() {
    let mut document = document(vec![
        customer("reviewed", 10.0, 0.0, 1.0),
        customer("losing a little", 100.0, 150.0, 0.8),
        customer("losing much", 100.0, 900.0, 0.8),
        customer("not heard", 300.0, 0.0, 0.5),
    ]);
    document.portfolio.accounts[0].edit().key = Some(KeyAccount {
        reason: "flagship".to_owned(),
        review: Day::new(2025, 12, 1),
    });
    let said = said("reviewed", "service", 1.0, 9.0, None);
    document.portfolio.observations.edit().push(said);
    let found = proposals(&document).found;
    let order: Vec<(usize, What)> = found.iter().map(|found| (found.row, found.what)).collect();
    assert_eq!(
        order[..3],
        [
            (2, What::BreakEven),
            // 300 · 0.5 / (1.1 − 0.5) = 250, half of it expected to leave.
            (3, What::Listen),
            (1, What::BreakEven),
        ]
    );
    assert_eq!(found[0].worth, Some(800.0));
    assert!((found[1].worth.unwrap() - 125.0).abs() < 1e-9);
    let review = found.iter().find(|found| found.what == What::Review).unwrap();
    assert_eq!((review.row, review.worth), (0, None));
    assert!(
        found
            .iter()
            .skip_while(|found| found.worth.is_some())
            .all(|found| found.worth.is_none())
    );
}

#[test]
fn a_recorded_promise_is_proposed_from_thirty_days_before_its_day_until_it_is_kept() {
    let mut document = document(vec![served(100.0, 50.0)]);
    let day = |days: i32| Day::from_epoch_days(document.as_of.epoch_days() + days);
    let promise = |id: &str, kind: NeedKind, due: Option<Day>| Need {
        id: id.to_owned(),
        account: document.portfolio.accounts[0].id.clone(),
        kind,
        text: format!("what {id} is"),
        tag: String::new(),
        importance: None,
        since: None,
        due,
        is_done: false,
    };
    let kept = Need {
        is_done: true,
        ..promise("kept", NeedKind::OurPromise, day(-9))
    };
    let needs = vec![
        promise("later", NeedKind::OurPromise, day(31)),
        promise("soon", NeedKind::OurPromise, day(30)),
        promise("late", NeedKind::OurPromise, day(-7)),
        promise("a need", NeedKind::Need, day(-7)),
        promise("without a day", NeedKind::TheirPromise, None),
        kept,
    ];
    *document.portfolio.needs.edit() = needs;
    assert_eq!(of(&document, What::RemindDue), None);
    let proposal = told(&document, What::PromiseDue).unwrap();
    assert_eq!(proposal.found.worth, None, "what it is worth nobody recorded");
    assert_eq!(proposal.promises, [2, 1], "the first due first");
    assert_eq!(
        proposal.since,
        Day::from_epoch_days(document.as_of.epoch_days() - 7)
    );
    let all = proposals(&document);
    let n_due = all
        .found
        .iter()
        .filter(|found| found.what == What::PromiseDue)
        .count();
    assert_eq!(n_due, 1, "several of an account are one proposal");
    let row = proposal_row(
        &document,
        &valuation(&document),
        &all,
        proposal.found,
        &NumberStyle::default(),
    );
    assert!(
        row.promises[0].starts_with("we promised: what late is, was due on "),
        "{:?}",
        row.promises
    );
    assert!(row.promises[0].ends_with(", 7 days ago"), "{:?}", row.promises);
    assert!(row.promises[1].ends_with(", in 30 days"), "{:?}", row.promises);
    assert!(
        row.turn
            .starts_with("The promise kept and marked as done, or a later day agreed in place of "),
        "{}",
        row.turn
    );
    assert_eq!(row.about, "not known what is promised in money");
    // Kept, it is proposed no more.
    for need in document.portfolio.needs.edit() {
        need.is_done = true;
    }
    assert_eq!(of(&document, What::PromiseDue), None);
}
