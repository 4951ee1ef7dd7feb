//! Offers and service tiers on the sample and on Superstore: figures, words, files, pictures, and what holds of any log.

#![allow(clippy::unwrap_used)]

mod lens_support;
mod measures_support;

use std::collections::BTreeMap;

use both_sides::chart::{PlainWidths, offers_plate, waits_plate};
use both_sides::decisions::offers::{Chance, Grain, Shelf, trial};
use both_sides::decisions::tiers::Tiers;
use both_sides::decisions::workload::Workload;
use both_sides::export::{offers_csv, routing_csv, rules_csv};
use both_sides::import::{Role, Target, detect, read};
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::{
    Document, NumberMarks, OfferTerms, OrderHistory, Product, ProductId, ProductSpend, ServiceDesk, Shared,
    Spend,
};
use both_sides::report::offers::{likely, matrix, offered, trial_sentence};
use both_sides::report::service::{
    DeskField, TierField, duration, edge, found, routing, seats_table, stability, waits_table, waits_words,
    with_activity, with_tier, without_tier,
};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::saved;
use both_sides::units::{Day, Estimate};
use lens_support::{WIDTHS, all_rows, holds_together};
use measures_support::{customer, document};
use proptest::prelude::*;

fn open() -> (Document, Valuation) {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    (document, valuation)
}

/// Superstore with its 17 sub-categories as product groups.
fn superstore() -> (Document, Valuation) {
    let path = format!(
        "{}/tests/fixtures/data/superstore_orders.csv",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(path).unwrap();
    let today = Day::new(2026, 11, 22).unwrap();
    let mut settings = detect("superstore", &bytes, today, &BTreeMap::new())
        .unwrap()
        .settings;
    for (header, target) in [
        ("Category", Target::LeaveOut),
        ("Sub-Category", Target::Role(Role::Category)),
    ] {
        let place = settings
            .columns
            .iter()
            .position(|column| column.header == header)
            .unwrap();
        settings.columns[place].target = target;
    }
    let draft = read("superstore", &bytes, &settings).unwrap();
    let mut document = Document::empty("Superstore", "USD", draft.as_of.unwrap_or(today));
    document.portfolio.accounts = draft.accounts;
    document.portfolio.products = Shared::new(draft.products);
    let valuation = value(&document).output;
    (document, valuation)
}

#[test]
fn the_sample_has_tiers_that_hold_and_a_desk_that_breaks_one_promise() {
    let (document, style) = (sample().unwrap(), NumberStyle::default());
    let valuation = value(&document).output;
    let tiers = Tiers::of(&document, &valuation);
    assert_eq!(
        tiers.ends(),
        [3, 12, 30],
        "10 % and 30 % of the 30 with a known priority, the rest"
    );
    let n_served = tiers.seats.iter().flatten().count();
    assert_eq!(n_served, 35, "customers, prospects and partners of 40");
    let kept = stability(&document, &valuation, &tiers).unwrap();
    for &row in &tiers.ranked {
        assert!((0.0..=1.0).contains(&kept[row]));
    }
    let mean = tiers.ranked.iter().map(|&row| kept[row]).sum::<f64>() / 30.0;
    assert!(
        mean > 0.6,
        "drawn around the stated weights most stay where they are: {mean}"
    );

    let workload = Workload::new(&document, &tiers);
    assert_eq!(workload.minutes, Some(25.0), "a support call");
    assert_eq!(workload.per_year.iter().sum::<f64>(), 2_870.0);
    assert_eq!(
        (workload.n_counted, workload.n_stated, workload.n_unknown),
        (13, 0, 22)
    );
    let queue = found(&document, &tiers, &workload, &style);
    let words = waits_words(&workload, &queue, &style).join("\n");
    assert!(
        words.contains("With 2 people, 29.9\u{202f}% of their time is taken"),
        "{words}"
    );
    assert!(
        words.contains("The promise to First is not kept: 3 people at least keep every promise."),
        "{words}"
    );
    assert!(words.contains("13 of 35 accounts"), "{words}");
    let queue = queue.unwrap();
    let table = waits_table(&document, &workload, Some(&queue), &style);
    let waits = queue.waits.as_ref().unwrap();
    for (place, line) in table.rows.iter().enumerate() {
        assert_eq!(line.cells[3], duration(waits.by_class[place], &style));
    }
    assert!(table.rows[0].cells[4].ends_with("less") && table.rows[2].cells[4].ends_with("more"));
    for width in WIDTHS {
        holds_together(&waits_plate(&queue, width, &PlainWidths));
    }
}

#[test]
fn what_cannot_be_done_or_is_not_known_is_said() {
    let (mut document, style) = (sample().unwrap(), NumberStyle::default());
    let valuation = value(&document).output;
    let tiers = Tiers::of(&document, &valuation);
    let mut desk = (*document.service).clone();
    desk.hours = 500.0;
    document.service = Shared::new(desk);
    let workload = Workload::new(&document, &tiers);
    let queue = found(&document, &tiers, &workload, &style);
    let words = waits_words(&workload, &queue, &style);
    assert!(
        words[0].starts_with("More comes in than 2 people can do") && words[0].contains("3 people at least"),
        "{words:?}"
    );
    assert_eq!(waits_plate(&queue.unwrap(), 900.0, &PlainWidths).targets, []);

    let (document, valuation) = superstore();
    let tiers = Tiers::of(&document, &valuation);
    let workload = Workload::new(&document, &tiers);
    let sentence = found(&document, &tiers, &workload, &style).unwrap_err();
    assert!(
        sentence.contains("how many contacts") && sentence.contains("how many minutes"),
        "{sentence}"
    );
    let kept = stability(&document, &valuation, &tiers).unwrap();
    let rows = all_rows(&valuation);
    let loose = edge(&document, &tiers, Some(&kept), &rows, &style);
    assert!(!loose.is_empty() && loose.len() < 400);
    assert!(loose[0].why.contains("of drawn weights"), "{:?}", loose[0]);
    let near = edge(&document, &tiers, None, &rows, &style);
    assert!(
        near.iter().all(|row| row.why.contains("points of priority from")),
        "without draws the distance stands"
    );
    let table = seats_table(&document, &valuation, &tiers, Some(&kept), &rows, &style);
    assert_eq!(table.rows.len(), 793);
}

#[test]
fn what_is_written_about_tiers_is_checked_and_saved() {
    let (document, style) = (sample().unwrap(), NumberStyle::default());
    let desk = &document.service;
    let marks = NumberMarks { decimal: ',' };
    let written = TierField::Share.write(desk, 0, "12,5", marks).unwrap();
    assert_eq!(written.tiers[0].share.get(), 0.125);
    assert!(
        (written.tiers[2].share.get() - 0.575).abs() < 1e-12,
        "the last takes the rest"
    );
    let refused = TierField::Share
        .write(desk, 0, "80", NumberMarks::POINT)
        .unwrap_err();
    assert!(refused.contains("leave some for the rest"), "{refused}");
    assert!(TierField::Wait.write(desk, 0, "-1", NumberMarks::POINT).is_err());
    assert!(TierField::Name.write(desk, 0, "  ", NumberMarks::POINT).is_err());
    assert_eq!(
        TierField::Wait
            .write(desk, 0, "", NumberMarks::POINT)
            .unwrap()
            .tiers[0]
            .wait,
        None
    );
    assert!(DeskField::Hours.write(desk, "0", NumberMarks::POINT).is_err());
    let mut more = with_tier(desk).unwrap();
    while let Some(next) = with_tier(&more) {
        more = next;
    }
    assert_eq!(more.tiers.len(), 6);
    assert!((more.tiers.iter().map(|tier| tier.share.get()).sum::<f64>() - 1.0).abs() < 1e-9);
    let fewer = without_tier(&more, 1).unwrap();
    assert!((fewer.tiers.iter().map(|tier| tier.share.get()).sum::<f64>() - 1.0).abs() < 1e-9);
    assert_eq!(with_activity(&document, "visit", true).activities.len(), 2);
    for field in TierField::ALL {
        let text = field.text(&desk.tiers[0], &style);
        assert_eq!(
            &field.write(desk, 0, &text, style.marks()).unwrap(),
            &**desk,
            "{field:?}"
        );
    }

    let mut changed = document.clone();
    let mut desk = more;
    desk.tiers[0].name = "=Gold, \"best\"".to_owned();
    desk.tiers[0].contacts = Some(4.5);
    desk.minutes = Some(7.25);
    changed.service = Shared::new(desk);
    changed.offers = OfferTerms {
        cost: 120.0,
        strength: 9.5,
    };
    assert_eq!(saved::open(&saved::write(&changed)), Ok(changed.clone()));
    let text = saved::write(&changed);
    for (from, to) in [
        ("\"staff\":2", "\"staff\":0"),
        ("\"strength\":9.5", "\"strength\":-1.0"),
        ("\"minutes\":7.25", "\"minutes\":0.0"),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(saved::open(&text.replace(from, to)).is_err(), "{to}");
    }
}

#[test]
fn the_files_are_guarded_and_hold_every_account_once() {
    let (mut document, style) = (sample().unwrap(), NumberStyle::default());
    let mut account = (*document.portfolio.accounts[0]).clone();
    account.name = "=HYPERLINK(\"x\")".to_owned();
    account.owner = String::new();
    document.portfolio.accounts[0] = Shared::new(account);
    let mut desk: ServiceDesk = (*document.service).clone();
    desk.tiers[0].group = "@first line".to_owned();
    document.service = Shared::new(desk);
    let valuation = value(&document).output;
    let tiers = Tiers::of(&document, &valuation);
    let all = offered(&document, &valuation, Grain::Products);
    let scripts = all.scripts(&document, &style);
    let lines = routing(&document, &valuation, &tiers, |_| true, &style);
    let csv = routing_csv(lines, |row| scripts.get(&row).cloned().unwrap_or_default());
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 35);
    assert_eq!(&rows[0][1], "'=HYPERLINK(\"x\")");
    assert_eq!(
        &rows[0][5], "'@first line",
        "without an owner the group of the tier serves it"
    );
    assert!(
        rows.windows(2).all(|pair| pair[0][3] <= pair[1][3]),
        "the first tier first"
    );
    let unknown = rows.iter().find(|row| row[4].is_empty()).unwrap();
    assert_eq!((&unknown[2], &unknown[3]), ("Standard", "3"));
    assert!(unknown[7].starts_with("Too little is known to rank it"));
    assert_eq!(
        rows.iter().filter(|row| !row[8].is_empty()).count(),
        scripts.len()
    );
    let rules = rules_csv(&document, &tiers);
    assert_eq!(rules.lines().count(), 4);
    assert!(rules.contains("1,First,3,87.7477"), "{rules}");

    let csv = offers_csv(&document, &valuation, &all, &style);
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.len() > 17 && rows.iter().any(|row| row[1].starts_with("'=")));
    for row in &rows {
        let number = |column: usize| row[column].parse::<f64>().unwrap();
        assert!(number(8) <= number(7) && number(7) <= number(9), "{row:?}");
    }
}

#[test]
fn the_sample_is_offered_what_others_like_it_hold() {
    let ((document, valuation), style) = (open(), NumberStyle::default());
    let rows = all_rows(&valuation);
    let all = offered(&document, &valuation, Grain::Products);
    assert_eq!(Grain::usual(&document), Grain::Products);
    assert_eq!(
        (all.proposer.shelf.items.len(), all.proposer.shelf.n_customers),
        (10, 18)
    );
    assert_eq!(all.trial.n_hidden, 73, "every product of 18 accounts once");
    let first = all.row(&document, &all.accounts[0].offers[0], &style);
    assert_eq!(
        (first.name.as_str(), first.item.as_str(), first.chance.as_str()),
        ("Tiverel Pharma", "Level probe", "63.8\u{202f}%")
    );
    assert!(
        first
            .because
            .contains("4 of the 4 others with Alarm desk also hold Level probe"),
        "{first:?}"
    );
    assert!(first.script.contains("You have Alarm desk from us."), "{first:?}");
    let table = all.table(&document, &rows, &style);
    assert_eq!(table.rows[0].cells[3], first.worth);
    let words = all.words(&document, &rows, Grain::Products, &style).join("\n");
    assert!(
        words.contains("what they buy is not known")
            && words.contains("of 73 things hidden")
            && words.contains("know no more than a list of best sellers"),
        "{words}"
    );
    assert!(
        document.portfolio.accounts[26].until.is_some()
            && all.accounts.iter().all(|account| account.row != 26)
    );
    let picture = matrix(&document, &all, &rows, &style);
    for width in WIDTHS {
        holds_together(&offers_plate(&picture, width, &PlainWidths));
    }
    let prospects = likely(&document, &valuation, &rows, &style).unwrap();
    let names: Vec<&str> = prospects.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(
        names,
        ["Celandra Vaccines", "Thrandel Grid", "Holmbrandt Seafood"]
    );
    assert!(
        prospects[1].why.contains("segment Water & energy: 1.9 times"),
        "{prospects:?}"
    );
}

#[test]
fn superstore_is_told_that_best_sellers_would_do() {
    let ((document, valuation), style) = (superstore(), NumberStyle::default());
    assert_eq!(Grain::usual(&document), Grain::Groups);
    let all = offered(&document, &valuation, Grain::Groups);
    assert_eq!(all.proposer.shelf.items.len(), 17);
    assert_eq!(all.proposer.shelf.items[0], "Binders");
    assert_eq!((all.trial.n_accounts, all.trial.n_hidden), (786, 5_995));
    let words = trial_sentence(&all.trial, &style);
    assert!(
        words.contains("39.3\u{202f}%")
            && words.contains("39.4\u{202f}%")
            && words.contains("do not lean on them alone"),
        "{words}"
    );
    let products = Shelf::new(&document, Grain::Products);
    // 1,862 products of 1,818 different names.
    assert_eq!((products.items.len(), products.n_left_out), (60, 1_758));
    let picture = matrix(&document, &all, &all_rows(&valuation), &style);
    assert_eq!((picture.accounts.len(), picture.items.len()), (20, 17));
    for width in WIDTHS {
        holds_together(&offers_plate(&picture, width, &PlainWidths));
    }
}

#[test]
fn hiding_finds_what_goes_together_where_it_does() {
    // Ten customers hold bolts and nuts, ten paint and brushes: whoever holds one of a pair holds the other.
    let pair = |n: usize, things: [&'static str; 2]| (0..10).map(move |at| (format!("{n}-{at}"), things));
    let bought: Vec<_> = pair(0, ["bolts", "nuts"])
        .chain(pair(1, ["paint", "brush"]))
        .collect();
    let accounts = bought
        .iter()
        .map(|(id, things)| buyer(id, &things.map(|thing| (thing, 50.0)), None));
    let document = document(accounts.collect());
    let found = trial(&Shelf::new(&document, Grain::Products), OfferTerms::default());
    assert_eq!((found.n_hidden, found.n_suggested), (40, 40));
    assert!(
        found.n_most_held < 40,
        "best sellers cannot tell the pairs apart: {found:?}"
    );
    let words = trial_sentence(&found, &NumberStyle::default());
    assert!(words.contains("know more than a list of best sellers"), "{words}");
}

#[test]
fn nothing_known_is_an_honest_sentence() {
    let document = document(vec![customer("a", 100.0, 20.0, 0.6)]);
    let valuation = value(&document).output;
    let all = offered(&document, &valuation, Grain::Products);
    let words = all.words(&document, &[0], Grain::Products, &NumberStyle::default());
    assert!(
        words[0].contains("bring in an order log with products"),
        "{words:?}"
    );
    assert!(likely(&document, &valuation, &[0], &NumberStyle::default()).is_err());
}

/// A customer that bought these things over a year, with a wallet of that size.
fn buyer(id: &str, things: &[(&str, f64)], wallet: Option<f64>) -> both_sides::portfolio::Account {
    let mut account = customer(id, 0.0, 0.0, 0.7);
    let revenue: f64 = things.iter().map(|(_, revenue)| revenue).sum();
    let spend = Spend {
        revenue,
        profit: Some(revenue * 0.4),
        n_orders: 1,
    };
    account.orders = Some(Shared::new(OrderHistory {
        total: spend,
        trailing_year: spend,
        by_product: (things.iter())
            .map(|&(thing, revenue)| ProductSpend {
                product: ProductId(thing.into()),
                revenue,
            })
            .collect(),
        ..OrderHistory::default()
    }));
    account.economics.annual_revenue = None;
    account.economics.gross_margin = None;
    account.wallet.annual_size = wallet.and_then(Estimate::exact);
    account
}

const THINGS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn logs() -> impl Strategy<Value = Document> {
    let one = (
        prop::collection::vec(prop::option::of(1.0..1_000.0_f64), 6),
        prop::option::of(1.0..5_000.0_f64),
    );
    prop::collection::vec(one, 2..14).prop_map(|accounts| {
        let accounts = accounts.into_iter().enumerate().map(|(place, (spends, wallet))| {
            let things: Vec<(&str, f64)> = THINGS
                .iter()
                .zip(spends)
                .filter_map(|(thing, spend)| Some((*thing, spend?)))
                .collect();
            buyer(&format!("c{place}"), &things, wallet)
        });
        let mut document = document(accounts.collect());
        document.portfolio.products = Shared::new(
            THINGS
                .map(|thing| Product {
                    id: ProductId(thing.into()),
                    name: thing.to_owned(),
                    category: String::new(),
                })
                .to_vec(),
        );
        document
    })
}

proptest! {
    /// Whitespace is part of the wallet.
    #[test]
    fn the_offers_to_an_account_never_gain_more_than_its_headroom(document in logs(), cost in 0.0..50.0_f64) {
        let mut document = document;
        document.offers.cost = cost;
        let valuation = value(&document).output;
        for account in offered(&document, &valuation, Grain::Products).accounts {
            let gains: f64 = account.offers.iter().filter_map(|offer| offer.room).map(|room| room.gain).sum();
            if let Some(headroom) = valuation.get(MeasureId::Headroom, account.row).value {
                prop_assert!(gains <= headroom * (1.0 + 1e-9), "{gains} of {headroom}");
            }
            for offer in &account.offers {
                prop_assert!((0.0..=1.0).contains(&offer.chance.share));
                prop_assert!(offer.worth().is_none_or(|worth| worth > 0.0));
                if let (Some(worth), Some(ends)) = (offer.worth(), offer.worth_interval()) {
                    prop_assert!(ends.low <= worth && worth <= ends.high);
                }
            }
        }
    }

    #[test]
    fn money_in_another_currency_changes_no_order_and_no_chance(document in logs(), factor in 0.01..100.0_f64) {
        let scaled = {
            let mut scaled = document.clone();
            for account in &mut scaled.portfolio.accounts {
                let account = account.edit();
                if let Some(orders) = &mut account.orders {
                    let orders = orders.edit();
                    orders.by_product.iter_mut().for_each(|spend| spend.revenue *= factor);
                    for spend in [&mut orders.total, &mut orders.trailing_year] {
                        spend.revenue *= factor;
                        spend.profit = spend.profit.map(|profit| profit * factor);
                    }
                }
                account.wallet.annual_size = account.wallet.annual_size.and_then(|size| Estimate::exact(size.base() * factor));
            }
            scaled
        };
        let offers = |document: &Document| offered(document, &value(document).output, Grain::Products);
        let (before, after) = (offers(&document), offers(&scaled));
        prop_assert_eq!(before.accounts.len(), after.accounts.len());
        let worth = |all: &both_sides::report::offers::Offered, row: usize| {
            let account = all.accounts.iter().find(|account| account.row == row);
            account.map(|account| account.offers.iter().filter_map(|offer| offer.worth()).sum::<f64>())
        };
        for account in &before.accounts {
            let (one, other) = (worth(&before, account.row).unwrap(), worth(&after, account.row).unwrap());
            prop_assert!((one * factor - other).abs() <= 1e-6 * other.abs().max(1e-9), "{one} × {factor} is not {other}");
        }
        prop_assert_eq!(before.trial, after.trial);
    }

    #[test]
    fn the_chance_lies_between_those_alike_and_all_and_comes_nearer_to_all(
        of in 0.0..50.0_f64, part in 0.0..1.0_f64, base in 0.001..0.999_f64, strength in 0.1..20.0_f64,
    ) {
        let yes = of * part;
        let chance = Chance::new(yes, of, base, strength).unwrap();
        let (low, high) = (part.min(base), part.max(base));
        prop_assert!(chance.share >= low - 1e-9 && chance.share <= high + 1e-9);
        let more = Chance::new(yes, of, base, strength * 2.0).unwrap();
        prop_assert!((more.share - base).abs() <= (chance.share - base).abs() + 1e-12);
        let ends = chance.interval();
        prop_assert!(0.0 <= ends.low && ends.low <= chance.share && chance.share <= ends.high && ends.high <= 1.0);
    }
}
#[test]
fn of_very_many_accounts_the_distance_alone_says_how_firmly_they_stand() {
    let accounts = (0..7_000).map(|n| customer(&format!("c{n}"), 100.0 + f64::from(n), 20.0, 0.7));
    let document = document(accounts.collect());
    let valuation = value(&document).output;
    let tiers = Tiers::of(&document, &valuation);
    assert_eq!(stability(&document, &valuation, &tiers), None);
}
