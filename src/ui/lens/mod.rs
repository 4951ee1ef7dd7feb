//! The frame every lens stands in: one filter, one comparison, four views, pictures that answer.
//!
//! A lens brings a report (`report`), a function from report and width to a [`crate::chart::Plate`] (`chart`),
//! and a page that hands both to [`LensPage`] and [`PlatePicture`].

mod beside;
mod filter;
mod forms;
mod keys;
mod paper;
mod picture;
mod shown;
mod stage;
mod take;

pub use beside::{looked_through, with_beside};
pub use filter::FilterBar;
pub use forms::{Finding, LensLines, LensPage, ToldBeside};
pub use paper::append_svg;
pub use picture::PlatePicture;
pub use shown::{keep_shown, shown_rows};
pub use stage::{Looks, Room, drawing_area, follow_looks, follow_size, prepare};
