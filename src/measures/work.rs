//! What a valuation was worked out from, kept so that the next one need not start over.

use std::sync::Arc;

use crate::portfolio::{Account, Document, Shared};

use super::FittedIncome;
use super::MeasureId;
use super::attention::AttentionTotals;
use super::caveats::Collected;
use super::groundwork::Groundwork;
use super::heard::Heard;
use super::potential::Peers;
use super::retention::IntervalCache;
use super::surveying::Surveying;
use super::three_ps::Composing;
use super::total_value::Flows;

/// Everything behind a valuation but its numbers.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    /// What was valued.
    pub document: Shared<Document>,
    /// What was looked up.
    pub groundwork: Groundwork,
    /// Intervals of retentions.
    pub cache: IntervalCache,
    /// What each account said.
    pub heard: Shared<Vec<Option<Heard>>>,
    /// By row, what an applied fit expects; empty where none speaks of anybody.
    pub incomes: Vec<Option<Arc<FittedIncome>>>,
    /// True where nothing at all is recorded between an account and us.
    pub is_blank: Vec<bool>,
    /// What flows between accounts.
    pub flows: Flows,
    /// How far others have come.
    pub peers: Shared<Peers>,
    /// What accounts are counted against.
    pub whole: Whole,
    /// What is weighed together.
    pub composing: Composing,
    /// What to distrust.
    pub collected: Collected,
}

/// What each account is counted against.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Whole {
    /// Largest revenue of any account.
    pub largest: f64,
    /// Our hours and the value of all.
    pub totals: AttentionTotals,
}

impl Whole {
    /// What is made of it.
    pub const MEASURES: [MeasureId; 2] = [MeasureId::ImportanceToUs, MeasureId::Attention];
}

/// What has to be done again after a change.
#[derive(Clone, Debug)]
pub(crate) enum Again {
    /// Everything.
    All,
    /// The numbers of all accounts; the groundwork in part, and what the accounts said where `keeps_heard`.
    AllRows {
        /// The parts of the groundwork.
        surveying: Surveying,
        /// True where nothing about what the accounts said changed.
        keeps_heard: bool,
    },
    /// The numbers of these accounts alone, what flows from them, and scores of which other items are weighed.
    Rows(Vec<u32>),
}

impl Work {
    /// True when nothing of `document` that is looked up differs.
    pub fn is_of(&self, document: &Document) -> bool {
        self.document.composites == document.composites
            && matches!(self.again(document), Again::Rows(rows) if rows.is_empty())
    }

    /// What a change to `after` asks for.
    pub fn again(&self, after: &Document) -> Again {
        let before = &self.document;
        let (old, new) = (&before.portfolio.accounts, &after.portfolio.accounts);
        let are_same_rows = old.len() == new.len()
            && (old.iter().zip(new)).all(|(old, new)| old.same(new) || old.id == new.id);
        if !are_same_rows {
            return Again::All;
        }
        let mut rows = Vec::new();
        let mut is_all = before.as_of != after.as_of
            || before.assumptions != after.assumptions
            || before.composites.importance != after.composites.importance
            || !before.portfolio.products.same(&after.portfolio.products);
        for (row, (old, new)) in old.iter().zip(new).enumerate() {
            if !old.same(new) {
                rows.push(row as u32);
                is_all |= self.others_count_on(old, new);
            }
        }
        let surveying = Surveying::follow(&self.groundwork, before, after);
        if is_all || !surveying.is_done() {
            let are_weights_same = before.assumptions.post_weights == after.assumptions.post_weights;
            let keeps_heard = surveying.keeps_what_was_said() && are_weights_same;
            return Again::AllRows {
                surveying,
                keeps_heard,
            };
        }
        Again::Rows(rows)
    }

    /// True where the difference shows in the ledgers of others: what winning an account cost is what its
    /// referrals saved.
    fn others_count_on(&self, old: &Account, new: &Account) -> bool {
        !self.groundwork.referrals_of.is_empty()
            && old.economics.acquisition_cost != new.economics.acquisition_cost
    }
}
