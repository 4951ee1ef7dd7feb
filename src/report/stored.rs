//! What is stored on this device, as lists for the screen.

use crate::maths::sort_by;
use crate::saved::shelf::{Entry, Kind, Label, UNITS};
use crate::units::Day;

use super::style::NumberStyle;

const MINUTE: f64 = 60_000.0;
const DAY: f64 = 24.0 * 60.0 * MINUTE;

/// The reader's clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// Milliseconds since 1970.
    pub now: f64,
    /// Minutes the reader's clock is ahead of UTC.
    pub ahead: f64,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRow {
    /// Key on the shelf.
    pub key: String,
    /// The portfolio it belongs to.
    pub portfolio: String,
    /// What to call it.
    pub name: String,
    /// "40 accounts", or what is wrong with it.
    pub what: String,
    /// When it was saved.
    pub saved: String,
    /// "12 kB".
    pub size: String,
    /// True for what is open now.
    pub is_open: bool,
    /// False where the describing line is damaged.
    pub is_sound: bool,
}

/// Everything stored, in lists.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredReport {
    /// Portfolios, last saved first.
    pub portfolios: Vec<StoredRow>,
    /// Deleted portfolios, last deleted first.
    pub deleted: Vec<StoredRow>,
    /// Versions of the open portfolio, latest first.
    pub versions: Vec<StoredRow>,
    /// Versions of other portfolios, latest first.
    pub other_versions: Vec<StoredRow>,
    /// "430 kB of 10.5 MB used".
    pub space: String,
    /// Share of the space in use, 0 to 1.
    pub used_share: f64,
}

/// Lists `entries` for the reader; `open` is the portfolio open now.
pub fn stored_report(
    entries: &[Entry],
    used_units: usize,
    open: Option<&str>,
    clock: Clock,
    style: &NumberStyle,
) -> StoredReport {
    let rows = |keep: &dyn Fn(&Entry) -> bool| {
        let mut kept: Vec<&Entry> = entries.iter().filter(|entry| keep(entry)).collect();
        sort_by(&mut kept, |a, b| {
            time_of(b).total_cmp(&time_of(a)).then_with(|| a.key.cmp(&b.key))
        });
        kept.into_iter()
            .map(|entry| row(entry, open, clock, style))
            .collect::<Vec<_>>()
    };
    let is_open = |entry: &Entry| Some(entry.portfolio.as_str()) == open;
    StoredReport {
        portfolios: rows(&|entry| entry.kind == Kind::Portfolio),
        deleted: rows(&|entry| entry.kind == Kind::Deleted),
        versions: rows(&|entry| entry.kind == Kind::Version && is_open(entry)),
        other_versions: rows(&|entry| entry.kind == Kind::Version && !is_open(entry)),
        space: format!("{} of {} used", size(used_units, style), size(UNITS, style)),
        used_share: (used_units as f64 / UNITS as f64).clamp(0.0, 1.0),
    }
}

fn time_of(entry: &Entry) -> f64 {
    entry
        .at
        .or(entry.head.as_ref().map(|head| head.saved_at))
        .unwrap_or(0.0)
}

fn row(entry: &Entry, open: Option<&str>, clock: Clock, style: &NumberStyle) -> StoredRow {
    let head = entry.head.as_ref();
    let named = head.map(|head| match (&head.label, head.name.trim()) {
        (Some(Label::Named(label)), _) => label.clone(),
        (Some(Label::Automatic), _) => "Kept automatically".to_owned(),
        (None, "") => "Without a name".to_owned(),
        (None, name) => name.to_owned(),
    });
    let what = match head.map(|head| head.accounts) {
        Some(1) => "1 account".to_owned(),
        Some(n) => format!("{} accounts", style.number(n as f64, 0)),
        None => "damaged: it can still be downloaded".to_owned(),
    };
    StoredRow {
        key: entry.key.clone(),
        portfolio: entry.portfolio.clone(),
        name: named.unwrap_or_else(|| entry.key.clone()),
        what,
        saved: moment(time_of(entry), clock, style),
        size: size(entry.n_units, style),
        is_open: entry.kind == Kind::Portfolio && Some(entry.portfolio.as_str()) == open,
        is_sound: head.is_some(),
    }
}

fn size(n_units: usize, style: &NumberStyle) -> String {
    let bytes = n_units as f64 * 2.0;
    if bytes < 1e6 {
        format!("{} kB", style.number(libm::ceil(bytes / 1e3), 0))
    } else {
        format!("{} MB", style.number(bytes / 1e6, 1))
    }
}

/// "today 14:05", "yesterday 09:12", or the day with the time.
fn moment(at: f64, clock: Clock, style: &NumberStyle) -> String {
    let local = |at: f64| at + clock.ahead * MINUTE;
    let day_of = |at: f64| libm::floor(local(at) / DAY);
    if at <= 0.0 || !at.is_finite() {
        return "at an unknown time".to_owned();
    }
    let minutes = libm::floor((local(at) - day_of(at) * DAY) / MINUTE) as u32;
    let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    match day_of(clock.now) - day_of(at) {
        0.0 => format!("today {time}"),
        1.0 => format!("yesterday {time}"),
        _ => {
            let day = Day::from_epoch_days(day_of(at) as i32);
            day.map_or(time.clone(), |day| format!("{} {time}", style.day(day)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saved::shelf::{MemoryShelf, Record, Saving, delete, keep_version, list, save};

    const NOON: f64 = 1_795_348_800_000.0;

    fn report() -> StoredReport {
        let shelf = MemoryShelf::default();
        let saving = Saving {
            writer: "a".into(),
            seen: None,
            takes_over: false,
        };
        for (id, name, days) in [("p1", "First", 0.0), ("p2", "", 1.0), ("p3", "Old", 40.0)] {
            let record = Record {
                name: name.into(),
                accounts: 1_200,
                saved_at: NOON - days * DAY,
                packed: "x".into(),
            };
            save(&shelf, id, &record, &saving).unwrap();
        }
        keep_version(&shelf, "p1", Label::Named("before".into()), NOON).unwrap();
        keep_version(&shelf, "p1", Label::Automatic, NOON - MINUTE).unwrap();
        delete(&shelf, "p3", NOON).unwrap();
        crate::saved::shelf::Shelf::set(&shelf, "both-sides:portfolio:p4", "broken").unwrap();
        let entries = list(&shelf).unwrap();
        stored_report(
            &entries,
            2_621_440,
            Some("p1"),
            Clock {
                now: NOON,
                ahead: 60.0,
            },
            &NumberStyle::default(),
        )
    }

    #[test]
    fn what_is_stored_is_listed_latest_first() {
        let report = report();
        let names = |rows: &[StoredRow]| rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
        assert_eq!(
            names(&report.portfolios),
            ["First", "Without a name", "both-sides:portfolio:p4"]
        );
        assert_eq!(names(&report.deleted), ["Old"]);
        assert_eq!(names(&report.versions), ["before", "Kept automatically"]);
        assert_eq!(report.portfolios[0].saved, "today 13:00");
        assert_eq!(report.portfolios[1].saved, "yesterday 13:00");
        assert!(report.portfolios[0].is_open && !report.portfolios[1].is_open);
        assert!(!report.portfolios[2].is_sound);
        assert_eq!(report.used_share, 0.5);
    }
}
