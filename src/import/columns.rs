//! Typed columns: what the good rows hold, without an allocation per cell.

use crate::portfolio::{Field, FieldKind, FieldValue, NumberMarks};
use crate::units::{Day, Estimate, Money, Rate};

use super::record_words::kind_of;
use super::{
    ColumnSettings, DayEvidence, DayOrder, Interner, MarksDecision, NumberEvidence, OrderDecision,
    RatingScale, Role, Settings, Shape, Target,
};

/// How the values of a column are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Decimal mark.
    pub marks: NumberMarks,
    /// Order of dates.
    pub order: DayOrder,
    /// Numbers without a percent sign are per cent.
    pub is_percent: bool,
}

/// What stands for an empty day.
pub const NO_DAY: i32 = i32::MIN;

/// Number of the empty text in every text column.
pub const NO_TEXT: u32 = 0;

/// The values of one column, one per good row.
#[derive(Clone, Debug)]
pub enum Values {
    /// Numbers; not-a-number where empty.
    Numbers(Vec<f64>),
    /// Days since 1970; [`NO_DAY`] where empty.
    Days(Vec<i32>),
    /// Texts by number; [`NO_TEXT`] where empty.
    Texts(Vec<u32>, Interner),
    /// Hashes, where only equality counts.
    Hashes(Vec<u64>),
}

/// What a number of a column may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub low: f64,
    pub high: f64,
    pub is_whole: bool,
}

/// A column that is read.
#[derive(Clone, Debug)]
pub struct ReadColumn {
    /// Its place in the file.
    pub index: usize,
    /// What it becomes.
    pub target: Target,
    /// How it is read.
    pub reading: Reading,
    /// What its values say as numbers.
    pub numbers: NumberEvidence,
    /// What its values say as days.
    pub days: DayEvidence,
    /// Its values.
    pub values: Values,
    /// The first values that read in more than one way, as they stand.
    pub telling: Vec<String>,
    /// Numbers with bounds, by place among the good rows; `values` holds the base.
    pub estimates: Vec<(u32, Estimate)>,
    /// What its numbers may be.
    pub(super) bounds: Bounds,
    pub(super) is_required: bool,
    pub(super) is_own: bool,
    /// Equal texts need not have equal numbers.
    pub(super) may_append: bool,
    pub(super) words: Option<&'static [&'static str]>,
    is_share: bool,
}

impl ReadColumn {
    /// A column without values; `None` for one that is left out.
    pub fn new(index: usize, settings: &ColumnSettings, reading: Reading, file: &Settings) -> Option<Self> {
        let (target, shape, is_own) = (settings.target, file.shape, file.is_own);
        let kind = match target {
            Target::LeaveOut => return None,
            Target::Field(field) => field.kind(),
            Target::Role(Role::Date) => FieldKind::Day,
            Target::Role(Role::Discount) => FieldKind::Share,
            Target::Role(role) if kind_of(role, shape).is_some() => kind_of(role, shape)?,
            Target::Role(role) if role.is_rating() => rating_kind(file.rating_scale),
            Target::DriverRating => rating_kind(file.rating_scale),
            Target::Role(role) if role.is_statistic() => FieldKind::Number { low: 0.0, high: 1e9 },
            Target::Role(role) if role.is_number() => FieldKind::Money,
            Target::Product => FieldKind::Money,
            _ => FieldKind::Text,
        };
        let (low, high) = match kind {
            FieldKind::Share => (0.0, 1.0),
            FieldKind::Growth => (Rate::LOW, Rate::HIGH),
            FieldKind::Number { low, high } => (low, high),
            FieldKind::Count => (0.0, f64::from(u32::MAX)),
            _ => (Money::LOW, Money::HIGH),
        };
        let values = match (kind, target) {
            (_, Target::Role(Role::OrderId)) => Values::Hashes(Vec::new()),
            (FieldKind::Day, _) => Values::Days(Vec::new()),
            (FieldKind::Text | FieldKind::Tags | FieldKind::Choice(_), _) => {
                let mut seen = Interner::default();
                seen.intern(b"");
                Values::Texts(Vec::new(), seen)
            }
            _ => Values::Numbers(Vec::new()),
        };
        let in_log = shape == Shape::OrderLog
            && matches!(
                target,
                Target::Role(Role::Date | Role::Revenue | Role::UnitPrice) | Target::Field(Field::Id)
            );
        let is_required = in_log
            || (target == Target::Field(Field::Id) && shape != Shape::Events)
            || matches!(
                target,
                Target::Role(Role::Frequency | Role::Recency | Role::Age | Role::EventKind)
            );
        Some(Self {
            index,
            target,
            reading,
            numbers: NumberEvidence::default(),
            days: DayEvidence::default(),
            values,
            telling: Vec::new(),
            estimates: Vec::new(),
            bounds: Bounds {
                low,
                high,
                is_whole: kind == FieldKind::Count || target == Target::Role(Role::Frequency),
            },
            is_required,
            is_own,
            may_append: shape != Shape::OrderLog,
            words: if let FieldKind::Choice(words) = kind {
                Some(words)
            } else {
                None
            },
            is_share: matches!(kind, FieldKind::Share | FieldKind::Growth),
        })
    }

    /// Makes the column one no line can do without.
    pub fn require(&mut self) {
        self.is_required = true;
    }

    /// Gives equal texts equal numbers, however rarely one repeats.
    pub fn keep_equal(&mut self) {
        self.may_append = false;
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        match &self.values {
            Values::Numbers(numbers) => numbers.len(),
            Values::Days(days) => days.len(),
            Values::Texts(codes, _) => codes.len(),
            Values::Hashes(hashes) => hashes.len(),
        }
    }

    /// Takes the last value away again.
    pub fn pop(&mut self) {
        let n_left = self.len().saturating_sub(1);
        self.truncate(n_left);
        while self
            .estimates
            .last()
            .is_some_and(|(place, _)| *place as usize >= n_left)
        {
            self.estimates.pop();
        }
    }

    /// Keeps the first `n` values.
    pub(super) fn truncate(&mut self, n: usize) {
        match &mut self.values {
            Values::Numbers(numbers) => numbers.truncate(n),
            Values::Days(days) => days.truncate(n),
            Values::Texts(codes, _) => codes.truncate(n),
            Values::Hashes(hashes) => hashes.truncate(n),
        }
    }

    /// True when two places hold the same value.
    pub fn is_same(&self, one: usize, other: usize) -> bool {
        match &self.values {
            Values::Numbers(numbers) => numbers[one].to_bits() == numbers[other].to_bits(),
            Values::Days(days) => days[one] == days[other],
            Values::Texts(codes, seen) => seen.bytes_of(codes[one]) == seen.bytes_of(codes[other]),
            Values::Hashes(hashes) => hashes[one] == hashes[other],
        }
    }

    /// The value at a place.
    pub fn value(&self, place: usize) -> FieldValue {
        match &self.values {
            Values::Numbers(numbers) if numbers[place].is_nan() => FieldValue::Empty,
            Values::Numbers(numbers) => match self.estimate(place) {
                Some(estimate) => FieldValue::Estimate(estimate),
                None => FieldValue::Number(numbers[place]),
            },
            Values::Days(days) => {
                Day::from_epoch_days(days[place]).map_or(FieldValue::Empty, FieldValue::Day)
            }
            Values::Texts(codes, _) if codes[place] == NO_TEXT => FieldValue::Empty,
            Values::Texts(codes, seen) => FieldValue::Text(seen.text_of(codes[place]).into_owned()),
            Values::Hashes(_) => FieldValue::Empty,
        }
    }

    /// How the values want to be read, now that they have all been seen.
    pub fn wanted(&self, settings: &ColumnSettings) -> Reading {
        let marks = settings
            .marks
            .unwrap_or_else(|| self.numbers.marks().guess(self.reading.marks));
        Reading {
            marks,
            order: settings.day_order.unwrap_or_else(|| self.days.order().guess()),
            is_percent: settings
                .is_percent
                .unwrap_or_else(|| self.is_share && looks_like_percent(&self.numbers)),
        }
    }

    /// True when the values seen would come out otherwise under `reading`.
    pub fn differs_under(&self, reading: Reading) -> bool {
        match &self.values {
            Values::Numbers(_) => {
                reading.marks != self.reading.marks || reading.is_percent != self.reading.is_percent
            }
            Values::Days(_) => reading.order != self.reading.order,
            _ => false,
        }
    }

    /// The decision about decimal marks where the person has to say.
    pub fn asks_marks(&self, settings: &ColumnSettings) -> Option<MarksDecision> {
        let is_number = matches!(self.values, Values::Numbers(_));
        let decision = self.numbers.marks();
        (is_number && settings.marks.is_none() && decision.asks()).then_some(decision)
    }

    /// The decision about the order of dates where the person has to say.
    pub fn asks_order(&self, settings: &ColumnSettings) -> Option<OrderDecision> {
        let is_day = matches!(self.values, Values::Days(_));
        let decision = self.days.order();
        (is_day && settings.day_order.is_none() && decision.asks()).then_some(decision)
    }

    fn estimate(&self, place: usize) -> Option<Estimate> {
        let at = self
            .estimates
            .binary_search_by_key(&(place as u32), |(place, _)| *place)
            .ok()?;
        Some(self.estimates[at].1)
    }
}

fn rating_kind(scale: RatingScale) -> FieldKind {
    let (low, high) = scale.ends();
    FieldKind::Number { low, high }
}

/// Shares and growth written as 45 rather than 0.45: something above 1.5, nothing above 100, no sign.
pub fn looks_like_percent(numbers: &NumberEvidence) -> bool {
    numbers.largest > 1.5 && numbers.largest <= 100.0 && numbers.n_percent == 0
}
