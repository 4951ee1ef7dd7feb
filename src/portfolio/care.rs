//! The minimum care plan: how long an account may go without a touch.

use super::account::choice;

choice! {
    /// Accounts for which one longest silence holds; a key account is one whatever its zone.
    CareGroup {
        /// Flagged as a key account.
        Key = "key",
        /// High for both.
        Strategic = "strategic",
        /// They gain, we do not yet.
        Prospective = "prospective",
        /// We gain, they do not.
        Cooperative = "cooperative",
        /// Low for both.
        Tactical = "tactical",
        /// In no zone: what they receive or what they are worth is not known.
        Unplaced = "unplaced",
    }
}

/// The longest silence allowed, in days, by group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarePlan {
    longest: [Option<u16>; 6],
}

impl CarePlan {
    /// The longest interval a plan takes: ten years.
    pub const MOST_DAYS: u16 = 3_650;

    /// Days a group may go without a touch; `None` where nothing is planned for it.
    pub fn longest(&self, group: CareGroup) -> Option<u16> {
        self.longest[group as usize]
    }

    /// Sets them; 0 and more than [`CarePlan::MOST_DAYS`] are brought within bounds.
    pub fn set(&mut self, group: CareGroup, days: Option<u16>) {
        self.longest[group as usize] = days.map(|days| days.clamp(1, Self::MOST_DAYS));
    }
}

impl Default for CarePlan {
    /// A month for key accounts; two where there is most to lose; a quarter where there is most to win; a year where
    /// neither side gains much; half a year where too little is known to tell.
    fn default() -> Self {
        Self {
            longest: [30, 60, 90, 60, 365, 180].map(Some),
        }
    }
}
