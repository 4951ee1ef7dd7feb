//! Relationship capital beside what had passed by the day of a snapshot, or what passes in a scenario.

use std::collections::BTreeSet;

use crate::measures::Groundwork;
use crate::measures::capital::{Exchanged, Passed, exchanged_with};
use crate::portfolio::AccountId;

use super::beside::Beside;
use super::capital::{CapitalBar, Periods, Type, Writer};

/// Names written out before the rest is counted.
const NAMES: usize = 3;

/// What is drawn and said beside the present.
#[derive(Clone, Debug, PartialEq)]
pub struct CapitalSince {
    /// Name of the snapshot or scenario.
    pub name: String,
    /// Where the day of the snapshot lies, in periods from the first; `None` with a scenario or before the first.
    pub mark: Option<f64>,
    /// One sentence.
    pub finding: String,
}

/// What passed by then, or passes there.
pub(super) struct CapitalThen<'a> {
    pub beside: Beside<'a>,
    pub writer: Writer<'a>,
}

impl<'a> CapitalThen<'a> {
    /// Of what passed with the accounts shown, or of the accounts of the other portfolio.
    pub fn new(beside: Beside<'a>, now: &Writer<'a>) -> Self {
        let writer = match beside {
            Beside::Day { day, .. } => {
                let is_past = |one: &&Exchanged| one.entry.event.date.is_none_or(|date| date <= day);
                Writer {
                    all: now.all.iter().filter(is_past).copied().collect(),
                    ..*now
                }
            }
            Beside::Portfolio {
                document,
                valuation,
                rows,
                ..
            } => Writer {
                document,
                valuation,
                all: exchanged_with(document, &Groundwork::of(document, valuation), rows),
                ..*now
            },
        };
        Self { beside, writer }
    }

    /// What a bar was, where it was another.
    pub fn beside_bar(&self, bar: &mut CapitalBar, now: &Passed, then: &Passed) {
        if now.n_events == then.n_events && now.worth == then.worth {
            return;
        }
        let other = self.writer.bar(then);
        bar.then = Some(other.length);
        let money = match (self.writer.choice.in_money, then.is_empty()) {
            (true, false) => format!(", {}", self.writer.money(then)),
            _ => String::new(),
        };
        bar.lines.push(format!(
            "{}: {}{money}",
            self.beside.name(),
            self.writer.natively(then)
        ));
    }

    /// Headers of what is compared with in the table of types.
    pub fn headers(&self) -> [String; 3] {
        ["Received", "Given", "Balance"].map(|word| format!("{word}, {}", self.beside.name()))
    }

    /// The cells below them.
    pub fn cells(&self, kind: Type) -> [String; 3] {
        let [received, given] = [true, false].map(|side| self.writer.passed(Some(kind), side, |_| true));
        [
            self.writer.natively(&received),
            self.writer.natively(&given),
            self.writer.balance(&received, &given),
        ]
    }

    /// What is said and where the day lies.
    pub fn since(&self, now: &Writer, periods: &Periods) -> CapitalSince {
        let (mark, finding) = match self.beside {
            Beside::Day { day, .. } => (periods.along(day), self.by_day(now)),
            Beside::Portfolio { .. } => (None, self.there(now)),
        };
        CapitalSince {
            name: self.beside.name().to_owned(),
            mark,
            finding,
        }
    }

    /// How much had passed by the day of the snapshot, and how much since.
    fn by_day(&self, now: &Writer) -> String {
        let count = |n: usize| now.numbers.number(n as f64, 0);
        let (n_then, n_now) = (self.writer.all.len(), now.all.len());
        let n_undated = (now.all.iter())
            .filter(|one| one.entry.event.date.is_none())
            .count();
        let undated = match n_undated {
            0 => String::new(),
            n => format!(", {} of them on days not recorded", count(n)),
        };
        let name = self.beside.name();
        if n_then == n_now {
            return format!("Since {name} nothing more has passed{undated}.");
        }
        let since = |side: bool| {
            let all = |writer: &Writer| writer.passed(None, side, |_| true).n_events;
            count(all(now) - all(&self.writer))
        };
        format!(
            "By {name} {} of them had passed{undated}; since then {} were received and {} given.",
            count(n_then),
            since(true),
            since(false)
        )
    }

    /// Which exchanges do not stand there, or only there, and what they come to.
    fn there(&self, now: &Writer) -> String {
        let name = self.beside.name();
        let count = |n: usize| now.numbers.number(n as f64, 0);
        let with = |writer: &Writer, other: &Writer| {
            let there: BTreeSet<&AccountId> = other
                .document
                .portfolio
                .accounts
                .iter()
                .map(|one| &one.id)
                .collect();
            let accounts = &writer.document.portfolio.accounts;
            let missing = writer
                .all
                .iter()
                .filter(|one| !there.contains(&accounts[one.row].id));
            let rows: Vec<usize> = missing.map(|one| one.row).collect();
            let distinct: BTreeSet<usize> = rows.iter().copied().collect();
            let mut names: Vec<String> = (distinct.iter().take(NAMES))
                .map(|&row| accounts[row].name.clone())
                .collect();
            if distinct.len() > NAMES {
                names.push(format!("{} more", count(distinct.len() - NAMES)));
            }
            (rows.len(), names.join(", "))
        };
        let mut parts = Vec::new();
        let (n_less, less) = with(now, &self.writer);
        if n_less > 0 {
            parts.push(format!("{} of them drop out with {less}", count(n_less)));
        }
        let (n_more, more) = with(&self.writer, now);
        if n_more > 0 {
            parts.push(format!("{} more stand with {more}", count(n_more)));
        }
        for (side, word) in [(true, "received"), (false, "given")] {
            let [here, there] =
                [now, &self.writer].map(|writer| writer.money(&writer.passed(None, side, |_| true)));
            if now.choice.in_money && here != there {
                parts.push(format!("{word} come to {there} instead of {here}"));
            }
        }
        match parts.is_empty() {
            true => format!("In {name} the same passes between us."),
            false => format!("In {name} {}.", parts.join("; ")),
        }
    }
}
