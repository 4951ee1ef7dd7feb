//! The four zones of the map: which one, its name, how many stand there and what they are worth.

use crate::decisions;
use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::MapSettings;

pub use crate::decisions::Zone;

/// One zone as the map shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneReport {
    /// Which one.
    pub zone: Zone,
    /// Its name: the portfolio's own, or a plain description where other axes are shown.
    pub name: String,
    /// What to do there, in a sentence; empty where other axes are shown.
    pub strategy: &'static str,
    /// Accounts that stand there.
    pub count: usize,
    /// Sum of the measure up, already written; empty where it cannot be added up.
    pub sum: String,
    /// Share of all placed accounts' sum, already written; empty where there is none.
    pub share: String,
}

/// Where `measure` divides; zero where nothing is known.
pub fn threshold(settings: &MapSettings, valuation: &Valuation, measure: MeasureId) -> f64 {
    decisions::threshold(settings, valuation, measure).map_or(0.0, |threshold| threshold.value)
}

/// True where values of the measure may be added up over accounts.
pub fn adds_up(measure: MeasureId) -> bool {
    matches!(measure.unit(), Unit::Money | Unit::MoneyPerYear)
}
