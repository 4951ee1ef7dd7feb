//! Measures are the same to the last bit on the host and in the browser: this snapshot is the host's half, and
//! `tests/wasm/identity.rs` compares the browser's numbers with it.
#![cfg(not(target_arch = "wasm32"))]

mod fingerprint;

#[test]
fn the_sample_has_these_measures_to_the_last_bit() {
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "." }, {
        insta::assert_snapshot!("sample", fingerprint::sample_fingerprints());
    });
}

#[test]
fn fitted_models_have_these_parameters_to_the_last_bit() {
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "." }, {
        insta::assert_snapshot!("fits", fingerprint::fit_fingerprints());
    });
}
