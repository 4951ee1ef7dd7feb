//! The four zones of the map: which one, its name, how many stand there and what they are worth.

use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::{MapSettings, ZoneTexts};

/// A quarter of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// High for both.
    Strategic,
    /// They gain, we do not yet.
    Prospective,
    /// We gain, they do not.
    Cooperative,
    /// Low for both.
    Tactical,
}

impl Zone {
    /// All four, in the order lists show them.
    pub const ALL: [Self; 4] = [
        Self::Strategic,
        Self::Prospective,
        Self::Cooperative,
        Self::Tactical,
    ];

    /// The zone of an account that is at or above these thresholds or not.
    pub const fn of(high_x: bool, high_y: bool) -> Self {
        match (high_x, high_y) {
            (true, true) => Self::Strategic,
            (true, false) => Self::Prospective,
            (false, true) => Self::Cooperative,
            (false, false) => Self::Tactical,
        }
    }

    /// True where the account is at or above the threshold across.
    pub const fn is_right(self) -> bool {
        matches!(self, Self::Strategic | Self::Prospective)
    }

    /// True where the account is at or above the threshold up.
    pub const fn is_upper(self) -> bool {
        matches!(self, Self::Strategic | Self::Cooperative)
    }

    /// The name the portfolio gives it.
    pub fn name(self, texts: &ZoneTexts) -> &str {
        match self {
            Self::Strategic => &texts.strategic,
            Self::Prospective => &texts.prospective,
            Self::Cooperative => &texts.cooperative,
            Self::Tactical => &texts.tactical,
        }
    }
}

/// One zone as the map shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneReport {
    /// Which one.
    pub zone: Zone,
    /// Its name: the portfolio's own, or a plain description where other axes are shown.
    pub name: String,
    /// Accounts that stand there.
    pub count: usize,
    /// Sum of the measure up, already written; empty where it cannot be added up.
    pub sum: String,
    /// Share of all placed accounts' sum, already written; empty where there is none.
    pub share: String,
}

/// Where `measure` divides: the portfolio's own threshold, or half of an index, 1 of a ratio, else the
/// median of what is known.
pub fn threshold(settings: &MapSettings, valuation: &Valuation, measure: MeasureId) -> f64 {
    settings
        .thresholds
        .get(measure.key())
        .copied()
        .unwrap_or_else(|| match measure.unit() {
            Unit::Index => 50.0,
            Unit::Times => 1.0,
            _ => median(
                valuation
                    .column(measure)
                    .known()
                    .map(|(_, value)| value)
                    .collect(),
            ),
        })
}

fn median(mut values: Vec<f64>) -> f64 {
    let middle = values.len() / 2;
    if values.is_empty() {
        return 0.0;
    }
    *values.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// True where the zone names mean what they say: the customer's side across, ours up.
pub fn is_two_sided(x: MeasureId, y: MeasureId) -> bool {
    use MeasureId as M;
    matches!(x, M::ValueReceived | M::RelativeValue | M::Surplus)
        && matches!(
            y,
            M::TotalValue
                | M::CurrentValue
                | M::NetValue
                | M::Contribution
                | M::GrossMargin
                | M::Revenue
                | M::Depth
                | M::HistoricProfit
                | M::RelationshipValue
        )
}

/// True where values of the measure may be added up over accounts.
pub fn adds_up(measure: MeasureId) -> bool {
    matches!(measure.unit(), Unit::Money | Unit::MoneyPerYear)
}
