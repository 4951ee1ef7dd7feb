//! What the person is told about saving.

use crate::portfolio::{Document, Shared};
use crate::saved::shelf::Entry;

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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keeping {
    /// Key of the open portfolio on the shelf; `None` until first saved.
    pub portfolio: Option<String>,
    /// How far saving has come.
    pub state: SaveState,
    /// True while another tab is the writer.
    pub is_read_only: bool,
    /// The revision at which it was opened.
    pub opened_at: u64,
    /// What is stored on this device, as last looked at.
    pub stored: Shared<Stored>,
}

/// What is stored on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored {
    /// Portfolios, deleted ones, versions and the rest.
    pub entries: Vec<Entry>,
    /// Units of 16 bits in use at this address.
    pub used_units: usize,
    /// Why nothing can be stored or looked at.
    pub problem: Option<String>,
}

/// What the person asks of the portfolios stored on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepRequest {
    /// Look at what is stored.
    Look,
    /// Save now, after a failure for example.
    SaveNow,
    /// Open the portfolio with this id.
    Open(String),
    /// Begin a portfolio without accounts.
    New,
    /// Save a copy of the portfolio with this id.
    Duplicate(String),
    /// Delete the portfolio with this id; it can be brought back.
    Delete(String),
    /// Bring a deleted portfolio back.
    BringBack(String),
    /// Remove what is stored under this key for good.
    Remove(String),
    /// Keep the open portfolio as it is now as a version of this name.
    NameVersion(String),
    /// Go back to the version under this key.
    Restore(String),
    /// Hand what is stored under this key over as a file.
    Download(String),
    /// Hand the open portfolio over as a file.
    DownloadOpen,
    /// Hand everything stored over as one file.
    DownloadAll,
    /// Become the writer in place of another tab.
    TakeOver,
    /// Remove everything stored on this device.
    ClearAll,
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
    /// A file of a portfolio was opened.
    FileOpened {
        /// Name of the file.
        file: String,
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
    /// The person asks for something.
    Asked(KeepRequest),
    /// This is what is stored now.
    LookedAt(Shared<Stored>),
    /// Another tab became the writer, or this one did.
    WriterChanged {
        /// True when this tab may not write.
        is_read_only: bool,
    },
}
