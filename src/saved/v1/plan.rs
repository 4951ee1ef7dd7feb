//! The plan: actions, answers and what there is to do them with. Written only where something was decided.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::portfolio::{
    AccountId, Action, ActionEffect, ActionKind, ActionStatus, Answer, AnswerVerdict, Lever, PLAN_LIMIT,
    Plan, cut_name,
};
use crate::saved::OpenError;
use crate::saved::columns::Fault;
use crate::units::{Day, Estimate, Ratio, Years};

use super::table::{chosen, filled, shortened, within};

/// Format 1 of the plan.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    actions: Vec<SavedAction>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    answers: Vec<SavedAnswer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    budget_money: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    budget_hours: Option<f64>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SavedAction {
    id: String,
    kind: String,
    status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    accounts: Vec<String>,
    /// What is moved (a lever, *yearly* or *once*) and by how much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    effect: Option<(String, [f64; 3])>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cost: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hours: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    probability: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lasts_years: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    proposal: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    actual: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    actual_day: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SavedAnswer {
    proposal: String,
    day: String,
    /// Until when it is postponed; rejected without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

const YEARLY: &str = "yearly";
const ONCE: &str = "once";

/// The plan as a member of the body; nothing where nothing was decided.
pub fn text(plan: &Plan) -> String {
    if plan.is_blank() {
        return String::new();
    }
    let planned = Planned {
        actions: plan.actions.iter().map(SavedAction::from).collect(),
        answers: plan.answers.iter().map(SavedAnswer::from).collect(),
        budget_money: plan.budget_money,
        budget_hours: plan.budget_hours,
    };
    // Texts and numbers cannot fail to be written.
    format!(
        ",\"plan\":{}",
        serde_json::to_string(&planned).unwrap_or_default()
    )
}

impl Planned {
    /// The checked plan.
    pub fn into_plan(self) -> Result<Plan, OpenError> {
        let (mut actions, mut answers) = (Vec::new(), Vec::new());
        let mut known = BTreeSet::new();
        for (at, action) in self.actions.into_iter().enumerate() {
            let place = format!("plan, action {}", at + 1);
            let action = action
                .checked()
                .and_then(|action| match known.insert(action.id.clone()) {
                    true => Ok(action),
                    false => Err(twice(&action.id)),
                });
            actions.push(action.map_err(|Fault(reason)| OpenError::damaged(place, reason))?);
        }
        known.clear();
        for (at, answer) in self.answers.into_iter().enumerate() {
            let place = format!("plan, answer {}", at + 1);
            let answer = answer
                .checked()
                .and_then(|answer| match known.insert(answer.proposal.clone()) {
                    true => Ok(answer),
                    false => Err(twice(&answer.proposal)),
                });
            answers.push(answer.map_err(|Fault(reason)| OpenError::damaged(place, reason))?);
        }
        let budget = |amount: Option<f64>| {
            let checked = amount.map(|amount| within(amount, 0.0, PLAN_LIMIT)).transpose();
            checked.map_err(|Fault(reason)| OpenError::damaged("plan, budget", reason))
        };
        Ok(Plan {
            actions,
            answers,
            budget_money: budget(self.budget_money)?,
            budget_hours: budget(self.budget_hours)?,
        })
    }
}

fn twice(id: &str) -> Fault {
    Fault(format!("\"{}\" stands there twice", shortened(id)))
}

fn day(text: &str) -> Result<Day, Fault> {
    (text.parse()).map_err(|_| Fault(format!("\"{}\" is not a day", shortened(text))))
}

fn days(text: Option<String>) -> Result<Option<Day>, Fault> {
    text.map(|text| day(&text)).transpose()
}

fn amount(value: Option<f64>, least: f64) -> Result<Option<f64>, Fault> {
    value.map(|value| within(value, least, PLAN_LIMIT)).transpose()
}

impl From<&Action> for SavedAction {
    fn from(action: &Action) -> Self {
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        Self {
            id: action.id.clone(),
            kind: action.kind.word().to_owned(),
            status: action.status.word().to_owned(),
            name: filled(&action.name),
            accounts: (action.accounts.iter())
                .map(|id| id.as_str().to_owned())
                .collect(),
            effect: action.effect.map(|effect| match effect {
                ActionEffect::Lever { lever, by } => (lever.word().to_owned(), three(by)),
                ActionEffect::Yearly(money) => (YEARLY.to_owned(), three(money)),
                ActionEffect::Once(money) => (ONCE.to_owned(), three(money)),
            }),
            cost: action.cost,
            hours: action.hours,
            probability: action.probability.map(Ratio::get),
            start: day(action.start),
            due: day(action.due),
            lasts_years: action.lasts_years,
            owner: filled(&action.owner),
            group: filled(&action.group),
            reason: filled(&action.reason),
            note: filled(&action.note),
            proposal: filled(&action.proposal),
            actual: action.actual,
            actual_day: day(action.actual_day),
        }
    }
}

fn three(estimate: Estimate) -> [f64; 3] {
    [estimate.low(), estimate.base(), estimate.high()]
}

fn effect((what, [low, base, high]): (String, [f64; 3])) -> Result<ActionEffect, Fault> {
    let lever = Lever::from_word(&what);
    let most = lever.map_or(PLAN_LIMIT, |lever| lever.range().1);
    within(low, -most, most)?;
    within(high, -most, most)?;
    let by = Estimate::between(low, base, high)
        .ok_or_else(|| Fault(format!("{low}..{base}..{high} is not in order")))?;
    match (lever, what.as_str()) {
        (Some(lever), _) => Ok(ActionEffect::Lever { lever, by }),
        (None, YEARLY) => Ok(ActionEffect::Yearly(by)),
        (None, ONCE) => Ok(ActionEffect::Once(by)),
        (None, _) => Err(Fault(format!("\"{}\" is no effect", shortened(&what)))),
    }
}

impl SavedAction {
    fn checked(self) -> Result<Action, Fault> {
        Ok(Action {
            kind: chosen(&self.kind, ActionKind::from_word)?,
            status: chosen(&self.status, ActionStatus::from_word)?,
            name: cut_name(self.name.unwrap_or_default()),
            accounts: self.accounts.iter().map(|id| AccountId::new(id)).collect(),
            effect: self.effect.map(effect).transpose()?,
            cost: amount(self.cost, 0.0)?,
            hours: amount(self.hours, 0.0)?,
            probability: self.probability.map(Ratio::new).transpose()?,
            start: days(self.start)?,
            due: days(self.due)?,
            lasts_years: self.lasts_years.map(Years::new).transpose()?.map(Years::get),
            owner: self.owner.unwrap_or_default(),
            group: self.group.unwrap_or_default(),
            reason: self.reason.unwrap_or_default(),
            note: self.note.unwrap_or_default(),
            proposal: self.proposal.unwrap_or_default(),
            actual: amount(self.actual, -PLAN_LIMIT)?,
            actual_day: days(self.actual_day)?,
            id: self.id,
        })
    }
}

impl From<&Answer> for SavedAnswer {
    fn from(answer: &Answer) -> Self {
        Self {
            proposal: answer.proposal.clone(),
            day: answer.day.to_string(),
            until: match answer.verdict {
                AnswerVerdict::PostponedUntil(day) => Some(day.to_string()),
                AnswerVerdict::Rejected => None,
            },
            note: filled(&answer.note),
        }
    }
}

impl SavedAnswer {
    fn checked(self) -> Result<Answer, Fault> {
        let until = days(self.until)?;
        Ok(Answer {
            verdict: until.map_or(AnswerVerdict::Rejected, AnswerVerdict::PostponedUntil),
            day: day(&self.day)?,
            note: self.note.unwrap_or_default(),
            proposal: self.proposal,
        })
    }
}
