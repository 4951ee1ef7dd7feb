//! Draws a report on any plotters backend: the canvas on screen, SVG in exports and tests.
//!
//! [`lay_out`] decides where everything stands, in CSS pixels; drawing and hit testing read that.

mod area;
mod axes;
mod density;
mod draw;
mod extras;
mod fan;
mod hit;
mod labels;
mod lanes;
mod layout;
mod legend;
mod marks;
mod names;
mod notes;
mod occupancy;
mod overlay;
mod pen;
mod plate;
mod plate_draw;
mod progress;
mod raster;
mod serving;
mod svg;
mod text_width;
mod theme;
mod tornado;
mod tracking;
mod whale;

pub use area::Area;
pub use axes::{PlateAxis, Plot, TEXT};
pub use density::{Cell, density};
pub use draw::{draw_ground, draw_map, draw_names, draw_points};
pub use hit::{Heading, HitGrid, neighbour, reading_order};
pub use labels::{Label, place_labels};
pub use layout::{Crowd, Edge, Frame, Layout, Mark, Stand, lay_out};
pub use names::{Named, write_names};
pub use notes::{EdgeNote, ZoneNote, edge_note, zone_area, zone_names};
pub use overlay::{Overlay, draw_overlay};
pub use pen::{Drawn, Pen, Side, UNITS, Writing};
pub use plate::{Figure, Ink, Plate, Reach, Target};
pub use plate_draw::{draw_plate, draw_plate_overlay, plate_svg};
pub use progress::{movers_plate, progress_plate};
pub use raster::{Raster, rasterise};
pub use serving::serving_plate;
pub use svg::map_svg;
pub use text_width::{PlainWidths, TextWidths};
pub use theme::{Colour, Shape, Theme};
pub use tornado::{draw_tornado, tornado_height};
pub use tracking::{draw_matrix, draw_tracking};
pub use whale::whale_plate;
