//! Stories told to the session: what changes, what is undone, what the world outside is asked to do.

use both_sides::measures::MeasureId;
use both_sides::portfolio::{
    Account, AccountId, Action, ActionKind, Answer, AnswerVerdict, Document, Field, Party, Scenario, Shared,
};
use both_sides::report::style::NumberStyle;
use both_sides::session::{
    Cell, Edit, Effect, Gesture, KeepMessage, Message, Place, SaveState, Select, Selection, Session, update,
};
use both_sides::units::Day;

fn open_sample() -> Session {
    let sample = both_sides::sample::sample().expect("the sample opens");
    Session::open(Shared::new(sample), NumberStyle::default()).0
}

fn edit(session: &mut Session, edit: Edit) -> Vec<Effect> {
    update(session, Message::Edited(edit, None))
}

fn first(session: &Session) -> AccountId {
    session.document.portfolio.accounts[0].id.clone()
}

fn write(account: &AccountId, field: Field, text: &str) -> Edit {
    Edit::CellsWritten(vec![Cell {
        account: account.clone(),
        field,
        text: text.to_owned(),
    }])
}

#[test]
fn an_edit_is_valued_saved_and_undone() {
    let mut session = open_sample();
    let before = session.document.clone();
    let account = first(&session);
    let effects = edit(&mut session, write(&account, Field::Owner, "Somebody Else"));
    assert!(
        matches!(effects[..], [Effect::Save { revision: 1, .. }]),
        "{effects:?}"
    );
    assert_eq!(session.document.portfolio.accounts[0].owner, "Somebody Else");
    assert_eq!(session.keeping.state, SaveState::Saving);
    update(&mut session, Message::Undo);
    assert_eq!(session.document, before);
    update(&mut session, Message::Redo);
    assert_eq!(session.document.portfolio.accounts[0].owner, "Somebody Else");
}

#[test]
fn a_drag_is_one_undo_step() {
    let mut session = open_sample();
    let before = session.document.clone();
    for value in [40.0, 45.0, 52.0] {
        let moved = Edit::ThresholdMoved {
            measure: MeasureId::ValueReceived,
            value: Some(value),
        };
        update(&mut session, Message::Edited(moved, Some(Gesture(7))));
    }
    assert_eq!(session.document.map.thresholds.get("value_received"), Some(&52.0));
    update(&mut session, Message::Undo);
    assert_eq!(session.document, before);
}

#[test]
fn a_refused_value_is_named_and_changes_nothing() {
    let mut session = open_sample();
    let account = first(&session);
    let before = session.document.clone();
    let effects = edit(&mut session, write(&account, Field::Retention, "1.2"));
    assert!(effects.is_empty());
    assert_eq!(session.document, before);
    let name = &session.document.portfolio.accounts[0].name;
    let sentence = session.notices.last().map(|notice| notice.sentence.clone());
    assert_eq!(
        sentence,
        Some(format!("{name}, Retention per year: 1.2 is not between 0 and 1"))
    );
    assert_eq!(session.history.undoable(), None);
}

#[test]
fn a_change_to_the_same_value_is_no_step() {
    let mut session = open_sample();
    let account = first(&session);
    let name = session.document.portfolio.accounts[0].name.clone();
    assert!(edit(&mut session, write(&account, Field::Name, &name)).is_empty());
    assert_eq!(session.history.undoable(), None);
}

#[test]
fn deleting_takes_every_reference_along_and_undo_brings_it_back() {
    let mut session = open_sample();
    let before = session.document.clone();
    let everybody: Vec<AccountId> = session
        .document
        .portfolio
        .accounts
        .iter()
        .take(20)
        .map(|account| account.id.clone())
        .collect();
    update(&mut session, Message::Selected(Select::These(everybody.clone())));
    edit(&mut session, Edit::AccountsDeleted(everybody.clone()));
    let portfolio = &session.document.portfolio;
    let is_gone = |id: &AccountId| everybody.contains(id);
    let names_gone = |party: &Party| matches!(party, Party::Account(id) if is_gone(id));
    assert!(
        !portfolio
            .events
            .iter()
            .any(|event| names_gone(&event.giver) || names_gone(&event.receiver))
    );
    assert!(
        !portfolio
            .observations
            .iter()
            .any(|observation| is_gone(&observation.account))
    );
    assert!(
        !portfolio
            .attributions
            .iter()
            .any(|share| is_gone(&share.outcome) || is_gone(&share.contributor))
    );
    assert!(!portfolio.loads.iter().any(|load| is_gone(&load.account)));
    assert!(session.selection.accounts.is_empty());
    assert!(session.notices.last().is_some_and(|notice| notice.offers_undo));
    update(&mut session, Message::Undo);
    assert_eq!(session.document, before);
}

#[test]
fn a_plan_is_written_undone_and_forgets_who_is_gone() {
    let mut session = open_sample();
    let unplanned = session.document.clone();
    let (mine, other) = (first(&session), session.document.portfolio.accounts[1].id.clone());
    let key = |id: &AccountId| format!("below-zero/{}", id.as_str());
    let action = |id: &str, accounts: &[&AccountId]| {
        Box::new(Action {
            accounts: accounts.iter().map(|&id| id.clone()).collect(),
            proposal: key(accounts[0]),
            ..Action::blank(id, ActionKind::Fix)
        })
    };
    let rejected = |proposal: String| {
        Edit::ProposalAnswered(Answer {
            proposal,
            verdict: AnswerVerdict::Rejected,
            note: "they left".into(),
            day: Day::new(2026, 11, 22).unwrap(),
        })
    };
    edit(&mut session, rejected(key(&mine)));
    edit(&mut session, rejected(key(&other)));
    let answered = session.document.clone();
    edit(&mut session, Edit::ProposalAccepted(action("a1", &[&mine])));
    assert_eq!(
        session.document.plan.answers.len(),
        1,
        "an accepted proposal has no other answer"
    );
    update(&mut session, Message::Undo);
    assert_eq!(session.document, answered);
    edit(&mut session, Edit::ActionWritten(action("a1", &[&mine])));
    edit(&mut session, Edit::ActionWritten(action("a2", &[&mine, &other])));
    edit(&mut session, Edit::AccountsDeleted(vec![mine.clone()]));
    let plan = session.document.plan.clone();
    assert_eq!(plan.actions.len(), 1);
    assert_eq!(plan.actions[0].accounts, std::slice::from_ref(&other));
    assert_eq!(
        plan.answers
            .iter()
            .map(|answer| answer.proposal.clone())
            .collect::<Vec<_>>(),
        [key(&other)]
    );
    edit(&mut session, Edit::AnswerRemoved(key(&other)));
    edit(&mut session, Edit::ActionRemoved("a2".into()));
    let budget = Edit::BudgetWritten {
        money: Some(-1.0),
        hours: Some(40.0),
    };
    edit(&mut session, budget);
    assert_eq!(
        (
            session.document.plan.budget_money,
            session.document.plan.budget_hours
        ),
        (None, Some(40.0))
    );
    assert!(session.document.plan.actions.is_empty() && session.document.plan.answers.is_empty());
    while session.document != unplanned {
        let before = session.revision;
        update(&mut session, Message::Undo);
        assert_ne!(
            session.revision, before,
            "nothing left to undo, and still planned"
        );
    }
}

#[test]
fn what_is_selected_stays_selected_exactly_while_it_is_there() {
    let mut session = open_sample();
    let account = first(&session);
    update(
        &mut session,
        Message::Selected(Select::Only(Some(account.clone()))),
    );
    edit(&mut session, write(&account, Field::Owner, "Somebody new"));
    assert_eq!(session.selection.focus, Some(account));
    let mut document = session.document.clone();
    document.edit().portfolio.accounts[0].edit().id = AccountId::new("another in the same row");
    let what = "import".to_owned();
    edit(&mut session, Edit::Replaced { document, what });
    assert_eq!(session.selection, Selection::default());
}

#[test]
fn an_id_that_exists_is_not_added_twice() {
    let mut session = open_sample();
    let twin = Account::new(first(&session), "Twin");
    let n_before = session.document.portfolio.accounts.len();
    edit(&mut session, Edit::AccountsAdded(vec![twin]));
    assert_eq!(session.document.portfolio.accounts.len(), n_before);
    let sentence = &session.notices.last().expect("a notice").sentence;
    assert!(sentence.contains("give it another"), "{sentence}");
}

#[test]
fn a_read_only_tab_changes_nothing_and_says_why() {
    let mut session = open_sample();
    update(
        &mut session,
        Message::Keep(KeepMessage::WriterChanged { is_read_only: true }),
    );
    let before = session.document.clone();
    assert!(edit(&mut session, Edit::Renamed("Mine".to_owned())).is_empty());
    assert_eq!(session.document, before);
    assert!(
        session
            .notices
            .last()
            .is_some_and(|notice| notice.sentence.contains("Take over"))
    );
}

#[test]
fn a_large_portfolio_is_valued_outside_and_a_late_answer_dropped() {
    let mut document = Document::empty("Large", "EUR", Day::new(2026, 11, 22).expect("a day"));
    for number in 0..6_000 {
        let id = AccountId::new(&number.to_string());
        document
            .portfolio
            .accounts
            .push(Shared::new(Account::new(id, "Somebody")));
    }
    let (mut session, effects) = Session::open(Shared::new(document), NumberStyle::default());
    assert!(matches!(effects[..], [Effect::Value { revision: 0, .. }]));
    let late = session.valuation.clone();
    edit(&mut session, Edit::Renamed("Larger".to_owned()));
    let computed = Shared::new(both_sides::measures::value(&session.document));
    update(
        &mut session,
        Message::Valued {
            revision: 0,
            valuation: computed.clone(),
        },
    );
    assert!(
        session.valuation.same(&late),
        "an answer to an older revision is dropped"
    );
    update(
        &mut session,
        Message::Valued {
            revision: 1,
            valuation: computed.clone(),
        },
    );
    assert!(session.valuation.same(&computed));
}

#[test]
fn an_unknown_account_leads_to_the_table() {
    let mut session = open_sample();
    update(
        &mut session,
        Message::Went(Place::Account(AccountId::new("nobody"))),
    );
    assert_eq!(session.place, Place::Accounts);
    assert!(
        session
            .notices
            .last()
            .is_some_and(|notice| notice.sentence.contains("nobody"))
    );
}

#[test]
fn another_currency_asks_how_it_is_written() {
    let mut session = open_sample();
    let effects = edit(&mut session, Edit::CurrencyChanged("CHF".to_owned()));
    assert!(effects.contains(&Effect::ReadStyle("CHF".to_owned())));
}

#[test]
fn why_an_edit_was_refused_is_there_for_the_form_it_came_from() {
    let mut session = open_sample();
    let account = first(&session);
    edit(&mut session, write(&account, Field::Owner, "Somebody Else"));
    assert_eq!(session.refused.0, 0);
    update(
        &mut session,
        Message::Keep(KeepMessage::WriterChanged { is_read_only: true }),
    );
    let before = session.document.clone();
    edit(&mut session, write(&account, Field::Owner, "Nobody"));
    assert_eq!(session.document, before);
    let (count, why) = &session.refused;
    assert_eq!(*count, 1);
    assert!(why.ends_with("Choose Take over to edit it here."), "{why}");
}

#[test]
fn a_name_has_200_characters_at_most_whatever_it_names() {
    let mut session = open_sample();
    let long = "a".repeat(10_000);
    let mut tiers = (*session.document.service).clone();
    tiers.tiers[0].name.clone_from(&long);
    let mut able = (*session.document.capabilities).clone();
    able[0].name.clone_from(&long);
    let scenario = Scenario {
        id: "one".to_owned(),
        name: long.clone(),
        ..Scenario::default()
    };
    let mut action = Action::blank("action", ActionKind::Other);
    action.name.clone_from(&long);
    let edits = [
        Edit::ServiceWritten(tiers),
        Edit::CapabilitiesWritten(able),
        Edit::ScenarioWritten(Box::new(scenario)),
        Edit::ActionWritten(Box::new(action)),
        Edit::Renamed(long.clone()),
        write(&first(&session), Field::Name, &long),
        write(&first(&session), Field::Segment, &long),
    ];
    let before = session.document.clone();
    for (n, one) in edits.into_iter().enumerate() {
        edit(&mut session, one);
        let (count, why) = &session.refused;
        assert_eq!(*count, n as u64 + 1);
        assert!(
            why.contains("has 10000 characters; a name has 200 at most"),
            "{why}"
        );
        assert!(why.chars().count() < 200, "{why}");
    }
    assert_eq!(session.document, before);
    // Of 200 characters, one may be.
    edit(&mut session, Edit::Renamed("é".repeat(200)));
    assert_eq!(session.refused.0, 7);
    assert_eq!(session.document.name.chars().count(), 200);
}

#[test]
fn a_portfolio_file_is_shown_where_it_is_seen_and_said_to_be_open() {
    let mut session = open_sample();
    update(&mut session, Message::Went(Place::Import));
    let mut document = Document::empty("Northern clients", "EUR", session.document.as_of);
    document
        .portfolio
        .accounts
        .push(Shared::new(Account::new(AccountId::new("a"), "Alpha")));
    let effects = update(
        &mut session,
        Message::Keep(KeepMessage::FileOpened {
            file: "north.json".to_owned(),
            document: Shared::new(document),
        }),
    );
    assert_eq!(session.place, Place::ValueMap);
    assert_eq!(session.document.name, "Northern clients");
    assert!(effects.contains(&Effect::Show(Place::ValueMap)), "{effects:?}");
    assert!(matches!(effects.last(), Some(Effect::FocusHeading)));
    let said = session.notices.last().map(|notice| notice.sentence.as_str());
    assert_eq!(said, Some("north.json is open: Northern clients, 1 account."));
}
