//! One stored text: a line that describes it, then the packed portfolio.

use serde::{Deserialize, Serialize};

use crate::portfolio::cut_name;
use crate::saved::{MAGIC, VERSION};

/// More characters than a describing line has.
pub const HEAD_LIMIT: usize = 4_000;

/// Why a version was kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// By the app, from time to time.
    Automatic,
    /// By the person, under this name.
    Named(String),
}

/// Tells one writing of a portfolio from any other.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Stamp {
    /// Counts the writings.
    pub count: u64,
    /// The tab that wrote.
    pub writer: String,
}

/// The line that describes a stored text.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct RecordHead {
    magic: String,
    /// Format of the portfolio.
    pub version: u32,
    /// Name of the portfolio.
    pub name: String,
    /// Accounts in it.
    pub accounts: usize,
    /// Milliseconds since 1970.
    pub saved_at: f64,
    /// Which writing it is.
    pub stamp: Stamp,
    /// Set for a version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
}

impl RecordHead {
    /// The same description for a version.
    pub fn labelled(self, label: Label) -> Self {
        let label = match label {
            Label::Named(name) => Label::Named(cut_name(name)),
            Label::Automatic => label,
        };
        Self {
            label: Some(label),
            ..self
        }
    }
}

/// A portfolio ready to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Name of the portfolio.
    pub name: String,
    /// Accounts in it.
    pub accounts: usize,
    /// Milliseconds since 1970.
    pub saved_at: f64,
    /// The text of [`crate::saved::packed`].
    pub packed: String,
}

impl Record {
    /// The text that is stored.
    pub fn text(&self, stamp: &Stamp) -> String {
        let head = RecordHead {
            magic: MAGIC.to_owned(),
            version: VERSION,
            name: cut_name(self.name.clone()),
            accounts: self.accounts,
            saved_at: if self.saved_at.is_finite() {
                self.saved_at
            } else {
                0.0
            },
            stamp: stamp.clone(),
            label: None,
        };
        join(&head, &self.packed)
    }
}

/// The describing line and the packed rest as one text.
pub fn join(head: &RecordHead, packed: &str) -> String {
    // Texts and finite numbers cannot fail to be written.
    let line = serde_json::to_string(head).unwrap_or_default();
    format!("{line}\n{packed}")
}

/// The description at the start of a stored text; `None` when it is not ours or damaged.
pub fn read_head(text: &str) -> Option<RecordHead> {
    let (line, _) = text.split_once('\n')?;
    serde_json::from_str(line)
        .ok()
        .filter(|head: &RecordHead| head.magic == MAGIC)
}

/// The packed portfolio behind the describing line.
pub fn packed_part(text: &str) -> Option<&str> {
    text.split_once('\n').map(|(_, packed)| packed)
}
