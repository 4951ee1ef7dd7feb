//! The keyboard's way through the map.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use crate::chart::{Heading, neighbour};
use crate::session::{Message, Place, Select};

use super::state::{MapState, Scene};

/// The stage took the focus: by keyboard it stands on a point at once.
pub fn entered(state: MapState) {
    let by_keyboard = document()
        .get_element_by_id("map-stage")
        .is_some_and(|stage| stage.matches(":focus-visible").unwrap_or(false));
    if by_keyboard {
        let start = state.scene_now().and_then(|scene| start(state, &scene));
        stand_on(state, start);
    }
}

/// A key was pressed on the stage.
pub fn pressed(state: MapState, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    if handle(state, &event.key()) {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn handle(state: MapState, key: &str) -> bool {
    let Some(scene) = state.scene_now() else {
        return false;
    };
    match key {
        "ArrowUp" => step(state, &scene, Heading::Up),
        "ArrowDown" => step(state, &scene, Heading::Down),
        "ArrowLeft" => step(state, &scene, Heading::Left),
        "ArrowRight" => step(state, &scene, Heading::Right),
        "[" => walk(state, &scene, -1),
        "]" => walk(state, &scene, 1),
        "Home" => stand_on(state, scene.order().first().copied()),
        "End" => stand_on(state, scene.order().last().copied()),
        "+" | "=" => zoom(state, 0.8),
        "-" | "−" => zoom(state, 1.25),
        "0" => state.look(|_| crate::report::Window::ALL),
        " " => toggle(state),
        "Enter" => open(state),
        "Escape" => leave(state),
        _ => return false,
    }
    true
}

/// Zooms around the point in focus, or the middle.
fn zoom(state: MapState, factor: f64) {
    let at = state.focused.get_untracked().and_then(|index| {
        let scene = state.scene_now()?;
        let point = scene.point(index)?;
        Some((point.x?.place, point.y?.place))
    });
    state.look(|window| {
        let middle = (
            (window.left + window.right) / 2.0,
            (window.bottom + window.top) / 2.0,
        );
        let (across, up) = at.unwrap_or(middle);
        window.zoomed(factor, across, up)
    });
}

fn step(state: MapState, scene: &Scene, heading: Heading) {
    let next = match state.focused.get_untracked() {
        Some(from) => neighbour(&scene.layout, from, heading).or(Some(from)),
        None => start(state, scene),
    };
    stand_on(state, next);
}

fn walk(state: MapState, scene: &Scene, by: isize) {
    let order = scene.order();
    let here = state
        .focused
        .get_untracked()
        .and_then(|index| order.iter().position(|&other| other == index));
    let next = match here {
        Some(place) => place
            .checked_add_signed(by)
            .filter(|&next| next < order.len())
            .or(Some(place)),
        None => Some(0),
    };
    stand_on(state, next.and_then(|place| order.get(place).copied()));
}

/// The selected account in focus, else the first in reading order.
fn start(state: MapState, scene: &Scene) -> Option<usize> {
    let order = scene.order();
    let selected = state.selected.with_untracked(|rows| rows.first().copied());
    let selected = selected
        .and_then(|row| scene.index_of(row))
        .filter(|index| order.contains(index));
    selected.or_else(|| order.first().copied())
}

/// Moves the focus and says where it is.
fn stand_on(state: MapState, index: Option<usize>) {
    state.focused.set(index);
    let said = index.and_then(|index| {
        let scene = state.scene_now()?;
        let words = scene.words(index)?;
        let place = scene.order().iter().position(|&other| other == index)? + 1;
        let selected = state.selected.with_untracked(|rows| rows.contains(&words.row));
        let selected = if selected { " Selected." } else { "" };
        Some(format!(
            "{}{selected} {place} of {}.",
            words.spoken(&scene.report),
            scene.order().len()
        ))
    });
    if let Some(said) = said {
        state.said.set(said);
    }
}

fn toggle(state: MapState) {
    let Some((index, account)) = state
        .focused
        .get_untracked()
        .and_then(|index| Some((index, state.account(index)?)))
    else {
        return;
    };
    state.workspace.send(Message::Selected(Select::Toggle(account)));
    stand_on(state, Some(index));
}

fn open(state: MapState) {
    if let Some(account) = state
        .focused
        .get_untracked()
        .and_then(|index| state.account(index))
    {
        state.workspace.send(Message::Went(Place::Account(account)));
    }
}

/// Leaves the map for the buttons above it.
fn leave(state: MapState) {
    state.focused.set(None);
    let button = document().get_element_by_id("map-tool-move");
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Refused only when the button is not in the page.
        let _ = button.focus();
    }
}
