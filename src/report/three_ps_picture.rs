//! The picture of the 3Ps: payoff, potential and partnership of every account, and what is typical.

use crate::maths::{Standings, largest_first};
use crate::measures::{Unit, Valuation};
use crate::portfolio::{Document, Snapshot};
use crate::slices::{all, known, pause};

use super::lens::{LensMethod, LensRow, LensTable};
use super::style::{NumberStyle, UNKNOWN};
use super::then::Then;
use super::three_ps::MEASURES;
use super::three_ps_since::{ScoresThen, ThreePsSince, headers_then, scores_then, since};

/// Lines at most; of more accounts only those with the highest scores are drawn.
const MOST_LINES: usize = 600;
/// A score this far above the other two leads.
const AHEAD: f64 = 10.0;

/// Which of the three scores stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// One of them: 0 payoff, 1 potential, 2 partnership.
    One(usize),
    /// None by ten points, or one is not known.
    None,
}

/// One account.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreeLine {
    /// Its row.
    pub row: usize,
    /// Its name.
    pub name: String,
    /// The three scores, 0 to 100; `None` is unknown.
    pub scores: [Option<f64>; 3],
    /// The same, written.
    pub written: [String; 3],
    /// Which stands out.
    pub lead: Lead,
    /// The scores then; `None` where nothing is compared with or the account was not there.
    pub then: Option<ScoresThen>,
}

/// What is typical of one score.
#[derive(Clone, Debug, PartialEq)]
pub struct Typical {
    /// Lower quartile, median, upper quartile; `None` where nobody has the score.
    pub quartiles: Option<[f64; 3]>,
    /// The median, written.
    pub median: String,
    /// How many it is not known of.
    pub n_unknown: usize,
}

/// The picture with its table and words.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreePsPicture {
    /// Accounts, the highest sum of known scores first.
    pub lines: Vec<ThreeLine>,
    /// What is typical of each score.
    pub typical: [Typical; 3],
    /// True where somebody has a score.
    pub has_scores: bool,
    /// The accounts.
    pub table: LensTable,
    /// The picture in paragraphs.
    pub words: Vec<String>,
    /// What became of it since the snapshot compared with; `None` where none is.
    pub since: Option<ThreePsSince>,
}

/// How the lens is made.
pub const THREE_PS_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "Every account is a line over three scales from 0 to 100. The band on each scale holds the middle half of the accounts, the \
         line across it their median. A score that is not known stands below the scale, and the line to it is broken: it is not zero.",
        "Each score is the weighted mean of its items; an item is scored by a target range or by the share of accounts below. The \
         weight of an item that is not known of an account goes to the others.",
        "An account is led by a score that stands ten points above the other two: payoff is to be kept, potential to be developed, \
         partnership to be returned.",
        "Compared with a snapshot or a scenario, broken lines and hollow marks show where the selected accounts stood, or, while none \
         is selected, those whose three scores moved most together; the broken line across a scale is the median then.",
    ],
    sources: &["Walker, the 3Ps of customer value: payoff, potential, partnership."],
    measures: &MEASURES,
};

/// Names of the three.
pub const NAMES: [&str; 3] = ["Payoff", "Potential", "Partnership"];

/// The picture over the accounts in `rows`, beside the snapshot `compared`.
pub async fn three_ps_picture(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    compared: Option<&Snapshot>,
    numbers: &NumberStyle,
) -> ThreePsPicture {
    let sum = |row: usize| {
        let scores = MEASURES.map(|measure| valuation.get(measure, row).value);
        let is_known = scores.iter().any(Option::is_some);
        is_known.then(|| (row, scores.iter().flatten().sum::<f64>()))
    };
    let mut order = known(rows.iter().map(|&row| sum(row))).await;
    largest_first(&mut order);
    pause().await;
    let mut lines = all(order
        .iter()
        .map(|(row, _)| line(document, valuation, *row, numbers)))
    .await;
    let then = compared.map(|snapshot| Then::new(document, snapshot));
    if let Some(then) = &then {
        scores_then(&mut lines, then, valuation, numbers);
    }
    pause().await;
    let typical = [0, 1, 2].map(|side| typical(&lines, side, rows.len(), numbers));
    let table = table(&lines, then.as_ref().map(Then::name)).await;
    let mut words = words(&lines, &typical, rows.len(), numbers);
    let has_scores = !lines.is_empty();
    let since = then
        .filter(|_| has_scores)
        .map(|then| since(&lines, &then, MOST_LINES, numbers));
    if let (Some(since), Some(finding)) = (&since, words.first_mut()) {
        *finding = format!("{finding} {}", since.finding);
        words.extend(since.words.iter().cloned());
    }
    lines.truncate(MOST_LINES);
    ThreePsPicture {
        lines,
        typical,
        has_scores,
        table,
        words,
        since,
    }
}

fn line(document: &Document, valuation: &Valuation, row: usize, numbers: &NumberStyle) -> ThreeLine {
    let measured = MEASURES.map(|measure| valuation.get(measure, row));
    let scores = measured.map(|measured| measured.value);
    ThreeLine {
        row,
        name: document.portfolio.accounts[row].name.clone(),
        scores,
        written: measured.map(|measured| numbers.measured(measured, Unit::Index)),
        lead: lead(scores),
        then: None,
    }
}

fn lead(scores: [Option<f64>; 3]) -> Lead {
    let [Some(payoff), Some(potential), Some(partnership)] = scores else {
        return Lead::None;
    };
    let all = [payoff, potential, partnership];
    let is_ahead = |side: usize| (0..3).all(|other| other == side || all[side] >= all[other] + AHEAD);
    (0..3).find(|side| is_ahead(*side)).map_or(Lead::None, Lead::One)
}

fn typical(lines: &[ThreeLine], side: usize, n_rows: usize, numbers: &NumberStyle) -> Typical {
    let known: Vec<f64> = lines.iter().filter_map(|line| line.scores[side]).collect();
    let n_unknown = n_rows - known.len();
    let standings = Standings::new(known);
    let quantile = |share: f64| standings.quantile(share);
    let quartiles = quantile(0.25).zip(quantile(0.5)).zip(quantile(0.75));
    Typical {
        quartiles: quartiles.map(|((low, middle), high)| [low, middle, high]),
        median: quantile(0.5).map_or_else(|| UNKNOWN.to_owned(), |median| numbers.value(median, Unit::Index)),
        n_unknown,
    }
}

async fn table(lines: &[ThreeLine], then: Option<&str>) -> LensTable {
    let of_score = |side: usize| {
        let beside = then.map_or_else(Vec::new, |then| headers_then(NAMES[side], then).into());
        std::iter::once(NAMES[side].to_owned()).chain(beside)
    };
    let cells_of = |line: &ThreeLine, side: usize| {
        let beside = line.then.as_ref().map(|then| then.written[side].clone());
        let beside = beside.unwrap_or_else(|| [UNKNOWN.to_owned(), UNKNOWN.to_owned()]);
        let beside = beside.into_iter().filter(|_| then.is_some());
        std::iter::once(line.written[side].clone())
            .chain(beside)
            .collect::<Vec<_>>()
    };
    let line = |line: &ThreeLine| LensRow {
        row: Some(line.row),
        cells: std::iter::once(line.name.clone())
            .chain((0..3).flat_map(|side| cells_of(line, side)))
            .chain([match line.lead {
                Lead::One(side) => NAMES[side].to_lowercase(),
                Lead::None => UNKNOWN.to_owned(),
            }])
            .collect(),
    };
    LensTable {
        caption: "The three scores of every account, the highest sum first".to_owned(),
        headers: std::iter::once("Account".to_owned())
            .chain((0..3).flat_map(of_score))
            .chain(["Led by".to_owned()])
            .collect(),
        rows: all(lines.iter().map(line)).await,
    }
}

fn words(lines: &[ThreeLine], typical: &[Typical; 3], n_rows: usize, numbers: &NumberStyle) -> Vec<String> {
    let count = |n: usize| numbers.number(n as f64, 0);
    let Some(first) = lines.first() else {
        return vec![
            "None of the accounts shown has a score, because too little of what the items read is known. Fill in what is missing, \
             or choose other items below."
                .to_owned(),
        ];
    };
    let led = |side: usize| lines.iter().filter(|line| line.lead == Lead::One(side)).count();
    let mut words = vec![
        format!(
            "Of {} accounts {} are led by payoff, {} by potential and {} by partnership; of the others none stands out, or not all \
             three are known.",
            count(n_rows),
            count(led(0)),
            count(led(1)),
            count(led(2))
        ),
        format!(
            "The highest sum has {}: payoff {}, potential {}, partnership {}.",
            first.name, first.written[0], first.written[1], first.written[2]
        ),
    ];
    let halves: Vec<String> = (NAMES.iter().zip(typical))
        .filter(|(_, typical)| typical.quartiles.is_some())
        .map(|(name, typical)| format!("above {} in {}", typical.median, name.to_lowercase()))
        .collect();
    words.push(format!("Half of the accounts known score {}.", halves.join(", ")));
    if typical.iter().any(|one| one.n_unknown > 0) {
        words.push(format!(
            "Not known: payoff of {}, potential of {}, partnership of {}.",
            count(typical[0].n_unknown),
            count(typical[1].n_unknown),
            count(typical[2].n_unknown)
        ));
    }
    if lines.len() > MOST_LINES {
        words.push(format!(
            "The {} accounts with the highest sums are drawn; the bands and the table hold all.",
            count(MOST_LINES)
        ));
    }
    words
}
