//! A dialog around one form: filled in, checked as a whole, kept or dropped.

use leptos::prelude::*;

use crate::report::form::{FormField, Refusal, Texts};
use crate::session::{KeepMessage, KeepRequest, Message};
use crate::ui::workspace::workspace;

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
    let workspace = workspace();
    // Why the whole of it could not be kept.
    let refused = RwSignal::new(None::<String>);
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
        let (refusals, why) = workspace.refusal_in(|| on_keep.run(texts));
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
            None if why.is_none() => close_dialog(dialog),
            None => focus_soon(vec![format!("{dialog}-keep")]),
        }
        refused.set(why);
    };
    let line = |(field, text, refusal): (FormField, RwSignal<String>, RwSignal<Option<String>>)| {
        let id = line_id(dialog, field.key);
        let on_write = Callback::new(move |written: String| {
            text.set(written);
            None
        });
        view! { <FormLine field id text refusal on_write nothing="Choose …" is_draft=true /> }
    };
    let is_read_only = move || workspace.keeping.with(|keeping| keeping.is_read_only);
    let take_over = move |_| {
        workspace.send(Message::Keep(KeepMessage::Asked(KeepRequest::TakeOver)));
        refused.set(None);
        focus_soon(vec![format!("{dialog}-keep")]);
    };
    let title_id = format!("{dialog}-title");
    view! {
        <header>
            <h2 id=title_id>{title}</h2>
            <button type="button" class="quiet icon" aria-label="Close" on:click=move |_| close_dialog(dialog)>"×"</button>
        </header>
        <form class="record-form" novalidate on:submit=keep>
            <div class="fields">{lines.into_iter().map(line).collect_view()}</div>
            <p class="refusal" role="alert">{move || refused.get()}</p>
            <p class="buttons">
                <button type="submit" class="primary" id=format!("{dialog}-keep")>"Keep"</button>
                <Show when=move || refused.with(Option::is_some) && is_read_only()>
                    <button type="button" on:click=take_over>"Take over"</button>
                </Show>
                <button type="button" on:click=move |_| close_dialog(dialog)>"Cancel"</button>
            </p>
        </form>
    }
}

fn line_id(dialog: &str, key: &str) -> String {
    format!("{dialog}-{key}")
}
