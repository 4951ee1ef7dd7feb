//! Deciding: proposals and actions as lines, and the dialog in which they are answered, wherever they stand.

mod action;
mod dialog;
mod found;
mod invest;
mod proposal;

pub use action::ActionLine;
pub use dialog::{DecideDialog, Deciding, desk, provide_desk};
pub use found::{proposals_now, proposals_of};
pub use invest::{InvestFold, InvestPanel};
pub use proposal::{ProposalItem, accept_id};
