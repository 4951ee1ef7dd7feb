//! Parts both pages are made of.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::session::{Edit, Message};
use crate::ui::explain::Explained;
pub use crate::ui::widgets::Bar;
use crate::ui::widgets::focus_soon;
use crate::ui::workspace::workspace;

use super::account::account_view;
use super::account_records::{OpenRecord, edit_button_id, open_record};

/// One measure: its name, its number, where it lies and how it is known. The number explains itself.
#[component]
pub fn FigureLine(
    /// The measure.
    measure: MeasureId,
    /// Said beside it.
    #[prop(optional, into)]
    aside: Option<Signal<String>>,
    /// True for the number a section is about.
    #[prop(optional)]
    is_main: bool,
    /// True where a bar from 0 to 100 belongs to it.
    #[prop(optional)]
    has_bar: bool,
) -> impl IntoView {
    let view = account_view();
    let figure = view.part(move |report| report.figure(measure).cloned());
    let text = move || {
        figure.with(|figure| {
            figure
                .as_ref()
                .map(|figure| figure.text.clone())
                .unwrap_or_default()
        })
    };
    let interval = move || figure.with(|figure| figure.as_ref().and_then(|figure| figure.interval.clone()));
    let how = move || figure.with(|figure| figure.as_ref().map_or("", |figure| figure.interval_words));
    let basis = move || figure.with(|figure| figure.as_ref().map_or("unknown", |figure| figure.basis));
    let is_negative = move || figure.with(|figure| figure.as_ref().is_some_and(|figure| figure.is_negative));
    let bar = move || {
        let part = figure.with(|figure| figure.as_ref().and_then(|figure| figure.part));
        has_bar.then(|| view! { <Bar part=part.unwrap_or_default() is_soft=basis() == "estimated" || basis() == "judged" /> })
    };
    view! {
        <div class="figure" class:main=is_main class:negative=is_negative>
            <dt>{measure.label()}</dt>
            <dd>
                {bar}
                <Explained measure account=view.account() text=Signal::derive(text) />
                <span class="interval" title=how>{interval}</span>
                <span class="basis" data-basis=basis>{basis}</span>
                {aside.map(|aside| view! { <span class="aside">{aside}</span> })}
            </dd>
        </div>
    }
}

/// *Edit* and *Remove* behind a record.
#[component]
pub fn RecordButtons(
    /// What *Edit* opens.
    record: OpenRecord,
    /// What *Remove* does.
    remove: Edit,
    /// What the record is called, for screen readers.
    #[prop(into)]
    name: String,
    /// Id of the button that adds such a record; takes the focus when this one is gone.
    add_id: &'static str,
) -> impl IntoView {
    let workspace = workspace();
    let view = account_view();
    let id = edit_button_id(&record);
    let take_out = move |_| {
        workspace.send(Message::Edited(remove.clone(), None));
        focus_soon(vec![add_id.to_owned()]);
    };
    view! {
        <span class="record-buttons">
            <button class="link" id=id aria-label=format!("Edit {name}") on:click=move |_| open_record(view, record.clone())>"Edit"</button>
            <button class="link" aria-label=format!("Remove {name}") on:click=take_out>"Remove"</button>
        </span>
    }
}

/// The button that adds a record.
#[component]
pub fn AddButton(
    /// Unique in the page.
    id: &'static str,
    /// What it says.
    label: &'static str,
    /// The form it opens.
    record: OpenRecord,
) -> impl IntoView {
    let view = account_view();
    view! { <button class="add" id=id on:click=move |_| open_record(view, record.clone())>"+ " {label}</button> }
}
