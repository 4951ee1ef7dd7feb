//! The model desk on real and on awkward data: hold-out against the published table, verdicts, laws.

#![allow(clippy::unwrap_used)]

use both_sides::import::{detect, new_document, read};
use both_sides::measures::models::{
    BgNbd, Buying, BuyingKind, Finding, GammaGamma, History, HoldOut, MbgNbd, Nbd, ParetoNbd, Purchases,
    Spender, Study, StudyRun, group, group_spenders,
};
use both_sides::units::Day;
use proptest::prelude::*;
use serde_json::Value;

fn cdnow() -> Purchases {
    let bytes = include_bytes!("fixtures/data/cdnow_sample.txt");
    let today = Day::new(2026, 11, 22).unwrap();
    let settings = detect("log.txt", bytes, today, &Default::default())
        .unwrap()
        .settings;
    let draft = read("log.txt", bytes, &settings).unwrap();
    Purchases::in_weeks(&new_document("Log", "USD", today, &draft))
}

fn holdout() -> Value {
    let all: Value = serde_json::from_str(include_str!("golden/models.json")).unwrap();
    all["bgnbd_cdnow"]["holdout_wk40_78"].clone()
}

#[track_caller]
fn near(ours: f64, printed: &Value, within: f64) {
    let printed = printed.as_f64().unwrap();
    assert!((ours - printed).abs() <= within, "{ours} for {printed}");
}

#[test]
fn the_second_39_weeks_of_the_cdnow_log_are_foreseen_as_published() {
    let purchases = cdnow();
    let wanted = holdout();
    let bg = HoldOut::new(BuyingKind::BgNbd, &purchases).unwrap();
    assert_eq!(Day::from_epoch_days(bg.cut), Day::new(1997, 9, 30));
    assert_eq!((bg.n, bg.weeks), (2357, 39.0));
    near(bg.actual, &wanted["actual_total"], 0.0);
    near(bg.correlation.unwrap(), &wanted["corr_actual_bg"], 5e-4);
    let zero = bg.classes[0];
    near(f64::from(zero.n), &wanted["zero_class_n"], 0.0);
    near(
        zero.actual * f64::from(zero.n),
        &wanted["zero_class_actual"],
        1e-6,
    );
    near(zero.expected, &wanted["zero_class_mean_bg"], 5e-4);
    let third = bg.classes[3];
    near(f64::from(third.n), &wanted["x3_n"], 0.0);
    near(third.actual, &wanted["x3_actual"], 1e-9);
    near(third.expected, &wanted["x3_bg"], 2e-3);
    near(third.least, &wanted["x3_bg_min"], 1e-3);
    near(third.most, &wanted["x3_bg_max"], 2e-3);
    let (actual, expected) = (bg.tracking.actual[77], bg.tracking.expected[77]);
    assert_eq!((bg.tracking.actual.len(), bg.tracking.n_fitted), (78, 38));
    near(actual, &wanted["cum78_actual"], 0.0);
    near(expected / actual, &wanted["cum78_bg_ratio"], 2e-3);
    let pareto = HoldOut::new(BuyingKind::ParetoNbd, &purchases).unwrap();
    near(pareto.correlation.unwrap(), &wanted["corr_actual_pnbd"], 5e-4);
    near(pareto.classes[0].expected, &wanted["zero_class_mean_pnbd"], 5e-4);
    near(pareto.classes[3].expected, &wanted["x3_pnbd"], 2e-3);
    near(
        pareto.tracking.expected[77] / actual,
        &wanted["cum78_pnbd_ratio"],
        2e-3,
    );
}

#[test]
fn a_study_is_the_same_each_time_and_its_interval_holds_the_fit() {
    let purchases = cdnow();
    let study = StudyRun::new(BuyingKind::BgNbd, purchases.clone(), 7).finish();
    assert_eq!(
        study,
        StudyRun::new(BuyingKind::BgNbd, purchases.clone(), 7).finish()
    );
    let intervals = study.intervals.unwrap();
    assert_eq!(intervals.n, 60);
    let parameters = study.settled.unwrap().model.parameters();
    for ((low, high), value) in intervals.parameters.into_iter().zip(parameters) {
        assert!(low < value && value < high, "{value} within {low} to {high}");
    }
    // The log-likelihood falls by about half within one standard error of r: the interval is of that width.
    let error = study.fit.unwrap().standard_errors.unwrap()[0];
    let (low, high) = intervals.parameters[0];
    assert!(
        ((high - low) / (2.0 * 1.2816 * error) - 1.0).abs() < 0.35,
        "{low} to {high}, s.e. {error}"
    );
    assert!(
        study.spend.is_some() && matches!(study.findings[..], [Finding::Foreseen { .. }]),
        "{:?}",
        study.findings
    );
    let few = |seed| {
        let rows: Vec<_> = (0..90)
            .map(|at| (f64::from(at % 4), f64::from(at % 4) * 5.0, 30.0, 9.0))
            .collect();
        run(BuyingKind::BgNbd, &rows, seed)
    };
    let mut other = few(8);
    while other.step() {}
    assert!(other.progress() >= 1.0);
    assert_ne!(other.finish().intervals, few(7).finish().intervals);
}

fn study(kind: BuyingKind, rows: &[(f64, f64, f64, f64)]) -> Study {
    run(kind, rows, 1).finish()
}

fn run(kind: BuyingKind, rows: &[(f64, f64, f64, f64)], seed: u64) -> StudyRun {
    let mut purchases = Purchases::default();
    for &(x, t_x, t, mean) in rows {
        purchases.push(History::new(x, t_x, t), (x > 0.0).then_some(mean));
    }
    StudyRun::new(kind, purchases, seed)
}

#[test]
fn awkward_data_have_a_defined_result_and_a_sentence() {
    use Finding::{FewRepeaters, NoHistory, NobodyCameBack, SpendDependsOnFrequency, SpendLeftOut};
    let nobody = study(BuyingKind::BgNbd, &[]);
    assert_eq!((nobody.settled, &nobody.findings[..]), (None, &[NoHistory][..]));
    let once = study(BuyingKind::ParetoNbd, &[(0.0, 0.0, 20.0, 0.0); 30]);
    assert_eq!(
        (once.settled, &once.findings[..]),
        (None, &[NobodyCameBack { n: 30 }][..])
    );
    let mut one = vec![(0.0, 0.0, 20.0, 0.0); 30];
    one.push((2.0, 11.0, 19.0, 5.0));
    for kind in [
        BuyingKind::BgNbd,
        BuyingKind::MbgNbd,
        BuyingKind::ParetoNbd,
        BuyingKind::Nbd,
    ] {
        let study = study(kind, &one);
        assert_eq!(study.findings[0], FewRepeaters { n: 1 }, "{kind:?}");
        assert!(
            study.settled.is_some_and(|fit| fit.log_likelihood.is_finite()),
            "{kind:?}"
        );
    }
    let spenders: Vec<_> = (1..80)
        .map(|x| (f64::from(x), 30.0, 39.0, f64::from(x) * 3.0))
        .collect();
    let dependent = study(BuyingKind::Nbd, &spenders);
    assert!(
        dependent
            .findings
            .iter()
            .any(|finding| matches!(finding, SpendDependsOnFrequency { .. }))
    );
    assert_eq!(dependent.spend, None);
    let spenders: Vec<_> = (0..80)
        .map(|at| (1.0 + f64::from(at % 5), 30.0, 39.0, f64::from(at % 9) - 1.0))
        .collect();
    let negative = study(BuyingKind::Nbd, &spenders);
    assert!(
        negative
            .findings
            .iter()
            .any(|finding| matches!(finding, SpendLeftOut { n: 18 })),
        "{:?}",
        negative.findings
    );
    for study in [nobody, once, dependent, negative] {
        assert!(
            study
                .findings
                .iter()
                .all(|finding| finding.sentence().ends_with('.'))
        );
    }
}

#[test]
fn what_is_said_of_awkward_data_is_said_in_full() {
    use Finding::{FewRepeaters, NobodyCameBack, SpendLeftOut};
    for (finding, sentence) in [
        (
            NobodyCameBack { n: 30 },
            "All 30 accounts bought once, so nothing can be said about coming back; retention stays shrunk to the assumption.",
        ),
        (
            NobodyCameBack { n: 1 },
            "The only account bought once, so nothing can be said about coming back; retention stays shrunk to the assumption.",
        ),
        (
            FewRepeaters { n: 1 },
            "Only one account came back, fewer than 50: keep the formula with shrunk retention.",
        ),
        (
            SpendLeftOut { n: 18 },
            "18 repeat buyers with a mean spend of zero or less are left out of the model of spend: model revenue, and \
             subtract costs after.",
        ),
        (
            SpendLeftOut { n: 1 },
            "1 repeat buyer with a mean spend of zero or less is left out of the model of spend: model revenue, and subtract \
             costs after.",
        ),
    ] {
        assert_eq!(finding.sentence(), sentence);
    }
}

#[test]
fn without_dropout_in_the_data_it_is_said_to_be_not_identifiable() {
    let mut dice = both_sides::maths::Draws::new(3, "no dropout");
    let truth = Buying::Nbd(Nbd { r: 2.0, alpha: 10.0 });
    let rows: Vec<_> = (0..600)
        .map(|at| truth.draw(&History::new(0.0, 0.0, 30.0 + f64::from(at % 30)), &mut dice))
        .map(|row| (row.x, row.t_x, row.t, 10.0))
        .collect();
    for kind in [BuyingKind::BgNbd, BuyingKind::MbgNbd, BuyingKind::ParetoNbd] {
        let study = study(kind, &rows);
        assert!(
            matches!(study.findings[0], Finding::NoDropout { .. }),
            "{kind:?} {:?}",
            study.findings
        );
        assert!(
            study.findings[0]
                .sentence()
                .starts_with("Dropout is not identifiable in this data")
        );
        let Buying::Nbd(settled) = study.settled.unwrap().model else {
            panic!("{kind:?} is not settled as NBD");
        };
        assert!((settled.r - 2.0).abs() < 0.5, "{settled:?}");
    }
}

fn histories() -> impl Strategy<Value = Vec<History>> {
    let row = (0_u32..12, 0.05_f64..1.0, 5.0_f64..80.0)
        .prop_map(|(x, share, t)| History::new(f64::from(x), if x == 0 { 0.0 } else { t * share }, t));
    proptest::collection::vec(row, 30..90)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_model_with_dropout_is_never_less_likely_than_the_nbd_within_it(rows in histories()) {
        let rows = group(rows);
        let nbd = Nbd::fit(&rows).unwrap().log_likelihood;
        for kind in [BuyingKind::BgNbd, BuyingKind::MbgNbd, BuyingKind::ParetoNbd] {
            let fit = kind.fit(&rows).unwrap();
            prop_assert!(fit.log_likelihood >= nbd - 0.02, "{kind:?} {} below {nbd}", fit.log_likelihood);
        }
    }

    #[test]
    fn the_order_of_accounts_leaves_no_trace(rows in histories(), turn in 1_usize..29) {
        let mut turned = rows.clone();
        turned.rotate_left(turn);
        let (one, other) = (group(rows), group(turned));
        for kind in [BuyingKind::BgNbd, BuyingKind::ParetoNbd] {
            prop_assert_eq!(kind.fit(&one), kind.fit(&other));
        }
    }

    #[test]
    fn more_time_brings_more_purchases_and_silence_less_life(
        parameters in [0.05_f64..5.0, 0.5_f64..50.0, 0.1_f64..4.0, 0.2_f64..20.0],
        x in 0_u32..20, share in 0.0_f64..1.0, t in 1.0_f64..150.0,
    ) {
        let t_x = if x == 0 { 0.0 } else { share * t };
        let row = History::new(f64::from(x), t_x, t);
        for kind in BuyingKind::ALL {
            let row = if kind == BuyingKind::BgBb { History::new(f64::from(x.min(4)), f64::from(x.min(4)), 6.0) } else { row };
            let model = kind.with(parameters);
            let alive = model.probability_alive(&row);
            prop_assert!((0.0..=1.0 + 1e-9).contains(&alive), "{kind:?} {alive}");
            let mut before = 0.0_f64;
            for time in [1.0, 4.0, 13.0, 52.0, 300.0] {
                let now = model.conditional_expectation(&row, time);
                prop_assert!(now.is_finite() && now >= before - 1e-7 * before.abs(), "{kind:?} {now} after {before}");
                before = now;
            }
            let later = History { t: row.t + 4.0, ..row };
            prop_assert!(model.probability_alive(&later) <= alive + 1e-9, "{kind:?}");
        }
    }

    #[test]
    fn expected_spend_lies_between_the_account_and_all(p in 0.5_f64..20.0, q in 1.2_f64..20.0, gamma in 1.0_f64..500.0, x in 1_u32..40, mean in 0.5_f64..900.0) {
        let model = GammaGamma { p, q, gamma };
        let all = model.population_mean().unwrap();
        let own = model.expected_spend(f64::from(x), mean).unwrap();
        prop_assert!(own >= mean.min(all) - 1e-9 * all && own <= mean.max(all) + 1e-9 * all);
    }
}

/// What is drawn from a model is fitted by the model.
#[test]
fn drawn_histories_give_the_parameters_back() {
    let truths = [
        Buying::BgNbd(BgNbd::new([0.8, 6.0, 0.8, 2.5])),
        Buying::MbgNbd(MbgNbd::new([0.8, 6.0, 0.8, 2.5])),
        Buying::ParetoNbd(ParetoNbd::new([0.9, 8.0, 0.9, 12.0])),
        BuyingKind::BgBb.with([1.2, 0.75, 0.66, 2.8]),
    ];
    for truth in truths {
        let mut dice = both_sides::maths::Draws::new(11, truth.kind().key());
        let watched = if truth.kind() == BuyingKind::BgBb {
            8.0
        } else {
            60.0
        };
        let rows = (0..6_000)
            .map(|_| truth.draw(&History::new(0.0, 0.0, watched), &mut dice))
            .collect();
        let fit = truth.kind().fit(&group(rows)).unwrap();
        let errors = fit.standard_errors.unwrap();
        for ((found, wanted), error) in fit
            .model
            .parameters()
            .into_iter()
            .zip(truth.parameters())
            .zip(errors)
        {
            assert!(
                (found - wanted).abs() < 3.5 * error,
                "{:?}: {found} for {wanted} ± {error}",
                truth.kind()
            );
        }
    }
    let spend = group_spenders(vec![
        Spender {
            x: 2.0,
            mean: -5.0,
            n: 1.0,
        },
        Spender {
            x: 0.0,
            mean: 9.0,
            n: 1.0,
        },
    ]);
    assert_eq!(GammaGamma::fit(&spend), None);
}
