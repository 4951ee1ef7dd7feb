//! What is each worth, both ways? The lenses.

mod criteria;
mod dimensions;
mod lenses;
mod metric_audit;
mod models;
mod moves;
pub mod phase;
mod portfolio;
mod profitability;
mod progress;
mod segments;
mod three_ps;
mod risk;
mod robustness;
mod value_map;
mod weighing;

pub use criteria::CriteriaPage;
pub use dimensions::DimensionsPage;
pub use lenses::{EconomicPage, GrowthPage, LoyaltyPage};
pub use metric_audit::MetricAuditPage;
pub use models::{ModelsPage, follow_looks};
pub use portfolio::PortfolioPage;
pub use profitability::ProfitabilityPage;
pub use progress::ProgressPage;
pub use risk::RiskPage;
pub use robustness::{DrawBar, FindTable, RobustnessPage, TornadoPicture, draw_when_seen, fresh};
pub use segments::SegmentsPage;
pub use three_ps::ThreePsPage;
pub use value_map::{
    CanvasWidths, MapState, MapWords, ValueMapPage, Why, keep_map_report, map_words, measure_in, paint_map,
    selected_rows, theme_of,
};
pub use weighing::{AccountLink, Members, reweigh};
