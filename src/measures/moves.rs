//! Who moved where from one time to the next: between the states of a relationship, and between segments.

use std::collections::BTreeMap;

use crate::portfolio::{AccountId, Document, RelationshipState, Snapshot};
use crate::units::Day;

/// Counted moves between places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    n_places: usize,
    counts: Vec<u32>,
}

impl Moves {
    /// No move yet between `n_places` places.
    pub fn new(n_places: usize) -> Self {
        Self {
            n_places,
            counts: vec![0; n_places * n_places],
        }
    }

    /// Counts one more; to the place it stood in is a move too.
    pub fn add(&mut self, from: usize, to: usize) {
        if from < self.n_places && to < self.n_places {
            self.counts[from * self.n_places + to] += 1;
        }
    }

    /// How many places there are.
    pub const fn n_places(&self) -> usize {
        self.n_places
    }

    /// How many went from one place to another.
    pub fn count(&self, from: usize, to: usize) -> u32 {
        self.counts
            .get(from * self.n_places + to)
            .copied()
            .unwrap_or_default()
    }

    /// How many stood in a place before.
    pub fn n_from(&self, from: usize) -> u32 {
        (0..self.n_places).map(|to| self.count(from, to)).sum()
    }

    /// How many moves were counted.
    pub fn n_moves(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// How many stayed where they were.
    pub fn n_stayed(&self) -> u32 {
        (0..self.n_places).map(|place| self.count(place, place)).sum()
    }

    /// Chance of standing in each place next, from a place; adds up to 1. `None` where nobody stood there.
    ///
    /// p_ij = (n_ij + k · q_ij) / (n_i + k)
    ///
    /// `n_ij` went from i to j, `n_i` stood in i, `k` how many moves the prior counts as. The prior `q` stays with the
    /// share of everybody who stayed and goes to each other place alike, so that one lone move is no certainty. Customer
    /// relationships as a Markov chain: Pfeifer & Carraway (2000), Journal of Interactive Marketing 14(2); the prior is
    /// this app's.
    ///
    /// ```
    /// use both_sides::measures::moves::Moves;
    /// let mut moves = Moves::new(2);
    /// (0..8).for_each(|_| moves.add(0, 0));
    /// (0..2).for_each(|_| moves.add(0, 1));
    /// (0..10).for_each(|_| moves.add(1, 1));
    /// let chances = moves.chances(0, 4.0).unwrap(); // 18 of 20 stayed: (8 + 4 · 0.9) / 14
    /// assert_eq!((chances[0] * 1000.0).round(), 829.0);
    /// ```
    pub fn chances(&self, from: usize, strength: f64) -> Option<Vec<f64>> {
        let n_from = f64::from(self.n_from(from));
        if n_from <= 0.0 {
            return None;
        }
        let stays = f64::from(self.n_stayed()) / f64::from(self.n_moves());
        let n_others = self.n_places.saturating_sub(1);
        let strength = strength.max(0.0);
        let prior = |to: usize| match (to == from, n_others) {
            (_, 0) => 1.0,
            (true, _) => stays,
            (false, _) => (1.0 - stays) / n_others as f64,
        };
        let chance =
            |to: usize| (f64::from(self.count(from, to)) + strength * prior(to)) / (n_from + strength);
        Some((0..self.n_places).map(chance).collect())
    }
}

/// How relationships moved between their states.
#[derive(Clone, Debug, PartialEq)]
pub struct StateMoves {
    /// Moves between the states, in the order of [`RelationshipState::ALL`].
    pub moves: Moves,
    /// From one time to the next, how often.
    pub n_steps: usize,
    /// The first time.
    pub first: Day,
    /// The last.
    pub last: Day,
}

type States<'a> = BTreeMap<&'a AccountId, RelationshipState>;

/// The states at every snapshot that kept them and now, and how they moved from each time to the next; `None` before
/// there are two times. Accounts whose state is not stated at both ends of a step are not counted in it.
pub fn state_moves(document: &Document) -> Option<StateMoves> {
    let now: States = (document.portfolio.accounts.iter())
        .filter_map(|account| Some((&account.id, account.state?)))
        .collect();
    let kept = document
        .snapshots
        .iter()
        .filter(|snapshot| !snapshot.states.is_empty());
    let mut times: Vec<(Day, States)> = kept
        .map(|snapshot| {
            let states = snapshot.accounts.iter().zip(&snapshot.states);
            (
                snapshot.day,
                states.filter_map(|(id, state)| Some((id, (*state)?))).collect(),
            )
        })
        .collect();
    times.push((document.as_of, now));
    let mut moves = Moves::new(RelationshipState::ALL.len());
    let (mut n_steps, mut first, mut last) = (0, document.as_of, document.as_of);
    for pair in times.windows(2) {
        let [(before_day, before), (after_day, after)] = pair else {
            continue;
        };
        // The same day twice is no time in which anybody could have stayed.
        if before_day == after_day && before == after {
            continue;
        }
        for (id, from) in before {
            if let Some(to) = after.get(id) {
                moves.add(*from as usize, *to as usize);
            }
        }
        if n_steps == 0 {
            first = *before_day;
        }
        (n_steps, last) = (n_steps + 1, *after_day);
    }
    (moves.n_moves() > 0).then_some(StateMoves {
        moves,
        n_steps,
        first,
        last,
    })
}

/// Who stood in which segment when a snapshot was taken, and stands where now.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentMoves {
    /// Names in order; empty for those in none.
    pub names: Vec<String>,
    /// Moves between them.
    pub moves: Moves,
    /// By segment then: accounts that are not in the portfolio any more.
    pub gone: Vec<u32>,
    /// By segment now: accounts that were not in it then.
    pub come: Vec<u32>,
}

/// How accounts moved between segments since `snapshot`; `None` where it did not keep them.
pub fn segment_moves(document: &Document, snapshot: &Snapshot) -> Option<SegmentMoves> {
    if snapshot.segments.is_empty() {
        return None;
    }
    let accounts = &document.portfolio.accounts;
    let now: BTreeMap<&AccountId, &str> = accounts
        .iter()
        .map(|account| (&account.id, account.segment.as_str()))
        .collect();
    let before: BTreeMap<&AccountId, &str> = snapshot
        .accounts
        .iter()
        .zip(snapshot.segments.iter().map(String::as_str))
        .collect();
    let mut places: BTreeMap<&str, usize> = now
        .values()
        .chain(before.values())
        .map(|name| (*name, 0))
        .collect();
    places
        .values_mut()
        .enumerate()
        .for_each(|(place, known)| *known = place);
    let mut found = SegmentMoves {
        names: places.keys().map(|name| (*name).to_owned()).collect(),
        moves: Moves::new(places.len()),
        gone: vec![0; places.len()],
        come: vec![0; places.len()],
    };
    for (id, from) in &before {
        match now.get(id) {
            Some(to) => found.moves.add(places[from], places[to]),
            None => found.gone[places[from]] += 1,
        }
    }
    for (id, to) in &now {
        if !before.contains_key(id) {
            found.come[places[to]] += 1;
        }
    }
    Some(found)
}
