//! Short ways to write numbers and terms in explanations.

use crate::portfolio::Basis;

use super::{MeasureId, Measured, Term, Unit};

/// A number with a decimal point and no more digits than it deserves.
pub(crate) fn number(value: f64) -> String {
    let size = value.abs();
    let digits = match size {
        _ if size >= 1_000.0 => 0,
        _ if size >= 100.0 => 1,
        _ if size >= 1.0 || size == 0.0 => 2,
        _ if size >= 0.01 => 4,
        _ => 6,
    };
    let text = format!("{value:.digits$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    };
    if text == "-0" {
        "0".to_owned()
    } else {
        text.replace('-', "−")
    }
}

/// The same, in brackets when it is negative.
pub(crate) fn operand(value: f64) -> String {
    if value < 0.0 {
        format!("({})", number(value))
    } else {
        number(value)
    }
}

/// A number, or the word "unknown".
pub(crate) fn known(value: Option<f64>) -> String {
    value.map_or_else(|| "unknown".to_owned(), number)
}

/// An input that is not a measure itself.
pub(crate) fn input(label: &str, value: Option<f64>, unit: Unit, basis: Basis, source: &str) -> Term {
    Term {
        label: label.to_owned(),
        value,
        unit,
        basis,
        source: source.to_owned(),
        measure: None,
    }
}

/// An input that is a measure and has an explanation of its own.
pub(crate) fn measure_term(measure: MeasureId, measured: Measured) -> Term {
    Term {
        label: measure.label().to_owned(),
        value: measured.value,
        unit: measure.unit(),
        basis: measured.basis,
        source: if measured.value.is_some() {
            "worked out here".to_owned()
        } else {
            "not known".to_owned()
        },
        measure: Some(measure),
    }
}

/// "Alpha", "Alpha and Beta", "Alpha, Beta and 3 more".
pub(crate) fn listed(names: &[&str]) -> String {
    listed_first(names, names.len())
}

/// The same of `n` names, of which the first three do.
pub(crate) fn listed_first(names: &[&str], n: usize) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first, second] => format!("{first} and {second}"),
        [first, second, third] if n == 3 => format!("{first}, {second} and {third}"),
        [first, second, ..] => format!("{first}, {second} and {} more", n - 2),
    }
}

/// "1 event", "3 events".
pub(crate) fn counted(n: usize, word: &str) -> String {
    if n == 1 {
        format!("1 {word}")
    } else {
        format!("{n} {word}s")
    }
}
