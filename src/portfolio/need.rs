//! What an account needs, and what was promised either way.

use crate::units::Day;

use super::AccountId;
use super::account::choice;

choice! {
    /// Who wants what from whom.
    NeedKind {
        /// Something they need, whether or not we sell it.
        Need = "they need",
        /// Something we promised them.
        OurPromise = "we promised",
        /// Something they promised us.
        TheirPromise = "they promised",
    }
}

/// A need or a promise of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// Stable identifier.
    pub id: String,
    /// The account.
    pub account: AccountId,
    /// A need, or whose promise.
    pub kind: NeedKind,
    /// What it is.
    pub text: String,
    /// A free label, by which offers and answers are matched; empty when none.
    pub tag: String,
    /// How much it matters, 1 to 10.
    pub importance: Option<f64>,
    /// The day it was said.
    pub since: Option<Day>,
    /// The day it is due.
    pub due: Option<Day>,
    /// True once it is met or kept.
    pub is_done: bool,
}
