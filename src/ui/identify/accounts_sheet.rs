//! What the table on screen knows: the cell in focus, the block around it, the cell being written in.

use leptos::html::Div;
use leptos::prelude::*;

use crate::platform::clock;
use crate::portfolio::{Account, AccountId};
use crate::report::table::{ColumnId, ColumnReport, ColumnSupply, TableOrder, TableZones, columns};
use crate::session::{Edit, Gesture, Message, TableBlock, TableChange};
use crate::ui::workspace::Workspace;

/// Width of the column of check boxes, in CSS pixels.
pub const CHECK_WIDTH: f64 = 40.0;

/// A cell: row 0 is the header, column 0 the check boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// 0 is the header; the row of `position` is `position + 1`.
    pub row: usize,
    /// 0 are the check boxes.
    pub column: usize,
}

/// The cell being written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    /// Where.
    pub spot: Spot,
    /// Whose.
    pub account: AccountId,
    /// Which column.
    pub column: ColumnId,
}

/// A block of cells: positions of rows and columns, the ends not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// First row and the one after the last.
    pub rows: (usize, usize),
    /// First column and the one after the last.
    pub across: (usize, usize),
}

/// The state of the table on screen. It dies with the page.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// What screens read and where they send.
    pub workspace: Workspace,
    /// What decides which columns there are.
    pub supply: Memo<ColumnSupply>,
    /// The columns shown.
    pub columns: Memo<Vec<ColumnReport>>,
    /// The rows shown, with the number of times sorting anew was asked for.
    pub order: Memo<(u32, TableOrder)>,
    /// The zone of every account.
    pub zones: Memo<TableZones>,
    /// How often sorting anew was asked for.
    pub times_sorted: RwSignal<u32>,
    /// The cell in focus.
    pub active: RwSignal<Spot>,
    /// The corner of the block across from the cell in focus.
    pub reach: RwSignal<Option<Spot>>,
    /// The cell being written in.
    pub editing: RwSignal<Option<Editing>>,
    /// What was written so far.
    pub draft: StoredValue<String>,
    /// Why it was not taken.
    pub refusal: RwSignal<Option<String>>,
    /// Cells of a pasted block that were not taken.
    pub refusals: RwSignal<Vec<String>>,
    /// Positions of the rows in view: the first and the one after the last.
    pub window: RwSignal<(usize, usize)>,
    /// Height of a row, in CSS pixels.
    pub row_height: RwSignal<f64>,
    /// Width of the table on screen, in CSS pixels.
    pub view_width: RwSignal<f64>,
    /// True while columns are scrolled out of view.
    pub is_aside: RwSignal<bool>,
    /// A column while its edge is being dragged.
    pub dragged: RwSignal<Option<(ColumnId, u16)>>,
    /// The column whose menu is open.
    pub menu: RwSignal<Option<ColumnId>>,
    /// What is spoken.
    pub spoken: RwSignal<String>,
    /// The element that scrolls.
    pub scroller: NodeRef<Div>,
    /// True when the cell in focus is to get the keyboard.
    pub wants_focus: StoredValue<bool>,
    /// True until the keyboard goes elsewhere on the page.
    pub had_focus: StoredValue<bool>,
    /// The account just added: naming it is part of adding it.
    pub added: StoredValue<Option<(AccountId, Gesture)>>,
}

impl Sheet {
    /// A sheet over the open portfolio.
    pub fn new(workspace: Workspace) -> Self {
        let times_sorted = RwSignal::new(0);
        let supply = supply_of(workspace);
        let columns = Memo::new(move |_| columns(&supply.read(), &workspace.table.read()));
        Self {
            workspace,
            zones: zones_of(workspace),
            supply,
            columns,
            order: order_of(workspace, times_sorted),
            times_sorted,
            active: RwSignal::new(Spot { row: 1, column: 1 }),
            reach: RwSignal::new(None),
            editing: RwSignal::new(None),
            draft: StoredValue::new(String::new()),
            refusal: RwSignal::new(None),
            refusals: RwSignal::new(Vec::new()),
            window: RwSignal::new((0, 40)),
            row_height: RwSignal::new(32.0),
            view_width: RwSignal::new(1200.0),
            is_aside: RwSignal::new(false),
            dragged: RwSignal::new(None),
            menu: RwSignal::new(None),
            spoken: RwSignal::new(String::new()),
            scroller: NodeRef::new(),
            wants_focus: StoredValue::new(false),
            had_focus: StoredValue::new(false),
            added: StoredValue::new(None),
        }
    }

    /// Number of rows below the header.
    pub fn n_rows(self) -> usize {
        self.order.with_untracked(|(_, order)| order.rows.len())
    }

    /// Number of columns, the check boxes included.
    pub fn n_columns(self) -> usize {
        self.columns.with_untracked(Vec::len) + 1
    }

    /// The column at `place`; `None` for the check boxes.
    pub fn column(self, place: usize) -> Option<ColumnId> {
        let place = place.checked_sub(1)?;
        self.columns
            .with_untracked(|columns| columns.get(place).map(|column| column.id.clone()))
    }

    /// The account at `position` of the table.
    pub fn account_at(self, position: usize) -> Option<AccountId> {
        let row = self
            .order
            .with_untracked(|(_, order)| order.rows.get(position).copied())?;
        let document = self.workspace.document.read_untracked();
        Some(document.portfolio.accounts.get(row as usize)?.id.clone())
    }

    /// The accounts of the table, in its order.
    pub fn accounts(self, positions: std::ops::Range<usize>) -> Vec<AccountId> {
        let document = self.workspace.document.read_untracked();
        let accounts = &document.portfolio.accounts;
        self.order.with_untracked(|(_, order)| {
            let rows = order.rows.get(positions).unwrap_or_default();
            let known = rows.iter().filter_map(|&row| accounts.get(row as usize));
            known.map(|account| account.id.clone()).collect()
        })
    }

    /// The cell in focus, within what is there.
    pub fn spot(self) -> Spot {
        let spot = self.active.get_untracked();
        Spot {
            row: spot.row.min(self.n_rows()),
            column: spot.column.min(self.n_columns() - 1),
        }
    }

    /// The block of cells around the cell in focus; `None` in the header and the check boxes.
    pub fn block(self) -> Option<Block> {
        block_of(self.spot(), self.reach.get_untracked())
    }

    /// Does `what` with the block that begins or consists of these cells.
    pub fn with_block<T>(self, block: Block, what: impl FnOnce(&TableBlock) -> T) -> T {
        let document = self.workspace.document.read_untracked();
        let style = self.workspace.style.read_untracked();
        let columns = self
            .columns
            .with_untracked(|columns| columns.iter().map(|column| column.id.clone()).collect::<Vec<_>>());
        self.order.with_untracked(|(_, order)| {
            what(&TableBlock {
                document: &document,
                order: &order.rows,
                columns: &columns,
                rows: block.rows,
                across: block.across,
                style: &style,
            })
        })
    }

    /// Changes the way the table is looked at; the account in focus stays in focus.
    pub fn change(self, change: TableChange) {
        let spot = self.spot();
        let account = spot
            .row
            .checked_sub(1)
            .and_then(|position| self.account_at(position));
        self.reach.set(None);
        self.workspace.send(Message::Table(change));
        if let Some(account) = account {
            let document = self.workspace.document.read_untracked();
            let row = document.portfolio.row_of(&account);
            let position = row.and_then(|row| self.order.with_untracked(|(_, order)| order.position(row)));
            let row = position.map_or(1, |position| position + 1);
            self.active.set(Spot { row, ..spot });
        }
    }

    /// Says what the order is now.
    pub fn speak_order(self) {
        let workspace = self.workspace;
        let sentence = self.order.with_untracked(|(_, order)| {
            let about = crate::report::table::summary(
                &workspace.valuation.read_untracked().output,
                order,
                &workspace.style.read_untracked(),
            );
            crate::report::table::order_sentence(&workspace.table.read_untracked(), &about.count)
        });
        self.spoken.set(sentence);
    }

    /// Adds an account at the end and begins to write its name.
    pub fn add_account(self) {
        let gesture = Gesture(clock::now() as u64);
        let id = AccountId::new(&clock::new_id("account"));
        let account = Account::new(id.clone(), "New account");
        self.workspace
            .send(Message::Edited(Edit::AccountsAdded(vec![account]), Some(gesture)));
        let row = self
            .workspace
            .document
            .with_untracked(|document| document.portfolio.row_of(&id));
        let position = row.and_then(|row| self.order.with_untracked(|(_, order)| order.position(row)));
        let Some(position) = position else {
            return;
        };
        self.added.set_value(Some((id, gesture)));
        self.go(Spot {
            row: position + 1,
            column: 1,
        });
        self.edit_active();
    }

    /// Takes the selected accounts out; the notice offers undo.
    pub fn delete_selected(self) {
        let selected: Vec<AccountId> = self
            .workspace
            .selection
            .with_untracked(|selection| selection.accounts.iter().cloned().collect());
        if !selected.is_empty() {
            self.reach.set(None);
            self.workspace
                .send(Message::Edited(Edit::AccountsDeleted(selected), None));
            self.go(self.spot());
        }
    }
}

/// What decides which columns there are; an edit that leaves that as it is wakes nobody.
fn supply_of(workspace: Workspace) -> Memo<ColumnSupply> {
    let next = move |before: Option<&ColumnSupply>| {
        let document = workspace.document.read();
        before.map_or_else(|| ColumnSupply::new(&document), |before| before.next(&document))
    };
    Memo::new_with_compare(next, |before, after| match (before, after) {
        (Some(before), Some(after)) => !before.offers_the_same(after),
        _ => true,
    })
}

/// The rows as they stand; an edit after which they stand as before wakes nobody.
fn order_of(workspace: Workspace, times_sorted: RwSignal<u32>) -> Memo<(u32, TableOrder)> {
    let next = move |before: Option<&(u32, TableOrder)>| {
        let (document, valuation) = (workspace.document.read(), workspace.valuation.read());
        let (view, times) = (workspace.table.read(), times_sorted.get());
        let order = match before {
            Some((then, order)) if *then == times => order.next(&document, &valuation.output, &view),
            Some((_, order)) => order.again(&document, &valuation.output, &view),
            None => TableOrder::new(&document, &valuation.output, &view),
        };
        (times, order)
    };
    Memo::new_with_compare(next, |before, after| match (before, after) {
        (Some((_, before)), Some((_, after))) => !before.stands_as(after),
        _ => true,
    })
}

/// The zone of every account; found anew only after a change of the map or of a value it shows.
fn zones_of(workspace: Workspace) -> Memo<TableZones> {
    let settings = Memo::new(move |_| workspace.document.with(|document| document.map.clone()));
    Memo::new(move |before: Option<&TableZones>| {
        let (settings, valuation) = (settings.read(), workspace.valuation.read());
        match before {
            Some(before) => before.next(&settings, &valuation.output),
            None => TableZones::new(&settings, &valuation.output),
        }
    })
}

/// The block between two corners; `None` when a corner is in the header or the check boxes.
pub fn block_of(active: Spot, reach: Option<Spot>) -> Option<Block> {
    let reach = reach.unwrap_or(active);
    let is_inside = |spot: Spot| spot.row > 0 && spot.column > 0;
    (is_inside(active) && is_inside(reach)).then(|| Block {
        rows: (active.row.min(reach.row) - 1, active.row.max(reach.row)),
        across: (
            active.column.min(reach.column) - 1,
            active.column.max(reach.column),
        ),
    })
}
