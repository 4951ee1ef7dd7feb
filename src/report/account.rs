//! Both sides of one account, as plain values: what they get from us, what we get from them.
//!
//! The two pages stand beside each other like the pages of a ledger. What is not money is always among them, with
//! or without a price: an account is never shown as its revenue alone.

use crate::decisions::ZoneMap;
use crate::measures::{Groundwork, MeasureId, Valuation};
use crate::portfolio::{AccountId, Document};

use super::account_economics::economics;
use super::account_figures::figure;
use super::account_fix::fix;
use super::account_ledger::ledger;
use super::account_potential::potential;
use super::account_received::received;
use super::account_sentence::standing;
use super::account_total::{exchange, total};
use super::style::NumberStyle;

pub use super::account_economics::{EconomicsReport, LoadRow, YearRow};
pub use super::account_figures::Figure;
pub use super::account_fix::{FixReport, WayOut};
pub use super::account_ledger::{BalanceRow, EventRow, LedgerReport, ShareRow};
pub use super::account_potential::{LeverRow, PotentialReport};
pub use super::account_received::{AnswerRow, Conversation, DriverRow, ReceivedReport};
pub use super::account_total::{ExchangeReport, ExchangeSide, TotalReport, TotalStep};

/// Another account, to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
}

/// Who it is and where the exchange stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Name for people.
    pub name: String,
    /// Kind, segment, owner and state, as far as known.
    pub about: Vec<String>,
    /// Why it is a key account and when that is looked at again; `None` when it is none.
    pub key_account: Option<String>,
    /// Zone of the Value Map; `None` where a side of it is unknown.
    pub zone: Option<String>,
    /// Where the exchange stands, in one sentence.
    pub sentence: String,
    /// "7 of 41", in the order of the accounts table; "not among the 12 shown" where a filter leaves it out.
    pub position: String,
    /// The account before it in that order.
    pub previous: Option<Neighbour>,
    /// The account after it.
    pub next: Option<Neighbour>,
    /// "as of 2026-11-22".
    pub as_of: String,
}

/// Everything the account page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountReport {
    /// Who it is.
    pub heading: Heading,
    /// The exchange as two bars.
    pub exchange: ExchangeReport,
    /// The left page.
    pub received: ReceivedReport,
    /// The economics on the right page.
    pub economics: EconomicsReport,
    /// How far its value could go.
    pub potential: PotentialReport,
    /// What to do where it costs more than it leaves.
    pub fix: Option<FixReport>,
    /// What passed beside sales.
    pub ledger: LedgerReport,
    /// How the total value adds up.
    pub total: TotalReport,
    /// Columns the import did not know, by header.
    pub extra: Vec<(String, String)>,
    figures: Vec<Figure>,
}

impl AccountReport {
    /// The figure of a measure.
    pub fn figure(&self, measure: MeasureId) -> Option<&Figure> {
        self.figures.get(measure as usize)
    }
}

/// Both sides of the account with this id; `None` when there is none. `order` holds the rows of the accounts table
/// as they stand.
pub fn account(
    document: &Document,
    valuation: &Valuation,
    id: &AccountId,
    order: &[u32],
    style: &NumberStyle,
) -> Option<AccountReport> {
    let row = document.portfolio.row_of(id)?;
    let groundwork = Groundwork::of(document, valuation);
    Some(AccountReport {
        heading: heading(document, valuation, row, order, style),
        exchange: exchange(valuation, row, style),
        received: received(document, valuation, &groundwork, row, style),
        economics: economics(document, valuation, row, style),
        potential: potential(document, valuation, row, style),
        fix: fix(document, valuation, row, style),
        ledger: ledger(document, &groundwork, row, style),
        total: total(valuation, row, style),
        extra: (document.portfolio.accounts[row].extra.iter())
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect(),
        figures: (MeasureId::ALL.iter())
            .map(|measure| figure(valuation, *measure, row, style))
            .collect(),
    })
}

fn heading(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    order: &[u32],
    style: &NumberStyle,
) -> Heading {
    let accounts = &document.portfolio.accounts;
    let account = &accounts[row];
    let state = &account
        .state
        .map_or_else(String::new, |state| format!("relationship: {}", state.word()));
    let about = [
        account.kind.word(),
        &account.segment,
        &account.region,
        &account.owner,
        state,
    ];
    let place = order.iter().position(|&shown| shown as usize == row);
    let neighbour = |place: Option<usize>| {
        accounts
            .get(*order.get(place?)? as usize)
            .map(|account| Neighbour {
                id: account.id.clone(),
                name: account.name.clone(),
            })
    };
    Heading {
        name: account.name.clone(),
        about: about
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect(),
        key_account: account.key.as_ref().map(|key| {
            let reason = if key.reason.is_empty() {
                "no reason given"
            } else {
                &key.reason
            };
            key.review.map_or_else(
                || reason.to_owned(),
                |day| format!("{reason} (review {})", style.day(day)),
            )
        }),
        zone: zone(document, valuation, row),
        sentence: standing(document, valuation, row, style),
        position: place.map_or_else(
            || format!("not among the {} shown in the table", order.len()),
            |place| format!("{} of {}", place + 1, order.len()),
        ),
        previous: neighbour(place.and_then(|place| place.checked_sub(1))),
        next: neighbour(place.map(|place| place + 1)),
        as_of: format!("as of {}", style.day(document.as_of)),
    }
}

fn zone(document: &Document, valuation: &Valuation, row: usize) -> Option<String> {
    let zone = ZoneMap::value_map(document, valuation).place(row).zone()?;
    Some(zone.name(&document.map.zones).to_owned())
}
