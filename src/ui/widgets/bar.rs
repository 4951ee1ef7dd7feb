//! A bar beside a number.

use leptos::prelude::*;

/// A bar as long as `part` of its track; hatched where it rests on estimates.
#[component]
pub fn Bar(part: f64, #[prop(optional)] is_soft: bool) -> impl IntoView {
    let width = format!("{:.2}%", part.clamp(0.0, 1.0) * 100.0);
    view! { <span class="bar" class:soft=is_soft aria-hidden="true"><span style:width=width></span></span> }
}
