//! Value events, shares of credit and answers, as lists.

use crate::import::Records;
use crate::portfolio::{
    AccountId, AttributionShare, Basis, Capital, EventKind, ListeningPost, Observation, OutcomeStatus, Party,
    ValueEvent,
};
use crate::units::{Estimate, Money, Ratio};

use super::flat::{Flat, FlatReader, Malformed, Texts, code_of, day_number, day_of, value_of};

/// Adds records.
pub fn write_records(records: &Records, flat: &mut Flat) {
    write_events(&records.events, flat);
    write_shares(&records.attributions, flat);
    write_observations(&records.observations, flat);
}

/// The records written by [`write_records`].
pub fn read_records(from: &mut FlatReader) -> Result<Records, Malformed> {
    Ok(Records {
        events: read_events(from)?,
        attributions: read_shares(from)?,
        observations: read_observations(from)?,
    })
}

fn id_of(party: &Party) -> &str {
    match party {
        Party::Us => "",
        Party::Account(id) => id.as_str(),
    }
}

fn party_of(id: &str) -> Party {
    match id {
        "" => Party::Us,
        id => Party::Account(AccountId::new(id)),
    }
}

fn or_unknown(number: Option<f64>) -> f64 {
    number.unwrap_or(f64::NAN)
}

fn known(number: f64) -> Option<f64> {
    (!number.is_nan()).then_some(number)
}

fn write_events(events: &[ValueEvent], flat: &mut Flat) {
    flat.texts(events.iter().flat_map(|event| {
        let outcome = event.outcome_account.as_ref().map_or("", |id| id.as_str());
        let (giver, receiver) = (id_of(&event.giver), id_of(&event.receiver));
        [
            &event.id,
            giver,
            receiver,
            &event.unit,
            outcome,
            &event.note,
            &event.source,
        ]
    }));
    let numbers = events.iter().flat_map(|event| {
        let money = |of: fn(Estimate) -> f64| or_unknown(event.money.map(of));
        [
            day_number(event.date),
            event.quantity,
            money(Estimate::low),
            money(Estimate::base),
            money(Estimate::high),
        ]
    });
    flat.numbers(numbers.collect::<Vec<f64>>());
    let codes = events.iter().flat_map(|event| {
        [
            code_of(EventKind::ALL, &event.kind),
            code_of(Capital::ALL, &event.capital),
            code_of(OutcomeStatus::ALL, &event.status),
            code_of(Basis::ALL, &event.basis),
        ]
    });
    flat.counts(codes.collect::<Vec<u32>>());
}

fn read_events(from: &mut FlatReader) -> Result<Vec<ValueEvent>, Malformed> {
    let (texts, numbers, codes) = (from.texts()?, from.numbers()?, from.counts()?);
    let (numbers, left) = numbers.as_chunks::<5>();
    let (codes, over) = codes.as_chunks::<4>();
    check(&texts, 7, [numbers.len(), codes.len()], left.len() + over.len())?;
    let event = |(place, (numbers, codes)): (usize, (&[f64; 5], &[u32; 4]))| {
        let text = |which| texts.get(place * 7 + which);
        let [date, quantity, low, base, high] = *numbers;
        let money = known(base).map(|base| Estimate::between(low, base, high).ok_or(Malformed("worth")));
        Ok(ValueEvent {
            id: text(0)?.to_owned(),
            giver: party_of(text(1)?),
            receiver: party_of(text(2)?),
            date: day_of(date)?,
            kind: value_of(EventKind::ALL, codes[0])?,
            capital: value_of(Capital::ALL, codes[1])?,
            quantity,
            unit: text(3)?.to_owned(),
            status: value_of(OutcomeStatus::ALL, codes[2])?,
            outcome_account: Some(text(4)?).filter(|id| !id.is_empty()).map(AccountId::new),
            money: money.transpose()?,
            basis: value_of(Basis::ALL, codes[3])?,
            note: text(5)?.to_owned(),
            source: text(6)?.to_owned(),
        })
    };
    numbers.iter().zip(codes).enumerate().map(event).collect()
}

fn write_shares(shares: &[AttributionShare], flat: &mut Flat) {
    let texts = shares.iter();
    flat.texts(texts.flat_map(|share| [share.outcome.as_str(), share.contributor.as_str(), &share.note]));
    let numbers = shares
        .iter()
        .flat_map(|share| [share.share.get(), share.type_one.get()]);
    flat.numbers(numbers.collect::<Vec<f64>>());
}

fn read_shares(from: &mut FlatReader) -> Result<Vec<AttributionShare>, Malformed> {
    let (texts, numbers) = (from.texts()?, from.numbers()?);
    let (numbers, left) = numbers.as_chunks::<2>();
    check(&texts, 3, [numbers.len(); 2], left.len())?;
    let share = |(place, &[share, type_one]): (usize, &[f64; 2])| {
        Ok(AttributionShare {
            outcome: AccountId::new(texts.get(place * 3)?),
            contributor: AccountId::new(texts.get(place * 3 + 1)?),
            share: Ratio::clamped(share),
            type_one: Ratio::clamped(type_one),
            note: texts.get(place * 3 + 2)?.to_owned(),
        })
    };
    numbers.iter().enumerate().map(share).collect()
}

fn write_observations(observations: &[Observation], flat: &mut Flat) {
    flat.texts((observations.iter()).flat_map(|seen| {
        [
            &*seen.id,
            seen.account.as_str(),
            &seen.respondent,
            &seen.driver,
            &seen.note,
        ]
    }));
    let numbers = observations.iter().flat_map(|seen| {
        [
            day_number(seen.date),
            or_unknown(seen.importance),
            or_unknown(seen.rating),
            or_unknown(seen.next_best),
            or_unknown(seen.satisfaction),
            or_unknown(seen.intention),
            or_unknown(seen.recommend),
            or_unknown(seen.value_in_use.map(Money::get)),
        ]
    });
    flat.numbers(numbers.collect::<Vec<f64>>());
    let posts = observations
        .iter()
        .map(|seen| code_of(ListeningPost::ALL, &seen.post));
    flat.counts(posts.collect::<Vec<u32>>());
}

fn read_observations(from: &mut FlatReader) -> Result<Vec<Observation>, Malformed> {
    let (texts, numbers, posts) = (from.texts()?, from.numbers()?, from.counts()?);
    let (numbers, left) = numbers.as_chunks::<8>();
    check(&texts, 5, [numbers.len(), posts.len()], left.len())?;
    let observation = |(place, (numbers, &post)): (usize, (&[f64; 8], &u32))| {
        let text = |which| texts.get(place * 5 + which);
        let [
            date,
            importance,
            rating,
            next_best,
            satisfaction,
            intention,
            recommend,
            worth,
        ] = *numbers;
        let worth = known(worth).map(|worth| Money::new(worth).map_err(|_| Malformed("value in use")));
        Ok(Observation {
            id: text(0)?.to_owned(),
            account: AccountId::new(text(1)?),
            respondent: text(2)?.to_owned(),
            date: day_of(date)?,
            post: value_of(ListeningPost::ALL, post)?,
            driver: text(3)?.to_owned(),
            importance: known(importance),
            rating: known(rating),
            next_best: known(next_best),
            satisfaction: known(satisfaction),
            intention: known(intention),
            recommend: known(recommend),
            value_in_use: worth.transpose()?,
            note: text(4)?.to_owned(),
        })
    };
    numbers.iter().zip(&posts).enumerate().map(observation).collect()
}

/// As many texts, numbers and codes as the records need, and nothing left over.
fn check(texts: &Texts, n_texts: usize, n: [usize; 2], n_left: usize) -> Result<(), Malformed> {
    match n[0] == n[1] && texts.len() == n[0] * n_texts && n_left == 0 {
        true => Ok(()),
        false => Err(Malformed("records")),
    }
}
