//! How sure the numbers of an account are: its zone over many draws, what moves a number, what to find out first.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::report::robustness::{FindReport, find_report, tornado_report, zone_sentences};
use crate::session::{Message, RobustMessage};
use crate::ui::differentiate::{DrawBar, FindTable, TornadoPicture, draw_when_seen, fresh};
use crate::ui::workspace::workspace;

use super::account::account_view;

/// Measures whose tornado can be looked at.
const MOVED: [MeasureId; 6] = [
    MeasureId::TotalValue,
    MeasureId::CurrentValue,
    MeasureId::PotentialValue,
    MeasureId::RelationshipValue,
    MeasureId::Contribution,
    MeasureId::ValueReceived,
];

/// How sure this is.
#[component]
pub fn HowSure() -> impl IntoView {
    let workspace = workspace();
    let view = account_view();
    draw_when_seen(workspace);
    let fresh = fresh(workspace);
    let sentences = Memo::new(move |_| {
        let robustness = fresh.get()?;
        let document = workspace.document.read();
        let row = document.portfolio.row_of(&view.id.get_value())?;
        let (valuation, style) = (workspace.valuation.read(), workspace.style.read());
        Some(zone_sentences(
            &document,
            &valuation.output,
            &robustness,
            row,
            &style,
        ))
    });
    let finds = Memo::new(move |_| -> Option<FindReport> {
        let robustness = fresh.get()?;
        let document = workspace.document.read();
        let row = document.portfolio.row_of(&view.id.get_value())?;
        let (valuation, style) = (workspace.valuation.read(), workspace.style.read());
        Some(find_report(
            &document,
            &valuation.output,
            &robustness,
            row,
            &style,
        ))
    });
    let zone_lines = move || {
        let sentences = sentences.get().unwrap_or_default().into_iter();
        sentences
            .map(|sentence| view! { <li>{sentence}</li> })
            .collect_view()
    };
    let sentence = move || finds.with(|finds| finds.as_ref().map(|finds| finds.sentence.clone()));
    let rows = Signal::derive(move || {
        finds.with(|finds| finds.as_ref().map(|finds| finds.rows.clone()).unwrap_or_default())
    });
    view! {
        <section class="certainty" aria-labelledby="certainty-title">
            <h2 id="certainty-title">"How sure this is"</h2>
            <DrawBar workspace />
            <ul class="zone-chances">{zone_lines}</ul>
            <div class="halves">
                <MovesIt />
                <section aria-labelledby="find-title">
                    <h3 id="find-title">"Find this out first"</h3>
                    <Show when=move || finds.with(Option::is_some)>
                        <p>{sentence}</p>
                        <FindTable rows labelled="find-title" />
                    </Show>
                </section>
            </div>
        </section>
    }
}

/// The tornado of a number of one's choice.
#[component]
fn MovesIt() -> impl IntoView {
    let workspace = workspace();
    let view = account_view();
    let measure = RwSignal::new(MeasureId::TotalValue);
    let is_asked = Memo::new(move |_| {
        let revision = workspace.revision.get();
        workspace.robust.with(|robust| {
            robust.moved.as_ref().is_some_and(|moved| {
                (moved.revision, moved.measure) == (revision, measure.get())
                    && moved.account == view.id.get_value()
            })
        })
    });
    Effect::new(move || {
        if !is_asked.get() {
            let (account, measure) = (view.id.get_value(), measure.get());
            workspace.send(Message::Robust(RobustMessage::MoveAsked { account, measure }));
        }
    });
    let report = Memo::new(move |_| {
        let swings = workspace.robust.with(|robust| {
            let moved = robust.moved.as_ref().filter(|_| is_asked.get())?;
            moved.swings.clone()
        })?;
        let document = workspace.document.read();
        let row = document.portfolio.row_of(&view.id.get_value())?;
        let (valuation, style) = (workspace.valuation.read(), workspace.style.read());
        tornado_report(
            &document,
            &valuation.output,
            (measure.get(), row),
            &swings,
            &style,
        )
    });
    let options = MOVED.map(|choice| {
        view! { <option value=choice.key() prop:selected=move || measure.get() == choice>{choice.label()}</option> }
    });
    let choose = move |event| {
        if let Some(chosen) = MeasureId::from_key(&event_target_value(&event)) {
            measure.set(chosen);
        }
    };
    view! {
        <section aria-labelledby="moves-title">
            <h3 id="moves-title">"What moves it most"</h3>
            <div class="field">
                <label for="moved-measure">"Number"</label>
                <select id="moved-measure" on:change=choose>{options}</select>
            </div>
            <p class="hint">"Each input at its low and at its high end, all others as they are."</p>
            <TornadoPicture report />
        </section>
    }
}
