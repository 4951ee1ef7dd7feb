//! Inbox, nurture calendar and IDIC: what they find in the sample, and the laws they hold for every portfolio.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::decisions::ZoneMap;
use both_sides::decisions::care::{care, next_touch};
use both_sides::decisions::idic::{FeedbackStage, IdicStep, feedback_loop, idic, namesakes, posts_heard};
use both_sides::decisions::inbox::{Waiting, inbox};
use both_sides::export::{care_csv, care_ics};
use both_sides::measures::{Groundwork, value};
use both_sides::portfolio::*;
use both_sides::report::care::{CareChoice, Period, care_report, due_touches};
use both_sides::report::explanation::explanation;
use both_sides::report::idic::{IdicList, idic_report};
use both_sides::report::inbox::{Closing, InboxKind, InboxReport, inbox_report};
use both_sides::report::needs::{need_form, needs, read_need};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::session::{Edit, Message, Session, update};
use both_sides::slices::at_once;
use both_sides::units::Day;
use measures_support::{account, document, said, us_from};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn all(document: &Document) -> Vec<usize> {
    (0..document.portfolio.accounts.len()).collect()
}

fn report(document: &Document) -> InboxReport {
    let valuation = value(document).output;
    at_once(inbox_report(
        document,
        &valuation,
        &all(document),
        None,
        1_000,
        &NumberStyle::default(),
    ))
}

fn need(id: &str, account: &str, kind: NeedKind, due: Option<&str>) -> Need {
    Need {
        id: id.to_owned(),
        account: AccountId::new(account),
        kind,
        text: "a second training".to_owned(),
        tag: String::new(),
        importance: Some(8.0),
        since: Some(day("2025-11-01")),
        due: due.map(day),
        is_done: false,
    }
}

fn open(document: Document) -> Session {
    Session::open(Shared::new(document), NumberStyle::default()).0
}

fn edit(session: &mut Session, edit: Edit) {
    update(session, Message::Edited(edit, None));
}

#[test]
fn the_inbox_of_the_sample_is_ranked_by_worth_with_what_has_no_price_last() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let groundwork = Groundwork::of(&document, &valuation);
    let items = at_once(inbox(&document, &groundwork, &valuation, &all(&document)));
    let worths: Vec<f64> = (items.iter())
        .map(|item| item.worth.unwrap_or(f64::NEG_INFINITY))
        .collect();
    assert!(worths.is_sorted_by(|one, other| one >= other));
    // Every item answers under a name of its own.
    let mut keys: Vec<String> = items.iter().map(|item| item.key(&document)).collect();
    keys.sort();
    let n_keys = keys.len();
    keys.dedup();
    assert_eq!(keys.len(), n_keys, "two items share a name");
    // Delighted, never asked (Noxley Biologics); gives much, gets nothing back (Kestrelby Ports).
    let waits = |name: &str, fits: fn(&Waiting) -> bool| {
        let row = document
            .portfolio
            .accounts
            .iter()
            .position(|account| account.name == name)
            .unwrap();
        items.iter().any(|item| item.row == row && fits(&item.waiting))
    };
    assert!(waits("Noxley Biologics", |waiting| matches!(
        waiting,
        Waiting::Reference { .. }
    )));
    assert!(waits("Kestrelby Ports", |waiting| *waiting == Waiting::Thank));
}

#[test]
fn a_promise_is_closed_by_recording_it_and_undo_brings_it_back() {
    let mut portfolio = document(vec![account("alder"), account("birch")]);
    portfolio.portfolio.needs = Shared::new(vec![need(
        "n/1",
        "alder",
        NeedKind::OurPromise,
        Some("2025-12-01"),
    )]);
    let found = report(&portfolio);
    let row = found
        .rows
        .iter()
        .find(|row| row.kind == InboxKind::Promise)
        .unwrap();
    assert_eq!(row.key, "inbox promise n\u{2215}1/alder");
    assert_eq!(row.what, "Keep the promise");
    assert_eq!(
        row.reason,
        "We promised: a second training, by 2025-12-01. It matters 8 of 10."
    );
    assert_eq!((row.age.as_str(), row.is_late), ("31 days overdue", true));
    assert!(matches!(&row.closing, Some(Closing::Done { need, .. }) if need == "n/1"));
    let mut session = open(portfolio.clone());
    let mut done = portfolio.portfolio.needs[0].clone();
    done.is_done = true;
    edit(&mut session, Edit::NeedWritten(done));
    assert!(
        report(&session.document)
            .rows
            .iter()
            .all(|row| row.kind != InboxKind::Promise)
    );
    update(&mut session, Message::Undo);
    assert_eq!(*session.document, portfolio);
}

#[test]
fn what_is_put_off_comes_back_on_its_day_and_what_is_dismissed_does_not() {
    let mut portfolio = document(vec![account("alder")]);
    portfolio.portfolio.needs = Shared::new(vec![need("n1", "alder", NeedKind::Need, None)]);
    let key = "inbox promise n1/alder";
    let is_there = |document: &Document| report(document).rows.iter().any(|row| row.key == key);
    let answer = |verdict: AnswerVerdict| {
        Edit::ProposalAnswered(Answer {
            proposal: key.to_owned(),
            verdict,
            note: "not now".to_owned(),
            day: day("2026-01-01"),
        })
    };
    let mut session = open(portfolio);
    edit(
        &mut session,
        answer(AnswerVerdict::PostponedUntil(day("2026-01-15"))),
    );
    assert!(!is_there(&session.document));
    let answered = &report(&session.document).answered[0];
    assert_eq!(answered.answer, "promise: put off to 2026-01-15 on 2026-01-01");
    assert_eq!(answered.note, "not now");
    edit(&mut session, Edit::AsOfChanged(day("2026-01-15")));
    assert!(is_there(&session.document));
    edit(&mut session, answer(AnswerVerdict::Rejected));
    edit(&mut session, Edit::AsOfChanged(day("2030-01-01")));
    assert!(!is_there(&session.document));
    edit(&mut session, Edit::AnswerRemoved(key.to_owned()));
    assert!(is_there(&session.document));
}

#[test]
fn deleting_an_account_takes_its_needs_and_promises_along() {
    let mut portfolio = document(vec![account("alder"), account("birch")]);
    portfolio.portfolio.needs = Shared::new(vec![
        need("n1", "alder", NeedKind::Need, None),
        need("n2", "birch", NeedKind::Need, None),
    ]);
    let mut session = open(portfolio);
    edit(&mut session, Edit::AccountsDeleted(vec![AccountId::new("alder")]));
    let left: Vec<&str> = (session.document.portfolio.needs.iter())
        .map(|need| need.id.as_str())
        .collect();
    assert_eq!(left, ["n2"]);
}

#[test]
fn the_form_of_a_need_gives_back_what_it_showed() {
    let mut portfolio = document(vec![account("alder")]);
    let kept = need("n1", "alder", NeedKind::TheirPromise, Some("2026-02-01"));
    portfolio.portfolio.needs = Shared::new(vec![kept.clone()]);
    let style = NumberStyle::default();
    let form = need_form(&portfolio, Some("n1"), portfolio.as_of, &style);
    let texts = form.into_iter().map(|field| (field.key, field.text)).collect();
    let read = read_need("n1".to_owned(), AccountId::new("alder"), &texts, style.marks());
    assert_eq!(read, Ok(kept));
    let rows = needs(&portfolio, &AccountId::new("alder"), &style);
    assert_eq!(rows[0].who, "They promised");
    assert_eq!(rows[0].about, "due on 2026-02-01 · matters 8 of 10");
    let blank = vec![("kind", "they need".to_owned())];
    let refused = read_need("n2".to_owned(), AccountId::new("alder"), &blank, style.marks()).unwrap_err();
    assert_eq!(refused[0].sentence, "Write what it is.");
}

/// Four accounts: heard in March, an exchange in May, never, and lapsed.
fn four() -> Document {
    let mut accounts: Vec<Account> = ["heard", "met", "never", "gone"].map(account).into();
    accounts[1].key = Some(KeyAccount::default());
    accounts[1].owner = "Ines".to_owned();
    accounts[3].state = Some(RelationshipState::Lapsed);
    let mut document = document(accounts);
    let mut heard = said("heard", "price", 1.0, 5.0, None);
    heard.date = Some(day("2025-03-01"));
    document.portfolio.observations = Shared::new(vec![heard]);
    let mut met = us_from("met", EventKind::Feedback, Capital::Knowledge);
    met.date = Some(day("2025-12-20"));
    let mut later = us_from("met", EventKind::Other, Capital::Relational);
    later.date = Some(day("2026-05-01"));
    document.portfolio.events = Shared::new(vec![met, later]);
    document
}

#[test]
fn the_next_touch_follows_from_the_last_and_from_the_plan() {
    let mut document = four();
    let valuation = value(&document).output;
    let groundwork = Groundwork::new(&document);
    let lines = |document: &Document| {
        let map = ZoneMap::value_map(document, &valuation);
        let found = at_once(care(document, &groundwork, &map, &all(document)));
        let name = |row: usize| document.portfolio.accounts[row].name.clone();
        found
            .iter()
            .map(|care| (name(care.row), care.due.map(|due| due.to_string())))
            .collect::<Vec<_>>()
    };
    let due = |text: &str| Some(text.to_owned());
    // What is dated after the day looked back from is no touch yet; who never was spoken to is due at once.
    let expected = [
        ("heard".to_owned(), due("2025-08-28")),
        ("never".to_owned(), due("2026-01-01")),
        ("met".to_owned(), due("2026-01-19")),
    ];
    assert_eq!(lines(&document), expected);
    document.care.edit().set(CareGroup::Key, Some(7));
    assert_eq!(lines(&document)[1], ("met".to_owned(), due("2025-12-27")));
    document.care.edit().set(CareGroup::Unplaced, None);
    assert_eq!(lines(&document)[1], ("heard".to_owned(), None));
    let told = at_once(care_report(
        &document,
        &valuation,
        &all(&document),
        CareChoice::default(),
        &NumberStyle::default(),
    ));
    assert!(
        told.words[0].ends_with(": 1 of 3 accounts. Never spoken to, as far as is known: 1."),
        "{:?}",
        told.words
    );
    assert!(
        told.words[1].starts_with("1 account forgotten"),
        "{:?}",
        told.words
    );
    assert!(
        told.words
            .iter()
            .any(|words| words.contains("relationship has ended"))
    );
}

#[test]
fn the_calendar_counts_every_touch_once_and_by_owner() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    for period in [Period::Week, Period::Month] {
        let choice = CareChoice {
            period,
            most: 1_000,
            ..CareChoice::default()
        };
        let whole = at_once(care_report(
            &document,
            &valuation,
            &all(&document),
            choice,
            &NumberStyle::default(),
        ));
        for line in &whole.calendar {
            assert_eq!(line.by_owner.iter().sum::<u32>(), line.n, "{}", line.label);
            let one = CareChoice {
                stretch: Some(line.stretch),
                ..choice
            };
            let listed = at_once(care_report(
                &document,
                &valuation,
                &all(&document),
                one,
                &NumberStyle::default(),
            ));
            assert_eq!(listed.n_rows, line.n as usize, "{}", line.label);
        }
        // The lines follow each other without a gap.
        for pair in whole.calendar.windows(2) {
            assert_eq!(pair[1].stretch.from.unwrap().days_since(pair[0].stretch.to), 1);
        }
        let late = whole.rows.iter().filter(|row| row.is_late).count();
        assert_eq!(late, whole.calendar[0].n as usize);
    }
}

#[test]
fn the_calendar_file_holds_every_touch_and_breaks_no_line() {
    let mut document = four();
    document.portfolio.accounts[1].edit().name = "Ines; \"Grüße\", & Söhne\nBEGIN:VALARM".to_owned();
    let valuation = value(&document).output;
    let due = at_once(due_touches(&document, &valuation, &all(&document)));
    let ics = care_ics(&document, &due);
    assert_eq!(ics.matches("BEGIN:VEVENT").count(), 3);
    assert!(!ics.contains("\nBEGIN:VALARM"), "{ics}");
    assert!(ics.lines().all(|line| line.len() <= 75), "{ics}");
    // Overdue since August, yet it stands where it will be seen.
    assert!(ics.contains("DTSTART;VALUE=DATE:20260101"), "{ics}");
    let csv = care_csv(&document, &due);
    assert!(
        csv.contains("heard,heard,,In no zone,2025-03-01,2025-08-28"),
        "{csv}"
    );
}

#[test]
fn feedback_is_received_used_and_told() {
    let mut portfolio = document(vec![account("alder")]);
    let mut heard = us_from("alder", EventKind::Feedback, Capital::Knowledge);
    heard.date = Some(day("2025-06-01"));
    let stage = |portfolio: &Document| {
        let found = feedback_loop(portfolio, &Groundwork::new(portfolio), &[0]);
        found.iter().map(|(.., stage)| *stage).collect::<Vec<_>>()
    };
    portfolio.portfolio.events = Shared::new(vec![heard.clone()]);
    assert_eq!(stage(&portfolio), [FeedbackStage::Received]);
    heard.status = OutcomeStatus::Realised;
    portfolio.portfolio.events = Shared::new(vec![heard.clone()]);
    assert_eq!(stage(&portfolio), [FeedbackStage::Used]);
    let mut told = heard.clone();
    (told.id, told.giver, told.receiver) = ("told".to_owned(), heard.receiver.clone(), heard.giver.clone());
    told.date = Some(day("2025-05-31"));
    portfolio.portfolio.events = Shared::new(vec![heard.clone(), told.clone()]);
    assert_eq!(
        stage(&portfolio),
        [FeedbackStage::Used],
        "told before it was said"
    );
    told.date = Some(day("2025-07-01"));
    portfolio.portfolio.events = Shared::new(vec![heard, told]);
    assert_eq!(stage(&portfolio), [FeedbackStage::Told]);
}

#[test]
fn every_gauge_is_a_count_and_opens_a_list_of_that_length() {
    let mut document = sample().unwrap();
    document.plan.edit().actions.push({
        let mut action = Action::blank("a1", ActionKind::Ask);
        action.accounts = vec![document.portfolio.accounts[0].id.clone()];
        action
    });
    let valuation = value(&document).output;
    let page = |list: IdicList| {
        at_once(idic_report(
            &document,
            &valuation,
            &all(&document),
            list,
            1_000,
            &NumberStyle::default(),
        ))
    };
    let whole = page(IdicList::Unheard);
    let counts = (whole.gauges.iter().flat_map(|gauge| &gauge.counts)).chain(&whole.stages);
    for count in counts.clone() {
        let opened = page(count.list);
        assert_eq!(
            (opened.n_rows, opened.rows.len()),
            (count.n, count.n),
            "{}",
            count.label
        );
    }
    assert!(counts.clone().any(|count| count.n > 0));
    let states = at_once(idic(
        &document,
        &Groundwork::new(&document),
        &valuation,
        &all(&document),
    ));
    let n_customized = states
        .iter()
        .filter(|state| state.reached[IdicStep::Customize as usize])
        .count();
    assert_eq!(n_customized, 1);
    assert_eq!(
        whole.stages.iter().map(|stage| stage.n).sum::<usize>(),
        states.len()
    );
    let posts = posts_heard(&document, &Groundwork::new(&document), &all(&document));
    assert!(posts.iter().all(|post| post.n_lately <= post.n_ever));
    assert!(posts.iter().any(|post| post.n_lately > 0));
}

#[test]
fn names_that_differ_by_signs_alone_may_be_one_account() {
    let mut document = document(vec![account("a"), account("b"), account("c"), account("d")]);
    for (row, name) in ["Alder & Co.", "alder co", "Birch", "–"].into_iter().enumerate() {
        document.portfolio.accounts[row].edit().name = name.to_owned();
    }
    assert_eq!(at_once(namesakes(&document, &[0, 1, 2, 3])), [0, 1]);
}

proptest! {
    #[test]
    fn a_longer_silence_allowed_never_brings_a_touch_forward(
        last in proptest::option::of(10_000..20_000_i32),
        shorter in 1_u16..2_000,
        more in 0_u16..1_000,
    ) {
        let today = day("2026-01-01");
        let last = last.and_then(Day::from_epoch_days);
        let due = |longest: u16| next_touch(last, longest, today);
        prop_assert!(due(shorter) <= due(shorter + more));
        prop_assert_eq!(due(shorter) == today || last.is_some(), true);
    }

    #[test]
    fn what_is_recorded_today_is_never_overdue(days_ago in 0_i32..3_000, longest in 1_u16..3_650) {
        let mut portfolio = four();
        for &group in CareGroup::ALL {
            portfolio.care.edit().set(group, Some(longest));
        }
        let old = Day::from_epoch_days(portfolio.as_of.epoch_days() - days_ago);
        let as_of = portfolio.as_of;
        for (event, date) in portfolio.portfolio.events.edit().iter_mut().zip([old, Some(as_of)]) {
            event.date = date;
        }
        let valuation = value(&portfolio).output;
        let map = ZoneMap::value_map(&portfolio, &valuation);
        let found = at_once(care(&portfolio, &Groundwork::new(&portfolio), &map, &[1]));
        prop_assert!(found[0].due > Some(portfolio.as_of));
    }
}

#[test]
fn a_worth_that_is_a_number_of_the_app_is_explained_and_the_others_have_numbers_that_speak_for_them() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let style = NumberStyle::default();
    let found = at_once(inbox_report(
        &document,
        &valuation,
        &all(&document),
        None,
        1_000,
        &style,
    ));
    for row in &found.rows {
        assert!(
            row.explains.is_some() || !row.evidence.is_empty(),
            "{}: {}",
            row.name,
            row.what
        );
        let Some(subject) = &row.explains else { continue };
        let told = explanation(&document, &valuation, subject, &row.account, &style).unwrap();
        // What is to be asked for back is the balance without its sign.
        assert_eq!(
            told.value.trim_start_matches('−'),
            row.worth,
            "{}: {}",
            row.name,
            row.what
        );
    }
}
