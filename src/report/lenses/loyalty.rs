//! The two matrices of loyalty, in words.

use crate::measures::MeasureId;

use super::super::map_lens::{MapLens, MapOverlay, zone};
use super::super::{ColourBy, ScaleKind};

/// Walker's loyalty matrix: attitude × intention.
pub static LOYALTY_MATRIX: MapLens = MapLens {
    key: "loyalty-matrix",
    title: "Loyalty",
    short: "Attitude × intention",
    lead: "Who likes us, who stays, and who only does one of the two: Walker's loyalty matrix.",
    x: MeasureId::Attitude,
    y: MeasureId::Intention,
    x_scale: ScaleKind::Linear,
    y_scale: ScaleKind::Linear,
    size: Some(MeasureId::Revenue),
    colour: ColourBy::Segment,
    across: &[MeasureId::Attitude],
    up: &[MeasureId::Intention],
    across_instead: &[
        MeasureId::Attitude,
        MeasureId::ValueReceived,
        MeasureId::RelativeValue,
    ],
    up_instead: &[
        MeasureId::Intention,
        MeasureId::Retention,
        MeasureId::RemainingLength,
    ],
    zones: [
        zone(
            "Truly loyal",
            "They like us and stay: keep them, and ask for what they can give.",
        ),
        zone(
            "Accessible",
            "They like us and may go: find out what keeps them from staying.",
        ),
        zone(
            "Trapped",
            "They stay because they have to: repair before they need not.",
        ),
        zone("High risk", "Neither: repair now, or let go."),
    ],
    has_own_names: false,
    has_one_scale: false,
    has_roles: false,
    sides: ["How they like us", "Whether they stay"],
    overlays: &[MapOverlay::Centres, MapOverlay::Trails],
    overlays_on: &[],
    method: &[
        "From left to right: how they like us, from satisfaction and likelihood to recommend. From bottom to top: how much \
         they intend to stay. Both run from 0 to 100, older answers counting less, and divide at 50 until you drag or type \
         the lines.",
        "Walker Information's loyalty matrix holds attitude and behaviour apart: a trapped customer looks loyal in every \
         report on retention, until a way out opens. Who was not asked stands in no group, however long they have stayed.",
    ],
    explained: &[MeasureId::Retention, MeasureId::ValueReceived],
    printed: [
        MeasureId::Attitude,
        MeasureId::Intention,
        MeasureId::Retention,
        MeasureId::Contribution,
        MeasureId::TotalValue,
    ],
};

/// Projected lifetime × profit (Reinartz & Kumar 2002, "The mismanagement of customer loyalty", Harvard Business Review
/// 80(7)).
pub static PROFIT_AND_LIFE: MapLens = MapLens {
    key: "profit-and-life",
    title: "Loyalty",
    short: "Projected life × profit",
    lead: "How long they will stay, and what they leave while they do: after Reinartz & Kumar.",
    x: MeasureId::RemainingLength,
    y: MeasureId::Contribution,
    x_scale: ScaleKind::Linear,
    y_scale: ScaleKind::Symlog,
    size: Some(MeasureId::Revenue),
    colour: ColourBy::Segment,
    across: &[MeasureId::RemainingLength, MeasureId::Retention],
    up: &[
        MeasureId::Contribution,
        MeasureId::GrossMargin,
        MeasureId::HistoricProfit,
    ],
    across_instead: &[
        MeasureId::RemainingLength,
        MeasureId::Retention,
        MeasureId::Length,
    ],
    up_instead: &[
        MeasureId::Contribution,
        MeasureId::GrossMargin,
        MeasureId::HistoricProfit,
        MeasureId::Revenue,
    ],
    zones: [
        zone(
            "True friends",
            "Profitable and here to stay: delight them, do not flood them.",
        ),
        zone(
            "Barnacles",
            "Here to stay and hardly profitable: find out whether the wallet or the share of it is small, then sell or save.",
        ),
        zone(
            "Butterflies",
            "Profitable and soon gone: earn while they are here, then let go.",
        ),
        zone(
            "Strangers",
            "Neither: make money on every transaction, invest nothing.",
        ),
    ],
    has_own_names: false,
    has_one_scale: false,
    has_roles: false,
    sides: ["How long they will stay", "What they leave us"],
    overlays: &[MapOverlay::Centres, MapOverlay::Trails],
    overlays_on: &[],
    method: &[
        "From left to right: the years an account is still expected to stay. From bottom to top: what it leaves per year \
         after its cost to serve. Both divide at the middle until you drag or type the lines.",
        "Reinartz & Kumar (2002), \"The mismanagement of customer loyalty\", Harvard Business Review 80(7): loyal customers \
         are not always the profitable ones. The years are read off today's retention; a change of heart is not in them, \
         which is what the matrix of attitude and intention is for.",
    ],
    explained: &[MeasureId::Retention, MeasureId::CostToServe],
    printed: [
        MeasureId::RemainingLength,
        MeasureId::Retention,
        MeasureId::Contribution,
        MeasureId::CurrentValue,
        MeasureId::TotalValue,
    ],
};
