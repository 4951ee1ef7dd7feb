//! How far the numbers and the decisions hold: draws of what is uncertain, weights that might be others, what moves a
//! number most, and what would be worth finding out.
//!
//! Every draw puts numbers into the document and values it with [`crate::measures::revalue`], the very engine every
//! screen reads. Inputs are drawn independently of one another, but for the parameters of one fit. The same seed gives
//! the same bits.

mod concerned;
mod findings;
mod fitted;
mod inputs;
mod simulation;
mod study;
mod tails;
mod tornado;
mod weights;

pub use findings::{Finding, Findings};
pub use fitted::FitPart;
pub use inputs::{Chance, Input, InputKey, inputs};
pub use simulation::{Drawn, Plan, Simulation, Uncertainty};
pub use study::{Robustness, Study};
pub use tornado::{Swing, Tornado};
pub use weights::{Ranked, WeightStudy, Weighted, Weighting, kept_in_tier};

/// Draws, unless the person wants another number.
pub const N_DRAWS: u32 = 1_000;
/// Fewest and most draws that can be asked for.
pub const DRAWS_ALLOWED: (u32, u32) = (100, 10_000);
/// Seed, unless the person wants another one.
pub const SEED: u64 = 1;
/// Share of draws below the lower and above the upper end of an interval.
pub const TAIL: f64 = 0.05;
