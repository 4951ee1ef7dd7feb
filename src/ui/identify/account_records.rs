//! The dialog in which an observation, a value event or a share is filled in.

use leptos::prelude::*;

use crate::platform::clock;
use crate::portfolio::AccountId;
use crate::report::account_forms::{
    event_form, observation_form, read_event, read_observation, read_share, share_form,
};
use crate::report::form::{FormField, Refusal, Texts};
use crate::report::needs::{need_form, read_need};
use crate::session::{Edit, Message};
use crate::ui::widgets::{DialogForm, focus_soon, open_dialog};
use crate::ui::workspace::{Workspace, workspace};

use super::account::{AccountView, account_view};

const DIALOG: &str = "record";

/// A record whose form is open; without an id, a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenRecord {
    /// An observation.
    Observation(Option<String>),
    /// A value event.
    Event(Option<String>),
    /// A need or a promise.
    Need(Option<String>),
    /// The share of the second account in the value of the first.
    Share(Option<(AccountId, AccountId)>),
}

/// Opens the form of `record`.
pub fn open_record(view: AccountView, record: OpenRecord) {
    view.record.set(Some(record));
    open_dialog(DIALOG);
}

/// Id of the button that opens the form of a known record.
pub fn edit_button_id(record: &OpenRecord) -> String {
    match record {
        OpenRecord::Observation(id) | OpenRecord::Event(id) | OpenRecord::Need(id) => {
            format!("edit-{}", id.as_deref().unwrap_or_default())
        }
        OpenRecord::Share(pair) => pair.as_ref().map_or_else(String::new, |(outcome, contributor)| {
            format!("edit-{}-{}", outcome.as_str(), contributor.as_str())
        }),
    }
}

/// The dialog of the page.
#[component]
pub fn RecordDialog() -> impl IntoView {
    let workspace = workspace();
    let view = account_view();
    let form = move |record: OpenRecord| {
        let account = view.id.get_value();
        let title = title(&record).to_owned();
        let fields = fields(workspace, &account, &record);
        let on_keep = Callback::new(move |texts| keep(workspace, &account, &record, &texts));
        view! { <DialogForm dialog=DIALOG title fields on_keep /> }
    };
    let closed = move |_| {
        // The list behind was drawn anew: the button that opened the form is another one now.
        if let Some(record) = view.record.get_untracked() {
            focus_soon(vec![edit_button_id(&record)]);
        }
        view.record.set(None);
    };
    view! {
        <dialog id=DIALOG class="record" aria-labelledby="record-title" on:close=closed>
            {move || view.record.get().map(form)}
        </dialog>
    }
}

const fn title(record: &OpenRecord) -> &'static str {
    match record {
        OpenRecord::Observation(None) => "What they said",
        OpenRecord::Observation(Some(_)) => "Change what they said",
        OpenRecord::Event(None) => "Something passed between us",
        OpenRecord::Event(Some(_)) => "Change what passed",
        OpenRecord::Need(None) => "A need or a promise",
        OpenRecord::Need(Some(_)) => "Change a need or a promise",
        OpenRecord::Share(None) => "Whose value is due to whom",
        OpenRecord::Share(Some(_)) => "Change a share of value",
    }
}

fn fields(workspace: Workspace, account: &AccountId, record: &OpenRecord) -> Vec<FormField> {
    let today = clock::today();
    workspace.document.with_untracked(|document| {
        workspace.style.with_untracked(|style| match record {
            OpenRecord::Observation(id) => observation_form(document, id.as_deref(), today, style),
            OpenRecord::Event(id) => event_form(document, account, id.as_deref(), today, style),
            OpenRecord::Need(id) => need_form(document, id.as_deref(), document.as_of, style),
            OpenRecord::Share(pair) => share_form(
                document,
                account,
                pair.as_ref().map(|(one, other)| (one, other)),
                style,
            ),
        })
    })
}

fn keep(workspace: Workspace, account: &AccountId, record: &OpenRecord, texts: &Texts) -> Vec<Refusal> {
    let new_id = |id: &Option<String>, prefix| id.clone().unwrap_or_else(|| clock::new_id(prefix));
    let edit = workspace.document.with_untracked(|document| {
        workspace.style.with_untracked(|style| match record {
            OpenRecord::Observation(id) => {
                read_observation(new_id(id, "observation"), account.clone(), texts, style.marks())
                    .map(Edit::ObservationWritten)
            }
            OpenRecord::Event(id) => read_event(document, new_id(id, "event"), account, texts, style.marks())
                .map(Edit::EventWritten),
            OpenRecord::Need(id) => {
                read_need(new_id(id, "need"), account.clone(), texts, style.marks()).map(Edit::NeedWritten)
            }
            OpenRecord::Share(pair) => {
                let pair = pair.as_ref().map(|(one, other)| (one, other));
                read_share(document, account, pair, texts, style).map(Edit::AttributionWritten)
            }
        })
    });
    match edit {
        Ok(edit) => {
            workspace.send(Message::Edited(edit, None));
            Vec::new()
        }
        Err(refusals) => refusals,
    }
}
