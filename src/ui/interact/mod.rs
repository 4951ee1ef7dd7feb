//! Interact: what passes between us and them.

mod capital;
mod exchanges;
mod network;
mod valued;

pub use capital::CapitalPage;
pub use exchanges::ExchangesPage;
pub use network::NetworkPage;
pub use valued::ValuedPage;
