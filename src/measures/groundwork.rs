//! What is looked up once per document: rows by id, and records by row. Makes every look-up constant.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use crate::portfolio::{AccountId, Document, Shared};

use super::Valuation;
use super::attribution::Attribution;
use super::evidence::Ageing;
use super::fitted::FittedModels;
use super::retention::Priors;
use super::surveying::Surveying;

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

/// Everything that is looked up while a document is valued. Its parts are shared pointers: a document that
/// changed in one place keeps the parts that do not depend on it.
#[derive(Clone, Debug)]
pub struct Groundwork {
    pub(super) rows: Shared<Lookup<Arc<str>, u32>>,
    /// Weights of records by age.
    pub ageing: Shared<Ageing>,
    /// Service loads by row.
    pub loads: Shared<Grouped>,
    /// Place of an activity in the list, by id.
    pub(crate) activities: Shared<Lookup<String, usize>>,
    /// Observations by row.
    pub observations: Shared<Grouped>,
    /// Value events by row of the giving or receiving account.
    pub events: Shared<Grouped>,
    /// Realised customer referrals per won account: the saved cost is shared among them.
    pub(crate) referrals_of: Shared<Lookup<u32, u32>>,
    /// Whose value is due to whom.
    pub attribution: Shared<Attribution>,
    /// What retention is shrunk towards.
    pub priors: Shared<Priors>,
    /// Fits that were applied.
    pub fitted: Shared<FittedModels>,
    /// What is named by loads, observations and events and is not in the portfolio.
    pub strangers: Shared<Strangers>,
}

/// What records name and the portfolio does not hold.
#[derive(Clone, Debug, Default)]
pub struct Strangers {
    /// By service loads.
    pub loads: Vec<AccountId>,
    /// By observations.
    pub observations: Vec<AccountId>,
    /// By value events.
    pub events: Vec<AccountId>,
    /// Activities that service loads name and the list does not hold, with the rows of those loads.
    pub activities: BTreeMap<String, Vec<usize>>,
    /// Value events with us on both sides.
    pub n_among_us: usize,
}

impl Groundwork {
    /// Reads `document` once.
    pub fn new(document: &Document) -> Self {
        let mut surveying = Surveying::start(document);
        while surveying.step(document) {}
        surveying.finish()
    }

    /// The groundwork `valuation` was worked out from where it was of this very `document`; else reads it.
    pub fn of(document: &Document, valuation: &Valuation) -> Self {
        let work = valuation.work.as_deref().filter(|work| work.is_of(document));
        work.map_or_else(|| Self::new(document), |work| work.groundwork.clone())
    }

    /// Row of the account with this id.
    pub fn row(&self, id: &AccountId) -> Option<usize> {
        self.rows.get(id.as_str()).map(|&row| row as usize)
    }
}
