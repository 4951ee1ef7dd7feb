//! One line per measure: a hash over the bits of every number of the sample portfolio.

use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::{AppliedFit, Document};
use both_sides::robustness::{Plan, Simulation};
use both_sides::sample::sample;

/// The fingerprints of the sample, one line per measure. An ulp anywhere changes its line.
pub fn sample_fingerprints() -> String {
    let document = sample().expect("the built-in sample opens");
    let valuation = value(&document).output;
    let lines = MeasureId::ALL
        .iter()
        .map(|&measure| line(&document, &valuation, measure));
    let fitted = fitted(&document);
    let drawn_by_fits = draws(&fitted, &value(&fitted).output);
    lines
        .chain([draws(&document, &valuation), format!("by fits, {drawn_by_fits}")])
        .collect::<Vec<_>>()
        .join("\n")
}

/// The fingerprint of some draws: seed, distributions, engine and quantiles together.
fn draws(document: &Document, valuation: &Valuation) -> String {
    let plan = Plan {
        seed: 1,
        n_draws: 40,
        top: 10,
        across: MeasureId::ValueReceived,
        up: MeasureId::TotalValue,
    };
    let found = Simulation::start(document, valuation, plan).finish();
    let mut hash = Fnv::default();
    let drawn = found.drawn.iter().flatten().flatten();
    drawn.for_each(|drawn| {
        [drawn.low, drawn.mean, drawn.high]
            .map(f64::to_bits)
            .into_iter()
            .for_each(|bits| hash.add(bits))
    });
    let shares = found.zones.iter().flatten().chain(&found.top);
    shares.for_each(|share| hash.add(share.to_bits()));
    let worths = found.findings.iter().flat_map(|findings| &findings.inputs);
    worths.for_each(|finding| hash.add(finding.worth.to_bits()));
    format!("draws: {} inputs, {:016x}", found.n_inputs, hash.0)
}

/// The document with fits whose parameters are drawn too.
fn fitted(document: &Document) -> Document {
    let fit = |model: &str, parameters: &[f64], log_covariance: &[f64]| {
        Some(Box::new(AppliedFit {
            model: model.to_owned(),
            parameters: parameters.to_vec(),
            standard_errors: Vec::new(),
            log_covariance: log_covariance.to_vec(),
            log_likelihood: -1.0,
            n_accounts: 100,
            as_of: document.as_of,
            source: "the published parameters".to_owned(),
        }))
    };
    let covariance = [
        0.04, 0.03, 0.0, 0.0, 0.03, 0.04, 0.0, 0.0, 0.0, 0.0, 0.09, 0.06, 0.0, 0.0, 0.06, 0.08,
    ];
    let mut document = document.clone();
    let fits = &mut document.assumptions.edit().fits;
    fits.buying = fit("bg_nbd", &[0.243, 4.414, 0.793, 2.426], &covariance);
    fits.renewal = fit("sbg", &[0.764, 1.296], &[0.04, 0.03, 0.03, 0.04]);
    document
}

fn line(document: &Document, valuation: &Valuation, measure: MeasureId) -> String {
    let mut hash = Fnv::default();
    let mut n_known = 0;
    for row in 0..document.portfolio.accounts.len() {
        let measured = valuation.get(measure, row);
        n_known += usize::from(measured.value.is_some());
        let bounds = measured.interval.map(|interval| [interval.low, interval.high]);
        for number in measured.value.into_iter().chain(bounds.into_iter().flatten()) {
            hash.add(number.to_bits());
        }
        hash.add(row as u64);
    }
    format!("{measure:?}: {n_known} known, {:016x}", hash.0)
}

/// The 64-bit hash of Fowler, Noll and Vo (1a).
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bits: u64) {
        for byte in bits.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// The parameters of every fitted model on the test files, bit by bit, one line per model.
pub fn fit_fingerprints() -> String {
    use both_sides::measures::models::{
        BuyingKind, Cohort, GammaGamma, History, Sbg, Spender, group, group_spenders,
    };
    let rows = numbers(include_str!("../fixtures/data/lifetimes_cdnow_summary.csv"));
    let purchases = group(
        rows.iter()
            .map(|row| History::new(row[1], row[2], row[3]))
            .collect(),
    );
    let donors = numbers(include_str!("../fixtures/data/lifetimes_donations.csv"));
    let pattern = |row: &Vec<f64>| History {
        n: row[3],
        ..History::new(row[0], row[1], row[2])
    };
    let patterns = group(donors.iter().map(pattern).collect());
    let mut lines: Vec<String> = BuyingKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let data = if kind == BuyingKind::BgBb {
                &patterns
            } else {
                &purchases
            };
            let fit = kind.fit(data)?;
            let seen = &data[data.len() / 2];
            let more = [
                fit.log_likelihood,
                fit.model.probability_alive(seen),
                fit.model.conditional_expectation(seen, 6.0),
            ];
            Some(bits(kind.label(), &[&fit.model.parameters()[..], &more].concat()))
        })
        .collect();
    let spender = |row: &Vec<f64>| Spender {
        x: row[1],
        mean: row[4],
        n: 1.0,
    };
    if let Some(fit) = GammaGamma::fit(&group_spenders(rows.iter().map(spender).collect())) {
        let model = fit.model;
        lines.push(bits(
            "Gamma-Gamma",
            &[model.p, model.q, model.gamma, fit.log_likelihood],
        ));
    }
    let left = vec![1000.0, 631.0, 468.0, 382.0, 326.0];
    if let Some(fit) = Sbg::fit(&[Cohort { left }]) {
        lines.push(bits(
            "sBG",
            &[fit.model.alpha, fit.model.beta, fit.log_likelihood],
        ));
    }
    lines.join("\n")
}

fn numbers(text: &str) -> Vec<Vec<f64>> {
    let rows = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    rows.map(|line| {
        line.split(',')
            .map(|cell| cell.trim().parse().unwrap_or(f64::NAN))
            .collect()
    })
    .collect()
}

fn bits(name: &str, numbers: &[f64]) -> String {
    let words: Vec<String> = numbers
        .iter()
        .map(|number| format!("{:016x}", number.to_bits()))
        .collect();
    format!("{name}: {}", words.join(" "))
}
