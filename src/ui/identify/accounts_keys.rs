//! The table by keyboard alone.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::session::{Edit, Message, Place, Select, cleared};
use crate::ui::explain::explain;

use super::accounts_sheet::{Sheet, Spot};

/// A key was pressed in the table, outside a cell being written in.
pub fn key_pressed(sheet: Sheet, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() || sheet.editing.with_untracked(Option::is_some) {
        return;
    }
    let key = event.key();
    let is_handled = move_key(sheet, event, &key)
        || header_key(sheet, event, &key)
        || command_key(sheet, event, &key)
        || cell_key(sheet, event, &key);
    if is_handled {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn has_command(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

fn move_key(sheet: Sheet, event: &KeyboardEvent, key: &str) -> bool {
    if event.alt_key() {
        return false;
    }
    let from = match sheet.reach.get_untracked() {
        Some(reach) if event.shift_key() => reach,
        _ => sheet.spot(),
    };
    let (last_row, last_column) = (sheet.n_rows(), sheet.n_columns() - 1);
    let page = sheet.rows_in_view();
    let Spot { row, column } = from;
    let to = match (key, has_command(event)) {
        ("ArrowDown", false) => Spot { row: row + 1, column },
        ("ArrowUp", false) => Spot {
            row: row.saturating_sub(1),
            column,
        },
        ("ArrowRight", false) => Spot {
            row,
            column: column + 1,
        },
        ("ArrowLeft", false) => Spot {
            row,
            column: column.saturating_sub(1),
        },
        ("ArrowDown", true) => Spot {
            row: last_row,
            column,
        },
        ("ArrowUp", true) => Spot {
            row: if row > 1 { 1 } else { 0 },
            column,
        },
        ("ArrowRight", true) => Spot {
            row,
            column: last_column,
        },
        ("ArrowLeft", true) => Spot { row, column: 1 },
        ("PageDown", false) => Spot {
            row: row + page,
            column,
        },
        ("PageUp", false) => Spot {
            row: row.saturating_sub(page).max(1),
            column,
        },
        ("Home", false) => Spot { row, column: 1 },
        ("End", false) => Spot {
            row,
            column: last_column,
        },
        ("Home", true) => Spot { row: 1, column: 1 },
        ("End", true) => Spot {
            row: last_row,
            column: last_column,
        },
        _ => return false,
    };
    if event.shift_key() && from.row > 0 && from.column > 0 {
        sheet.extend_to(to);
    } else {
        sheet.go(to);
    }
    if key == "Home"
        && let Some(scroller) = sheet.scroller.get_untracked()
    {
        scroller.set_scroll_left(0);
    }
    true
}

fn header_key(sheet: Sheet, event: &KeyboardEvent, key: &str) -> bool {
    let spot = sheet.spot();
    let opens_menu = matches!(
        (key, event.alt_key(), event.shift_key()),
        ("ArrowDown", true, _) | ("ContextMenu", _, _) | ("F10", _, true)
    );
    if opens_menu && let Some(column) = sheet.column(spot.column) {
        sheet.open_menu(column);
        return true;
    }
    if spot.row > 0 {
        return false;
    }
    let column = sheet.column(spot.column);
    match (key, column) {
        ("Enter" | " ", Some(column)) => sheet.sort_next(&column),
        ("Enter" | " ", None) => sheet.select_all_or_none(),
        ("ArrowRight", Some(column)) if event.alt_key() => sheet.widen(&column, 16),
        ("ArrowLeft", Some(column)) if event.alt_key() => sheet.widen(&column, -16),
        _ => return false,
    }
    true
}

fn command_key(sheet: Sheet, event: &KeyboardEvent, key: &str) -> bool {
    let spot = sheet.spot();
    let (last_row, last_column) = (sheet.n_rows(), sheet.n_columns() - 1);
    if spot.row == 0 {
        return false;
    }
    match (key, has_command(event), event.shift_key()) {
        ("a" | "A", true, _) => sheet.mark((1, 1), (last_row, last_column)),
        (" ", true, _) => sheet.mark((1, spot.column.max(1)), (last_row, spot.column.max(1))),
        (" ", false, true) => sheet.mark((spot.row, 1), (spot.row, last_column)),
        ("Enter", true, _) => sheet.open_account(spot.row),
        _ => return false,
    }
    true
}

fn cell_key(sheet: Sheet, event: &KeyboardEvent, key: &str) -> bool {
    let spot = sheet.spot();
    let is_plain = !has_command(event) && !event.alt_key();
    match key {
        " " if is_plain => sheet.toggle_row(spot.row),
        "Enter" | "F2" if spot.column == 0 => sheet.toggle_row(spot.row),
        "Enter" | "F2" if is_plain => sheet.edit_or_explain(spot),
        "Delete" | "Backspace" if is_plain => sheet.clear_block(),
        "Escape" if sheet.reach.get_untracked().is_some() => sheet.reach.set(None),
        // Letters of other writing systems begin with a key that only starts a composition.
        "Process" | "Dead" if spot.column > 0 => {
            sheet.edit_with("");
            return false;
        }
        letter if is_plain && letter.chars().count() == 1 && spot.column > 0 => sheet.edit_with(letter),
        _ => return false,
    }
    true
}

impl Sheet {
    fn rows_in_view(self) -> usize {
        let Some(scroller) = self.scroller.get_untracked() else {
            return 10;
        };
        let rows = f64::from(scroller.client_height()) / self.row_height.get_untracked();
        (rows as usize).saturating_sub(2).max(1)
    }

    /// Marks the block between two corners; the focus stays where it is, or goes to the first.
    fn mark(self, first: (usize, usize), last: (usize, usize)) {
        let scroll = self
            .scroller
            .get_untracked()
            .map(|scroller| (scroller.scroll_top(), scroller.scroll_left()));
        self.go(Spot {
            row: first.0,
            column: first.1,
        });
        self.extend_to(Spot {
            row: last.0,
            column: last.1,
        });
        if let Some((scroller, (top, left))) = self.scroller.get_untracked().zip(scroll) {
            scroller.set_scroll_top(top);
            scroller.set_scroll_left(left);
        }
        self.wants_focus.set_value(true);
    }

    /// Begins to write, or shows how a worked-out number came about.
    pub fn edit_or_explain(self, spot: Spot) {
        let account = spot
            .row
            .checked_sub(1)
            .and_then(|position| self.account_at(position));
        match (self.column(spot.column), account) {
            (Some(crate::report::table::ColumnId::Measure(measure)), Some(account)) => {
                explain(self.workspace, measure, account);
            }
            (Some(crate::report::table::ColumnId::Zone), Some(_)) => self.open_account(spot.row),
            (Some(_), Some(_)) => self.edit_active(),
            _ => {}
        }
    }

    /// Opens both sides of the account in `row`.
    pub fn open_account(self, row: usize) {
        if let Some(account) = row.checked_sub(1).and_then(|position| self.account_at(position)) {
            self.workspace.send(Message::Went(Place::Account(account)));
        }
    }

    /// Selects the account in `row`, or leaves it out.
    pub fn toggle_row(self, row: usize) {
        match row.checked_sub(1) {
            None => self.select_all_or_none(),
            Some(position) => {
                if let Some(account) = self.account_at(position) {
                    self.workspace.send(Message::Selected(Select::Toggle(account)));
                }
            }
        }
    }

    /// Selects every account of the table, or none when they all are.
    pub fn select_all_or_none(self) {
        let shown = self.accounts(0..self.n_rows());
        let all_selected = self
            .workspace
            .selection
            .with_untracked(|selection| shown.iter().all(|account| selection.accounts.contains(account)));
        let change = if all_selected {
            Select::These(Vec::new())
        } else {
            Select::These(shown)
        };
        self.workspace.send(Message::Selected(change));
    }

    /// Makes the cells of the block unknown.
    fn clear_block(self) {
        let Some(block) = self.block() else {
            return;
        };
        let cleared = self.with_block(block, cleared);
        let n_cells = match &cleared.edit {
            Some(Edit::CellsWritten(cells)) => cells.len(),
            _ => 0,
        };
        if let Some(edit) = cleared.edit {
            self.workspace.send(Message::Edited(edit, None));
            self.spoken.set(format!("{n_cells} cells cleared"));
        }
        self.refusals.set(if n_cells == 0 {
            cleared.refusals
        } else {
            Vec::new()
        });
    }
}
