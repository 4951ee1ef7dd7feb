//! The accounts table sorts, filters and finds.

use std::collections::BTreeSet;

use both_sides::measures::{MeasureId, Measured, Valuation};
use both_sides::portfolio::{Account, AccountId, AccountKind, Basis, Document, Field, NumberMarks, Shared};
use both_sides::report::table::{ColumnId, Filter, Sort, TableOrder, TableView, TableZones, choices};
use both_sides::slices::at_once;
use both_sides::units::Day;

const NAME: ColumnId = ColumnId::Field(Field::Name);
const REVENUE: ColumnId = ColumnId::Field(Field::Revenue);

fn portfolio(rows: &[(&str, &str)]) -> Shared<Document> {
    let mut document = Document::empty("Test", "EUR", Day::new(2026, 1, 1).unwrap());
    for (place, (name, revenue)) in rows.iter().enumerate() {
        let mut account = Account::new(AccountId::new(&format!("a{place}")), name);
        let value = Field::Revenue.read(revenue, NumberMarks::POINT).unwrap();
        Field::Revenue.set(&mut account, value);
        document.portfolio.accounts.push(Shared::new(account));
    }
    Shared::new(document)
}

fn by(column: ColumnId, is_descending: bool) -> TableView {
    TableView {
        sort: Some(Sort {
            column,
            is_descending,
        }),
        ..TableView::default()
    }
}

fn names(document: &Shared<Document>, view: &TableView) -> Vec<String> {
    let order = TableOrder::new(document, &Valuation::empty(), view);
    let accounts = &document.portfolio.accounts;
    order
        .rows
        .iter()
        .map(|&row| accounts[row as usize].name.clone())
        .collect()
}

#[test]
fn what_is_unknown_comes_last_either_way() {
    let document = portfolio(&[
        ("a", "5"),
        ("b", ""),
        ("c", "-7"),
        ("d", "0"),
        ("e", "1..100..200"),
    ]);
    assert_eq!(names(&document, &by(REVENUE, false)), ["c", "d", "a", "e", "b"]);
    assert_eq!(names(&document, &by(REVENUE, true)), ["e", "a", "d", "c", "b"]);
}

#[test]
fn equal_rows_keep_the_order_they_came_in() {
    let document = portfolio(&[("a", "5"), ("b", "5"), ("c", "1"), ("d", "5")]);
    assert_eq!(names(&document, &by(REVENUE, false)), ["c", "a", "b", "d"]);
    assert_eq!(names(&document, &by(REVENUE, true)), ["a", "b", "d", "c"]);
}

#[test]
fn names_are_sorted_without_case_and_accents() {
    let document = portfolio(&[
        ("zoo", ""),
        ("Éclair", ""),
        ("eclipse", ""),
        ("Apple", ""),
        ("ähre", ""),
    ]);
    assert_eq!(
        names(&document, &by(NAME, false)),
        ["ähre", "Apple", "Éclair", "eclipse", "zoo"]
    );
    assert_eq!(
        names(&document, &by(NAME, true)),
        ["zoo", "eclipse", "Éclair", "Apple", "ähre"]
    );
}

/// What the sort does on thousands of rows, by the slow and plain way.
fn expected(mut rows: Vec<(String, f64, u32)>, by_name: bool, is_descending: bool) -> Vec<u32> {
    rows.sort_by(|one, other| {
        let order = if by_name {
            one.0.cmp(&other.0)
        } else {
            one.1.total_cmp(&other.1)
        };
        if is_descending { order.reverse() } else { order }
    });
    rows.into_iter().map(|(_, _, row)| row).collect()
}

#[test]
fn many_rows_come_out_as_a_plain_sort_would_have_them() {
    let mut state = 42_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as u32
    };
    let mut document = Document::empty("Test", "EUR", Day::new(2026, 1, 1).unwrap());
    let mut rows = Vec::new();
    for row in 0..5_000 {
        let name = format!("customer number {} of {}", next() % 900, next() % 3);
        let revenue = f64::from(next() % 1000) - 500.5;
        let mut account = Account::new(AccountId::new(&row.to_string()), &name);
        account.economics.annual_revenue = both_sides::units::Estimate::exact(revenue);
        document.portfolio.accounts.push(Shared::new(account));
        rows.push((name, revenue, row));
    }
    let document = Shared::new(document);
    for is_descending in [false, true] {
        for (column, by_name) in [(NAME, true), (REVENUE, false)] {
            let order = TableOrder::new(&document, &Valuation::empty(), &by(column, is_descending));
            assert_eq!(*order.rows, expected(rows.clone(), by_name, is_descending));
        }
    }
}

#[test]
fn measures_are_sorted_too() {
    let document = portfolio(&[("a", ""), ("b", ""), ("c", "")]);
    let mut valuation = Valuation::empty();
    for value in [Some(2.0), None, Some(1.0)] {
        let measured = Measured {
            value,
            interval: None,
            basis: Basis::Observed,
        };
        valuation.column_mut(MeasureId::TotalValue).push(measured);
    }
    let view = by(ColumnId::Measure(MeasureId::TotalValue), false);
    assert_eq!(*TableOrder::new(&document, &valuation, &view).rows, [2, 0, 1]);
}

fn mixed() -> Shared<Document> {
    let mut document = portfolio(&[
        ("Alder & Co", "10"),
        ("Birch", "20"),
        ("Cédille", ""),
        ("Dogwood", "40"),
    ]);
    let accounts = &mut document.edit().portfolio.accounts;
    accounts[1].edit().kind = AccountKind::Partner;
    accounts[2].edit().segment = "Public".to_owned();
    accounts[3]
        .edit()
        .extra
        .insert("Vat".to_owned(), "NL 123".to_owned());
    document
}

#[test]
fn every_word_of_the_search_must_be_found_somewhere() {
    let search = |words: &str| TableView {
        search: words.to_owned(),
        ..TableView::default()
    };
    for (words, found) in [
        ("birch", vec!["Birch"]),
        ("PARTNER birch", vec!["Birch"]),
        ("cedille public", vec!["Cédille"]),
        ("nl 123", vec!["Dogwood"]),
        ("birch public", vec![]),
        ("  ", vec!["Alder & Co", "Birch", "Cédille", "Dogwood"]),
    ] {
        assert_eq!(names(&mixed(), &search(words)), found, "{words}");
    }
}

#[test]
fn filters_let_through_what_they_say() {
    let filter = |column: ColumnId, filter: Filter| TableView {
        filters: [(column, filter)].into(),
        ..TableView::default()
    };
    let one_of =
        |words: &[&str]| Filter::OneOf(words.iter().map(|&word| word.to_owned()).collect::<BTreeSet<_>>());
    let kind = ColumnId::Field(Field::Kind);
    let segment = ColumnId::Field(Field::Segment);
    for (view, found) in [
        (filter(kind, one_of(&["partner"])), vec!["Birch"]),
        (filter(segment.clone(), one_of(&["Public"])), vec!["Cédille"]),
        (
            filter(segment.clone(), one_of(&["", "Public"])),
            vec!["Alder & Co", "Birch", "Cédille", "Dogwood"],
        ),
        (
            filter(segment, Filter::Unknown),
            vec!["Alder & Co", "Birch", "Dogwood"],
        ),
        (
            filter(
                REVENUE,
                Filter::Between {
                    low: Some(10.0),
                    high: Some(20.0),
                },
            ),
            vec!["Alder & Co", "Birch"],
        ),
        (
            filter(
                REVENUE,
                Filter::Between {
                    low: None,
                    high: None,
                },
            ),
            vec!["Alder & Co", "Birch", "Dogwood"],
        ),
        (filter(REVENUE, Filter::Unknown), vec!["Cédille"]),
        (filter(NAME, Filter::Contains("CED".to_owned())), vec!["Cédille"]),
    ] {
        assert_eq!(names(&mixed(), &view), found, "{:?}", view.filters);
    }
}

#[test]
fn few_different_values_make_a_list_with_counts() {
    let kinds = at_once(choices(
        &mixed(),
        &TableZones::default(),
        &ColumnId::Field(Field::Kind),
    ));
    assert_eq!(
        kinds,
        Some(vec![("customer".to_owned(), 3), ("partner".to_owned(), 1)])
    );
    assert_eq!(at_once(choices(&mixed(), &TableZones::default(), &NAME)), None);
    assert_eq!(at_once(choices(&mixed(), &TableZones::default(), &REVENUE)), None);
}

#[test]
fn rows_stay_where_they_are_while_cells_change() {
    let document = portfolio(&[("a", "1"), ("b", "2"), ("c", "3")]);
    let view = by(REVENUE, false);
    let valuation = Valuation::empty();
    let order = TableOrder::new(&document, &valuation, &view);

    let mut edited = document.clone();
    edited.edit().portfolio.accounts[0]
        .edit()
        .economics
        .annual_revenue = both_sides::units::Estimate::exact(9.0);
    let held = order.next(&edited, &valuation, &view);
    assert_eq!((&*held.rows, held.is_held), (&vec![0, 1, 2], true));
    assert_eq!(*TableOrder::new(&edited, &valuation, &view).rows, [1, 2, 0]);

    let mut added = edited.clone();
    let account = Account::new(AccountId::new("new"), "New account");
    added.edit().portfolio.accounts.push(Shared::new(account));
    assert_eq!(*held.next(&added, &valuation, &view).rows, [0, 1, 2, 3]);

    assert!(
        !held.next(&document, &valuation, &view).is_held,
        "undone: in order again"
    );
    assert_eq!(
        *held.next(&edited, &valuation, &by(REVENUE, true)).rows,
        [0, 2, 1]
    );
}

#[test]
fn ranks_kept_from_an_earlier_sort_follow_the_texts() {
    let named = |names: &[&str]| {
        let mut document = Document::empty("Test", "EUR", Day::new(2026, 1, 1).unwrap());
        for (row, name) in names.iter().enumerate() {
            let account = Account::new(AccountId::new(&row.to_string()), name);
            document.portfolio.accounts.push(Shared::new(account));
        }
        Shared::new(document)
    };
    let before = named(&["beta", "", "Alpha", "gamma", "alpha"]);
    let valuation = Valuation::empty();
    let mut order = TableOrder::new(&before, &valuation, &by(NAME, false));
    assert_eq!(*order.rows, [2, 4, 0, 3, 1]);
    let mut renamed = before.clone();
    renamed.edit().portfolio.accounts[0].edit().name = "zeta".to_owned();
    for (document, view) in [
        (&before, by(NAME, true)),
        (&before, by(REVENUE, false)),
        (&before, by(NAME, false)),
        (&renamed, by(REVENUE, false)),
        (&renamed, by(NAME, true)),
        (&before, by(NAME, false)),
    ] {
        order = order.next(document, &valuation, &view);
        assert_eq!(order.rows, TableOrder::new(document, &valuation, &view).rows);
    }
}

#[test]
fn column_keys_lead_back_to_their_columns() {
    let fields = Field::ALL.iter().copied().map(ColumnId::Field);
    let measures = MeasureId::ALL.iter().copied().map(ColumnId::Measure);
    for column in fields.chain(measures).chain([ColumnId::Extra("a:b".into())]) {
        assert_eq!(ColumnId::from_key(&column.key()), Some(column));
    }
    assert_eq!(ColumnId::from_key("field:nothing"), None);
}

#[test]
fn a_hundred_thousand_rows_are_sorted_without_a_wait() {
    let mut document = Document::empty("Test", "EUR", Day::new(2026, 1, 1).unwrap());
    for row in 0_u32..100_000 {
        let name = format!("Customer {:06}", row.wrapping_mul(2_654_435_761) % 100_000);
        document
            .portfolio
            .accounts
            .push(Shared::new(Account::new(AccountId::new(&row.to_string()), &name)));
    }
    let document = Shared::new(document);
    let before = std::time::Instant::now();
    let order = TableOrder::new(&document, &Valuation::empty(), &by(NAME, false));
    // Ample even for a debug build on a busy machine; the benchmarks measure the real time.
    assert!(before.elapsed().as_secs() < 5, "{:?}", before.elapsed());
    let accounts = &document.portfolio.accounts;
    let names: Vec<&str> = order
        .rows
        .iter()
        .map(|&row| accounts[row as usize].name.as_str())
        .collect();
    assert!(names.is_sorted());
}
