//! Fix or release: what would bring an account that loses money to break even, and what releasing it would cost.
//!
//! Five steps in this order: reassess, educate, renegotiate, migrate, terminate (Mittal, Sarkees & Murshed 2008,
//! "The right way to manage unprofitable customers", Harvard Business Review 86(4)).

use crate::maths::sort_by;
use crate::measures::course::Course;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Basis, Document};

use super::zones::threshold;

/// Share of the cost to serve that has to go to break even.
///
/// (C − G) / C
///
/// `C` cost to serve, `G` gross margin, both per year. `None` without a cost. Above 1, cutting cost alone does
/// not do it.
///
/// ```
/// use both_sides::decisions::fix_or_release::cost_cut_needed;
/// assert_eq!(cost_cut_needed(8_000.0, 10_000.0), Some(0.2));
/// ```
pub fn cost_cut_needed(gross_margin: f64, cost_to_serve: f64) -> Option<f64> {
    (cost_to_serve > 0.0).then(|| (cost_to_serve - gross_margin) / cost_to_serve)
}

/// Rise of price or margin, as a share of revenue, that is needed to break even.
///
/// (C − G) / R
///
/// `R` revenue per year. `None` without revenue.
///
/// ```
/// use both_sides::decisions::fix_or_release::price_rise_needed;
/// assert_eq!(price_rise_needed(8_000.0, 10_000.0, 40_000.0), Some(0.05));
/// ```
pub fn price_rise_needed(gross_margin: f64, cost_to_serve: f64, revenue: f64) -> Option<f64> {
    (revenue > 0.0).then(|| (cost_to_serve - gross_margin) / revenue)
}

/// What releasing an account is worth, beside the cost of leaving itself.
///
/// (A − G) · M − V
///
/// `A` avoidable cost and `G` gross margin per year, `M` what a yearly amount is worth over the expected time to
/// come, `V` relationship value lost. Only avoidable cost disappears; a gross margin above it makes release a loss
/// however the full cost looks.
///
/// ```
/// use both_sides::decisions::fix_or_release::release_value;
/// assert_eq!(release_value(6_000.0, 4_000.0, 2.5, 1_000.0), 4_000.0);
/// ```
pub fn release_value(avoidable_cost: f64, gross_margin: f64, multiple: f64, relationship_value: f64) -> f64 {
    (avoidable_cost - gross_margin) * multiple - relationship_value
}

/// A step on the way, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Check the numbers the loss rests on.
    Reassess,
    /// Show them cheaper ways of being served.
    Educate,
    /// Agree on price and service anew.
    Renegotiate,
    /// Move them to a leaner service.
    Migrate,
    /// Hand them over to somebody else.
    Terminate,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Self; 5] = [
        Self::Reassess,
        Self::Educate,
        Self::Renegotiate,
        Self::Migrate,
        Self::Terminate,
    ];

    /// The word for people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reassess => "reassess",
            Self::Educate => "educate",
            Self::Renegotiate => "renegotiate",
            Self::Migrate => "migrate",
            Self::Terminate => "terminate",
        }
    }
}

/// What is recommended for an account below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its relationship value is high: fix the cost, never release.
    HiddenAsset,
    /// Releasing would lose money: fix.
    Fix,
    /// Fix; release is worth it when the steps before it fail.
    FixOrRelease,
    /// Fix; whether release would be worth it cannot be told, because something is unknown.
    FixUnknownRelease,
}

/// An account below zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FixOrRelease {
    /// Its row.
    pub row: usize,
    /// What it loses per year: −contribution.
    pub loss: f64,
    /// Gross margin per year.
    pub gross_margin: f64,
    /// Cost to serve per year, where known.
    pub cost_to_serve: Option<f64>,
    /// Revenue per year, where known.
    pub revenue: Option<f64>,
    /// Share of the cost to serve that has to go.
    pub cost_cut: Option<f64>,
    /// Rise of price or margin needed, as a share of revenue.
    pub price_rise: Option<f64>,
    /// Cost that would disappear with it, per year.
    pub avoidable_cost: Option<f64>,
    /// What a yearly amount is worth over its expected time.
    pub multiple: Option<f64>,
    /// Relationship value that would be lost.
    pub relationship_value: Option<f64>,
    /// What releasing it is worth, beside the cost of leaving itself; `None` when something in it is unknown.
    pub release_value: Option<f64>,
    /// The recommendation.
    pub verdict: Verdict,
    /// The step to take first.
    pub next: Step,
}

impl FixOrRelease {
    /// What keeps the release value from being known.
    pub fn unknown(&self) -> Vec<MeasureId> {
        let inputs = [
            (MeasureId::AvoidableCost, self.avoidable_cost.is_none()),
            (MeasureId::RelationshipValue, self.relationship_value.is_none()),
            (MeasureId::Retention, self.multiple.is_none()),
        ];
        (inputs.into_iter())
            .filter(|(_, is_unknown)| *is_unknown)
            .map(|(measure, _)| measure)
            .collect()
    }
}

/// Every account whose contribution is below zero, largest loss first.
pub fn fix_or_release(document: &Document, valuation: &Valuation) -> Vec<FixOrRelease> {
    let high_relationship = threshold(&document.map, valuation, MeasureId::RelationshipValue);
    let line = high_relationship.map(|line| line.value);
    let mut cases: Vec<FixOrRelease> = (0..valuation.n_rows())
        .filter_map(|row| fix_or_release_of(document, valuation, row, line))
        .collect();
    sort_by(&mut cases, |a, b| {
        b.loss.total_cmp(&a.loss).then(a.row.cmp(&b.row))
    });
    cases
}

/// The case of the account in `row` when its contribution is below zero; `line` is where a high relationship value
/// begins.
pub fn fix_or_release_of(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    line: Option<f64>,
) -> Option<FixOrRelease> {
    let contribution = valuation.get(MeasureId::Contribution, row).value?;
    let line = line.unwrap_or(0.0).max(0.0);
    (contribution < 0.0).then(|| case(document, valuation, row, -contribution, line))?
}

fn case(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    loss: f64,
    line: f64,
) -> Option<FixOrRelease> {
    let known = |measure| valuation.get(measure, row).value;
    let gross_margin = known(MeasureId::GrossMargin)?;
    let cost_to_serve = known(MeasureId::CostToServe);
    let revenue = known(MeasureId::Revenue);
    let avoidable_cost = known(MeasureId::AvoidableCost);
    let relationship_value = known(MeasureId::RelationshipValue);
    let multiple = worth_of_a_year(document, valuation, row);
    let release = (avoidable_cost.zip(multiple).zip(relationship_value))
        .map(|((avoidable, multiple), lost)| release_value(avoidable, gross_margin, multiple, lost));
    let is_hidden_asset = relationship_value.is_some_and(|value| value > 0.0 && value >= line);
    let verdict = match release {
        _ if is_hidden_asset => Verdict::HiddenAsset,
        None => Verdict::FixUnknownRelease,
        Some(worth) if worth > 0.0 => Verdict::FixOrRelease,
        Some(_) => Verdict::Fix,
    };
    let mut case = FixOrRelease {
        row,
        loss,
        gross_margin,
        cost_to_serve,
        revenue,
        cost_cut: cost_to_serve.and_then(|cost| cost_cut_needed(gross_margin, cost)),
        price_rise: revenue
            .and_then(|revenue| price_rise_needed(gross_margin, cost_to_serve.unwrap_or(0.0), revenue)),
        avoidable_cost,
        multiple,
        relationship_value,
        release_value: release,
        verdict,
        next: Step::Reassess,
    };
    case.next = next_step(&case, valuation.get(MeasureId::Contribution, row).basis);
    Some(case)
}

/// What one unit of money per year is worth over the expected time of the account in `row`.
fn worth_of_a_year(document: &Document, valuation: &Valuation, row: usize) -> Option<f64> {
    let account = document.portfolio.accounts.get(row)?;
    let retention = valuation.get(MeasureId::Retention, row).value?;
    Course::new(document, account).multiple(retention)
}

/// The first step that is not done with: soft numbers are checked first; a loss within the avoidable cost can be
/// closed by being served differently; then price; then leaner service; release only where it is worth it.
fn next_step(case: &FixOrRelease, basis: Basis) -> Step {
    if basis >= Basis::Estimated || case.cost_to_serve.is_none() {
        Step::Reassess
    } else if case
        .avoidable_cost
        .is_some_and(|avoidable| case.loss <= avoidable)
    {
        Step::Educate
    } else if case.price_rise.is_some() {
        Step::Renegotiate
    } else if case.verdict == Verdict::FixOrRelease {
        Step::Terminate
    } else {
        Step::Migrate
    }
}
