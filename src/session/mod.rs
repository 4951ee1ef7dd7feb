//! The state of one open app and the only function that changes it.
//!
//! [`update`] takes what happened and answers with what the world outside must do. It is plain Rust: no
//! clock, no dice, no browser. `today`, new ids and seeds arrive in messages.

mod desk;
mod edit;
mod edit_names;
mod history;
mod import;
mod keep;
mod place;
mod robust;
mod scenarios;
mod select;
mod table;
mod table_cells;
mod table_paste;
mod update;

pub use desk::{Desk, DeskMessage, SEED};
pub use edit::{Cell, Edit, Gesture};
pub use history::History;
pub use import::{ArrivedFile, Destination, FileRequest, ImportMessage, Importing, Incoming};
pub use keep::{KeepMessage, KeepRequest, Keeping, SaveState, Stored};
pub use place::Place;
pub use robust::{DRAWN_UNASKED, DrawState, Found, Moved, Robust, RobustMessage, Wish};
pub use scenarios::{AS_IT_IS, AS_IT_IS_NAME, Beside, Compared, ScenarioMessage};
pub use select::{Select, Selection};
pub use table::TableChange;
pub use table_cells::{Cleared, TableBlock, cannot_change, cleared, written};
pub use table_paste::{PastedBlock, pasted};
pub use update::{
    AtDesk, EDITED_ELSEWHERE, Effect, Message, Notice, NoticeKind, Session, VALUED_AT_ONCE, at_a_desk,
    update, update_with,
};
