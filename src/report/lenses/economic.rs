//! Economic × Relationship, and lifetime value × referral value, in words.

use crate::measures::MeasureId;

use super::super::map_lens::{MapLens, MapOverlay, zone};
use super::super::{ColourBy, ScaleKind};

/// Current value × relationship value (seed 003: reference, referral, learning and innovation accounts).
pub static ECONOMIC_RELATIONSHIP: MapLens = MapLens {
    key: "economic-relationship",
    title: "Economic × Relationship",
    short: "Economic × relationship value",
    lead: "What they are worth by what they buy, and what they are worth beside it.",
    x: MeasureId::CurrentValue,
    y: MeasureId::RelationshipValue,
    x_scale: ScaleKind::Symlog,
    y_scale: ScaleKind::Symlog,
    size: Some(MeasureId::Revenue),
    colour: ColourBy::Role,
    across: &[MeasureId::CurrentValue],
    up: &[MeasureId::RelationshipValue],
    across_instead: &[
        MeasureId::CurrentValue,
        MeasureId::Contribution,
        MeasureId::GrossMargin,
        MeasureId::HistoricProfit,
        MeasureId::Revenue,
    ],
    up_instead: &[
        MeasureId::RelationshipValue,
        MeasureId::ReferralValue,
        MeasureId::ReferenceRole,
        MeasureId::ReferralRole,
        MeasureId::LearningRole,
    ],
    zones: [
        zone(
            "Stars",
            "They buy and they bring: protect both, and never ask more of them than they gladly give.",
        ),
        zone(
            "Economic core",
            "They buy and bring little else yet: keep the margin, and invite them into a role.",
        ),
        zone(
            "Hidden assets",
            "They bring more than they buy: keep them, thank them, and judge them by what they bring.",
        ),
        zone(
            "Tail",
            "Little of either: serve by standard, and watch for the first sign of a role.",
        ),
    ],
    has_own_names: false,
    has_one_scale: false,
    has_roles: true,
    sides: ["By what they buy", "Beside what they buy"],
    overlays: &[MapOverlay::EqualValue, MapOverlay::Centres, MapOverlay::Trails],
    overlays_on: &[],
    method: &[
        "From left to right: the discounted contribution still to come from what an account buys itself. From bottom to \
         top: everything it brings beside that, from other accounts won through it to knowledge, people and reputation. \
         Referral credit is moved from the account that was won to the one that brought it, so the two axes can be added \
         up over all accounts without counting anything twice.",
        "The lines divide at the middle of the positive values until you drag or type them. Hidden assets stand low across \
         and high up: a list sorted by money would lose them. The colour is the strongest of the four roles; an account \
         may hold several, and holds one from an index of 20 on.",
        "Lines of equal value join accounts whose current value and relationship value come to the same total.",
    ],
    explained: &[
        MeasureId::TotalValue,
        MeasureId::ReferenceRole,
        MeasureId::ReferralRole,
        MeasureId::LearningRole,
        MeasureId::InnovationRole,
    ],
    printed: [
        MeasureId::CurrentValue,
        MeasureId::RelationshipValue,
        MeasureId::TotalValue,
        MeasureId::ReferenceRole,
        MeasureId::ReferralRole,
    ],
};

/// Lifetime value × referral value (Kumar, Petersen & Leone 2007, "How valuable is word of mouth?", Harvard Business
/// Review 85(10)).
pub static VALUE_AND_REFERRALS: MapLens = MapLens {
    key: "value-and-referrals",
    title: "Economic × Relationship",
    short: "Lifetime value × referral value",
    lead: "Who buys, who brings others, who does both: after Kumar, Petersen & Leone.",
    x: MeasureId::CurrentValue,
    y: MeasureId::ReferralValue,
    x_scale: ScaleKind::Symlog,
    y_scale: ScaleKind::Symlog,
    size: Some(MeasureId::Revenue),
    colour: ColourBy::Zone,
    across: &[MeasureId::CurrentValue],
    up: &[
        MeasureId::ReferralValue,
        MeasureId::AttributedIn,
        MeasureId::SavedAcquisition,
    ],
    across_instead: &[
        MeasureId::CurrentValue,
        MeasureId::Contribution,
        MeasureId::Revenue,
    ],
    up_instead: &[
        MeasureId::ReferralValue,
        MeasureId::ReferralRole,
        MeasureId::RelationshipValue,
    ],
    zones: [
        zone(
            "Champions",
            "They buy and they bring: keep them close, and do not wear them out.",
        ),
        zone(
            "Affluents",
            "They buy and bring nobody yet: ask them to recommend us, after a success.",
        ),
        zone(
            "Advocates",
            "They bring others and buy little: sell them more, and go on thanking them.",
        ),
        zone(
            "Misers",
            "Neither yet: offer a bundle and a reason to recommend us, once.",
        ),
    ],
    has_own_names: false,
    has_one_scale: false,
    has_roles: true,
    sides: ["By what they buy", "By whom they bring"],
    overlays: &[MapOverlay::Centres, MapOverlay::Trails],
    overlays_on: &[],
    method: &[
        "From left to right: customer lifetime value. From bottom to top: referral value, the part of other accounts' \
         current value that is due to this one and the acquisition cost they saved. Kumar, Petersen & Leone (2007), \"How \
         valuable is word of mouth?\", Harvard Business Review 85(10), found that the best buyers are seldom the best \
         referrers, and ran a campaign of its own for each of the four groups.",
        "What a referred account is worth counts with the one that brought it, by its attribution share, and is taken off \
         its own: net value over all accounts stays the sum of current value.",
    ],
    explained: &[
        MeasureId::AttributedIn,
        MeasureId::SavedAcquisition,
        MeasureId::NetValue,
        MeasureId::ReferralRole,
    ],
    printed: [
        MeasureId::CurrentValue,
        MeasureId::ReferralValue,
        MeasureId::AttributedIn,
        MeasureId::SavedAcquisition,
        MeasureId::ReferralRole,
    ],
};
