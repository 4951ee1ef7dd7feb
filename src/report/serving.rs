//! What serving takes of what selling brings, with what comes back beside money.

use crate::maths::largest;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::Document;
use crate::slices::{all, pause};

use super::style::NumberStyle;
use super::{Scale, ScaleKind};

/// More accounts are not drawn one by one; the table has them all.
pub const MOST_POINTS: usize = 2_000;

/// One account between its cost to serve and its gross margin.
#[derive(Clone, Debug, PartialEq)]
pub struct ServingPoint {
    /// Row of the account.
    pub row: usize,
    /// Its name.
    pub name: String,
    /// Place of the cost to serve, 0 to 1.
    pub cost: f64,
    /// Place of the gross margin, 0 to 1.
    pub margin: f64,
    /// Contribution: how far it stands above the line.
    pub contribution: f64,
    /// Relationship value as a share of the largest; `None` is unknown.
    pub relationship: Option<f64>,
    /// The card, a line each.
    pub lines: Vec<String>,
}

/// Cost to serve against gross margin, both on the same scale, so that break-even is the diagonal.
#[derive(Clone, Debug, PartialEq)]
pub struct ServingReport {
    /// The scale of both axes.
    pub scale: Scale,
    /// Accounts of which both are known, those that earn or lose most first; at most [`MOST_POINTS`].
    pub points: Vec<ServingPoint>,
    /// How many accounts both are known of.
    pub n_known: usize,
    /// Accounts of which one is not known.
    pub n_unknown: usize,
    /// What to look at, in a sentence or two.
    pub finding: String,
    /// How this reader writes numbers.
    pub numbers: NumberStyle,
}

/// The accounts in `rows`; `None` where of nobody both are known.
pub async fn serving(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    numbers: &NumberStyle,
) -> Option<ServingReport> {
    let get = |measure: MeasureId, row: usize| valuation.get(measure, row).value;
    let both = |row: usize| {
        Some((
            row,
            get(MeasureId::CostToServe, row)?,
            get(MeasureId::GrossMargin, row)?,
        ))
    };
    let known: Vec<(usize, f64, f64)> = rows.iter().filter_map(|&row| both(row)).collect();
    if known.is_empty() {
        return None;
    }
    let ends = known.iter().flat_map(|&(_, cost, margin)| [cost, margin]);
    pause().await;
    let scale = Scale::fit(ScaleKind::Symlog, ends, &[0.0], None);
    let worth = |row: usize| get(MeasureId::RelationshipValue, row);
    let most = known
        .iter()
        .filter_map(|&(row, ..)| worth(row))
        .fold(0.0, f64::max);
    let contribution = |&(_, cost, margin): &(usize, f64, f64)| margin - cost;
    let sizes: Vec<(usize, f64)> = (known.iter().enumerate())
        .map(|(place, account)| (place, contribution(account).abs()))
        .collect();
    let drawn = largest(&sizes, MOST_POINTS);
    pause().await;
    let point = |account: &(usize, f64, f64)| {
        let &(row, cost, margin) = account;
        ServingPoint {
            row,
            name: document.portfolio.accounts[row].name.clone(),
            cost: scale.place(cost),
            margin: scale.place(margin),
            contribution: contribution(account),
            relationship: worth(row).map(|value| (value / most.max(f64::MIN_POSITIVE)).max(0.0)),
            lines: lines(valuation, row, numbers),
        }
    };
    Some(ServingReport {
        n_unknown: rows.len() - known.len(),
        n_known: known.len(),
        finding: finding(document, valuation, &known, numbers),
        points: all(drawn.iter().map(|(place, _)| point(&known[*place]))).await,
        scale,
        numbers: numbers.clone(),
    })
}

/// With whom serving takes more than selling brings, and who of them brings something beside it.
fn finding(
    document: &Document,
    valuation: &Valuation,
    known: &[(usize, f64, f64)],
    numbers: &NumberStyle,
) -> String {
    let count = |n: usize| numbers.number(n as f64, 0);
    let below = known.iter().filter(|(_, cost, margin)| margin < cost);
    let below: Vec<(usize, f64)> = below.map(|&(row, cost, margin)| (row, margin - cost)).collect();
    let worst = below.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let Some(&(worst, _)) = worst else {
        return format!(
            "With none of {} accounts does serving take more than selling brings.",
            count(known.len())
        );
    };
    let lost: f64 = below.iter().map(|(_, by)| by).sum();
    let written =
        |measure: MeasureId, row: usize| numbers.measured(valuation.get(measure, row), measure.unit());
    let name = |row: usize| document.portfolio.accounts[row].name.as_str();
    let beside = below.iter().filter_map(|&(row, _)| {
        let worth = valuation.get(MeasureId::RelationshipValue, row).value?;
        (worth > 0.0).then_some((row, worth))
    });
    let beside: Vec<(usize, f64)> = beside.collect();
    let most = beside.iter().max_by(|a, b| a.1.total_cmp(&b.1));
    let brings = most.map_or_else(
        || "None of them is known to bring anything beside it.".to_owned(),
        |&(row, _)| {
            format!(
                "Before letting any go: {} of them {} something beside it, {} most ({}).",
                count(beside.len()),
                if beside.len() == 1 { "brings" } else { "bring" },
                name(row),
                written(MeasureId::RelationshipValue, row)
            )
        },
    );
    format!(
        "With {} of {} accounts serving takes more than selling brings, {} a year together; most with {} ({}). {brings}",
        count(below.len()),
        count(known.len()),
        numbers.value(lost, MeasureId::Contribution.unit()),
        name(worst),
        written(MeasureId::Contribution, worst)
    )
}

fn lines(valuation: &Valuation, row: usize, numbers: &NumberStyle) -> Vec<String> {
    [
        MeasureId::GrossMargin,
        MeasureId::CostToServe,
        MeasureId::Contribution,
        MeasureId::RelationshipValue,
    ]
    .map(|measure| {
        let value = valuation.get(measure, row).value;
        let written = value.map_or_else(
            || "not known".to_owned(),
            |value| numbers.value(value, measure.unit()),
        );
        format!("{}: {written}", measure.label())
    })
    .into()
}
