//! Mounts the app and lays out its frame.

use leptos::prelude::*;

use crate::platform::{address, clock, keeper, locale, remembered};
use crate::portfolio::{Document, Shared};
use crate::report::view_text;
use crate::sample;
use crate::session::{Message, Place, Session, TableChange};

use super::differentiate::{ValueMapPage, keep_map_report};
use super::identify::listen_for_files;
use super::navigation::Navigation;
use super::notices::Notices;
use super::palette::Palette;
use super::parts::{LateParts, Parts};
use super::portfolios::KeepBanner;
use super::scenario_banner::ScenarioBanner;
use super::shortcuts::listen_to_keys;
use super::top_bar::TopBar;
use super::workspace::{Workspace, workspace};

/// Opens the page; its late parts follow.
pub fn start(parts: &'static Parts) {
    leptos::mount::mount_to_body(move || view! { <App parts /> });
}

#[component]
fn App(parts: &'static Parts) -> impl IntoView {
    let document = first_document();
    let style = locale::number_style(&document.currency);
    let (session, _) = Session::open(document, style);
    let workspace = Workspace::new(session, &parts.desks);
    provide_context(workspace);
    keep_map_report(workspace);
    keeper::start(move |message| workspace.send(message));
    follow_address(workspace);
    remember_looks(workspace);
    listen_to_keys(workspace);
    listen_for_files(workspace);
    let parts = LateParts::new(parts);
    provide_context(parts);
    parts.ask_when_idle();
    view! {
        <a class="skip" href="#main" on:click=skip_to_main>"Skip to the content"</a>
        <Navigation />
        <div class="frame">
            <TopBar />
            <KeepBanner />
            <ScenarioBanner />
            <Notices />
            <main id="main" tabindex="-1" data-prints=move || prints_itself(&workspace.place.read())>
                <Screen parts />
                {parts.screen_notes()}
            </main>
        </div>
        <Palette />
        {parts.dialogs()}
    }
}

/// Says of screens of words and numbers that they go on paper as they are; `style/print.css` reads it.
const fn prints_itself(place: &Place) -> Option<&'static str> {
    match place {
        Place::Inbox
        | Place::Care
        | Place::Idic
        | Place::Exchanges
        | Place::Valued
        | Place::Capital
        | Place::Network
        | Place::Risk
        | Place::Portfolio
        | Place::ThreePs
        | Place::Dimensions
        | Place::Segments
        | Place::Profitability
        | Place::Progress
        | Place::Criteria
        | Place::MetricAudit
        | Place::Decisions
        | Place::Allocate
        | Place::Plan
        | Place::Objectives
        | Place::Emphasis
        | Place::Scenarios
        | Place::Service
        | Place::Offers
        | Place::Method(_)
        | Place::Assumptions => Some("itself"),
        _ => None,
    }
}

/// The screen of the current place; built anew only when the place changes.
#[component]
fn Screen(parts: LateParts) -> impl IntoView {
    let place = workspace().place;
    move || match place.get() {
        Place::ValueMap => view! { <ValueMapPage bar=move || parts.lens_bar() /> }.into_any(),
        place => parts.screen(place),
    }
}

/// The sample; a portfolio without accounts should the sample of this build not open.
fn first_document() -> Shared<Document> {
    Shared::new(sample::sample().unwrap_or_else(|_| Document::empty("My customers", "EUR", clock::today())))
}

fn follow_address(workspace: Workspace) {
    let go = move |fragment: String| {
        if let Some(place) = Place::from_fragment(&fragment)
            && place != workspace.place.get_untracked()
        {
            workspace.send(Message::Went(place));
        }
    };
    go(address::fragment());
    address::on_change(go);
}

/// Shows table and map as they were last looked at on this device, and keeps how they are looked at from now on.
fn remember_looks(workspace: Workspace) {
    let table = view_text::table_from_text(&remembered::read_text(remembered::TABLE));
    workspace.send(Message::Table(TableChange::Restored(Box::new(table))));
    workspace
        .map_view
        .set(view_text::map_from_text(&remembered::read_text(remembered::MAP)));
    let table = Memo::new(move |_| workspace.table.with(view_text::table_to_text));
    let map = Memo::new(move |_| workspace.map_view.with(view_text::map_to_text));
    Effect::watch(
        move || table.get(),
        |text, _, _| remembered::write_text(remembered::TABLE, text),
        false,
    );
    Effect::watch(
        move || map.get(),
        |text, _, _| remembered::write_text(remembered::MAP, text),
        false,
    );
}

fn skip_to_main(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    if let Some(main) = document().get_element_by_id("main") {
        use wasm_bindgen::JsCast;
        let _ = main.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}
