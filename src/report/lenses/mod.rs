//! The lenses beside the Value Map that are maps too: their words, and what stands under their picture.

mod economic;
mod finding;
mod growth;
mod growth_words;
mod loyalty;
mod roles;

pub use economic::{ECONOMIC_RELATIONSHIP, VALUE_AND_REFERRALS};
pub use finding::finding;
pub use growth::{GrowthReport, GrowthRow, LeverSum, growth};
pub use growth_words::CURRENT_AND_POTENTIAL;
pub use loyalty::{LOYALTY_MATRIX, PROFIT_AND_LIFE};
pub use roles::{RoleGroup, RoleMember, roles};
