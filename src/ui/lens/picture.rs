//! A plate on screen: two canvases, a card, pointer and keyboard, ways out.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, PointerEvent};

use crate::chart::{Pen, Plate, TextWidths, Theme, UNITS, draw_plate, draw_plate_overlay};
use crate::portfolio::{AccountId, Shared};
use crate::session::{Message, Place, Select};
use crate::ui::differentiate::{CanvasWidths, selected_rows};
use crate::ui::workspace::{Workspace, workspace};

use super::keys;
use super::paper::{PaperPicture, on_paper};
use super::stage::{Looks, Room, drawing_area, follow_looks, follow_size, prepare};
use super::take::TakePicture;

/// Makes the plate for a width.
pub type Painter = Arc<dyn Fn(f64, &dyn TextWidths) -> Plate + Send + Sync>;

/// What the parts of a picture share.
#[derive(Clone, Copy)]
pub struct Board {
    /// The open portfolio, and where changes go.
    pub workspace: Workspace,
    /// The plate on screen; `None` before its room is known.
    pub plate: Memo<Option<Shared<Plate>>>,
    /// Index of the target under the pointer.
    pub hovered: RwSignal<Option<usize>>,
    /// Index of the target the keyboard is on.
    pub focused: RwSignal<Option<usize>>,
    /// What a screen reader is told.
    pub said: RwSignal<String>,
    selected: Memo<BTreeSet<usize>>,
    picked: Option<Callback<(usize, bool)>>,
}

impl Board {
    /// The plate on screen, without subscribing.
    pub fn now(self) -> Option<Shared<Plate>> {
        self.plate.get_untracked()
    }

    /// True where every account of the target is selected.
    pub fn is_selected(self, index: usize) -> bool {
        let Some(plate) = self.now() else { return false };
        let rows = self.selected.read_untracked();
        plate.selected(|row| rows.contains(&row)).contains(&index)
    }

    /// Selects what the target stands for, or drops it where all of it is selected already and `is_added`.
    pub fn pick(self, index: usize, is_added: bool) {
        if let Some(picked) = self.picked {
            return picked.run((index, true));
        }
        let accounts = self.accounts(index);
        let change = match (accounts.as_slice(), is_added) {
            ([], _) => return,
            ([only], true) => Select::Toggle(only.clone()),
            (_, true) => Select::Also(accounts),
            (_, false) => Select::These(accounts),
        };
        self.workspace.send(Message::Selected(change));
    }

    /// Opens the account of a target that stands for one.
    pub fn open(self, index: usize) {
        if let Some(picked) = self.picked {
            return picked.run((index, true));
        }
        if let [only] = self.accounts(index).as_slice() {
            self.workspace.send(Message::Went(Place::Account(only.clone())));
        }
    }

    fn accounts(self, index: usize) -> Vec<AccountId> {
        let Some(plate) = self.now() else {
            return Vec::new();
        };
        let rows = plate.targets.get(index).map_or(&[][..], |target| &target.rows);
        self.workspace.document.with_untracked(|document| {
            let accounts = &document.portfolio.accounts;
            let known = rows.iter().filter_map(|&row| accounts.get(row));
            known.map(|account| account.id.clone()).collect()
        })
    }
}

/// A picture that answers. `draw` reads whatever report it shows and is called again when that changes.
#[component]
pub fn PlatePicture(
    /// Its name for people and screen readers, as a heading above it.
    title: &'static str,
    /// Its name in file names.
    file: &'static str,
    /// Makes the plate for a width.
    draw: impl Fn(f64, &dyn TextWidths) -> Plate + Send + Sync + 'static,
    /// Takes the target that is picked in place of selecting accounts, also while the pointer drags along; true at the end.
    #[prop(optional)]
    on_pick: Option<Callback<(usize, bool)>>,
) -> impl IntoView {
    let workspace = workspace();
    let painter: Painter = Arc::new(draw);
    let stage: NodeRef<Div> = NodeRef::new();
    let ground: NodeRef<Canvas> = NodeRef::new();
    let upper: NodeRef<Canvas> = NodeRef::new();
    let room = RwSignal::new(None::<Room>);
    follow_size(stage, room);
    let Looks { theme, count } = follow_looks(stage);
    let width = Memo::new(move |_| room.get().map(|room| room.width));
    let plate = {
        let painter = painter.clone();
        Memo::new_with_compare(
            move |_| {
                count.track();
                Some(Shared::new(painter(width.get()?, &CanvasWidths)))
            },
            |before, after| before != after,
        )
    };
    let board = Board {
        workspace,
        plate,
        hovered: RwSignal::new(None),
        focused: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        selected: Memo::new(move |_| selected_rows(workspace)),
        picked: on_pick,
    };
    let ratio = move || room.with_untracked(|room| room.map_or(1.0, |room| room.ratio));
    Effect::new(move || {
        if let (Some(canvas), Some(plate), Some(theme)) = (ground.get(), plate.get(), theme.get()) {
            // A browser that refuses a canvas still has the table and the text.
            let _ = paint(&canvas, &plate, &theme, ratio());
        }
    });
    Effect::new(move || {
        if let (Some(canvas), Some(plate), Some(theme)) = (upper.get(), plate.get(), theme.get()) {
            let _ = paint_overlay(&canvas, &plate, &theme, ratio(), board);
        }
    });
    let height = move || {
        plate.with(|plate| {
            plate
                .as_ref()
                .map_or_else(String::new, |plate| format!("height:{}px", plate.height))
        })
    };
    let keys_id = format!("{file}-keys");
    let described = keys_id.clone();
    view! {
        <figure class="plate desk-figure">
            <figcaption>
                <h2>{title}</h2>
                <TakePicture title file painter=painter.clone() />
            </figcaption>
            <div
                class="plate-stage"
                node_ref=stage
                style=height
                tabindex="0"
                role="application"
                aria-label=title
                aria-describedby=described
                on:pointerdown=move |event| hold(board, &event)
                on:pointermove=move |event| hover(board, &event)
                on:pointerleave=move |_| board.hovered.set(None)
                on:click=move |event| click(board, &event)
                on:dblclick=move |_| open_hovered(board)
                on:keydown=move |event| keys::pressed(board, &event)
                on:focus=move |event| keys::entered(board, &event)
                on:blur=move |_| board.focused.set(None)
            >
                <canvas node_ref=ground aria-hidden="true"></canvas>
                <canvas node_ref=upper aria-hidden="true"></canvas>
                <Card board />
            </div>
            <p id=keys_id class="visually-hidden">
                "Arrow keys go to the neighbour in that direction, square brackets walk in reading order, "
                {if on_pick.is_some() { "Enter picks, " } else { "Space selects, Enter opens the account, " }}
                "Escape leaves the picture."
            </p>
            <p class="visually-hidden" role="status" aria-live="polite">{board.said}</p>
            <PaperPicture fill=on_paper(painter) />
        </figure>
    }
}

/// Pixels around a target within which it is still meant.
fn slack(event: &PointerEvent) -> f64 {
    if event.pointer_type() == "mouse" {
        6.0
    } else {
        18.0
    }
}

/// The target that stands nearest above or below the pointer.
fn nearest(board: Board, x: f64) -> Option<usize> {
    let plate = board.now()?;
    let away = |index: &usize| (plate.targets[*index].at.0 - x).abs();
    (0..plate.targets.len()).min_by(|one, other| away(one).total_cmp(&away(other)))
}

/// Keeps hearing of a pointer that drags along, also when it leaves the picture.
fn hold(board: Board, event: &PointerEvent) {
    let stage = event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if let Some(stage) = stage.filter(|_| board.picked.is_some()) {
        // Refused only where the pointer is gone already.
        let _ = stage.set_pointer_capture(event.pointer_id());
    }
}

fn hover(board: Board, event: &PointerEvent) {
    let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
    if let Some(picked) = board.picked.filter(|_| event.buttons() & 1 == 1) {
        let along = nearest(board, at.0);
        board.hovered.set(along);
        return along.into_iter().for_each(|index| picked.run((index, false)));
    }
    let found = board.now().and_then(|plate| plate.under(at, slack(event)));
    if found != board.hovered.get_untracked() {
        board.hovered.set(found);
    }
}

fn click(board: Board, event: &web_sys::MouseEvent) {
    let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let found = match board.picked {
        Some(_) => nearest(board, at.0),
        None => board.now().and_then(|plate| plate.under(at, 12.0)),
    };
    board.hovered.set(found);
    if let Some(index) = found {
        board.pick(index, event.shift_key() || event.ctrl_key() || event.meta_key());
    }
}

fn open_hovered(board: Board) {
    if let Some(index) = board.hovered.get_untracked() {
        board.open(index);
    }
}

/// What is under the pointer or the keyboard, in words.
#[component]
fn Card(board: Board) -> impl IntoView {
    move || {
        let index = board.hovered.get().or(board.focused.get())?;
        let plate = board.plate.get()?;
        let target = plate.targets.get(index)?.clone();
        let (x, y) = target.at;
        let (is_right, is_low) = (x > plate.width * 0.6, y > plate.height * 0.6);
        let shift = |is_back: bool| if is_back { "-100%" } else { "0" };
        let left = if is_right { x - 14.0 } else { x + 14.0 };
        let top = if is_low { y - 10.0 } else { y + 10.0 };
        let style = format!(
            "left:{left:.0}px;top:{top:.0}px;transform:translate({},{})",
            shift(is_right),
            shift(is_low)
        );
        let lines = target
            .lines
            .into_iter()
            .map(|line| view! { <p>{line}</p> })
            .collect_view();
        Some(
            view! { <div class="map-card" style=style aria-hidden="true"><strong>{target.name}</strong>{lines}</div> },
        )
    }
}

fn paint(canvas: &HtmlCanvasElement, plate: &Plate, theme: &Theme, ratio: f64) -> Option<()> {
    prepare(canvas, (plate.width, plate.height), ratio)?;
    draw_plate(&Pen::new(&drawing_area(canvas)?, &theme.font, 1.0), plate, theme).ok()
}

fn paint_overlay(
    canvas: &HtmlCanvasElement,
    plate: &Plate,
    theme: &Theme,
    ratio: f64,
    board: Board,
) -> Option<()> {
    let context = prepare(canvas, (plate.width, plate.height), ratio)?;
    context.clear_rect(0.0, 0.0, plate.width * UNITS, plate.height * UNITS);
    let rows = board.selected.read();
    let selected = plate.selected(|row| rows.contains(&row));
    let pointed = (board.hovered.get(), board.focused.get());
    draw_plate_overlay(
        &Pen::new(&drawing_area(canvas)?, &theme.font, 1.0),
        plate,
        theme,
        &selected,
        pointed,
    )
    .ok()
}
