//! The opportunity inbox: every exchange that is waiting, over all accounts, worth most first.
//!
//! Worths are money and say what the exchange is about: what a reference has been worth here, the balance to be
//! returned, or, where somebody waits for us, the value expected to leave within a year.

use crate::maths::{falling, order_by, rising};
use crate::measures::ledger::LedgerTerms;
use crate::measures::reference_load::ReferenceLoadTerms;
use crate::measures::risk::ValueAtRisk;
use crate::measures::{Groundwork, MeasureId, Valuation};
use crate::portfolio::{Document, EventKind, Need, NeedKind, OutcomeStatus, RelationshipState};
use crate::slices::{pause, pause_at};
use crate::units::Day;

use super::care::{Care, care};
use super::missed::{Missed, missed_exchanges};
use super::rows::rows_by_id;
use super::zones::ZoneMap;

/// What is waiting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Waiting {
    /// Much value received, never a reference.
    Reference {
        /// Value they receive, 0 to 100.
        received: f64,
        /// Stated willingness, 0 to 1.
        willing: Option<f64>,
    },
    /// A strong tie, never an introduction.
    Introduction(RelationshipState),
    /// They gave more than they got.
    Thank,
    /// They got more than they gave.
    AskBack,
    /// An exchange recorded as open: promised, and not delivered yet.
    OpenExchange {
        /// Number of the event in the portfolio.
        event: usize,
        /// True when we promised.
        is_ours: bool,
    },
    /// A need or a promise that is not done.
    Wanted {
        /// Its number in the portfolio.
        need: usize,
        /// A need, or whose promise.
        kind: NeedKind,
        /// The day it is due.
        due: Option<Day>,
    },
    /// Used as a reference more often than is good.
    Spare {
        /// Uses a quarter.
        load: f64,
    },
    /// Silent for longer than the care plan allows.
    Silence {
        /// The last touch.
        last: Option<Day>,
        /// The day it was due.
        due: Day,
    },
    /// The review of a key account is due.
    Review {
        /// The day it was due.
        due: Day,
    },
}

/// One thing that is waiting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InboxItem {
    /// Row of the account.
    pub row: usize,
    /// What.
    pub waiting: Waiting,
    /// What it is about, in money; `None` where that cannot be said.
    pub worth: Option<f64>,
    /// The day since when it waits, where there is one.
    pub since: Option<Day>,
}

impl InboxItem {
    /// The name under which it is answered: what it is, a slash, the account. What comes back in time, such as a
    /// silence or a review, carries its day, so that an answer holds for this once.
    pub fn key(&self, document: &Document) -> String {
        let word = match self.waiting {
            Waiting::Reference { .. } => "inbox reference".to_owned(),
            Waiting::Introduction(_) => "inbox introduction".to_owned(),
            Waiting::Thank => "inbox thank".to_owned(),
            Waiting::AskBack => "inbox ask back".to_owned(),
            Waiting::OpenExchange { event, .. } => {
                named("inbox exchange", &document.portfolio.events[event].id)
            }
            Waiting::Wanted { need, .. } => named("inbox promise", &document.portfolio.needs[need].id),
            Waiting::Spare { .. } => "inbox spare".to_owned(),
            Waiting::Silence { due, .. } => format!("inbox silence {due}"),
            Waiting::Review { due } => format!("inbox review {due}"),
        };
        format!("{word}/{}", document.portfolio.accounts[self.row].id.as_str())
    }

    /// True where its day has passed.
    pub fn is_late(&self, today: Day) -> bool {
        match self.waiting {
            Waiting::Wanted { due, .. } => due.is_some_and(|due| due < today),
            Waiting::Silence { due, .. } | Waiting::Review { due } => due < today,
            _ => false,
        }
    }
}

/// The first slash of a key stands before the account: none may stand in an id before it.
fn named(word: &str, id: &str) -> String {
    format!("{word} {}", id.replace('/', "\u{2215}"))
}

/// Everything that waits with the accounts in `rows`: worth most first; what has no price comes last, the longest
/// waiting first.
pub async fn inbox(
    document: &Document,
    groundwork: &Groundwork,
    valuation: &Valuation,
    rows: &[usize],
) -> Vec<InboxItem> {
    let finder = Finder {
        document,
        groundwork,
        valuation,
    };
    let map = ZoneMap::value_map(document, valuation);
    let mut items = finder.missed(rows);
    pause().await;
    for (n_done, &row) in rows.iter().enumerate() {
        pause_at(n_done).await;
        finder.balance(row, &mut items);
        finder.open_exchanges(row, &mut items);
        finder.spare(row, &mut items);
        finder.review(row, &mut items);
    }
    finder.wanted(rows, &mut items);
    let silent = care(document, groundwork, &map, rows).await;
    items.extend(silent.iter().filter_map(|care| finder.silence(care)));
    let since = |item: &InboxItem| {
        item.since
            .map_or(f64::INFINITY, |day| f64::from(day.epoch_days()))
    };
    let order = order_by(
        items.len(),
        &[
            &|place| falling(items[place].worth.unwrap_or(f64::NEG_INFINITY)),
            &|place| rising(since(&items[place])),
            &|place| items[place].row as u64,
        ],
    )
    .await;
    order.into_iter().map(|place| items[place]).collect()
}

struct Finder<'a> {
    document: &'a Document,
    groundwork: &'a Groundwork,
    valuation: &'a Valuation,
}

impl Finder<'_> {
    fn at_risk(&self, row: usize) -> Option<f64> {
        ValueAtRisk::of(self.valuation, row).map(|at_risk| at_risk.expected())
    }

    /// References and introductions never asked for, and what went one way only.
    fn missed(&self, rows: &[usize]) -> Vec<InboxItem> {
        let all = missed_exchanges(self.document, self.groundwork, self.valuation, rows);
        let item = |row: usize, waiting: Waiting, worth: Option<f64>| InboxItem {
            row,
            waiting,
            worth,
            since: None,
        };
        all.iter()
            .filter_map(|missed| {
                let waiting = match missed.missed {
                    Missed::Reference { received, willing } => Waiting::Reference { received, willing },
                    Missed::Introduction { state } => Waiting::Introduction(state),
                    Missed::NothingGiven { .. } => Waiting::Thank,
                    Missed::NothingReceived { .. } => Waiting::AskBack,
                    Missed::Promise { .. } => return None,
                };
                Some(item(missed.row, waiting, missed.worth))
            })
            .collect()
    }

    /// A balance whose sign is sure, where both sides gave; one-sided ones are among what is missed.
    fn balance(&self, row: usize, items: &mut Vec<InboxItem>) {
        let balance = self.valuation.get(MeasureId::ExchangeBalance, row);
        let Some(value) = balance.value else { return };
        let ends = balance
            .interval
            .map_or((value, value), |ends| (ends.low, ends.high));
        let waiting = match ends {
            (low, _) if low > 0.0 => Waiting::Thank,
            (_, high) if high < 0.0 => Waiting::AskBack,
            _ => return,
        };
        let ledger = LedgerTerms::new(self.document, self.groundwork, row);
        let is_both_ways = [true, false]
            .iter()
            .all(|way| ledger.balanced().any(|entry| entry.is_received == *way));
        if is_both_ways {
            items.push(InboxItem {
                row,
                waiting,
                worth: Some(value.abs()),
                since: ledger.last_exchange(),
            });
        }
    }

    fn open_exchanges(&self, row: usize, items: &mut Vec<InboxItem>) {
        let events = &self.document.portfolio.events;
        let open: Vec<usize> = (self.groundwork.events.of(row))
            .filter(|&number| events[number].status == OutcomeStatus::Open)
            .collect();
        if open.is_empty() {
            return;
        }
        let ledger = LedgerTerms::new(self.document, self.groundwork, row);
        for number in open {
            // What passes between two others is not ours to close.
            let entry = (ledger.entries.iter()).find(|entry| std::ptr::eq(entry.event, &events[number]));
            items.extend(entry.map(|entry| InboxItem {
                row,
                waiting: Waiting::OpenExchange {
                    event: number,
                    is_ours: !entry.is_received,
                },
                worth: entry.worth.map(|worth| worth.base),
                since: entry.event.date,
            }));
        }
    }

    fn spare(&self, row: usize, items: &mut Vec<InboxItem>) {
        let uses = ReferenceLoadTerms::new(self.document, self.groundwork, row);
        if !uses.is_too_much() {
            return;
        }
        let ledger = LedgerTerms::new(self.document, self.groundwork, row);
        let worths = ledger
            .received()
            .filter(|entry| entry.event.kind == EventKind::ReferenceUse)
            .filter_map(|entry| entry.worth);
        let worths: Vec<f64> = worths.map(|worth| worth.base).collect();
        items.push(InboxItem {
            row,
            waiting: Waiting::Spare {
                load: uses.measured().value.unwrap_or_default(),
            },
            worth: (!worths.is_empty()).then(|| worths.iter().sum()),
            since: None,
        });
    }

    fn review(&self, row: usize, items: &mut Vec<InboxItem>) {
        let account = &self.document.portfolio.accounts[row];
        let due = account.key.as_ref().and_then(|key| key.review);
        items.extend(
            due.filter(|due| *due <= self.document.as_of)
                .map(|due| InboxItem {
                    row,
                    waiting: Waiting::Review { due },
                    worth: self.at_risk(row),
                    since: Some(due),
                }),
        );
    }

    fn wanted(&self, rows: &[usize], items: &mut Vec<InboxItem>) {
        if self.document.portfolio.needs.is_empty() {
            return;
        }
        let rows_of = rows_by_id(self.document);
        let mut is_asked = vec![false; self.document.portfolio.accounts.len()];
        rows.iter().for_each(|&row| is_asked[row] = true);
        let open = |need: &&Need| !need.is_done;
        let needs = self.document.portfolio.needs.iter().enumerate();
        for (number, need) in needs.filter(|(_, need)| open(need)) {
            let row = rows_of.get(&need.account).copied();
            let Some(row) = row.filter(|row| is_asked[*row]) else {
                continue;
            };
            items.push(InboxItem {
                row,
                waiting: Waiting::Wanted {
                    need: number,
                    kind: need.kind,
                    due: need.due,
                },
                worth: self.at_risk(row),
                since: need.since,
            });
        }
    }

    fn silence(&self, care: &Care) -> Option<InboxItem> {
        let due = care.due.filter(|due| *due <= self.document.as_of)?;
        Some(InboxItem {
            row: care.row,
            waiting: Waiting::Silence {
                last: care.touched.last,
                due,
            },
            worth: self.at_risk(care.row),
            since: Some(due),
        })
    }
}
