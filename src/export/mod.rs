//! What leaves the app as a file: tables for spreadsheets, and names for the files.
//!
//! The portfolio file itself, alone or inside a picture, is [`crate::saved`].

mod accounts;
mod care;
mod file_name;
mod plan;
mod offers;
mod poster;
mod records;
mod service;

pub use accounts::{MEASURE_MARK, ZONE_COLUMN, accounts_csv};
pub use care::{care_csv, care_ics};
pub use file_name::file_name;
pub use offers::offers_csv;
pub use plan::plan_csv;
pub use poster::{map_size, poster};
pub use records::{events_csv, observations_csv};
pub use service::{routing_csv, rules_csv};
