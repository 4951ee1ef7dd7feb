#![doc = include_str!("ARCHITECTURE.md")]

pub mod units;
pub mod portfolio;
pub mod maths;
pub mod measures;
pub mod decisions;
pub mod import;
pub mod saved;
pub mod sample;
pub mod report;
pub mod chart;
pub mod export;
pub mod session;
#[cfg(feature = "ui")]
pub mod platform;
#[cfg(feature = "ui")]
pub mod ui;
