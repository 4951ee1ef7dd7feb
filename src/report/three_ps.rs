//! The desk of the 3Ps: items with weight and target, which of them say the same twice, and every account's scores.

use crate::maths::{largest_first, sort_by};
use crate::measures::rankings::effective_weights;
use crate::measures::three_ps::{Composing, Composite, items_of, source_label, source_unit};
use crate::measures::{Groundwork, MeasureId, Unit, Valuation};
use crate::portfolio::{
    AccountId, Composites, Document, EventKind, Field, FieldKind, Item, ItemSource, NumberMarks, Part, Scale,
    WHOLE_INDEX, read_number,
};
use crate::slices::all;

use super::effective::{acts_as, round_share, warnings};
use super::style::{NumberStyle, UNKNOWN};

/// One item as it is edited.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemRow {
    /// Place among all items of the portfolio.
    pub place: usize,
    /// What it reads.
    pub label: String,
    /// The weight as it is edited.
    pub weight: String,
    /// Share of the weights of its score.
    pub stated: String,
    /// What it acts as once it is counted that items move together.
    pub effective: String,
    /// The same two, 0 to 1, for bars.
    pub parts: (f64, f64),
    /// True where it is scored by percentile.
    pub is_percentile: bool,
    /// The two ends of the target range as they are edited; per cent for shares.
    pub from: String,
    /// What scores 100.
    pub to: String,
    /// Accounts it is known of, "37 of 41".
    pub known: String,
    /// The own column it reads, when it is judged.
    pub judged: Option<String>,
}

/// One of the 3Ps with its items.
#[derive(Clone, Debug, PartialEq)]
pub struct PartReport {
    /// Which.
    pub part: Part,
    /// Its name.
    pub label: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// Its items.
    pub items: Vec<ItemRow>,
    /// Items that say the same twice, each in a sentence.
    pub warnings: Vec<String>,
}

/// One account's three scores.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The three scores as written.
    pub scores: [String; 3],
    /// The same, 0 to 1, for bars.
    pub parts: [Option<f64>; 3],
    /// Share of the weight that is known, of each.
    pub coverage: [String; 3],
}

/// The desk.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreePsReport {
    /// Payoff, potential, partnership.
    pub parts: Vec<PartReport>,
    /// The first accounts, the best in the part asked for first.
    pub rows: Vec<ScoreRow>,
    /// How many accounts there are.
    pub n_rows: usize,
}

/// Accounts that are listed.
pub const AT_MOST: usize = 200;

/// Measures of the three parts, in order.
pub const MEASURES: [MeasureId; 3] = [MeasureId::Payoff, MeasureId::Potential, MeasureId::Partnership];

/// The desk, accounts in order of `sorted_by`.
pub async fn three_ps(
    document: &Document,
    valuation: &Valuation,
    sorted_by: Part,
    style: &NumberStyle,
) -> ThreePsReport {
    let groundwork = Groundwork::of(document, valuation);
    let composing = Composing::of(document, &groundwork, valuation);
    let mut parts = Vec::new();
    for part in Part::THREE_PS {
        parts.push(report_of(document, &groundwork, &composing, valuation, part, style).await);
    }
    let coverage = |part: Part, row: usize| {
        let terms = composing.terms(Composite::Part(part), document, &groundwork, valuation, row);
        terms
            .coverage()
            .map_or_else(|| UNKNOWN.to_owned(), |share| style.share(share))
    };
    let line = |row: usize| {
        let account = &document.portfolio.accounts[row];
        let values = MEASURES.map(|measure| valuation.get(measure, row));
        ScoreRow {
            account: account.id.clone(),
            name: account.name.clone(),
            scores: values.map(|value| style.measured(value, Unit::Index)),
            parts: values.map(|value| value.value.map(|value| value / 100.0)),
            coverage: Part::THREE_PS.map(|part| coverage(part, row)),
        }
    };
    let sorted = Composite::Part(sorted_by).measure();
    let score = |row: usize| valuation.get(sorted, row).value.unwrap_or(f64::NEG_INFINITY);
    let n_rows = document.portfolio.accounts.len();
    let mut rows: Vec<(usize, f64)> = (0..n_rows).map(|row| (row, score(row))).collect();
    largest_first(&mut rows);
    ThreePsReport {
        parts,
        rows: rows.iter().take(AT_MOST).map(|(row, _)| line(*row)).collect(),
        n_rows,
    }
}

const fn words(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Payoff => ("Payoff", "What do they leave us?"),
        Part::Potential => ("Potential", "What more could it be?"),
        Part::Partnership => ("Partnership", "How far do they go with us?"),
        Part::Criteria => ("Value as agreed", "What did we agree should count?"),
    }
}

/// One part alone.
pub async fn part_report(
    document: &Document,
    valuation: &Valuation,
    part: Part,
    style: &NumberStyle,
) -> PartReport {
    let groundwork = Groundwork::of(document, valuation);
    let composing = Composing::of(document, &groundwork, valuation);
    report_of(document, &groundwork, &composing, valuation, part, style).await
}

async fn report_of(
    document: &Document,
    groundwork: &Groundwork,
    composing: &Composing,
    valuation: &Valuation,
    part: Part,
    style: &NumberStyle,
) -> PartReport {
    let composites = &document.composites;
    let n_rows = document.portfolio.accounts.len();
    let readers = composing.items(Composite::Part(part));
    let mut scores: Vec<Vec<Option<f64>>> = Vec::new();
    for item in readers {
        let score = |row| item.score(row, item.raw(document, groundwork, valuation, row));
        scores.push(all((0..n_rows).map(|row| score(row).map(|score| score.base))).await);
    }
    let items = items_of(composites, Composite::Part(part));
    let weights: Vec<f64> = items.iter().map(|item| item.weight).collect();
    let found = effective_weights(&scores, &weights).await;
    let places = (composites.items.iter().enumerate()).filter(|(_, item)| item.part == part);
    let rows = places.enumerate().map(|(at, (place, item))| {
        let effective = found.effective.as_ref().map(|weights| weights[at]);
        let n_known = scores[at].iter().flatten().count();
        let stated = found.stated[at];
        ItemRow {
            effective: acts_as(&found, at, style),
            parts: (stated, effective.unwrap_or(0.0).clamp(0.0, 1.0)),
            known: format!("{n_known} of {n_rows}"),
            stated: style.share(round_share(stated)),
            ..item_row(place, item, style)
        }
    });
    let label = |place: usize| source_label(&items[place].source);
    let warnings = warnings(&found, label, "Lower one of them or leave it out.", style);
    let (label_of_part, question) = words(part);
    PartReport {
        part,
        label: label_of_part,
        question,
        items: rows.collect(),
        warnings,
    }
}

fn item_row(place: usize, item: &Item, style: &NumberStyle) -> ItemRow {
    let scale = percent_scale(&item.source);
    let edited = |value: f64| plain(value * scale, style);
    let (from, to) = match item.scale {
        Scale::Target { from, to } => (edited(from), edited(to)),
        Scale::Percentile => (String::new(), String::new()),
    };
    ItemRow {
        place,
        label: source_label(&item.source),
        weight: plain(item.weight, style),
        stated: String::new(),
        effective: String::new(),
        parts: (0.0, 0.0),
        is_percentile: item.scale == Scale::Percentile,
        from,
        to,
        known: String::new(),
        judged: match &item.source {
            ItemSource::Judged(name) => Some(name.clone()),
            _ => None,
        },
    }
}

/// Shares are edited as per cent.
fn percent_scale(source: &ItemSource) -> f64 {
    if source_unit(source) == Unit::Share {
        100.0
    } else {
        1.0
    }
}

fn plain(value: f64, style: &NumberStyle) -> String {
    let rounded = libm::round(value * 1e6) / 1e6;
    rounded.to_string().replace('.', &style.decimal.to_string())
}

/// What of an item is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemChange {
    /// Its weight.
    Weight,
    /// What scores 0.
    From,
    /// What scores 100.
    To,
}

/// The composites with a number of an item changed.
///
/// # Errors
/// A sentence that says what would be right.
pub fn with_number(
    composites: &Composites,
    place: usize,
    change: ItemChange,
    text: &str,
    marks: NumberMarks,
) -> Result<Composites, String> {
    let number = read_number(text, marks).filter(|number| libm::fabs(*number) <= 1e12);
    let number = number.ok_or_else(|| format!("\"{}\" is not a number.", text.trim()))?;
    let mut changed = composites.clone();
    let Some(item) = changed.items.get_mut(place) else {
        return Ok(changed);
    };
    // "5 %" is read as 0.05, a plain 5 of a share as 5 %.
    let scale = if text.trim_end().ends_with('%') {
        1.0
    } else {
        percent_scale(&item.source)
    };
    match (change, &mut item.scale) {
        (ItemChange::Weight, _) if !(0.0..=1e6).contains(&number) => {
            return Err("A weight is a number from 0 up; 0 leaves the item out.".to_owned());
        }
        (ItemChange::Weight, _) => item.weight = number,
        (ItemChange::From, Scale::Target { from, .. }) => *from = number / scale,
        (ItemChange::To, Scale::Target { to, .. }) => *to = number / scale,
        (_, Scale::Percentile) => {}
    }
    Ok(changed)
}

/// The composites with an item scored by percentile, or by a target range to begin with.
pub fn with_scale(composites: &Composites, place: usize, by_percentile: bool) -> Composites {
    let mut changed = composites.clone();
    if let Some(item) = changed.items.get_mut(place) {
        item.scale = match by_percentile {
            true => Scale::Percentile,
            false => first_target(&item.source),
        };
    }
    changed
}

fn first_target(source: &ItemSource) -> Scale {
    match source_unit(source) {
        Unit::Share => Scale::Target { from: 0.0, to: 1.0 },
        Unit::Money | Unit::MoneyPerYear => Scale::Target {
            from: 0.0,
            to: 100_000.0,
        },
        Unit::Times => Scale::Target { from: 0.5, to: 1.5 },
        _ => WHOLE_INDEX,
    }
}

/// The composites without an item.
pub fn without_item(composites: &Composites, place: usize) -> Composites {
    let mut changed = composites.clone();
    if place < changed.items.len() {
        changed.items.remove(place);
    }
    changed
}

/// The composites with one more item of `part`, at a weight of 1; `None` where it reads that already.
pub fn with_item(composites: &Composites, part: Part, source: ItemSource) -> Option<Composites> {
    let is_there = (composites.items.iter()).any(|item| item.part == part && item.source == source);
    let scale = match (&source, source_unit(&source)) {
        (ItemSource::Measure(_), Unit::Money | Unit::MoneyPerYear | Unit::Count | Unit::Years) => {
            Scale::Percentile
        }
        (source, _) => first_target(source),
    };
    (!is_there).then(|| {
        let mut changed = composites.clone();
        changed.items.push(Item {
            part,
            source,
            weight: 1.0,
            scale,
        });
        changed
    })
}

/// What an item can read: key and name, measures first.
pub fn sources() -> Vec<(String, String)> {
    let measures = MeasureId::ALL
        .iter()
        .filter(|measure| Composite::of(**measure).is_none())
        .map(|measure| ItemSource::Measure(measure.key().to_owned()));
    let fields = Field::ALL
        .iter()
        .filter(|field| {
            matches!(
                field.kind(),
                FieldKind::Number { .. } | FieldKind::Share | FieldKind::Growth | FieldKind::Count
            )
        })
        .map(|field| ItemSource::Field(*field));
    let events = EventKind::ALL.iter().map(|kind| ItemSource::Events(*kind));
    (measures.chain(fields).chain(events))
        .map(|source| (source.key(), source_label(&source)))
        .collect()
}

/// One account to be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgementRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// What stands there.
    pub text: String,
}

/// Every account with what stands in an own column, those worth most first.
pub fn judgements(
    document: &Document,
    valuation: &Valuation,
    column: &str,
    style: &NumberStyle,
) -> Vec<JudgementRow> {
    let accounts = document.portfolio.accounts.iter().enumerate();
    let mut rows: Vec<(f64, JudgementRow)> = accounts
        .map(|(row, account)| {
            let worth = valuation.get(MeasureId::TotalValue, row).value;
            let text = account.extra.get(column).map_or("", String::as_str);
            let text = text
                .parse::<f64>()
                .map_or_else(|_| text.to_owned(), |number| plain(number, style));
            let line = JudgementRow {
                account: account.id.clone(),
                name: account.name.clone(),
                text,
            };
            (worth.unwrap_or(f64::NEG_INFINITY), line)
        })
        .collect();
    sort_by(&mut rows, |a, b| b.0.total_cmp(&a.0));
    rows.into_iter().map(|(_, row)| row).collect()
}
