//! Who moved in the ranking used today since a snapshot, or moves in a scenario.

use crate::maths::{largest_first, rank_correlation};
use crate::measures::places::{Move, moves_between};
use crate::measures::{Direction, MeasureId, Valuation};
use crate::portfolio::{Document, Snapshot};

use super::lens::LensTable;
use super::metric_audit::{AuditReport, SlopeReport, Way, movers, slope_report, slope_table, way};
use super::style::NumberStyle;
use super::then::Then;
use super::three_ps_since::gone;

/// The ranking used today, then and now.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditSince {
    /// Name of the snapshot or scenario.
    pub name: String,
    /// Places then and now; `None` where the measure was known of fewer than two accounts at both times.
    pub slope: Option<SlopeReport>,
    /// One sentence.
    pub finding: String,
}

impl AuditReport {
    /// The same with who moved in the ranking used today, of the accounts in `rows`, since `snapshot`.
    pub fn since(
        mut self,
        document: &Document,
        valuation: &Valuation,
        rows: &[usize],
        snapshot: &Snapshot,
        numbers: &NumberStyle,
    ) -> Self {
        let then = Then::new(document, snapshot);
        let since = since(document, valuation, rows, &then, self.today, numbers);
        if let Some(finding) = self.words.first_mut() {
            *finding = format!("{finding} {}", since.finding);
        }
        let n_new = rows.iter().filter(|row| !then.has(**row)).count();
        if n_new > 0 {
            self.words.push(format!(
                "{} of the accounts shown {} not in {}.",
                numbers.number(n_new as f64, 0),
                if n_new == 1 { "is" } else { "are" },
                then.name()
            ));
        }
        self.words.extend(gone(&then, numbers));
        self.tables.extend(
            since
                .slope
                .as_ref()
                .map(|slope| table(slope, self.today, numbers)),
        );
        self.since = Some(since);
        self
    }
}

fn since(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    then: &Then,
    today: MeasureId,
    numbers: &NumberStyle,
) -> AuditSince {
    let before = then.values(valuation, today);
    let both = rows.iter().filter_map(|&row| {
        let then = before.get(row).copied().flatten()?;
        Some((row, then, valuation.get(today, row).value?))
    });
    let both: Vec<(usize, f64, f64)> = both.collect();
    let better = |value: f64| match today.direction() {
        Direction::Down => -value,
        _ => value,
    };
    let ranked = |of: fn(&(usize, f64, f64)) -> f64| {
        let mut order: Vec<(usize, f64)> = both.iter().map(|one| (one.0, better(of(one)))).collect();
        largest_first(&mut order);
        order
    };
    let all = moves_between(&ranked(|one| one.1), &ranked(|one| one.2));
    let written = |end: usize, row: usize| match end {
        0 => before[row].map_or_else(String::new, |then| numbers.value(then, today.unit())),
        _ => numbers.measured(valuation.get(today, row), today.unit()),
    };
    let heads = [then.name().to_owned(), "Now".to_owned()];
    let slope = slope_report(heads, &all, document, &written, numbers).map(|slope| {
        let (before, now): (Vec<f64>, Vec<f64>) = both.iter().map(|(_, then, now)| (*then, *now)).unzip();
        let rho = rank_correlation(&before, &now);
        SlopeReport {
            said: [format!("in {}", then.name()), "now".to_owned()],
            verdict: rho.map_or_else(String::new, |rho| format!("ρ {}", numbers.number(rho, 2))),
            ..slope
        }
    });
    AuditSince {
        name: then.name().to_owned(),
        finding: finding(then, today, slope.as_ref(), &all, numbers),
        slope,
    }
}

fn finding(
    then: &Then,
    today: MeasureId,
    slope: Option<&SlopeReport>,
    all: &[Move],
    numbers: &NumberStyle,
) -> String {
    let (name, label) = (then.name(), today.label().to_lowercase());
    let Some(slope) = slope else {
        return match then.holds(today) {
            true => {
                format!("Fewer than two accounts have {label} both in {name} and now, so nobody is compared.")
            }
            false => format!("{name} holds no {label} of anybody: it was not kept, or not known then."),
        };
    };
    if all.iter().all(|one| one.climbed() == 0.0) {
        return format!("Compared with {name} the ranking by {label} is the same.");
    }
    let n_moved = all
        .iter()
        .filter(|one| way(one.climbed(), all.len()) != Way::Level);
    let most = movers(slope).unwrap_or_default();
    format!(
        "Compared with {name} {} of {} moved by more than a tenth of the ranking by {label}: {most}",
        numbers.number(n_moved.count() as f64, 0),
        slope.both,
    )
}

fn table(slope: &SlopeReport, today: MeasureId, numbers: &NumberStyle) -> LensTable {
    let label = today.label();
    let headers = [
        "Account".to_owned(),
        format!("{label}, {}", slope.heads[0]),
        format!("Place, {}", slope.heads[0]),
        label.to_owned(),
        "Place now".to_owned(),
        "Places gained".to_owned(),
    ];
    LensTable {
        caption: format!("The ranking by {}, then and now", label.to_lowercase()),
        headers: headers.into(),
        ..slope_table(slope, numbers)
    }
}
