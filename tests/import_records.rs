//! Sheets of value events and of answers: what their lines become, and how they meet a portfolio.

mod saved;

use both_sides::export::{events_csv, observations_csv};
use both_sides::import::{
    Caveat, Draft, Merge, Question, RatingScale, Role, Shape, Target, detect, new_document, read, remember,
    with_shape,
};
use both_sides::portfolio::{
    AccountId, AccountKind, Capital, Document, EventKind, ListeningPost, OutcomeStatus, Party,
};
use both_sides::units::Day;
use proptest::prelude::*;

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn import(csv: &str) -> Draft {
    let settings = detect("file.csv", csv.as_bytes(), today(), &Default::default())
        .unwrap()
        .settings;
    let draft = read("file.csv", csv.as_bytes(), &settings).unwrap();
    assert!(draft.tally.adds_up(), "{:?}", draft.tally);
    draft
}

fn party(id: &str) -> Party {
    Party::Account(AccountId::new(id))
}

fn document_with(names: &[(&str, &str)]) -> Document {
    let lines: String = names
        .iter()
        .map(|(id, name)| format!("{id},{name},100\n"))
        .collect();
    let draft = import(&format!("customer id,customer name,annual revenue\n{lines}"));
    new_document("Mine", "EUR", today(), &draft)
}

const EVENTS: &str = "Date,Account,Direction,Event,Quantity,Unit,Status,Comment\n\
    2026-03-01,Alder,received,referral,1,,won,called us\n\
    2026-04-02,Birch,given,favour,2,hour,,\n\
    2026-05-03,Alder,received,Reference call,3,,done,\n";

#[test]
fn a_sheet_of_events_says_who_gave_what_when() {
    let draft = import(EVENTS);
    assert_eq!(draft.settings.shape, Shape::Events);
    assert_eq!((draft.questions.len(), draft.issues.len()), (0, 0));
    let [referral, favour, call] = &draft.records.events[..] else {
        panic!("{:?}", draft.records)
    };
    assert_eq!(
        (referral.kind, referral.status),
        (EventKind::CustomerReferral, OutcomeStatus::Realised)
    );
    assert_eq!(
        (&referral.giver, &referral.receiver),
        (&party("Alder"), &Party::Us)
    );
    assert_eq!(
        (referral.capital, referral.unit.as_str()),
        (Capital::Social, "referral")
    );
    assert_eq!(
        (referral.date, referral.note.as_str()),
        (Day::new(2026, 3, 1), "called us")
    );
    assert_eq!((&favour.giver, &favour.receiver), (&Party::Us, &party("Birch")));
    assert_eq!(
        (favour.quantity, favour.unit.as_str(), favour.status),
        (2.0, "hour", OutcomeStatus::Open)
    );
    assert_eq!((call.kind, call.quantity), (EventKind::ReferenceUse, 3.0));
    assert_eq!(draft.accounts.len(), 2);
}

#[test]
fn a_referral_with_a_share_of_the_credit_moves_value() {
    let draft = import(
        "referrer,what happened,referred customer,share of credit,worth low,worth,worth high\n\
         Alder,referral,Cedar,30%,100,200,400\nBirch,intro,,20%,,,\n",
    );
    let [share] = &draft.records.attributions[..] else {
        panic!("{:?}", draft.records.attributions)
    };
    assert_eq!(
        (
            share.outcome.as_str(),
            share.contributor.as_str(),
            share.share.get()
        ),
        ("Cedar", "Alder", 0.3)
    );
    assert_eq!(
        draft.records.events[0]
            .money
            .map(|worth| (worth.low(), worth.high())),
        Some((100.0, 400.0))
    );
    assert_eq!(draft.caveats, [Caveat::CreditForNobody { n: 1 }]);
    let kinds: Vec<_> = draft
        .accounts
        .iter()
        .map(|account| (account.name.as_str(), account.kind))
        .collect();
    let other = AccountKind::Other;
    assert_eq!(
        kinds,
        [
            ("Alder", other),
            ("Cedar", AccountKind::Customer),
            ("Birch", other)
        ]
    );
}

#[test]
fn an_unknown_word_and_an_event_with_nobody_stay_out_with_the_reason() {
    let draft =
        import("account,event,date\nAlder,lunch,2026-01-02\nus,feedback,2026-01-02\nBirch,idea,2026-01-03\n");
    let sentences: Vec<String> = draft
        .issues
        .iter()
        .map(|issue| issue.sentence(&draft.settings))
        .collect();
    assert!(sentences[0].starts_with("row 2, event: \"lunch\" is none of: word of mouth, customer referral"));
    assert_eq!(
        sentences[1],
        "row 3, account: nobody but us is named; say who gave or who received"
    );
    assert_eq!((draft.records.events.len(), draft.tally.n_bad), (1, 2));
}

#[test]
fn answers_come_one_per_line_or_one_column_per_driver() {
    let long = import(
        "customer,respondent,date,driver,importance,our rating,next best\n\
         Alder,Ida,2026-02-01,delivery,40,9,7\nAlder,Ida,2026-02-01,price,60,4,6\n",
    );
    assert_eq!(
        (long.settings.shape, long.settings.rating_scale),
        (Shape::Observations, RatingScale::Ten)
    );
    let seen = &long.records.observations[1];
    assert_eq!(
        (seen.driver.as_str(), seen.importance, seen.rating, seen.next_best),
        ("price", Some(60.0), Some(4.0), Some(6.0))
    );

    let wide = import(
        "Company,Contact,Delivery,Advice,Overall satisfaction,NPS,Listening post\n\
         Alder,Ida,5,4,4,9,interview\nBirch,Jon,3,,2,10,\nCedar,Kim,1,2,5,3,support\n",
    );
    assert_eq!(
        (wide.settings.shape, wide.settings.rating_scale),
        (Shape::Observations, RatingScale::Five)
    );
    assert_eq!(wide.questions, []);
    let answers: Vec<_> = wide
        .records
        .observations
        .iter()
        .map(|seen| {
            (
                seen.account.as_str(),
                seen.driver.as_str(),
                seen.rating,
                seen.satisfaction,
                seen.recommend,
            )
        })
        .collect();
    assert_eq!(
        answers[0],
        ("Alder", "Delivery", Some(10.0), Some(7.75), Some(9.0))
    );
    assert_eq!(answers[1], ("Alder", "Advice", Some(7.75), None, None));
    assert_eq!(
        answers[2],
        ("Birch", "Delivery", Some(5.5), Some(3.25), Some(10.0))
    );
    assert_eq!(answers.len(), 5);
    assert_eq!(wide.records.observations[0].post, ListeningPost::Interview);
    let guessed = Caveat::ScaleGuessed {
        largest: 5.0,
        scale: "1 to 5",
    };
    assert_eq!(wide.caveats, [guessed]);
}

#[test]
fn a_survey_is_a_survey_again_when_its_headers_are_remembered() {
    let csv = b"Company,Contact,Delivery,Advice,Satisfaction\nAlder,Ida,5,4,4\nBirch,Jon,3,,2\n";
    let first = detect("file.csv", csv, today(), &Default::default())
        .unwrap()
        .settings;
    let mut remembered = Default::default();
    let headers = first
        .columns
        .iter()
        .map(|column| (column.header.clone(), column.target));
    remember(headers, &mut remembered);
    let again = detect("file.csv", csv, today(), &remembered).unwrap().settings;
    assert_eq!(again, first);
    assert_eq!(again.shape, Shape::Observations);
}

#[test]
fn what_is_missing_is_asked() {
    let csv = "what,how much\nx,100\ny,200\n";
    let detected = detect("file.csv", csv.as_bytes(), today(), &Default::default()).unwrap();
    for (shape, expected) in [
        (Shape::Events, vec![Question::NoParty, Question::NoKind]),
        (Shape::Observations, vec![Question::NoParty, Question::NoRating]),
    ] {
        let settings = with_shape(&detected.settings, &detected.sample, shape, &Default::default());
        assert_eq!(
            read("file.csv", csv.as_bytes(), &settings).unwrap().questions,
            expected
        );
    }
}

#[test]
fn records_find_the_accounts_of_a_portfolio_by_id_or_name() {
    let document = document_with(&[("k1", "Alder"), ("k2", "Birch")]);
    let draft = import(EVENTS);
    let merge = Merge::review(&document, &draft);
    assert_eq!(
        (merge.new.len(), merge.changed.len(), merge.missing.len()),
        (0, 0, 0)
    );
    assert_eq!((merge.records.n_new, merge.records.n_same), (3, 0));
    let merged = merge.apply(&document, &draft);
    assert_eq!(merged.portfolio.accounts, document.portfolio.accounts);
    assert_eq!(merged.portfolio.events[0].giver, party("k1"));
    assert_eq!(merged.portfolio.events[1].receiver, party("k2"));
    let again = Merge::review(&merged, &draft);
    assert_eq!(
        (again.records.n_new, again.records.n_changed, again.records.n_same),
        (0, 0, 3)
    );
    assert_eq!(again.apply(&merged, &draft), merged);
}

#[test]
fn the_same_line_twice_is_two_events_and_an_id_twice_a_problem() {
    let twice = import("account,event\nAlder,idea\nAlder,idea\n");
    let ids: Vec<&str> = twice
        .records
        .events
        .iter()
        .map(|event| event.id.as_str())
        .collect();
    assert!(ids.len() == 2 && ids[0] != ids[1]);
    let same_id = import("event id,account,event\n7,Alder,idea\n7,Birch,idea\n7,Alder,idea\n");
    assert_eq!(
        (
            same_id.records.events.len(),
            same_id.tally.n_bad,
            same_id.tally.n_merged
        ),
        (1, 1, 1)
    );
}

#[test]
fn own_files_of_records_come_back_the_same_without_a_question() {
    let document = saved::full();
    for (csv, shape) in [
        (events_csv(&document), Shape::Events),
        (observations_csv(&document), Shape::Observations),
    ] {
        let draft = import(&csv);
        assert!(draft.settings.is_own && draft.settings.shape == shape);
        assert_eq!(
            (draft.questions.len(), draft.issues.len()),
            (0, 0),
            "{:?}",
            draft.issues
        );
        let merge = Merge::review(&document, &draft);
        assert_eq!(
            (merge.records.n_new, merge.records.n_changed),
            (0, 0),
            "{:?}",
            draft.records
        );
        let n = document.portfolio.events.len() * usize::from(shape == Shape::Events)
            + document.portfolio.observations.len() * usize::from(shape == Shape::Observations);
        assert!(n > 0 && merge.records.n_same == n);
    }
}

proptest! {
    /// Whatever stands in the cells, every line becomes a record or stays out with a reason.
    #[test]
    fn no_line_of_a_record_sheet_gets_lost(
        cells in prop::collection::vec(("[a-c]{0,2}", "(referral|idea|lunch|)", "[0-9]{0,2}", "[0-9x]{0,2}"), 1..20),
    ) {
        let lines: String = cells.iter().map(|(who, what, n, rate)| format!("{who},{what},{n},{rate}\n")).collect();
        let csv = format!("account,event,quantity,our rating\n{lines}");
        if let Ok(detected) = detect("file.csv", csv.as_bytes(), today(), &Default::default()) {
            for shape in [Shape::Events, Shape::Observations] {
                let mut settings = with_shape(&detected.settings, &detected.sample, shape, &Default::default());
                settings.columns[1].target = Target::Role(if shape == Shape::Events { Role::EventKind } else { Role::Driver });
                if let Ok(draft) = read("file.csv", csv.as_bytes(), &settings) {
                    prop_assert!(draft.tally.adds_up());
                    let n = draft.records.events.len().max(draft.records.observations.len());
                    prop_assert_eq!(n, draft.tally.n_recorded as usize);
                }
            }
        }
    }
}
