//! The cube of length, breadth and depth: each divided into thirds, 27 cells.

use super::three_ps::DIMENSIONS;
use super::{MeasureId, Valuation};
use crate::maths::Standings;

/// The lower, middle or upper third of a percentile.
///
/// ```
/// use both_sides::measures::thirds::third;
/// assert_eq!([10.0, 50.0, 90.0].map(third), [0, 1, 2]);
/// ```
pub fn third(percentile: f64) -> u8 {
    match percentile {
        _ if percentile * 3.0 < 100.0 => 0,
        _ if percentile * 3.0 < 200.0 => 1,
        _ => 2,
    }
}

/// Which cell of the cube every account stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Cube {
    /// By row: third of length, breadth and depth; `None` where that is not known.
    pub thirds: Vec<[Option<u8>; 3]>,
}

impl Cube {
    /// Divides the accounts of `valuation` by the thirds of each dimension.
    pub fn new(valuation: &Valuation) -> Self {
        let values = |measure: MeasureId| {
            let rows = 0..valuation.column(measure).len();
            rows.map(|row| valuation.get(measure, row).value).collect()
        };
        Self::of(&DIMENSIONS.map(values))
    }

    /// The same of length, breadth and depth of every account; `None` is unknown.
    ///
    /// ```
    /// use both_sides::measures::thirds::Cube;
    /// let sides = [vec![Some(1.0), Some(4.0), Some(9.0)], vec![Some(2.0), None, Some(1.0)], vec![Some(5.0); 3]];
    /// let cube = Cube::of(&sides);
    /// assert_eq!(cube.thirds[0][0], Some(0));
    /// assert_eq!((cube.thirds[1][1], cube.cell(1)), (None, None));
    /// ```
    pub fn of(sides: &[Vec<Option<f64>>; 3]) -> Self {
        let n_rows = sides.iter().map(Vec::len).max().unwrap_or_default();
        let mut thirds = vec![[None; 3]; n_rows];
        for (place, side) in sides.iter().enumerate() {
            let known = side.iter().enumerate();
            let known: Vec<(usize, f64)> = known.filter_map(|(row, value)| Some((row, (*value)?))).collect();
            let values: Vec<f64> = known.iter().map(|(_, value)| *value).collect();
            let (_, percentiles) = Standings::with_percentiles(&values);
            for ((row, _), percentile) in known.into_iter().zip(percentiles) {
                thirds[row][place] = Some(third(percentile));
            }
        }
        Self { thirds }
    }

    /// The cell of `row`, 0 to 26: 9 × length + 3 × breadth + depth; `None` where a dimension is not known.
    pub fn cell(&self, row: usize) -> Option<usize> {
        let [length, breadth, depth] = *self.thirds.get(row)?;
        Some(9 * usize::from(length?) + 3 * usize::from(breadth?) + usize::from(depth?))
    }
}

/// The thirds of a cell.
pub const fn thirds_of(cell: usize) -> [usize; 3] {
    [cell / 9, cell / 3 % 3, cell % 3]
}

/// The words for the three thirds of length, breadth and depth, lowest first.
pub const WORDS: [[&str; 3]; 3] = [
    ["new", "some years", "long"],
    ["narrow", "medium", "broad"],
    ["shallow", "middling", "deep"],
];
