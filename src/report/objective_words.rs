//! The Objectives page in paragraphs and tables.

use crate::maths::sort_by;
use crate::measures::alignment::Aim;
use crate::measures::places::Move;
use crate::measures::rankings::agreement;
use crate::measures::{Direction, MeasureId, Valuation};
use crate::portfolio::{Document, first_objectives};
use crate::slices::at_once;

use super::lens::{LensRow, LensTable};
use super::metric_audit::SlopeReport;
use super::objective_movers::{MoverList, MoverRow};
use super::objectives::{ObjectiveRow, Ranking, signed};
use super::objectives_since::Since;
use super::style::{NumberStyle, UNKNOWN};

/// The page in paragraphs, the finding first.
pub(super) fn words(
    ranking: &Ranking,
    slope: Option<&SlopeReport>,
    since: Option<&Since>,
    moved: [&MoverList; 2],
) -> Vec<String> {
    let today = ranking.today.label().to_lowercase();
    let Some(slope) = slope else {
        return vec![nothing(ranking, &today)];
    };
    let mut words = vec![finding(ranking, &today, moved)];
    if *ranking.document.objectives == first_objectives() {
        words.push(
            "These objectives and their weights are a proposal, all weighed alike. Set your own: the ranking follows at once."
                .to_owned(),
        );
    }
    words.push(format!(
        "{} accounts are ranked by {today} and by your objectives. {}",
        slope.both, slope.verdict
    ));
    words.extend(unranked(ranking, &today));
    if slope.lines.len() < slope.n_both {
        words.push(format!(
            "Of {} accounts {} are drawn: the first, and those that move most.",
            slope.both,
            ranking.count(slope.lines.len())
        ));
    }
    words.extend(since.into_iter().flat_map(|since| since.words.iter().cloned()));
    words
}

/// Why there are no two rankings, and the way out.
fn nothing(ranking: &Ranking, today: &str) -> String {
    if ranking.document.objectives.is_empty() {
        return "There is no objective yet. Add one, choose the measure that says how far an account serves it, and weigh it.".to_owned();
    }
    if ranking.alignment.weight() <= 0.0 {
        return "No objective has a weight yet. Give at least one of them some.".to_owned();
    }
    format!(
        "Fewer than two of the accounts shown have both {today} and half of what your objectives read, so there are no two rankings to \
         compare. Choose measures that are known of more accounts, or show more accounts."
    )
}

fn finding(ranking: &Ranking, today: &str, [up, down]: [&MoverList; 2]) -> String {
    let n = ranking.moves.len();
    let n_far = (ranking.moves.iter())
        .filter(|one| one.climbed().abs() > n as f64 / 10.0)
        .count();
    let far = match n_far {
        0 => format!(
            "Ranked by your objectives instead of {today}, nobody moves by more than a tenth of the list."
        ),
        1 => format!(
            "Ranked by your objectives instead of {today}, 1 of {} accounts moves by more than a tenth of the list.",
            ranking.count(n)
        ),
        _ => format!(
            "Ranked by your objectives instead of {today}, {} of {} accounts move by more than a tenth of the list.",
            ranking.count(n_far),
            ranking.count(n)
        ),
    };
    let one = |row: &MoverRow, verb: &str| {
        let [from, to] = &row.places;
        format!(
            "{} {verb} most, from place {from} to {to}{}",
            row.name, row.because
        )
    };
    let said: Vec<String> = (up.rows.first().map(|row| one(row, "climbs")).into_iter())
        .chain(down.rows.first().map(|row| one(row, "falls")))
        .collect();
    match said.is_empty() {
        true => far,
        false => format!("{far} {}.", said.join("; ")),
    }
}

/// Who is in neither ranking.
fn unranked(ranking: &Ranking, today: &str) -> Option<String> {
    let unscored = ranking.n_rows - ranking.n_scored;
    let without_today = ranking.n_scored - ranking.moves.len();
    let are = |n: usize| if n == 1 { "account" } else { "accounts" };
    let mut said = Vec::new();
    if unscored > 0 {
        said.push(format!(
            "of {} {} less than half of the weight is known",
            ranking.count(unscored),
            are(unscored)
        ));
    }
    if without_today > 0 {
        said.push(format!(
            "of {} {} the {today} is not",
            ranking.count(without_today),
            are(without_today)
        ));
    }
    (!said.is_empty()).then(|| format!("Not ranked: {}.", said.join(", ")))
}

/// The objectives, and every account in both rankings with what each objective adds. Made when it is looked at.
pub fn objectives_tables(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    today: MeasureId,
    numbers: &NumberStyle,
) -> Vec<LensTable> {
    let ranking = Ranking::new(document, valuation, rows, today, numbers);
    let objectives = ranking.objectives(&at_once(ranking.effective()));
    vec![
        objectives_table(&ranking, &objectives, rows),
        accounts_table(&ranking, &objectives),
    ]
}

fn objectives_table(ranking: &Ranking, objectives: &[ObjectiveRow], rows: &[usize]) -> LensTable {
    let today = ranking.today.label().to_lowercase();
    let headers = [
        "Objective",
        "Reads",
        "Better",
        "Weight",
        "Acts as",
        "Known of",
        "Mean",
        "Deviation",
    ];
    let line = |(row, aim): (&ObjectiveRow, &Aim)| {
        let written = |value: Option<f64>| {
            let value = value.zip(row.measure);
            value.map_or_else(
                || UNKNOWN.to_owned(),
                |(value, measure)| ranking.numbers.value(value, measure.unit()),
            )
        };
        LensRow {
            row: None,
            cells: vec![
                row.name.clone(),
                row.label.clone(),
                (if row.less_is_better { "less" } else { "more" }).to_owned(),
                row.stated.clone(),
                row.effective.clone(),
                row.known.clone(),
                written(aim.standard.map(|standard| standard.mean)),
                written(aim.standard.map(|standard| standard.deviation)),
                rho(ranking, row, rows),
            ],
        }
    };
    LensTable {
        caption: "The objectives".to_owned(),
        headers: (headers.into_iter().map(str::to_owned))
            .chain([format!("ρ with {today}")])
            .collect(),
        rows: objectives.iter().zip(&ranking.alignment.aims).map(line).collect(),
    }
}

/// How far today's ranking agrees with that by one objective alone.
fn rho(ranking: &Ranking, row: &ObjectiveRow, rows: &[usize]) -> String {
    let found = row.measure.and_then(|measure| {
        let rho = agreement(ranking.valuation, rows, ranking.today, measure, 1).rho?;
        let is_turned = row.less_is_better != (measure.direction() == Direction::Down);
        Some(if is_turned { -rho } else { rho })
    });
    found.map_or_else(|| UNKNOWN.to_owned(), |rho| ranking.numbers.number(rho, 2))
}

fn accounts_table(ranking: &Ranking, objectives: &[ObjectiveRow]) -> LensTable {
    let numbers = ranking.numbers;
    let today = ranking.today;
    let mut moves: Vec<&Move> = ranking.moves.iter().collect();
    sort_by(&mut moves, |a, b| {
        a.to.place.cmp(&b.to.place).then(a.row.cmp(&b.row))
    });
    let line = |one: &&Move| {
        let terms = (ranking.alignment).terms(one.row, &|measure, row| ranking.valuation.get(measure, row));
        let climbed = one.climbed();
        let known = terms
            .coverage()
            .map_or_else(|| UNKNOWN.to_owned(), |share| numbers.share(share));
        let points = terms.points().collect::<Vec<_>>().into_iter();
        let cells = [
            ranking.name(one.row).to_owned(),
            ranking.count(one.to.place),
            ranking.count(one.from.place),
            numbers.number(climbed, usize::from(climbed != libm::trunc(climbed))),
            numbers.measured(ranking.valuation.get(today, one.row), today.unit()),
            (terms.measured().value).map_or_else(|| UNKNOWN.to_owned(), |score| signed(score, numbers)),
            known,
        ];
        LensRow {
            row: Some(one.row),
            cells: (cells.into_iter())
                .chain(points.map(|points| {
                    points.map_or_else(|| UNKNOWN.to_owned(), |points| signed(points, numbers))
                }))
                .collect(),
        }
    };
    let by = format!("Place by {}", today.label().to_lowercase());
    let headers = [
        "Account",
        "Place by objectives",
        &by,
        "Places gained",
        today.label(),
        "Alignment",
        "Known",
    ];
    LensTable {
        caption: "Every account in both rankings, and what each objective adds".to_owned(),
        headers: (headers.into_iter().map(str::to_owned))
            .chain(objectives.iter().map(|row| format!("{} adds", row.name)))
            .collect(),
        rows: moves.iter().map(line).collect(),
    }
}
