//! Identify: who are they?

mod account;
mod account_certainty;
mod account_events;
mod account_exchange;
mod account_fields;
mod account_fix;
mod account_heading;
mod account_left;
mod account_needs;
mod account_parts;
mod account_places;
mod account_plan;
mod account_potential;
mod account_records;
mod account_right;
mod accounts;
mod accounts_bar;
mod accounts_clipboard;
mod accounts_columns;
mod accounts_editor;
mod accounts_filter;
mod accounts_grid;
mod accounts_header;
mod accounts_keys;
mod accounts_menu;
mod accounts_pointer;
mod accounts_row;
mod accounts_seats;
mod accounts_sheet;
mod import;

pub use account::AccountPage;
pub use accounts::AccountsPage;
pub use import::{ImportPage, listen_for_files};
