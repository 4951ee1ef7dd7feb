//! Starts the page, and marks where its late parts begin.
//!
//! With the feature `split` each part becomes a module of wasm of its own (`src/page/parts.mjs` cuts them out after the
//! build); without it all parts are here from the start.

use both_sides::session::Place;
use both_sides::ui::{self, Part, Parts};

#[cfg(feature = "split")]
macro_rules! part {
    ($module:ident, $name:ident: $wanted:ty) => {{
        use leptos::wasm_split::wasm_split;

        #[wasm_split($module, wasm_split_path = ::leptos::wasm_split, preload(fetch), fallible)]
        fn $name(wanted: $wanted) -> Result<leptos::prelude::AnyView, ui::PartMissing> {
            Ok(ui::$name(wanted))
        }
        Part {
            fetch: || Box::pin(fetch()),
            view: |wanted| ui::at_once($name(wanted)),
        }
    }};
}

#[cfg(not(feature = "split"))]
macro_rules! part {
    ($module:ident, $name:ident: $wanted:ty) => {
        Part {
            fetch: || Box::pin(async { Ok(()) }),
            view: |wanted: $wanted| Some(ui::$name(wanted)),
        }
    };
}

/// Each line: the module of wasm, the function of [`ui`] it begins with, and what that wants to know.
static PARTS: Parts = Parts {
    identify: part!(identify, identify: Place),
    advise: part!(advise, advise: Place),
    lens_bar: part!(advise, lens_bar: ()),
    keep: part!(aside, keep: Place),
    dialogs: part!(aside, dialogs: ()),
    screen_notes: part!(aside, screen_notes: ()),
};

fn main() {
    ui::start(&PARTS);
}
