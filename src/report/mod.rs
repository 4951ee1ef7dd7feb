//! What a screen shows, as plain values: labels formatted, rows sorted, no model types to compute with.

pub mod assumptions;
pub mod exchanges;
pub mod explanation;
pub mod find;
pub mod style;
