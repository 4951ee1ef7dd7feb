//! Segments against the whole: a panel per measure, and their centres with the spread around them.

use crate::report::Tick;
use crate::report::segment_profile::{CentreMap, ProfilePanel, ProfileSegment, SegmentProfile, Spread};

use super::axes::{PlateAxis, Plot, TEXT};
use super::fitting::fitted;
use super::names::{Named, write_names};
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

const LINE: f64 = 22.0;
const HEAD: f64 = 30.0;
const FOOT: f64 = 30.0;
/// Least width of a panel.
const PANEL: f64 = 132.0;

fn look(place: usize) -> (Ink, Shape) {
    (
        Ink::Series((place % 7) as u8),
        Shape::ALL[place % Shape::ALL.len()],
    )
}

/// Where the panels stand.
struct Grid {
    names: f64,
    panel: f64,
    n_across: usize,
    height: f64,
}

impl Grid {
    fn new(report: &SegmentProfile, width: f64, text: &dyn TextWidths) -> Self {
        let widest = report
            .segments
            .iter()
            .map(|segment| text.width(&segment.name, TEXT, false));
        let names = widest.fold(60.0, f64::max).min(width * 0.34) + 26.0;
        let room = width - names - 8.0;
        let n_panels = report.panels.len().max(1);
        let most = (libm::floor(room / PANEL) as usize).clamp(1, n_panels);
        // As many bands as needed, and the panels spread evenly over them.
        let n_across = n_panels.div_ceil(n_panels.div_ceil(most));
        Self {
            names,
            panel: room / n_across as f64,
            n_across,
            height: HEAD + report.segments.len() as f64 * LINE + FOOT,
        }
    }

    fn corner(&self, panel: usize) -> (f64, f64) {
        let (across, down) = (panel % self.n_across, panel / self.n_across);
        (self.names + across as f64 * self.panel, down as f64 * self.height)
    }
}

/// The plate of the profile.
pub fn profile_plate(report: &SegmentProfile, width: f64, text: &dyn TextWidths) -> Plate {
    let grid = Grid::new(report, width, text);
    let n_bands = report.panels.len().div_ceil(grid.n_across);
    let mut plate = Plate::new(width, n_bands as f64 * grid.height);
    for (index, panel) in report.panels.iter().enumerate() {
        let (left, top) = grid.corner(index);
        let area = Area {
            left: left + 6.0,
            top: top + HEAD,
            right: left + grid.panel - 10.0,
            bottom: top + grid.height - FOOT,
        };
        ground(&mut plate, panel, area, text);
        for (place, segment) in report.segments.iter().enumerate() {
            let down = area.top + (place as f64 + 0.5) * LINE;
            if index.is_multiple_of(grid.n_across) {
                name(&mut plate, &grid, segment, place, down, text);
            }
            if let Some(spread) = &panel.segments[place] {
                row(&mut plate, panel, segment, place, spread, (area, down));
            }
        }
    }
    plate
}

fn name(
    plate: &mut Plate,
    grid: &Grid,
    segment: &ProfileSegment,
    place: usize,
    down: f64,
    text: &dyn TextWidths,
) {
    let words = fitted(&segment.name, grid.names - 26.0, TEXT, text);
    let at = (grid.names - 20.0, down);
    plate
        .figures
        .push(Figure::text(words, at, TEXT, Side::End, Ink::Text));
    let (ink, shape) = look(place);
    plate.figures.push(Figure::Mark {
        at: (grid.names - 9.0, down),
        radius: 4.0,
        shape,
        ink,
        is_hollow: false,
    });
}

/// Name, ticks and the whole of a panel.
fn ground(plate: &mut Plate, panel: &ProfilePanel, area: Area, text: &dyn TextWidths) {
    let label = fitted(panel.measure.label(), area.width(), TEXT * 1.07, text);
    plate.figures.push(Figure::title(
        label,
        (area.left, area.top - 14.0),
        TEXT,
        Side::Start,
        Ink::Text,
    ));
    let x = |place: f64| area.left + place * area.width();
    if let Some(whole) = &panel.whole {
        plate.figures.push(Figure::Bar {
            area: Area::between((x(whole.places[0]), area.top), (x(whole.places[2]), area.bottom)),
            ink: Ink::Neutral,
            opacity: 0.13,
            is_hatched: false,
        });
        let line = vec![(x(whole.places[1]), area.top), (x(whole.places[1]), area.bottom)];
        plate.figures.push(Figure::dashes(line, 1.0, Ink::Text));
    }
    let base = vec![(area.left, area.bottom), (area.right, area.bottom)];
    plate.figures.push(Figure::line(base, 1.0, Ink::Muted));
    let mut taken = f64::NEG_INFINITY;
    for (place, words) in &panel.ticks {
        let half = text.width(words, TEXT, false) / 2.0;
        let at = x(*place).clamp(area.left + half - 6.0, area.right - half + 6.0);
        if at - half > taken + 6.0 {
            taken = at + half;
            plate.figures.push(Figure::text(
                words.clone(),
                (at, area.bottom + 13.0),
                TEXT,
                Side::Middle,
                Ink::Muted,
            ));
        }
    }
}

/// Middle half and mean of a segment.
fn row(
    plate: &mut Plate,
    panel: &ProfilePanel,
    segment: &ProfileSegment,
    place: usize,
    spread: &Spread,
    (area, down): (Area, f64),
) {
    let x = |place: f64| area.left + place * area.width();
    let (ink, shape) = look(place);
    let [low, mean, high] = spread.places.map(x);
    plate.figures.push(Figure::line(
        vec![(low, down), (high.max(low + 1.0), down)],
        3.0,
        ink,
    ));
    plate.figures.push(Figure::Mark {
        at: (mean, down),
        radius: 5.0,
        shape,
        ink,
        is_hollow: false,
    });
    let mut lines = vec![
        format!("Mean {}", spread.written[1]),
        format!("Middle half from {} to {}", spread.written[0], spread.written[2]),
    ];
    lines.extend(
        panel
            .whole
            .as_ref()
            .map(|whole| format!("All shown: {}", whole.written[1])),
    );
    if spread.n_known < segment.rows.len() {
        lines.push(format!("Known of {} of {}", spread.n_known, segment.rows.len()));
    }
    plate.targets.push(Target {
        at: (mean, down),
        reach: Reach::Box(Area::between(
            (area.left, down - LINE / 2.0),
            (area.right, down + LINE / 2.0),
        )),
        rows: segment.rows.clone(),
        name: format!("{}: {}", segment.name, panel.measure.label().to_lowercase()),
        lines,
    });
}

/// The plate of the centres.
pub fn centres_plate(
    report: &SegmentProfile,
    centres: &CentreMap,
    width: f64,
    text: &dyn TextWidths,
) -> Plate {
    let height = (width * 0.5).clamp(280.0, 480.0);
    let mut plate = Plate::new(width, height);
    let axis = |panel: &ProfilePanel, label: String| PlateAxis {
        label,
        ticks: (panel.ticks.iter())
            .map(|(place, label)| Tick {
                place: *place,
                label: label.clone(),
            })
            .collect(),
    };
    let across = axis(
        &centres.across,
        format!("{}, median →", centres.across.measure.label()),
    );
    let up = axis(&centres.up, format!("↑ {}, median", centres.up.measure.label()));
    let plot = Plot::new(&mut plate, (0.0, height), &across, &up, text);
    let mut named = Vec::new();
    for (place, segment) in report.segments.iter().enumerate() {
        let both = centres.across.segments[place]
            .as_ref()
            .zip(centres.up.segments[place].as_ref());
        if let Some((x, y)) = both {
            named.push(centre(&mut plate, plot, segment, place, (x, y)));
        }
    }
    write_names(&mut plate, &named, plot.area, text);
    plate
}

fn centre(
    plate: &mut Plate,
    plot: Plot,
    segment: &ProfileSegment,
    place: usize,
    (x, y): (&Spread, &Spread),
) -> Named {
    let (ink, shape) = look(place);
    let at = plot.at(x.median.0, y.median.0);
    let arms = [
        vec![plot.at(x.places[0], y.median.0), plot.at(x.places[2], y.median.0)],
        vec![plot.at(x.median.0, y.places[0]), plot.at(x.median.0, y.places[2])],
    ];
    for points in arms {
        plate.figures.push(Figure::Line {
            points,
            ink,
            opacity: 0.7,
            width: 1.5,
            dash: None,
        });
    }
    let says = |name: &str, spread: &Spread| {
        let [low, _, high] = &spread.written;
        format!("{name}: median {}, middle half {low} to {high}", spread.median.1)
    };
    let radius = 6.0 + 14.0 * libm::sqrt(segment.share);
    plate.figures.push(Figure::Mark {
        at,
        radius,
        shape,
        ink,
        is_hollow: false,
    });
    plate.targets.push(Target {
        at,
        reach: Reach::Disc(radius),
        rows: segment.rows.clone(),
        name: segment.name.clone(),
        lines: vec![
            segment.count.clone(),
            says("Current value", x),
            says("Relationship value", y),
        ],
    });
    // Between the arms, not across them.
    Named {
        at: (at.0, at.1 - radius - 7.0),
        radius: 2.0,
        name: segment.name.clone(),
    }
}
