//! How firmly the map stands: draws of what is uncertain, weights that might be others, what to find out first.

mod draws;
mod page;
mod ranks;
mod tornado;

pub use draws::{DrawBar, draw_when_seen, fresh};
pub use page::{FindTable, RobustnessPage};
pub use ranks::{AmongFirst, RanksDrawn};
pub use tornado::TornadoPicture;
