//! Small parts used on several screens. They take props and know no shared state.

mod bar;
mod dialog;
mod focus;
mod form_dialog;
mod form_line;
mod number_cell;

pub use bar::Bar;
pub use dialog::{close_dialog, open_awaited, open_dialog};
pub use focus::{focus_heading_soon, focus_soon};
pub use form_dialog::DialogForm;
pub use form_line::FormLine;
pub use number_cell::NumberCell;
