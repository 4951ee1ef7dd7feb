//! Sentences of a proposal: its reasons, and what would change the advice.

use crate::decisions::{Evidence, FixOrRelease, Proposal, Then, Turn, What};
use crate::measures::MeasureId;
use crate::portfolio::{Document, ZoneTexts};

use super::proposals::Reason;
use super::style::{NumberStyle, UNKNOWN};

/// Writes with the zones' own names and the reader's numbers.
pub(super) struct Writer<'a> {
    pub zones: &'a ZoneTexts,
    pub style: &'a NumberStyle,
}

impl Writer<'_> {
    /// A reason with what it is held against.
    pub fn reason(&self, evidence: Evidence) -> Reason {
        let unit = evidence.measure.unit();
        let value = evidence.value.map(|value| self.style.value(value, unit));
        let against = match (evidence.value, evidence.against) {
            (Some(value), Some(against)) => {
                let side = if value < against { "below" } else { "at or above" };
                format!("{side} {}", self.style.value(against, unit))
            }
            (None, _) => "not known".to_owned(),
            (Some(_), None) => String::new(),
        };
        Reason {
            measure: evidence.measure,
            label: lower(evidence.measure.label()),
            value: value.unwrap_or_else(|| UNKNOWN.to_owned()),
            against,
        }
    }

    /// Every promise that is due, with its day and how far that is.
    pub fn promises(&self, document: &Document, proposal: &Proposal) -> Vec<String> {
        let needs = proposal.promises.iter();
        let told = needs.filter_map(|&number| {
            let need = document.portfolio.needs.get(number)?;
            let due = need.due?;
            let days = due.epoch_days() - document.as_of.epoch_days();
            let (was, far) = match days {
                0 => ("is due", "today".to_owned()),
                1 => ("is due", "in a day".to_owned()),
                -1 => ("was due", "a day ago".to_owned()),
                days if days > 0 => ("is due", format!("in {days} days")),
                days => ("was due", format!("{} days ago", -days)),
            };
            let day = self.style.day(due);
            Some(format!(
                "{}: {}, {was} on {day}, {far}",
                need.kind.word(),
                need.text
            ))
        });
        told.collect()
    }

    /// What would change the advice, with the number it would take.
    pub fn turn(&self, proposal: &Proposal) -> String {
        let Some(turn) = proposal.turn else {
            return self.without_turn(proposal);
        };
        let label = lower(turn.measure.label());
        let at = self.style.value(turn.at, turn.measure.unit());
        let then = self.then(turn.then, proposal);
        let Some(now) = turn.now else {
            return format!("Once {label} is known: {then} The line is {at}.");
        };
        let verb = if turn.at < now { "fell" } else { "rose" };
        let from = self.style.value(now, turn.measure.unit());
        let share = self.needed(&turn, proposal.fix.as_ref());
        format!("If {label} {verb} from {from} to {at}{share}, {then}")
    }

    /// How far that is, where a share says more.
    fn needed(&self, turn: &Turn, fix: Option<&FixOrRelease>) -> String {
        let Some(fix) = fix.filter(|_| turn.then == Then::BreaksEven) else {
            return String::new();
        };
        let (share, of) = match turn.measure {
            MeasureId::CostToServe => (fix.cost_cut, "of it"),
            _ => (fix.price_rise, "of revenue"),
        };
        share.map_or_else(String::new, |share| {
            format!(" ({} {of})", self.style.share(share))
        })
    }

    fn then(&self, then: Then, proposal: &Proposal) -> String {
        match then {
            Then::BreaksEven => "it would break even and nothing would have to be fixed.".to_owned(),
            Then::ReleaseStopsPaying => "handing it over would no longer pay.".to_owned(),
            Then::Moves(zone) => format!(
                "it would be in {}: {}.",
                zone.name(self.zones),
                lower(zone.strategy())
            ),
            Then::Decides => {
                "at or above the line protect the relationship, below it repair what they get.".to_owned()
            }
            Then::RepairFirst => "what they get would have to be repaired first.".to_owned(),
            Then::HasMost => "most of the wallet would be ours already.".to_owned(),
            Then::IsBroad => "it would buy as broadly as most.".to_owned(),
            Then::IsNoHiddenAsset => {
                "what it brings beside sales would no longer make up for what it buys.".to_owned()
            }
            Then::EarnsItsKeep => "it would earn its keep by what it buys.".to_owned(),
            Then::OthersPromiseMore => "others would promise more.".to_owned(),
            Then::IsEven => match proposal.found.what {
                What::Thank => "given and received would be even, and no thanks would be due.".to_owned(),
                _ => "given and received would be even, and there would be nothing to ask for.".to_owned(),
            },
        }
    }

    fn without_turn(&self, proposal: &Proposal) -> String {
        let since = proposal.since.map(|day| self.style.day(day));
        match (proposal.found.what, since) {
            (What::Review, Some(day)) => format!("Nothing but the review itself: it was due on {day}."),
            (What::KeepPromise | What::RemindPromise, Some(day)) => {
                format!("Nothing but the promise kept: the oldest is of {day}.")
            }
            (What::KeepPromise | What::RemindPromise, None) => "Nothing but the promise kept.".to_owned(),
            (What::PromiseDue | What::RemindDue, Some(day)) => {
                format!("The promise kept and marked as done, or a later day agreed in place of {day}.")
            }
            (What::AskIntroduction, _) => "A first introduction or referral.".to_owned(),
            _ => "Any of the missing numbers.".to_owned(),
        }
    }
}

/// Inside a sentence.
fn lower(label: &str) -> String {
    let mut letters = label.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
    first + letters.as_str()
}
