//! Looking through a scenario, and the numbers of scenarios that something is compared with.
//!
//! The open portfolio stays what is edited, saved and undone. What screens show is the portfolio, or what a scenario
//! makes of it; other scenarios are valued beside it as long as somebody compares with them.

use crate::measures::snapshots::beside;
use crate::measures::{Valuation, Warned, revalue};
use crate::portfolio::{Assumptions, Document, Moves, Scenario, Shared, Snapshot};

use super::update::{VALUED_AT_ONCE, seen, value};
use super::{Edit, Effect, SaveState, Session};

/// What comparisons call the portfolio as it is, where others have the id of a scenario.
pub const AS_IT_IS: &str = "as it is";

/// What people call it.
pub const AS_IT_IS_NAME: &str = "the portfolio as it is";

/// A scenario, or the portfolio as it is, with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The scenario's id, or [`AS_IT_IS`].
    pub id: String,
    /// Its name.
    pub name: String,
    /// The portfolio as it would be.
    pub document: Shared<Document>,
    /// Its numbers.
    pub valuation: Shared<Warned<Valuation>>,
    /// The same as lenses compare with it; made where one does.
    pub snapshot: Option<Shared<Snapshot>>,
    of: Shared<Document>,
}

/// What is looked through and compared with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// The scenario looked through; `None` is the portfolio as it is.
    pub through: Option<String>,
    /// What lenses compare with: the id of a snapshot or a scenario, or [`AS_IT_IS`].
    pub with: Option<String>,
    /// Ids that the page of scenarios compares.
    pub pair: Vec<String>,
    /// Those whose numbers are ready; while newer ones are worked out, the ones before.
    pub beside: Vec<Beside>,
    /// True while numbers are worked out.
    pub is_valuing: bool,
    n_jobs: u64,
}

/// What happened with scenarios.
#[derive(Clone, Debug, PartialEq)]
pub enum ScenarioMessage {
    /// A scenario is to be looked through; `None` is the portfolio as it is.
    LookedThrough(Option<String>),
    /// Lenses are to compare with this snapshot or scenario.
    ComparedWith(Option<String>),
    /// The page of scenarios compares these; empty when it is left.
    Paired(Vec<String>),
    /// Numbers beside are ready.
    Valued {
        /// Of which job; a late answer is dropped.
        job: u64,
        /// What was valued.
        beside: Box<Beside>,
    },
}

impl Compared {
    /// The id of what is shown.
    pub fn shown_id(&self) -> &str {
        self.through.as_deref().unwrap_or(AS_IT_IS)
    }

    /// The numbers of a scenario valued beside what is shown.
    pub fn of(&self, id: &str) -> Option<&Beside> {
        self.beside.iter().find(|beside| beside.id == id)
    }

    /// What lenses compare with, of the snapshots of `document` and the scenarios valued beside.
    pub fn snapshot(&self, document: &Document) -> Option<Shared<Snapshot>> {
        let id = self.with.as_deref()?;
        let kept = document.snapshots.iter().find(|snapshot| snapshot.id == id);
        kept.cloned().or_else(|| self.of(id)?.snapshot.clone())
    }

    /// True where lenses compare with a scenario, which stands beside as ghosts do.
    pub fn has_ghosts(&self) -> bool {
        self.with.as_deref().is_some_and(|id| self.of(id).is_some())
    }

    fn is_wanted(&self, id: &str) -> bool {
        id != self.shown_id() && (self.with.as_deref() == Some(id) || self.pair.iter().any(|one| one == id))
    }

    fn is_snapshot_wanted(&self, id: &str) -> bool {
        self.with.as_deref() == Some(id)
    }
}

impl Beside {
    /// Takes the numbers as a snapshot if lenses are to compare with them.
    fn with_snapshot(mut self) -> Self {
        let (id, name) = (self.id.clone(), self.name.clone());
        self.snapshot = Some(Shared::new(beside(
            &self.document,
            &self.valuation.output,
            id,
            name,
        )));
        self
    }
}

/// Changes what is looked through and compared with.
pub(super) fn compared(session: &mut Session, message: ScenarioMessage) -> Vec<Effect> {
    match message {
        ScenarioMessage::LookedThrough(id) => return look_through(session, id),
        ScenarioMessage::ComparedWith(id) => session.compared.with = id,
        ScenarioMessage::Paired(ids) => session.compared.pair = ids,
        ScenarioMessage::Valued { job, beside } => {
            if !session.compared.is_valuing || job != session.compared.n_jobs {
                return Vec::new();
            }
            session.compared.is_valuing = false;
            put(session, *beside);
        }
    }
    refresh(session)
}

/// The portfolio a scenario makes of the open one; `None` where there is no such scenario.
fn applied(session: &Session, id: &str) -> Option<(String, Shared<Document>)> {
    if id == AS_IT_IS {
        return Some((AS_IT_IS_NAME.to_owned(), session.document.clone()));
    }
    let scenario = session.document.scenario(id)?;
    let mut applied = scenario.applied(&session.document);
    // Whatever is printed or taken out says what it is.
    applied.name = format!("{}, as if: {}", applied.name, scenario.name);
    Some((spoken(scenario), Shared::new(applied)))
}

fn spoken(scenario: &Scenario) -> String {
    format!("scenario {}", scenario.name)
}

/// What screens show of the open portfolio; goes back to it where the scenario is gone.
pub(super) fn shown_document(session: &mut Session) -> Shared<Document> {
    let through = session.compared.through.clone();
    let found = through.and_then(|id| applied(session, &id));
    if found.is_none() {
        go_back(session);
    }
    found.map_or_else(|| session.document.clone(), |(_, document)| document)
}

fn go_back(session: &mut Session) {
    let compared = &mut session.compared;
    if compared.through.take().is_some() && compared.with.as_deref() == Some(AS_IT_IS) {
        compared.with = None;
    }
}

fn look_through(session: &mut Session, id: Option<String>) -> Vec<Effect> {
    let is_known = id
        .as_ref()
        .is_none_or(|id| session.document.scenario(id).is_some());
    if !is_known || id == session.compared.through {
        return Vec::new();
    }
    keep_shown(session);
    go_back(session);
    if id.is_some() {
        session.compared.through = id;
        // The portfolio as it is stands behind the scenario as ghosts do.
        session.compared.with = Some(AS_IT_IS.to_owned());
    }
    let place = session.compared.shown_id().to_owned();
    let of = session.document.clone();
    let beside = &mut session.compared.beside;
    let ready = beside.iter().position(|one| one.id == place && one.of.same(&of));
    let ready = ready.map(|at| beside.remove(at));
    let document = match &ready {
        Some(ready) => ready.document.clone(),
        None => shown_document(session),
    };
    let mut effects = seen(session, document);
    match ready {
        Some(ready) => {
            session.valuation = ready.valuation;
            session.valued_revision = session.revision;
        }
        None => effects.extend(value(session)),
    }
    // What is being saved is told of with the revision as it is now.
    if session.keeping.state == SaveState::Saving {
        effects.push(Effect::Save {
            portfolio: session.keeping.portfolio.clone(),
            revision: session.revision,
            document: session.document.clone(),
        });
    }
    effects.extend(refresh(session));
    effects
}

/// Keeps what is shown with its numbers, so that going back to it takes no time.
fn keep_shown(session: &mut Session) {
    if session.valued_revision != session.revision {
        return;
    }
    let id = session.compared.shown_id().to_owned();
    let name = match session.document.scenario(&id) {
        Some(scenario) => spoken(scenario),
        None => AS_IT_IS_NAME.to_owned(),
    };
    let shown = Beside {
        id,
        name,
        document: session.shown.clone(),
        valuation: session.valuation.clone(),
        snapshot: None,
        of: session.document.clone(),
    };
    put(session, shown);
}

fn put(session: &mut Session, beside: Beside) {
    let known = &mut session.compared.beside;
    known.retain(|one| one.id != beside.id);
    known.push(beside);
}

/// Forgets what nobody compares with any more, and values what somebody does: at once, or one after the other by the
/// shell.
pub(super) fn refresh(session: &mut Session) -> Vec<Effect> {
    forget_what_is_gone(session);
    let compared = &session.compared;
    let mut wanted: Vec<String> = compared.with.iter().chain(&compared.pair).cloned().collect();
    wanted.retain(|id| compared.is_wanted(id));
    wanted.dedup();
    session.compared.beside.retain(|one| wanted.contains(&one.id));
    for id in wanted {
        let needs_snapshot = session.compared.is_snapshot_wanted(&id);
        let known = session.compared.of(&id);
        if known.is_some_and(|known| {
            known.of.same(&session.document) && (known.snapshot.is_some() || !needs_snapshot)
        }) {
            continue;
        }
        let previous = known.map_or_else(|| session.valuation.clone(), |known| known.valuation.clone());
        let Some((name, document)) = applied(session, &id) else {
            continue;
        };
        let beside = Beside {
            id,
            name,
            document,
            valuation: previous,
            snapshot: None,
            of: session.document.clone(),
        };
        if session.document.portfolio.accounts.len() > VALUED_AT_ONCE {
            return start(session, beside, needs_snapshot);
        }
        let valuation = Shared::new(revalue(&beside.valuation, &beside.document));
        let beside = Beside { valuation, ..beside };
        let beside = match needs_snapshot {
            true => beside.with_snapshot(),
            false => beside,
        };
        put(session, beside);
    }
    if session.compared.is_valuing {
        session.compared.is_valuing = false;
        session.compared.n_jobs += 1;
    }
    Vec::new()
}

fn start(session: &mut Session, beside: Beside, takes: bool) -> Vec<Effect> {
    let compared = &mut session.compared;
    compared.n_jobs += 1;
    compared.is_valuing = true;
    vec![Effect::ValueBeside {
        job: compared.n_jobs,
        beside: Box::new(beside),
        takes,
    }]
}

/// What is compared with may have been deleted.
fn forget_what_is_gone(session: &mut Session) {
    let document = &session.document;
    let is_there = |id: &str| {
        id == AS_IT_IS
            || document.scenario(id).is_some()
            || document.snapshots.iter().any(|snapshot| snapshot.id == id)
    };
    let compared = &mut session.compared;
    compared.with = compared.with.take().filter(|id| is_there(id));
    compared.pair.retain(|id| is_there(id));
}

/// While a scenario is looked through, its assumptions are what is changed.
pub(super) fn meant(session: &Session, edit: Edit) -> Edit {
    let through = session.compared.through.as_deref();
    let scenario = through.and_then(|id| session.document.scenario(id));
    match (edit, scenario) {
        (Edit::AssumptionsWritten(assumptions), Some(scenario)) => {
            let assumptions = Assumptions {
                moves: Shared::new(Moves::default()),
                ..*assumptions
            };
            Edit::ScenarioWritten(Box::new(Scenario {
                assumptions: Some(Shared::new(assumptions)),
                ..(**scenario).clone()
            }))
        }
        (edit, _) => edit,
    }
}
