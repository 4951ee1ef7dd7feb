//! The tables of the assumptions: what native units are worth, and what serving takes.

use crate::portfolio::{Activity, Assumptions, Capital, Document, ExchangeRate, NumberMarks};
use crate::units::{Money, Ratio};

use super::account_forms::{estimate_text, most_used, number_text, share_text};
use super::form::{FormField, FormKind, FormReader, Refusal, Texts};
use super::style::NumberStyle;

/// The line of one exchange rate; of a new one when there is none at `place`.
pub fn rate_form(document: &Document, place: Option<usize>, style: &NumberStyle) -> Vec<FormField> {
    let rate = place.and_then(|place| document.assumptions.exchange.get(place));
    let units = most_used(document.portfolio.events.iter().map(|event| event.unit.as_str()));
    let capitals = FormKind::Choice(Capital::ALL.iter().map(|capital| capital.word()).collect());
    let unit = rate.map_or_else(String::new, |rate| rate.unit.clone());
    let capital = rate.map_or_else(String::new, |rate| rate.capital.word().to_owned());
    vec![
        FormField::new("unit", "One", FormKind::Line, unit).suggest(units),
        FormField::new("capital", "Capital", capitals, capital),
        FormField::new(
            "worth",
            "Is worth",
            FormKind::Number,
            estimate_text(rate.map(|rate| rate.worth), style),
        ),
    ]
}

/// Reads the line of an exchange rate.
///
/// # Errors
/// Every cell that was refused; among them a unit that has a rate for this capital already.
pub fn read_rate(
    document: &Document,
    place: Option<usize>,
    texts: &Texts,
    marks: NumberMarks,
) -> Result<ExchangeRate, Vec<Refusal>> {
    let mut form = FormReader::new(texts, marks);
    let unit = form.text("unit").to_owned();
    let capital = form.choice("capital", Capital::ALL, Capital::from_word);
    let worth = form.estimate("worth", Money::LOW, Money::HIGH);
    let is_double = (document.assumptions.exchange.iter().enumerate()).any(|(other, rate)| {
        Some(other) != place && rate.capital == capital && rate.unit.trim().eq_ignore_ascii_case(&unit)
    });
    if unit.is_empty() {
        form.refuse("unit", "Write the native unit, such as hour.");
    } else if is_double {
        form.refuse(
            "unit",
            format!("There is a rate for {unit} ({}) already.", capital.word()),
        );
    }
    if form.text("worth").is_empty() {
        form.refuse("worth", "Write what one is worth: one number or low..base..high.");
    }
    match worth {
        Some(worth) => form.done(ExchangeRate { unit, capital, worth }),
        None => Err(form.done(()).err().unwrap_or_default()),
    }
}

/// `assumptions` with `rate` at `place`, or at the end when there is none.
pub fn with_rate(assumptions: &Assumptions, place: Option<usize>, rate: ExchangeRate) -> Assumptions {
    let mut changed = assumptions.clone();
    match place.and_then(|place| changed.exchange.get_mut(place)) {
        Some(known) => *known = rate,
        None => changed.exchange.push(rate),
    }
    changed
}

/// `assumptions` without the rate at `place`.
pub fn without_rate(assumptions: &Assumptions, place: usize) -> Assumptions {
    let mut changed = assumptions.clone();
    if place < changed.exchange.len() {
        changed.exchange.remove(place);
    }
    changed
}

/// The line of one activity; of a new one when there is none with this id.
pub fn activity_form(document: &Document, id: Option<&str>, style: &NumberStyle) -> Vec<FormField> {
    let activity = id.and_then(|id| {
        document
            .portfolio
            .activities
            .iter()
            .find(|activity| activity.id == id)
    });
    let number = |read: fn(&Activity) -> f64| number_text(activity.map(read), style);
    let name = activity.map_or_else(String::new, |activity| activity.name.clone());
    let avoidable = activity.map_or_else(String::new, |activity| {
        share_text(activity.avoidable_share, style)
    });
    vec![
        FormField::new("name", "Activity", FormKind::Line, name),
        FormField::new(
            "minutes",
            "Minutes each",
            FormKind::Number,
            number(|activity| activity.minutes_per_event),
        ),
        FormField::new(
            "rate",
            "Cost of a minute",
            FormKind::Number,
            number(|activity| activity.rate_per_minute),
        ),
        FormField::new("avoidable", "Avoidable share", FormKind::Number, avoidable),
    ]
}

/// Reads the line of an activity.
///
/// # Errors
/// Every cell that was refused.
pub fn read_activity(id: String, texts: &Texts, marks: NumberMarks) -> Result<Activity, Vec<Refusal>> {
    let mut form = FormReader::new(texts, marks);
    let name = form.text("name").to_owned();
    if name.is_empty() {
        form.refuse("name", "Write what it is.");
    }
    let minutes_per_event = form.needed_number("minutes", 0.0, 1e6);
    let rate_per_minute = form.needed_number("rate", 0.0, 1e6);
    let avoidable_share = Ratio::clamped(form.needed_number("avoidable", 0.0, 1.0));
    form.done(Activity {
        id,
        name,
        minutes_per_event,
        rate_per_minute,
        avoidable_share,
    })
}
