//! Who brought whom: trees from left to right where there is room, indented lines where there is not.

use crate::maths::sort_by;
use crate::portfolio::AccountKind;
use crate::report::network::{NetworkLine, NetworkNode, NetworkReport};
use crate::report::network_since::LinkThen;

use super::axes::TEXT;
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

/// Room at the edges.
const MARGIN: f64 = 14.0;
/// From one member to the next below it.
const STEP: f64 = 26.0;
/// Between trees that are not linked.
const GAP: f64 = 12.0;
/// Radius of a mark.
const RADIUS: f64 = 5.5;
/// Widest line.
const WIDEST: f64 = 11.0;
/// From one generation to the next where lines are indented.
const INDENT: f64 = 22.0;
/// Room a line needs between two generations.
const REACH: f64 = 56.0;
/// A name is never written longer than this.
const LONGEST_NAME: f64 = 170.0;

/// The plate of the lens.
pub fn network_plate(report: &NetworkReport, width: f64, text: &dyn TextWidths) -> Plate {
    let mut plate = Plate::new(width, 0.0);
    let top = legend(&mut plate, report, text);
    let stands = Layout::new(report, width, text).stands(report, &mut plate, top, text);
    let starts = starts(report, &stands);
    for (line, start) in report.lines.iter().zip(starts) {
        draw_line(&mut plate, report, line, (&stands, start));
    }
    for (node, stand) in report.nodes.iter().zip(&stands) {
        draw_node(&mut plate, node, stand);
    }
    let lowest = stands.iter().map(|stand| stand.at.1).fold(top, f64::max);
    plate.height = lowest + STEP;
    plate
}

/// The sign on a line that came since, or is not there.
const NOT_THERE: Shape = Shape::Wedge;

fn is_only_here(line: &NetworkLine) -> bool {
    line.then == Some(LinkThen::OnlyHere)
}

/// The shape of a member by what it is to us.
const fn shape(kind: AccountKind) -> Shape {
    match kind {
        AccountKind::Customer | AccountKind::Prospect => Shape::Circle,
        AccountKind::Partner => Shape::Square,
        AccountKind::Supplier => Shape::Diamond,
        AccountKind::Employee => Shape::Triangle,
        AccountKind::Alumni => Shape::Wedge,
        AccountKind::Influencer => Shape::Hexagon,
        AccountKind::Other => Shape::Plus,
    }
}

const ROLES: [&str; 4] = ["referral", "reference", "innovation", "learning"];

fn ink(role: &str) -> Ink {
    let place = (0_u8..).zip(ROLES).find(|(_, name)| *name == role);
    place.map_or(Ink::Neutral, |(place, _)| Ink::Series(place))
}

fn mark(at: (f64, f64), shape: Shape, ink: Ink, is_hollow: bool) -> Figure {
    Figure::Mark {
        at,
        radius: RADIUS,
        shape,
        ink,
        is_hollow,
    }
}

/// What shapes, colours and lines mean, as far as they occur; returns where it ends.
fn legend(plate: &mut Plate, report: &NetworkReport, text: &dyn TextWidths) -> f64 {
    let mut items: Vec<(String, Shape, Ink, bool)> = Vec::new();
    for &kind in AccountKind::ALL {
        if report.nodes.iter().any(|node| node.kind == kind) {
            items.push((
                kind.word().to_owned(),
                shape(kind),
                Ink::Neutral,
                kind == AccountKind::Prospect,
            ));
        }
    }
    for role in ROLES {
        if report.nodes.iter().any(|node| node.role == role) {
            items.push((format!("{role} role"), Shape::Circle, ink(role), false));
        }
    }
    items.push((
        "hollow: own value not known".to_owned(),
        Shape::Circle,
        Ink::Muted,
        true,
    ));
    if let Some(since) = &report.since {
        let room = plate.width - 2.0 * MARGIN - 16.0;
        let mut say = |words: &str| {
            items.push((fitted(words, room, TEXT, text), NOT_THERE, Ink::Text, false));
        };
        if report.lines.iter().any(is_only_here) {
            say(&since.sign);
        }
        if report.nodes.iter().any(|node| node.is_let_go) {
            say(&since.struck);
        }
    }
    let (mut x, mut y) = (MARGIN, MARGIN);
    for (words, shape, ink, is_hollow) in items {
        let wide = 16.0 + text.width(&words, TEXT, false);
        if x > MARGIN && x + wide > plate.width - MARGIN {
            (x, y) = (MARGIN, y + TEXT * 1.6);
        }
        plate.figures.push(mark((x + 5.0, y), shape, ink, is_hollow));
        plate
            .figures
            .push(Figure::text(words, (x + 16.0, y), TEXT, Side::Start, Ink::Muted));
        x += wide + 18.0;
    }
    y + TEXT * 2.0
}

/// Where a member stands.
#[derive(Clone, Debug)]
struct Stand {
    at: (f64, f64),
    name: String,
    end: f64,
    is_indented: bool,
}

/// How the trees are laid out.
struct Layout {
    column: f64,
    is_indented: bool,
}

impl Layout {
    fn new(report: &NetworkReport, width: f64, text: &dyn TextWidths) -> Self {
        let n_columns = report.nodes.iter().map(|node| node.generation + 1).max();
        let column = (width - 2.0 * MARGIN) / n_columns.unwrap_or(1) as f64;
        let widest = (report.nodes.iter())
            .map(|node| written(node, LONGEST_NAME, text).1)
            .fold(0.0, f64::max);
        let is_indented = column < widest + 3.0 * RADIUS + REACH;
        Self {
            column: if is_indented { INDENT } else { column.min(340.0) },
            is_indented,
        }
    }

    fn stands(
        &self,
        report: &NetworkReport,
        plate: &mut Plate,
        top: f64,
        text: &dyn TextWidths,
    ) -> Vec<Stand> {
        let top = if self.is_indented {
            top
        } else {
            self.generations(report, plate, top)
        };
        let downs = self.downs(report, top + STEP / 2.0);
        let stand = |(node, down): (&NetworkNode, f64)| {
            let left = MARGIN + RADIUS + node.generation as f64 * self.column;
            let room = (plate.width - left - 3.0 * RADIUS - MARGIN).min(LONGEST_NAME);
            let (name, wide) = written(node, room, text);
            Stand {
                at: (left, down),
                name,
                end: left + 2.0 * RADIUS + wide,
                is_indented: self.is_indented,
            }
        };
        report.nodes.iter().zip(downs).map(stand).collect()
    }

    /// Names of the generations above their columns.
    fn generations(&self, report: &NetworkReport, plate: &mut Plate, top: f64) -> f64 {
        let deepest = report.nodes.iter().map(|node| node.generation).max();
        for generation in 0..=deepest.unwrap_or(0) {
            let words = match generation {
                0 => "Brought others".to_owned(),
                1 => "Brought by them".to_owned(),
                2 => "Brought by those".to_owned(),
                further => format!("Generation {further}"),
            };
            let left = MARGIN + generation as f64 * self.column;
            let figure = Figure::title(words, (left, top + TEXT / 2.0), TEXT, Side::Start, Ink::Muted);
            plate.figures.push(figure);
        }
        top + TEXT * 1.4
    }

    /// How far down each member stands: one below the other, or in the middle of those under it.
    fn downs(&self, report: &NetworkReport, top: f64) -> Vec<f64> {
        let n_nodes = report.nodes.len();
        let mut has_children = vec![false; n_nodes];
        for parent in report.nodes.iter().filter_map(|node| node.parent) {
            has_children[parent] = true;
        }
        let mut downs = vec![top; n_nodes];
        let mut next = top;
        for place in 0..n_nodes {
            if place > 0 && report.starts.contains(&place) {
                next += GAP;
            }
            downs[place] = next;
            if self.is_indented || !has_children[place] {
                next += STEP;
            }
        }
        if !self.is_indented {
            let mut ends: Vec<Option<(f64, f64)>> = vec![None; n_nodes];
            for place in (0..n_nodes).rev() {
                if let Some((first, last)) = ends[place] {
                    downs[place] = (first + last) / 2.0;
                }
                if let Some(parent) = report.nodes[place].parent {
                    let last = ends[parent].map_or(downs[place], |(_, last)| last);
                    ends[parent] = Some((downs[place], last));
                }
            }
        }
        downs
    }
}

/// A name as it fits into `room`, and how wide it is with what stands beside it.
fn written(node: &NetworkNode, room: f64, text: &dyn TextWidths) -> (String, f64) {
    let owed = match node.owed.as_str() {
        "" => 0.0,
        owed => text.width(owed, 11.0, false) + 8.0,
    };
    let name = fitted(&node.name, room - owed, TEXT, text);
    let wide = text.width(&name, TEXT, false) + owed;
    (name, wide)
}

fn draw_node(plate: &mut Plate, node: &NetworkNode, stand: &Stand) {
    let (left, down) = stand.at;
    plate
        .figures
        .push(mark(stand.at, shape(node.kind), ink(node.role), node.is_unvalued));
    // A line that crosses must not make the name unreadable.
    plate.figures.push(Figure::Bar {
        area: Area::between(
            (left + 2.0 * RADIUS - 2.0, down - 8.0),
            (stand.end + 2.0, down + 8.0),
        ),
        ink: Ink::Paper,
        opacity: 0.85,
        is_hatched: false,
    });
    let name = Figure::text(
        stand.name.clone(),
        (left + 2.0 * RADIUS, down),
        TEXT,
        Side::Start,
        Ink::Text,
    );
    plate.figures.push(name);
    if node.is_let_go {
        let ends = vec![(left + 2.0 * RADIUS, down), (stand.end, down)];
        plate.figures.push(Figure::line(ends, 1.2, Ink::Text));
    }
    if !node.owed.is_empty() {
        let owed = Figure::text(node.owed.clone(), (stand.end, down), 11.0, Side::End, Ink::Muted);
        plate.figures.push(owed);
    }
    let area = Area::between((left - 2.0 * RADIUS, down - 11.0), (stand.end + 4.0, down + 11.0));
    plate.targets.push(Target {
        at: stand.at,
        reach: Reach::Box(area),
        rows: vec![node.row],
        name: node.name.clone(),
        lines: node.lines.clone(),
    });
}

/// How wide a line is.
fn width_of(report: &NetworkReport, line: &NetworkLine) -> f64 {
    let sizes = report.lines.iter().map(|line| line.size);
    let largest = sizes.fold(0.0, f64::max);
    let share = if largest > 0.0 { line.size / largest } else { 0.0 };
    1.0 + (WIDEST - 1.0) * share
}

/// How far below the middle of its member each line begins: side by side, in the order of where they lead.
fn starts(report: &NetworkReport, stands: &[Stand]) -> Vec<f64> {
    let mut starts = vec![0.0; report.lines.len()];
    let mut order: Vec<usize> = (0..report.lines.len()).collect();
    sort_by(&mut order, |&one, &other| {
        let ends = |line: &NetworkLine| (line.from, stands[line.to].at.1);
        let (one, other) = (ends(&report.lines[one]), ends(&report.lines[other]));
        one.0.cmp(&other.0).then(one.1.total_cmp(&other.1))
    });
    for of_one in order.chunk_by(|&one, &other| report.lines[one].from == report.lines[other].from) {
        let width = |place: usize| width_of(report, &report.lines[place]);
        let whole: f64 = of_one.iter().map(|&place| width(place)).sum();
        let mut so_far = -whole / 2.0;
        for &place in of_one {
            starts[place] = so_far + width(place) / 2.0;
            so_far += width(place);
        }
    }
    starts
}

fn draw_line(
    plate: &mut Plate,
    report: &NetworkReport,
    line: &NetworkLine,
    (stands, start): (&[Stand], f64),
) {
    let (from, to) = (&stands[line.from], &stands[line.to]);
    let points = match (line.is_of_tree, from.is_indented) {
        (true, true) => elbow(from, to),
        (false, true) => around(from, to, plate.width),
        (_, false) => bow(from, to, start),
    };
    plate.figures.push(Figure::Line {
        points: points.clone(),
        ink: if line.is_of_tree { Ink::Accent } else { Ink::Muted },
        opacity: if line.is_valued { 0.4 } else { 0.7 },
        width: width_of(report, line),
        dash: (!line.is_valued).then_some(4.0),
    });
    if is_only_here(line) {
        let at = points[points.len() / 2];
        plate.figures.push(Figure::Mark {
            at,
            radius: 4.0,
            shape: NOT_THERE,
            ink: Ink::Text,
            is_hollow: false,
        });
    }
    let ends = [&report.nodes[line.from], &report.nodes[line.to]];
    plate.targets.push(Target {
        at: points[points.len() / 2],
        reach: Reach::Path(points),
        rows: ends.map(|node| node.row).to_vec(),
        name: format!("{} → {}", ends[0].name, ends[1].name),
        lines: line.lines.clone(),
    });
}

/// Down from one mark and across to another.
fn elbow(from: &Stand, to: &Stand) -> Vec<(f64, f64)> {
    let corner = (from.at.0, to.at.1);
    vec![
        (from.at.0, from.at.1 + RADIUS + 2.0),
        corner,
        ((corner.0 + to.at.0) / 2.0, corner.1),
        (to.at.0 - RADIUS - 2.0, to.at.1),
    ]
}

/// From the end of one name round to the end of another.
fn around(from: &Stand, to: &Stand, width: f64) -> Vec<(f64, f64)> {
    let ends = [(from.end + 6.0, from.at.1), (to.end + 6.0, to.at.1)];
    let out = (ends[0].0.max(ends[1].0) + 26.0).min(width - 4.0);
    curve(ends[0], (out, ends[0].1), (out, ends[1].1), ends[1])
}

/// From the end of one name to the mark of another.
fn bow(from: &Stand, to: &Stand, below: f64) -> Vec<(f64, f64)> {
    let start = (from.end + 6.0, from.at.1 + below);
    let end = (to.at.0 - RADIUS - 3.0, to.at.1);
    let pull = ((end.0 - start.0) / 2.0).max(24.0);
    curve(start, (start.0 + pull, start.1), (end.0 - pull, end.1), end)
}

/// A cubic Bézier curve as points.
fn curve(start: (f64, f64), one: (f64, f64), two: (f64, f64), end: (f64, f64)) -> Vec<(f64, f64)> {
    const PARTS: u32 = 20;
    let at = |part: u32| {
        let there = f64::from(part) / f64::from(PARTS);
        let back = 1.0 - there;
        let mixed = |a: f64, b: f64, c: f64, d: f64| {
            back * back * back * a
                + 3.0 * back * back * there * b
                + 3.0 * back * there * there * c
                + there * there * there * d
        };
        (
            mixed(start.0, one.0, two.0, end.0),
            mixed(start.1, one.1, two.1, end.1),
        )
    };
    (0..=PARTS).map(at).collect()
}
