//! What can be set about tiers and the desk, written and read as text.

use crate::decisions::workload::comes_to_desk;
use crate::portfolio::{Document, MOST_AT_DESK, MOST_TIERS, NumberMarks, ServiceDesk, Tier};
use crate::report::assumptions::within;
use crate::report::form::sentence;
use crate::report::style::NumberStyle;
use crate::units::Ratio;

/// Contacts, minutes and hours stay below this.
const MOST: f64 = 1e6;

/// Something of a tier that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierField {
    /// Its name.
    Name,
    /// Its share, in per cent.
    Share,
    /// The longest mean wait promised, in minutes.
    Wait,
    /// What was promised, in words.
    Promise,
    /// Who serves it.
    Group,
    /// Contacts per account and year where they are not counted.
    Contacts,
}

/// Something of the desk that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskField {
    /// Hours per year in which it is open.
    Hours,
    /// Minutes a contact takes.
    Minutes,
}

fn plain(number: f64, style: &NumberStyle) -> String {
    // Rounding hides the 7.000000000000001 of 0.07 × 100.
    let rounded = libm::round(number * 1e6) / 1e6;
    rounded.to_string().replace('.', &style.decimal.to_string())
}

fn read(text: &str, marks: NumberMarks, low: f64, high: f64) -> Result<f64, String> {
    within(text, marks, low, high).map_err(|refusal| sentence(&refusal.to_string()))
}

fn optional(text: &str, marks: NumberMarks, low: f64, high: f64) -> Result<Option<f64>, String> {
    let text = text.trim();
    (!text.is_empty())
        .then(|| read(text, marks, low, high))
        .transpose()
}

impl TierField {
    /// Every field, in the order of the table.
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::Share,
        Self::Wait,
        Self::Promise,
        Self::Group,
        Self::Contacts,
    ];

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Share => "Share, %",
            Self::Wait => "Wait at most, min",
            Self::Promise => "Promise",
            Self::Group => "Served by",
            Self::Contacts => "Contacts a year each",
        }
    }

    /// True for a number.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Share | Self::Wait | Self::Contacts)
    }

    /// What stands there.
    pub fn text(self, tier: &Tier, style: &NumberStyle) -> String {
        let number = |number: Option<f64>| number.map_or(String::new(), |number| plain(number, style));
        match self {
            Self::Name => tier.name.clone(),
            Self::Share => plain(tier.share.get() * 100.0, style),
            Self::Wait => number(tier.wait.map(|seconds| seconds / 60.0)),
            Self::Promise => tier.promise.clone(),
            Self::Group => tier.group.clone(),
            Self::Contacts => number(tier.contacts),
        }
    }

    /// The desk with what was written of the tier at `place`.
    ///
    /// # Errors
    /// A sentence that says what would be right.
    pub fn write(
        self,
        desk: &ServiceDesk,
        place: usize,
        text: &str,
        marks: NumberMarks,
    ) -> Result<ServiceDesk, String> {
        let mut desk = desk.clone();
        let text = text.trim();
        let Some(tier) = desk.tiers.get_mut(place) else {
            return Err("This tier is not there any more.".to_owned());
        };
        match self {
            Self::Name if text.is_empty() => return Err("A tier needs a name.".to_owned()),
            Self::Name => tier.name = text.to_owned(),
            Self::Share => {
                let number = text.trim_end_matches(['%', ' ', '\u{202f}']);
                tier.share = Ratio::clamped(read(number, marks, 0.0, 100.0)? / 100.0);
                let last = desk.tiers.len() - 1;
                let sum: f64 = desk.tiers[..last].iter().map(|tier| tier.share.get()).sum();
                if sum > 1.0 + 1e-9 {
                    return Err(
                        "All tiers before the last come to more than 100 %: leave some for the rest."
                            .to_owned(),
                    );
                }
                desk.tiers[last].share = Ratio::clamped(1.0 - sum);
            }
            Self::Wait => tier.wait = optional(text, marks, 0.01, MOST)?.map(|minutes| minutes * 60.0),
            Self::Promise => tier.promise = text.to_owned(),
            Self::Group => tier.group = text.to_owned(),
            Self::Contacts => tier.contacts = optional(text, marks, 0.0, MOST)?,
        }
        Ok(desk)
    }
}

impl DeskField {
    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hours => "Hours open per year",
            Self::Minutes => "Minutes per contact",
        }
    }

    /// What stands there; empty where the minutes follow from the activities.
    pub fn text(self, desk: &ServiceDesk, style: &NumberStyle) -> String {
        match self {
            Self::Hours => plain(desk.hours, style),
            Self::Minutes => desk
                .minutes
                .map_or(String::new(), |minutes| plain(minutes, style)),
        }
    }

    /// The desk with what was written.
    ///
    /// # Errors
    /// A sentence that says what would be right.
    pub fn write(self, desk: &ServiceDesk, text: &str, marks: NumberMarks) -> Result<ServiceDesk, String> {
        let mut desk = desk.clone();
        match self {
            Self::Hours => desk.hours = read(text.trim(), marks, 1.0, MOST)?,
            Self::Minutes => desk.minutes = optional(text, marks, 0.01, MOST)?,
        }
        Ok(desk)
    }
}

/// The desk with one tier more before the last, which gives half of its share; `None` where there are as many as can be.
pub fn with_tier(desk: &ServiceDesk) -> Option<ServiceDesk> {
    let mut desk = desk.clone();
    let last = desk
        .tiers
        .len()
        .checked_sub(1)
        .filter(|last| *last + 1 < MOST_TIERS)?;
    let half = Ratio::clamped(desk.tiers[last].share.get() / 2.0);
    desk.tiers[last].share = half;
    let tier = Tier {
        name: format!("Tier {}", last + 1),
        share: half,
        promise: String::new(),
        wait: None,
        group: String::new(),
        contacts: None,
    };
    desk.tiers.insert(last, tier);
    Some(desk)
}

/// The desk without the tier at `place`, whose share goes to the last; `None` for the only one.
pub fn without_tier(desk: &ServiceDesk, place: usize) -> Option<ServiceDesk> {
    let mut desk = desk.clone();
    if desk.tiers.len() < 2 || place >= desk.tiers.len() {
        return None;
    }
    let gone = desk.tiers.remove(place);
    if let Some(last) = desk.tiers.last_mut() {
        last.share = Ratio::clamped(last.share.get() + gone.share.get());
    }
    Some(desk)
}

/// The desk where an activity comes to it or not; the last that comes cannot be taken away.
pub fn with_activity(document: &Document, id: &str, comes: bool) -> ServiceDesk {
    let mut desk = (*document.service).clone();
    let activities = document.portfolio.activities.iter();
    let chosen = activities.filter(|activity| match activity.id == id {
        true => comes,
        false => comes_to_desk(document, activity),
    });
    desk.activities = chosen.map(|activity| activity.id.clone()).collect();
    if desk.activities.len() == document.portfolio.activities.len() {
        desk.activities.clear();
    }
    desk
}

/// The desk with this many people.
pub fn with_staff(desk: &ServiceDesk, staff: u32) -> ServiceDesk {
    ServiceDesk {
        staff: staff.clamp(1, MOST_AT_DESK),
        ..desk.clone()
    }
}
