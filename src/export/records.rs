//! Observations and value events as CSV, and the sheet every table is written on.

use crate::import::{OWN_EVENTS, OWN_OBSERVATIONS, Target};
use crate::portfolio::{Document, Observation, Party, ValueEvent, guarded_cell};
use crate::units::{Estimate, Money};

/// Rows of cells, written as RFC 4180 with a byte order mark.
pub struct Sheet {
    writer: csv::Writer<Vec<u8>>,
}

impl Sheet {
    /// A sheet with this header.
    pub fn new(header: &[String]) -> Self {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer("\u{feff}".as_bytes().to_vec());
        let mut sheet = Self { writer };
        sheet.row(header);
        sheet
    }

    /// The next row, of as many cells as the header has.
    pub fn row(&mut self, cells: &[String]) {
        debug_assert!(!cells.is_empty(), "a row has cells");
        // Writing to memory fails only for rows of different lengths, which the callers rule out.
        let _ = self.writer.write_record(cells);
    }

    /// The finished text.
    pub fn into_text(self) -> String {
        let bytes = self.writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// Everything that was said about value received.
pub fn observations_csv(document: &Document) -> String {
    let mut sheet = Sheet::new(&names(OWN_OBSERVATIONS));
    for seen in document.portfolio.observations.iter() {
        sheet.row(&observation_cells(seen));
    }
    sheet.into_text()
}

fn observation_cells(seen: &Observation) -> [String; 14] {
    [
        text(&seen.id),
        text(seen.account.as_str()),
        text(&seen.respondent),
        plain(seen.date),
        seen.post.word().to_owned(),
        text(&seen.driver),
        plain(seen.importance),
        plain(seen.rating),
        plain(seen.next_best),
        plain(seen.satisfaction),
        plain(seen.intention),
        plain(seen.recommend),
        plain(seen.value_in_use.map(Money::get)),
        text(&seen.note),
    ]
}

/// Everything that passed beside sales. An empty giver or receiver is us.
pub fn events_csv(document: &Document) -> String {
    let mut sheet = Sheet::new(&names(OWN_EVENTS));
    for event in document.portfolio.events.iter() {
        sheet.row(&event_cells(event));
    }
    sheet.into_text()
}

fn event_cells(event: &ValueEvent) -> [String; 16] {
    let outcome = event.outcome_account.as_ref().map_or("", |id| id.as_str());
    [
        text(&event.id),
        text(party(&event.giver)),
        text(party(&event.receiver)),
        plain(event.date),
        event.kind.word().to_owned(),
        event.capital.word().to_owned(),
        event.quantity.to_string(),
        text(&event.unit),
        event.status.word().to_owned(),
        text(outcome),
        plain(event.money.map(Estimate::low)),
        plain(event.money.map(Estimate::base)),
        plain(event.money.map(Estimate::high)),
        event.basis.word().to_owned(),
        text(&event.note),
        text(&event.source),
    ]
}

fn names(header: &[(&str, Target)]) -> Vec<String> {
    header.iter().map(|(name, _)| (*name).to_owned()).collect()
}

fn party(party: &Party) -> &str {
    match party {
        Party::Us => "",
        Party::Account(id) => id.as_str(),
    }
}

pub(super) fn text(text: &str) -> String {
    guarded_cell(text).into_owned()
}

pub(super) fn plain<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
