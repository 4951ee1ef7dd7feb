//! What the area of a mark stands for.

use crate::measures::{MeasureId, Valuation};

use super::MapPoint;
use super::map::short;
use super::style::NumberStyle;

/// A circle of the size legend.
#[derive(Clone, Debug, PartialEq)]
pub struct SizeStep {
    /// Area as a share of the largest mark.
    pub area: f64,
    /// The value it stands for, written short.
    pub label: String,
}

/// What the area of a mark stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct SizeLegend {
    /// The measure's name.
    pub label: String,
    /// Three circles, largest first; fewer where the values are alike.
    pub steps: Vec<SizeStep>,
    /// Accounts without a known size, drawn hollow and small.
    pub unknown: usize,
    /// Accounts with a size below zero, drawn with a bar.
    pub below_zero: usize,
}

/// The measure shown as size and its largest value.
pub(super) struct Sizes {
    pub(super) measure: Option<MeasureId>,
    largest: f64,
}

impl Sizes {
    pub(super) fn of(valuation: &Valuation, measure: Option<MeasureId>, rows: &[usize]) -> Self {
        let sizes = measure.into_iter().flat_map(|measure| {
            rows.iter()
                .filter_map(move |&row| valuation.get(measure, row).value.map(f64::abs))
        });
        Self {
            measure,
            largest: sizes.fold(0.0, f64::max),
        }
    }

    pub(super) fn area(&self, valuation: &Valuation, row: usize) -> (Option<f64>, bool) {
        let value = self.measure.and_then(|measure| valuation.get(measure, row).value);
        let share = |value: f64| {
            if self.largest > 0.0 {
                value.abs() / self.largest
            } else {
                0.0
            }
        };
        (value.map(share), value.is_some_and(|value| value < 0.0))
    }

    pub(super) fn legend(
        &self,
        measure: MeasureId,
        points: &[MapPoint],
        numbers: &NumberStyle,
    ) -> SizeLegend {
        let mut steps: Vec<SizeStep> = Vec::new();
        if self.largest > 0.0 {
            for share in [1.0, 0.3, 0.06] {
                let value = round_down(self.largest * share);
                let label = short(numbers, measure.unit(), value);
                if steps.last().is_none_or(|step| step.label != label) {
                    steps.push(SizeStep {
                        area: value / self.largest,
                        label,
                    });
                }
            }
        }
        SizeLegend {
            label: measure.label().to_owned(),
            steps,
            unknown: points.iter().filter(|point| point.area.is_none()).count(),
            below_zero: points.iter().filter(|point| point.is_below_zero).count(),
        }
    }
}

/// The nearest number of one digit at or below a positive `value`.
fn round_down(value: f64) -> f64 {
    let power = libm::exp10(libm::floor(libm::log10(value)));
    (libm::floor(value / power) * power).min(value)
}
