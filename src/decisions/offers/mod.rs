//! What an account does not buy yet and others like it do: how likely it would, what that is worth, and whether such
//! suggestions are any good on the portfolio's own data.

mod chance;
mod likeness;
mod proposal;
mod shelf;
mod trial;

pub use chance::{Because, Chance};
pub use likeness::{Likeness, Match, lookalikes};
pub use proposal::{Offer, Proposer, Room};
pub use shelf::{Grain, Held, Shelf};
pub use trial::{Trial, trial};
