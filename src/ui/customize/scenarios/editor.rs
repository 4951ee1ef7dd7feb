//! One scenario to change: name, note, levers, accounts let go, assumptions of its own.

use leptos::prelude::*;

use crate::portfolio::{AccountId, Scenario, Shared};
use crate::report::account_names::{name_of, named, names};
use crate::report::form::{FormField, FormKind};
use crate::session::{Edit, Gesture, Message};
use crate::ui::widgets::FormLine;
use crate::ui::workspace::{Workspace, workspace};

use super::moves::Moves;
use super::own::OwnAssumptions;

/// The scenario that is changed.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Where it is written.
    pub workspace: Workspace,
    /// It, as it stands; `None` once it is deleted.
    pub scenario: Memo<Option<Shared<Scenario>>>,
}

impl Desk {
    /// Changes it; a drag is one step.
    pub fn change(self, gesture: Option<Gesture>, change: impl FnOnce(&mut Scenario)) {
        let Some(scenario) = self.scenario.get_untracked() else {
            return;
        };
        let mut next = (*scenario).clone();
        change(&mut next);
        if next != *scenario {
            let edit = Edit::ScenarioWritten(Box::new(next));
            self.workspace.send(Message::Edited(edit, gesture));
        }
    }

    /// Reads it.
    pub fn with<T: Default>(self, read: impl FnOnce(&Scenario) -> T) -> T {
        self.scenario.with(|scenario| {
            scenario
                .as_ref()
                .map(|scenario| read(scenario))
                .unwrap_or_default()
        })
    }
}

/// What can be changed of the scenario with this id.
#[component]
pub fn Editor(id: String) -> impl IntoView {
    let workspace = workspace();
    let scenario = Memo::new(move |_| workspace.base.with(|document| super::of(document, &id)));
    let desk = Desk { workspace, scenario };
    let rename = Callback::new(move |name: String| {
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Some("Give it a name.".to_owned());
        }
        desk.change(None, |scenario| scenario.name = name);
        None
    });
    let renote = Callback::new(move |note: String| {
        desk.change(None, |scenario| note.trim().clone_into(&mut scenario.note));
        None
    });
    let name_field = FormField::new("name", "Name", FormKind::Line, String::new());
    let note_field = FormField::new("note", "What it is about", FormKind::Line, String::new());
    let name = Signal::derive(move || desk.with(|scenario| scenario.name.clone()));
    let note = Signal::derive(move || desk.with(|scenario| scenario.note.clone()));
    view! {
        <section class="scenario-editor" aria-labelledby="scenario-editor">
            <h2 id="scenario-editor">"What changes in " {name}</h2>
            <div class="scenario-head">
                <FormLine field=name_field id="scenario-name" text=name refusal=RwSignal::new(None) on_write=rename />
                <FormLine field=note_field id="scenario-note" text=note refusal=RwSignal::new(None) on_write=renote />
            </div>
            <Moves desk />
            <Released desk />
            <OwnAssumptions desk />
        </section>
    }
}

/// Accounts that are let go.
#[component]
fn Released(desk: Desk) -> impl IntoView {
    let workspace = desk.workspace;
    let chips = move || {
        let released = desk.with(|scenario| scenario.released.clone());
        let chip = |id: AccountId| {
            let name = workspace.base.with(|document| name_of(document, &id));
            let label = format!("Keep {name}");
            let keep = move |_| desk.change(None, |scenario| scenario.released.retain(|one| *one != id));
            view! { <button class="chip" aria-label=label on:click=keep>{name}<span aria-hidden="true">"×"</span></button> }
        };
        released.into_iter().map(chip).collect_view()
    };
    let suggestions = workspace
        .base
        .with_untracked(|document| names(document, &AccountId::new("")));
    let field = FormField::new("release", "Let go", FormKind::Line, String::new())
        .hint("An account by its name: it and everything that hangs on it count nowhere.")
        .suggest(suggestions);
    let release = Callback::new(move |written: String| {
        let written = written.trim();
        if written.is_empty() {
            return None;
        }
        match workspace.base.with_untracked(|document| named(document, written)) {
            Ok(id) => {
                desk.change(None, |scenario| {
                    if !scenario.released.contains(&id) {
                        scenario.released.push(id);
                    }
                });
                None
            }
            Err(refusal) => Some(refusal),
        }
    });
    view! {
        <div class="scenario-released">
            <FormLine field id="scenario-release" text="" refusal=RwSignal::new(None) on_write=release />
            <div class="chips">{chips}</div>
        </div>
    }
}
