//! The dialog in which a proposal is accepted, postponed or rejected, and an action is written, changed or closed.

use leptos::prelude::*;

use crate::platform::clock;
use crate::portfolio::{AccountId, Action, ActionKind, Document};
use crate::report::form::{FormField, Refusal, Texts};
use crate::report::plan_forms::{
    accept_form, action_form, done_form, postpone_form, read_action, read_done, read_postponed,
    read_rejected, reject_form,
};
use crate::report::proposals::proposal_name;
use crate::report::style::NumberStyle;
use crate::session::{Edit, Message};
use crate::ui::widgets::{DialogForm, focus_soon, open_dialog};
use crate::ui::workspace::{Workspace, workspace};

const DIALOG: &str = "decide";

/// What is being decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Deciding {
    /// A proposal becomes this action.
    Accept(Box<Action>),
    /// A proposal, by its key, is postponed.
    Postpone(String),
    /// A proposal, by its key, is rejected.
    Reject(String),
    /// An action, by its id, is changed.
    Change(String),
    /// An action of one's own for these accounts.
    Write(Vec<AccountId>),
    /// An action, by its id, is done.
    Close(String),
}

/// Where the components of a page ask for the dialog.
#[derive(Clone, Copy)]
pub struct Desk(RwSignal<Option<(Deciding, Vec<String>)>>);

impl Desk {
    /// Asks for the dialog; when it closes, the first of these elements that is there has the focus.
    pub fn decide(self, deciding: Deciding, then_focus: Vec<String>) {
        self.0.set(Some((deciding, then_focus)));
        open_dialog(DIALOG);
    }
}

/// Lets the components below ask for the dialog.
pub fn provide_desk() {
    provide_context(Desk(RwSignal::new(None)));
}

/// The desk of the page around this component.
pub fn desk() -> Desk {
    expect_context()
}

/// The dialog of the page.
#[component]
pub fn DecideDialog() -> impl IntoView {
    let workspace = workspace();
    let Desk(open) = desk();
    let form = move |(deciding, _): (Deciding, Vec<String>)| {
        let (title, fields) = workspace.document.with_untracked(|document| {
            workspace
                .style
                .with_untracked(|style| asked(document, &deciding, style))
        });
        let new_id = clock::new_id("action");
        let on_keep = Callback::new(move |texts| keep(workspace, &deciding, &new_id, &texts));
        view! { <DialogForm dialog=DIALOG title fields on_keep /> }
    };
    let closed = move |_| {
        if let Some((_, then_focus)) = open.get_untracked() {
            focus_soon(then_focus);
        }
        open.set(None);
    };
    view! {
        <dialog id=DIALOG class="decide" aria-labelledby="decide-title" on:close=closed>
            {move || open.get().map(form)}
        </dialog>
    }
}

/// Title and lines of the form.
fn asked(document: &Document, deciding: &Deciding, style: &NumberStyle) -> (String, Vec<FormField>) {
    let of_known = |id: &str, title: &str, form: fn(&Document, &Action, &NumberStyle) -> Vec<FormField>| {
        let action = document.plan.action(id);
        let name = action.map_or("", |action| action.name.as_str());
        let fields = action.map_or_else(Vec::new, |action| form(document, action, style));
        (format!("{title}: {name}"), fields)
    };
    match deciding {
        Deciding::Accept(action) => (
            format!("Accept: {}", action.name),
            accept_form(document, action, style),
        ),
        Deciding::Postpone(key) => (
            format!("Postpone: {}", proposal_name(document, key)),
            postpone_form(document),
        ),
        Deciding::Reject(key) => (format!("Reject: {}", proposal_name(document, key)), reject_form()),
        Deciding::Write(accounts) => {
            let action = own(document, accounts, "");
            (
                "An action of your own".to_owned(),
                action_form(document, &action, style),
            )
        }
        Deciding::Change(id) => of_known(id, "Change", action_form),
        Deciding::Close(id) => of_known(id, "What it came to", done_form),
    }
}

fn own(document: &Document, accounts: &[AccountId], id: &str) -> Action {
    let owner = match accounts {
        [only] => document
            .portfolio
            .account(only)
            .map(|account| account.owner.clone()),
        _ => None,
    };
    Action {
        accounts: accounts.to_vec(),
        owner: owner.unwrap_or_default(),
        start: Some(document.as_of),
        ..Action::blank(id, ActionKind::Other)
    }
}

fn keep(workspace: Workspace, deciding: &Deciding, new_id: &str, texts: &Texts) -> Vec<Refusal> {
    let edit = workspace.document.with_untracked(|document| {
        workspace
            .style
            .with_untracked(|style| read(document, deciding, new_id, texts, style))
    });
    match edit {
        Ok(Some(edit)) => workspace.send(Message::Edited(edit, None)),
        Ok(None) => {}
        Err(refusals) => return refusals,
    }
    Vec::new()
}

fn read(
    document: &Document,
    deciding: &Deciding,
    new_id: &str,
    texts: &Texts,
    style: &NumberStyle,
) -> Result<Option<Edit>, Vec<Refusal>> {
    let marks = style.marks();
    let known = |id: &str| document.plan.action(id).cloned();
    let written = |action| Edit::ActionWritten(Box::new(action));
    Ok(match deciding {
        Deciding::Accept(action) => {
            let action = Action {
                id: new_id.to_owned(),
                ..read_action(document, (**action).clone(), texts, marks)?
            };
            Some(Edit::ProposalAccepted(Box::new(action)))
        }
        Deciding::Write(accounts) => {
            let action = read_action(document, own(document, accounts, new_id), texts, marks)?;
            Some(written(action))
        }
        // It may have been undone away meanwhile.
        Deciding::Change(id) => known(id)
            .map(|action| read_action(document, action, texts, marks))
            .transpose()?
            .map(written),
        Deciding::Close(id) => known(id)
            .map(|action| read_done(action, texts, marks))
            .transpose()?
            .map(written),
        Deciding::Postpone(key) => {
            read_postponed(document, key, texts, marks).map(|answer| Some(Edit::ProposalAnswered(answer)))?
        }
        Deciding::Reject(key) => Some(Edit::ProposalAnswered(read_rejected(document, key, texts, marks))),
    })
}
