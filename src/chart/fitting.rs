//! Texts that have to keep within a room: cut with an ellipsis, and stacked without overlap.

use super::TextWidths;

/// `text` as far as it fits into `room` CSS pixels, with an ellipsis where it was cut.
///
/// ```
/// use both_sides::chart::{PlainWidths, fitted};
/// assert_eq!(fitted("Nordlicht", 200.0, 12.0, &PlainWidths), "Nordlicht");
/// assert_eq!(fitted("Nordlicht", 40.0, 12.0, &PlainWidths), "Nordli…");
/// ```
pub fn fitted(text: &str, room: f64, size: f64, widths: &dyn TextWidths) -> String {
    if widths.width(text, size, false) <= room {
        return text.to_owned();
    }
    let mut cut: String = text.to_owned();
    while cut.pop().is_some() {
        let short = format!("{}…", cut.trim_end());
        if widths.width(&short, size, false) <= room {
            return short;
        }
    }
    String::new()
}

/// Which of `places` find room `apart` from one another, the first of the list first.
///
/// ```
/// use both_sides::chart::roomy;
/// assert_eq!(roomy(&[10.0, 12.0, 40.0], 14.0), [true, false, true]);
/// ```
pub fn roomy(places: &[f64], apart: f64) -> Vec<bool> {
    let mut taken: Vec<f64> = Vec::new();
    (places.iter())
        .map(|&place| {
            let has_room = taken.iter().all(|other| (other - place).abs() >= apart);
            if has_room {
                taken.push(place);
            }
            has_room
        })
        .collect()
}
