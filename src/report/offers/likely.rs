//! Prospects that look like the best relationships, in words.

use crate::decisions::offers::{Likeness, Match, lookalikes};
use crate::maths::quantile;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, AccountKind, Document};
use crate::report::lens::{LensRow, LensTable};
use crate::report::style::{NumberStyle, UNKNOWN};

/// Fewer customers of a segment do not speak for it.
const FEWEST_ALIKE: usize = 3;
/// What is as common among the best as among all is no reason.
const TELLING: f64 = 0.05;
/// Fields named as the reason.
const MOST_NAMED: usize = 3;

/// One prospect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelyRow {
    /// Its row.
    pub row: usize,
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// How many times as much like the best as any customer.
    pub times: String,
    /// Why.
    pub why: String,
    /// What customers of its kind are worth: the middle and where half of them lie.
    pub worth: String,
    /// How many fields could be compared.
    pub known: String,
}

/// Prospects among `rows` by likeness to the best customers.
///
/// # Errors
/// Too few customers have a known value, or there is no prospect.
pub fn likely(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    style: &NumberStyle,
) -> Result<Vec<LikelyRow>, String> {
    let Some((found, _)) = lookalikes(document, valuation) else {
        return Err("To find prospects like your best customers, the total value of thirteen or more customers must be known.".to_owned());
    };
    if found.is_empty() {
        return Err(
            "There is no prospect: bring some in, or set the kind of an account to prospect.".to_owned(),
        );
    }
    let shown = found
        .into_iter()
        .filter(|likeness| rows.binary_search(&likeness.row).is_ok());
    Ok(shown
        .map(|likeness| row(document, valuation, likeness, style))
        .collect())
}

fn row(document: &Document, valuation: &Valuation, likeness: Likeness, style: &NumberStyle) -> LikelyRow {
    let account = &document.portfolio.accounts[likeness.row];
    let tells = |found: &&Match| (found.times - 1.0).abs() >= TELLING;
    let named: Vec<String> = (likeness.matches.iter().filter(tells).take(MOST_NAMED))
        .map(|found| {
            format!(
                "{} {}: {} times as common among the best",
                found.field.to_lowercase(),
                found.value,
                style.number(found.times, 1)
            )
        })
        .collect();
    LikelyRow {
        row: likeness.row,
        account: account.id.clone(),
        name: account.name.clone(),
        times: style.number(likeness.times, 1),
        why: match named.is_empty() {
            true => "nothing known of it tells it from any customer".to_owned(),
            false => named.join("; "),
        },
        worth: worth(document, valuation, &account.segment, style),
        known: format!("{} of {}", likeness.n_known, likeness.n_fields),
    }
}

/// What the customers of its segment are worth; of all where they are too few.
fn worth(document: &Document, valuation: &Valuation, segment: &str, style: &NumberStyle) -> String {
    let values = |wanted: Option<&str>| -> Vec<f64> {
        let accounts = document.portfolio.accounts.iter().enumerate();
        accounts
            .filter(|(_, account)| account.kind == AccountKind::Customer)
            .filter(|(_, account)| wanted.is_none_or(|wanted| account.segment == wanted))
            .filter_map(|(row, _)| valuation.get(MeasureId::TotalValue, row).value)
            .collect()
    };
    let of_segment = values(Some(segment).filter(|segment| !segment.is_empty()));
    let (of, words) = match of_segment.len() >= FEWEST_ALIKE && !segment.is_empty() {
        true => (of_segment, format!("{segment} customers")),
        false => (values(None), "all customers".to_owned()),
    };
    let at = |share: f64| quantile(of.clone(), share).map(|value| style.money_short(value));
    match (at(0.25), at(0.5), at(0.75)) {
        (Some(low), Some(middle), Some(high)) => format!("{middle} ({low} to {high} for half of {words})"),
        _ => UNKNOWN.to_owned(),
    }
}

/// The prospects as a table.
pub fn likely_table(rows: &[LikelyRow]) -> LensTable {
    let headers = [
        "Prospect",
        "Times like the best",
        "Why",
        "Customers like it are worth",
        "Fields known",
    ];
    LensTable {
        caption: "Prospects like the best relationships".to_owned(),
        headers: headers.map(str::to_owned).into(),
        rows: (rows.iter().cloned())
            .map(|row| LensRow {
                row: Some(row.row),
                cells: vec![row.name, row.times, row.why, row.worth, row.known],
            })
            .collect(),
    }
}
