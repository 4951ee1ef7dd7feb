//! How wide a text is, without a browser: the widths of a common sans-serif face.

/// Measures text. On screen the canvas measures and remembers; elsewhere [`PlainWidths`] knows enough.
pub trait TextWidths {
    /// Width of `text` in CSS pixels at `size` pixels.
    fn width(&self, text: &str, size: f64, is_bold: bool) -> f64;
}

/// Widths of Helvetica and Arial, a little on the wide side for letters outside ASCII.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainWidths;

/// Thousandths of the size for the characters from space to tilde (Adobe's published metrics for Helvetica).
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

impl TextWidths for PlainWidths {
    fn width(&self, text: &str, size: f64, is_bold: bool) -> f64 {
        let thousandths: u32 = text
            .chars()
            .map(|letter| match (letter as u32).checked_sub(32) {
                Some(index @ 0..=94) => u32::from(HELVETICA[index as usize]),
                _ if ('\u{2e80}'..='\u{ffef}').contains(&letter) => 1000,
                _ => 600,
            })
            .sum();
        f64::from(thousandths) / 1000.0 * size * if is_bold { 1.07 } else { 1.0 }
    }
}
