//! Equal texts as equal small numbers, without an allocation per text.

/// Texts seen so far, each with the number of its first appearance.
#[derive(Clone, Debug)]
pub struct Interner {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    keys: Vec<u64>,
    /// Number of a text plus one at a place its key points to; zero where free.
    slots: Vec<u32>,
}

impl Default for Interner {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            ends: Vec::new(),
            keys: Vec::new(),
            slots: vec![0; 64],
        }
    }
}

impl Interner {
    /// The number of `text`, a new one when it was not seen before.
    pub fn intern(&mut self, text: &[u8]) -> u32 {
        let key = key_of(text);
        match self.slot_of(key, text) {
            (_, occupant @ 1..) => occupant - 1,
            (free, _) => {
                self.keys.push(key);
                let number = self.add(text);
                self.slots[free] = number + 1;
                if self.ends.len() * 2 > self.slots.len() {
                    self.grow();
                }
                number
            }
        }
    }

    /// The numbers of many texts, new ones for those not seen before.
    ///
    /// First each is sought where it most likely stands, without a branch on what is found there, so that
    /// one need not wait for the other.
    pub fn intern_all(&mut self, texts: &[&[u8]], codes: &mut Vec<u32>) {
        const UNKNOWN: u32 = u32::MAX;
        let (first, mask) = (codes.len(), self.slots.len() - 1);
        codes.extend(texts.iter().map(|text| {
            let key = key_of(text);
            let code = self.slots[spread(key) & mask].wrapping_sub(1);
            let is_it = self.keys.get(code as usize).is_some_and(|there| *there == key);
            if is_it { code } else { UNKNOWN }
        }));
        for (code, text) in codes[first..].iter_mut().zip(texts) {
            if *code == UNKNOWN || (text.len() >= 8 && !are_equal(self.bytes_of(*code), text)) {
                *code = self.intern(text);
            }
        }
    }

    /// The number of `text`, if it was seen.
    pub fn find(&self, text: &[u8]) -> Option<u32> {
        self.slot_of(key_of(text), text).1.checked_sub(1)
    }

    /// How many different texts were seen.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True when no text was seen.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The bytes of a number this interner gave out.
    pub fn bytes_of(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = if number == 0 {
            0
        } else {
            self.ends[number - 1] as usize
        };
        &self.bytes[start..self.ends[number] as usize]
    }

    /// The text of a number this interner gave out.
    pub fn text_of(&self, number: u32) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.bytes_of(number))
    }

    /// Adds `text` without looking whether it was seen before, and without letting it be found.
    pub fn append(&mut self, text: &[u8]) -> u32 {
        self.keys.push(0);
        self.add(text)
    }

    /// Where `text` stands, or the free place where it belongs, and what is there.
    #[inline]
    fn slot_of(&self, key: u64, text: &[u8]) -> (usize, u32) {
        let mask = self.slots.len() - 1;
        let mut at = spread(key) & mask;
        loop {
            let occupant = self.slots[at];
            if occupant == 0 || (self.keys[occupant as usize - 1] == key && self.is_of(key, occupant, text)) {
                return (at, occupant);
            }
            at = (at + 1) & mask;
        }
    }

    #[inline]
    fn is_of(&self, key: u64, occupant: u32, text: &[u8]) -> bool {
        is_exact(key) || are_equal(self.bytes_of(occupant - 1), text)
    }

    fn add(&mut self, text: &[u8]) -> u32 {
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        self.ends.len() as u32 - 1
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 4 - 1;
        let mut slots = vec![0; mask + 1];
        for &occupant in self.slots.iter().filter(|occupant| **occupant > 0) {
            let mut at = spread(self.keys[occupant as usize - 1]) & mask;
            while slots[at] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = occupant;
        }
        self.slots = slots;
    }
}

/// How often each text was seen.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// The texts.
    pub texts: Interner,
    /// How often each stands.
    pub counts: Vec<u32>,
}

impl Counts {
    /// Counts `text` and gives its number.
    pub fn note(&mut self, text: &[u8]) -> u32 {
        let code = self.texts.intern(text);
        if self.counts.len() == code as usize {
            self.counts.push(0);
        }
        self.counts[code as usize] += 1;
        code
    }

    /// How many texts were seen more than once.
    pub fn n_repeated(&self) -> u32 {
        self.counts.iter().filter(|n| **n > 1).count() as u32
    }
}

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The text itself with its length in the highest byte where it has at most seven bytes; else a hash.
#[inline]
fn key_of(text: &[u8]) -> u64 {
    match text.len() {
        0..8 => short_word(text) | (text.len() as u64) << 56,
        _ => hash(text) | 0xff << 56,
    }
}

/// True when equal keys mean equal texts.
#[inline]
fn is_exact(key: u64) -> bool {
    key >> 56 != 0xff
}

/// Keys far apart, however alike they are.
#[inline]
fn spread(key: u64) -> usize {
    ((key ^ key >> 32).wrapping_mul(FACTOR) >> 32) as usize
}

/// At most seven bytes as a number: no two texts of one length have the same.
#[inline]
fn short_word(text: &[u8]) -> u64 {
    match text {
        [] => 0,
        [first, .., last] if text.len() < 4 => {
            u64::from(*first) | u64::from(text[1]) << 8 | u64::from(*last) << 16
        }
        [only] => u64::from(*only),
        _ => match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first))
                    | u64::from(u32::from_le_bytes(*last)) << (text.len() * 8 - 32)
            }
            _ => 0,
        },
    }
}

/// Whether two texts of at least eight bytes are equal, word by word.
#[inline]
fn are_equal(one: &[u8], other: &[u8]) -> bool {
    let (words, _) = one.as_chunks::<8>();
    let (other_words, _) = other.as_chunks::<8>();
    one.len() == other.len() && words == other_words && one.last_chunk::<8>() == other.last_chunk::<8>()
}

/// A quick hash over words of eight bytes; only where equal bytes must meet, never for order.
pub fn hash(bytes: &[u8]) -> u64 {
    let mix = |state: u64, word: u64| {
        let product = (state ^ word).wrapping_mul(FACTOR);
        product ^ (product >> 32)
    };
    let start = mix(0, bytes.len() as u64);
    let Some(last) = bytes.last_chunk::<8>() else {
        return mix(mix(start, short_word(bytes)), 0);
    };
    let (words, _) = bytes.as_chunks::<8>();
    let state = words
        .iter()
        .fold(start, |state, word| mix(state, u64::from_le_bytes(*word)));
    mix(mix(state, u64::from_le_bytes(*last)), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_texts_meet_and_others_do_not(texts in prop::collection::vec("[ab\\x00]{0,12}", 0..200)) {
            let mut seen = Interner::default();
            let mut known: Vec<&str> = Vec::new();
            let mut one_by_one = Vec::new();
            for text in &texts {
                let expected = known.iter().position(|other| other == text).unwrap_or(known.len());
                if expected == known.len() {
                    prop_assert_eq!(seen.find(text.as_bytes()), None);
                    known.push(text);
                }
                prop_assert_eq!(seen.intern(text.as_bytes()), expected as u32);
                one_by_one.push(expected as u32);
                prop_assert_eq!(seen.bytes_of(expected as u32), text.as_bytes());
            }
            prop_assert_eq!(seen.len(), known.len());
            let (mut all, mut at_once) = (Interner::default(), Vec::new());
            for part in texts.chunks(30) {
                let part: Vec<&[u8]> = part.iter().map(|text| text.as_bytes()).collect();
                all.intern_all(&part, &mut at_once);
            }
            prop_assert_eq!(at_once, one_by_one);
        }
    }

    #[test]
    fn hashes_of_neighbours_differ() {
        let hashes: std::collections::BTreeSet<u64> = (0..100_000)
            .map(|number| hash(format!("order {number}").as_bytes()))
            .collect();
        assert_eq!(hashes.len(), 100_000);
    }
}
