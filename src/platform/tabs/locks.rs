//! The writer's place by Web Locks.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::{Report, Role};

/// The browser's lock manager; `None` without a secure context or in an old browser.
pub fn manager() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &"locks".into()).ok()?;
    manager.is_object().then_some(manager)
}

/// A hold by Web Locks.
pub struct LockHold(Rc<Inner>);

struct Inner {
    manager: JsValue,
    name: String,
    report: Report,
    is_over: Cell<bool>,
    /// Ends the lock that is held.
    release: RefCell<Option<Function>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    IfFree,
    WhenFree,
    Steal,
}

impl LockHold {
    /// Asks for the lock; while another tab has it, waits for it.
    pub fn ask(manager: JsValue, id: &str, report: Report) -> Self {
        let inner = Rc::new(Inner {
            manager,
            name: format!("both-sides:writer:{id}"),
            report,
            is_over: Cell::new(false),
            release: RefCell::new(None),
        });
        request(&inner, Ask::IfFree);
        Self(inner)
    }

    /// Takes the lock from whoever has it.
    pub fn steal(&self) {
        request(&self.0, Ask::Steal);
    }
}

impl Drop for LockHold {
    fn drop(&mut self) {
        self.0.is_over.set(true);
        release(&self.0);
    }
}

fn release(inner: &Inner) {
    if let Some(resolve) = inner.release.borrow_mut().take() {
        // Resolving a promise calls nothing of ours.
        let _ = resolve.call0(&JsValue::UNDEFINED);
    }
}

fn request(inner: &Rc<Inner>, ask: Ask) {
    let options = Object::new();
    let flag = match ask {
        Ask::IfFree => Some("ifAvailable"),
        Ask::WhenFree => None,
        Ask::Steal => Some("steal"),
    };
    if let Some(flag) = flag {
        // Setting a property of a plain object does not fail.
        let _ = Reflect::set(&options, &flag.into(), &true.into());
    }
    let for_answer = Rc::clone(inner);
    let answered = Closure::once_into_js(move |lock: JsValue| answered(&for_answer, &lock));
    let called = Reflect::get(&inner.manager, &"request".into())
        .and_then(|method| method.dyn_into::<Function>())
        .and_then(|method| method.call3(&inner.manager, &inner.name.as_str().into(), &options, &answered));
    let Ok(ended) = called.and_then(|ended| ended.dyn_into::<Promise>()) else {
        // A page that may not lock is alone as far as anyone can tell.
        let report = Rc::clone(&inner.report);
        gloo_timers::callback::Timeout::new(0, move || report(Role::Writer)).forget();
        return;
    };
    let for_loss = Rc::clone(inner);
    let lost = Closure::once(move |_: JsValue| lost(&for_loss));
    let _ = ended.catch(&lost);
    lost.forget();
}

/// The lock is ours until the promise given back is resolved; null says that another tab has it.
fn answered(inner: &Rc<Inner>, lock: &JsValue) -> JsValue {
    if inner.is_over.get() {
        return JsValue::UNDEFINED;
    }
    if lock.is_null() {
        (inner.report)(Role::Reader);
        request(inner, Ask::WhenFree);
        return JsValue::UNDEFINED;
    }
    release(inner);
    let until = Promise::new(&mut |resolve, _| {
        inner.release.replace(Some(resolve));
    });
    (inner.report)(Role::Writer);
    until.into()
}

fn lost(inner: &Rc<Inner>) {
    if inner.is_over.get() {
        return;
    }
    inner.release.replace(None);
    (inner.report)(Role::Reader);
    request(inner, Ask::WhenFree);
}
