//! Interact: what passes between us and them.

mod capital;
mod care;
mod care_calendar;
mod exchanges;
mod idic;
mod inbox;
mod inbox_dialog;
mod network;
mod valued;

pub use capital::CapitalPage;
pub use care::CarePage;
pub use exchanges::ExchangesPage;
pub use idic::IdicPage;
pub use inbox::InboxPage;
pub use network::NetworkPage;
pub use valued::ValuedPage;
