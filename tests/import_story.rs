//! From a file that arrives to accounts in the portfolio, told to the session.

use both_sides::import::{Merge, Reviewing, Shape, Target, read, start_of};
use both_sides::portfolio::{AccountId, Document, Field, Shared};
use both_sides::session::*;
use both_sides::units::{Day, Estimate};

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn open() -> Session {
    let mut document = both_sides::sample::sample().unwrap();
    document.is_sample = true;
    Session::open(Shared::new(document), Default::default()).0
}

fn open_own() -> Session {
    let mut document = Document::empty("Mine", "EUR", today());
    let mut alder = both_sides::portfolio::Account::new(AccountId::new("1"), "Alder");
    alder.standing.criticality = Some(80.0);
    document.portfolio.accounts.push(Shared::new(alder));
    let birch = both_sides::portfolio::Account::new(AccountId::new("7"), "Birch & Sons");
    document.portfolio.accounts.push(Shared::new(birch));
    Session::open(Shared::new(document), Default::default()).0
}

/// Sends a message and plays the platform that reads files.
fn tell(session: &mut Session, files: &[(&str, &[u8])], message: ImportMessage) -> Vec<Effect> {
    let mut effects = update(session, Message::Import(message));
    let mut answers = Vec::new();
    for effect in &effects {
        if let Effect::File(FileRequest::Read {
            file,
            name,
            job,
            settings,
        }) = effect
        {
            let bytes = files[*file as usize].1;
            let result = read(name, bytes, settings)
                .map(Shared::new)
                .map_err(|error| error.to_string());
            let answer = Message::Import(ImportMessage::Read { job: *job, result });
            answers.extend(update(session, answer));
        }
    }
    effects.extend(answers);
    effects
}

fn bring(session: &mut Session, files: &[(&str, &[u8])]) -> Vec<Effect> {
    let arrived = files
        .iter()
        .enumerate()
        .map(|(number, (name, bytes))| ArrivedFile {
            number: number as u64,
            name: (*name).to_owned(),
            n_bytes: bytes.len() as f64,
            first_bytes: Shared::new(start_of(bytes).to_vec()),
        });
    let files_arrived = ImportMessage::Arrived {
        files: arrived.collect(),
        today: today(),
    };
    tell(session, files, files_arrived)
}

fn names(session: &Session) -> Vec<&str> {
    session
        .document
        .portfolio
        .accounts
        .iter()
        .map(|account| account.name.as_str())
        .collect()
}

fn incoming(session: &Session) -> &Incoming {
    session.importing.incoming.as_ref().unwrap()
}

const SHEET: &[u8] = b"id,name,margin\n1,Alder,10\n2,Birch,abc\n3,Cedar,30\n";

#[test]
fn nothing_changes_until_it_is_accepted_and_undo_leads_back() {
    let mut session = open();
    let before = session.document.clone();
    let files: &[(&str, &[u8])] = &[("clients.csv", SHEET)];
    bring(&mut session, files);
    assert_eq!(session.place, Place::Import);
    assert_eq!(session.document, before);
    assert_eq!(incoming(&session).draft.as_ref().unwrap().issues.len(), 1);
    tell(
        &mut session,
        files,
        ImportMessage::CellFixed {
            row: 3,
            column: 2,
            text: "20".to_owned(),
        },
    );
    assert_eq!(incoming(&session).draft.as_ref().unwrap().issues.len(), 0);
    let effects = tell(&mut session, files, ImportMessage::Accepted);
    assert_eq!(names(&session), ["Alder", "Birch", "Cedar"]);
    assert_eq!(session.document.name, "clients");
    assert_eq!(session.place, Place::ValueMap);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Save { portfolio: None, .. }))
    );
    assert!(session.importing.incoming.is_none());
    update(&mut session, Message::Undo);
    assert_eq!(session.document, before);
}

#[test]
fn a_stored_portfolio_is_left_as_it_is_by_a_new_one() {
    let mut session = open_own();
    session.keeping.portfolio = Some("p1".to_owned());
    let files: &[(&str, &[u8])] = &[("other.csv", b"name,revenue\nZelkova,5\n")];
    bring(&mut session, files);
    assert_eq!(incoming(&session).destination, Destination::NewPortfolio);
    tell(&mut session, files, ImportMessage::Accepted);
    assert_eq!(session.keeping.portfolio, None);
    assert_eq!(names(&session), ["Zelkova"]);
}

#[test]
fn a_second_import_is_a_reviewed_merge_that_keeps_what_was_scored_by_hand() {
    let mut session = open_own();
    let files: &[(&str, &[u8])] = &[(
        "crm.csv",
        b"id,name,region,revenue\n1,Alder,North,500\n9,Birch and Son,South,\n8,Cedar,West,70\n",
    )];
    bring(&mut session, files);
    let merge = incoming(&session).merge.clone().unwrap();
    assert_eq!(incoming(&session).destination, Destination::OpenPortfolio);
    assert_eq!(merge.changed.len(), 1);
    assert_eq!(
        merge.changed[0]
            .fields
            .iter()
            .map(|field| field.label.as_str())
            .collect::<Vec<_>>(),
        ["Region", "Revenue per year"]
    );
    assert_eq!(merge.new, [1, 2]);
    assert_eq!(merge.missing, [1]);
    tell(&mut session, files, ImportMessage::Accepted);
    assert_eq!(
        names(&session),
        ["Alder", "Birch & Sons", "Birch and Son", "Cedar"]
    );
    let alder = &session.document.portfolio.accounts[0];
    assert_eq!(alder.standing.criticality, Some(80.0));
    assert_eq!(alder.region, "North");
    update(&mut session, Message::Undo);
    assert_eq!(names(&session), ["Alder", "Birch & Sons"]);
}

#[test]
fn a_portfolio_that_changed_since_the_review_is_looked_at_again() {
    let mut session = open_own();
    let files: &[(&str, &[u8])] = &[("crm.csv", b"id,name,region,revenue\n7,Birch & Sons,North,500\n")];
    bring(&mut session, files);
    let alder = session.document.portfolio.accounts[0].id.clone();
    let deleted = Edit::AccountsDeleted(vec![alder]);
    update(&mut session, Message::Edited(deleted, None));
    tell(&mut session, files, ImportMessage::Accepted);
    assert_eq!(session.document.portfolio.accounts[0].region, "");
    assert_eq!(incoming(&session).merge.as_ref().unwrap().changed[0].existing, 0);
    tell(&mut session, files, ImportMessage::Accepted);
    assert_eq!(session.document.portfolio.accounts[0].region, "North");
}

#[test]
fn names_spelt_otherwise_are_reported() {
    let mut session = open_own();
    let files: &[(&str, &[u8])] = &[("crm.csv", b"name,revenue\nBirch and Sons Ltd,1\nalder,5\n")];
    bring(&mut session, files);
    let merge = incoming(&session).merge.clone().unwrap();
    assert_eq!(merge.changed[0].existing, 0);
    assert!(merge.near_duplicates.is_empty(), "the word between differs");
    let files: &[(&str, &[u8])] = &[("crm.csv", b"name,revenue\nBirch & Sons Ltd,1\nBrich & Sons,5\n")];
    let mut session = open_own();
    bring(&mut session, files);
    let merge = incoming(&session).merge.clone().unwrap();
    assert_eq!(
        merge
            .near_duplicates
            .iter()
            .map(|near| (near.incoming, near.existing))
            .collect::<Vec<_>>(),
        [(0, 1), (1, 1)]
    );
}

#[test]
fn a_review_in_steps_says_what_a_review_at_once_says() {
    let session = open_own();
    let bytes =
        b"id,name,region\n1,Alder,North\n9,Brich & Sons,South\n8,birch sons,West\n,,\n5,Birch & Sons,x\n";
    let detected = both_sides::import::detect("crm.csv", bytes, today(), &Default::default()).unwrap();
    let draft = read("crm.csv", bytes, &detected.settings).unwrap();
    let at_once = Merge::review(&session.document, &draft);
    assert_eq!(
        (
            at_once.changed.len(),
            at_once.new.len(),
            at_once.near_duplicates.len()
        ),
        (2, 2, 0)
    );
    for n in [1, 2, 3] {
        let mut reviewing = Reviewing::start((*session.document).clone(), Shared::new(draft.clone()));
        while reviewing.step(n) {}
        assert_eq!(reviewing.finish(), at_once, "{n} at a time");
    }
}

#[test]
fn a_large_draft_is_reviewed_outside_before_it_is_shown() {
    let mut session = open_own();
    let lines: String = (0..6_000).map(|n| format!("{n},Account {n}\n")).collect();
    let text = format!("id,name\n{lines}");
    let files: &[(&str, &[u8])] = &[("crm.csv", text.as_bytes())];
    let effects = bring(&mut session, files);
    assert!(incoming(&session).draft.is_none() && incoming(&session).progress.is_some());
    let Some(Effect::File(FileRequest::Review { job, document, draft })) = effects.last() else {
        panic!("{effects:?}");
    };
    let merge = Shared::new(Merge::review(document, draft));
    let late = ImportMessage::Reviewed {
        job: job - 1,
        draft: draft.clone(),
        merge: merge.clone(),
    };
    update(&mut session, Message::Import(late));
    assert!(incoming(&session).draft.is_none(), "a late answer is dropped");
    let answer = ImportMessage::Reviewed {
        job: *job,
        draft: draft.clone(),
        merge,
    };
    update(&mut session, Message::Import(answer));
    assert!(incoming(&session).draft.is_some() && incoming(&session).progress.is_none());
    assert_eq!(incoming(&session).destination, Destination::OpenPortfolio);
}

#[test]
fn several_files_come_one_after_the_other_and_refusals_are_kept() {
    let mut session = open();
    let files: &[(&str, &[u8])] = &[
        ("picture.csv", b"\x89PNG\r\n\x1a\n0000"),
        ("first.csv", b"name,revenue\nAlder,1\n"),
        ("second.csv", b"name,revenue\nBirch,2\n"),
    ];
    bring(&mut session, files);
    assert_eq!(
        session.importing.refusals,
        ["picture.csv is a PNG picture; export the table as CSV and bring that"]
    );
    assert_eq!(incoming(&session).file.name, "first.csv");
    tell(&mut session, files, ImportMessage::Accepted);
    assert_eq!(session.place, Place::Import);
    assert_eq!(incoming(&session).file.name, "second.csv");
    tell(&mut session, files, ImportMessage::Cancelled);
    assert_eq!(names(&session), ["Alder"]);
}

#[test]
fn an_assumed_margin_becomes_an_assumption() {
    let mut session = open();
    let files: &[(&str, &[u8])] = &[(
        "log.csv",
        b"customer,order date,amount\nA,2024-01-01,5\nA,2024-02-01,6\n",
    )];
    bring(&mut session, files);
    assert!(!incoming(&session).draft.as_ref().unwrap().has_margin);
    let margin = Estimate::between(0.2, 0.3, 0.4);
    tell(&mut session, files, ImportMessage::MarginAssumed(margin));
    tell(&mut session, files, ImportMessage::Accepted);
    assert_eq!(session.document.assumptions.gross_margin_ratio, margin);
}

#[test]
fn a_mapping_is_changed_and_remembered() {
    let mut session = open();
    let files: &[(&str, &[u8])] = &[
        ("a.csv", b"name,score\nAlder,10\nBirch,20\n"),
        ("b.csv", b"name,score\nCedar,30\n"),
    ];
    bring(&mut session, files);
    tell(
        &mut session,
        files,
        ImportMessage::TargetChanged(1, Target::Field(Field::Criticality)),
    );
    tell(&mut session, files, ImportMessage::Accepted);
    let settings = &incoming(&session).settings;
    assert_eq!(settings.columns[1].target, Target::Field(Field::Criticality));
}

#[test]
fn a_late_reading_is_dropped() {
    let mut session = open();
    let files: &[(&str, &[u8])] = &[("a.csv", SHEET)];
    bring(&mut session, files);
    let late = incoming(&session).job;
    tell(&mut session, files, ImportMessage::ShapeChanged(Shape::WideSpend));
    let draft = incoming(&session).draft.clone();
    let result = Err("late".to_owned());
    update(
        &mut session,
        Message::Import(ImportMessage::Read { job: late, result }),
    );
    assert_eq!(incoming(&session).draft, draft);
}

#[test]
fn a_question_keeps_the_door_closed() {
    let mut session = open();
    let before = session.document.clone();
    let files: &[(&str, &[u8])] = &[("a.csv", b"name,revenue\nAlder,1.234\n")];
    bring(&mut session, files);
    tell(&mut session, files, ImportMessage::Accepted);
    assert_eq!(session.document, before);
    tell(
        &mut session,
        files,
        ImportMessage::MarksChosen(1, both_sides::portfolio::NumberMarks::COMMA),
    );
    tell(&mut session, files, ImportMessage::Accepted);
    assert_eq!(names(&session), ["Alder"]);
}
