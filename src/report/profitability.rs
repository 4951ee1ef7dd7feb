//! The Profitability lens: who earns the profit and who gives it away again.

use std::collections::BTreeSet;

use crate::maths::largest;
use crate::measures::portfolio_totals::{WhaleCurve, size_measure, whale_measure};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document, Snapshot};
use crate::slices::{all, pause};

use super::lens::{LensMethod, LensRow, LensTable};
use super::serving::{ServingReport, serving};
use super::style::{NumberStyle, UNKNOWN};

/// One account on the whale curve.
#[derive(Clone, Debug, PartialEq)]
pub struct WhalePoint {
    /// Row of the account.
    pub row: usize,
    /// Its name.
    pub name: String,
    /// What it brings, of which the curve is the sum.
    pub value: f64,
    /// The same, written.
    pub written: String,
    /// Share of the total that it and all better ones bring.
    pub cumulative: f64,
}

/// The whale curve.
#[derive(Clone, Debug, PartialEq)]
pub struct WhaleReport {
    /// What is added up.
    pub measure: MeasureId,
    /// Accounts, best first.
    pub points: Vec<WhalePoint>,
    /// The highest point: share of the total, share of the accounts.
    pub peak: (f64, f64),
    /// The highest point in words: "124.9 % at 80.5 % of the accounts".
    pub peak_words: String,
    /// The same accounts when a snapshot was taken; `None` where none is compared with or it holds no curve of them.
    pub before: Option<WhaleBefore>,
    /// How this reader writes numbers.
    pub numbers: NumberStyle,
}

/// The curve when a snapshot was taken, of the accounts shown that were there.
#[derive(Clone, Debug, PartialEq)]
pub struct WhaleBefore {
    /// Name of the snapshot.
    pub name: String,
    /// Shares of the total added up, best account first.
    pub cumulative: Vec<f64>,
    /// Its highest point in words.
    pub peak_words: String,
}

/// The lens: its curve, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfitabilityReport {
    /// The curve; `None` where the accounts shown bring no profit together.
    pub whale: Option<WhaleReport>,
    /// Cost to serve against gross margin; `None` where of nobody both are known.
    pub serving: Option<ServingReport>,
    /// The lens in paragraphs.
    pub words: Vec<String>,
}

/// How the lens is made.
pub const PROFITABILITY_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "The accounts stand in order of what they bring, the best first. The curve adds them up as a share of the whole: it rises \
         above 100 % as long as accounts earn, and falls back to 100 % over those that lose.",
        "What is added up is the contribution of a year: gross margin less cost to serve. Where no cost to serve is known, it is the \
         profit of the whole order log. Accounts of which neither is known are not on the curve.",
        "Cost to serve against gross margin: both axes have the same scale, so an account on the diagonal just breaks even, one below \
         it loses. The area is the relationship value, what it brings beside its own money; where that is not known, the mark is \
         hollow. Before letting an account below the line go, look at its area.",
    ],
    sources: &[
        "Shapiro, B. P., Rangan, V. K., Moriarty, R. T., & Ross, E. B. (1987), Manage customers for profits (not just sales), \
         Harvard Business Review 65(5).",
        "Kaplan, R. S., & Narayanan, V. G. (2001), Measuring and managing customer profitability, Cost Management 15(5).",
    ],
    measures: &[
        MeasureId::Contribution,
        MeasureId::GrossMargin,
        MeasureId::CostToServe,
        MeasureId::HistoricProfit,
        MeasureId::Revenue,
        MeasureId::RelationshipValue,
    ],
};

/// The lens over the accounts in `rows`.
pub async fn profitability(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    numbers: &NumberStyle,
) -> ProfitabilityReport {
    let measure = whale_measure(valuation);
    let value = |row: usize| valuation.get(measure, row).value;
    let known: Vec<(usize, f64)> = rows.iter().filter_map(|&row| Some((row, value(row)?))).collect();
    let name = |row: usize| document.portfolio.accounts[row].name.clone();
    let n_unknown = rows.len() - known.len();
    pause().await;
    let curve = WhaleCurve::new(&known);
    pause().await;
    let point = |(&row, &cumulative): (&usize, &f64)| {
        let value = value(row).unwrap_or_default();
        WhalePoint {
            row,
            name: name(row),
            value,
            written: numbers.value(value, measure.unit()),
            cumulative,
        }
    };
    let order = curve
        .iter()
        .flat_map(|curve| curve.order.iter().zip(&curve.cumulative));
    let points = all(order.map(point)).await;
    let whale = curve.map(|curve| WhaleReport {
        measure,
        points,
        peak: (curve.peak, curve.peak_at),
        peak_words: peak_words(&curve, numbers),
        before: None,
        numbers: numbers.clone(),
    });
    let mut words = words(valuation, whale.as_ref(), n_unknown, numbers);
    pause().await;
    let serving = serving(document, valuation, rows, numbers).await;
    words.extend(serving.as_ref().map(|serving| serving.finding.clone()));
    ProfitabilityReport {
        serving,
        words,
        whale,
    }
}

fn peak_words(curve: &WhaleCurve, numbers: &NumberStyle) -> String {
    format!(
        "{} at {} of the accounts",
        numbers.share_to(curve.peak, 1),
        numbers.share_to(curve.peak_at, 1)
    )
}

impl ProfitabilityReport {
    /// The same with the curve of the accounts in `rows` when `snapshot` was taken.
    pub fn since(mut self, document: &Document, rows: &[usize], snapshot: &Snapshot) -> Self {
        let accounts = &document.portfolio.accounts;
        let shown: BTreeSet<&AccountId> = rows.iter().map(|&row| &accounts[row].id).collect();
        if let Some(whale) = &mut self.whale {
            let values = snapshot.column(whale.measure.key()).unwrap_or_default();
            let then = snapshot.accounts.iter().zip(values).enumerate();
            let known: Vec<(usize, f64)> = then
                .filter(|(_, (account, _))| shown.contains(account))
                .filter_map(|(place, (_, value))| Some((place, (*value)?)))
                .collect();
            whale.before = WhaleCurve::new(&known).map(|curve| WhaleBefore {
                name: snapshot.name.clone(),
                peak_words: peak_words(&curve, &whale.numbers),
                cumulative: curve.cumulative,
            });
        }
        let before = self.whale.as_ref().and_then(|whale| whale.before.as_ref());
        self.words.push(before.map_or_else(
            || format!("{} holds no curve of these accounts.", snapshot.name),
            |before| format!("{}: the peak was {}.", before.name, before.peak_words),
        ));
        self
    }
}

/// The accounts of the curve as a table, best first. Made when it is looked at: of many thousands it takes a while.
pub fn whale_table(whale: Option<&WhaleReport>, valuation: &Valuation, numbers: &NumberStyle) -> LensTable {
    let beside = [
        MeasureId::Revenue,
        MeasureId::CostToServe,
        MeasureId::RelationshipValue,
    ];
    let written = |other: MeasureId, row: usize| {
        let value = valuation.get(other, row).value;
        value.map_or_else(|| UNKNOWN.to_owned(), |value| numbers.value(value, other.unit()))
    };
    let label = whale.map_or("", |whale| whale.measure.label());
    let headers = ["Account", label, "Added up"].into_iter();
    let line = |point: &WhalePoint| LensRow {
        row: Some(point.row),
        cells: [
            point.name.clone(),
            point.written.clone(),
            numbers.share(point.cumulative),
        ]
        .into_iter()
        .chain(beside.map(|other| written(other, point.row)))
        .collect(),
    };
    LensTable {
        caption: "Accounts by what they bring, best first".to_owned(),
        headers: headers
            .chain(beside.map(MeasureId::label))
            .map(str::to_owned)
            .collect(),
        rows: whale.map_or_else(Vec::new, |whale| whale.points.iter().map(line).collect()),
    }
}

fn words(
    valuation: &Valuation,
    whale: Option<&WhaleReport>,
    n_unknown: usize,
    numbers: &NumberStyle,
) -> Vec<String> {
    let count = |n: usize| numbers.number(n as f64, 0);
    let Some(whale) = whale else {
        return vec![
            "The accounts shown bring no profit together, or none is known, so there is no curve. Revenue and gross margin, or an \
             order log with costs, make one."
                .to_owned(),
        ];
    };
    let label = whale.measure.label().to_lowercase();
    let mut words = vec![format!(
        "Of {} accounts whose {label} is known, the best bring {}: the peak of the whale curve.",
        count(whale.points.len()),
        whale.peak_words
    )];
    words.push(losers(valuation, whale, numbers));
    if let (Some(best), Some(worst)) = (whale.points.first(), whale.points.last()) {
        words.push(format!(
            "Most comes from {} ({}), least from {} ({}).",
            best.name, best.written, worst.name, worst.written
        ));
    }
    if n_unknown > 0 {
        words.push(format!(
            "Of {} more the {label} is not known; they are not on the curve.",
            count(n_unknown)
        ));
    }
    words
}

/// How many lose, what they cost together, and how many of them are among the largest.
fn losers(valuation: &Valuation, whale: &WhaleReport, numbers: &NumberStyle) -> String {
    let count = |n: usize| numbers.number(n as f64, 0);
    let lost: Vec<&WhalePoint> = whale.points.iter().filter(|point| point.value < 0.0).collect();
    if lost.is_empty() {
        return "None of them loses.".to_owned();
    }
    let sum: f64 = lost.iter().map(|point| point.value).sum();
    let n_fifth = libm::round(whale.points.len() as f64 / 5.0) as usize;
    let largest = largest_by_revenue(valuation, whale, n_fifth);
    let mut is_large = vec![false; valuation.n_rows()];
    largest.iter().for_each(|&row| is_large[row] = true);
    let n_large = lost.iter().filter(|point| is_large[point.row]).count();
    let sentence = format!(
        "{} of them lose, {} together",
        count(lost.len()),
        numbers.value(sum, whale.measure.unit())
    );
    if largest.is_empty() {
        return format!("{sentence}.");
    }
    format!(
        "{sentence}; {} of these are among the {} largest by revenue.",
        count(n_large),
        count(largest.len())
    )
}

/// The `n` largest accounts of the curve by revenue; empty where revenue is known of fewer.
fn largest_by_revenue(valuation: &Valuation, whale: &WhaleReport, n: usize) -> Vec<usize> {
    let size = size_measure(valuation);
    let mut is_on_it = vec![false; valuation.n_rows()];
    whale.points.iter().for_each(|point| is_on_it[point.row] = true);
    let known = valuation.column(size).known().filter(|(row, _)| is_on_it[*row]);
    let known: Vec<(usize, f64)> = known.collect();
    if known.len() < n {
        return Vec::new();
    }
    largest(&known, n).into_iter().map(|(row, _)| row).collect()
}
