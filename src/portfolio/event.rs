//! What passes between us and a member of the ecosystem that is not an ordinary sale.

use crate::units::{Day, Estimate, Ratio};

use super::AccountId;
use super::account::choice;

choice! {
    /// What happened.
    EventKind {
        /// Spoke well of us to others.
        WordOfMouth = "word of mouth",
        /// Brought a possible customer.
        CustomerReferral = "customer referral",
        /// Brought a possible employee.
        EmployeeReferral = "employee referral",
        /// Acted as a reference.
        ReferenceUse = "reference use",
        /// Opened a door to a network.
        Introduction = "introduction",
        /// Told us something we could use.
        Feedback = "feedback",
        /// Built something new with us.
        CoInnovation = "co-innovation",
        /// Accepted a shortfall or shared a risk.
        RiskShared = "risk shared",
        /// Anything else worth noting.
        Other = "other",
    }
}

choice! {
    /// The form of capital an event moves (seed: true relationship value).
    Capital {
        /// Money.
        Monetary = "monetary",
        /// Networks and access.
        Social = "social",
        /// Trust and goodwill between the two.
        Relational = "relational",
        /// People and their time.
        Human = "human",
        /// Knowledge and ideas.
        Knowledge = "knowledge",
        /// Reputation with others.
        Reputational = "reputational",
    }
}

choice! {
    /// How a number came about, from firmest to softest.
    Basis {
        /// Counted in somebody's books.
        Observed = "observed",
        /// Stated by the person, without a record behind it.
        Stated = "stated",
        /// A share of an observed result.
        Attributed = "attributed",
        /// Worked out from assumptions.
        Estimated = "estimated",
        /// Somebody's judgement.
        Judged = "judged",
    }
}

choice! {
    /// How far the result of an event has come.
    OutcomeStatus {
        /// Nothing yet.
        Open = "open",
        /// It worked.
        Realised = "realised",
        /// It did not.
        Failed = "failed",
    }
}

/// One side of an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// Our firm.
    Us,
    /// A member of the ecosystem.
    Account(AccountId),
}

/// Something of value that passed from one party to another.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueEvent {
    /// Stable identifier.
    pub id: String,
    /// Who gave.
    pub giver: Party,
    /// Who received.
    pub receiver: Party,
    /// When.
    pub date: Option<Day>,
    /// What happened.
    pub kind: EventKind,
    /// The form of capital moved.
    pub capital: Capital,
    /// How much, in `unit`.
    pub quantity: f64,
    /// The native unit: "reference call", "hour", "idea" …
    pub unit: String,
    /// How far it has come.
    pub status: OutcomeStatus,
    /// The account won or kept through it.
    pub outcome_account: Option<AccountId>,
    /// Worth in money for this very event; without it the exchange table speaks.
    pub money: Option<Estimate>,
    /// How `money` came about.
    pub basis: Basis,
    /// Free note.
    pub note: String,
    /// Where the record comes from.
    pub source: String,
}

/// How much of an account's value is due to another member of the ecosystem.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributionShare {
    /// The account whose value is shared out.
    pub outcome: AccountId,
    /// The member it is due to.
    pub contributor: AccountId,
    /// The share; all shares of one outcome add up to 1 at most.
    pub share: Ratio,
    /// Probability that the outcome would not have come otherwise (type one, Kumar et al. 2010).
    pub type_one: Ratio,
    /// Why.
    pub note: String,
}
