//! What comes along with a scenario without being meant: references, hours, referrals, concentration, losses.

use std::collections::BTreeSet;

use crate::measures::MeasureId;
use crate::measures::portfolio_totals::concentration;
use crate::portfolio::{Account, AccountId, Document};

use super::scenario_comparison::{Side, capital, signed};
use super::scenario_queue::queue;
use super::style::{NumberStyle, UNKNOWN};

/// Less than this share of the total value is no loss worth a second look.
const SLIGHT: f64 = 0.01;

/// One thing that comes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideEffect {
    /// What is looked at.
    pub label: &'static str,
    /// In the first.
    pub before: String,
    /// In the second.
    pub after: String,
    /// What it means, in a sentence.
    pub sentence: String,
    /// True where it asks for a second look.
    pub is_warning: bool,
}

/// What to make of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// True where nothing speaks against it.
    pub is_go: bool,
    /// In a word or two.
    pub head: &'static str,
    /// Why.
    pub sentence: String,
}

/// Everything that comes along from `before` to `after`.
pub(super) fn side_effects(before: Side, after: Side, style: &NumberStyle) -> Vec<SideEffect> {
    let stays: BTreeSet<&AccountId> = (after.document.portfolio.accounts.iter())
        .map(|account| &account.id)
        .collect();
    let released: Vec<usize> = (before.document.portfolio.accounts.iter().enumerate())
        .filter(|(_, account)| !stays.contains(&account.id))
        .map(|(row, _)| row)
        .collect();
    let known = vec![
        references(before, after, &released, style),
        hours(before, after, style),
        let_go(before, &released, style),
        referrals(before, after, &stays, style),
        concentrated(before, after, style),
        below_zero(before, after, style),
    ];
    // Last, where it is known what comes to the desk.
    known.into_iter().chain(queue(before, after, style)).collect()
}

/// Reference uses per quarter with those that stay, if those that go are asked of them.
fn references(before: Side, after: Side, released: &[usize], style: &NumberStyle) -> SideEffect {
    let loads = |side: Side| -> Vec<f64> {
        let known = side.valuation.column(MeasureId::ReferenceLoad).known();
        known.map(|(_, load)| load).filter(|load| *load > 0.0).collect()
    };
    let (then, now) = (loads(before), loads(after));
    let gone: f64 = (released.iter())
        .filter_map(|&row| before.get(MeasureId::ReferenceLoad, row))
        .sum();
    let all: f64 = then.iter().sum();
    let each = |n: usize| (n > 0).then(|| all / n as f64);
    let limit = after.document.assumptions.reference_limit;
    let written = |n: usize| each(n).map_or_else(|| "nobody".to_owned(), |each| style.number(each, 2));
    let is_warning = gone > 0.0 && each(now.len()).is_none_or(|each| each > limit);
    let sentence = match (gone > 0.0, now.len()) {
        (false, _) => "No reference is let go.".to_owned(),
        (true, 0) => format!(
            "All {} reference uses a quarter fall away: nobody is left to ask.",
            style.number(all, 2)
        ),
        (true, n) => format!(
            "{} uses a quarter come from accounts let go; asked of the {n} that stay, each bears {} ({} is too many).",
            style.number(gone, 2),
            written(n),
            style.number(limit, 2)
        ),
    };
    SideEffect {
        label: "References: uses a quarter by each who gives them",
        before: written(then.len()),
        after: written(now.len()),
        sentence,
        is_warning,
    }
}

/// Our hours in a year: as stated, else of the activities.
fn hours_of(document: &Document) -> Option<f64> {
    let stated = |account: &Account| account.economics.annual_hours;
    let without: BTreeSet<&AccountId> = (document.portfolio.accounts.iter())
        .filter(|account| stated(account).is_none())
        .map(|account| &account.id)
        .collect();
    let by_activity = document.portfolio.loads.iter().filter_map(|load| {
        let activities = document.portfolio.activities.iter();
        let activity = activities.into_iter().find(|one| one.id == load.activity)?;
        let hours = load.events_per_year * activity.minutes_per_event / 60.0;
        without.contains(&load.account).then_some(hours)
    });
    let known: Vec<f64> = (document.portfolio.accounts.iter())
        .filter_map(|account| stated(account))
        .chain(by_activity)
        .collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

fn hours(before: Side, after: Side, style: &NumberStyle) -> SideEffect {
    let (then, now) = (hours_of(before.document), hours_of(after.document));
    let cost = |side: Side| side.sum(MeasureId::CostToServe).unwrap_or(0.0);
    let more = cost(after) - cost(before);
    let written =
        |value: Option<f64>| value.map_or_else(|| UNKNOWN.to_owned(), |hours| style.number(hours, 0));
    let freed = then.zip(now).map_or(0.0, |(then, now)| then - now);
    let hours_words = match freed {
        _ if freed >= 0.5 => format!("{} hours a year become free. ", style.number(freed, 0)),
        _ if freed <= -0.5 => format!("{} hours a year more are needed. ", style.number(-freed, 0)),
        _ => String::new(),
    };
    let cost_words = match more {
        _ if more >= 0.5 => format!("Serving costs {} a year more.", style.money(more)),
        _ if more <= -0.5 => format!("Serving costs {} a year less.", style.money(-more)),
        _ => "Serving costs the same.".to_owned(),
    };
    SideEffect {
        label: "Our hours a year, and the cost to serve",
        before: written(then),
        after: written(now),
        sentence: format!("{hours_words}{cost_words}"),
        is_warning: freed <= -0.5 || more >= 0.5,
    }
}

/// What the accounts let go are worth beside their own margin.
fn let_go(before: Side, released: &[usize], style: &NumberStyle) -> SideEffect {
    let sum = |measure| -> f64 { released.iter().filter_map(|&row| before.get(measure, row)).sum() };
    let relationship = sum(MeasureId::RelationshipValue);
    let (brought, own) = (sum(MeasureId::AttributedIn), sum(MeasureId::CurrentValue));
    let n = released.len();
    let noun = if n == 1 { "account" } else { "accounts" };
    SideEffect {
        label: "Relationship value of accounts let go",
        before: style.money(relationship),
        after: style.money(0.0),
        sentence: if n == 0 {
            "No account is let go.".to_owned()
        } else {
            format!(
                "{n} {noun} with a current value of {} go, and a relationship value of {} with them, {} of it for \
                 customers they brought.",
                style.money(own),
                style.money(relationship),
                style.money(brought)
            )
        },
        is_warning: n > 0 && relationship > 0.0,
    }
}

/// Credit for referrals of those that stay.
fn referrals(before: Side, after: Side, stays: &BTreeSet<&AccountId>, style: &NumberStyle) -> SideEffect {
    let accounts = before.document.portfolio.accounts.iter().enumerate();
    let then: f64 = accounts
        .filter(|(_, account)| stays.contains(&account.id))
        .filter_map(|(row, _)| before.get(MeasureId::AttributedIn, row))
        .sum();
    let now = after.sum(MeasureId::AttributedIn).unwrap_or(0.0);
    let by = now - then;
    SideEffect {
        label: "Referral value credited to those that stay",
        before: style.money(then),
        after: style.money(now),
        sentence: if by.abs() < 0.5 {
            "What they are credited for customers they brought stays as it is.".to_owned()
        } else {
            format!(
                "{} in credit for customers they brought.",
                signed(by, style.money(by))
            )
        },
        is_warning: by <= -0.5,
    }
}

fn concentrated(before: Side, after: Side, style: &NumberStyle) -> SideEffect {
    let of = |side: Side| {
        let values = side.valuation.column(MeasureId::CurrentValue).known();
        concentration(values.map(|(_, value)| value)).map(|found| found.top_five)
    };
    let (then, now) = (of(before), of(after));
    let by = then.zip(now).map_or(0.0, |(then, now)| now - then);
    let written = |share: Option<f64>| share.map_or_else(|| UNKNOWN.to_owned(), |share| style.share(share));
    SideEffect {
        label: "Share of current value held by the largest five",
        before: written(then),
        after: written(now),
        sentence: match by {
            _ if by >= SLIGHT => "More hangs on few.".to_owned(),
            _ if by <= -SLIGHT => "Less hangs on few.".to_owned(),
            _ => "As much hangs on few as before.".to_owned(),
        },
        is_warning: by >= SLIGHT,
    }
}

/// Accounts whose contribution is below zero.
fn below_zero(before: Side, after: Side, style: &NumberStyle) -> SideEffect {
    let losing = |side: Side| -> BTreeSet<AccountId> {
        let known = side.valuation.column(MeasureId::Contribution).known();
        known
            .filter(|(_, contribution)| *contribution < 0.0)
            .map(|(row, _)| side.document.portfolio.accounts[row].id.clone())
            .collect()
    };
    let (then, now) = (losing(before), losing(after));
    let name = |id: &AccountId| super::account_names::name_of(after.document, id);
    let fallen: Vec<&AccountId> = now.difference(&then).collect();
    let names = fallen
        .iter()
        .take(3)
        .map(|id| name(id))
        .collect::<Vec<_>>()
        .join(", ");
    let n_risen = then.len() + fallen.len() - now.len();
    let sentence = match (fallen.len(), n_risen) {
        (0, 0) => "The same accounts cost more than they bring.".to_owned(),
        (0, 1) => "One account fewer costs more than it brings.".to_owned(),
        (0, n) => format!("{n} accounts fewer cost more than they bring."),
        (n, _) => {
            let more = match n.saturating_sub(3) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let words = if n == 1 { "account falls" } else { "accounts fall" };
            format!("{n} {words} below zero: {names}{more}.")
        }
    };
    SideEffect {
        label: "Accounts that cost more than they bring",
        before: style.number(then.len() as f64, 0),
        after: style.number(now.len() as f64, 0),
        sentence,
        is_warning: !fallen.is_empty(),
    }
}

/// Go, or look again: what speaks against it.
pub(super) fn verdict(
    names: &[String; 2],
    gain: Option<f64>,
    has_moved: bool,
    effects: &[SideEffect],
    style: &NumberStyle,
) -> Verdict {
    let warnings: Vec<String> = (effects.iter())
        .filter(|effect| effect.is_warning)
        .map(|effect| effect.label.to_lowercase())
        .collect();
    let look = |sentence| Verdict {
        is_go: false,
        head: "Look again",
        sentence,
    };
    let Some(gain) = gain else {
        return look("The total value is not known on both sides.".to_owned());
    };
    if !has_moved {
        return Verdict {
            is_go: false,
            head: "No difference",
            sentence: "Both give the same numbers: move a lever, or choose another to compare with."
                .to_owned(),
        };
    }
    let worth = format!(
        "{} is worth {} than {}",
        capital(&names[1]),
        match gain {
            _ if gain >= 0.5 => format!("{} more", style.money(gain)),
            _ if gain <= -0.5 => format!("{} less", style.money(-gain)),
            _ => "neither more nor less".to_owned(),
        },
        names[0]
    );
    match (gain > 0.0, warnings.is_empty()) {
        (true, true) => Verdict {
            is_go: true,
            head: "Go",
            sentence: format!("{worth}, and nothing that comes along speaks against it."),
        },
        (true, false) => look(format!(
            "{worth}, but look at what comes along: {}.",
            warnings.join("; ")
        )),
        (false, true) => look(format!("{worth}.")),
        (false, false) => look(format!("{worth}; besides: {}.", warnings.join("; "))),
    }
}
