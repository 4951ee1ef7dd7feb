//! The offers as a table for a CRM or a call list.

use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Document, guarded_cell};
use crate::report::offers::Offered;
use crate::report::style::NumberStyle;

use super::records::Sheet;

/// Offers per account in the file.
const MOST_EACH: usize = 3;

/// The best offers to every account, worth most first; numbers plainly written, with a point.
pub fn offers_csv(
    document: &Document,
    valuation: &Valuation,
    offered: &Offered,
    style: &NumberStyle,
) -> String {
    let header = [
        "account_id",
        "name",
        "owner",
        "place",
        "offer",
        "chance",
        "margin_a_year",
        "worth_a_year",
        "worth_low",
        "worth_high",
        "headroom",
        "reason",
        "script",
    ];
    let mut sheet = Sheet::new(&header.map(str::to_owned));
    for account in &offered.accounts {
        let headroom = valuation.get(MeasureId::Headroom, account.row).value;
        for (place, offer) in account.offers.iter().take(MOST_EACH).enumerate() {
            let row = offered.row(document, offer, style);
            let interval = offer.worth_interval();
            sheet.row(&[
                text(row.account.as_str()),
                text(&row.name),
                text(&document.portfolio.accounts[account.row].owner),
                (place + 1).to_string(),
                text(&row.item),
                number(Some(offer.chance.share), 1e4),
                number(offer.room.map(|room| room.margin), 1e2),
                number(offer.worth(), 1e2),
                number(interval.map(|interval| interval.low), 1e2),
                number(interval.map(|interval| interval.high), 1e2),
                number(headroom, 1e2),
                text(&row.because),
                text(&row.script),
            ]);
        }
    }
    sheet.into_text()
}

fn text(text: &str) -> String {
    guarded_cell(text).into_owned()
}

/// Rounded to a part of one: what is an estimate needs no more digits.
fn number(number: Option<f64>, parts: f64) -> String {
    number.map_or_else(String::new, |number| {
        (libm::round(number * parts) / parts).to_string()
    })
}
