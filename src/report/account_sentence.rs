//! Where the exchange with an account stands, in one sentence that speaks of both sides.

use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountKind, Document};

use super::style::NumberStyle;

/// Ratios this close to 1 say that neither is better.
const LEVEL: f64 = 0.02;

/// Where the exchange stands: "They value us above the alternative; we lose €12,000 a year serving them."
pub fn standing(document: &Document, valuation: &Valuation, row: usize, style: &NumberStyle) -> String {
    let kind = document.portfolio.accounts[row].kind;
    format!(
        "{}; {}.",
        theirs(valuation, row, style),
        ours(valuation, row, kind, style)
    )
}

fn theirs(valuation: &Valuation, row: usize, style: &NumberStyle) -> String {
    let index = valuation.get(MeasureId::ValueReceived, row);
    let rated = style.measured(index, MeasureId::ValueReceived.unit());
    match (valuation.get(MeasureId::RelativeValue, row).value, index.value) {
        (Some(ratio), _) if ratio > 1.0 + LEVEL => "They value us above the alternative".to_owned(),
        (Some(ratio), _) if ratio < 1.0 - LEVEL => "They value the alternative above us".to_owned(),
        (Some(_), _) => "They see us level with the alternative".to_owned(),
        (None, Some(_)) => format!("They rate what they get at {rated} of 100, not compared with anybody"),
        (None, None) => "Nobody has asked them what they get from us".to_owned(),
    }
}

fn ours(valuation: &Valuation, row: usize, kind: AccountKind, style: &NumberStyle) -> String {
    let value = |measure| valuation.get(measure, row).value;
    let contribution = value(MeasureId::Contribution);
    let beside = value(MeasureId::RelationshipValue).unwrap_or_default();
    let total = value(MeasureId::TotalValue);
    let yearly = |amount: f64| style.money(amount.abs());
    match contribution {
        Some(lost) if lost < 0.0 && beside > 0.0 && total.is_some_and(|total| total > 0.0) => format!(
            "we lose {} a year serving them, and what they bring beside sales is worth more",
            yearly(lost)
        ),
        Some(lost) if lost < 0.0 => format!("we lose {} a year serving them", yearly(lost)),
        Some(earned) if beside > value(MeasureId::CurrentValue).unwrap_or(f64::INFINITY) => format!(
            "we earn {} a year with them, and they bring more beside sales than through them",
            yearly(earned)
        ),
        Some(0.0) => "we earn nothing with them now".to_owned(),
        Some(earned) => format!("we earn {} a year with them", yearly(earned)),
        None if beside != 0.0 => format!("what they bring beside sales is worth {}", style.money(beside)),
        None if kind == AccountKind::Customer => "what we earn with them is not known".to_owned(),
        None => "nothing of what they bring us is known yet".to_owned(),
    }
}
