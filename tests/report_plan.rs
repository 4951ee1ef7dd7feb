//! Proposals and the plan as they are read: the list, the forms, the totals, forecast against actual, the table.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::decisions::{Proposals, What};
use both_sides::export::plan_csv;
use both_sides::measures::{MeasureId, Valuation, snapshots, value};
use both_sides::portfolio::{
    AccountId, Action, ActionEffect, ActionKind, ActionStatus, Answer, AnswerVerdict, Document, Lever,
    NumberMarks, Scenario, Shared,
};
use both_sides::report::form::{FormField, Texts};
use both_sides::report::plan::{ActionRow, PlanFilter, PlanReport, expectations, plan_report};
use both_sides::report::plan_forms::{
    InPlace, action_form, done_form, postpone_form, proposed_action, read_action, read_done, read_postponed,
    write_in_place,
};
use both_sides::report::proposals::{
    ProposalFilter, ProposalPage, Standing, Wanted, account_proposals, proposal_page, proposal_row,
};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::slices::at_once;
use both_sides::units::{Day, Estimate, Ratio};
use measures_support::{customer, document, number};

fn valuation(document: &Document) -> Valuation {
    value(document).output
}

fn style() -> NumberStyle {
    NumberStyle::default()
}

fn page(document: &Document, filter: &ProposalFilter, n_shown: usize) -> ProposalPage {
    let valuation = valuation(document);
    let proposals = at_once(Proposals::find(document, &valuation));
    proposal_page(document, &valuation, &proposals, filter, n_shown, &style())
}

fn plan(document: &Document) -> PlanReport {
    plan_report(document, &valuation(document), &PlanFilter::default(), &style())
}

fn texts(fields: &[FormField], changed: &[(&'static str, &str)]) -> Texts {
    let text = |field: &FormField| {
        let new = changed.iter().find(|(key, _)| *key == field.key);
        new.map_or_else(|| field.text.clone(), |(_, text)| (*text).to_owned())
    };
    fields.iter().map(|field| (field.key, text(field))).collect()
}

fn once(id: &str, account: &str, gain: f64, cost: Option<f64>) -> Action {
    Action {
        name: format!("Action {id}"),
        accounts: vec![AccountId::new(account)],
        effect: Estimate::exact(gain).map(ActionEffect::Once),
        cost,
        probability: Some(Ratio::clamped(0.5)),
        ..Action::blank(id, ActionKind::Grow)
    }
}

fn one_customer() -> Document {
    document(vec![
        customer("a", 500.0, 100.0, 0.8),
        customer("b", 100.0, 900.0, 0.8),
    ])
}

#[test]
fn the_list_counts_all_and_writes_the_first() {
    let document = sample().unwrap();
    let all = page(&document, &ProposalFilter::default(), usize::MAX);
    assert_eq!((all.rows.len(), all.n_found), (all.n_all, all.n_all));
    let first = page(&document, &ProposalFilter::default(), 3);
    assert_eq!(first.rows, all.rows[..3]);
    assert_eq!(first.n_found, all.n_found);
    for row in &all.rows {
        assert!(
            !row.because.is_empty() && !row.turn.is_empty() && !row.sure.is_empty(),
            "{row:?}"
        );
        assert!(row.worth != "–" || row.about.starts_with("no"), "{row:?}");
        assert!(!row.about.is_empty());
    }
    let valuation = valuation(&document);
    let proposals = at_once(Proposals::find(&document, &valuation));
    let of_one = account_proposals(&document, &valuation, &proposals, 0, &style());
    let own =
        |row: &&both_sides::report::proposals::ProposalRow| row.account == document.portfolio.accounts[0].id;
    assert_eq!(
        of_one.iter().collect::<Vec<_>>(),
        all.rows.iter().filter(own).collect::<Vec<_>>()
    );
}

#[test]
fn filters_take_kind_owner_name_and_state() {
    let mut document = sample().unwrap();
    let all = page(&document, &ProposalFilter::default(), usize::MAX).rows;
    let of = |document: &Document, filter: ProposalFilter| page(document, &filter, usize::MAX);
    let asks = of(
        &document,
        ProposalFilter {
            kind: Some(ActionKind::Ask),
            ..Default::default()
        },
    );
    assert!(asks.n_found > 0 && asks.rows.iter().all(|row| row.kind == ActionKind::Ask));
    let owner = all[0].owner.clone();
    let owned = of(
        &document,
        ProposalFilter {
            owner: Some(owner.clone()),
            ..Default::default()
        },
    );
    assert_eq!(owned.n_found, all.iter().filter(|row| row.owner == owner).count());
    let search = all[0].name.to_uppercase();
    let named = of(
        &document,
        ProposalFilter {
            search,
            ..Default::default()
        },
    );
    assert!(named.rows.iter().all(|row| row.name == all[0].name) && named.n_found > 0);
    let day = document.as_of;
    document.plan.edit().answers.push(Answer {
        proposal: all[0].key.clone(),
        verdict: AnswerVerdict::Rejected,
        note: "they asked us to wait".into(),
        day,
    });
    let open = of(&document, ProposalFilter::default());
    assert_eq!(open.rows, all[1..]);
    let rejected = of(
        &document,
        ProposalFilter {
            state: Wanted::Rejected,
            ..Default::default()
        },
    );
    let Standing::Answered(words) = &rejected.rows[0].state else {
        panic!("it was answered")
    };
    assert!(
        words.starts_with("Rejected on") && words.ends_with(": they asked us to wait"),
        "{words}"
    );
}

#[test]
fn an_accepted_proposal_keeps_its_reasons_and_fills_in_only_what_follows() {
    let document = one_customer();
    let valuation = valuation(&document);
    let proposals = at_once(Proposals::find(&document, &valuation));
    let action = |what| {
        let found = proposals
            .found
            .iter()
            .copied()
            .find(|found| found.what == what)
            .unwrap();
        let proposal = proposals.tell(&document, &valuation, found);
        let row = proposal_row(&document, &valuation, &proposals, found, &style());
        proposed_action(&document, &proposal, &row, "x".into())
    };
    let fix = action(What::BreakEven);
    assert_eq!(fix.effect, Estimate::exact(800.0).map(ActionEffect::Yearly));
    assert_eq!(
        (fix.proposal.as_str(), fix.kind),
        ("below-zero/b", ActionKind::Fix)
    );
    assert!(
        fix.reason.contains("contribution") && fix.reason.contains("break even"),
        "{}",
        fix.reason
    );
    let listen = action(What::Listen);
    assert_eq!(
        (listen.effect, listen.cost, listen.probability),
        (None, None, None),
        "what it is about is no gain"
    );
}

#[test]
fn an_action_is_written_as_it_was_read() {
    let document = one_customer();
    let action = Action {
        name: "Visit".into(),
        accounts: vec![AccountId::new("a"), AccountId::new("b")],
        effect: Estimate::between(0.01, 0.02, 0.05).map(|by| ActionEffect::Lever {
            lever: Lever::Retention,
            by,
        }),
        cost: Some(120.5),
        hours: Some(8.0),
        probability: Some(Ratio::clamped(0.35)),
        start: Day::new(2026, 1, 2),
        due: Day::new(2026, 3, 4),
        lasts_years: Some(2.5),
        owner: "Mia".into(),
        group: "visits".into(),
        note: "with samples".into(),
        reason: "because".into(),
        proposal: "protect/a".into(),
        ..Action::blank("x", ActionKind::Protect)
    };
    for style in [
        style(),
        NumberStyle {
            decimal: ',',
            group: '.',
            ..style()
        },
    ] {
        let fields = action_form(&document, &action, &style);
        let read = read_action(&document, action.clone(), &texts(&fields, &[]), style.marks());
        assert_eq!(read, Ok(action.clone()));
    }
}

#[test]
fn what_cannot_be_read_is_named_line_by_line() {
    let document = one_customer();
    let action = once("x", "a", 10.0, Some(1.0));
    let fields = action_form(&document, &action, &style());
    let refused = |changed: &[(&'static str, &str)]| {
        let read = read_action(
            &document,
            action.clone(),
            &texts(&fields, changed),
            NumberMarks::POINT,
        );
        read.unwrap_err()
            .into_iter()
            .map(|one| (one.key, one.sentence))
            .collect::<Vec<_>>()
    };
    for (key, text, says) in [
        ("name", "", "Write what is done"),
        ("accounts", "a; nobody", "no account \"nobody\""),
        ("cost", "-5", "not between 0"),
        ("chance", "60", "not between 0 and 1"),
        ("effect", "", "by how much"),
        ("effect_of", "", "what changes"),
        ("effect", "3..2..1", "order"),
        ("lasts", "soon", "not a number"),
    ] {
        let said = refused(&[(key, text)]);
        assert!(
            said.len() == 1 && said[0].0 == key && said[0].1.contains(says),
            "{key} {text}: {said:?}"
        );
    }
    let said = refused(&[("start", "2026-05-01"), ("due", "2026-04-01")]);
    assert_eq!(said[0].0, "due");
    let moved = write_in_place(action.clone(), InPlace::Owner, " Tom ").unwrap();
    assert_eq!(
        moved,
        Action {
            owner: "Tom".into(),
            ..action.clone()
        }
    );
    assert!(write_in_place(action, InPlace::Status, "asleep").is_err());
}

#[test]
fn a_day_to_ask_again_lies_ahead() {
    let document = one_customer();
    let fields = postpone_form(&document);
    let read = |until: &str| {
        read_postponed(
            &document,
            "protect/a",
            &texts(&fields, &[("until", until)]),
            NumberMarks::POINT,
        )
    };
    let three_months = document.as_of.plus_months(3).unwrap();
    let usual = read(&three_months.to_string()).unwrap();
    assert_eq!(usual.verdict, AnswerVerdict::PostponedUntil(three_months));
    assert!(read("").is_err() && read(&document.as_of.to_string()).is_err());
}

#[test]
fn totals_say_what_is_not_in_them() {
    let mut document = one_customer();
    let dropped = Action {
        status: ActionStatus::Dropped,
        ..once("d", "a", 1e6, Some(1e6))
    };
    document.plan.edit().actions = vec![
        once("x", "a", 1_000.0, Some(200.0)),
        once("y", "a", 600.0, None),
        Action::blank("z", ActionKind::Other),
        dropped,
    ];
    let totals: Vec<(&str, String, String)> = (plan(&document).totals.into_iter())
        .map(|total| (total.label, total.sum, total.without))
        .collect();
    let money = |amount| style().money(amount);
    let said = |label, sum: String, without: &str| (label, sum, without.to_owned());
    assert_eq!(
        totals,
        [
            said("Open actions", "3".into(), ""),
            said("Cost", money(200.0), "2 without an amount"),
            said("Our hours", "–".into(), "3 without an amount"),
            said("Expected to bring", money(800.0), "1 without an amount"),
            said("Expected to be left", money(300.0), "2 without an amount"),
        ]
    );
}

#[test]
fn what_it_came_to_is_held_against_what_was_expected() {
    let mut document = one_customer();
    let action = once("x", "a", 1_000.0, Some(200.0));
    let fields = done_form(&document, &action, &style());
    let done = read_done(action, &texts(&fields, &[("actual", "650")]), NumberMarks::POINT).unwrap();
    assert_eq!(
        (done.status, done.actual, done.actual_day),
        (ActionStatus::Done, Some(650.0), Some(document.as_of))
    );
    document.plan.edit().actions = vec![
        done,
        Action {
            status: ActionStatus::Done,
            ..once("y", "a", 10.0, Some(1.0))
        },
    ];
    let report = plan(&document);
    let row = |id: &str| report.rows.iter().find(|row| row.id == id).unwrap();
    // Half of 1,000 was expected.
    assert!(
        row("x")
            .came_to
            .contains(&format!("{} over what was expected", style().money(150.0))),
        "{}",
        row("x").came_to
    );
    assert_eq!(row("y").came_to, "");
    let expected = format!(
        "came to {}, against {} expected",
        style().money(650.0),
        style().money(500.0)
    );
    assert!(report.outcome.contains(&expected), "{}", report.outcome);
    assert!(
        report.outcome.contains("1 of 2 done are without"),
        "{}",
        report.outcome
    );
}

#[test]
fn what_became_of_its_accounts_is_measured_from_the_snapshot_before_it_began() {
    let mut document = one_customer();
    let today = document.as_of;
    for (name, months, margin) in [
        ("long ago", -30, 300.0),
        ("last year", -12, 400.0),
        ("lately", -1, 450.0),
    ] {
        document.as_of = today.plus_months(months).unwrap();
        document.portfolio.accounts[0].edit().economics.gross_margin = Estimate::exact(margin);
        let taken = snapshots::take(&document, &valuation(&document), name.into(), name.into());
        document.snapshots.push(Shared::new(taken));
    }
    document.as_of = today;
    document.portfolio.accounts[0].edit().economics.gross_margin = Estimate::exact(500.0);
    let begun = |months| Action {
        start: today.plus_months(months),
        ..once("x", "a", 10.0, Some(1.0))
    };
    let mut since = |action: Action| -> ActionRow {
        document.plan.edit().actions = vec![action];
        plan(&document).rows.remove(0)
    };
    let row = since(begun(-6)).since.unwrap();
    assert!(row.snapshot.starts_with("last year"), "{}", row.snapshot);
    let money = |amount| style().money(amount);
    assert_eq!(
        row.changes[0],
        [
            MeasureId::Contribution.label().to_owned(),
            money(300.0),
            money(400.0),
            format!("+{}", money(100.0))
        ]
    );
    let row = since(begun(-40)).since.unwrap();
    assert!(
        row.snapshot.starts_with("long ago"),
        "the first since, where none lies before"
    );
    assert_eq!(since(begun(2)).since, None, "it has not begun");
}

#[test]
fn the_table_is_guarded_and_says_what_is_expected() {
    let mut document = one_customer();
    document.portfolio.accounts[0].edit().name = "=cmd|' /C calc'!A0".into();
    let mut action = once("x", "a", 1_000.0, Some(200.0));
    (action.name, action.note, action.actual) = ("+1+1".into(), "-5; see".into(), Some(-12.5));
    document.plan.edit().actions = vec![action];
    let valuation = valuation(&document);
    let text = plan_csv(&document, &expectations(&document, &valuation));
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().unwrap().clone();
    let line = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| {
        line.get(header.iter().position(|own| own == name).unwrap())
            .unwrap()
    };
    assert_eq!(cell("action"), "'+1+1");
    assert_eq!(cell("accounts"), "'=cmd|' /C calc'!A0");
    assert_eq!(cell("came_to"), "-12.5");
    assert_eq!(
        (cell("expected_to_bring"), cell("expected_to_be_left")),
        ("500", "300")
    );
    assert_eq!(number(&valuation, MeasureId::Contribution, 0), Some(400.0));
}

#[test]
fn an_account_let_go_in_the_scenario_looked_through_is_said_to_be_let_go() {
    let mut accounts = vec![
        customer("leaving", 100.0, 10.0, 0.8),
        customer("staying", 100.0, 10.0, 0.8),
    ];
    accounts[0].name = "Leaving Ltd".to_owned();
    let base = document(accounts);
    let scenario = Scenario {
        id: "s".to_owned(),
        released: vec![AccountId::new("leaving")],
        ..Scenario::default()
    };
    let shown = scenario.applied(&base);
    let own = Action::blank("mine", ActionKind::Other);
    let filled = texts(
        &action_form(&shown, &own, &style()),
        &[("name", "A visit"), ("accounts", "leaving ltd")],
    );
    let refused = read_action(&shown, own, &filled, NumberMarks::POINT).unwrap_err();
    assert_eq!(
        refused[0].sentence,
        "Leaving Ltd is let go in the scenario you look through: go back to the portfolio to name it here."
    );
    // What an action already has stays with it, under its name.
    let known = Action {
        name: "Talk".to_owned(),
        accounts: vec![AccountId::new("leaving")],
        ..Action::blank("known", ActionKind::Other)
    };
    let form = action_form(&shown, &known, &style());
    let for_whom = form.iter().find(|field| field.key == "accounts").unwrap();
    assert_eq!(for_whom.text, "Leaving Ltd");
    let read = read_action(&shown, known.clone(), &texts(&form, &[]), NumberMarks::POINT).unwrap();
    assert_eq!(read.accounts, known.accounts);
}
