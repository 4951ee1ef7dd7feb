//! *Why is it here?* for the account in focus.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::portfolio::{AccountId, Shared};
use crate::report::robustness::zone_sentences;
use crate::report::{MapOverlay, WhyReport, WhySide, WhyTerm, why};
use crate::session::{Message, Place};
use crate::ui::explain::explain;

use crate::ui::differentiate::robustness::{DrawBar, draw_when_seen, fresh};

use super::state::MapState;

/// Both coordinates of the account in focus, opened up.
#[component]
pub fn Why(state: MapState) -> impl IntoView {
    let workspace = state.workspace;
    let found = Memo::new(move |_| {
        let account = workspace.selection.with(|selection| selection.focus.clone())?;
        let document = workspace.document.read();
        let valuation = workspace.shown.read();
        let row = document.portfolio.row_of(&account)?;
        Some((
            account,
            Shared::new(why(&document, &valuation.output, &state.report.read(), row)?),
        ))
    });
    let body = move || {
        match found.get() {
        Some((account, report)) => view! { <WhyBody state account report /> }.into_any(),
        None => view! {
            <p class="lead">"Click a mark, or reach it with the arrow keys and press Space, to see what its place is made of."</p>
        }
        .into_any(),
    }
    };
    view! {
        <section class="map-why" aria-labelledby="map-why">
            <h2 id="map-why">"Why is it here?"</h2>
            {body}
        </section>
    }
}

#[component]
fn WhyBody(state: MapState, account: AccountId, report: Shared<WhyReport>) -> impl IntoView {
    let open = {
        let account = account.clone();
        move |_| {
            state
                .workspace
                .send(Message::Went(Place::Account(account.clone())))
        }
    };
    let certain = account.clone();
    let crossings = report
        .crossings
        .iter()
        .map(|sentence| view! { <li>{sentence.clone()}</li> })
        .collect_view();
    let titles = state.lens.sides;
    let is_two_sided = state.report.with_untracked(|map| map.has_named_zones);
    let sides = report.sides.clone().into_iter().zip(titles).map(|(side, title)| {
        let title = if is_two_sided { title } else { side.measure.label() };
        view! { <Side state account=account.clone() side title /> }
    });
    let has_firmness = state.lens.overlays.contains(&MapOverlay::Firmness);
    view! {
        <div class="why-head">
            <h3>{report.name.clone()}</h3>
            <span class="tag">{report.place.clone()}</span>
            <button type="button" on:click=open>"Open both sides"</button>
        </div>
        <ul class="why-crossings">{crossings}</ul>
        {has_firmness.then(|| view! { <Firmness state account=certain /> })}
        <div class="why-sides">{sides.collect_view()}</div>
    }
}

/// In which share of draws and weightings it stays in its zone.
#[component]
fn Firmness(state: MapState, account: AccountId) -> impl IntoView {
    let workspace = state.workspace;
    draw_when_seen(workspace);
    let fresh = fresh(workspace);
    let sentences = move || {
        let robustness = fresh.get()?;
        let document = workspace.document.read();
        let row = document.portfolio.row_of(&account)?;
        let (valuation, style) = (workspace.valuation.read(), workspace.style.read());
        Some(zone_sentences(
            &document,
            &valuation.output,
            &robustness,
            row,
            &style,
        ))
    };
    let lines = move || {
        let sentences = sentences().unwrap_or_default().into_iter();
        sentences
            .map(|sentence| view! { <li>{sentence}</li> })
            .collect_view()
    };
    view! {
        <ul class="why-crossings firmness-lines">{lines}</ul>
        <DrawBar workspace />
    }
}

#[component]
fn Side(state: MapState, account: AccountId, side: WhySide, title: &'static str) -> impl IntoView {
    let measure = side.measure;
    let notes = side
        .notes
        .iter()
        .map(|note| view! { <li>{note.clone()}</li> })
        .collect_view();
    let has_notes = !side.notes.is_empty();
    let is_weighted = side.terms.iter().any(|term| !term.weight.is_empty());
    let terms = side
        .terms
        .into_iter()
        .map(|term| view! { <TermRow state account=account.clone() term is_weighted /> });
    view! {
        <article class="why-side">
            <h4>{title}</h4>
            <p class="why-value">
                <Figure state account=account.clone() measure value=side.value.clone() />
                <span class="interval">{side.range.clone()}</span>
                <span class="hint">{measure.label()}</span>
            </p>
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Input"</th>
                        <th scope="col" class="numeric">"Value"</th>
                        {is_weighted.then(|| view! { <th scope="col" class="numeric">"Weight"</th> })}
                        <th scope="col">"Adds"</th>
                        <th scope="col">"Basis"</th>
                    </tr>
                </thead>
                <tbody>{terms.collect_view()}</tbody>
            </table>
            <details>
                <summary>"Formula"</summary>
                <p class="formula">{side.formula.clone()}</p>
                <p class="formula">{side.worked.clone()}</p>
            </details>
            {has_notes.then(|| view! { <ul class="notes">{notes}</ul> })}
        </article>
    }
}

#[component]
fn TermRow(state: MapState, account: AccountId, term: WhyTerm, is_weighted: bool) -> impl IntoView {
    let bar = term.share.map(|share| {
        let style = format!("--share:{:.3}", share.abs());
        let sign = if share < 0.0 { "minus" } else { "plus" };
        view! { <span class="why-bar" data-sign=sign style=style></span> }
    });
    let value = match term.measure {
        Some(measure) => view! { <Figure state account measure value=term.value.clone() /> }.into_any(),
        None => term.value.clone().into_any(),
    };
    view! {
        <tr data-basis=term.basis>
            <th scope="row" title=term.source.clone()>{term.label}</th>
            <td class="numeric">{value}</td>
            {is_weighted.then(|| view! { <td class="numeric">{term.weight.clone()}</td> })}
            <td class="why-size"><span class="why-adds">{bar}{term.adds.clone()}</span></td>
            <td class="basis" data-basis=term.basis>{term.basis}</td>
        </tr>
    }
}

/// A number that opens its explanation.
#[component]
fn Figure(state: MapState, account: AccountId, measure: MeasureId, value: String) -> impl IntoView {
    let explain = move |_| explain(state.workspace, measure, account.clone());
    let title = format!("Explain {}", measure.label().to_lowercase());
    view! { <button type="button" class="number" title=title on:click=explain>{value}</button> }
}
