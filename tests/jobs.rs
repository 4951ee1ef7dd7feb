//! Jobs for the worker: what travels arrives as it was, what does not fit is refused, and work can stop.

mod saved;

use std::ops::Range;
use std::sync::LazyLock;

use both_sides::export::{events_csv, observations_csv};
use both_sides::import::{Draft, detect, read};
use both_sides::jobs::{Arriving, Flat, Flow, Job, List, Outcome, ReadFile, run};
use both_sides::portfolio::{Account, Shared};
use both_sides::units::Day;
use proptest::collection::vec;
use proptest::prelude::*;

/// Every kind of problem and question in a few lines.
const TROUBLED: &str = "id,name,margin,since,share_of_wallet\n1,Alder,1.234,03-04-2024,10\n2,Birch,abc,2024-01-01,45\n\
    3,Cedar\n4,Dogwood,5,31-31-2024,20\n5,\"Elm,6,,\n1,Alder,7.000,04-05-2024,30\n1,Other,8,,\n";

/// Answers on a guessed scale.
const SURVEY: &str = "Company,Contact,Delivery,Advice,Satisfaction\nAlder,Ida,5,4,4\nBirch,Jon,3,,2\n";

/// Events with a share of credit that has nowhere to go, and one with nobody.
const EVENTS: &str = "referrer,event,referred customer,share of credit\nAlder,referral,Cedar,0.3\nBirch,idea,,0.2\nus,idea,,\n";

fn fixture(file: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/tests/fixtures/data/{file}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

fn reading(name: &str, bytes: &[u8]) -> ReadFile {
    let today = Day::new(2026, 11, 22).unwrap();
    ReadFile {
        name: name.to_owned(),
        n_bytes: bytes.len() as u64,
        settings: detect(name, bytes, today, &Default::default()).unwrap().settings,
    }
}

fn part(bytes: &[u8], range: Range<u64>) -> Result<Vec<u8>, String> {
    Ok(bytes[range.start as usize..range.end as usize].to_vec())
}

fn go_on(_: f64) -> Flow {
    Flow::Continue
}

/// There and back, in steps of `n` rows.
fn carried(outcome: &Outcome, n: usize) -> Outcome {
    let mut arriving = Arriving::from_flat(outcome.to_flat()).unwrap();
    while arriving.step(n).unwrap() {}
    arriving.finish().unwrap()
}

fn draft_of(name: &str, bytes: &[u8]) -> Draft {
    read(name, bytes, &reading(name, bytes).settings).unwrap()
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let mut files = vec![
        ("troubled.csv", TROUBLED.as_bytes().to_vec()),
        ("survey.csv", SURVEY.as_bytes().to_vec()),
        ("events.csv", EVENTS.as_bytes().to_vec()),
        ("own-events.csv", events_csv(&saved::full()).into_bytes()),
        ("own-answers.csv", observations_csv(&saved::full()).into_bytes()),
    ];
    for name in [
        "superstore_orders.csv",
        "uci_wholesale_customers.csv",
        "cdnow_sample.txt",
        "lifetimes_cdnow_summary.csv",
    ] {
        files.push((name, fixture(name)));
    }
    files
}

#[test]
fn a_file_read_as_a_job_gives_the_draft_it_gives_on_the_page() {
    for (name, bytes) in files() {
        let job = Job::from_flat(Job::ReadFile(reading(name, &bytes)).to_flat()).unwrap();
        let outcome = run(job, &mut |range| part(&bytes, range), &mut go_on)
            .unwrap()
            .unwrap();
        let expected = Outcome::Draft(Ok(Box::new(draft_of(name, &bytes))));
        assert_eq!(outcome, expected, "{name}");
        assert_eq!(carried(&outcome, 7), expected, "{name}");
    }
}

#[test]
fn the_troubled_file_has_problems_questions_and_bad_rows() {
    let draft = draft_of("troubled.csv", TROUBLED.as_bytes());
    assert!(draft.issues.len() > 3, "{:?}", draft.issues);
    assert!(!draft.questions.is_empty() && !draft.bad_rows.is_empty());
}

#[test]
fn a_file_that_is_no_table_says_why() {
    let mut job = reading("a.csv", b"name,revenue\nAlder,1\n");
    job.n_bytes = 0;
    let outcome = run(Job::ReadFile(job), &mut |range| part(b"", range), &mut go_on)
        .unwrap()
        .unwrap();
    assert!(matches!(&outcome, Outcome::Draft(Err(sentence)) if sentence.contains("a.csv is empty")));
    assert_eq!(carried(&outcome, 1), outcome);
}

#[test]
fn a_file_that_goes_away_says_so_and_work_stops_when_told() {
    let bytes = fixture("superstore_orders.csv");
    let job = Job::ReadFile(reading("superstore_orders.csv", &bytes));
    let gone = run(job.clone(), &mut |_| Err("gone".to_owned()), &mut go_on);
    assert_eq!(gone, Err("gone".to_owned()));
    let mut shares = Vec::new();
    let stopped = run(job, &mut |range| part(&bytes, range), &mut |share| {
        shares.push(share);
        if shares.len() == 2 {
            Flow::Stop
        } else {
            Flow::Continue
        }
    });
    assert_eq!(stopped, Ok(None));
    assert!(shares[0] < shares[1] && shares[1] <= 1.0, "{shares:?}");
}

/// An account as it can come in: no text that means nothing.
fn as_read(account: &Shared<Account>) -> Shared<Account> {
    let mut account = account.clone();
    let is_empty = account.parent.as_ref().is_some_and(|id| id.as_str().is_empty());
    if is_empty {
        account.edit().parent = None;
    }
    account
}

/// A true outcome with orders, products and years in it.
static SOME_ORDERS: LazyLock<Flat> = LazyLock::new(|| {
    let draft = draft_of(
        "superstore_orders.csv",
        &fixture("superstore_orders.csv")[..50_000],
    );
    Outcome::Draft(Ok(Box::new(draft))).to_flat()
});

/// What a broken worker might send: the lists of a true outcome, one of them shortened or gone.
fn damaged(flat: &Flat, at: usize, length: usize) -> Flat {
    let mut flat = flat.clone();
    let at = at % flat.lists.len();
    match &mut flat.lists[at] {
        List::Numbers(numbers) => numbers.truncate(length),
        List::Counts(counts) => counts.truncate(length),
        List::Bytes(bytes) => bytes.truncate(length),
    }
    flat
}

fn lists() -> impl Strategy<Value = Flat> {
    let list = prop_oneof![
        vec(any::<f64>(), 0..6).prop_map(List::Numbers),
        vec(any::<u32>(), 0..9).prop_map(List::Counts),
        vec(0_u32..9, 0..9).prop_map(List::Counts),
        vec(any::<u8>(), 0..12).prop_map(List::Bytes),
    ];
    vec(list, 0..40).prop_map(|lists| Flat { lists })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_accounts_arrive_as_they_were(document in saved::document(), n in 1_usize..5) {
        let mut draft = draft_of("troubled.csv", TROUBLED.as_bytes());
        draft.accounts = document.portfolio.accounts.iter().map(as_read).collect();
        draft.products = document.portfolio.products.to_vec();
        let outcome = Outcome::Draft(Ok(Box::new(draft)));
        prop_assert_eq!(&carried(&outcome, n), &outcome);
    }

    #[test]
    fn damage_is_refused_or_gives_something_whole(at in 0_usize..200, length in 0_usize..40) {
        if let Ok(arriving) = Arriving::from_flat(damaged(&SOME_ORDERS, at, length)) {
            let _ = arriving.finish();
        }
        let job = Job::ReadFile(reading("troubled.csv", TROUBLED.as_bytes())).to_flat();
        let _ = Job::from_flat(damaged(&job, at, length));
    }

    #[test]
    fn any_lists_are_read_or_refused(flat in lists()) {
        let _ = Job::from_flat(flat.clone());
        for kind in [0, 1] {
            let mut lists = vec![List::Counts(vec![kind])];
            lists.extend(flat.lists.clone());
            if let Ok(arriving) = Arriving::from_flat(Flat { lists }) {
                let _ = arriving.finish();
            }
        }
    }
}

#[test]
fn a_list_too_few_or_too_many_is_refused() {
    let draft = draft_of("troubled.csv", TROUBLED.as_bytes());
    let whole = Outcome::Draft(Ok(Box::new(draft))).to_flat();
    for n in 0..whole.lists.len() {
        let mut short = whole.clone();
        short.lists.truncate(n);
        assert!(Arriving::from_flat(short).is_err(), "{n} lists");
    }
    let mut long = whole;
    long.counts([1]);
    assert!(Arriving::from_flat(long).is_err());
}
