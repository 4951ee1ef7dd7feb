//! Look at these first.

use leptos::prelude::*;

use crate::report::decisions::LookRow;
use crate::ui::explain::Explained;

use super::AccountLink;

const AT_FIRST: usize = 8;
const AT_MOST: usize = 200;

/// The ranked list.
#[component]
pub fn Looks(looks: Signal<Vec<LookRow>>) -> impl IntoView {
    let shows_all = RwSignal::new(false);
    let n_all = move || looks.with(Vec::len);
    let n_shown = move || if shows_all.get() { AT_MOST } else { AT_FIRST };
    let items = move || {
        looks.with(|looks| {
            let shown = looks.iter().take(n_shown()).cloned();
            shown.map(|look| view! { <Item look /> }).collect_view()
        })
    };
    view! {
        <section aria-labelledby="looks-title">
            <h2 id="looks-title">"Look at these first"</h2>
            <Show
                when=move || n_all() != 0
                fallback=|| view! { <p>"Nothing stands out. The more is known about margins, costs, retention and what they receive, the more can be said here."</p> }
            >
                <ol class="looks">{items}</ol>
                <Show when=move || { n_all() > AT_FIRST }>
                    <button class="link" aria-expanded=move || shows_all.get().to_string() on:click=move |_| shows_all.update(|all| *all = !*all)>
                        {move || match shows_all.get() {
                            true => "Show fewer".to_owned(),
                            false => format!("Show {} more", n_all().min(AT_MOST) - AT_FIRST),
                        }}
                    </button>
                </Show>
            </Show>
        </section>
    }
}

#[component]
fn Item(look: LookRow) -> impl IntoView {
    let also = (!look.also.is_empty()).then(|| {
        let reasons = look
            .also
            .into_iter()
            .map(|reason| view! { <li>{reason}</li> })
            .collect_view();
        view! { <ul class="also">{reasons}</ul> }
    });
    view! {
        <li>
            <div class="look-worth">
                <Explained measure=look.measure account=Some(look.account.clone()) text=look.worth name=look.worth_words.to_string() />
                <small>{look.worth_words}</small>
            </div>
            <div>
                <h3><AccountLink account=look.account name=look.name /></h3>
                <p>{look.reason}</p>
                {also}
            </div>
        </li>
    }
}
