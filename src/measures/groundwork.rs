//! What is looked up once per document: rows by id, and records by row. Makes every look-up constant.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use crate::portfolio::{AccountId, Document, Party};

use super::attribution::Attribution;
use super::evidence::Ageing;
use super::fitted::FittedModels;
use super::retention::Priors;

/// A hash map whose order is never read; fixed keys, so that two runs do the same.
pub(crate) type Lookup<K, V> = HashMap<K, V, BuildHasherDefault<QuickHasher>>;

/// Multiplies and turns, a word at a time: half a million look-ups have to fit in a few milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct QuickHasher(u64);

impl QuickHasher {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            let mut whole = [0; 8];
            whole.copy_from_slice(word);
            self.mix(u64::from_le_bytes(whole));
        }
        let mut rest = [0; 8];
        rest[..words.remainder().len()].copy_from_slice(words.remainder());
        self.mix(u64::from_le_bytes(rest));
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn finish(&self) -> u64 {
        // The table looks at the upper bits first.
        self.0 ^ (self.0 >> 32)
    }
}

/// Record numbers by row, in the order of the records.
#[derive(Clone, Debug, Default)]
pub struct Grouped {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Grouped {
    /// Groups `pairs` of row and record number.
    pub(crate) fn new(n_rows: usize, pairs: &[(u32, u32)]) -> Self {
        if pairs.is_empty() {
            return Self::default();
        }
        let mut starts = vec![0_u32; n_rows + 1];
        for (row, _) in pairs {
            starts[*row as usize + 1] += 1;
        }
        for row in 0..n_rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut items = vec![0_u32; pairs.len()];
        for (row, record) in pairs {
            let place = &mut next[*row as usize];
            items[*place as usize] = *record;
            *place += 1;
        }
        Self { starts, items }
    }

    /// The records of `row`.
    pub fn of(&self, row: usize) -> impl ExactSizeIterator<Item = usize> + Clone + '_ {
        let range = match (self.starts.get(row), self.starts.get(row + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        };
        self.items[range].iter().map(|&record| record as usize)
    }
}

/// Everything that is looked up while a document is valued.
#[derive(Clone, Debug)]
pub struct Groundwork {
    rows: Lookup<Arc<str>, u32>,
    /// Weights of records by age.
    pub ageing: Ageing,
    /// Service loads by row.
    pub loads: Grouped,
    /// Place of an activity in the list, by id.
    pub(crate) activities: Lookup<String, usize>,
    /// Observations by row.
    pub observations: Grouped,
    /// Value events by row of the giving or receiving account.
    pub events: Grouped,
    /// Realised customer referrals per won account: the saved cost is shared among them.
    pub(crate) referrals_of: Lookup<u32, u32>,
    /// Whose value is due to whom.
    pub attribution: Attribution,
    /// What retention is shrunk towards.
    pub priors: Priors,
    /// Fits that were applied.
    pub fitted: FittedModels,
    /// Ids named by loads, observations and events that are not in the portfolio.
    pub strangers: Strangers,
}

/// Ids that records name and the portfolio does not hold.
#[derive(Clone, Debug, Default)]
pub struct Strangers {
    /// By service loads.
    pub loads: Vec<AccountId>,
    /// By observations.
    pub observations: Vec<AccountId>,
    /// By value events.
    pub events: Vec<AccountId>,
}

impl Groundwork {
    /// Reads `document` once.
    pub fn new(document: &Document) -> Self {
        let portfolio = &document.portfolio;
        let records = portfolio.loads.len()
            + portfolio.observations.len()
            + portfolio.events.len()
            + portfolio.attributions.len();
        let mut groundwork = Self {
            rows: if records == 0 {
                Lookup::default()
            } else {
                rows_by_id(document)
            },
            ageing: Ageing::new(document.as_of, document.assumptions.evidence_half_life),
            loads: Grouped::default(),
            activities: (portfolio.activities.iter().enumerate())
                .rev()
                .map(|(place, activity)| (activity.id.clone(), place))
                .collect(),
            observations: Grouped::default(),
            events: Grouped::default(),
            referrals_of: Lookup::default(),
            attribution: Attribution::default(),
            priors: Priors::new(document),
            fitted: FittedModels::new(&document.assumptions),
            strangers: Strangers::default(),
        };
        groundwork.group_records(document);
        groundwork.attribution = Attribution::new(document, &groundwork);
        groundwork
    }

    /// Row of the account with this id.
    pub fn row(&self, id: &AccountId) -> Option<usize> {
        self.rows.get(id.as_str()).map(|&row| row as usize)
    }

    fn group_records(&mut self, document: &Document) {
        let portfolio = &document.portfolio;
        let n_rows = portfolio.accounts.len();
        let mut strangers = Strangers::default();
        let loads = portfolio.loads.iter().map(|load| &load.account);
        self.loads = Grouped::new(n_rows, &self.pairs(loads, &mut strangers.loads));
        let observations = portfolio
            .observations
            .iter()
            .map(|observation| &observation.account);
        self.observations = Grouped::new(n_rows, &self.pairs(observations, &mut strangers.observations));
        let mut pairs = Vec::with_capacity(portfolio.events.len());
        for (number, event) in portfolio.events.iter().enumerate() {
            for party in [&event.giver, &event.receiver] {
                match party {
                    Party::Us => {}
                    Party::Account(id) => match self.row(id) {
                        Some(row) => pairs.push((row as u32, number as u32)),
                        None => strangers.events.push(id.clone()),
                    },
                }
            }
            if let Some(row) = super::ledger::won_by_referral(event).and_then(|id| self.row(id)) {
                *self.referrals_of.entry(row as u32).or_default() += 1;
            }
        }
        self.events = Grouped::new(n_rows, &pairs);
        self.strangers = strangers;
    }

    fn pairs<'a>(
        &self,
        ids: impl Iterator<Item = &'a AccountId>,
        strangers: &mut Vec<AccountId>,
    ) -> Vec<(u32, u32)> {
        let mut pairs = Vec::with_capacity(ids.size_hint().0);
        // Records of one account usually stand together.
        let mut last: Option<(&AccountId, usize)> = None;
        for (number, id) in ids.enumerate() {
            let row = match last {
                Some((same, row)) if same == id => Some(row),
                _ => self.row(id),
            };
            match row {
                Some(row) => {
                    last = Some((id, row));
                    pairs.push((row as u32, number as u32));
                }
                None => strangers.push(id.clone()),
            }
        }
        pairs
    }
}

fn rows_by_id(document: &Document) -> Lookup<Arc<str>, u32> {
    let accounts = &document.portfolio.accounts;
    let mut rows = Lookup::with_capacity_and_hasher(accounts.len(), BuildHasherDefault::default());
    for (row, account) in accounts.iter().enumerate() {
        rows.entry(Arc::clone(&account.id.0)).or_insert(row as u32);
    }
    rows
}
