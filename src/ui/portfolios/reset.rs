//! Clearing this device: the one thing undo cannot take back, so a download is offered first.

use leptos::prelude::*;

use crate::session::{KeepRequest, Message, NoticeKind, Place};

use super::{StorageProblem, ask, stored, workspace};

/// The reset page.
#[component]
pub fn ResetPage() -> impl IntoView {
    let workspace = workspace();
    let report = stored(workspace);
    let (is_sure, set_sure) = signal(false);
    let count = move || {
        report.with(|report| match report.portfolios.len() + report.deleted.len() {
            0 => "There is no portfolio on this device.".to_owned(),
            1 => "There is 1 portfolio on this device.".to_owned(),
            n => format!("There are {n} portfolios on this device."),
        })
    };
    let clear = move |_| {
        ask(workspace, KeepRequest::ClearAll);
        set_sure.set(false);
        workspace.send(Message::Noticed(
            NoticeKind::Done,
            "Everything stored on this device was removed.".to_owned(),
        ));
        workspace.send(Message::Went(Place::ValueMap));
    };
    view! {
        <div class="portfolios">
            <h1>"Clear this device"</h1>
            <p class="lead">
                "This removes every portfolio, version and setting this page has stored in this browser. It cannot be undone."
            </p>
            <StorageProblem />
            <p>{count}" "{move || report.with(|report| report.space.clone())}"."</p>
            <p class="actions">
                <button class="primary" on:click=move |_| ask(workspace, KeepRequest::DownloadAll)>"First download everything"</button>
            </p>
            <label class="check">
                <input type="checkbox" prop:checked=is_sure on:change:target=move |event| set_sure.set(event.target().checked()) />
                "I have what I need from here"
            </label>
            <p class="actions">
                <button disabled=move || !is_sure.get() on:click=clear>"Remove everything"</button>
                <a class="button quiet" href=Place::Portfolios.fragment()>"Keep it all"</a>
            </p>
        </div>
    }
}
