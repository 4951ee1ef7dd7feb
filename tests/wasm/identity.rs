//! Measures are the same to the last bit in the browser as on the host.

#[path = "../identity/fingerprint.rs"]
mod fingerprint;

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_browser_measures_what_the_host_measures() {
    let expected = said_by_the_host(include_str!("../identity/sample.snap"));
    assert_eq!(fingerprint::sample_fingerprints().trim(), expected);
}

#[wasm_bindgen_test]
fn the_browser_fits_what_the_host_fits() {
    let expected = said_by_the_host(include_str!("../identity/fits.snap"));
    assert_eq!(fingerprint::fit_fingerprints().trim(), expected);
}

/// The content of a snapshot, without its head.
fn said_by_the_host(snapshot: &str) -> &str {
    let parts = snapshot.trim_start_matches("---\n").split_once("---\n");
    parts.expect("a snapshot's two parts").1.trim()
}
