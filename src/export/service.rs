//! Whom to send where, and the rules of service, as tables that a phone system or a CRM loads.
//!
//! Numbers are written plainly, with a point; texts are guarded against being run by a spreadsheet.

use crate::decisions::tiers::Tiers;
use crate::portfolio::{Document, guarded_cell};
use crate::report::service::RoutingLine;

use super::records::Sheet;

/// One line per account; `offer_of` is the script of the next offer to a row, empty without one.
pub fn routing_csv(lines: impl Iterator<Item = RoutingLine>, offer_of: impl Fn(usize) -> String) -> String {
    let header = [
        "account_id",
        "name",
        "tier",
        "tier_order",
        "priority",
        "route_to",
        "promise",
        "reason",
        "next_offer",
    ];
    let mut sheet = Sheet::new(&header.map(str::to_owned));
    for line in lines {
        sheet.row(&[
            text(line.account.as_str()),
            text(&line.name),
            text(&line.tier),
            line.order.to_string(),
            number(line.priority.map(|priority| libm::round(priority * 10.0) / 10.0)),
            text(&line.to),
            text(&line.promise),
            text(&line.reason),
            text(&offer_of(line.row)),
        ]);
    }
    sheet.into_text()
}

/// One line per tier.
pub fn rules_csv(document: &Document, tiers: &Tiers) -> String {
    let header = [
        "tier_order",
        "tier",
        "accounts",
        "priority_from",
        "wait_at_most_seconds",
        "promise",
        "served_by",
    ];
    let mut sheet = Sheet::new(&header.map(str::to_owned));
    for (place, tier) in document.service.tiers.iter().enumerate() {
        sheet.row(&[
            (place + 1).to_string(),
            text(&tier.name),
            tiers.rows_of(place).len().to_string(),
            number(tiers.from.get(place).copied().flatten()),
            number(tier.wait),
            text(&tier.promise),
            text(&tier.group),
        ]);
    }
    sheet.into_text()
}

fn text(text: &str) -> String {
    guarded_cell(text).into_owned()
}

fn number(number: Option<f64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}
