//! The table of ceilings by segment, as lines to edit.

use crate::portfolio::{Assumptions, Ceilings, Document, Lever, NumberMarks, SegmentCeilings};
use crate::units::Ratio;

use super::account_forms::{most_used, number_text, share_text};
use super::form::{FormField, FormKind, FormReader, Refusal, Texts};
use super::style::NumberStyle;

const fn key(lever: Lever) -> &'static str {
    match lever {
        Lever::Retention => "retention",
        Lever::ShareOfWallet => "share",
        Lever::Breadth => "breadth",
        Lever::Margin => "margin",
        Lever::CostToServe => "cost",
    }
}

const fn label(lever: Lever) -> &'static str {
    match lever {
        Lever::Retention => "Retention",
        Lever::ShareOfWallet => "Share of wallet",
        Lever::Breadth => "Products",
        Lever::Margin => "Margin of revenue",
        Lever::CostToServe => "Cost to serve of revenue",
    }
}

/// The line of one segment; of a new one when there is none at `place`.
pub fn ceilings_form(document: &Document, place: Option<usize>, style: &NumberStyle) -> Vec<FormField> {
    let stated = place.and_then(|place| document.assumptions.ceilings.get(place));
    let segments = document.portfolio.accounts.iter();
    let segments = most_used(segments.map(|account| account.segment.as_str()));
    let name = stated.map_or_else(String::new, |stated| stated.segment.clone());
    let segment = FormField::new("segment", "Segment", FormKind::Line, name)
        .suggest(segments)
        .hint("Empty for all.");
    let lines = Lever::ALL.iter().map(|&lever| {
        let ceiling = stated.and_then(|stated| stated.ceilings.of(lever));
        let text = match (lever, ceiling) {
            (Lever::Breadth, count) => number_text(count, style),
            (_, Some(share)) => share_text(Ratio::clamped(share), style),
            (_, None) => String::new(),
        };
        FormField::new(key(lever), label(lever), FormKind::Number, text)
    });
    [segment].into_iter().chain(lines).collect()
}

/// Reads the line of a segment.
///
/// # Errors
/// Every cell that was refused; among them a segment that has ceilings already, and a line without any.
pub fn read_ceilings(
    document: &Document,
    place: Option<usize>,
    texts: &Texts,
    marks: NumberMarks,
) -> Result<SegmentCeilings, Vec<Refusal>> {
    let mut form = FormReader::new(texts, marks);
    let segment = form.text("segment").to_owned();
    let mut ceilings = Ceilings::default();
    for &lever in Lever::ALL {
        let (low, high) = lever.range();
        ceilings.set(lever, form.number(key(lever), low, high));
    }
    let mut stated = document.assumptions.ceilings.iter().enumerate();
    if stated.any(|(other, stated)| Some(other) != place && stated.segment == segment) {
        form.refuse(
            "segment",
            "There are ceilings for it already: change those.".to_owned(),
        );
    }
    let is_blank = Lever::ALL.iter().all(|&lever| form.text(key(lever)).is_empty());
    if is_blank {
        form.refuse("retention", "Write at least one ceiling, or remove the line.");
    }
    form.done(SegmentCeilings { segment, ceilings })
}

/// `assumptions` with the ceilings of a segment at `place`, or at the end when there is none.
pub fn with_ceilings(
    assumptions: &Assumptions,
    place: Option<usize>,
    stated: SegmentCeilings,
) -> Assumptions {
    let mut changed = assumptions.clone();
    match place.and_then(|place| changed.ceilings.get_mut(place)) {
        Some(known) => *known = stated,
        None => changed.ceilings.push(stated),
    }
    changed
}

/// `assumptions` without the ceilings at `place`.
pub fn without_ceilings(assumptions: &Assumptions, place: usize) -> Assumptions {
    let mut changed = assumptions.clone();
    if place < changed.ceilings.len() {
        changed.ceilings.remove(place);
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Day;

    fn texts(of: [&str; 6]) -> Texts {
        ["segment", "retention", "share", "breadth", "margin", "cost"]
            .into_iter()
            .zip(of.map(str::to_owned))
            .collect()
    }

    #[test]
    fn a_line_reads_back_as_it_is_shown() {
        let mut document = Document::empty("Any", "EUR", Day::new(2026, 1, 1).unwrap());
        let line = texts(["North", "90 %", "", "4", "35,5 %", "8 %"]);
        let stated = read_ceilings(&document, None, &line, NumberMarks::COMMA).unwrap();
        assert_eq!(stated.ceilings.margin, Some(0.355));
        let written = with_ceilings(&document.assumptions, None, stated.clone());
        *document.assumptions.edit() = written;
        let style = NumberStyle {
            decimal: ',',
            ..NumberStyle::default()
        };
        let shown: Texts = (ceilings_form(&document, Some(0), &style).into_iter())
            .map(|field| (field.key, field.text))
            .collect();
        assert_eq!(shown, line);
        assert_eq!(
            read_ceilings(&document, Some(0), &shown, NumberMarks::COMMA),
            Ok(stated)
        );
        assert!(without_ceilings(&document.assumptions, 0).ceilings.is_empty());
    }

    #[test]
    fn a_segment_has_one_line_and_a_line_has_a_ceiling() {
        let mut document = Document::empty("Any", "EUR", Day::new(2026, 1, 1).unwrap());
        document.assumptions.edit().ceilings.push(SegmentCeilings {
            segment: "North".to_owned(),
            ceilings: Ceilings::default(),
        });
        let read = |line| read_ceilings(&document, None, &texts(line), NumberMarks::POINT);
        let twice = read(["North", "90 %", "", "", "", ""]).unwrap_err();
        assert_eq!(
            twice[0].sentence,
            "There are ceilings for it already: change those."
        );
        let blank = read(["South", "", "", "", "", ""]).unwrap_err();
        assert_eq!(blank[0].key, "retention");
        let high = read(["South", "120 %", "", "", "", ""]).unwrap_err();
        assert!(high[0].sentence.contains("between"), "{}", high[0].sentence);
    }
}
