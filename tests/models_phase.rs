//! The watch over phase changes: it falls back to BG/NBD as published, rings when a pace drops, and seldom else.

#![allow(clippy::unwrap_used)]

use both_sides::jobs::{Arriving, Flow, Job, Outcome, WatchPhase, run};
use both_sides::maths::Draws;
use both_sides::measures::models::phase::{Phase, PhaseRun, PurchaseDays};
use both_sides::portfolio::{Account, AccountId, Document, OrderHistory, RepeatPurchases, Shared};
use both_sides::report::phase::{PhaseQuestion, phase_question, phase_report};
use both_sides::report::style::NumberStyle;
use both_sides::units::Day;
use proptest::prelude::*;

fn phase(days: PurchaseDays, weeks: u32) -> Phase {
    let mut run = PhaseRun::new(days, weeks).unwrap();
    while run.step() {}
    run.finish()
}

/// Customers drawn from BG/NBD over three years, who come in during the first; after `cut` all buy `pace` times as
/// often. r 0.9, α 6 weeks, a 0.6, b 4.
fn drawn(seed: u64, n: usize, cut: f64, pace: f64) -> PurchaseDays {
    let mut draws = Draws::new(seed, "phase");
    let mut days = PurchaseDays {
        end: 156 * 7,
        ..PurchaseDays::default()
    };
    for _ in 0..n {
        let (rate, leaves) = (draws.gamma(0.9) / 6.0, draws.beta(0.6, 4.0));
        let first = draws.uniform() * 52.0;
        // On a clock that runs `pace` times as fast after the cut; read back into weeks.
        let clock = |week: f64| week.min(cut) + pace * (week - cut).max(0.0);
        let weeks = |clock: f64| {
            if clock <= cut {
                clock
            } else {
                cut + (clock - cut) / pace
            }
        };
        let (mut at, mut own) = (clock(first), vec![(first * 7.0) as i32]);
        loop {
            at += -libm::log(1.0 - draws.uniform()) / rate;
            let week = weeks(at);
            if week >= 156.0 {
                break;
            }
            let day = (week * 7.0) as i32;
            if day > own[own.len() - 1] {
                own.push(day);
            }
            if draws.uniform() < leaves {
                break;
            }
        }
        days.first.push(own[0]);
        days.x.push(own.len() as u32 - 1);
        days.gaps
            .extend(own.windows(2).map(|pair| (pair[1] - pair[0]) as u32));
    }
    days
}

#[test]
fn a_drop_of_the_pace_rings_and_is_measured() {
    for (seed, pace) in [(1, 0.5), (2, 0.6), (3, 1.6)] {
        let found = phase(drawn(seed, 500, 104.0, pace), 52);
        assert!(found.rings(), "{pace}: {} p {}", found.pace, found.p);
        let (low, high) = found.interval;
        assert!(low < found.pace && found.pace < high);
        assert!(
            (libm::log(found.pace / pace)).abs() < 0.25,
            "{pace}: {}",
            found.pace
        );
        // Held against the fit to the time before, purchases fall short, or run ahead.
        assert_eq!(found.actual < found.expected, pace < 1.0);
    }
}

/// Customers who never leave, each at a pace of its own.
fn loyal(n: u32) -> PurchaseDays {
    let mut draws = Draws::new(3, "loyal");
    let mut days = PurchaseDays {
        end: 1_094,
        ..PurchaseDays::default()
    };
    for _ in 0..n {
        let gap = 12.0 + 60.0 * draws.uniform();
        let mut day = 200.0 * draws.uniform();
        let mut own: Vec<i32> = Vec::new();
        while day < 1_095.0 {
            if own.last().is_none_or(|last| *last < day as i32) {
                own.push(day as i32);
            }
            let slow = if day > 913.0 { 0.4 } else { 1.0 };
            day += -libm::log(1.0 - draws.uniform()) * gap / slow;
        }
        days.first.push(own[0]);
        days.x.push(own.len() as u32 - 1);
        days.gaps
            .extend(own.windows(2).map(|pair| (pair[1] - pair[0]) as u32));
    }
    days
}

#[test]
fn where_nobody_leaves_the_time_after_is_ranked_too() {
    let found = phase(loyal(150), 52);
    assert!(found.rings() && found.n_back > 100);
    assert_eq!(found.next_new.len(), 150);
    let n_ranked = found.next_new.iter().filter(|next| next.is_finite()).count();
    assert!(n_ranked > 140, "{n_ranked} {:?}", &found.next_new[..5]);
}

#[test]
fn where_nothing_changed_it_rings_about_as_seldom_as_it_says() {
    let n_runs = 60;
    let chances: Vec<f64> = (0..n_runs)
        .map(|seed| phase(drawn(100 + seed, 150, 104.0, 1.0), 52).p)
        .collect();
    let below = |level: f64| chances.iter().filter(|p| **p < level).count();
    // 6 expected at 10 %; 13 or more would come by chance once in 200 times.
    assert!(below(0.1) <= 12, "{} of {n_runs} below 0.1", below(0.1));
    assert!(below(0.01) <= 3, "{} of {n_runs} below 0.01", below(0.01));
    // And it is no test that never rings: half lie below a half, give or take three standard deviations.
    assert!(
        (18..=42).contains(&below(0.5)),
        "{} of {n_runs} below 0.5",
        below(0.5)
    );
}

/// CDNOW, the 1/10 sample, by customer and day: customer, place in the sample, date, discs, dollars.
fn cdnow() -> PurchaseDays {
    let text = include_str!("fixtures/data/cdnow_sample.txt");
    let mut own: std::collections::BTreeMap<u32, std::collections::BTreeSet<i32>> = Default::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let (id, date) = (cells[1].parse().unwrap(), cells[2]);
        let day: Day = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..8])
            .parse()
            .unwrap();
        own.entry(id).or_default().insert(day.epoch_days());
    }
    let mut days = PurchaseDays {
        end: "1998-06-30".parse::<Day>().unwrap().epoch_days(),
        ..PurchaseDays::default()
    };
    for own in own.into_values() {
        let own: Vec<i32> = own.into_iter().collect();
        days.first.push(own[0]);
        days.x.push(own.len() as u32 - 1);
        days.gaps
            .extend(own.windows(2).map(|pair| (pair[1] - pair[0]) as u32));
    }
    days
}

#[test]
fn held_against_cdnow_it_expects_what_was_published() {
    // Fitted to the first 39 weeks, BG/NBD is known to follow the next 39 closely (Fader, Hardie & Lee 2005).
    let found = phase(cdnow(), 39);
    assert_eq!(found.n, 2357);
    let ratio = found.expected / found.actual;
    assert!(
        (0.85..1.1).contains(&ratio),
        "{} of {}",
        found.expected,
        found.actual
    );
    assert!(found.interval.0 < found.pace && found.pace < found.interval.1);
    assert_eq!(found.next_old.len(), 2357);
    // More than 50 came back within the window, so that it is fitted alone; who bought nothing then has no place.
    assert!(found.n_back > 50 && found.next_new.len() == 2357);
    assert!(found.next_new.iter().any(|next| next.is_nan()));
}

fn bring(job: Job) -> Outcome {
    run(
        Job::from_flat(job.to_flat()).unwrap(),
        &mut |_| Ok(Vec::new()),
        &mut |_| Flow::Continue,
    )
    .unwrap()
    .unwrap()
}

#[test]
fn the_job_and_what_it_finds_travel_as_they_are() {
    let days = drawn(7, 120, 104.0, 0.5);
    let outcome = bring(Job::Phase(WatchPhase {
        days: days.clone(),
        weeks: 52,
    }));
    assert_eq!(outcome, Outcome::Phase(Some(Box::new(phase(days, 52)))));
    let back = Arriving::from_flat(outcome.to_flat()).unwrap().finish().unwrap();
    // What is not a number equals nothing, itself included.
    assert_eq!(format!("{back:?}"), format!("{outcome:?}"));
    let nobody = bring(Job::Phase(WatchPhase {
        days: PurchaseDays::default(),
        weeks: 52,
    }));
    assert_eq!(nobody, Outcome::Phase(None));
    assert_eq!(
        Arriving::from_flat(nobody.to_flat()).unwrap().finish(),
        Ok(nobody)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_customers_and_the_calendar_leave_no_trace(seed in 0_u64..1_000, shift in -5_000_i32..5_000) {
        let days = drawn(seed, 60, 104.0, 0.7);
        let mut moved = days.clone();
        moved.end += shift;
        moved.first.iter_mut().for_each(|day| *day += shift);
        let (one, other) = (phase(days, 52), phase(moved, 52));
        prop_assert_eq!((one.pace, one.ratio, one.p), (other.pace, other.ratio, other.p));
    }
}

/// Accounts with the orders of `days`.
fn portfolio(days: &PurchaseDays) -> Document {
    let as_of = Day::from_epoch_days(days.end).unwrap();
    let mut document = Document::empty("Phase", "EUR", as_of);
    let mut rest = &days.gaps[..];
    for (at, (&first, &x)) in days.first.iter().zip(&days.x).enumerate() {
        let (own, others) = rest.split_at(x as usize);
        rest = others;
        let t_x = own.iter().sum::<u32>() as f64 / 7.0;
        let mut account = Account::new(AccountId::new(&format!("a{at}")), &format!("Account {at}"));
        account.orders = Some(Shared::new(OrderHistory {
            first: Day::from_epoch_days(first),
            gaps: own.to_vec(),
            repeat: Some(RepeatPurchases {
                x,
                t_x,
                t: f64::from(days.end - first) / 7.0,
                mean_spend: None,
            }),
            ..OrderHistory::default()
        }));
        document.portfolio.accounts.push(Shared::new(account));
    }
    document
}

#[test]
fn what_cannot_be_told_says_why() {
    let style = NumberStyle::default();
    let sentence = |document: &Document| match phase_question(document, None, &style) {
        PhaseQuestion::Cannot(sentence) => sentence,
        PhaseQuestion::Ask { .. } => panic!("it can be told"),
    };
    let nobody = Document::empty("None", "EUR", Day::EPOCH);
    assert!(sentence(&nobody).contains("no account that buys repeatedly has dated orders"));
    let few = portfolio(&drawn(1, 20, 104.0, 1.0));
    assert!(sentence(&few).contains("came back, fewer than 50"));
    let mut counts = portfolio(&drawn(1, 100, 104.0, 1.0));
    for account in &mut counts.portfolio.accounts {
        account.edit().orders.as_mut().unwrap().edit().gaps = Vec::new();
    }
    assert!(sentence(&counts).contains("accounts only counts are known"));
    let mut short = drawn(1, 200, 104.0, 1.0);
    let late = short.end - 200;
    short.first.iter_mut().for_each(|day| *day = late);
    short.x.iter_mut().for_each(|x| *x = 1);
    short.gaps = vec![7; 200];
    assert!(sentence(&portfolio(&short)).contains("the orders cover 200 days"));
}

#[test]
fn what_rings_is_told_with_both_rankings() {
    let style = NumberStyle::default();
    let days = drawn(1, 500, 104.0, 0.5);
    let document = portfolio(&days);
    let PhaseQuestion::Ask { days, weeks, windows } = phase_question(&document, None, &style) else {
        panic!("it can be told");
    };
    assert_eq!(
        (weeks, windows),
        (26, vec![26, 13]),
        "the log begins within the first year"
    );
    let told = phase_report(&document, &phase(days, weeks), &style);
    assert!(told.rings, "{}", told.verdict);
    assert!(
        told.verdict
            .starts_with("The data may not mean what they meant a few months ago.")
    );
    let slope = told.slope.unwrap();
    assert_eq!(slope.heads[1], "By the last 26 weeks");
    assert!(slope.n_both >= 50 && slope.lines.iter().any(|line| line.climbed != 0.0));
    let calm = portfolio(&drawn(4, 500, 104.0, 1.0));
    let PhaseQuestion::Ask { days, weeks, .. } = phase_question(&calm, Some(13), &style) else {
        panic!("it can be told");
    };
    assert_eq!(weeks, 13);
    assert!(!phase_report(&calm, &phase(days, weeks), &style).rings);
}
