//! The reader's way of writing numbers, asked of the browser's `Intl`.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::report::style::{DateOrder, NumberStyle};

/// The marks of the reader's locale, with the sign of `currency` (ISO 4217).
///
/// Falls back to the default where the browser does not know the currency.
pub fn number_style(currency: &str) -> NumberStyle {
    let mut style = NumberStyle {
        currency: currency.to_owned(),
        ..NumberStyle::default()
    };
    let locales = web_sys::window()
        .map(|window| window.navigator().languages())
        .unwrap_or_default();
    let options = Object::new();
    let set = |key: &str, value: &str| Reflect::set(&options, &key.into(), &value.into()).is_ok();
    if currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        set("style", "currency");
        set("currency", currency);
        set("currencyDisplay", "narrowSymbol");
    }
    read_number_parts(&locales, &options, &mut style);
    read_date_parts(&locales, &mut style);
    style
}

fn read_number_parts(locales: &Array, options: &Object, style: &mut NumberStyle) {
    let format = Intl::NumberFormat::new(locales, options);
    let parts = format.format_to_parts(12_345_678.5);
    let mut seen_digits = false;
    let mut integers = Vec::new();
    for (kind, text) in parts.iter().filter_map(|part| read_part(&part)) {
        match kind.as_str() {
            "integer" => {
                seen_digits = true;
                integers.push(text.len());
            }
            "decimal" => style.decimal = text.chars().next().unwrap_or(style.decimal),
            "group" => style.group = text.chars().next().unwrap_or(style.group),
            "currency" => {
                style.currency = text;
                style.currency_first = !seen_digits;
            }
            _ => {}
        }
    }
    if integers.len() > 2 {
        style.group_size = integers[1];
    }
}

fn read_date_parts(locales: &Array, style: &mut NumberStyle) {
    let format = Intl::DateTimeFormat::new(locales, &Object::new());
    let parts: Vec<(String, String)> = format
        .format_to_parts(&Date::new_with_year_month_day(2026, 10, 22))
        .iter()
        .filter_map(|part| read_part(&part))
        .collect();
    let kinds: Vec<&str> = parts
        .iter()
        .map(|(kind, _)| kind.as_str())
        .filter(|kind| matches!(*kind, "day" | "month" | "year"))
        .collect();
    style.dates = match kinds.first() {
        Some(&"day") => DateOrder::DayFirst,
        Some(&"month") => DateOrder::MonthFirst,
        _ => DateOrder::YearFirst,
    };
    let mark = parts
        .iter()
        .find(|(kind, _)| kind == "literal")
        .and_then(|(_, text)| text.chars().next());
    style.date_mark = mark.filter(char::is_ascii_punctuation).unwrap_or('-');
}

fn read_part(part: &JsValue) -> Option<(String, String)> {
    let part: &Object = part.dyn_ref()?;
    let read = |key: &str| Reflect::get(part, &key.into()).ok()?.as_string();
    Some((read("type")?, read("value")?))
}
