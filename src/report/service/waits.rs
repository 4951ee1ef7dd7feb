//! How long each tier waits, with priority and in turn.

use crate::decisions::queue::{Arrivals, Waits};
use crate::decisions::tiers::Tiers;
use crate::decisions::workload::Workload;
use crate::portfolio::Document;
use crate::report::lens::{LensRow, LensTable};
use crate::report::style::{NumberStyle, UNKNOWN};

/// The desk as it would run.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueFound {
    /// What comes in.
    pub arrivals: Arrivals,
    /// People at the desk.
    pub staff: u32,
    /// The waits, in hours; `None` where more comes in than they can do.
    pub waits: Option<Waits>,
    /// The fewest people who keep every promise.
    pub least: Option<u32>,
    /// The fewest people who can do the work at all.
    pub enough: u32,
    /// Names of the tiers.
    pub names: Vec<String>,
    /// Rows of the accounts of each.
    pub rows: Vec<Vec<usize>>,
    /// What each was promised, in hours.
    pub promised: Vec<Option<f64>>,
    /// How this reader writes numbers.
    pub numbers: NumberStyle,
}

/// The desk of `document`; a sentence with what to do where it cannot be worked out.
///
/// # Errors
/// Nothing is known to come in, or nobody knows how long it takes.
pub fn found(
    document: &Document,
    tiers: &Tiers,
    workload: &Workload,
    style: &NumberStyle,
) -> Result<QueueFound, String> {
    let desk = &document.service;
    let Some(arrivals) = workload.arrivals(desk.hours) else {
        return Err(missing(workload));
    };
    let promised: Vec<Option<f64>> = (desk.tiers.iter())
        .map(|tier| tier.wait.map(|seconds| seconds / 3_600.0))
        .collect();
    let least = promised
        .iter()
        .any(Option::is_some)
        .then(|| arrivals.least_staff(&promised));
    Ok(QueueFound {
        staff: desk.staff,
        waits: arrivals.waits(desk.staff),
        least: least.flatten(),
        enough: arrivals
            .least_staff(&vec![None; promised.len()])
            .unwrap_or(u32::MAX),
        rows: (0..desk.tiers.len()).map(|place| tiers.rows_of(place)).collect(),
        names: desk.tiers.iter().map(|tier| tier.name.clone()).collect(),
        promised,
        arrivals,
        numbers: style.clone(),
    })
}

fn missing(workload: &Workload) -> String {
    let comes: f64 = workload.per_year.iter().sum();
    let mut asks = Vec::new();
    if comes <= 0.0 {
        asks.push("how many contacts an account of each tier makes in a year, or what serving takes under Assumptions");
    }
    if workload.minutes.is_none() {
        asks.push("how many minutes a contact takes");
    }
    format!("To say how long anybody waits, state {}.", asks.join(", and "))
}

/// A length of time in hours as people say it: "40 s", "3.2 min", "1.5 h".
///
/// ```
/// use both_sides::report::service::duration;
/// use both_sides::report::style::NumberStyle;
/// let style = NumberStyle::default();
/// assert_eq!(duration(40.0 / 3_600.0, &style), "40\u{202f}s");
/// assert_eq!(duration(0.5, &style), "30\u{202f}min");
/// ```
pub fn duration(hours: f64, style: &NumberStyle) -> String {
    let seconds = hours * 3_600.0;
    let (number, unit) = match seconds {
        short if short < 99.5 => (short, "s"),
        short if short < 99.5 * 60.0 => (short / 60.0, "min"),
        long => (long / 3_600.0, "h"),
    };
    let decimals = usize::from(number < 9.95 && unit != "s" || number < 0.95 && number > 0.0);
    let written = style.number(number, decimals);
    let is_whole = written.ends_with(&format!("{}0", style.decimal)) && decimals == 1;
    let written = if is_whole {
        style.number(number, 0)
    } else {
        written
    };
    format!("{written}\u{202f}{unit}")
}

impl QueueFound {
    /// True where the mean wait of a tier is no longer than promised; `None` without a promise.
    pub fn is_kept(&self, place: usize) -> Option<bool> {
        let promised = self.promised[place]?;
        let wait = self.waits.as_ref().map(|waits| waits.by_class[place]);
        Some(wait.is_some_and(|wait| wait <= promised))
    }

    /// How much longer or shorter a tier waits than in turn: "40 s less".
    pub fn change(&self, place: usize) -> String {
        let Some(waits) = &self.waits else {
            return UNKNOWN.to_owned();
        };
        let more = waits.by_class[place] - waits.in_turn;
        let size = duration(more.abs(), &self.numbers);
        match more {
            more if more.abs() < 0.05 / 3_600.0 => "the same".to_owned(),
            more if more < 0.0 => format!("{size} less"),
            _ => format!("{size} more"),
        }
    }
}

/// The desk in a table.
pub fn waits_table(
    document: &Document,
    workload: &Workload,
    found: Option<&QueueFound>,
    style: &NumberStyle,
) -> LensTable {
    let line = |place: usize| {
        let tier = &document.service.tiers[place];
        let waits = found.and_then(|found| found.waits.as_ref());
        let time = |hours: Option<f64>| hours.map_or(UNKNOWN.to_owned(), |hours| duration(hours, style));
        let kept = match found.and_then(|found| found.is_kept(place)) {
            Some(true) => "kept",
            Some(false) => "not kept",
            None if tier.wait.is_some() => UNKNOWN,
            None => "nothing promised",
        };
        LensRow {
            row: None,
            cells: vec![
                tier.name.clone(),
                super::contacts(workload, place, style),
                time(waits.map(|waits| waits.in_turn)),
                time(waits.map(|waits| waits.by_class[place])),
                found.map_or(UNKNOWN.to_owned(), |found| found.change(place)),
                time(tier.wait.map(|seconds| seconds / 3_600.0)),
                kept.to_owned(),
            ],
        }
    };
    let headers = [
        "Tier",
        "Contacts a year",
        "Wait in turn",
        "Wait with priority",
        "Change",
        "Wait at most",
        "Promise",
    ];
    LensTable {
        caption: "Mean wait by tier".to_owned(),
        headers: headers.map(str::to_owned).into(),
        rows: (0..document.service.tiers.len()).map(line).collect(),
    }
}

/// The desk in paragraphs.
pub fn waits_words(
    workload: &Workload,
    found: &Result<QueueFound, String>,
    style: &NumberStyle,
) -> Vec<String> {
    let mut words = match found {
        Err(sentence) => vec![sentence.clone()],
        Ok(found) => running(found),
    };
    if workload.n_stated > 0 && workload.n_unknown == 0 {
        words.push(format!(
            "Contacts are counted for {} accounts; the other {} count with what is stated for their tier.",
            style.number(workload.n_counted as f64, 0),
            style.number(workload.n_stated as f64, 0)
        ));
    }
    if workload.n_unknown > 0 && workload.n_counted + workload.n_stated > 0 {
        let all = workload.n_counted + workload.n_stated + workload.n_unknown;
        words.push(format!(
            "Contacts are counted for {} of {} accounts{}. What the other {} ask for is not known and comes on top: state \
             contacts a year for their tier.",
            style.number(workload.n_counted as f64, 0),
            style.number(all as f64, 0),
            match workload.n_stated {
                0 => String::new(),
                n => format!(" and stated for {}", style.number(n as f64, 0)),
            },
            style.number(workload.n_unknown as f64, 0)
        ));
    }
    words
}

/// A number of people in words.
pub fn people(staff: u32) -> String {
    match staff {
        1 => "1 person".to_owned(),
        n => format!("{n} people"),
    }
}

fn running(found: &QueueFound) -> Vec<String> {
    let numbers = &found.numbers;
    let Some(waits) = &found.waits else {
        return vec![format!(
            "More comes in than {} can do: the queue would grow without end. It takes {} at least.",
            people(found.staff),
            people(found.enough)
        )];
    };
    let mut words = vec![format!(
        "With {}, {} of their time is taken and {} of contacts wait at all; answered in turn, everybody waits {} on average.",
        people(found.staff),
        numbers.share(waits.busy),
        numbers.share(waits.waiting),
        duration(waits.in_turn, numbers)
    )];
    let tiers = found.names.iter().enumerate();
    let told: Vec<String> = tiers
        .map(|(place, name)| {
            let wait = duration(waits.by_class[place], numbers);
            format!("{name} waits {wait}, {}", found.change(place))
        })
        .collect();
    if found.names.len() > 1 {
        words.push(format!("With priority: {}.", told.join("; ")));
    }
    words.extend(promises(found));
    words
}

fn promises(found: &QueueFound) -> Option<String> {
    let broken: Vec<&str> = (0..found.names.len())
        .filter(|&place| found.is_kept(place) == Some(false))
        .map(|place| found.names[place].as_str())
        .collect();
    if found.promised.iter().all(Option::is_none) {
        return None;
    }
    let least = found
        .least
        .map_or("no number of people keeps them all".to_owned(), |least| {
            format!("{} at least keep every promise", people(least))
        });
    Some(match (broken.is_empty(), found.least) {
        (true, Some(least)) if least == found.staff => {
            "Every promise is kept, and with nobody to spare.".to_owned()
        }
        (true, Some(least)) => format!("Every promise is kept; {} would do.", people(least)),
        (true, None) => "Every promise is kept.".to_owned(),
        (false, _) => format!("The promise to {} is not kept: {least}.", broken.join(" and ")),
    })
}
