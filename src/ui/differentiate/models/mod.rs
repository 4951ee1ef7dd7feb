//! The model desk: pick a model, fit it, see how well it foresees, apply it.

mod found;
mod plots;

use leptos::prelude::*;

use crate::measures::models::{DeskModel, proposed};
use crate::report::models::{applied, model_label, proposal_words};
use crate::session::{DeskMessage, Message, Place};
use crate::ui::workspace::workspace;

use super::phase::PhaseSection;
use found::FoundReport;
pub use plots::follow_looks;

/// The Models page.
#[component]
pub fn ModelsPage() -> impl IntoView {
    let workspace = workspace();
    let say = move |message| workspace.send(Message::Desk(message));
    let sentences = move || {
        let document = workspace.document.read();
        applied(&document, &workspace.style.read())
    };
    let has_fits = move || !sentences().is_empty();
    view! {
        <h1>"Models"</h1>
        <p class="lead">
            "How often customers buy, whether they are still there, how long contracts last: fitted to what happened, "
            "held against what happened next, and applied to every account it is made for."
        </p>
        <section class="applied" aria-labelledby="applied-title">
            <h2 id="applied-title">"Applied"</h2>
            <Show when=has_fits fallback=|| view! {
                <p>"No fit is applied: renewals are shrunk to the segment, and the formula gives the current value."</p>
            }>
                <ul>{move || sentences().into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
                <button on:click=move |_| say(DeskMessage::Withdraw)>"Value without fitted models"</button>
            </Show>
        </section>
        <section aria-labelledby="fit-title">
            <h2 id="fit-title">"Fit"</h2>
            <Choice />
            <Progress />
        </section>
        <FoundReport />
        <PhaseSection />
    }
}

/// The model and its data.
#[component]
fn Choice() -> impl IntoView {
    let workspace = workspace();
    let desk = workspace.desk;
    let say = move |message| workspace.send(Message::Desk(message));
    let choose = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        if let Some(model) = DeskModel::from_key(&event.target().value()) {
            say(DeskMessage::ModelChosen(model));
        }
    };
    let proposal = Memo::new(move |_| proposed(&workspace.document.read()));
    let now = move || {
        desk.with(|desk| desk.chosen)
            .unwrap_or_else(|| proposal.with(|(model, _)| *model))
    };
    let options = DeskModel::ALL.map(|model| {
        view! {
            <option value=model.key() selected=move || now() == model>
                {model_label(model)}
            </option>
        }
    });
    view! {
        <form class="model-choice" on:submit=move |event| {
            event.prevent_default();
            say(DeskMessage::Fit);
        }>
            <p>
                {move || {
                    let (model, reason) = proposal.get();
                    match proposal_words(model, reason, &workspace.style.read()) {
                        Some(words) => words.into_any(),
                        None => view! { <NothingToFit /> }.into_any(),
                    }
                }}
            </p>
            <label class="field">"Model" <select id="desk-model" on:change:target=choose>{options.into_iter().collect_view()}</select></label>
            <details>
                <summary>"Other data than this portfolio: paste a table"</summary>
                <p id="desk-hint" class="hint">
                    "Patterns with a count (frequency, recency, periods, weights), one history per line (x, t_x, T, mean spend; weeks), or for the sBG the customers left after each renewal (1000, 631, 468, …). They are data for the fit and become no accounts."
                </p>
                <textarea
                    id="desk-data"
                    aria-label="Pasted table"
                    aria-describedby="desk-hint"
                    rows="6"
                    prop:value=move || desk.with(|desk| desk.pasted.clone())
                    on:change:target=move |event| say(DeskMessage::Pasted(event.target().value()))
                ></textarea>
            </details>
            <button class="primary" type="submit" disabled=move || desk.with(|desk| desk.running.is_some())>"Fit"</button>
        </form>
    }
}

/// What to bring where no account has anything a model is fitted to.
#[component]
fn NothingToFit() -> impl IntoView {
    view! {
        "There is nothing to fit here yet: no account has dated orders, and no contract has renewals. Under "
        <a href=Place::Import.fragment()>"Bring data in"</a>
        " bring a list of orders with an account, a date and an amount in each line, or contracts with how many were renewed and how many were lost. Or paste a table of other data below."
    }
}

/// How far the fit has come, a way to stop it, and why there is none.
#[component]
fn Progress() -> impl IntoView {
    let workspace = workspace();
    let desk = workspace.desk;
    let share = move || desk.with(|desk| desk.running);
    view! {
        <Show when=move || share().is_some()>
            <p class="fitting" role="status">
                <progress max="1" value=move || share().unwrap_or_default() aria-label="Fitting"></progress>
                <button on:click=move |_| workspace.send(Message::Desk(DeskMessage::Stop))>"Cancel"</button>
            </p>
        </Show>
        {move || desk.with(|desk| desk.refusal.clone()).map(|refusal| view! { <p class="problem" role="alert">{refusal}</p> })}
    }
}
