//! What somebody at an account said about the value they receive.

use crate::units::{Day, Money};

use super::AccountId;
use super::account::choice;

choice! {
    /// Where we heard it.
    ListeningPost {
        /// A questionnaire.
        Survey = "survey",
        /// A conversation.
        Interview = "interview",
        /// A service case.
        Support = "support",
        /// The account team.
        Sales = "sales",
        /// A public review.
        Review = "review",
    }
}

/// One answer about one driver of value.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Stable identifier.
    pub id: String,
    /// The account that spoke.
    pub account: AccountId,
    /// Who spoke, empty when unknown.
    pub respondent: String,
    /// When.
    pub date: Option<Day>,
    /// Where we heard it.
    pub post: ListeningPost,
    /// What it is about: "service support", "delivery", "price" …
    pub driver: String,
    /// How much it matters to them; any non-negative scale, compared within the account. `None` counts as the mean.
    pub importance: Option<f64>,
    /// Our rating, 1 to 10.
    pub rating: Option<f64>,
    /// Their next-best alternative's rating, 1 to 10.
    pub next_best: Option<f64>,
    /// Overall satisfaction, 1 to 10.
    pub satisfaction: Option<f64>,
    /// Intention to continue, 1 to 10.
    pub intention: Option<f64>,
    /// Likelihood to recommend, 0 to 10.
    pub recommend: Option<f64>,
    /// What using us is worth to them per year, in money.
    pub value_in_use: Option<Money>,
    /// Free note.
    pub note: String,
}
