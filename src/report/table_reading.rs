//! Texts as a reader of another country writes them, made ready for a field.

use std::borrow::Cow;

use crate::portfolio::{Field, FieldKind, FieldValue};
use crate::units::Day;

use super::style::{DateOrder, NumberStyle};
use super::table_cells::refusal;

/// The text to be written into `field`: a day in the reader's own order becomes year first.
///
/// # Errors
/// When the text is no value of the field; the sentence says what would be.
pub fn readable<'a>(field: Field, text: &'a str, style: &NumberStyle) -> Result<Cow<'a, str>, String> {
    let text = match field.kind() {
        FieldKind::Day => {
            own_order(text, style).map_or(Cow::Borrowed(text), |day| Cow::Owned(day.to_string()))
        }
        _ => Cow::Borrowed(text),
    };
    match field.read(&text, style.marks()) {
        Ok(FieldValue::Empty) if field == Field::Kind => {
            Err("every account is of some kind; choose \"other\" where none fits".to_owned())
        }
        Ok(_) => Ok(text),
        Err(error) => Err(refusal(field, &error, style)),
    }
}

fn own_order(text: &str, style: &NumberStyle) -> Option<Day> {
    let mut parts = text.trim().split(['-', '/', '.']).map(str::trim);
    let [one, two, year] = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let (day, month) = match style.dates {
        DateOrder::DayFirst => (one, two),
        DateOrder::MonthFirst => (two, one),
        DateOrder::YearFirst => return None,
    };
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_the_readers_order() {
        let in_order = |dates| NumberStyle {
            dates,
            ..NumberStyle::default()
        };
        let read = |text, dates| readable(Field::Since, text, &in_order(dates)).map(Cow::into_owned);
        assert_eq!(
            read("22.11.2026", DateOrder::DayFirst),
            Ok("2026-11-22".to_owned())
        );
        assert_eq!(
            read("11/22/2026", DateOrder::MonthFirst),
            Ok("2026-11-22".to_owned())
        );
        assert_eq!(
            read("2026-11-22", DateOrder::DayFirst),
            Ok("2026-11-22".to_owned())
        );
        assert!(read("22.11.2026", DateOrder::YearFirst).is_err());
    }

    #[test]
    fn a_whole_number_in_a_share_is_told_how_to_be_written() {
        assert_eq!(
            readable(Field::Retention, "85", &NumberStyle::default()),
            Err("85 is more than the whole; write 85 % for a share".to_owned())
        );
    }
}
