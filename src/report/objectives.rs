//! The Objectives page: whom the business's real objectives put first, against the ranking used today.

use crate::decisions::Proposals;
use crate::maths::rank_correlation;
use crate::measures::alignment::Alignment;
use crate::measures::places::{Move, moves_between, ranked};
use crate::measures::rankings::{EffectiveWeights, effective_weights};
use crate::measures::{MeasureId, Measured, Valuation};
use crate::portfolio::{Document, Snapshot};
use crate::slices::{all, pause};

use super::effective::{acts_as, warnings};
use super::lens::LensMethod;
use super::metric_audit::{SlopeReport, slope_report};
use super::objective_movers::{MoverList, movers};
use super::objective_words::words;
use super::objectives_since::since;
use super::rankings::agreement_words;
use super::style::{NumberStyle, UNKNOWN};

/// What the person holds their objectives against, and how much of the lists they ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObjectivesChoice {
    /// The measure accounts are ranked by today.
    pub today: MeasureId,
    /// Lines shown of those that climb and of those that fall.
    pub n_shown: [usize; 2],
}

/// One objective as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectiveRow {
    /// Its name; the measure's where it has none.
    pub name: String,
    /// What it reads; `None` where this version knows no such measure.
    pub measure: Option<MeasureId>,
    /// Name of what it reads.
    pub label: String,
    /// True where less is better.
    pub less_is_better: bool,
    /// Its weight, 0 to 100.
    pub weight: f64,
    /// Share of all weights.
    pub stated: String,
    /// What it acts as once it is counted that objectives move together.
    pub effective: String,
    /// "29 of 40".
    pub known: String,
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectivesReport {
    /// The objectives, in order.
    pub objectives: Vec<ObjectiveRow>,
    /// Objectives that say the same twice.
    pub warnings: Vec<String>,
    /// From today's ranking to that by the objectives; `None` for fewer than two accounts in both.
    pub slope: Option<SlopeReport>,
    /// From the ranking by the objectives at the snapshot compared with to that of now.
    pub since: Option<SlopeReport>,
    /// Who climbs, the furthest first.
    pub up: MoverList,
    /// Who falls, the furthest first.
    pub down: MoverList,
    /// The same in paragraphs.
    pub words: Vec<String>,
}

/// How the page is made.
pub const OBJECTIVES_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "Each objective reads a measure. Its standard score says how many standard deviations an account is above the mean of all \
         accounts of the portfolio the measure is known of, below where less is better; money, shares and indices can so be added up. \
         The alignment of an account is the weighted mean of its standard scores: A = Σ weight × z ÷ Σ weight. 0 is the usual \
         account, above 0 serves the objectives more than most.",
        "An example: margins of 10, 20 and 60 have the mean 30 and the deviation 21.6, so z is −0.93, −0.46 and 1.39. Of learning two \
         are known, 0 and 50: z is −1 and 1. With margin weighing 3 and learning 1 the alignments are −0.94, −0.10 and, by the margin \
         alone, 1.39.",
        "What is not known of an account is not zero: its weight goes to the other objectives, and the share of the weight that is \
         known stands beside the score. Below half of the weight an account is not ranked.",
        "Both rankings hold the accounts shown that have both a score and today's measure, those level sharing the middle of their \
         places. What moves an account is the objective that adds most to its score, weight × z ÷ Σ weight; of one that falls, the \
         objective that takes most away. From where to where its place may lie says how far its own intervals reach while all others \
         stay.",
        "A filter changes who is listed, not the scores: they are held against the whole portfolio. One account far above all \
         others draws the mean and the deviation with it, as it does the business.",
    ],
    sources: &[
        "Walker, Customer strategy: plotting mutual value; strategies that follow the objectives of the business.",
        "Samuelson, P. A. (1968), How deviant can you be?, Journal of the American Statistical Association 63(324): no standard score \
         of n accounts exceeds √(n − 1).",
        "Spearman, C. (1904), The proof and measurement of association between two things, American Journal of Psychology 15(1).",
    ],
    measures: &[
        MeasureId::Contribution,
        MeasureId::PotentialGap,
        MeasureId::ReferralRole,
        MeasureId::Retention,
        MeasureId::LearningRole,
        MeasureId::Revenue,
    ],
};

/// Both rankings.
pub(super) struct Ranking<'a> {
    pub document: &'a Document,
    pub valuation: &'a Valuation,
    pub numbers: &'a NumberStyle,
    pub today: MeasureId,
    pub alignment: Alignment,
    /// Accounts shown.
    pub n_rows: usize,
    /// Accounts with a score and today's measure, the best by the objectives first.
    pub ranked: Vec<(usize, f64)>,
    /// Accounts with a score, in the order of rows.
    pub n_scored: usize,
    /// The same accounts in both rankings, in order of today's.
    pub moves: Vec<Move>,
}

impl<'a> Ranking<'a> {
    pub fn new(
        document: &'a Document,
        valuation: &'a Valuation,
        rows: &[usize],
        today: MeasureId,
        numbers: &'a NumberStyle,
    ) -> Self {
        let reads = |measure: MeasureId, row: usize| valuation.get(measure, row);
        let alignment = Alignment::new(&document.objectives, valuation.n_rows(), &reads);
        let mut scored = alignment.ranked(rows, &reads);
        let n_scored = scored.len();
        scored.retain(|(row, _)| valuation.get(today, *row).value.is_some());
        let both: Vec<usize> = scored.iter().map(|(row, _)| *row).collect();
        Self {
            document,
            valuation,
            numbers,
            today,
            alignment,
            n_rows: rows.len(),
            moves: moves_between(&ranked(valuation, today, &both), &scored),
            ranked: scored,
            n_scored,
        }
    }

    pub fn score(&self, row: usize) -> Measured {
        (self.alignment).measured(row, &|measure, row| self.valuation.get(measure, row))
    }

    pub fn count(&self, n: usize) -> String {
        self.numbers.number(n as f64, 0)
    }

    pub fn name(&self, row: usize) -> &'a str {
        let account = self.document.portfolio.accounts.get(row);
        account.map_or("", |account| account.name.as_str())
    }

    /// What the inputs of the score act as.
    pub async fn effective(&self) -> EffectiveWeights {
        let mut inputs: Vec<Vec<Option<f64>>> = Vec::new();
        for aim in &self.alignment.aims {
            let z = |row: usize| Some(aim.score(self.valuation.get(aim.measure?, row))?.base);
            inputs.push(all((0..self.valuation.n_rows()).map(z)).await);
        }
        let weights: Vec<f64> = self.alignment.aims.iter().map(|aim| aim.weight).collect();
        effective_weights(&inputs, &weights).await
    }

    pub fn objectives(&self, found: &EffectiveWeights) -> Vec<ObjectiveRow> {
        let all = self.document.objectives.iter().zip(&self.alignment.aims);
        all.enumerate()
            .map(|(place, (objective, aim))| {
                let label = match aim.measure {
                    Some(measure) => measure.label(),
                    None => &objective.measure,
                };
                ObjectiveRow {
                    name: named(&objective.name, label),
                    measure: aim.measure,
                    label: label.to_owned(),
                    less_is_better: aim.less_is_better,
                    weight: aim.weight,
                    stated: self
                        .numbers
                        .share(found.stated.get(place).copied().unwrap_or_default()),
                    effective: acts_as(found, place, self.numbers),
                    known: format!(
                        "{} of {}",
                        self.count(aim.n_known),
                        self.count(self.valuation.n_rows())
                    ),
                }
            })
            .collect()
    }
}

/// What an objective is called.
pub(super) fn named(name: &str, label: &str) -> String {
    let name = name.trim();
    (if name.is_empty() { label } else { name }).to_owned()
}

/// A score with its sign.
pub(super) fn signed(score: f64, numbers: &NumberStyle) -> String {
    let written = numbers.number(score, 2);
    match score > 0.0 && written.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        true => format!("+{written}"),
        false => written,
    }
}

/// The page over the accounts in `rows`; `proposals` are those of the whole portfolio.
pub async fn objectives(
    document: &Document,
    valuation: &Valuation,
    proposals: &Proposals,
    rows: &[usize],
    choice: ObjectivesChoice,
    compared: Option<&Snapshot>,
    numbers: &NumberStyle,
) -> ObjectivesReport {
    let ranking = Ranking::new(document, valuation, rows, choice.today, numbers);
    pause().await;
    let effective = ranking.effective().await;
    let objectives = ranking.objectives(&effective);
    let slope = slope(&ranking);
    pause().await;
    let since = compared.map(|snapshot| since(&ranking, rows, snapshot));
    pause().await;
    let [up, down] = movers(&ranking, proposals, choice.n_shown);
    ObjectivesReport {
        words: words(&ranking, slope.as_ref(), since.as_ref(), [&up, &down]),
        warnings: warnings(
            &effective,
            |place| {
                objectives
                    .get(place)
                    .map_or_else(String::new, |row| row.name.clone())
            },
            "Weigh one of them less, or take it out.",
            numbers,
        ),
        objectives,
        slope,
        since: since.and_then(|since| since.slope),
        up,
        down,
    }
}

/// What the ranking by the objectives is called.
pub(super) const OURS: &str = "Our objectives";

fn slope(ranking: &Ranking) -> Option<SlopeReport> {
    let numbers = ranking.numbers;
    let unit = ranking.today.unit();
    let written = |end: usize, row: usize| match end {
        0 => numbers.measured(ranking.valuation.get(ranking.today, row), unit),
        _ => score_text(ranking.score(row), numbers),
    };
    let heads = [ranking.today.label().to_owned(), OURS.to_owned()];
    let slope = slope_report(heads, &ranking.moves, ranking.document, &written, numbers)?;
    let places = |of: fn(&Move) -> f64| ranking.moves.iter().map(of).collect::<Vec<f64>>();
    let rho = rank_correlation(&places(|one| one.from.mean), &places(|one| one.to.mean));
    let verdict = rho.map_or_else(
        || "One of the two rankings puts all level.".to_owned(),
        |rho| format!("ρ {}: it {}.", numbers.number(rho, 2), agreement_words(rho)),
    );
    Some(SlopeReport { verdict, ..slope })
}

pub(super) fn score_text(score: Measured, numbers: &NumberStyle) -> String {
    let score = score.value;
    score.map_or_else(|| UNKNOWN.to_owned(), |score| signed(score, numbers))
}
