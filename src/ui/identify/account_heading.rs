//! Who the account is and where the exchange stands.

use leptos::prelude::*;

use crate::portfolio::Field;
use crate::report::account::Neighbour;
use crate::report::caveats::caveats_of;
use crate::session::{Cell, Edit, Message, Place};
use crate::ui::widgets::focus_soon;
use crate::ui::workspace::workspace;

use super::account::account_view;

const NAME: &str = "account-name";
const RENAME: &str = "account-rename";

/// The head of the page.
#[component]
pub fn AccountHeading() -> impl IntoView {
    let heading = account_view().part(|report| Some(report.heading.clone()));
    let read = move |read: fn(&crate::report::account::Heading) -> String| {
        move || heading.with(|heading| heading.as_ref().map(read).unwrap_or_default())
    };
    let about = move || {
        let parts = heading.with(|heading| {
            heading
                .as_ref()
                .map(|heading| heading.about.clone())
                .unwrap_or_default()
        });
        parts
            .into_iter()
            .map(|part| view! { <li>{part}</li> })
            .collect_view()
    };
    let zone = move || {
        let zone = heading.with(|heading| heading.as_ref().and_then(|heading| heading.zone.clone()));
        zone.map(|zone| view! { <a class="tag zone" href=Place::ValueMap.fragment()>{zone}</a> })
    };
    let key = move || {
        let reason = heading.with(|heading| heading.as_ref().and_then(|heading| heading.key_account.clone()));
        reason.map(|reason| view! { <p class="key-account"><strong>"Key account: "</strong>{reason}</p> })
    };
    view! {
        <header class="account-head">
            <Neighbours />
            <Name name=Signal::derive(read(|heading| heading.name.clone())) />
            <ul class="about" aria-label="About this account">{about}</ul>
            {zone}
            {key}
            <p class="standing">{read(|heading| heading.sentence.clone())}</p>
            <p class="as-of">{read(|heading| heading.as_of.clone())}</p>
            <ToCheck />
        </header>
    }
}

/// What to distrust about the numbers of the account.
#[component]
fn ToCheck() -> impl IntoView {
    let workspace = workspace();
    let view = account_view();
    let sentences = Memo::new(move |_| {
        let id = view.id.get_value();
        caveats_of(&workspace.document.read(), &workspace.valuation.read(), &id)
    });
    let lines = move || {
        let line = |sentence: String| view! { <li>{sentence}</li> };
        sentences.get().into_iter().map(line).collect_view()
    };
    view! {
        <Show when=move || sentences.with(|sentences| !sentences.is_empty())>
            <ul class="warnings" aria-label="What to check">{lines}</ul>
        </Show>
    }
}

/// The name, and a field in its place while it is being changed.
#[component]
fn Name(name: Signal<String>) -> impl IntoView {
    let workspace = workspace();
    let view = account_view();
    let is_editing = RwSignal::new(false);
    let begin = move |_| {
        is_editing.set(true);
        focus_soon(vec![NAME.to_owned()]);
    };
    let end = move || {
        is_editing.set(false);
        focus_soon(vec![RENAME.to_owned()]);
    };
    let write = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlInputElement>| {
        let cell = Cell {
            account: view.id.get_value(),
            field: Field::Name,
            text: event.target().value(),
        };
        workspace.send(Message::Edited(Edit::CellsWritten(vec![cell]), None));
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        // The change event of the field comes first where there is something to keep.
        "Enter" => set_timeout(end, std::time::Duration::ZERO),
        "Escape" => end(),
        _ => {}
    };
    view! {
        <Show
            when=move || is_editing.get()
            fallback=move || view! {
                <div class="name">
                    <h1>{name}</h1>
                    <button class="quiet icon" id=RENAME aria-label="Rename" title="Rename" on:click=begin>"✎"</button>
                </div>
            }
        >
            <div class="name">
                <h1 class="visually-hidden">{name}</h1>
                <input id=NAME type="text" aria-label="Name" autocomplete="off" prop:value=name
                    on:change:target=write on:keydown=on_key on:blur=move |_| is_editing.set(false) />
            </div>
        </Show>
    }
}

/// To the account before and the one after.
#[component]
fn Neighbours() -> impl IntoView {
    let heading = account_view().part(|report| Some(report.heading.clone()));
    let neighbour = move |read: fn(&crate::report::account::Heading) -> &Option<Neighbour>| {
        heading.with(|heading| heading.as_ref().and_then(|heading| read(heading).clone()))
    };
    let link = |neighbour: Neighbour, word: &'static str, key: &'static str, arrow: &'static str| {
        let label = format!("{word}: {}", neighbour.name);
        view! {
            <a class="button quiet" href=Place::Account(neighbour.id).fragment() aria-label=label.clone() title=format!("{label} ({key})")>
                {arrow}
            </a>
        }
    };
    let position = move || heading.with(|heading| heading.as_ref().map(|heading| heading.position.clone()));
    view! {
        <nav class="neighbours" aria-label="Other accounts">
            {move || neighbour(|heading| &heading.previous).map(|previous| link(previous, "Previous", "[", "‹"))}
            <span>{position}</span>
            {move || neighbour(|heading| &heading.next).map(|next| link(next, "Next", "]", "›"))}
            <a href=Place::Accounts.fragment()>"All accounts"</a>
        </nav>
    }
}
