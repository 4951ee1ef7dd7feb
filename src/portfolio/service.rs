//! What serving an account takes, by activity.

use crate::units::Ratio;

use super::AccountId;

/// Something we do for accounts, with its time and rate (time-driven activity-based costing).
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Stable identifier.
    pub id: String,
    /// What it is.
    pub name: String,
    /// Minutes one event takes.
    pub minutes_per_event: f64,
    /// Cost of a minute: cost of the capacity / its practical minutes.
    pub rate_per_minute: f64,
    /// Share of the cost that would disappear with the event.
    pub avoidable_share: Ratio,
}

/// How often an account calls on an activity.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceLoad {
    /// The account.
    pub account: AccountId,
    /// The [`Activity::id`].
    pub activity: String,
    /// Events per year.
    pub events_per_year: f64,
}
