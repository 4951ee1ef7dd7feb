//! What a scenario does to the queue at the service desk: how long each tier waits before and after.

use crate::decisions::tiers::Tiers;
use crate::decisions::workload::Workload;

use super::scenario_comparison::Side;
use super::scenario_effects::SideEffect;
use super::service::{QueueFound, duration, found, people};
use super::style::NumberStyle;

/// The waits on both sides; `None` where it is not known on either side what comes to the desk.
pub(super) fn queue(before: Side, after: Side, style: &NumberStyle) -> Option<SideEffect> {
    let (then, now) = (Desk::of(before, style)?, Desk::of(after, style)?);
    let broken = then.kept_here_alone(&now);
    let changes = changes(&then, &now, style);
    let mut sentence = match (&then.found.waits, &now.found.waits) {
        (None, None) => format!(
            "More comes in than {} can do, before and after.",
            people(now.found.staff)
        ),
        (Some(_), None) => format!(
            "More comes in than {} can do then: the queue would grow without end. It takes {} at least.",
            people(now.found.staff),
            people(now.found.enough)
        ),
        (None, Some(_)) => format!("{} can do the work then.", people(now.found.staff)),
        (Some(_), Some(_)) if changes.is_empty() => "Everybody waits as long as before.".to_owned(),
        (Some(_), Some(_)) => {
            let told: Vec<String> = changes.iter().map(|(_, words)| words.clone()).collect();
            format!("With {}: {}.", people(now.found.staff), told.join("; "))
        }
    };
    let of_promise = |names: &[&str], what: &str| match names.is_empty() {
        true => String::new(),
        false => format!(" The promise to {} is {what}.", names.join(" and ")),
    };
    sentence.push_str(&of_promise(&broken, "not kept any more"));
    sentence.push_str(&of_promise(&now.kept_here_alone(&then), "kept then"));
    if now.n_unknown > 0 {
        let noun = if now.n_unknown == 1 { "account" } else { "accounts" };
        let n_unknown = style.number(now.n_unknown as f64, 0);
        sentence.push_str(&format!(
            " What {n_unknown} {noun} ask for is not known and left out."
        ));
    }
    let is_longer = changes.iter().any(|(is_longer, _)| *is_longer);
    let is_overrun = then.found.waits.is_some() && now.found.waits.is_none();
    Some(SideEffect {
        label: "Mean wait at the service desk, by tier",
        before: then.written(style),
        after: now.written(style),
        sentence,
        is_warning: is_longer || is_overrun || !broken.is_empty(),
    })
}

/// One side's desk.
struct Desk {
    found: QueueFound,
    n_unknown: usize,
}

impl Desk {
    fn of(side: Side, style: &NumberStyle) -> Option<Self> {
        let tiers = Tiers::of(side.document, side.valuation);
        let workload = Workload::new(side.document, &tiers);
        Some(Self {
            found: found(side.document, &tiers, &workload, style).ok()?,
            n_unknown: workload.n_unknown,
        })
    }

    /// The mean wait of a tier, in hours; `None` where nobody of it calls, or the queue grows without end.
    fn wait(&self, place: usize) -> Option<f64> {
        let calls = *self.found.arrivals.per_hour.get(place)? > 0.0;
        let wait = *self.found.waits.as_ref()?.by_class.get(place)?;
        calls.then_some(wait)
    }

    fn written(&self, style: &NumberStyle) -> String {
        if self.found.waits.is_none() {
            return "without end".to_owned();
        }
        let tiers = self.found.names.iter().enumerate();
        let told =
            tiers.filter_map(|(place, name)| Some(format!("{name} {}", duration(self.wait(place)?, style))));
        told.collect::<Vec<_>>().join("; ")
    }

    /// Names of the tiers whose promise is kept here and not in `other`.
    fn kept_here_alone(&self, other: &Self) -> Vec<&str> {
        let names = self.found.names.iter().enumerate();
        let turned = names.filter(|&(place, _)| {
            place < other.found.names.len()
                && self.found.is_kept(place) == Some(true)
                && other.found.is_kept(place) == Some(false)
        });
        turned.map(|(_, name)| name.as_str()).collect()
    }
}

/// By how much the wait of each tier changes in words, and whether it grows; what does not show is left out.
fn changes(then: &Desk, now: &Desk, style: &NumberStyle) -> Vec<(bool, String)> {
    let names = now.found.names.iter().enumerate();
    let change = |(place, name): (usize, &String)| {
        let (before, after) = (then.wait(place)?, now.wait(place)?);
        let is_seen = duration(before, style) != duration(after, style);
        let by = duration((after - before).abs(), style);
        let way = if after > before { "longer" } else { "less" };
        is_seen.then(|| (after > before, format!("{name} waits {by} {way}")))
    };
    names.filter_map(change).collect()
}
