//! The forms of an account's records: what is written out reads back, and every refusal names its line.

use both_sides::portfolio::{AccountId, Document, NumberMarks};
use both_sides::report::account_forms::{
    event_form, observation_form, read_event, read_observation, read_share, share_form,
};
use both_sides::report::assumption_rows::{
    activity_form, rate_form, read_activity, read_rate, with_rate, without_rate,
};
use both_sides::report::form::{FormField, Refusal, Texts};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::units::Day;

fn comma() -> NumberStyle {
    NumberStyle {
        decimal: ',',
        group: '.',
        ..NumberStyle::default()
    }
}

fn filled(form: Vec<FormField>) -> Texts {
    form.into_iter().map(|field| (field.key, field.text)).collect()
}

fn with(mut texts: Texts, changes: &[(&'static str, &str)]) -> Texts {
    for (key, text) in changes {
        texts.iter_mut().find(|(known, _)| known == key).unwrap().1 = (*text).to_owned();
    }
    texts
}

fn keys(refusals: &[Refusal]) -> Vec<&'static str> {
    refusals.iter().map(|refusal| refusal.key).collect()
}

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

#[test]
fn every_record_of_the_sample_reads_back_as_it_was() {
    let document = sample().unwrap();
    let style = comma();
    for known in document.portfolio.observations.iter() {
        let texts = filled(observation_form(&document, Some(&known.id), today(), &style));
        let read = read_observation(known.id.clone(), known.account.clone(), &texts, style.marks());
        assert_eq!(read.as_ref(), Ok(known));
    }
    for known in document.portfolio.events.iter() {
        let us = AccountId::new("nobody");
        let account = match (&known.giver, &known.receiver) {
            (both_sides::portfolio::Party::Account(id), _)
            | (_, both_sides::portfolio::Party::Account(id)) => id,
            _ => &us,
        };
        let texts = filled(event_form(&document, account, Some(&known.id), today(), &style));
        let read = read_event(&document, known.id.clone(), account, &texts, style.marks());
        assert_eq!(read.as_ref(), Ok(known));
    }
    for known in document.portfolio.attributions.iter() {
        let pair = Some((&known.outcome, &known.contributor));
        let texts = filled(share_form(&document, &known.outcome, pair, &style));
        assert_eq!(
            read_share(&document, &known.outcome, pair, &texts, &style).as_ref(),
            Ok(known)
        );
    }
}

#[test]
fn the_tables_of_the_assumptions_read_back_as_they_were() {
    let document = sample().unwrap();
    let style = comma();
    for (place, known) in document.assumptions.exchange.iter().enumerate() {
        let texts = filled(rate_form(&document, Some(place), &style));
        assert_eq!(
            read_rate(&document, Some(place), &texts, style.marks()).as_ref(),
            Ok(known)
        );
        let rate = known.clone();
        assert_eq!(
            with_rate(&document.assumptions, Some(place), rate),
            *document.assumptions
        );
    }
    for known in document.portfolio.activities.iter() {
        let texts = filled(activity_form(&document, Some(&known.id), &style));
        assert_eq!(
            read_activity(known.id.clone(), &texts, style.marks()).as_ref(),
            Ok(known)
        );
    }
    let n_rates = document.assumptions.exchange.len();
    assert_eq!(without_rate(&document.assumptions, 0).exchange.len(), n_rates - 1);
}

fn new_event(document: &Document) -> Texts {
    filled(event_form(
        document,
        &AccountId::new("isolde"),
        None,
        today(),
        &NumberStyle::default(),
    ))
}

#[test]
fn a_new_record_begins_empty_and_says_what_it_needs() {
    let document = sample().unwrap();
    let isolde = AccountId::new("isolde");
    let refused = read_event(
        &document,
        "x".to_owned(),
        &isolde,
        &new_event(&document),
        NumberMarks::POINT,
    );
    assert_eq!(
        keys(&refused.unwrap_err()),
        ["direction", "kind", "capital", "status", "unit"]
    );
    let texts = filled(observation_form(
        &document,
        None,
        today(),
        &NumberStyle::default(),
    ));
    let refused = read_observation("x".to_owned(), isolde.clone(), &texts, NumberMarks::POINT);
    assert_eq!(keys(&refused.unwrap_err()), ["post", "driver"]);
    let texts = filled(share_form(&document, &isolde, None, &NumberStyle::default()));
    let refused = read_share(&document, &isolde, None, &texts, &NumberStyle::default());
    assert_eq!(
        keys(&refused.unwrap_err()),
        ["other", "side", "share", "type_one"]
    );
    let refused = read_activity(
        "x".to_owned(),
        &filled(activity_form(&document, None, &comma())),
        NumberMarks::POINT,
    );
    assert_eq!(
        keys(&refused.unwrap_err()),
        ["name", "minutes", "rate", "avoidable"]
    );
    let refused = read_rate(
        &document,
        None,
        &filled(rate_form(&document, None, &comma())),
        NumberMarks::POINT,
    );
    assert_eq!(keys(&refused.unwrap_err()), ["capital", "unit", "worth"]);
}

#[test]
fn an_event_between_two_accounts_names_the_other_one() {
    let document = sample().unwrap();
    let isolde = AccountId::new("isolde");
    let texts = with(
        new_event(&document),
        &[
            ("direction", "they gave another account"),
            ("other", "noxley biologics"),
            ("kind", "introduction"),
            ("capital", "social"),
            ("status", "realised"),
            ("unit", "introduction"),
            ("money", "1000..2000..3500"),
            ("basis", "judged"),
        ],
    );
    let event = read_event(&document, "x".to_owned(), &isolde, &texts, NumberMarks::POINT).unwrap();
    assert_eq!(
        event.receiver,
        both_sides::portfolio::Party::Account(AccountId::new("noxley"))
    );
    let nobody = with(texts, &[("other", "Noxly")]);
    let refused = read_event(&document, "x".to_owned(), &isolde, &nobody, NumberMarks::POINT).unwrap_err();
    assert_eq!(
        refused[0].sentence,
        "There is no account \"Noxly\"; write the name or id of one that is there."
    );
}

#[test]
fn shares_of_one_account_never_exceed_the_whole() {
    let document = sample().unwrap();
    let known = &document.portfolio.attributions[0];
    let style = NumberStyle::default();
    let texts = with(
        filled(share_form(&document, &known.outcome, None, &style)),
        &[
            ("side", "the other brought or kept this account"),
            ("other", "Isolde Ferments"),
            ("share", "80 %"),
            ("type_one", "100 %"),
        ],
    );
    let refused = read_share(&document, &known.outcome, None, &texts, &style).unwrap_err();
    assert_eq!(keys(&refused), ["share"]);
    assert!(
        refused[0].sentence.ends_with("is left."),
        "{}",
        refused[0].sentence
    );
    let less = with(texts, &[("share", "10 %")]);
    assert!(read_share(&document, &known.outcome, None, &less, &style).is_ok());
}

#[test]
fn a_unit_has_one_rate_for_each_form_of_capital() {
    let document = sample().unwrap();
    let first = &document.assumptions.exchange[0];
    let texts = vec![
        ("unit", first.unit.to_uppercase()),
        ("capital", first.capital.word().to_owned()),
        ("worth", "5".to_owned()),
    ];
    let refused = read_rate(&document, None, &texts, NumberMarks::POINT).unwrap_err();
    assert_eq!(keys(&refused), ["unit"]);
}
