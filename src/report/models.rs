//! The model desk: what was fitted, how well it foresees, and what to think of it.

use crate::measures::models::findings::FEW_REPEATERS;
use crate::measures::models::renewals::RenewalStudy;
use crate::measures::models::{Buying, BuyingKind, DeskModel, Fit, Found, History, HoldOut, Reason, Study};
use crate::portfolio::{AppliedFit, Document};
use crate::units::Day;

use super::style::NumberStyle;

/// One parameter with its standard error and interval.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterRow {
    /// Its letter.
    pub name: &'static str,
    /// What it tells.
    pub meaning: &'static str,
    /// Its value.
    pub value: String,
    /// Standard error; empty where there is none.
    pub error: String,
    /// Interval by bootstrap; empty without one.
    pub interval: String,
}

/// A fact with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// The fact.
    pub text: String,
}

/// Cells of a table, the header first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Headers.
    pub headers: Vec<String>,
    /// Rows; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

/// Actual and expected purchases over time.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackingPlot {
    /// What one step is.
    pub step: String,
    /// Steps the model was fitted to.
    pub n_fitted: usize,
    /// What happened.
    pub actual: Vec<f64>,
    /// What was expected.
    pub expected: Vec<f64>,
}

/// A grid of numbers to be drawn as shades.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixPlot {
    /// Purchases by row, the fewest first.
    pub rows: Vec<String>,
    /// Recency by column.
    pub columns: Vec<String>,
    /// Purchases expected in the next year, by row and column; `None` where no history can be.
    pub expected: Vec<Vec<Option<f64>>>,
    /// The chance to be still a customer.
    pub alive: Vec<Vec<Option<f64>>>,
    /// What the columns are.
    pub across: &'static str,
}

/// Everything the desk shows of a fit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeskReport {
    /// What was fitted to what.
    pub heading: String,
    /// Sentences, each with whether it warns.
    pub verdict: Vec<(bool, String)>,
    /// Parameters of the model.
    pub parameters: Vec<ParameterRow>,
    /// Likelihoods, interval and counts.
    pub facts: Vec<Fact>,
    /// Parameters of the model of spend.
    pub spend: Vec<ParameterRow>,
    /// Facts of it.
    pub spend_facts: Vec<Fact>,
    /// First half against second.
    pub hold_out: Vec<Fact>,
    /// Parameters of the fit on the first half.
    pub first_half: Vec<ParameterRow>,
    /// By purchases in the first half.
    pub classes: Option<Grid>,
    /// Week by week, added up.
    pub cumulative: Option<TrackingPlot>,
    /// Week by week.
    pub weekly: Option<TrackingPlot>,
    /// By frequency and recency.
    pub matrix: Option<MatrixPlot>,
    /// Share of a cohort left.
    pub curve: Option<Grid>,
    /// What the button says; `None` when nothing can be applied.
    pub apply: Option<String>,
}

/// Name of a model in the list.
pub const fn model_label(model: DeskModel) -> &'static str {
    match model {
        DeskModel::Buying(BuyingKind::BgNbd) => "BG/NBD: repeat orders, may leave after any repeat purchase",
        DeskModel::Buying(BuyingKind::MbgNbd) => "MBG/NBD: repeat orders, may leave after any purchase",
        DeskModel::Buying(BuyingKind::ParetoNbd) => "Pareto/NBD: repeat orders, may leave at any moment",
        DeskModel::Buying(BuyingKind::Nbd) => "NBD: repeat orders, nobody leaves",
        DeskModel::Buying(BuyingKind::BgBb) => "BG/BB: a yes or no each year",
        DeskModel::Renewal => "sBG: contracts that are renewed",
    }
}

/// Name of a model in a sentence.
pub const fn short_label(model: DeskModel) -> &'static str {
    match model {
        DeskModel::Buying(kind) => kind.label(),
        DeskModel::Renewal => "sBG",
    }
}

/// The report of what was found.
pub fn desk_report(found: &Found, source: &str, style: &NumberStyle) -> DeskReport {
    match found {
        Found::Buying(study) => buying_report(study, source, style),
        Found::Renewal(study) => renewal_report(study, source, style),
    }
}

/// Which model is proposed, and why; `None` where there is nothing to fit one to.
pub fn proposal_words(model: DeskModel, reason: Reason, style: &NumberStyle) -> Option<String> {
    if matches!(reason, Reason::Orders { n: 0, .. }) {
        return None;
    }
    let (label, reason) = (short_label(model), reason_sentence(reason, style));
    Some(format!("Proposed: {label}, because {reason}"))
}

/// Why a model is proposed, in a sentence.
pub fn reason_sentence(reason: Reason, style: &NumberStyle) -> String {
    let count = |n: u32| style.number(f64::from(n), 0);
    match reason {
        Reason::Contracts(n) => format!(
            "{} contracts have renewals, more than accounts that came back with orders.",
            count(n)
        ),
        Reason::YesOrNo => {
            "orders come less than once a year, over years enough to count each as a yes or a no.".to_owned()
        }
        Reason::Orders { n, n_back } if n_back >= FEW_REPEATERS => format!(
            "{} accounts have dated orders and {} came back.",
            count(n),
            count(n_back)
        ),
        Reason::Orders { n, n_back } => format!(
            "{} accounts have dated orders and only {} came back, fewer than {FEW_REPEATERS}: a fit says little, and \
             shrunk retention is the safer choice.",
            count(n),
            count(n_back)
        ),
    }
}

/// What is applied now, each in a sentence.
pub fn applied(document: &Document, style: &NumberStyle) -> Vec<String> {
    let fits = &document.assumptions.fits;
    let sentence = |what: &str, fit: &AppliedFit| {
        let parameters = fit.parameters.iter().map(|value| digits(*value, style));
        format!(
            "{what}: {} ({}), fitted on {} of {}, as of {}.",
            shown_name(&fit.model),
            parameters.collect::<Vec<_>>().join(", "),
            style.number(f64::from(fit.n_accounts), 0),
            fit.source,
            style.day(fit.as_of)
        )
    };
    [
        ("Repeat orders", &fits.buying),
        ("Spend per purchase", &fits.spend),
        ("Contracts", &fits.renewal),
    ]
    .into_iter()
    .filter_map(|(what, fit)| fit.as_deref().map(|fit| sentence(what, fit)))
    .collect()
}

fn shown_name(key: &str) -> &str {
    match key {
        "gamma_gamma" => "Gamma-Gamma",
        "sbg" => "sBG",
        key => match BuyingKind::from_key(key) {
            Some(kind) => kind.label(),
            None => key,
        },
    }
}

/// Four significant places and three behind the mark at least: the digits fits are printed with.
fn digits(value: f64, style: &NumberStyle) -> String {
    style.number(value, 3)
}

fn rows(
    names: &[&'static str],
    meanings: &[&'static str],
    values: &[f64],
    errors: Option<[f64; 4]>,
    intervals: Option<[(f64, f64); 4]>,
    style: &NumberStyle,
) -> Vec<ParameterRow> {
    let row = |(at, &name): (usize, &&'static str)| ParameterRow {
        name,
        meaning: meanings.get(at).copied().unwrap_or_default(),
        value: digits(values[at], style),
        error: errors.map_or(String::new(), |errors| digits(errors[at], style)),
        interval: intervals.map_or(String::new(), |ends| {
            format!("{} to {}", digits(ends[at].0, style), digits(ends[at].1, style))
        }),
    };
    names.iter().enumerate().map(row).collect()
}

const fn meanings(kind: BuyingKind) -> &'static [&'static str] {
    match kind {
        BuyingKind::BgNbd | BuyingKind::MbgNbd => &[
            "shape of the purchase rates",
            "scale of the purchase rates, weeks",
            "chances to leave: shape for leaving",
            "chances to leave: shape for staying",
        ],
        BuyingKind::ParetoNbd => &[
            "shape of the purchase rates",
            "scale of the purchase rates, weeks",
            "shape of the rates of leaving",
            "scale of the rates of leaving, weeks",
        ],
        BuyingKind::Nbd => &[
            "shape of the purchase rates",
            "scale of the purchase rates, weeks",
        ],
        BuyingKind::BgBb => &[
            "chances to say yes: shape for yes",
            "chances to say yes: shape for no",
            "chances to leave: shape for leaving",
            "chances to leave: shape for staying",
        ],
    }
}

fn fit_rows(fit: &Fit<Buying>, intervals: Option<[(f64, f64); 4]>, style: &NumberStyle) -> Vec<ParameterRow> {
    let kind = fit.model.kind();
    let values = fit.model.parameters();
    rows(
        kind.parameter_names(),
        meanings(kind),
        &values,
        fit.standard_errors,
        intervals,
        style,
    )
}

fn buying_report(study: &Study, source: &str, style: &NumberStyle) -> DeskReport {
    let count = |n: f64| style.number(n, 0);
    let asked = study.asked.map_or("", BuyingKind::label);
    let mut report = DeskReport {
        heading: format!(
            "{asked} on {source}: {} accounts, {} came back, {} repeat purchases",
            count(f64::from(study.n_accounts)),
            count(f64::from(study.n_repeaters)),
            count(study.n_purchases)
        ),
        verdict: study
            .findings
            .iter()
            .map(|finding| (finding.is_warning(), finding.sentence()))
            .collect(),
        ..DeskReport::default()
    };
    let Some(fit) = &study.settled else { return report };
    let kind = fit.model.kind();
    report.parameters = fit_rows(fit, study.intervals.map(|intervals| intervals.parameters), style);
    report.facts = facts(study, fit, style);
    if let Some(spend) = &study.spend {
        let model = &spend.model;
        report.spend = rows(
            &["p", "q", "γ"],
            &[
                "shape of a customer's purchases",
                "shape of the customers",
                "scale of the customers, money",
            ],
            &[model.p, model.q, model.gamma],
            spend.standard_errors,
            None,
            style,
        );
        report.spend_facts = vec![
            fact("Log-likelihood", style.number(spend.log_likelihood, 1)),
            fact(
                "Mean spend per purchase",
                model
                    .population_mean()
                    .map_or(String::new(), |mean| style.money(mean)),
            ),
            fact("Repeat buyers behind it", count(f64::from(study.n_spenders))),
        ];
    }
    if let Some(hold_out) = &study.hold_out {
        add_hold_out(&mut report, hold_out, style);
    }
    report.matrix = Some(matrix(&fit.model, study, style));
    report.apply = Some(match &study.spend {
        Some(_) => format!("Apply {} and Gamma-Gamma", kind.label()),
        None => format!("Apply {}", kind.label()),
    });
    report
}

const fn fact(label: &'static str, text: String) -> Fact {
    Fact { label, text }
}

fn facts(study: &Study, fit: &Fit<Buying>, style: &NumberStyle) -> Vec<Fact> {
    let mut facts = vec![fact("Log-likelihood", style.number(fit.log_likelihood, 1))];
    if let Some(baseline) = study.baseline.filter(|_| fit.model.kind() != BuyingKind::Nbd) {
        facts.push(fact(
            "NBD, without dropout",
            style.number(baseline.log_likelihood, 1),
        ));
        facts.push(fact(
            "Gained over it",
            style.number(fit.log_likelihood - baseline.log_likelihood, 1),
        ));
    }
    if let Some(next) = study.next_year {
        let interval = study.intervals.map_or(String::new(), |intervals| {
            let (low, high) = intervals.next_year;
            format!(" ({} to {})", style.number(low, 0), style.number(high, 0))
        });
        facts.push(fact(
            "Purchases expected next year",
            format!("{}{interval}", style.number(next, 0)),
        ));
    }
    if let Some(intervals) = study.intervals {
        facts.push(fact(
            "Intervals",
            format!(
                "80 % of {} refits of data drawn from the model, seed {}",
                intervals.n, intervals.seed
            ),
        ));
    }
    facts
}

fn add_hold_out(report: &mut DeskReport, hold_out: &HoldOut, style: &NumberStyle) {
    let day = Day::from_epoch_days(hold_out.cut).map_or(String::new(), |day| style.day(day));
    let number = |value: f64, places| style.number(value, places);
    let correlation = hold_out
        .correlation
        .map_or("unknown".to_owned(), |rho| number(rho, 3));
    report.hold_out = vec![
        fact("Fitted up to", day),
        fact("Weeks held out", number(hold_out.weeks, 0)),
        fact("Purchases then", number(hold_out.actual, 0)),
        fact("Expected", number(hold_out.expected, 0)),
        fact("Correlation over accounts", correlation),
        fact(
            "Log-likelihood of the first half",
            number(hold_out.fit.log_likelihood, 1),
        ),
    ];
    if let Some(zero) = hold_out.classes.first().filter(|class| class.x == 0) {
        report.hold_out.push(fact(
            "Those who had bought once (zero class)",
            format!(
                "{} accounts, {} purchases each expected, {} actual",
                number(f64::from(zero.n), 0),
                number(zero.expected, 3),
                number(zero.actual, 3)
            ),
        ));
    }
    report.first_half = fit_rows(&hold_out.fit, None, style);
    report.classes = Some(classes(hold_out, style));
    let tracking = &hold_out.tracking;
    let step = match tracking.weeks_per_step {
        1 => "week".to_owned(),
        n => format!("{n} weeks"),
    };
    let plot = |actual: Vec<f64>, expected: Vec<f64>| TrackingPlot {
        step: step.clone(),
        n_fitted: tracking.n_fitted as usize,
        actual,
        expected,
    };
    report.weekly = Some(plot(steps(&tracking.actual), steps(&tracking.expected)));
    report.cumulative = Some(plot(tracking.actual.clone(), tracking.expected.clone()));
}

fn steps(sums: &[f64]) -> Vec<f64> {
    let mut before = 0.0;
    sums.iter()
        .map(|sum| sum - std::mem::replace(&mut before, *sum))
        .collect()
}

fn classes(hold_out: &HoldOut, style: &NumberStyle) -> Grid {
    let headers = [
        "Repeat purchases before",
        "Accounts",
        "Actual",
        "Expected",
        "Lowest to highest",
    ];
    let row = |class: &crate::measures::models::Class| {
        let name = if class.x == 7 {
            "7 or more".to_owned()
        } else {
            class.x.to_string()
        };
        vec![
            name,
            style.number(f64::from(class.n), 0),
            style.number(class.actual, 2),
            style.number(class.expected, 2),
            format!(
                "{} to {}",
                style.number(class.least, 2),
                style.number(class.most, 2)
            ),
        ]
    };
    Grid {
        headers: headers.map(str::to_owned).to_vec(),
        rows: hold_out.classes.iter().map(row).collect(),
    }
}

/// Steps of recency across.
const ACROSS: u32 = 10;
/// Purchases upwards at most.
const UP: u32 = 10;

/// Histories of somebody watched as long as the longest.
fn matrix(model: &Buying, study: &Study, style: &NumberStyle) -> MatrixPlot {
    let is_by_chance = matches!(model, Buying::BgBb(_));
    let longest = study.longest.max(1.0);
    let (n_across, step) = if is_by_chance {
        (longest as u32, 1.0)
    } else {
        (ACROSS, longest / f64::from(ACROSS))
    };
    let n_up = if is_by_chance { longest as u32 } else { UP };
    let histories = |x: u32| {
        (0..=n_across).map(move |at| {
            let row = History::new(f64::from(x), f64::from(at) * step, longest);
            let is_possible = if x == 0 {
                at == 0
            } else {
                at > 0 && (!is_by_chance || at >= x)
            };
            is_possible.then_some(row)
        })
    };
    let year = model.units_per_year();
    let cells = |of: &dyn Fn(&History) -> f64| -> Vec<Vec<Option<f64>>> {
        (0..=n_up)
            .map(|x| histories(x).map(|row| row.map(|row| of(&row))).collect())
            .collect()
    };
    MatrixPlot {
        rows: (0..=n_up).map(|x| x.to_string()).collect(),
        columns: (0..=n_across)
            .map(|at| style.number(f64::from(at) * step, 0))
            .collect(),
        expected: cells(&|row| model.conditional_expectation(row, year)),
        alive: cells(&|row| model.probability_alive(row)),
        across: if is_by_chance {
            "chance of the last yes"
        } else {
            "weeks from the first to the last purchase"
        },
    }
}

fn renewal_report(study: &RenewalStudy, source: &str, style: &NumberStyle) -> DeskReport {
    let mut report = DeskReport {
        heading: format!("sBG on {source}: {} customers", style.number(study.n, 0)),
        verdict: vec![(
            study.fit.is_none_or(|fit| !fit.is_determined),
            study.verdict.clone(),
        )],
        ..DeskReport::default()
    };
    let Some(fit) = &study.fit else { return report };
    report.parameters = rows(
        &["α", "β"],
        &[
            "chances to leave: shape for leaving",
            "chances to leave: shape for staying",
        ],
        &[fit.model.alpha, fit.model.beta],
        fit.standard_errors,
        None,
        style,
    );
    report.facts = vec![fact("Log-likelihood", style.number(fit.log_likelihood, 1))];
    let row = |&(t, actual, expected): &(u32, Option<f64>, f64)| {
        let renew = if t == 0 {
            String::new()
        } else {
            style.share(fit.model.retention(f64::from(t)))
        };
        let actual = actual.map_or(String::new(), |share| style.share(share));
        vec![t.to_string(), actual, style.share(expected), renew]
    };
    report.curve = Some(Grid {
        headers: ["Renewals due", "Left", "Expected left", "Expected to renew then"]
            .map(str::to_owned)
            .to_vec(),
        rows: study.curve.iter().map(row).collect(),
    });
    report.apply = fit.is_determined.then(|| "Apply sBG to contracts".to_owned());
    report
}
