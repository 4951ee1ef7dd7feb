//! Days of a column: which order of day, month and year its values agree on.

use crate::portfolio::read_day;
use crate::units::Day;

use super::number::Plain;

/// The order in which a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// 2026-11-22, 20261122
    YearFirst,
    /// 22-11-2026
    DayFirst,
    /// 11/22/2026
    MonthFirst,
}

impl DayOrder {
    /// Every order, in the order a list shows them.
    pub const ALL: [Self; 3] = [Self::YearFirst, Self::DayFirst, Self::MonthFirst];

    /// Name for people, with an example.
    pub const fn label(self) -> &'static str {
        match self {
            Self::YearFirst => "year first (2026-11-22)",
            Self::DayFirst => "day first (22-11-2026)",
            Self::MonthFirst => "month first (11-22-2026)",
        }
    }
}

/// What a column's values say about the order of its dates; empty cells left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DayEvidence {
    /// Dates that say what is what: year first, or with the month as a word.
    pub n_certain: u32,
    /// Dates that only make sense with the day first.
    pub n_day: u32,
    /// Dates that only make sense with the month first.
    pub n_month: u32,
    /// Dates that make sense both ways and differ: 03-04-2026.
    pub n_either: u32,
    /// Dates that make sense both ways and are the same: 04-04-2026.
    pub n_same: u32,
    /// No dates.
    pub n_not: u32,
}

/// How the order of a column's dates stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderDecision {
    /// Every value agrees.
    Decided(DayOrder),
    /// Every value reads with the day first and with the month first.
    Ambiguous,
    /// Some say one thing and some the other; the guess is what more of them say.
    Mixed(DayOrder),
}

impl OrderDecision {
    /// The order to go on with until the person has answered.
    pub fn guess(self) -> DayOrder {
        match self {
            Self::Decided(order) | Self::Mixed(order) => order,
            Self::Ambiguous => DayOrder::DayFirst,
        }
    }

    /// True when the person has to say.
    pub fn asks(self) -> bool {
        !matches!(self, Self::Decided(_))
    }
}

impl DayEvidence {
    /// Values that are dates under some reading.
    pub fn n_days(&self) -> u32 {
        self.n_certain + self.n_day + self.n_month + self.n_either + self.n_same
    }

    /// Decides the order, only if every value agrees.
    pub fn order(&self) -> OrderDecision {
        match (self.n_day, self.n_month) {
            (0, 0) if self.n_either > 0 => OrderDecision::Ambiguous,
            (0, 0) if self.n_same > 0 => OrderDecision::Decided(DayOrder::DayFirst),
            (0, 0) => OrderDecision::Decided(DayOrder::YearFirst),
            (_, 0) => OrderDecision::Decided(DayOrder::DayFirst),
            (0, _) => OrderDecision::Decided(DayOrder::MonthFirst),
            (day, month) if month > day => OrderDecision::Mixed(DayOrder::MonthFirst),
            _ => OrderDecision::Mixed(DayOrder::DayFirst),
        }
    }

    /// Counts what a value that stands `n` times says about the order.
    pub fn read_often(&mut self, cell: &[u8], n: u32) {
        let mut one = Self::default();
        one.read(cell, DayOrder::DayFirst);
        self.n_certain += n * one.n_certain;
        self.n_day += n * one.n_day;
        self.n_month += n * one.n_month;
        self.n_either += n * one.n_either;
        self.n_same += n * one.n_same;
        self.n_not += n * one.n_not;
    }

    /// Reads one value with `order`, and counts what it says about the order.
    ///
    /// A date that says itself what is what (year first, or the month as a word) is read so in any column.
    pub fn read(&mut self, cell: &[u8], order: DayOrder) -> Option<Day> {
        let Written {
            certain,
            day_first,
            month_first,
        } = Written::of(cell);
        match (certain, day_first, month_first) {
            (Some(_), _, _) => self.n_certain += 1,
            (_, None, None) => self.n_not += 1,
            (_, Some(_), None) => self.n_day += 1,
            (_, None, Some(_)) => self.n_month += 1,
            (_, Some(one), Some(other)) if one == other => self.n_same += 1,
            _ => self.n_either += 1,
        }
        match order {
            _ if certain.is_some() => certain,
            DayOrder::YearFirst => None,
            DayOrder::DayFirst => day_first,
            DayOrder::MonthFirst => month_first,
        }
    }
}

/// Days since 1970 of a date written `2026-11-22`, the usual form, without building the date.
pub(super) fn plain_day(cell: &[u8]) -> Option<i32> {
    const BEFORE_MONTH: [i32; 12] = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275];
    const LENGTHS: [i32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *cell else {
        return None;
    };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let [y1, y2, y3, y4, m1, m2, d1, d2] = digits.map(|digit| i32::from(digit - b'0'));
    let (year, month, day) = (y1 * 1000 + y2 * 100 + y3 * 10 + y4, m1 * 10 + m2, d1 * 10 + d2);
    let at = usize::try_from(month - 1).ok()?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = LENGTHS.get(at)? + i32::from(month == 2 && is_leap);
    if year == 0 || day == 0 || day > length {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    Some(year * 365 + year / 4 - year / 100 + year / 400 + BEFORE_MONTH[at] + day - 1 - 719_468)
}

/// One date under each reading.
#[derive(Default)]
struct Written {
    certain: Option<Day>,
    day_first: Option<Day>,
    month_first: Option<Day>,
}

impl Written {
    fn certain(day: Option<Day>) -> Self {
        Self {
            certain: day,
            ..Self::default()
        }
    }

    fn of(cell: &[u8]) -> Self {
        if let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *cell {
            return Self::certain(year_first([y1, y2, y3, y4], [m1, m2], [d1, d2]));
        }
        if let [y1, y2, y3, y4, m1, m2, d1, d2] = *cell
            && cell.iter().all(u8::is_ascii_digit)
        {
            let plausible = year_first([y1, y2, y3, y4], [m1, m2], [d1, d2]);
            return Self::certain(plausible.filter(|day| (1900..2200).contains(&day.year())));
        }
        let Ok(text) = std::str::from_utf8(cell) else {
            return Self::default();
        };
        if text.len() > 40 || !text.bytes().any(|byte| byte.is_ascii_digit()) || Plain::read(cell).is_some() {
            return Self::default();
        }
        if let Some(day) = read_day(text) {
            return Self::certain(Some(day));
        }
        Self::in_parts(text)
    }

    fn in_parts(text: &str) -> Self {
        let is_mark = |mark: char| matches!(mark, '-' | '/' | '.' | ' ' | ',' | 'T' | '\u{a0}');
        let mut parts = text
            .split(is_mark)
            .filter(|part| !part.is_empty() && !is_weekday(part));
        let (Some(first), Some(second), Some(third)) = (parts.next(), parts.next(), parts.next()) else {
            return Self::default();
        };
        if !parts.all(is_time) {
            return Self::default();
        }
        if let Some(month) = month_named(second) {
            return Self::certain(
                match (year_of(third), year_of(first).filter(|_| first.len() == 4)) {
                    (_, Some(year)) => Day::new(year, month, small(third).unwrap_or(0)),
                    (Some(year), None) => Day::new(year, month, small(first).unwrap_or(0)),
                    (None, None) => None,
                },
            );
        }
        let Some(year) = year_of(third) else {
            return Self::default();
        };
        if let Some(month) = month_named(first) {
            return Self::certain(Day::new(year, month, small(second).unwrap_or(0)));
        }
        let (Some(first), Some(second)) = (small(first), small(second)) else {
            return Self::default();
        };
        Self {
            certain: None,
            day_first: Day::new(year, second, first),
            month_first: Day::new(year, first, second),
        }
    }
}

fn year_first(year: [u8; 4], month: [u8; 2], day: [u8; 2]) -> Option<Day> {
    let number = |digits: &[u8]| -> Option<i16> {
        digits.iter().try_fold(0_i16, |sum, byte| {
            byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0'))
        })
    };
    let small = |digits: [u8; 2]| number(&digits).and_then(|value| i8::try_from(value).ok());
    Day::new(number(&year)?, small(month)?, small(day)?)
}

fn small(part: &str) -> Option<i8> {
    let digits = part
        .trim_end_matches("st")
        .trim_end_matches("nd")
        .trim_end_matches("rd")
        .trim_end_matches("th");
    ((1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// Four digits, or two: 70 to 99 lie in the last century, the rest in this one.
fn year_of(part: &str) -> Option<i16> {
    let number: i16 = part
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| part.parse().ok())??;
    match part.len() {
        4 => Some(number),
        2 if number >= 70 => Some(1900 + number),
        2 => Some(2000 + number),
        _ => None,
    }
}

fn is_time(part: &str) -> bool {
    part.contains(':')
        && part
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b":.+Zz".contains(&byte))
        || matches!(
            part.to_ascii_lowercase().as_str(),
            "am" | "pm" | "utc" | "gmt" | "z"
        )
        || part.len() <= 6 && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'Z')
}

fn is_weekday(part: &str) -> bool {
    const STARTS: [&str; 14] = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "maa", "din", "woe", "don", "vri", "zat", "zon",
    ];
    let starts = STARTS.iter().any(|start| begins_with(part, start));
    starts && part.to_lowercase().len() != 5 && month_named(part).is_none()
}

/// True when the part in lower case begins so.
fn begins_with(part: &str, start: &str) -> bool {
    match part.as_bytes().get(..start.len()) {
        Some(first) if first.is_ascii() => first.eq_ignore_ascii_case(start.as_bytes()),
        None if part.is_ascii() => false,
        _ => part.to_lowercase().starts_with(start),
    }
}

/// The month a word stands for, in English, Dutch, German or French, full or shortened.
fn month_named(part: &str) -> Option<i8> {
    const STARTS: [(&str, i8); 28] = [
        ("jan", 1),
        ("feb", 2),
        ("fév", 2),
        ("fev", 2),
        ("mar", 3),
        ("maa", 3),
        ("mrt", 3),
        ("mär", 3),
        ("mrz", 3),
        ("apr", 4),
        ("avr", 4),
        ("may", 5),
        ("mei", 5),
        ("mai", 5),
        ("juin", 6),
        ("jun", 6),
        ("juil", 7),
        ("jul", 7),
        ("aug", 8),
        ("aoû", 8),
        ("aou", 8),
        ("sep", 9),
        ("okt", 10),
        ("oct", 10),
        ("nov", 11),
        ("dec", 12),
        ("dez", 12),
        ("déc", 12),
    ];
    let found = STARTS.iter().find(|(start, _)| begins_with(part, start))?;
    let lower = part.to_lowercase();
    let is_word = lower.chars().all(char::is_alphabetic) && lower.chars().count() <= 10;
    (is_word && lower != "maandag").then_some(found.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_read_plainly_is_the_day_read_with_care() {
        for days in (-719_162..2_932_896).step_by(7) {
            let text = Day::from_epoch_days(days)
                .map(|day| day.to_string())
                .unwrap_or_default();
            assert_eq!(plain_day(text.as_bytes()), Some(days), "{text}");
        }
        for wrong in [
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-04-31",
            "0000-01-01",
            "2024/01/01",
        ] {
            assert_eq!(plain_day(wrong.as_bytes()), None, "{wrong}");
        }
        assert!(plain_day(b"2000-02-29").is_some());
    }
}
