//! What the app writes as CSV it reads back without a question, as the same accounts.

mod saved;

use both_sides::export::accounts_csv;
use both_sides::import::{Draft, Question, detect, new_document, read};
use both_sides::measures::{MeasureId, Measured, Valuation};
use both_sides::portfolio::{Account, Document, Field};
use both_sides::units::Day;
use proptest::prelude::*;

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn exported_and_read(document: &Document) -> Draft {
    let mut numbers = Valuation::empty();
    for measure in MeasureId::ALL {
        let each = document.portfolio.accounts.iter();
        each.for_each(|_| {
            numbers.column_mut(*measure).push(Measured {
                value: Some(-1.5),
                ..Measured::UNKNOWN
            })
        });
    }
    let csv = accounts_csv(document, &numbers, |_| "=Strategic".to_owned());
    let settings = detect("mine.csv", csv.as_bytes(), today(), &Default::default())
        .unwrap()
        .settings;
    assert!(settings.is_own);
    read("mine.csv", csv.as_bytes(), &settings).unwrap()
}

/// What a table says about an account: every field, the extra ones that are filled in, the orders.
fn said(account: &Account) -> (Vec<String>, Vec<(String, String)>, String) {
    let fields = Field::ALL
        .iter()
        .map(|field| field.value(account).plain())
        .collect();
    let extra = account.extra.iter().filter(|(_, text)| !text.is_empty());
    let extra = extra.map(|(name, text)| (name.clone(), text.clone())).collect();
    (
        fields,
        extra,
        account
            .orders
            .as_ref()
            .map_or(String::new(), |orders| orders.to_text()),
    )
}

fn check(document: &Document) {
    let draft = exported_and_read(document);
    assert_eq!(draft.questions, Vec::<Question>::new());
    assert_eq!(draft.issues, []);
    let before: Vec<_> = document
        .portfolio
        .accounts
        .iter()
        .map(|account| said(account))
        .collect();
    let after: Vec<_> = draft.accounts.iter().map(|account| said(account)).collect();
    assert_eq!(after, before);
}

#[test]
fn the_sample_reads_back_as_the_same() {
    check(&both_sides::sample::sample().unwrap());
}

#[test]
fn every_field_reads_back_as_the_same() {
    check(&saved::full());
}

#[test]
fn superstore_reads_back_as_the_same() {
    let bytes = std::fs::read(format!(
        "{}/tests/fixtures/data/superstore_orders.csv",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap();
    let settings = detect("orders.csv", &bytes, today(), &Default::default())
        .unwrap()
        .settings;
    let draft = read("orders.csv", &bytes, &settings).unwrap();
    check(&new_document("Orders", "USD", today(), &draft));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_portfolio_reads_back_as_the_same(document in saved::document()) {
        let mut document = document;
        let mut seen = std::collections::BTreeSet::new();
        // An account without an id of its own cannot be told apart in a table, and headers must be names.
        document.portfolio.accounts.retain(|account| {
            !account.id.as_str().is_empty() && seen.insert(account.id.clone())
                && account.extra.keys().all(|name| !name.trim().is_empty() && name.trim() == name)
        });
        for account in &mut document.portfolio.accounts {
            let tags = Field::Tags.value(account);
            Field::Tags.set(account.edit(), tags);
        }
        if !document.portfolio.accounts.is_empty() {
            check(&document);
        }
    }
}
