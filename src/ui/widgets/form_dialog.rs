//! A dialog around one form: filled in, checked as a whole, kept or dropped.

use leptos::prelude::*;

use crate::report::form::{FormField, Refusal, Texts};

use super::{FormLine, close_dialog, focus_soon};

/// The inside of a dialog with a form. The dialog with `dialog` as its id stands around it.
#[component]
pub fn DialogForm(
    /// Id of the dialog.
    dialog: &'static str,
    /// What is filled in.
    title: String,
    /// The lines.
    fields: Vec<FormField>,
    /// Keeps what was filled in, or refuses lines of it.
    on_keep: Callback<Texts, Vec<Refusal>>,
) -> impl IntoView {
    let lines: Vec<(FormField, RwSignal<String>, RwSignal<Option<String>>)> = (fields.into_iter())
        .map(|field| {
            let text = RwSignal::new(field.text.clone());
            (field, text, RwSignal::new(None))
        })
        .collect();
    let parts = StoredValue::new(
        (lines.iter())
            .map(|(field, text, refusal)| (field.key, *text, *refusal))
            .collect::<Vec<_>>(),
    );
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let texts = parts.with_value(|parts| {
            parts
                .iter()
                .map(|(key, text, _)| (*key, text.get_untracked()))
                .collect()
        });
        let refusals = on_keep.run(texts);
        let sentence = |key: &str| {
            (refusals.iter())
                .find(|refusal| refusal.key == key)
                .map(|refusal| refusal.sentence.clone())
        };
        parts.with_value(|parts| {
            parts
                .iter()
                .for_each(|(key, _, refusal)| refusal.set(sentence(key)))
        });
        match refusals.first() {
            Some(first) => focus_soon(vec![line_id(dialog, first.key)]),
            None => close_dialog(dialog),
        }
    };
    let line = |(field, text, refusal): (FormField, RwSignal<String>, RwSignal<Option<String>>)| {
        let id = line_id(dialog, field.key);
        let on_write = Callback::new(move |written: String| {
            text.set(written);
            None
        });
        view! { <FormLine field id text refusal on_write nothing="Choose …" /> }
    };
    let title_id = format!("{dialog}-title");
    view! {
        <header>
            <h2 id=title_id>{title}</h2>
            <button type="button" class="quiet icon" aria-label="Close" on:click=move |_| close_dialog(dialog)>"×"</button>
        </header>
        <form class="record-form" novalidate on:submit=keep>
            <div class="fields">{lines.into_iter().map(line).collect_view()}</div>
            <p class="buttons">
                <button type="submit" class="primary">"Keep"</button>
                <button type="button" on:click=move |_| close_dialog(dialog)>"Cancel"</button>
            </p>
        </form>
    }
}

fn line_id(dialog: &str, key: &str) -> String {
    format!("{dialog}-{key}")
}
