//! One action as an investment, in words: what to do, what it is worth and how sure, and what would change the advice.

use crate::decisions::{Ground, Invested, Lacking, Worthwhile, invest};
use crate::measures::potential::{Unmoved, unit_word};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Action, ActionEffect, Document, Lever};

use super::account_names::name_of;
use super::style::NumberStyle;

/// One number of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvestFigure {
    /// What it is.
    pub label: &'static str,
    /// The number.
    pub text: String,
    /// How it comes about, or what it means.
    pub about: String,
}

/// The card of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvestCard {
    /// It can be weighed.
    Weighed {
        /// *Invest*, *Wait* or *Do not*.
        verdict: &'static str,
        /// Why.
        because: String,
        /// The numbers.
        figures: Vec<InvestFigure>,
        /// What to distrust.
        caveats: Vec<String>,
    },
    /// It cannot; what is missing and what to do about it.
    Lacking(String),
}

/// The card of `action`.
pub fn invest_card(
    document: &Document,
    valuation: &Valuation,
    action: &Action,
    style: &NumberStyle,
) -> InvestCard {
    let ground = Ground::new(document, valuation, [action].into_iter());
    match invest(&ground, action) {
        Err(lacking) => InvestCard::Lacking(lacking_words(document, &lacking)),
        Ok(found) => InvestCard::Weighed {
            verdict: verdict_word(found.verdict),
            because: because(&found, action, style),
            figures: figures(&found, action, style),
            caveats: caveats(&found, action),
        },
    }
}

/// The advice in a word or two.
pub const fn verdict_word(verdict: Worthwhile) -> &'static str {
    match verdict {
        Worthwhile::Invest => "Invest",
        Worthwhile::WaitTooUnsure | Worthwhile::WaitForMore => "Wait",
        Worthwhile::No => "Do not",
    }
}

fn because(found: &Invested, action: &Action, style: &NumberStyle) -> String {
    let sure = style.share(found.sure);
    match found.verdict {
        Worthwhile::Invest => {
            let left = style.money(found.expected);
            format!(
                "It is expected to leave {left} after its cost, and leaves something with a chance of {sure}."
            )
        }
        Worthwhile::WaitTooUnsure => format!(
            "It is expected to leave {}, but the chance that it leaves anything is only {sure}: try it small first, or find out more.",
            style.money(found.expected)
        ),
        Worthwhile::WaitForMore => {
            let needed = match (needed(found, action, style), found.break_even_chance) {
                (Some(effect), _) => format!("it would have to bring {effect}"),
                (None, Some(chance)) => {
                    format!("its chance of success would have to be {}", style.share(chance))
                }
                (None, None) => "it would have to cost less".to_owned(),
            };
            format!(
                "It is expected to cost {} more than it brings; to pay, {needed}. Find out first whether it can.",
                style.money(-found.expected)
            )
        }
        Worthwhile::No => format!(
            "Even at the favourable end it brings no more than it costs; expected is a loss of {}.",
            style.money(-found.expected)
        ),
    }
}

fn figures(found: &Invested, action: &Action, style: &NumberStyle) -> Vec<InvestFigure> {
    let money = |value: f64| style.money(value);
    let figure = |label, text: String, about: String| InvestFigure { label, text, about };
    let [low, base, high] = found.left();
    let gain = if found.chance > 0.0 {
        found.expected_gain / found.chance
    } else {
        0.0
    };
    let mut figures = vec![
        figure(
            "Expected to be left",
            money(found.expected),
            format!(
                "{} × {} − {}: chance, what it brings if it succeeds, cost",
                style.share(found.chance),
                money(gain),
                money(found.cost)
            ),
        ),
        figure(
            "If it succeeds",
            if low < high {
                format!("{} to {}", money(low), money(high))
            } else {
                money(base)
            },
            format!("most likely {}; if it fails, {}", money(base), money(-found.cost)),
        ),
        figure(
            "Chance that anything is left",
            style.share(found.sure),
            "chance of success × chance that the effect is large enough".to_owned(),
        ),
        figure(
            "Paid back after",
            payback_text(found, style),
            "years from its beginning, money to come discounted".to_owned(),
        ),
        figure(
            "Must bring at least",
            needed(found, action, style).unwrap_or_else(|| "more than can be".to_owned()),
            expected_effect(action, style),
        ),
    ];
    let chance = found.break_even_chance;
    figures.push(figure(
        "Must succeed with at least",
        chance.map_or_else(|| "more than certainty".to_owned(), |chance| style.share(chance)),
        format!("counted with {}", style.share(found.chance)),
    ));
    figures
}

/// How soon it has paid for itself.
pub fn payback_text(found: &Invested, style: &NumberStyle) -> String {
    match found.payback {
        Some(years) if years < 0.05 => "at once".to_owned(),
        Some(years) => format!("{} years", style.number(years, 1)),
        None => "never".to_owned(),
    }
}

/// The effect at which nothing is left, in its unit.
pub fn needed(found: &Invested, action: &Action, style: &NumberStyle) -> Option<String> {
    let least = found.break_even_effect?;
    Some(effect_text(action.effect?, least, style))
}

fn effect_text(effect: ActionEffect, size: f64, style: &NumberStyle) -> String {
    match effect {
        ActionEffect::Yearly(_) => format!("{} a year", style.money(size)),
        ActionEffect::Once(_) => style.money(size),
        ActionEffect::Lever { lever, .. } => {
            let (number, digits) = match lever {
                Lever::Breadth => (size, 2),
                _ => (size * 100.0, 1),
            };
            let word = unit_word(lever);
            let plural = match word.split_once(' ') {
                Some((unit, of)) => format!("{unit}s {of}"),
                None => format!("{word}s"),
            };
            format!("{} {plural}", style.number(number, digits))
        }
    }
}

fn expected_effect(action: &Action, style: &NumberStyle) -> String {
    let Some(effect) = action.effect else {
        return String::new();
    };
    let (ActionEffect::Yearly(range) | ActionEffect::Once(range) | ActionEffect::Lever { by: range, .. }) =
        effect;
    let text = |size| effect_text(effect, size, style);
    if range.is_exact() {
        format!("expected are {}", text(range.base()))
    } else {
        format!(
            "expected are {}, {} at worst",
            text(range.base()),
            text(range.low())
        )
    }
}

fn caveats(found: &Invested, action: &Action) -> Vec<String> {
    let mut caveats = Vec::new();
    if found.chance_is_assumed {
        caveats.push("Nobody stated its chance of success, so it counts as certain.".to_owned());
    }
    let goes_on = !matches!(action.effect, Some(ActionEffect::Once(_)));
    if goes_on && action.lasts_years.is_none() && !action.accounts.is_empty() {
        caveats.push(
            "Nobody said how long the effect lasts, so it counts for as long as the relationship is expected to."
                .to_owned(),
        );
    }
    caveats
}

/// Why an action cannot be weighed, with the way out.
pub fn lacking_words(document: &Document, lacking: &Lacking) -> String {
    match lacking {
        Lacking::Effect => "Say what it changes if it succeeds, and by how much.".to_owned(),
        Lacking::Cost => "Say what it costs; 0 if it costs nothing but time.".to_owned(),
        Lacking::Duration => "Say for how many years the effect lasts.".to_owned(),
        Lacking::Accounts => "Say whose value it changes.".to_owned(),
        Lacking::Account(account, why) => {
            let name = name_of(document, account);
            match why {
                Unmoved::Over => {
                    format!("The relationship with {name} has ended, so nothing more is expected of it.")
                }
                Unmoved::NoEnd => format!(
                    "What {name} will bring has no end in sight: set a horizon under Assumptions, or say how long the effect lasts."
                ),
                Unmoved::Unknown(MeasureId::ShareOfWallet) => format!("State the wallet of {name} first."),
                Unmoved::Unknown(MeasureId::Breadth) => {
                    format!(
                        "What a further product would bring {name} is not known: import an order log with products."
                    )
                }
                Unmoved::Unknown(measure) => {
                    format!(
                        "Of {name} the {} is not known: state it first.",
                        measure.label().to_lowercase()
                    )
                }
            }
        }
    }
}
