//! Interact: what passes between us and them.

mod exchanges;

pub use exchanges::ExchangesPage;
