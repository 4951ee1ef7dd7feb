//! Local storage keeps every text it accepts exactly, and says so when it is full.

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_stored_text_is_read_back_as_it_was() {
    for text in ["", "Müller & Söhne", "日本語", "line\nbreak\u{0}null", "𝔘𝔫𝔦"] {
        LocalStorage::raw()
            .set_item("both-sides-test", text)
            .expect("room for a short text");
        assert_eq!(
            LocalStorage::raw()
                .get_item("both-sides-test")
                .expect("readable")
                .as_deref(),
            Some(text)
        );
    }
    LocalStorage::delete("both-sides-test");
}

#[wasm_bindgen_test]
fn full_storage_is_an_error_and_keeps_what_was_there() {
    LocalStorage::set("both-sides-test", "before").expect("room for a short text");
    let too_much = "x".repeat(5_242_881);
    let refused = LocalStorage::set("both-sides-test", too_much);
    assert!(matches!(refused, Err(StorageError::JsError(error)) if error.name == "QuotaExceededError"));
    assert_eq!(
        LocalStorage::get::<String>("both-sides-test").expect("still there"),
        "before"
    );
    LocalStorage::delete("both-sides-test");
}
