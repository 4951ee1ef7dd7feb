//! Two scenarios side by side, worked by hand.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::measures::value;
use both_sides::portfolio::{
    AccountId, Activity, By, Capital, Document, EventKind, Lever, LeverMove, Scenario, ServiceLoad, Shared,
    Whom,
};
use both_sides::report::scenario_comparison::{Comparison, Side, comparison};
use both_sides::report::scenario_words::{changes, not_moved, shown_number, with_shown};
use both_sides::report::style::NumberStyle;
use both_sides::slices::at_once;
use both_sides::units::{Rate, Ratio};
use measures_support::{customer, document, share, us_from};

/// Alder in Retail at 80 %, worth 300 × 0.8 ÷ 0.3 = 800, brought by Birch; Birch gives references and loses money.
fn two() -> Document {
    let mut alder = customer("alder", 400.0, 100.0, 0.8);
    alder.name = "Alder".to_owned();
    alder.segment = "Retail".to_owned();
    alder.economics.annual_hours = Some(40.0);
    let mut birch = customer("birch", 50.0, 90.0, 0.5);
    birch.name = "Birch".to_owned();
    birch.economics.annual_hours = Some(60.0);
    let mut document = document(vec![alder, birch]);
    document
        .portfolio
        .attributions
        .edit()
        .push(share("alder", "birch", 0.2));
    let mut reference = us_from("birch", EventKind::ReferenceUse, Capital::Reputational);
    reference.quantity = 6.0;
    reference.unit = "reference call".to_owned();
    document.portfolio.events.edit().push(reference);
    document
}

fn kept_longer() -> Scenario {
    Scenario {
        id: "longer".to_owned(),
        name: "Kept longer".to_owned(),
        moves: vec![LeverMove {
            whom: Whom::Segment("Retail".to_owned()),
            lever: Lever::Retention,
            by: By::Points(0.1),
        }],
        ..Scenario::default()
    }
}

fn let_go(id: &str) -> Scenario {
    Scenario {
        id: "gone".to_owned(),
        name: "Let go".to_owned(),
        released: vec![AccountId::new(id)],
        ..Scenario::default()
    }
}

fn compared(document: &Document, scenario: &Scenario) -> Comparison {
    let applied = scenario.applied(document);
    let (before, after) = (value(document).output, value(&applied).output);
    at_once(comparison(
        ["the portfolio as it is".to_owned(), scenario.name.clone()],
        Side {
            document,
            valuation: &before,
        },
        Side {
            document: &applied,
            valuation: &after,
        },
        &NumberStyle::default(),
    ))
}

fn row(found: &Comparison, label: &str) -> [String; 3] {
    let row = found
        .totals
        .iter()
        .find(|row| row.label.starts_with(label))
        .unwrap();
    [row.before.clone(), row.after.clone(), row.difference.clone()]
}

#[test]
fn keeping_a_segment_longer_is_worth_what_the_formula_says() {
    let found = compared(&two(), &kept_longer());
    let style = NumberStyle::default();
    // Alder: 300 × 0.9 ÷ 0.2 = 1,350 instead of 800. Birch: −40 × 0.5 ÷ 0.6 = −33.33, as before.
    let [before, after, difference] = row(&found, "Customer equity");
    assert_eq!(before, style.money(800.0 - 100.0 / 3.0));
    assert_eq!(after, style.money(1350.0 - 100.0 / 3.0));
    assert_eq!(difference, format!("+{}", style.money(550.0)));
    assert_eq!(
        row(&found, "Contribution")[2],
        style.money(0.0),
        "a year brings the same"
    );
    // A fifth of Alder's value is due to Birch: 440 more for Alder, 110 for Birch.
    assert_eq!(found.n_moved, 2);
    assert_eq!(found.movers[0].name, "Alder");
    let told: Vec<&str> = (found.movers.iter())
        .map(|mover| mover.difference.as_str())
        .collect();
    assert_eq!(
        told,
        [
            format!("+{}", style.money(440.0)),
            format!("+{}", style.money(110.0))
        ]
    );
    assert!((found.movers[1].part - 0.25).abs() < 1e-9);
    let referrals = &found.effects[3];
    assert_eq!(
        (referrals.before.clone(), referrals.after.clone()),
        (style.money(160.0), style.money(270.0))
    );
}

#[test]
fn letting_an_account_go_names_what_goes_with_it() {
    let found = compared(&two(), &let_go("birch"));
    let style = NumberStyle::default();
    assert_eq!(row(&found, "Accounts")[2], "−1");
    assert_eq!(row(&found, "Contribution")[2], format!("+{}", style.money(40.0)));
    let effect = |label: &str| {
        found
            .effects
            .iter()
            .find(|effect| effect.label.starts_with(label))
            .unwrap()
    };
    let references = effect("References");
    assert!(references.is_warning, "nobody is left to ask: {references:?}");
    assert_eq!(
        (references.before.as_str(), references.after.as_str()),
        ("1.50", "nobody")
    );
    let hours = effect("Our hours");
    assert_eq!((hours.before.as_str(), hours.after.as_str()), ("100", "40"));
    assert!(hours.sentence.starts_with("60 hours a year become free."));
    let relationship = effect("Relationship value");
    assert!(relationship.is_warning && relationship.sentence.contains(&style.money(160.0)));
    let losing = effect("Accounts that cost more");
    assert_eq!((losing.before.as_str(), losing.after.as_str()), ("1", "0"));
    assert!(!found.verdict.is_go);
    assert_eq!(found.verdict.head, "Look again");
    assert_eq!(
        found.movers.last().map(|mover| mover.after.as_str()),
        Some("let go")
    );
}

#[test]
fn what_is_better_without_a_shadow_is_a_go_and_nothing_is_no_difference() {
    let mut document = two();
    document.portfolio.attributions.edit().clear();
    let found = compared(
        &document,
        &Scenario {
            moves: vec![LeverMove {
                whom: Whom::Everybody,
                lever: Lever::CostToServe,
                by: By::OfToday(-0.5),
            }],
            name: "Leaner".to_owned(),
            ..Scenario::default()
        },
    );
    assert!(found.verdict.is_go, "{:?}", found.verdict);
    assert_eq!(row(&found, "Cost to serve")[2], "−€95");
    let still = compared(&document, &Scenario::default());
    assert_eq!(still.verdict.head, "No difference");
    assert!(still.movers.is_empty() && still.zones.is_empty());
}

#[test]
fn an_account_that_falls_below_zero_is_named() {
    let found = compared(
        &two(),
        &Scenario {
            moves: vec![LeverMove {
                whom: Whom::Account(AccountId::new("alder")),
                lever: Lever::CostToServe,
                by: By::OfToday(4.0),
            }],
            ..Scenario::default()
        },
    );
    let losing = found.effects.last().unwrap();
    assert!(losing.is_warning);
    assert_eq!(losing.sentence, "1 account falls below zero: Alder.");
}

#[test]
fn changes_are_told_in_words() {
    let document = two();
    let style = NumberStyle::default();
    let mut scenario = kept_longer();
    scenario.released = vec![AccountId::new("birch")];
    let mut own = (*document.assumptions).clone();
    own.discount_rate = Rate::clamped(0.12);
    scenario.assumptions = Some(Shared::new(own));
    assert_eq!(
        changes(&document, &scenario, &style),
        [
            "Retention of segment Retail: +10 points",
            "Let go: Birch",
            "Discount rate per year: 12 % instead of 10 %"
        ]
    );
    assert_eq!(changes(&document, &Scenario::default(), &style), ["Nothing yet"]);
    let valuation = value(&document).output;
    assert_eq!(not_moved(&document, &valuation, &scenario.moves[0]), None);
    let wallet = LeverMove {
        whom: Whom::Everybody,
        lever: Lever::ShareOfWallet,
        by: By::Points(0.1),
    };
    assert_eq!(
        not_moved(&document, &valuation, &wallet).as_deref(),
        Some("The share of wallet of 2 of 2 accounts is not known: they stay as they are.")
    );
}

#[test]
fn what_a_person_sees_reads_back_as_the_same_move() {
    for lever in Lever::ALL.iter().copied() {
        for by in [By::Points(0.07), By::OfToday(-0.125)] {
            let by = with_shown(by, lever, shown_number(by, lever));
            assert_eq!(with_shown(by, lever, shown_number(by, lever)), by);
        }
    }
    assert_eq!(shown_number(By::Points(0.07), Lever::Retention), 7.0);
    assert_eq!(shown_number(By::Points(2.0), Lever::Breadth), 2.0);
}

/// One person, six contacts an hour can be dealt with; two an hour come from each of the two accounts.
fn at_the_desk(hours: f64) -> Document {
    let mut document = two();
    let portfolio = &mut document.portfolio;
    portfolio.activities.edit().push(Activity {
        id: "call".to_owned(),
        name: "A call".to_owned(),
        minutes_per_event: 10.0,
        rate_per_minute: 0.0,
        avoidable_share: Ratio::clamped(0.0),
    });
    for account in ["alder", "birch"] {
        portfolio.loads.edit().push(ServiceLoad {
            account: AccountId::new(account),
            activity: "call".to_owned(),
            events_per_year: 2_000.0,
        });
    }
    let desk = document.service.edit();
    desk.tiers.truncate(1);
    desk.tiers[0].name = "Everybody".to_owned();
    desk.tiers[0].share = Ratio::clamped(1.0);
    desk.tiers[0].wait = Some(600.0);
    (desk.staff, desk.hours) = (1, hours);
    document
}

fn wait_at_desk(found: &Comparison) -> [String; 3] {
    let effect = found.effects.last().unwrap();
    assert_eq!(effect.label, "Mean wait at the service desk, by tier");
    [
        effect.before.clone(),
        effect.after.clone(),
        effect.sentence.clone(),
    ]
    .map(|text| text.replace('\u{202f}', " "))
}

#[test]
fn the_queue_at_the_desk_is_told_before_and_after() {
    // λ ÷ μ ÷ (μ − λ) for one person: 4 ÷ 6 ÷ 2 h = 20 min, and 2 ÷ 6 ÷ 4 h = 5 min without Birch.
    let found = compared(&at_the_desk(1_000.0), &let_go("birch"));
    assert_eq!(
        wait_at_desk(&found),
        [
            "Everybody 20 min",
            "Everybody 5 min",
            "With 1 person: Everybody waits 15 min less. The promise to Everybody is kept then."
        ]
    );
    assert!(!found.effects.last().unwrap().is_warning);
    // The other way round it is a warning, and a desk that cannot do the work even more so.
    for (hours, before, after, words) in [
        (
            1_000.0,
            "Everybody 5 min",
            "Everybody 20 min",
            "waits 15 min longer. The promise to Everybody is not kept any more.",
        ),
        (
            600.0,
            "Everybody 13 min",
            "without end",
            "the queue would grow without end. It takes 2 people at least.",
        ),
    ] {
        let all = at_the_desk(hours);
        let less = let_go("birch").applied(&all);
        let (then, now) = (value(&less).output, value(&all).output);
        let sides = [(&less, &then), (&all, &now)].map(|(document, valuation)| Side { document, valuation });
        let found = at_once(comparison(
            ["less".to_owned(), "all".to_owned()],
            sides[0],
            sides[1],
            &NumberStyle::default(),
        ));
        let said = wait_at_desk(&found);
        assert_eq!(said[..2], [before, after], "{hours}");
        assert!(said[2].contains(words), "{said:?}");
        assert!(found.effects.last().unwrap().is_warning);
    }
    // Where nothing is known of what comes, nothing is said of waiting.
    let found = compared(&two(), &let_go("birch"));
    assert!(found.effects.iter().all(|effect| !effect.label.contains("wait")));
}
