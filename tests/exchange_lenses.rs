//! Relationship capital and Network: what they show of the sample, and that their pictures can be read.

#![allow(clippy::unwrap_used)]

mod lens_support;

use both_sides::chart::{PlainWidths, capital_plate, network_plate};
use both_sides::decisions::{Missed, missed_exchanges};
use both_sides::measures::network::{Network, Reproduction};
use both_sides::measures::portfolio_totals::total;
use both_sides::measures::{Groundwork, MeasureId, Valuation, value};
use both_sides::portfolio::{
    Account, AccountId, AttributionShare, Document, EventKind, OutcomeStatus, Party, Shared,
};
use both_sides::report::capital::{Apart, CapitalChoice, CapitalReport, Grain, capital};
use both_sides::report::lens::LensTable;
use both_sides::report::missed::missed;
use both_sides::report::network::{FIRST_MEMBERS, NetworkReport, network};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::units::Ratio;
use lens_support::holds_together;

fn open() -> (Document, Valuation, Vec<usize>) {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let rows = (0..document.portfolio.accounts.len()).collect();
    (document, valuation, rows)
}

fn capital_of(document: &Document, choice: CapitalChoice) -> CapitalReport {
    let valuation = value(document).output;
    let rows: Vec<usize> = (0..document.portfolio.accounts.len()).collect();
    capital(document, &valuation, &rows, choice, None, &NumberStyle::default())
}

fn network_of(document: &Document, most: usize) -> NetworkReport {
    let valuation = value(document).output;
    let rows: Vec<usize> = (0..document.portfolio.accounts.len()).collect();
    network(document, &valuation, &rows, most, None, &NumberStyle::default())
}

fn cells<'a>(table: &'a LensTable, name: &str) -> &'a [String] {
    let row = table.rows.iter().find(|row| row.cells[0] == name);
    &row.unwrap_or_else(|| panic!("{name} is not in {}", table.caption))
        .cells
}

const WIDTHS: [f64; 4] = [320.0, 390.0, 760.0, 1_200.0];

#[test]
fn what_is_received_and_given_adds_up_to_the_exchange_balance() {
    let (document, valuation, rows) = open();
    let report = capital_of(&document, CapitalChoice::default());
    assert!(report.in_money);
    let sum = |of: fn(&both_sides::report::capital::CapitalStrip) -> f64| -> f64 {
        report.strips.iter().map(of).sum()
    };
    let received = sum(|strip| strip.received.iter().map(|bar| bar.length).sum());
    let given = sum(|strip| strip.given.iter().map(|bar| bar.length).sum());
    let balance = total(&valuation, MeasureId::ExchangeBalance).unwrap().sum;
    assert!(
        (received - given - balance).abs() < 1e-6,
        "{received} − {given} ≠ {balance}"
    );
    assert!(received > 0.0 && given > 0.0);
    // By kind the same exchanges are told apart otherwise.
    let by_kind = capital_of(
        &document,
        CapitalChoice {
            apart: Apart::Kind,
            grain: Grain::Quarter,
            ..CapitalChoice::default()
        },
    );
    let also: f64 = (by_kind.strips.iter())
        .flat_map(|strip| &strip.received)
        .map(|bar| bar.length)
        .sum();
    assert!((also - received).abs() < 1e-6);
    assert_eq!(rows.len(), document.portfolio.accounts.len());
}

#[test]
fn the_account_table_says_the_balance_as_every_lens_does() {
    let (document, valuation, rows) = open();
    let numbers = NumberStyle::default();
    let report = capital_of(&document, CapitalChoice::default());
    let accounts = &report.tables[2];
    assert!(accounts.rows.len() > 10);
    for line in &accounts.rows {
        let row = line.row.unwrap();
        let balance = valuation.get(MeasureId::ExchangeBalance, row);
        assert_eq!(
            line.cells[3],
            numbers.measured(balance, MeasureId::ExchangeBalance.unit())
        );
    }
    assert_eq!(rows.len(), document.portfolio.accounts.len());
}

#[test]
fn native_units_are_added_up_unit_by_unit_and_bars_count_exchanges() {
    let (document, _, _) = open();
    let choice = CapitalChoice {
        in_money: false,
        ..CapitalChoice::default()
    };
    let report = capital_of(&document, choice);
    assert!(!report.in_money && report.why_native.is_none());
    let counted: f64 = (report.strips.iter())
        .flat_map(|strip| strip.received.iter().chain(&strip.given))
        .map(|bar| bar.length)
        .sum();
    let with_us = |event: &&both_sides::portfolio::ValueEvent| {
        event.status != OutcomeStatus::Failed && (event.giver == Party::Us) != (event.receiver == Party::Us)
    };
    let expected = document.portfolio.events.iter().filter(with_us).count();
    assert_eq!(counted, expected as f64);
    let hires: f64 = (document.portfolio.events.iter())
        .filter(with_us)
        .filter(|event| event.unit == "hire" && event.receiver == Party::Us)
        .map(|event| event.quantity)
        .sum();
    let human = cells(&report.tables[0], "human");
    assert!(human[1].contains(&format!("{hires} × hire")), "{}", human[1]);
}

#[test]
fn without_an_exchange_table_nothing_is_turned_into_money() {
    let (mut document, _, _) = open();
    document.assumptions.edit().exchange_on = false;
    let report = capital_of(&document, CapitalChoice::default());
    assert!(!report.in_money);
    assert!(report.why_native.unwrap().contains("switched off"));
    assert!(
        report
            .strips
            .iter()
            .all(|strip| strip.balance.contains("received"))
    );
    assert!(report.words.iter().all(|words| !words.contains("In money")));
}

#[test]
fn of_nothing_recorded_the_lens_says_what_to_record() {
    let document = Document::empty("Empty", "EUR", sample().unwrap().as_of);
    let report = capital_of(&document, CapitalChoice::default());
    assert!(report.strips.is_empty());
    assert!(report.words[0].contains("Record what they gave"));
    let net = network_of(&document, FIRST_MEMBERS);
    assert!(net.nodes.is_empty());
    assert!(net.words[0].contains("Record a referral"));
}

#[test]
fn missed_exchanges_are_what_the_records_do_not_hold() {
    let (document, valuation, rows) = open();
    let groundwork = Groundwork::of(&document, &valuation);
    let found = missed_exchanges(&document, &groundwork, &valuation, &rows);
    assert!(!found.is_empty());
    let known: Vec<f64> = found.iter().filter_map(|missed| missed.worth).collect();
    assert!(known.is_sorted_by(|one, other| one >= other), "worth most first");
    assert!(found[..known.len()].iter().all(|missed| missed.worth.is_some()));
    let gave = |row: usize, kinds: &[EventKind]| {
        let id = &document.portfolio.accounts[row].id;
        (document.portfolio.events.iter()).any(|event| {
            event.giver == Party::Account(id.clone())
                && event.receiver == Party::Us
                && event.status != OutcomeStatus::Failed
                && kinds.contains(&event.kind)
        })
    };
    for one in &found {
        match one.missed {
            Missed::Reference { received, .. } => {
                assert!(received >= 60.0, "the sample's map divides at 60");
                assert!(!gave(one.row, &[EventKind::ReferenceUse]));
            }
            Missed::Introduction { .. } => {
                assert!(!gave(
                    one.row,
                    &[EventKind::Introduction, EventKind::CustomerReferral]
                ));
            }
            Missed::NothingGiven { .. } | Missed::NothingReceived { .. } => {
                let balance = valuation.get(MeasureId::ExchangeBalance, one.row).value;
                assert_eq!(one.worth, balance.map(f64::abs));
            }
            Missed::Promise { .. } => {}
        }
    }
    let n_open = (document.portfolio.events.iter())
        .filter(|event| event.status == OutcomeStatus::Open)
        .filter(|event| (event.giver == Party::Us) != (event.receiver == Party::Us))
        .count();
    let promises = found
        .iter()
        .filter(|one| matches!(one.missed, Missed::Promise { .. }));
    assert_eq!(promises.count(), n_open);
    assert_eq!(
        missed(&document, &valuation, &rows, &NumberStyle::default()).len(),
        found.len()
    );
}

#[test]
fn pictures_of_capital_can_be_read_at_every_width() {
    let (document, _, _) = open();
    for apart in [Apart::Capital, Apart::Kind] {
        for grain in [Grain::Year, Grain::Quarter] {
            for in_money in [true, false] {
                let report = capital_of(
                    &document,
                    CapitalChoice {
                        apart,
                        grain,
                        in_money,
                    },
                );
                for width in WIDTHS {
                    holds_together(&capital_plate(&report, width, &PlainWidths));
                }
            }
        }
    }
}

#[test]
fn every_share_of_the_sample_is_a_line_and_its_amounts_are_what_was_brought_in() {
    let (document, valuation, rows) = open();
    let groundwork = Groundwork::of(&document, &valuation);
    let network = Network::new(&document, &groundwork, &valuation);
    let shared = network.links.iter().filter(|link| link.share.is_some()).count();
    assert_eq!(shared, document.portfolio.attributions.len());
    for &row in &rows {
        let due: f64 = (network.links.iter())
            .filter(|link| link.from == row)
            .filter_map(|link| link.amount)
            .map(|amount| amount.base)
            .sum();
        if let Some(brought) = valuation.get(MeasureId::AttributedIn, row).value {
            assert!((due - brought).abs() < 1e-6, "row {row}: {due} against {brought}");
        }
    }
    let report = network_of(&document, FIRST_MEMBERS);
    let numbers = NumberStyle::default();
    for line in &report.brokers.rows {
        let row = line.row.unwrap();
        let brought = valuation.get(MeasureId::AttributedIn, row);
        assert_eq!(
            line.cells[1],
            numbers.measured(brought, MeasureId::AttributedIn.unit())
        );
    }
    // The trade press is a member too: it stands in the picture though it buys nothing.
    let kinds: Vec<&str> = report.nodes.iter().map(|node| node.kind.word()).collect();
    assert!(kinds.iter().any(|kind| *kind != "customer"), "{kinds:?}");
    let reproduction = Reproduction::new(&network.links, &rows);
    let number = reproduction.number().unwrap();
    assert!(number > 0.0 && number < 1.0);
    let told = report
        .words
        .iter()
        .find(|words| words.contains("Reproduction number"))
        .unwrap();
    assert!(
        told.contains(&numbers.number(number, 2)) && told.contains("decays"),
        "{told}"
    );
}

#[test]
fn a_filter_keeps_the_links_of_the_accounts_that_are_left() {
    let (document, valuation, rows) = open();
    let numbers = NumberStyle::default();
    let whole = network(&document, &valuation, &rows, FIRST_MEMBERS, None, &numbers);
    let first = whole.nodes[0].row;
    let one = network(&document, &valuation, &[first], FIRST_MEMBERS, None, &numbers);
    // What a member brought is the same whatever the filter.
    let of = |report: &NetworkReport| {
        report
            .brokers
            .rows
            .iter()
            .find(|line| line.row == Some(first))
            .cloned()
    };
    assert_eq!(of(&one), of(&whole));
    assert!(one.nodes.len() > 1 && one.nodes.len() < whole.nodes.len());
    assert!(one.lines.iter().all(|line| {
        [line.from, line.to]
            .iter()
            .any(|&place| one.nodes[place].row == first)
    }));
}

/// Chains of four: the first brought the second and the third, the third the fourth.
fn chains(n: usize) -> Document {
    let mut document = sample().unwrap();
    let like = document.portfolio.accounts[0].clone();
    document.portfolio.accounts.clear();
    document.portfolio.events = Shared::default();
    let mut shares = Vec::new();
    for chain in 0..n {
        let id = |member: usize| AccountId::new(&format!("{chain}-{member}"));
        for member in 0..4 {
            let account = Account {
                id: id(member),
                name: format!("Member {member} of chain {chain}"),
                ..(*like).clone()
            };
            document.portfolio.accounts.push(Shared::new(account));
        }
        for (outcome, contributor) in [(1, 0), (2, 0), (3, 2)] {
            shares.push(AttributionShare {
                outcome: id(outcome),
                contributor: id(contributor),
                share: Ratio::clamped(0.1 + 0.5 * chain as f64 / n as f64),
                type_one: Ratio::clamped(1.0),
                note: String::new(),
            });
        }
    }
    document.portfolio.attributions = Shared::new(shares);
    document
}

#[test]
fn of_hundreds_of_trees_the_largest_are_drawn_and_the_rest_counted() {
    let document = chains(150);
    let report = network_of(&document, FIRST_MEMBERS);
    assert_eq!(report.nodes.len(), FIRST_MEMBERS);
    assert_eq!(report.starts.len(), FIRST_MEMBERS / 4);
    assert_eq!(report.n_members, 600);
    assert!(report.left_out.as_ref().unwrap().contains("20 largest trees"));
    assert_eq!(
        report.nodes[0].name, "Member 0 of chain 149",
        "most value due first"
    );
    let whole = network_of(&document, 600);
    assert_eq!((whole.nodes.len(), whole.left_out), (600, None));
    assert_eq!(
        report,
        network_of(&document, FIRST_MEMBERS),
        "the same picture every time"
    );
}

#[test]
fn pictures_of_the_network_can_be_read_at_every_width() {
    for document in [open().0, chains(12)] {
        let report = network_of(&document, FIRST_MEMBERS);
        for width in WIDTHS {
            holds_together(&network_plate(&report, width, &PlainWidths));
        }
    }
}
