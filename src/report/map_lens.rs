//! What a lens that is a map shows: its axes to begin with, its four zones, what can be drawn over it, its method.
//!
//! The Value Map's words stand here; those of every other lens stand beside its report in `lenses`, so that the first
//! view does not hold them.

use crate::measures::MeasureId;

use super::map_zone::Zone;
use super::{ColourBy, ScaleKind};

/// A zone as a lens names it.
#[derive(Clone, Copy, Debug)]
pub struct ZoneWords {
    /// Its name.
    pub name: &'static str,
    /// What to do there, in a sentence.
    pub strategy: &'static str,
}

/// Something that can be drawn over a map, or left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapOverlay {
    /// Where both sides gain alike.
    Balance,
    /// Lines of equal value of both axes together.
    EqualValue,
    /// The middle of each group with its spread.
    Centres,
    /// In which share of draws each account stays in its zone.
    Firmness,
    /// From where accounts came since a snapshot.
    Trails,
    /// From the current to the potential value.
    Growth,
}

impl MapOverlay {
    /// Every overlay, in the order a list shows them.
    pub const ALL: [Self; 6] = [
        Self::Growth,
        Self::Balance,
        Self::EqualValue,
        Self::Centres,
        Self::Firmness,
        Self::Trails,
    ];

    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Balance => "Balance line",
            Self::EqualValue => "Lines of equal value",
            Self::Centres => "Centres of groups",
            Self::Firmness => "Firmness",
            Self::Trails => "Trails",
            Self::Growth => "Room to grow",
        }
    }

    /// Stable name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::EqualValue => "equal_value",
            Self::Centres => "centres",
            Self::Firmness => "firmness",
            Self::Trails => "trails",
            Self::Growth => "growth",
        }
    }

    /// The overlay with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|overlay| overlay.key() == key)
    }
}

/// A set of overlays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overlays(u8);

impl Overlays {
    /// Those in a list.
    pub const fn of(list: &[MapOverlay]) -> Self {
        let (mut set, mut index) = (0, 0);
        while index < list.len() {
            set |= 1 << list[index] as u8;
            index += 1;
        }
        Self(set)
    }

    /// True for one of them.
    pub const fn has(self, overlay: MapOverlay) -> bool {
        self.0 & (1 << overlay as u8) != 0
    }

    /// The set with one more or one less.
    pub const fn with(self, overlay: MapOverlay, is_on: bool) -> Self {
        let bit = 1 << overlay as u8;
        Self(if is_on { self.0 | bit } else { self.0 & !bit })
    }
}

/// A lens drawn as a map.
#[derive(Debug)]
pub struct MapLens {
    /// Stable name, also of its files.
    pub key: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Its name beside others on the same screen.
    pub short: &'static str,
    /// What it shows, in a sentence.
    pub lead: &'static str,
    /// Measure across to begin with.
    pub x: MeasureId,
    /// Measure up to begin with.
    pub y: MeasureId,
    /// Scale across to begin with.
    pub x_scale: ScaleKind,
    /// Scale up to begin with.
    pub y_scale: ScaleKind,
    /// Measure shown as area to begin with.
    pub size: Option<MeasureId>,
    /// What colour stands for to begin with.
    pub colour: ColourBy,
    /// Measures across with which the zones mean what their names say.
    pub across: &'static [MeasureId],
    /// Measures up with which the zones mean what their names say.
    pub up: &'static [MeasureId],
    /// What is offered across where its measure is known of nobody, best first.
    pub across_instead: &'static [MeasureId],
    /// What is offered up, likewise.
    pub up_instead: &'static [MeasureId],
    /// The zones in the order of [`Zone::ALL`].
    pub zones: [ZoneWords; 4],
    /// True where the portfolio names the zones itself.
    pub has_own_names: bool,
    /// True where both axes have one scale, so that equal values stand on a diagonal.
    pub has_one_scale: bool,
    /// True where the four roles beside buying are shown.
    pub has_roles: bool,
    /// What the two coordinates are called when they are explained.
    pub sides: [&'static str; 2],
    /// What can be drawn over it.
    pub overlays: &'static [MapOverlay],
    /// What is drawn over it to begin with.
    pub overlays_on: &'static [MapOverlay],
    /// How to read it and where it comes from, in paragraphs.
    pub method: &'static [&'static str],
    /// Measures its method rests on beside those shown.
    pub explained: &'static [MeasureId],
    /// Measures of its printed table.
    pub printed: [MeasureId; 5],
}

/// Lenses are told apart by their key.
impl PartialEq for MapLens {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl MapLens {
    /// The words of a zone.
    pub fn zone(&self, zone: Zone) -> ZoneWords {
        self.zones[zone as usize]
    }

    /// True where the zone names mean what they say.
    pub fn holds(&self, x: MeasureId, y: MeasureId) -> bool {
        self.across.contains(&x) && self.up.contains(&y)
    }
}

/// The Value Map: what they get × what we get.
pub static VALUE_MAP: MapLens = MapLens {
    key: "value-map",
    title: "Value Map",
    short: "Value Map",
    lead: "What each customer gets from us, and what we get from them.",
    x: MeasureId::ValueReceived,
    y: MeasureId::TotalValue,
    x_scale: ScaleKind::Linear,
    y_scale: ScaleKind::Symlog,
    size: Some(MeasureId::Revenue),
    colour: ColourBy::Segment,
    across: &[
        MeasureId::ValueReceived,
        MeasureId::RelativeValue,
        MeasureId::Surplus,
    ],
    up: &[
        MeasureId::TotalValue,
        MeasureId::CurrentValue,
        MeasureId::NetValue,
        MeasureId::Contribution,
        MeasureId::GrossMargin,
        MeasureId::Revenue,
        MeasureId::Depth,
        MeasureId::HistoricRevenue,
        MeasureId::HistoricProfit,
        MeasureId::RelationshipValue,
    ],
    across_instead: &[
        MeasureId::ValueReceived,
        MeasureId::RelativeValue,
        MeasureId::Surplus,
        MeasureId::EffectiveBreadth,
        MeasureId::Breadth,
        MeasureId::ShareOfWallet,
        MeasureId::Length,
        MeasureId::Retention,
        MeasureId::Revenue,
    ],
    up_instead: &[
        MeasureId::TotalValue,
        MeasureId::CurrentValue,
        MeasureId::NetValue,
        MeasureId::Contribution,
        MeasureId::HistoricProfit,
        MeasureId::GrossMargin,
        MeasureId::Depth,
        MeasureId::Revenue,
        MeasureId::RelationshipValue,
    ],
    zones: [
        zone("Strategic", Zone::Strategic.strategy()),
        zone("Prospective", Zone::Prospective.strategy()),
        zone("Cooperative", Zone::Cooperative.strategy()),
        zone("Tactical", Zone::Tactical.strategy()),
    ],
    has_own_names: true,
    has_one_scale: false,
    has_roles: false,
    sides: ["What they get", "What we get"],
    overlays: &[
        MapOverlay::Balance,
        MapOverlay::EqualValue,
        MapOverlay::Centres,
        MapOverlay::Firmness,
        MapOverlay::Trails,
    ],
    overlays_on: &[MapOverlay::Balance],
    method: &[
        "From left to right: how much each customer gets from us, by what they said. From bottom to top: what we get \
         from each, its own purchases still to come and everything beside them. Two lines divide the map into four \
         zones; drag or type them. At a line counts as above it.",
        "Unknown is never drawn as zero: who has no value stands in the lane beside the map. Whiskers show where a value \
         plausibly lies. A zone says where to look first, not what to do with a single account: open the account for that.",
        "The balance line runs where both sides stand equally high between the low end of their axis, the line that \
         divides it and its high end; lines of equal value run where both standings together come to the same. Firmness \
         is the share of draws of everything uncertain in which an account stays in its zone.",
    ],
    explained: &[MeasureId::CurrentValue, MeasureId::RelationshipValue],
    printed: [
        MeasureId::ValueReceived,
        MeasureId::Contribution,
        MeasureId::CurrentValue,
        MeasureId::RelationshipValue,
        MeasureId::TotalValue,
    ],
};

/// Words of a zone.
pub(super) const fn zone(name: &'static str, strategy: &'static str) -> ZoneWords {
    ZoneWords { name, strategy }
}
