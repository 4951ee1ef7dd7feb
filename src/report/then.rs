//! What is known of the accounts shown at another time, or in a scenario: a snapshot read by rows of the portfolio.

use std::collections::BTreeMap;

use crate::measures::snapshots::kept;
use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::{AccountId, Document, Snapshot};

use super::style::{NumberStyle, UNKNOWN};

/// A snapshot, or a scenario as one, beside the portfolio.
#[derive(Clone, Debug)]
pub struct Then<'a> {
    snapshot: &'a Snapshot,
    /// By row of the portfolio: where the account stands in the snapshot.
    places: Vec<Option<usize>>,
}

impl<'a> Then<'a> {
    /// Finds the accounts of `document` in `snapshot`.
    pub fn new(document: &Document, snapshot: &'a Snapshot) -> Self {
        let then: BTreeMap<&AccountId, usize> = snapshot.accounts.iter().zip(0..).collect();
        let accounts = document.portfolio.accounts.iter();
        Self {
            snapshot,
            places: accounts.map(|account| then.get(&account.id).copied()).collect(),
        }
    }

    /// Name of the snapshot or the scenario.
    pub fn name(&self) -> &'a str {
        &self.snapshot.name
    }

    /// True where it holds the measure of anybody.
    pub fn holds(&self, measure: MeasureId) -> bool {
        self.snapshot.column(measure.key()).is_some()
    }

    /// True where the account of `row` is in it.
    pub fn has(&self, row: usize) -> bool {
        self.places.get(row).is_some_and(Option::is_some)
    }

    /// How many of its accounts are not in the portfolio.
    pub fn n_gone(&self) -> usize {
        self.snapshot.accounts.len() - self.places.iter().flatten().count()
    }

    /// A measure then, by row. Where it differs from today by nothing but the digits a snapshot keeps, it is today's.
    pub fn values(&self, valuation: &Valuation, measure: MeasureId) -> Vec<Option<f64>> {
        let column = self.snapshot.column(measure.key()).unwrap_or_default();
        let value = |(row, place): (usize, &Option<usize>)| {
            let then = (*column.get((*place)?)?)?;
            let now = valuation.get(measure, row).value;
            Some(now.filter(|now| kept(*now) == then).unwrap_or(then))
        };
        self.places.iter().enumerate().map(value).collect()
    }

    /// The same of every account of the snapshot, in its order.
    pub fn column(&self, valuation: &Valuation, measure: MeasureId) -> Vec<Option<f64>> {
        let mut column = match self.snapshot.column(measure.key()) {
            Some(column) => column.to_vec(),
            None => vec![None; self.snapshot.accounts.len()],
        };
        for (place, value) in self.places.iter().zip(self.values(valuation, measure)) {
            if let Some(known) = place.and_then(|place| column.get_mut(place)) {
                *known = value;
            }
        }
        column
    }

    /// Where the account of `row` stands in the snapshot.
    pub fn place(&self, row: usize) -> Option<usize> {
        self.places.get(row).copied().flatten()
    }
}

/// A number then and what became of it, written: "58" and "+5"; the signs for unknown where either is not known.
pub(super) fn then_and_change(
    then: Option<f64>,
    now: Option<f64>,
    unit: Unit,
    numbers: &NumberStyle,
) -> [String; 2] {
    let unknown = || UNKNOWN.to_owned();
    let change = then.zip(now).map(|(then, now)| change(now - then, unit, numbers));
    [
        then.map_or_else(unknown, |then| numbers.value(then, unit)),
        change.unwrap_or_else(unknown),
    ]
}

/// A change with its sign: "+5", "−€1,200"; what rounds to nothing has none.
pub(super) fn change(change: f64, unit: Unit, numbers: &NumberStyle) -> String {
    let written = numbers.value(change, unit);
    let is_something = written.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    match is_something && change > 0.0 {
        true => format!("+{written}"),
        false => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounds_to_nothing_has_no_sign() {
        let numbers = NumberStyle::default();
        let written = [4.7, -4.7, 0.2, -0.2].map(|by| change(by, Unit::Index, &numbers));
        assert_eq!(written, ["+5", "−5", "0", "0"]);
        assert_eq!(
            then_and_change(Some(58.0), None, Unit::Index, &numbers),
            ["58", "–"]
        );
    }
}
