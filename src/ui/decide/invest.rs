//! One action as an investment.

use leptos::prelude::*;

use crate::portfolio::Action;
use crate::report::invest::{InvestCard, InvestFigure, invest_card};
use crate::ui::workspace::workspace;

/// What is left of an action, how sure, how soon, and what it must bring at least; or what has to be stated first.
#[component]
pub fn InvestPanel(
    /// The action as it stands, also while it is being written.
    #[prop(into)]
    action: Signal<Action>,
) -> impl IntoView {
    let workspace = workspace();
    let card = Memo::new(move |_| {
        invest_card(
            &workspace.document.read(),
            &workspace.valuation.read().output,
            &action.read(),
            &workspace.style.read(),
        )
    });
    let shown = move || match card.get() {
        InvestCard::Lacking(sentence) => {
            view! { <p class="hint">"Whether it is worth its cost cannot be said yet. " {sentence}</p> }
                .into_any()
        }
        InvestCard::Weighed {
            verdict,
            because,
            figures,
            caveats,
        } => {
            let caveats = caveats
                .into_iter()
                .map(|caveat| view! { <p class="hint">{caveat}</p> });
            view! {
                <p><strong class="invest-verdict">{verdict} "."</strong> " " {because}</p>
                <dl class="invest-figures">{figures.into_iter().map(figure).collect_view()}</dl>
                {caveats.collect_view()}
            }
            .into_any()
        }
    };
    view! { <section class="invest" aria-label="Is it worth its cost?" aria-live="polite">{shown}</section> }
}

/// The same of an action of the plan, folded up until somebody asks.
#[component]
pub fn InvestFold(
    /// Its id.
    id: String,
) -> impl IntoView {
    let workspace = workspace();
    let is_open = RwSignal::new(false);
    let action = Memo::new(move |_| {
        workspace
            .document
            .with(|document| document.plan.action(&id).cloned())
    });
    let panel = move || {
        let action = action.get().filter(|_| is_open.get())?;
        Some(view! { <InvestPanel action=Signal::stored(action) /> })
    };
    view! {
        <details on:toggle:target=move |event| is_open.set(event.target().has_attribute("open"))>
            <summary>"Is it worth its cost?"</summary>
            {panel}
        </details>
    }
}

fn figure(figure: InvestFigure) -> impl IntoView {
    view! {
        <div>
            <dt>{figure.label}</dt>
            <dd><strong>{figure.text}</strong> <small>{figure.about}</small></dd>
        </div>
    }
}
