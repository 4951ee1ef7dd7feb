//! The table by mouse and by touch.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, PointerEvent};

use crate::report::table::ColumnId;
use crate::session::{Message, Select};
use crate::ui::explain::explain;

use super::accounts_sheet::{Sheet, Spot};

fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn spot_of(element: &Element) -> Option<Spot> {
    let cell = element.closest(".sheet-cell, .sheet-check").ok().flatten()?;
    Spot::from_id(&cell.id())
}

fn is_in(element: &Element, selector: &str) -> bool {
    element.closest(selector).ok().flatten().is_some()
}

/// The pointer went down: the cell gets the focus, with Shift the block reaches there.
pub fn pressed(sheet: Sheet, event: &PointerEvent) {
    let Some((element, spot)) =
        element(event).and_then(|element| spot_of(&element).map(|spot| (element, spot)))
    else {
        return;
    };
    if event.button() != 0 || event.pointer_type() == "touch" || is_in(&element, ".editing, .sheet-edge") {
        return;
    }
    if !sheet.keep_edit() {
        event.prevent_default();
        return;
    }
    if is_in(&element, "a, button, input") || spot.row == 0 {
        return;
    }
    if event.shift_key() {
        event.prevent_default();
        sheet.extend_to(spot);
    } else {
        sheet.go(spot);
    }
}

/// The pointer came over a cell: while the button is down the block reaches there.
pub fn pointer_entered(sheet: Sheet, event: &PointerEvent) {
    let is_dragging = event.buttons() == 1
        && event.pointer_type() != "touch"
        && sheet.editing.with_untracked(Option::is_none)
        && sheet.dragged.with_untracked(Option::is_none);
    if !is_dragging || sheet.spot().row == 0 {
        return;
    }
    if let Some(spot) = element(event).and_then(|element| spot_of(&element)) {
        sheet.extend_to(spot);
    }
}

/// A click: check boxes, numbers to explain, headers to sort by; a second tap on a cell writes in it.
pub fn clicked(sheet: Sheet, event: &MouseEvent) {
    let Some((element, spot)) =
        element(event).and_then(|element| spot_of(&element).map(|spot| (element, spot)))
    else {
        return;
    };
    if is_in(&element, ".editing, .sheet-edge, a") {
        return;
    }
    if is_in(&element, "[data-menu]") {
        if let Some(column) = sheet.column(spot.column) {
            sheet.open_menu(column);
        }
    } else if spot.row == 0 && spot.column > 0 {
        sheet.wants_focus.set_value(true);
        sheet.active.set(spot);
        if let Some(column) = sheet.column(spot.column) {
            sheet.sort_next(&column);
        }
    } else if is_in(&element, "input[type=checkbox]") {
        check(sheet, spot, event.shift_key());
    } else if is_in(&element, "[data-explain]") {
        sheet.go(spot);
        explain_at(sheet, spot);
    } else if was_touched(event) && sheet.keep_edit() {
        tapped(sheet, spot);
    }
}

fn was_touched(event: &MouseEvent) -> bool {
    event
        .dyn_ref::<PointerEvent>()
        .is_some_and(|event| event.pointer_type() == "touch")
}

fn tapped(sheet: Sheet, spot: Spot) {
    let is_second = sheet.spot() == spot;
    sheet.go(spot);
    if is_second
        && sheet
            .column(spot.column)
            .is_some_and(|column| column.is_editable())
    {
        sheet.edit_active();
    }
}

/// A double click writes in a cell.
pub fn double_clicked(sheet: Sheet, event: &MouseEvent) {
    let Some((element, spot)) =
        element(event).and_then(|element| spot_of(&element).map(|spot| (element, spot)))
    else {
        return;
    };
    if spot.row > 0 && !is_in(&element, "a, button, input, .editing, .sheet-edge") {
        sheet.edit_or_explain(spot);
    }
}

fn explain_at(sheet: Sheet, spot: Spot) {
    let account = spot
        .row
        .checked_sub(1)
        .and_then(|position| sheet.account_at(position));
    if let (Some(ColumnId::Measure(measure)), Some(account)) = (sheet.column(spot.column), account) {
        explain(sheet.workspace, measure, account);
    }
}

/// A check box was clicked; with Shift all from the cell in focus to it are selected.
fn check(sheet: Sheet, spot: Spot, with_shift: bool) {
    let from = sheet.spot();
    if with_shift && from.row > 0 && spot.row > 0 {
        let accounts = sheet.accounts(from.row.min(spot.row) - 1..from.row.max(spot.row));
        sheet.workspace.send(Message::Selected(Select::Also(accounts)));
    } else {
        sheet.toggle_row(spot.row);
    }
    sheet.go(spot);
}
