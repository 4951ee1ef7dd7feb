//! Snapshots: the numbers as they stood, one column per measure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::portfolio::{AccountId, RelationshipState, Shared, Snapshot, SnapshotColumn, cut_name};
use crate::saved::OpenError;
use crate::saved::columns::{Fault, Numbers, Store, Words};

use super::table::{MAX_ROWS, chosen, shortened};

/// Format 1 of a snapshot.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    id: String,
    name: String,
    day: String,
    accounts: Vec<String>,
    /// In the order of the measures when the snapshot was taken.
    order: Vec<String>,
    measures: BTreeMap<String, Numbers>,
    /// Not there where the snapshot did not keep them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    segments: Option<Words>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    states: Option<Words>,
}

/// A snapshot as JSON.
pub fn text(snapshot: &Snapshot) -> String {
    let column = |column: &SnapshotColumn| {
        (
            column.measure.clone(),
            Numbers::collect(&mut column.values.iter().copied()),
        )
    };
    let kept = Kept {
        id: snapshot.id.clone(),
        name: snapshot.name.clone(),
        day: snapshot.day.to_string(),
        accounts: (snapshot.accounts.iter())
            .map(|id| id.as_str().to_owned())
            .collect(),
        order: snapshot
            .columns
            .iter()
            .map(|column| column.measure.clone())
            .collect(),
        measures: snapshot.columns.iter().map(column).collect(),
        segments: words(&mut snapshot.segments.iter().map(|name| Some(name.clone()))),
        states: words(&mut (snapshot.states.iter()).map(|state| state.map(|state| state.word().to_owned()))),
    };
    // Texts and numbers cannot fail to be written.
    serde_json::to_string(&kept).unwrap_or_default()
}

/// Texts by account; `None` where there is no entry at all.
fn words(texts: &mut dyn ExactSizeIterator<Item = Option<String>>) -> Option<Words> {
    (texts.len() > 0).then(|| Words::collect(texts))
}

impl Kept {
    /// The checked snapshot.
    pub fn into_snapshot(self) -> Result<Shared<Snapshot>, OpenError> {
        let place = format!("snapshots, {}", shortened(&self.name));
        let damaged = |Fault(reason): Fault| OpenError::damaged(place.clone(), reason);
        let day = self.day.parse();
        let day = day.map_err(|_| damaged(Fault(format!("\"{}\" is not a day", shortened(&self.day)))))?;
        if self.accounts.len() > MAX_ROWS {
            return Err(OpenError::TooLarge {
                limit: "2,000,000 rows",
            });
        }
        let mut measures = self.measures;
        let mut columns = Vec::with_capacity(self.order.len());
        for measure in self.order {
            let numbers = measures.remove(&measure);
            let numbers =
                numbers.ok_or_else(|| damaged(Fault(format!("\"{}\" is not there", shortened(&measure)))))?;
            let mut values = vec![None; self.accounts.len()];
            let filled = numbers.fill(values.len(), &mut |row, value| {
                values[row] = Some(value);
                Ok(())
            });
            filled.map_err(damaged)?;
            columns.push(SnapshotColumn { measure, values });
        }
        let n_accounts = self.accounts.len();
        let mut segments = vec![String::new(); self.segments.as_ref().map_or(0, |_| n_accounts)];
        let filled = self
            .segments
            .unwrap_or_default()
            .fill(segments.len(), &mut |row, name| {
                segments[row] = name;
                Ok(())
            });
        filled.map_err(damaged)?;
        let mut states = vec![None; self.states.as_ref().map_or(0, |_| n_accounts)];
        let filled = self
            .states
            .unwrap_or_default()
            .fill(states.len(), &mut |row, word| {
                states[row] = Some(chosen(&word, RelationshipState::from_word)?);
                Ok(())
            });
        filled.map_err(damaged)?;
        Ok(Shared::new(Snapshot {
            id: self.id,
            name: cut_name(self.name),
            day,
            accounts: self.accounts.iter().map(|id| AccountId::new(id)).collect(),
            segments,
            states,
            columns,
        }))
    }
}
