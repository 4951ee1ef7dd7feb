//! Scenarios: what if some levers stood elsewhere, and some accounts were let go.

mod comparing;
mod editor;
mod moves;
mod own;

use leptos::prelude::*;

use crate::platform::clock;
use crate::portfolio::{By, Document, Lever, LeverMove, Scenario, Shared, Whom, cut_name};
use crate::report::scenario_words::changes;
use crate::session::{AS_IT_IS, Edit, Message, ScenarioMessage};
use crate::ui::widgets::focus_soon;
use crate::ui::workspace::{Workspace, workspace};

use comparing::Comparing;
use editor::Editor;

const NEW: &str = "new-scenario";

/// The Scenarios page.
#[component]
pub fn ScenariosPage() -> impl IntoView {
    let workspace = workspace();
    let ids = Memo::new(move |_| {
        let document = workspace.base.read();
        let scenarios = document.scenarios.iter();
        scenarios.map(|scenario| scenario.id.clone()).collect::<Vec<_>>()
    });
    let first = workspace
        .scenarios
        .with_untracked(|scenarios| scenarios.through.clone())
        .or_else(|| ids.with_untracked(|ids| ids.first().cloned()));
    let wished = RwSignal::new(first);
    // One that was deleted gives way to the first that is left.
    let chosen = Memo::new(move |_| {
        let known = wished.get().filter(|id| ids.with(|ids| ids.contains(id)));
        known.or_else(|| ids.with(|ids| ids.first().cloned()))
    });
    let make = move |_| {
        let n = ids.with_untracked(Vec::len) + 1;
        let scenario = Scenario {
            id: clock::new_id("scenario"),
            name: format!("What if {n}"),
            moves: vec![LeverMove {
                whom: Whom::Everybody,
                lever: Lever::Retention,
                by: By::Points(0.0),
            }],
            ..Scenario::default()
        };
        wished.set(Some(scenario.id.clone()));
        focus_soon(vec!["scenario-name".to_owned()]);
        write(workspace, scenario);
    };
    view! {
        <h1>"Scenarios"</h1>
        <p class="lead">
            "What if? Move levers, let accounts go, assume otherwise: every number follows, and the portfolio itself stays as it is."
        </p>
        <div class="desk scenarios">
            <section aria-labelledby="scenario-list">
                <h2 id="scenario-list">"Your scenarios"</h2>
                <Show
                    when=move || ids.with(|ids| !ids.is_empty())
                    fallback=|| view! {
                        <p>"None yet. Make one, such as \"we keep ten of a hundred customers more\", and see what it would be worth and what comes along."</p>
                    }
                >
                    <ul class="scenario-list">
                        <For each=move || ids.get() key=String::clone children=move |id| view! { <Line id chosen wished /> } />
                    </ul>
                </Show>
                <button id=NEW class="primary" on:click=make>"New scenario"</button>
            </section>
            <Show when=move || chosen.with(Option::is_some)>
                {move || chosen.get().map(|id| view! { <Editor id /> })}
            </Show>
            <Show when=move || ids.with(|ids| !ids.is_empty())>
                <Comparing chosen />
            </Show>
        </div>
    }
}

/// Puts a scenario in, or in the place of the one with its id.
fn write(workspace: Workspace, scenario: Scenario) {
    workspace.send(Message::Edited(Edit::ScenarioWritten(Box::new(scenario)), None));
}

/// The scenario with this id, as it stands.
fn of(document: &Document, id: &str) -> Option<Shared<Scenario>> {
    document.scenario(id).cloned()
}

/// One scenario: what it changes, and what can be done with it.
#[component]
fn Line(id: String, chosen: Memo<Option<String>>, wished: RwSignal<Option<String>>) -> impl IntoView {
    let workspace = workspace();
    let id = StoredValue::new(id);
    let scenario = Memo::new(move |_| {
        workspace
            .base
            .with(|document| id.with_value(|id| of(document, id)))
    });
    let name =
        move || scenario.with(|scenario| scenario.as_ref().map(|one| one.name.clone()).unwrap_or_default());
    let note =
        move || scenario.with(|scenario| scenario.as_ref().map(|one| one.note.clone()).unwrap_or_default());
    let told = move || {
        let words = workspace.base.with(|document| {
            scenario.with(|scenario| {
                let scenario = scenario.as_ref()?;
                Some(changes(document, scenario, &workspace.style.read()))
            })
        });
        let line = |sentence: String| view! { <li>{sentence}</li> };
        words.unwrap_or_default().into_iter().map(line).collect_view()
    };
    let is_chosen = move || chosen.with(|chosen| id.with_value(|id| chosen.as_ref() == Some(id)));
    let is_through = move || {
        workspace
            .scenarios
            .with(|scenarios| id.with_value(|id| scenarios.through.as_ref() == Some(id)))
    };
    let look = move |_| {
        let through = (!is_through()).then(|| id.get_value());
        workspace.send(Message::Scenario(ScenarioMessage::LookedThrough(through)));
    };
    let copy = move |_| {
        if let Some(scenario) = scenario.get_untracked() {
            let copy = Scenario {
                id: clock::new_id("scenario"),
                name: cut_name(format!("{} (copy)", scenario.name)),
                ..(*scenario).clone()
            };
            wished.set(Some(copy.id.clone()));
            write(workspace, copy);
        }
    };
    let delete = move |_| {
        workspace.send(Message::Edited(Edit::ScenarioRemoved(id.get_value()), None));
        focus_soon(vec![NEW.to_owned()]);
    };
    let look_label = move || match is_through() {
        true => "Look as it is".to_owned(),
        false => format!("Look through {}", name()),
    };
    view! {
        <li class="scenario" data-chosen=move || is_chosen().to_string()>
            <div>
                <strong>{name}</strong>
                <Show when=move || !note().is_empty()><p class="hint">{note}</p></Show>
                <ul class="scenario-changes">{told}</ul>
            </div>
            <div class="buttons">
                <button aria-pressed=move || is_chosen().to_string() aria-label=move || format!("Change {}", name())
                    on:click=move |_| wished.set(Some(id.get_value()))>"Change"</button>
                <button aria-pressed=move || is_through().to_string() aria-label=look_label on:click=look>
                    {move || if is_through() { "Look as it is" } else { "Look through" }}
                </button>
                <button class="quiet" aria-label=move || format!("Copy {}", name()) on:click=copy>"Copy"</button>
                <button class="quiet" aria-label=move || format!("Delete {}", name()) on:click=delete>"Delete"</button>
            </div>
        </li>
    }
}

/// Id and name of everything that can be compared: the portfolio as it is, then every scenario.
fn comparable(document: &Document) -> Vec<(String, String)> {
    let scenarios = document.scenarios.iter();
    std::iter::once((AS_IT_IS.to_owned(), "Portfolio as it is".to_owned()))
        .chain(scenarios.map(|scenario| (scenario.id.clone(), scenario.name.clone())))
        .collect()
}
