//! One line per measure: a hash over the bits of every number of the sample portfolio.

use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::Document;
use both_sides::sample::sample;

/// The fingerprints of the sample, one line per measure. An ulp anywhere changes its line.
pub fn sample_fingerprints() -> String {
    let document = sample().expect("the built-in sample opens");
    let valuation = value(&document).output;
    let lines = MeasureId::ALL
        .iter()
        .map(|&measure| line(&document, &valuation, measure));
    lines.collect::<Vec<_>>().join("\n")
}

fn line(document: &Document, valuation: &Valuation, measure: MeasureId) -> String {
    let mut hash = Fnv::default();
    let mut n_known = 0;
    for row in 0..document.portfolio.accounts.len() {
        let measured = valuation.get(measure, row);
        n_known += usize::from(measured.value.is_some());
        let bounds = measured.interval.map(|interval| [interval.low, interval.high]);
        for number in measured.value.into_iter().chain(bounds.into_iter().flatten()) {
            hash.add(number.to_bits());
        }
        hash.add(row as u64);
    }
    format!("{measure:?}: {n_known} known, {:016x}", hash.0)
}

/// The 64-bit hash of Fowler, Noll and Vo (1a).
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bits: u64) {
        for byte in bits.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
