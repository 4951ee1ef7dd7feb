//! Stories of the model desk, told to the session: fit, read, apply, undo; and the way to the worker and back.

#![allow(clippy::unwrap_used)]

use both_sides::import::{detect, new_document, read};
use both_sides::jobs::{Arriving, FitModel, Flow, Job, Outcome, run};
use both_sides::measures::MeasureId;
use both_sides::measures::models::{BuyingKind, DeskModel, Found, Purchases};
use both_sides::portfolio::{Account, AccountId, Document, EarningModel, Renewals, Shared};
use both_sides::report::models::{applied, desk_report};
use both_sides::report::style::NumberStyle;
use both_sides::session::{DeskMessage, Effect, Message, SEED, Session, update};
use both_sides::units::Day;

const SUMMARY: &[u8] = include_bytes!("fixtures/data/lifetimes_cdnow_summary.csv");
const DONATIONS: &str = include_str!("fixtures/data/lifetimes_donations.csv");

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn summary() -> Document {
    let settings = detect("s.csv", SUMMARY, today(), &Default::default())
        .unwrap()
        .settings;
    new_document("S", "USD", today(), &read("s.csv", SUMMARY, &settings).unwrap())
}

fn open(document: Document) -> Session {
    Session::open(Shared::new(document), NumberStyle::default()).0
}

fn at_desk(session: &mut Session, message: DeskMessage) -> Vec<Effect> {
    update(session, Message::Desk(message))
}

/// Chooses, fits and does in line what the worker would.
fn fitted(session: &mut Session, model: DeskModel) {
    at_desk(session, DeskMessage::ModelChosen(model));
    for effect in at_desk(session, DeskMessage::Fit) {
        let Effect::Fit { job, kind, purchases } = effect else {
            continue;
        };
        let order = Job::FitModel(FitModel {
            kind,
            purchases: (*purchases).clone(),
            seed: SEED,
        });
        let order = Job::from_flat(order.to_flat()).unwrap();
        let outcome = run(order, &mut |_| Ok(Vec::new()), &mut |_| Flow::Continue)
            .unwrap()
            .unwrap();
        let Outcome::Study(study) = Arriving::from_flat(outcome.to_flat()).unwrap().finish().unwrap() else {
            panic!("no study");
        };
        assert_eq!(Outcome::Study(study.clone()).to_flat(), outcome.to_flat());
        at_desk(
            session,
            DeskMessage::Studied {
                job,
                study: Shared::new(*study),
            },
        );
    }
}

fn printed(session: &Session) -> Vec<String> {
    let (found, source) = session.desk.found.as_ref().unwrap();
    let report = desk_report(found, source, &session.style);
    let values = report.parameters.iter().map(|row| row.value.clone());
    values
        .chain(report.facts.first().map(|fact| fact.text.clone()))
        .collect()
}

#[test]
fn nothing_is_proposed_where_there_is_nothing_to_fit() {
    use both_sides::measures::models::proposed;
    use both_sides::report::models::proposal_words;
    let words = |document: &Document| {
        let (model, reason) = proposed(document);
        proposal_words(model, reason, &NumberStyle::default())
    };
    assert_eq!(words(&Document::empty("Empty", "EUR", today())), None);
    let with_orders = words(&summary()).unwrap();
    assert!(
        with_orders.starts_with("Proposed: BG/NBD, because 2,357 accounts"),
        "{with_orders}"
    );
}

#[test]
fn the_published_fits_are_printed_from_the_published_files() {
    let mut session = open(summary());
    fitted(&mut session, DeskModel::Buying(BuyingKind::BgNbd));
    assert_eq!(
        printed(&session),
        ["0.243", "4.414", "0.793", "2.426", "−9,582.4"]
    );
    fitted(&mut session, DeskModel::Buying(BuyingKind::ParetoNbd));
    assert_eq!(
        printed(&session),
        ["0.553", "10.578", "0.606", "11.668", "−9,595.0"]
    );
    at_desk(&mut session, DeskMessage::Pasted(DONATIONS.to_owned()));
    fitted(&mut session, DeskModel::Buying(BuyingKind::BgBb));
    assert_eq!(
        printed(&session),
        ["1.204", "0.750", "0.657", "2.783", "−33,225.6"]
    );
    at_desk(
        &mut session,
        DeskMessage::Pasted("1000, 631, 468, 382, 326".to_owned()),
    );
    fitted(&mut session, DeskModel::Renewal);
    assert_eq!(printed(&session), ["0.764", "1.296", "−1,401.6"]);
}

#[test]
fn applying_a_fit_changes_every_value_and_undo_takes_it_back() {
    let mut session = open(summary());
    session.document.edit().assumptions.edit().gross_margin_ratio = both_sides::units::Estimate::exact(0.4);
    // No scenario is on: what is shown is the document itself.
    session.shown = session.document.clone();
    let before = session.document.clone();
    fitted(&mut session, DeskModel::Buying(BuyingKind::BgNbd));
    assert_eq!(session.document, before);
    let effects = at_desk(&mut session, DeskMessage::Apply);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Save { .. })));
    let fits = &session.document.assumptions.fits;
    assert_eq!(
        (fits.buying.as_ref().unwrap().model.as_str(), fits.spend.is_some()),
        ("bg_nbd", true)
    );
    assert_eq!(applied(&session.document, &session.style).len(), 2);
    let value = session.valuation.output.get(MeasureId::CurrentValue, 0);
    assert!(value.value.unwrap() > 0.0 && value.interval.is_some());
    update(&mut session, Message::Undo);
    assert_eq!(session.document, before);
    update(&mut session, Message::Redo);
    at_desk(&mut session, DeskMessage::Withdraw);
    assert_eq!(session.document.assumptions.fits, before.assumptions.fits);
}

#[test]
fn a_late_answer_and_a_stopped_fit_leave_nothing() {
    let mut session = open(summary());
    let effects = at_desk(&mut session, DeskMessage::Fit);
    let [Effect::Fit { job, .. }] = effects[..] else {
        panic!("{effects:?}")
    };
    at_desk(&mut session, DeskMessage::Progressed { job, share: 0.5 });
    assert_eq!(session.desk.running, Some(0.5));
    assert_eq!(at_desk(&mut session, DeskMessage::Stop), [Effect::StopFit]);
    at_desk(
        &mut session,
        DeskMessage::Studied {
            job,
            study: Shared::new(Default::default()),
        },
    );
    assert_eq!((session.desk.found.clone(), session.desk.running), (None, None));
    at_desk(&mut session, DeskMessage::Fit);
    at_desk(
        &mut session,
        DeskMessage::Studied {
            job,
            study: Shared::new(Default::default()),
        },
    );
    assert!(session.desk.found.is_none() && session.desk.running.is_some());
    assert!(at_desk(&mut session, DeskMessage::Apply).is_empty());
}

#[test]
fn the_wrong_table_for_a_model_is_refused_with_the_right_one() {
    let mut session = open(summary());
    at_desk(&mut session, DeskMessage::Pasted("1000, 631".to_owned()));
    at_desk(&mut session, DeskMessage::Fit);
    assert!(
        session.desk.refusal.as_ref().unwrap().contains("choose the sBG"),
        "{:?}",
        session.desk.refusal
    );
    at_desk(&mut session, DeskMessage::Pasted(DONATIONS.to_owned()));
    at_desk(&mut session, DeskMessage::ModelChosen(DeskModel::Renewal));
    at_desk(&mut session, DeskMessage::Fit);
    assert!(
        session.desk.refusal.as_ref().unwrap().contains("choose BG/BB"),
        "{:?}",
        session.desk.refusal
    );
}

#[test]
fn contracts_of_the_portfolio_are_a_cohort() {
    let mut document = Document::empty("C", "EUR", today());
    for (renewed, lost, n) in [(0, 1, 369), (1, 1, 163), (2, 1, 86), (3, 1, 56), (4, 0, 326)] {
        for at in 0..n {
            let mut account = Account::new(AccountId::new(&format!("{renewed} {at}")), "a");
            account.earning_model = Some(EarningModel::Contract);
            account.renewals = Some(Renewals { renewed, lost });
            document.portfolio.accounts.push(Shared::new(account));
        }
    }
    let mut session = open(document);
    fitted(&mut session, DeskModel::Renewal);
    assert_eq!(printed(&session), ["0.764", "1.296", "−1,401.6"]);
    assert!(matches!(session.desk.found, Some((Found::Renewal(_), _))));
    let before = session.valuation.output.get(MeasureId::Retention, 0);
    at_desk(&mut session, DeskMessage::Apply);
    assert_ne!(session.valuation.output.get(MeasureId::Retention, 0), before);
    let nothing = Purchases::in_weeks(&session.document);
    assert!(nothing.is_empty());
}

#[test]
fn the_proposal_follows_how_accounts_pay() {
    use both_sides::measures::models::proposed;
    use both_sides::report::models::reason_sentence;
    use both_sides::report::style::NumberStyle;
    let (model, reason) = proposed(&summary());
    assert_eq!(model, DeskModel::Buying(BuyingKind::BgNbd));
    let said = |group: char| {
        let style = NumberStyle {
            group,
            ..NumberStyle::default()
        };
        reason_sentence(reason, &style)
    };
    assert_eq!(said(','), "2,357 accounts have dated orders and 946 came back.");
    assert_eq!(said('.'), "2.357 accounts have dated orders and 946 came back.");
    let (_, reason) = proposed(&Document::empty("E", "EUR", today()));
    let reason = reason_sentence(reason, &NumberStyle::default());
    assert!(reason.contains("only 0 came back, fewer than 50"), "{reason}");
    let mut contract = Account::new(AccountId::new("c"), "c");
    contract.earning_model = Some(EarningModel::Contract);
    contract.renewals = Some(Renewals { renewed: 3, lost: 0 });
    let mut document = Document::empty("C", "EUR", today());
    document.portfolio.accounts.push(Shared::new(contract));
    assert_eq!(proposed(&document).0, DeskModel::Renewal);
}

#[test]
fn another_portfolio_clears_the_desk_and_an_answer_for_the_first_is_late() {
    use both_sides::session::KeepMessage;
    let mut session = open(summary());
    let effects = at_desk(&mut session, DeskMessage::Fit);
    let [Effect::Fit { job, .. }] = effects[..] else {
        panic!("{effects:?}")
    };
    let document = Shared::new(Document::empty("Other", "EUR", today()));
    update(
        &mut session,
        Message::Keep(KeepMessage::Opened {
            portfolio: None,
            document,
        }),
    );
    assert_eq!(session.desk.running, None);
    at_desk(&mut session, DeskMessage::Fit);
    at_desk(
        &mut session,
        DeskMessage::Studied {
            job,
            study: Shared::new(Default::default()),
        },
    );
    assert!(session.desk.found.is_none() && session.desk.running.is_some());
}
