//! The tiers with everything that can be set about them.

use leptos::prelude::*;

use crate::report::form::{FormField, FormKind};
use crate::report::service::{TierField, TierRow, tier_rows, with_tier, without_tier};
use crate::ui::widgets::FormLine;
use crate::ui::workspace::workspace;

use super::{Serving, serve};

/// The table of tiers.
#[component]
pub fn TierTable(serving: Serving) -> impl IntoView {
    let workspace = workspace();
    let rows = Memo::new(move |_| {
        tier_rows(
            &workspace.document.read(),
            &serving.tiers.read(),
            &serving.workload.read(),
            &workspace.style.read(),
        )
    });
    let n_tiers = Memo::new(move |_| rows.read().len());
    let lines = move || {
        (0..n_tiers.get())
            .map(|place| view! { <TierLine rows place n_tiers /> })
            .collect_view()
    };
    let can_add = Memo::new(move |_| with_tier(&workspace.document.read().service).is_some());
    let add = move |_| {
        let more = workspace
            .document
            .with_untracked(|document| with_tier(&document.service));
        more.into_iter().for_each(|desk| serve(workspace, desk, None));
    };
    let heads = TierField::ALL.into_iter().skip(1);
    let heads = heads
        .map(|field| view! { <th scope="col">{field.label()}</th> })
        .collect_view();
    view! {
        <section aria-labelledby="tiers-title" class="tiers">
            <h2 id="tiers-title">"Tiers"</h2>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby="tiers-title">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Tier"</th>
                            {heads}
                            <th scope="col" class="numeric">"Priority"</th>
                            <th scope="col" class="numeric">"Accounts"</th>
                            <th scope="col" class="numeric">"Contacts a year"</th>
                            <th scope="col"><span class="visually-hidden">"Remove"</span></th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <p class="actions"><button disabled=move || !can_add.get() on:click=add>"Add a tier"</button></p>
        </section>
    }
}

#[component]
fn TierLine(rows: Memo<Vec<TierRow>>, place: usize, n_tiers: Memo<usize>) -> impl IntoView {
    let workspace = workspace();
    let of = move |read: fn(&TierRow) -> &String| {
        move || rows.with(|rows| rows.get(place).map(|row| read(row).clone()).unwrap_or_default())
    };
    let name = of(|row| &row.name);
    let is_last = move || place + 1 == n_tiers.get();
    let remove = move |_| {
        let less = workspace
            .document
            .with_untracked(|document| without_tier(&document.service, place));
        less.into_iter().for_each(|desk| serve(workspace, desk, None));
    };
    let cells = TierField::ALL.into_iter().map(|field| match field {
        TierField::Name => view! { <th scope="row"><Cell field place /></th> }.into_any(),
        TierField::Share => view! {
            <td>
                <Show when=move || !is_last() fallback=|| "the rest"><Cell field place /></Show>
            </td>
        }
        .into_any(),
        _ => view! { <td><Cell field place /></td> }.into_any(),
    });
    view! {
        <tr>
            {cells.collect_view()}
            <td class="numeric">{of(|row| &row.from)}</td>
            <td class="numeric">{of(|row| &row.n_accounts)}</td>
            <td class="numeric">{of(|row| &row.contacts)}</td>
            <td>
                <button class="link" disabled=move || n_tiers.get() < 2 aria-label=move || format!("Remove {}", name()) on:click=remove>"Remove"</button>
            </td>
        </tr>
    }
}

/// One cell of a tier.
#[component]
fn Cell(field: TierField, place: usize) -> impl IntoView {
    let workspace = workspace();
    let text = Signal::derive(move || {
        workspace.document.with(|document| {
            let tier = document.service.tiers.get(place);
            tier.map_or(String::new(), |tier| field.text(tier, &workspace.style.read()))
        })
    });
    let on_write = Callback::new(move |written: String| {
        let marks = workspace.style.with_untracked(|style| style.marks());
        let changed = workspace
            .document
            .with_untracked(|document| field.write(&document.service, place, &written, marks));
        changed.map(|desk| serve(workspace, desk, None)).err()
    });
    let kind = if field.is_number() {
        FormKind::Number
    } else {
        FormKind::Line
    };
    let label = format!("{} of tier {}", field.label(), place + 1);
    view! {
        <FormLine
            field=FormField::new("tier", "", kind, String::new())
            id=format!("tier-{place}-{field:?}").to_lowercase()
            text
            refusal=RwSignal::new(None)
            on_write
            is_bare=true
            long_label=label
        />
    }
}
