//! The writer's place by a heartbeat in local storage, for browsers without Web Locks.
//!
//! The writer puts its name and the time under a key every two seconds. Whoever finds a fresh sign of
//! another looks on; a sign older than seven seconds is that of a tab that died.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::{Interval, Timeout};

use crate::platform::clock;
use crate::platform::storage::LocalShelf;
use crate::saved::shelf::{PREFIX, Shelf};

use super::{Report, Role};

const BEAT: u32 = 2_000;
const DEAD_AFTER: f64 = 7_000.0;

/// A hold by heartbeat.
pub struct Beat {
    inner: Rc<Inner>,
    _interval: Interval,
}

struct Inner {
    key: String,
    tab: String,
    role: Cell<Option<Role>>,
    report: Report,
}

impl Beat {
    /// Begins to look for other tabs and, when there is none, to beat.
    pub fn start(id: &str, tab: &str, report: Report) -> Self {
        let inner = Rc::new(Inner {
            key: format!("{PREFIX}writer:{id}"),
            tab: tab.to_owned(),
            role: Cell::new(None),
            report,
        });
        let (first, each) = (Rc::clone(&inner), Rc::clone(&inner));
        Timeout::new(0, move || first.beat()).forget();
        Self {
            inner,
            _interval: Interval::new(BEAT, move || each.beat()),
        }
    }

    /// Signs in place of the other tab, which notices at its next beat.
    pub fn take_over(&self) {
        self.inner.sign();
        // The caller still holds what hearing of it would change.
        let inner = Rc::clone(&self.inner);
        Timeout::new(0, move || inner.tell(Role::Writer)).forget();
    }
}

impl Drop for Beat {
    fn drop(&mut self) {
        if self.inner.role.get() == Some(Role::Writer)
            && let Ok(shelf) = LocalShelf::open()
        {
            // A sign that stays is dead after seven seconds.
            let _ = shelf.remove(&self.inner.key);
        }
    }
}

impl Inner {
    fn beat(&self) {
        if self.other_is_alive() {
            self.tell(Role::Reader);
        } else {
            self.sign();
            self.tell(Role::Writer);
        }
    }

    fn other_is_alive(&self) -> bool {
        let sign = LocalShelf::open()
            .and_then(|shelf| shelf.get(&self.key))
            .ok()
            .flatten();
        let parsed = sign.as_deref().and_then(|sign| sign.split_once(' '));
        parsed.is_some_and(|(tab, at)| {
            let age = clock::now() - at.parse().unwrap_or(0.0);
            tab != self.tab && age < DEAD_AFTER
        })
    }

    fn sign(&self) {
        if let Ok(shelf) = LocalShelf::open() {
            // Without room for a sign, the stamps of saved portfolios still keep tabs apart.
            let _ = shelf.set(&self.key, &format!("{} {:.0}", self.tab, clock::now()));
        }
    }

    fn tell(&self, role: Role) {
        if self.role.replace(Some(role)) != Some(role) {
            (self.report)(role);
        }
    }
}
