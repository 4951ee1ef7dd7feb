//! Seeded numbers for the filler: the same text always draws the same.

/// SplitMix64 (Steele, Lea & Flood 2014): enough to scatter order days and amounts.
pub struct Draws(u64);

impl Draws {
    /// Draws that depend on `text` alone (FNV-1a), so that a new account leaves the others as they were.
    pub fn seeded(text: &str) -> Self {
        Self(text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// A number in `0.0..1.0`.
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of the weighted names.
    pub fn pick(&mut self, names: &[(&'static str, f64)]) -> &'static str {
        let mut left = self.next() * names.iter().map(|(_, weight)| weight).sum::<f64>();
        for &(name, weight) in names {
            left -= weight;
            if left < 0.0 {
                return name;
            }
        }
        names.last().map_or("", |&(name, _)| name)
    }
}
