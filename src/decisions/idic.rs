//! Identify, differentiate, interact, customize (Peppers & Rogers 2016): how far each account has come, by counts and
//! never by a mean of what is not known.

use std::collections::HashMap;

use crate::measures::{Groundwork, Lookup, MeasureId, Valuation};
use crate::portfolio::{Document, EventKind, ListeningPost, NeedKind, OutcomeStatus, Party};
use crate::slices;
use crate::units::Day;

use super::care::{care_of, is_going_on};
use super::rows::rows_by_id;
use super::zones::ZoneMap;

/// A step of the loop, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdicStep {
    /// Enough of the profile is known, and fresh enough.
    Identify,
    /// What they get and what they are worth are both known.
    Differentiate,
    /// Somebody spoke to them as lately as the care plan asks.
    Interact,
    /// Something was decided for this account in particular.
    Customize,
}

impl IdicStep {
    /// Every step, in order.
    pub const ALL: [Self; 4] = [
        Self::Identify,
        Self::Differentiate,
        Self::Interact,
        Self::Customize,
    ];
}

/// Share of the profile from which an account counts as identified.
pub const KNOWN_ENOUGH: f64 = 0.6;
/// Days within which a listening post counts as heard.
pub const HEARD_LATELY: i32 = 365;

/// How far one account has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdicState {
    /// Its row.
    pub row: usize,
    /// The steps it has reached, in the order of [`IdicStep::ALL`].
    pub reached: [bool; 4],
    /// True where a need is recorded.
    pub has_needs: bool,
}

impl IdicState {
    /// The first step it has not reached; `None` once it is round the loop.
    ///
    /// ```
    /// use both_sides::decisions::idic::{IdicState, IdicStep};
    /// let state = IdicState { row: 0, reached: [true, false, true, false], has_needs: false };
    /// assert_eq!(state.next(), Some(IdicStep::Differentiate)); // a later step does not stand in for an earlier one
    /// ```
    pub fn next(&self) -> Option<IdicStep> {
        let steps = IdicStep::ALL.into_iter().zip(self.reached);
        steps
            .filter(|(_, is_reached)| !is_reached)
            .map(|(step, _)| step)
            .next()
    }
}

/// How far the accounts in `rows` have come; those whose relationship has ended are left out.
pub async fn idic(
    document: &Document,
    groundwork: &Groundwork,
    valuation: &Valuation,
    rows: &[usize],
) -> Vec<IdicState> {
    let map = ZoneMap::value_map(document, valuation);
    let is_named = !document.plan.actions.is_empty() || !document.portfolio.needs.is_empty();
    let rows_of = if is_named {
        rows_by_id(document)
    } else {
        HashMap::new()
    };
    let mut has_action = vec![false; document.portfolio.accounts.len()];
    for action in &document.plan.actions {
        for row in action.accounts.iter().filter_map(|id| rows_of.get(id).copied()) {
            has_action[row] = true;
        }
    }
    let mut has_needs = vec![false; document.portfolio.accounts.len()];
    let needs = document.portfolio.needs.iter();
    for need in needs.filter(|need| need.kind == NeedKind::Need) {
        if let Some(&row) = rows_of.get(&need.account) {
            has_needs[row] = true;
        }
    }
    let known = |measure: MeasureId, row: usize| valuation.get(measure, row).value;
    let state = |row: usize| {
        let care = care_of(document, groundwork, &map, row);
        let is_in_time = care.touched.last.is_some() && care.due.is_some_and(|due| due >= document.as_of);
        IdicState {
            row,
            reached: [
                known(MeasureId::ProfileCompleteness, row).is_some_and(|share| share >= KNOWN_ENOUGH),
                known(MeasureId::ValueReceived, row).is_some() && known(MeasureId::TotalValue, row).is_some(),
                is_in_time,
                has_action[row],
            ],
            has_needs: has_needs[row],
        }
    };
    let is_asked = |row: usize| is_going_on(&document.portfolio.accounts[row], document.as_of);
    slices::known(rows.iter().map(|&row| is_asked(row).then(|| state(row)))).await
}

/// What a listening post has heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostHeard {
    /// Where.
    pub post: ListeningPost,
    /// Accounts heard there within a year.
    pub n_lately: usize,
    /// Accounts heard there at any time.
    pub n_ever: usize,
    /// The last time.
    pub last: Option<Day>,
}

/// What every listening post has heard of the accounts in `rows`.
pub fn posts_heard(document: &Document, groundwork: &Groundwork, rows: &[usize]) -> Vec<PostHeard> {
    let mut posts: Vec<PostHeard> = ListeningPost::ALL
        .iter()
        .map(|&post| PostHeard {
            post,
            n_lately: 0,
            n_ever: 0,
            last: None,
        })
        .collect();
    for &row in rows {
        let mut last_of: [Option<Option<Day>>; 5] = [None; 5];
        for number in groundwork.observations.of(row) {
            let said = &document.portfolio.observations[number];
            let last = last_of[said.post as usize].get_or_insert(None);
            *last = (*last).max(said.date.filter(|day| *day <= document.as_of));
        }
        for (post, last) in posts.iter_mut().zip(last_of) {
            let Some(last) = last else { continue };
            post.n_ever += 1;
            post.last = post.last.max(last);
            let is_lately = last.is_some_and(|day| document.as_of.days_since(day) <= HEARD_LATELY);
            post.n_lately += usize::from(is_lately);
        }
    }
    posts
}

/// Rows that no listening post has heard within a year.
pub fn unheard(document: &Document, groundwork: &Groundwork, rows: &[usize]) -> Vec<usize> {
    let is_lately = |number: usize| {
        let date = document.portfolio.observations[number].date;
        date.is_some_and(|day| (0..=HEARD_LATELY).contains(&document.as_of.days_since(day)))
    };
    rows.iter()
        .copied()
        .filter(|&row| !groundwork.observations.of(row).any(is_lately))
        .collect()
}

/// How far feedback has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedbackStage {
    /// Heard, and nothing came of it yet.
    Received,
    /// Something came of it, or it was decided against; they were not told.
    Used,
    /// They were told: we gave them an exchange of the kind feedback on that day or later.
    Told,
}

/// Every piece of feedback from the accounts in `rows` and how far it has come: row, number of the event, stage.
pub fn feedback_loop(
    document: &Document,
    groundwork: &Groundwork,
    rows: &[usize],
) -> Vec<(usize, usize, FeedbackStage)> {
    let events = &document.portfolio.events;
    let mut found = Vec::new();
    for &row in rows {
        let own = || {
            groundwork
                .events
                .of(row)
                .filter(|&number| events[number].kind == EventKind::Feedback)
        };
        let is_ours = |number: &usize| events[*number].giver == Party::Us;
        let told = own()
            .filter(is_ours)
            .filter_map(|number| events[number].date)
            .max();
        for number in own().filter(|&number| events[number].receiver == Party::Us && !is_ours(&number)) {
            let event = &events[number];
            let answered = told.is_some_and(|told| event.date.is_none_or(|day| day <= told));
            let stage = match (event.status, answered) {
                (_, true) => FeedbackStage::Told,
                (OutcomeStatus::Open, _) => FeedbackStage::Received,
                _ => FeedbackStage::Used,
            };
            found.push((row, number, stage));
        }
    }
    found
}

/// Rows of accounts that bear the name of another, whatever its letters and signs: perhaps the same one twice.
pub async fn namesakes(document: &Document, rows: &[usize]) -> Vec<usize> {
    let plain = |row: usize| -> String {
        let name = &document.portfolio.accounts[row].name;
        name.chars()
            .filter(|sign| sign.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    // Looked up only, never gone through: its order is nobody's.
    let mut first_of: Lookup<String, usize> = Lookup::default();
    let mut is_twice = vec![false; document.portfolio.accounts.len()];
    for (n_done, &row) in rows.iter().enumerate() {
        slices::pause_at(n_done).await;
        let name = plain(row);
        if !name.is_empty() {
            let first = *first_of.entry(name).or_insert(row);
            is_twice[first] |= first != row;
            is_twice[row] |= first != row;
        }
    }
    (0..is_twice.len()).filter(|row| is_twice[*row]).collect()
}
