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

/// The scale people rated on. Ratings are kept as 1 to 10.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RatingScale {
    /// 1 to 10, as they are kept.
    #[default]
    Ten,
    /// 1 to 5.
    Five,
    /// 1 to 7.
    Seven,
    /// 0 to 100.
    Hundred,
}

impl RatingScale {
    /// Every scale, in the order a list shows them.
    pub const ALL: [Self; 4] = [Self::Ten, Self::Five, Self::Seven, Self::Hundred];

    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ten => "1 to 10",
            Self::Five => "1 to 5",
            Self::Seven => "1 to 7",
            Self::Hundred => "0 to 100",
        }
    }

    /// Worst and best answer.
    pub const fn ends(self) -> (f64, f64) {
        match self {
            Self::Ten => (1.0, 10.0),
            Self::Five => (1.0, 5.0),
            Self::Seven => (1.0, 7.0),
            Self::Hundred => (0.0, 100.0),
        }
    }

    /// The scale that answers up to `largest` look like; `None` where none goes so far.
    pub fn up_to(largest: f64) -> Option<Self> {
        let fits = |scale: &Self| largest <= scale.ends().1;
        [Self::Five, Self::Seven, Self::Ten, Self::Hundred]
            .into_iter()
            .find(fits)
    }

    /// An answer on this scale as 1 to 10: worst becomes 1, best 10, straight between.
    ///
    /// ```
    /// use both_sides::import::RatingScale;
    /// assert_eq!(RatingScale::Five.as_ten(3.0), 5.5);
    /// assert_eq!(RatingScale::Ten.as_ten(7.0), 7.0);
    /// ```
    pub fn as_ten(self, answer: f64) -> f64 {
        let (worst, best) = self.ends();
        1.0 + (answer - worst) * 9.0 / (best - worst)
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
    /// The scale of the ratings of a survey.
    pub rating_scale: RatingScale,
    /// True when this app wrote the file: texts are taken as they stand.
    pub is_own: bool,
    /// Cells rewritten by the person: file row and column to new text.
    pub fixes: BTreeMap<(u32, u32), String>,
}

/// What the person decided about headers before: normalised header to [`Target::key`].
pub type RememberedMappings = BTreeMap<String, String>;
