//! How far a ranking used today agrees with every other.

use crate::maths::sort_by;
use crate::measures::rankings::{Agreement, agreement};
use crate::measures::{Direction, MeasureId, Valuation};
use crate::slices::pause;

use super::style::{NumberStyle, UNKNOWN};

/// One ranking beside the one used today.
#[derive(Clone, Debug, PartialEq)]
pub struct RankingRow {
    /// The other measure.
    pub measure: MeasureId,
    /// Its name.
    pub label: &'static str,
    /// Spearman's ρ.
    pub rho: String,
    /// The same, −1 to 1.
    pub part: Option<f64>,
    /// "7 of 10".
    pub shared: String,
    /// Accounts both are known of.
    pub n_both: String,
    /// What that means.
    pub words: &'static str,
    /// Rows of the best by this ranking, the best first.
    pub best: Vec<usize>,
    /// Those of them today's ranking does not count among its best.
    pub overlooked: Vec<usize>,
}

/// Measures that rank accounts: known of at least three of them and with a better end.
pub fn rankable(valuation: &Valuation) -> Vec<MeasureId> {
    let is_known = |measure: &MeasureId| valuation.column(*measure).known().nth(2).is_some();
    (MeasureId::ALL.iter().copied())
        .filter(|measure| measure.direction() != Direction::Neutral)
        .filter(is_known)
        .collect()
}

/// The ranking of `rows` by `other` beside that by `today`; `None` where it is the same, or ranks nobody.
pub fn beside(
    valuation: &Valuation,
    rows: &[usize],
    today: MeasureId,
    other: MeasureId,
    k: usize,
    style: &NumberStyle,
) -> Option<RankingRow> {
    let is_other = other != today && rankable(valuation).contains(&other);
    is_other.then(|| row(other, agreement(valuation, rows, today, other, k), style))
}

/// Every other ranking of `rows` beside that by `today`, the least alike first; `k` best are compared.
pub async fn audit(
    valuation: &Valuation,
    rows: &[usize],
    today: MeasureId,
    k: usize,
    style: &NumberStyle,
) -> Vec<RankingRow> {
    let others = rankable(valuation)
        .into_iter()
        .filter(|measure| *measure != today);
    let mut found = Vec::new();
    for measure in others {
        found.push(row(measure, agreement(valuation, rows, today, measure, k), style));
        pause().await;
    }
    sort_by(&mut found, |a, b| {
        let place = |row: &RankingRow| row.part.unwrap_or(f64::INFINITY);
        place(a).total_cmp(&place(b))
    });
    found
}

fn row(measure: MeasureId, found: Agreement, style: &NumberStyle) -> RankingRow {
    RankingRow {
        measure,
        label: measure.label(),
        rho: found
            .rho
            .map_or_else(|| UNKNOWN.to_owned(), |rho| style.number(rho, 2)),
        part: found.rho,
        shared: format!("{} of {}", found.n_shared, found.k),
        n_both: style.number(found.n_both as f64, 0),
        words: found.rho.map_or("cannot be compared", agreement_words),
        best: found.best,
        overlooked: found.overlooked,
    }
}

/// What a rank correlation says of two rankings, after "it".
pub(super) fn agreement_words(rho: f64) -> &'static str {
    match rho {
        _ if rho >= 0.8 => "says much the same",
        _ if rho >= 0.5 => "agrees in the main",
        _ if rho >= 0.2 => "agrees a little",
        _ if rho > -0.2 => "says something else altogether",
        _ => "says the opposite",
    }
}
