//! Needs and promises of an account: as lines, and the form they are written in.

use crate::maths::sort_by;
use crate::portfolio::{AccountId, Document, Need, NeedKind, NumberMarks};
use crate::units::Day;

use super::account_forms::{most_used, number_text};
use super::form::{FormField, FormKind, FormReader, Refusal, Texts};
use super::style::NumberStyle;

/// How far it has come, in the words of the form.
const STATUS: [&str; 2] = ["open", "done"];

/// One need or promise, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedRow {
    /// Its id.
    pub id: String,
    /// "They need", "We promised" …
    pub who: String,
    /// What it is.
    pub text: String,
    /// Label, importance and day in one line.
    pub about: String,
    /// True once it is met or kept.
    pub is_done: bool,
    /// True where its day has passed and it is not done.
    pub is_late: bool,
}

/// The needs and promises of `account`: open ones first, the soonest due before others.
pub fn needs(document: &Document, account: &AccountId, style: &NumberStyle) -> Vec<NeedRow> {
    let mut all: Vec<&Need> = (document.portfolio.needs.iter())
        .filter(|need| need.account == *account)
        .collect();
    sort_by(&mut all, |one, other| {
        let key = |need: &Need| (need.is_done, need.due.is_none(), need.due);
        key(one).cmp(&key(other))
    });
    all.into_iter().map(|need| row(document, need, style)).collect()
}

fn row(document: &Document, need: &Need, style: &NumberStyle) -> NeedRow {
    let is_late = !need.is_done && need.due.is_some_and(|due| due < document.as_of);
    let mut about = Vec::new();
    match need.due {
        Some(due) if is_late => about.push(format!("was due on {}", style.day(due))),
        Some(due) => about.push(format!("due on {}", style.day(due))),
        None => {}
    }
    if let Some(importance) = need.importance {
        about.push(format!("matters {} of 10", style.number(importance, 0)));
    }
    if !need.tag.is_empty() {
        about.push(need.tag.clone());
    }
    about.extend(need.is_done.then(|| "done".to_owned()));
    let word = need.kind.word();
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    NeedRow {
        id: need.id.clone(),
        who: format!("{first}{}", letters.as_str()),
        text: need.text.clone(),
        about: about.join(" · "),
        is_done: need.is_done,
        is_late,
    }
}

/// The form of a need or promise; of a new one, said on `today`, when there is none with this id.
pub fn need_form(document: &Document, id: Option<&str>, today: Day, style: &NumberStyle) -> Vec<FormField> {
    let all = &document.portfolio.needs;
    let known = id.and_then(|id| all.iter().find(|need| need.id == id));
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let words = |all: &[NeedKind]| FormKind::Choice(all.iter().map(|kind| kind.word()).collect());
    let text = |read: fn(&Need) -> &String| known.map(read).cloned().unwrap_or_default();
    let kind = known.map_or("", |need| need.kind.word());
    let status = STATUS[usize::from(known.is_some_and(|need| need.is_done))];
    vec![
        FormField::new("kind", "Who wants what", words(NeedKind::ALL), kind.to_owned()),
        FormField::new("text", "What it is", FormKind::Line, text(|need| &need.text))
            .hint("In their words where you can."),
        FormField::new("tag", "Label", FormKind::Line, text(|need| &need.tag))
            .hint("Such as delivery or training; the same label for the same need.")
            .suggest(most_used(all.iter().map(|need| need.tag.as_str()))),
        FormField::new(
            "importance",
            "How much it matters",
            FormKind::Number,
            number_text(known.and_then(|need| need.importance), style),
        )
        .hint("1 to 10; empty when not known."),
        FormField::new(
            "since",
            "Said on",
            FormKind::Day,
            day(known.map_or(Some(today), |need| need.since)),
        ),
        FormField::new(
            "due",
            "Due on",
            FormKind::Day,
            day(known.and_then(|need| need.due)),
        )
        .hint("Empty when it has no day."),
        FormField::new(
            "status",
            "How far it has come",
            FormKind::Choice(STATUS.to_vec()),
            status.to_owned(),
        ),
    ]
}

/// Reads the form of a need or promise.
///
/// # Errors
/// Every line that was refused.
pub fn read_need(
    id: String,
    account: AccountId,
    texts: &Texts,
    marks: NumberMarks,
) -> Result<Need, Vec<Refusal>> {
    let mut form = FormReader::new(texts, marks);
    let need = Need {
        id,
        account,
        kind: form.choice("kind", NeedKind::ALL, NeedKind::from_word),
        text: form.text("text").to_owned(),
        tag: form.text("tag").to_owned(),
        importance: form.number("importance", 1.0, 10.0),
        since: form.day("since"),
        due: form.day("due"),
        is_done: form.text("status") == STATUS[1],
    };
    if need.text.is_empty() {
        form.refuse("text", "Write what it is.");
    }
    form.done(need)
}
