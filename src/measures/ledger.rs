//! What passed between us beside sales: saved acquisition cost, knowledge, innovation, people, reputation, and the
//! exchange balance.
//!
//! Every event stands in one line only. Its worth is its own money, else quantity × exchange rate. It counts for
//! nothing twice: an estimate is released once it has become somebody's margin, and an event whose result is
//! already credited through an attribution share is released too.

use crate::portfolio::{AccountId, Basis, Capital, Document, EventKind, OutcomeStatus, Party, ValueEvent};
use crate::units::{Day, Estimate};

use super::groundwork::Groundwork;
use super::said::trimmed;
use super::spread::Spread;
use super::wording::{counted, input, known, number};
use super::{Explanation, MeasureId, Measured, Unit, Valuation};

/// Worth of a quantity at an exchange rate.
///
/// W = q · e
///
/// `q` native units, `e` money per unit, low to high. The rate is a judgement and stays visible as one.
///
/// ```
/// use both_sides::measures::ledger::exchanged;
/// use both_sides::units::Estimate;
/// let worth = exchanged(3.0, Estimate::between(200.0, 500.0, 1_000.0).unwrap());
/// assert_eq!((worth.low, worth.base, worth.high), (600.0, 1_500.0, 3_000.0));
/// ```
pub fn exchanged(quantity: f64, rate: Estimate) -> Spread {
    Spread::estimate(rate, Basis::Judged).map(|money| quantity.max(0.0) * money)
}

/// Acquisition cost a realised referral saved.
///
/// S = A / n
///
/// `A` what winning the account would have cost, `n` realised referrals that share the credit. Kumar, Petersen &
/// Leone (2010), "Driving profitability by encouraging customer referrals", Journal of Marketing 74(5): both
/// types of referral save it, and a referral that would have come anyway saves nothing else.
///
/// ```
/// use both_sides::measures::ledger::saved_cost;
/// use both_sides::measures::Spread;
/// use both_sides::portfolio::Basis;
/// assert_eq!(saved_cost(Spread::exact(6_000.0, Basis::Stated), 2).base, 3_000.0);
/// ```
pub fn saved_cost(acquisition_cost: Spread, n_referrals: u32) -> Spread {
    acquisition_cost.map(|cost| cost / f64::from(n_referrals.max(1)))
}

/// The line of relationship value an event stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Acquisition cost saved.
    SavedAcquisition,
    /// Knowledge and ideas.
    Knowledge,
    /// Joint development.
    Innovation,
    /// People.
    Human,
    /// Reputation and access.
    Reputation,
    /// Money beside sales: in the exchange balance only, because sales and their margin are counted already.
    BalanceOnly,
}

impl Line {
    /// The line of an event.
    pub const fn of(event: &ValueEvent) -> Self {
        match event.kind {
            EventKind::CustomerReferral => Self::SavedAcquisition,
            EventKind::EmployeeReferral => Self::Human,
            EventKind::CoInnovation => Self::Innovation,
            EventKind::Feedback => Self::Knowledge,
            EventKind::WordOfMouth | EventKind::ReferenceUse | EventKind::Introduction => Self::Reputation,
            EventKind::RiskShared | EventKind::Other => match event.capital {
                Capital::Monetary => Self::BalanceOnly,
                Capital::Human => Self::Human,
                Capital::Knowledge => Self::Knowledge,
                Capital::Social | Capital::Relational | Capital::Reputational => Self::Reputation,
            },
        }
    }

    /// The line a measure shows.
    pub const fn shown_by(measure: MeasureId) -> Option<Self> {
        match measure {
            MeasureId::SavedAcquisition => Some(Self::SavedAcquisition),
            MeasureId::Knowledge => Some(Self::Knowledge),
            MeasureId::Innovation => Some(Self::Innovation),
            MeasureId::Human => Some(Self::Human),
            MeasureId::Reputation => Some(Self::Reputation),
            _ => None,
        }
    }
}

/// Whether an event counts in relationship value, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counts,
    /// It did not work.
    Failed,
    /// A referral counts once it has won somebody.
    NotYet,
    /// Its result is in somebody's margin or credited by an attribution share.
    Released,
    /// No money and no exchange rate.
    Unpriced,
    /// The exchange table is switched off.
    SwitchedOff,
}

/// One event as it stands in the ledger of an account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The event.
    pub event: &'a ValueEvent,
    /// True when the account gave and we received.
    pub is_received: bool,
    /// Its line.
    pub line: Line,
    /// Whether it counts in relationship value.
    pub standing: Standing,
    /// Its worth in money.
    pub worth: Option<Spread>,
}

impl Entry<'_> {
    /// The event as a term of a sum: its worth, and where that comes from.
    pub fn term(&self) -> super::Term {
        entry_term(self)
    }
}

/// The ledger of one account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LedgerTerms<'a> {
    /// What passed between it and us, in the order of the records.
    pub entries: Vec<Entry<'a>>,
    /// True when the exchange table is switched off.
    pub is_switched_off: bool,
}

/// What the lines of a ledger add up to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LedgerSums {
    lines: [Measured; N_LINES],
    /// True when nothing at all is recorded between the account and us.
    pub is_blank: bool,
    /// True when the exchange table is switched off.
    pub is_switched_off: bool,
}

const N_LINES: usize = 5;

impl LedgerSums {
    /// The sums as they stand in the columns of a valuation.
    pub fn in_columns(valuation: &Valuation, row: usize, is_blank: bool, is_switched_off: bool) -> Self {
        Self {
            lines: [
                MeasureId::SavedAcquisition,
                MeasureId::Knowledge,
                MeasureId::Innovation,
                MeasureId::Human,
                MeasureId::Reputation,
            ]
            .map(|measure| valuation.get(measure, row)),
            is_blank,
            is_switched_off,
        }
    }

    /// What one line adds up to.
    pub fn line(&self, line: Line) -> Measured {
        self.lines.get(line as usize).copied().unwrap_or_default()
    }
}

impl<'a> LedgerTerms<'a> {
    /// Reads the ledger of the account in `row`.
    pub fn new(document: &'a Document, groundwork: &Groundwork, row: usize) -> Self {
        let mut terms = Self::default();
        terms.read(document, groundwork, row);
        terms
    }

    /// Puts the ledger of the account in `row` in the place of what stood here.
    pub(crate) fn read(&mut self, document: &'a Document, groundwork: &Groundwork, row: usize) {
        self.entries.clear();
        self.is_switched_off = !document.assumptions.exchange_on;
        let Some(account) = document.portfolio.accounts.get(row) else {
            return;
        };
        for number in groundwork.events.of(row) {
            let event = &document.portfolio.events[number];
            self.entries
                .extend(entry(document, groundwork, row, &account.id, event));
        }
    }

    /// True when nothing at all is recorded between the account and us.
    pub fn is_blank(&self) -> bool {
        self.entries.is_empty()
    }

    /// What each line adds up to: unknown where nothing is recorded with the account at all, or where what is
    /// recorded has no price.
    pub fn sums(&self) -> LedgerSums {
        let mut lines = [Measured::UNKNOWN; N_LINES];
        if !self.is_blank() {
            let mut sums = [(Spread::exact(0.0, Basis::Observed), false, false); N_LINES];
            for entry in self.received() {
                let Some((sum, is_counted, is_open)) = sums.get_mut(entry.line as usize) else {
                    continue;
                };
                match (entry.standing, entry.worth) {
                    (Standing::Counts, Some(worth)) => (*sum, *is_counted) = (sum.plus(worth), true),
                    (Standing::Unpriced | Standing::SwitchedOff, _) => *is_open = true,
                    _ => {}
                }
            }
            lines = sums.map(|(sum, is_counted, is_open)| match (is_counted, is_open) {
                (false, true) => Measured::UNKNOWN,
                (_, true) => sum.softened(Basis::Estimated).measured(),
                (_, false) => sum.measured(),
            });
        }
        LedgerSums {
            lines,
            is_blank: self.is_blank(),
            is_switched_off: self.is_switched_off,
        }
    }

    /// Received less given, at whatever price is known.
    pub fn balance(&self) -> Measured {
        let mut sum: Option<Spread> = None;
        for entry in self.balanced() {
            let Some(worth) = entry.worth else { continue };
            let so_far = sum.unwrap_or(Spread::exact(0.0, worth.basis));
            sum = Some(if entry.is_received {
                so_far.plus(worth)
            } else {
                so_far.minus(worth)
            });
        }
        let is_partial = self.balanced().any(|entry| entry.worth.is_none());
        Measured::of(sum.map(|sum| {
            if is_partial {
                sum.softened(Basis::Estimated)
            } else {
                sum
            }
        }))
    }

    /// The last day on which anything passed.
    pub fn last_exchange(&self) -> Option<Day> {
        self.entries.iter().filter_map(|entry| entry.event.date).max()
    }

    /// What the account gave us.
    pub fn received(&self) -> impl Iterator<Item = Entry<'a>> + '_ {
        self.entries.iter().copied().filter(|entry| entry.is_received)
    }

    /// What passed either way and did not fail: what the exchange balance adds up.
    pub fn balanced(&self) -> impl Iterator<Item = Entry<'a>> + '_ {
        (self.entries.iter().copied()).filter(|entry| entry.event.status != OutcomeStatus::Failed)
    }

    /// Explains the line behind `measure`.
    pub fn explain_line(&self, measure: MeasureId, line: Line) -> Explanation {
        let result = self.sums().line(line);
        let of_line: Vec<Entry> = self.received().filter(|entry| entry.line == line).collect();
        let counted_entries: Vec<&Entry> = of_line
            .iter()
            .filter(|entry| entry.standing == Standing::Counts)
            .collect();
        let sum: Vec<String> = (counted_entries.iter())
            .filter_map(|entry| entry.worth)
            .map(|worth| number(worth.base))
            .collect();
        let mut notes: Vec<String> = of_line.iter().filter_map(|entry| standing_note(entry)).collect();
        if self.is_blank() {
            notes.push(
                "Nothing is recorded between this account and us: record a value event to know.".to_owned(),
            );
        } else if of_line.is_empty() {
            notes.push("Other events are recorded with this account, none of this kind.".to_owned());
        }
        Explanation {
            measure,
            result,
            formula: match line {
                Line::SavedAcquisition => {
                    "Σ acquisition cost saved by realised referrals ÷ referrals sharing it"
                }
                _ => {
                    "Σ quantity × exchange rate over the events of this kind; an event's own money goes first"
                }
            }
            .to_owned(),
            worked: if sum.is_empty() {
                known(result.value)
            } else {
                format!("{} = {}", sum.join(" + "), known(result.value))
            },
            terms: counted_entries.into_iter().map(entry_term).collect(),
            notes,
        }
    }

    /// Explains the exchange balance.
    pub fn explain_balance(&self) -> Explanation {
        let result = self.balance();
        let mut notes = Vec::new();
        let mut sums = [0.0, 0.0];
        for entry in self.balanced() {
            if let Some(worth) = entry.worth {
                sums[usize::from(!entry.is_received)] += worth.base;
            }
        }
        if self.is_blank() {
            notes.push(
                "Nothing is recorded between this account and us: record a value event to know.".to_owned(),
            );
        }
        let n_unpriced = self.balanced().filter(|entry| entry.worth.is_none()).count();
        if n_unpriced > 0 {
            notes.push(format!(
                "{} without a price: add an exchange rate for the unit, or state the event's worth.",
                counted(n_unpriced, "event")
            ));
        }
        if let Some(day) = self.last_exchange() {
            notes.push(format!("The last exchange recorded was on {day}."));
        }
        Explanation {
            measure: MeasureId::ExchangeBalance,
            result,
            formula: "Σ worth of what we received − Σ worth of what we gave, beside sales".to_owned(),
            worked: if result.value.is_some() {
                format!(
                    "{} − {} = {}",
                    number(sums[0]),
                    number(sums[1]),
                    known(result.value)
                )
            } else {
                "unknown".to_owned()
            },
            terms: self
                .balanced()
                .filter(|entry| entry.worth.is_some())
                .map(|entry| balance_term(&entry))
                .collect(),
            notes,
        }
    }
}

/// The account a realised referral brought.
pub fn won_by_referral(event: &ValueEvent) -> Option<&AccountId> {
    let realised = event.kind == EventKind::CustomerReferral && event.status == OutcomeStatus::Realised;
    let given_to_us = event.receiver == Party::Us && event.giver != Party::Us;
    event.outcome_account.as_ref().filter(|_| realised && given_to_us)
}

fn entry<'a>(
    document: &'a Document,
    groundwork: &Groundwork,
    row: usize,
    id: &AccountId,
    event: &'a ValueEvent,
) -> Option<Entry<'a>> {
    let is_received = match (&event.giver, &event.receiver) {
        (Party::Account(giver), Party::Us) if giver == id => true,
        (Party::Us, Party::Account(receiver)) if receiver == id => false,
        // What passes between two accounts is no exchange with us.
        _ => return None,
    };
    let line = Line::of(event);
    let worth = worth(document, groundwork, event, line);
    let standing = standing(document, groundwork, row, event, line, worth.is_some());
    Some(Entry {
        event,
        is_received,
        line,
        standing,
        worth,
    })
}

fn standing(
    document: &Document,
    groundwork: &Groundwork,
    row: usize,
    event: &ValueEvent,
    line: Line,
    is_priced: bool,
) -> Standing {
    let needs_result = matches!(
        event.kind,
        EventKind::CustomerReferral | EventKind::EmployeeReferral
    );
    if event.status == OutcomeStatus::Failed {
        Standing::Failed
    } else if needs_result && event.status != OutcomeStatus::Realised {
        Standing::NotYet
    } else if is_released(groundwork, row, event, line) {
        Standing::Released
    } else if is_priced {
        Standing::Counts
    } else if !document.assumptions.exchange_on && line != Line::SavedAcquisition {
        Standing::SwitchedOff
    } else {
        Standing::Unpriced
    }
}

fn is_released(groundwork: &Groundwork, row: usize, event: &ValueEvent, line: Line) -> bool {
    let Some(outcome) = event
        .outcome_account
        .as_ref()
        .filter(|_| event.status == OutcomeStatus::Realised)
    else {
        return false;
    };
    match line {
        Line::Knowledge | Line::Innovation => true,
        Line::SavedAcquisition | Line::Human | Line::BalanceOnly => false,
        Line::Reputation => groundwork.row(outcome).is_some_and(|outcome| {
            let attribution = &groundwork.attribution;
            attribution
                .arriving
                .of(row)
                .any(|flow| attribution.flows[flow].outcome as usize == outcome)
        }),
    }
}

fn worth(document: &Document, groundwork: &Groundwork, event: &ValueEvent, line: Line) -> Option<Spread> {
    let assumptions = &document.assumptions;
    let own = event.money.map(|money| Spread::estimate(money, event.basis));
    if line == Line::SavedAcquisition && event.giver != Party::Us {
        return saved_acquisition(document, groundwork, event, own);
    }
    if let Some(own) = own.filter(|own| assumptions.exchange_on || own.basis == Basis::Observed) {
        return Some(own);
    }
    if !assumptions.exchange_on {
        return None;
    }
    let unit = trimmed(&event.unit);
    (assumptions.exchange.iter())
        .find(|rate| rate.capital == event.capital && trimmed(&rate.unit).eq_ignore_ascii_case(unit))
        .map(|rate| exchanged(event.quantity, rate.worth))
}

fn saved_acquisition(
    document: &Document,
    groundwork: &Groundwork,
    event: &ValueEvent,
    own: Option<Spread>,
) -> Option<Spread> {
    if event.status != OutcomeStatus::Realised {
        return None;
    }
    let won = event.outcome_account.as_ref().and_then(|id| groundwork.row(id));
    let stated = won
        .and_then(|row| document.portfolio.accounts[row].economics.acquisition_cost)
        .map(|cost| Spread::exact(cost.get(), Basis::Stated));
    let assumed = || {
        let cost = document.assumptions.acquisition_cost?;
        Some(Spread::estimate(cost, Basis::Estimated))
    };
    let n_sharing = won
        .and_then(|row| groundwork.referrals_of.get(&(row as u32)).copied())
        .unwrap_or(1);
    own.or_else(|| Some(saved_cost(stated.or_else(assumed)?, n_sharing)))
}

fn entry_term(entry: &Entry) -> super::Term {
    let event = entry.event;
    let when = event
        .date
        .map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let basis = entry.worth.map_or(event.basis, |worth| worth.basis);
    let how = if event.money.is_some() {
        "its own worth".to_owned()
    } else if entry.line == Line::SavedAcquisition {
        "acquisition cost of the account it won".to_owned()
    } else {
        format!("{} {} at the exchange rate", number(event.quantity), event.unit)
    };
    input(
        event.kind.word(),
        entry.worth.map(|worth| worth.base),
        Unit::Money,
        basis,
        &format!("{when}, {how}"),
    )
}

fn balance_term(entry: &Entry) -> super::Term {
    let term = entry_term(entry);
    let (side, sign) = if entry.is_received {
        ("received", 1.0)
    } else {
        ("given", -1.0)
    };
    super::Term {
        label: format!("{side}: {}", term.label),
        value: term.value.map(|value| sign * value),
        ..term
    }
}

fn standing_note(entry: &Entry) -> Option<String> {
    let event = entry.event;
    let what = event.date.map_or_else(
        || format!("The undated {}", event.kind.word()),
        |day| format!("The {} of {day}", event.kind.word()),
    );
    let why = match entry.standing {
        Standing::Counts => return None,
        Standing::Failed => "did not work and counts for nothing.".to_owned(),
        Standing::NotYet => "counts once it has worked.".to_owned(),
        Standing::Released => {
            "has become margin that is counted elsewhere, so it is not counted again.".to_owned()
        }
        Standing::Unpriced if entry.line == Line::SavedAcquisition => {
            "has no price: state or assume what winning a customer costs.".to_owned()
        }
        Standing::Unpriced => format!(
            "has no price: add an exchange rate for \"{}\" ({}) or state its worth.",
            event.unit,
            event.capital.word()
        ),
        Standing::SwitchedOff => "is not turned into money: the exchange table is switched off.".to_owned(),
    };
    Some(format!("{what} {why}"))
}
