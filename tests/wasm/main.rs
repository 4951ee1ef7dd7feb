//! What only a browser can show. Run by `make test-wasm` in headless Chromium.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

mod canvas;
mod identity;
mod storage;
