//! The Relationship capital lens: what passed between us beside sales, by type, by time and by side.

use crate::measures::capital::{Exchanged, Passed, exchanged_with};
use crate::measures::{Groundwork, MeasureId, Valuation};
use crate::portfolio::{Capital, Document, EventKind, OutcomeStatus, Party};
use crate::units::{Day, Interval};

use super::beside::Beside;
pub use super::capital_periods::{Grain, Periods};
use super::capital_since::{CapitalSince, CapitalThen};
use super::capital_tables::{by_account, by_time, by_type, words};
use super::lens::{LensMethod, LensTable};
use super::missed::days;
use super::style::{NumberStyle, UNKNOWN};

/// How exchanges are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Apart {
    /// By the form of capital that moved.
    #[default]
    Capital,
    /// By what happened.
    Kind,
}

/// What the person chose to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapitalChoice {
    /// How exchanges are told apart.
    pub apart: Apart,
    /// How finely time is cut.
    pub grain: Grain,
    /// In money at the exchange table's rates; else exchanges are counted.
    pub in_money: bool,
}

impl Default for CapitalChoice {
    fn default() -> Self {
        Self {
            apart: Apart::Capital,
            grain: Grain::Year,
            in_money: true,
        }
    }
}

/// One side of one type in one period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CapitalBar {
    /// Its length: money, or exchanges; 0 where nothing passed or nothing of it has a price.
    pub length: f64,
    /// The part of it that is estimated or judged.
    pub soft: f64,
    /// The length, written short.
    pub label: String,
    /// Rows of the accounts.
    pub rows: Vec<usize>,
    /// What passed: native units, money, with whom.
    pub lines: Vec<String>,
    /// Its length in what is compared with; `None` where it is the same there.
    pub then: Option<f64>,
}

/// One type over all periods.
#[derive(Clone, Debug, PartialEq)]
pub struct CapitalStrip {
    /// The type.
    pub name: &'static str,
    /// What we received in each period.
    pub received: Vec<CapitalBar>,
    /// What we gave in each period.
    pub given: Vec<CapitalBar>,
    /// Received less given, in money or as two counts.
    pub balance: String,
    /// How long it is since either side gave.
    pub staleness: String,
    /// What passed in native units; empty where the bars are money.
    pub natively: String,
}

/// The lens.
#[derive(Clone, Debug, PartialEq)]
pub struct CapitalReport {
    /// True where the bars are money.
    pub in_money: bool,
    /// Why the bars are no money although that was chosen.
    pub why_native: Option<String>,
    /// Names of the periods.
    pub periods: Periods,
    /// Types of which anything is recorded.
    pub strips: Vec<CapitalStrip>,
    /// By type, by time, by account.
    pub tables: Vec<LensTable>,
    /// The lens in paragraphs.
    pub words: Vec<String>,
    /// What is compared with; `None` where nothing is.
    pub since: Option<CapitalSince>,
}

/// How the lens is made.
pub const CAPITAL_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "Every value event that passed between an account and us, and did not fail, stands once: above the line what we received, \
         below it what we gave. Sales are no exchange of this kind; what passed between two other members is not counted here.",
        "Native units are added up unit by unit and never mixed. In money an event counts its own worth, else its quantity at the \
         rate of the exchange table; what is estimated or judged is hatched. Without a price an event has no length in money, and is \
         counted in words.",
        "With the exchange table switched off under Assumptions, nothing is turned into money: the bars then count exchanges.",
        "A missed exchange is one of five: much value received and never a reference; a strong tie and never an introduction; a promise \
         still open; they gave and nothing went back; we gave and nothing came back. What it is about in money is the mean worth of such \
         events so far (times the stated willingness), or the open worth itself.",
        "A snapshot keeps no exchanges, but exchanges have days: compared with one, the broken line is its day, and what had passed by then \
         is priced at today's rates. What has no day stands on both sides. A scenario has its own accounts: broken outlines are its bars, \
         without the exchanges of those let go.",
    ],
    sources: &[
        "Seed: true relationship value: forms of capital other than money.",
        "Gouldner, A. W. (1960), The norm of reciprocity, American Sociological Review 25(2).",
    ],
    measures: &[
        MeasureId::ExchangeBalance,
        MeasureId::RelationshipValue,
        MeasureId::SavedAcquisition,
        MeasureId::Knowledge,
        MeasureId::Innovation,
        MeasureId::Human,
        MeasureId::Reputation,
        MeasureId::ValueReceived,
    ],
};

/// What the parts of the report read.
pub(super) struct Writer<'a> {
    pub document: &'a Document,
    pub valuation: &'a Valuation,
    pub numbers: &'a NumberStyle,
    pub all: Vec<Exchanged<'a>>,
    pub choice: CapitalChoice,
}

/// The lens over the accounts in `rows`, beside what it is compared with.
pub fn capital<'a>(
    document: &'a Document,
    valuation: &'a Valuation,
    rows: &[usize],
    choice: CapitalChoice,
    beside: Option<Beside<'a>>,
    numbers: &'a NumberStyle,
) -> CapitalReport {
    let groundwork = Groundwork::of(document, valuation);
    let all = exchanged_with(document, &groundwork, rows);
    let (in_money, why_native) = money_or_not(document, &all, choice);
    let writer = Writer {
        document,
        valuation,
        numbers,
        all,
        choice: CapitalChoice { in_money, ..choice },
    };
    let then = beside.map(|beside| CapitalThen::new(beside, &writer));
    let there = || then.iter().flat_map(|then| &then.writer.all);
    let days = writer.all.iter().chain(there());
    let periods = Periods::new(choice.grain, document.as_of, days.map(|one| one.entry.event.date));
    let kinds = writer.kinds(then.as_ref());
    let strips = kinds
        .iter()
        .map(|&kind| writer.strip(kind, &periods, then.as_ref()));
    let since = then.as_ref().map(|then| then.since(&writer, &periods));
    let mut words = words(&writer, &kinds, rows);
    if let (Some(since), Some(finding)) = (&since, words.first_mut()) {
        *finding = format!("{finding} {}", since.finding);
    }
    CapitalReport {
        in_money,
        why_native,
        strips: strips.collect(),
        tables: vec![
            by_type(&writer, &kinds, then.as_ref()),
            by_time(&writer, &kinds, &periods),
            by_account(&writer),
        ],
        words,
        periods,
        since,
    }
}

/// Whether bars can be money, and why not.
fn money_or_not(document: &Document, all: &[Exchanged], choice: CapitalChoice) -> (bool, Option<String>) {
    let why = if !choice.in_money {
        return (false, None);
    } else if !document.assumptions.exchange_on {
        "The exchange table is switched off: exchanges are counted, not turned into money. Assumptions switch it on."
    } else if !all.is_empty() && all.iter().all(|one| one.entry.worth.is_none()) {
        "Nothing that passed has a price: exchanges are counted. Rates in the exchange table, under Assumptions, make it money."
    } else {
        return (true, None);
    };
    (false, Some(why.to_owned()))
}

/// A type of exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Capital(Capital),
    Kind(EventKind),
}

impl Type {
    pub fn word(self) -> &'static str {
        match self {
            Self::Capital(capital) => capital.word(),
            Self::Kind(kind) => kind.word(),
        }
    }

    fn holds(self, exchanged: &Exchanged) -> bool {
        match self {
            Self::Capital(capital) => exchanged.entry.event.capital == capital,
            Self::Kind(kind) => exchanged.entry.event.kind == kind,
        }
    }
}

impl Writer<'_> {
    /// Types of which anything passed, here or in what is compared with.
    fn kinds(&self, then: Option<&CapitalThen>) -> Vec<Type> {
        let every: Vec<Type> = self.every_type();
        let holds = |writer: &Writer, kind: &Type| writer.all.iter().any(|exchanged| kind.holds(exchanged));
        let is_there = |kind: &Type| holds(self, kind) || then.is_some_and(|then| holds(&then.writer, kind));
        every.into_iter().filter(is_there).collect()
    }

    /// Every type there can be.
    pub fn every_type(&self) -> Vec<Type> {
        match self.choice.apart {
            Apart::Capital => Capital::ALL.iter().copied().map(Type::Capital).collect(),
            Apart::Kind => EventKind::ALL.iter().copied().map(Type::Kind).collect(),
        }
    }

    /// What passed one way, of a type, on days that `is_in`.
    pub fn passed(
        &self,
        kind: Option<Type>,
        is_received: bool,
        is_in: impl Fn(Option<Day>) -> bool,
    ) -> Passed {
        let fits = |exchanged: &&Exchanged| {
            exchanged.entry.is_received == is_received
                && kind.is_none_or(|kind| kind.holds(exchanged))
                && is_in(exchanged.entry.event.date)
        };
        Passed::of(self.all.iter().filter(fits))
    }

    fn strip(&self, kind: Type, periods: &Periods, then: Option<&CapitalThen>) -> CapitalStrip {
        let bar = |is_received: bool, place: usize| {
            let of =
                |writer: &Writer| writer.passed(Some(kind), is_received, |day| periods.place(day) == place);
            let passed = of(self);
            let mut bar = self.bar(&passed);
            if let Some(then) = then {
                then.beside_bar(&mut bar, &passed, &of(&then.writer));
            }
            bar
        };
        let bars = |is_received: bool| {
            let places = 0..periods.labels.len();
            places.map(|place| bar(is_received, place)).collect()
        };
        let [received, given] = [true, false].map(|side| self.passed(Some(kind), side, |_| true));
        CapitalStrip {
            name: kind.word(),
            received: bars(true),
            given: bars(false),
            balance: self.balance(&received, &given),
            staleness: format!("received {}, given {}", self.ago(&received), self.ago(&given)),
            natively: match self.choice.in_money {
                true => String::new(),
                false => format!(
                    "received {}; given {}",
                    self.natively(&received),
                    self.natively(&given)
                ),
            },
        }
    }

    /// A bar of what passed.
    pub fn bar(&self, passed: &Passed) -> CapitalBar {
        if passed.is_empty() {
            return CapitalBar::default();
        }
        let worth = passed.worth.map_or(0.0, |worth| worth.base);
        let count = passed.n_events as f64;
        let (length, soft, label) = match (self.choice.in_money, passed.worth) {
            (false, _) => (count, 0.0, self.numbers.number(count, 0)),
            (true, None) => (0.0, 0.0, UNKNOWN.to_owned()),
            (true, Some(_)) => (worth, passed.soft, self.numbers.money_short(worth)),
        };
        CapitalBar {
            length,
            soft,
            label,
            rows: passed.rows.iter().copied().collect(),
            lines: self.lines(passed),
            then: None,
        }
    }

    fn lines(&self, passed: &Passed) -> Vec<String> {
        let numbers = self.numbers;
        let mut lines = vec![self.natively(passed)];
        if let Some(worth) = passed.worth {
            let spread = Interval {
                low: worth.low,
                high: worth.high,
            };
            let span = match worth.low < worth.high {
                true => format!(", {}", numbers.interval(spread, crate::measures::Unit::Money)),
                false => String::new(),
            };
            lines.push(format!("{}{span}", numbers.money(worth.base)));
            if passed.soft > 0.0 {
                lines.push(format!(
                    "{} of it estimated or judged",
                    numbers.money(passed.soft)
                ));
            }
        }
        if passed.n_unpriced > 0 {
            lines.push(format!(
                "{} without a price",
                numbers.number(passed.n_unpriced as f64, 0)
            ));
        }
        lines.push(self.with_whom(passed));
        lines
    }

    fn with_whom(&self, passed: &Passed) -> String {
        const MOST: usize = 4;
        let accounts = &self.document.portfolio.accounts;
        let names: Vec<&str> = (passed.rows.iter().take(MOST))
            .map(|&row| accounts[row].name.as_str())
            .collect();
        match passed.rows.len().saturating_sub(MOST) {
            0 => names.join(", "),
            more => format!("{} and {more} more", names.join(", ")),
        }
    }

    /// Everything that passed, unit by unit: `12 × idea, 3 × test week`.
    pub fn natively(&self, passed: &Passed) -> String {
        let decimals = |amount: f64| usize::from(amount != libm::trunc(amount));
        let parts: Vec<String> = (passed.units.iter())
            .map(|(unit, &amount)| {
                let amount = self.numbers.number(amount, decimals(amount));
                match unit.as_str() {
                    "" => amount,
                    unit => format!("{amount} × {unit}"),
                }
            })
            .collect();
        if parts.is_empty() {
            "nothing".to_owned()
        } else {
            parts.join(", ")
        }
    }

    /// Money of one side; nothing passed is nothing, without a price unknown.
    pub fn money(&self, passed: &Passed) -> String {
        match passed.worth {
            Some(worth) => self.numbers.money(worth.base),
            None if passed.is_empty() => self.numbers.money(0.0),
            None => UNKNOWN.to_owned(),
        }
    }

    /// Received less given.
    pub fn balance(&self, received: &Passed, given: &Passed) -> String {
        if !self.choice.in_money {
            let count = |passed: &Passed| self.numbers.number(passed.n_events as f64, 0);
            return format!("{} received, {} given", count(received), count(given));
        }
        let side = |passed: &Passed| match passed.worth {
            Some(worth) => Some(worth.base),
            None => passed.is_empty().then_some(0.0),
        };
        match (side(received), side(given)) {
            (Some(received), Some(given)) => format!("balance {}", self.numbers.money(received - given)),
            _ => "balance not known".to_owned(),
        }
    }

    /// "230 days ago", "never", "on days not recorded".
    pub fn ago(&self, passed: &Passed) -> String {
        match (passed.is_empty(), passed.last) {
            (true, _) => "never".to_owned(),
            (false, None) => "on days not recorded".to_owned(),
            (false, Some(day)) => format!("{} ago", days(self.document.as_of, day, self.numbers)),
        }
    }

    /// Events that stand outside the picture: failed ones with us, and those between two other members.
    pub fn left_out(&self, rows: &[usize]) -> (usize, usize) {
        let accounts = &self.document.portfolio.accounts;
        let mut shown: Vec<&str> = rows.iter().map(|&row| accounts[row].id.as_str()).collect();
        shown.sort_unstable();
        let is_shown = |party: &Party| match party {
            Party::Us => false,
            Party::Account(id) => shown.binary_search(&id.as_str()).is_ok(),
        };
        let events = self.document.portfolio.events.iter();
        let about = events.filter(|event| is_shown(&event.giver) || is_shown(&event.receiver));
        let (mut n_failed, mut n_between) = (0, 0);
        for event in about {
            let with_us = event.giver == Party::Us || event.receiver == Party::Us;
            n_between += usize::from(!with_us);
            n_failed += usize::from(with_us && event.status == OutcomeStatus::Failed);
        }
        (n_failed, n_between)
    }
}
