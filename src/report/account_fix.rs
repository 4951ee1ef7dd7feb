//! What would bring an account out of the loss, and what letting it go would cost.

use crate::decisions::{FixOrRelease, Verdict, fix_or_release};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::Document;

use super::account_received::joined;
use super::explanation::Part;
use super::style::{NumberStyle, UNKNOWN};

/// An account that costs more than it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixReport {
    /// What is recommended.
    pub verdict: &'static str,
    /// What it loses per year.
    pub loss: String,
    /// Each way out with the number it takes.
    pub ways: Vec<WayOut>,
    /// The five steps; the first to take now is marked.
    pub steps: Vec<(&'static str, bool)>,
    /// What keeps the worth of a release from being known; empty when it is known.
    pub unknown: String,
}

/// One number beside its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayOut {
    /// What would have to happen.
    pub label: &'static str,
    /// By how much.
    pub number: String,
    /// What explains it.
    pub part: Part,
}

/// What to do about the account in `row` when it is below zero; `None` when it is not.
pub fn fix(document: &Document, valuation: &Valuation, row: usize, style: &NumberStyle) -> Option<FixReport> {
    let loses = valuation
        .get(MeasureId::Contribution, row)
        .value
        .is_some_and(|value| value < 0.0);
    if !loses {
        return None;
    }
    let case = (fix_or_release(document, valuation).into_iter()).find(|case| case.row == row)?;
    let unknown: Vec<&str> = case.unknown().into_iter().map(MeasureId::label).collect();
    Some(FixReport {
        verdict: verdict(case.verdict),
        loss: style.money(case.loss),
        ways: ways(&case, style),
        steps: crate::decisions::Step::ALL
            .iter()
            .map(|step| (step.word(), *step == case.next))
            .collect(),
        unknown: if unknown.is_empty() {
            String::new()
        } else {
            format!(
                "What letting go is worth cannot be told without {}.",
                joined(&unknown, "and").to_lowercase()
            )
        },
    })
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::HiddenAsset => {
            "Keep: what they bring beside sales is worth having. Lower what serving them costs."
        }
        Verdict::Fix => "Fix: letting them go would lose money too.",
        Verdict::FixOrRelease => "Fix, or hand over to somebody else when fixing fails.",
        Verdict::FixUnknownRelease => "Fix first; whether letting go would pay is not known.",
    }
}

fn ways(case: &FixOrRelease, style: &NumberStyle) -> Vec<WayOut> {
    let share = |share: Option<f64>| share.map_or_else(|| UNKNOWN.to_owned(), |share| style.share(share));
    let money = |money: Option<f64>| money.map_or_else(|| UNKNOWN.to_owned(), |money| style.money(money));
    vec![
        WayOut {
            label: "Cost to serve has to fall by",
            number: share(case.cost_cut),
            part: Part::CostCut,
        },
        WayOut {
            label: "or price and margin have to rise, as a share of revenue, by",
            number: share(case.price_rise),
            part: Part::PriceRise,
        },
        WayOut {
            label: "Letting them go would be worth",
            number: money(case.release_value),
            part: Part::Release,
        },
    ]
}
