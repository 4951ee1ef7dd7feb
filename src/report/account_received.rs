//! What an account gets from us: what it said, driver by driver, what we gave it, and what nobody has asked.

use std::collections::BTreeMap;

use crate::maths::sort_by;
use crate::measures::received::ReceivedTerms;
use crate::measures::relative_value::RelativeTerms;
use crate::measures::{Groundwork, Valuation};
use crate::portfolio::{Document, ListeningPost, Observation};
use crate::units::Day;

use super::style::{NumberStyle, UNKNOWN};
use super::valued::loyalty_of;

/// One driver of value: how much it matters, and where we and the next-best alternative stand.
#[derive(Clone, Debug, PartialEq)]
pub struct DriverRow {
    /// The driver.
    pub name: String,
    /// Its share of everything that matters to them.
    pub importance: String,
    /// The same share, 0 to 1, for a bar.
    pub weight: f64,
    /// True where nobody said how much it matters.
    pub is_assumed: bool,
    /// Where we stand, 0 to 100, as the index counts it.
    pub index: String,
    /// Our rating where it was compared, 1 to 10.
    pub ours: String,
    /// The next-best alternative's rating.
    pub next_best: String,
    /// Ours over theirs.
    pub ratio: String,
    /// Ours less theirs, signed.
    pub gap: String,
    /// True where the alternative stands above us.
    pub is_behind: bool,
    /// Where we stand on the scale from 1 to 10, 0 to 1.
    pub our_place: f64,
    /// Where the alternative stands on it.
    pub their_place: Option<f64>,
}

/// What one person said on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// "interview, Plant manager".
    pub who: String,
    /// When.
    pub when: String,
    /// What was said.
    pub answers: Vec<AnswerRow>,
}

/// One observation, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    /// Id of the observation.
    pub id: String,
    /// What it is about.
    pub about: String,
    /// "9 against 7".
    pub ratings: String,
    /// What was said about the whole: satisfaction, intention, recommendation, worth in use.
    pub overall: String,
    /// In their words.
    pub note: String,
}

/// The left page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReceivedReport {
    /// "9 answers from 3 people".
    pub heard: String,
    /// Drivers, those first where we are most behind on what matters most.
    pub drivers: Vec<DriverRow>,
    /// What was said, newest first.
    pub conversations: Vec<Conversation>,
    /// Where they stand in the loyalty matrix: "Truly loyal"; empty where attitude or intention is not known.
    pub loyalty: String,
    /// What has not been heard, each with the way out.
    pub unheard: Vec<String>,
}

/// The left page of the account in `row`.
pub fn received(
    document: &Document,
    valuation: &Valuation,
    groundwork: &Groundwork,
    row: usize,
    style: &NumberStyle,
) -> ReceivedReport {
    let Some(account) = document.portfolio.accounts.get(row) else {
        return ReceivedReport::default();
    };
    let said: Vec<&Observation> = (document.portfolio.observations.iter())
        .filter(|observation| observation.account == account.id)
        .collect();
    let terms = ReceivedTerms::new(document, groundwork, row);
    let relative = RelativeTerms::new(document, groundwork, row);
    ReceivedReport {
        heard: heard(terms.n_people, said.len()),
        drivers: drivers(&terms, &relative, style),
        unheard: unheard(&said, &terms, &relative, document.as_of, style),
        conversations: conversations(said, style),
        loyalty: loyalty_of(document, valuation, row)
            .map_or_else(String::new, |place| place.label().to_owned()),
    }
}

fn heard(n_people: usize, n_answers: usize) -> String {
    let counted = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    match (n_people, n_answers) {
        (_, 0) => "nobody heard yet".to_owned(),
        (0, n) => format!("{}, none with a rating", counted(n, "answer", "answers")),
        (people, n) => format!(
            "{} from {}",
            counted(n, "answer", "answers"),
            counted(people, "person", "people")
        ),
    }
}

fn drivers(terms: &ReceivedTerms, relative: &RelativeTerms, style: &NumberStyle) -> Vec<DriverRow> {
    let weights: f64 = terms.drivers.iter().map(|driver| driver.importance).sum();
    let mut rows: Vec<(f64, DriverRow)> = Vec::new();
    for driver in &terms.drivers {
        let compared = (relative.drivers.iter()).find(|other| other.name.eq_ignore_ascii_case(driver.name));
        let weight = if weights > 0.0 {
            driver.importance / weights
        } else {
            0.0
        };
        let gap = compared.map(|compared| compared.ours - compared.theirs);
        let rating =
            |value: Option<f64>| value.map_or_else(|| UNKNOWN.to_owned(), |value| style.number(value, 1));
        let place = |rating: f64| ((rating - 1.0) / 9.0).clamp(0.0, 1.0);
        rows.push((
            gap.map_or(f64::INFINITY, |gap| gap * weight),
            DriverRow {
                name: driver_name(driver.name).to_owned(),
                importance: style.share(weight),
                weight,
                is_assumed: driver.importance_is_assumed,
                index: style.number(driver.index, 0),
                ours: rating(
                    compared
                        .map(|compared| compared.ours)
                        .or(Some(driver.index / 100.0 * 9.0 + 1.0)),
                ),
                next_best: rating(compared.map(|compared| compared.theirs)),
                ratio: compared.map_or_else(
                    || UNKNOWN.to_owned(),
                    |compared| style.number(compared.ours / compared.theirs, 2),
                ),
                gap: gap.map_or_else(|| UNKNOWN.to_owned(), |gap| signed(gap, style)),
                is_behind: gap.is_some_and(|gap| gap < 0.0),
                our_place: driver.index / 100.0,
                their_place: compared.map(|compared| place(compared.theirs)),
            },
        ));
    }
    sort_by(&mut rows, |one, other| {
        one.0
            .total_cmp(&other.0)
            .then(other.1.weight.total_cmp(&one.1.weight))
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

pub(super) fn signed(number: f64, style: &NumberStyle) -> String {
    let text = style.number(number, 1);
    if number > 0.0 { format!("+{text}") } else { text }
}

fn conversations(mut said: Vec<&Observation>, style: &NumberStyle) -> Vec<Conversation> {
    sort_by(&mut said, |one, other| {
        (other.date.cmp(&one.date))
            .then_with(|| (one.post, &one.respondent).cmp(&(other.post, &other.respondent)))
    });
    (said.chunk_by(|one, other| {
        (one.date, one.post, &one.respondent) == (other.date, other.post, &other.respondent)
    }))
    .map(|of_one| Conversation {
        who: [of_one[0].post.word(), &of_one[0].respondent]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        when: of_one[0]
            .date
            .map_or_else(|| "undated".to_owned(), |day| style.day(day)),
        answers: of_one
            .iter()
            .map(|observation| answer(observation, style))
            .collect(),
    })
    .collect()
}

fn answer(observation: &Observation, style: &NumberStyle) -> AnswerRow {
    let number = |value: f64| style.number(value, usize::from(value != libm::trunc(value)));
    let ratings = match (observation.rating, observation.next_best) {
        (Some(ours), Some(theirs)) => format!("{} against {}", number(ours), number(theirs)),
        (Some(ours), None) => number(ours),
        (None, Some(theirs)) => format!("{UNKNOWN} against {}", number(theirs)),
        (None, None) => String::new(),
    };
    let overall = [
        observation
            .satisfaction
            .map(|value| format!("satisfaction {}", number(value))),
        observation
            .intention
            .map(|value| format!("intends to stay {}", number(value))),
        observation
            .recommend
            .map(|value| format!("would recommend {}", number(value))),
        (observation.value_in_use).map(|worth| format!("worth {} a year to them", style.money(worth.get()))),
    ];
    AnswerRow {
        id: observation.id.clone(),
        about: if observation.driver.is_empty() {
            "overall"
        } else {
            &observation.driver
        }
        .to_owned(),
        ratings,
        overall: overall.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        note: observation.note.clone(),
    }
}

fn unheard(
    said: &[&Observation],
    terms: &ReceivedTerms,
    relative: &RelativeTerms,
    as_of: Day,
    style: &NumberStyle,
) -> Vec<String> {
    let mut last: BTreeMap<ListeningPost, Option<Day>> = BTreeMap::new();
    for observation in said {
        let newest = last.entry(observation.post).or_default();
        *newest = (*newest).max(observation.date);
    }
    let mut sentences = Vec::new();
    match last.get(&ListeningPost::Survey) {
        None => sentences.push("No survey yet.".to_owned()),
        Some(Some(day)) if as_of.years_since(*day) > 1.0 => {
            sentences.push(format!("No survey since {}.", style.day(*day)));
        }
        Some(_) => {}
    }
    let silent: Vec<&str> = (ListeningPost::ALL.iter())
        .filter(|post| **post != ListeningPost::Survey && !last.contains_key(post))
        .map(|post| post.word())
        .collect();
    if !silent.is_empty() {
        sentences.push(format!("Nothing heard through {}.", joined(&silent, "or")));
    }
    let never = |any: bool, sentence: &str, sentences: &mut Vec<String>| {
        if !any {
            sentences.push(sentence.to_owned());
        }
    };
    never(
        relative.drivers.iter().any(|driver| !driver.is_price),
        "Nobody was asked how the next-best alternative does: without it there is no relative value.",
        &mut sentences,
    );
    never(
        relative.value_in_use.is_some(),
        "Nobody was asked what using us is worth in money: without it there is no surplus.",
        &mut sentences,
    );
    never(
        said.iter().any(|observation| observation.intention.is_some()),
        "Nobody was asked whether they intend to stay.",
        &mut sentences,
    );
    never(
        said.iter().any(|observation| observation.recommend.is_some()),
        "Nobody was asked whether they would recommend us.",
        &mut sentences,
    );
    if terms.is_judged {
        sentences.push("Our own team answered for them in part: ask them.".to_owned());
    }
    sentences
}

/// A driver as it is shown: without a name it is about the whole.
pub(super) const fn driver_name(name: &str) -> &str {
    if name.is_empty() { "overall" } else { name }
}

/// "a", "a or b", "a, b or c".
pub(super) fn joined(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [firsts @ .., end] => format!("{} {last} {end}", firsts.join(", ")),
    }
}
