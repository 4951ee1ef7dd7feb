//! How far each lever of an account's value can be moved, as somebody stated it.

use super::account::choice;

choice! {
    /// One of the five ways in which an account's value can grow.
    Lever {
        /// It stays longer.
        Retention = "retention",
        /// It gives us more of what it spends anyway.
        ShareOfWallet = "share of wallet",
        /// It buys more of our products.
        Breadth = "breadth",
        /// It pays a better price, or its purchases cost us less.
        Margin = "price and margin",
        /// It takes less to look after.
        CostToServe = "cost to serve",
    }
}

impl Lever {
    /// Smallest and largest ceiling that can be stated.
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::Breadth => (0.0, 1e6),
            _ => (0.0, 1.0),
        }
    }
}

/// The most that is attainable with each lever; `None` leaves it to the peers or the wallet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ceilings {
    /// Retention per year, `0..=1`.
    pub retention: Option<f64>,
    /// Share of the wallet, `0..=1`.
    pub share_of_wallet: Option<f64>,
    /// Products or product groups bought.
    pub breadth: Option<f64>,
    /// Gross margin as a share of revenue, `0..=1`.
    pub margin: Option<f64>,
    /// Cost to serve as a share of revenue, `0..=1`; here the least counts.
    pub cost_to_serve: Option<f64>,
}

impl Ceilings {
    /// What is stated for one lever.
    pub const fn of(&self, lever: Lever) -> Option<f64> {
        match lever {
            Lever::Retention => self.retention,
            Lever::ShareOfWallet => self.share_of_wallet,
            Lever::Breadth => self.breadth,
            Lever::Margin => self.margin,
            Lever::CostToServe => self.cost_to_serve,
        }
    }

    /// States the ceiling of one lever, the nearest that is allowed; `None` takes it back.
    pub fn set(&mut self, lever: Lever, ceiling: Option<f64>) {
        let (low, high) = lever.range();
        let ceiling = ceiling
            .filter(|ceiling| !ceiling.is_nan())
            .map(|ceiling| ceiling.clamp(low, high));
        match lever {
            Lever::Retention => self.retention = ceiling,
            Lever::ShareOfWallet => self.share_of_wallet = ceiling,
            Lever::Breadth => self.breadth = ceiling,
            Lever::Margin => self.margin = ceiling,
            Lever::CostToServe => self.cost_to_serve = ceiling,
        }
    }

    /// True when nothing is stated.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Ceilings for all accounts of a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentCeilings {
    /// The segment; empty for every account whose segment has none of its own.
    pub segment: String,
    /// What is attainable there.
    pub ceilings: Ceilings,
}
