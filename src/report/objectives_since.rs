//! The ranking by the objectives of now, weighed over the numbers of a snapshot or a scenario, beside that of today.

use crate::maths::largest_first;
use crate::measures::alignment::Alignment;
use crate::measures::places::moves_between;
use crate::measures::{MeasureId, Measured, Spread};
use crate::portfolio::{Basis, Snapshot};

use super::metric_audit::{SlopeReport, Way, slope_report};
use super::objectives::{Ranking, score_text};
use super::then::Then;
use super::three_ps_since::gone;

/// Then and now by the same objectives.
pub(super) struct Since {
    /// Places then and now; `None` for fewer than two accounts with a score at both times.
    pub slope: Option<SlopeReport>,
    /// What it says.
    pub words: Vec<String>,
}

/// Compares the accounts in `rows` with what `snapshot` holds of them.
pub(super) fn since(ranking: &Ranking, rows: &[usize], snapshot: &Snapshot) -> Since {
    let then = Then::new(ranking.document, snapshot);
    let slope = slope(ranking, rows, &then, snapshot.accounts.len());
    let mut words = vec![match &slope {
        None => nobody(ranking, &then),
        Some(slope) => moved(then.name(), slope),
    }];
    let n_new = rows.iter().filter(|row| !then.has(**row)).count();
    if n_new > 0 {
        words.push(format!(
            "{} of the accounts shown {} not in {}.",
            ranking.count(n_new),
            if n_new == 1 { "is" } else { "are" },
            then.name()
        ));
    }
    words.extend(gone(&then, ranking.numbers));
    Since { slope, words }
}

fn slope(ranking: &Ranking, rows: &[usize], then: &Then, n_then: usize) -> Option<SlopeReport> {
    let columns: Vec<(MeasureId, Vec<Option<f64>>)> = (ranking.alignment.aims.iter())
        .filter_map(|aim| Some((aim.measure?, then.column(ranking.valuation, aim.measure?))))
        .collect();
    let reads = |measure: MeasureId, place: usize| {
        let column = columns.iter().find(|(known, _)| *known == measure);
        let value = column.and_then(|(_, values)| *values.get(place)?);
        Measured::of(value.map(|value| Spread::exact(value, Basis::Observed)))
    };
    let before = Alignment::new(&ranking.document.objectives, n_then, &reads);
    let score_then = |row: usize| {
        then.place(row)
            .map_or(Measured::UNKNOWN, |place| before.measured(place, &reads))
    };
    let both = rows.iter().filter_map(|&row| {
        let scores = score_then(row).value.zip(ranking.score(row).value);
        scores.map(|(then, now)| ((row, then), (row, now)))
    });
    let (mut first, mut second): (Vec<_>, Vec<_>) = both.unzip();
    largest_first(&mut first);
    largest_first(&mut second);
    let written = |end: usize, row: usize| match end {
        0 => score_text(score_then(row), ranking.numbers),
        _ => score_text(ranking.score(row), ranking.numbers),
    };
    let heads = [then.name().to_owned(), "Now".to_owned()];
    let moves = moves_between(&first, &second);
    let slope = slope_report(heads, &moves, ranking.document, &written, ranking.numbers)?;
    Some(SlopeReport {
        said: [format!("in {}", then.name()), "now".to_owned()],
        ..slope
    })
}

/// Why nobody is compared.
fn nobody(ranking: &Ranking, then: &Then) -> String {
    let missing: Vec<&str> = (ranking.alignment.aims.iter())
        .filter(|aim| aim.weight > 0.0 && !aim.measure.is_some_and(|measure| then.holds(measure)))
        .map(|aim| aim.name.as_str())
        .collect();
    let name = then.name();
    match missing.is_empty() {
        true => format!(
            "Fewer than two accounts have half of what your objectives read both in {name} and now, so nobody is compared."
        ),
        false => format!(
            "{name} holds nothing of what these objectives read: {}. Fewer than two accounts have half of the weight there, so \
             nobody is compared with it.",
            missing.join(", ")
        ),
    }
}

fn moved(name: &str, slope: &SlopeReport) -> String {
    let furthest = |way: Way| {
        let of = slope.lines.iter().filter(move |line| line.way == way);
        of.max_by(|a, b| a.climbed.abs().total_cmp(&b.climbed.abs()))
    };
    let said: Vec<String> = [(Way::Up, "climbs"), (Way::Down, "falls")]
        .into_iter()
        .filter_map(|(way, verb)| {
            let line = furthest(way)?;
            let [from, to] = &line.places;
            Some(format!("{} {verb} most, from place {from} to {to}", line.name))
        })
        .collect();
    match said.is_empty() {
        true => format!(
            "Compared with {name} nobody moves by more than a tenth of the ranking by these objectives."
        ),
        false => format!(
            "Compared with {name}, by these same objectives: {}.",
            said.join("; ")
        ),
    }
}
