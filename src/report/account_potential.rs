//! How far the value of an account could go: the five levers, where they stand, how far they reach and what each
//! would add.

use crate::measures::FittedIncome;
use crate::measures::fitted::FittedModels;
use crate::measures::potential::{
    Peers, PotentialTerms, level_label, level_unit, measure_of, origin_words, part_note, unit_word,
};
use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::{Document, Field, Lever};

use super::style::{NumberStyle, UNKNOWN};

/// One lever.
#[derive(Clone, Debug, PartialEq)]
pub struct LeverRow {
    /// Its name.
    pub label: &'static str,
    /// The field in which its ceiling is stated.
    pub field: Field,
    /// The measure that shows its part of the gap.
    pub measure: MeasureId,
    /// Where it stands.
    pub today: String,
    /// How far it can go.
    pub ceiling: String,
    /// Where that comes from; empty where it is not known.
    pub source: String,
    /// Its part of the gap.
    pub part: String,
    /// The same against the largest part, 0 to 1.
    pub share: f64,
    /// What one unit of it would add.
    pub per_unit: String,
    /// Why it adds nothing, or what it rests on.
    pub note: String,
}

/// The levers of an account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PotentialReport {
    /// What the levers come to, or why there is nothing to say, in one sentence.
    pub sentence: String,
    /// The five levers.
    pub levers: Vec<LeverRow>,
}

/// The levers of the account in `row`.
pub fn potential(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    style: &NumberStyle,
) -> PotentialReport {
    let Some(account) = document.portfolio.accounts.get(row) else {
        return PotentialReport::default();
    };
    let peers = Peers::new(document, valuation);
    let models = FittedModels::new(&document.assumptions);
    let fitted = FittedIncome::of(document, &models, valuation, row);
    let terms = PotentialTerms::new(document, &peers, valuation, row, account, fitted.as_ref());
    let largest = (terms.levers.iter())
        .filter_map(|term| term.part)
        .fold(0.0_f64, f64::max);
    let money = |amount: Option<f64>| amount.map_or_else(|| UNKNOWN.to_owned(), |amount| style.money(amount));
    let levers = terms.levers.iter().map(|term| {
        let unit = level_unit(term.lever);
        let written = |level: Option<f64>| {
            level.map_or_else(|| UNKNOWN.to_owned(), |level| level_text(level, unit, style))
        };
        let source = term.ceiling.map(|ceiling| origin_words(ceiling.origin, account));
        LeverRow {
            label: level_label(term.lever),
            field: field_of(term.lever),
            measure: measure_of(term.lever),
            today: written(term.level),
            ceiling: written(term.ceiling.map(|ceiling| ceiling.level)),
            source: source.unwrap_or_default(),
            part: money(term.part),
            share: term
                .part
                .map_or(0.0, |part| if largest > 0.0 { part / largest } else { 0.0 }),
            per_unit: term.per_unit.map_or_else(String::new, |gain| {
                format!("{} per {}", style.money(gain), unit_word(term.lever))
            }),
            note: part_note(term, &terms).unwrap_or_default(),
        }
    });
    PotentialReport {
        levers: levers.collect(),
        sentence: sentence(&terms, style),
    }
}

/// The field in which a lever's ceiling is stated.
pub const fn field_of(lever: Lever) -> Field {
    match lever {
        Lever::Retention => Field::RetentionCeiling,
        Lever::ShareOfWallet => Field::ShareCeiling,
        Lever::Breadth => Field::BreadthCeiling,
        Lever::Margin => Field::MarginCeiling,
        Lever::CostToServe => Field::CostFloor,
    }
}

fn level_text(level: f64, unit: Unit, style: &NumberStyle) -> String {
    match unit {
        // A percentile of counts falls between two of them.
        Unit::Count => style.number(level, usize::from(level != libm::trunc(level))),
        _ => style.value(level, unit),
    }
}

fn sentence(terms: &PotentialTerms, style: &NumberStyle) -> String {
    match (terms.current.value, terms.gap().value) {
        (Some(current), Some(gap)) if gap > 0.0 => format!(
            "From {} today to {} with every lever as far as it goes: a gap of {}.",
            style.money(current),
            style.money(current + gap),
            style.money(gap)
        ),
        (Some(current), Some(_)) => {
            format!(
                "Worth {} today, and no lever that is known would add to it.",
                style.money(current)
            )
        }
        _ => terms.reasons().into_iter().next().unwrap_or_default(),
    }
}
