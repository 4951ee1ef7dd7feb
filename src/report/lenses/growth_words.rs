//! Current × Potential, in words.

use crate::measures::MeasureId;

use super::super::map_lens::{MapLens, MapOverlay, zone};
use super::super::{ColourBy, ScaleKind};

/// Current value × potential value (Peppers & Rogers: most valuable, most growable, below zero).
pub static CURRENT_AND_POTENTIAL: MapLens = MapLens {
    key: "current-potential",
    title: "Current × Potential",
    short: "Current × potential value",
    lead: "What each is worth today, and what it could be worth with every lever as far as it goes.",
    x: MeasureId::CurrentValue,
    y: MeasureId::PotentialValue,
    x_scale: ScaleKind::Symlog,
    y_scale: ScaleKind::Symlog,
    // The stem is as long as the gap: marks of one size leave it to be seen.
    size: None,
    colour: ColourBy::Nothing,
    across: &[MeasureId::CurrentValue],
    up: &[MeasureId::PotentialValue],
    across_instead: &[MeasureId::CurrentValue, MeasureId::Contribution],
    up_instead: &[MeasureId::PotentialValue, MeasureId::Headroom],
    zones: [
        zone(
            "Most valuable",
            "Worth much today and later: retain them first, and grow them as far as it pays.",
        ),
        zone(
            "Near their ceiling",
            "Worth much and close to what they can be: keep, and spend on others.",
        ),
        zone(
            "Most growable",
            "Worth little today and much later: invest in the levers with the longest steps.",
        ),
        zone(
            "Low maintenance",
            "Little today and later: serve at the least cost that keeps them content.",
        ),
    ],
    has_own_names: false,
    has_one_scale: true,
    has_roles: false,
    sides: ["Worth today", "Worth at its best"],
    overlays: &[MapOverlay::Growth, MapOverlay::Centres, MapOverlay::Trails],
    overlays_on: &[MapOverlay::Growth],
    method: &[
        "From left to right: current value. From bottom to top: potential value, worked out by the same engine with \
         retention, share of wallet, breadth, margin and cost to serve at their ceilings. Both axes have one scale, so an \
         account with nothing to gain stands on the diagonal, and the stem from the diagonal up to its mark is the gap.",
        "A stem has the colour of the lever that adds most, and its sign at the foot. The stem of a selected account is split by lever, from the bottom up. The parts are exact Shapley shares of the \
         gap: whatever the order in which levers are pulled, they add up to it. On a logarithmic scale upper parts look \
         shorter than they are; read their amounts beside the picture.",
        "Peppers & Rogers (2011), Managing Customer Relationships: most valuable, most growable, low maintenance, and below \
         zero, who cost more than they leave. Current and potential value are never added up.",
    ],
    explained: &[
        MeasureId::PotentialGap,
        MeasureId::GapRetention,
        MeasureId::GapShare,
        MeasureId::GapBreadth,
        MeasureId::GapMargin,
        MeasureId::GapCost,
    ],
    printed: [
        MeasureId::CurrentValue,
        MeasureId::PotentialValue,
        MeasureId::PotentialGap,
        MeasureId::GapRetention,
        MeasureId::GapShare,
    ],
};
