//! Moves between states and segments.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::measures::moves::{Moves, segment_moves, state_moves};
use both_sides::measures::snapshots::take;
use both_sides::measures::value;
use both_sides::portfolio::{Document, RelationshipState, Shared};
use measures_support::{account, document};
use proptest::prelude::*;

use RelationshipState::{Acquaintance, Friend, Lapsed, Partner, Stranger};

fn snapshot(document: &mut Document, name: &str) {
    let taken = take(
        document,
        &value(document).output,
        name.to_owned(),
        name.to_owned(),
    );
    document.snapshots.push(Shared::new(taken));
}

fn later(document: &mut Document) {
    document.as_of = document.as_of.plus_months(6).unwrap();
}

fn stands(document: &mut Document, states: &[RelationshipState]) {
    for (account, state) in document.portfolio.accounts.iter_mut().zip(states) {
        account.edit().state = Some(*state);
    }
}

fn four() -> Document {
    document(["a", "b", "c", "d"].map(account).to_vec())
}

#[test]
fn states_move_from_each_time_to_the_next_and_are_missing_before_there_are_two() {
    let mut document = four();
    stands(&mut document, &[Stranger, Stranger, Friend]);
    assert_eq!(state_moves(&document), None, "one time only");
    snapshot(&mut document, "first");
    assert_eq!(state_moves(&document), None, "the same day twice is no step");
    later(&mut document);
    stands(&mut document, &[Acquaintance, Stranger, Partner, Lapsed]);
    snapshot(&mut document, "second");
    later(&mut document);
    stands(&mut document, &[Friend]);
    let found = state_moves(&document).unwrap();
    assert_eq!((found.n_steps, found.first), (2, document.snapshots[0].day));
    assert_eq!(found.last, document.as_of);
    let count =
        |from: RelationshipState, to: RelationshipState| found.moves.count(from as usize, to as usize);
    assert_eq!(count(Stranger, Acquaintance), 1);
    assert_eq!(count(Stranger, Stranger), 2, "b stayed twice");
    assert_eq!(count(Friend, Partner), 1);
    assert_eq!(count(Acquaintance, Friend), 1);
    assert_eq!(
        count(Lapsed, Lapsed),
        1,
        "d was not stated at first and counts once"
    );
    assert_eq!(found.moves.n_moves(), 7);
    assert_eq!(found.moves.n_from(Friend as usize), 1);
}

#[test]
fn a_snapshot_that_kept_no_states_or_segments_says_nothing() {
    let mut document = four();
    stands(&mut document, &[Stranger, Stranger, Friend]);
    snapshot(&mut document, "old");
    let old = document.snapshots[0].edit();
    (old.states, old.segments) = (Vec::new(), Vec::new());
    later(&mut document);
    assert_eq!(state_moves(&document), None);
    assert_eq!(segment_moves(&document, &document.snapshots[0]), None);
}

#[test]
fn segments_lose_and_gain() {
    let mut document = four();
    for (row, segment) in ["North", "North", "South", ""].into_iter().enumerate() {
        document.portfolio.accounts[row].edit().segment = segment.to_owned();
    }
    snapshot(&mut document, "then");
    document.portfolio.accounts[1].edit().segment = "South".to_owned();
    document.portfolio.accounts[3].edit().segment = "East".to_owned();
    document.portfolio.accounts.remove(2);
    let mut new = account("e");
    new.segment = "East".to_owned();
    document.portfolio.accounts.push(Shared::new(new));
    let found = segment_moves(&document, &document.snapshots[0]).unwrap();
    assert_eq!(found.names, ["", "East", "North", "South"]);
    assert_eq!(
        (
            found.moves.count(2, 2),
            found.moves.count(2, 3),
            found.moves.count(0, 1)
        ),
        (1, 1, 1)
    );
    assert_eq!(found.moves.n_moves(), 3);
    assert_eq!((found.gone, found.come), (vec![0, 0, 0, 1], vec![0, 1, 0, 0]));
}

fn any_moves() -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> {
    (1..7_usize).prop_flat_map(|n| (Just(n), prop::collection::vec((0..n, 0..n), 0..40)))
}

fn counted(n: usize, pairs: &[(usize, usize)]) -> Moves {
    let mut moves = Moves::new(n);
    pairs.iter().for_each(|&(from, to)| moves.add(from, to));
    moves
}

proptest! {
    #[test]
    fn chances_add_up_to_one((n, pairs) in any_moves(), strength in 0.0..50.0_f64) {
        let moves = counted(n, &pairs);
        for from in 0..n {
            match moves.chances(from, strength) {
                None => prop_assert_eq!(moves.n_from(from), 0),
                Some(chances) => {
                    prop_assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                    prop_assert!(chances.iter().all(|chance| (0.0..=1.0).contains(chance)));
                }
            }
        }
    }

    #[test]
    fn without_a_prior_the_chances_are_the_shares_and_with_a_strong_one_that_of_everybody((n, pairs) in any_moves()) {
        let moves = counted(n, &pairs);
        let stays = f64::from(moves.n_stayed()) / f64::from(moves.n_moves());
        for from in (0..n).filter(|&from| moves.n_from(from) > 0) {
            let plain = moves.chances(from, 0.0).unwrap();
            for (to, chance) in plain.iter().enumerate() {
                let share = f64::from(moves.count(from, to)) / f64::from(moves.n_from(from));
                prop_assert!((chance - share).abs() < 1e-12);
            }
            let shrunk = moves.chances(from, 1e12).unwrap()[from];
            prop_assert!(n == 1 || (shrunk - stays).abs() < 1e-6);
        }
    }

    #[test]
    fn other_names_for_the_places_give_the_same_chances((n, pairs) in any_moves(), turn in 0..7_usize) {
        let named = |place: usize| (place + turn) % n;
        let moves = counted(n, &pairs);
        let renamed = counted(n, &pairs.iter().map(|&(from, to)| (named(from), named(to))).collect::<Vec<_>>());
        for from in 0..n {
            let (one, other) = (moves.chances(from, 4.0), renamed.chances(named(from), 4.0));
            prop_assert_eq!(one.is_some(), other.is_some());
            if let (Some(one), Some(other)) = (one, other) {
                for (to, chance) in one.iter().enumerate() {
                    prop_assert!((chance - other[named(to)]).abs() < 1e-12);
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_accounts_moves_nobody(
        states in prop::collection::vec((0..5_usize, 0..5_usize, 0..3_usize, 0..3_usize), 1..12),
        turn in 0..12_usize,
    ) {
        let of = |rows: &[(usize, usize, usize, usize, String)]| {
            let mut document = document(rows.iter().map(|row| account(&row.4)).collect());
            for (account, row) in document.portfolio.accounts.iter_mut().zip(rows) {
                account.edit().state = Some(RelationshipState::ALL[row.0]);
                account.edit().segment = ["", "North", "South"][row.2].to_owned();
            }
            snapshot(&mut document, "then");
            later(&mut document);
            for (account, row) in document.portfolio.accounts.iter_mut().zip(rows) {
                account.edit().state = Some(RelationshipState::ALL[row.1]);
                account.edit().segment = ["", "North", "South"][row.3].to_owned();
            }
            (state_moves(&document), segment_moves(&document, &document.snapshots[0]))
        };
        let mut rows: Vec<(usize, usize, usize, usize, String)> =
            states.into_iter().enumerate().map(|(id, (a, b, c, d))| (a, b, c, d, id.to_string())).collect();
        let before = of(&rows);
        let turn = turn % rows.len();
        rows.rotate_left(turn);
        let after = of(&rows);
        prop_assert_eq!(before.1.as_ref().map(|moves| moves.moves.n_moves()), Some(rows.len() as u32));
        prop_assert_eq!(before, after);
    }
}
