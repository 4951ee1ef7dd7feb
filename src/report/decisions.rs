//! The Decisions page as rows: what to look at first, fix or release, and the strategy of every account.

use crate::decisions::strategy::Lines;
use crate::decisions::{
    FirstLook, FixOrRelease, Look, Placement, Step, Verdict, Zone, ZoneMap, first_look, fix_or_release,
    strategy,
};
use crate::maths::median;
use crate::maths::sort_by;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document};

use super::style::{NumberStyle, UNKNOWN};

/// Everything on the Decisions page.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionsReport {
    /// Look at these first.
    pub looks: Vec<LookRow>,
    /// Accounts below zero, largest loss first.
    pub fixes: Vec<FixRow>,
    /// What all of them lose per year; empty when there is none.
    pub total_loss: String,
    /// The zones with their accounts, and last those that stand in none.
    pub zones: Vec<ZoneGroup>,
}

/// One account to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The reason in one sentence.
    pub reason: String,
    /// What it is worth, or the sign for unknown.
    pub worth: String,
    /// What that worth is.
    pub worth_words: &'static str,
    /// The measure whose explanation goes deepest into the reason.
    pub measure: MeasureId,
    /// Further reasons.
    pub also: Vec<String>,
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
    /// Accounts, worth most first.
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

/// Everything the Decisions page shows.
pub fn decisions(document: &Document, valuation: &Valuation, style: &NumberStyle) -> DecisionsReport {
    let writer = Writer {
        document,
        valuation,
        style,
    };
    let map = ZoneMap::value_map(document, valuation);
    let fixes = fix_or_release(document, valuation);
    let looks = first_look(document, valuation, &map, &fixes);
    let total: f64 = fixes.iter().map(|fix| fix.loss).sum();
    DecisionsReport {
        looks: looks.iter().map(|look| writer.look(look)).collect(),
        total_loss: if fixes.is_empty() {
            String::new()
        } else {
            style.money(total)
        },
        zones: writer.zones(&map, &fixes),
        fixes: fixes.iter().map(|fix| writer.fix(fix)).collect(),
    }
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

    fn look(&self, look: &FirstLook) -> LookRow {
        let (account, name) = self.account(look.row);
        let (worth_words, measure) = worth_words(look.look);
        LookRow {
            account,
            name,
            reason: self.reason(look.row, look.look, look.worth),
            worth: self.money(look.worth),
            worth_words,
            measure,
            also: (look.also.iter())
                .map(|(also, worth)| self.reason(look.row, *also, *worth))
                .collect(),
        }
    }

    fn reason(&self, row: usize, look: Look, worth: Option<f64>) -> String {
        let worth = self.money(worth);
        let of = |measure| self.written(measure, row);
        match look {
            Look::BelowZero { verdict } => {
                let then = match verdict {
                    Verdict::HiddenAsset => format!(
                        "but brings {} beside sales: fix the cost, do not release it",
                        of(MeasureId::RelationshipValue)
                    ),
                    Verdict::Fix => "and releasing it would lose more: fix it".to_owned(),
                    Verdict::FixOrRelease => "and release would pay if fixing fails".to_owned(),
                    Verdict::FixUnknownRelease => {
                        "and whether release would pay cannot be told yet: fix it first".to_owned()
                    }
                };
                format!("Loses {worth} a year, {then}.")
            }
            Look::ValueAtRisk {
                leaving,
                current_value,
            } => format!(
                "Worth {} by its own purchases, but puts what it gets at {} of 100. With a {} chance to leave, {worth} is \
                 expected to go within a year.",
                self.style.money(current_value),
                of(MeasureId::ValueReceived),
                self.style.share(leaving)
            ),
            Look::NotHeard {
                leaving,
                current_value,
            } => format!(
                "Worth {} by its own purchases, and nobody has asked what it gets. With a {} chance to leave, {worth} is \
                 expected to go within a year.",
                self.style.money(current_value),
                self.style.share(leaving)
            ),
            Look::Headroom { share } => format!(
                "Well served, yet spends only {} of its wallet with us: up to {worth} more margin a year.",
                self.style.share(share)
            ),
            Look::OweThem => {
                format!("Gave us {worth} more than it got, beside sales: thank it and give back.")
            }
            Look::OwesUs => {
                format!("Got {worth} more from us than it gave, beside sales: there is something to ask for.")
            }
            Look::ReviewDue { due } => {
                format!("Its review as a key account was due on {}.", self.style.day(due))
            }
        }
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
            next: self.next_sentence(fix),
        }
    }

    fn next_sentence(&self, fix: &FixOrRelease) -> String {
        match (fix.next, fix.price_rise) {
            (Step::Reassess, _) if fix.cost_to_serve.is_none() => {
                "Reassess: the cost to serve is not known, so the loss may be larger".to_owned()
            }
            (Step::Reassess, _) => "Reassess: the numbers behind the loss are partly estimated".to_owned(),
            (Step::Educate, _) => format!(
                "Educate: the loss lies within the avoidable {}, cheaper ways of serving can close it",
                self.money(fix.avoidable_cost)
            ),
            (Step::Renegotiate, Some(rise)) => format!(
                "Renegotiate: {} more price or margin closes the gap",
                self.style.share(rise)
            ),
            (Step::Renegotiate, None) => "Renegotiate price and service".to_owned(),
            (Step::Migrate, _) => "Migrate to a leaner service".to_owned(),
            (Step::Terminate, _) => "Hand it over to somebody who can serve it better".to_owned(),
        }
    }

    fn zones(&self, map: &ZoneMap, fixes: &[FixOrRelease]) -> Vec<ZoneGroup> {
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
                let mut rows: Vec<usize> = (0..n_accounts)
                    .filter(|row| placed[*row].zone() == zone)
                    .collect();
                self.sort_by_worth(&mut rows);
                ZoneGroup {
                    zone,
                    name: zone
                        .map_or("In no zone", |zone| zone.name(&self.document.map.zones))
                        .to_owned(),
                    strategy: zone.map_or("Find out what is missing", Zone::strategy),
                    summary: self.summary(&rows),
                    rows: (rows.into_iter())
                        .map(|row| self.strategy_row(row, &placed[row], lines, fix_of[row]))
                        .collect(),
                }
            })
            .collect()
    }

    fn sort_by_worth(&self, rows: &mut [usize]) {
        let total = |row: usize| {
            let total = self.valuation.get(MeasureId::TotalValue, row).value;
            total.unwrap_or(f64::NEG_INFINITY)
        };
        sort_by(rows, |a, b| total(*b).total_cmp(&total(*a)).then(a.cmp(b)));
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

const fn worth_words(look: Look) -> (&'static str, MeasureId) {
    match look {
        Look::BelowZero { .. } => ("lost a year", MeasureId::Contribution),
        Look::ValueAtRisk { .. } => ("expected to leave within a year", MeasureId::CurrentValue),
        Look::NotHeard { .. } => ("expected to leave within a year", MeasureId::CurrentValue),
        Look::Headroom { .. } => ("more margin a year, at most", MeasureId::Headroom),
        Look::OweThem | Look::OwesUs => ("open balance", MeasureId::ExchangeBalance),
        Look::ReviewDue { .. } => ("no amount", MeasureId::TotalValue),
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
