//! Marks between the cells of a line.

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// The tab character.
    Tab,
    /// `|`
    Pipe,
    /// Any run of spaces and tabs, as in tables set with fixed widths. Quotes mean nothing then.
    Whitespace,
}

impl Delimiter {
    /// Every delimiter, in the order a list shows them.
    pub const ALL: [Self; 5] = [
        Self::Comma,
        Self::Semicolon,
        Self::Tab,
        Self::Pipe,
        Self::Whitespace,
    ];

    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Comma => "comma ,",
            Self::Semicolon => "semicolon ;",
            Self::Tab => "tab",
            Self::Pipe => "pipe |",
            Self::Whitespace => "spaces",
        }
    }

    /// The character, for writing a table; a space for [`Delimiter::Whitespace`].
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
            Self::Whitespace => b' ',
        }
    }
}
