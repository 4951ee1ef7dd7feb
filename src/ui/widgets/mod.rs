//! Small parts used on several screens. They take props and know no shared state.

mod dialog;

pub use dialog::{close_dialog, open_dialog};
