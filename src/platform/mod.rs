//! The browser: address, locale, clock, storage, files, tabs, and the worker beside the page.

pub mod address;
pub mod breath;
pub mod clock;
mod compress;
pub mod drawing;
pub mod files;
pub mod fitting;
pub mod incoming;
pub mod keeper;
pub mod locale;
pub mod remembered;
pub mod picture;
mod storage;
mod tabs;
pub mod valuing;
pub mod watching;
pub mod worker;
