//! Accounts on the edge of their tier.

use leptos::prelude::*;

use crate::report::service::{EdgeRow, edge};
use crate::ui::differentiate::AccountLink;
use crate::ui::workspace::workspace;

use super::Serving;

const AT_FIRST: usize = 8;
const AT_MOST: usize = 200;

/// The list.
#[component]
pub fn Edge(serving: Serving) -> impl IntoView {
    let workspace = workspace();
    let rows = Memo::new(move |_| {
        let kept = serving.kept.read();
        edge(
            &workspace.document.read(),
            &serving.tiers.read(),
            kept.as_ref().map(|kept| kept.as_slice()),
            &serving.rows.read(),
            &workspace.style.read(),
        )
    });
    let shows_all = RwSignal::new(false);
    let all = move || rows.read().len();
    let lines = move || {
        let n_shown = if shows_all.get() { AT_MOST } else { AT_FIRST };
        let line = |row: EdgeRow| {
            view! {
                <tr>
                    <th scope="row"><AccountLink account=row.account name=row.name /></th>
                    <td>{row.tier}</td>
                    <td>{row.why}</td>
                </tr>
            }
        };
        rows.get().into_iter().take(n_shown).map(line).collect_view()
    };
    let lead = move || {
        match all() {
        0 => "Nobody is: other weights or a few points of priority would move no account to another tier.".to_owned(),
        1 => "1 account would be in another tier with a little more or less of something. Decide about it by hand.".to_owned(),
        n => format!("{n} accounts would be in another tier with a little more or less of something, the loosest first. Decide about them by hand."),
    }
    };
    let more = move || match shows_all.get() {
        true => "Show fewer".to_owned(),
        false => format!("Show {} more", all().min(AT_MOST).saturating_sub(AT_FIRST)),
    };
    view! {
        <section aria-labelledby="edge-title">
            <h2 id="edge-title">"On the edge"</h2>
            <p>{lead}</p>
            <Show when=move || { all() > 0 }>
                <div class="scroll-x" tabindex="0" role="region" aria-label="Accounts on the edge of their tier">
                    <table class="edge">
                        <thead>
                            <tr><th scope="col">"Account"</th><th scope="col">"Tier"</th><th scope="col">"How firmly"</th></tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            </Show>
            <Show when=move || { all() > AT_FIRST }>
                <button class="link" aria-expanded=move || shows_all.get().to_string() on:click=move |_| shows_all.update(|all| *all = !*all)>
                    {more}
                </button>
            </Show>
        </section>
    }
}
