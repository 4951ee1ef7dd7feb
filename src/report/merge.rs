//! What an import would do to the open portfolio, line by line.

use crate::import::{Draft, Merge};
use crate::portfolio::Document;

use super::import::value_text;
use super::style::NumberStyle;

/// Lines of each kind shown at most.
const MOST_LINES: usize = 50;

/// What an import would do to the open portfolio.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergeReport {
    /// How many of each kind.
    pub summary: String,
    /// Name of an account and what would change, field by field.
    pub changed: Vec<(String, Vec<String>)>,
    /// Names of accounts that are new.
    pub new: Vec<String>,
    /// Names of accounts the file does not mention.
    pub missing: Vec<String>,
    /// New names that may be known ones.
    pub near: Vec<String>,
}

/// The review of a merge.
pub fn merge_report(document: &Document, draft: &Draft, merge: &Merge, style: &NumberStyle) -> MergeReport {
    let existing = |row: usize| {
        document
            .portfolio
            .accounts
            .get(row)
            .map_or("", |account| account.name.as_str())
    };
    let incoming = |place: usize| {
        draft
            .accounts
            .get(place)
            .map_or("", |account| account.name.as_str())
    };
    let count = |n: usize| style.number(n as f64, 0);
    let changes = |change: &crate::import::AccountChange| {
        let fields = change.fields.iter().map(|field| {
            format!(
                "{}: {} becomes {}",
                field.label,
                value_text(&field.before, style),
                value_text(&field.after, style)
            )
        });
        let orders = change
            .orders_change
            .then(|| "Orders: replaced by those of the file".to_owned());
        (
            existing(change.existing).to_owned(),
            fields.chain(orders).collect(),
        )
    };
    let summary = if draft.settings.shape.is_of_records() {
        let records = merge.records;
        format!(
            "{} new records, {} changed, {} the same. {} accounts they name are new; everything else stays.",
            count(records.n_new),
            count(records.n_changed),
            count(records.n_same),
            count(merge.new.len())
        )
    } else {
        format!(
            "{} new, {} changed, {} the same, {} not in the file (they stay). Scores, observations and events are kept.",
            count(merge.new.len()),
            count(merge.changed.len()),
            count(merge.n_same),
            count(merge.missing.len())
        )
    };
    MergeReport {
        summary,
        changed: merge.changed.iter().take(MOST_LINES).map(changes).collect(),
        new: merge
            .new
            .iter()
            .take(MOST_LINES)
            .map(|&place| incoming(place).to_owned())
            .collect(),
        missing: merge
            .missing
            .iter()
            .take(MOST_LINES)
            .map(|&row| existing(row).to_owned())
            .collect(),
        near: merge
            .near_duplicates
            .iter()
            .take(MOST_LINES)
            .map(|near| format!("{} may be {}", incoming(near.incoming), existing(near.existing)))
            .collect(),
    }
}
