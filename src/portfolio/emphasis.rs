//! What is judged about winning and keeping: two points of a curve each.

use super::account::choice;

choice! {
    /// One judgement about winning or keeping customers.
    Judgement {
        /// Contribution of a customer per year before what is spent on keeping it.
        Margin = "margin",
        /// Money spent per prospect today.
        AcquisitionSpend = "acquisition_spend",
        /// Share of prospects won at that.
        AcquisitionRate = "acquisition_rate",
        /// Share of prospects that could be won at most.
        AcquisitionCeiling = "acquisition_ceiling",
        /// Money spent per customer and year on keeping it today.
        RetentionSpend = "retention_spend",
        /// Share of customers kept at that.
        RetentionRate = "retention_rate",
        /// Share of customers that could be kept at most.
        RetentionCeiling = "retention_ceiling",
    }
}

impl Judgement {
    /// True for a share, false for money.
    pub const fn is_share(self) -> bool {
        matches!(
            self,
            Self::AcquisitionRate | Self::AcquisitionCeiling | Self::RetentionRate | Self::RetentionCeiling
        )
    }
}

/// What is judged; what nobody judged is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Emphasis {
    judged: [Option<f64>; 7],
}

impl Emphasis {
    /// One judgement; `None` is unknown.
    pub fn of(&self, judgement: Judgement) -> Option<f64> {
        self.judged[judgement as usize]
    }

    /// Writes one judgement.
    pub fn set(&mut self, judgement: Judgement, value: Option<f64>) {
        self.judged[judgement as usize] = value;
    }

    /// True where nothing was judged.
    pub fn is_blank(&self) -> bool {
        self.judged.iter().all(Option::is_none)
    }
}
