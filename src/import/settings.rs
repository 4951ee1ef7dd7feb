//! Everything that decides how a file is read: detected, shown, and open to change.

use std::collections::BTreeMap;

use crate::portfolio::NumberMarks;
use crate::units::{Day, Estimate};

use super::{DayOrder, Delimiter, Encoding, Shape, Target};

/// How the bytes of a file become records.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// How characters are stored.
    pub encoding: Encoding,
    /// What stands between cells.
    pub delimiter: Delimiter,
    /// Records above the header, or above the first line of data where there is no header.
    pub n_skipped: u32,
    /// True when the first record after those names the columns.
    pub has_header: bool,
}

/// How one column is read. `None` in a reading means: as every value of the column agrees.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnSettings {
    /// Name of the column: its header, or `Column 3` where there is none.
    pub header: String,
    /// What it becomes.
    pub target: Target,
    /// Decimal mark chosen by the person.
    pub marks: Option<NumberMarks>,
    /// Order of day, month and year chosen by the person.
    pub day_order: Option<DayOrder>,
    /// Whether numbers without a percent sign are per cent, chosen by the person.
    pub is_percent: Option<bool>,
}

impl ColumnSettings {
    /// A column whose readings are left to what its values say.
    pub fn new(header: &str, target: Target) -> Self {
        Self {
            header: header.to_owned(),
            target,
            marks: None,
            day_order: None,
            is_percent: None,
        }
    }
}

/// Everything that decides how a file is read. The same bytes and settings always give the same draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Bytes to records.
    pub layout: Layout,
    /// What the lines are.
    pub shape: Shape,
    /// One per column.
    pub columns: Vec<ColumnSettings>,
    /// The day before which everything happened; an order dated later is a problem.
    pub today: Day,
    /// The day to look back from; `None` is the day of the last order.
    pub as_of: Option<Day>,
    /// Gross margin as a share of revenue, assumed by the person where the file has none.
    pub assumed_margin: Option<Estimate>,
    /// True when times of a repeat-purchase summary are in days, not weeks.
    pub times_in_days: bool,
    /// True when this app wrote the file: texts are taken as they stand.
    pub is_own: bool,
    /// Cells rewritten by the person: file row and column to new text.
    pub fixes: BTreeMap<(u32, u32), String>,
}

/// What the person decided about headers before: normalised header to [`Target::key`].
pub type RememberedMappings = BTreeMap<String, String>;
