//! The fitted models against what was published, on the published data: `tests/golden/models.json` names the sources.

#![allow(clippy::unwrap_used)]

use both_sides::measures::models::sbg::Cohort;
use both_sides::measures::models::{
    BgBb, BgNbd, GammaGamma, History, MbgNbd, Nbd, ParetoNbd, Sbg, Spender, group, group_spenders,
};
use serde_json::Value;

fn golden(group: &str) -> Value {
    let all: Value = serde_json::from_str(include_str!("golden/models.json")).unwrap();
    all[group].clone()
}

fn rows_of(text: &str) -> Vec<Vec<f64>> {
    let rows = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let numbers = |line: &str| line.split(',').map(|cell| cell.trim().parse().unwrap()).collect();
    rows.map(numbers).collect()
}

fn cdnow() -> Vec<Vec<f64>> {
    rows_of(include_str!("fixtures/data/lifetimes_cdnow_summary.csv"))
}

fn purchases() -> Vec<History> {
    group(
        cdnow()
            .iter()
            .map(|row| History::new(row[1], row[2], row[3]))
            .collect(),
    )
}

fn spenders() -> Vec<Spender> {
    let spender = |row: &Vec<f64>| Spender {
        x: row[1],
        mean: row[4],
        n: 1.0,
    };
    group_spenders(cdnow().iter().map(spender).collect())
}

fn donors() -> Vec<History> {
    let donors = rows_of(include_str!("fixtures/data/lifetimes_donations.csv"));
    let row = |row: &Vec<f64>| History {
        n: row[3],
        ..History::new(row[0], row[1], row[2])
    };
    group(donors.iter().map(row).collect())
}

#[track_caller]
fn near(ours: f64, printed: &Value, within: f64) {
    let printed = printed.as_f64().unwrap();
    assert!((ours - printed).abs() <= within, "{ours} for {printed}");
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_f64().unwrap())
        .collect()
}

#[test]
fn bg_nbd_meets_the_published_fit_and_its_standard_errors() {
    let wanted = golden("bgnbd_cdnow");
    let fit = BgNbd::fit(&purchases()).unwrap();
    assert!(fit.is_determined);
    let BgNbd { r, alpha, a, b } = fit.model;
    for (ours, name) in [(r, "r"), (alpha, "alpha"), (a, "a"), (b, "b")] {
        near(ours, &wanted["published"][name], 5e-4);
        near(ours, &wanted["fit"][name], 2e-6);
    }
    near(fit.log_likelihood, &wanted["published"]["LL"], 0.05);
    near(fit.log_likelihood, &wanted["fit"]["LL"], 5e-5);
    for (ours, name) in fit.standard_errors.unwrap().iter().zip(["r", "alpha", "a", "b"]) {
        near(*ours, &wanted["se"][name], 2e-6);
    }
    for case in wanted["cases"].as_array().unwrap() {
        let number = |name: &str| case[name].as_f64().unwrap();
        let row = History::new(number("x"), number("tx"), number("T"));
        near(
            fit.model.conditional_expectation(&row, number("t")),
            &case["EY"],
            2e-5,
        );
        near(fit.model.probability_alive(&row), &case["palive"], 5e-6);
    }
}

#[test]
fn mbg_nbd_meets_the_other_implementation() {
    let wanted = golden("mbgnbd_cdnow");
    let fit = MbgNbd::fit(&purchases()).unwrap();
    let MbgNbd { r, alpha, a, b } = fit.model;
    for (ours, name) in [(r, "r"), (alpha, "alpha"), (a, "a"), (b, "b")] {
        near(ours, &wanted[name], 3e-6);
    }
    near(fit.log_likelihood, &wanted["LL"], 5e-5);
}

#[test]
fn pareto_nbd_meets_the_published_fit() {
    let wanted = golden("paretonbd_cdnow");
    let rows = purchases();
    let fit = ParetoNbd::fit(&rows).unwrap();
    assert!(fit.is_determined);
    let ParetoNbd { r, alpha, s, beta } = fit.model;
    for (ours, name, within) in [
        (r, "r", 2e-6),
        (alpha, "alpha", 2e-5),
        (s, "s", 5e-6),
        (beta, "beta", 1e-4),
    ] {
        near(ours, &wanted["published"][name], 2e-3);
        near(ours, &wanted["fit"][name], within);
    }
    near(fit.log_likelihood, &wanted["fit"]["LL"], 5e-5);
    // The integral that is climbed and the hypergeometric form that is published are the same function.
    assert!((fit.log_likelihood - fit.model.log_likelihood(&rows)).abs() < 1e-6);
    let case = &wanted["case1516"];
    let number = |name: &str| case[name].as_f64().unwrap();
    let parameters: [f64; 4] = numbers(&case["params"]).try_into().unwrap();
    let model = ParetoNbd::new(parameters);
    let row = History::new(number("x"), number("tx"), number("T"));
    // The case was published with parameters of more digits than are printed.
    near(
        model.conditional_expectation(&row, number("t")),
        &case["EY"],
        2e-3,
    );
    near(model.probability_alive(&row), &case["palive"], 1e-4);
    near(fit.model.expected_purchases(52.0), &wanted["E_X_52_new"], 1e-4);
}

#[test]
fn nbd_meets_the_other_implementation() {
    let wanted = golden("nbd_cdnow");
    let fit = Nbd::fit(&purchases()).unwrap();
    near(fit.model.r, &wanted["r"], 1e-6);
    near(fit.model.alpha, &wanted["alpha"], 1e-6);
    near(fit.log_likelihood, &wanted["LL"], 5e-5);
}

#[test]
fn gamma_gamma_meets_the_published_fit_on_both_densities() {
    let wanted = golden("gammagamma_cdnow");
    let rows = spenders();
    let n: f64 = rows.iter().map(|row| row.n).sum();
    near(n, &wanted["n"], 0.0);
    let fit = GammaGamma::fit(&rows).unwrap();
    for (ours, name) in [(fit.model.p, "p"), (fit.model.q, "q"), (fit.model.gamma, "gamma")] {
        near(ours, &wanted["published"][name], 1e-2);
        near(ours, &wanted["fit"][name], 1e-5);
    }
    near(fit.log_likelihood, &wanted["fit"]["LL_mean_density"], 5e-5);
    let total = fit.log_likelihood - rows.iter().map(|row| row.n * row.x.ln()).sum::<f64>();
    near(total, &wanted["fit"]["LL_total_density"], 1e-4);
    near(fit.model.population_mean().unwrap(), &wanted["pop_mean"], 5e-5);
    let printed = GammaGamma {
        p: 6.25,
        q: 3.74,
        gamma: 15.44,
    };
    for case in wanted["cond_mean_cases"].as_array().unwrap() {
        let number = |name: &str| case[name].as_f64().unwrap();
        near(
            printed.expected_spend(number("x"), number("m")).unwrap(),
            &case["EM"],
            1e-5,
        );
    }
}

#[test]
fn bg_bb_meets_the_published_fit_and_all_44_cells_of_its_tables() {
    let wanted = golden("bgbb_donations");
    let fit = BgBb::fit(&donors()).unwrap();
    let BgBb {
        alpha,
        beta,
        gamma,
        delta,
    } = fit.model;
    for ((ours, name), other) in [
        (alpha, "alpha"),
        (beta, "beta"),
        (gamma, "gamma"),
        (delta, "delta"),
    ]
    .into_iter()
    .zip(numbers(&wanted["fit"]))
    {
        near(ours, &wanted["published"][name], 5e-4);
        assert!((ours - other).abs() < 2e-6, "{ours} for {other}");
    }
    near(fit.log_likelihood, &wanted["published"]["LL"], 0.05);
    near(fit.log_likelihood, &wanted["LL"], 5e-5);
    let model = fit.model;
    let mut n_cells = 0;
    for x in 0..=6_u32 {
        let expected = numbers(&wanted["table5_EX_next5"][x.to_string()]);
        let alive = numbers(&wanted["table6_palive"][x.to_string()]);
        for (place, (expected, alive)) in expected.into_iter().zip(alive).enumerate() {
            let t_x = if x == 0 { 0.0 } else { f64::from(x) + place as f64 };
            let row = History::new(f64::from(x), t_x, 6.0);
            assert!(
                (model.conditional_expectation(&row, 5.0) - expected).abs() < 5.01e-3,
                "x {x}, t_x {t_x}"
            );
            assert!(
                (model.probability_alive(&row) - alive).abs() < 5.01e-3,
                "x {x}, t_x {t_x}"
            );
            n_cells += 2;
        }
    }
    assert_eq!(n_cells, 44);
    near(
        model.conditional_expectation(&History::new(0.0, 0.0, 6.0), 10.0),
        &wanted["A_x0_tx0_n6_nstar10"],
        2e-6,
    );
    near(model.expected_purchases(10.0), &wanted["E_X10_new"], 5e-5);
}

#[test]
fn sbg_meets_the_guide_and_projects_both_published_series() {
    let wanted = golden("sbg");
    let left = |name: &str, times: f64| Cohort {
        left: numbers(&wanted[name]["S"])
            .into_iter()
            .map(|left| left * times)
            .collect(),
    };
    for (name, times) in [
        ("guide_4renewals", 1.0),
        ("high_end_7", 10.0),
        ("regular_7", 10.0),
    ] {
        let fit = Sbg::fit(&[left(name, times)]).unwrap();
        near(fit.model.alpha, &wanted[name]["alpha"], 2e-5);
        near(fit.model.beta, &wanted[name]["beta"], 2e-5);
        near(fit.log_likelihood, &wanted[name]["LL"], 5e-4);
        if let Some(share) = wanted[name]["S12"].as_f64() {
            assert!((100.0 * fit.model.survival(12.0) - share).abs() < 0.05, "{name}");
        }
    }
}

/// A discounted sum, worked the long way: ever finer steps of what is expected.
#[test]
fn discounted_residuals_are_the_sums_they_stand_for() {
    use both_sides::measures::models::bg_nbd::Discounting;
    let row = History::new(4.0, 30.0, 38.86);
    let close = |ours: f64, sum: f64, what: &str| {
        assert!((ours / sum - 1.0).abs() < 1e-4, "{what}: {ours} for {sum}")
    };
    for horizon in [None, Some(3.0)] {
        let discounting = Discounting::new(0.15, horizon, Discounting::WEEKS);
        let stepped = |expected: &dyn Fn(f64) -> f64| {
            let end = horizon.map_or(14_000.0, |years| years * Discounting::WEEKS);
            let step = end / (4.0 * end).floor();
            let mut sum = 0.0;
            let mut before = 0.0;
            for number in 1..=(end / step).round() as u32 {
                let now = expected(f64::from(number) * step);
                sum += (now - before) * (-discounting.rate * (f64::from(number) - 0.5) * step).exp();
                before = now;
            }
            sum
        };
        let bg = BgNbd::new([0.2426, 4.4135, 0.7929, 2.4258]);
        let alive = bg.probability_alive(&row);
        let ours = bg.discounted_alive(row.x, row.t, &discounting).unwrap();
        close(
            ours * alive,
            stepped(&|t| bg.conditional_expectation(&row, t)),
            "BG/NBD",
        );
        let pareto = ParetoNbd::new([0.553, 10.578, 0.606, 11.669]);
        let alive = pareto.probability_alive(&row);
        let ours = pareto.discounted_alive(row.x, row.t, &discounting).unwrap();
        close(
            ours,
            stepped(&|t| pareto.expected_alive(row.x, row.t, t)),
            "Pareto/NBD",
        );
        assert!(ours * alive < ours);
    }
    let donors = BgBb::new([1.2035, 0.7497, 0.6567, 2.7834]);
    let row = History::new(4.0, 5.0, 6.0);
    let mut sum = 0.0;
    for chance in 1..=400 {
        let n = f64::from(chance);
        let next = donors.conditional_expectation(&row, n) - donors.conditional_expectation(&row, n - 1.0);
        sum += next / 1.1_f64.powi(chance);
    }
    close(donors.discounted_residual(&row, 0.1).unwrap(), sum, "BG/BB");
    let contract = Sbg {
        alpha: 0.764,
        beta: 1.296,
    };
    let left = |t: f64| contract.survival(t) / contract.survival(2.0);
    let sum: f64 = (3..4000).map(|t| left(f64::from(t)) / 1.1_f64.powi(t - 3)).sum();
    close(
        contract.discounted_residual_lifetime(2.0, 0.1).unwrap(),
        sum,
        "sBG",
    );
}
