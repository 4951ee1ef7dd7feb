//! Who moved where: between the states of a relationship from time to time, and between segments since a snapshot.

use crate::maths::sort_by;
use crate::measures::moves::{Moves, SegmentMoves, segment_moves, state_moves};
use crate::portfolio::{Document, RelationshipState, Snapshot};

use super::style::{NumberStyle, UNKNOWN};

/// Segments that are written out at most; the largest.
const MOST_SEGMENTS: usize = 12;

/// Chances below this are neither drawn nor written out.
const LEAST_DRAWN: f64 = 0.01;

/// From one place to another.
#[derive(Clone, Debug, PartialEq)]
pub struct MoveCell {
    /// The chance of it; the sign for unknown where nobody stood there.
    pub chance: String,
    /// The same, 0 to 1, for a bar; `None` where there is nothing to draw.
    pub part: Option<f64>,
    /// How many went; empty for nobody.
    pub count: String,
    /// True for those who stayed.
    pub is_stay: bool,
}

/// Those who stood in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct MoveRow {
    /// The place.
    pub name: String,
    /// How many stood there.
    pub n_from: String,
    /// Where they went, by place.
    pub cells: Vec<MoveCell>,
    /// How many left the portfolio.
    pub gone: String,
}

/// Moves from every place to every place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MoveTable {
    /// The places.
    pub heads: Vec<String>,
    /// Those who stood in each; empty before there is anything to compare.
    pub rows: Vec<MoveRow>,
    /// By place: how many came that were not there; empty where nobody did.
    pub come: Vec<String>,
    /// What it is counted from, or what is missing and the way out.
    pub sentence: String,
}

fn row(
    name: &str,
    moves: &Moves,
    from: usize,
    places: &[usize],
    strength: f64,
    style: &NumberStyle,
) -> MoveRow {
    let chances = moves.chances(from, strength);
    let cell = |&to: &usize| {
        let chance = chances.as_ref().and_then(|chances| chances.get(to).copied());
        MoveCell {
            chance: chance.map_or_else(|| UNKNOWN.to_owned(), |chance| share_text(chance, style)),
            part: chance.filter(|chance| *chance >= LEAST_DRAWN),
            count: some(moves.count(from, to)),
            is_stay: from == to,
        }
    };
    MoveRow {
        name: name.to_owned(),
        n_from: moves.n_from(from).to_string(),
        cells: places.iter().map(cell).collect(),
        gone: String::new(),
    }
}

/// A chance as whole per cent; one that only the prior gives is not rounded to none.
fn share_text(chance: f64, style: &NumberStyle) -> String {
    if chance > 0.0 && chance < LEAST_DRAWN {
        format!("< {}", style.share(0.01))
    } else {
        style.share(libm::round(chance * 100.0) / 100.0)
    }
}

fn some(count: u32) -> String {
    if count > 0 {
        count.to_string()
    } else {
        String::new()
    }
}

/// What the chances are shrunk by, in a sentence.
fn prior(document: &Document, style: &NumberStyle) -> String {
    let strength = document.assumptions.prior_strength;
    format!(
        "Chances are shrunk towards how many stay in all, which counts as {} moves (the weight of the segment in the \
         assumptions).",
        style.number(strength, usize::from(strength != libm::trunc(strength)))
    )
}

/// How relationships moved between their states, from each snapshot to the next and to now.
pub fn states(document: &Document, style: &NumberStyle) -> MoveTable {
    let Some(found) = state_moves(document) else {
        let has_kept = document
            .snapshots
            .iter()
            .any(|snapshot| !snapshot.states.is_empty());
        return MoveTable {
            sentence: if has_kept {
                "Nobody has a state both in a snapshot and later: state how far relationships have come, and look again \
                 after the next snapshot."
            } else {
                "Two times are needed to see who moved: take a snapshot on the page Portfolio now; from then on moves are \
                 counted."
            }
            .to_owned(),
            ..MoveTable::default()
        };
    };
    let places: Vec<usize> = (0..RelationshipState::ALL.len()).collect();
    let strength = document.assumptions.prior_strength;
    let rows = RelationshipState::ALL.iter().enumerate();
    MoveTable {
        heads: RelationshipState::ALL
            .iter()
            .map(|state| state.word().to_owned())
            .collect(),
        rows: rows
            .map(|(from, state)| row(state.word(), &found.moves, from, &places, strength, style))
            .collect(),
        come: Vec::new(),
        sentence: format!(
            "{} of {} stayed where they were, from {} to {} in {}. {}",
            found.moves.n_stayed(),
            found.moves.n_moves(),
            style.day(found.first),
            style.day(found.last),
            match found.n_steps {
                1 => "1 step".to_owned(),
                n => format!("{n} steps"),
            },
            prior(document, style)
        ),
    }
}

/// How accounts moved between segments since `compared`, a snapshot or a scenario; since the newest snapshot without one.
pub fn segments(document: &Document, compared: Option<&Snapshot>, style: &NumberStyle) -> MoveTable {
    let newest = || document.snapshots.last().map(|newest| &**newest);
    let Some(snapshot) = compared.or_else(newest) else {
        return MoveTable {
            sentence: "Two times are needed to see who moved: take a snapshot on the page Portfolio now, and look here \
                       again later."
                .to_owned(),
            ..MoveTable::default()
        };
    };
    match segment_moves(document, snapshot) {
        Some(found) => segment_table(document, snapshot, &found, style),
        None => MoveTable {
            sentence: format!(
                "The snapshot {} was taken before segments were kept: take one now, and look here again later.",
                snapshot.name
            ),
            ..MoveTable::default()
        },
    }
}

/// A snapshot with its day; what is of the same day as the portfolio, as scenarios are, by its name alone.
pub(super) fn named(document: &Document, snapshot: &Snapshot, style: &NumberStyle) -> String {
    match snapshot.day == document.as_of {
        true => snapshot.name.clone(),
        false => format!("{}, {}", snapshot.name, style.day(snapshot.day)),
    }
}

fn segment_table(
    document: &Document,
    snapshot: &Snapshot,
    found: &SegmentMoves,
    style: &NumberStyle,
) -> MoveTable {
    let mut largest: Vec<(u32, usize)> = (0..found.names.len())
        .map(|place| {
            (
                found.moves.n_from(place) + found.gone[place] + found.come[place],
                place,
            )
        })
        .collect();
    sort_by(&mut largest, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut places: Vec<usize> = largest
        .iter()
        .take(MOST_SEGMENTS)
        .map(|(_, place)| *place)
        .collect();
    places.sort_unstable();
    let name = |place: usize| match found.names[place].as_str() {
        "" => "no segment".to_owned(),
        name => name.to_owned(),
    };
    let strength = document.assumptions.prior_strength;
    let left_out = match found.names.len() - places.len() {
        0 => String::new(),
        n => format!(" The {MOST_SEGMENTS} largest segments are shown, {n} more are not."),
    };
    let n_gone: u32 = found.gone.iter().sum();
    let n_come: u32 = found.come.iter().sum();
    MoveTable {
        heads: places.iter().map(|&place| name(place)).collect(),
        rows: (places.iter())
            .map(|&from| MoveRow {
                gone: some(found.gone[from]),
                ..row(&name(from), &found.moves, from, &places, strength, style)
            })
            .collect(),
        come: match n_come {
            0 => Vec::new(),
            _ => places.iter().map(|&place| some(found.come[place])).collect(),
        },
        sentence: format!(
            "Compared with {}: {} of {} are in the segment they were in, {n_gone} left the portfolio, {n_come} are new. \
             {}{left_out}",
            named(document, snapshot, style),
            found.moves.n_stayed(),
            found.moves.n_moves(),
            prior(document, style)
        ),
    }
}
