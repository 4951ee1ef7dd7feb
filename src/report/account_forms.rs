//! The forms of an account's records: observations, value events, attribution shares.

use crate::maths::sort_by_key;
use crate::portfolio::{
    AccountId, AttributionShare, Basis, Capital, Document, EventKind, ListeningPost, NumberMarks,
    Observation, OutcomeStatus, Party, ValueEvent,
};
use crate::units::{Day, Estimate, Money, Ratio};

use super::account_names::{name_of, named, names};
use super::form::{FormField, FormKind, FormReader, Refusal, Texts};
use super::style::NumberStyle;

const DIRECTIONS: [&str; 4] = [
    "they gave us",
    "we gave them",
    "they gave another account",
    "another account gave them",
];

/// The words of a list of choices.
macro_rules! words {
    ($choice:ident) => {
        FormKind::Choice($choice::ALL.iter().map(|choice| choice.word()).collect())
    };
}

/// The form of an observation; of a new one, dated `today`, when there is none with this id.
pub fn observation_form(
    document: &Document,
    id: Option<&str>,
    today: Day,
    style: &NumberStyle,
) -> Vec<FormField> {
    let observations = &document.portfolio.observations;
    let known = id.and_then(|id| observations.iter().find(|observation| observation.id == id));
    let text = |read: fn(&Observation) -> &String| known.map(read).cloned().unwrap_or_default();
    let number = |read: fn(&Observation) -> Option<f64>| number_text(known.and_then(read), style);
    let day = known.map_or(Some(today), |known| known.date);
    let post = known.map(|known| known.post.word().to_owned());
    let drivers = most_used(observations.iter().map(|observation| observation.driver.as_str()));
    let ten = "1 to 10; empty when not asked.";
    vec![
        FormField::new(
            "driver",
            "What it is about",
            FormKind::Line,
            text(|known| &known.driver),
        )
        .hint("What they buy us for: delivery, advice, price …")
        .suggest(drivers),
        FormField::new(
            "respondent",
            "Who spoke",
            FormKind::Line,
            text(|known| &known.respondent),
        ),
        FormField::new("date", "When", FormKind::Day, day_text(day)),
        FormField::new(
            "post",
            "Where we heard it",
            words!(ListeningPost),
            post.unwrap_or_default(),
        ),
        FormField::new(
            "importance",
            "How much it matters",
            FormKind::Number,
            number(|known| known.importance),
        )
        .hint("Any scale, compared within the account, such as 100 points shared out."),
        FormField::new(
            "rating",
            "Our rating",
            FormKind::Number,
            number(|known| known.rating),
        )
        .hint(ten),
        FormField::new(
            "next_best",
            "Next-best alternative's rating",
            FormKind::Number,
            number(|known| known.next_best),
        )
        .hint(ten),
        FormField::new(
            "satisfaction",
            "Satisfaction overall",
            FormKind::Number,
            number(|known| known.satisfaction),
        )
        .hint(ten),
        FormField::new(
            "intention",
            "Intention to continue",
            FormKind::Number,
            number(|known| known.intention),
        )
        .hint(ten),
        FormField::new(
            "recommend",
            "Likely to recommend us",
            FormKind::Number,
            number(|known| known.recommend),
        )
        .hint("0 to 10; empty when not asked."),
        FormField::new(
            "value_in_use",
            "Worth of using us per year",
            FormKind::Number,
            number(|known| known.value_in_use.map(Money::get)),
        )
        .hint("In money, as they put it; empty when not said."),
        FormField::new(
            "note",
            "In their words",
            FormKind::Long,
            text(|known| &known.note),
        ),
    ]
}

/// Reads an observation form.
///
/// # Errors
/// Every line that was refused.
pub fn read_observation(
    id: String,
    account: AccountId,
    texts: &Texts,
    marks: NumberMarks,
) -> Result<Observation, Vec<Refusal>> {
    let mut form = FormReader::new(texts, marks);
    let observation = Observation {
        id,
        account,
        respondent: form.text("respondent").to_owned(),
        date: form.day("date"),
        post: form.choice("post", ListeningPost::ALL, ListeningPost::from_word),
        driver: form.text("driver").to_owned(),
        importance: form.number("importance", 0.0, 1e6),
        rating: form.number("rating", 1.0, 10.0),
        next_best: form.number("next_best", 1.0, 10.0),
        satisfaction: form.number("satisfaction", 1.0, 10.0),
        intention: form.number("intention", 1.0, 10.0),
        recommend: form.number("recommend", 0.0, 10.0),
        value_in_use: form
            .number("value_in_use", Money::LOW, Money::HIGH)
            .map(Money::clamped),
        note: form.text("note").to_owned(),
    };
    let says_something = [
        "driver",
        "rating",
        "next_best",
        "satisfaction",
        "intention",
        "recommend",
        "value_in_use",
        "note",
    ]
    .iter()
    .any(|key| !form.text(key).is_empty());
    if !says_something {
        form.refuse("driver", "Write what it is about, or give an answer below.");
    }
    form.done(observation)
}

/// The form of a value event of `account`; of a new one, dated `today`, when there is none with this id.
pub fn event_form(
    document: &Document,
    account: &AccountId,
    id: Option<&str>,
    today: Day,
    style: &NumberStyle,
) -> Vec<FormField> {
    let events = &document.portfolio.events;
    let known = id.and_then(|id| events.iter().find(|event| event.id == id));
    let text = |read: fn(&ValueEvent) -> &String| known.map(read).cloned().unwrap_or_default();
    let word = |read: fn(&ValueEvent) -> &'static str| known.map(read).unwrap_or_default().to_owned();
    let (direction, other) = known.map_or((String::new(), None), |event| direction(event, account));
    let accounts = names(document, account);
    let units = most_used(
        (document
            .assumptions
            .exchange
            .iter()
            .map(|rate| rate.unit.as_str()))
        .chain(events.iter().map(|event| event.unit.as_str())),
    );
    let day = known.map_or(Some(today), |known| known.date);
    let name = |id: Option<&AccountId>| id.map(|id| name_of(document, id)).unwrap_or_default();
    let outcome = name(known.and_then(|known| known.outcome_account.as_ref()));
    vec![
        FormField::new(
            "direction",
            "Who gave",
            FormKind::Choice(DIRECTIONS.to_vec()),
            direction,
        ),
        FormField::new("other", "The other account", FormKind::Line, name(other.as_ref()))
            .hint("Only when it passed between two accounts.")
            .suggest(accounts.clone()),
        FormField::new(
            "kind",
            "What happened",
            words!(EventKind),
            word(|known| known.kind.word()),
        ),
        FormField::new("date", "When", FormKind::Day, day_text(day)),
        FormField::new(
            "capital",
            "Form of capital",
            words!(Capital),
            word(|known| known.capital.word()),
        ),
        FormField::new(
            "quantity",
            "How much",
            FormKind::Number,
            number_text(known.map(|known| known.quantity).or(Some(1.0)), style),
        ),
        FormField::new("unit", "Of what", FormKind::Line, text(|known| &known.unit))
            .hint("The native unit: reference call, hour, idea …")
            .suggest(units),
        FormField::new(
            "status",
            "How far it has come",
            words!(OutcomeStatus),
            word(|known| known.status.word()),
        ),
        FormField::new(
            "outcome",
            "Account won or kept through it",
            FormKind::Line,
            outcome,
        )
        .hint("Leave empty when none.")
        .suggest(accounts),
        FormField::new(
            "money",
            "Worth in money",
            FormKind::Number,
            estimate_text(known.and_then(|known| known.money), style),
        )
        .hint("One number or low..base..high. Empty: the exchange table speaks."),
        FormField::new(
            "basis",
            "How that worth is known",
            words!(Basis),
            word(|known| known.basis.word()),
        ),
        FormField::new("note", "Note", FormKind::Long, text(|known| &known.note)),
        FormField::new(
            "source",
            "Where the record comes from",
            FormKind::Line,
            text(|known| &known.source),
        ),
    ]
}

/// Reads a value event form.
///
/// # Errors
/// Every line that was refused.
pub fn read_event(
    document: &Document,
    id: String,
    account: &AccountId,
    texts: &Texts,
    marks: NumberMarks,
) -> Result<ValueEvent, Vec<Refusal>> {
    let mut form = FormReader::new(texts, marks);
    let (giver, receiver) = parties(document, account, &mut form);
    let outcome_account = account_named(document, "outcome", &mut form);
    let money = form.estimate("money", Money::LOW, Money::HIGH);
    let basis = match (form.text("basis"), money) {
        ("", None) => Basis::Estimated,
        _ => form.choice("basis", Basis::ALL, Basis::from_word),
    };
    let event = ValueEvent {
        id,
        giver,
        receiver,
        date: form.day("date"),
        kind: form.choice("kind", EventKind::ALL, EventKind::from_word),
        capital: form.choice("capital", Capital::ALL, Capital::from_word),
        quantity: form.needed_number("quantity", 0.0, 1e12),
        unit: form.text("unit").to_owned(),
        status: form.choice("status", OutcomeStatus::ALL, OutcomeStatus::from_word),
        outcome_account,
        money,
        basis,
        note: form.text("note").to_owned(),
        source: form.text("source").to_owned(),
    };
    if event.unit.is_empty() {
        form.refuse("unit", "Write what was given, such as hour or reference call.");
    }
    form.done(event)
}

fn direction(event: &ValueEvent, account: &AccountId) -> (String, Option<AccountId>) {
    let (word, other) = match (&event.giver, &event.receiver) {
        (Party::Us, _) => (DIRECTIONS[1], None),
        (_, Party::Us) => (DIRECTIONS[0], None),
        (Party::Account(giver), Party::Account(receiver)) if giver == account => {
            (DIRECTIONS[2], Some(receiver.clone()))
        }
        (Party::Account(giver), _) => (DIRECTIONS[3], Some(giver.clone())),
    };
    (word.to_owned(), other)
}

fn parties(document: &Document, account: &AccountId, form: &mut FormReader) -> (Party, Party) {
    let them = Party::Account(account.clone());
    let other = |form: &mut FormReader| match account_named(document, "other", form) {
        Some(other) => Party::Account(other),
        None => {
            if form.text("other").is_empty() {
                form.refuse("other", "Write which account.");
            }
            Party::Us
        }
    };
    match DIRECTIONS.iter().position(|word| *word == form.text("direction")) {
        Some(0) => (them, Party::Us),
        Some(1) => (Party::Us, them),
        Some(2) => (them, other(form)),
        Some(_) => (other(form), them),
        None => {
            form.refuse("direction", "Choose who gave.");
            (them, Party::Us)
        }
    }
}

/// Which side of a share an account stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareSide {
    /// Its own value is due to another.
    Owes,
    /// Another account's value is due to it.
    Brought,
}

/// The form of the share of `contributor` in `outcome`, or of a new one.
pub fn share_form(
    document: &Document,
    account: &AccountId,
    pair: Option<(&AccountId, &AccountId)>,
    style: &NumberStyle,
) -> Vec<FormField> {
    let shares = &document.portfolio.attributions;
    let known = pair.and_then(|(outcome, contributor)| {
        (shares.iter()).find(|share| share.outcome == *outcome && share.contributor == *contributor)
    });
    let percent = |value: Option<Ratio>| value.map_or(String::new(), |value| share_text(value, style));
    let mut fields = Vec::new();
    if known.is_none() {
        let sides = vec![SIDES[0], SIDES[1]];
        fields.push(FormField::new(
            "side",
            "Which way",
            FormKind::Choice(sides),
            String::new(),
        ));
        fields.push(
            FormField::new("other", "The other account", FormKind::Line, String::new())
                .suggest(names(document, account)),
        );
    }
    fields.extend([
        FormField::new(
            "share",
            "Share of its value",
            FormKind::Number,
            percent(known.map(|share| share.share)),
        )
        .hint("Such as 30 %. All shares of one account add up to 100 % at most."),
        FormField::new(
            "type_one",
            "Would not have come otherwise",
            FormKind::Number,
            percent(known.map(|share| share.type_one)),
        )
        .hint("Probability. 0 %: it would have come anyway and only saved the search."),
        FormField::new(
            "note",
            "Why",
            FormKind::Long,
            known.map(|share| share.note.clone()).unwrap_or_default(),
        ),
    ]);
    fields
}

const SIDES: [&str; 2] = [
    "this account brought or kept the other",
    "the other brought or kept this account",
];

/// Reads a share form.
///
/// # Errors
/// Every line that was refused; among them a share that would make all shares of the outcome exceed 1.
pub fn read_share(
    document: &Document,
    account: &AccountId,
    pair: Option<(&AccountId, &AccountId)>,
    texts: &Texts,
    style: &NumberStyle,
) -> Result<AttributionShare, Vec<Refusal>> {
    let mut form = FormReader::new(texts, style.marks());
    let (outcome, contributor) = match pair {
        Some((outcome, contributor)) => (outcome.clone(), contributor.clone()),
        None => new_pair(document, account, &mut form),
    };
    let share = form.needed_number("share", 0.0, 1.0);
    let others: f64 = (document.portfolio.attributions.iter())
        .filter(|known| known.outcome == outcome && known.contributor != contributor)
        .map(|known| known.share.get())
        .sum();
    if others + share > 1.0 + 1e-9 {
        form.refuse(
            "share",
            format!(
                "{} of {} is shared out already; {} is left.",
                style.share(others),
                name_of(document, &outcome),
                style.share((1.0 - others).max(0.0))
            ),
        );
    }
    let type_one = form.needed_number("type_one", 0.0, 1.0);
    let note = form.text("note").to_owned();
    form.done(AttributionShare {
        outcome,
        contributor,
        share: Ratio::clamped(share),
        type_one: Ratio::clamped(type_one),
        note,
    })
}

fn new_pair(document: &Document, account: &AccountId, form: &mut FormReader) -> (AccountId, AccountId) {
    let other = account_named(document, "other", form);
    if form.text("other").is_empty() {
        form.refuse("other", "Write which account.");
    }
    let other = other.unwrap_or_else(|| account.clone());
    let is_same = other == *account && !form.text("other").is_empty();
    let pair = match SIDES.iter().position(|side| *side == form.text("side")) {
        Some(0) => (other, account.clone()),
        Some(_) => (account.clone(), other),
        None => {
            form.refuse("side", "Choose which way.");
            (other, account.clone())
        }
    };
    if is_same {
        form.refuse("other", "Choose another account: none brings itself.");
    } else if (document.portfolio.attributions.iter())
        .any(|share| share.outcome == pair.0 && share.contributor == pair.1)
    {
        form.refuse(
            "other",
            "There is a share between these two already; edit that one.",
        );
    }
    pair
}

fn account_named(document: &Document, key: &'static str, form: &mut FormReader) -> Option<AccountId> {
    let text = form.text(key);
    if text.is_empty() {
        return None;
    }
    named(document, text)
        .map_err(|refusal| form.refuse(key, refusal))
        .ok()
}

/// The different texts, the most used first, a few dozen at most.
pub(super) fn most_used<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for text in texts.filter(|text| !text.is_empty()) {
        *counts.entry(text).or_default() += 1;
    }
    let mut sorted: Vec<(&str, usize)> = counts.into_iter().collect();
    sort_by_key(&mut sorted, |&(_, n)| std::cmp::Reverse(n));
    sorted
        .into_iter()
        .take(40)
        .map(|(text, _)| text.to_owned())
        .collect()
}

fn day_text(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

pub(super) fn number_text(number: Option<f64>, style: &NumberStyle) -> String {
    use crate::portfolio::FieldValue;
    number.map_or_else(String::new, |number| {
        style.field_for_editing(&FieldValue::Number(number))
    })
}

pub(super) fn estimate_text(estimate: Option<Estimate>, style: &NumberStyle) -> String {
    use crate::portfolio::FieldValue;
    match estimate {
        None => String::new(),
        Some(one) if one.is_exact() => number_text(Some(one.base()), style),
        Some(estimate) => style.field_for_editing(&FieldValue::Estimate(estimate)),
    }
}

/// A share as it is edited: per cent with every digit.
pub(super) fn share_text(share: Ratio, style: &NumberStyle) -> String {
    // Rounding hides the 7.000000000000001 of 0.07 × 100.
    let percent = libm::round(share.get() * 1e11) / 1e9;
    format!("{} %", number_text(Some(percent), style))
}
