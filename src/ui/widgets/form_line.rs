//! One line of a form: label, control, hint, and a refusal that stands where it belongs.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::report::form::{FormField, FormKind};
use crate::ui::workspace::workspace;

/// A labelled control. What is refused stays as written, is marked, and says why.
#[component]
pub fn FormLine(
    /// What it is and how it is filled in; its text is the first one only.
    field: FormField,
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// What stands there.
    #[prop(into)]
    text: Signal<String>,
    /// Why what was written is refused.
    refusal: RwSignal<Option<String>>,
    /// Takes what was written and says why it is refused, if it is.
    on_write: Callback<String, Option<String>>,
    /// The choice that stands for nothing chosen; without one, nothing cannot be chosen.
    #[prop(optional)]
    nothing: &'static str,
    /// True where the label is for screen readers only, as in a table.
    #[prop(optional)]
    is_bare: bool,
    /// True in a form that is kept or dropped as a whole: what was written stands until then, and Escape is the form's.
    #[prop(optional)]
    is_draft: bool,
    /// A label that says more than the field's own, as in a table.
    #[prop(optional, into)]
    long_label: String,
    /// What knowing it would add; shown while it is empty.
    #[prop(optional)]
    adds: &'static str,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let refusal_id = format!("{id}-refusal");
    let described = {
        let (hint_id, refusal_id) = (hint_id.clone(), refusal_id.clone());
        move || match refusal.with(Option::is_some) {
            true => refusal_id.clone(),
            false => hint_id.clone(),
        }
    };
    let label = if long_label.is_empty() {
        field.label.to_owned()
    } else {
        long_label
    };
    view! {
        <div class="field form-line" data-empty=move || text.with(String::is_empty).to_string()>
            <label for=id.clone() class:visually-hidden=is_bare>{label}</label>
            <Control kind=field.kind suggestions=field.suggestions id text refusal on_write nothing is_draft described=Signal::derive(described) />
            <p class="refusal" id=refusal_id role="alert">{move || refusal.get()}</p>
            <p class="hint" id=hint_id>
                <span class="adds">{adds}</span>
                <span class="how">{field.hint}</span>
            </p>
        </div>
    }
}

#[component]
fn Control(
    kind: FormKind,
    suggestions: Vec<String>,
    id: String,
    text: Signal<String>,
    refusal: RwSignal<Option<String>>,
    on_write: Callback<String, Option<String>>,
    nothing: &'static str,
    is_draft: bool,
    described: Signal<String>,
) -> impl IntoView {
    let workspace = workspace();
    let write = move |event: web_sys::Event| {
        // What the session refuses stays as written too.
        let (refused, why) = workspace.refusal_in(|| on_write.run(event_target_value(&event)));
        let refused = refused.or(why);
        if refused.is_none() {
            show(&event, &text.get_untracked());
        }
        // In a draft the sentence stands until the whole is kept: gone earlier, it would pull the button that is just
        // being clicked from under the pointer.
        if !is_draft {
            refusal.set(refused);
        }
    };
    let forget = move |event: web_sys::KeyboardEvent| {
        if !is_draft && event.key() == "Escape" && refusal.with_untracked(Option::is_some) {
            event.prevent_default();
            show(&event, &text.get_untracked());
            refusal.set(None);
        }
    };
    let is_invalid = move || refusal.with(Option::is_some).then_some("true");
    match kind {
        FormKind::Choice(words) => {
            let option = move |word: &'static str, label: &'static str| {
                view! { <option value=word prop:selected=move || text.with(|text| text == word)>{label}</option> }
            };
            let empty = (!nothing.is_empty()).then(|| option("", nothing));
            view! {
                <select id=id aria-invalid=is_invalid aria-describedby=described on:change=write>
                    {empty}
                    {words.into_iter().map(|word| option(word, word)).collect_view()}
                </select>
            }
            .into_any()
        }
        FormKind::Long => view! {
            <textarea id=id rows="2" aria-invalid=is_invalid aria-describedby=described prop:value=text on:change=write on:keydown=forget></textarea>
        }
        .into_any(),
        FormKind::Line | FormKind::Number | FormKind::Day => {
            let list = (!suggestions.is_empty()).then(|| format!("{id}-list"));
            let options = suggestions.into_iter().map(|text| view! { <option value=text></option> });
            let datalist = (list.clone()).map(|list| view! { <datalist id=list>{options.collect_view()}</datalist> });
            let input_kind = if kind == FormKind::Day { "date" } else { "text" };
            let mode = (kind == FormKind::Number).then_some("text");
            view! {
                <input id=id type=input_kind inputmode=mode list=list autocomplete="off" aria-invalid=is_invalid aria-describedby=described
                    prop:value=text on:change=write on:keydown=forget />
                {datalist}
            }
            .into_any()
        }
    }
}

/// Puts `text` into the control an event came from, also where the same text stood before.
fn show(event: &web_sys::Event, text: &str) {
    let Some(target) = event.target() else { return };
    if let Some(input) = target.dyn_ref::<web_sys::HtmlInputElement>() {
        input.set_value(text);
    } else if let Some(area) = target.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        area.set_value(text);
    }
}
