//! Prospects like the best customers.

use leptos::prelude::*;

use crate::portfolio::Shared;
use crate::report::offers::{LikelyRow, likely};
use crate::ui::differentiate::AccountLink;
use crate::ui::workspace::workspace;

const AT_FIRST: usize = 10;
const AT_MOST: usize = 200;

/// The prospects among the accounts shown, or why there are none.
pub fn found_likely(rows: Memo<Shared<Vec<usize>>>) -> Memo<Result<Vec<LikelyRow>, String>> {
    let workspace = workspace();
    Memo::new(move |_| {
        likely(
            &workspace.document.read(),
            &workspace.valuation.read().output,
            &rows.read(),
            &workspace.style.read(),
        )
    })
}

/// The list.
#[component]
pub fn Likely(prospects: Memo<Result<Vec<LikelyRow>, String>>) -> impl IntoView {
    let n_all = Memo::new(move |_| prospects.read().as_ref().map_or(0, Vec::len));
    let shows_all = RwSignal::new(false);
    let lead = move || {
        match prospects.read().as_ref() {
        Err(sentence) => sentence.clone(),
        Ok(rows) if rows.is_empty() => "None of the accounts shown is a prospect.".to_owned(),
        Ok(_) => "Ranked by what is known of them and how much commoner it is among the fifth of your customers that is worth most. 1 is like \
                  any customer."
            .to_owned(),
    }
    };
    let lines = move || {
        let n_shown = if shows_all.get() { AT_MOST } else { AT_FIRST };
        let rows = prospects.get().unwrap_or_default().into_iter().take(n_shown);
        let line = |row: LikelyRow| {
            view! {
                <tr>
                    <th scope="row"><AccountLink account=row.account name=row.name /></th>
                    <td class="numeric">{row.times}</td>
                    <td>{row.why}</td>
                    <td>{row.worth}</td>
                    <td class="numeric">{row.known}</td>
                </tr>
            }
        };
        rows.map(line).collect_view()
    };
    let more = move || match shows_all.get() {
        true => "Show fewer".to_owned(),
        false => format!("Show {} more", n_all.get().min(AT_MOST).saturating_sub(AT_FIRST)),
    };
    view! {
        <section aria-labelledby="likely-title">
            <h2 id="likely-title">"Prospects like your best customers"</h2>
            <p>{lead}</p>
            <Show when=move || { n_all.get() > 0 }>
                <div class="scroll-x" tabindex="0" role="region" aria-label="List of prospects">
                    <table class="prospects">
                        <thead>
                            <tr>
                                <th scope="col">"Prospect"</th>
                                <th scope="col" class="numeric">"Times like the best"</th>
                                <th scope="col">"Why"</th>
                                <th scope="col">"Customers like it are worth"</th>
                                <th scope="col" class="numeric">"Fields known"</th>
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            </Show>
            <Show when=move || { n_all.get() > AT_FIRST }>
                <button class="link" aria-expanded=move || shows_all.get().to_string() on:click=move |_| shows_all.update(|all| *all = !*all)>
                    {more}
                </button>
            </Show>
        </section>
    }
}
