//! Real files of each shape import with automatic mapping and nothing done by hand.

use both_sides::import::{Detected, Draft, ImportError, Question, Role, Shape, Target, detect, read};
use both_sides::portfolio::{Account, Field};
use both_sides::units::Day;

fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/tests/fixtures/data/{file}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn detected(file: &str) -> Detected {
    detect(file, &bytes(file), today(), &Default::default()).unwrap()
}

fn import(file: &str) -> Draft {
    let draft = read(file, &bytes(file), &detected(file).settings).unwrap();
    assert!(draft.tally.adds_up(), "{:?}", draft.tally);
    assert_eq!(draft.issues, [], "{file}");
    assert_eq!(draft.questions, Vec::<Question>::new(), "{file}");
    draft
}

fn targets(draft: &Draft) -> Vec<(&str, Target)> {
    draft
        .settings
        .columns
        .iter()
        .map(|column| (column.header.as_str(), column.target))
        .collect()
}

fn sum(draft: &Draft, value: impl Fn(&Account) -> f64) -> f64 {
    draft.accounts.iter().map(|account| value(account)).sum()
}

#[test]
fn superstore_is_an_order_log_with_profit() {
    let draft = import("superstore_orders.csv");
    assert_eq!(draft.settings.shape, Shape::OrderLog, "{:?}", targets(&draft));
    assert_eq!(draft.accounts.len(), 793);
    assert_eq!(draft.tally.n_added_up, 9994);
    let profit = sum(&draft, |account| {
        account.orders.as_ref().unwrap().total.profit.unwrap()
    });
    assert!((profit - 286_397.02).abs() < 0.01, "{profit}");
    let orders = sum(&draft, |account| {
        f64::from(account.orders.as_ref().unwrap().total.n_orders)
    });
    assert_eq!(orders, 5009.0);
    assert_eq!(draft.as_of, Day::new(2017, 12, 30));
    let target = |header: &str| {
        targets(&draft)
            .iter()
            .find(|(name, _)| *name == header)
            .unwrap()
            .1
    };
    assert_eq!(target("Customer ID"), Target::Field(Field::Id));
    assert_eq!(target("Customer Name"), Target::Field(Field::Name));
    assert_eq!(target("Order Date"), Target::Role(Role::Date));
    assert_eq!(target("Product ID"), Target::Role(Role::ProductId));
    assert_eq!(target("Category"), Target::Role(Role::Category));
    assert_eq!(target("Ship Mode"), Target::LeaveOut);
    assert_eq!(target("Ship Date"), Target::LeaveOut);
    assert_eq!(target("Segment"), Target::Field(Field::Segment));
    assert!(draft.has_margin);
    let claire = draft
        .accounts
        .iter()
        .find(|account| account.id.as_str() == "CG-12520")
        .unwrap();
    assert_eq!(claire.name, "Claire Gute");
    assert_eq!(claire.segment, "Consumer");
}

#[test]
fn wholesale_spend_is_by_product() {
    let draft = import("uci_wholesale_customers.csv");
    assert_eq!(draft.settings.shape, Shape::WideSpend, "{:?}", targets(&draft));
    assert_eq!(draft.accounts.len(), 440);
    let total = sum(&draft, |account| account.orders.as_ref().unwrap().total.revenue);
    assert_eq!(total, 14_619_500.0);
    assert_eq!(draft.products.len(), 6);
    assert_eq!(draft.accounts[0].region, "3");
    assert_eq!(draft.accounts[0].extra["Channel"], "2");
    assert!(!draft.has_margin && draft.has_revenue);
}

#[test]
fn cdnow_lines_without_header_give_the_published_statistics() {
    let draft = import("cdnow_sample.txt");
    assert_eq!(draft.settings.shape, Shape::OrderLog, "{:?}", targets(&draft));
    assert_eq!(draft.accounts.len(), 2357);
    assert_eq!(draft.tally.n_added_up, 6919);
    let wanted = [
        Target::Field(Field::Id),
        Target::LeaveOut,
        Target::Role(Role::Date),
        Target::Role(Role::Quantity),
        Target::Role(Role::Revenue),
    ];
    assert_eq!(
        targets(&draft)
            .iter()
            .map(|(_, target)| *target)
            .collect::<Vec<_>>(),
        wanted
    );
    assert_eq!(draft.as_of, Day::new(1998, 6, 30));
}

#[test]
fn the_first_39_weeks_of_cdnow_are_the_published_summary() {
    let mut settings = detected("cdnow_sample.txt").settings;
    settings.as_of = Day::new(1997, 9, 30);
    let log = read("cdnow_sample.txt", &bytes("cdnow_sample.txt"), &settings).unwrap();
    assert!(log.tally.adds_up() && log.tally.n_after > 0);
    let summary = import("lifetimes_cdnow_summary.csv");
    assert_eq!(
        summary.settings.shape,
        Shape::RepeatSummary,
        "{:?}",
        targets(&summary)
    );
    assert_eq!(summary.accounts.len(), 2357);
    for (from_log, stated) in log.accounts.iter().zip(&summary.accounts) {
        let one = from_log.orders.as_ref().unwrap().repeat.unwrap();
        let other = stated.orders.as_ref().unwrap().repeat.unwrap();
        assert_eq!(one.x, other.x, "{}", stated.name);
        let history = from_log.orders.as_ref().unwrap();
        let days: Vec<i32> = history.purchase_days().collect();
        assert_eq!(days.len(), one.x as usize + 1);
        assert_eq!(
            f64::from(days[days.len() - 1] - days[0]) / 7.0,
            one.t_x,
            "{}",
            stated.name
        );
        assert_eq!(stated.orders.as_ref().unwrap().purchase_days().count(), 0);
        assert!(
            (one.t_x - other.t_x).abs() < 0.006,
            "{} {one:?} {other:?}",
            stated.name
        );
        assert!((one.t - other.t).abs() < 0.006, "{}", stated.name);
        let spend = one.mean_spend.unwrap_or(0.0) - other.mean_spend.unwrap_or(0.0);
        assert!(spend.abs() < 0.006, "{} {one:?} {other:?}", stated.name);
    }
}

#[test]
fn patterns_of_donors_are_refused_with_the_way_out() {
    let file = "lifetimes_donations.csv";
    let refusal = detect(file, &bytes(file), today(), &Default::default()).unwrap_err();
    assert!(matches!(refusal, ImportError::Grouped { .. }));
    assert_eq!(
        refusal.to_string(),
        "each line of lifetimes_donations.csv stands for a whole group of customers (column \"weights\" counts \
         them); paste it under Models to fit a model to it, or bring a file with one line per customer or per order"
    );
}
