//! Starts the page, and marks where its late parts begin.
//!
//! With the feature `split` each part becomes a module of wasm of its own (`src/page/parts.mjs` cuts them out after the
//! build); without it all parts are here from the start.

use both_sides::session::Place;
use both_sides::ui::{self, Desks, MapState, MapWords, Part, Parts};
use leptos::prelude::AnyView;

#[cfg(feature = "split")]
macro_rules! part {
    ($module:ident, $name:ident: $wanted:ty => $given:ty) => {{
        use leptos::wasm_split::wasm_split;

        #[wasm_split($module, wasm_split_path = ::leptos::wasm_split, preload(fetch), fallible)]
        fn $name(wanted: $wanted) -> Result<$given, ui::PartMissing> {
            Ok(ui::$name(wanted))
        }
        Part {
            fetch: || Box::pin(fetch()),
            enter: |wanted| ui::at_once($name(wanted)),
        }
    }};
}

#[cfg(not(feature = "split"))]
macro_rules! part {
    ($module:ident, $name:ident: $wanted:ty => $given:ty) => {
        Part {
            fetch: || Box::pin(async { Ok(()) }),
            enter: (|wanted| Some(ui::$name(wanted))) as fn($wanted) -> Option<$given>,
        }
    };
}

/// Each line: the module of wasm, the function of [`ui`] it begins with, what that wants to know and what it gives.
static PARTS: Parts = Parts {
    identify: part!(identify, identify: Place => AnyView),
    why: part!(identify, why: MapState => AnyView),
    map_words: part!(identify, map_words: MapWords => AnyView),
    desks: part!(identify, desks: () => Desks),
    advise: part!(advise, advise: Place => AnyView),
    lens_bar: part!(advise, lens_bar: () => AnyView),
    keep: part!(aside, keep: Place => AnyView),
    dialogs: part!(aside, dialogs: () => AnyView),
    screen_notes: part!(aside, screen_notes: () => AnyView),
};

fn main() {
    ui::start(&PARTS);
}
