//! The grid itself: what scrolls, the header, and the rows in view.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlElement;

use crate::report::table::{ColumnReport, NARROWEST};

use super::accounts_clipboard::{copy, paste};
use super::accounts_header::Header;
use super::accounts_keys::key_pressed;
use super::accounts_pointer::{clicked, double_clicked, pointer_entered, pressed};
use super::accounts_row::{EXPLAINS, Row};
use super::accounts_seats::{order_elements, position_of, put_in_reading_order, seated};
use super::accounts_sheet::{CHECK_WIDTH, Sheet, Spot};

/// Rows drawn above and below those in view, so that scrolling meets no gap.
const SPARE: usize = 5;
/// Rows drawn for print; more would keep a printer busy for an afternoon.
const PRINTED: usize = 5_000;
/// The most of a narrow screen the column of names takes.
const NAME_SHARE: f64 = 0.42;

/// The table of accounts.
#[component]
pub fn AccountsGrid(sheet: Sheet) -> impl IntoView {
    let n_rows = move || sheet.order.with(|(_, order)| order.rows.len());
    let seated = seated(sheet);
    let track = move || sheet.columns.with(|columns| template(sheet, columns));
    let height = move || format!("{}px", n_rows() as f64 * sheet.row_height.get());
    keep_focus(sheet);
    measure_when_shown(sheet);
    draw_all_for_print(sheet);
    put_in_reading_order(sheet, seated);
    view! {
        <div
            class="sheet"
            class:aside=move || sheet.is_aside.get()
            node_ref=sheet.scroller
            on:scroll=move |_| sheet.see()
        >
            <div
                class="sheet-grid"
                role="grid"
                aria-label="Accounts"
                aria-multiselectable="true"
                aria-rowcount=move || n_rows() + 1
                aria-colcount=move || sheet.columns.with(Vec::len) + 1
                style:--columns=track
                on:keydown=move |event| key_pressed(sheet, &event)
                on:pointerdown=move |event| pressed(sheet, &event)
                on:pointerover=move |event| pointer_entered(sheet, &event)
                on:click=move |event| clicked(sheet, &event)
                on:dblclick=move |event| double_clicked(sheet, &event)
                on:focusin=move |_| sheet.had_focus.set_value(true)
                on:focusout=move |event| focus_left(sheet, &event)
                on:copy=move |event| copy(sheet, &event)
                on:paste=move |event| paste(sheet, &event)
            >
                <Header sheet />
                <div class="sheet-body" role="rowgroup" style:height=height>
                    <For each=move || seated.get() key=|seat| seat.number let(seat)>
                        <Row sheet position=position_of(seated, seat.number) />
                    </For>
                </div>
            </div>
        </div>
        <span id=EXPLAINS hidden>"Explain this number"</span>
        <Show when=move || n_rows() == 0>
            <p class="sheet-empty">"No account passes the filters."</p>
        </Show>
    }
}

/// Widths of all columns for the style sheet.
fn template(sheet: Sheet, columns: &[ColumnReport]) -> String {
    let mut template = format!("{CHECK_WIDTH}px");
    for place in 0..columns.len() {
        template.push_str(&format!(" {}px", sheet.shown_width(columns, place)));
    }
    template
}

impl Sheet {
    /// Width of the column at `place` as it is drawn, in CSS pixels.
    pub fn shown_width(self, columns: &[ColumnReport], place: usize) -> f64 {
        let Some(column) = columns.get(place) else {
            return 0.0;
        };
        let dragged = self.dragged.get();
        let width = match dragged {
            Some((dragged, width)) if dragged == column.id => width,
            _ => column.width,
        };
        let most = if place == 0 {
            self.view_width.get() * NAME_SHARE
        } else {
            f64::INFINITY
        };
        f64::from(width).min(most).max(f64::from(NARROWEST))
    }

    /// Finds out which rows are in view.
    pub fn see(self) {
        let Some(scroller) = self.scroller.get_untracked() else {
            return;
        };
        let height = self.row_height.get_untracked();
        let first = (f64::from(scroller.scroll_top()) / height) as usize;
        let seen = (f64::from(scroller.client_height()) / height) as usize + 1;
        // As many everywhere, so that scrolling makes no row element and takes none out.
        let first = first.saturating_sub(SPARE);
        let window = (first, first + seen + 2 * SPARE);
        if self.window.get_untracked() != window {
            self.window.set(window);
        }
        let is_aside = scroller.scroll_left() != 0;
        if self.is_aside.get_untracked() != is_aside {
            self.is_aside.set(is_aside);
        }
        let width = f64::from(scroller.client_width());
        if self.view_width.get_untracked() != width {
            self.view_width.set(width);
        }
    }

    /// Puts the focus on `spot`, alone, and scrolls it into view.
    pub fn go(self, spot: Spot) {
        self.reach.set(None);
        let spot = Spot {
            row: spot.row.min(self.n_rows()),
            column: spot.column.min(self.n_columns() - 1),
        };
        self.wants_focus.set_value(true);
        self.scroll_to(spot);
        self.active.set(spot);
    }

    /// Extends the block from the cell in focus to `spot`.
    pub fn extend_to(self, spot: Spot) {
        let spot = Spot {
            row: spot.row.clamp(1, self.n_rows().max(1)),
            column: spot.column.clamp(1, self.n_columns() - 1),
        };
        self.reach.set(Some(spot).filter(|spot| *spot != self.spot()));
        self.scroll_to(spot);
        if let Some(block) = self.block() {
            let (down, across) = (block.rows.1 - block.rows.0, block.across.1 - block.across.0);
            self.spoken.set(format!("{down} by {across} cells selected"));
        }
    }

    /// Scrolls until `spot` is in view.
    pub fn scroll_to(self, spot: Spot) {
        let Some(scroller) = self.scroller.get_untracked() else {
            return;
        };
        if let Some(position) = spot.row.checked_sub(1) {
            let height = self.row_height.get_untracked();
            let (top, room) = (
                position as f64 * height,
                f64::from(scroller.client_height()) - height,
            );
            let now = f64::from(scroller.scroll_top());
            if top < now {
                scroller.set_scroll_top(top as i32);
            } else if top + height > now + room {
                scroller.set_scroll_top(libm::ceil(top + height - room) as i32);
            }
        }
        if spot.column > 1 {
            let widths = self.widths();
            let stuck = CHECK_WIDTH + widths.first().copied().unwrap_or_default();
            let left: f64 = CHECK_WIDTH + widths.iter().take(spot.column - 1).sum::<f64>();
            let right = left + widths.get(spot.column - 1).copied().unwrap_or_default();
            let (now, room) = (
                f64::from(scroller.scroll_left()),
                f64::from(scroller.client_width()),
            );
            if left - stuck < now {
                scroller.set_scroll_left((left - stuck) as i32);
            } else if right > now + room {
                scroller.set_scroll_left((right - room).min(left - stuck) as i32);
            }
        }
    }

    fn widths(self) -> Vec<f64> {
        untrack(|| {
            self.columns.with(|columns| {
                (0..columns.len())
                    .map(|place| self.shown_width(columns, place))
                    .collect()
            })
        })
    }

    /// The element of `spot`, when it is in the page.
    pub fn element(self, spot: Spot) -> Option<HtmlElement> {
        document().get_element_by_id(&spot.id())?.dyn_into().ok()
    }
}

impl Spot {
    /// The id of its element.
    pub fn id(self) -> String {
        format!("cell-{}-{}", self.row, self.column)
    }

    /// The cell whose element has this id.
    pub fn from_id(id: &str) -> Option<Self> {
        let (row, column) = id.strip_prefix("cell-")?.split_once('-')?;
        Some(Self {
            row: row.parse().ok()?,
            column: column.parse().ok()?,
        })
    }
}

/// Gives the keyboard to the cell in focus after the page was drawn.
///
/// Where the row in focus was taken out of the table, its neighbour gets it: nobody is left nowhere.
fn keep_focus(sheet: Sheet) {
    let n_rows = Memo::new(move |_| sheet.order.with(|(_, order)| order.rows.len()));
    Effect::new(move |before: Option<usize>| {
        let n_rows = n_rows.get();
        sheet.active.track();
        sheet.editing.track();
        let are_others = before.is_some_and(|before| before != n_rows);
        // The rows may be taken out before this runs or after it.
        request_animation_frame(move || {
            if are_others && sheet.had_focus.try_get_value() == Some(true) && is_focus_lost() {
                sheet.wants_focus.try_update_value(|wants| *wants = true);
            }
            focus_active(sheet);
        });
        focus_active(sheet);
        n_rows
    });
}

/// True where nothing on the page has the keyboard.
fn is_focus_lost() -> bool {
    document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY")
}

/// The keyboard went elsewhere on the page. Nowhere is not elsewhere: a row may just have been taken out.
fn focus_left(sheet: Sheet, event: &web_sys::FocusEvent) {
    let elsewhere = event
        .related_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if elsewhere.is_some_and(|element| element.closest(".sheet-grid").ok().flatten().is_none()) {
        sheet.had_focus.set_value(false);
    }
}

/// Gives the keyboard to the cell in focus where it is in the page, unless somebody writes in it.
pub fn focus_active(sheet: Sheet) {
    let is_editing = sheet.editing.try_get_untracked().flatten().is_some();
    if is_editing || !sheet.wants_focus.try_get_value().unwrap_or(false) {
        return;
    }
    sheet.scroll_to(sheet.spot());
    if let Some(cell) = sheet.element(sheet.spot()) {
        sheet.wants_focus.set_value(false);
        // A cell that is in the page takes the focus.
        let _ = cell.focus();
    }
}

/// Measures the rows once they are shown and whenever the table changes size.
fn measure_when_shown(sheet: Sheet) {
    let measure = move || {
        if let Some(header) = document().query_selector(".sheet-head").ok().flatten() {
            let height = header.get_bounding_client_rect().height();
            if height > 0.0 && sheet.row_height.try_get_untracked() != Some(height) {
                sheet.row_height.set(height);
            }
        }
        sheet.see();
    };
    let kept = StoredValue::new_local(None::<(web_sys::ResizeObserver, Closure<dyn Fn()>)>);
    sheet.scroller.on_load(move |scroller| {
        measure();
        let resized = Closure::<dyn Fn()>::new(measure);
        // Without the observer the table keeps the size it had when it was opened.
        if let Ok(observer) = web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&scroller);
            kept.set_value(Some((observer, resized)));
        }
    });
    on_cleanup(move || {
        kept.try_with_value(|kept| {
            if let Some((observer, _)) = kept {
                observer.disconnect();
            }
        });
    });
}

/// On paper there is nothing to scroll: all rows are drawn, in their order.
fn draw_all_for_print(sheet: Sheet) {
    let before = window_event_listener_untyped("beforeprint", move |_| {
        sheet.window.set((0, PRINTED));
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            order_elements(sheet);
        });
    });
    let after = window_event_listener_untyped("afterprint", move |_| sheet.see());
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}
