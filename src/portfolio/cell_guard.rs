//! Cells that a spreadsheet would run as a formula, made harmless and given back unchanged.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break is a formula to a spreadsheet (OWASP,
//! *CSV injection*). Such a cell gets an apostrophe in front, which spreadsheets show as text. A number
//! keeps its minus: `-12.5` is left as it is.

use std::borrow::Cow;

/// The cell as it is written to a file that a spreadsheet may open.
pub fn guarded_cell(text: &str) -> Cow<'_, str> {
    if needs_guard(text) && text.parse::<f64>().is_err() {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The cell as it was before [`guarded_cell`].
pub fn unguarded_cell(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) && rest.parse::<f64>().is_err() => rest,
        _ => text,
    }
}

/// True also for a formula that already has apostrophes in front, so that removing one is always right.
fn needs_guard(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_guarded_and_a_number_is_not() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("-12.5", "-12.5"),
            ("-1e-9", "-1e-9"),
            ("+31 6 1234", "'+31 6 1234"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("'=1", "''=1"),
            ("'tis", "'tis"),
            ("'-5", "''-5"),
            ("plain", "plain"),
            ("", ""),
        ];
        for (text, guarded) in cases {
            assert_eq!(guarded_cell(text), guarded, "{text}");
            assert_eq!(unguarded_cell(guarded), text, "{guarded}");
        }
    }
}
