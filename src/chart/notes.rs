//! Texts inside the plot: zone names in the corners, counts at the edges.

use crate::report::{MapReport, Zone};

use super::{Area, Crowd, Edge, Layout, Side, TextWidths};

/// A zone's name in its corner.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneNote {
    /// Which zone.
    pub zone: Zone,
    /// Its name.
    pub name: String,
    /// How many and how much; empty where the room is short.
    pub detail: String,
    /// The room it takes.
    pub area: Area,
    /// Which side it is aligned to.
    pub side: Side,
}

/// A count at an edge.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeNote {
    /// How many lie beyond.
    pub text: String,
    /// The room it takes.
    pub area: Area,
    /// Tip of the arrow that points outwards.
    pub tip: (f64, f64),
}

/// The part of a zone that is seen; `None` when nothing is.
pub fn zone_area(report: &MapReport, layout: &Layout, zone: Zone) -> Option<Area> {
    let plot = layout.plot;
    let x = layout
        .x_of(report, report.x.threshold.place)
        .clamp(plot.left, plot.right);
    let y = layout
        .y_of(report, report.y.threshold.place)
        .clamp(plot.top, plot.bottom);
    let (left, right) = if zone.is_right() {
        (x, plot.right)
    } else {
        (plot.left, x)
    };
    let (top, bottom) = if zone.is_upper() {
        (plot.top, y)
    } else {
        (y, plot.bottom)
    };
    (left < right && top < bottom).then_some(Area {
        left,
        top,
        right,
        bottom,
    })
}

/// The zone names that have room in their corners.
pub fn zone_names(report: &MapReport, layout: &Layout, widths: &dyn TextWidths) -> Vec<ZoneNote> {
    let notes = report.zones.iter().filter_map(|about| {
        let zone = about.zone;
        let room = zone_area(report, layout, zone)?;
        let detail = match about.sum.as_str() {
            "" => report.numbers.number(about.count as f64, 0),
            sum => format!("{} · {sum}", report.numbers.number(about.count as f64, 0)),
        };
        let note = zone_note(zone, &about.name, &detail, room, layout.frame.text, widths)?;
        Some(beside_marks(note, layout, room))
    });
    notes.collect()
}

/// The note in the outer corner, or along the edge where no mark is in the way.
fn beside_marks(note: ZoneNote, layout: &Layout, room: Area) -> ZoneNote {
    if layout.crowd != Crowd::Few {
        return note;
    }
    let is_free = |area: Area| {
        layout.order.iter().all(|&index| {
            let mark = layout.marks[index as usize];
            let reach = mark.radius * 1.3 + 2.0;
            let (x, y) = (mark.x, mark.y);
            !area.overlaps(Area {
                left: x - reach,
                top: y - reach,
                right: x + reach,
                bottom: y + reach,
            })
        })
    };
    let free_length = room.width() - note.area.width() - 16.0;
    let direction = if note.zone.is_right() { -1.0 } else { 1.0 };
    let moved = |part: f64| {
        let step = direction * free_length * part;
        Area {
            left: note.area.left + step,
            right: note.area.right + step,
            ..note.area
        }
    };
    let area = [0.0, 0.25, 0.5, 0.75, 1.0]
        .map(moved)
        .into_iter()
        .find(|area| is_free(*area));
    ZoneNote {
        area: area.unwrap_or(note.area),
        ..note
    }
}

fn zone_note(
    zone: Zone,
    name: &str,
    detail: &str,
    room: Area,
    text: f64,
    widths: &dyn TextWidths,
) -> Option<ZoneNote> {
    let margin = 8.0;
    let name = super::labels::cut(name);
    let name_width = widths.width(&name, text * 1.08, true);
    let fits = |width: f64, height: f64| {
        width + 2.0 * margin <= room.width() && height + 2.0 * margin <= room.height()
    };
    let detail_width = widths.width(detail, text, false);
    let (width, height, detail) = if fits(name_width.max(detail_width), text * 2.5) {
        (name_width.max(detail_width), text * 2.5, detail.to_owned())
    } else if fits(name_width, text * 1.3) {
        (name_width, text * 1.3, String::new())
    } else {
        return None;
    };
    let left = if zone.is_right() {
        room.right - margin - width
    } else {
        room.left + margin
    };
    let top = if zone.is_upper() {
        room.top + margin
    } else {
        room.bottom - margin - height
    };
    let side = if zone.is_right() { Side::End } else { Side::Start };
    Some(ZoneNote {
        zone,
        name,
        detail,
        area: Area {
            left,
            top,
            right: left + width,
            bottom: top + height,
        },
        side,
    })
}

/// The count at an edge; `None` when nothing lies beyond it.
pub fn edge_note(
    report: &MapReport,
    layout: &Layout,
    edge: Edge,
    widths: &dyn TextWidths,
) -> Option<EdgeNote> {
    let count = layout.beyond[edge as usize];
    if count == 0 {
        return None;
    }
    let text = report.numbers.number(count as f64, 0);
    let plot = layout.plot;
    let (middle_x, middle_y) = plot.centre();
    let size = layout.frame.text;
    let (width, height) = (widths.width(&text, size, true) + 22.0, size * 1.5);
    let around = |x: f64, y: f64| Area {
        left: x - width / 2.0,
        top: y - height / 2.0,
        right: x + width / 2.0,
        bottom: y + height / 2.0,
    };
    let inset = 5.0;
    let (area, tip) = match edge {
        Edge::Left => {
            let area = around(plot.left + inset + width / 2.0, middle_y);
            (area, (area.left + 1.0, middle_y))
        }
        Edge::Right => {
            let area = around(plot.right - inset - width / 2.0, middle_y);
            (area, (area.right - 1.0, middle_y))
        }
        Edge::Top => {
            let area = around(middle_x, plot.top + inset + height / 2.0);
            (area, (area.left + 5.0, middle_y.min(area.top + height * 0.25)))
        }
        Edge::Bottom => {
            let area = around(middle_x, plot.bottom - inset - height / 2.0);
            (area, (area.left + 5.0, middle_y.max(area.top + height * 0.75)))
        }
    };
    Some(EdgeNote { text, area, tip })
}
