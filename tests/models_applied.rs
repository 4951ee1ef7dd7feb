//! Applied fits: the current value follows the model that is made for how an account pays.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::import::{detect, new_document, read};
use both_sides::measures::models::{
    Buying, BuyingKind, Discounting, GammaGamma, Purchases, Sbg, StudyRun, group, history_of,
};
use both_sides::measures::{MeasureId, explain, value};
use both_sides::portfolio::{
    AppliedFit, CountingConvention, Document, EarningModel, Fits, OrderHistory, PaymentTiming, Renewals,
    RepeatPurchases, Shared,
};
use both_sides::robustness::{Input, InputKey, Plan, Simulation, Uncertainty, inputs};
use both_sides::units::{Day, Estimate, Rate};
use measures_support::{account, document, number, today};

fn applied(model: &str, parameters: &[f64]) -> Option<Box<AppliedFit>> {
    Some(Box::new(AppliedFit {
        model: model.to_owned(),
        parameters: parameters.to_vec(),
        standard_errors: Vec::new(),
        log_covariance: Vec::new(),
        log_likelihood: -1.0,
        n_accounts: 100,
        as_of: today(),
        source: "test".to_owned(),
    }))
}

fn log() -> Document {
    let bytes = include_bytes!("fixtures/data/cdnow_sample.txt");
    let settings = detect("log.txt", bytes, today(), &Default::default())
        .unwrap()
        .settings;
    let draft = read("log.txt", bytes, &settings).unwrap();
    let mut document = new_document("Log", "USD", today(), &draft);
    document.assumptions.edit().gross_margin_ratio = Estimate::exact(0.3);
    document
}

const PARETO: [f64; 4] = [0.553, 10.578, 0.606, 11.669];
const SPEND: [f64; 3] = [6.25, 3.74, 15.44];

#[test]
fn margin_times_spend_times_discounted_residual_transactions() {
    let mut document = log();
    document.assumptions.edit().fits = Fits {
        buying: applied("pareto_nbd", &PARETO),
        spend: applied("gamma_gamma", &SPEND),
        ..Fits::default()
    };
    let valuation = value(&document).output;
    let Buying::ParetoNbd(model) = BuyingKind::ParetoNbd.with(PARETO) else {
        panic!()
    };
    let spend = GammaGamma {
        p: SPEND[0],
        q: SPEND[1],
        gamma: SPEND[2],
    };
    let discounting = Discounting::new(0.10, None, Discounting::WEEKS);
    let mut whole = 0.0;
    for (row, account) in document.portfolio.accounts.iter().enumerate() {
        let history = history_of(account).unwrap();
        let mean = account
            .orders
            .as_ref()
            .unwrap()
            .repeat
            .unwrap()
            .mean_spend
            .unwrap_or(0.0);
        let residual = model
            .discounted_alive(history.x, history.t, &discounting)
            .unwrap();
        let wanted = 0.3
            * spend.expected_spend(history.x, mean).unwrap()
            * residual
            * model.probability_alive(&history);
        let measured = valuation.get(MeasureId::CurrentValue, row);
        assert!(
            (measured.value.unwrap() - wanted).abs() < 1e-9 * wanted,
            "row {row}"
        );
        let interval = measured.interval.unwrap();
        assert!(
            interval.low <= wanted && wanted <= interval.high,
            "row {row}: {interval:?}"
        );
        whole += wanted;
    }
    assert!(whole > 10_000.0, "{whole}");
    let explanation = explain(&document, &valuation, MeasureId::CurrentValue, 0);
    assert!(
        explanation.notes[0].starts_with("The applied Pareto/NBD speaks, because it buys by repeat orders")
    );
    let retention = explain(&document, &valuation, MeasureId::Retention, 0);
    assert_eq!(retention.result, valuation.get(MeasureId::Retention, 0));
}

#[test]
fn without_an_applied_fit_it_says_why_renewals_are_shrunk() {
    let document = log();
    let valuation = value(&document).output;
    let explanation = explain(&document, &valuation, MeasureId::Retention, 0);
    assert!(
        explanation
            .notes
            .iter()
            .any(|note| note.contains("no purchase model is applied")),
        "{explanation:?}"
    );
}

#[test]
fn every_fitted_kind_gives_each_account_a_value_that_falls_with_the_discount() {
    let mut document = log();
    for kind in BuyingKind::ALL {
        let purchases = if kind == BuyingKind::BgBb {
            Purchases::by_year(&document)
        } else {
            Purchases::in_weeks(&document)
        };
        let fit = kind.fit(&group(purchases.histories()));
        let parameters = fit.map_or([1.2, 0.75, 0.66, 2.8], |fit| fit.model.parameters());
        document.assumptions.edit().fits.buying = applied(kind.key(), &parameters);
        let mut before = f64::INFINITY;
        for (rate, horizon) in [(0.05, None), (0.2, None), (0.2, Some(3)), (0.2, Some(1))] {
            let assumptions = document.assumptions.edit();
            (assumptions.discount_rate, assumptions.horizon) = (Rate::clamped(rate), horizon);
            let valuation = value(&document).output;
            let sum: f64 = (0..50)
                .map(|row| number(&valuation, MeasureId::CurrentValue, row).unwrap())
                .sum();
            assert!(
                sum.is_finite() && sum > 0.0 && sum < before,
                "{kind:?} {rate} {horizon:?}: {sum} after {before}"
            );
            before = sum;
        }
    }
}

#[test]
fn a_contract_is_valued_by_the_rising_retention_of_its_cohort() {
    let mut contract = account("c");
    contract.earning_model = Some(EarningModel::Contract);
    contract.economics.gross_margin = Estimate::exact(100.0);
    contract.economics.cost_to_serve = Estimate::exact(0.0);
    contract.renewals = Some(Renewals { renewed: 2, lost: 0 });
    let mut project = contract.clone();
    (project.id, project.earning_model) = (account("p").id, Some(EarningModel::Project));
    let mut document = document(vec![contract, project]);
    document.assumptions.edit().fits.renewal = applied("sbg", &[0.764, 1.296]);
    let valuation = value(&document).output;
    let model = Sbg {
        alpha: 0.764,
        beta: 1.296,
    };
    let wanted = 100.0 * model.discounted_residual_lifetime(2.0, 0.1).unwrap() / 1.1;
    let found = number(&valuation, MeasureId::CurrentValue, 0).unwrap();
    assert!((found - wanted).abs() < 1e-9 * wanted, "{found} for {wanted}");
    let notes = explain(&document, &valuation, MeasureId::Retention, 0).notes;
    assert!(
        notes[0].starts_with("The applied sBG speaks, because this is a contract: 2 renewals"),
        "{notes:?}"
    );
    let notes = explain(&document, &valuation, MeasureId::Retention, 1).notes;
    assert!(
        notes
            .iter()
            .any(|note| note.starts_with("No model of repeat purchases is made for this earning model"))
    );
    let retention = number(&valuation, MeasureId::Retention, 0);
    document.assumptions.edit().timing = PaymentTiming::Start;
    let early = value(&document).output;
    let found = number(&early, MeasureId::CurrentValue, 0).unwrap();
    assert!(
        (found - 1.1 * wanted).abs() < 1e-9 * wanted,
        "{found} for a year paid in advance"
    );
    assert_eq!(number(&early, MeasureId::Retention, 0), retention);
    document.assumptions.edit().timing = PaymentTiming::End;
    document.assumptions.edit().convention = CountingConvention::CountToday;
    let with_today = number(&value(&document).output, MeasureId::CurrentValue, 0).unwrap();
    assert!((with_today - wanted - 100.0).abs() < 1e-9 * wanted);
}

#[test]
fn stated_retention_and_an_end_stand_above_any_fit() {
    let mut document = log();
    let fits = Fits {
        buying: applied("pareto_nbd", &PARETO),
        ..Fits::default()
    };
    document.assumptions.edit().fits = fits;
    document.portfolio.accounts[0].edit().economics.annual_retention = Estimate::exact(0.5);
    document.portfolio.accounts[1].edit().until = Day::new(1998, 1, 1);
    let valuation = value(&document).output;
    assert_eq!(number(&valuation, MeasureId::Retention, 0), Some(0.5));
    assert_eq!(number(&valuation, MeasureId::Retention, 1), Some(0.0));
}

/// Histories no log can hold are not read; the rest of the account stands.
#[test]
fn impossible_histories_are_left_to_the_formula() {
    let mut odd = account("odd");
    odd.orders = Some(Shared::new(OrderHistory {
        repeat: Some(RepeatPurchases {
            x: 2,
            t_x: 40.0,
            t: 30.0,
            mean_spend: Some(-3.0),
        }),
        ..OrderHistory::default()
    }));
    odd.economics.annual_revenue = Estimate::exact(100.0);
    let mut document = document(vec![odd]);
    document.assumptions.edit().fits.buying = applied("bg_nbd", &[0.243, 4.414, 0.793, 2.426]);
    document.assumptions.edit().gross_margin_ratio = Estimate::exact(0.3);
    let valuation = value(&document).output;
    assert_eq!(number(&valuation, MeasureId::Retention, 0), Some(0.75));
    assert_eq!(number(&valuation, MeasureId::Revenue, 0), Some(100.0));
    assert!(Purchases::in_weeks(&document).is_empty());
    let study = StudyRun::new(BuyingKind::BgNbd, Purchases::in_weeks(&document), 1).finish();
    assert_eq!(study.settled, None);
}

fn drawn(document: &Document, n_draws: u32) -> Uncertainty {
    let plan = Plan {
        seed: 1,
        n_draws,
        top: 3,
        across: MeasureId::StillThere,
        up: MeasureId::CurrentValue,
    };
    Simulation::start(document, &value(document).output, plan).finish()
}

/// Of each account whether it is there and how often it buys; the mean over the draws is the value itself.
#[test]
fn drawing_what_is_uncertain_leaves_the_value_of_a_fitted_account_in_place() {
    let mut document = log();
    document.portfolio.accounts.truncate(5);
    let n_before = inputs(&document, &value(&document).output).len();
    document.assumptions.edit().fits = Fits {
        buying: applied("pareto_nbd", &PARETO),
        spend: applied("gamma_gamma", &SPEND),
        ..Fits::default()
    };
    let valuation = value(&document).output;
    let all = inputs(&document, &valuation);
    assert_eq!((n_before, all.len()), (5, 10), "{all:?}");
    let found = drawn(&document, 4_000);
    for row in 0..5 {
        for measure in [MeasureId::CurrentValue, MeasureId::ExpectedPurchases] {
            let base = number(&valuation, measure, row).unwrap();
            let over = found.drawn(measure, row).unwrap();
            assert!(
                (over.mean - base).abs() < 0.08 * base,
                "{measure:?} {row}: {base} {over:?}"
            );
            let interval = found.interval(measure, row, base).unwrap();
            assert!(interval.low <= base && base <= interval.high);
        }
        // The chance itself rests on the parameters alone, which are held without their errors.
        assert_eq!(found.drawn(MeasureId::StillThere, row), None);
    }
}

#[test]
fn the_parameters_of_a_fit_are_drawn_with_their_covariance() {
    let mut document = log();
    document.portfolio.accounts.truncate(4);
    let fits = |covariance: Vec<f64>, errors: Vec<f64>| {
        let mut fit = applied("pareto_nbd", &PARETO).unwrap();
        (fit.log_covariance, fit.standard_errors) = (covariance, errors);
        Fits {
            buying: Some(fit),
            ..Fits::default()
        }
    };
    let (deviation, together) = (0.1, 0.9);
    let mut covariance = vec![0.0; 16];
    for i in 0..4 {
        for j in 0..4 {
            let pair = i / 2 == j / 2;
            covariance[4 * i + j] = deviation
                * deviation
                * if i == j {
                    1.0
                } else if pair {
                    together
                } else {
                    0.0
                };
        }
    }
    document.assumptions.edit().fits = fits(covariance, Vec::new());
    let parameters: Vec<Input> = inputs(&document, &value(&document).output)
        .into_iter()
        .filter(|input| matches!(input.key, InputKey::Fitted(..)))
        .collect();
    assert_eq!(parameters.len(), 4);
    let mut streams: Vec<_> = parameters.iter().map(|input| input.draws(7)).collect();
    let mut logs = vec![Vec::new(); 4];
    for _ in 0..2_000 {
        let mut one = document.clone();
        for (input, stream) in parameters.iter().zip(&mut streams) {
            input.put(&mut one, input.draw(stream));
        }
        let fit = one.assumptions.fits.buying.as_ref().unwrap();
        for ((logs, drawn), base) in logs.iter_mut().zip(&fit.parameters).zip(PARETO) {
            logs.push((drawn / base).ln());
        }
    }
    let moment = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / a.len() as f64;
    for i in 0..4 {
        assert!(
            (moment(&logs[i], &logs[i]).sqrt() - deviation).abs() < 0.006,
            "parameter {i}"
        );
        for j in 0..i {
            let correlation = moment(&logs[i], &logs[j]) / (deviation * deviation);
            let wanted = if i / 2 == j / 2 { together } else { 0.0 };
            assert!((correlation - wanted).abs() < 0.08, "{i} with {j}: {correlation}");
        }
    }
    // They reach every account, and the chance to be still there has an interval of its own now.
    let found = drawn(&document, 200);
    for row in 0..4 {
        let base = number(&value(&document).output, MeasureId::StillThere, row).unwrap();
        let over = found.drawn(MeasureId::StillThere, row).unwrap();
        assert!(over.low < base && base < over.high, "{base} {over:?}");
    }
    let asked = found.findings.iter().flat_map(|findings| &findings.inputs);
    let all = inputs(&document, &value(&document).output);
    assert!(
        asked
            .into_iter()
            .all(|finding| !matches!(all[finding.input].key, InputKey::Fitted(..))),
        "nobody can be asked for a parameter"
    );
    // Standard errors alone are drawn one by one; what the data do not determine is held.
    document.assumptions.edit().fits = fits(Vec::new(), PARETO.iter().map(|value| value * 0.1).collect());
    let n = |document: &Document| inputs(document, &value(document).output).len();
    let n_of_accounts = n(&document) - 4;
    document.assumptions.edit().fits = fits(Vec::new(), PARETO.iter().map(|value| value * 9.0).collect());
    assert_eq!(n(&document), n_of_accounts);
}

#[test]
fn a_contract_is_drawn_by_its_renewals_and_by_the_parameters_of_the_fit() {
    let mut contract = account("c");
    contract.earning_model = Some(EarningModel::Contract);
    contract.economics.gross_margin = Estimate::exact(100.0);
    contract.renewals = Some(Renewals { renewed: 2, lost: 0 });
    let mut document = document(vec![contract]);
    let mut fit = applied("sbg", &[0.764, 1.296]);
    document.assumptions.edit().fits.renewal = fit.clone();
    let base = number(&value(&document).output, MeasureId::Retention, 0).unwrap();
    let own = drawn(&document, 2_000).drawn(MeasureId::Retention, 0).unwrap();
    assert!((own.mean - base).abs() < 0.01, "{base} {own:?}");
    if let Some(fit) = fit.as_mut() {
        fit.standard_errors = vec![0.764 * 0.8, 1.296 * 0.8];
    }
    document.assumptions.edit().fits.renewal = fit;
    let both = drawn(&document, 2_000).drawn(MeasureId::Retention, 0).unwrap();
    assert!(both.high - both.low > own.high - own.low, "{own:?} {both:?}");
}

#[test]
fn whether_it_is_still_there_and_what_it_will_buy_are_numbers_of_their_own() {
    let mut document = log();
    let both = [MeasureId::StillThere, MeasureId::ExpectedPurchases];
    let valuation = value(&document).output;
    for measure in both {
        assert_eq!(number(&valuation, measure, 0), None, "nothing is applied");
        let notes = explain(&document, &valuation, measure, 0).notes;
        assert!(
            notes[0].starts_with("No purchase model is applied: fit one"),
            "{notes:?}"
        );
    }
    document.assumptions.edit().fits.buying = applied("pareto_nbd", &PARETO);
    document.portfolio.accounts[1].edit().economics.annual_retention = Estimate::exact(0.5);
    document.portfolio.accounts[2].edit().earning_model = Some(EarningModel::Contract);
    document.portfolio.accounts[3].edit().earning_model = Some(EarningModel::Usage);
    document.portfolio.accounts[4].edit().until = Day::new(1998, 1, 1);
    let valuation = value(&document).output;
    let model = BuyingKind::ParetoNbd.with(PARETO);
    for (row, account) in document.portfolio.accounts.iter().enumerate() {
        let known = both.map(|measure| number(&valuation, measure, row));
        let [is_known, wanted] = [!(1..=4).contains(&row), history_of(account).is_some()];
        assert!(
            wanted && known.map(|value| value.is_some()) == [is_known; 2],
            "row {row}: {known:?}"
        );
        if let [Some(alive), Some(next)] = known {
            let history = history_of(account).unwrap();
            assert_eq!(alive, model.probability_alive(&history));
            assert_eq!(next, model.conditional_expectation(&history, Discounting::WEEKS));
            let interval = valuation.get(MeasureId::ExpectedPurchases, row).interval.unwrap();
            assert!(interval.low <= next && next <= interval.high);
        }
    }
    for row in 0..6 {
        for measure in both {
            let explained = explain(&document, &valuation, measure, row);
            assert_eq!(explained.result, valuation.get(measure, row), "{measure:?} {row}");
            assert!(!explained.notes.is_empty(), "{measure:?} {row}");
        }
    }
    let terms = explain(&document, &valuation, MeasureId::ExpectedPurchases, 0).terms;
    let product = terms[3].value.unwrap() * terms[4].value.unwrap();
    assert!((product - number(&valuation, MeasureId::ExpectedPurchases, 0).unwrap()).abs() < 1e-12);
    assert_eq!(terms[3].measure, Some(MeasureId::StillThere));
}
