//! What the map shows now: choices, the part that is seen, the layout and what the pointer is over.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use leptos::prelude::*;

use crate::chart::{Frame, HitGrid, Layout, lay_out, reading_order};
use crate::portfolio::{AccountId, Shared};
use crate::report::{
    MapLens, MapOverlay, MapPoint, MapReport, MapView, PointWords, VALUE_MAP, Window, map, point_words,
};
use crate::session::{Compared, Message, Select};
use crate::ui::lens::Room;
use crate::ui::workspace::{Workspace, workspace};

use crate::ui::differentiate::robustness::fresh;

use super::widths::CanvasWidths;

/// What a drag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Moves the map.
    Move,
    /// Selects what a rectangle holds.
    Box,
    /// Selects what a line encloses.
    Lasso,
}

/// Which form of the map is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The drawing.
    Picture,
    /// The same as a table.
    Table,
    /// The same in words.
    Text,
    /// How to read it and where its numbers come from.
    Method,
}

/// A report laid out for a room, with what is found by position.
#[derive(Debug)]
pub struct Scene {
    /// What is shown.
    pub report: MapReport,
    /// Where it stands.
    pub layout: Layout,
    grid: OnceLock<HitGrid>,
    order: OnceLock<Vec<usize>>,
}

impl Scene {
    /// Marks by position; built when first asked for.
    pub fn grid(&self) -> &HitGrid {
        self.grid.get_or_init(|| HitGrid::of(&self.layout))
    }

    /// Marks in reading order; built when first asked for.
    pub fn order(&self) -> &[usize] {
        self.order.get_or_init(|| reading_order(&self.layout))
    }

    /// A point by its index.
    pub fn point(&self, index: usize) -> Option<&MapPoint> {
        self.report.points.get(index)
    }

    /// A point in words.
    pub fn words(&self, index: usize) -> Option<PointWords> {
        self.point(index).map(|point| point_words(&self.report, point))
    }

    /// The index of the point of a row of the portfolio.
    pub fn index_of(&self, row: usize) -> Option<usize> {
        self.report
            .points
            .binary_search_by_key(&row, |point| point.row)
            .ok()
    }
}

/// The report of a lens, worked out when it is shown.
#[derive(Clone, Copy)]
struct KeptReport {
    is_waiting: Memo<bool>,
    report: Memo<Shared<MapReport>>,
}

impl KeptReport {
    /// The report of the lens looked at as in `view`, for as long as the component that calls this lives.
    fn of(workspace: Workspace, view: RwSignal<MapView>) -> Self {
        let choices = Memo::new(move |_| MapView {
            window: Window::ALL,
            ..view.get()
        });
        let is_waiting = Memo::new(move |_| {
            let n_valued = workspace.shown.read().output.n_rows();
            workspace.is_valuing.get() && n_valued != workspace.document.read().portfolio.accounts.len()
        });
        let report = Memo::new_with_compare(
            move |_| {
                let numbers = workspace.style.read();
                let valuation = workspace.shown.read();
                let document = workspace.document.read();
                let passing = workspace.passing.read();
                let passing = passing.as_ref().map(|rows| rows.as_slice());
                let rows = if is_waiting.get() { Some(&[][..]) } else { passing };
                Shared::new(map(&document, &valuation.output, &choices.get(), rows, &numbers))
            },
            changed,
        );
        Self { is_waiting, report }
    }
}

/// Keeps the report of the Value Map while other screens are shown.
pub fn keep_map_report(workspace: Workspace) {
    provide_context(KeptReport::of(workspace, workspace.map_view));
}

/// Everything the parts of the map share.
#[derive(Clone, Copy)]
pub struct MapState {
    /// The open portfolio, and where changes go.
    pub workspace: Workspace,
    /// Which lens it is.
    pub lens: &'static MapLens,
    /// Choices.
    pub view: RwSignal<MapView>,
    /// The numbers are of other accounts: those of the ones that just came in are still being worked out.
    pub is_waiting: Memo<bool>,
    /// The report of everything, whatever part is seen; of no account while waiting.
    pub report: Memo<Shared<MapReport>>,
    /// The scene on screen; `None` before the room is known.
    pub scene: Memo<Option<Shared<Scene>>>,
    /// The room.
    pub room: RwSignal<Option<Room>>,
    /// Rows of the selected accounts.
    pub selected: Memo<BTreeSet<usize>>,
    /// Index of the point under the pointer.
    pub hovered: RwSignal<Option<usize>>,
    /// Index of the point the keyboard is on.
    pub focused: RwSignal<Option<usize>>,
    /// Box or lasso being drawn.
    pub outline: RwSignal<Vec<(f64, f64)>>,
    /// What a drag does.
    pub tool: RwSignal<Tool>,
    /// Which form is shown.
    pub form: RwSignal<Form>,
    /// What a screen reader is told.
    pub said: RwSignal<String>,
    /// Grows when fonts or colours changed, so that everything is drawn anew.
    pub looks: RwSignal<u32>,
}

impl MapState {
    /// The state of the Value Map.
    pub fn of_value_map() -> Self {
        let workspace = workspace();
        Self::with(workspace, &VALUE_MAP, workspace.map_view, expect_context())
    }

    /// The state of another lens, which is found as it was left.
    pub fn of(lens: &'static MapLens) -> Self {
        let workspace = workspace();
        let left = workspace
            .lens_views
            .with_untracked(|views| views.iter().find(|view| *view.lens == *lens).copied());
        let view = RwSignal::new(left.unwrap_or_else(|| MapView::of(lens)));
        Effect::new(move || workspace.keep_lens_view(view.get()));
        Self::with(workspace, lens, view, KeptReport::of(workspace, view))
    }

    fn with(
        workspace: Workspace,
        lens: &'static MapLens,
        view: RwSignal<MapView>,
        KeptReport { is_waiting, report }: KeptReport,
    ) -> Self {
        let window = Memo::new(move |_| view.with(|view| view.window));
        let selected = Memo::new(move |_| selected_rows(workspace));
        let report = dressed(workspace, report, selected);
        let room = RwSignal::new(None::<Room>);
        let looks = RwSignal::new(0);
        let scene = Memo::new_with_compare(
            move |_| {
                looks.track();
                let room = room.get()?;
                let report = report.read().seen_through(window.get());
                let text = if room.width < 560.0 { 11.0 } else { 12.0 };
                let frame = Frame {
                    width: room.width,
                    height: room.height,
                    text,
                    has_legend: false,
                };
                let layout = lay_out(&report, frame, &selected.read(), &CanvasWidths);
                Some(Shared::new(Scene {
                    report,
                    layout,
                    grid: OnceLock::new(),
                    order: OnceLock::new(),
                }))
            },
            |before, after| match (before.and_then(Option::as_ref), after.and_then(Option::as_ref)) {
                (Some(before), Some(after)) => !before.same(after),
                (before, after) => before.is_some() != after.is_some(),
            },
        );
        Self {
            workspace,
            lens,
            view,
            is_waiting,
            report,
            scene,
            room,
            selected,
            hovered: RwSignal::new(None),
            focused: RwSignal::new(None),
            outline: RwSignal::new(Vec::new()),
            tool: RwSignal::new(Tool::Move),
            form: RwSignal::new(Form::Picture),
            said: RwSignal::new(String::new()),
            looks,
        }
    }

    /// The scene on screen, without subscribing.
    pub fn scene_now(self) -> Option<Shared<Scene>> {
        self.scene.get_untracked()
    }

    /// The account of a point.
    pub fn account(self, index: usize) -> Option<AccountId> {
        let row = self
            .report
            .with_untracked(|report| report.points.get(index).map(|point| point.row))?;
        self.workspace.document.with_untracked(|document| {
            document
                .portfolio
                .accounts
                .get(row)
                .map(|account| account.id.clone())
        })
    }

    /// Selects these points, or adds them.
    pub fn select_all(self, indices: &[usize], is_added: bool) {
        let accounts: Vec<AccountId> = indices.iter().filter_map(|&index| self.account(index)).collect();
        self.said.set(match accounts.len() {
            1 => "1 account selected".to_owned(),
            count => format!("{count} accounts selected"),
        });
        let change = if is_added {
            Select::Also(accounts)
        } else {
            Select::These(accounts)
        };
        self.workspace.send(Message::Selected(change));
    }

    /// Changes the part that is seen.
    pub fn look(self, change: impl FnOnce(Window) -> Window) {
        self.view.update(|view| view.window = change(view.window));
    }
}

/// The report with what is drawn over it that takes more than the numbers: trails and firmness.
fn dressed(
    workspace: Workspace,
    report: Memo<Shared<MapReport>>,
    selected: Memo<BTreeSet<usize>>,
) -> Memo<Shared<MapReport>> {
    let drawn = fresh(workspace);
    Memo::new_with_compare(
        move |_| {
            let mut report = report.get();
            let document = workspace.document.read();
            let since = workspace.compared.get();
            let has_ghosts = workspace.scenarios.with(Compared::has_ghosts);
            if let Some(snapshot) = since.filter(|_| has_ghosts || report.overlays.has(MapOverlay::Trails)) {
                report = Shared::new((*report).clone().since(&document, &snapshot, &selected.read()));
            }
            if report.overlays.has(MapOverlay::Firmness)
                && let Some(robustness) = drawn.get()
            {
                report = Shared::new((*report).clone().with_firmness(&robustness.uncertainty.zones));
            }
            report
        },
        changed,
    )
}

/// True unless both are the very same value.
pub fn changed<T>(before: Option<&Shared<T>>, after: Option<&Shared<T>>) -> bool {
    before
        .zip(after)
        .is_none_or(|(before, after)| !before.same(after))
}

/// Rows of the selected accounts.
pub fn selected_rows(workspace: Workspace) -> BTreeSet<usize> {
    let selection = workspace.selection.read();
    if selection.accounts.is_empty() {
        return BTreeSet::new();
    }
    let document = workspace.document.read();
    let accounts = document.portfolio.accounts.iter().enumerate();
    accounts
        .filter(|(_, account)| selection.accounts.contains(&account.id))
        .map(|(row, _)| row)
        .collect()
}
