//! The screens. A component reads, draws and sends; it computes nothing and writes no shared state.

mod app;
mod assumption_tables;
mod assumptions;
mod comments;
mod differentiate;
mod customize;
mod decide;
mod desks;
mod explain;
mod identify;
mod interact;
mod late;
mod lens;
mod method;
mod navigation;
mod notices;
mod palette;
mod parts;
mod scenario_banner;
mod perform;
mod portfolios;
mod shortcuts;
mod take_out;
mod top_bar;
mod widgets;
mod worked_out;
mod workspace;

pub use app::start;
pub use desks::{Desks, desks};
pub use differentiate::{CanvasWidths, MapState, MapWords, map_words, paint_map};
pub use late::{Part, PartMissing, at_once};
pub use parts::{Parts, advise, dialogs, identify, keep, lens_bar, screen_notes, why};
pub use workspace::Workspace;
