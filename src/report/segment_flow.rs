//! The picture of who moved between segments since a snapshot: from where, to where, how many.

use std::collections::BTreeMap;

use crate::maths::sort_by;
use crate::portfolio::{AccountId, Document, Snapshot};

use super::lens::{LensRow, LensTable};
use super::moves::named;
use super::style::NumberStyle;

/// Segments with a place of their own; of more the smallest stand together.
const MOST_PLACES: usize = 12;

/// Accounts that went the same way.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowBand {
    /// Place they stood in; `None` were not there yet.
    pub from: Option<usize>,
    /// Place they stand in; `None` left the portfolio.
    pub to: Option<usize>,
    /// How many.
    pub count: usize,
    /// Rows of those that are there now.
    pub rows: Vec<usize>,
    /// First names of them; empty of those who left.
    pub names: String,
}

/// Who moved where.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowReport {
    /// Name of the snapshot with its day, or of the scenario.
    pub then: String,
    /// The day of today's numbers.
    pub now: String,
    /// Segments in order of their names.
    pub places: Vec<String>,
    /// Bands, by from and to.
    pub bands: Vec<FlowBand>,
    /// The same as a table.
    pub table: LensTable,
    /// The same in a sentence.
    pub words: String,
}

impl FlowReport {
    /// The name of a place at one end.
    pub fn name(&self, place: Option<usize>, is_then: bool) -> &str {
        let outside = if is_then { "new" } else { "left" };
        place.map_or(outside, |place| self.places[place].as_str())
    }
}

/// Who moved between the segments written with the accounts since `snapshot`, of those in `rows` and those who left;
/// `None` where it did not keep them or nobody has a segment.
pub fn segment_flow(
    document: &Document,
    snapshot: &Snapshot,
    rows: &[usize],
    numbers: &NumberStyle,
) -> Option<FlowReport> {
    if snapshot.segments.is_empty() {
        return None;
    }
    let accounts = &document.portfolio.accounts;
    let before: BTreeMap<&AccountId, &str> = (snapshot.accounts.iter())
        .zip(snapshot.segments.iter().map(String::as_str))
        .collect();
    let mut ways: Vec<(Option<&str>, Option<&str>, Option<usize>)> = (rows.iter())
        .map(|&row| {
            let from = before.get(&accounts[row].id).copied();
            (from, Some(accounts[row].segment.as_str()), Some(row))
        })
        .collect();
    let now: BTreeMap<&AccountId, usize> = accounts
        .iter()
        .zip(0..)
        .map(|(account, row)| (&account.id, row))
        .collect();
    let gone = before.iter().filter(|(id, _)| !now.contains_key(*id));
    ways.extend(gone.map(|(_, from)| (Some(*from), None, None)));
    let places = places(&ways);
    if !places.iter().any(|name| !name.is_empty()) {
        return None;
    }
    let place = |name: &str| {
        places
            .iter()
            .position(|known| known == name)
            .unwrap_or(places.len())
    };
    let mut found: BTreeMap<(usize, usize), (usize, Vec<usize>)> = BTreeMap::new();
    const OUTSIDE: usize = usize::MAX;
    for (from, to, row) in &ways {
        let key = (from.map_or(OUTSIDE, &place), to.map_or(OUTSIDE, &place));
        let band = found.entry(key).or_default();
        band.0 += 1;
        band.1.extend(*row);
    }
    let known = |place: usize| (place != OUTSIDE).then_some(place);
    let bands: Vec<FlowBand> = (found.into_iter())
        .map(|((from, to), (count, rows))| FlowBand {
            from: known(from),
            to: known(to),
            count,
            names: names(document, &rows),
            rows,
        })
        .collect();
    let is_grouped = bands
        .iter()
        .any(|band| [band.from, band.to].contains(&Some(places.len())));
    let written = places
        .iter()
        .map(|name| if name.is_empty() { "no segment" } else { name });
    let mut report = FlowReport {
        then: named(document, snapshot, numbers),
        now: numbers.day(document.as_of),
        places: written
            .chain(is_grouped.then_some("other segments"))
            .map(str::to_owned)
            .collect(),
        bands,
        table: LensTable::default(),
        words: String::new(),
    };
    report.table = table(&report, numbers);
    report.words = words(&report, numbers);
    Some(report)
}

/// Names of the largest segments, in order.
fn places(ways: &[(Option<&str>, Option<&str>, Option<usize>)]) -> Vec<String> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for name in ways.iter().flat_map(|(from, to, _)| [*from, *to]).flatten() {
        *sizes.entry(name).or_default() += 1;
    }
    let mut largest: Vec<(&str, usize)> = sizes.into_iter().collect();
    sort_by(&mut largest, |a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut names: Vec<String> = largest
        .into_iter()
        .take(MOST_PLACES)
        .map(|(name, _)| name.to_owned())
        .collect();
    names.sort();
    names
}

fn names(document: &Document, rows: &[usize]) -> String {
    const AT_MOST: usize = 3;
    let name = |row: &usize| document.portfolio.accounts[*row].name.clone();
    let mut names: Vec<String> = rows.iter().take(AT_MOST).map(name).collect();
    if rows.len() > AT_MOST {
        names.push(format!("{} more", rows.len() - AT_MOST));
    }
    names.join(", ")
}

fn table(report: &FlowReport, numbers: &NumberStyle) -> LensTable {
    let line = |band: &FlowBand| LensRow {
        row: None,
        cells: vec![
            report.name(band.from, true).to_owned(),
            report.name(band.to, false).to_owned(),
            numbers.number(band.count as f64, 0),
        ],
    };
    LensTable {
        caption: format!("Who moved, compared with {}", report.then),
        headers: ["From", "To", "Accounts"].map(str::to_owned).into(),
        rows: report.bands.iter().map(line).collect(),
    }
}

fn words(report: &FlowReport, numbers: &NumberStyle) -> String {
    let count = |of: &dyn Fn(&FlowBand) -> bool| {
        let counts = report.bands.iter().filter(|band| of(band)).map(|band| band.count);
        numbers.number(counts.sum::<usize>() as f64, 0)
    };
    format!(
        "Compared with {}: {} accounts stand where they stood, {} moved to another segment, {} are new, {} left.",
        report.then,
        count(&|band| band.from.is_some() && band.from == band.to),
        count(&|band| band.from.is_some() && band.to.is_some() && band.from != band.to),
        count(&|band| band.from.is_none()),
        count(&|band| band.to.is_none())
    )
}
