//! The Progress lens: a measure over all snapshots, and which accounts moved since one of them.

use std::collections::BTreeMap;

use crate::maths::sort_by;
use crate::measures::snapshots::kept;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document, Shared, Snapshot};
use crate::units::Day;

use super::lens::{LensMethod, LensRow, LensTable};
use super::map_zone::adds_up;
use super::style::NumberStyle;
use super::{Scale, ScaleKind};

/// The accounts shown, at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Name of the snapshot; "Now" for the numbers of today.
    pub name: String,
    /// The day the numbers look back from.
    pub day: Day,
    /// Sum of the measure, or its mean where it does not add up.
    pub value: f64,
    /// The same, written.
    pub written: String,
    /// Accounts it was known of.
    pub n_known: usize,
}

/// Name of the numbers of today.
const NOW: &str = "Now";

/// One account then and now.
#[derive(Clone, Debug, PartialEq)]
pub struct Mover {
    /// Row of the account.
    pub row: usize,
    /// Its name.
    pub name: String,
    /// Then.
    pub before: f64,
    /// Now.
    pub after: f64,
    /// Then, now and the change, written.
    pub written: [String; 3],
}

/// Accounts that moved since a snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Name of the snapshot.
    pub since: String,
    /// Accounts known at both times, the largest change first.
    pub movers: Vec<Mover>,
    /// Accounts shown that were not there, or of which the measure was not known then.
    pub n_new: usize,
    /// Accounts shown that were known then and are not now.
    pub n_lost: usize,
    /// Scale of the values.
    pub scale: Scale,
}

/// The lens.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgressReport {
    /// What is shown.
    pub measure: MeasureId,
    /// The snapshots and today, by day.
    pub moments: Vec<Moment>,
    /// The accounts shown in the scenario compared with; `None` where that is a snapshot or nothing.
    pub ghost: Option<Moment>,
    /// Since the snapshot compared with, or the latest; `None` without one.
    pub moved: Option<Moved>,
    /// The same as tables.
    pub tables: Vec<LensTable>,
    /// The same in paragraphs.
    pub words: Vec<String>,
    /// How this reader writes numbers.
    pub numbers: NumberStyle,
}

/// How the lens is made.
pub const PROGRESS_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "A snapshot keeps every measure of every account as it stands on a day. The line adds a measure up over the accounts shown at \
         each snapshot and today; measures that do not add up, such as an index or a share, are averaged over the accounts they are \
         known of. An account of which a measure was not known does not count as zero: it is left out, and the number of accounts is \
         said beside each figure. A scenario that is compared with stands as a hollow mark beside today.",
        "Below, each account known at both times stands with its number then and now, the largest change first. What was not known at \
         one of the two times is counted in words.",
    ],
    sources: &[
        "Peppers, D., & Rogers, M. (2005), Return on Customer: snapshots of the same customers over time.",
    ],
    measures: &[
        MeasureId::TotalValue,
        MeasureId::CurrentValue,
        MeasureId::RelationshipValue,
        MeasureId::ValueReceived,
        MeasureId::Contribution,
    ],
};

/// Measures known today of at least one account, for the choice.
pub fn trackable(valuation: &Valuation) -> Vec<MeasureId> {
    let is_known = |measure: &MeasureId| valuation.column(*measure).known().next().is_some();
    MeasureId::ALL.iter().copied().filter(is_known).collect()
}

/// The lens over the accounts in `rows`, compared with the snapshot `compared`; with the newest where there is none.
pub fn progress(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    measure: MeasureId,
    compared: Option<&Snapshot>,
    numbers: &NumberStyle,
) -> ProgressReport {
    let accounts = &document.portfolio.accounts;
    let shown: BTreeMap<&AccountId, usize> = rows.iter().map(|&row| (&accounts[row].id, row)).collect();
    let mut snapshots: Vec<&Shared<Snapshot>> = document.snapshots.iter().collect();
    sort_by(&mut snapshots, |a, b| a.day.cmp(&b.day));
    let mut moments: Vec<Moment> = snapshots
        .iter()
        .filter_map(|snapshot| {
            let then = values_then(snapshot, measure, &shown);
            moment(&snapshot.name, snapshot.day, measure, then.into_values(), numbers)
        })
        .collect();
    let now = rows.iter().filter_map(|&row| valuation.get(measure, row).value);
    moments.extend(moment(NOW, document.as_of, measure, now, numbers));
    let is_kept = |one: &Snapshot| snapshots.iter().any(|snapshot| snapshot.id == one.id);
    let ghost = compared.filter(|one| !is_kept(one)).and_then(|one| {
        let there = values_then(one, measure, &shown).into_values();
        moment(&one.name, one.day, measure, there, numbers)
    });
    let since = compared.or_else(|| snapshots.last().map(|newest| &***newest));
    let moved = since.map(|snapshot| {
        let then = values_then(snapshot, measure, &shown);
        moved(
            document,
            valuation,
            rows,
            measure,
            (&snapshot.name, &then),
            numbers,
        )
    });
    ProgressReport {
        measure,
        moments,
        ghost,
        moved,
        tables: Vec::new(),
        words: Vec::new(),
        numbers: numbers.clone(),
    }
    .told()
}

impl ProgressReport {
    /// The same where what is shown is not the present: `name` is the scenario that is looked through.
    pub fn looked_through(mut self, name: &str) -> Self {
        if let Some(now) = self.moments.last_mut() {
            now.name = name.to_owned();
        }
        self.told()
    }

    /// True where there is more than one point to draw.
    pub fn has_course(&self) -> bool {
        self.moments.len() + usize::from(self.ghost.is_some()) > 1
    }

    fn told(mut self) -> Self {
        let points = self.moments.iter().chain(&self.ghost);
        let points: Vec<&Moment> = points.collect();
        self.tables = tables(self.measure, &points, self.moved.as_ref());
        self.words = words(self.measure, &self.moments, self.moved.as_ref(), &self.numbers);
        self.words.extend(self.ghost.as_ref().map(|ghost| {
            format!(
                "In {}: {}, of {} accounts.",
                ghost.name,
                ghost.written,
                self.numbers.number(ghost.n_known as f64, 0)
            )
        }));
        self
    }
}

/// What was known of the accounts shown, by row.
fn values_then(
    snapshot: &Snapshot,
    measure: MeasureId,
    shown: &BTreeMap<&AccountId, usize>,
) -> BTreeMap<usize, f64> {
    let values = snapshot.column(measure.key()).unwrap_or_default();
    let known = snapshot.accounts.iter().zip(values);
    known
        .filter_map(|(account, value)| Some((*shown.get(account)?, (*value)?)))
        .collect()
}

fn moment(
    name: &str,
    day: Day,
    measure: MeasureId,
    values: impl Iterator<Item = f64>,
    numbers: &NumberStyle,
) -> Option<Moment> {
    let (sum, n_known) = values.fold((0.0, 0_usize), |(sum, n), value| (sum + value, n + 1));
    let value = if adds_up(measure) {
        sum
    } else {
        sum / n_known as f64
    };
    (n_known > 0).then(|| Moment {
        name: name.to_owned(),
        day,
        value,
        written: numbers.value(value, measure.unit()),
        n_known,
    })
}

fn moved(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    measure: MeasureId,
    (since, then): (&str, &BTreeMap<usize, f64>),
    numbers: &NumberStyle,
) -> Moved {
    let write = |value: f64| numbers.value(value, measure.unit());
    let signed = |change: f64| format!("{}{}", if change > 0.0 { "+" } else { "" }, write(change));
    let mut movers = Vec::new();
    let (mut n_new, mut n_lost) = (0, 0);
    for &row in rows {
        let now = valuation.get(measure, row).value;
        // What differs by nothing but the digits a snapshot keeps has not moved.
        let before = then
            .get(&row)
            .map(|then| now.filter(|now| kept(*now) == *then).unwrap_or(*then));
        match (before, now) {
            (Some(before), Some(after)) => movers.push(Mover {
                row,
                name: document.portfolio.accounts[row].name.clone(),
                before,
                after,
                written: [write(before), write(after), signed(after - before)],
            }),
            (None, Some(_)) => n_new += 1,
            (Some(_), None) => n_lost += 1,
            (None, None) => {}
        }
    }
    sort_by(&mut movers, |a, b| {
        let size = |mover: &Mover| (mover.after - mover.before).abs();
        size(b).total_cmp(&size(a)).then(a.row.cmp(&b.row))
    });
    let ends = movers.iter().flat_map(|mover| [mover.before, mover.after]);
    let kind = if adds_up(measure) {
        ScaleKind::Symlog
    } else {
        ScaleKind::Linear
    };
    Moved {
        since: since.to_owned(),
        scale: Scale::fit(kind, ends, &[0.0], None),
        movers,
        n_new,
        n_lost,
    }
}

fn tables(measure: MeasureId, moments: &[&Moment], moved: Option<&Moved>) -> Vec<LensTable> {
    let how = if adds_up(measure) {
        "added up"
    } else {
        "on average"
    };
    let over_time = LensTable {
        caption: format!("{} of the accounts shown, {how}", measure.label()),
        headers: ["Time", "As of", measure.label(), "Accounts it is known of"]
            .map(str::to_owned)
            .into(),
        rows: moments
            .iter()
            .map(|moment| LensRow {
                row: None,
                cells: vec![
                    moment.name.clone(),
                    moment.day.to_string(),
                    moment.written.clone(),
                    moment.n_known.to_string(),
                ],
            })
            .collect(),
    };
    let by_account = moved.map(|moved| LensTable {
        caption: format!("{} of each account, then and now", measure.label()),
        headers: vec![
            "Account".to_owned(),
            moved.since.clone(),
            "Now".to_owned(),
            "Change".to_owned(),
        ],
        rows: moved
            .movers
            .iter()
            .map(|mover| LensRow {
                row: Some(mover.row),
                cells: std::iter::once(mover.name.clone())
                    .chain(mover.written.iter().cloned())
                    .collect(),
            })
            .collect(),
    });
    std::iter::once(over_time).chain(by_account).collect()
}

fn words(
    measure: MeasureId,
    moments: &[Moment],
    moved: Option<&Moved>,
    numbers: &NumberStyle,
) -> Vec<String> {
    let Some(moved) = moved else {
        return vec![
            "There is no snapshot yet, so there is nothing to compare with. Take one on the Portfolio page: it keeps every measure of \
             every account as it stands, and from then on this page shows what has become of it."
                .to_owned(),
        ];
    };
    let count = |n: usize| numbers.number(n as f64, 0);
    let label = measure.label();
    let how = if adds_up(measure) {
        "together"
    } else {
        "on average"
    };
    let mut words = Vec::new();
    if let (Some(first), Some(last)) = (moments.first(), moments.last()) {
        words.push(format!(
            "{label} {how}: {} at {} ({} accounts), {} at {} ({} accounts).",
            first.written,
            first.name,
            count(first.n_known),
            last.written,
            if last.name == NOW { "now" } else { &last.name },
            count(last.n_known)
        ));
    }
    let rose = moved
        .movers
        .iter()
        .filter(|mover| mover.after > mover.before)
        .count();
    let fell = moved
        .movers
        .iter()
        .filter(|mover| mover.after < mover.before)
        .count();
    words.push(format!(
        "Compared with {}, of {} accounts known in both {} rose and {} fell.",
        moved.since,
        count(moved.movers.len()),
        count(rose),
        count(fell)
    ));
    if let Some(most) = moved.movers.first().filter(|mover| mover.after != mover.before) {
        let [before, after, change] = &most.written;
        words.push(format!(
            "{} moved most: from {before} to {after} ({change}).",
            most.name
        ));
    }
    if moved.n_new > 0 {
        words.push(format!("Of {} it was not known then.", count(moved.n_new)));
    }
    if moved.n_lost > 0 {
        words.push(format!(
            "Of {} it was known then and is not now.",
            count(moved.n_lost)
        ));
    }
    words
}
