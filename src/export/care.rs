//! The touches that are due: as CSV, and as a calendar that other programs open.

use ics::properties::{Description, DtStart, Summary};
use ics::{Event, ICalendar, escape_text};

use crate::decisions::care::Care;
use crate::portfolio::{Document, guarded_cell};
use crate::report::care::group_label;
use crate::units::Day;

use super::records::Sheet;

/// Every touch in `due`, one line each.
pub fn care_csv(document: &Document, due: &[Care]) -> String {
    let header = [
        "account_id",
        "name",
        "owner",
        "group",
        "last_touch",
        "next_touch_due",
    ];
    let mut sheet = Sheet::new(&header.map(str::to_owned));
    let text = |text: &str| guarded_cell(text).into_owned();
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    for care in due {
        let account = &document.portfolio.accounts[care.row];
        sheet.row(&[
            text(account.id.as_str()),
            text(&account.name),
            text(&account.owner),
            text(&group_label(document, care.group)),
            day(care.touched.last),
            day(care.due),
        ]);
    }
    sheet.into_text()
}

/// The same as an iCalendar file (RFC 5545): an event for every touch, on the day it is due. What is overdue stands on
/// the day looked back from, where it will be seen.
pub fn care_ics(document: &Document, due: &[Care]) -> String {
    let compact = |day: Day| day.to_string().replace('-', "");
    let stamp = format!("{}T000000Z", compact(document.as_of));
    let mut calendar = ICalendar::new("2.0", "-//Both Sides//Nurture calendar//EN");
    for care in due {
        let Some(day) = care.due else { continue };
        let account = &document.portfolio.accounts[care.row];
        // The id leaves no control signs in the file.
        let id: String = account
            .id
            .as_str()
            .chars()
            .filter(|sign| !sign.is_control())
            .collect();
        let mut event = Event::new(
            format!("{}-{}@both-sides", escape_text(id), compact(day)),
            stamp.clone(),
        );
        let mut start = DtStart::new(compact(day.max(document.as_of)));
        start.add(ics::parameters::Value::DATE);
        event.push(start);
        event.push(Summary::new(escape_text(format!("Speak to {}", account.name))));
        let last = (care.touched.last).map_or_else(|| "never".to_owned(), |last| last.to_string());
        let about = format!(
            "{}. Last touch: {last}. Due: {day}.{}",
            group_label(document, care.group),
            if account.owner.is_empty() {
                String::new()
            } else {
                format!(" Owner: {}.", account.owner)
            }
        );
        event.push(Description::new(escape_text(about)));
        calendar.add_event(event);
    }
    calendar.to_string()
}
