//! Writing in a cell: Enter and Tab keep, Esc drops, a refused text stays and says why.

use leptos::html::{Input, Select};
use leptos::prelude::*;

use crate::portfolio::{Field, FieldKind};
use crate::report::table::{ColumnId, choices, editing_text};
use crate::session::{EDITED_ELSEWHERE, Message, written};

use super::accounts_grid::focus_active;
use super::accounts_sheet::{Block, Editing, Sheet, Spot};
use crate::slices::at_once;

const REFUSAL: &str = "cell-refusal";
const SUGGESTIONS: &str = "cell-suggestions";

impl Sheet {
    /// Begins to write in the cell in focus, with what stands there.
    pub fn edit_active(self) {
        self.edit(None);
    }

    /// Begins to write in the cell in focus, with a first letter instead of what stands there.
    pub fn edit_with(self, letter: &str) {
        self.edit(Some(letter));
    }

    fn edit(self, letter: Option<&str>) {
        let spot = self.spot();
        let Some((position, column)) = spot.row.checked_sub(1).zip(self.column(spot.column)) else {
            return;
        };
        let Some(account) = self.account_at(position) else {
            return;
        };
        let Some(field) = column.field().filter(|_| column.is_editable()) else {
            self.spoken
                .set(format!("{}.", crate::session::cannot_change(&column)));
            self.refusals
                .set(vec![format!("{}.", crate::session::cannot_change(&column))]);
            return;
        };
        self.reach.set(None);
        self.refusal.set(None);
        self.draft.set_value(self.first_draft(&account, field, letter));
        self.editing.set(Some(Editing {
            spot,
            account,
            column,
        }));
    }

    fn first_draft(
        self,
        account: &crate::portfolio::AccountId,
        field: Field,
        letter: Option<&str>,
    ) -> String {
        match (field.kind(), letter) {
            (FieldKind::Choice(words), Some(letter)) => {
                let begins = |word: &&&str| word.starts_with(&letter.to_lowercase());
                words
                    .iter()
                    .find(begins)
                    .map(|word| (*word).to_owned())
                    .unwrap_or_default()
            }
            (_, Some(letter)) => letter.to_owned(),
            (_, None) => {
                let document = self.workspace.document.read_untracked();
                let account = document.portfolio.account(account);
                account.map_or_else(String::new, |account| {
                    editing_text(account, field, &self.workspace.style.read_untracked())
                })
            }
        }
    }

    /// Keeps what was written. False where it was refused: the text stays and the sentence stands beside it.
    pub fn keep_edit(self) -> bool {
        let Some(editing) = self.editing.get_untracked() else {
            return true;
        };
        let (position, place) = (editing.spot.row - 1, editing.spot.column - 1);
        if self.account_at(position).as_ref() != Some(&editing.account) {
            self.drop_edit();
            return true;
        }
        let block = Block {
            rows: (position, position + 1),
            across: (place, place + 1),
        };
        let text = self.draft.get_value();
        let is_elsewhere = self
            .workspace
            .keeping
            .with_untracked(|keeping| keeping.is_read_only);
        match self.with_block(block, |block| written(block, &text)) {
            Ok(Some(_)) if is_elsewhere => {
                self.refusal.set(Some(EDITED_ELSEWHERE.to_owned()));
                false
            }
            Ok(edit) => {
                self.drop_edit();
                let gesture = self
                    .added
                    .get_value()
                    .filter(|(account, _)| *account == editing.account);
                self.added.set_value(None);
                if let Some(edit) = edit {
                    self.workspace
                        .send(Message::Edited(edit, gesture.map(|(_, gesture)| gesture)));
                }
                true
            }
            Err(refusal) => {
                self.refusal.set(Some(refusal));
                false
            }
        }
    }

    /// The focus left the cell: what was written is kept, or stays there with its refusal.
    fn keep_on_leaving(self) {
        self.keep_edit();
    }

    /// Forgets what was written.
    pub fn drop_edit(self) {
        self.refusal.set(None);
        self.editing.set(None);
    }

    /// Keeps what was written and goes on to the cell that many rows and columns away.
    fn keep_and_go(self, down: isize, right: isize) {
        let spot = self.spot();
        if !self.keep_edit() {
            return;
        }
        let row = spot.row.saturating_add_signed(down).max(1);
        let column = spot.column.saturating_add_signed(right).max(1);
        self.go(Spot { row, column });
        // Before the control goes: the page takes longer over one that has the keyboard.
        focus_active(self);
    }

    fn key_in_editor(self, event: &web_sys::KeyboardEvent) {
        // The table must not take keys that belong to the text.
        event.stop_propagation();
        if event.is_composing() {
            return;
        }
        match (event.key().as_str(), event.shift_key()) {
            ("Enter", false) => self.keep_and_go(1, 0),
            ("Enter", true) => self.keep_and_go(-1, 0),
            ("Tab", false) => self.keep_and_go(0, 1),
            ("Tab", true) => self.keep_and_go(0, -1),
            ("Escape", _) => {
                let spot = self.spot();
                self.added.set_value(None);
                self.drop_edit();
                self.go(spot);
            }
            _ => return,
        }
        event.prevent_default();
    }
}

/// The control in the cell being written in.
#[component]
pub fn Editor(sheet: Sheet) -> impl IntoView {
    let column = sheet
        .editing
        .with_untracked(|editing| editing.as_ref().map(|editing| editing.column.clone()));
    let field = column.as_ref().and_then(ColumnId::field);
    let control = match (column, field.map(Field::kind)) {
        (Some(column), Some(FieldKind::Choice(words))) => {
            view! { <Choice sheet label=column.label().to_owned() words may_be_empty=field != Some(Field::Kind) /> }.into_any()
        }
        (Some(column), Some(kind)) => {
            view! { <Text sheet column is_number=!matches!(kind, FieldKind::Text | FieldKind::Tags | FieldKind::Day) /> }.into_any()
        }
        _ => ().into_any(),
    };
    let (leftwards, upwards) = side(sheet);
    view! {
        {control}
        <span
            id=REFUSAL
            class="cell-refusal"
            class:leftwards=leftwards
            class:upwards=upwards
            role="alert"
        >{move || sheet.refusal.get()}</span>
    }
}

/// Whether a sentence beside the cell must go to the left and above it to stay in the table.
fn side(sheet: Sheet) -> (bool, bool) {
    let cell = sheet.element(sheet.spot());
    let Some((cell, table)) = cell.zip(sheet.scroller.get_untracked()) else {
        return (false, false);
    };
    let (cell, table) = (cell.get_bounding_client_rect(), table.get_bounding_client_rect());
    let is_right = cell.left() > (table.left() + table.right()) / 2.0;
    let is_low = cell.top() > table.top() + (table.bottom() - table.top()) * 0.7;
    (is_right, is_low)
}

#[component]
fn Text(sheet: Sheet, column: ColumnId, is_number: bool) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let starts_afresh = sheet.draft.with_value(|draft| draft.chars().count() == 1);
    input.on_load(move |input| {
        // The cell is in the page, or this would not run.
        let _ = input.focus();
        if !starts_afresh {
            input.select();
        }
    });
    let options = untrack(|| {
        at_once(choices(
            &sheet.workspace.document.read(),
            &sheet.zones.read(),
            &column,
        ))
    })
    .unwrap_or_default();
    let has_options = !options.is_empty();
    let options = options
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, _)| view! { <option value=text></option> })
        .collect_view();
    view! {
        <input
            type="text"
            class:number=is_number
            node_ref=input
            aria-label=column.label().to_owned()
            aria-describedby=REFUSAL
            aria-invalid=move || sheet.refusal.with(Option::is_some).then_some("true")
            autocomplete="off"
            list=has_options.then_some(SUGGESTIONS)
            prop:value=sheet.draft.get_value()
            on:input:target=move |event| sheet.draft.set_value(event.target().value())
            on:keydown=move |event| sheet.key_in_editor(&event)
            on:blur=move |_| sheet.keep_on_leaving()
        />
        {has_options.then(|| view! { <datalist id=SUGGESTIONS>{options}</datalist> })}
    }
}

#[component]
fn Choice(sheet: Sheet, label: String, words: &'static [&'static str], may_be_empty: bool) -> impl IntoView {
    let select = NodeRef::<Select>::new();
    select.on_load(|select| {
        // The cell is in the page, or this would not run.
        let _ = select.focus();
    });
    let draft = sheet.draft.get_value();
    let empty = may_be_empty.then(|| view! { <option value="" selected=draft.is_empty()>"–"</option> });
    let options = words
        .iter()
        .map(|word| view! { <option value=*word selected=*word == draft>{*word}</option> })
        .collect_view();
    view! {
        <select
            node_ref=select
            aria-label=label
            aria-describedby=REFUSAL
            on:change:target=move |event| sheet.draft.set_value(event.target().value())
            on:keydown=move |event| sheet.key_in_editor(&event)
            on:blur=move |_| sheet.keep_on_leaving()
        >
            {empty}
            {options}
        </select>
    }
}
