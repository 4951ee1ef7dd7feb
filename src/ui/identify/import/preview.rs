//! The first rows as they will be understood, and what to distrust.

use leptos::prelude::*;

use crate::portfolio::FieldValue;
use crate::report::import::{target_label, value_text};

use super::looked;

/// The first rows as understood.
#[component]
pub fn FirstRows() -> impl IntoView {
    let looked = looked();
    let draft = Memo::new(move |_| looked.read(|incoming| incoming.draft.clone()));
    let head = move || {
        let draft = draft.get()?;
        let shape = draft.settings.shape;
        let columns = draft.preview.columns.iter().map(|(index, target)| {
            let header = draft
                .settings
                .columns
                .get(*index)
                .map_or(String::new(), |column| column.header.clone());
            view! { <th scope="col">{target_label(*target, shape)}<br /><small>{header}</small></th> }
        });
        Some(view! { <tr><th scope="col">"Row"</th>{columns.collect_view()}</tr> })
    };
    let body = move || {
        let draft = draft.get()?;
        let style = looked.workspace.style.read();
        let rows = draft.preview.rows.iter().take(8).map(|(row, values)| {
            let cells = values.iter().map(|value| {
                let is_number = matches!(value, FieldValue::Number(_) | FieldValue::Estimate(_));
                view! { <td class:numeric=is_number>{value_text(value, &style)}</td> }
            });
            view! { <tr><th scope="row">{row.to_string()}</th>{cells.collect_view()}</tr> }
        });
        Some(rows.collect_view())
    };
    view! {
        <section aria-labelledby="import-preview-title">
            <h3 id="import-preview-title">"The first lines as understood"</h3>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Table of the first lines">
                <table class="import-preview">
                    <thead>{head}</thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        </section>
    }
}

/// What to distrust.
#[component]
pub fn Caveats() -> impl IntoView {
    let looked = looked();
    let caveats = Memo::new(move |_| {
        looked.read(|incoming| {
            let caveats = incoming
                .draft
                .as_ref()
                .map(|draft| draft.caveats.clone())
                .unwrap_or_default();
            caveats.iter().map(ToString::to_string).collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || caveats.with(|caveats| !caveats.is_empty())>
            <section aria-labelledby="import-caveats-title">
                <h3 id="import-caveats-title">"Good to know"</h3>
                <ul class="notes">
                    {move || caveats.get().into_iter().map(|caveat| view! { <li>{caveat}</li> }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}
