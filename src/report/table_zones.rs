//! The zone of every account on the Value Map, found once for the whole table.

use std::borrow::Cow;

use crate::decisions::ZoneMap;
use crate::measures::Valuation;
use crate::portfolio::{Document, Shared};

use super::table_columns::ColumnId;
use super::table_text::text_of;

/// The name of the zone of every account; empty where a value is missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableZones {
    names: Shared<Vec<String>>,
    zones: Shared<Vec<Option<u8>>>,
}

impl TableZones {
    /// Places every account of `document`.
    pub fn new(document: &Document, valuation: &Valuation) -> Self {
        let map = ZoneMap::value_map(document, valuation);
        let texts = &document.map.zones;
        let mut names: Vec<String> = Vec::new();
        let zones = (0..document.portfolio.accounts.len()).map(|row| {
            let name = map.place(row).zone()?.name(texts);
            let known = names.iter().position(|known| known == name);
            let place = known.unwrap_or_else(|| {
                names.push(name.to_owned());
                names.len() - 1
            });
            u8::try_from(place).ok()
        });
        let zones = zones.collect();
        Self {
            names: Shared::new(names),
            zones: Shared::new(zones),
        }
    }

    /// The zone of the account in `row` of the portfolio; empty where it is in none.
    pub fn name(&self, row: usize) -> &str {
        let zone = self.zones.get(row).copied().flatten();
        zone.and_then(|zone| self.names.get(usize::from(zone)))
            .map_or("", String::as_str)
    }
}

/// The text of the account in `row` of the portfolio in a column of words; empty where nothing is known.
pub fn row_text<'a>(
    document: &'a Document,
    zones: &'a TableZones,
    row: usize,
    column: &ColumnId,
) -> Cow<'a, str> {
    match (column, document.portfolio.accounts.get(row)) {
        (ColumnId::Zone, _) => Cow::Borrowed(zones.name(row)),
        (_, Some(account)) => text_of(account, column),
        (_, None) => Cow::Borrowed(""),
    }
}
