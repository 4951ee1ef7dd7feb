//! How long each tier waits, with priority and in turn: a bar each, and a mark where the promise ends.

use crate::report::service::{QueueFound, duration};
use crate::report::{Scale, ScaleKind, Tick};

use super::axes::TEXT;
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

const ROW: f64 = 62.0;
const BAR: f64 = 16.0;
const HEAD: f64 = 34.0;
const FOOT: f64 = 26.0;

/// The plate of the waits; empty where more comes in than can be done.
pub fn waits_plate(found: &QueueFound, width: f64, text: &dyn TextWidths) -> Plate {
    let Some(waits) = &found.waits else {
        return Plate::default();
    };
    let n_tiers = found.names.len();
    let mut plate = Plate::new(width, HEAD + ROW * n_tiers as f64 + FOOT);
    let longest = (waits.by_class.iter().copied()).fold(waits.in_turn, f64::max);
    let (unit, per_hour) = match longest * 3_600.0 {
        seconds if seconds < 99.5 => ("s", 3_600.0),
        seconds if seconds < 99.5 * 60.0 => ("min", 60.0),
        _ => ("h", 1.0),
    };
    let scale = Scale::fit(
        ScaleKind::Linear,
        [0.0, longest * per_hour].into_iter(),
        &[],
        None,
    );
    let room = text.width(&duration(longest, &found.numbers), TEXT, false) + 12.0;
    let area = Area::between((8.0, HEAD), (width - room, plate.height - FOOT));
    let at = |hours: f64| area.left + scale.place(hours * per_hour).clamp(0.0, 1.0) * area.width();
    legend(&mut plate, text);
    axis(&mut plate, area, &scale, unit, found, text);
    for place in 0..n_tiers {
        tier(&mut plate, found, place, (area, &at), text);
    }
    plate
}

fn legend(plate: &mut Plate, text: &dyn TextWidths) {
    let mut x = 8.0;
    let keys = [
        ("With priority", Ink::Series(0), false),
        ("In turn", Ink::Neutral, true),
    ];
    for (name, ink, is_hatched) in keys {
        let area = Area::between((x, 6.0), (x + 14.0, 18.0));
        plate.figures.push(Figure::Bar {
            area,
            ink,
            opacity: 0.8,
            is_hatched,
        });
        plate.figures.push(Figure::text(
            name,
            (x + 20.0, 12.0),
            TEXT,
            Side::Start,
            Ink::Muted,
        ));
        x += 36.0 + text.width(name, TEXT, false);
    }
    plate.figures.push(Figure::Mark {
        at: (x + 5.0, 12.0),
        radius: 4.5,
        shape: Shape::Diamond,
        ink: Ink::Text,
        is_hollow: false,
    });
    plate.figures.push(Figure::text(
        "Promised",
        (x + 16.0, 12.0),
        TEXT,
        Side::Start,
        Ink::Muted,
    ));
}

fn axis(plate: &mut Plate, area: Area, scale: &Scale, unit: &str, found: &QueueFound, text: &dyn TextWidths) {
    let most = ((area.width() / 90.0) as usize).clamp(2, 8);
    let ticks = scale.ticks(0.0, 1.0, most).into_iter().map(|value| Tick {
        place: scale.place(value),
        label: format!(
            "{}\u{202f}{unit}",
            found
                .numbers
                .number(value, usize::from(value != libm::trunc(value)))
        ),
    });
    for tick in ticks {
        let x = area.left + tick.place * area.width();
        let ends = vec![(x, area.top), (x, area.bottom)];
        plate.figures.push(Figure::line(ends, 1.0, Ink::Hairline));
        let half = text.width(&tick.label, TEXT, false) / 2.0;
        let x = x.clamp(half, plate.width - half);
        let label = (x, area.bottom + 12.0);
        plate
            .figures
            .push(Figure::text(tick.label, label, TEXT, Side::Middle, Ink::Muted));
    }
}

fn tier(
    plate: &mut Plate,
    found: &QueueFound,
    place: usize,
    (area, at): (Area, &dyn Fn(f64) -> f64),
    text: &dyn TextWidths,
) {
    let Some(waits) = &found.waits else { return };
    let top = area.top + ROW * place as f64;
    let name = fitted(&found.names[place], area.width(), TEXT, text);
    plate.figures.push(Figure::title(
        name,
        (at(0.0), top + 10.0),
        TEXT,
        Side::Start,
        Ink::Text,
    ));
    let bars = [
        (waits.by_class[place], Ink::Series(0), false, 20.0),
        (waits.in_turn, Ink::Neutral, true, 20.0 + BAR + 2.0),
    ];
    for (hours, ink, is_hatched, down) in bars {
        let right = at(hours).max(at(0.0) + 1.0);
        plate.figures.push(Figure::Bar {
            area: Area::between((at(0.0), top + down), (right, top + down + BAR)),
            ink,
            opacity: 0.8,
            is_hatched,
        });
        let label = (right + 6.0, top + down + BAR / 2.0);
        let written = duration(hours, &found.numbers);
        plate
            .figures
            .push(Figure::text(written, label, TEXT, Side::Start, Ink::Text));
    }
    let promised = found.promised[place];
    if let Some(promised) = promised.filter(|promised| at(*promised) < area.right) {
        plate.figures.push(Figure::Mark {
            at: (at(promised), top + 20.0 + BAR / 2.0),
            radius: 4.5,
            shape: Shape::Diamond,
            ink: Ink::Text,
            is_hollow: false,
        });
    }
    let mut lines = vec![
        format!(
            "With priority {} on average",
            duration(waits.by_class[place], &found.numbers)
        ),
        format!(
            "In turn {}: {}",
            duration(waits.in_turn, &found.numbers),
            found.change(place)
        ),
    ];
    if let Some(promised) = promised {
        let kept = if found.is_kept(place) == Some(true) {
            "kept"
        } else {
            "not kept"
        };
        lines.push(format!(
            "Promised {} at most: {kept}",
            duration(promised, &found.numbers)
        ));
    }
    plate.targets.push(Target {
        at: (area.left + 4.0, top + 20.0 + BAR),
        reach: Reach::Box(Area::between((area.left, top), (area.right, top + ROW - 2.0))),
        rows: found.rows[place].clone(),
        name: found.names[place].clone(),
        lines,
    });
}
