//! Texts as they are compared and found: without case and without accents.

use std::borrow::Cow;

use crate::portfolio::{Account, Field, FieldValue};

use super::table_columns::ColumnId;

/// `text` in lower case, Latin letters without their accents, added to `folded`.
pub fn fold_into(folded: &mut String, text: &str) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
        return;
    }
    for letter in text.chars().flat_map(char::to_lowercase) {
        match plain_letters(letter) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(letter),
        }
    }
}

/// `text` as it is compared.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// The letters under which a lower-case Latin letter stands in an index.
const fn plain_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // Combining marks of texts that spell accents apart.
        '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}

/// What an account itself has in a column of words; empty where nothing is known.
pub fn text_of<'a>(account: &'a Account, column: &ColumnId) -> Cow<'a, str> {
    match column {
        ColumnId::Field(field) => field_text(account, *field),
        ColumnId::Extra(name) => Cow::Borrowed(account.extra.get(&**name).map_or("", String::as_str)),
        ColumnId::Measure(_) | ColumnId::Zone => Cow::Borrowed(""),
    }
}

fn field_text(account: &Account, field: Field) -> Cow<'_, str> {
    // The long columns are borrowed: a hundred thousand names are sorted without copying one.
    match field {
        Field::Id => Cow::Borrowed(account.id.as_str()),
        Field::Name => Cow::Borrowed(&account.name),
        Field::Kind => Cow::Borrowed(account.kind.word()),
        Field::Segment => Cow::Borrowed(&account.segment),
        Field::Region => Cow::Borrowed(&account.region),
        Field::Owner => Cow::Borrowed(&account.owner),
        Field::Note => Cow::Borrowed(&account.note),
        other => match other.value(account) {
            FieldValue::Text(text) => Cow::Owned(text),
            _ => Cow::Borrowed(""),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        for (text, expected) in [
            ("Ångström & Cie", "angstrom & cie"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("e\u{301}t\u{e9}", "ete"),
            ("株式会社", "株式会社"),
        ] {
            assert_eq!(folded(text), expected);
        }
    }
}
