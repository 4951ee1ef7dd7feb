//! Bytes of a file as UTF-8 text, chunk by chunk.

/// How the characters of a file are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; a stray byte that is none is read as Windows-1252.
    Utf8,
    /// Two bytes a character, low byte first.
    Utf16LittleEndian,
    /// Two bytes a character, high byte first.
    Utf16BigEndian,
    /// One byte a character, as older Windows programs write western European text.
    Windows1252,
}

impl Encoding {
    /// Every encoding, in the order a list shows them.
    pub const ALL: [Self; 4] = [
        Self::Utf8,
        Self::Windows1252,
        Self::Utf16LittleEndian,
        Self::Utf16BigEndian,
    ];

    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16LittleEndian => "UTF-16, low byte first",
            Self::Utf16BigEndian => "UTF-16, high byte first",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// The encoding a file most likely has, from its first bytes.
    ///
    /// A byte order mark decides; then zero bytes at every other place; then whether it is UTF-8.
    pub fn of(first_bytes: &[u8]) -> Self {
        match first_bytes {
            [0xEF, 0xBB, 0xBF, ..] => return Self::Utf8,
            [0xFF, 0xFE, ..] => return Self::Utf16LittleEndian,
            [0xFE, 0xFF, ..] => return Self::Utf16BigEndian,
            _ => {}
        }
        let zeros = |start: usize| {
            first_bytes
                .iter()
                .skip(start)
                .step_by(2)
                .filter(|&&byte| byte == 0)
        };
        let (even, odd) = (zeros(0).count(), zeros(1).count());
        let many = first_bytes.len() / 5;
        if odd > many && even == 0 {
            return Self::Utf16LittleEndian;
        }
        if even > many && odd == 0 {
            return Self::Utf16BigEndian;
        }
        match std::str::from_utf8(first_bytes) {
            Ok(_) => Self::Utf8,
            Err(error) if error.error_len().is_none() => Self::Utf8,
            Err(_) => Self::Windows1252,
        }
    }
}

/// What Windows-1252 has at 0x80 to 0x9F; the five places it leaves open read as the control character.
const HIGH_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Turns chunks of bytes into UTF-8; characters cut by a chunk's end are put together again.
#[derive(Clone, Debug)]
pub struct Decoder {
    encoding: Encoding,
    carried: Vec<u8>,
    high_surrogate: Option<u16>,
    at_start: bool,
}

impl Decoder {
    /// A decoder at the start of a file.
    pub fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            carried: Vec::new(),
            high_surrogate: None,
            at_start: true,
        }
    }

    /// Appends the text of `bytes` to `text`.
    pub fn push(&mut self, bytes: &[u8], text: &mut Vec<u8>) {
        if self.carried.is_empty() && !self.at_start {
            return self.decode(bytes, text, false);
        }
        self.carried.extend_from_slice(bytes);
        if self.at_start && self.carried.len() < 3 {
            return;
        }
        let joined = std::mem::take(&mut self.carried);
        let start = self.skip_mark(&joined);
        self.decode(&joined[start..], text, false);
    }

    /// Appends what is left at the end of the file.
    pub fn finish(&mut self, text: &mut Vec<u8>) {
        let joined = std::mem::take(&mut self.carried);
        let start = self.skip_mark(&joined);
        self.decode(&joined[start..], text, true);
        if self.high_surrogate.take().is_some() {
            push_char(char::REPLACEMENT_CHARACTER, text);
        }
    }

    fn skip_mark(&mut self, bytes: &[u8]) -> usize {
        if !std::mem::take(&mut self.at_start) {
            return 0;
        }
        match (self.encoding, bytes) {
            (Encoding::Utf8, [0xEF, 0xBB, 0xBF, ..]) => 3,
            (Encoding::Utf16LittleEndian, [0xFF, 0xFE, ..]) => 2,
            (Encoding::Utf16BigEndian, [0xFE, 0xFF, ..]) => 2,
            _ => 0,
        }
    }

    fn decode(&mut self, bytes: &[u8], text: &mut Vec<u8>, is_last: bool) {
        match self.encoding {
            Encoding::Utf8 => self.decode_utf8(bytes, text, is_last),
            Encoding::Windows1252 => bytes.iter().for_each(|&byte| push_1252(byte, text)),
            Encoding::Utf16LittleEndian => self.decode_utf16(bytes, text, is_last, u16::from_le_bytes),
            Encoding::Utf16BigEndian => self.decode_utf16(bytes, text, is_last, u16::from_be_bytes),
        }
    }

    fn decode_utf8(&mut self, mut bytes: &[u8], text: &mut Vec<u8>, is_last: bool) {
        loop {
            let error = match std::str::from_utf8(bytes) {
                Ok(_) => return text.extend_from_slice(bytes),
                Err(error) => error,
            };
            let (good, rest) = bytes.split_at(error.valid_up_to());
            text.extend_from_slice(good);
            if error.error_len().is_none() && !is_last {
                self.carried = rest.to_vec();
                return;
            }
            let Some((&stray, after)) = rest.split_first() else {
                return;
            };
            push_1252(stray, text);
            bytes = after;
        }
    }

    fn decode_utf16(&mut self, bytes: &[u8], text: &mut Vec<u8>, is_last: bool, unit: fn([u8; 2]) -> u16) {
        let (pairs, rest) = bytes.as_chunks::<2>();
        for &pair in pairs {
            self.push_unit(unit(pair), text);
        }
        match rest {
            [] => {}
            _ if is_last => push_char(char::REPLACEMENT_CHARACTER, text),
            odd => self.carried = odd.to_vec(),
        }
    }

    fn push_unit(&mut self, unit: u16, text: &mut Vec<u8>) {
        let pair = [self.high_surrogate.take().unwrap_or(unit), unit];
        let units = if pair[0] == unit { &pair[1..] } else { &pair[..] };
        for decoded in char::decode_utf16(units.iter().copied()) {
            match decoded {
                Ok(character) => push_char(character, text),
                Err(error) if (0xD800..0xDC00).contains(&error.unpaired_surrogate()) && units.len() == 1 => {
                    self.high_surrogate = Some(unit);
                }
                Err(_) => push_char(char::REPLACEMENT_CHARACTER, text),
            }
        }
    }
}

fn push_1252(byte: u8, text: &mut Vec<u8>) {
    match byte {
        0..0x80 => text.push(byte),
        0x80..0xA0 => push_char(HIGH_1252[usize::from(byte - 0x80)], text),
        _ => push_char(char::from(byte), text),
    }
}

fn push_char(character: char, text: &mut Vec<u8>) {
    text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}
