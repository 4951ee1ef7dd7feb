//! The open actions of the plan as a choice: what is weighed, what has begun, and what cannot be weighed and why.

use crate::decisions::allocate::{Allocation, Budget, Candidate, allocate};
use crate::decisions::{Ground, Invested, invest};
use crate::measures::Valuation;
use crate::portfolio::{Action, ActionStatus, Document};

use super::form::capital;
use super::invest::{lacking_words, needed};
use super::style::NumberStyle;

/// An open action that can be weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Its id.
    pub id: String,
    /// What is done.
    pub name: String,
    /// For whom, in words.
    pub who: String,
    /// Rows of its accounts.
    pub rows: Vec<usize>,
    /// The action as an investment.
    pub invested: Invested,
    /// Money it takes.
    pub cost: f64,
    /// Our hours it takes, where somebody said.
    pub hours: Option<f64>,
    /// The least it must bring, in its unit.
    pub needed: Option<String>,
    /// Of all with the same one is taken; empty for none.
    pub group: String,
}

/// An open action that cannot be weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unweighed {
    /// What is done.
    pub name: String,
    /// What is missing and what to do about it.
    pub why: String,
}

/// The open actions, sorted out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Considered {
    /// Planned: what is chosen from.
    pub choices: Vec<Weighed>,
    /// The same as plain numbers.
    pub candidates: Vec<Candidate>,
    /// Begun, and so taken whatever else is: what they take comes off the budget first.
    pub begun: Vec<Weighed>,
    /// Money that what has begun takes.
    pub begun_money: f64,
    /// Hours that what has begun takes.
    pub begun_hours: f64,
    /// What could not be weighed.
    pub unweighed: Vec<Unweighed>,
    /// Actions given up; they are not chosen from.
    pub n_dropped: usize,
}

impl Considered {
    /// What what has begun is expected to be worth.
    pub fn begun_worth(&self) -> f64 {
        self.begun.iter().map(|action| action.invested.expected).sum()
    }

    /// True where there is something to choose from or already begun.
    pub fn is_some(&self) -> bool {
        !self.choices.is_empty() || !self.begun.is_empty()
    }

    /// What of `budget` is left for what has not begun.
    pub fn left_of(&self, budget: Budget) -> Budget {
        Budget {
            money: budget.money.map(|money| (money - self.begun_money).max(0.0)),
            hours: budget.hours.map(|hours| (hours - self.begun_hours).max(0.0)),
        }
    }

    /// The best choice within `budget`.
    pub fn choose(&self, budget: Budget) -> Allocation {
        allocate(&self.candidates, self.left_of(budget))
    }
}

/// Sorts the open actions of the plan out. Where hours are limited, an action without hours cannot be weighed.
pub fn considered(document: &Document, valuation: &Valuation, style: &NumberStyle) -> Considered {
    let plan = &document.plan;
    let open = plan.actions.iter().filter(|action| action.status.is_open());
    let ground = Ground::new(document, valuation, open.clone());
    let mut found = Considered {
        n_dropped: plan
            .actions
            .iter()
            .filter(|action| action.status == ActionStatus::Dropped)
            .count(),
        ..Considered::default()
    };
    for action in open {
        let is_begun = action.status == ActionStatus::UnderWay;
        if is_begun {
            found.begun_money += action.cost.unwrap_or(0.0);
            found.begun_hours += action.hours.unwrap_or(0.0);
        }
        let needs_hours = !is_begun && plan.budget_hours.is_some() && action.hours.is_none();
        match (invest(&ground, action), needs_hours) {
            (Err(lacking), _) => found.leave(document, action, lacking_words(document, &lacking)),
            (Ok(_), true) => {
                found.leave(
                    document,
                    action,
                    "Say how many of our hours it takes: they are limited.".to_owned(),
                );
            }
            (Ok(invested), false) => {
                let weighed = weighed(document, &ground, action, invested, style);
                if is_begun {
                    found.begun.push(weighed);
                } else {
                    found.choices.push(weighed);
                }
            }
        }
    }
    found.candidates = candidates(&found.choices);
    found
}

impl Considered {
    fn leave(&mut self, document: &Document, action: &Action, why: String) {
        self.unweighed.push(Unweighed {
            name: action_name(document, action),
            why,
        });
    }
}

fn action_name(document: &Document, action: &Action) -> String {
    if !action.name.is_empty() {
        return action.name.clone();
    }
    let first = action
        .accounts
        .first()
        .and_then(|id| document.portfolio.account(id));
    let whom = first.map_or_else(String::new, |account| format!(": {}", account.name));
    format!("{}{whom}", capital(action.kind.word()))
}

fn weighed(
    document: &Document,
    ground: &Ground,
    action: &Action,
    invested: Invested,
    style: &NumberStyle,
) -> Weighed {
    let rows: Vec<usize> = action.accounts.iter().filter_map(|id| ground.row(id)).collect();
    let name = |row: &usize| document.portfolio.accounts[*row].name.clone();
    let who = match rows.as_slice() {
        [] => String::new(),
        [only] => name(only),
        [first, rest @ ..] => format!("{} and {} more", name(first), rest.len()),
    };
    Weighed {
        id: action.id.clone(),
        name: action_name(document, action),
        who,
        rows,
        invested,
        cost: action.cost.unwrap_or(0.0),
        hours: action.hours,
        needed: needed(&invested, action, style),
        group: action.group.clone(),
    }
}

fn candidates(choices: &[Weighed]) -> Vec<Candidate> {
    let mut groups: Vec<&str> = Vec::new();
    let mut candidates = Vec::with_capacity(choices.len());
    for choice in choices {
        let known = groups.iter().position(|group| *group == choice.group);
        if known.is_none() {
            groups.push(&choice.group);
        }
        candidates.push(Candidate {
            worth: choice.invested.expected,
            cost: choice.cost,
            hours: choice.hours.unwrap_or(0.0),
            group: (!choice.group.is_empty()).then(|| known.unwrap_or(groups.len() - 1)),
        });
    }
    candidates
}
