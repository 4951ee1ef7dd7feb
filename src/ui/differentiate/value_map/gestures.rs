//! Pointer, pinch and wheel: hover, click, drag of the map, of a threshold, of a box or a lasso.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent, WheelEvent};

use crate::chart::Area;
use crate::platform::clock;
use crate::session::{Edit, Gesture, Message, Place, Select};

use super::state::{MapState, Scene, Tool};

/// Movement in pixels from which a press is a drag and no click.
const DRAG: f64 = 4.0;
/// From this many accounts on a dragged threshold is only applied when it is let go.
const LIVE: usize = 5_000;

#[derive(Clone, Debug, PartialEq)]
enum Drag {
    None,
    /// Pressed, not yet moved far enough.
    Press,
    Map,
    Box,
    Lasso,
    Threshold {
        is_across: bool,
        gesture: Gesture,
    },
    Pinch,
}

#[derive(Clone, Debug)]
struct Hand {
    drag: Drag,
    /// Pointers that are down: number and place.
    down: Vec<(i32, (f64, f64))>,
    start: (f64, f64),
    last: (f64, f64),
}

/// What the hands on the stage are doing.
#[derive(Clone, Copy)]
pub struct Gestures {
    state: MapState,
    hand: StoredValue<Hand>,
    /// Threshold under the pointer: `Some(true)` the upright one.
    line: RwSignal<Option<bool>>,
}

impl Gestures {
    /// No hand on the stage yet.
    pub fn new(state: MapState) -> Self {
        let hand = Hand {
            drag: Drag::None,
            down: Vec::new(),
            start: (0.0, 0.0),
            last: (0.0, 0.0),
        };
        Self {
            state,
            hand: StoredValue::new(hand),
            line: RwSignal::new(None),
        }
    }

    /// Which threshold is under the pointer, for the cursor.
    pub fn line(self) -> Option<&'static str> {
        self.line
            .get()
            .map(|is_across| if is_across { "across" } else { "up" })
    }

    /// A finger or button went down.
    pub fn down(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let at = place(event);
        capture(event);
        let over = self.threshold_at(at, reach(event));
        self.hand.update_value(|hand| {
            hand.down.push((event.pointer_id(), at));
            (hand.start, hand.last) = (at, at);
            hand.drag = match (hand.down.len(), over, self.state.tool.get_untracked()) {
                (2.., _, _) => Drag::Pinch,
                (_, Some(is_across), _) => Drag::Threshold {
                    is_across,
                    gesture: Gesture(clock::now() as u64),
                },
                (_, _, Tool::Move) => Drag::Press,
                (_, _, Tool::Box) => Drag::Box,
                (_, _, Tool::Lasso) => Drag::Lasso,
            };
        });
    }

    /// The pointer moved, pressed or not.
    pub fn moved(self, event: &PointerEvent) {
        let at = place(event);
        let mut hand = self.hand.get_value();
        match hand.drag.clone() {
            Drag::None => return self.hover(at, reach(event)),
            Drag::Press if far(hand.start, at) => hand.drag = Drag::Map,
            Drag::Press => {}
            Drag::Map => self.pan(hand.last, at),
            Drag::Box => self.state.outline.set(corners(hand.start, at)),
            Drag::Lasso => self.state.outline.update(|outline| outline.push(at)),
            Drag::Threshold { is_across, gesture } => self.drag_threshold(is_across, gesture, at, false),
            Drag::Pinch => self.pinch(&hand, event.pointer_id(), at),
        }
        hand.last = at;
        if let Some(pointer) = hand
            .down
            .iter_mut()
            .find(|pointer| pointer.0 == event.pointer_id())
        {
            pointer.1 = at;
        }
        self.hand.set_value(hand);
    }

    /// A finger or button was lifted.
    pub fn up(self, event: &PointerEvent) {
        let at = place(event);
        let hand = self.hand.get_value();
        let is_added = event.shift_key() || event.ctrl_key() || event.meta_key();
        match hand.drag {
            Drag::Press => self.click(at, reach(event), is_added),
            Drag::Box | Drag::Lasso if !far(hand.start, at) && hand.drag == Drag::Box => {
                self.click(at, reach(event), is_added);
            }
            Drag::Box => self.take(
                |scene| scene.grid().within(&scene.layout, Area::between(hand.start, at)),
                is_added,
            ),
            Drag::Lasso => {
                let outline = self.state.outline.get_untracked();
                self.take(|scene| scene.grid().inside(&scene.layout, &outline), is_added);
            }
            Drag::Threshold { is_across, gesture } if far(hand.start, at) => {
                self.drag_threshold(is_across, gesture, at, true);
            }
            _ => {}
        }
        self.lift(event.pointer_id());
    }

    /// The browser took the pointer away.
    pub fn cancelled(self, event: &PointerEvent) {
        self.lift(event.pointer_id());
    }

    fn lift(self, pointer: i32) {
        self.state.outline.set(Vec::new());
        self.hand.update_value(|hand| {
            hand.down.retain(|down| down.0 != pointer);
            // One finger left of a pinch goes on moving the map.
            hand.drag = if hand.down.is_empty() {
                Drag::None
            } else {
                Drag::Map
            };
            hand.last = hand.down.first().map_or(hand.last, |down| down.1);
        });
    }

    /// Zooms around the pointer.
    pub fn wheel(self, event: &WheelEvent) {
        let Some(scene) = self.state.scene_now() else {
            return;
        };
        event.prevent_default();
        let at = place(event);
        let lines = if event.delta_mode() == 1 { 16.0 } else { 1.0 };
        let speed = if event.ctrl_key() { 0.01 } else { 0.0015 };
        let factor = libm::exp((event.delta_y() * lines * speed).clamp(-0.7, 0.7));
        self.zoom(&scene, factor, at);
    }

    /// Opens the account under the pointer.
    pub fn open_hovered(self) {
        if let Some(account) = self
            .state
            .hovered
            .get_untracked()
            .and_then(|index| self.state.account(index))
        {
            self.state.workspace.send(Message::Went(Place::Account(account)));
        }
    }

    fn zoom(self, scene: &Scene, factor: f64, at: (f64, f64)) {
        let across = scene.layout.place_across(&scene.report, at.0);
        let up = scene.layout.place_up(&scene.report, at.1);
        self.state.look(|window| window.zoomed(factor, across, up));
    }

    fn pan(self, from: (f64, f64), to: (f64, f64)) {
        let Some(scene) = self.state.scene_now() else {
            return;
        };
        let inner = scene.layout.inner();
        let (across, up) = ((from.0 - to.0) / inner.width(), (to.1 - from.1) / inner.height());
        self.state.look(|window| window.panned(across, up));
    }

    fn pinch(self, hand: &Hand, pointer: i32, at: (f64, f64)) {
        let Some(scene) = self.state.scene_now() else {
            return;
        };
        let [first, second, ..] = hand.down[..] else {
            return;
        };
        let (moving, other) = if first.0 == pointer {
            (first.1, second.1)
        } else {
            (second.1, first.1)
        };
        let length = |a: (f64, f64), b: (f64, f64)| libm::hypot(a.0 - b.0, a.1 - b.1).max(1.0);
        let middle = |a: (f64, f64), b: (f64, f64)| ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
        self.zoom(
            &scene,
            length(moving, other) / length(at, other),
            middle(at, other),
        );
        self.pan(middle(moving, other), middle(at, other));
    }

    fn hover(self, at: (f64, f64), reach: f64) {
        let found = self
            .state
            .scene_now()
            .and_then(|scene| scene.grid().nearest(&scene.layout, at, reach));
        if self.state.hovered.get_untracked() != found {
            self.state.hovered.set(found);
        }
        let line = if found.is_some() {
            None
        } else {
            self.threshold_at(at, reach)
        };
        if self.line.get_untracked() != line {
            self.line.set(line);
        }
    }

    fn click(self, at: (f64, f64), reach: f64, is_added: bool) {
        let found = self
            .state
            .scene_now()
            .and_then(|scene| scene.grid().nearest(&scene.layout, at, reach));
        self.state.hovered.set(found);
        let account = found.and_then(|index| self.state.account(index));
        let change = match account {
            Some(account) if is_added => Select::Toggle(account),
            None if is_added => return,
            account => Select::Only(account),
        };
        self.state.workspace.send(Message::Selected(change));
    }

    fn take(self, members: impl FnOnce(&Scene) -> Vec<usize>, is_added: bool) {
        if let Some(scene) = self.state.scene_now() {
            self.state.select_all(&members(&scene), is_added);
        }
    }

    /// The threshold under `at`, unless a mark is there: its handle, or the line itself.
    fn threshold_at(self, at: (f64, f64), reach: f64) -> Option<bool> {
        let scene = self.state.scene_now()?;
        let layout = &scene.layout;
        let reach = (reach * 0.75).max(6.0);
        if scene.grid().nearest(layout, at, 1.0).is_some() {
            return None;
        }
        let in_height = at.1 >= layout.plot.top - 12.0 && at.1 <= layout.plot.bottom + 4.0;
        let in_width = at.0 >= layout.plot.left - 4.0 && at.0 <= layout.plot.right + 12.0;
        if layout
            .threshold_x
            .is_some_and(|x| (x - at.0).abs() <= reach && in_height)
        {
            return Some(true);
        }
        layout
            .threshold_y
            .is_some_and(|y| (y - at.1).abs() <= reach && in_width)
            .then_some(false)
    }

    fn drag_threshold(self, is_across: bool, gesture: Gesture, at: (f64, f64), is_last: bool) {
        let Some(scene) = self.state.scene_now() else {
            return;
        };
        let (layout, report) = (&scene.layout, &scene.report);
        let plot = layout.plot;
        let (axis, place) = match is_across {
            true => (
                &report.x,
                layout.place_across(report, at.0.clamp(plot.left, plot.right)),
            ),
            false => (
                &report.y,
                layout.place_up(report, at.1.clamp(plot.top, plot.bottom)),
            ),
        };
        if report.n_points() > LIVE && !is_last {
            let line = match is_across {
                true => vec![(at.0, plot.top), (at.0, plot.bottom)],
                false => vec![(plot.left, at.1), (plot.right, at.1)],
            };
            return self.state.outline.set(line);
        }
        let value = Some(round_between(
            axis.scale.value(place.clamp(0.0, 1.0)),
            axis.scale.value(place + 0.004),
        ));
        let edit = Edit::ThresholdMoved {
            measure: axis.measure,
            value,
        };
        self.state.workspace.send(Message::Edited(edit, Some(gesture)));
    }
}

/// `value` with only as many digits as a pixel or two can tell apart.
fn round_between(value: f64, next: f64) -> f64 {
    let step = (next - value).abs();
    if !(step.is_finite() && step > 0.0) {
        return value;
    }
    let power = libm::exp10(libm::floor(libm::log10(step)));
    let rounded = libm::round(value / power) * power;
    // Shed the noise of the last bit: 0.1 · 3 is written 0.3.
    libm::round(rounded * 1e9) / 1e9
}

fn corners(a: (f64, f64), b: (f64, f64)) -> Vec<(f64, f64)> {
    vec![a, (b.0, a.1), b, (a.0, b.1)]
}

fn far(a: (f64, f64), b: (f64, f64)) -> bool {
    libm::hypot(a.0 - b.0, a.1 - b.1) >= DRAG
}

/// How near the pointer must come: fingers are broader than arrows.
fn reach(event: &PointerEvent) -> f64 {
    if event.pointer_type() == "touch" {
        22.0
    } else {
        8.0
    }
}

/// Where on the stage, in CSS pixels.
fn place(event: &web_sys::MouseEvent) -> (f64, f64) {
    let stage = event
        .current_target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(stage) = stage else { return (0.0, 0.0) };
    let bounds = stage.get_bounding_client_rect();
    (
        f64::from(event.client_x()) - bounds.left(),
        f64::from(event.client_y()) - bounds.top(),
    )
}

fn capture(event: &PointerEvent) {
    let stage = event
        .current_target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    if let Some(stage) = stage {
        // Refused only for a pointer that is already gone.
        let _ = stage.set_pointer_capture(event.pointer_id());
    }
}
