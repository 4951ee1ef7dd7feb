//! What to do with an account in its zone, each move with the numbers that speak for it.

use crate::measures::{MeasureId, Valuation};

use super::fix_or_release::{FixOrRelease, Verdict};
use super::zones::{Placement, Zone};

/// A move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Keep what is there.
    Protect,
    /// Win more of the wallet.
    Grow,
    /// Be paid for the value they get.
    Monetise,
    /// Sell more of what we have.
    Broaden,
    /// Serve at less cost.
    ServeLeaner,
    /// Raise the value they get.
    Repair,
    /// Serve by standard and self-service.
    Automate,
    /// Hand over when fixing fails.
    Release,
    /// Keep for what it brings beside sales.
    KeepForRelationship,
    /// Ask for a reference.
    AskReference,
    /// Find out what is missing.
    FindOut,
}

impl Move {
    /// The words for people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Protect => "Protect",
            Self::Grow => "Grow the share of wallet",
            Self::Monetise => "Be paid for the value they get",
            Self::Broaden => "Broaden what they buy",
            Self::ServeLeaner => "Serve at less cost",
            Self::Repair => "Repair the value they get",
            Self::Automate => "Automate",
            Self::Release => "Release if fixing fails",
            Self::KeepForRelationship => "Keep for what it brings beside sales",
            Self::AskReference => "Ask for a reference",
            Self::FindOut => "Find out what is missing",
        }
    }
}

/// A number that speaks for a move, and what it is held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// The measure.
    pub measure: MeasureId,
    /// Its value; `None` says that it is missing.
    pub value: Option<f64>,
    /// The value it is held against.
    pub against: Option<f64>,
}

/// Moves for one account, the first one first.
#[derive(Clone, Debug, PartialEq)]
pub struct Strategy {
    /// The zone; `None` when a value is missing.
    pub zone: Option<Zone>,
    /// What puts it there: the two values of the map and their thresholds.
    pub because: [Evidence; 2],
    /// The moves, each with what speaks for it.
    pub moves: Vec<(Move, Vec<Evidence>)>,
}

/// Portfolio-wide lines that moves are held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lines {
    /// Where the map divides across.
    pub across: Option<f64>,
    /// Where the map divides up.
    pub up: Option<f64>,
    /// Median effective breadth.
    pub breadth: Option<f64>,
}

/// The strategy of the account in `row`. `fix` is its case when it is below zero.
pub fn strategy(
    valuation: &Valuation,
    row: usize,
    placement: &Placement,
    lines: Lines,
    fix: Option<&FixOrRelease>,
) -> Strategy {
    let value = |measure| valuation.get(measure, row).value;
    let evidence = |measure, against| Evidence {
        measure,
        value: value(measure),
        against,
    };
    let because = [
        evidence(MeasureId::ValueReceived, lines.across),
        evidence(MeasureId::TotalValue, lines.up),
    ];
    let zone = placement.zone();
    let mut moves = Vec::new();
    match zone {
        None => {
            let missing = because
                .into_iter()
                .filter(|evidence| evidence.value.is_none())
                .collect();
            moves.push((Move::FindOut, missing));
        }
        Some(Zone::Strategic) => {
            let retention = evidence(MeasureId::Retention, None);
            let total = evidence(MeasureId::TotalValue, lines.up);
            let reason = if retention.value.is_some() {
                retention
            } else {
                total
            };
            moves.push((Move::Protect, vec![reason]));
        }
        Some(Zone::Cooperative) => {
            moves.push((
                Move::Repair,
                vec![evidence(MeasureId::ValueReceived, lines.across)],
            ));
        }
        Some(Zone::Prospective | Zone::Tactical) => {}
    }
    below_zero(&mut moves, fix, &evidence);
    if zone == Some(Zone::Prospective) && fix.is_none() {
        moves.push((Move::Monetise, vec![evidence(MeasureId::TotalValue, lines.up)]));
    }
    if matches!(zone, Some(Zone::Strategic | Zone::Prospective)) {
        growth(&mut moves, lines, &evidence);
    }
    if zone == Some(Zone::Tactical) && fix.is_none() {
        moves.push((Move::Automate, vec![evidence(MeasureId::CostToServe, None)]));
    }
    Strategy { zone, because, moves }
}

fn below_zero(
    moves: &mut Vec<(Move, Vec<Evidence>)>,
    fix: Option<&FixOrRelease>,
    evidence: &impl Fn(MeasureId, Option<f64>) -> Evidence,
) {
    let Some(fix) = fix else { return };
    moves.push((
        Move::ServeLeaner,
        vec![evidence(MeasureId::Contribution, Some(0.0))],
    ));
    match fix.verdict {
        Verdict::HiddenAsset => moves.push((
            Move::KeepForRelationship,
            vec![evidence(MeasureId::RelationshipValue, None)],
        )),
        Verdict::FixOrRelease => moves.push((
            Move::Release,
            vec![
                evidence(MeasureId::AvoidableCost, Some(fix.gross_margin)),
                evidence(MeasureId::RelationshipValue, None),
            ],
        )),
        Verdict::Fix | Verdict::FixUnknownRelease => {}
    }
}

fn growth(
    moves: &mut Vec<(Move, Vec<Evidence>)>,
    lines: Lines,
    evidence: &impl Fn(MeasureId, Option<f64>) -> Evidence,
) {
    let headroom = evidence(MeasureId::Headroom, None);
    if headroom.value.is_some_and(|headroom| headroom > 0.0) {
        moves.push((
            Move::Grow,
            vec![headroom, evidence(MeasureId::ShareOfWallet, None)],
        ));
    }
    let breadth = evidence(MeasureId::EffectiveBreadth, lines.breadth);
    if breadth
        .value
        .zip(breadth.against)
        .is_some_and(|(own, usual)| own < usual)
    {
        moves.push((Move::Broaden, vec![breadth]));
    }
    // Well served and never used as a reference: unknown is not never.
    let reference = evidence(MeasureId::ReferenceRole, None);
    if reference.value == Some(0.0) {
        moves.push((
            Move::AskReference,
            vec![evidence(MeasureId::ValueReceived, lines.across), reference],
        ));
    }
}
