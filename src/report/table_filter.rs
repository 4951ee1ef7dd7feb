//! Which rows pass the filters and the search.

use std::collections::BTreeMap;

use crate::measures::Valuation;
use crate::portfolio::{Account, Document, Field};
use crate::slices::pause_at;

use super::table_columns::{ColumnId, Nature};
use super::table_sort::number;
use super::table_text::{fold_into, folded, text_of};
use super::table_view::{Filter, TableView};
use super::table_zones::{TableZones, row_text};

/// A column with more different values than this is filtered by words, not by a list.
const MOST_CHOICES: usize = 40;

/// Fields the search looks into, beside extra columns.
const SEARCHED: &[Field] = &[
    Field::Name,
    Field::Segment,
    Field::Owner,
    Field::Region,
    Field::Kind,
    Field::Tags,
    Field::Id,
    Field::Note,
];

/// Rows of the portfolio that pass, in its order.
pub fn passing(document: &Document, valuation: &Valuation, view: &TableView) -> Vec<u32> {
    let n_rows = document.portfolio.accounts.len() as u32;
    let words: Vec<String> = folded(&view.search)
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let filters: Vec<(&ColumnId, Passing)> = view
        .filters
        .iter()
        .map(|(column, filter)| (column, Passing::new(filter)))
        .collect();
    let zones = if view.filters.contains_key(&ColumnId::Zone) {
        TableZones::new(&document.map, valuation)
    } else {
        TableZones::default()
    };
    let mut searched = String::new();
    (0..n_rows)
        .filter(|&row| {
            let account = &document.portfolio.accounts[row as usize];
            filters.iter().all(|(column, passing)| {
                passing.lets_through(document, valuation, &zones, column, row as usize)
            }) && (words.is_empty() || is_found(account, &words, &mut searched))
        })
        .collect()
}

fn is_found(account: &Account, words: &[String], searched: &mut String) -> bool {
    searched.clear();
    for &field in SEARCHED {
        fold_into(searched, &text_of(account, &ColumnId::Field(field)));
        searched.push('\n');
    }
    for text in account.extra.values() {
        fold_into(searched, text);
        searched.push('\n');
    }
    words.iter().all(|word| searched.contains(word.as_str()))
}

/// A filter made ready for many rows.
enum Passing<'a> {
    OneOf(&'a std::collections::BTreeSet<String>),
    Contains(Vec<String>),
    Between(f64, f64),
    Unknown,
}

impl<'a> Passing<'a> {
    fn new(filter: &'a Filter) -> Self {
        match filter {
            Filter::OneOf(texts) => Self::OneOf(texts),
            Filter::Contains(text) => {
                Self::Contains(folded(text).split_whitespace().map(str::to_owned).collect())
            }
            Filter::Between { low, high } => {
                Self::Between(low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY))
            }
            Filter::Unknown => Self::Unknown,
        }
    }

    fn lets_through(
        &self,
        document: &Document,
        valuation: &Valuation,
        zones: &TableZones,
        column: &ColumnId,
        row: usize,
    ) -> bool {
        let text = || row_text(document, zones, row, column);
        match self {
            Self::OneOf(texts) => texts.contains(&*text()),
            Self::Contains(words) => {
                let text = folded(&text());
                words.iter().all(|word| text.contains(word.as_str()))
            }
            Self::Between(low, high) => {
                number(document, valuation, column, row).is_some_and(|value| *low <= value && value <= *high)
            }
            Self::Unknown => match column.nature() {
                Nature::Text => text().is_empty(),
                Nature::Number | Nature::Day => number(document, valuation, column, row).is_none(),
            },
        }
    }
}

/// The different texts of a column of words with their counts, the unknown one first; `None` where there
/// are too many for a list.
pub async fn choices(
    document: &Document,
    zones: &TableZones,
    column: &ColumnId,
) -> Option<Vec<(String, usize)>> {
    if column.nature() != Nature::Text || matches!(column, ColumnId::Field(Field::Id | Field::Name)) {
        return None;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in 0..document.portfolio.accounts.len() {
        let text = row_text(document, zones, row, column);
        match counts.get_mut(&*text) {
            Some(count) => *count += 1,
            None => drop(counts.insert(text.into_owned(), 1)),
        }
        if counts.len() > MOST_CHOICES {
            return None;
        }
        pause_at(row).await;
    }
    Some(counts.into_iter().collect())
}
