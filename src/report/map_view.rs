//! What the reader of the map chose: axes, scales, size and colour.

use crate::measures::MeasureId;

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
    /// The part that is seen.
    pub window: Window,
}

impl Default for MapView {
    fn default() -> Self {
        Self {
            x: MeasureId::ValueReceived,
            y: MeasureId::TotalValue,
            size: Some(MeasureId::Revenue),
            colour: ColourBy::Segment,
            x_scale: ScaleKind::Linear,
            y_scale: ScaleKind::Symlog,
            window: Window::ALL,
        }
    }
}
