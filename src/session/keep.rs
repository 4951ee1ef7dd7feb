//! What the person is told about saving.

use crate::portfolio::{Document, Shared};

/// How far saving has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing of the person's own to save: the untouched sample.
    #[default]
    Nothing,
    /// On its way.
    Saving,
    /// Written and read back.
    Saved,
    /// Not written; the sentence says why and what to do.
    Failed(String),
}

/// The open portfolio's place on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Key of the open portfolio on the shelf; `None` until first saved.
    pub portfolio: Option<String>,
    /// How far saving has come.
    pub state: SaveState,
    /// True while another tab is the writer.
    pub is_read_only: bool,
}

/// What the shelf and other tabs report, and what the person asks of them.
#[derive(Clone, Debug, PartialEq)]
pub enum KeepMessage {
    /// A portfolio was opened; `portfolio` is its key on the shelf, `None` when it has none yet.
    Opened {
        /// Key on the shelf.
        portfolio: Option<String>,
        /// The portfolio.
        document: Shared<Document>,
    },
    /// `revision` was written under `portfolio` and read back.
    Saved {
        /// Key on the shelf.
        portfolio: String,
        /// What was written.
        revision: u64,
    },
    /// `revision` could not be written.
    SaveFailed {
        /// What should have been written.
        revision: u64,
        /// Why, and what to do.
        sentence: String,
    },
    /// Another tab became the writer, or this one did.
    WriterChanged {
        /// True when this tab may not write.
        is_read_only: bool,
    },
}
