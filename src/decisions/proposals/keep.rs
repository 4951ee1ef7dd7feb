//! Which proposals were answered, and how.

use std::collections::BTreeMap;

use crate::portfolio::{AnswerVerdict, Document, Plan};
use crate::units::Day;

use super::{Found, State, What};

/// Where a proposal with this key stands on the day `as_of`.
///
/// ```
/// use both_sides::decisions::{State, state_of};
/// use both_sides::portfolio::{Answer, AnswerVerdict, Plan};
/// use both_sides::units::Day;
/// let day = |month| Day::new(2026, month, 1).unwrap();
/// let verdict = AnswerVerdict::PostponedUntil(day(6));
/// let answer = Answer { proposal: "protect/a".into(), verdict, note: String::new(), day: day(1) };
/// let plan = Plan { answers: vec![answer], ..Plan::default() };
/// assert_eq!(state_of(&plan, "protect/a", day(5)), State::Postponed(day(6)));
/// assert_eq!(state_of(&plan, "protect/a", day(6)), State::Open); // the day has come
/// ```
pub fn state_of(plan: &Plan, key: &str, as_of: Day) -> State {
    if plan.actions.iter().any(|action| action.proposal == key) {
        return State::Accepted;
    }
    let answer = plan.answers.iter().find(|answer| answer.proposal == key);
    answer.map_or(State::Open, |answer| said(answer.verdict, as_of))
}

fn said(verdict: AnswerVerdict, as_of: Day) -> State {
    match verdict {
        AnswerVerdict::PostponedUntil(day) if day <= as_of => State::Open,
        AnswerVerdict::PostponedUntil(day) => State::Postponed(day),
        AnswerVerdict::Rejected => State::Rejected,
    }
}

/// Every answered proposal by row, so that a long list is gone through quickly.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    states: BTreeMap<(usize, What), State>,
}

impl Kept {
    /// Reads the plan.
    pub(super) fn new(document: &Document, plan: &Plan) -> Self {
        let keys = (plan.answers.iter())
            .map(|answer| (&answer.proposal, said(answer.verdict, document.as_of)))
            .chain((plan.actions.iter()).map(|action| (&action.proposal, State::Accepted)));
        let named: BTreeMap<_, _> = keys
            .filter_map(|(key, state)| {
                let (what, account) = What::read_key(key)?;
                Some(((account, what), state))
            })
            .collect();
        let mut states = BTreeMap::new();
        if !named.is_empty() {
            for (row, account) in document.portfolio.accounts.iter().enumerate() {
                let first = (account.id.clone(), What::ALL[0]);
                let own = named.range(first..).take_while(|((id, _), _)| *id == account.id);
                states.extend(own.map(|((_, what), state)| ((row, *what), *state)));
            }
        }
        Self { states }
    }

    /// Where a proposal stands.
    pub fn state(&self, found: &Found) -> State {
        let known = self.states.get(&(found.row, found.what));
        known.copied().unwrap_or(State::Open)
    }
}
