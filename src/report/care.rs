//! The nurture calendar: when every account is to be touched next, how the load spreads, and who is forgotten.

use crate::decisions::ZoneMap;
use crate::decisions::care::{Care, care, is_going_on};
use crate::measures::{Groundwork, MeasureId, Valuation};
use crate::portfolio::{AccountId, CareGroup, Document};
use crate::slices::pause;
use crate::units::Day;

use super::missed::days;
use super::style::NumberStyle;

/// What a period of the calendar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// Seven days, from Monday.
    #[default]
    Week,
    /// A calendar month.
    Month,
}

/// Weeks or months the calendar looks ahead.
const AHEAD: [usize; 2] = [12, 12];
/// Owners that have a column of their own; the rest share one.
const MOST_OWNERS: usize = 6;

/// One account of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Who looks after it; empty when nobody.
    pub owner: String,
    /// The group whose rule holds.
    pub group: String,
    /// Its last touch.
    pub last: String,
    /// When the next is due.
    pub due: String,
    /// "12 days overdue", "in 5 days"; empty without a plan.
    pub when: String,
    /// True where it is overdue.
    pub is_late: bool,
    /// Total value, as everywhere.
    pub total_value: String,
}

/// A rule of the plan, as it is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// The group.
    pub group: CareGroup,
    /// Its name.
    pub label: String,
    /// Days, as they are edited; empty without a plan.
    pub text: String,
    /// Accounts it holds for.
    pub n: String,
    /// How many of them were touched in time.
    pub in_time: String,
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First day; `None` is everything overdue.
    pub from: Option<Day>,
    /// Last day.
    pub to: Day,
}

/// One line of the calendar: how many touches are due, by owner.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarRow {
    /// The days.
    pub stretch: Stretch,
    /// Their name.
    pub label: String,
    /// Touches due, by owner as in [`CareReport::owners`].
    pub by_owner: Vec<u32>,
    /// All of them.
    pub n: u32,
    /// Share of the fullest line, 0 to 1.
    pub part: f64,
}

/// The nurture calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CareReport {
    /// In a few sentences: overdue, forgotten, ended.
    pub words: Vec<String>,
    /// The plan.
    pub rules: Vec<RuleRow>,
    /// Owners with a column, "nobody" for those without and "others" for the rest.
    pub owners: Vec<String>,
    /// The calendar, what is overdue first.
    pub calendar: Vec<CalendarRow>,
    /// Accounts, overdue first: the first ones of the stretch asked for.
    pub rows: Vec<CareRow>,
    /// How many there are of them.
    pub n_rows: usize,
}

/// Name of a group for people: that of its zone, where it is one.
pub fn group_label(document: &Document, group: CareGroup) -> String {
    let zones = &document.map.zones;
    match group {
        CareGroup::Key => "Key accounts".to_owned(),
        CareGroup::Strategic => zones.strategic.clone(),
        CareGroup::Prospective => zones.prospective.clone(),
        CareGroup::Cooperative => zones.cooperative.clone(),
        CareGroup::Tactical => zones.tactical.clone(),
        CareGroup::Unplaced => "In no zone".to_owned(),
    }
}

/// What the page asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CareChoice {
    /// Lines of the calendar.
    pub period: Period,
    /// The stretch listed; `None` lists everything.
    pub stretch: Option<Stretch>,
    /// How many accounts are listed.
    pub most: usize,
}

/// The nurture calendar of the accounts in `rows`.
pub async fn care_report(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    choice: CareChoice,
    numbers: &NumberStyle,
) -> CareReport {
    let groundwork = Groundwork::of(document, valuation);
    let map = ZoneMap::value_map(document, valuation);
    let all = care(document, &groundwork, &map, rows).await;
    let owners = Owners::new(document, &all);
    let is_listed = |care: &&Care| {
        choice.stretch.is_none_or(|stretch| {
            care.due
                .is_some_and(|due| stretch.from.is_none_or(|from| from <= due) && due <= stretch.to)
        })
    };
    let writer = Writer {
        document,
        valuation,
        numbers,
    };
    pause().await;
    let words = writer.words(rows, &all);
    pause().await;
    let rules = writer.rules(&all);
    pause().await;
    let calendar = writer.calendar(&all, choice.period, &owners);
    pause().await;
    CareReport {
        words,
        rules,
        calendar,
        rows: (all.iter().filter(is_listed).take(choice.most))
            .map(|care| writer.row(care))
            .collect(),
        n_rows: all.iter().filter(is_listed).count(),
        owners: owners.names,
    }
}

/// Every touch that is due, soonest first: for files.
pub async fn due_touches(document: &Document, valuation: &Valuation, rows: &[usize]) -> Vec<Care> {
    let groundwork = Groundwork::of(document, valuation);
    let map = ZoneMap::value_map(document, valuation);
    let mut all = care(document, &groundwork, &map, rows).await;
    all.retain(|care| care.due.is_some());
    all
}

/// Who has a column, and whose column an account counts in.
struct Owners {
    names: Vec<String>,
    of_row: std::collections::BTreeMap<String, usize>,
}

impl Owners {
    fn new(document: &Document, all: &[Care]) -> Self {
        let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        for care in all.iter().filter(|care| care.due.is_some()) {
            *counts
                .entry(document.portfolio.accounts[care.row].owner.as_str())
                .or_default() += 1;
        }
        let mut order: Vec<(&str, usize)> = counts.into_iter().collect();
        crate::maths::sort_by_key(&mut order, |&(_, n)| std::cmp::Reverse(n));
        let mut names: Vec<String> = (order.iter().take(MOST_OWNERS))
            .map(|(name, _)| match *name {
                "" => "Nobody".to_owned(),
                name => name.to_owned(),
            })
            .collect();
        if order.len() > MOST_OWNERS {
            names.push("Others".to_owned());
        }
        let place = |(at, (name, _)): (usize, &(&str, usize))| ((*name).to_owned(), at.min(MOST_OWNERS));
        let of_row = order.iter().enumerate().map(place).collect();
        Self { names, of_row }
    }
}

struct Writer<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    numbers: &'a NumberStyle,
}

impl Writer<'_> {
    fn count(&self, n: usize) -> String {
        self.numbers.number(n as f64, 0)
    }

    fn words(&self, rows: &[usize], all: &[Care]) -> Vec<String> {
        let today = self.document.as_of;
        let n_late = all
            .iter()
            .filter(|care| care.due.is_some_and(|due| due < today))
            .count();
        let n_never = all.iter().filter(|care| !care.touched.is_recorded).count();
        let n_undated = (all.iter())
            .filter(|care| care.touched.is_recorded && care.touched.last.is_none())
            .count();
        let n_forgotten = all.iter().filter(|care| care.is_forgotten()).count();
        let n_ended = (rows.iter())
            .filter(|&&row| !is_going_on(&self.document.portfolio.accounts[row], today))
            .count();
        let mut words = vec![format!(
            "Overdue on {}: {} of {}. Never spoken to, as far as is known: {}.",
            self.numbers.day(today),
            self.count(n_late),
            accounts(all.len(), self.numbers),
            self.count(n_never)
        )];
        words.push(match n_forgotten {
            0 => "Nobody is forgotten: every account without a touch has a day in the plan.".to_owned(),
            n => format!(
                "{} forgotten: no touch at all, and no plan. State a longest silence for their group.",
                accounts(n, self.numbers)
            ),
        });
        if n_undated > 0 {
            words.push(format!(
                "{} with records that have no date: they count as never touched until dated.",
                accounts(n_undated, self.numbers)
            ));
        }
        if n_ended > 0 {
            words.push(format!(
                "{} left out because the relationship has ended.",
                accounts(n_ended, self.numbers)
            ));
        }
        words
    }

    fn rules(&self, all: &[Care]) -> Vec<RuleRow> {
        let today = self.document.as_of;
        let rule = |&group: &CareGroup| {
            let own = || all.iter().filter(move |care| care.group == group);
            let days = self.document.care.longest(group);
            let in_time =
                own().filter(|care| care.touched.last.is_some() && care.due.is_some_and(|due| due >= today));
            RuleRow {
                group,
                label: group_label(self.document, group),
                text: days.map_or_else(String::new, |days| days.to_string()),
                n: self.count(own().count()),
                in_time: match days {
                    Some(_) => self.count(in_time.count()),
                    None => "no plan".to_owned(),
                },
            }
        };
        CareGroup::ALL.iter().map(rule).collect()
    }

    fn calendar(&self, all: &[Care], period: Period, owners: &Owners) -> Vec<CalendarRow> {
        let stretches = stretches(self.document.as_of, period);
        let mut lines: Vec<CalendarRow> = (stretches.into_iter())
            .map(|stretch| CalendarRow {
                stretch,
                label: self.label(stretch, period),
                by_owner: vec![0; owners.names.len()],
                n: 0,
                part: 0.0,
            })
            .collect();
        for care in all {
            let Some(due) = care.due else { continue };
            // The lines follow each other without a gap; what is due later stands in none.
            let at = lines.partition_point(|line| line.stretch.to < due);
            let Some(line) = lines.get_mut(at) else { continue };
            let owner = &self.document.portfolio.accounts[care.row].owner;
            if let Some(&place) = owners.of_row.get(owner) {
                line.by_owner[place] += 1;
            }
            line.n += 1;
        }
        let most = f64::from(lines.iter().map(|line| line.n).max().unwrap_or(0).max(1));
        lines
            .iter_mut()
            .for_each(|line| line.part = f64::from(line.n) / most);
        lines
    }

    fn label(&self, stretch: Stretch, period: Period) -> String {
        match (stretch.from, period) {
            (None, _) => "Overdue".to_owned(),
            (Some(from), Period::Week) => {
                format!("{} to {}", self.numbers.day(from), self.numbers.day(stretch.to))
            }
            (Some(from), Period::Month) => {
                const NAMES: [&str; 12] = [
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December",
                ];
                let name = NAMES[usize::from(from.month().unsigned_abs().clamp(1, 12)) - 1];
                format!("{name} {}", from.year())
            }
        }
    }

    fn row(&self, care: &Care) -> CareRow {
        let account = &self.document.portfolio.accounts[care.row];
        let today = self.document.as_of;
        let late = care.days_late(today);
        let total = self.valuation.get(MeasureId::TotalValue, care.row);
        CareRow {
            account: account.id.clone(),
            name: account.name.clone(),
            owner: account.owner.clone(),
            group: group_label(self.document, care.group),
            last: match care.touched.last {
                Some(day) => self.numbers.day(day),
                None if care.touched.is_recorded => "without a date".to_owned(),
                None => "never".to_owned(),
            },
            due: care
                .due
                .map_or_else(|| "no plan".to_owned(), |due| self.numbers.day(due)),
            when: match (late, care.due) {
                (Some(late), Some(due)) if late > 0 => format!("{} overdue", days(today, due, self.numbers)),
                (Some(0), _) => "today".to_owned(),
                (Some(_), Some(due)) => format!("in {}", days(due, today, self.numbers)),
                _ => String::new(),
            },
            is_late: late.is_some_and(|late| late > 0),
            total_value: self.numbers.measured(total, MeasureId::TotalValue.unit()),
        }
    }
}

fn accounts(n: usize, numbers: &NumberStyle) -> String {
    match n {
        1 => "1 account".to_owned(),
        n => format!("{} accounts", numbers.number(n as f64, 0)),
    }
}

/// The lines of the calendar: everything before `today`, then weeks from Monday or months, without a gap.
fn stretches(today: Day, period: Period) -> Vec<Stretch> {
    let before = |day: Day| Day::from_epoch_days(day.epoch_days() - 1).unwrap_or(day);
    let mut lines = vec![Stretch {
        from: None,
        to: before(today),
    }];
    let mut from = today;
    for _ in 0..AHEAD[period as usize] {
        let next = match period {
            // The first of January 1970 was a Thursday.
            Period::Week => {
                let weekday = (from.epoch_days() + 3).rem_euclid(7);
                Day::from_epoch_days(from.epoch_days() + 7 - weekday)
            }
            Period::Month => Day::new(from.year(), from.month(), 1).and_then(|first| first.plus_months(1)),
        };
        let Some(next) = next else { break };
        lines.push(Stretch {
            from: Some(from),
            to: before(next),
        });
        from = next;
    }
    lines
}
