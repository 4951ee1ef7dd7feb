//! Which inputs can move the numbers of which account.

use std::collections::BTreeMap;

use crate::portfolio::{AccountId, Document, Party};

use super::inputs::{Input, InputKey};

/// The inputs of every account, looked up once.
#[derive(Clone, Debug)]
pub struct Concerned {
    own: Vec<Vec<u32>>,
    linked: Vec<Vec<u32>>,
    shared: Vec<u32>,
}

impl Concerned {
    /// Looks up whose inputs are whose.
    pub fn new(document: &Document, inputs: &[Input]) -> Self {
        let accounts = &document.portfolio.accounts;
        let rows: BTreeMap<&AccountId, usize> = accounts
            .iter()
            .enumerate()
            .map(|(row, account)| (&account.id, row))
            .collect();
        let mut concerned = Self {
            own: vec![Vec::new(); accounts.len()],
            linked: vec![Vec::new(); accounts.len()],
            shared: Vec::new(),
        };
        for (place, input) in inputs.iter().enumerate() {
            let place = place as u32;
            match (input.row(), input.key) {
                (Some(row), _) => concerned.own[row].push(place),
                (None, InputKey::Event(event)) => {
                    let event = &document.portfolio.events[event];
                    for party in [&event.giver, &event.receiver] {
                        if let Party::Account(id) = party
                            && let Some(&row) = rows.get(id)
                        {
                            concerned.own[row].push(place);
                        }
                    }
                }
                _ => concerned.shared.push(place),
            }
        }
        for share in document.portfolio.attributions.iter() {
            if let (Some(&outcome), Some(&contributor)) =
                (rows.get(&share.outcome), rows.get(&share.contributor))
            {
                concerned.linked[outcome].push(contributor as u32);
                concerned.linked[contributor].push(outcome as u32);
            }
        }
        concerned
    }

    /// Places of the inputs that can move a number of the account in `row`: its own, those of events with it, those
    /// of accounts whose value is due to it or to which its value is due, and what is assumed for all.
    pub fn of(&self, inputs: &[Input], row: usize) -> Vec<usize> {
        let mut linked = self.linked.get(row).cloned().unwrap_or_default();
        linked.sort_unstable();
        linked.dedup();
        let others = linked
            .iter()
            .filter(|other| **other as usize != row)
            .flat_map(|&other| {
                let of_other = self.own[other as usize].iter().copied();
                // What was heard from another account says nothing about this one.
                of_other.filter(|&place| !matches!(inputs[place as usize].key, InputKey::Heard(_)))
            });
        let mut places: Vec<usize> = (self.own.get(row).into_iter().flatten().copied())
            .chain(others)
            .chain(self.shared.iter().copied())
            .map(|place| place as usize)
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// True where an input is assumed for all accounts.
    pub fn is_shared(&self, place: usize) -> bool {
        self.shared.contains(&(place as u32))
    }
}
