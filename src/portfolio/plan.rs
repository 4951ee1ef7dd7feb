//! What was decided: actions with an owner and a day, and what was answered to proposals.

use crate::units::{Day, Estimate, Ratio};

use super::account::choice;
use super::{AccountId, Lever};

choice! {
    /// What an action is for.
    ActionKind {
        /// Keep what is there.
        Protect = "protect",
        /// Get more out of it for both.
        Grow = "grow",
        /// Give them more before they leave.
        Repair = "repair",
        /// Bring a loss to break even.
        Fix = "fix",
        /// Hand them over to somebody else.
        Release = "release",
        /// Ask for something they can give.
        Ask = "ask",
        /// Give something back.
        Thank = "thank",
        /// Spend money now for more later.
        Invest = "invest",
        /// Learn what the decision hangs on.
        FindOut = "find out",
        /// Anything else.
        Other = "other",
    }
}

choice! {
    /// How far an action has come.
    ActionStatus {
        /// Decided, not begun.
        Planned = "planned",
        /// Begun.
        UnderWay = "under way",
        /// Over, whatever came of it.
        Done = "done",
        /// Given up.
        Dropped = "dropped",
    }
}

impl ActionStatus {
    /// True while something is still to be done.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::UnderWay)
    }
}

/// What an action is expected to change when it succeeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ActionEffect {
    /// A lever of the accounts' value moves.
    Lever {
        /// Which.
        lever: Lever,
        /// By how much for the better, in the lever's own unit (see [`super::Ceilings`]): 0.05 of retention is five
        /// points more, 0.05 of cost to serve five points of revenue less.
        by: Estimate,
    },
    /// Money a year, of all its accounts together.
    Yearly(Estimate),
    /// Money once, of all its accounts together.
    Once(Estimate),
}

/// Something somebody is going to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Stable identifier.
    pub id: String,
    /// What is done, in a line.
    pub name: String,
    /// For whom; nobody when it concerns no account in particular.
    pub accounts: Vec<AccountId>,
    /// What it is for.
    pub kind: ActionKind,
    /// What it changes when it succeeds; unknown when nobody said.
    pub effect: Option<ActionEffect>,
    /// What it costs once, in money.
    pub cost: Option<f64>,
    /// Our hours it takes.
    pub hours: Option<f64>,
    /// Chance that it succeeds.
    pub probability: Option<Ratio>,
    /// When it begins.
    pub start: Option<Day>,
    /// When it is to be done.
    pub due: Option<Day>,
    /// How many years the effect lasts.
    pub lasts_years: Option<f64>,
    /// Who sees to it; empty when nobody yet.
    pub owner: String,
    /// How far it has come.
    pub status: ActionStatus,
    /// Of all actions with the same group only one is done; empty for none.
    pub group: String,
    /// Why, as the reasons stood when it was accepted.
    pub reason: String,
    /// Anything else.
    pub note: String,
    /// Key of the proposal it came from; empty for an action of one's own.
    pub proposal: String,
    /// Money its effect came to.
    pub actual: Option<f64>,
    /// When that was known.
    pub actual_day: Option<Day>,
}

impl Action {
    /// An action with nothing but an id and a kind: planned, everything else unknown.
    pub fn blank(id: &str, kind: ActionKind) -> Self {
        Self {
            id: id.to_owned(),
            name: String::new(),
            accounts: Vec::new(),
            kind,
            effect: None,
            cost: None,
            hours: None,
            probability: None,
            start: None,
            due: None,
            lasts_years: None,
            owner: String::new(),
            status: ActionStatus::Planned,
            group: String::new(),
            reason: String::new(),
            note: String::new(),
            proposal: String::new(),
            actual: None,
            actual_day: None,
        }
    }
}

/// What was said to a proposal instead of accepting it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerVerdict {
    /// Ask again on this day.
    PostponedUntil(Day),
    /// Not this one.
    Rejected,
}

/// An answer to a proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Key of the proposal: what it is, a slash, and the account's id.
    pub proposal: String,
    /// What was said.
    pub verdict: AnswerVerdict,
    /// Why.
    pub note: String,
    /// When it was said.
    pub day: Day,
}

/// What is going to be done, what was answered, and what there is to do it with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Actions in the order they came in. Ids are unique.
    pub actions: Vec<Action>,
    /// Answers, one for each proposal.
    pub answers: Vec<Answer>,
    /// Money there is to spend on actions.
    pub budget_money: Option<f64>,
    /// Hours there are to spend on actions.
    pub budget_hours: Option<f64>,
}

impl Plan {
    /// True where nothing was decided.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// The action with this id.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// Takes these accounts out: of actions, actions that were for nobody else, and answers about them.
    pub fn forget(&mut self, is_gone: impl Fn(&AccountId) -> bool) {
        self.actions.retain_mut(|action| {
            let was_for_somebody = !action.accounts.is_empty();
            action.accounts.retain(|account| !is_gone(account));
            !was_for_somebody || !action.accounts.is_empty()
        });
        self.answers.retain(|answer| {
            let about = answer.proposal.split_once('/').map(|(_, id)| AccountId::new(id));
            !about.is_some_and(|account| is_gone(&account))
        });
    }
}

/// Least and most that can be written into the money and the hours of a plan.
pub const PLAN_LIMIT: f64 = 1e15;
