//! The picture of length, breadth and depth: three strips divided into thirds, and the 27 cells they make.

use crate::maths::Standings;
use crate::measures::thirds::{Cube, WORDS, third, thirds_of};
use crate::measures::three_ps::DIMENSIONS;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Document, Snapshot};
use crate::slices::{known, pause};

use super::dimension_strips_since::{CellThen, DimensionsThen, PointThen, StripsSince, since};
use super::dimensions::NAMES;
use super::lens::LensMethod;
use super::style::NumberStyle;
use super::then::Then;
use super::{Scale, ScaleKind};

/// More accounts than this stand as bars of many instead of a mark each.
pub const MOST_MARKS: usize = 300;

/// One account on a strip.
#[derive(Clone, Debug, PartialEq)]
pub struct StripPoint {
    /// Its row.
    pub row: usize,
    /// Its name.
    pub name: String,
    /// Where it stands, 0 to 1 along the strip.
    pub place: f64,
    /// Its third, 0 the lowest.
    pub third: u8,
    /// The value, written.
    pub written: String,
    /// All three values in a line; empty where there are more than [`MOST_MARKS`].
    pub sides: String,
    /// The same then; `None` where nothing is compared with or it was not known.
    pub then: Option<PointThen>,
}

/// One of the three dimensions.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// "Length in years".
    pub title: String,
    /// Accounts, in order of rows.
    pub points: Vec<StripPoint>,
    /// Where the middle and the upper third begin, along the strip, and written.
    pub borders: Vec<(f64, String)>,
    /// Ticks: place and words.
    pub ticks: Vec<(f64, String)>,
    /// Words of the three thirds.
    pub words: [&'static str; 3],
    /// How many it is not known of.
    pub n_unknown: usize,
}

/// One of the 27 cells.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardCell {
    /// Thirds of length, breadth and depth.
    pub thirds: [usize; 3],
    /// Rows of its accounts.
    pub rows: Vec<usize>,
    /// How many, written.
    pub count: String,
    /// Contribution of those of whom it is known, short; empty where of nobody.
    pub contribution: String,
    /// Current value, likewise.
    pub current_value: String,
    /// Share of the contribution of all cells that earn, 0 to 1; below zero where the cell loses.
    pub part: f64,
    /// First names of its accounts.
    pub names: String,
    /// Those of the accounts shown that stood here then; `None` where nothing is compared with.
    pub then: Option<CellThen>,
}

/// The lens.
#[derive(Clone, Debug, PartialEq)]
pub struct StripsReport {
    /// Length, breadth, depth.
    pub strips: [Strip; 3],
    /// All 27 cells, by 9 × length + 3 × breadth + depth.
    pub cells: Vec<BoardCell>,
    /// True where somebody stands in a cell.
    pub has_cells: bool,
    /// The same in paragraphs.
    pub words: Vec<String>,
    /// What became of it since the snapshot compared with; `None` where none is.
    pub since: Option<StripsSince>,
}

/// How the lens is made.
pub const DIMENSIONS_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "Three strips: how long they have been with us, how many of our products they buy, what it amounts to in a year. The lines \
         across a strip divide all accounts of the portfolio, whatever is filtered, into thirds; those level with one another stand \
         in the same third. An account pointed at is ringed on all three.",
        "Three thirds three times make 27 cells. A cell holds the accounts, their contribution of a year and their current value; \
         the darker, the more of the contribution. Cells that lose are hatched. Accounts of which a dimension is not known stand in \
         no cell; money that is not known is not added.",
        "Compared with a snapshot or a scenario, a line on a strip leads from where an account stood, the hollow mark, to where it \
         stands; of many those that moved furthest have one. The thirds of then are those of all accounts of then. In a cell stands \
         how many accounts it gained or lost.",
    ],
    sources: &[
        "Length, breadth and depth of relationships: Bolton, R. N., Lemon, K. N., & Verhoef, P. C. (2004), The theoretical \
         underpinnings of customer asset management, Journal of the Academy of Marketing Science 32(3).",
    ],
    measures: &[
        MeasureId::Length,
        MeasureId::Breadth,
        MeasureId::Depth,
        MeasureId::Contribution,
        MeasureId::CurrentValue,
    ],
};

/// The lens over the accounts in `rows`, beside the snapshot `compared`.
pub async fn dimension_strips(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    compared: Option<&Snapshot>,
    numbers: &NumberStyle,
) -> StripsReport {
    let cube = Cube::new(valuation);
    let then = compared.map(|snapshot| DimensionsThen::new(Then::new(document, snapshot), valuation));
    let reader = Reader {
        document,
        valuation,
        cube: &cube,
        then: then.as_ref(),
        numbers,
    };
    pause().await;
    let strips = [
        strip(&reader, rows, 0).await,
        strip(&reader, rows, 1).await,
        strip(&reader, rows, 2).await,
    ];
    let mut cells = cells(&reader, rows);
    let n_outside = rows.iter().filter(|row| cube.cell(**row).is_none()).count();
    let mut words = words(&cells, n_outside, rows.len(), numbers);
    let since = then.map(|then| {
        then.fill(&mut cells, valuation, rows, numbers);
        since(&then, document, valuation, &cube, rows, numbers)
    });
    if let (Some(since), Some(finding)) = (&since, words.first_mut()) {
        *finding = format!("{finding} {}", since.finding);
        words.extend(since.words.iter().cloned());
    }
    StripsReport {
        has_cells: cells.iter().any(|cell| !cell.rows.is_empty()),
        words,
        strips,
        cells,
        since,
    }
}

/// What the functions below read.
struct Reader<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    cube: &'a Cube,
    then: Option<&'a DimensionsThen<'a>>,
    numbers: &'a NumberStyle,
}

async fn strip(reader: &Reader<'_>, rows: &[usize], side: usize) -> Strip {
    let (valuation, numbers) = (reader.valuation, reader.numbers);
    let measure = DIMENSIONS[side];
    let all: Vec<f64> = valuation
        .column(measure)
        .known()
        .map(|(_, value)| value)
        .collect();
    let has_marks = all.len().min(rows.len()) <= MOST_MARKS;
    let is_money = side == 2;
    let kind = if is_money {
        ScaleKind::Symlog
    } else {
        ScaleKind::Linear
    };
    let before = rows
        .iter()
        .filter_map(|&row| reader.then.and_then(|then| then.value(side, row)));
    let before: Vec<f64> = before.collect();
    let scale = Scale::fit(kind, all.iter().chain(&before).copied(), &[], None);
    let written = |value: f64| match is_money {
        true => numbers.money_short(value),
        false => numbers.value(value, measure.unit()),
    };
    let sides = |row: usize| {
        let side = |side: usize| {
            let measured = valuation.get(DIMENSIONS[side], row);
            format!(
                "{} {}",
                NAMES[side],
                numbers.measured(measured, DIMENSIONS[side].unit())
            )
        };
        [0, 1, 2].map(side).join(", ")
    };
    let point = |&row: &usize| {
        let value = valuation.get(measure, row).value?;
        Some(StripPoint {
            row,
            name: reader.document.portfolio.accounts[row].name.clone(),
            place: scale.place(value),
            third: reader.cube.thirds.get(row)?[side]?,
            written: numbers.value(value, measure.unit()),
            sides: if has_marks { sides(row) } else { String::new() },
            then: (reader.then).and_then(|then| then.point(side, row, value, &scale, numbers)),
        })
    };
    let points: Vec<StripPoint> = known(rows.iter().map(point)).await;
    let borders = borders(&all);
    pause().await;
    let ticks = scale.ticks(0.0, 1.0, 6).into_iter();
    Strip {
        title: match side {
            0 => "Length: years with us".to_owned(),
            1 => "Breadth: products bought".to_owned(),
            _ => "Depth: what it amounts to in a year".to_owned(),
        },
        n_unknown: rows.len() - points.len(),
        points,
        borders: borders
            .into_iter()
            .map(|value| (scale.place(value), written(value)))
            .collect(),
        ticks: ticks.map(|value| (scale.place(value), written(value))).collect(),
        words: WORDS[side],
    }
}

/// The least values of the middle and of the upper third, those that are there.
fn borders(all: &[f64]) -> Vec<f64> {
    let (_, percentiles) = Standings::with_percentiles(all);
    let least = |least: u8| {
        let inside = (all.iter().zip(&percentiles)).filter(|(_, percentile)| third(**percentile) >= least);
        inside.map(|(value, _)| *value).reduce(f64::min)
    };
    let mut borders: Vec<f64> = [least(1), least(2)].into_iter().flatten().collect();
    borders.dedup();
    let lowest = all.iter().copied().fold(f64::INFINITY, f64::min);
    borders.retain(|border| *border > lowest);
    borders
}

fn cells(reader: &Reader, rows: &[usize]) -> Vec<BoardCell> {
    let (valuation, numbers) = (reader.valuation, reader.numbers);
    let mut members = vec![Vec::new(); 27];
    for &row in rows {
        if let Some(cell) = reader.cube.cell(row) {
            members[cell].push(row);
        }
    }
    let sum = |members: &[usize], measure: MeasureId| {
        let known = members
            .iter()
            .filter_map(|&row| valuation.get(measure, row).value);
        known.fold(None, |sum: Option<f64>, value| Some(sum.unwrap_or(0.0) + value))
    };
    let contributions: Vec<Option<f64>> = members
        .iter()
        .map(|members| sum(members, MeasureId::Contribution))
        .collect();
    let earned: f64 = contributions.iter().flatten().filter(|sum| **sum > 0.0).sum();
    let short = |sum: Option<f64>| sum.map_or_else(String::new, |sum| numbers.money_short(sum));
    let cell = |(place, rows): (usize, Vec<usize>)| BoardCell {
        thirds: thirds_of(place),
        count: numbers.number(rows.len() as f64, 0),
        contribution: short(contributions[place]),
        current_value: short(sum(&rows, MeasureId::CurrentValue)),
        part: contributions[place]
            .filter(|_| earned > 0.0)
            .map_or(0.0, |sum| sum / earned),
        names: names(reader.document, &rows),
        rows,
        then: None,
    };
    members.into_iter().enumerate().map(cell).collect()
}

fn names(document: &Document, rows: &[usize]) -> String {
    const AT_MOST: usize = 3;
    let name = |row: &usize| document.portfolio.accounts[*row].name.clone();
    let mut names: Vec<String> = rows.iter().take(AT_MOST).map(name).collect();
    if rows.len() > AT_MOST {
        names.push(format!("{} more", rows.len() - AT_MOST));
    }
    names.join(", ")
}

/// "long · broad · deep".
pub fn cell_words(thirds: [usize; 3]) -> String {
    let words: Vec<&str> = (0..3).map(|side| WORDS[side][thirds[side]]).collect();
    words.join(" · ")
}

fn words(cells: &[BoardCell], n_outside: usize, n_rows: usize, numbers: &NumberStyle) -> Vec<String> {
    let count = |n: usize| numbers.number(n as f64, 0);
    let filled: Vec<&BoardCell> = cells.iter().filter(|cell| !cell.rows.is_empty()).collect();
    let Some(most) = filled.iter().max_by(|a, b| a.part.total_cmp(&b.part)) else {
        return vec![
            "Of none of the accounts shown are length, breadth and depth all known, so none stands in a cell. A start or first \
             purchase, products, and revenue or margin make them known."
                .to_owned(),
        ];
    };
    let mut words = vec![format!(
        "{} accounts stand in {} 27 cells. Most comes from {}: {} of them with a contribution of {} a year.",
        count(n_rows - n_outside),
        match filled.len() {
            27 => "all".to_owned(),
            n => format!("{} of the", count(n)),
        },
        cell_words(most.thirds),
        most.count,
        if most.contribution.is_empty() {
            "an unknown amount"
        } else {
            &most.contribution
        }
    )];
    let corner = |thirds: [usize; 3]| cells.iter().find(|cell| cell.thirds == thirds);
    if let (Some(best), Some(least)) = (corner([2, 2, 2]), corner([0, 0, 0])) {
        words.push(format!(
            "Long, broad and deep: {}. New, narrow and shallow: {}.",
            best.count, least.count
        ));
    }
    let losing = filled.iter().filter(|cell| cell.part < 0.0).count();
    if losing > 0 {
        words.push(format!("{} of the cells lose.", count(losing)));
    }
    if n_outside > 0 {
        words.push(format!(
            "{} more stand in no cell, because one of their three sides is not known.",
            count(n_outside)
        ));
    }
    words
}
