//! Equal texts as equal small numbers, without an allocation per text.

/// Texts seen so far, each with the number of its first appearance.
#[derive(Clone, Debug)]
pub struct Interner {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    /// Number of a text plus one at the place its hash points to; zero where free.
    slots: Vec<u32>,
}

impl Default for Interner {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            ends: Vec::new(),
            slots: vec![0; 64],
        }
    }
}

impl Interner {
    /// The number of `text`, a new one when it was not seen before.
    pub fn intern(&mut self, text: &[u8]) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = hash(text) as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return self.add(text, slot),
                seen if self.bytes_of(seen - 1) == text => return seen - 1,
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// The number of `text`, if it was seen.
    pub fn find(&self, text: &[u8]) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut slot = hash(text) as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return None,
                seen if self.bytes_of(seen - 1) == text => return Some(seen - 1),
                _ => slot = (slot + 1) & mask,
            }
        }
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

    fn add(&mut self, text: &[u8], slot: usize) -> u32 {
        let number = self.ends.len() as u32;
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        self.slots[slot] = number + 1;
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let mut slots = vec![0; size];
        for number in 0..self.ends.len() as u32 {
            let mut slot = hash(self.bytes_of(number)) as usize & (size - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = number + 1;
        }
        self.slots = slots;
    }
}

/// A quick hash over words of eight bytes; only where equal bytes must meet, never for order.
pub fn hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x517c_c1b7_2722_0a95;
    let mix = |state: u64, word: u64| (state.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut state = mix(0, bytes.len() as u64);
    for word in words {
        state = mix(state, u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    state = mix(state, u64::from_le_bytes(last));
    state ^ (state >> 32)
}
