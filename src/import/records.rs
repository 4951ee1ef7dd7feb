//! Lines that say something about accounts: value events, shares of credit, answers of a survey.
//!
//! The accounts of such a draft are those the lines name; taking the draft over finds them in the portfolio by id,
//! else by name, and adds those it does not find.

use std::collections::BTreeMap;

use crate::portfolio::{
    Account, AccountId, AccountKind, AttributionShare, Basis, Field, FieldValue, ListeningPost, Observation,
    OutcomeStatus, Party, Shared, ValueEvent,
};
use crate::units::{Day, Estimate, Money, Ratio};

use super::columns::{ReadColumn, Values};
use super::draft::Problem;
use super::intern::hash;
use super::lines::Lines;
use super::record_words::{
    basis, capital, event_kind, is_given, is_us, listening_post, outcome_status, usual_capital, usual_unit,
};
use super::{Caveat, Draft, Issue, RatingScale, Role, Shape, Target};

/// What the lines of a file say about accounts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// What passed between us and somebody.
    pub events: Vec<ValueEvent>,
    /// Whose value is due to whom.
    pub attributions: Vec<AttributionShare>,
    /// What somebody said about the value they receive.
    pub observations: Vec<Observation>,
}

impl Records {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.events.len() + self.attributions.len() + self.observations.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Makes the records of these places among the good rows.
pub(super) fn add_records(
    draft: &mut Draft,
    named: &mut Named,
    lines: &Lines,
    places: std::ops::Range<usize>,
) {
    for place in places {
        let line = Line { lines, place };
        match lines.settings.shape {
            Shape::Events => add_event(draft, named, &line),
            _ => add_observations(draft, named, &line),
        }
        draft.tally.n_recorded += 1;
    }
}

/// The accounts the lines name, and what to distrust.
pub(super) fn finish(draft: &mut Draft, named: Named, lines: &Lines) {
    draft.accounts = named.accounts;
    draft.caveats.extend(guessed_scale(lines));
    if named.n_without_outcome > 0 {
        draft.caveats.push(Caveat::CreditForNobody {
            n: named.n_without_outcome,
        });
    }
}

/// Checks what a line says as a whole while the lines are read: an event is with somebody.
pub(super) fn check_line(columns: &[ReadColumn], shape: Shape, row: u32) -> Option<Issue> {
    if shape != Shape::Events {
        return None;
    }
    let parties = columns.iter().filter(|column| {
        matches!(
            column.target,
            Target::Field(Field::Id | Field::Name) | Target::Role(Role::Giver | Role::Receiver)
        )
    });
    let mut first = None;
    for column in parties {
        let text = column.value(column.len().checked_sub(1)?).plain();
        if !is_us(&text) {
            return None;
        }
        first = first.or(Some(column.index as u32));
    }
    Some(Issue {
        row,
        column: first,
        problem: Problem::NobodyNamed,
    })
}

/// Accounts by the text that names them, in the order of their first line.
#[derive(Debug, Default)]
pub(super) struct Named {
    places: BTreeMap<String, usize>,
    accounts: Vec<Shared<Account>>,
    /// How often each record without an id came, by its content.
    seen: BTreeMap<u64, u32>,
    n_without_outcome: u32,
}

impl Named {
    fn account(&mut self, id: &str, name: &str, kind: AccountKind, source: &str) -> AccountId {
        let id = id.trim();
        let place = *self.places.entry(id.to_owned()).or_insert_with(|| {
            let mut account = Account::new(AccountId::new(id), name.trim());
            account.kind = kind;
            account.source = source.to_owned();
            self.accounts.push(Shared::new(account));
            self.accounts.len() - 1
        });
        self.accounts[place].id.clone()
    }

    /// An id that the same content gets again when the file is read again.
    fn record_id(&mut self, content: &str) -> String {
        let content = hash(content.as_bytes());
        let n = self.seen.entry(content).or_insert(0);
        *n += 1;
        match *n {
            1 => format!("import-{content:016x}"),
            n => format!("import-{content:016x}-{n}"),
        }
    }
}

/// One good line.
#[derive(Clone, Copy)]
struct Line<'a> {
    lines: &'a Lines,
    place: usize,
}

impl Line<'_> {
    fn value(&self, target: Target) -> FieldValue {
        let column = self.lines.column(target);
        column.map_or(FieldValue::Empty, |column| column.value(self.place))
    }

    fn text(&self, role: Role) -> String {
        self.value(Target::Role(role)).plain()
    }

    fn number(&self, role: Role) -> Option<f64> {
        match self.value(Target::Role(role)) {
            FieldValue::Number(number) => Some(number),
            _ => None,
        }
    }

    fn rating(&self, role: Role) -> Option<f64> {
        Some(self.lines.settings.rating_scale.as_ten(self.number(role)?))
    }

    fn day(&self) -> Option<Day> {
        match self.value(Target::Role(Role::Date)) {
            FieldValue::Day(day) => Some(day),
            _ => None,
        }
    }

    /// Id and name of the account column; either stands for the other.
    fn account(&self) -> Option<(String, String)> {
        let text =
            |field| Some(self.value(Target::Field(field)).plain()).filter(|text| !text.trim().is_empty());
        match (text(Field::Id), text(Field::Name)) {
            (None, None) => None,
            (Some(id), Some(name)) => Some((id, name)),
            (Some(one), None) | (None, Some(one)) => Some((one.clone(), one)),
        }
    }

    fn content(&self) -> String {
        let values = self
            .lines
            .columns
            .iter()
            .map(|column| column.value(self.place).plain());
        values.collect::<Vec<_>>().join("\u{1f}")
    }
}

fn add_event(draft: &mut Draft, named: &mut Named, line: &Line) {
    let Some(kind) = event_kind(&line.text(Role::EventKind)) else {
        return;
    };
    let (giver, receiver) = parties(named, line);
    let outcome_account = Some(line.text(Role::OutcomeAccount))
        .filter(|name| !name.trim().is_empty())
        .map(|name| named.account(&name, &name, AccountKind::Customer, &line.lines.file));
    add_share(draft, named, line, &giver, outcome_account.as_ref());
    let is_own = line.lines.settings.is_own;
    let or_else = |text: String, usual: &str| match text.is_empty() && !is_own {
        true => usual.to_owned(),
        false => text,
    };
    let id = line.text(Role::RecordId);
    draft.records.events.push(ValueEvent {
        id: if id.is_empty() {
            named.record_id(&line.content())
        } else {
            id
        },
        giver,
        receiver,
        date: line.day(),
        kind,
        capital: capital(&line.text(Role::Capital)).unwrap_or(usual_capital(kind)),
        quantity: line.number(Role::Quantity).unwrap_or(1.0),
        unit: or_else(line.text(Role::NativeUnit), usual_unit(kind)),
        status: outcome_status(&line.text(Role::OutcomeStatus)).unwrap_or(OutcomeStatus::Open),
        outcome_account,
        money: worth(line),
        basis: basis(&line.text(Role::Basis)).unwrap_or(Basis::Stated),
        note: line.text(Role::RecordNote),
        source: or_else(line.text(Role::RecordSource), &line.lines.file),
    });
}

/// Who gave and who received: as two columns say, else the account and the way.
fn parties(named: &mut Named, line: &Line) -> (Party, Party) {
    let source = &line.lines.file;
    let mut party = |text: String| match is_us(&text) {
        true => Party::Us,
        false => Party::Account(named.account(&text, &text, AccountKind::Other, source)),
    };
    let (giver, receiver) = (party(line.text(Role::Giver)), party(line.text(Role::Receiver)));
    if giver != Party::Us || receiver != Party::Us {
        return (giver, receiver);
    }
    let Some((id, name)) = line.account() else {
        return (giver, receiver);
    };
    let other = Party::Account(named.account(&id, &name, AccountKind::Other, source));
    match is_given(&line.text(Role::Direction)) {
        true => (Party::Us, other),
        false => (other, Party::Us),
    }
}

fn worth(line: &Line) -> Option<Estimate> {
    let base = line.number(Role::Worth)?;
    let low = line.number(Role::WorthLow).unwrap_or(base);
    let high = line.number(Role::WorthHigh).unwrap_or(base);
    Estimate::between(low, base, high).or_else(|| Estimate::exact(base))
}

fn add_share(draft: &mut Draft, named: &mut Named, line: &Line, giver: &Party, outcome: Option<&AccountId>) {
    let Some(share) = line.number(Role::CreditShare) else {
        return;
    };
    match (giver, outcome) {
        (Party::Account(contributor), Some(outcome)) => draft.records.attributions.push(AttributionShare {
            outcome: outcome.clone(),
            contributor: contributor.clone(),
            share: Ratio::clamped(share),
            type_one: Ratio::clamped(line.number(Role::TypeOne).unwrap_or(1.0)),
            note: line.text(Role::RecordNote),
        }),
        _ => named.n_without_outcome += 1,
    }
}

/// What a rating is about where the line does not say.
const OVERALL: &str = "overall";

/// One answer per driver the line rates; what it says of the whole stands with the first.
fn add_observations(draft: &mut Draft, named: &mut Named, line: &Line) {
    let Some((id, name)) = line.account() else {
        return;
    };
    let account = named.account(&id, &name, AccountKind::Customer, &line.lines.file);
    let content = line.content();
    let own_id = line.text(Role::RecordId);
    let mut rated = rated_drivers(line);
    let mut driver = line.text(Role::Driver);
    let rating = line.rating(Role::Rating);
    if driver.is_empty() && rating.is_some() && !line.lines.settings.is_own {
        driver = OVERALL.to_owned();
    }
    if !driver.is_empty() || rated.is_empty() {
        rated.insert(0, (driver, rating));
    }
    for (number, (driver, rating)) in rated.into_iter().enumerate() {
        let is_first = number == 0;
        let of_line = |role| line.number(role).filter(|_| is_first);
        let rating_of_line = |role| line.rating(role).filter(|_| is_first);
        draft.records.observations.push(Observation {
            id: match (own_id.is_empty(), number) {
                (true, _) => named.record_id(&format!("{content}\u{1f}{driver}")),
                (false, 0) => own_id.clone(),
                (false, number) => format!("{own_id}-{}", number + 1),
            },
            account: account.clone(),
            respondent: line.text(Role::Respondent),
            date: line.day(),
            post: listening_post(&line.text(Role::Post)).unwrap_or(ListeningPost::Survey),
            importance: of_line(Role::Importance),
            rating,
            next_best: rating_of_line(Role::NextBest),
            satisfaction: rating_of_line(Role::Satisfaction),
            intention: rating_of_line(Role::Intention),
            recommend: of_line(Role::Recommend),
            value_in_use: of_line(Role::ValueInUse).and_then(|worth| Money::new(worth).ok()),
            note: Some(line.text(Role::RecordNote))
                .filter(|_| is_first)
                .unwrap_or_default(),
            driver,
        });
    }
}

fn rated_drivers(line: &Line) -> Vec<(String, Option<f64>)> {
    let scale = line.lines.settings.rating_scale;
    let columns = line.lines.columns.iter();
    let rated = columns.filter_map(|column| match (column.target, column.value(line.place)) {
        (Target::DriverRating, FieldValue::Number(number)) => {
            Some((line.lines.header(column).to_owned(), Some(scale.as_ten(number))))
        }
        _ => None,
    });
    rated.collect()
}

/// A scale below ten that nobody chose: the largest rating may only be a modest one.
fn guessed_scale(lines: &Lines) -> Option<Caveat> {
    let scale = lines.settings.rating_scale;
    let is_rating = |column: &&ReadColumn| {
        matches!(column.target, Target::Role(role) if role.is_rating())
            || column.target == Target::DriverRating
    };
    let rated = lines.columns.iter().filter(is_rating);
    let numbers = rated.flat_map(|column| match &column.values {
        Values::Numbers(numbers) => &numbers[..],
        _ => &[],
    });
    let largest = numbers
        .copied()
        .filter(|number| !number.is_nan())
        .fold(0.0, f64::max);
    (scale != RatingScale::Ten && largest > 0.0).then(|| Caveat::ScaleGuessed {
        largest,
        scale: scale.label(),
    })
}
