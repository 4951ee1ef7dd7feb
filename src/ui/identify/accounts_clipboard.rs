//! Blocks to and from a spreadsheet.

use leptos::prelude::*;
use web_sys::ClipboardEvent;

use crate::platform::clock;
use crate::portfolio::AccountId;
use crate::report::table::{ColumnId, CopiedBlock, copied};
use crate::session::{Message, pasted};

use super::accounts_sheet::{Sheet, Spot};

/// Puts the block on the clipboard as a spreadsheet takes it.
pub fn copy(sheet: Sheet, event: &ClipboardEvent) {
    let Some(block) = sheet
        .block()
        .filter(|_| sheet.editing.with_untracked(Option::is_none))
    else {
        return;
    };
    let workspace = sheet.workspace;
    let columns: Vec<ColumnId> = sheet
        .columns
        .with_untracked(|columns| columns.iter().map(|column| column.id.clone()).collect());
    let range = CopiedBlock {
        rows: block.rows.0..block.rows.1,
        columns: block.across.0..block.across.1,
    };
    let text = sheet.order.with_untracked(|(_, order)| {
        copied(
            &workspace.document.read_untracked(),
            &workspace.valuation.read_untracked().output,
            order,
            &columns,
            &workspace.style.read_untracked(),
            &range,
        )
    });
    // Without clipboard data the browser keeps what it had; nothing else can be done in this event.
    if event
        .clipboard_data()
        .is_some_and(|data| data.set_data("text/plain", &text).is_ok())
    {
        event.prevent_default();
        event.stop_propagation();
        let (down, across) = (range.rows.len(), range.columns.len());
        sheet.spoken.set(format!("{down} by {across} cells copied"));
    }
}

/// Writes a block from the clipboard into the table, beginning at the first cell of the block.
pub fn paste(sheet: Sheet, event: &ClipboardEvent) {
    if sheet.editing.with_untracked(Option::is_some) {
        // The text belongs to the cell being written in, and to nobody else on the page.
        event.stop_propagation();
        return;
    }
    let text = event
        .clipboard_data()
        .and_then(|data| data.get_data("text/plain").ok());
    let (Some(block), Some(text)) = (sheet.block(), text) else {
        return;
    };
    event.prevent_default();
    event.stop_propagation();
    let mut new_id = || AccountId::new(&clock::new_id("account"));
    let done = sheet.with_block(block, |block| pasted(block, &text, &mut new_id));
    if let Some(edit) = done.edit {
        sheet.workspace.send(Message::Edited(edit, None));
        sheet.go(Spot {
            row: done.rows.0 + 1,
            column: done.across.0 + 1,
        });
        sheet.extend_to(Spot {
            row: done.rows.1,
            column: done.across.1,
        });
        let added = match done.n_added {
            0 => String::new(),
            1 => ", 1 account added".to_owned(),
            n_added => format!(", {n_added} accounts added"),
        };
        let (down, across) = (done.rows.1 - done.rows.0, done.across.1 - done.across.0);
        sheet
            .spoken
            .set(format!("{down} by {across} cells pasted{added}"));
    }
    sheet.refusals.set(done.refusals);
    // The table grows, and what was refused takes room above it, before the block is in view.
    let last = Spot {
        row: done.rows.1,
        column: done.across.0 + 1,
    };
    request_animation_frame(move || sheet.scroll_to(last));
}
