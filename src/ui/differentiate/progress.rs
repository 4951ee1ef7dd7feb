//! The Progress lens.

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, movers_plate, progress_plate};
use crate::measures::MeasureId;
use crate::portfolio::Shared;
use crate::report::progress::{PROGRESS_METHOD, progress, trackable};
use crate::session::Place;
use crate::ui::lens::{LensPage, PlatePicture, looked_through, shown_rows};
use crate::ui::workspace::workspace;

/// The Progress page.
#[component]
pub fn ProgressPage() -> impl IntoView {
    let workspace = workspace();
    let rows = shown_rows();
    let measure = RwSignal::new(MeasureId::TotalValue);
    let report = Memo::new(move |_| {
        let report = progress(
            &workspace.document.read(),
            &workspace.valuation.read().output,
            &rows.read(),
            measure.get(),
            workspace.compared.read().as_deref(),
            &workspace.style.read(),
        );
        Shared::new(looked_through(workspace, report))
    });
    let has_past = Memo::new(move |_| report.read().moved.is_some());
    let line = move |width: f64, text: &dyn TextWidths| progress_plate(&report.read(), width, text);
    let movers = move |width: f64, text: &dyn TextWidths| {
        let report = report.read();
        let moved = report.moved.as_ref();
        moved.map_or_else(Plate::default, |moved| movers_plate(moved, width, text))
    };
    let pictures = move || {
        view! {
            <Show
                when=move || has_past.get()
                fallback=move || view! {
                    <p><a class="button primary" href=Place::Portfolio.fragment()>"Take a snapshot"</a></p>
                }
            >
                <PlatePicture title="Over time" file="progress" draw=line />
                <PlatePicture title="Who moved" file="who-moved" draw=movers />
            </Show>
        }
    };
    let choices = move || view! { <MeasureChoice measure /> };
    view! {
        <LensPage
            title="Progress"
            lead="What became of it since you last looked."
            tables=Signal::derive(move || report.with(|report| report.tables.clone()))
            words=Signal::derive(move || report.with(|report| report.words.clone()))
            method=PROGRESS_METHOD
            choices
            pictures
        />
    }
}

#[component]
fn MeasureChoice(measure: RwSignal<MeasureId>) -> impl IntoView {
    let workspace = workspace();
    let known = Memo::new(move |_| trackable(&workspace.valuation.read().output));
    let option = move |one: MeasureId| {
        view! { <option value=one.key() prop:selected=move || measure.get() == one>{one.label()}</option> }
    };
    let pick = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        if let Some(picked) = MeasureId::from_key(&event.target().value()) {
            measure.set(picked);
        }
    };
    view! {
        <p class="lens-choice">
            <label>
                "Measure "
                <select on:change:target=pick>{move || known.get().into_iter().map(option).collect_view()}</select>
            </label>
        </p>
    }
}
