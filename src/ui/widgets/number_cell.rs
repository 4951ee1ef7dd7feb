//! A number edited where it stands.

use leptos::prelude::*;

use crate::report::form::{FormField, FormKind};

use super::FormLine;

/// A number edited in a table or a line; what is refused stays as written and says why.
#[component]
pub fn NumberCell(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// What it is, for screen readers.
    #[prop(into)]
    label: String,
    /// What stands there.
    #[prop(into)]
    text: Signal<String>,
    /// Takes what was written and says why it is refused, if it is.
    on_write: Callback<String, Option<String>>,
) -> impl IntoView {
    let field = FormField::new("number", "", FormKind::Number, String::new());
    view! { <FormLine field id text refusal=RwSignal::new(None) on_write is_bare=true long_label=label /> }
}
