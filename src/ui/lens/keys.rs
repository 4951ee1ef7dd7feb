//! The keyboard's way through a picture.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, KeyboardEvent};

use crate::chart::Heading;

use super::picture::Board;

/// The stage took the focus: by keyboard it stands on a target at once.
pub fn entered(board: Board, event: &FocusEvent) {
    let stage = event
        .current_target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if stage.is_some_and(|stage| stage.matches(":focus-visible").unwrap_or(false)) {
        stand_on(
            board,
            board.now().and_then(|plate| plate.order().first().copied()),
        );
    }
}

/// A key was pressed on the stage.
pub fn pressed(board: Board, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    if handle(board, event) {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn handle(board: Board, event: &KeyboardEvent) -> bool {
    match event.key().as_str() {
        "ArrowUp" => step(board, Heading::Up),
        "ArrowDown" => step(board, Heading::Down),
        "ArrowLeft" => step(board, Heading::Left),
        "ArrowRight" => step(board, Heading::Right),
        "[" => walk(board, -1),
        "]" => walk(board, 1),
        "Home" => walk(board, isize::MIN),
        "End" => walk(board, isize::MAX),
        " " => on_focused(board, |index| {
            board.pick(index, true);
            stand_on(board, Some(index));
        }),
        "Enter" => on_focused(board, |index| board.open(index)),
        "Escape" => leave(board, event),
        _ => return false,
    }
    true
}

fn on_focused(board: Board, act: impl FnOnce(usize)) {
    if let Some(index) = board.focused.get_untracked() {
        act(index);
    }
}

fn step(board: Board, heading: Heading) {
    let Some(plate) = board.now() else { return };
    let next = match board.focused.get_untracked() {
        Some(from) => plate.next(from, heading).or(Some(from)),
        None => plate.order().first().copied(),
    };
    stand_on(board, next);
}

fn walk(board: Board, by: isize) {
    let Some(plate) = board.now() else { return };
    let order = plate.order();
    let here = board.focused.get_untracked();
    let here = here.and_then(|index| order.iter().position(|&other| other == index));
    let last = order.len().saturating_sub(1);
    let next = here.map_or(0, |place| place.saturating_add_signed(by).min(last));
    stand_on(board, order.get(next).copied());
}

/// Moves the focus and says where it is.
fn stand_on(board: Board, index: Option<usize>) {
    board.focused.set(index);
    let said = index.and_then(|index| {
        let plate = board.now()?;
        let target = plate.targets.get(index)?;
        let place = plate.order().iter().position(|&other| other == index)? + 1;
        let mut said = format!("{}.", target.name);
        for line in &target.lines {
            said.push_str(&format!(" {line}."));
        }
        if board.is_selected(index) {
            said.push_str(" Selected.");
        }
        said.push_str(&format!(" {place} of {}.", plate.targets.len()));
        Some(said)
    });
    if let Some(said) = said {
        board.said.set(said);
    }
}

/// Leaves the picture: the stage is no stop of its own any more until it is entered again.
fn leave(board: Board, event: &KeyboardEvent) {
    board.focused.set(None);
    let stage = event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
    // Refused only when the stage is no longer in the page.
    let _ = stage.map(|stage| stage.blur());
}
