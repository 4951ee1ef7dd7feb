//! Which rows a column lets through, in the column's menu.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::portfolio::{FieldKind, read_day, read_number};
use crate::report::table::{ColumnId, Filter, Nature, choices};
use crate::session::TableChange;

use super::accounts_sheet::Sheet;
use crate::slices::at_once;

/// The filter of one column: a list of its words, a text to contain, or a range.
#[component]
pub fn ColumnFilter(sheet: Sheet, column: ColumnId) -> impl IntoView {
    let known = untrack(|| {
        at_once(choices(
            &sheet.workspace.document.read(),
            &sheet.zones.read(),
            &column,
        ))
    });
    let column = StoredValue::new(column);
    let now = move || {
        let view = sheet.workspace.table.read();
        column.with_value(|column| view.filters.get(column).cloned())
    };
    let put = move |filter: Option<Filter>| {
        sheet.change(TableChange::Filtered(column.get_value(), filter));
        sheet.speak_order();
    };
    let control = match (known, column.with_value(ColumnId::nature)) {
        (Some(words), _) => choice_list(words, now, put).into_any(),
        (None, Nature::Text) => contains(now, put).into_any(),
        (None, nature) => range(sheet, column.get_value(), nature, now, put).into_any(),
    };
    view! {
        <fieldset class="menu-filter">
            <legend>"Show only"</legend>
            {control}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || now() == Some(Filter::Unknown)
                    on:change:target=move |event| put(event.target().checked().then_some(Filter::Unknown))
                />
                "Unknown"
            </label>
            <button class="link" disabled=move || now().is_none() on:click=move |_| put(None)>"Show all"</button>
        </fieldset>
    }
}

fn choice_list(
    words: Vec<(String, usize)>,
    now: impl Fn() -> Option<Filter> + Copy + Send + Sync + 'static,
    put: impl Fn(Option<Filter>) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lines = words
        .into_iter()
        .filter(|(word, _)| !word.is_empty())
        .map(move |(word, count)| {
            let chosen = word.clone();
            let is_chosen = move || matches!(now(), Some(Filter::OneOf(words)) if words.contains(&chosen));
            let toggled = word.clone();
            let toggle = move |_| {
                let mut words = match now() {
                    Some(Filter::OneOf(words)) => words,
                    _ => BTreeSet::new(),
                };
                if !words.remove(&toggled) {
                    words.insert(toggled.clone());
                }
                put((!words.is_empty()).then_some(Filter::OneOf(words)));
            };
            view! {
                <label class="check">
                    <input type="checkbox" prop:checked=is_chosen on:change=toggle />
                    <span>{word}</span>
                    <small>{count}</small>
                </label>
            }
        });
    view! { <div class="menu-choices">{lines.collect_view()}</div> }
}

fn contains(
    now: impl Fn() -> Option<Filter> + Copy + Send + Sync + 'static,
    put: impl Fn(Option<Filter>) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let text = move || match now() {
        Some(Filter::Contains(text)) => text,
        _ => String::new(),
    };
    let write = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let text = event.target().value();
        put((!text.trim().is_empty()).then_some(Filter::Contains(text)));
    };
    view! {
        <label class="field">
            <span>"Contains"</span>
            <input type="search" prop:value=text on:input:target=write />
        </label>
    }
}

fn range(
    sheet: Sheet,
    column: ColumnId,
    nature: Nature,
    now: impl Fn() -> Option<Filter> + Copy + Send + Sync + 'static,
    put: impl Fn(Option<Filter>) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let refusal = RwSignal::new(None::<String>);
    let column = StoredValue::new(column);
    let ends = move || match now() {
        Some(Filter::Between { low, high }) => (low, high),
        _ => (None, None),
    };
    let write = move |text: String, is_high: bool| {
        let read = column.with_value(|column| read_end(sheet, column, nature, &text));
        match read {
            Err(sentence) => refusal.set(Some(sentence)),
            Ok(end) => {
                refusal.set(None);
                let (low, high) = ends();
                let (low, high) = if is_high { (low, end) } else { (end, high) };
                put((low.is_some() || high.is_some()).then_some(Filter::Between { low, high }));
            }
        }
    };
    let shown = move |end: Option<f64>| {
        end.map_or_else(String::new, |end| {
            column.with_value(|column| written_end(sheet, column, nature, end))
        })
    };
    view! {
        <div class="menu-line">
            <label class="field">
                <span>"From"</span>
                <input type="text" prop:value=move || shown(ends().0) on:change:target=move |event| write(event.target().value(), false) />
            </label>
            <label class="field">
                <span>"To"</span>
                <input type="text" prop:value=move || shown(ends().1) on:change:target=move |event| write(event.target().value(), true) />
            </label>
        </div>
        <p class="cell-refusal" role="alert">{move || refusal.get()}</p>
    }
}

/// True where a column is written as per cent.
fn is_share(column: &ColumnId) -> bool {
    match column {
        ColumnId::Field(field) => matches!(field.kind(), FieldKind::Share | FieldKind::Growth),
        ColumnId::Measure(measure) => measure.unit() == crate::measures::Unit::Share,
        ColumnId::Extra(_) | ColumnId::Zone => false,
    }
}

fn read_end(sheet: Sheet, column: &ColumnId, nature: Nature, text: &str) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if nature == Nature::Day {
        let day =
            read_day(text).ok_or_else(|| format!("\"{text}\" is not a date; write it as 2026-11-22"))?;
        return Ok(Some(f64::from(day.epoch_days())));
    }
    let marks = sheet.workspace.style.with_untracked(|style| style.marks());
    let number = read_number(text, marks).ok_or_else(|| format!("\"{text}\" is not a number"))?;
    // In a column of shares a plain 80 means 80 %.
    Ok(Some(
        if is_share(column) && !text.ends_with('%') && number > 1.0 {
            number / 100.0
        } else {
            number
        },
    ))
}

fn written_end(sheet: Sheet, column: &ColumnId, nature: Nature, end: f64) -> String {
    let style = sheet.workspace.style.read();
    match crate::units::Day::from_epoch_days(end as i32) {
        Some(day) if nature == Nature::Day => day.to_string(),
        _ if is_share(column) => style.share(end),
        _ => style.field_for_editing(&crate::portfolio::FieldValue::Number(end)),
    }
}
