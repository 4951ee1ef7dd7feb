//! Draws as a story of messages: asked, progressed, done, stopped, outdated.

#![allow(clippy::unwrap_used)]

use both_sides::measures::{MeasureId, value};
use both_sides::portfolio::{Document, Field, Shared};
use both_sides::report::style::NumberStyle;
use both_sides::robustness::{Plan, Robustness, Study, Swing};
use both_sides::sample::sample;
use both_sides::session::{Cell, DrawState, Edit, Effect, Message, RobustMessage, Session, Wish, update};

fn open() -> Session {
    Session::open(Shared::new(sample().unwrap()), NumberStyle::default()).0
}

fn robust(session: &mut Session, message: RobustMessage) -> Vec<Effect> {
    update(session, Message::Robust(message))
}

fn ask(session: &mut Session) -> (u64, Shared<Document>, Plan) {
    let effects = robust(
        session,
        RobustMessage::Asked {
            across: MeasureId::ValueReceived,
            up: MeasureId::TotalValue,
        },
    );
    match effects.as_slice() {
        [Effect::StopDrawing, Effect::Draw { job, document, plan }] => (*job, document.clone(), *plan),
        other => panic!("{other:?}"),
    }
}

fn few_draws(session: &mut Session) -> (u64, Shared<Robustness>) {
    let wish = Wish {
        n_draws: 100,
        ..Wish::default()
    };
    robust(session, RobustMessage::WishChanged(wish));
    let (job, document, plan) = ask(session);
    let mut study = Study::start(&document, plan);
    loop {
        if let Ok(found) = study.step() {
            return (job, Shared::new(found));
        }
    }
}

fn edit(session: &mut Session) -> Vec<Effect> {
    let account = session.document.portfolio.accounts[0].id.clone();
    let cell = Cell {
        account,
        field: Field::GrossMargin,
        text: "12345".to_owned(),
    };
    update(session, Message::Edited(Edit::CellsWritten(vec![cell]), None))
}

#[test]
fn what_was_drawn_belongs_to_the_portfolio_it_was_asked_for() {
    let mut session = open();
    let (job, found) = few_draws(&mut session);
    robust(&mut session, RobustMessage::Progressed { job, share: 0.5 });
    assert_eq!(session.robust.state, DrawState::Running(0.5));
    let result = Ok(found.clone());
    robust(&mut session, RobustMessage::Drawn { job, result });
    assert_eq!(session.robust.state, DrawState::Idle);
    let held = session.robust.found.clone().unwrap();
    assert_eq!((held.revision, held.robustness), (session.revision, found));
    assert!(
        edit(&mut session)
            .iter()
            .all(|effect| *effect != Effect::StopDrawing)
    );
    assert_ne!(session.robust.found.clone().unwrap().revision, session.revision);
}

#[test]
fn an_edit_stops_what_is_being_drawn_and_a_late_answer_is_dropped() {
    let mut session = open();
    let (job, found) = few_draws(&mut session);
    assert!(edit(&mut session).contains(&Effect::StopDrawing));
    robust(&mut session, RobustMessage::Progressed { job, share: 0.9 });
    let result = Ok(found);
    robust(&mut session, RobustMessage::Drawn { job, result });
    assert_eq!(session.robust.state, DrawState::Idle);
    assert_eq!(session.robust.found, None);
}

#[test]
fn stopping_draws_nothing() {
    let mut session = open();
    let (job, found) = few_draws(&mut session);
    assert_eq!(
        robust(&mut session, RobustMessage::Stopped),
        [Effect::StopDrawing]
    );
    let result = Ok(found);
    robust(&mut session, RobustMessage::Drawn { job, result });
    assert_eq!(session.robust.state, DrawState::Stopped);
    assert_eq!(session.robust.found, None);
}

#[test]
fn too_many_draws_are_refused_with_the_way_out() {
    let mut document = sample().unwrap();
    let account = document.portfolio.accounts[0].clone();
    document.portfolio.accounts = vec![account; 20_000];
    let mut session = Session::open(Shared::new(document), NumberStyle::default()).0;
    let asked = RobustMessage::Asked {
        across: MeasureId::ValueReceived,
        up: MeasureId::TotalValue,
    };
    assert!(robust(&mut session, asked).is_empty());
    let DrawState::Failed(sentence) = &session.robust.state else {
        panic!("{:?}", session.robust.state)
    };
    assert!(sentence.ends_with("choose at most 150."), "{sentence}");
}

#[test]
fn the_same_wish_gives_the_same_draws() {
    let (first, second) = (few_draws(&mut open()).1, few_draws(&mut open()).1);
    assert_eq!(first, second);
    let valuation = value(&sample().unwrap()).output;
    assert_eq!(
        first.uncertainty.zones.len(),
        valuation.column(MeasureId::TotalValue).len()
    );
}

#[test]
fn what_moves_one_number_is_never_shown_for_another() {
    let mut session = open();
    let mut ask_move = |row: usize| {
        let account = session.document.portfolio.accounts[row].id.clone();
        let measure = MeasureId::TotalValue;
        let effects = robust(&mut session, RobustMessage::MoveAsked { account, measure });
        match effects.as_slice() {
            [Effect::MoveInputs { job, row: asked, .. }] if *asked == row => *job,
            other => panic!("{other:?}"),
        }
    };
    let (first, second) = (ask_move(0), ask_move(1));
    let swing = Swing {
        input: 3,
        at_low: Some(1.0),
        at_high: Some(2.0),
    };
    let answer = |job| RobustMessage::Moved {
        job,
        result: Ok(vec![swing.clone()]),
    };
    robust(&mut session, answer(first));
    assert_eq!(session.robust.moved.clone().unwrap().swings, None);
    robust(&mut session, answer(second));
    assert_eq!(
        session.robust.moved.clone().unwrap().swings,
        Some(vec![swing.clone()])
    );
    edit(&mut session);
    assert_eq!(session.robust.moved, None);
}
