//! Today, from the browser.

use crate::units::Day;

/// The reader's calendar day.
pub fn today() -> Day {
    let now = js_sys::Date::new_0();
    let day = Day::new(
        now.get_full_year() as i16,
        now.get_month() as i8 + 1,
        now.get_date() as i8,
    );
    // A clock set outside the years 1 to 9999 tells no day.
    day.unwrap_or(Day::EPOCH)
}

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Minutes the reader's clock is ahead of UTC.
pub fn minutes_ahead() -> f64 {
    -js_sys::Date::new_0().get_timezone_offset()
}

/// An id that no other record has: time and chance.
pub fn new_id(prefix: &str) -> String {
    let chance = (js_sys::Math::random() * 4_294_967_296.0) as u32;
    format!("{prefix}-{:x}{chance:08x}", now() as u64)
}
