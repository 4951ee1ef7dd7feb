//! The next best offer of every account, and the file of all of them.

use leptos::prelude::*;

use crate::export::offers_csv;
use crate::report::offers::OfferRow;
use crate::ui::differentiate::AccountLink;
use crate::ui::take_out::download_csv;
use crate::ui::workspace::workspace;

use super::Offering;

const AT_FIRST: usize = 10;
const AT_MOST: usize = 200;

/// The ranked list.
#[component]
pub fn OfferList(offering: Offering) -> impl IntoView {
    let workspace = workspace();
    let n_all = Memo::new(move |_| offering.offered.read().among(&offering.rows.read()).count());
    let shows_all = RwSignal::new(false);
    let items = move || {
        let (document, style) = (workspace.document.read(), workspace.style.read());
        let (offered, rows) = (offering.offered.read(), offering.rows.read());
        let n_shown = if shows_all.get() { AT_MOST } else { AT_FIRST };
        let shown = offered.among(&rows).take(n_shown);
        let row = |account: &crate::report::offers::AccountOffers| {
            offered.row(&document, &account.offers[0], &style)
        };
        shown.map(row).map(|row| view! { <Item row /> }).collect_view()
    };
    let take = move |_| {
        let text = untrack(|| {
            offers_csv(
                &workspace.document.read(),
                &workspace.valuation.read().output,
                &offering.offered.read(),
                &workspace.style.read(),
            )
        });
        download_csv(workspace, "offers", &text);
    };
    let more = move || match shows_all.get() {
        true => "Show fewer".to_owned(),
        false => format!("Show {} more", n_all.get().min(AT_MOST).saturating_sub(AT_FIRST)),
    };
    view! {
        <Show when=move || { n_all.get() > 0 }>
            <section aria-labelledby="offer-list-title">
                <h2 id="offer-list-title">"The next best offer, worth most first"</h2>
                <p class="actions">
                    <button class="primary" on:click=take>"Offers (CSV)"</button>
                    <span class="hint">"The file has the three best of every account."</span>
                </p>
                <ol class="looks offer-list">{items}</ol>
                <Show when=move || { n_all.get() > AT_FIRST }>
                    <button class="link" aria-expanded=move || shows_all.get().to_string() on:click=move |_| shows_all.update(|all| *all = !*all)>
                        {more}
                    </button>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn Item(row: OfferRow) -> impl IntoView {
    let interval = (!row.interval.is_empty()).then(|| view! { <small>{row.interval}</small> });
    view! {
        <li>
            <div class="look-worth">
                <strong class="offer-worth">{row.worth}</strong>
                <small>"a year"</small>
                {interval}
            </div>
            <div>
                <h3>{row.item} " to " <AccountLink account=row.account name=row.name /></h3>
                <p>{row.chance} " likely: " {row.because} "."</p>
                <p class="offer-script">"Say: " <q>{row.script}</q></p>
            </div>
        </li>
    }
}
