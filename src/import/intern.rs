//! Equal texts as equal small numbers, without an allocation per text.

/// Texts seen so far, each with the number of its first appearance.
#[derive(Clone, Debug)]
pub struct Interner {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    slots: Vec<Slot>,
}

/// A place of the table: the key of a text and its number plus one; zero where free.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    occupant: u32,
}

impl Default for Interner {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            ends: Vec::new(),
            slots: vec![Slot::default(); 64],
        }
    }
}

impl Interner {
    /// The number of `text`, a new one when it was not seen before.
    pub fn intern(&mut self, text: &[u8]) -> u32 {
        let key = key_of(text);
        match self.slot_of(key, text) {
            (_, occupant @ 1..) => occupant - 1,
            (free, _) => self.add(key, text, free),
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

    /// Where `text` stands, or the free place where it belongs, and what is there.
    #[inline]
    fn slot_of(&self, key: u64, text: &[u8]) -> (usize, u32) {
        let mask = self.slots.len() - 1;
        let mut at = spread(key) & mask;
        loop {
            let Slot { key: there, occupant } = self.slots[at];
            if occupant == 0 || (there == key && (is_exact(key) || self.bytes_of(occupant - 1) == text)) {
                return (at, occupant);
            }
            at = (at + 1) & mask;
        }
    }

    fn add(&mut self, key: u64, text: &[u8], free: usize) -> u32 {
        let number = self.ends.len() as u32;
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        self.slots[free] = Slot {
            key,
            occupant: number + 1,
        };
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 4 - 1;
        let mut slots = vec![Slot::default(); mask + 1];
        for slot in self.slots.iter().filter(|slot| slot.occupant > 0) {
            let mut at = spread(slot.key) & mask;
            while slots[at].occupant != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = *slot;
        }
        self.slots = slots;
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

/// At most seven bytes as a number, the first lowest.
#[inline]
fn short_word(text: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u64::from(first) | (u64::from(last) << 32) >> (8 * (8 - text.len()));
    }
    text.iter()
        .rev()
        .fold(0, |word, &byte| word << 8 | u64::from(byte))
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
            for text in &texts {
                let expected = known.iter().position(|other| other == text).unwrap_or(known.len());
                if expected == known.len() {
                    prop_assert_eq!(seen.find(text.as_bytes()), None);
                    known.push(text);
                }
                prop_assert_eq!(seen.intern(text.as_bytes()), expected as u32);
                prop_assert_eq!(seen.bytes_of(expected as u32), text.as_bytes());
            }
            prop_assert_eq!(seen.len(), known.len());
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
