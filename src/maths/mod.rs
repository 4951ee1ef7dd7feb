//! Special functions and order statistics, on plain numbers.
//!
//! Everything transcendental goes through `libm`, so that a result is the same to the last bit on every machine.

mod beta;
mod draws;
mod partition;
mod percentile;
mod pert;
mod gamma;
mod hypergeometric;
mod newton;
mod order;
mod quadrature;
mod shapley;
mod sorting;
mod statistics;

pub use beta::{beta_quantile, regularised_beta};
pub use draws::Draws;
pub use gamma::{digamma, ln_beta, scaled_upper_gamma, trigamma};
pub use hypergeometric::hypergeometric;
pub use newton::{Matrix, Summit, Surface, Vector, cholesky, climb, covariance};
pub use order::{order, sort_by, sort_by_cached_key, sort_by_key};
pub use partition::adjusted_rand;
pub use percentile::Standings;
pub use pert::{pert_mean, pert_share_below};
pub use quadrature::GaussLegendre;
pub use shapley::{shapley, shapley_by_place};
pub use sorting::{FEW_TO_SORT, falling, largest, largest_first, order_by, ordered_bits, rising, sort_keyed};
pub use statistics::{effective_number, mean_and_deviation, median, quantile, rank_correlation};
