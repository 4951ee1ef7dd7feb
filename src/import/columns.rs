//! Typed columns: what the good rows hold, without an allocation per cell.

use crate::portfolio::{Field, FieldError, FieldKind, FieldValue, NumberMarks, unguarded_cell};
use crate::units::{Day, Estimate, Money, Rate};

use super::day::plain_day;
use super::intern::hash;
use super::number::is_empty_word;
use super::{
    ColumnSettings, DayEvidence, DayOrder, Interner, MarksDecision, NumberEvidence, OrderDecision, Problem,
    Role, Shape, Target,
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

#[derive(Clone, Copy, Debug)]
struct Bounds {
    low: f64,
    high: f64,
    is_whole: bool,
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
    bounds: Bounds,
    is_required: bool,
    is_own: bool,
    words: Option<&'static [&'static str]>,
    is_share: bool,
}

impl ReadColumn {
    /// A column without values; `None` for one that is left out.
    pub fn new(
        index: usize,
        settings: &ColumnSettings,
        reading: Reading,
        shape: Shape,
        is_own: bool,
    ) -> Option<Self> {
        let target = settings.target;
        let kind = match target {
            Target::LeaveOut => return None,
            Target::Field(field) => field.kind(),
            Target::Role(Role::Date) => FieldKind::Day,
            Target::Role(Role::Discount) => FieldKind::Share,
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
            || matches!(
                target,
                Target::Field(Field::Id) | Target::Role(Role::Frequency | Role::Recency | Role::Age)
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
            words: if let FieldKind::Choice(words) = kind {
                Some(words)
            } else {
                None
            },
            is_share: matches!(kind, FieldKind::Share | FieldKind::Growth),
        })
    }

    /// Makes the column one the line cannot do without.
    pub fn require(&mut self) {
        self.is_required = true;
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

    /// Reads one more value. On a problem an empty value is added, so that all columns stay level.
    pub fn push(&mut self, cell: &[u8]) -> Result<(), Problem> {
        let cell = if self.is_own { unguarded(cell) } else { cell };
        match self.values {
            Values::Numbers(_) => {
                let read = self.read_number(cell);
                if let Values::Numbers(numbers) = &mut self.values {
                    numbers.push(*read.as_ref().unwrap_or(&f64::NAN));
                }
                read.map(|_| ())
            }
            Values::Days(_) => {
                let read = self.read_day(cell);
                if let Values::Days(days) = &mut self.values {
                    days.push(*read.as_ref().unwrap_or(&NO_DAY));
                }
                read.map(|_| ())
            }
            Values::Texts(..) => self.push_text(cell),
            Values::Hashes(ref mut hashes) => {
                hashes.push(hash(cell));
                Ok(())
            }
        }
    }

    /// Takes the last value away again.
    pub fn pop(&mut self) {
        let n_left = self.len().saturating_sub(1);
        match &mut self.values {
            Values::Numbers(numbers) => numbers.truncate(n_left),
            Values::Days(days) => days.truncate(n_left),
            Values::Texts(codes, _) => codes.truncate(n_left),
            Values::Hashes(hashes) => hashes.truncate(n_left),
        }
        while self
            .estimates
            .last()
            .is_some_and(|(place, _)| *place as usize >= n_left)
        {
            self.estimates.pop();
        }
    }

    /// True when two places hold the same value.
    pub fn is_same(&self, one: usize, other: usize) -> bool {
        match &self.values {
            Values::Numbers(numbers) => numbers[one].to_bits() == numbers[other].to_bits(),
            Values::Days(days) => days[one] == days[other],
            Values::Texts(codes, _) => codes[one] == codes[other],
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

    fn read_number(&mut self, cell: &[u8]) -> Result<f64, Problem> {
        let starts_as_number = cell.first().is_some_and(u8::is_ascii_digit);
        if !starts_as_number && is_empty_word(cell) {
            return if self.is_required {
                Err(Problem::Missing)
            } else {
                Ok(f64::NAN)
            };
        }
        let n_telling = self.numbers.n_either + self.numbers.n_comma;
        let value = self.numbers.read(cell, self.reading.marks);
        if self.telling.len() < 3 && self.numbers.n_either + self.numbers.n_comma > n_telling {
            self.telling.push(shown(cell));
        }
        let Some(value) = value else {
            return self.read_estimate(cell);
        };
        let value = match self.reading.is_percent && !cell.contains(&b'%') {
            true => value / 100.0,
            false => value,
        };
        let Bounds { low, high, is_whole } = self.bounds;
        if !(low..=high).contains(&value) {
            return Err(FieldError::OutOfRange { value, low, high }.into());
        }
        if is_whole && value != libm::trunc(value) {
            return Err(FieldError::NotANumber { text: shown(cell) }.into());
        }
        Ok(value)
    }

    /// A number written low..base..high, where the field takes one.
    fn read_estimate(&mut self, cell: &[u8]) -> Result<f64, Problem> {
        let not = || Problem::from(FieldError::NotANumber { text: shown(cell) });
        let Target::Field(field) = self.target else {
            return Err(not());
        };
        if !field.takes_estimate() || !cell.windows(2).any(|two| two == b"..") {
            return Err(not());
        }
        self.numbers.n_not = self.numbers.n_not.saturating_sub(1);
        match field.read(&String::from_utf8_lossy(cell), self.reading.marks)? {
            FieldValue::Estimate(estimate) => {
                self.estimates.push((self.len() as u32, estimate));
                Ok(estimate.base())
            }
            FieldValue::Number(number) => Ok(number),
            _ => Err(not()),
        }
    }

    fn read_day(&mut self, cell: &[u8]) -> Result<i32, Problem> {
        if let Some(day) = plain_day(cell) {
            self.days.n_certain += 1;
            return Ok(day);
        }
        if is_empty_word(cell) {
            return if self.is_required {
                Err(Problem::Missing)
            } else {
                Ok(NO_DAY)
            };
        }
        let n_either = self.days.n_either;
        let day = self.days.read(cell, self.reading.order);
        if self.telling.len() < 3 && self.days.n_either > n_either {
            self.telling.push(shown(cell));
        }
        match day {
            Some(day) => Ok(day.epoch_days()),
            None => Err(Problem::OtherOrder {
                text: shown(cell),
                order: self.reading.order.label(),
            }),
        }
    }

    fn push_text(&mut self, cell: &[u8]) -> Result<(), Problem> {
        let Values::Texts(codes, seen) = &mut self.values else {
            return Ok(());
        };
        let is_empty = cell.is_empty() || (!self.is_own && !self.is_required && is_empty_text(cell));
        if is_empty {
            codes.push(NO_TEXT);
            return if self.is_required {
                Err(Problem::Missing)
            } else {
                Ok(())
            };
        }
        codes.push(seen.intern(cell));
        let is_word = |words: &&[&str]| {
            words
                .iter()
                .any(|word| word.as_bytes().eq_ignore_ascii_case(cell))
        };
        match self.words {
            Some(words) if !is_word(&words) => Err(FieldError::NotAChoice {
                text: shown(cell),
                allowed: words.join(", "),
            }
            .into()),
            _ => Ok(()),
        }
    }
}

/// Shares and growth written as 45 rather than 0.45: something above 1.5, nothing above 100, no sign.
pub fn looks_like_percent(numbers: &NumberEvidence) -> bool {
    numbers.largest > 1.5 && numbers.largest <= 100.0 && numbers.n_percent == 0
}

/// True for what means "nothing" in a column of text. Words such as NA may be a name there.
fn is_empty_text(cell: &[u8]) -> bool {
    const WORDS: [&[u8]; 5] = [b"n/a", b"#n/a", b"null", b"-", b"nan"];
    cell.len() <= 4 && WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// The cell as it was before it was guarded against being run.
fn unguarded(cell: &[u8]) -> &[u8] {
    match std::str::from_utf8(cell) {
        Ok(text) => unguarded_cell(text).as_bytes(),
        Err(_) => cell,
    }
}

fn shown(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    match text.char_indices().nth(120) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.into_owned(),
    }
}
