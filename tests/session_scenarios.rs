//! Looking through a scenario and comparing with one: the portfolio itself stays what is edited and saved.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::measures::{MeasureId, Scoring, value};
use both_sides::portfolio::{AccountId, By, Document, Field, Lever, LeverMove, Scenario, Shared, Whom};
use both_sides::report::style::NumberStyle;
use both_sides::session::{AS_IT_IS, Cell, Edit, Effect, Message, ScenarioMessage, Session, update};
use both_sides::units::Rate;
use measures_support::{customer, document, number};

fn longer() -> Scenario {
    Scenario {
        id: "longer".to_owned(),
        name: "Kept longer".to_owned(),
        moves: vec![LeverMove {
            whom: Whom::Everybody,
            lever: Lever::Retention,
            by: By::Points(0.1),
        }],
        ..Scenario::default()
    }
}

fn two() -> Document {
    document(vec![
        customer("a", 300.0, 0.0, 0.8),
        customer("b", 100.0, 0.0, 0.5),
    ])
}

fn open(document: Document) -> Session {
    let mut session = Session::open(Shared::new(document), NumberStyle::default()).0;
    edit(&mut session, Edit::ScenarioWritten(Box::new(longer())));
    session
}

fn edit(session: &mut Session, edit: Edit) -> Vec<Effect> {
    update(session, Message::Edited(edit, None))
}

fn tell(session: &mut Session, message: ScenarioMessage) -> Vec<Effect> {
    update(session, Message::Scenario(message))
}

fn through(session: &mut Session, id: Option<&str>) -> Vec<Effect> {
    tell(session, ScenarioMessage::LookedThrough(id.map(str::to_owned)))
}

fn retention(session: &Session) -> f64 {
    number(&session.valuation.output, MeasureId::Retention, 0).unwrap()
}

fn saved(effects: &[Effect]) -> Option<&Document> {
    effects.iter().find_map(|effect| match effect {
        Effect::Save { document, .. } => Some(&**document),
        _ => None,
    })
}

#[test]
fn looking_through_shows_the_scenario_and_leaves_the_portfolio_alone() {
    let mut session = open(two());
    let before = session.document.clone();
    through(&mut session, Some("longer"));
    assert!((retention(&session) - 0.9).abs() < 1e-12);
    assert!(session.document.same(&before), "nothing is edited");
    assert_eq!(session.shown.name, "Test, as if: Kept longer");
    assert_eq!(session.valued_revision, session.revision);
    // The portfolio as it is stands behind as ghosts.
    assert_eq!(session.compared.with.as_deref(), Some(AS_IT_IS));
    let ghosts = session.compared.snapshot(&session.shown).unwrap();
    assert_eq!(ghosts.column("retention").unwrap()[0], Some(0.8));
    through(&mut session, None);
    assert_eq!(retention(&session), 0.8);
    assert!(session.shown.same(&session.document));
    assert_eq!(session.compared.with, None);
}

#[test]
fn accounts_are_edited_in_the_portfolio_and_assumptions_in_the_scenario() {
    let mut session = open(two());
    through(&mut session, Some("longer"));
    let cell = Cell {
        account: AccountId::new("a"),
        field: Field::Name,
        text: "Alder".to_owned(),
    };
    let effects = edit(&mut session, Edit::CellsWritten(vec![cell]));
    let kept = saved(&effects).unwrap();
    assert_eq!(kept.portfolio.accounts[0].name, "Alder");
    assert_eq!(kept.name, "Test");
    assert!(
        kept.assumptions.moves.kinds.is_empty(),
        "what is saved is the portfolio"
    );
    assert_eq!(session.shown.portfolio.accounts[0].name, "Alder");
    let mut assumptions = (*session.shown.assumptions).clone();
    assumptions.discount_rate = Rate::clamped(0.2);
    edit(&mut session, Edit::AssumptionsWritten(Box::new(assumptions)));
    assert_eq!(session.document.assumptions.discount_rate, Rate::clamped(0.1));
    let own = session.document.scenarios[0].assumptions.clone().unwrap();
    assert_eq!(own.discount_rate, Rate::clamped(0.2));
    assert!(own.moves.kinds.is_empty(), "moves are never part of assumptions");
    assert_eq!(session.shown.assumptions.discount_rate, Rate::clamped(0.2));
    assert!((retention(&session) - 0.9).abs() < 1e-12);
    // One history of everything.
    update(&mut session, Message::Undo);
    assert_eq!(session.document.scenarios[0].assumptions, None);
    update(&mut session, Message::Undo);
    assert_eq!(session.shown.portfolio.accounts[0].name, "a");
    update(&mut session, Message::Undo);
    assert_eq!(session.document.scenarios, Vec::new());
    assert_eq!(
        session.compared.through, None,
        "a scenario that is gone is not looked through"
    );
    assert_eq!(retention(&session), 0.8);
}

#[test]
fn a_scenario_is_compared_with_like_a_snapshot_and_follows_every_change() {
    let mut session = open(two());
    let with = Some("longer".to_owned());
    tell(&mut session, ScenarioMessage::ComparedWith(with));
    let retained = |session: &Session| {
        let snapshot = session.compared.snapshot(&session.shown).unwrap();
        snapshot.column("retention").unwrap()[0].unwrap()
    };
    assert!((retained(&session) - 0.9).abs() < 1e-12);
    let mut scenario = longer();
    scenario.moves[0].by = By::Points(0.05);
    edit(&mut session, Edit::ScenarioWritten(Box::new(scenario)));
    assert!((retained(&session) - 0.85).abs() < 1e-12);
    assert_eq!(retention(&session), 0.8, "what is shown is the portfolio");
    edit(&mut session, Edit::ScenarioRemoved("longer".to_owned()));
    assert_eq!(session.compared.snapshot(&session.shown), None);
    assert_eq!(session.compared.with, None);
}

#[test]
fn any_two_are_valued_beside_and_forgotten_with_the_page() {
    let mut session = open(two());
    let mut gone = longer();
    gone.id = "gone".to_owned();
    gone.released = vec![AccountId::new("b")];
    edit(&mut session, Edit::ScenarioWritten(Box::new(gone)));
    let pair = vec!["longer".to_owned(), "gone".to_owned()];
    tell(&mut session, ScenarioMessage::Paired(pair));
    for id in ["longer", "gone"] {
        let beside = session.compared.of(id).unwrap();
        let fresh = value(&session.document.scenario(id).unwrap().applied(&session.document));
        let numbers = |valuation: &both_sides::measures::Valuation| {
            (0..valuation.n_rows())
                .map(|row| number(valuation, MeasureId::TotalValue, row))
                .collect::<Vec<_>>()
        };
        assert_eq!(numbers(&beside.valuation.output), numbers(&fresh.output));
    }
    tell(&mut session, ScenarioMessage::Paired(Vec::new()));
    assert_eq!(session.compared.beside, Vec::new());
}

#[test]
fn a_released_account_is_nowhere_but_in_the_portfolio() {
    let mut session = open(two());
    let mut gone = longer();
    gone.released = vec![AccountId::new("b")];
    edit(&mut session, Edit::ScenarioWritten(Box::new(gone)));
    through(&mut session, Some("longer"));
    assert_eq!(session.shown.portfolio.accounts.len(), 1);
    let place = both_sides::session::Place::Account(AccountId::new("b"));
    update(&mut session, Message::Went(place));
    assert!(
        session
            .notices
            .last()
            .unwrap()
            .sentence
            .contains("let go in the scenario")
    );
    assert_eq!(session.document.portfolio.accounts.len(), 2);
}

#[test]
fn what_is_being_saved_is_told_of_at_the_new_revision() {
    let mut session = open(two());
    let effects = through(&mut session, Some("longer"));
    let told = effects.iter().find_map(|effect| match effect {
        Effect::Save {
            revision, document, ..
        } => Some((*revision, document.clone())),
        _ => None,
    });
    let (revision, document) = told.unwrap();
    assert_eq!(revision, session.revision);
    assert!(document.same(&session.document));
}

#[test]
fn a_large_portfolio_is_valued_in_slices_and_a_late_answer_is_dropped() {
    let accounts = (0..5001)
        .map(|n| customer(&n.to_string(), 10.0, 0.0, 0.5))
        .collect();
    let mut session = open(document(accounts));
    let ask = |session: &mut Session| {
        let with = Some("longer".to_owned());
        let effects = tell(session, ScenarioMessage::ComparedWith(with));
        effects.into_iter().find_map(|effect| match effect {
            Effect::ValueBeside { job, beside, takes } => Some((job, beside, takes)),
            _ => None,
        })
    };
    let (job, mut beside, takes) = ask(&mut session).unwrap();
    assert!(takes && session.compared.is_valuing);
    let mut scoring = Scoring::follow(&beside.valuation, &beside.document);
    while scoring.step(500) {}
    beside.valuation = Shared::new(scoring.finish());
    let taken = both_sides::measures::snapshots::beside(
        &beside.document,
        &beside.valuation.output,
        beside.id.clone(),
        beside.name.clone(),
    );
    beside.snapshot = Some(Shared::new(taken));
    tell(
        &mut session,
        ScenarioMessage::Valued {
            job: job + 1,
            beside: beside.clone(),
        },
    );
    assert!(session.compared.is_valuing, "another job's answer");
    tell(&mut session, ScenarioMessage::Valued { job, beside });
    assert!(!session.compared.is_valuing);
    let snapshot = session.compared.snapshot(&session.shown).unwrap();
    assert_eq!(snapshot.column("retention").unwrap()[0], Some(0.6));
}

#[test]
fn the_worker_is_handed_the_scenario_that_is_looked_through() {
    use both_sides::jobs::{Job, MoveInputs};
    let mut session = open(two());
    through(&mut session, Some("longer"));
    let job = Job::Move(MoveInputs {
        document: session.shown.clone(),
        measure: MeasureId::CurrentValue,
        row: 0,
    });
    let arrived = Job::from_flat(job.to_flat()).unwrap();
    let Job::Move(moved) = &arrived else { panic!() };
    let numbers = value(&moved.document).output;
    assert!((number(&numbers, MeasureId::Retention, 0).unwrap() - 0.9).abs() < 1e-12);
    assert_eq!(arrived, job);
}
