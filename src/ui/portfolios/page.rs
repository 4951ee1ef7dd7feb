//! The page of portfolios.

use leptos::prelude::*;

use crate::session::{Edit, KeepRequest, Message, Place};

use super::list::{DeletedList, PortfolioList};
use super::versions::{OtherVersions, Versions};
use super::{StorageProblem, ask, stored, workspace};

/// Every portfolio on this device, and the versions of the open one.
#[component]
pub fn PortfoliosPage() -> impl IntoView {
    let workspace = workspace();
    let report = stored(workspace);
    view! {
        <div class="portfolios">
            <h1>"Portfolios"</h1>
            <p class="lead">"They are kept in this browser on this device, and nowhere else. Download what must not be lost."</p>
            <StorageProblem />
            <section>
                <h2>"Open now"</h2>
                <OpenPortfolio />
            </section>
            <Versions rows=Signal::derive(move || report.with(|report| report.versions.clone())) />
            <section>
                <h2>"On this device"</h2>
                <PortfolioList rows=Signal::derive(move || report.with(|report| report.portfolios.clone())) />
                <p class="actions">
                    <button on:click=move |_| ask(workspace, KeepRequest::New)>"New portfolio"</button>
                    <a class="button" href=Place::Import.fragment()>"Open a file …"</a>
                </p>
                <Space share=Signal::derive(move || report.with(|report| report.used_share))
                    words=Signal::derive(move || report.with(|report| report.space.clone())) />
            </section>
            <DeletedList rows=Signal::derive(move || report.with(|report| report.deleted.clone())) />
            <OtherVersions rows=Signal::derive(move || report.with(|report| report.other_versions.clone())) />
            <p class="quiet-links">
                <a href=Place::Recover.fragment()>"Recover what is stored"</a>
                <a href=Place::Reset.fragment()>"Clear this device"</a>
            </p>
        </div>
    }
}

/// Name of the open portfolio, and what can be done with it.
#[component]
fn OpenPortfolio() -> impl IntoView {
    let workspace = workspace();
    let name = Memo::new(move |_| workspace.base.with(|document| document.name.clone()));
    let rename = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let input = event.target();
        let wanted = input.value().trim().to_owned();
        if wanted.is_empty() || wanted == name.get_untracked() {
            input.set_value(&name.get_untracked());
        } else {
            workspace.send(Message::Edited(Edit::Renamed(wanted), None));
        }
    };
    let copy = move |_| {
        if let Some(id) = workspace.with_session(|session| session.keeping.portfolio.clone()) {
            ask(workspace, KeepRequest::Duplicate(id));
        }
    };
    let is_unsaved = move || workspace.keeping.with(|keeping| keeping.portfolio.is_none());
    view! {
        <div class="open-portfolio">
            <div class="field">
                <label for="portfolio-name">"Name"</label>
                <input id="portfolio-name" type="text" maxlength="200" prop:value=name on:change:target=rename />
            </div>
            <button on:click=move |_| ask(workspace, KeepRequest::DownloadOpen)>"Download"</button>
            <button disabled=is_unsaved on:click=copy>"Save a copy"</button>
        </div>
        <Show when=is_unsaved>
            <p class="hint">"This is the sample as it comes. It is stored as a portfolio of yours with the first change."</p>
        </Show>
    }
}

/// How much of the browser's storage is in use.
#[component]
fn Space(#[prop(into)] share: Signal<f64>, #[prop(into)] words: Signal<String>) -> impl IntoView {
    view! {
        <p class="space">
            <meter aria-label="Storage used" min="0" max="1" high="0.9" prop:value=share></meter>
            <span>{words}</span>
        </p>
    }
}
