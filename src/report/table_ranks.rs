//! The ranks of the texts of a column: made once, kept while the texts stay as they are.
//!
//! Texts are folded once and sorted eight bytes at a time, skipping what all of them begin with.

use crate::measures::Valuation;
use crate::portfolio::{Document, Shared};

use super::table_columns::{ColumnId, Nature};
use super::table_text::fold_into;
use super::table_zones::{TableZones, row_text};
use crate::maths::{FEW_TO_SORT, sort_keyed};

/// Where the text of every row stands among the texts of its column.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRanks {
    column: ColumnId,
    /// By row; equal texts share one, 0 is no text.
    ranks: Shared<Vec<u32>>,
    of: Shared<Document>,
}

impl TextRanks {
    /// The ranks in `column` when it holds texts; `kept` ones where they still hold.
    pub fn new(
        document: &Shared<Document>,
        valuation: &Valuation,
        column: &ColumnId,
        kept: Option<&Self>,
    ) -> Option<Self> {
        if column.nature() != Nature::Text {
            return None;
        }
        if let Some(kept) = kept.filter(|kept| kept.column == *column && kept.holds_for(document)) {
            return Some(Self {
                of: document.clone(),
                ..kept.clone()
            });
        }
        let zones = match column {
            ColumnId::Zone => TableZones::new(&document.map, valuation),
            _ => TableZones::default(),
        };
        Some(Self {
            column: column.clone(),
            ranks: Shared::new(ranked(document, &zones, column)),
            of: document.clone(),
        })
    }

    /// The rank of `row`; `None` without text.
    pub fn of(&self, row: u32) -> Option<u64> {
        let rank = self.ranks.get(row as usize).copied().unwrap_or_default();
        (rank > 0).then_some(u64::from(rank))
    }

    /// True where no text of the column differs in `document`. Zones follow from numbers: they never hold.
    fn holds_for(&self, document: &Document) -> bool {
        let (before, now) = (&self.of.portfolio.accounts, &document.portfolio.accounts);
        let none = TableZones::default();
        let text = |document, row| row_text(document, &none, row, &self.column);
        self.column != ColumnId::Zone
            && before.len() == now.len()
            && (before.iter().zip(now).enumerate())
                .all(|(row, (old, new))| old.same(new) || text(&self.of, row) == text(document, row))
    }
}

/// The rank of every row.
fn ranked(document: &Document, zones: &TableZones, column: &ColumnId) -> Vec<u32> {
    let n_rows = document.portfolio.accounts.len();
    let mut texts = Texts {
        letters: String::with_capacity(n_rows * 16),
        ends: Vec::with_capacity(n_rows),
    };
    let mut known = Vec::with_capacity(n_rows);
    for row in 0..n_rows {
        let before = texts.letters.len();
        fold_into(&mut texts.letters, &row_text(document, zones, row, column));
        texts.ends.push(texts.letters.len());
        if texts.letters.len() > before {
            known.push(row as u32);
        }
    }
    sort_from(&texts, &mut known, 0);
    let mut ranks = vec![0; n_rows];
    let mut rank = 0;
    let mut last: &[u8] = &[];
    for row in known {
        let text = texts.get(row);
        rank += u32::from(text != last);
        last = text;
        ranks[row as usize] = rank;
    }
    ranks
}

/// Folded texts one behind the other.
struct Texts {
    letters: String,
    ends: Vec<usize>,
}

impl Texts {
    /// The text at `place`, as bytes: UTF-8 sorts by its bytes.
    fn get(&self, place: u32) -> &[u8] {
        let place = place as usize;
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.letters.as_bytes()[start..self.ends[place]]
    }

    /// Eight letters from `offset`, as a whole number in the same order.
    fn key(&self, place: u32, offset: usize) -> u64 {
        let rest = self.get(place).get(offset..).unwrap_or_default();
        let mut bytes = [0; 8];
        let length = rest.len().min(8);
        bytes[..length].copy_from_slice(&rest[..length]);
        u64::from_be_bytes(bytes)
    }
}

/// Sorts texts that are the same before `offset`.
fn sort_from(texts: &Texts, places: &mut [u32], offset: usize) {
    if places.len() < FEW_TO_SORT {
        places.sort_by(|&one, &other| texts.get(one).cmp(texts.get(other)));
        return;
    }
    let offset = offset + common_length(texts, places, offset);
    let mut keyed: Vec<(u64, u32)> = places
        .iter()
        .map(|&place| (texts.key(place, offset), place))
        .collect();
    sort_keyed(&mut keyed);
    for (place, &(_, sorted)) in places.iter_mut().zip(&keyed) {
        *place = sorted;
    }
    let mut start = 0;
    for run in keyed.chunk_by(|one, other| one.0 == other.0) {
        let goes_on = run.iter().any(|&(_, place)| texts.get(place).len() > offset + 8);
        if run.len() > 1 && goes_on {
            sort_from(texts, &mut places[start..start + run.len()], offset + 8);
        }
        start += run.len();
    }
}

/// How many letters from `offset` on all texts have in common.
fn common_length(texts: &Texts, places: &[u32], offset: usize) -> usize {
    let rest = |place: u32| texts.get(place).get(offset..).unwrap_or_default();
    let first = places.first().map_or(&[][..], |&place| rest(place));
    places.iter().fold(first.len(), |common, &place| {
        let same = first[..common].iter().zip(rest(place));
        same.take_while(|(one, other)| one == other).count()
    })
}
