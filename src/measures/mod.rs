//! What each account is worth, both ways. Every measure is computed once and read by every lens.
//!
//! [`value`] turns a document into a [`Valuation`]; [`explain`] shows the terms behind any number of it. Both read
//! the same `…Terms` of the measure's own file, so that what is shown is what was added up.
//!
//! Missing is not zero: a measure whose input is unknown is unknown, except where its file says otherwise, marks
//! the result as estimated and notes it.

mod account_terms;
pub mod alignment;
pub mod attention;
pub mod attribution;
pub mod capital;
mod caveats;
pub mod completeness;
pub mod contribution;
pub mod cost_to_serve;
pub mod course;
pub mod dimensions;
pub mod evidence;
mod explain;
mod explanation;
mod fit_cache;
pub mod fitted;
mod fitted_income;
mod fitted_words;
pub mod fair_value;
pub mod gaps;
mod groundwork;
mod heard;
pub mod ledger;
pub mod lifetime_value;
pub mod loyalty;
mod measure;
pub mod models;
pub mod moves;
pub mod network;
pub mod places;
pub mod portfolio_totals;
pub mod potential;
pub mod rankings;
pub mod received;
pub mod reference_load;
pub mod reference_value;
pub mod relative_value;
pub mod retention;
pub mod revenue;
pub mod risk;
pub mod roles;
mod said;
mod scoring;
pub mod segments;
pub mod snapshots;
mod spread;
pub mod standing;
pub mod still_there;
mod supposed;
mod surveying;
pub mod thirds;
pub mod three_ps;
pub mod total_value;
mod valuation;
pub mod wallet;
pub mod weighed;
mod work;
mod wording;

pub use explain::{Explainer, explain};
pub use explanation::{Explanation, Term};
pub use fit_cache::FitCache;
pub use fitted_income::FittedIncome;
pub use fitted_words::why_shrunk;
pub(crate) use groundwork::Lookup;
pub use groundwork::{Groundwork, Grouped};
pub use measure::{Direction, MeasureId, Unit};
pub use portfolio_totals::PortfolioTotals;
pub use scoring::{Scoring, revalue, value};
pub use spread::Spread;
pub use supposed::SupposedSales;
pub use valuation::{Caveat, Column, Measured, Valuation, Warned};
