//! One time and scenario control in every lens: what is shown beside the present, on the sample and on Superstore, and
//! the laws that nothing is compared with itself.

#![allow(clippy::unwrap_used)]

mod lens_support;

use std::collections::{BTreeMap, BTreeSet};

use both_sides::chart::{
    Figure, PlainWidths, board_plate, capital_plate, network_plate, progress_plate, slope_plate,
    strips_plate, three_ps_plate,
};
use both_sides::measures::snapshots::{beside, take};
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::{By, Document, Lever, LeverMove, OutcomeStatus, Party, Scenario, Snapshot, Whom};
use both_sides::report::beside::Beside;
use both_sides::report::capital::{CapitalChoice, CapitalReport, capital};
use both_sides::report::dimension_strips::{StripsReport, dimension_strips};
use both_sides::report::dimension_tables::strips_tables;
use both_sides::report::lens::LensTable;
use both_sides::report::lenses::{
    CURRENT_AND_POTENTIAL, ECONOMIC_RELATIONSHIP, LOYALTY_MATRIX, PROFIT_AND_LIFE, VALUE_AND_REFERRALS,
    finding,
};
use both_sides::report::metric_audit::{AuditChoice, AuditReport, metric_audit};
use both_sides::report::moves::segments;
use both_sides::report::network::{NetworkReport, network};
use both_sides::report::network_since::LinkThen;
use both_sides::report::profitability::profitability;
use both_sides::report::progress::{ProgressReport, progress};
use both_sides::report::style::NumberStyle;
use both_sides::report::three_ps::MEASURES;
use both_sides::report::three_ps_picture::{ThreePsPicture, three_ps_picture};
use both_sides::report::{MapReport, MapView, map};
use both_sides::sample::sample;
use both_sides::slices::at_once;
use both_sides::units::Day;
use lens_support::{WIDTHS, all_rows, holds_together, superstore};

/// A portfolio, its numbers, and what it is compared with.
struct Case {
    document: Document,
    valuation: Valuation,
    then: Snapshot,
}

impl Case {
    fn three_ps(&self) -> ThreePsPicture {
        let rows = all_rows(&self.valuation);
        at_once(three_ps_picture(
            &self.document,
            &self.valuation,
            &rows,
            Some(&self.then),
            &NumberStyle::default(),
        ))
    }

    fn audit(&self) -> AuditReport {
        let (rows, numbers) = (all_rows(&self.valuation), NumberStyle::default());
        let choice = AuditChoice::first(&self.valuation);
        let report = at_once(metric_audit(
            &self.document,
            &self.valuation,
            &rows,
            choice,
            &numbers,
        ));
        report.since(&self.document, &self.valuation, &rows, &self.then, &numbers)
    }

    fn course(&self, row: usize, measure: MeasureId) -> ProgressReport {
        let numbers = NumberStyle::default();
        progress(
            &self.document,
            &self.valuation,
            &[row],
            measure,
            Some(&self.then),
            &numbers,
        )
    }

    fn strips(&self) -> StripsReport {
        let rows = all_rows(&self.valuation);
        at_once(dimension_strips(
            &self.document,
            &self.valuation,
            &rows,
            Some(&self.then),
            &NumberStyle::default(),
        ))
    }

    fn strips_tables(&self) -> Vec<LensTable> {
        strips_tables(
            &self.strips(),
            &self.document,
            &self.valuation,
            &all_rows(&self.valuation),
            Some(&self.then),
            &NumberStyle::default(),
        )
    }
}

/// The sample beside a day, or beside a scenario, as the lenses of exchanges read it.
struct Exchanges {
    document: Document,
    valuation: Valuation,
    other: Option<(Document, Valuation)>,
    day: Day,
}

impl Exchanges {
    fn by(day: Day) -> Self {
        let (document, valuation) = opened(|| sample().unwrap());
        Self {
            document,
            valuation,
            other: None,
            day,
        }
    }

    fn there(scenario: &Scenario) -> Self {
        let (document, valuation) = opened(|| sample().unwrap());
        let other = scenario.applied(&document);
        let numbers = value(&other).output;
        Self {
            day: document.as_of,
            document,
            valuation,
            other: Some((other, numbers)),
        }
    }

    fn read<T>(&self, read: impl FnOnce(Beside) -> T) -> T {
        let Some((document, valuation)) = &self.other else {
            return read(Beside::Day {
                name: "Then",
                day: self.day,
            });
        };
        read(Beside::Portfolio {
            name: "scenario What if",
            document,
            valuation,
            rows: &all_rows(valuation),
        })
    }

    fn network(&self) -> NetworkReport {
        let (rows, numbers) = (all_rows(&self.valuation), NumberStyle::default());
        self.read(|beside| network(&self.document, &self.valuation, &rows, 80, Some(beside), &numbers))
    }

    fn capital(&self, choice: CapitalChoice) -> CapitalReport {
        let (rows, numbers) = (all_rows(&self.valuation), NumberStyle::default());
        self.read(|beside| {
            capital(
                &self.document,
                &self.valuation,
                &rows,
                choice,
                Some(beside),
                &numbers,
            )
        })
    }
}

/// The sample beside the newest of its snapshots.
fn sample_then() -> Case {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let then = (**document.snapshots.last().unwrap()).clone();
    Case {
        document,
        valuation,
        then,
    }
}

/// A portfolio beside a snapshot taken of it this moment.
fn just_taken((document, valuation): (Document, Valuation)) -> Case {
    let then = take(&document, &valuation, "s".into(), "This moment".into());
    Case {
        document,
        valuation,
        then,
    }
}

/// The sample beside a scenario.
fn sample_beside(scenario: &Scenario) -> Case {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let other = scenario.applied(&document);
    let numbers = value(&other).output;
    let then = beside(
        &other,
        &numbers,
        scenario.id.clone(),
        format!("scenario {}", scenario.name),
    );
    Case {
        document,
        valuation,
        then,
    }
}

fn empty_scenario() -> Scenario {
    Scenario {
        id: "nothing".into(),
        name: "Nothing".into(),
        ..Scenario::default()
    }
}

fn opened(of: fn() -> Document) -> (Document, Valuation) {
    let document = of();
    let valuation = value(&document).output;
    (document, valuation)
}

/// Beside what is the same, nothing moves.
fn nothing_to_compare() -> [Case; 3] {
    [
        just_taken(opened(|| sample().unwrap())),
        just_taken(superstore()),
        sample_beside(&empty_scenario()),
    ]
}

#[test]
fn beside_the_same_no_score_moves() {
    for case in nothing_to_compare() {
        let report = case.three_ps();
        let since = report.since.as_ref().unwrap();
        assert!(
            since.finding.ends_with("none of the scores is another."),
            "{}",
            since.finding
        );
        assert!(report.words[0].contains(&since.finding));
        assert!(since.most_moved.is_empty());
        for line in &report.lines {
            let then = line.then.as_ref().unwrap();
            assert_eq!(then.scores, line.scores, "{}", line.name);
        }
        for (median, typical) in since.medians.iter().zip(&report.typical) {
            assert_eq!(*median, typical.quartiles.map(|quartiles| quartiles[1]));
        }
    }
}

#[test]
fn beside_the_same_nobody_leaves_a_cell() {
    for case in nothing_to_compare() {
        let report = case.strips();
        let since = report.since.as_ref().unwrap();
        let is_whole = since.finding.ends_with("stand in the same cell.");
        assert!(is_whole || !report.has_cells, "{}", since.finding);
        for strip in &report.strips {
            assert!(
                strip
                    .points
                    .iter()
                    .all(|point| point.then.as_ref().unwrap().place == point.place)
            );
        }
        for cell in &report.cells {
            let then = cell.then.as_ref().unwrap();
            assert_eq!((then.n_accounts, then.change.as_str()), (cell.rows.len(), "0"));
            assert_eq!(then.contribution, cell.contribution);
        }
    }
}

#[test]
fn the_scores_of_the_sample_then_are_those_its_snapshot_kept() {
    let case = sample_then();
    let report = case.three_ps();
    let numbers = NumberStyle::default();
    let mut n_held = 0;
    for line in &report.lines {
        let id = &case.document.portfolio.accounts[line.row].id;
        let place = case.then.accounts.iter().position(|account| account == id);
        assert_eq!(place.is_some(), line.then.is_some(), "{}", line.name);
        let (Some(place), Some(then)) = (place, &line.then) else {
            continue;
        };
        for (side, measure) in MEASURES.into_iter().enumerate() {
            let kept = case.then.column(measure.key()).unwrap()[place];
            assert_eq!(then.scores[side], kept);
            if let Some(kept) = kept {
                assert_eq!(then.written[side][0], numbers.value(kept, measure.unit()));
                n_held += 1;
            }
        }
    }
    assert!(n_held > 80, "{n_held}");
    assert!(
        report.words[0].contains("Compared with End of 2025 payoff rose for"),
        "{}",
        report.words[0]
    );
    assert!(report.words[0].contains("moved most: "), "{}", report.words[0]);
    assert_eq!(report.since.as_ref().unwrap().most_moved.len(), 6);
}

#[test]
fn selected_accounts_stand_where_they_stood_instead_of_those_that_moved_most() {
    let report = sample_then().three_ps();
    let hollow = |chosen: &BTreeSet<usize>| {
        let plate = three_ps_plate(&report, chosen, 900.0, &PlainWidths);
        let is_hollow = |figure: &&Figure| matches!(figure, Figure::Mark { is_hollow: true, .. });
        plate.figures.iter().filter(is_hollow).count()
    };
    let still = (0..report.lines.len())
        .find(|index| {
            report.lines[*index].then.is_some() && !report.since.as_ref().unwrap().most_moved.contains(index)
        })
        .unwrap();
    let chosen = BTreeSet::from([report.lines[still].row]);
    assert_eq!(report.ghosts(&chosen), [still]);
    assert!(hollow(&chosen) < hollow(&BTreeSet::new()));
    assert!(hollow(&chosen) > 0);
}

#[test]
fn the_sample_says_who_stands_in_another_cell() {
    let case = sample_then();
    let report = case.strips();
    assert!(
        report.words[0].contains("Compared with End of 2025 "),
        "{}",
        report.words[0]
    );
    assert!(
        report.words[0].contains("stand in another cell: "),
        "{}",
        report.words[0]
    );
    let then: usize = (report
        .cells
        .iter()
        .map(|cell| cell.then.as_ref().unwrap().n_accounts))
    .sum();
    assert!(then > 15, "{then}");
    let [cells, accounts] = case.strips_tables().try_into().unwrap();
    assert!(cells.headers.contains(&"Accounts, End of 2025".to_owned()));
    assert!(accounts.headers.contains(&"Change in depth".to_owned()));
    let moved = accounts
        .rows
        .iter()
        .filter(|row| row.cells[10] != row.cells[11] && row.cells[11] != "–");
    let said = report.words[0]
        .split("Compared with End of 2025 ")
        .nth(1)
        .unwrap();
    let n_said: usize = said.split(' ').next().unwrap().parse().unwrap();
    let n_moved = moved.filter(|row| row.cells[10] != "–").count();
    assert_eq!(n_moved, n_said, "the table shows the accounts that are counted");
}

#[test]
fn what_stood_then_is_the_same_string_in_progress_and_beside_the_present() {
    let case = sample_then();
    let numbers = NumberStyle::default();
    let rows = all_rows(&case.valuation);
    let mut tables = vec![case.three_ps().table];
    tables.extend(case.strips_tables());
    let known = |header: &str, ending: &str| {
        MeasureId::ALL
            .iter()
            .copied()
            .find(|measure| *header == format!("{}{ending}", measure.label()))
    };
    let mut n_held: BTreeMap<String, usize> = BTreeMap::new();
    for table in &tables {
        for (column, header) in table.headers.iter().enumerate() {
            let Some(measure) = known(header, ", End of 2025") else {
                continue;
            };
            let moved = progress(
                &case.document,
                &case.valuation,
                &rows,
                measure,
                Some(&case.then),
                &numbers,
            );
            for mover in moved.moved.unwrap().movers {
                let Some(row) = table.rows.iter().find(|row| row.row == Some(mover.row)) else {
                    continue;
                };
                assert_eq!(row.cells[column], mover.written[0], "{header}, {}", mover.name);
                assert_eq!(
                    row.cells[column - 1],
                    mover.written[1],
                    "{header}, {}",
                    mover.name
                );
                *n_held.entry(header.clone()).or_default() += 1;
            }
        }
    }
    assert_eq!(n_held.len(), 6, "{n_held:?}");
    assert!(n_held.values().all(|n| *n > 10), "{n_held:?}");
}

#[test]
fn beside_the_same_the_ranking_is_the_same() {
    for case in nothing_to_compare() {
        let report = case.audit();
        let since = report.since.unwrap();
        assert!(since.finding.ends_with("is the same."), "{}", since.finding);
        assert!(report.words[0].ends_with(&since.finding));
        let slope = since.slope.unwrap();
        assert!(
            slope
                .lines
                .iter()
                .all(|line| line.climbed == 0.0 && line.values[0] == line.values[1])
        );
    }
}

#[test]
fn beside_the_same_nobody_changes_segment() {
    for case in nothing_to_compare() {
        let style = NumberStyle::default();
        let table = segments(&case.document, Some(&case.then), &style);
        let n = case.document.portfolio.accounts.len();
        let nobody = format!(
            "Compared with {}: {n} of {n} are in the segment they were in, 0 left",
            case.then.name
        );
        assert!(table.sentence.starts_with(&nobody), "{}", table.sentence);
    }
}

#[test]
fn who_moved_between_segments_follows_what_is_compared_with() {
    let document = sample().unwrap();
    let style = NumberStyle::default();
    let sentences: Vec<String> = (document.snapshots.iter())
        .map(|snapshot| segments(&document, Some(snapshot), &style).sentence)
        .collect();
    assert!(sentences[0].starts_with("Compared with End of 2024, 2024-12-31: "));
    assert!(sentences[1].starts_with("Compared with End of 2025, 2025-12-31: "));
    assert_eq!(
        segments(&document, None, &style).sentence,
        sentences[1],
        "the newest while nothing is chosen"
    );
}

#[test]
fn the_audit_says_who_moved_in_the_ranking_used_today() {
    let case = sample_then();
    let report = case.audit();
    assert!(
        report.words[0].contains("moved by more than a tenth of the ranking by revenue: "),
        "{}",
        report.words[0]
    );
    let table = report.tables.last().unwrap();
    let (numbers, rows) = (NumberStyle::default(), all_rows(&case.valuation));
    let moved = progress(
        &case.document,
        &case.valuation,
        &rows,
        report.today,
        Some(&case.then),
        &numbers,
    );
    let movers = moved.moved.unwrap().movers;
    assert_eq!(movers.len(), table.rows.len(), "those known at both times");
    for mover in movers {
        let row = table.rows.iter().find(|row| row.row == Some(mover.row)).unwrap();
        assert_eq!(
            [&row.cells[1], &row.cells[3]],
            [&mover.written[0], &mover.written[1]]
        );
    }
    let gained: f64 = report
        .since
        .unwrap()
        .slope
        .unwrap()
        .lines
        .iter()
        .map(|line| line.climbed)
        .sum();
    assert!(gained.abs() < 1e-9, "what some climb others fall: {gained}");
}

/// Events that passed with us, did not fail and are dated after `day`, by whether we received.
fn since(document: &Document, day: Day) -> [usize; 2] {
    let events = document.portfolio.events.iter();
    let with_us = events
        .filter(|event| event.status != OutcomeStatus::Failed && event.date.is_some_and(|date| date > day));
    let mut counts = [0; 2];
    for event in with_us {
        counts[0] += usize::from(event.receiver == Party::Us);
        counts[1] += usize::from(event.giver == Party::Us);
    }
    counts
}

#[test]
fn nothing_more_has_passed_since_today_and_an_empty_scenario_passes_the_same() {
    let today = sample().unwrap().as_of;
    for (case, finding) in [
        (Exchanges::by(today), "Since Then nothing more has passed"),
        (
            Exchanges::there(&empty_scenario()),
            "In scenario What if the same passes between us.",
        ),
    ] {
        for choice in [
            CapitalChoice::default(),
            CapitalChoice {
                in_money: false,
                ..CapitalChoice::default()
            },
        ] {
            let report = case.capital(choice);
            assert!(report.words[0].contains(finding), "{}", report.words[0]);
            let bars = report
                .strips
                .iter()
                .flat_map(|strip| strip.received.iter().chain(&strip.given));
            assert!(bars.clone().count() > 20 && bars.clone().all(|bar| bar.then.is_none()));
            for row in &report.tables[0].rows {
                assert_eq!(row.cells[8], row.cells[1], "received then and now");
                assert_eq!(row.cells[9], row.cells[3], "given then and now");
                assert_eq!(row.cells[10], row.cells[5], "balance then and now");
            }
        }
    }
}

#[test]
fn what_has_passed_since_the_day_of_a_snapshot_is_counted_and_drawn() {
    let document = sample().unwrap();
    let day = document.snapshots.last().unwrap().day;
    let [received, given] = since(&document, day);
    assert!(received > 0 && given > 0, "{received} and {given}");
    let case = Exchanges::by(day);
    let report = case.capital(CapitalChoice {
        in_money: false,
        ..CapitalChoice::default()
    });
    let said = format!("since then {received} were received and {given} given.");
    assert!(report.words[0].contains(&said), "{}", report.words[0]);
    let sum = |of: &dyn Fn(&both_sides::report::capital::CapitalBar) -> f64| -> f64 {
        let bars = report
            .strips
            .iter()
            .flat_map(|strip| strip.received.iter().chain(&strip.given));
        bars.map(of).sum()
    };
    let less = sum(&|bar| bar.length) - sum(&|bar| bar.then.unwrap_or(bar.length));
    assert_eq!(
        less,
        (received + given) as f64,
        "a bar is shorter by what came since"
    );
    let mark = report.since.as_ref().unwrap().mark.unwrap();
    let year = report
        .periods
        .labels
        .iter()
        .position(|label| *label == day.year().to_string())
        .unwrap();
    assert!(mark > year as f64 && mark <= year as f64 + 1.0, "{mark}");
    for width in WIDTHS {
        holds_together(&capital_plate(&report, width, &PlainWidths));
        holds_together(&capital_plate(
            &case.capital(CapitalChoice::default()),
            width,
            &PlainWidths,
        ));
    }
}

#[test]
fn exchanges_with_accounts_let_go_drop_out_of_the_scenario() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let report = capital(
        &document,
        &valuation,
        &all_rows(&valuation),
        CapitalChoice::default(),
        None,
        &NumberStyle::default(),
    );
    let gone = report.tables[2].rows[0].row.unwrap();
    let name = document.portfolio.accounts[gone].name.clone();
    let scenario = Scenario {
        released: vec![document.portfolio.accounts[gone].id.clone()],
        ..empty_scenario()
    };
    let case = Exchanges::there(&scenario);
    let report = case.capital(CapitalChoice::default());
    assert!(
        report.words[0].contains(&format!("of them drop out with {name}")),
        "{}",
        report.words[0]
    );
    let bars = report
        .strips
        .iter()
        .flat_map(|strip| strip.received.iter().chain(&strip.given));
    let shorter: Vec<_> = bars.filter(|bar| bar.then.is_some()).collect();
    assert!(!shorter.is_empty() && shorter.iter().all(|bar| bar.rows.contains(&gone)));
    for width in WIDTHS {
        holds_together(&capital_plate(&report, width, &PlainWidths));
    }
}

#[test]
fn no_link_has_come_since_today_and_an_empty_scenario_links_the_same() {
    let today = sample().unwrap().as_of;
    for (case, finding) in [
        (Exchanges::by(today), "Since Then no link is known to have come."),
        (
            Exchanges::there(&empty_scenario()),
            "In scenario What if the same links stand.",
        ),
    ] {
        let report = case.network();
        assert!(report.words[0].contains(finding), "{}", report.words[0]);
        assert!(
            report
                .lines
                .iter()
                .all(|line| line.then != Some(LinkThen::OnlyHere))
        );
        assert!(report.nodes.iter().all(|node| !node.is_let_go));
        let is_scenario = finding.starts_with("In ");
        let rows = report.table.rows.iter().filter(|_| is_scenario);
        assert!(
            rows.clone().all(|row| row.cells[6] == row.cells[4]),
            "due there and here"
        );
    }
}

#[test]
fn links_that_came_since_the_day_of_a_snapshot_are_told_from_those_without_a_day() {
    let document = sample().unwrap();
    let day = document.snapshots[0].day;
    let report = Exchanges::by(day).network();
    let count = |stand: LinkThen| {
        report
            .lines
            .iter()
            .filter(|line| line.then == Some(stand))
            .count()
    };
    let [there, since, undated] = [LinkThen::There, LinkThen::OnlyHere, LinkThen::Undated].map(count);
    assert!(
        there > 0 && since > 0 && undated > 0,
        "{there}, {since}, {undated}"
    );
    assert_eq!(there + since + undated, report.lines.len());
    let said = format!("By Then {there} of these links were there, {since} came since: ");
    assert!(report.words[0].contains(&said), "{}", report.words[0]);
    assert!(report.words[0].ends_with(&format!("Of {undated} no day is recorded.")));
    let not_yet = report
        .table
        .rows
        .iter()
        .filter(|row| row.cells[6].starts_with("not yet, "));
    assert_eq!(not_yet.count(), since);
    for width in WIDTHS {
        holds_together(&network_plate(&report, width, &PlainWidths));
    }
}

#[test]
fn links_of_members_let_go_drop_out_of_the_scenario() {
    let (document, valuation) = opened(|| sample().unwrap());
    let (rows, numbers) = (all_rows(&valuation), NumberStyle::default());
    let whole = network(&document, &valuation, &rows, 80, None, &numbers);
    let broker = whole.brokers.rows[0].row.unwrap();
    let case = Exchanges::there(&Scenario {
        released: vec![document.portfolio.accounts[broker].id.clone()],
        ..empty_scenario()
    });
    let report = case.network();
    let touching = |line: &&both_sides::report::network::NetworkLine| {
        [line.from, line.to]
            .iter()
            .any(|end| report.nodes[*end].row == broker)
    };
    let n_links = report.lines.iter().filter(touching).count();
    assert!(n_links > 1);
    for line in &report.lines {
        let is_gone = line.then == Some(LinkThen::OnlyHere);
        assert_eq!(is_gone, touching(&line), "{:?}", line.lines);
    }
    assert!(
        report.words[0].contains(&format!("{n_links} of these links drop out (")),
        "{}",
        report.words[0]
    );
    let struck: Vec<usize> = report
        .nodes
        .iter()
        .filter(|node| node.is_let_go)
        .map(|node| node.row)
        .collect();
    assert_eq!(struck, [broker]);
    for width in WIDTHS {
        holds_together(&network_plate(&report, width, &PlainWidths));
    }
}

#[test]
fn since_a_snapshot_just_taken_nobody_moved() {
    for case in [just_taken(opened(|| sample().unwrap())), just_taken(superstore())] {
        let (rows, numbers) = (all_rows(&case.valuation), NumberStyle::default());
        for measure in [MeasureId::Revenue, MeasureId::CurrentValue, MeasureId::Payoff] {
            let report = progress(
                &case.document,
                &case.valuation,
                &rows,
                measure,
                Some(&case.then),
                &numbers,
            );
            let moved = report.moved.unwrap();
            assert!(moved.movers.len() > 5 && moved.movers.iter().all(|mover| mover.before == mover.after));
        }
    }
}

#[test]
fn a_scenario_is_one_more_point_of_the_course_of_an_account() {
    let empty = sample_beside(&empty_scenario());
    let kept = sample_beside(&Scenario {
        moves: vec![LeverMove {
            whom: Whom::Everybody,
            lever: Lever::Retention,
            by: By::Points(0.05),
        }],
        ..empty_scenario()
    });
    let row = (0..empty.valuation.n_rows())
        .find(|row| empty.course(*row, MeasureId::TotalValue).moments.len() == 3)
        .unwrap();
    let [same, other] = [&empty, &kept].map(|case| case.course(row, MeasureId::TotalValue));
    let now = same.moments.last().unwrap();
    let ghost = same.ghost.as_ref().unwrap();
    assert_eq!(
        (ghost.value, &ghost.written),
        (now.value, &now.written),
        "an empty scenario changes nothing"
    );
    let ghost = other.ghost.as_ref().unwrap();
    assert!(ghost.value > now.value, "{} and {}", ghost.value, now.value);
    assert_eq!(ghost.name, "scenario Nothing");
    assert!(
        other.tables[0]
            .rows
            .iter()
            .any(|row| row.cells[0] == ghost.name && row.cells[2] == ghost.written)
    );
    assert!(
        other
            .words
            .iter()
            .any(|words| words.starts_with("In scenario Nothing: "))
    );
    for width in WIDTHS {
        let plate = progress_plate(&other, width, &PlainWidths);
        holds_together(&plate);
        assert_eq!(plate.targets.len(), 4, "three times and the scenario");
    }
    let named = other.looked_through("Scenario Kept longer");
    assert_eq!(named.moments.last().unwrap().name, "Scenario Kept longer");
    assert!(
        named.words[0].contains("at Scenario Kept longer"),
        "{}",
        named.words[0]
    );
    let snapshot = sample_then();
    assert!(
        snapshot.course(row, MeasureId::TotalValue).ghost.is_none(),
        "a snapshot is on the line"
    );
}

/// Everything a lens that is a map finds in the sample.
fn found() -> Vec<(MapReport, String)> {
    let (document, valuation) = opened(|| sample().unwrap());
    let lenses = [
        &ECONOMIC_RELATIONSHIP,
        &VALUE_AND_REFERRALS,
        &CURRENT_AND_POTENTIAL,
        &LOYALTY_MATRIX,
        &PROFIT_AND_LIFE,
    ];
    let report = |lens| {
        map(
            &document,
            &valuation,
            &MapView::of(lens),
            None,
            &NumberStyle::default(),
        )
    };
    let reports = lenses.into_iter().map(report);
    reports
        .map(|report| {
            let words = finding(&report);
            (report, words)
        })
        .collect()
}

#[test]
fn every_lens_that_is_a_map_says_where_to_look_and_what_to_do() {
    for (report, words) in found() {
        let zone = report
            .zones
            .iter()
            .find(|zone| words.contains(&format!("{}: {} of ", zone.name, zone.count)));
        let zone = zone.unwrap_or_else(|| panic!("{}: {words}", report.lens.key));
        assert!(
            words.contains(zone.strategy) && !zone.strategy.is_empty(),
            "{words}"
        );
        // The same strings as beside the map and in the accounts table.
        assert!(
            words.contains(&zone.sum) && words.contains(&zone.share),
            "{words}"
        );
        let summary = report
            .summary
            .iter()
            .find(|line| line.starts_with(&format!("{} (", zone.name)));
        assert!(summary.unwrap().contains(&zone.sum));
    }
}

#[test]
fn what_is_found_on_a_map_says_who_moved_where_trails_are_drawn() {
    let (document, valuation) = opened(|| sample().unwrap());
    let report = map(
        &document,
        &valuation,
        &MapView::of(&CURRENT_AND_POTENTIAL),
        None,
        &NumberStyle::default(),
    );
    let still = finding(&report);
    let moved = report.since(&document, &document.snapshots[0], &BTreeSet::new());
    let said = finding(&moved);
    assert!(
        said.starts_with(&still) && said.contains(" Compared with End of 2024, "),
        "{said}"
    );
    let empty = Document::empty("Nobody", "EUR", document.as_of);
    let nobody = value(&empty).output;
    let view = MapView::of(&LOYALTY_MATRIX);
    assert_eq!(
        finding(&map(&empty, &nobody, &view, None, &NumberStyle::default())),
        ""
    );
}

#[test]
fn serving_says_with_whom_it_takes_more_than_selling_brings() {
    let (document, valuation) = opened(|| sample().unwrap());
    let rows = all_rows(&valuation);
    let numbers = NumberStyle::default();
    let report = at_once(profitability(&document, &valuation, &rows, &numbers));
    let serving = report.serving.unwrap();
    let n_below = serving
        .points
        .iter()
        .filter(|point| point.contribution < 0.0)
        .count();
    assert!(n_below > 0);
    let start = format!(
        "With {n_below} of {} accounts serving takes more",
        serving.n_known
    );
    assert!(serving.finding.starts_with(&start), "{}", serving.finding);
    let worst = serving
        .points
        .iter()
        .min_by(|a, b| a.contribution.total_cmp(&b.contribution))
        .unwrap();
    let written = worst.lines[2].strip_prefix("Contribution: ").unwrap();
    assert!(
        serving
            .finding
            .contains(&format!("most with {} ({written})", worst.name)),
        "{}",
        serving.finding
    );
    assert!(report.words.contains(&serving.finding));
}

#[test]
fn a_snapshot_that_kept_less_says_so() {
    let mut case = sample_then();
    case.then.columns.retain(|column| {
        ![MeasureId::Potential, MeasureId::Length]
            .map(MeasureId::key)
            .contains(&column.measure.as_str())
    });
    let report = case.three_ps();
    assert!(
        report
            .words
            .iter()
            .any(|words| words.starts_with("End of 2025 holds no potential of anybody"))
    );
    assert!(
        report
            .lines
            .iter()
            .all(|line| line.then.as_ref().is_none_or(|then| then.scores[1].is_none()))
    );
    let strips = case.strips();
    assert!(
        strips.words[0].contains("End of 2025 holds no length"),
        "{}",
        strips.words[0]
    );
    case.then.columns.clear();
    let finding = case.three_ps().since.unwrap().finding;
    assert!(finding.contains("none of the three scores is known"), "{finding}");
}

#[test]
fn an_account_that_is_let_go_in_the_scenario_is_not_compared() {
    let released = sample().unwrap().portfolio.accounts[3].id.clone();
    let case = sample_beside(&Scenario {
        released: vec![released],
        ..empty_scenario()
    });
    let report = case.three_ps();
    let line = report.lines.iter().find(|line| line.row == 3).unwrap();
    assert!(line.then.is_none());
    assert!(
        report
            .words
            .contains(&"1 of the accounts shown is not in scenario Nothing.".to_owned()),
        "{:?}",
        report.words
    );
}

#[test]
fn pictures_beside_the_past_hold_together_at_every_width() {
    let (document, valuation) = superstore();
    let mut then = take(
        &document,
        &valuation,
        "s".into(),
        "A day long ago with a name that is far too long".into(),
    );
    for column in &mut then.columns {
        for (place, value) in column.values.iter_mut().enumerate() {
            *value = value.map(|value| value * (0.5 + (place % 7) as f64 / 10.0));
        }
    }
    let many = Case {
        document,
        valuation,
        then,
    };
    for case in [sample_then(), many] {
        let (three, strips) = (case.three_ps(), case.strips());
        let ranking = case.audit().since.unwrap().slope.unwrap();
        for width in WIDTHS {
            holds_together(&three_ps_plate(&three, &BTreeSet::new(), width, &PlainWidths));
            holds_together(&strips_plate(&strips, width, &PlainWidths));
            holds_together(&board_plate(&strips, width, &PlainWidths));
            holds_together(&slope_plate(&ranking, width, &PlainWidths));
        }
    }
}
