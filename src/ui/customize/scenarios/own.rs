//! Assumptions a scenario holds otherwise than the portfolio.

use leptos::prelude::*;

use crate::portfolio::{Assumptions, Moves, Shared};
use crate::report::assumptions::AssumptionField;
use crate::report::form::{FormField, FormKind};
use crate::report::scenario_words::OWN_ASSUMPTIONS;
use crate::ui::widgets::FormLine;

use super::editor::Desk;

/// Whether it has assumptions of its own, and which.
#[component]
pub fn OwnAssumptions(desk: Desk) -> impl IntoView {
    let workspace = desk.workspace;
    let has_own = Memo::new(move |_| desk.with(|scenario| scenario.assumptions.is_some()));
    let turn = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let of_portfolio = workspace.base.with_untracked(|document| Assumptions {
            moves: Shared::new(Moves::default()),
            ..(*document.assumptions).clone()
        });
        let own = event.target().checked().then(|| Shared::new(of_portfolio));
        desk.change(None, |scenario| scenario.assumptions = own);
    };
    let inputs = move || {
        let input = |field| view! { <Input desk field /> };
        OWN_ASSUMPTIONS.into_iter().map(input).collect_view()
    };
    view! {
        <fieldset class="scenario-own">
            <legend>"Assumptions"</legend>
            <label class="check">
                <input type="checkbox" prop:checked=move || has_own.get() on:change:target=turn />
                "Assumptions of its own, which start as those of the portfolio"
            </label>
            <Show when=move || has_own.get()>
                <div class="fields">{inputs}</div>
                <p class="hint">"The others are changed on the page Assumptions while you look through the scenario."</p>
            </Show>
        </fieldset>
    }
}

#[component]
fn Input(desk: Desk, field: AssumptionField) -> impl IntoView {
    let style = desk.workspace.style;
    let text = Signal::derive(move || {
        desk.with(|scenario| {
            let own = scenario.assumptions.as_ref();
            own.map(|own| field.text(own, &style.read())).unwrap_or_default()
        })
    });
    let write = Callback::new(move |written: String| {
        let own = desk.scenario.get_untracked()?.assumptions.clone()?;
        let mut next = (*own).clone();
        let marks = style.with_untracked(|style| style.marks());
        if let Err(refusal) = field.write(&mut next, &written, marks) {
            return Some(refusal.to_string());
        }
        desk.change(None, |scenario| scenario.assumptions = Some(Shared::new(next)));
        None
    });
    let line = FormField::new("own", field.label(), FormKind::Line, String::new()).hint(field.hint());
    view! { <FormLine field=line id=format!("scenario-{field:?}") text refusal=RwSignal::new(None) on_write=write /> }
}
