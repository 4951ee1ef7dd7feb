//! How the file was read, and every part of it to be changed.

use leptos::prelude::*;

use crate::import::{Delimiter, Encoding, Layout, RatingScale, Shape};
use crate::report::import::reading_sentence;
use crate::session::ImportMessage;

use super::looked;

/// What the lines are, and how bytes become records.
#[component]
pub fn LayoutSettings() -> impl IntoView {
    let looked = looked();
    let sentence = move || looked.read(|incoming| reading_sentence(&incoming.settings));
    let shape = Memo::new(move |_| {
        looked
            .incoming
            .with(|incoming| incoming.as_ref().map(|file| file.settings.shape))
    });
    let is_open = move || looked.read(|incoming| incoming.refusal.is_some());
    let pick = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let index = event.target().selected_index();
        if let Some(shape) = usize::try_from(index)
            .ok()
            .and_then(|index| Shape::ALL.get(index))
        {
            looked.tell(ImportMessage::ShapeChanged(*shape));
        }
    };
    view! {
        <section class="import-layout" aria-labelledby="import-layout-title">
            <h3 id="import-layout-title">"How it was read"</h3>
            <div class="field">
                <label for="import-shape">"Each line is"</label>
                <select id="import-shape" on:change:target=pick>
                    {Shape::ALL
                        .into_iter()
                        .map(|one| view! { <option selected=move || shape.get() == Some(one)>{one.label()}</option> })
                        .collect_view()}
                </select>
            </div>
            <Show when=move || shape.get() == Some(Shape::Observations)>
                <ScaleField />
            </Show>
            <details open=is_open>
                <summary>{sentence}</summary>
                <LayoutFields />
            </details>
        </section>
    }
}

/// The scale of the ratings.
#[component]
fn ScaleField() -> impl IntoView {
    let looked = looked();
    let now = Memo::new(move |_| looked.read(|incoming| incoming.settings.rating_scale));
    let pick = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let index = event.target().selected_index().max(0) as usize;
        if let Some(&scale) = RatingScale::ALL.get(index) {
            looked.tell(ImportMessage::ScaleChosen(scale));
        }
    };
    view! {
        <div class="field">
            <label for="import-scale">"Ratings go from"</label>
            <select id="import-scale" aria-describedby="import-scale-hint" on:change:target=pick>
                {RatingScale::ALL
                    .into_iter()
                    .map(|one| view! { <option selected=move || now.get() == one>{one.label()}</option> })
                    .collect_view()}
            </select>
            <p class="hint" id="import-scale-hint">"Kept as 1 to 10, straight between the ends."</p>
        </div>
    }
}

#[component]
fn LayoutFields() -> impl IntoView {
    let looked = looked();
    let layout = Memo::new(move |_| {
        looked
            .incoming
            .with(|incoming| incoming.as_ref().map(|file| file.settings.layout))
    });
    let change = move |write: fn(&mut Layout, usize), value: usize| {
        if let Some(mut changed) = layout.get_untracked() {
            write(&mut changed, value);
            looked.tell(ImportMessage::LayoutChanged(changed));
        }
    };
    let delimiter =
        move |index: usize| change(|layout, index| layout.delimiter = Delimiter::ALL[index], index);
    let encoding = move |index: usize| change(|layout, index| layout.encoding = Encoding::ALL[index], index);
    let is_delimiter = move |one: Delimiter| layout.get().is_some_and(|layout| layout.delimiter == one);
    let is_encoding = move |one: Encoding| layout.get().is_some_and(|layout| layout.encoding == one);
    view! {
        <div class="fields">
            <div class="field">
                <label for="import-delimiter">"Between cells"</label>
                <select id="import-delimiter" on:change:target=move |event| delimiter(event.target().selected_index().max(0) as usize)>
                    {Delimiter::ALL
                        .into_iter()
                        .map(|one| view! { <option selected=move || is_delimiter(one)>{one.label()}</option> })
                        .collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="import-encoding">"Characters"</label>
                <select id="import-encoding" on:change:target=move |event| encoding(event.target().selected_index().max(0) as usize)>
                    {Encoding::ALL
                        .into_iter()
                        .map(|one| view! { <option selected=move || is_encoding(one)>{one.label()}</option> })
                        .collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="import-skipped">"Lines to skip first"</label>
                <input
                    id="import-skipped"
                    type="number"
                    min="0"
                    max="1000"
                    prop:value=move || layout.get().map_or(0, |layout| layout.n_skipped).to_string()
                    on:change:target=move |event| {
                        let n_skipped = event.target().value().parse().unwrap_or(0);
                        change(|layout, n_skipped| layout.n_skipped = n_skipped as u32, n_skipped);
                    }
                />
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || layout.get().is_some_and(|layout| layout.has_header)
                    on:change:target=move |event| {
                        change(|layout, has| layout.has_header = has == 1, usize::from(event.target().checked()));
                    }
                />
                "The next line names the columns"
            </label>
        </div>
    }
}
