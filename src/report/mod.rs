//! What a screen shows, as plain values: labels formatted, rows sorted, no model types to compute with.

pub mod style;
