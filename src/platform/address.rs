//! The part of the address behind `#`.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// What stands behind `#`, with it; empty when nothing does.
pub fn fragment() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Writes `fragment` into the address; going back leads to the one before.
pub fn show(fragment: &str) {
    if self::fragment() != fragment
        && let Some(window) = web_sys::window()
    {
        // An embedded page may not be allowed to; the app works without.
        let _ = window.location().set_hash(fragment);
    }
}

/// Calls `heard` with the new fragment whenever the address changes, as long as the page lives.
pub fn on_change(heard: impl Fn(String) + 'static) {
    let listener = Closure::<dyn Fn()>::new(move || heard(fragment()));
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
    }
    listener.forget();
}
