//! Asks the linker to keep what the splitter needs, when the parts of the app are to be loaded lazily.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bin=both-sides=--emit-relocs");
    }
}
