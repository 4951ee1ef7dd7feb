//! The four roles beside buying, as the map shows and filters them.

use crate::measures::roles::Role;
use crate::measures::{MeasureId, Valuation};

/// From this index on (0 to 100) an account counts as having a role.
pub const HAS_ROLE: f64 = 20.0;

/// The roles in the order in which the stronger of two equal ones is told.
const ORDER: [Role; 4] = [Role::Referral, Role::Reference, Role::Innovation, Role::Learning];

/// Which roles an account holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldRoles(u8);

impl HeldRoles {
    /// Those of the account in `row`.
    pub fn of(valuation: &Valuation, row: usize) -> Self {
        let bit = |role: Role| u8::from(holds(valuation, role.measure(), row)) << role as u8;
        Self(Role::ALL.into_iter().map(bit).sum())
    }

    /// True for one of them.
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }

    /// Their names with commas between; empty for none.
    pub fn words(self) -> String {
        let held = Role::ALL
            .into_iter()
            .filter(|role| self.has(*role))
            .map(role_word);
        held.collect::<Vec<_>>().join(", ")
    }
}

/// Name of a role.
pub const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Reference => "reference",
        Role::Referral => "referral",
        Role::Learning => "learning",
        Role::Innovation => "innovation",
    }
}

fn holds(valuation: &Valuation, measure: MeasureId, row: usize) -> bool {
    valuation
        .get(measure, row)
        .value
        .is_some_and(|index| index > HAS_ROLE)
}

/// Of `rows`, those that hold `role`; all of them without one.
pub(super) fn holders(valuation: &Valuation, role: Option<Role>, mut rows: Vec<usize>) -> Vec<usize> {
    if let Some(role) = role {
        rows.retain(|&row| holds(valuation, role.measure(), row));
    }
    rows
}

/// The strongest role of the account in `row`; empty for none.
pub(super) fn strongest(valuation: &Valuation, row: usize) -> &'static str {
    let mut best = ("", HAS_ROLE);
    for role in ORDER {
        let strength = valuation.get(role.measure(), row).value;
        if let Some(strength) = strength.filter(|strength| *strength > best.1) {
            best = (role_word(role), strength);
        }
    }
    best.0
}
