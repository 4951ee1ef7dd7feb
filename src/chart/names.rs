//! Names beside the marks of a plate, none over another nor over a mark.

use super::axes::TEXT;
use super::plate::{Figure, Ink, Plate};
use super::{Area, Side, TextWidths};

/// A mark that would like its name beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Centre of the mark.
    pub at: (f64, f64),
    /// Its radius.
    pub radius: f64,
    /// The name.
    pub name: String,
}

/// Writes the names that find room, the first of `marks` first, inside `room`; returns how many did not.
pub fn write_names(plate: &mut Plate, marks: &[Named], room: Area, text: &dyn TextWidths) -> usize {
    let mut taken: Vec<Area> = marks.iter().map(|mark| around(mark.at, mark.radius)).collect();
    let mut n_left_out = 0;
    for mark in marks {
        let width = text.width(&mark.name, TEXT, false);
        let found = places(mark, width).into_iter().find(|(_, _, area)| {
            let is_inside = area.left >= room.left
                && area.right <= room.right
                && area.top >= room.top
                && area.bottom <= room.bottom;
            is_inside && taken.iter().all(|other| !other.overlaps(*area))
        });
        let Some((at, side, area)) = found else {
            n_left_out += 1;
            continue;
        };
        taken.push(area);
        plate
            .figures
            .push(Figure::text(mark.name.clone(), at, TEXT, side, Ink::Text));
    }
    n_left_out
}

fn around((x, y): (f64, f64), radius: f64) -> Area {
    Area::between((x - radius, y - radius), (x + radius, y + radius))
}

/// Right, left, above, below: the point to write at, on which side, and the room it takes.
fn places(mark: &Named, width: f64) -> [((f64, f64), Side, Area); 4] {
    let (x, y) = mark.at;
    let (gap, half) = (mark.radius + 3.0, TEXT * 0.6);
    let beside = |left: f64, y: f64| Area::between((left, y - half), (left + width, y + half));
    let (above, below) = (y - gap - half, y + gap + half);
    [
        ((x + gap, y), Side::Start, beside(x + gap, y)),
        ((x - gap, y), Side::End, beside(x - gap - width, y)),
        ((x, above), Side::Middle, beside(x - width / 2.0, above)),
        ((x, below), Side::Middle, beside(x - width / 2.0, below)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::PlainWidths;

    #[test]
    fn a_name_without_room_is_left_out_and_counted() {
        let mark = |x: f64| Named {
            at: (x, 50.0),
            radius: 5.0,
            name: "A name of some length".to_owned(),
        };
        let room = Area::between((0.0, 40.0), (200.0, 60.0));
        let mut plate = Plate::new(200.0, 100.0);
        assert_eq!(
            write_names(&mut plate, &[mark(20.0), mark(30.0)], room, &PlainWidths),
            1
        );
        assert_eq!(plate.figures.len(), 1);
    }
}
