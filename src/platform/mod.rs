//! The browser: address, locale, clock, storage, files, tabs, worker.

pub mod address;
pub mod clock;
pub mod locale;
pub mod valuing;
