//! Every sentence that says what to distrust about a valuation.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::measures::value;
use both_sides::portfolio::{
    Capital, Document, EventKind, OrderHistory, OutcomeStatus, Party, ServiceLoad, Shared,
};
use both_sides::units::{Day, Rate};
use measures_support::{account, customer, document, exact, said, share, us_from};

fn sentences(document: &Document) -> Vec<(Vec<usize>, String)> {
    value(document)
        .warnings
        .into_iter()
        .map(|caveat| (caveat.rows, caveat.sentence))
        .collect()
}

fn only(document: &Document, rows: &[usize], sentence: &str) {
    assert_eq!(sentences(document), [(rows.to_vec(), sentence.to_owned())]);
}

fn three() -> Document {
    document(vec![
        customer("Alpha", 100.0, 0.0, 0.8),
        customer("Beta", 100.0, 0.0, 0.8),
        customer("Gamma", 100.0, 0.0, 0.8),
    ])
}

#[test]
fn a_sound_portfolio_has_none() {
    assert_eq!(sentences(&three()), []);
}

#[test]
fn a_value_without_an_end() {
    let mut document = three();
    for row in [0, 2] {
        let economics = &mut document.portfolio.accounts[row].edit().economics;
        economics.annual_retention = exact(0.95);
        economics.growth = Some(Rate::clamped(0.2));
    }
    only(
        &document,
        &[0, 2],
        "The current value of Alpha and Gamma has no end, because retention × (1 + growth) reaches 1 + discount rate: \
         set a horizon, lower the growth or raise the discount rate.",
    );
    document.assumptions.edit().horizon = Some(5);
    assert_eq!(sentences(&document), [], "the way out works");
}

#[test]
fn shares_above_one() {
    let mut document = three();
    document
        .portfolio
        .attributions
        .edit()
        .push(share("Alpha", "Beta", 0.8));
    document
        .portfolio
        .attributions
        .edit()
        .push(share("Alpha", "Gamma", 0.8));
    only(
        &document,
        &[0],
        "The attribution shares of Alpha add up to more than 100 % and were scaled down to 100 %: lower them to say \
         which one is too high.",
    );
}

#[test]
fn a_circle() {
    let mut document = three();
    document
        .portfolio
        .attributions
        .edit()
        .push(share("Alpha", "Beta", 0.5));
    document
        .portfolio
        .attributions
        .edit()
        .push(share("Beta", "Alpha", 0.5));
    only(
        &document,
        &[0, 1],
        "Alpha and Beta credit one another in a circle, so inside it value moves one step only: remove one of the \
         shares to pass it on in full.",
    );
}

#[test]
fn a_share_of_itself() {
    let mut document = three();
    document
        .portfolio
        .attributions
        .edit()
        .push(share("Beta", "Beta", 0.5));
    only(
        &document,
        &[1],
        "Beta cannot be credited with its own value, so that share is left out: name who brought it.",
    );
}

#[test]
fn a_retention_of_a_thousand_years() {
    let mut document = three();
    for (row, retention) in [(0, 1.0), (1, 0.999), (2, 0.998)] {
        document.portfolio.accounts[row].edit().economics.annual_retention = exact(retention);
    }
    only(
        &document,
        &[0, 1],
        "The retention stated for Alpha and Beta means staying for a thousand years or more: state the share of accounts \
         like it that are still there a year later, such as 95 %.",
    );
    // Defined all the same: 100 a year for ever at 10 % is worth 1,000.
    let worth = measures_support::valued(&document, both_sides::measures::MeasureId::CurrentValue, 0);
    assert!((worth.unwrap() - 1_000.0).abs() < 1e-9);
}

#[test]
fn spend_below_zero() {
    let mut document = three();
    document.portfolio.accounts[0].edit().economics.annual_revenue = exact(-500.0);
    document.portfolio.accounts[1].edit().economics.gross_margin = exact(-500.0);
    document.portfolio.accounts[2].edit().economics.cost_to_serve = exact(-1.0);
    only(
        &document,
        &[0, 2],
        "Revenue, cost to serve, cost of winning or wallet of Alpha and Gamma is stated below zero and counts as it stands: \
         correct the sign, or leave it empty where it is unknown.",
    );
    let valuation = value(&document).output;
    for measure in both_sides::measures::MeasureId::ALL {
        for row in 0..3 {
            let number = valuation.get(*measure, row).value;
            assert!(number.is_none_or(f64::is_finite), "{measure:?} {row}");
        }
    }
}

#[test]
fn orders_before_the_start() {
    let mut document = three();
    let alpha = document.portfolio.accounts[0].edit();
    alpha.since = Day::new(2025, 6, 1);
    alpha.orders = Some(Shared::new(OrderHistory {
        first: Day::new(2024, 6, 1),
        last: Day::new(2025, 12, 1),
        ..OrderHistory::default()
    }));
    only(
        &document,
        &[0],
        "Alpha ordered before the start that is stated: the first order counts as the start. Correct the start or the \
         orders.",
    );
    let length = measures_support::valued(&document, both_sides::measures::MeasureId::Length, 0).unwrap();
    assert!(
        (length - 1.58).abs() < 0.01,
        "{length} years since the first order"
    );
    document.portfolio.accounts[0].edit().since = Day::new(2024, 6, 1);
    assert_eq!(sentences(&document), [], "the way out works");
}

#[test]
fn dates_in_the_future() {
    let mut document = three();
    let mut idea = us_from("Alpha", EventKind::Feedback, Capital::Knowledge);
    idea.date = Day::new(2026, 1, 2);
    idea.money = exact(10.0);
    document.portfolio.events.edit().push(idea);
    let mut heard = said("Gamma", "Delivery", 1.0, 8.0, None);
    heard.date = Day::new(2027, 1, 1);
    document.portfolio.observations.edit().push(heard);
    only(
        &document,
        &[0, 2],
        "Alpha and Gamma said or gave something dated after 2026-01-01, the day looked back from: it counts as of that day. \
         Correct the date.",
    );
    document.as_of = Day::new(2027, 1, 1).unwrap();
    assert_eq!(sentences(&document), [], "it is no longer in the future");
}

#[test]
fn more_revenue_than_wallet() {
    let mut document = three();
    let alpha = document.portfolio.accounts[0].edit();
    alpha.economics.annual_revenue = exact(500.0);
    alpha.wallet.annual_size = exact(400.0);
    only(
        &document,
        &[0],
        "The revenue of Alpha is more than the whole wallet: correct the size of the wallet.",
    );
}

#[test]
fn a_referral_without_a_price() {
    let mut document = three();
    let mut referral = us_from("Alpha", EventKind::CustomerReferral, Capital::Social);
    referral.status = OutcomeStatus::Realised;
    document.portfolio.events.edit().push(referral);
    only(
        &document,
        &[0],
        "What the referrals of Alpha saved has no price: state the acquisition cost of the account won, or assume one \
         for all.",
    );
    document.assumptions.edit().acquisition_cost = exact(100.0);
    assert_eq!(sentences(&document), [], "the way out works");
}

#[test]
fn a_unit_without_an_exchange_rate() {
    let mut document = three();
    for giver in ["Alpha", "Beta", "Gamma"] {
        let mut idea = us_from(giver, EventKind::Feedback, Capital::Knowledge);
        idea.unit = " Idea".to_owned();
        document.portfolio.events.edit().push(idea);
    }
    only(
        &document,
        &[0, 1, 2],
        "There is no exchange rate for \"idea\" (knowledge), so events of Alpha, Beta and Gamma count for nothing in \
         money: add the rate or state the worth of the events.",
    );
}

#[test]
fn a_load_without_an_activity() {
    let mut document = three();
    let account = document.portfolio.accounts[0].id.clone();
    document.portfolio.loads.edit().push(ServiceLoad {
        account,
        activity: "visit".to_owned(),
        events_per_year: 3.0,
    });
    only(
        &document,
        &[0],
        "The service load of Alpha names the activity \"visit\", which is not in the list and counts for nothing: add \
         the activity or correct its id.",
    );
}

#[test]
fn records_of_strangers() {
    let mut document = three();
    let portfolio = &mut document.portfolio;
    portfolio.loads.edit().push(ServiceLoad {
        account: account("Delta").id,
        activity: "visit".to_owned(),
        events_per_year: 1.0,
    });
    portfolio
        .observations
        .edit()
        .push(said("Delta", "service", 1.0, 8.0, None));
    portfolio
        .observations
        .edit()
        .push(said("Epsilon", "service", 1.0, 8.0, None));
    portfolio
        .events
        .edit()
        .push(us_from("Delta", EventKind::Feedback, Capital::Knowledge));
    portfolio.attributions.edit().push(share("Alpha", "Delta", 0.1));
    let none: Vec<usize> = vec![];
    let wanted = [
        "1 service load names accounts that are not in the portfolio (\"Delta\") and is left out: add the accounts or \
         correct the ids.",
        "2 observations name accounts that are not in the portfolio (\"Delta\" and \"Epsilon\") and are left out: add \
         the accounts or correct the ids.",
        "1 value event names accounts that are not in the portfolio (\"Delta\") and is left out: add the accounts or \
         correct the ids.",
        "1 attribution share names accounts that are not in the portfolio (\"Delta\") and is left out: add the accounts \
         or correct the ids.",
    ];
    assert_eq!(
        sentences(&document),
        wanted.map(|sentence| (none.clone(), sentence.to_owned()))
    );
}

#[test]
fn an_event_between_us_and_us() {
    let mut document = three();
    let mut event = us_from("Alpha", EventKind::Feedback, Capital::Knowledge);
    event.giver = Party::Us;
    document.portfolio.events.edit().push(event);
    only(
        &document,
        &[],
        "1 value event names us on both sides and counts for nothing: say who gave or who received.",
    );
}
