//! The four zones of the Value Map: where the map divides, in which zone an account lies and what would carry it
//! over.

use crate::maths::median;
use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::{Document, MapSettings, ZoneTexts};

/// A zone of the map (value matrix: value the customer receives × value we receive).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Every zone, in the order a list shows them.
    pub const ALL: [Self; 4] = [
        Self::Strategic,
        Self::Prospective,
        Self::Cooperative,
        Self::Tactical,
    ];

    /// The zone of an account that lies at or above the thresholds as said.
    ///
    /// ```
    /// use both_sides::decisions::Zone;
    /// assert_eq!(Zone::of(true, false), Zone::Prospective); // they gain, we do not yet
    /// ```
    pub const fn of(is_high_across: bool, is_high_up: bool) -> Self {
        match (is_high_across, is_high_up) {
            (true, true) => Self::Strategic,
            (true, false) => Self::Prospective,
            (false, true) => Self::Cooperative,
            (false, false) => Self::Tactical,
        }
    }

    /// The zone on the other side of one threshold.
    pub const fn across(self, axis: Axis) -> Self {
        match axis {
            Axis::Across => Self::of(!self.is_right(), self.is_upper()),
            Axis::Up => Self::of(self.is_right(), !self.is_upper()),
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

    /// The name this portfolio gives it.
    pub fn name(self, texts: &ZoneTexts) -> &str {
        match self {
            Self::Strategic => &texts.strategic,
            Self::Prospective => &texts.prospective,
            Self::Cooperative => &texts.cooperative,
            Self::Tactical => &texts.tactical,
        }
    }

    /// What to do with accounts in it, in a line.
    pub const fn strategy(self) -> &'static str {
        match self {
            Self::Strategic => "Protect and grow",
            Self::Prospective => "Monetise, broaden or serve leaner",
            Self::Cooperative => "Repair the value they get before they leave",
            Self::Tactical => "Automate or release",
        }
    }
}

/// An axis of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Across,
    /// From bottom to top.
    Up,
}

/// How a threshold came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThresholdOrigin {
    /// Set by the person.
    Set,
    /// The middle of an index.
    Middle,
    /// Level with the alternative, or neither side ahead.
    Level,
    /// The median of all known values.
    Median,
    /// The median of the positive values.
    MedianOfPositive,
    /// Zero, because no value is positive.
    BreakEven,
}

/// Where an axis divides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// What the axis shows.
    pub measure: MeasureId,
    /// The dividing value; at it counts as high.
    pub value: f64,
    /// How it came about.
    pub origin: ThresholdOrigin,
}

/// The threshold of `measure`: the one set for this portfolio, else the measure's own default.
///
/// Defaults: 50 for an index; 1 for a ratio; 0 where neither end is better; for money the median of the positive
/// values, because an account that loses money can never be a high one, or 0 when none is positive; else the
/// median. `None` when nothing is known and there is no fixed default.
pub fn threshold(settings: &MapSettings, valuation: &Valuation, measure: MeasureId) -> Option<Threshold> {
    let set = settings.thresholds.get(measure.key()).copied();
    let known = || valuation.column(measure).known().map(|(_, value)| value);
    let (value, origin) = match (set, measure.unit()) {
        (Some(set), _) => (set, ThresholdOrigin::Set),
        (None, Unit::Index) => (50.0, ThresholdOrigin::Middle),
        // Rather there than not.
        (None, _) if measure == MeasureId::StillThere => (0.5, ThresholdOrigin::Middle),
        (None, Unit::Times) => (1.0, ThresholdOrigin::Level),
        (None, Unit::Money | Unit::MoneyPerYear) if measure == MeasureId::ExchangeBalance => {
            (0.0, ThresholdOrigin::Level)
        }
        (None, Unit::Money | Unit::MoneyPerYear) => {
            match median(known().filter(|value| *value > 0.0).collect()) {
                Some(median) => (median, ThresholdOrigin::MedianOfPositive),
                None => (0.0, ThresholdOrigin::BreakEven),
            }
        }
        (None, Unit::Share | Unit::Years | Unit::Count) => {
            (median(known().collect())?, ThresholdOrigin::Median)
        }
    };
    Some(Threshold {
        measure,
        value,
        origin,
    })
}

/// An account's place on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Placement {
    /// It lies in a zone.
    In(Placed),
    /// It lies in none, because a value is missing.
    Missing {
        /// True when the value across is unknown.
        across: bool,
        /// True when the value up is unknown.
        up: bool,
    },
}

impl Placement {
    /// The zone, if any.
    pub const fn zone(&self) -> Option<Zone> {
        match self {
            Self::In(placed) => Some(placed.zone),
            Self::Missing { .. } => None,
        }
    }
}

/// A zone and how firmly an account lies in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The zone.
    pub zone: Zone,
    /// The axis whose threshold is nearer, counted in accounts that lie between.
    pub nearest: Axis,
    /// Change of the value across that reaches its threshold; positive is more.
    pub needed_across: f64,
    /// Change of the value up that reaches its threshold; positive is more.
    pub needed_up: f64,
    /// Where it would land beyond the nearer threshold.
    pub would_become: Zone,
    /// True when the interval across reaches over the threshold.
    pub straddles_across: bool,
    /// True when the interval up reaches over the threshold.
    pub straddles_up: bool,
}

/// Two measures and where they divide, with what is needed to place every account quickly.
#[derive(Clone, Debug)]
pub struct ZoneMap<'a> {
    valuation: &'a Valuation,
    /// From left to right; `None` when nothing is known.
    pub across: Option<Threshold>,
    /// From bottom to top; `None` when nothing is known.
    pub up: Option<Threshold>,
    measures: [MeasureId; 2],
    ordered: [Vec<f64>; 2],
}

impl<'a> ZoneMap<'a> {
    /// The map of `across` × `up`.
    pub fn new(document: &Document, valuation: &'a Valuation, across: MeasureId, up: MeasureId) -> Self {
        let ordered = [across, up].map(|measure| {
            let mut values: Vec<f64> = valuation
                .column(measure)
                .known()
                .map(|(_, value)| value)
                .collect();
            values.sort_unstable_by(f64::total_cmp);
            values
        });
        Self {
            valuation,
            across: threshold(&document.map, valuation, across),
            up: threshold(&document.map, valuation, up),
            measures: [across, up],
            ordered,
        }
    }

    /// The Value Map: value received × total value.
    pub fn value_map(document: &Document, valuation: &'a Valuation) -> Self {
        Self::new(
            document,
            valuation,
            MeasureId::ValueReceived,
            MeasureId::TotalValue,
        )
    }

    /// Where the account in `row` lies.
    pub fn place(&self, row: usize) -> Placement {
        let [across, up] = self.measures.map(|measure| self.valuation.get(measure, row));
        let (Some(x), Some(y), Some(x_line), Some(y_line)) = (across.value, up.value, self.across, self.up)
        else {
            return Placement::Missing {
                across: across.value.is_none() || self.across.is_none(),
                up: up.value.is_none() || self.up.is_none(),
            };
        };
        let zone = Zone::of(x >= x_line.value, y >= y_line.value);
        let between = [self.between(0, x, x_line.value), self.between(1, y, y_line.value)];
        let nearest = if between[0] < between[1] {
            Axis::Across
        } else {
            Axis::Up
        };
        let straddles = |measured: crate::measures::Measured, line: f64| {
            measured
                .interval
                .is_some_and(|interval| interval.low < line && line <= interval.high)
        };
        Placement::In(Placed {
            zone,
            nearest,
            needed_across: x_line.value - x,
            needed_up: y_line.value - y,
            would_become: zone.across(nearest),
            straddles_across: straddles(across, x_line.value),
            straddles_up: straddles(up, y_line.value),
        })
    }

    /// Share of the known accounts that lie between a value and the threshold, without the account itself.
    fn between(&self, axis: usize, value: f64, line: f64) -> f64 {
        let ordered = &self.ordered[axis];
        let below = |limit: f64| ordered.partition_point(|known| *known < limit);
        let up_to = |limit: f64| ordered.partition_point(|known| *known <= limit);
        let n = if value < line {
            below(line).saturating_sub(up_to(value))
        } else {
            below(value).saturating_sub(below(line))
        };
        n as f64 / ordered.len().max(1) as f64
    }
}
