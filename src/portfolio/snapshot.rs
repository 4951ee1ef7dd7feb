//! Every measure of every account as it stood on one day, kept under a name.

use crate::units::Day;

use super::{AccountId, RelationshipState};

/// One measure of all accounts of a snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct SnapshotColumn {
    /// The measure's key (see `measures::MeasureId::key`).
    pub measure: String,
    /// By account, in the order of [`Snapshot::accounts`]; `None` is unknown.
    pub values: Vec<Option<f64>>,
}

/// The portfolio's numbers as they stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Stable identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The day its measures look back from.
    pub day: Day,
    /// The accounts it holds.
    pub accounts: Vec<AccountId>,
    /// The segment of each account, empty when in none; no entry at all where the snapshot did not keep them.
    pub segments: Vec<String>,
    /// How far each relationship had come; no entry at all where the snapshot did not keep them.
    pub states: Vec<Option<RelationshipState>>,
    /// The measures known of anybody.
    pub columns: Vec<SnapshotColumn>,
}

impl Snapshot {
    /// The values of a measure; `None` where it was known of nobody.
    pub fn column(&self, measure: &str) -> Option<&[Option<f64>]> {
        let column = self.columns.iter().find(|column| column.measure == measure)?;
        Some(&column.values)
    }

    /// Sum of a measure over the accounts it was known of; `None` where it was known of nobody.
    pub fn total(&self, measure: &str) -> Option<f64> {
        self.column(measure)
            .map(|values| values.iter().flatten().fold(0.0, |sum, value| sum + value))
    }
}
