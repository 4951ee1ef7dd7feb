//! What the reader of the map chose: axes, scales, size and colour.

use crate::measures::MeasureId;
use crate::measures::roles::Role;

use super::map_lens::{MapLens, MapOverlay, Overlays, VALUE_MAP};
use super::{ScaleKind, Window};

/// What colour and shape stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourBy {
    /// All marks alike.
    Nothing,
    /// What the account is to us.
    Kind,
    /// Segment.
    #[default]
    Segment,
    /// Region.
    Region,
    /// Who looks after it.
    Owner,
    /// The strongest of the four roles.
    Role,
    /// The zone the account stands in.
    Zone,
}

impl ColourBy {
    /// Every choice, in the order a list shows them.
    pub const ALL: [Self; 7] = [
        Self::Nothing,
        Self::Kind,
        Self::Segment,
        Self::Region,
        Self::Owner,
        Self::Role,
        Self::Zone,
    ];

    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Nothing => "Nothing",
            Self::Kind => "Kind",
            Self::Segment => "Segment",
            Self::Region => "Region",
            Self::Owner => "Owner",
            Self::Role => "Role",
            Self::Zone => "Zone",
        }
    }

    /// Stable name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Kind => "kind",
            Self::Segment => "segment",
            Self::Region => "region",
            Self::Owner => "owner",
            Self::Role => "role",
            Self::Zone => "zone",
        }
    }

    /// The choice with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.key() == key)
    }
}

/// What the reader of the map chose. Not history: undo leaves it alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapView {
    /// Which lens it is.
    pub lens: &'static MapLens,
    /// Measure across: what they get.
    pub x: MeasureId,
    /// Measure up: what we get.
    pub y: MeasureId,
    /// Measure shown as the area of a mark; `None` draws all alike.
    pub size: Option<MeasureId>,
    /// What colour and shape stand for.
    pub colour: ColourBy,
    /// Scale across.
    pub x_scale: ScaleKind,
    /// Scale up.
    pub y_scale: ScaleKind,
    /// What is drawn over it where it can be.
    pub overlays: Overlays,
    /// Only the accounts that hold this role.
    pub role: Option<Role>,
    /// The part that is seen.
    pub window: Window,
}

impl MapView {
    /// A lens as it is first seen.
    pub const fn of(lens: &'static MapLens) -> Self {
        Self {
            lens,
            x: lens.x,
            y: lens.y,
            size: lens.size,
            colour: lens.colour,
            x_scale: lens.x_scale,
            y_scale: lens.y_scale,
            overlays: Overlays::of(lens.overlays_on),
            role: None,
            window: Window::ALL,
        }
    }

    /// True where the lens has this overlay on the axes that are shown.
    pub fn offers(&self, overlay: MapOverlay) -> bool {
        let needs_own_axes = matches!(
            overlay,
            MapOverlay::Balance | MapOverlay::EqualValue | MapOverlay::Growth
        );
        self.lens.overlays.contains(&overlay) && (!needs_own_axes || self.lens.holds(self.x, self.y))
    }

    /// What is drawn over it.
    pub(super) fn overlays_of(&self) -> Overlays {
        let drawn = MapOverlay::ALL
            .into_iter()
            .filter(|overlay| self.offers(*overlay));
        drawn.fold(Overlays::default(), |set, overlay| {
            set.with(overlay, self.overlays.has(overlay))
        })
    }
}

impl Default for MapView {
    /// The Value Map.
    fn default() -> Self {
        Self::of(&VALUE_MAP)
    }
}
