//! Today's hours beside what accounts are worth: who gets more of our time than is in proportion, and who less.

use crate::maths::sort_by;
use crate::measures::attention::AttentionTotals;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document};

use super::style::NumberStyle;

/// One account.
#[derive(Clone, Debug, PartialEq)]
pub struct AttentionRow {
    /// Its id.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Our hours a year.
    pub hours: String,
    /// Hours that would be in proportion to its value.
    pub fair: String,
    /// How many more (or fewer) it gets.
    pub beyond: String,
    /// The attention index.
    pub index: String,
}

/// Who gets more, who gets less.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttentionReport {
    /// In a sentence or two.
    pub words: String,
    /// Most hours beyond proportion first.
    pub over: Vec<AttentionRow>,
    /// Most hours short of proportion first.
    pub under: Vec<AttentionRow>,
}

/// Accounts shown of each.
const MOST: usize = 8;

/// The page's part on attention over all accounts.
pub fn attention(document: &Document, valuation: &Valuation, style: &NumberStyle) -> AttentionReport {
    let totals = AttentionTotals::new(document, valuation);
    let known = valuation.column(MeasureId::Attention).known();
    let mut beyond: Vec<(f64, f64, usize)> = known
        .filter_map(|(row, index)| {
            let hours = document.portfolio.accounts.get(row)?.economics.annual_hours?;
            let value = valuation.get(MeasureId::TotalValue, row).value?;
            let fair = value / totals.value * totals.hours;
            Some((hours - fair, index, row))
        })
        .collect();
    if beyond.is_empty() {
        return AttentionReport {
            words: "State how many hours a year we spend on accounts to see who gets more of our time than its value would have it, and who less."
                .to_owned(),
            ..AttentionReport::default()
        };
    }
    sort_by(&mut beyond, |a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
    let number = |value: f64| style.number(value, 0);
    let row = |&(more, index, row): &(f64, f64, usize)| {
        let account = &document.portfolio.accounts[row];
        let hours = account.economics.annual_hours.unwrap_or_default();
        AttentionRow {
            account: account.id.clone(),
            name: account.name.clone(),
            hours: number(hours),
            fair: number(hours - more),
            beyond: if more > 0.0 {
                format!("+{}", number(more))
            } else {
                number(more)
            },
            index: style.number(index, 2),
        }
    };
    let spent: f64 = beyond.iter().map(|known| known.0.max(0.0)).sum();
    let is_over = |known: &&(f64, f64, usize)| known.0 >= 0.5;
    let is_under = |known: &&(f64, f64, usize)| known.0 <= -0.5;
    let n_unknown = document.portfolio.accounts.len() - beyond.len();
    let unknown = match n_unknown {
        0 => String::new(),
        n => format!(
            " Of {} accounts the hours or a value above zero are not known.",
            number(n as f64)
        ),
    };
    AttentionReport {
        words: format!(
            "{} of our {} hours a year go beyond what the value of the accounts would have them: {} accounts get more than is in proportion, {} less.{unknown}",
            number(spent),
            number(totals.hours),
            number(beyond.iter().filter(is_over).count() as f64),
            number(beyond.iter().filter(is_under).count() as f64),
        ),
        over: beyond.iter().filter(is_over).take(MOST).map(row).collect(),
        under: beyond.iter().rev().filter(is_under).take(MOST).map(row).collect(),
    }
}
