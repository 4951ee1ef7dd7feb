//! What is assumed rather than known, and how the map is set up.

use std::collections::BTreeMap;

use crate::units::{Estimate, Rate, Ratio, Years};

use super::account::choice;
use super::{Capital, Change, Emphasis, Fits, Lever, ListeningPost, Moves, SegmentCeilings, Shared};

/// Whether a lifetime value counts the margin of today, which is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountingConvention {
    /// Only what is still to come, first after one year (Gupta & Lehmann 2003).
    FutureOnly,
    /// One undiscounted contribution more.
    CountToday,
}

choice! {
    /// When within a year its payments count from (Berger & Nasr 1998).
    PaymentTiming {
        /// At its end.
        End = "end",
        /// In its middle: spread over the year.
        Middle = "middle",
        /// At its start.
        Start = "start",
    }
}

/// What one native unit of a form of capital is worth in money.
#[derive(Clone, Debug, PartialEq)]
pub struct ExchangeRate {
    /// The native unit, as in [`super::ValueEvent::unit`].
    pub unit: String,
    /// The form of capital.
    pub capital: Capital,
    /// Money per unit, low to high.
    pub worth: Estimate,
}

/// A named set of assumptions.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumptions {
    /// Discount rate per year.
    pub discount_rate: Rate,
    /// Years that count; `None` is without end.
    pub horizon: Option<u16>,
    /// Whether today's margin counts.
    pub convention: CountingConvention,
    /// When the payments of a year count from.
    pub timing: PaymentTiming,
    /// Growth of contribution per year where an account states none.
    pub growth: Rate,
    /// Gross margin as a share of revenue where an account states none; `None` leaves it unknown.
    pub gross_margin_ratio: Option<Estimate>,
    /// Mean retention per year where nothing at all is known; `None` leaves it unknown.
    pub prior_retention: Option<Ratio>,
    /// How many observed periods the segment's mean counts as when an account's own retention is shrunk to it.
    pub prior_strength: f64,
    /// Cost of winning a customer, saved when a referral brings one.
    pub acquisition_cost: Option<Estimate>,
    /// How far the levers of the accounts of a segment can be moved; one entry per segment.
    pub ceilings: Vec<SegmentCeilings>,
    /// Fitted models that were applied.
    pub fits: Fits,
    /// Evidence counts half after this long.
    pub evidence_half_life: Years,
    /// How much an answer counts by where it was heard, 0 to 1; where nothing is said it counts in full.
    pub post_weights: Shared<BTreeMap<ListeningPost, Ratio>>,
    /// Uses as a reference per quarter above which an account is asked too often.
    pub reference_limit: f64,
    /// What is judged about winning and keeping customers.
    pub emphasis: Emphasis,
    /// Worth of native units in money.
    pub exchange: Vec<ExchangeRate>,
    /// Off: nothing that is not money is turned into money.
    pub exchange_on: bool,
    /// What a scenario does to the levers of each account; empty without one, and never saved.
    pub moves: Shared<Moves>,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            discount_rate: Rate::clamped(0.10),
            horizon: None,
            convention: CountingConvention::FutureOnly,
            timing: PaymentTiming::End,
            growth: Rate::clamped(0.0),
            gross_margin_ratio: None,
            prior_retention: Some(Ratio::clamped(0.75)),
            prior_strength: 4.0,
            acquisition_cost: None,
            ceilings: Vec::new(),
            fits: Fits::default(),
            evidence_half_life: Years::clamped(2.0),
            post_weights: Shared::default(),
            reference_limit: 2.0,
            emphasis: Emphasis::default(),
            exchange: Vec::new(),
            exchange_on: true,
            moves: Shared::default(),
        }
    }
}

impl Assumptions {
    /// What a scenario does to one lever of the account in `row`.
    pub fn change(&self, row: usize, lever: Lever) -> Change {
        self.moves.of(row, lever)
    }

    /// How much an answer heard at `post` counts, 0 to 1.
    pub fn post_weight(&self, post: ListeningPost) -> f64 {
        self.post_weights.get(&post).map_or(1.0, |weight| weight.get())
    }
}

/// The names and one-line strategies of the four zones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneTexts {
    /// High for both.
    pub strategic: String,
    /// They gain, we do not yet.
    pub prospective: String,
    /// We gain, they do not.
    pub cooperative: String,
    /// Low for both.
    pub tactical: String,
}

impl Default for ZoneTexts {
    fn default() -> Self {
        Self {
            strategic: "Strategic".to_owned(),
            prospective: "Prospective".to_owned(),
            cooperative: "Cooperative".to_owned(),
            tactical: "Tactical".to_owned(),
        }
    }
}

/// Where the map divides, kept with the portfolio because decisions follow from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapSettings {
    /// Threshold by measure key (see `measures::MeasureId::key`); without one, the measure's own default holds.
    pub thresholds: BTreeMap<String, f64>,
    /// Zone names.
    pub zones: ZoneTexts,
}
