//! Both sides of every customer relationship.

pub mod measures;
pub mod report;
pub mod portfolio;
pub mod units;
