//! What is each worth, both ways? The lenses.

mod models;
mod value_map;

pub use models::ModelsPage;
pub use value_map::{CanvasWidths, ValueMapPage, keep_map_report, paint_map};
