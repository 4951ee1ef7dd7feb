//! Keeps the open portfolio on this device: soon after each change, and at once when the page is left.
//!
//! There is one keeper per page. It knows which portfolio is open, whether this tab is its writer, and
//! what has not been saved yet; it answers with messages for the session.

mod page;
mod requests;
mod saving;
mod stored;
mod writer;

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;

use crate::portfolio::{Document, Shared};
use crate::saved::shelf::{Stamp, StorageError};
use crate::session::Message;

use super::clock;
use super::tabs::{Channel, Hold, Role};

pub use requests::ask;
pub use saving::save_soon;
pub use writer::attend;

/// What is to be saved.
#[derive(Clone)]
struct Unsaved {
    revision: u64,
    document: Shared<Document>,
}

struct Keeper {
    report: Rc<dyn Fn(Message)>,
    /// Name of this tab in stamps.
    tab: String,
    /// The open portfolio's id; given to a new one when it is first saved.
    open: Option<String>,
    /// The writing of it this tab read or wrote last.
    seen: Option<Stamp>,
    hold: Option<Hold>,
    role: Option<Role>,
    unsaved: Option<Unsaved>,
    /// Why `unsaved` could not be saved.
    failure: Option<StorageError>,
    takes_over: bool,
    timer: Option<Timeout>,
    /// When the oldest unsaved change came, in milliseconds since 1970; 0 without one.
    waiting_since: f64,
    is_writing_large: bool,
    channel: Option<Channel>,
}

thread_local! {
    static KEEPER: RefCell<Option<Keeper>> = const { RefCell::new(None) };
}

/// Runs `change` on this page's keeper; `None` before [`start`].
fn with<T>(change: impl FnOnce(&mut Keeper) -> T) -> Option<T> {
    KEEPER.with_borrow_mut(|keeper| keeper.as_mut().map(change))
}

/// Tells the session; never called while the keeper is borrowed.
fn report(message: Message) {
    if let Some(report) = with(|keeper| Rc::clone(&keeper.report)) {
        report(message);
    }
}

/// Starts the keeper of this page and opens what was open last, if there is anything.
pub fn start(report: impl Fn(Message) + 'static) {
    let keeper = Keeper {
        report: Rc::new(report),
        tab: clock::new_id("tab"),
        open: None,
        seen: None,
        hold: None,
        role: None,
        unsaved: None,
        failure: None,
        takes_over: false,
        timer: None,
        waiting_since: 0.0,
        is_writing_large: false,
        channel: Channel::open(writer::heard),
    };
    KEEPER.set(Some(keeper));
    page::watch();
    requests::open_last();
}
