//! Both sides of every customer relationship.

pub mod measures;
pub mod portfolio;
pub mod report;
pub mod saved;
pub mod units;
