//! The Risk and concentration lens as tables and paragraphs.

use crate::measures::MeasureId;

use super::lens::{LensRow, LensTable};
use super::risk::{GroupBy, RiskBar, Spreading};
use super::style::NumberStyle;

fn table(caption: &str, headers: &[&str], rows: Vec<LensRow>) -> LensTable {
    LensTable {
        caption: caption.to_owned(),
        headers: headers.iter().map(|&header| header.to_owned()).collect(),
        rows,
    }
}

/// Accounts at risk, accounts by size, groups.
pub(super) fn tables(
    spreading: Option<&Spreading>,
    groups: &[RiskBar],
    at_risk: &[RiskBar],
    by: GroupBy,
) -> Vec<LensTable> {
    let largest = spreading.map(|spreading| {
        let line = |point: &super::risk::ShareOfOne| LensRow {
            row: Some(point.row),
            cells: vec![
                point.name.clone(),
                point.written.clone(),
                spreading.numbers.share(point.share),
                spreading.numbers.share(point.cumulative),
            ],
        };
        table(
            "Accounts by size, largest first",
            &["Account", spreading.measure.label(), "Share", "Added up"],
            spreading.points.iter().map(line).collect(),
        )
    });
    let by_name = GroupBy::ALL.iter().find(|(other, _)| *other == by);
    let group = |bar: &RiskBar| LensRow {
        row: None,
        cells: vec![bar.name.clone(), bar.label.clone(), bar.aside.clone()],
    };
    let leaving = |bar: &RiskBar| LensRow {
        row: bar.rows.first().copied(),
        cells: std::iter::once(bar.name.clone())
            .chain(bar.lines.iter().map(|line| after_colon(line)))
            .chain([if bar.is_shaky { "shaky" } else { "" }.to_owned()])
            .collect(),
    };
    let grouped = table(
        "Shares of groups",
        &[by_name.map_or("Group", |(_, name)| name), "Share", "Accounts"],
        groups.iter().map(group).collect(),
    );
    let at_risk = table(
        "Value expected to leave within a year",
        &[
            "Account",
            "Expected to leave",
            "Probability",
            MeasureId::CurrentValue.label(),
            MeasureId::Attitude.label(),
            "Shaky",
        ],
        at_risk.iter().map(leaving).collect(),
    );
    largest.into_iter().chain([grouped, at_risk]).collect()
}

/// "Attitude: 35" → "35".
fn after_colon(line: &str) -> String {
    line.split_once(": ")
        .map_or_else(String::new, |(_, value)| value.to_owned())
}

/// What is expected to leave.
pub(super) struct Lost<'a> {
    /// Value expected to leave, of all accounts shown.
    pub expected: f64,
    /// Accounts it is known of.
    pub n_accounts: usize,
    /// The one with most of it.
    pub first: Option<&'a RiskBar>,
    /// The first of high value and low attitude.
    pub shaky: Vec<&'a str>,
}

/// The lens in paragraphs.
pub(super) fn words(
    spreading: Option<&Spreading>,
    groups: &[RiskBar],
    lost: &Lost,
    (n_rows, measure): (usize, MeasureId),
    numbers: &NumberStyle,
) -> Vec<String> {
    let count = |n: usize| numbers.number(n as f64, 0);
    let label = measure.label().to_lowercase();
    let mut words = Vec::new();
    match spreading {
        None => words.push(format!(
            "Of none of the accounts shown any {label} above zero is known, so there is no concentration to show. State it with the \
             accounts, bring in an order log, or choose another measure."
        )),
        Some(spreading) => {
            let figures = spreading.figures;
            words.push(format!(
                "Of the {label} of {} accounts the largest fifth have {}, the five largest {}. The Herfindahl–Hirschman index is {}, as \
                 if {} equal accounts had it all.",
                count(spreading.points.len()),
                numbers.share(figures.top_fifth),
                numbers.share(figures.top_five),
                numbers.number(figures.herfindahl, 3),
                numbers.number(figures.effective_number(), 1)
            ));
            if let Some(before) = &spreading.before {
                words.push(format!(
                    "At {}, over all accounts, the largest fifth had {}, the five largest {}; the index was {}.",
                    before.name,
                    numbers.share(before.figures.top_fifth),
                    numbers.share(before.figures.top_five),
                    numbers.number(before.figures.herfindahl, 3)
                ));
            }
            if let Some(first) = spreading.points.first() {
                words.push(format!(
                    "The largest is {} with {} of the whole.",
                    first.name,
                    numbers.share(first.share)
                ));
            }
            match n_rows - spreading.points.len() {
                0 => {}
                n => words.push(format!("Of {} more no {label} above zero is known.", count(n))),
            }
        }
    }
    if let Some(first) = groups.first().filter(|_| groups.len() > 1) {
        words.push(format!(
            "Of the groups {} has most: {}, with {}.",
            first.name, first.label, first.aside
        ));
    }
    words.extend(leaving(lost, n_rows, numbers));
    words
}

/// What is expected to leave, and who is shaky.
fn leaving(lost: &Lost, n_rows: usize, numbers: &NumberStyle) -> Vec<String> {
    let Some(first) = lost.first else {
        return vec![
            "Of none of the accounts shown both retention and a current value above zero are known, so nothing can be said of what may \
             leave."
                .to_owned(),
        ];
    };
    let count = |n: usize| numbers.number(n as f64, 0);
    let mut words = vec![format!(
        "{} of current value is expected to leave within a year, most with {} ({}). Of {} accounts it is not known, or there is \
         nothing to lose.",
        numbers.money(lost.expected),
        first.name,
        first.label,
        count(n_rows - lost.n_accounts)
    )];
    words.push(match lost.shaky.as_slice() {
        [] => "None of high value is known to have a low attitude.".to_owned(),
        names => format!("High in value and low in attitude: {}.", names.join(", ")),
    });
    words
}
