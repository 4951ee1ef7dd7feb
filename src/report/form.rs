//! Forms for records: what can be filled in, how it is written, and what is wrong with it.

use crate::portfolio::{FieldError, NumberMarks, read_day};
use crate::units::{Day, Estimate};

use super::assumptions::{estimate, within};

/// How a line of a form is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// One line of text.
    Line,
    /// Several lines of text.
    Long,
    /// One of these words; nothing is chosen beforehand when the text is empty.
    Choice(Vec<&'static str>),
    /// A number or an estimate.
    Number,
    /// A calendar day, held as 2026-11-22.
    Day,
}

/// One line of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Stable name.
    pub key: &'static str,
    /// Name for people.
    pub label: &'static str,
    /// How to write it, or what it is for; may be empty.
    pub hint: &'static str,
    /// How it is filled in.
    pub kind: FormKind,
    /// What stands there.
    pub text: String,
    /// What others wrote there.
    pub suggestions: Vec<String>,
}

impl FormField {
    /// A line without hint and suggestions.
    pub fn new(key: &'static str, label: &'static str, kind: FormKind, text: String) -> Self {
        Self {
            key,
            label,
            hint: "",
            kind,
            text,
            suggestions: Vec::new(),
        }
    }

    /// The same with a hint.
    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// The same with suggestions.
    pub fn suggest(self, suggestions: Vec<String>) -> Self {
        Self { suggestions, ..self }
    }
}

/// What is wrong with one line of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// [`FormField::key`] of the line.
    pub key: &'static str,
    /// What is wrong and what would be right.
    pub sentence: String,
}

/// The texts of a filled-in form by [`FormField::key`].
pub type Texts = Vec<(&'static str, String)>;

/// The same lines with these texts in them, by [`FormField::key`].
pub fn prefilled(fields: Vec<FormField>, texts: &[(&'static str, String)]) -> Vec<FormField> {
    let fill = |mut field: FormField| {
        if let Some((_, text)) = texts.iter().find(|(key, _)| *key == field.key) {
            field.text.clone_from(text);
        }
        field
    };
    fields.into_iter().map(fill).collect()
}

/// Reads a filled-in form line by line and keeps what it had to refuse.
#[derive(Debug)]
pub struct FormReader<'a> {
    texts: &'a Texts,
    marks: NumberMarks,
    refusals: Vec<Refusal>,
}

impl<'a> FormReader<'a> {
    /// A reader of `texts`, numbers written with `marks`.
    pub fn new(texts: &'a Texts, marks: NumberMarks) -> Self {
        Self {
            texts,
            marks,
            refusals: Vec::new(),
        }
    }

    /// The text of a line without the space around it; empty when there is no such line.
    pub fn text(&self, key: &str) -> &'a str {
        self.texts
            .iter()
            .find(|(known, _)| *known == key)
            .map_or("", |(_, text)| text.trim())
    }

    /// Notes that a line was refused.
    pub fn refuse(&mut self, key: &'static str, sentence: impl Into<String>) {
        self.refusals.push(Refusal {
            key,
            sentence: sentence.into(),
        });
    }

    /// A number from `low` to `high`; `None` when the line is empty or refused.
    pub fn number(&mut self, key: &'static str, low: f64, high: f64) -> Option<f64> {
        let text = self.text(key);
        let read = (!text.is_empty()).then(|| within(text, self.marks, low, high))?;
        self.keep(key, read)
    }

    /// A number that must be there.
    pub fn needed_number(&mut self, key: &'static str, low: f64, high: f64) -> f64 {
        if self.text(key).is_empty() {
            self.refuse(key, "Write a number here.");
        }
        self.number(key, low, high).unwrap_or(low)
    }

    /// One number, or low..base..high, from `low` to `high`; `None` when the line is empty or refused.
    pub fn estimate(&mut self, key: &'static str, low: f64, high: f64) -> Option<Estimate> {
        let text = self.text(key);
        let read = (!text.is_empty()).then(|| estimate(text, self.marks, low, high))?;
        self.keep(key, read)
    }

    /// A day; `None` when the line is empty or refused.
    pub fn day(&mut self, key: &'static str) -> Option<Day> {
        let text = self.text(key);
        let read = read_day(text).ok_or_else(|| FieldError::NotADay {
            text: text.to_owned(),
        });
        if text.is_empty() {
            None
        } else {
            self.keep(key, read)
        }
    }

    /// A word that must be chosen.
    pub fn choice<T: Copy>(&mut self, key: &'static str, all: &[T], read: fn(&str) -> Option<T>) -> T {
        read(self.text(key)).unwrap_or_else(|| {
            self.refuse(key, "Choose one.");
            all[0]
        })
    }

    /// `record` when nothing was refused.
    ///
    /// # Errors
    /// Every refusal, in the order of the lines.
    pub fn done<T>(self, record: T) -> Result<T, Vec<Refusal>> {
        if self.refusals.is_empty() {
            Ok(record)
        } else {
            Err(self.refusals)
        }
    }

    fn keep<T>(&mut self, key: &'static str, read: Result<T, FieldError>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.refuse(key, sentence(&refusal.to_string()));
                None
            }
        }
    }
}

/// Words of a refusal as a sentence of its own, under the line it speaks of.
pub fn sentence(words: &str) -> String {
    format!("{}.", capital(words))
}

/// The same words, the first letter large.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refused_line_is_named() {
        let texts = vec![("rating", "11".to_owned()), ("date", "soon".to_owned())];
        let mut reader = FormReader::new(&texts, NumberMarks::POINT);
        reader.number("rating", 1.0, 10.0);
        reader.day("date");
        assert_eq!(reader.number("missing", 0.0, 1.0), None);
        let refusals = reader.done(()).unwrap_err();
        assert_eq!(refusals[0].sentence, "11 is not between 1 and 10.");
        assert_eq!(refusals[1].key, "date");
        assert_eq!(refusals.len(), 2);
    }
}
