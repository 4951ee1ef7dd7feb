//! Snapshots: the numbers as they stood, one column per measure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::portfolio::{AccountId, Shared, Snapshot, SnapshotColumn};
use crate::saved::OpenError;
use crate::saved::columns::{Fault, Numbers, Store};

use super::table::{MAX_ROWS, shortened};

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
    };
    // Texts and numbers cannot fail to be written.
    serde_json::to_string(&kept).unwrap_or_default()
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
        Ok(Shared::new(Snapshot {
            id: self.id,
            name: self.name,
            day,
            accounts: self.accounts.iter().map(|id| AccountId::new(id)).collect(),
            columns,
        }))
    }
}
