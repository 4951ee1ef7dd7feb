//! Who is to be touched when: the last touch of every account, and when the care plan asks for the next.
//!
//! A touch is a dated record that somebody spoke or gave: a value event with the account on either side, or an
//! observation. Orders are no touches: a customer may buy for years without anybody speaking to it.

use crate::maths::{order_by, rising};
use crate::measures::Groundwork;
use crate::portfolio::{Account, CareGroup, CarePlan, Document, RelationshipState};
use crate::slices::known;
use crate::units::Day;

use super::zones::{Zone, ZoneMap};

/// What is known of the touches with one account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The last one, not later than the day looked back from.
    pub last: Option<Day>,
    /// True where something is recorded, dated or not.
    pub is_recorded: bool,
}

/// The touches of the account in `row`.
pub fn touched(document: &Document, groundwork: &Groundwork, row: usize) -> Touched {
    let (events, observations) = (&document.portfolio.events, &document.portfolio.observations);
    let passed = groundwork.events.of(row).map(|number| events[number].date);
    let heard = (groundwork.observations.of(row)).map(|number| observations[number].date);
    let mut touched = Touched::default();
    for date in passed.chain(heard) {
        touched.is_recorded = true;
        touched.last = touched.last.max(date.filter(|day| *day <= document.as_of));
    }
    touched
}

/// What the care plan asks for one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Care {
    /// Its row.
    pub row: usize,
    /// The group whose rule holds.
    pub group: CareGroup,
    /// Its touches.
    pub touched: Touched,
    /// The day the next touch is due; `None` where nothing is planned for the group.
    pub due: Option<Day>,
}

impl Care {
    /// Days the touch is overdue on `today`; 0 on the day itself, negative before it.
    pub fn days_late(&self, today: Day) -> Option<i32> {
        Some(today.days_since(self.due?))
    }

    /// True where nobody ever spoke to it and no plan says that somebody should.
    pub fn is_forgotten(&self) -> bool {
        !self.touched.is_recorded && self.due.is_none()
    }
}

/// The day after which a silence is longer than `longest` days allow; at once where nobody ever spoke.
///
/// ```
/// use both_sides::decisions::care::next_touch;
/// use both_sides::units::Day;
/// let day = |text: &str| text.parse::<Day>().unwrap();
/// assert_eq!(next_touch(Some(day("2026-01-31")), 30, day("2026-02-10")), day("2026-03-02"));
/// assert_eq!(next_touch(None, 30, day("2026-02-10")), day("2026-02-10"));
/// ```
pub fn next_touch(last: Option<Day>, longest: u16, today: Day) -> Day {
    let after = |last: Day| Day::from_epoch_days(last.epoch_days().saturating_add(i32::from(longest)));
    last.and_then(after).unwrap_or(today)
}

/// The care of all accounts whose relationship has not ended: overdue first, then by the day the next touch is due.
pub async fn care(
    document: &Document,
    groundwork: &Groundwork,
    map: &ZoneMap<'_>,
    rows: &[usize],
) -> Vec<Care> {
    let care = |&row: &usize| {
        let is_going_on = is_going_on(&document.portfolio.accounts[row], document.as_of);
        is_going_on.then(|| care_of(document, groundwork, map, row))
    };
    let all = known(rows.iter().map(care)).await;
    let due = |place: usize| {
        all[place]
            .due
            .map_or(f64::INFINITY, |due| f64::from(due.epoch_days()))
    };
    let order = order_by(
        all.len(),
        &[&|place| rising(due(place)), &|place| all[place].row as u64],
    )
    .await;
    order.into_iter().map(|place| all[place]).collect()
}

/// True while the relationship has not ended.
pub fn is_going_on(account: &Account, today: Day) -> bool {
    account.state != Some(RelationshipState::Lapsed) && account.until.is_none_or(|until| until >= today)
}

/// The care of one account.
pub fn care_of(document: &Document, groundwork: &Groundwork, map: &ZoneMap, row: usize) -> Care {
    let group = group(&document.portfolio.accounts[row], map.place(row).zone());
    let touched = touched(document, groundwork, row);
    let plan: &CarePlan = &document.care;
    Care {
        row,
        group,
        touched,
        due: (plan.longest(group)).map(|longest| next_touch(touched.last, longest, document.as_of)),
    }
}

const fn group(account: &Account, zone: Option<Zone>) -> CareGroup {
    match (&account.key, zone) {
        (Some(_), _) => CareGroup::Key,
        (None, Some(Zone::Strategic)) => CareGroup::Strategic,
        (None, Some(Zone::Prospective)) => CareGroup::Prospective,
        (None, Some(Zone::Cooperative)) => CareGroup::Cooperative,
        (None, Some(Zone::Tactical)) => CareGroup::Tactical,
        (None, None) => CareGroup::Unplaced,
    }
}
