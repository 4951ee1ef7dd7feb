//! The zone of every account on the Value Map, found once for the whole table.

use std::borrow::Cow;

use crate::decisions::{Zone, threshold};
use crate::measures::{Column, MeasureId, Valuation};
use crate::portfolio::{Document, MapSettings, Shared};

use super::table_columns::ColumnId;
use super::table_text::text_of;

/// The name of the zone of every account; empty where a value is missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableZones {
    names: Shared<Vec<String>>,
    zones: Shared<Vec<Option<u8>>>,
    /// What they were found from; `None` before anything was.
    of: Option<(Shared<MapSettings>, [Shared<Column>; 2])>,
}

impl TableZones {
    /// Places every account that was valued, on a map that divides as `settings` say.
    pub fn new(settings: &Shared<MapSettings>, valuation: &Valuation) -> Self {
        let measures = [MeasureId::ValueReceived, MeasureId::TotalValue];
        let [across, up] = measures.map(|measure| valuation.shared_column(measure));
        let lines = measures.map(|measure| threshold(settings, valuation, measure));
        let is_high = |axis: usize, column: &Column, row| {
            let line = lines[axis].as_ref()?.value;
            Some(column.get(row).value? >= line)
        };
        let zones = (0..valuation.n_rows()).map(|row| {
            let zone = Zone::of(is_high(0, across, row)?, is_high(1, up, row)?);
            Zone::ALL
                .iter()
                .position(|&known| known == zone)
                .map(|place| place as u8)
        });
        let zones = zones.collect();
        let names = Zone::ALL.map(|zone| zone.name(&settings.zones).to_owned());
        Self {
            names: Shared::new(names.to_vec()),
            zones: Shared::new(zones),
            of: Some((settings.clone(), [across.clone(), up.clone()])),
        }
    }

    /// The zones of a later valuation; the very same where neither value of any account differs.
    pub fn next(&self, settings: &Shared<MapSettings>, valuation: &Valuation) -> Self {
        let columns =
            [MeasureId::ValueReceived, MeasureId::TotalValue].map(|measure| valuation.shared_column(measure));
        match &self.of {
            Some((map, [across, up]))
                if map == settings && across.same(columns[0]) && up.same(columns[1]) =>
            {
                self.clone()
            }
            _ => Self::new(settings, valuation),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::ZoneMap;
    use crate::measures;
    use crate::sample::sample;
    use crate::units::Estimate;

    #[test]
    fn zones_are_those_of_the_map_after_every_change() {
        let mut document = Shared::new(sample().unwrap());
        let mut valuation = measures::value(&document);
        let mut zones = TableZones::new(&document.map, &valuation.output);
        let rename: fn(&mut Document) = |document| document.portfolio.accounts[3].edit().owner.push('x');
        let enrich: fn(&mut Document) = |document| {
            document.portfolio.accounts[3].edit().economics.gross_margin = Estimate::exact(1e9);
        };
        let divide: fn(&mut Document) = |document| {
            let thresholds = &mut document.map.edit().thresholds;
            thresholds.insert(MeasureId::TotalValue.key().to_owned(), 1e6);
        };
        let name: fn(&mut Document) = |document| document.map.edit().zones.strategic = "Both win".to_owned();
        for (change, keeps) in [
            (rename, true),
            (enrich, false),
            (divide, false),
            (name, false),
            (rename, true),
        ] {
            change(document.edit());
            valuation = measures::revalue(&valuation, &document);
            let next = zones.next(&document.map, &valuation.output);
            assert_eq!(next.zones.same(&zones.zones), keeps);
            assert_eq!(next, TableZones::new(&document.map, &valuation.output));
            let map = ZoneMap::value_map(&document, &valuation.output);
            for row in 0..document.portfolio.accounts.len() {
                let placed = map.place(row).zone();
                let expected = placed.map_or("", |zone| zone.name(&document.map.zones));
                assert_eq!(next.name(row), expected);
            }
            zones = next;
        }
    }
}
