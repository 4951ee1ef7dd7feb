//! The Risk and concentration lens: how much hangs on few accounts and groups, and what is expected to leave.

use std::collections::BTreeMap;

use crate::decisions::threshold;
use crate::maths::{largest_first, sort_by};
use crate::measures::portfolio_totals::{Concentration, WhaleCurve, concentration};
use crate::measures::risk::ValueAtRisk;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Account, Basis, Document, Snapshot};
use crate::slices::{all, pause, pause_at};

use super::lens::{LensMethod, LensTable};
use super::risk_tables::{Lost, tables, words};
use super::style::NumberStyle;

/// Accounts at risk that have a bar.
pub const MOST_BARS: usize = 20;

/// Accounts of high value and low attitude that are named.
const MOST_SHAKY: usize = 10;

/// What the groups of the second picture are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// Segments.
    #[default]
    Segment,
    /// Regions.
    Region,
    /// Who looks after them.
    Owner,
}

impl GroupBy {
    /// Every grouping with its name.
    pub const ALL: [(Self, &str); 3] = [
        (Self::Segment, "Segment"),
        (Self::Region, "Region"),
        (Self::Owner, "Owner"),
    ];

    fn of(self, account: &Account) -> &str {
        match self {
            Self::Segment => &account.segment,
            Self::Region => &account.region,
            Self::Owner => &account.owner,
        }
    }

    const fn none(self) -> &'static str {
        match self {
            Self::Segment => "No segment",
            Self::Region => "No region",
            Self::Owner => "Nobody",
        }
    }
}

/// Measures whose concentration is shown.
pub const CONCENTRATED: [MeasureId; 4] = [
    MeasureId::Revenue,
    MeasureId::Contribution,
    MeasureId::CurrentValue,
    MeasureId::TotalValue,
];

/// One account on the curve.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareOfOne {
    /// Row of the account.
    pub row: usize,
    /// Its name.
    pub name: String,
    /// What it has of the measure, written.
    pub written: String,
    /// Its share of the whole.
    pub share: f64,
    /// With all larger ones.
    pub cumulative: f64,
}

/// How the whole is spread, largest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Spreading {
    /// What is spread.
    pub measure: MeasureId,
    /// Accounts that have any of it, largest first.
    pub points: Vec<ShareOfOne>,
    /// Its figures.
    pub figures: Concentration,
    /// Marked places of the curve: accounts up to there, their share, both in words.
    pub marks: Vec<(usize, f64, String)>,
    /// The same when a snapshot was taken; `None` where none is compared with or it holds nothing of it.
    pub before: Option<SpreadBefore>,
    /// How this reader writes numbers.
    pub numbers: NumberStyle,
}

/// How a measure was spread when a snapshot was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct SpreadBefore {
    /// Name of the snapshot.
    pub name: String,
    /// Its figures.
    pub figures: Concentration,
    /// Shares added up, largest account first.
    pub cumulative: Vec<f64>,
}

impl SpreadBefore {
    fn of(snapshot: &Snapshot, measure: MeasureId) -> Option<Self> {
        let values = snapshot.column(measure.key())?.iter();
        let known: Vec<(usize, f64)> = (values.enumerate())
            .filter_map(|(row, value)| Some((row, value.filter(|value| *value > 0.0)?)))
            .collect();
        Some(Self {
            name: snapshot.name.clone(),
            figures: concentration(known.iter().map(|(_, value)| *value))?,
            cumulative: WhaleCurve::new(&known)?.cumulative,
        })
    }
}

/// A bar: a group, or an account.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskBar {
    /// Its name.
    pub name: String,
    /// Rows it stands for.
    pub rows: Vec<usize>,
    /// Its length.
    pub length: f64,
    /// The length, written.
    pub label: String,
    /// What stands beside it; empty where nothing does.
    pub aside: String,
    /// True where it rests on an estimate or a judgement.
    pub is_soft: bool,
    /// True where it is to be looked at first: high value, low attitude.
    pub is_shaky: bool,
    /// What its card says.
    pub lines: Vec<String>,
}

/// The lens.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskReport {
    /// The curve; `None` where nothing of the measure is known.
    pub spreading: Option<Spreading>,
    /// Groups by their share of the measure, largest first.
    pub groups: Vec<RiskBar>,
    /// Accounts by value expected to leave, largest first, as many as have a bar.
    pub at_risk: Vec<RiskBar>,
    /// Value expected to leave, of all accounts shown.
    pub expected: f64,
    /// The lens in paragraphs.
    pub words: Vec<String>,
}

/// How the lens is made.
pub const RISK_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "The accounts stand largest first; the curve adds up their share of the whole, and the dashed line is what it would be if all were \
         equal. Only what is above zero counts. The Herfindahl–Hirschman index is the sum of the squared shares: 1 when one account is all, \
         1 ÷ n when n are equal.",
        "Value at risk is current value times the probability to leave within a year, 1 − retention: an expected loss, not a forecast of who \
         leaves. Accounts without current value above zero, or of unknown retention, have none.",
        "An account is shaky where its total value is at or above the line that divides the map and its attitude is below the line that \
         divides attitudes: much to lose, and they do not like us. Where nobody has asked, nothing is said.",
    ],
    sources: &[
        "Lorenz, M. O. (1905), Methods of measuring the concentration of wealth, Publications of the American Statistical Association 9(70).",
        "The index of Herfindahl and Hirschman, as competition authorities use it.",
    ],
    measures: &[
        MeasureId::Revenue,
        MeasureId::CurrentValue,
        MeasureId::TotalValue,
        MeasureId::Retention,
        MeasureId::Attitude,
    ],
};

/// The lens over the accounts in `rows`; `compared` is the snapshot the whole is compared with.
pub async fn risk(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    (measure, by): (MeasureId, GroupBy),
    compared: Option<&Snapshot>,
    numbers: &NumberStyle,
) -> RiskReport {
    let mut spreading = spreading(document, valuation, rows, measure, numbers).await;
    if let Some(spreading) = &mut spreading {
        spreading.before = compared.and_then(|snapshot| SpreadBefore::of(snapshot, measure));
    }
    let groups = groups(document, spreading.as_ref(), by, numbers).await;
    let leaving = Leaving::new(document, valuation, rows);
    pause().await;
    let expected = leaving.expected.iter().map(|(_, expected)| expected).sum();
    let at_risk = leaving.bars(document, valuation, numbers, MOST_BARS);
    let words = words(
        spreading.as_ref(),
        &groups,
        &Lost {
            expected,
            n_accounts: leaving.expected.len(),
            first: at_risk.first(),
            shaky: leaving.shaky(document, valuation),
        },
        (rows.len(), measure),
        numbers,
    );
    RiskReport {
        spreading,
        groups,
        at_risk,
        expected,
        words,
    }
}

/// Accounts, groups, accounts at risk. Made when they are looked at: of many thousands it takes a while.
pub fn risk_tables(
    report: &RiskReport,
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    by: GroupBy,
    numbers: &NumberStyle,
) -> Vec<LensTable> {
    let leaving = Leaving::new(document, valuation, rows);
    let at_risk = leaving.bars(document, valuation, numbers, usize::MAX);
    tables(report.spreading.as_ref(), &report.groups, &at_risk, by)
}

async fn spreading(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    measure: MeasureId,
    numbers: &NumberStyle,
) -> Option<Spreading> {
    let value = |row: usize| valuation.get(measure, row).value.filter(|value| *value > 0.0);
    let known: Vec<(usize, f64)> = rows.iter().filter_map(|&row| Some((row, value(row)?))).collect();
    let figures = concentration(known.iter().map(|(_, value)| *value))?;
    pause().await;
    let curve = WhaleCurve::new(&known)?;
    pause().await;
    let mut before = 0.0;
    let points = (curve.order.iter().zip(&curve.cumulative)).map(|(&row, &cumulative)| {
        let share = cumulative - before;
        before = cumulative;
        ShareOfOne {
            row,
            name: document.portfolio.accounts[row].name.clone(),
            written: numbers.value(value(row).unwrap_or_default(), measure.unit()),
            share,
            cumulative,
        }
    });
    let points = all(points).await;
    let fifth = (libm::round(points.len() as f64 / 5.0) as usize).max(1);
    let mut marks = vec![(
        fifth,
        figures.top_fifth,
        format!("Largest fifth: {}", numbers.share(figures.top_fifth)),
    )];
    if points.len() > 5 && fifth != 5 {
        marks.push((
            5,
            figures.top_five,
            format!("Five largest: {}", numbers.share(figures.top_five)),
        ));
    }
    Some(Spreading {
        measure,
        points,
        figures,
        marks,
        before: None,
        numbers: numbers.clone(),
    })
}

async fn groups(
    document: &Document,
    spreading: Option<&Spreading>,
    by: GroupBy,
    numbers: &NumberStyle,
) -> Vec<RiskBar> {
    let mut sums: BTreeMap<&str, (f64, Vec<usize>)> = BTreeMap::new();
    let points = spreading.iter().flat_map(|spreading| &spreading.points);
    for (n_done, point) in points.enumerate() {
        pause_at(n_done).await;
        let group = sums.entry(by.of(&document.portfolio.accounts[point.row]));
        let (share, rows) = group.or_default();
        *share += point.share;
        rows.push(point.row);
    }
    let bar = |(name, (share, rows)): (&str, (f64, Vec<usize>))| {
        let n = numbers.number(rows.len() as f64, 0);
        let many = if rows.len() == 1 { "account" } else { "accounts" };
        RiskBar {
            name: if name.is_empty() { by.none() } else { name }.to_owned(),
            length: share,
            label: numbers.share(share),
            aside: format!("{n} {many}"),
            is_soft: false,
            is_shaky: false,
            lines: vec![
                format!("{} of the whole", numbers.share(share)),
                format!("{n} {many}"),
            ],
            rows,
        }
    };
    let mut bars: Vec<RiskBar> = sums.into_iter().map(bar).collect();
    sort_by(&mut bars, |one, other| other.length.total_cmp(&one.length));
    bars
}

/// Who may leave with what, the largest first.
struct Leaving {
    /// Row and the value expected to leave.
    expected: Vec<(usize, f64)>,
    /// Where a total value is high and an attitude low.
    lines: [Option<f64>; 2],
}

impl Leaving {
    fn new(document: &Document, valuation: &Valuation, rows: &[usize]) -> Self {
        let dividing =
            |measure| threshold(&document.map, valuation, measure).map(|threshold| threshold.value);
        let expected = |&row: &usize| Some((row, ValueAtRisk::of(valuation, row)?.expected()));
        let mut expected: Vec<(usize, f64)> = rows.iter().filter_map(expected).collect();
        largest_first(&mut expected);
        Self {
            expected,
            lines: [dividing(MeasureId::TotalValue), dividing(MeasureId::Attitude)],
        }
    }

    /// True of high value with a low attitude.
    fn is_shaky(&self, valuation: &Valuation, row: usize) -> bool {
        let [high, low] = self.lines;
        let of = |measure| valuation.get(measure, row).value;
        (of(MeasureId::Attitude).zip(low)).is_some_and(|(attitude, low)| attitude < low)
            && (of(MeasureId::TotalValue).zip(high)).is_some_and(|(total, high)| total >= high)
    }

    /// The names of the first that are shaky.
    fn shaky<'a>(&self, document: &'a Document, valuation: &Valuation) -> Vec<&'a str> {
        let rows = self.expected.iter().map(|(row, _)| *row);
        rows.filter(|row| self.is_shaky(valuation, *row))
            .take(MOST_SHAKY)
            .map(|row| document.portfolio.accounts[row].name.as_str())
            .collect()
    }

    fn bars(
        &self,
        document: &Document,
        valuation: &Valuation,
        numbers: &NumberStyle,
        most: usize,
    ) -> Vec<RiskBar> {
        (self.expected.iter().take(most))
            .filter_map(|(row, _)| self.bar(document, valuation, *row, numbers))
            .collect()
    }

    fn bar(
        &self,
        document: &Document,
        valuation: &Valuation,
        row: usize,
        numbers: &NumberStyle,
    ) -> Option<RiskBar> {
        let at_risk = ValueAtRisk::of(valuation, row)?;
        let is_shaky = self.is_shaky(valuation, row);
        let written = |measure: MeasureId| numbers.measured(valuation.get(measure, row), measure.unit());
        let expected = numbers.money(at_risk.expected());
        Some(RiskBar {
            name: document.portfolio.accounts[row].name.clone(),
            rows: vec![row],
            length: at_risk.expected(),
            aside: if is_shaky {
                format!("attitude {}", written(MeasureId::Attitude))
            } else {
                String::new()
            },
            is_soft: valuation.get(MeasureId::Retention, row).basis >= Basis::Estimated,
            is_shaky,
            lines: vec![
                format!("Expected to leave within a year: {expected}"),
                format!("Probability to leave: {}", numbers.share(at_risk.leaving)),
                format!("Current value: {}", written(MeasureId::CurrentValue)),
                format!("Attitude: {}", written(MeasureId::Attitude)),
            ],
            label: expected,
        })
    }
}
