//! What became of payoff, potential and partnership since a snapshot, or what a scenario makes of them.

use std::collections::BTreeSet;

use crate::maths::{largest_first, median};
use crate::measures::{Unit, Valuation};

use super::style::NumberStyle;
use super::then::{Then, then_and_change};
use super::three_ps::MEASURES;
use super::three_ps_picture::{NAMES, ThreeLine, ThreePsPicture};

/// Accounts drawn where they stood, while none is selected.
const GHOSTS: usize = 6;
/// The same of selected ones.
const MOST_GHOSTS: usize = 40;

/// The three scores of an account then.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoresThen {
    /// The scores; `None` was unknown.
    pub scores: [Option<f64>; 3],
    /// Each as it was and by how much it changed, written.
    pub written: [[String; 2]; 3],
    /// Points moved over the scores known at both times, up and down added.
    pub moved: f64,
}

/// What is drawn and said beside the present.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreePsSince {
    /// Name of the snapshot or scenario.
    pub name: String,
    /// Indices of the lines drawn whose accounts moved most.
    pub most_moved: Vec<usize>,
    /// The median of each score then; `None` where nobody had it.
    pub medians: [Option<f64>; 3],
    /// One sentence.
    pub finding: String,
    /// What else is to be told.
    pub words: Vec<String>,
}

/// Headers of a score then and its change.
pub(super) fn headers_then(score: &str, then: &str) -> [String; 2] {
    [
        format!("{score}, {then}"),
        format!("Change in {}", score.to_lowercase()),
    ]
}

/// Puts beside every line what its account scored then.
pub(super) fn scores_then(
    lines: &mut [ThreeLine],
    then: &Then,
    valuation: &Valuation,
    numbers: &NumberStyle,
) {
    let columns = MEASURES.map(|measure| then.values(valuation, measure));
    for line in lines {
        if !then.has(line.row) {
            continue;
        }
        let scores = [0, 1, 2].map(|side| columns[side].get(line.row).copied().flatten());
        let written =
            [0, 1, 2].map(|side| then_and_change(scores[side], line.scores[side], Unit::Index, numbers));
        let both = scores
            .iter()
            .zip(line.scores)
            .filter_map(|(then, now)| Some(now? - (*then)?));
        line.then = Some(ScoresThen {
            scores,
            written,
            moved: both.map(libm::fabs).sum(),
        });
    }
}

/// What became of `lines`, of which the first `n_drawn` are drawn.
pub(super) fn since(lines: &[ThreeLine], then: &Then, n_drawn: usize, numbers: &NumberStyle) -> ThreePsSince {
    let score_then = |line: &ThreeLine, side: usize| line.then.as_ref().and_then(|then| then.scores[side]);
    let medians = [0, 1, 2].map(|side| {
        let known = lines.iter().filter_map(|line| score_then(line, side));
        median(known.collect())
    });
    let mut moved: Vec<(usize, f64)> = (lines.iter().enumerate())
        .filter_map(|(index, line)| Some((index, line.then.as_ref()?.moved)))
        .filter(|(_, moved)| *moved > 0.0)
        .collect();
    largest_first(&mut moved);
    let drawn = moved.iter().filter(|(index, _)| *index < n_drawn);
    ThreePsSince {
        name: then.name().to_owned(),
        most_moved: drawn.take(GHOSTS).map(|(index, _)| *index).collect(),
        medians,
        finding: finding(
            lines,
            then,
            moved.first().map(|(index, _)| &lines[*index]),
            numbers,
        ),
        words: words(lines, then, numbers),
    }
}

impl ThreePsPicture {
    /// Indices of the lines drawn where they stood: of the accounts in `chosen`, or of those that moved most while none of
    /// these is drawn.
    pub fn ghosts(&self, chosen: &BTreeSet<usize>) -> Vec<usize> {
        let Some(since) = &self.since else {
            return Vec::new();
        };
        let found = (self.lines.iter().enumerate())
            .filter(|(_, line)| line.then.is_some() && chosen.contains(&line.row))
            .map(|(index, _)| index);
        let found: Vec<usize> = found.take(MOST_GHOSTS).collect();
        match found.is_empty() {
            true => since.most_moved.clone(),
            false => found,
        }
    }
}

fn finding(lines: &[ThreeLine], then: &Then, most: Option<&ThreeLine>, numbers: &NumberStyle) -> String {
    let name = then.name();
    let kept = (0..3).filter(|side| then.holds(MEASURES[*side]));
    let kept: Vec<usize> = kept.collect();
    if kept.is_empty() {
        return format!("Of {name} none of the three scores is known, so nothing is compared.");
    }
    let Some(most) = most else {
        return format!("Compared with {name} none of the scores is another.");
    };
    let count = |n: usize| numbers.number(n as f64, 0);
    let change = |line: &ThreeLine, side: usize| {
        let then = line.then.as_ref()?.scores[side]?;
        Some(line.scores[side]? - then)
    };
    let parts = kept.iter().map(|&side| {
        let rose = lines
            .iter()
            .filter(|line| change(line, side).is_some_and(|by| by > 0.0));
        let fell = lines
            .iter()
            .filter(|line| change(line, side).is_some_and(|by| by < 0.0));
        format!(
            "{} rose for {} and fell for {}",
            NAMES[side].to_lowercase(),
            count(rose.count()),
            count(fell.count())
        )
    });
    let parts: Vec<String> = parts.collect();
    format!("Compared with {name} {}; {}.", parts.join(", "), moved_most(most))
}

/// "Alder moved most: payoff from 58 to 63 (+5)".
fn moved_most(line: &ThreeLine) -> String {
    let Some(then) = &line.then else {
        return String::new();
    };
    let parts = (0..3).filter(|side| {
        let is_known = then.scores[*side].is_some() && line.scores[*side].is_some();
        is_known && then.written[*side][0] != line.written[*side]
    });
    let parts = parts.map(|side| {
        let [before, change] = &then.written[side];
        let score = NAMES[side].to_lowercase();
        format!("{score} from {before} to {} ({change})", line.written[side])
    });
    let parts: Vec<String> = parts.collect();
    match parts.is_empty() {
        true => format!("{} moved most, by less than a point", line.name),
        false => format!("{} moved most: {}", line.name, parts.join(", ")),
    }
}

fn words(lines: &[ThreeLine], then: &Then, numbers: &NumberStyle) -> Vec<String> {
    let count = |n: usize| numbers.number(n as f64, 0);
    let mut words = Vec::new();
    let missing = (0..3).filter(|side| !then.holds(MEASURES[*side]));
    let missing: Vec<String> = missing.map(|side| NAMES[side].to_lowercase()).collect();
    if !missing.is_empty() {
        words.push(format!(
            "{} holds no {} of anybody: it was not kept, or not known then.",
            then.name(),
            missing.join(" and no ")
        ));
    }
    let n_new = lines.iter().filter(|line| line.then.is_none()).count();
    if n_new > 0 {
        words.push(format!(
            "{} of the accounts shown {} not in {}.",
            count(n_new),
            if n_new == 1 { "is" } else { "are" },
            then.name()
        ));
    }
    words.extend(gone(then, numbers));
    words
}

/// Accounts that were there, or are in the scenario, and are not in the portfolio.
pub(super) fn gone(then: &Then, numbers: &NumberStyle) -> Option<String> {
    let n_gone = then.n_gone();
    let (are, n) = (
        if n_gone == 1 { "is" } else { "are" },
        numbers.number(n_gone as f64, 0),
    );
    let accounts = if n_gone == 1 { "account" } else { "accounts" };
    (n_gone > 0).then(|| {
        format!(
            "{n} {accounts} of {} {are} not in the portfolio shown.",
            then.name()
        )
    })
}
