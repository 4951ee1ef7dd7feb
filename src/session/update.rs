//! The one function that changes a session.

use crate::measures::models::{BuyingKind, Purchases};
use crate::measures::{self, MeasureId, Valuation, Warned};
use crate::portfolio::{Document, Shared};
use crate::report::style::NumberStyle;
use crate::report::table::TableView;
use crate::robustness::Plan;

use super::{
    Beside, Compared, Desk, DeskMessage, Edit, FileRequest, Gesture, History, ImportMessage, Importing,
    KeepMessage, KeepRequest, Keeping, Place, Robust, RobustMessage, SaveState, ScenarioMessage, Select,
    Selection, TableChange,
};

/// Portfolios up to this many accounts are valued at once; larger ones in slices, by the shell.
pub const VALUED_AT_ONCE: usize = 5_000;

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Something was refused or needs attention.
    Problem,
}

/// A sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Grows with each notice.
    pub number: u64,
    /// How it is meant.
    pub kind: NoticeKind,
    /// The sentence.
    pub sentence: String,
    /// True where *Undo* helps.
    pub offers_undo: bool,
}

/// Why nothing can be changed while another tab is the writer, and the way out.
pub const EDITED_ELSEWHERE: &str =
    "This portfolio is being edited in another tab. Choose Take over to edit it here.";

/// Everything one open app knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The open portfolio: what is edited, saved and undone.
    pub document: Shared<Document>,
    /// What screens show of it: itself, or what the scenario looked through makes of it.
    pub shown: Shared<Document>,
    /// The numbers of what is shown.
    pub valuation: Shared<Warned<Valuation>>,
    /// Grows with each change of the document.
    pub revision: u64,
    /// The revision [`Session::valuation`] belongs to.
    pub valued_revision: u64,
    /// The selected accounts.
    pub selection: Selection,
    /// The screen.
    pub place: Place,
    /// Undo and redo.
    pub history: History,
    /// Where and whether the portfolio is saved.
    pub keeping: Keeping,
    /// Sentences on screen, oldest first.
    pub notices: Vec<Notice>,
    /// How this reader's numbers are written.
    pub style: NumberStyle,
    /// How the accounts table is looked at. Kept apart from the document, no part of history.
    pub table: TableView,
    /// Bringing data in, as it stands.
    pub importing: Importing,
    /// The model desk, as it stands.
    pub desk: Desk,
    /// How firmly the numbers stand.
    pub robust: Robust,
    /// What is looked through and compared with.
    pub compared: Compared,
    /// How often an edit was refused, wholly or in part, and why it was the last time.
    pub refused: (u64, String),
    notices_so_far: u64,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The document is to change; changes of one gesture are one undo step.
    Edited(Edit, Option<Gesture>),
    /// The selection is to change.
    Selected(Select),
    /// The person went to another screen.
    Went(Place),
    /// Numbers of a large portfolio are ready.
    Valued {
        /// The revision they belong to; a late answer is dropped.
        revision: u64,
        /// The numbers.
        valuation: Shared<Warned<Valuation>>,
    },
    /// Saving and opening.
    Keep(KeepMessage),
    /// Something to tell.
    Noticed(NoticeKind, String),
    /// A sentence was closed.
    NoticeClosed(u64),
    /// Bringing data in.
    Import(ImportMessage),
    /// At the model desk.
    Desk(DeskMessage),
    /// Draws of what is uncertain.
    Robust(RobustMessage),
    /// Scenarios looked through and compared with.
    Scenario(ScenarioMessage),
    /// The reader's marks became known or changed.
    StyleChanged(NumberStyle),
    /// The accounts table is to be looked at in another way.
    Table(TableChange),
    /// One step back.
    Undo,
    /// One undone step forward.
    Redo,
}

impl Message {
    /// True of what belongs to bringing data in and to fitting models.
    pub const fn is_for_a_desk(&self) -> bool {
        matches!(self, Self::Import(_) | Self::Desk(_))
    }
}

/// What the world outside must do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Value a large portfolio in slices and answer with [`Message::Valued`].
    Value {
        /// What the answer must carry.
        revision: u64,
        /// What to value.
        document: Shared<Document>,
        /// Earlier numbers; what still holds of them is kept.
        previous: Shared<Warned<Valuation>>,
    },
    /// Value a scenario of a large portfolio in slices and answer with [`ScenarioMessage::Valued`].
    ValueBeside {
        /// What the answer must carry.
        job: u64,
        /// What to value, with earlier numbers in the place of its own.
        beside: Box<Beside>,
        /// True where lenses compare with it: then it is taken as a snapshot too.
        takes: bool,
    },
    /// Save soon; later requests replace earlier ones.
    Save {
        /// Key on the shelf; `None` asks for a new one.
        portfolio: Option<String>,
        /// What the answer must carry.
        revision: u64,
        /// What to save.
        document: Shared<Document>,
    },
    /// This portfolio is open now: hold the writer's place for it; `None` when it is not on the shelf yet.
    Attend(Option<String>),
    /// Do something with the portfolios stored on this device.
    Keep(KeepRequest),
    /// Do something with a file that is being brought in.
    File(FileRequest),
    /// Fit a model in the worker; answers are [`DeskMessage`]s that carry `job`.
    Fit {
        /// Which fit.
        job: u64,
        /// The model.
        kind: BuyingKind,
        /// What it is fitted to.
        purchases: Shared<Purchases>,
    },
    /// Stop the fit under way.
    StopFit,
    /// Draw what is uncertain in the worker and answer with [`RobustMessage::Drawn`].
    Draw {
        /// What the answer must carry.
        job: u64,
        /// The portfolio.
        document: Shared<Document>,
        /// What is drawn.
        plan: Plan,
    },
    /// Move every input of one number in the worker and answer with [`RobustMessage::Moved`].
    MoveInputs {
        /// What the answer must carry.
        job: u64,
        /// The portfolio.
        document: Shared<Document>,
        /// The measure.
        measure: MeasureId,
        /// Row of the account.
        row: usize,
    },
    /// Stop drawing and moving.
    StopDrawing,
    /// Write the place into the address.
    Show(Place),
    /// Put the focus on the heading of the screen.
    FocusHeading,
    /// Find out how this currency is written and answer with [`Message::StyleChanged`].
    ReadStyle(String),
}

impl Session {
    /// A session with `document` open and nothing saved.
    pub fn open(document: Shared<Document>, style: NumberStyle) -> (Self, Vec<Effect>) {
        let mut session = Self {
            shown: document.clone(),
            document,
            valuation: Shared::new(Warned {
                output: Valuation::empty(),
                warnings: Vec::new(),
            }),
            revision: 0,
            valued_revision: 0,
            selection: Selection::default(),
            place: Place::default(),
            history: History::default(),
            keeping: Keeping::default(),
            notices: Vec::new(),
            style,
            table: TableView::default(),
            importing: Importing::default(),
            desk: Desk::default(),
            robust: Robust::default(),
            compared: Compared::default(),
            refused: (0, String::new()),
            notices_so_far: 0,
        };
        let effects = value(&mut session);
        (session, effects)
    }

    pub(super) fn notice(&mut self, kind: NoticeKind, sentence: String, offers_undo: bool) {
        self.notices_so_far += 1;
        self.notices.retain(|notice| notice.sentence != sentence);
        self.notices.push(Notice {
            number: self.notices_so_far,
            kind,
            sentence,
            offers_undo,
        });
        if self.notices.len() > 4 {
            self.notices.remove(0);
        }
    }
}

/// Changes `session` by what happened and says what must be done about it.
pub fn update(session: &mut Session, message: Message) -> Vec<Effect> {
    update_with(session, message, at_a_desk)
}

/// What handles the messages for which [`Message::is_for_a_desk`].
pub type AtDesk = fn(&mut Session, Message) -> Vec<Effect>;

/// Bringing data in and fitting models: the part of [`update`] that a page can load after its first view.
pub fn at_a_desk(session: &mut Session, message: Message) -> Vec<Effect> {
    match message {
        Message::Import(message) => super::import::imported(session, message),
        Message::Desk(message) => super::desk::at_desk(session, message),
        _ => Vec::new(),
    }
}

/// [`update`], with `at_desk` for what is for a desk.
pub fn update_with(session: &mut Session, message: Message, at_desk: AtDesk) -> Vec<Effect> {
    match message {
        Message::Edited(edit, gesture) => edited(session, edit, gesture),
        Message::Selected(change) => {
            session.selection.apply(change);
            Vec::new()
        }
        Message::Went(place) => went(session, place),
        Message::Valued { revision, valuation } => {
            if revision == session.revision {
                session.valuation = valuation;
                session.valued_revision = revision;
            }
            Vec::new()
        }
        Message::Keep(message) => kept(session, message),
        Message::Noticed(kind, sentence) => {
            session.notice(kind, sentence, false);
            Vec::new()
        }
        Message::NoticeClosed(number) => {
            session.notices.retain(|notice| notice.number != number);
            Vec::new()
        }
        Message::Robust(message) => super::robust::heard(session, message),
        Message::Scenario(message) => super::scenarios::compared(session, message),
        Message::Import(_) | Message::Desk(_) => at_desk(session, message),
        Message::StyleChanged(style) => {
            session.style = style;
            Vec::new()
        }
        Message::Table(change) => {
            change.apply(&mut session.table);
            Vec::new()
        }
        Message::Undo => time_travel(session, History::undo),
        Message::Redo => time_travel(session, History::redo),
    }
}

fn time_travel(
    session: &mut Session,
    step: impl FnOnce(&mut History, Shared<Document>) -> Option<Shared<Document>>,
) -> Vec<Effect> {
    if is_refused_as_reader(session) {
        return Vec::new();
    }
    let reached = step(&mut session.history, session.document.clone());
    reached.map_or_else(Vec::new, |document| replaced(session, document))
}

/// True, with a notice, while another tab is the writer.
fn is_refused_as_reader(session: &mut Session) -> bool {
    if session.keeping.is_read_only {
        refuse(session, EDITED_ELSEWHERE.to_owned());
    }
    session.keeping.is_read_only
}

/// Says why an edit cannot be, and remembers it for the form the edit came from.
fn refuse(session: &mut Session, sentence: String) {
    session.refused = (session.refused.0 + 1, sentence.clone());
    session.notice(NoticeKind::Problem, sentence, false);
}

pub(super) fn edited(session: &mut Session, edit: Edit, gesture: Option<Gesture>) -> Vec<Effect> {
    if is_refused_as_reader(session) {
        return Vec::new();
    }
    let edit = super::scenarios::meant(session, edit);
    if let Some(sentence) = edit.refused_name(&session.document) {
        refuse(session, sentence);
        return Vec::new();
    }
    let what = edit.what();
    let deletes = matches!(edit, Edit::AccountsDeleted(_) | Edit::ScenarioRemoved(_));
    let mut document = session.document.clone();
    let refusals = edit.apply(&mut document, session.style.marks());
    if let Some(first) = refusals.first() {
        let more = refusals.len() - 1;
        let sentence = if more == 0 {
            first.clone()
        } else {
            format!("{first} (and {more} more)")
        };
        refuse(session, sentence);
    }
    if document == session.document {
        return Vec::new();
    }
    session
        .history
        .record(session.document.clone(), what.clone(), gesture);
    if deletes {
        session.notice(NoticeKind::Done, format!("Done: {what}."), true);
    }
    replaced(session, document)
}

fn replaced(session: &mut Session, document: Shared<Document>) -> Vec<Effect> {
    let mut effects = shown(session, document);
    session.keeping.state = SaveState::Saving;
    effects.push(Effect::Save {
        portfolio: session.keeping.portfolio.clone(),
        revision: session.revision,
        document: session.document.clone(),
    });
    effects
}

/// Makes `document` the open one and sees to its numbers and the way they are written.
fn shown(session: &mut Session, document: Shared<Document>) -> Vec<Effect> {
    let is_same_currency = document.currency == session.document.currency;
    session.document = document;
    let document = super::scenarios::shown_document(session);
    let mut effects = seen(session, document);
    effects.extend(value(session));
    effects.extend(super::scenarios::refresh(session));
    if !is_same_currency {
        effects.push(Effect::ReadStyle(session.document.currency.clone()));
    }
    effects
}

/// Puts `document` on the screens, without numbers yet.
pub(super) fn seen(session: &mut Session, document: Shared<Document>) -> Vec<Effect> {
    let before = std::mem::replace(&mut session.shown, document);
    session.revision += 1;
    if !session.shown.portfolio.has_the_accounts_of(&before.portfolio) {
        forget_missing_accounts(session);
    }
    super::robust::outdated(session)
}

fn forget_missing_accounts(session: &mut Session) {
    if session.selection.accounts.is_empty() && session.selection.focus.is_none() {
        return;
    }
    let portfolio = &session.shown.portfolio;
    let known: std::collections::HashSet<_> = portfolio.accounts.iter().map(|account| &account.id).collect();
    session.selection.keep_only(|account| known.contains(account));
}

/// Sees to the numbers of what is shown.
pub(super) fn value(session: &mut Session) -> Vec<Effect> {
    if session.shown.portfolio.accounts.len() > VALUED_AT_ONCE {
        return vec![Effect::Value {
            revision: session.revision,
            document: session.shown.clone(),
            previous: session.valuation.clone(),
        }];
    }
    session.valuation = Shared::new(measures::revalue(&session.valuation, &session.shown));
    session.valued_revision = session.revision;
    Vec::new()
}

fn went(session: &mut Session, place: Place) -> Vec<Effect> {
    if let Place::Account(account) = &place {
        if session.shown.portfolio.account(account).is_none() {
            let sentence = match session.document.portfolio.account(account) {
                Some(account) => format!(
                    "{} is let go in the scenario you look through: go back to the portfolio to see it.",
                    account.name
                ),
                None => format!("There is no account \"{}\" in this portfolio.", account.as_str()),
            };
            session.notice(NoticeKind::Problem, sentence, false);
            return went(session, Place::Accounts);
        }
        session.selection.apply(Select::Only(Some(account.clone())));
    }
    session.place = place.clone();
    let mut effects = vec![Effect::Show(place)];
    effects.extend(look_if_listed(session));
    effects
}

/// Where the person sees what is stored, they see it as it is now.
fn look_if_listed(session: &Session) -> Vec<Effect> {
    let is_listed = matches!(session.place, Place::Portfolios | Place::Recover | Place::Reset);
    is_listed
        .then_some(Effect::Keep(KeepRequest::Look))
        .into_iter()
        .collect()
}

/// Something not stored yet is saved at once, unless it is the untouched sample.
/// Puts the document an import made in the place of the open one, as one step of history.
pub(super) fn replaced_by_import(
    session: &mut Session,
    document: Shared<Document>,
    what: String,
) -> Vec<Effect> {
    session.desk.clear();
    edited(session, Edit::Replaced { document, what }, None)
}

/// Opens a portfolio; one without a place on the shelf is saved at once.
pub(super) fn opened(
    session: &mut Session,
    portfolio: Option<String>,
    document: Shared<Document>,
) -> Vec<Effect> {
    let is_new = portfolio.is_none() && !document.is_sample;
    let is_reopened = portfolio.is_some() && portfolio == session.keeping.portfolio;
    session.keeping.state = match portfolio {
        Some(_) => SaveState::Saved,
        None if is_new => SaveState::Saving,
        None => SaveState::Nothing,
    };
    session.keeping.is_read_only &= is_reopened;
    session.keeping.portfolio = portfolio.clone();
    session.history = History::default();
    session.selection = Selection::default();
    session.desk.clear();
    session.compared = Compared::default();
    let mut effects = vec![Effect::Attend(portfolio.clone())];
    effects.extend(shown(session, document));
    session.keeping.opened_at = session.revision;
    effects.extend(is_new.then(|| Effect::Save {
        portfolio,
        revision: session.revision,
        document: session.document.clone(),
    }));
    effects
}

/// Opens the portfolio of a file and goes to where it is seen, wherever the file was dropped.
fn file_opened(session: &mut Session, file: &str, document: Shared<Document>) -> Vec<Effect> {
    let n_accounts = document.portfolio.accounts.len();
    let accounts = if n_accounts == 1 { "account" } else { "accounts" };
    let n_accounts = session.style.number(n_accounts as f64, 0);
    let sentence = format!("{file} is open: {}, {n_accounts} {accounts}.", document.name);
    let mut effects = opened(session, None, document);
    effects.extend(went(session, Place::ValueMap));
    effects.push(Effect::FocusHeading);
    session.notice(NoticeKind::Done, sentence, false);
    effects
}

fn kept(session: &mut Session, message: KeepMessage) -> Vec<Effect> {
    match message {
        KeepMessage::Opened { portfolio, document } => return opened(session, portfolio, document),
        KeepMessage::FileOpened { file, document } => return file_opened(session, &file, document),
        KeepMessage::Asked(request) => return vec![Effect::Keep(request)],
        KeepMessage::LookedAt(stored) => session.keeping.stored = stored,
        // An answer about the portfolio that was open before.
        KeepMessage::Saved { revision, .. } | KeepMessage::SaveFailed { revision, .. }
            if revision < session.keeping.opened_at => {}
        KeepMessage::Saved { portfolio, revision } => {
            session.keeping.portfolio = Some(portfolio);
            if revision == session.revision {
                session.keeping.state = SaveState::Saved;
            }
            return look_if_listed(session);
        }
        KeepMessage::SaveFailed { revision, sentence } => {
            if revision == session.revision {
                session.keeping.state = SaveState::Failed(sentence);
            }
            return look_if_listed(session);
        }
        KeepMessage::WriterChanged { is_read_only } => session.keeping.is_read_only = is_read_only,
    }
    Vec::new()
}
