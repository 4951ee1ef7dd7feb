//! The desk of segments: how they are made, how stable they are, and what each is like.

use crate::maths::sort_by;
use crate::measures::segments::{Segments, stability_words};
use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::{AccountId, Document, NumberMarks, SegmentRule, Segmentation, read_number};
use crate::slices::{all, pause};

use super::style::{NumberStyle, UNKNOWN};

/// Measures every segment is described by.
pub const PROFILE: [MeasureId; 7] = [
    MeasureId::Contribution,
    MeasureId::CurrentValue,
    MeasureId::RelationshipValue,
    MeasureId::ValueReceived,
    MeasureId::Payoff,
    MeasureId::Potential,
    MeasureId::Partnership,
];

/// One segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentRow {
    /// Its name.
    pub name: String,
    /// How it differs from the whole, in words.
    pub character: String,
    /// How many accounts.
    pub n_accounts: usize,
    /// Share of all accounts, 0 to 1, for a bar.
    pub part: f64,
    /// Means by [`PROFILE`].
    pub means: Vec<String>,
    /// Contribution of all of them.
    pub total: String,
    /// Its accounts.
    pub members: Vec<(AccountId, String)>,
}

/// The desk.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentsReport {
    /// Segments in order.
    pub rows: Vec<SegmentRow>,
    /// Accounts that stand in none because something is not known of them.
    pub n_outside: usize,
    /// How stable, in a sentence.
    pub stability: String,
    /// What cannot be done, with the way out.
    pub problem: Option<String>,
    /// Accounts whose segment would change.
    pub n_changes: usize,
}

/// What `segments` of `document` come to.
pub async fn segments(
    document: &Document,
    valuation: &Valuation,
    segments: &Segments,
    style: &NumberStyle,
) -> SegmentsReport {
    let n_rows = document.portfolio.accounts.len();
    let mut rows = Vec::new();
    for (place, name) in segments.names.iter().enumerate() {
        let members: Vec<usize> = (0..n_rows)
            .filter(|row| segments.of_row.get(*row).copied().flatten() == u8::try_from(place).ok())
            .collect();
        rows.push(segment_row(document, valuation, name, &members, style).await);
        pause().await;
    }
    let changed = changes(document, segments);
    SegmentsReport {
        rows,
        n_outside: segments.of_row.iter().filter(|group| group.is_none()).count(),
        stability: match segments.stability {
            Some(stability) => format!(
                "Adjusted Rand index {} over 50 draws of the accounts: {}.",
                style.number(stability, 2),
                stability_words(stability)
            ),
            None => {
                "Rules do not look at the other accounts: they are as stable as their measures.".to_owned()
            }
        },
        problem: segments.problem.clone(),
        n_changes: changed.len(),
    }
}

/// Accounts whose segment would change, with the new one. Those in no segment keep theirs.
pub fn changes(document: &Document, segments: &Segments) -> Vec<(AccountId, String)> {
    (document.portfolio.accounts.iter().zip(&segments.of_row))
        .filter_map(|(account, group)| {
            let name = segments.names.get(usize::from((*group)?))?;
            (account.segment != *name).then(|| (account.id.clone(), name.clone()))
        })
        .collect()
}

fn mean_and_deviation(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len() as f64;
    if values.is_empty() {
        return None;
    }
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    Some((mean, libm::sqrt(squares / n)))
}

async fn segment_row(
    document: &Document,
    valuation: &Valuation,
    name: &str,
    members: &[usize],
    style: &NumberStyle,
) -> SegmentRow {
    let n_rows = document.portfolio.accounts.len();
    let of_members = |measure: MeasureId| -> Vec<f64> {
        let values = members
            .iter()
            .filter_map(|row| valuation.get(measure, *row).value);
        values.collect()
    };
    let mean = |measure: MeasureId| mean_and_deviation(&of_members(measure)).map(|(mean, _)| mean);
    let mut distances: Vec<(f64, MeasureId)> = (PROFILE.iter())
        .filter_map(|&measure| {
            let all: Vec<f64> = valuation
                .column(measure)
                .known()
                .map(|(_, value)| value)
                .collect();
            let (whole, deviation) = mean_and_deviation(&all)?;
            (deviation > 0.0).then_some(((mean(measure)? - whole) / deviation, measure))
        })
        .collect();
    sort_by(&mut distances, |a, b| libm::fabs(b.0).total_cmp(&libm::fabs(a.0)));
    let character: Vec<String> = (distances.iter().take(2))
        .filter(|(distance, _)| libm::fabs(*distance) >= 0.3)
        .map(|(distance, measure)| {
            let word = if *distance > 0.0 { "high" } else { "low" };
            format!("{word} {}", measure.label().to_lowercase())
        })
        .collect();
    pause().await;
    let contribution: f64 = of_members(MeasureId::Contribution).iter().sum();
    let member = |row: &usize| {
        let account = &document.portfolio.accounts[*row];
        (account.id.clone(), account.name.clone())
    };
    SegmentRow {
        name: name.to_owned(),
        character: if character.is_empty() {
            "like the whole".to_owned()
        } else {
            character.join(", ")
        },
        n_accounts: members.len(),
        part: members.len() as f64 / n_rows.max(1) as f64,
        means: (PROFILE.iter())
            .map(|&measure| {
                let mean = mean(measure);
                mean.map_or_else(|| UNKNOWN.to_owned(), |mean| style.value(mean, measure.unit()))
            })
            .collect(),
        total: style.money(contribution),
        members: all(members.iter().map(member)).await,
    }
}

/// A bound as it is edited: shares as per cent.
pub fn bound_text(measure: &str, bound: f64, style: &NumberStyle) -> String {
    let scaled = libm::round(bound * scale_of(measure) * 1e6) / 1e6;
    scaled.to_string().replace('.', &style.decimal.to_string())
}

/// What stands behind a bound: its unit in a word.
pub fn bound_unit(measure: &str) -> &'static str {
    match MeasureId::from_key(measure).map(MeasureId::unit) {
        Some(Unit::Share) => "%",
        Some(Unit::Years) => "years",
        _ => "",
    }
}

fn scale_of(measure: &str) -> f64 {
    match MeasureId::from_key(measure).map(MeasureId::unit) {
        Some(Unit::Share) => 100.0,
        _ => 1.0,
    }
}

/// The segmentation with a bound of a rule changed.
///
/// # Errors
/// A sentence that says what would be right.
pub fn with_bound(
    segmentation: &Segmentation,
    rule: usize,
    condition: usize,
    text: &str,
    marks: NumberMarks,
) -> Result<Segmentation, String> {
    let number = read_number(text, marks).filter(|number| libm::fabs(*number) <= 1e15);
    let number = number.ok_or_else(|| format!("\"{}\" is not a number.", text.trim()))?;
    let mut changed = segmentation.clone();
    let found = changed
        .rules
        .get_mut(rule)
        .and_then(|rule| rule.conditions.get_mut(condition));
    if let Some(condition) = found {
        let is_percent = text.trim_end().ends_with('%');
        condition.bound = if is_percent {
            number
        } else {
            number / scale_of(&condition.measure)
        };
    }
    Ok(changed)
}

/// A rule to begin with: total value of at least nothing.
pub fn new_rule(segmentation: &Segmentation) -> SegmentRule {
    SegmentRule {
        name: format!("Segment {}", segmentation.rules.len() + 1),
        conditions: vec![new_condition()],
    }
}

/// A condition to begin with.
pub fn new_condition() -> crate::portfolio::Condition {
    crate::portfolio::Condition {
        measure: MeasureId::TotalValue.key().to_owned(),
        at_least: true,
        bound: 0.0,
    }
}
