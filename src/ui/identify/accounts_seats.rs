//! The row elements of the table: which row each shows, and the order in which they are read.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use web_sys::Element;

use crate::report::table::{Seat, seats};

use super::accounts_sheet::Sheet;

/// How long after the last scrolling the table rests.
const AT_REST: Duration = Duration::from_millis(150);

/// The row elements and the position of the row in each.
pub fn seated(sheet: Sheet) -> Memo<Vec<Seat>> {
    let n_rows = move || sheet.order.with(|(_, order)| order.rows.len());
    // The row in focus stays in the page however far it is scrolled away.
    let active = Memo::new(move |_| sheet.active.get().row.min(n_rows()).checked_sub(1));
    Memo::new(move |before: Option<&Vec<Seat>>| {
        let ((first, last), n_rows) = (sheet.window.get(), n_rows());
        let mut wanted: Vec<usize> = (first.min(n_rows)..last.min(n_rows)).collect();
        if let Some(active) = active.get().filter(|active| !(first..last).contains(active)) {
            wanted.push(active);
            wanted.sort_unstable();
        }
        seats(before.map_or(&[][..], Vec::as_slice), &wanted)
    })
}

/// The position a row element shows; the last one while the element is on its way out.
pub fn position_of(seated: Memo<Vec<Seat>>, number: usize) -> Memo<usize> {
    Memo::new(move |before: Option<&usize>| {
        let now = seated.with(|seated| {
            let place = seated.binary_search_by_key(&number, |seat| seat.number);
            place.ok().map(|place| seated[place].position)
        });
        now.or(before.copied()).unwrap_or_default()
    })
}

/// Row elements are given to other rows while the table scrolls; once it rests they stand in the order in which
/// they are read.
pub fn put_in_reading_order(sheet: Sheet, seated: Memo<Vec<Seat>>) {
    let timer = StoredValue::new_local(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    Effect::new(move |_| {
        seated.track();
        stop();
        let resting = set_timeout_with_handle(move || order_elements(sheet), AT_REST);
        // Without a timer the rows are read in the order of their elements; their numbers stay right.
        timer.set_value(resting.ok());
    });
    on_cleanup(stop);
}

/// Moves row elements to where their rows are read. The one with the focus is not moved: it would lose it.
pub fn order_elements(sheet: Sheet) {
    let Some(body) = sheet
        .scroller
        .try_get_untracked()
        .flatten()
        .and_then(|scroller| scroller.query_selector(".sheet-body").ok().flatten())
    else {
        return;
    };
    let rows = body.children();
    let index = |row: &Element| row.get_attribute("aria-rowindex")?.parse::<usize>().ok();
    let mut rows: Vec<(usize, Element)> = (0..rows.length())
        .filter_map(|at| rows.item(at))
        .filter_map(|row| Some((index(&row)?, row)))
        .collect();
    rows.sort_unstable_by_key(|(index, _)| *index);
    let focused = document().active_element();
    let has_focus = |row: &Element| row.contains(focused.as_deref());
    let anchor = rows
        .iter()
        .position(|(_, row)| has_focus(row))
        .unwrap_or_default();
    for pair in rows.get(anchor..).unwrap_or_default().windows(2) {
        if pair[0].1.next_element_sibling().as_ref() != Some(&pair[1].1) {
            // A row element that stands in the table may stand elsewhere in it.
            let _ = pair[0].1.after_with_node_1(&pair[1].1);
        }
    }
    for pair in rows.get(..=anchor).unwrap_or_default().windows(2).rev() {
        if pair[1].1.previous_element_sibling().as_ref() != Some(&pair[0].1) {
            let _ = pair[1].1.before_with_node_1(&pair[0].1);
        }
    }
}
