//! Which pixels of the picture are taken: one bit each.

use super::Area;

/// A bitmap of taken pixels. Everything is rounded outwards, so what it calls free is free.
pub(super) struct Occupancy {
    width: i64,
    height: i64,
    words: usize,
    rows: Vec<u64>,
}

impl Occupancy {
    /// A free picture of this size.
    pub(super) fn new(width: f64, height: f64) -> Self {
        let (width, height) = (
            libm::ceil(width.clamp(1.0, 16_384.0)),
            libm::ceil(height.clamp(1.0, 16_384.0)),
        );
        let words = (width as usize).div_ceil(64);
        Self {
            width: width as i64,
            height: height as i64,
            words,
            rows: vec![0; words * height as usize],
        }
    }

    /// True when no pixel of `area` is taken and all of it lies in the picture.
    pub(super) fn is_free(&self, area: Area) -> bool {
        let (left, top, right, bottom) = outward(area);
        if left < 0 || top < 0 || right > self.width || bottom > self.height {
            return false;
        }
        (top..bottom).all(|row| {
            self.spans(row, left, right)
                .all(|(index, mask)| self.rows[index] & mask == 0)
        })
    }

    /// Takes the pixels of `area`, as far as they lie in the picture.
    pub(super) fn take(&mut self, area: Area) {
        let (left, top, right, bottom) = outward(area);
        for row in top.max(0)..bottom.min(self.height) {
            self.take_span(row, left, right);
        }
    }

    /// Takes the pixels of a disc.
    pub(super) fn take_disc(&mut self, (x, y): (f64, f64), radius: f64) {
        let (top, bottom) = (libm::floor(y - radius) as i64, libm::ceil(y + radius) as i64);
        for row in top.max(0)..bottom.min(self.height) {
            let nearest = y.clamp(row as f64, (row + 1) as f64) - y;
            let half = libm::sqrt((radius * radius - nearest * nearest).max(0.0));
            self.take_span(row, libm::floor(x - half) as i64, libm::ceil(x + half) as i64);
        }
    }

    fn take_span(&mut self, row: i64, left: i64, right: i64) {
        let spans: Vec<(usize, u64)> = self.spans(row, left.max(0), right.min(self.width)).collect();
        for (index, mask) in spans {
            self.rows[index] |= mask;
        }
    }

    /// Words of a row with the bits from `left` up to `right`.
    fn spans(&self, row: i64, left: i64, right: i64) -> impl Iterator<Item = (usize, u64)> + use<> {
        let base = row as usize * self.words;
        let words = if left < right {
            left / 64..(right - 1) / 64 + 1
        } else {
            0..0
        };
        words.map(move |word| {
            let from = (left - word * 64).clamp(0, 63);
            let to = (right - word * 64).clamp(1, 64);
            (base + word as usize, u64::MAX << from & u64::MAX >> (64 - to))
        })
    }
}

fn outward(area: Area) -> (i64, i64, i64, i64) {
    let low = |edge: f64| libm::floor(edge) as i64;
    let high = |edge: f64| libm::ceil(edge) as i64;
    (low(area.left), low(area.top), high(area.right), high(area.bottom))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_not_free() {
        let mut occupancy = Occupancy::new(200.0, 50.0);
        let area = |left, top, right, bottom| Area {
            left,
            top,
            right,
            bottom,
        };
        occupancy.take(area(60.0, 10.0, 130.0, 20.0));
        assert!(!occupancy.is_free(area(129.5, 19.5, 140.0, 30.0)));
        assert!(occupancy.is_free(area(130.0, 10.0, 199.0, 20.0)));
        assert!(occupancy.is_free(area(0.0, 20.0, 200.0, 50.0)));
        assert!(
            !occupancy.is_free(area(150.0, 0.0, 201.0, 9.0)),
            "beyond the picture"
        );
        occupancy.take_disc((20.0, 30.0), 5.0);
        assert!(!occupancy.is_free(area(24.0, 29.0, 30.0, 31.0)));
        assert!(
            occupancy.is_free(area(24.0, 33.9, 30.0, 36.0)),
            "the corner of a disc is free"
        );
    }
}
