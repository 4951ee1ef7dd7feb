//! What to do about each account and why, worked out from the measures alone.
//!
//! Plain numbers and words of the trade; sentences for people are written by `report`.

pub mod allocate;
pub mod emphasis;
pub mod queue;
pub mod fix_or_release;
pub mod invest;
pub mod missed;
pub mod offers;
pub mod overlooked;
pub mod proposals;
pub mod care;
pub mod idic;
pub mod inbox;
mod rows;
pub mod strategy;
pub mod tiers;
pub mod workload;
pub mod zones;

pub use fix_or_release::{FixOrRelease, Step, Verdict, fix_or_release};
pub use invest::{Ground, Invested, Lacking, Stake, Worthwhile, invest};
pub use missed::{Missed, MissedExchange, missed_exchanges};
pub use overlooked::{Overlooked, Promise, overlooked};
pub use proposals::{
    Firmness, Found, Kept, Proposal, Proposals, State, Then, Turn, What, is_hidden_asset, state_of,
};
pub use strategy::{Evidence, Move, Strategy, strategy};
pub use zones::{Axis, Placed, Placement, Threshold, ThresholdOrigin, Zone, ZoneMap, threshold};
