//! How a person looked at the table and the map, as lines of text to keep on the device.
//!
//! A line is a word and its values with tabs between. What a line says that this version does not know is
//! passed over; filters, searches and zoom are of the moment and are not kept.

use crate::measures::MeasureId;

use super::ScaleKind;
use super::map_lens::{MapOverlay, Overlays};
use super::map_view::{ColourBy, MapView};
use super::table::{ColumnId, Sort, TableView};

/// Columns, widths and order of the table.
pub fn table_to_text(view: &TableView) -> String {
    let mut lines = Vec::new();
    if let Some(columns) = &view.columns {
        lines.extend(
            columns
                .iter()
                .filter_map(|column| Some(format!("column\t{}", one_line(column)?))),
        );
    }
    let width = |(column, width): (&ColumnId, &u16)| Some(format!("width\t{width}\t{}", one_line(column)?));
    lines.extend(view.widths.iter().filter_map(width));
    if let Some(sort) = &view.sort {
        let direction = if sort.is_descending { "down" } else { "up" };
        lines.extend(one_line(&sort.column).map(|key| format!("sort\t{direction}\t{key}")));
    }
    lines.join("\n")
}

/// The table as [`table_to_text`] wrote it.
pub fn table_from_text(text: &str) -> TableView {
    let mut view = TableView::default();
    for line in text.lines() {
        let (word, rest) = line.split_once('\t').unwrap_or((line, ""));
        match word {
            "column" => view
                .columns
                .get_or_insert_default()
                .extend(ColumnId::from_key(rest)),
            "width" => {
                let width = rest
                    .split_once('\t')
                    .and_then(|(width, key)| Some((ColumnId::from_key(key)?, width.parse().ok()?)));
                view.widths.extend(width);
            }
            "sort" => {
                view.sort = rest.split_once('\t').and_then(|(direction, key)| {
                    Some(Sort {
                        column: ColumnId::from_key(key)?,
                        is_descending: direction == "down",
                    })
                });
            }
            _ => {}
        }
    }
    view
}

/// Axes, scales, size and colour of the map.
pub fn map_to_text(view: &MapView) -> String {
    let size = view.size.map_or("", MeasureId::key);
    let shown: Vec<&str> = (MapOverlay::ALL.into_iter())
        .filter(|overlay| view.overlays.has(*overlay))
        .map(MapOverlay::key)
        .collect();
    [
        format!("across\t{}\t{}", view.x.key(), view.x_scale.key()),
        format!("up\t{}\t{}", view.y.key(), view.y_scale.key()),
        format!("size\t{size}"),
        format!("colour\t{}", view.colour.key()),
        format!("over\t{}", shown.join(" ")),
    ]
    .join("\n")
}

/// The map as [`map_to_text`] wrote it; what it does not say stays as usual.
pub fn map_from_text(text: &str) -> MapView {
    let mut view = MapView::default();
    for line in text.lines() {
        let mut parts = line.split('\t');
        let (word, key) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let scale = parts.next().and_then(ScaleKind::from_key);
        match (word, MeasureId::from_key(key)) {
            ("across", Some(measure)) => (view.x, view.x_scale) = (measure, scale.unwrap_or(view.x_scale)),
            ("up", Some(measure)) => (view.y, view.y_scale) = (measure, scale.unwrap_or(view.y_scale)),
            ("size", measure) => view.size = measure,
            ("over", _) => {
                let shown = key.split(' ').filter_map(MapOverlay::from_key);
                view.overlays = shown.fold(Overlays::default(), |set, overlay| set.with(overlay, true));
            }
            ("colour", _) => view.colour = ColourBy::from_key(key).unwrap_or(view.colour),
            _ => {}
        }
    }
    view
}

/// The key of a column, unless a header with a line break or tab in it would break the line.
fn one_line(column: &ColumnId) -> Option<String> {
    Some(column.key()).filter(|key| !key.contains(['\n', '\r', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portfolio::Field;

    #[test]
    fn a_table_is_found_as_it_was_left() {
        let owner = ColumnId::Field(Field::Owner);
        let extra = ColumnId::Extra("Cost: centre".into());
        let view = TableView {
            columns: Some(vec![owner.clone(), extra.clone(), ColumnId::Zone]),
            widths: [(extra.clone(), 140)].into(),
            sort: Some(Sort {
                column: ColumnId::Measure(MeasureId::TotalValue),
                is_descending: true,
            }),
            ..TableView::default()
        };
        assert_eq!(table_from_text(&table_to_text(&view)), view);
        assert_eq!(table_from_text(""), TableView::default());
    }

    #[test]
    fn what_this_version_does_not_know_is_passed_over() {
        let view =
            table_from_text("column\tmeasure:of_tomorrow\ncolumn\tzone:\nwidth\twide\tzone:\nmood\tgood");
        assert_eq!(view.columns, Some(vec![ColumnId::Zone]));
        assert!(view.widths.is_empty());
    }

    #[test]
    fn a_map_is_found_as_it_was_left() {
        let view = MapView {
            x: MeasureId::Contribution,
            x_scale: ScaleKind::Rank,
            size: None,
            colour: ColourBy::Owner,
            overlays: Overlays::of(&[MapOverlay::Centres, MapOverlay::Trails]),
            ..MapView::default()
        };
        assert_eq!(map_from_text(&map_to_text(&view)), view);
        assert_eq!(map_from_text("up\tnothing_known\tlinear"), MapView::default());
    }
}
