//! Both sides of every customer relationship.

pub mod measures;
#[cfg(feature = "ui")]
pub mod platform;
pub mod portfolio;
pub mod report;
pub mod sample;
pub mod saved;
pub mod session;
#[cfg(feature = "ui")]
pub mod ui;
pub mod units;
