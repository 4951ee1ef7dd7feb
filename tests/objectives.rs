//! Objectives: the laws of the alignment, the page, what is adopted from it, and what is kept on disk.

#![allow(clippy::unwrap_used)]

mod lens_support;
mod measures_support;

use both_sides::chart::{PlainWidths, slope_plate};
use both_sides::decisions::{Proposals, state_of};
use both_sides::measures::alignment::{Alignment, Standard};
use both_sides::measures::places::ranked;
use both_sides::measures::snapshots::take;
use both_sides::measures::{MeasureId, Measured, Spread, Valuation, value};
use both_sides::portfolio::{
    Basis, Document, MOST_OBJECTIVES, Objective, Shared, Snapshot, first_objectives,
};
use both_sides::report::lens::rows_shown;
use both_sides::report::objective_movers::adopted_action;
use both_sides::report::objective_words::objectives_tables;
use both_sides::report::objectives::{ObjectivesChoice, ObjectivesReport, objectives};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::saved;
use both_sides::session::{Edit, Message, Session, update};
use both_sides::slices::at_once;
use lens_support::{WIDTHS, holds_together, superstore};
use measures_support::{customer, document};
use proptest::prelude::*;

const READ: [MeasureId; 3] = [
    MeasureId::Contribution,
    MeasureId::Retention,
    MeasureId::LearningRole,
];

fn objective(measure: MeasureId, weight: f64) -> Objective {
    Objective {
        name: measure.label().to_owned(),
        measure: measure.key().to_owned(),
        less_is_better: false,
        weight,
    }
}

/// What is known of each account, one number per measure of [`READ`].
type Known = Vec<[Option<f64>; 3]>;

fn reads(known: &Known) -> impl Fn(MeasureId, usize) -> Measured + '_ {
    |measure, row| {
        let column = READ.iter().position(|one| *one == measure).unwrap();
        Measured::of(known[row][column].map(|value| Spread::exact(value, Basis::Stated)))
    }
}

fn scores(objectives: &[Objective], known: &Known) -> Vec<Option<f64>> {
    let reads = reads(known);
    let alignment = Alignment::new(objectives, known.len(), &reads);
    (0..known.len())
        .map(|row| alignment.measured(row, &reads).value)
        .collect()
}

fn weighed(weights: [f64; 3]) -> Vec<Objective> {
    READ.into_iter()
        .zip(weights)
        .map(|(measure, weight)| objective(measure, weight))
        .collect()
}

fn known() -> impl Strategy<Value = Known> {
    let one = || prop::option::weighted(0.8, -1e6..1e6_f64);
    prop::collection::vec([one(), one(), one()], 1..30)
}

fn weights() -> impl Strategy<Value = [f64; 3]> {
    [0.1..100.0_f64, 0.0..100.0, 0.0..100.0]
}

fn close(one: &[Option<f64>], other: &[Option<f64>]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|pair| match pair {
            (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * (1.0 + a.abs()),
            (a, b) => a.is_none() && b.is_none(),
        })
}

proptest! {
    #[test]
    fn all_weight_on_one_objective_ranks_by_that_measure(known in known(), at in 0..3_usize) {
        let mut weights = [0.0; 3];
        weights[at] = 7.0;
        let scores = scores(&weighed(weights), &known);
        for (row, score) in scores.iter().enumerate() {
            prop_assert_eq!(score.is_some(), known[row][at].is_some());
            for (other, lower) in scores.iter().enumerate() {
                if known[row][at] > known[other][at] {
                    prop_assert!(score >= lower, "{row} {other}");
                }
            }
        }
    }

    #[test]
    fn scaling_all_weights_changes_nothing(known in known(), weights in weights(), by in 0.01..100.0_f64) {
        let scaled = weights.map(|weight| weight * by);
        prop_assert!(close(&scores(&weighed(weights), &known), &scores(&weighed(scaled), &known)));
    }

    #[test]
    fn permuting_accounts_permutes_scores(known in known(), weights in weights(), turn in 0..30_usize) {
        let turn = turn % known.len();
        let turned: Known = known[turn..].iter().chain(&known[..turn]).copied().collect();
        let mut back = scores(&weighed(weights), &turned);
        back.rotate_right(turn);
        prop_assert!(close(&scores(&weighed(weights), &known), &back));
    }

    #[test]
    fn turning_every_direction_round_turns_every_score_round(known in known(), weights in weights()) {
        let mut turned = weighed(weights);
        turned.iter_mut().for_each(|objective| objective.less_is_better = true);
        let opposite: Vec<Option<f64>> = (scores(&turned, &known).into_iter())
            .map(|score| score.map(|score| -score))
            .collect();
        prop_assert!(close(&scores(&weighed(weights), &known), &opposite));
    }

    #[test]
    fn no_score_exceeds_what_a_standard_score_can_be(known in known(), weights in weights()) {
        let bound = (known.len() as f64 - 1.0).sqrt() + 1e-9;
        for score in scores(&weighed(weights), &known).into_iter().flatten() {
            prop_assert!(score.abs() <= bound, "{score} of {}", known.len());
        }
    }

    #[test]
    fn what_each_objective_adds_adds_up_to_the_score(known in known(), weights in weights()) {
        let objectives = weighed(weights);
        let reads = reads(&known);
        let alignment = Alignment::new(&objectives, known.len(), &reads);
        for row in 0..known.len() {
            let terms = alignment.terms(row, &reads);
            let sum: f64 = terms.points().flatten().sum();
            if let Some(score) = alignment.measured(row, &reads).value {
                prop_assert!((sum - score).abs() <= 1e-9 * (1.0 + score.abs()));
                prop_assert!(terms.coverage().unwrap() >= 0.5);
            } else {
                prop_assert!(terms.coverage().unwrap() < 0.5 + 1e-12 || terms.measured().value.is_none());
            }
        }
    }

    #[test]
    fn any_objectives_come_back_from_disk(
        names in prop::collection::vec((".{0,20}", ".{0,20}", any::<bool>(), 0.0..=100.0_f64), 0..=MOST_OBJECTIVES),
    ) {
        let mut document = document(vec![customer("a", 10.0, 1.0, 0.5)]);
        let one = |(name, measure, less_is_better, weight)| Objective { name, measure, less_is_better, weight };
        document.objectives = Shared::new(names.into_iter().map(one).collect());
        let back = saved::open(&saved::write(&document)).unwrap();
        prop_assert_eq!(back, document);
    }
}

#[test]
fn all_equal_is_nought_and_a_doubt_turns_round_with_the_direction() {
    let level = Standard::of([0.1; 7].into_iter()).unwrap();
    assert_eq!(level.z(0.1), 0.0);
    let mut cost = objective(MeasureId::CostToServe, 1.0);
    cost.less_is_better = true;
    let reads = |_: MeasureId, row: usize| {
        let base = [10.0, 30.0][row];
        Spread {
            low: base - 5.0,
            base,
            high: base + 10.0,
            basis: Basis::Stated,
        }
        .measured()
    };
    let alignment = Alignment::new(&[cost], 2, &reads);
    let found = alignment.measured(0, &reads);
    let interval = found.interval.unwrap();
    // Mean 20, deviation 10: 10 is one deviation better, from 20 it is level, from 5 one and a half.
    assert_eq!((found.value, interval.low, interval.high), (Some(1.0), 0.0, 1.5));
}

#[test]
fn half_of_the_weight_has_to_be_known() {
    let known: Known = vec![
        [Some(1.0), None, None],
        [Some(3.0), Some(0.5), None],
        [None, Some(0.7), None],
    ];
    let found = scores(&weighed([50.0, 30.0, 20.0]), &known);
    assert_eq!(
        found.iter().map(Option::is_some).collect::<Vec<_>>(),
        [true, true, false]
    );
    assert!(
        scores(&weighed([0.0; 3]), &known).iter().all(Option::is_none),
        "no weight, no score"
    );
}

fn page(document: &Document, compared: Option<&Snapshot>) -> ObjectivesReport {
    let valuation = value(document).output;
    page_of(document, &valuation, compared)
}

fn page_of(document: &Document, valuation: &Valuation, compared: Option<&Snapshot>) -> ObjectivesReport {
    let rows = rows_shown(document, valuation, None);
    let proposals = at_once(Proposals::find(document, valuation));
    let choice = ObjectivesChoice {
        today: MeasureId::Revenue,
        n_shown: [8, 8],
    };
    at_once(objectives(
        document,
        valuation,
        &proposals,
        &rows,
        choice,
        compared,
        &NumberStyle::default(),
    ))
}

#[test]
fn the_sample_is_ranked_by_the_proposal_and_every_mover_has_its_reason() {
    let document = sample().unwrap();
    let report = page(&document, None);
    assert_eq!(report.objectives.len(), 5);
    assert!(report.words[1].contains("are a proposal"), "{:?}", report.words);
    assert!(
        report.words[0].starts_with("Ranked by your objectives instead of revenue, "),
        "{:?}",
        report.words
    );
    let slope = report.slope.as_ref().unwrap();
    assert_eq!(slope.said, ["by revenue", "by our objectives"]);
    assert_eq!(report.up.rows.len(), 8);
    for (list, sign) in [(&report.up, 1.0), (&report.down, -1.0)] {
        let climbed: Vec<f64> = (list.rows.iter())
            .map(|row| {
                slope
                    .lines
                    .iter()
                    .find(|line| line.row == row.row)
                    .unwrap()
                    .climbed
                    * sign
            })
            .collect();
        assert!(
            climbed[0] > 0.0 && climbed.windows(2).all(|pair| pair[0] >= pair[1]),
            "{climbed:?}"
        );
        for row in &list.rows {
            let name = row.driver.rsplit_once(' ').unwrap().0;
            assert!(
                row.sentence.contains(name) && row.sentence.contains(&row.places[1]),
                "{row:?}"
            );
            assert_eq!(row.parts.len(), 5);
        }
    }
    for width in WIDTHS {
        holds_together(&slope_plate(slope, width, &PlainWidths));
    }
}

#[test]
fn a_weight_moves_the_ranking_and_all_of_it_on_revenue_moves_nobody() {
    let mut document = sample().unwrap();
    let before = page(&document, None);
    document.objectives.edit()[2].weight = 100.0;
    let after = page(&document, None);
    assert!(!after.words.iter().any(|words| words.contains("are a proposal")));
    assert_ne!(before.up, after.up);
    document.objectives = Shared::new(vec![objective(MeasureId::Revenue, 5.0)]);
    let same = page(&document, None);
    assert_eq!((same.up.n_all, same.down.n_all), (0, 0));
    assert!(same.words[0].contains("nobody moves"), "{:?}", same.words);
    let valuation = value(&document).output;
    let rows = rows_shown(&document, &valuation, None);
    let by_revenue: Vec<usize> = (ranked(&valuation, MeasureId::Revenue, &rows).iter())
        .map(|one| one.0)
        .collect();
    let table = &objectives_tables(
        &document,
        &valuation,
        &rows,
        MeasureId::Revenue,
        &NumberStyle::default(),
    )[1];
    assert_eq!(
        table
            .rows
            .iter()
            .map(|line| line.row.unwrap())
            .collect::<Vec<_>>(),
        by_revenue
    );
}

#[test]
fn without_weight_or_objectives_it_asks_for_them() {
    let mut document = sample().unwrap();
    for objective in document.objectives.edit() {
        objective.weight = 0.0;
    }
    assert!(page(&document, None).words[0].contains("No objective has a weight yet"));
    document.objectives = Shared::new(Vec::new());
    let report = page(&document, None);
    assert!(
        report.words[0].contains("There is no objective yet"),
        "{:?}",
        report.words
    );
    assert!(report.slope.is_none() && report.up.rows.is_empty());
    document.objectives = Shared::new(vec![Objective {
        measure: "of another version".to_owned(),
        ..objective(MeasureId::Revenue, 20.0)
    }]);
    let report = page(&document, None);
    assert_eq!(
        (report.objectives[0].measure, report.objectives[0].known.as_str()),
        (None, "0 of 40")
    );
    assert!(report.words[0].contains("Choose measures"), "{:?}", report.words);
}

#[test]
fn nobody_moves_against_a_snapshot_of_now() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let snapshot = take(&document, &valuation, "now".into(), "Just now".into());
    let report = page_of(&document, &valuation, Some(&snapshot));
    let since = report.since.unwrap();
    assert!(since.lines.iter().all(|line| line.climbed == 0.0));
    let told = report
        .words
        .iter()
        .find(|words| words.contains("Just now"))
        .unwrap();
    assert!(told.contains("nobody moves"), "{told}");
    let kept = document.snapshots.last().unwrap();
    let held: Vec<&str> = kept
        .columns
        .iter()
        .map(|column| column.measure.as_str())
        .collect();
    let report = page_of(&document, &valuation, Some(kept));
    let told = report
        .words
        .iter()
        .find(|words| words.contains(&kept.name))
        .unwrap();
    assert!(
        report.since.is_none() && told.contains("nobody is compared"),
        "{held:?}: {told}"
    );
    let moved = Document {
        objectives: Shared::new(vec![objective(MeasureId::TotalValue, 20.0)]),
        ..document.clone()
    };
    let report = page_of(&moved, &valuation, Some(kept));
    assert_eq!(report.since.unwrap().heads, [kept.name.as_str(), "Now"]);
}

#[test]
fn a_strategy_is_adopted_into_the_plan_with_its_reason_and_undone() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let report = page_of(&document, &valuation, None);
    let row = report.up.rows.iter().find(|row| !row.open.is_empty()).unwrap();
    let key = &row.open[0].key;
    let proposals = at_once(Proposals::find(&document, &valuation));
    let style = NumberStyle::default();
    let action = adopted_action(&document, &valuation, &proposals, key, &row.sentence, &style).unwrap();
    assert!(action.reason.starts_with(&row.sentence) && action.reason.len() > row.sentence.len());
    assert_eq!(
        (action.accounts[0].clone(), &action.proposal),
        (row.account.clone(), key)
    );
    assert!(adopted_action(&document, &valuation, &proposals, "protect/nobody", "", &style).is_none());
    let mut session = Session::open(Shared::new(document.clone()), NumberStyle::default()).0;
    let accepted = both_sides::portfolio::Action {
        id: "1".into(),
        ..action
    };
    update(
        &mut session,
        Message::Edited(Edit::ProposalAccepted(Box::new(accepted)), None),
    );
    let adopted = page(&session.document, None);
    let again = adopted
        .up
        .rows
        .iter()
        .find(|other| other.account == row.account)
        .unwrap();
    assert_eq!(again.taken, [row.open[0].what]);
    assert!(again.open.iter().all(|open| open.key != *key));
    update(&mut session, Message::Undo);
    assert_eq!(
        state_of(&session.document.plan, key, document.as_of),
        both_sides::decisions::State::Open
    );
}

#[test]
fn an_edit_of_objectives_is_one_step_back() {
    let document = sample().unwrap();
    let mut session = Session::open(Shared::new(document), NumberStyle::default()).0;
    let mut list = first_objectives();
    list[0].weight = 80.0;
    let edit = Edit::ObjectivesWritten(list.clone());
    assert_eq!(edit.what(), "change of objectives");
    update(&mut session, Message::Edited(edit, None));
    assert_eq!(*session.document.objectives, list);
    update(&mut session, Message::Undo);
    assert_eq!(*session.document.objectives, first_objectives());
}

#[test]
fn of_an_order_log_it_says_what_is_missing() {
    let (document, valuation) = superstore();
    let report = page_of(&document, &valuation, None);
    assert!(
        report.objectives.iter().any(|row| row.known == "0 of 793"),
        "{:?}",
        report.objectives
    );
    let rows = rows_shown(&document, &valuation, None);
    let tables = objectives_tables(
        &document,
        &valuation,
        &rows,
        MeasureId::HistoricRevenue,
        &NumberStyle::default(),
    );
    assert_eq!(tables[0].rows.len(), 5);
    println!("{:?}", report.words);
}

#[test]
fn hostile_objectives_are_refused_and_named() {
    let mut document = document(Vec::new());
    document.objectives.edit()[0].weight = 35.0;
    let text = saved::write(&document);
    for (from, to, reason) in [
        (
            "\"weight\":35.0",
            "\"weight\":101",
            "101 is not between 0 and 100",
        ),
        ("\"weight\":35.0", "\"weight\":-1", "-1 is not between 0 and 100"),
        (
            "\"weight\":35.0",
            "\"weight\":35.0,\"less\":\"yes\"",
            "invalid type",
        ),
    ] {
        assert!(text.contains(from), "{text}");
        let said = saved::open(&text.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(said.contains(reason), "{to}: {said}");
    }
    let one = "{\"name\":\"x\",\"measure\":\"revenue\",\"weight\":1},";
    let many = text.replacen(
        "\"objectives\":[",
        &format!("\"objectives\":[{}", one.repeat(MOST_OBJECTIVES)),
        1,
    );
    assert!(
        saved::open(&many)
            .unwrap_err()
            .to_string()
            .contains("are more than 12")
    );
    document.objectives = Shared::new(first_objectives());
    assert!(
        !saved::write(&document).contains("objectives"),
        "the first ones are not written"
    );
}
