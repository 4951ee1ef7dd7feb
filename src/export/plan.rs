//! The plan as CSV: one line per action.

use crate::portfolio::{Action, ActionEffect, Document, guarded_cell};
use crate::units::Estimate;

use super::records::{Sheet, plain, text};

const HEADER: [&str; 25] = [
    "id",
    "action",
    "kind",
    "account_ids",
    "accounts",
    "owner",
    "status",
    "start",
    "due",
    "cost",
    "hours",
    "chance",
    "changes",
    "effect_low",
    "effect",
    "effect_high",
    "years",
    "only_one_of",
    "expected_to_bring",
    "expected_to_be_left",
    "reason",
    "note",
    "proposal",
    "came_to",
    "known_on",
];

/// Every action of the plan; `expected` says of each, in their order, what it is expected to bring and to leave.
pub fn plan_csv(document: &Document, expected: &[[Option<f64>; 2]]) -> String {
    let mut sheet = Sheet::new(&HEADER.map(str::to_owned));
    for (at, action) in document.plan.actions.iter().enumerate() {
        let [brings, leaves] = expected.get(at).copied().unwrap_or_default();
        sheet.row(&cells(document, action, brings, leaves));
    }
    sheet.into_text()
}

fn cells(document: &Document, action: &Action, brings: Option<f64>, leaves: Option<f64>) -> [String; 25] {
    let ids: Vec<&str> = action.accounts.iter().map(|id| id.as_str()).collect();
    let names: Vec<&str> = (action.accounts.iter())
        .map(|id| (document.portfolio.account(id)).map_or(id.as_str(), |account| account.name.as_str()))
        .collect();
    let (changes, effect): (&str, Option<Estimate>) = match action.effect {
        None => ("", None),
        Some(ActionEffect::Lever { lever, by }) => (lever.word(), Some(by)),
        Some(ActionEffect::Yearly(money)) => ("money a year", Some(money)),
        Some(ActionEffect::Once(money)) => ("money once", Some(money)),
    };
    [
        text(&action.id),
        text(&action.name),
        action.kind.word().to_owned(),
        guarded_cell(&ids.join("; ")).into_owned(),
        guarded_cell(&names.join("; ")).into_owned(),
        text(&action.owner),
        action.status.word().to_owned(),
        plain(action.start),
        plain(action.due),
        plain(action.cost),
        plain(action.hours),
        plain(action.probability.map(crate::units::Ratio::get)),
        changes.to_owned(),
        plain(effect.map(Estimate::low)),
        plain(effect.map(Estimate::base)),
        plain(effect.map(Estimate::high)),
        plain(action.lasts_years),
        text(&action.group),
        plain(brings),
        plain(leaves),
        text(&action.reason),
        text(&action.note),
        text(&action.proposal),
        plain(action.actual),
        plain(action.actual_day),
    ]
}
