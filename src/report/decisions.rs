//! Fix or release, and the strategy of every account, as rows.

use crate::decisions::strategy::Lines;
use crate::decisions::{FixOrRelease, Placement, Step, Verdict, Zone, ZoneMap, fix_or_release, strategy};
use crate::maths::{largest_first, median};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document};

use super::style::{NumberStyle, UNKNOWN};

/// Accounts below zero, the largest losses first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FixList {
    /// The first of them.
    pub rows: Vec<FixRow>,
    /// How many there are.
    pub n_all: usize,
    /// What all of them lose per year; empty when there is none.
    pub total_loss: String,
}

/// One account below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// What it loses per year.
    pub loss: String,
    /// Cost cut to break even.
    pub cost_cut: String,
    /// Price rise to break even.
    pub price_rise: String,
    /// Cost that would disappear with it.
    pub avoidable: String,
    /// Relationship value that would be lost.
    pub relationship: String,
    /// What release would be worth.
    pub release: String,
    /// The recommendation in a sentence.
    pub verdict: String,
    /// The step to take first, and what it has to reach.
    pub next: String,
}

/// The accounts of one zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneGroup {
    /// Which; `None` for those that stand in none.
    pub zone: Option<Zone>,
    /// Its name.
    pub name: String,
    /// The strategy in a line.
    pub strategy: &'static str,
    /// How many there are and what they are worth.
    pub summary: String,
    /// How many accounts there are.
    pub n_rows: usize,
    /// The first of them, worth most first.
    pub rows: Vec<StrategyRow>,
}

/// The strategy of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrategyRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Value they receive.
    pub received: String,
    /// Total value.
    pub total: String,
    /// Moves, the first one first, each with the numbers that speak for it.
    pub moves: Vec<MoveRow>,
    /// What would carry it over, or what is missing.
    pub nearest: String,
}

/// One move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveRow {
    /// What to do.
    pub words: &'static str,
    /// Why.
    pub because: String,
}

/// The first `n_shown` accounts below zero.
pub fn fixes(document: &Document, valuation: &Valuation, n_shown: usize, style: &NumberStyle) -> FixList {
    let writer = Writer {
        document,
        valuation,
        style,
    };
    let fixes = fix_or_release(document, valuation);
    let total: f64 = fixes.iter().map(|fix| fix.loss).sum();
    FixList {
        rows: (fixes.iter().take(n_shown)).map(|fix| writer.fix(fix)).collect(),
        n_all: fixes.len(),
        total_loss: match fixes.is_empty() {
            true => String::new(),
            false => style.money(total),
        },
    }
}

/// The zones with the first `n_shown` accounts of each, and last those that stand in none.
pub fn strategies(
    document: &Document,
    valuation: &Valuation,
    n_shown: usize,
    style: &NumberStyle,
) -> Vec<ZoneGroup> {
    let writer = Writer {
        document,
        valuation,
        style,
    };
    let map = ZoneMap::value_map(document, valuation);
    writer.zones(&map, &fix_or_release(document, valuation), n_shown)
}

struct Writer<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    style: &'a NumberStyle,
}

impl Writer<'_> {
    fn account(&self, row: usize) -> (AccountId, String) {
        let account = &self.document.portfolio.accounts[row];
        (account.id.clone(), account.name.clone())
    }

    fn written(&self, measure: MeasureId, row: usize) -> String {
        self.style
            .measured(self.valuation.get(measure, row), measure.unit())
    }

    fn money(&self, amount: Option<f64>) -> String {
        amount.map_or_else(|| UNKNOWN.to_owned(), |amount| self.style.money(amount))
    }

    fn fix(&self, fix: &FixOrRelease) -> FixRow {
        let (account, name) = self.account(fix.row);
        let share =
            |share: Option<f64>| share.map_or_else(|| UNKNOWN.to_owned(), |share| self.style.share(share));
        FixRow {
            account,
            name,
            loss: self.style.money(fix.loss),
            cost_cut: match fix.cost_cut {
                Some(cut) if cut > 1.0 => "not by cost alone".to_owned(),
                cut => share(cut),
            },
            price_rise: share(fix.price_rise),
            avoidable: self.money(fix.avoidable_cost),
            relationship: self.money(fix.relationship_value),
            release: self.money(fix.release_value),
            verdict: verdict_sentence(fix),
            next: next_step(fix, self.style),
        }
    }

    fn zones(&self, map: &ZoneMap, fixes: &[FixOrRelease], n_shown: usize) -> Vec<ZoneGroup> {
        let n_accounts = self.document.portfolio.accounts.len();
        let breadths = self.valuation.column(MeasureId::EffectiveBreadth).known();
        let lines = Lines {
            across: map.across.map(|line| line.value),
            up: map.up.map(|line| line.value),
            breadth: median(breadths.map(|(_, breadth)| breadth).collect()),
        };
        let mut fix_of: Vec<Option<&FixOrRelease>> = vec![None; n_accounts];
        for fix in fixes {
            fix_of[fix.row] = Some(fix);
        }
        let placed: Vec<Placement> = (0..n_accounts).map(|row| map.place(row)).collect();
        let groups = Zone::ALL.into_iter().map(Some).chain([None]);
        groups
            .map(|zone| {
                let rows = self.by_worth((0..n_accounts).filter(|row| placed[*row].zone() == zone));
                ZoneGroup {
                    zone,
                    name: zone
                        .map_or("In no zone", |zone| zone.name(&self.document.map.zones))
                        .to_owned(),
                    strategy: zone.map_or("Find out what is missing", Zone::strategy),
                    summary: self.summary(&rows),
                    n_rows: rows.len(),
                    rows: (rows.into_iter().take(n_shown))
                        .map(|row| self.strategy_row(row, &placed[row], lines, fix_of[row]))
                        .collect(),
                }
            })
            .collect()
    }

    /// Rows in their order, worth most first.
    fn by_worth(&self, rows: impl Iterator<Item = usize>) -> Vec<usize> {
        let total = |row: usize| {
            let total = self.valuation.get(MeasureId::TotalValue, row).value;
            (row, total.unwrap_or(f64::NEG_INFINITY))
        };
        let mut rows: Vec<(usize, f64)> = rows.map(total).collect();
        largest_first(&mut rows);
        rows.into_iter().map(|(row, _)| row).collect()
    }

    fn summary(&self, rows: &[usize]) -> String {
        let known: Vec<f64> = (rows.iter())
            .filter_map(|row| self.valuation.get(MeasureId::TotalValue, *row).value)
            .collect();
        let accounts = if rows.len() == 1 { "account" } else { "accounts" };
        if known.is_empty() {
            return format!("{} {accounts}", rows.len());
        }
        let sum = self.style.money(known.iter().sum());
        match rows.len() - known.len() {
            0 => format!("{} {accounts}, together worth {sum}", rows.len()),
            unknown => format!(
                "{} {accounts}, together worth {sum}; {unknown} of unknown worth",
                rows.len()
            ),
        }
    }

    fn strategy_row(
        &self,
        row: usize,
        placement: &Placement,
        lines: Lines,
        fix: Option<&FixOrRelease>,
    ) -> StrategyRow {
        let (account, name) = self.account(row);
        let strategy = strategy(self.valuation, row, placement, lines, fix);
        StrategyRow {
            account,
            name,
            received: self.written(MeasureId::ValueReceived, row),
            total: self.written(MeasureId::TotalValue, row),
            moves: (strategy.moves.iter())
                .map(|(step, evidence)| MoveRow {
                    words: step.words(),
                    because: evidence
                        .iter()
                        .map(|evidence| self.evidence(*evidence))
                        .collect::<Vec<_>>()
                        .join("; "),
                })
                .collect(),
            nearest: self.nearest(placement),
        }
    }

    fn evidence(&self, evidence: crate::decisions::Evidence) -> String {
        let unit = evidence.measure.unit();
        let label = evidence.measure.label();
        let label =
            label.get(..1).map_or(String::new(), str::to_lowercase) + label.get(1..).unwrap_or_default();
        match (evidence.value, evidence.against) {
            (Some(value), Some(margin)) if evidence.measure == MeasureId::AvoidableCost => {
                let (value, margin) = (self.style.money(value), self.style.money(margin));
                format!("{label} {value} against a gross margin of {margin}")
            }
            (None, _) => format!("{label} is not known"),
            (Some(value), None) => format!("{label} {}", self.style.value(value, unit)),
            (Some(value), Some(against)) => {
                let side = if value < against { "below" } else { "at or above" };
                let (value, against) = (self.style.value(value, unit), self.style.value(against, unit));
                format!("{label} {value}, {side} {against}")
            }
        }
    }

    fn nearest(&self, placement: &Placement) -> String {
        let placed = match placement {
            Placement::Missing { across, up } => {
                let missing = match (across, up) {
                    (true, true) => "what it receives and what it is worth",
                    (true, false) => "what it receives",
                    _ => "what it is worth",
                };
                return format!("Not known: {missing}");
            }
            Placement::In(placed) => placed,
        };
        let (measure, needed, straddles) = match placed.nearest {
            crate::decisions::Axis::Across => (
                MeasureId::ValueReceived,
                placed.needed_across,
                placed.straddles_across,
            ),
            crate::decisions::Axis::Up => (MeasureId::TotalValue, placed.needed_up, placed.straddles_up),
        };
        let amount = self.style.value(needed.abs(), measure.unit());
        let way = if needed > 0.0 { "more" } else { "less" };
        let what = match measure {
            MeasureId::ValueReceived => format!("{amount} points {way} value received"),
            _ => format!("{amount} {way} total value"),
        };
        let zone = placed.would_become.name(&self.document.map.zones);
        let doubt = if straddles {
            "; its interval reaches that far"
        } else {
            ""
        };
        format!("{zone} with {what}{doubt}")
    }
}

fn verdict_sentence(fix: &FixOrRelease) -> String {
    match fix.verdict {
        Verdict::HiddenAsset => "Hidden asset: fix the cost, keep the relationship".to_owned(),
        Verdict::Fix => "Fix: releasing it would lose money".to_owned(),
        Verdict::FixOrRelease => "Fix, and release if that fails".to_owned(),
        Verdict::FixUnknownRelease => {
            let unknown: Vec<String> = fix
                .unknown()
                .iter()
                .map(|measure| measure.label().to_lowercase())
                .collect();
            format!("Fix; release cannot be judged, not known: {}", unknown.join(", "))
        }
    }
}

/// The step to take first, and what it has to reach.
pub fn next_step(fix: &FixOrRelease, style: &NumberStyle) -> String {
    match (fix.next, fix.price_rise) {
        (Step::Reassess, _) if fix.cost_to_serve.is_none() => {
            "Reassess: the cost to serve is not known, so the loss may be larger".to_owned()
        }
        (Step::Reassess, _) => "Reassess: the numbers behind the loss are partly estimated".to_owned(),
        (Step::Educate, _) => format!(
            "Educate: the loss lies within the avoidable {}, cheaper ways of serving can close it",
            fix.avoidable_cost
                .map_or_else(|| UNKNOWN.to_owned(), |amount| style.money(amount))
        ),
        (Step::Renegotiate, Some(rise)) => format!(
            "Renegotiate: {} more price or margin closes the gap",
            style.share(rise)
        ),
        (Step::Renegotiate, None) => "Renegotiate price and service".to_owned(),
        (Step::Migrate, _) => "Migrate to a leaner service".to_owned(),
        (Step::Terminate, _) => "Hand it over to somebody who can serve it better".to_owned(),
    }
}
