//! Names for downloaded files that every system takes.

use crate::portfolio::Document;

const MAX_CHARACTERS: usize = 60;

/// `my-customers-2026-11-22.csv`: the portfolio's name, its day, what it is.
pub fn file_name(document: &Document, what: &str, extension: &str) -> String {
    let mut parts = vec![slug(&document.name)];
    parts.extend((!what.is_empty()).then(|| what.to_owned()));
    parts.push(document.as_of.to_string());
    format!("{}.{extension}", parts.join("-"))
}

fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|mark: char| !mark.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let slug: String = words.join("-").chars().take(MAX_CHARACTERS).collect();
    if slug.is_empty() {
        "portfolio".to_owned()
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Day;

    #[test]
    fn a_file_name_holds_nothing_a_system_refuses() {
        let day = Day::new(2026, 11, 22).unwrap();
        for (name, expected) in [
            ("My customers", "my-customers-2026-11-22.csv"),
            ("../../etc/passwd", "etc-passwd-2026-11-22.csv"),
            ("Größe & Co. <KG>", "größe-co-kg-2026-11-22.csv"),
            ("???", "portfolio-2026-11-22.csv"),
        ] {
            assert_eq!(file_name(&Document::empty(name, "EUR", day), "", "csv"), expected);
        }
    }
}
