//! Events, shares of credit and answers of a file into those of a portfolio.

use std::collections::BTreeMap;

use crate::portfolio::{AccountId, Document, Party};

use super::Records;

/// What taking a file over would do to the records of a portfolio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordsMerge {
    /// Records the portfolio does not have.
    pub n_new: usize,
    /// Records that stand there with other values; the file's would be taken.
    pub n_changed: usize,
    /// Records that stand there as they are.
    pub n_same: usize,
}

impl RecordsMerge {
    /// Compares records by id, shares of credit by the two accounts. `known` are the portfolio's ids of accounts
    /// the file calls otherwise.
    pub fn review(document: &Document, records: &Records, known: &BTreeMap<AccountId, AccountId>) -> Self {
        Self::taken_over(&mut document.clone(), records, known)
    }

    /// Takes the records over: new ones behind the others, known ones in their place.
    pub fn apply(document: &mut Document, records: &Records, known: &BTreeMap<AccountId, AccountId>) {
        if !records.is_empty() {
            Self::taken_over(document, records, known);
        }
    }

    fn taken_over(
        document: &mut Document,
        records: &Records,
        known: &BTreeMap<AccountId, AccountId>,
    ) -> Self {
        let mut counts = Self::default();
        let Records {
            mut events,
            mut attributions,
            mut observations,
        } = records.clone();
        let rename = |id: &mut AccountId| {
            if let Some(known) = known.get(id) {
                *id = known.clone();
            }
        };
        for event in &mut events {
            for party in [&mut event.giver, &mut event.receiver] {
                if let Party::Account(id) = party {
                    rename(id);
                }
            }
            event.outcome_account.as_mut().map(rename);
        }
        for share in &mut attributions {
            rename(&mut share.outcome);
            rename(&mut share.contributor);
        }
        observations.iter_mut().for_each(|seen| rename(&mut seen.account));
        let portfolio = &mut document.portfolio;
        counts.take(portfolio.events.edit(), events, |event| event.id.clone());
        counts.take(portfolio.attributions.edit(), attributions, |share| {
            (share.outcome.clone(), share.contributor.clone())
        });
        counts.take(portfolio.observations.edit(), observations, |seen| {
            seen.id.clone()
        });
        counts
    }

    fn take<T: PartialEq, K: Ord>(&mut self, into: &mut Vec<T>, incoming: Vec<T>, key: impl Fn(&T) -> K) {
        let mut places: BTreeMap<K, usize> = (into.iter().enumerate())
            .map(|(place, record)| (key(record), place))
            .collect();
        for record in incoming {
            match places.get(&key(&record)) {
                Some(&place) if into[place] == record => self.n_same += 1,
                Some(&place) => {
                    into[place] = record;
                    self.n_changed += 1;
                }
                None => {
                    places.insert(key(&record), into.len());
                    into.push(record);
                    self.n_new += 1;
                }
            }
        }
    }
}
