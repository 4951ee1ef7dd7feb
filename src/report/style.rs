//! How numbers, money, shares and days are written for this reader.
//!
//! The marks come from the browser's locale as plain values; the core formats, so that the screen, the
//! printout and the picture show the same text.

use crate::measures::{MeasureId, Measured, Unit, Valuation};
use crate::portfolio::{FieldKind, FieldValue, NumberMarks};
use crate::units::{Day, Interval};

/// What stands where a number is unknown.
pub const UNKNOWN: &str = "–";

/// In which order day, month and year are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 2026-11-22
    YearFirst,
    /// 22-11-2026
    DayFirst,
    /// 11/22/2026
    MonthFirst,
}

/// The reader's way of writing numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberStyle {
    /// Between the whole and the fraction.
    pub decimal: char,
    /// Between groups of digits.
    pub group: char,
    /// Digits in the groups left of the last one: 3, or 2 as in 12,34,567.
    pub group_size: usize,
    /// Sign of the portfolio's currency.
    pub currency: String,
    /// True where the sign stands before the number.
    pub currency_first: bool,
    /// Order of a date.
    pub dates: DateOrder,
    /// Between the parts of a date.
    pub date_mark: char,
}

impl Default for NumberStyle {
    fn default() -> Self {
        Self {
            decimal: '.',
            group: ',',
            group_size: 3,
            currency: "€".to_owned(),
            currency_first: true,
            dates: DateOrder::YearFirst,
            date_mark: '-',
        }
    }
}

const MINUS: char = '\u{2212}';
const NARROW_SPACE: char = '\u{202f}';

impl NumberStyle {
    /// The marks a person types numbers with.
    pub const fn marks(&self) -> NumberMarks {
        NumberMarks {
            decimal: self.decimal,
        }
    }

    /// `number` with `decimals` digits behind the mark; halves are rounded away from zero.
    pub fn number(&self, number: f64, decimals: usize) -> String {
        let plain = format!("{:.*}", decimals, rounded(number.abs(), decimals));
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::with_capacity(plain.len() + 8);
        if number < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
            text.push(MINUS);
        }
        self.push_grouped(&mut text, whole);
        if !fraction.is_empty() {
            text.push(self.decimal);
            text.push_str(fraction);
        }
        text
    }

    fn push_grouped(&self, text: &mut String, whole: &str) {
        for (at, digit) in whole.char_indices() {
            let left = whole.len() - at;
            let ends_group = left == 3 || (left > 3 && (left - 3).is_multiple_of(self.group_size));
            if at > 0 && ends_group && whole.len() > 3 {
                text.push(self.group);
            }
            text.push(digit);
        }
    }

    /// Money in whole units from ten on, with cents below.
    pub fn money(&self, amount: f64) -> String {
        self.with_currency(&self.number(
            amount,
            if amount.abs() >= 10.0 || amount == 0.0 {
                0
            } else {
                2
            },
        ))
    }

    /// Money in three significant digits with k, M or bn.
    pub fn money_short(&self, amount: f64) -> String {
        self.with_currency(&self.number_short(amount))
    }

    /// A number in three significant digits with k, M or bn.
    pub fn number_short(&self, number: f64) -> String {
        let (scale, suffix) = match number.abs() {
            size if size >= 999.5e6 => (1e9, "bn"),
            size if size >= 999.5e3 => (1e6, "M"),
            size if size >= 9_995.0 => (1e3, "k"),
            _ => (1.0, ""),
        };
        let scaled = number / scale;
        let decimals = match scaled.abs() {
            size if suffix.is_empty() && size >= 10.0 => 0,
            size if size >= 99.95 || size == libm::trunc(size) => 0,
            size if size >= 9.995 => 1,
            _ => 2,
        };
        self.number(scaled, decimals) + suffix
    }

    fn with_currency(&self, number: &str) -> String {
        let (sign, digits) = match number.strip_prefix(MINUS) {
            Some(digits) => (MINUS.to_string(), digits),
            None => (String::new(), number),
        };
        let gap = if self.currency.chars().count() > 1 {
            NARROW_SPACE.to_string()
        } else {
            String::new()
        };
        match self.currency_first {
            true => format!("{sign}{}{gap}{digits}", self.currency),
            false => format!("{sign}{digits}{NARROW_SPACE}{}", self.currency),
        }
    }

    /// A share as per cent with one digit behind the mark where it is small.
    pub fn share(&self, share: f64) -> String {
        let percent = share * 100.0;
        let decimals = usize::from(percent.abs() < 99.95 && rounded(percent, 1) != rounded(percent, 0));
        format!("{}{NARROW_SPACE}%", self.number(percent, decimals))
    }

    /// A share as per cent with this many decimals, above 100 % too.
    pub fn share_to(&self, share: f64, decimals: usize) -> String {
        format!("{}{NARROW_SPACE}%", self.number(share * 100.0, decimals))
    }

    /// A day in the reader's order.
    pub fn day(&self, day: Day) -> String {
        let mark = self.date_mark;
        let (year, month, date) = (day.year(), day.month(), day.day());
        match self.dates {
            DateOrder::YearFirst => format!("{year:04}{mark}{month:02}{mark}{date:02}"),
            DateOrder::DayFirst => format!("{date:02}{mark}{month:02}{mark}{year:04}"),
            DateOrder::MonthFirst => format!("{month:02}{mark}{date:02}{mark}{year:04}"),
        }
    }

    /// A number of a measure, written in its unit.
    pub fn value(&self, value: f64, unit: Unit) -> String {
        match unit {
            Unit::Money | Unit::MoneyPerYear => self.money(value),
            Unit::Share => self.share(value),
            Unit::Index => self.number(value, 0),
            Unit::Times => self.number(value, 2),
            Unit::Years => format!("{}{NARROW_SPACE}years", self.number(value, 1)),
            Unit::Count => self.number(value, if value == libm::trunc(value) { 0 } else { 1 }),
        }
    }

    /// A measured number, or the sign for unknown.
    pub fn measured(&self, measured: Measured, unit: Unit) -> String {
        measured
            .value
            .map_or_else(|| UNKNOWN.to_owned(), |value| self.value(value, unit))
    }

    /// The two ends of an interval.
    pub fn interval(&self, interval: Interval, unit: Unit) -> String {
        format!(
            "{} to {}",
            self.value(interval.low, unit),
            self.value(interval.high, unit)
        )
    }

    /// Where the number of `measure` in `row` plausibly lies; says so where that is the interval of draws.
    pub fn interval_of(&self, valuation: &Valuation, measure: MeasureId, row: usize) -> Option<String> {
        let interval = valuation.get(measure, row).interval?;
        let text = self.interval(interval, measure.unit());
        Some(if valuation.is_drawn(measure, row) {
            format!("{text} in 90\u{202f}% of draws")
        } else {
            text
        })
    }

    /// The content of a field as a reader sees it; empty when unknown.
    pub fn field(&self, value: &FieldValue, kind: FieldKind) -> String {
        match value {
            FieldValue::Empty => String::new(),
            FieldValue::Text(text) => text.clone(),
            FieldValue::Day(day) => self.day(*day),
            FieldValue::Number(number) => self.field_number(*number, kind),
            FieldValue::Estimate(estimate) => [estimate.low(), estimate.base(), estimate.high()]
                .map(|part| self.field_number(part, kind))
                .join(".."),
        }
    }

    fn field_number(&self, number: f64, kind: FieldKind) -> String {
        match kind {
            FieldKind::Money => self.money(number),
            FieldKind::Share | FieldKind::Growth => self.share(number),
            _ => self.number(number, usize::from(number != libm::trunc(number))),
        }
    }

    /// The content of a field as a person edits it: every digit, the reader's decimal mark, no grouping.
    pub fn field_for_editing(&self, value: &FieldValue) -> String {
        match value {
            FieldValue::Number(_) | FieldValue::Estimate(_) => {
                let plain = value.plain();
                let parts: Vec<String> = plain
                    .split("..")
                    .map(|part| part.replace('.', &self.decimal.to_string()))
                    .collect();
                parts.join("..")
            }
            _ => value.plain(),
        }
    }
}

fn rounded(number: f64, decimals: usize) -> f64 {
    let scale = libm::pow(10.0, decimals as f64);
    let shifted = number * scale;
    if shifted.is_finite() {
        libm::round(shifted) / scale
    } else {
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dutch() -> NumberStyle {
        NumberStyle {
            decimal: ',',
            group: '.',
            dates: DateOrder::DayFirst,
            ..NumberStyle::default()
        }
    }

    #[test]
    fn numbers_follow_the_readers_marks() {
        let style = NumberStyle::default();
        assert_eq!(style.number(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(dutch().number(1_234_567.891, 2), "1.234.567,89");
        assert_eq!(
            NumberStyle {
                group_size: 2,
                ..style.clone()
            }
            .number(1_234_567.0, 0),
            "12,34,567"
        );
        assert_eq!(style.number(-0.001, 0), "0");
        assert_eq!(style.number(999.0, 0), "999");
    }

    #[test]
    fn money_shows_cents_only_where_they_matter() {
        let style = NumberStyle::default();
        assert_eq!(style.money(-1234.5), "−€1,235");
        assert_eq!(style.money(1.5), "€1.50");
        assert_eq!(style.money_short(1_234_567.0), "€1.23M");
        assert_eq!(style.money_short(0.0), "€0");
        assert_eq!(
            NumberStyle {
                currency: "CHF".to_owned(),
                ..style
            }
            .money(12.0),
            "CHF\u{202f}12"
        );
    }

    #[test]
    fn shares_are_written_as_per_cent() {
        let style = NumberStyle::default();
        assert_eq!(style.share(0.75), "75\u{202f}%");
        assert_eq!(style.share(0.125), "12.5\u{202f}%");
        assert_eq!(style.share(1.249), "125\u{202f}%");
        assert_eq!(style.share_to(1.249, 1), "124.9\u{202f}%");
    }

    #[test]
    fn a_field_is_edited_with_every_digit_and_the_readers_mark() {
        assert_eq!(
            dutch().field_for_editing(&FieldValue::Number(1234.5678)),
            "1234,5678"
        );
        assert_eq!(
            dutch().field(&FieldValue::Number(1234.5678), FieldKind::Money),
            "€1.235"
        );
    }
}
