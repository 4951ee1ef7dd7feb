//! Models fitted to what customers did: how often they buy, whether they are still there, what they spend.
//!
//! One model per file: formula, symbols, source, worked number, likelihood with its slopes and curvatures, fit, and
//! what follows from it. Everything is closed form or quadrature through `libm`: the same bits everywhere.

mod beta_geometric;
pub mod bootstrap;
pub mod bg_bb;
pub mod bg_nbd;
mod buying;
mod desk;
pub mod findings;
mod fit;
pub mod gamma_gamma;
mod histories;
mod hold_out;
pub mod mbg_nbd;
pub mod nbd;
pub mod pareto_nbd;
pub mod phase;
mod purchases;
pub mod renewals;
pub mod sbg;
mod study;

pub use bg_bb::BgBb;
pub use bg_nbd::{BgNbd, Discounting};
pub use bootstrap::{Bootstrap, Intervals};
pub use buying::{Buying, BuyingKind};
pub use desk::{DeskModel, Found, Reason, proposed};
pub use findings::Finding;
pub use fit::Fit;
pub use gamma_gamma::GammaGamma;
pub use histories::{History, Spender, group, group_spenders};
pub use hold_out::{Class, HoldOut, Tracking};
pub use mbg_nbd::MbgNbd;
pub use nbd::Nbd;
pub use pareto_nbd::ParetoNbd;
pub use purchases::{Purchases, buys_repeatedly, chances_of, history_of};
pub use sbg::{Cohort, Sbg};
pub use study::{Study, StudyRun};
