//! What winning and keeping customers take, and how much of it there is.

use super::account::choice;

choice! {
    /// What the capability is for.
    Effort {
        /// Winning customers.
        Winning = "winning",
        /// Keeping them.
        Keeping = "keeping",
    }
}

/// Something one must be able to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Capability {
    /// What it is for.
    pub effort: Effort,
    /// What it is.
    pub name: String,
    /// How much of it there is, 0 to 10; `None` is not rated.
    pub have: Option<f64>,
    /// How much of it is needed, 0 to 10; `None` is not rated.
    pub need: Option<f64>,
}

/// The list a portfolio starts with, nothing rated. That the two take different capabilities is Hanssens, Thorpe &
/// Finkbeiner (2008), "Marketing when customer equity matters", Harvard Business Review 86(5); the names are this app's.
pub fn first_capabilities() -> Vec<Capability> {
    let of = |effort: Effort, names: [&str; 5]| {
        names.map(|name| Capability {
            effort,
            name: name.to_owned(),
            have: None,
            need: None,
        })
    };
    let winning = [
        "Knowing competitors and prices",
        "Reaching many prospects",
        "Qualifying prospects",
        "Sales people who open doors",
        "References and cases to show",
    ];
    let keeping = [
        "Knowing each customer's needs",
        "Customer data and analysis",
        "Offers made for one customer",
        "Service that answers in time",
        "Account managers with hours to spare",
    ];
    let mut all = Vec::from(of(Effort::Winning, winning));
    all.extend(of(Effort::Keeping, keeping));
    all
}
