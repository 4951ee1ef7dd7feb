//! The one list of proposals, filtered and searched.

use leptos::prelude::*;

use crate::decisions::Proposals;
use crate::portfolio::{ActionKind, Shared};
use crate::report::proposals::{ProposalFilter, ProposalPage, ProposalRow, Wanted, owners, proposal_page};
use crate::ui::decide::{ProposalItem, accept_id, proposals_now};
use crate::ui::workspace::workspace;

const AT_FIRST: usize = 20;
const MORE: usize = 50;
const TITLE: &str = "proposals-title";

/// The list with its filters.
#[component]
pub fn ProposalList() -> impl IntoView {
    proposals_now().view("", |proposals| view! { <Found proposals /> }.into_any())
}

#[component]
fn Found(proposals: Memo<Shared<Proposals>>) -> impl IntoView {
    let workspace = workspace();
    let filter = RwSignal::new(ProposalFilter::default());
    let n_shown = RwSignal::new(AT_FIRST);
    let page = Memo::new(move |_| {
        let document = workspace.document.read();
        let valuation = workspace.shown.read();
        let style = workspace.style.read();
        proposal_page(
            &document,
            &valuation.output,
            &proposals.read(),
            &filter.read(),
            n_shown.get(),
            &style,
        )
    });
    let n_found = move || page.with(|page| page.n_found);
    let left = move || n_found().saturating_sub(n_shown.get());
    view! {
        <section aria-labelledby=TITLE>
            <h2 id=TITLE tabindex="-1">"Proposals"</h2>
            <Filters filter n_shown />
            <p role="status" class="hint">{move || page.with(counted)}</p>
            <p class="hint">"The amount says what the decision is about: a loss, a margin, a value at stake. What an action would gain is another number, which you state when you accept."</p>
            <Items page proposals />
            <Show when=move || { left() > 0 }>
                <button class="link more" on:click=move |_| n_shown.update(|shown| *shown += MORE)>
                    {move || format!("Show {} more of {}", left().min(MORE), left())}
                </button>
            </Show>
        </section>
    }
}

fn counted(page: &ProposalPage) -> String {
    let unknown = match page.n_unknown {
        0 => String::new(),
        n => format!("; {n} without an amount, last"),
    };
    format!(
        "{} of {} proposals, those about most first{unknown}. Shown: {}.",
        page.n_found,
        page.n_all,
        page.rows.len()
    )
}

#[component]
fn Items(page: Memo<ProposalPage>, proposals: Memo<Shared<Proposals>>) -> impl IntoView {
    let items = move || {
        page.with(|page| {
            let then_focus = |at: usize| {
                let near = [Some(at), Some(at + 1), at.checked_sub(1)];
                let near = near.into_iter().flatten().filter_map(|at| page.rows.get(at));
                let ids = near.map(|row| accept_id(&row.key));
                ids.chain([TITLE.to_owned()]).collect::<Vec<_>>()
            };
            let rows = page.rows.iter().cloned().enumerate();
            rows.map(|(at, row)| (row, then_focus(at)))
                .collect::<Vec<(ProposalRow, Vec<String>)>>()
        })
    };
    view! {
        <Show
            when=move || page.with(|page| !page.rows.is_empty())
            fallback=move || view! { <p>{page.with(nothing)}</p> }
        >
            <ol class="looks proposals">
                <For each=items key=|(row, _)| format!("{row:?}") let((row, then_focus))>
                    <ProposalItem row proposals then_focus />
                </For>
            </ol>
        </Show>
    }
}

fn nothing(page: &ProposalPage) -> &'static str {
    match page.n_all {
        0 => {
            "Nothing stands out. The more is known about margins, costs, retention and what they receive, the more can be said here."
        }
        _ => "No proposal is like that. Choose other filters above.",
    }
}

#[component]
fn Filters(filter: RwSignal<ProposalFilter>, n_shown: RwSignal<usize>) -> impl IntoView {
    let workspace = workspace();
    let owners = Memo::new(move |_| owners(&workspace.document.read()));
    let change = move |change: &dyn Fn(&mut ProposalFilter)| {
        n_shown.set(AT_FIRST);
        filter.update(|filter| change(filter));
    };
    let kinds = ActionKind::ALL.iter().filter(|kind| **kind != ActionKind::Other);
    let kinds = kinds.map(|kind| view! { <option value=kind.word()>{kind.word()}</option> });
    let owner_options = move || {
        let option = |owner: String| view! { <option value=owner.clone()>{owner.clone()}</option> };
        owners.get().into_iter().map(option).collect_view()
    };
    let states = Wanted::ALL.map(|(_, words)| view! { <option value=words>{words}</option> });
    view! {
        <div class="choices proposal-filters">
            <label>
                "What to do "
                <select on:change:target=move |event| {
                    let kind = ActionKind::from_word(&event.target().value());
                    change(&|filter| filter.kind = kind);
                }>
                    <option value="">"everything"</option>
                    {kinds.collect_view()}
                </select>
            </label>
            <label>
                "Owner "
                <select on:change:target=move |event| {
                    let owner = Some(event.target().value()).filter(|owner| !owner.is_empty());
                    change(&|filter| filter.owner.clone_from(&owner));
                }>
                    <option value="">"everybody"</option>
                    {owner_options}
                </select>
            </label>
            <label>
                "State "
                <select on:change:target=move |event| {
                    let words = event.target().value();
                    let state = Wanted::ALL.into_iter().find(|(_, own)| *own == words);
                    change(&|filter| filter.state = state.map_or(Wanted::Open, |(state, _)| state));
                }>
                    {states.into_iter().collect_view()}
                </select>
            </label>
            <label>
                "Account "
                <input type="search" placeholder="letters of its name" on:input:target=move |event| {
                    let search = event.target().value();
                    change(&|filter| filter.search.clone_from(&search));
                } />
            </label>
        </div>
    }
}
