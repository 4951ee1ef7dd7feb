//! One writer per portfolio across the tabs of this browser.
//!
//! Web Locks where the browser has them: the lock frees itself when a tab dies. Else a heartbeat in local
//! storage. A tab tells the others by a broadcast channel
//! before it takes a portfolio over.

mod channel;
mod heartbeat;
mod locks;

use std::rc::Rc;

pub use channel::{Channel, Said};

/// What this tab may do with the open portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It writes.
    Writer,
    /// It looks on while another tab writes.
    Reader,
}

type Report = Rc<dyn Fn(Role)>;

/// This tab's hold on one portfolio; given back when dropped.
pub enum Hold {
    /// By Web Locks.
    Locks(locks::LockHold),
    /// By heartbeat.
    Heartbeat(heartbeat::Beat),
}

impl Hold {
    /// Asks to be the writer of the portfolio `id`, and keeps asking while another tab is.
    ///
    /// `report` hears of every change of role, the first included, never before this function returns.
    pub fn ask(id: &str, tab: &str, report: impl Fn(Role) + 'static) -> Self {
        let report: Report = Rc::new(report);
        match locks::manager() {
            Some(manager) => Self::Locks(locks::LockHold::ask(manager, id, report)),
            None => Self::Heartbeat(heartbeat::Beat::start(id, tab, report)),
        }
    }

    /// Becomes the writer in place of another tab.
    pub fn take_over(&self) {
        match self {
            Self::Locks(hold) => hold.steal(),
            Self::Heartbeat(beat) => beat.take_over(),
        }
    }
}
