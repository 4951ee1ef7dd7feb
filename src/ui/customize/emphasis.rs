//! Winning against keeping.

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, emphasis_plate};
use crate::portfolio::{Effort, Judgement, Shared};
use crate::report::assumptions::AssumptionField;
use crate::report::emphasis::{EMPHASIS_METHOD, emphasis};
use crate::ui::assumptions::AssumptionInput;
use crate::ui::differentiate::phase::PhaseBanner;
use crate::ui::lens::{LensPage, PlatePicture, ToldBeside, shown_rows};
use crate::ui::workspace::workspace;

use super::capabilities::Capabilities;

/// The Emphasis page.
#[component]
pub fn EmphasisPage() -> impl IntoView {
    let workspace = workspace();
    let rows = shown_rows();
    let report = Memo::new(move |_| {
        Shared::new(emphasis(
            &workspace.document.read(),
            &workspace.valuation.read().output,
            &rows.read(),
            &workspace.style.read(),
        ))
    });
    let is_found = Memo::new(move |_| report.read().found.is_some());
    let curve = move |effort: Effort| {
        move |width: f64, text: &dyn TextWidths| {
            let report = report.read();
            let found = report.found.as_ref();
            found.map_or_else(Plate::default, |found| emphasis_plate(found, effort, width, text))
        }
    };
    let words = Signal::derive(move || report.with(|report| report.words.clone()));
    let pictures = move || {
        view! {
            <PhaseBanner />
            <ToldBeside words />
            <Show when=move || is_found.get()>
                <div class="lens-pair">
                    <PlatePicture title="Winning customers" file="winning" draw=curve(Effort::Winning) />
                    <PlatePicture title="Keeping customers" file="keeping" draw=curve(Effort::Keeping) />
                </div>
            </Show>
        }
    };
    let choices = move || {
        let inputs = Judgement::ALL.iter().map(|&judgement| {
            view! { <AssumptionInput field=AssumptionField::Judged(judgement) /> }
        });
        view! { <form class="fields lens-fields" on:submit=|event| event.prevent_default()>{inputs.collect_view()}</form> }
    };
    view! {
        <LensPage
            title="Emphasis"
            lead="How much for winning customers, how much for keeping them."
            tables=Signal::derive(move || report.with(|report| vec![report.table.clone()]))
            words=Signal::derive(move || report.with(|report| report.words.clone()))
            method=EMPHASIS_METHOD
            choices
            pictures
        >
            <Capabilities />
        </LensPage>
    }
}
