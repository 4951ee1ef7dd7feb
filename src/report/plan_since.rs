//! What became of the accounts of an action since it began, from the snapshots.

use std::collections::BTreeMap;

use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::{AccountId, Action, Document, Snapshot};

use super::style::NumberStyle;

/// What is compared with a snapshot.
const CHANGES: [MeasureId; 4] = [
    MeasureId::Contribution,
    MeasureId::CurrentValue,
    MeasureId::RelationshipValue,
    MeasureId::ValueReceived,
];

/// What became of the accounts of an action since a snapshot, whatever caused it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// The snapshot, by name and day.
    pub snapshot: String,
    /// Each measure: its name, then, now, the difference.
    pub changes: Vec<[String; 4]>,
}

/// Against the last snapshot before the action began; the first one since where there is none before.
pub(super) fn since(
    document: &Document,
    valuation: &Valuation,
    rows: &BTreeMap<AccountId, usize>,
    action: &Action,
    style: &NumberStyle,
) -> Option<Since> {
    let as_of = document.as_of;
    let start = action.start.filter(|start| *start <= as_of)?;
    let snapshots = || document.snapshots.iter().filter(|snapshot| snapshot.day < as_of);
    let before = snapshots().rfind(|snapshot| snapshot.day <= start);
    let snapshot = before.or_else(|| snapshots().next())?;
    let changes: Vec<[String; 4]> = (CHANGES.iter())
        .filter_map(|&measure| {
            let (then, now) = change(valuation, rows, snapshot, action, measure)?;
            let write = |value| style.value(value, measure.unit());
            let sign = if now > then { "+" } else { "" };
            let difference = format!("{sign}{}", write(now - then));
            Some([measure.label().to_owned(), write(then), write(now), difference])
        })
        .collect();
    (!changes.is_empty()).then(|| Since {
        snapshot: format!("{}, {}", snapshot.name, style.day(snapshot.day)),
        changes,
    })
}

/// The sum of a measure, then and now, over the accounts it was and is known of; the mean of an index.
fn change(
    valuation: &Valuation,
    rows: &BTreeMap<AccountId, usize>,
    snapshot: &Snapshot,
    action: &Action,
    measure: MeasureId,
) -> Option<(f64, f64)> {
    let column = snapshot.column(measure.key())?;
    let both = action.accounts.iter().filter_map(|id| {
        let at = snapshot.accounts.iter().position(|known| known == id)?;
        let now = valuation.get(measure, *rows.get(id)?).value?;
        Some(((*column.get(at)?)?, now))
    });
    let both: Vec<(f64, f64)> = both.collect();
    let n = match measure.unit() {
        Unit::Index => both.len() as f64,
        _ => 1.0,
    };
    let sum = |read: fn(&(f64, f64)) -> f64| both.iter().map(read).sum::<f64>() / n;
    (!both.is_empty()).then(|| (sum(|one| one.0), sum(|one| one.1)))
}
