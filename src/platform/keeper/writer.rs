//! Which portfolio is open in this tab, and whether this tab writes it.

use gloo_timers::callback::Timeout;

use crate::platform::storage::LocalShelf;
use crate::platform::tabs::{Hold, Role, Said};
use crate::saved::shelf::{portfolio_key, set_last_open};
use crate::session::{KeepMessage, Message};

use super::requests::reload;
use super::saving::save_now;
use super::{Keeper, report, stored, with};

/// How long another tab gets to save before its portfolio is taken over, in milliseconds.
const GRACE: u32 = 400;

/// The portfolio `id` is open now; `None` for one that is not stored yet.
///
/// What was unsaved of the one before is saved first.
pub fn attend(id: Option<String>) {
    let is_same = with(|keeper| keeper.open == id && keeper.open.is_some()).unwrap_or(false);
    if is_same {
        with(|keeper| keeper.seen = id.as_deref().and_then(stored::stamp));
        return;
    }
    save_now();
    let seen = id.as_deref().and_then(stored::stamp);
    with(|keeper| {
        keeper.hold = None;
        keeper.role = None;
        keeper.unsaved = None;
        keeper.failure = None;
        keeper.takes_over = false;
        keeper.waiting_since = 0.0;
        keeper.timer = None;
        keeper.seen = seen;
        keeper.open = id.clone();
        if let Some(id) = &id {
            hold(keeper, id);
        }
    });
    if let (Some(id), Ok(shelf)) = (&id, LocalShelf::open()) {
        // Without room for this pointer, the portfolio saved last is opened next time.
        let _ = set_last_open(&shelf, id);
    }
}

/// Asks to be the writer of `id`.
pub fn hold(keeper: &mut Keeper, id: &str) {
    let of = id.to_owned();
    let tab = keeper.tab.clone();
    keeper.hold = Some(Hold::ask(id, &tab, move |role| role_changed(&of, role)));
}

fn role_changed(id: &str, role: Role) {
    let before = with(|keeper| {
        let is_open = keeper.open.as_deref() == Some(id);
        is_open.then(|| keeper.role.replace(role))
    });
    let Some(Some(before)) = before else { return };
    let is_read_only = role == Role::Reader;
    if before == Some(Role::Reader) && !is_read_only {
        catch_up(id);
    }
    if is_read_only || before.is_some() {
        report(Message::Keep(KeepMessage::WriterChanged { is_read_only }));
    }
}

/// After another tab wrote: what this tab could not save goes on top, else the stored state is read again.
fn catch_up(id: &str) {
    let has_unsaved = with(|keeper| {
        keeper.takes_over = keeper.unsaved.is_some();
        keeper.takes_over
    });
    if has_unsaved == Some(true) {
        save_now();
    } else {
        reload(id);
    }
}

/// Becomes the writer in place of the tab that is, after giving it the time to save.
pub fn take_over() {
    let role = with(|keeper| {
        if let (Some(channel), Some(id)) = (&keeper.channel, &keeper.open) {
            channel.say(&Said::SaveNow(id.clone()));
        }
        keeper.role
    });
    if role.flatten() != Some(Role::Reader) {
        with(|keeper| keeper.takes_over = true);
        save_now();
        report(Message::Keep(KeepMessage::WriterChanged { is_read_only: false }));
        return;
    }
    Timeout::new(GRACE, || {
        with(|keeper| {
            if let Some(hold) = &keeper.hold {
                hold.take_over();
            }
        });
    })
    .forget();
}

/// Hears what other tabs say.
pub fn heard(said: Said) {
    let Said::SaveNow(id) = said;
    let is_ours = with(|keeper| keeper.open.as_ref() == Some(&id) && keeper.role == Some(Role::Writer));
    if is_ours == Some(true) {
        save_now();
    }
}

/// Another tab stored something under `key`, and this tab can read it by now.
///
/// A broadcast would come too early: browsers hand local storage from tab to tab in their own time.
pub fn stored_elsewhere(key: &str) {
    let open = with(|keeper| keeper.open.clone().filter(|_| keeper.unsaved.is_none())).flatten();
    let Some(id) = open.filter(|id| portfolio_key(id) == key) else {
        return;
    };
    let now = stored::stamp(&id);
    if now.is_some() && with(|keeper| keeper.seen != now) == Some(true) {
        reload(&id);
    }
}
