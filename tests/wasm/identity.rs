//! Measures are the same to the last bit in the browser as on the host.

#[path = "../identity/fingerprint.rs"]
mod fingerprint;

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_browser_measures_what_the_host_measures() {
    let snapshot = include_str!("../identity/sample.snap");
    let (_, expected) = snapshot
        .trim_start_matches("---\n")
        .split_once("---\n")
        .expect("a snapshot's two parts");
    assert_eq!(fingerprint::sample_fingerprints().trim(), expected.trim());
}
