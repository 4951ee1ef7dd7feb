//! The metric audit: how far a ranking used today agrees with every other.

use crate::maths::sort_by;
use crate::measures::rankings::agreement;
use crate::measures::{Direction, MeasureId, Valuation};

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
    /// The same, −1 to 1, for a bar.
    pub part: Option<f64>,
    /// "7 of 10".
    pub shared: String,
    /// Accounts both are known of.
    pub n_both: String,
    /// What that means.
    pub words: &'static str,
}

/// Measures that rank accounts: known of at least three of them and with a better end.
pub fn rankable(valuation: &Valuation) -> Vec<MeasureId> {
    let is_known = |measure: &MeasureId| valuation.column(*measure).known().count() >= 3;
    (MeasureId::ALL.iter().copied())
        .filter(|measure| measure.direction() != Direction::Neutral)
        .filter(is_known)
        .collect()
}

/// Every other ranking beside that by `today`, the least alike first; `k` best are compared.
pub fn audit(valuation: &Valuation, today: MeasureId, k: usize, style: &NumberStyle) -> Vec<RankingRow> {
    let others = rankable(valuation)
        .into_iter()
        .filter(|measure| *measure != today);
    let mut rows: Vec<RankingRow> = others
        .map(|measure| {
            let found = agreement(valuation, today, measure, k);
            RankingRow {
                measure,
                label: measure.label(),
                rho: found
                    .rho
                    .map_or_else(|| UNKNOWN.to_owned(), |rho| style.number(rho, 2)),
                part: found.rho,
                shared: format!("{} of {}", found.n_shared, found.k),
                n_both: found.n_both.to_string(),
                words: found.rho.map_or("cannot be compared", words),
            }
        })
        .collect();
    sort_by(&mut rows, |a, b| {
        let place = |row: &RankingRow| row.part.unwrap_or(f64::INFINITY);
        place(a).total_cmp(&place(b))
    });
    rows
}

fn words(rho: f64) -> &'static str {
    match rho {
        _ if rho >= 0.8 => "says much the same",
        _ if rho >= 0.5 => "agrees in the main",
        _ if rho >= 0.2 => "agrees a little",
        _ if rho > -0.2 => "says something else altogether",
        _ => "says the opposite",
    }
}
