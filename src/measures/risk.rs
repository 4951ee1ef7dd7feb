//! What is expected to leave: current value by how likely the account is to go.

use super::{MeasureId, Valuation};

/// The value of an account that is expected to leave within a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueAtRisk {
    /// Probability that it leaves within a year.
    pub leaving: f64,
    /// Its current value, above zero.
    pub current_value: f64,
}

impl ValueAtRisk {
    /// Reads it; `None` where retention or current value is not known, or where there is nothing to lose.
    pub fn of(valuation: &Valuation, row: usize) -> Option<Self> {
        let known = |measure| valuation.get(measure, row).value;
        let current_value = known(MeasureId::CurrentValue).filter(|value| *value > 0.0)?;
        let leaving = 1.0 - known(MeasureId::Retention)?;
        Some(Self {
            leaving,
            current_value,
        })
    }

    /// The value expected to leave.
    ///
    /// V = (1 − r) · CLV
    ///
    /// `r` retention per year, `CLV` current value.
    ///
    /// ```
    /// use both_sides::measures::risk::ValueAtRisk;
    /// assert_eq!(ValueAtRisk { leaving: 0.25, current_value: 8_000.0 }.expected(), 2_000.0);
    /// ```
    pub fn expected(&self) -> f64 {
        self.leaving * self.current_value
    }
}
