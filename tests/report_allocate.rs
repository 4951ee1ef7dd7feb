//! The Allocate page on the sample with a plan of its own, and the card of an action.

#![allow(clippy::unwrap_used)]

use both_sides::chart::{PlainWidths, frontier_plate};
use both_sides::decisions::allocate::{Allocation, Budget, allocate, budgets, loss, misses, shadow_price};
use both_sides::measures::{Valuation, value};
use both_sides::portfolio::{Action, ActionEffect, ActionKind, ActionStatus, Document, Lever, Shared};
use both_sides::report::allocate::{
    AllocateReport, Explored, Others, allocate_report, frontier_table, left_out,
};
use both_sides::report::attention::attention;
use both_sides::report::choices::{Considered, considered};
use both_sides::report::invest::{InvestCard, invest_card};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::session::{Edit, Message, Session, update};
use both_sides::units::{Estimate, Ratio};

fn between(low: f64, base: f64, high: f64) -> Estimate {
    Estimate::between(low, base, high).unwrap()
}

fn action(
    document: &Document,
    id: &str,
    row: usize,
    effect: ActionEffect,
    (cost, hours): (f64, f64),
) -> Action {
    Action {
        name: format!("Action {id}"),
        accounts: vec![document.portfolio.accounts[row].id.clone()],
        effect: Some(effect),
        cost: Some(cost),
        hours: Some(hours),
        probability: Some(Ratio::clamped(0.8)),
        ..Action::blank(id, ActionKind::Grow)
    }
}

/// Money once: worth 0.8 × 10 000 − 4 000 = 4 000, 0.8 × 8 000 − 3 000 = 3 400 and 0.8 × 5 000 − 1 500 = 2 500.
fn planned() -> Document {
    let mut document = sample().unwrap();
    let once = |money: f64| ActionEffect::Once(between(money, money, money));
    let actions = vec![
        action(&document, "a", 0, once(10_000.0), (4_000.0, 40.0)),
        action(&document, "b", 1, once(8_000.0), (3_000.0, 10.0)),
        action(&document, "c", 2, once(5_000.0), (1_500.0, 10.0)),
    ];
    let plan = document.plan.edit();
    plan.actions = actions;
    plan.budget_money = Some(5_000.0);
    document
}

fn shown(document: &Document, valuation: &Valuation) -> (Considered, Allocation, AllocateReport) {
    let style = NumberStyle::default();
    let budget = Budget {
        money: document.plan.budget_money,
        hours: document.plan.budget_hours,
    };
    let considered = considered(document, valuation, &style);
    let chosen = considered.choose(budget);
    let left = considered.left_of(budget);
    let steps = budgets(&considered.candidates, left).into_iter();
    let stops = steps.map(|money| {
        allocate(
            &considered.candidates,
            Budget {
                money: Some(money),
                ..left
            },
        )
    });
    let explored = Explored {
        stops: stops.collect(),
        price: shadow_price(&considered.candidates, left),
        losses: misses(&considered.candidates, left, &chosen)
            .into_iter()
            .map(|(at, _)| (at, loss(&considered.candidates, left, &chosen, at)))
            .collect(),
    };
    let report = allocate_report(&considered, budget, &chosen, &explored, &style);
    (considered, chosen, report)
}

#[test]
fn the_best_choice_is_told_with_what_stays_out_and_why() {
    let document = planned();
    let valuation = value(&document).output;
    let (_, chosen, report) = shown(&document, &valuation);
    assert_eq!(chosen.taken, [false, true, true]);
    assert_eq!(
        report.words[0],
        "Take 2 of the 3 planned: expected to leave €5,900 after a cost of €4,500 and 20 hours."
    );
    assert_eq!(
        report.words[1],
        "All that is planned today would cost €8,500 and 60 hours: more than there is."
    );
    // Of the first action 500 would fit, an eighth of its worth; one more 100 brings 100 more of it.
    assert_eq!(report.more[0], "One more €100 brings about €100 after its cost.");
    let states: Vec<(&str, &str)> = report
        .rows
        .iter()
        .map(|row| (row.id.as_str(), row.state))
        .collect();
    assert_eq!(states, [("b", "In"), ("c", "In"), ("a", "Out")]);
    assert_eq!(
        report.rows[2].why,
        "Others bring more with the same money and hours. Taking it all the same would leave €1,900 less."
    );
}

#[test]
fn a_tighter_budget_takes_others_and_hours_count_too() {
    let mut document = planned();
    let valuation = value(&document).output;
    document.plan.edit().budget_money = Some(4_000.0);
    assert_eq!(shown(&document, &valuation).1.taken, [true, false, false]);
    document.plan.edit().budget_hours = Some(15.0);
    assert_eq!(shown(&document, &valuation).1.taken, [false, true, false]);
    document.plan.edit().actions[1].hours = None;
    let (considered, chosen, _) = shown(&document, &valuation);
    assert_eq!((considered.unweighed.len(), chosen.taken), (1, vec![false, true]));
}

#[test]
fn what_has_begun_comes_off_the_budget_first() {
    let mut document = planned();
    document.plan.edit().actions[1].status = ActionStatus::UnderWay;
    let valuation = value(&document).output;
    let (considered, chosen, report) = shown(&document, &valuation);
    assert_eq!(
        chosen.taken,
        [false, true],
        "2 000 are left, enough for the third alone"
    );
    assert_eq!((considered.begun_money, report.rows[0].state), (3_000.0, "Begun"));
    let stops = &report.frontier.unwrap().stops;
    assert_eq!((stops[0].money, stops[0].worth), (3_000.0, 3_400.0));
}

#[test]
fn taking_it_over_gives_up_or_puts_off_what_stays_out() {
    let document = planned();
    let valuation = value(&document).output;
    let (considered, chosen, _) = shown(&document, &valuation);
    let dropped = left_out(&document, &considered, &chosen, Others::Dropped);
    assert_eq!(
        (dropped.len(), dropped[0].id.as_str(), dropped[0].status),
        (1, "a", ActionStatus::Dropped)
    );
    let later = left_out(&document, &considered, &chosen, Others::PutOff(3));
    assert_eq!(later[0].start, document.as_of.plus_months(3));
    let mut after = document.clone();
    after.plan.edit().actions[0] = later[0].clone();
    assert!(
        left_out(&after, &considered, &chosen, Others::PutOff(3)).is_empty(),
        "only once"
    );
}

#[test]
fn taking_it_over_is_one_step_to_undo() {
    let document = planned();
    let valuation = value(&document).output;
    let (considered, chosen, _) = shown(&document, &valuation);
    let taken = left_out(&document, &considered, &chosen, Others::Dropped);
    let mut session = Session::open(Shared::new(document.clone()), NumberStyle::default()).0;
    update(&mut session, Message::Edited(Edit::AllocationTaken(taken), None));
    assert_eq!(session.document.plan.actions[0].status, ActionStatus::Dropped);
    assert_eq!(
        session.history.undoable(),
        Some("taking an allocation into the plan")
    );
    update(&mut session, Message::Undo);
    assert_eq!(*session.document, document);
}

#[test]
fn the_frontier_is_drawn_within_its_plate_on_a_phone_too() {
    let document = planned();
    let valuation = value(&document).output;
    let (_, _, report) = shown(&document, &valuation);
    let table = frontier_table(&report);
    let frontier = report.frontier.unwrap();
    assert_eq!(table.rows.len(), frontier.stops.len() + 2);
    for width in [320.0, 900.0] {
        let plate = frontier_plate(&frontier, width, &PlainWidths);
        assert_eq!(plate.targets.len(), frontier.stops.len() + 2);
        for target in &plate.targets {
            assert!((0.0..=width).contains(&target.at.0) && (0.0..=plate.height).contains(&target.at.1));
        }
    }
}

#[test]
fn a_card_says_what_to_do_and_what_would_change_it() {
    let document = planned();
    let valuation = value(&document).output;
    let style = NumberStyle::default();
    let card = |action: &Action| invest_card(&document, &valuation, action, &style);
    let InvestCard::Weighed {
        verdict,
        because,
        figures,
        ..
    } = card(&document.plan.actions[0])
    else {
        panic!("the action can be weighed")
    };
    assert_eq!(verdict, "Invest");
    assert_eq!(
        because,
        "It is expected to leave €4,000 after its cost, and leaves something with a chance of 80\u{202f}%."
    );
    assert_eq!(
        figures[0].about,
        "80\u{202f}% × €10,000 − €4,000: chance, what it brings if it succeeds, cost"
    );
    assert_eq!(
        (figures[4].text.as_str(), figures[5].text.as_str()),
        ("€5,000", "40\u{202f}%")
    );
    let lever = ActionEffect::Lever {
        lever: Lever::Retention,
        by: between(0.0, 0.001, 0.05),
    };
    let unsure = action(&document, "d", 0, lever, (30_000.0, 1.0));
    let InvestCard::Weighed {
        verdict,
        because,
        caveats,
        ..
    } = card(&unsure)
    else {
        panic!("the action can be weighed")
    };
    assert_eq!(verdict, "Wait", "{because}");
    assert!(
        because.contains("it would have to bring") && because.contains("points of retention"),
        "{because}"
    );
    assert_eq!(caveats.len(), 1);
    let vague = Action {
        effect: None,
        ..unsure
    };
    assert_eq!(
        card(&vague),
        InvestCard::Lacking("Say what it changes if it succeeds, and by how much.".to_owned())
    );
}

#[test]
fn attention_names_both_sides_and_leaves_no_hours_over() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let report = attention(&document, &valuation, &NumberStyle::default());
    assert!(!report.over.is_empty() && !report.under.is_empty());
    assert!(report.over[0].beyond.starts_with('+') && report.under[0].beyond.starts_with('−'));
    let empty = Document::empty("Nobody", "EUR", document.as_of);
    let none = attention(&empty, &value(&empty).output, &NumberStyle::default());
    assert!(none.over.is_empty() && none.words.starts_with("State how many hours"));
}
