//! What the lenses of what passed between members are compared with: a snapshot keeps no exchanges, but exchanges have
//! days; a scenario is a portfolio of its own.

use crate::measures::Valuation;
use crate::portfolio::Document;
use crate::units::Day;

/// What stands beside the present.
#[derive(Clone, Copy, Debug)]
pub enum Beside<'a> {
    /// A snapshot: what had happened by its day.
    Day {
        /// Name of the snapshot.
        name: &'a str,
        /// Its day.
        day: Day,
    },
    /// A scenario, or the portfolio as it is beside one.
    Portfolio {
        /// Its name.
        name: &'a str,
        /// Its accounts and what passed.
        document: &'a Document,
        /// Its numbers.
        valuation: &'a Valuation,
        /// Rows of its accounts that pass the filter.
        rows: &'a [usize],
    },
}

impl<'a> Beside<'a> {
    /// Name of what is compared with.
    pub const fn name(&self) -> &'a str {
        match *self {
            Self::Day { name, .. } | Self::Portfolio { name, .. } => name,
        }
    }
}
