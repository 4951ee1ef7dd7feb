//! Models fitted to what customers did: how often they buy, whether they are still there, what they spend.
//!
//! One model per file: formula, symbols, source, worked number, likelihood with its slopes and curvatures, fit, and
//! what follows from it. Everything is closed form or quadrature through `libm`: the same bits everywhere.

mod beta_geometric;
pub mod bg_bb;
pub mod bg_nbd;
mod fit;
pub mod gamma_gamma;
mod histories;
pub mod mbg_nbd;
pub mod nbd;
pub mod pareto_nbd;
pub mod sbg;

pub use bg_bb::BgBb;
pub use bg_nbd::BgNbd;
pub use fit::Fit;
pub use gamma_gamma::GammaGamma;
pub use histories::{History, Spender, group, group_spenders};
pub use mbg_nbd::MbgNbd;
pub use nbd::Nbd;
pub use pareto_nbd::ParetoNbd;
pub use sbg::Sbg;
