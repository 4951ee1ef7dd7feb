//! What a screen shows, as plain values: labels formatted, rows sorted, no model types to compute with.

pub mod assumptions;
pub mod decisions;
pub mod exchanges;
pub mod explanation;
pub mod find;
mod map;
mod map_classes;
mod map_notice;
mod map_scale;
mod map_view;
mod map_why;
mod map_words;
mod map_zone;
pub mod method;
mod method_example;
pub mod printout;
pub mod stored;
pub mod style;
pub mod table;
mod table_cells;
mod table_columns;
mod table_copy;
mod table_filter;
mod table_order;
mod table_reading;
mod table_sort;
mod table_text;
mod table_view;

pub use map::{Axis, ClassReport, MapPoint, MapReport, Placed, SizeLegend, SizeStep, Threshold, Tick, map};
pub use map_notice::Notice;
pub use map_scale::{Scale, ScaleKind, Window};
pub use map_view::{ColourBy, MapView};
pub use map_why::{WhyReport, WhySide, WhyTerm, why};
pub use map_words::{AxisWords, PointWords, point_words, table_order};
pub use map_zone::{Zone, ZoneReport, threshold};
