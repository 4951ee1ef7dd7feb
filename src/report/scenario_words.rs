//! What a scenario changes, in words.

use crate::measures::Valuation;
use crate::measures::potential::level;
use crate::portfolio::{Account, By, Document, Lever, LeverMove, Scenario, Whom};

use super::assumptions::AssumptionField;
use super::style::NumberStyle;

/// Assumptions a scenario may hold otherwise, those most is made of.
pub const OWN_ASSUMPTIONS: [AssumptionField; 8] = [
    AssumptionField::DiscountRate,
    AssumptionField::Horizon,
    AssumptionField::Growth,
    AssumptionField::GrossMarginRatio,
    AssumptionField::PriorRetention,
    AssumptionField::PriorStrength,
    AssumptionField::AcquisitionCost,
    AssumptionField::ReferenceLimit,
];

/// Names written out before the rest is counted.
const NAMES: usize = 4;

/// A lever as the page of scenarios calls it.
pub const fn lever_name(lever: Lever) -> &'static str {
    match lever {
        Lever::Retention => "Retention",
        Lever::ShareOfWallet => "Share of wallet",
        Lever::Breadth => "Products bought",
        Lever::Margin => "Price and margin",
        Lever::CostToServe => "Cost to serve",
    }
}

/// What the number of a lever counts.
pub const fn by_name(by: By, lever: Lever) -> &'static str {
    match (by, lever) {
        (By::OfToday(_), _) => "% of today's",
        (By::Points(_), Lever::Breadth) => "products",
        (By::Points(_), Lever::Margin | Lever::CostToServe) => "points of revenue",
        (By::Points(_), _) => "points",
    }
}

/// What a person sees of the number: per cent and points as whole numbers.
pub fn shown_number(by: By, lever: Lever) -> f64 {
    let factor = if is_plain(by, lever) { 1.0 } else { 100.0 };
    libm::round(by.number() * factor * 1e6) / 1e6
}

/// The same way moved by what a person sees.
pub fn with_shown(by: By, lever: Lever, shown: f64) -> By {
    let factor = if is_plain(by, lever) { 1.0 } else { 100.0 };
    let (low, high) = by.range(lever);
    by.with((shown / factor).clamp(low, high))
}

/// The ends of the slider, as a person sees them.
pub fn slider_ends(by: By, lever: Lever) -> (f64, f64, f64) {
    match (by, lever) {
        (By::Points(_), Lever::Breadth) => (-5.0, 5.0, 0.5),
        (By::OfToday(_), _) => (-50.0, 50.0, 1.0),
        _ => (-25.0, 25.0, 0.5),
    }
}

const fn is_plain(by: By, lever: Lever) -> bool {
    matches!((by, lever), (By::Points(_), Lever::Breadth))
}

/// "Retention of segment Retail: +10 points".
pub fn move_words(document: &Document, moved: &LeverMove, style: &NumberStyle) -> String {
    let shown = shown_number(moved.by, moved.lever);
    let sign = if shown < 0.0 { "−" } else { "+" };
    let decimals = usize::from(shown != libm::trunc(shown));
    format!(
        "{} of {}: {sign}{} {}",
        lever_name(moved.lever),
        whom_words(document, &moved.whom),
        style.number(shown.abs(), decimals),
        by_name(moved.by, moved.lever)
    )
}

/// "everybody", "segment Retail", "Alder & Co".
pub fn whom_words(document: &Document, whom: &Whom) -> String {
    match whom {
        Whom::Everybody => "everybody".to_owned(),
        Whom::Segment(name) => format!("segment {name}"),
        Whom::Account(id) => super::account_names::name_of(document, id),
    }
}

/// Everything a scenario changes of the portfolio `document`, a sentence each.
pub fn changes(document: &Document, scenario: &Scenario, style: &NumberStyle) -> Vec<String> {
    let moves = scenario.moves.iter().filter(|one| one.by.number() != 0.0);
    let mut words: Vec<String> = moves.map(|one| move_words(document, one, style)).collect();
    if !scenario.released.is_empty() {
        words.push(format!("Let go: {}", names(document, scenario)));
    }
    if let Some(own) = &scenario.assumptions {
        let differing = AssumptionField::ALL.iter().filter_map(|field| {
            let (here, there) = (field.text(&document.assumptions, style), field.text(own, style));
            (here != there).then(|| {
                let shown = |text: String| {
                    if text.is_empty() { "none".to_owned() } else { text }
                };
                format!("{}: {} instead of {}", field.label(), shown(there), shown(here))
            })
        });
        let before = words.len();
        words.extend(differing);
        if words.len() == before {
            words.push("Assumptions of its own, as those of the portfolio are".to_owned());
        }
    }
    if words.is_empty() {
        words.push("Nothing yet".to_owned());
    }
    words
}

fn names(document: &Document, scenario: &Scenario) -> String {
    let named: Vec<String> = (scenario.released.iter().take(NAMES))
        .map(|id| super::account_names::name_of(document, id))
        .collect();
    match scenario.released.len().saturating_sub(NAMES) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// Of how many accounts a lever that is moved is not known, so that they stay as they are; `None` where of none.
pub fn not_moved(document: &Document, valuation: &Valuation, moved: &LeverMove) -> Option<String> {
    let is_meant = |account: &Account| match &moved.whom {
        Whom::Everybody => true,
        Whom::Segment(name) => account.segment == *name,
        Whom::Account(id) => account.id == *id,
    };
    let (mut n_meant, mut n_unknown) = (0, 0);
    for (row, account) in document.portfolio.accounts.iter().enumerate() {
        if is_meant(account) {
            n_meant += 1;
            n_unknown += usize::from(level(valuation, moved.lever, row).is_none());
        }
    }
    let lever = lever_name(moved.lever).to_lowercase();
    match (n_meant, n_unknown) {
        (0, _) => Some("There is no such account.".to_owned()),
        (_, 0) => None,
        (1, _) => Some(format!("Its {lever} is not known, so it stays as it is.")),
        _ => Some(format!(
            "The {lever} of {n_unknown} of {n_meant} accounts is not known: they stay as they are."
        )),
    }
}
