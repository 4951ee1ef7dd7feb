//! What they value: through which posts we hear, what matters against how we do, who is loyal, and how much the two
//! sides need each other.

use std::collections::BTreeMap;

use crate::maths::{falling, order_by, sort_by};
use crate::measures::gaps::{DriverGap, Quadrant, account_gaps, mean_gaps};
use crate::measures::loyalty::Loyalty;
use crate::measures::rankings::{EffectiveWeights, effective_weights};
use crate::measures::received::ReceivedTerms;
use crate::measures::relative_value::RelativeTerms;
use crate::measures::standing::{StandingTerms, largest_revenue};
use crate::measures::{Groundwork, MeasureId, Unit, Valuation};
use crate::portfolio::{AccountId, Composites, Document, ListeningPost, NumberMarks};
use crate::slices::{all, known, pause, pause_at};
use crate::units::Day;

use super::assumptions::AssumptionField;
use super::dimensions::weight_of;
use super::effective::{acts_as, warnings};
use super::map_zone::threshold;
use super::style::{NumberStyle, UNKNOWN};

/// One listening post.
#[derive(Clone, Debug, PartialEq)]
pub struct PostRow {
    /// Where we hear.
    pub post: &'static str,
    /// Accounts heard through it, "12 of 41".
    pub heard: String,
    /// The same, 0 to 1, for a bar.
    pub part: f64,
    /// Answers.
    pub n_answers: usize,
    /// The newest answer.
    pub newest: String,
    /// Share of its answers that still counts after ageing.
    pub fresh: String,
    /// How much an answer heard there counts, 0 to 1, as it is edited.
    pub weight: String,
}

/// One driver.
#[derive(Clone, Debug, PartialEq)]
pub struct GapRow {
    /// The driver.
    pub name: String,
    /// Its share of what matters.
    pub importance: String,
    /// The same, 0 to 1, for a bar.
    pub weight: f64,
    /// Where we stand, 0 to 100.
    pub performance: String,
    /// The same, 0 to 1, for a bar.
    pub place: f64,
    /// Points of value received it costs.
    pub lost: String,
    /// Points ahead of the next best, signed.
    pub ahead: String,
    /// True where the next best is ahead.
    pub is_behind: bool,
    /// Its share of what value received varies with, beside its stated share.
    pub effective: String,
    /// Where it belongs.
    pub quadrant: &'static str,
    /// Accounts that spoke of it.
    pub n_accounts: usize,
}

/// The drivers of a segment or of everybody.
#[derive(Clone, Debug, PartialEq)]
pub struct GapTable {
    /// Drivers, those that cost most first.
    pub rows: Vec<GapRow>,
    /// "3 accounts heard; together the drivers cost 32 of 100 points."
    pub sentence: String,
    /// Drivers that say the same twice, each in a sentence.
    pub warnings: Vec<String>,
}

/// One account's largest gap.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountGap {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its segment.
    pub segment: String,
    /// Value it receives.
    pub received: String,
    /// The driver that costs most.
    pub driver: String,
    /// Points it costs.
    pub lost: String,
    /// Where the next best is furthest ahead.
    pub behind: String,
}

/// A place of the loyalty matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct LoyaltyRow {
    /// Walker's name.
    pub label: &'static str,
    /// What to do.
    pub advice: &'static str,
    /// Its accounts.
    pub members: Vec<(AccountId, String)>,
    /// Their total value.
    pub worth: String,
}

/// How much one account and we need each other.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// How much we matter to them.
    pub to_them: String,
    /// How much they matter to us.
    pub to_us: String,
    /// The two, 0 to 1, for bars.
    pub parts: [Option<f64>; 2],
    /// Share of the weight that is known, of each.
    pub coverage: [String; 2],
    /// What that means.
    pub words: &'static str,
}

/// The page but for the gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct ValuedReport {
    /// Listening posts.
    pub posts: Vec<PostRow>,
    /// The loyalty matrix, best first.
    pub loyalty: Vec<LoyaltyRow>,
    /// Accounts without attitude or intention.
    pub n_not_asked: usize,
    /// How much the two sides need each other, the largest difference first; at most [`AT_MOST`].
    pub needs: Vec<NeedRow>,
    /// The four weights as they are edited.
    pub weights: [String; 4],
    /// What each question acts as, both sides together.
    pub effective: [String; 4],
    /// Questions that say the same twice, each in a sentence.
    pub warnings: Vec<String>,
}

/// Accounts that are listed.
pub const AT_MOST: usize = 200;

/// Names of the four questions of importance.
pub const QUESTIONS: [&str; 4] = ["Criticality", "Quantity", "Hard to replace", "Savings"];

/// The page.
pub async fn valued(document: &Document, valuation: &Valuation, style: &NumberStyle) -> ValuedReport {
    let weights = document.composites.importance;
    let (loyalty, n_not_asked) = loyalty(document, valuation, style).await;
    let found = questions_together(document, valuation).await;
    let way_out = "Lower the weight of one of them.";
    ValuedReport {
        posts: posts(document, valuation, style),
        loyalty,
        n_not_asked,
        needs: needs(document, valuation, style).await,
        effective: [0, 1, 2, 3].map(|place| acts_as(&found, place, style)),
        warnings: warnings(&found, |place| QUESTIONS[place].to_owned(), way_out, style),
        weights: weights.map(|weight| weight.to_string().replace('.', &style.decimal.to_string())),
    }
}

/// The composites with one weight of the importance changed.
///
/// # Errors
/// A sentence that says what would be right.
pub fn with_importance(
    composites: &Composites,
    place: usize,
    text: &str,
    marks: NumberMarks,
) -> Result<Composites, String> {
    let weight = weight_of(text, marks)?;
    let mut changed = composites.clone();
    if let Some(place) = changed.importance.get_mut(place) {
        *place = weight;
    }
    Ok(changed)
}

fn posts(document: &Document, valuation: &Valuation, style: &NumberStyle) -> Vec<PostRow> {
    let groundwork = Groundwork::of(document, valuation);
    let n_accounts = document.portfolio.accounts.len();
    let rows = ListeningPost::ALL.iter().map(|post| {
        let answers = document
            .portfolio
            .observations
            .iter()
            .filter(|one| one.post == *post);
        let mut heard: Vec<&AccountId> = answers.clone().map(|one| &one.account).collect();
        let n_answers = heard.len();
        heard.sort_unstable();
        heard.dedup();
        let newest: Option<Day> = answers.clone().filter_map(|one| one.date).max();
        let fresh: f64 = answers.map(|one| groundwork.ageing.weight(one.date)).sum();
        let never = || UNKNOWN.to_owned();
        PostRow {
            post: post.word(),
            weight: AssumptionField::PostWeight(*post).text(&document.assumptions, style),
            heard: format!("{} of {n_accounts}", heard.len()),
            part: heard.len() as f64 / n_accounts.max(1) as f64,
            n_answers,
            newest: newest.map_or_else(never, |day| style.day(day)),
            fresh: if n_answers > 0 {
                style.share(libm::round(fresh / n_answers as f64 * 100.0) / 100.0)
            } else {
                never()
            },
        }
    });
    rows.collect()
}

async fn gaps_by_row(document: &Document, valuation: &Valuation) -> Vec<Vec<DriverGap>> {
    let groundwork = Groundwork::of(document, valuation);
    let gaps = |row: usize| {
        let received = ReceivedTerms::new(document, &groundwork, row);
        account_gaps(&received, &RelativeTerms::new(document, &groundwork, row))
    };
    all((0..document.portfolio.accounts.len()).map(gaps)).await
}

/// Segments that were heard, in order of name.
pub fn heard_segments(document: &Document, valuation: &Valuation) -> Vec<String> {
    let groundwork = Groundwork::of(document, valuation);
    let accounts = document.portfolio.accounts.iter().enumerate();
    let heard = accounts.filter(|(row, _)| groundwork.observations.of(*row).len() > 0);
    let names: BTreeMap<&str, ()> = heard
        .filter(|(_, account)| !account.segment.is_empty())
        .map(|(_, account)| (account.segment.as_str(), ()))
        .collect();
    names.into_keys().map(str::to_owned).collect()
}

/// Importance against performance, for a segment or for everybody when it is empty.
pub async fn gap_table(
    document: &Document,
    valuation: &Valuation,
    segment: &str,
    style: &NumberStyle,
) -> GapTable {
    let accounts = document
        .portfolio
        .accounts
        .iter()
        .zip(gaps_by_row(document, valuation).await);
    let chosen: Vec<Vec<DriverGap>> = accounts
        .filter(|(account, gaps)| (segment.is_empty() || account.segment == segment) && !gaps.is_empty())
        .map(|(_, gaps)| gaps)
        .collect();
    pause().await;
    let mut gaps = mean_gaps(&chosen);
    pause().await;
    sort_by(&mut gaps, |a, b| b.lost.total_cmp(&a.lost));
    let lost: f64 = gaps.iter().map(|gap| gap.lost).sum();
    let found = drivers_together(&chosen, &gaps).await;
    let rows = gaps.iter().enumerate();
    GapTable {
        rows: rows
            .map(|(place, gap)| GapRow {
                effective: acts_as(&found, place, style),
                ..gap_row(gap, &gaps, style)
            })
            .collect(),
        warnings: warnings(&found, |place| gaps[place].name.clone(), ONE_THING, style),
        sentence: match chosen.len() {
            0 => "Nobody here has rated us yet: add what they said on the account's page.".to_owned(),
            n => format!(
                "{n} {} heard. Together the drivers cost {} of 100 points of value received.",
                if n == 1 { "account" } else { "accounts" },
                style.number(lost, 1)
            ),
        },
    }
}

/// What to do about drivers that move together.
const ONE_THING: &str =
    "To them they may be one thing: ask about them as one, or find out what tells them apart.";

/// What the drivers act as over the accounts in `chosen`, weighted by the mean of what they matter.
async fn drivers_together(chosen: &[Vec<DriverGap>], gaps: &[DriverGap]) -> EffectiveWeights {
    let performance = |gap: &DriverGap, of: &[DriverGap]| {
        let found = of.iter().find(|one| one.name.eq_ignore_ascii_case(&gap.name));
        found.map(|one| one.performance)
    };
    let inputs: Vec<Vec<Option<f64>>> = (gaps.iter())
        .map(|gap| chosen.iter().map(|of| performance(gap, of)).collect())
        .collect();
    let weights: Vec<f64> = gaps.iter().map(|gap| gap.importance).collect();
    effective_weights(&inputs, &weights).await
}

fn gap_row(gap: &DriverGap, all: &[DriverGap], style: &NumberStyle) -> GapRow {
    GapRow {
        name: gap.name.clone(),
        importance: style.share(libm::round(gap.importance * 1000.0) / 1000.0),
        weight: gap.importance,
        performance: style.number(gap.performance, 0),
        place: (gap.performance / 100.0).clamp(0.0, 1.0),
        lost: style.number(gap.lost, 1),
        ahead: gap
            .ahead
            .map_or_else(|| UNKNOWN.to_owned(), |ahead| signed(ahead, style)),
        is_behind: gap.ahead.is_some_and(|ahead| ahead < -0.05),
        effective: String::new(),
        quadrant: Quadrant::of(gap, all).label(),
        n_accounts: gap.n_accounts,
    }
}

fn signed(number: f64, style: &NumberStyle) -> String {
    let text = style.number(number, 1);
    if number > 0.05 { format!("+{text}") } else { text }
}

/// The accounts heard, with the driver that costs most of the value each receives: the first [`AT_MOST`] by that loss.
pub async fn account_gap_list(
    document: &Document,
    valuation: &Valuation,
    style: &NumberStyle,
) -> Vec<AccountGap> {
    let all = gaps_by_row(document, valuation).await;
    let worst = |gaps: &[DriverGap]| gaps.iter().max_by(|a, b| a.lost.total_cmp(&b.lost)).cloned();
    let lost: Vec<(usize, f64)> = (all.iter().enumerate())
        .filter_map(|(row, gaps)| Some((row, worst(gaps)?.lost)))
        .collect();
    let order = order_by(lost.len(), &[&|place| falling(lost[place].1)]).await;
    let line = |row: usize| {
        let (account, gaps) = (&document.portfolio.accounts[row], &all[row]);
        let worst = worst(gaps)?;
        let compared = gaps.iter().filter_map(|gap| Some((gap.ahead?, gap)));
        let behind = compared
            .filter(|(ahead, _)| *ahead < 0.0)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let received = valuation.get(MeasureId::ValueReceived, row);
        Some(AccountGap {
            account: account.id.clone(),
            name: account.name.clone(),
            segment: account.segment.clone(),
            received: style.measured(received, Unit::Index),
            driver: worst.name.clone(),
            lost: style.number(worst.lost, 1),
            behind: behind.map_or_else(
                || UNKNOWN.to_owned(),
                |(ahead, gap)| format!("{} {}", gap.name, signed(ahead, style)),
            ),
        })
    };
    let first = order.into_iter().take(AT_MOST);
    first.filter_map(|place| line(lost[place].0)).collect()
}

/// Where the account in `row` stands in the loyalty matrix; `None` where attitude or intention is not known.
pub(super) fn loyalty_of(document: &Document, valuation: &Valuation, row: usize) -> Option<Loyalty> {
    stands(valuation, row, loyalty_lines(document, valuation))
}

/// Where attitude and intention are divided.
fn loyalty_lines(document: &Document, valuation: &Valuation) -> [f64; 2] {
    [MeasureId::Attitude, MeasureId::Intention].map(|measure| threshold(&document.map, valuation, measure))
}

fn stands(valuation: &Valuation, row: usize, [attitude, intention]: [f64; 2]) -> Option<Loyalty> {
    let value = |measure: MeasureId| valuation.get(measure, row).value;
    Some(Loyalty::of(
        (value(MeasureId::Attitude)?, attitude),
        (value(MeasureId::Intention)?, intention),
    ))
}

async fn loyalty(
    document: &Document,
    valuation: &Valuation,
    style: &NumberStyle,
) -> (Vec<LoyaltyRow>, usize) {
    let rows = 0..document.portfolio.accounts.len();
    let divided = loyalty_lines(document, valuation);
    let places: Vec<Option<Loyalty>> = all(rows.map(|row| stands(valuation, row, divided))).await;
    let mut lines = Vec::new();
    for loyalty in &Loyalty::ALL {
        let rows = (places.iter().enumerate()).filter(|(_, place)| **place == Some(*loyalty));
        let rows: Vec<usize> = rows.map(|(row, _)| row).collect();
        let worth = rows
            .iter()
            .filter_map(|row| valuation.get(MeasureId::TotalValue, *row).value);
        let member = |row: &usize| {
            let account = &document.portfolio.accounts[*row];
            (account.id.clone(), account.name.clone())
        };
        lines.push(LoyaltyRow {
            label: loyalty.label(),
            advice: loyalty.advice(),
            worth: style.money(worth.fold(0.0, |sum, value| sum + value)),
            members: all(rows.iter().map(member)).await,
        });
    }
    (lines, places.iter().filter(|place| place.is_none()).count())
}

/// What the four questions act as over both sides of every account.
async fn questions_together(document: &Document, valuation: &Valuation) -> EffectiveWeights {
    let largest = largest_revenue(valuation);
    let mut inputs: [Vec<Option<f64>>; 4] = Default::default();
    for row in 0..document.portfolio.accounts.len() {
        for side in two_sides(document, valuation, row, largest) {
            let scores = inputs.iter_mut().zip(side.scores());
            scores.for_each(|(input, score)| input.push(score.map(|score| score.base)));
        }
        pause_at(row).await;
    }
    effective_weights(&inputs, &document.composites.importance).await
}

/// Share of the weight that has to be known on both sides before they are compared.
const ENOUGH: f64 = 0.5;

/// What both sides of one account answer, ours of them last.
fn two_sides(document: &Document, valuation: &Valuation, row: usize, largest: f64) -> [StandingTerms; 2] {
    let account = &document.portfolio.accounts[row];
    let value = |measure| valuation.get(measure, row);
    [
        StandingTerms::to_them(document, account, value(MeasureId::ShareOfWallet)),
        StandingTerms::to_us(document, account, value(MeasureId::Revenue), largest),
    ]
}

/// What both sides come to, where enough is known of each.
fn both_known(sides: &[StandingTerms; 2]) -> Option<(f64, f64)> {
    let [to_them, to_us] = sides.each_ref().map(|side| side.measured().value);
    let is_enough = |side: &StandingTerms| side.coverage().unwrap_or_default() >= ENOUGH;
    to_them.zip(to_us).filter(|_| sides.iter().all(is_enough))
}

async fn needs(document: &Document, valuation: &Valuation, style: &NumberStyle) -> Vec<NeedRow> {
    let largest = largest_revenue(valuation);
    let keyed = (0..document.portfolio.accounts.len()).map(|row| {
        let sides = two_sides(document, valuation, row, largest);
        let is_known = sides.iter().any(|side| side.measured().value.is_some());
        let apart = both_known(&sides).map_or(-1.0, |(them, us)| libm::fabs(them - us));
        is_known.then_some((row, apart))
    });
    let keyed = known(keyed).await;
    let order = order_by(keyed.len(), &[&|place| falling(keyed[place].1)]).await;
    let first = order.into_iter().take(AT_MOST);
    first
        .map(|place| need_row(document, valuation, keyed[place].0, largest, style))
        .collect()
}

fn need_row(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    largest: f64,
    style: &NumberStyle,
) -> NeedRow {
    let account = &document.portfolio.accounts[row];
    let sides = two_sides(document, valuation, row, largest);
    let [to_them, to_us] = sides.each_ref().map(|side| side.measured());
    let coverage = sides.each_ref().map(|side| side.coverage().unwrap_or_default());
    NeedRow {
        account: account.id.clone(),
        name: account.name.clone(),
        to_them: style.measured(to_them, Unit::Index),
        to_us: style.measured(to_us, Unit::Index),
        parts: [to_them, to_us].map(|side| side.value.map(|value| value / 100.0)),
        coverage: coverage.map(|known| style.share(libm::round(known * 100.0) / 100.0)),
        words: both_known(&sides).map_or("too little is known of one side", |(them, us)| match them - us {
            more if more > 20.0 => "they depend on us",
            less if less < -20.0 => "we depend on them",
            _ if them >= 50.0 => "each needs the other",
            _ => "neither needs the other much",
        }),
    }
}
