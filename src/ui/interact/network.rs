//! The Network lens, with brokers and dependants.

use leptos::prelude::*;

use crate::chart::{TextWidths, network_plate};
use crate::portfolio::Shared;
use crate::report::network::{FIRST_MEMBERS, MOST_MEMBERS, NETWORK_METHOD, network};
use crate::ui::lens::{LensLines, LensPage, PlatePicture, shown_rows, with_beside};
use crate::ui::workspace::workspace;

/// The Network page.
#[component]
pub fn NetworkPage() -> impl IntoView {
    let workspace = workspace();
    let rows = shown_rows();
    let is_whole = RwSignal::new(false);
    let report = Memo::new(move |_| {
        let most = if is_whole.get() {
            MOST_MEMBERS
        } else {
            FIRST_MEMBERS
        };
        let (document, valuation) = (workspace.document.read(), workspace.valuation.read());
        let (rows, numbers) = (rows.read(), workspace.style.read());
        with_beside(workspace, |beside| {
            Shared::new(network(
                &document,
                &valuation.output,
                &rows,
                most,
                beside,
                &numbers,
            ))
        })
    });
    let has_any = Memo::new(move |_| !report.read().nodes.is_empty());
    let pictures = move || {
        let draw = move |width: f64, text: &dyn TextWidths| network_plate(&report.read(), width, text);
        let left_out = move || report.with(|report| report.left_out.clone());
        if !has_any.get() {
            return ().into_any();
        }
        view! {
            <PlatePicture title="Who brought whom" file="network" draw />
            <p class="hint">
                "Lines are as wide as the value due along them; a dashed line has no share of value stated. Beside a name: what of its "
                "value is due to others."
            </p>
            {move || left_out().map(|words| view! { <p class="hint" role="status">{words}</p> })}
            <Show when=move || { report.with(|report| report.n_members > FIRST_MEMBERS) }>
                <button aria-pressed=move || is_whole.get().to_string() on:click=move |_| is_whole.update(|whole| *whole = !*whole)>
                    "All trees"
                </button>
            </Show>
        }
        .into_any()
    };
    let lists = move || {
        let (brokers, dependants) = report.with(|report| (report.brokers.clone(), report.dependants.clone()));
        let list = |table: crate::report::lens::LensTable| {
            (!table.rows.is_empty()).then(|| view! { <LensLines table /> })
        };
        view! { <div class="lens-body">{list(brokers)} {list(dependants)}</div> }
    };
    view! {
        <LensPage
            title="Network"
            lead="Who brought, recommended or introduced whom, and what hangs on it."
            tables=Signal::derive(move || report.with(|report| vec![report.table.clone()]))
            words=Signal::derive(move || report.with(|report| report.words.clone()))
            method=NETWORK_METHOD
            pictures
        >
            {lists}
        </LensPage>
    }
}
