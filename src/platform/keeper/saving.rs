//! Writing what is unsaved: small portfolios at once, large ones in slices beside the page.

use gloo_timers::callback::Timeout;
use js_sys::{Array, JsString};

use crate::platform::breath::{Breath, pause};
use crate::platform::storage::LocalShelf;
use crate::platform::tabs::Role;
use crate::platform::{clock, compress};
use crate::portfolio::{Document, Shared};
use crate::saved::shelf::{Record, Saving, Stamp, StorageError, save, set_last_open};
use crate::saved::{Pieces, packed, write};
use crate::session::{KeepMessage, Message};

use super::{Keeper, Unsaved, report, with, writer};

/// How long to wait for the next change, in milliseconds.
const SOON: f64 = 300.0;
/// How long a change waits at most while others follow it.
const AT_LATEST: f64 = 2_000.0;
/// Portfolios of more accounts are written in slices.
const LARGE: usize = 3_000;
const SMALL_TEXT: u8 = 6;
const QUICKLY: u8 = 1;

/// Saves `document` soon; a later request replaces this one.
pub fn save_soon(revision: u64, document: Shared<Document>) {
    with(|keeper| {
        keeper.unsaved = Some(Unsaved { revision, document });
        let now = clock::now();
        if keeper.waiting_since == 0.0 {
            keeper.waiting_since = now;
        }
        let left = (AT_LATEST - (now - keeper.waiting_since)).clamp(0.0, SOON);
        keeper.timer = Some(Timeout::new(left as u32, save_when_due));
    });
}

/// Saves what is unsaved before this returns.
pub fn save_now() {
    let Some(unsaved) = with(|keeper| keeper.unsaved.clone()).flatten() else {
        return;
    };
    let level = if is_large(&unsaved.document) {
        QUICKLY
    } else {
        SMALL_TEXT
    };
    let packed_text = packed::pack(&write(&unsaved.document), level);
    store(&unsaved, packed_text);
}

fn is_large(document: &Document) -> bool {
    document.portfolio.accounts.len() > LARGE
}

fn save_when_due() {
    let Some(unsaved) = with(|keeper| keeper.unsaved.clone()).flatten() else {
        return;
    };
    if !is_large(&unsaved.document) {
        return save_now();
    }
    let is_free = with(|keeper| !std::mem::replace(&mut keeper.is_writing_large, true));
    if is_free == Some(true) {
        wasm_bindgen_futures::spawn_local(save_large(unsaved));
    }
}

async fn save_large(unsaved: Unsaved) {
    let packed_text = pack_in_slices(&unsaved.document).await;
    pause().await;
    let latest = with(|keeper| {
        keeper.is_writing_large = false;
        keeper.unsaved.as_ref().map(|latest| latest.revision)
    });
    // Nothing is unsaved any more when the page was hidden in between and saved at once.
    if let Some(Some(latest)) = latest {
        store(&unsaved, packed_text);
        if latest != unsaved.revision {
            save_when_due();
        }
    }
}

async fn pack_in_slices(document: &Shared<Document>) -> String {
    let pieces = Array::new();
    let mut breath = Breath::new();
    let mut next = 0;
    while let Some(piece) = Pieces::from(document, next).next() {
        pieces.push(&JsString::from(piece));
        next += 1;
        breath.take().await;
    }
    match compress::deflate(&pieces).await {
        Some(bytes) => packed::pack_bytes(&bytes),
        None => packed::pack(&write(document), QUICKLY),
    }
}

/// Puts a packed portfolio on the shelf and tells the session how that went.
fn store(unsaved: &Unsaved, packed_text: String) {
    let Some(outcome) = with(|keeper| keeper.store(unsaved, packed_text)) else {
        return;
    };
    let revision = unsaved.revision;
    if outcome == Err(StorageError::ChangedElsewhere) {
        report(Message::Keep(KeepMessage::WriterChanged { is_read_only: true }));
    }
    report(Message::Keep(match outcome {
        Ok(portfolio) => KeepMessage::Saved { portfolio, revision },
        Err(error) => KeepMessage::SaveFailed {
            revision,
            sentence: error.to_string(),
        },
    }));
}

impl Keeper {
    fn store(&mut self, unsaved: &Unsaved, packed_text: String) -> Result<String, StorageError> {
        let is_new = self.open.is_none();
        let id = self.open.clone().unwrap_or_else(|| clock::new_id("p"));
        let stamp = self
            .write(&id, unsaved, packed_text)
            .inspect_err(|error| self.failure = Some(*error))?;
        self.seen = Some(stamp);
        self.takes_over = false;
        self.failure = None;
        let is_latest = |latest: &Unsaved| latest.revision == unsaved.revision;
        if self.unsaved.as_ref().is_some_and(is_latest) {
            self.unsaved = None;
            self.waiting_since = 0.0;
            self.timer = None;
        }
        if is_new {
            self.open = Some(id.clone());
            writer::hold(self, &id);
        }
        Ok(id)
    }

    fn write(&self, id: &str, unsaved: &Unsaved, packed_text: String) -> Result<Stamp, StorageError> {
        if self.role == Some(Role::Reader) {
            return Err(StorageError::ChangedElsewhere);
        }
        let shelf = LocalShelf::open()?;
        let record = Record {
            name: unsaved.document.name.clone(),
            accounts: unsaved.document.portfolio.accounts.len(),
            saved_at: clock::now(),
            packed: packed_text,
        };
        let saving = Saving {
            writer: self.tab.clone(),
            seen: self.seen.clone(),
            takes_over: self.takes_over,
        };
        let stamp = save(&shelf, id, &record, &saving)?;
        // Without room for this pointer, the portfolio saved last is opened next time.
        let _ = set_last_open(&shelf, id);
        Ok(stamp)
    }
}
