//! The one writer: every change of shared state goes through [`Workspace::send`].

use std::collections::VecDeque;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::measures::{Valuation, Warned};
use crate::portfolio::{AccountId, Document, Shared, Snapshot};
use crate::report::MapView;
use crate::report::explanation::Subject;
use crate::report::style::NumberStyle;
use crate::report::table::TableView;
use crate::robustness::Robustness;
use crate::session::{
    AtDesk, Compared, Desk, Effect, Importing, Keeping, Message, Notice, NoticeKind, Place, Robust,
    Selection, Session, update_with,
};

use super::desks::Desks;
use super::differentiate::phase::Watched;
use super::late::Part;
use super::perform::perform;

const NOT_LOADED: &str =
    "What this takes could not be loaded: check the connection, then try again. Nothing is lost.";

/// What screens read and where they send what happened. What belongs to the session is set by
/// [`Workspace::send`] alone; how the map is looked at and which number is being explained are the screens' own.
#[derive(Clone, Copy)]
pub struct Workspace {
    session: StoredValue<Session>,
    queue: StoredValue<VecDeque<Message>>,
    is_busy: StoredValue<bool>,
    desks: &'static Part<(), Desks>,
    /// The portfolio as it is shown: itself, or what a scenario makes of it.
    pub document: RwSignal<Shared<Document>>,
    /// The open portfolio itself: what is edited and saved.
    pub base: RwSignal<Shared<Document>>,
    /// Its numbers.
    pub valuation: RwSignal<Shared<Warned<Valuation>>>,
    /// The same with the intervals of draws where they were made for the portfolio as it is.
    pub shown: Memo<Shared<Warned<Valuation>>>,
    /// True while the numbers belong to an older revision.
    pub is_valuing: RwSignal<bool>,
    /// The selected accounts.
    pub selection: RwSignal<Selection>,
    /// The screen.
    pub place: RwSignal<Place>,
    /// Where and whether the portfolio is saved.
    pub keeping: RwSignal<Keeping>,
    /// Sentences on screen.
    pub notices: RwSignal<Vec<Notice>>,
    /// Axes, scales, size, colour and window of the map; no part of the portfolio and its history.
    pub map_view: RwSignal<MapView>,
    /// How the other lenses that are maps were last looked at, the one on screen last.
    pub lens_views: RwSignal<Vec<MapView>>,
    /// How numbers are written.
    pub style: RwSignal<NumberStyle>,
    /// How the accounts table is looked at.
    pub table: RwSignal<TableView>,
    /// Rows that pass the filters and the search of the table, for every lens; `None` is all of them.
    pub passing: RwSignal<Option<Shared<Vec<usize>>>>,
    /// What is looked through and compared with.
    pub scenarios: RwSignal<Compared>,
    /// What the lenses compare with: a snapshot, or a scenario as one.
    pub compared: Memo<Option<Shared<Snapshot>>>,
    /// Bringing data in.
    pub importing: RwSignal<Importing>,
    /// The model desk.
    pub desk: RwSignal<Desk>,
    /// How firmly the numbers stand.
    pub robust: RwSignal<Robust>,
    /// Whether recent behaviour has left the past, as last looked into.
    pub watched: RwSignal<Watched>,
    /// The revision of the open portfolio.
    pub revision: RwSignal<u64>,
    /// What undo would take back.
    pub undoable: RwSignal<Option<String>>,
    /// What redo would do again.
    pub redoable: RwSignal<Option<String>>,
    /// The number whose explanation is open.
    pub explained: RwSignal<Option<(Subject, AccountId)>>,
}

impl Workspace {
    /// A workspace around `session`; what it does at its desks comes with a late part.
    pub fn new(session: Session, desks: &'static Part<(), Desks>) -> Self {
        let valuation = RwSignal::new(session.valuation.clone());
        let document = RwSignal::new(session.shown.clone());
        let scenarios = RwSignal::new(session.compared.clone());
        let (robust, revision) = (
            RwSignal::new(session.robust.clone()),
            RwSignal::new(session.revision),
        );
        let drawn = Memo::new(move |_| {
            let revision = revision.get();
            robust.with(|robust| robust.of(revision).cloned())
        });
        Self {
            document,
            base: RwSignal::new(session.document.clone()),
            valuation,
            shown: Memo::new(move |_| shown(valuation.get(), drawn.get())),
            is_valuing: RwSignal::new(session.revision != session.valued_revision),
            selection: RwSignal::new(session.selection.clone()),
            place: RwSignal::new(session.place.clone()),
            keeping: RwSignal::new(session.keeping.clone()),
            notices: RwSignal::new(session.notices.clone()),
            map_view: RwSignal::new(MapView::default()),
            lens_views: RwSignal::new(Vec::new()),
            style: RwSignal::new(session.style.clone()),
            table: RwSignal::new(session.table.clone()),
            passing: RwSignal::new(None),
            scenarios,
            compared: Memo::new_with_compare(
                move |_| scenarios.with(|compared| document.with(|document| compared.snapshot(document))),
                |before, after| match (before.and_then(Option::as_ref), after.and_then(Option::as_ref)) {
                    (Some(before), Some(after)) => !before.same(after),
                    (before, after) => before.is_some() || after.is_some(),
                },
            ),
            importing: RwSignal::new(session.importing.clone()),
            desk: RwSignal::new(session.desk.clone()),
            robust,
            watched: RwSignal::new(Watched::default()),
            revision,
            undoable: RwSignal::new(None),
            redoable: RwSignal::new(None),
            explained: RwSignal::new(None),
            session: StoredValue::new(session),
            queue: StoredValue::new(VecDeque::new()),
            is_busy: StoredValue::new(false),
            desks,
        }
    }

    /// Tells the session what happened, shows what changed and does what must be done.
    ///
    /// A message sent while another is being handled waits its turn.
    pub fn send(self, message: Message) {
        self.queue.update_value(|queue| queue.push_back(message));
        if self.is_busy.get_value() {
            return;
        }
        self.is_busy.set_value(true);
        while let Some(message) = self.queue.try_update_value(VecDeque::pop_front).flatten() {
            let effects = self.handle(message);
            self.show();
            effects.into_iter().for_each(|effect| perform(self, effect));
        }
        self.is_busy.set_value(false);
    }

    /// A message for a desk that is not here yet is sent again when it is.
    fn handle(self, message: Message) -> Vec<Effect> {
        let at_desk: AtDesk = match (self.desks.enter)(()) {
            Some(desks) => desks.update,
            None if message.is_for_a_desk() => {
                self.with_desks(move |_| self.send(message));
                return Vec::new();
            }
            None => |_, _| Vec::new(),
        };
        let updated = |session: &mut Session| update_with(session, message, at_desk);
        self.session.try_update_value(updated).unwrap_or_default()
    }

    /// Does something with the functions of the desks: at once where they are here, else as soon as they are.
    pub fn with_desks(self, act: impl FnOnce(Desks) + 'static) {
        if let Some(desks) = (self.desks.enter)(()) {
            return act(desks);
        }
        spawn_local(async move {
            let fetched = (self.desks.fetch)().await;
            match fetched.ok().and_then(|()| (self.desks.enter)(())) {
                Some(desks) => act(desks),
                None => self.send(Message::Noticed(NoticeKind::Problem, NOT_LOADED.to_owned())),
            }
        });
    }

    /// Remembers how a lens other than the Value Map is looked at.
    pub fn keep_lens_view(self, view: MapView) {
        self.lens_views.update(|views| {
            views.retain(|kept| kept.lens != view.lens);
            views.push(view);
        });
    }

    /// How the map on screen is looked at: that of the lens where one is shown, else the Value Map.
    pub fn map_on_screen(self) -> MapView {
        let lens = match self.place.get_untracked() {
            Place::Economic | Place::Loyalty | Place::Growth => {
                self.lens_views.with_untracked(|views| views.last().copied())
            }
            _ => None,
        };
        lens.unwrap_or_else(|| self.map_view.get_untracked())
    }

    /// Does `change` and says why the session refused an edit that was sent in it; `None` where it took all.
    pub fn refusal_in<T>(self, change: impl FnOnce() -> T) -> (T, Option<String>) {
        let before = self.with_session(|session| session.refused.0);
        let changed = change();
        let why = self.with_session(|session| {
            let (count, sentence) = &session.refused;
            (*count != before).then(|| sentence.clone())
        });
        (changed, why)
    }

    /// Reads the session as it stands, without subscribing.
    pub fn with_session<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_value(read)
    }

    fn show(self) {
        self.session.with_value(|session| {
            put(self.document, &session.shown);
            put(self.base, &session.document);
            put(self.scenarios, &session.compared);
            put(self.valuation, &session.valuation);
            put(self.is_valuing, &(session.revision != session.valued_revision));
            put(self.selection, &session.selection);
            put(self.place, &session.place);
            put(self.keeping, &session.keeping);
            put(self.notices, &session.notices);
            put(self.style, &session.style);
            put(self.table, &session.table);
            put(self.importing, &session.importing);
            put(self.desk, &session.desk);
            put(self.robust, &session.robust);
            put(self.revision, &session.revision);
            put(self.undoable, &session.history.undoable().map(str::to_owned));
            put(self.redoable, &session.history.redoable().map(str::to_owned));
        });
    }
}

/// The workspace of this app; every component below [`super::app::App`] has it.
pub fn workspace() -> Workspace {
    expect_context()
}

/// The numbers with the intervals of draws.
fn shown(
    valuation: Shared<Warned<Valuation>>,
    drawn: Option<Shared<Robustness>>,
) -> Shared<Warned<Valuation>> {
    drawn.map_or_else(
        || valuation.clone(),
        |drawn| {
            Shared::new(Warned {
                output: drawn.uncertainty.shown(&valuation.output),
                warnings: valuation.warnings.clone(),
            })
        },
    )
}

fn put<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, value: &T) {
    if signal.with_untracked(|now| now != value) {
        signal.set(value.clone());
    }
}
