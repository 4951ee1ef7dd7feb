//! Which row of the table stands in which row element of the page.
//!
//! A row element that scrolled out of view is given to a row that came into it: writing other texts into cells that
//! are there costs a fraction of making new ones.

/// A row element and the row it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Which element.
    pub number: usize,
    /// Position of its row in the table.
    pub position: usize,
}

/// The seats, by number, when the `wanted` positions (ascending) are to be in the page. An element keeps a position
/// that is still wanted; others take those that are missing, in order, or leave the page.
///
/// ```
/// use both_sides::report::table::{Seat, seats};
/// let before = seats(&[], &[0, 1, 2]);
/// let after = seats(&before, &[1, 2, 3]);
/// assert_eq!(after[0], Seat { number: 0, position: 3 }); // row 0 went: its element shows row 3
/// assert_eq!(after[1..], before[1..]);
/// ```
pub fn seats(before: &[Seat], wanted: &[usize]) -> Vec<Seat> {
    let mut seated: Vec<usize> = before.iter().map(|seat| seat.position).collect();
    seated.sort_unstable();
    let mut missing = (wanted.iter().copied()).filter(|position| seated.binary_search(position).is_err());
    let is_wanted = |position: usize| wanted.binary_search(&position).is_ok();
    let mut after: Vec<Seat> = before
        .iter()
        .filter_map(|&seat| {
            let position = Some(seat.position).filter(|&position| is_wanted(position));
            let position = position.or_else(|| missing.next())?;
            Some(Seat { position, ..seat })
        })
        .collect();
    let next = before.last().map_or(0, |seat| seat.number + 1);
    after.extend(
        missing
            .zip(next..)
            .map(|(position, number)| Seat { number, position }),
    );
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scrolled up and down, by a row and far away, shorter and longer, with a row in focus kept far off and met again.
    #[test]
    fn every_wanted_row_has_one_element_and_keeps_the_one_it_has() {
        let mut before: Vec<Seat> = Vec::new();
        for (first, last, kept) in [
            (0, 20, None),
            (1, 21, None),
            (500, 520, Some(7)),
            (490, 510, Some(7)),
            (0, 12, Some(900)),
            (890, 910, None),
            (3, 30, Some(90)),
            (0, 0, None),
            (4, 9, None),
        ] {
            let mut wanted: Vec<usize> = (first..last).chain(kept).collect();
            wanted.sort_unstable();
            let after = seats(&before, &wanted);
            let mut shown: Vec<usize> = after.iter().map(|seat| seat.position).collect();
            shown.sort_unstable();
            assert_eq!(shown, wanted);
            assert!(after.is_sorted_by(|one, other| one.number < other.number));
            for seat in before.iter().filter(|seat| wanted.contains(&seat.position)) {
                assert!(after.contains(seat), "{seat:?} stays where it is");
            }
            before = after;
        }
    }
}
