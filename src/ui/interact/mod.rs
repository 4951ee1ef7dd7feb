//! Interact: what passes between us and them.

mod exchanges;
mod valued;

pub use exchanges::ExchangesPage;
pub use valued::ValuedPage;
