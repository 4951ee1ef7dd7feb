//! The worker's entry: what takes long runs here, off the page.

fn main() {
    // wasm-bindgen needs at least one import to bind.
    let _ = js_sys::global();
}
