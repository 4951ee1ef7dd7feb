//! The plan as a screen and a sheet of paper show it: actions, what they take, what is expected of them, what they came to.

use std::collections::BTreeMap;

use crate::decisions::{Ground, Invested, Lacking, invest};
use crate::maths::sort_by;
use crate::measures::Valuation;
use crate::portfolio::{AccountId, Action, ActionEffect, ActionKind, ActionStatus, Document, Lever};
use crate::units::{Day, Estimate};

use super::account_names::name_of;
use super::invest::lacking_words;
pub use super::plan_since::Since;
use super::plan_since::since;
use super::style::{NumberStyle, UNKNOWN};

/// Which actions are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanFilter {
    /// Whose; everybody's without one.
    pub owner: Option<String>,
    /// How far; any without one.
    pub status: Option<ActionStatus>,
    /// For whom; anybody without one.
    pub account: Option<AccountId>,
}

/// One action written out.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionRow {
    /// Its id.
    pub id: String,
    /// What is done.
    pub name: String,
    /// What it is for.
    pub kind: ActionKind,
    /// For whom, by id and name.
    pub accounts: Vec<(AccountId, String)>,
    /// Who sees to it.
    pub owner: String,
    /// How far it is.
    pub status: ActionStatus,
    /// When it begins and is to be done.
    pub days: [Option<Day>; 2],
    /// The same as a reader writes them; the sign for unknown where not said.
    pub day_texts: [String; 2],
    /// True when it is open and its day has passed.
    pub is_overdue: bool,
    /// Money once, hours, chance: as written, or the sign for unknown.
    pub takes: [String; 3],
    /// What it changes if it succeeds, and from where to where; empty where nobody said.
    pub effect: String,
    /// What it is expected to bring, chance counted, present value.
    pub expected: String,
    /// What is expected to be left after its cost.
    pub left: String,
    /// From where to where that may be if it succeeds; else why it cannot be said.
    pub left_words: String,
    /// Why, as it stood when it was accepted.
    pub reason: String,
    /// Anything else.
    pub note: String,
    /// What its effect came to, and how that compares; empty while nobody said.
    pub came_to: String,
    /// What became of its accounts since a snapshot; nothing where none lies before today.
    pub since: Option<Since>,
}

/// The plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanReport {
    /// The actions asked for: open ones by the day they are due, then the others.
    pub rows: Vec<ActionRow>,
    /// How many actions there are.
    pub n_all: usize,
    /// What the open ones asked for take and are expected to bring, each with how many have no amount.
    pub totals: Vec<Total>,
    /// Expected against actual of all that are done; empty while none has an amount.
    pub outcome: String,
}

/// A sum over the open actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// Of what.
    pub label: &'static str,
    /// The sum.
    pub sum: String,
    /// How many are not in it; empty when none.
    pub without: String,
}

/// The plan, of the actions that pass the filter.
pub fn plan_report(
    document: &Document,
    valuation: &Valuation,
    filter: &PlanFilter,
    style: &NumberStyle,
) -> PlanReport {
    let actions = &document.plan.actions;
    let ground = Ground::new(document, valuation, actions.iter());
    let mut asked: Vec<&Action> = actions.iter().filter(|action| passes(action, filter)).collect();
    sort_by(&mut asked, |a, b| order(a).cmp(&order(b)));
    let weighed: Vec<Weighed> = asked.iter().map(|action| Weighed::new(&ground, action)).collect();
    let writer = Writer {
        document,
        valuation,
        style,
        rows: rows_of(document, &asked),
    };
    PlanReport {
        rows: (asked.iter().zip(&weighed))
            .map(|(action, weighed)| writer.row(action, weighed))
            .collect(),
        n_all: actions.len(),
        totals: writer.totals(&asked, &weighed),
        outcome: writer.outcome(&asked, &weighed),
    }
}

fn passes(action: &Action, filter: &PlanFilter) -> bool {
    (filter.owner.as_ref()).is_none_or(|owner| action.owner == *owner)
        && filter.status.is_none_or(|status| action.status == status)
        && (filter.account.as_ref()).is_none_or(|account| action.accounts.contains(account))
}

fn order(action: &Action) -> (bool, bool, Option<Day>) {
    (!action.status.is_open(), action.due.is_none(), action.due)
}

/// Owners of actions, in order of their names.
pub fn action_owners(document: &Document) -> Vec<String> {
    let owners = document.plan.actions.iter().map(|action| action.owner.clone());
    let owners: std::collections::BTreeSet<String> = owners.filter(|owner| !owner.is_empty()).collect();
    owners.into_iter().collect()
}

/// Rows of the accounts the actions name; the accounts are gone through once.
fn rows_of(document: &Document, actions: &[&Action]) -> BTreeMap<AccountId, usize> {
    let named: std::collections::BTreeSet<&AccountId> =
        actions.iter().flat_map(|action| &action.accounts).collect();
    if named.is_empty() {
        return BTreeMap::new();
    }
    let accounts = document.portfolio.accounts.iter().enumerate();
    accounts
        .filter(|(_, account)| named.contains(&account.id))
        .map(|(row, account)| (account.id.clone(), row))
        .collect()
}

/// An action as an investment, and what it is expected to bring even where nobody said what it costs.
struct Weighed {
    invested: Result<Invested, Lacking>,
    expected: Option<f64>,
}

impl Weighed {
    fn new(ground: &Ground, action: &Action) -> Self {
        let invested = invest(ground, action);
        let expected = match &invested {
            Ok(invested) => Some(invested.expected_gain),
            Err(Lacking::Cost) => {
                let free = Action {
                    cost: Some(0.0),
                    ..action.clone()
                };
                invest(ground, &free).ok().map(|free| free.expected_gain)
            }
            Err(_) => None,
        };
        Self { invested, expected }
    }
}

struct Writer<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    style: &'a NumberStyle,
    rows: BTreeMap<AccountId, usize>,
}

impl Writer<'_> {
    fn money(&self, amount: Option<f64>) -> String {
        amount.map_or_else(|| UNKNOWN.to_owned(), |amount| self.style.money(amount))
    }

    fn row(&self, action: &Action, weighed: &Weighed) -> ActionRow {
        let style = self.style;
        let day = |day: Option<Day>| day.map_or_else(|| UNKNOWN.to_owned(), |day| style.day(day));
        let days = [action.start, action.due];
        let left = weighed.invested.as_ref().ok().map(|invested| invested.expected);
        ActionRow {
            id: action.id.clone(),
            name: action.name.clone(),
            kind: action.kind,
            accounts: (action.accounts.iter())
                .map(|id| (id.clone(), self.name_of(id)))
                .collect(),
            owner: action.owner.clone(),
            status: action.status,
            days,
            day_texts: days.map(day),
            is_overdue: action.status.is_open() && action.due.is_some_and(|due| due < self.document.as_of),
            takes: [
                self.money(action.cost),
                (action.hours).map_or_else(
                    || UNKNOWN.to_owned(),
                    |hours| style.number(hours, usize::from(hours != libm::trunc(hours))),
                ),
                (action.probability).map_or_else(|| UNKNOWN.to_owned(), |chance| style.share(chance.get())),
            ],
            effect: action
                .effect
                .map_or_else(String::new, |effect| self.effect(effect, action.lasts_years)),
            expected: self.money(weighed.expected),
            left: self.money(left),
            left_words: self.left_words(weighed),
            reason: action.reason.clone(),
            note: action.note.clone(),
            came_to: self.came_to(action, weighed),
            since: since(self.document, self.valuation, &self.rows, action, self.style),
        }
    }

    fn name_of(&self, id: &AccountId) -> String {
        match self.rows.get(id) {
            Some(&row) => self.document.portfolio.accounts[row].name.clone(),
            None => name_of(self.document, id),
        }
    }

    fn effect(&self, effect: ActionEffect, lasts: Option<f64>) -> String {
        let style = self.style;
        let around = |estimate: Estimate, write: &dyn Fn(f64) -> String| match estimate.is_exact() {
            true => write(estimate.base()),
            false => format!(
                "{} ({} to {})",
                write(estimate.base()),
                write(estimate.low()),
                write(estimate.high())
            ),
        };
        let money = |amount: f64| style.money(amount);
        let words = match effect {
            ActionEffect::Once(amount) => return format!("{} once", around(amount, &money)),
            ActionEffect::Yearly(amount) => format!("{} a year", around(amount, &money)),
            ActionEffect::Lever {
                lever: Lever::Breadth,
                by,
            } => format!("breadth by {}", around(by, &|by| style.number(by, 1))),
            ActionEffect::Lever { lever, by } => {
                format!("{} by {}", lever.word(), around(by, &|by| style.share(by)))
            }
        };
        match lasts {
            Some(1.0) => format!("{words} for a year"),
            Some(years) => format!(
                "{words} for {} years",
                style.number(years, usize::from(years != libm::trunc(years)))
            ),
            None => words,
        }
    }

    fn left_words(&self, weighed: &Weighed) -> String {
        match &weighed.invested {
            Ok(invested) => {
                let [low, _, high] = invested.left().map(|left| self.style.money(left));
                let sure = self.style.share(invested.sure);
                let range = match low == high {
                    true => format!("{low} if it succeeds"),
                    false => format!("{low} to {high} if it succeeds"),
                };
                format!("{range}; {sure} sure to pay")
            }
            Err(lacking) => lacking_words(self.document, lacking),
        }
    }

    fn came_to(&self, action: &Action, weighed: &Weighed) -> String {
        let Some(actual) = action.actual else {
            return String::new();
        };
        let came = self.style.money(actual);
        let on =
            (action.actual_day).map_or_else(String::new, |day| format!(", known on {}", self.style.day(day)));
        match weighed.expected {
            None => format!("Came to {came}{on}."),
            Some(expected) => {
                let difference = actual - expected;
                let side = match difference {
                    0.0 => "as expected".to_owned(),
                    more if more > 0.0 => format!("{} over what was expected", self.style.money(more)),
                    less => format!("{} under what was expected", self.style.money(-less)),
                };
                format!("Came to {came}{on}: {side}.")
            }
        }
    }

    fn totals(&self, asked: &[&Action], weighed: &[Weighed]) -> Vec<Total> {
        let open = || (asked.iter().zip(weighed)).filter(|(action, _)| action.status.is_open());
        let n_open = open().count();
        let total = |label, write: &dyn Fn(f64) -> String, amounts: Vec<f64>| Total {
            label,
            sum: match amounts.is_empty() {
                true => UNKNOWN.to_owned(),
                false => write(amounts.iter().sum()),
            },
            without: match n_open - amounts.len() {
                0 => String::new(),
                n => format!("{n} without an amount"),
            },
        };
        let money = |amount: f64| self.style.money(amount);
        let hours = |amount: f64| {
            self.style
                .number(amount, usize::from(amount != libm::trunc(amount)))
        };
        let mut totals = vec![
            total(
                "Cost",
                &money,
                open().filter_map(|(action, _)| action.cost).collect(),
            ),
            total(
                "Our hours",
                &hours,
                open().filter_map(|(action, _)| action.hours).collect(),
            ),
            total(
                "Expected to bring",
                &money,
                open().filter_map(|(_, weighed)| weighed.expected).collect(),
            ),
            total(
                "Expected to be left",
                &money,
                open()
                    .filter_map(|(_, weighed)| weighed.invested.as_ref().ok())
                    .map(|invested| invested.expected)
                    .collect(),
            ),
        ];
        totals.insert(
            0,
            Total {
                label: "Open actions",
                sum: n_open.to_string(),
                without: String::new(),
            },
        );
        totals
    }

    fn outcome(&self, asked: &[&Action], weighed: &[Weighed]) -> String {
        let done = (asked.iter().zip(weighed)).filter(|(action, _)| action.status == ActionStatus::Done);
        let n_done = done.clone().count();
        let known: Vec<(f64, f64)> = done
            .filter_map(|(action, weighed)| Some((weighed.expected?, action.actual?)))
            .collect();
        if known.is_empty() {
            return String::new();
        }
        let (expected, actual) = (known.iter()).fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        let [expected_text, actual_text] = [expected, actual].map(|amount| self.style.money(amount));
        let without = match n_done - known.len() {
            0 => String::new(),
            n => format!(" {n} of {n_done} done are without one of the two amounts."),
        };
        let n = known.len();
        let noun = if n == 1 { "action" } else { "actions" };
        format!("{n} done {noun} came to {actual_text}, against {expected_text} expected.{without}")
    }
}

/// What an action is expected to bring and to leave, for a table; unknown where it cannot be said.
pub fn expectations(document: &Document, valuation: &Valuation) -> Vec<[Option<f64>; 2]> {
    let actions = &document.plan.actions;
    let ground = Ground::new(document, valuation, actions.iter());
    let weigh = |action: &Action| {
        let weighed = Weighed::new(&ground, action);
        let left = weighed.invested.ok().map(|invested| invested.expected);
        [weighed.expected, left]
    };
    actions.iter().map(weigh).collect()
}
