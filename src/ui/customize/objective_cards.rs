//! The objectives, each named, given a measure and weighed where it stands.

use leptos::prelude::*;

use crate::measures::{Direction, MeasureId};
use crate::platform::clock;
use crate::portfolio::{MOST_OBJECTIVES, MOST_WEIGHT, Objective, Shared, first_objectives};
use crate::report::objectives::{ObjectiveRow, ObjectivesReport};
use crate::report::progress::trackable;
use crate::session::{Edit, Gesture, Message};
use crate::ui::widgets::focus_soon;
use crate::ui::workspace::{Workspace, workspace};

const TITLE: &str = "objectives-title";
/// The weight of an objective that was just added.
const NEW_WEIGHT: f64 = 20.0;

/// Changes the whole list.
fn change(workspace: Workspace, gesture: Option<Gesture>, change: impl FnOnce(&mut Vec<Objective>)) {
    let mut list = workspace
        .document
        .with_untracked(|document| (*document.objectives).clone());
    change(&mut list);
    workspace.send(Message::Edited(Edit::ObjectivesWritten(list), gesture));
}

/// Changes the objective at `place`.
fn change_one(
    workspace: Workspace,
    place: usize,
    gesture: Option<Gesture>,
    with: impl FnOnce(&mut Objective),
) {
    change(workspace, gesture, |list| {
        if let Some(objective) = list.get_mut(place) {
            with(objective);
        }
    });
}

/// All objectives, and the way to more.
#[component]
pub fn ObjectiveCards(report: Memo<Shared<ObjectivesReport>>) -> impl IntoView {
    let workspace = workspace();
    // How many there are decides what is drawn; a weight changes no card.
    let n_cards = Memo::new(move |_| workspace.document.with(|document| document.objectives.len()));
    let cards = move || {
        (0..n_cards.get())
            .map(|place| view! { <Card report place /> })
            .collect_view()
    };
    let are_first = Memo::new(move |_| {
        workspace
            .document
            .with(|document| *document.objectives == first_objectives())
    });
    let start_over = move |_| {
        change(workspace, None, |list| *list = first_objectives());
        focus_soon(vec![TITLE.to_owned()]);
    };
    view! {
        <section class="objective-cards" aria-labelledby=TITLE>
            <h2 id=TITLE tabindex="-1">"What we are after"</h2>
            <ol>{cards}</ol>
            <Warnings report />
            <Show when=move || { n_cards.get() < MOST_OBJECTIVES } fallback=|| view! { <p class="hint">"A dozen objectives is as many as there can be."</p> }>
                <Add />
            </Show>
            <Show when=move || !are_first.get()>
                <p><button on:click=start_over>"Start from the proposal again"</button></p>
            </Show>
        </section>
    }
}

/// Measures known of somebody, and `own` though it may not be.
fn measures(workspace: Workspace, own: Option<MeasureId>) -> Vec<MeasureId> {
    let mut known = workspace.shown.with(|shown| trackable(&shown.output));
    if let Some(own) = own.filter(|own| !known.contains(own)) {
        known.insert(0, own);
    }
    known
}

/// What an objective is called: by the name of what it reads where it has none of its own.
fn name_of(objective: &Objective) -> String {
    match (objective.name.is_empty(), MeasureId::from_key(&objective.measure)) {
        (true, Some(measure)) => measure.label().to_owned(),
        (true, None) => objective.measure.clone(),
        (false, _) => objective.name.clone(),
    }
}

/// One objective: as it is written at once, what it comes to once the report has followed.
#[component]
fn Card(report: Memo<Shared<ObjectivesReport>>, place: usize) -> impl IntoView {
    let workspace = workspace();
    let own = Memo::new(move |_| {
        workspace
            .document
            .with(|document| document.objectives.get(place).cloned())
    });
    let written = move || own.with(|own| own.as_ref().map_or_else(String::new, |own| own.name.clone()));
    let rename = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let name = event.target().value().trim().to_owned();
        change_one(workspace, place, None, |objective| objective.name = name);
    };
    let remove = move |_| {
        change(workspace, None, |list| {
            if place < list.len() {
                list.remove(place);
            }
        });
        focus_soon(vec![TITLE.to_owned()]);
    };
    let shares = move || report.with(|report| report.objectives.get(place).map_or_else(String::new, shares));
    view! {
        <li class="objective-card">
            <p class="line">
                <input
                    type="text"
                    class="objective-name"
                    autocomplete="off"
                    maxlength="60"
                    aria-label=format!("Name of objective {}", place + 1)
                    prop:value=written
                    on:change:target=rename
                />
                <button class="quiet icon" aria-label=said("Take out", own) on:click=remove>"×"</button>
            </p>
            <Reading own place />
            <Weight own place />
            <small>{shares}</small>
        </li>
    }
}

/// What a control does, with the name of the objective.
fn said(what: &'static str, own: Memo<Option<Objective>>) -> impl Fn() -> String {
    move || own.with(|own| format!("{what} {}", own.as_ref().map(name_of).unwrap_or_default()))
}

fn shares(row: &ObjectiveRow) -> String {
    match row.weight > 0.0 {
        true => format!(
            "counts {}, acts as {}, known of {}",
            row.stated, row.effective, row.known
        ),
        false => format!("does not count, known of {}", row.known),
    }
}

/// What it reads, and which end is better.
#[component]
fn Reading(own: Memo<Option<Objective>>, place: usize) -> impl IntoView {
    let workspace = workspace();
    let key =
        Memo::new(move |_| own.with(|own| own.as_ref().map_or_else(String::new, |own| own.measure.clone())));
    let measure = Memo::new(move |_| key.with(|key| MeasureId::from_key(key)));
    let is_less = move || own.with(|own| own.as_ref().is_some_and(|own| own.less_is_better));
    let unknown = move || {
        let words = || format!("{} (not known here)", key.get());
        measure
            .get()
            .is_none()
            .then(|| view! { <option value="" selected>{words()}</option> })
    };
    let options = move || {
        let option = |one: MeasureId| {
            view! { <option value=one.key() prop:selected=move || measure.get() == Some(one)>{one.label()}</option> }
        };
        measures(workspace, measure.get())
            .into_iter()
            .map(option)
            .collect_view()
    };
    let read = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        if let Some(measure) = MeasureId::from_key(&event.target().value()) {
            change_one(workspace, place, None, |objective| {
                objective.measure = measure.key().to_owned();
                objective.less_is_better = measure.direction() == Direction::Down;
            });
        }
    };
    let turn = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let is_less = event.target().value() == "less";
        change_one(workspace, place, None, |objective| {
            objective.less_is_better = is_less
        });
    };
    view! {
        <p class="line">
            <select aria-label=said("Which end is better of", own) on:change:target=turn>
                <option value="more" prop:selected=move || !is_less()>"more"</option>
                <option value="less" prop:selected=is_less>"less"</option>
            </select>
            <select class="objective-reads" aria-label=said("Measure of", own) on:change:target=read>{unknown}{options}</select>
        </p>
    }
}

/// How much it counts; a drag or a run of keys is one step.
#[component]
fn Weight(own: Memo<Option<Objective>>, place: usize) -> impl IntoView {
    let workspace = workspace();
    let gesture = StoredValue::new(Gesture(0));
    let begin = move || gesture.set_value(Gesture(clock::now() as u64));
    let weight = move || own.with(|own| own.as_ref().map_or(0.0, |own| own.weight));
    let weigh = move |weight: f64| {
        let weight = if weight.is_finite() {
            weight.clamp(0.0, MOST_WEIGHT)
        } else {
            0.0
        };
        change_one(workspace, place, Some(gesture.get_value()), |objective| {
            objective.weight = weight
        });
    };
    view! {
        <p class="line objective-weight">
            <input
                type="range"
                min="0"
                max=MOST_WEIGHT.to_string()
                step="1"
                aria-label=said("Weight of", own)
                prop:value=move || weight().to_string()
                on:pointerdown=move |_| begin()
                on:focus=move |_| begin()
                on:input:target=move |event| weigh(event.target().value_as_number())
            />
            <output>{move || workspace.style.with(|style| style.number(weight(), 0))}</output>
        </p>
    }
}

/// Objectives that say the same twice.
#[component]
fn Warnings(report: Memo<Shared<ObjectivesReport>>) -> impl IntoView {
    let warnings = Memo::new(move |_| report.with(|report| report.warnings.clone()));
    let items = move || {
        warnings
            .get()
            .into_iter()
            .map(|warning| view! { <li>{warning}</li> })
            .collect_view()
    };
    view! {
        <Show when=move || warnings.with(|warnings| !warnings.is_empty())>
            <ul class="warnings">{items}</ul>
        </Show>
    }
}

/// One more objective.
#[component]
fn Add() -> impl IntoView {
    let workspace = workspace();
    let options = move || {
        let option = |measure: MeasureId| view! { <option value=measure.key()>{measure.label()}</option> };
        measures(workspace, None).into_iter().map(option).collect_view()
    };
    let add = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let select = event.target();
        if let Some(measure) = MeasureId::from_key(&select.value()) {
            change(workspace, None, |list| {
                list.push(Objective {
                    name: measure.label().to_owned(),
                    measure: measure.key().to_owned(),
                    less_is_better: measure.direction() == Direction::Down,
                    weight: NEW_WEIGHT,
                });
            });
        }
        select.set_value("");
    };
    view! {
        <p class="line">
            <label>
                "Add an objective "
                <select class="objective-reads" on:change:target=add><option value="">"that reads …"</option>{options}</select>
            </label>
        </p>
    }
}
