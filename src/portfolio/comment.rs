//! What people think of an account, of one of its numbers or of a whole screen.

use crate::units::Day;

use super::AccountId;

/// What a comment is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// An account, or one of its numbers.
    Account {
        /// The account.
        account: AccountId,
        /// Key of the measure (see `measures::MeasureId::key`); `None` is the account as a whole.
        measure: Option<String>,
    },
    /// A screen, by its address: `#economic`.
    Screen(String),
}

impl About {
    /// The account it is about, or whose number.
    pub const fn account(&self) -> Option<&AccountId> {
        match self {
            Self::Account { account, .. } => Some(account),
            Self::Screen(_) => None,
        }
    }

    /// The number of the account it is about, by its key.
    pub fn measure(&self) -> Option<&str> {
        match self {
            Self::Account { measure, .. } => measure.as_deref(),
            Self::Screen(_) => None,
        }
    }

    /// Address of the screen it is about.
    pub fn screen(&self) -> Option<&str> {
        match self {
            Self::Screen(fragment) => Some(fragment),
            Self::Account { .. } => None,
        }
    }
}

/// What somebody thought on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Stable identifier.
    pub id: String,
    /// What it is about.
    pub about: About,
    /// The day it was written.
    pub day: Day,
    /// Who wrote it, as they call themselves; empty when they did not say.
    pub author: String,
    /// What they wrote.
    pub text: String,
}
