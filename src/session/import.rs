//! Bringing data in: from a file that arrived to accounts in the portfolio. Nothing changes until accepted.

use std::collections::VecDeque;

use crate::import::{
    DayOrder, Detected, Draft, Layout, Merge, RatingScale, RememberedMappings, Sample, Settings, Shape,
    Target, assume_margin, currency_named, detect, detect_columns, new_document, remember, with_shape,
};
use crate::portfolio::{Document, NumberMarks, Shared};
use crate::report::import::what_comes_in;
use crate::units::{Day, Estimate};

use super::update::{VALUED_AT_ONCE, opened, replaced_by_import};
use super::{Effect, NoticeKind, Place, Session};

/// A file the platform holds, by number.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrivedFile {
    /// Number the platform knows the file by.
    pub number: u64,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub n_bytes: f64,
    /// Its first bytes, as many as detection looks at.
    pub first_bytes: Shared<Vec<u8>>,
}

/// Where the accounts go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Destination {
    /// A portfolio of their own.
    #[default]
    NewPortfolio,
    /// The open portfolio.
    OpenPortfolio,
}

/// A file on its way in.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The file.
    pub file: ArrivedFile,
    /// How it is read.
    pub settings: Settings,
    /// What its first records say.
    pub sample: Shared<Sample>,
    /// Grows with each reading; a late answer is dropped.
    pub job: u64,
    /// Bytes read so far; `None` when reading is over.
    pub progress: Option<f64>,
    /// What the file would become, from the last reading.
    pub draft: Option<Shared<Draft>>,
    /// What taking it over would do to the open portfolio.
    pub merge: Option<Shared<Merge>>,
    /// Revision of the open portfolio that `merge` was made against.
    pub reviewed_at: u64,
    /// Where the accounts go.
    pub destination: Destination,
    /// Name of a new portfolio.
    pub name: String,
    /// Currency of a new portfolio, an ISO 4217 code.
    pub currency: String,
    /// Why the last reading failed.
    pub refusal: Option<String>,
}

/// Bringing data in, as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Importing {
    /// The file being looked at.
    pub incoming: Option<Shared<Incoming>>,
    /// Files that wait their turn.
    pub waiting: VecDeque<ArrivedFile>,
    /// Why a file was refused, the latest first.
    pub refusals: Vec<String>,
    /// What the person decided about headers before.
    pub remembered: RememberedMappings,
    jobs: u64,
}

/// What happened while bringing data in.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportMessage {
    /// Files were dropped, pasted or picked.
    Arrived {
        /// The files, in the order they came.
        files: Vec<ArrivedFile>,
        /// The reader's day.
        today: Day,
    },
    /// Bytes to records in another way.
    LayoutChanged(Layout),
    /// The lines are something else.
    ShapeChanged(Shape),
    /// A column becomes something else.
    TargetChanged(usize, Target),
    /// The decimal mark of a column.
    MarksChosen(usize, NumberMarks),
    /// The order of day, month and year in a column.
    DayOrderChosen(usize, DayOrder),
    /// Whether a column's numbers are per cent.
    PercentChosen(usize, bool),
    /// A cell was rewritten.
    CellFixed {
        /// Row of the file.
        row: u32,
        /// Column, from 0.
        column: u32,
        /// The new text.
        text: String,
    },
    /// Every cell of a column with a problem is to count as empty.
    ProblemsEmptied(u32),
    /// The day to look back from; `None` is that of the last order.
    AsOfChanged(Option<Day>),
    /// Whether times of a repeat-purchase summary are in days.
    TimesInDays(bool),
    /// The scale of the ratings of a survey.
    ScaleChosen(RatingScale),
    /// The gross margin assumed where the file has none, as a share of revenue.
    MarginAssumed(Option<Estimate>),
    /// Where the accounts go.
    DestinationChosen(Destination),
    /// Name of the new portfolio.
    Named(String),
    /// Currency of the new portfolio.
    CurrencyChosen(String),
    /// A reading has come so far.
    Progressed {
        /// The reading.
        job: u64,
        /// Bytes read.
        n_bytes: f64,
    },
    /// A reading is over.
    Read {
        /// The reading.
        job: u64,
        /// What came out, or a sentence why nothing did.
        result: Result<Shared<Draft>, String>,
    },
    /// A large draft has been compared with the open portfolio.
    Reviewed {
        /// The reading.
        job: u64,
        /// The draft.
        draft: Shared<Draft>,
        /// What taking it over would do.
        merge: Shared<Merge>,
    },
    /// What was remembered about headers on this device.
    Remembered(RememberedMappings),
    /// The accounts come in.
    Accepted,
    /// The file is put away.
    Cancelled,
    /// A refusal was read.
    RefusalsClosed,
}

/// What the platform must do with a file.
#[derive(Clone, Debug, PartialEq)]
pub enum FileRequest {
    /// Read it and answer with [`ImportMessage::Read`]; an earlier reading stops.
    Read {
        /// Number of the file.
        file: u64,
        /// Its name.
        name: String,
        /// What the answer must carry.
        job: u64,
        /// How to read it.
        settings: Shared<Settings>,
    },
    /// Compare a large draft with the open portfolio and answer with [`ImportMessage::Reviewed`].
    Review {
        /// What the answer must carry.
        job: u64,
        /// The open portfolio.
        document: Shared<Document>,
        /// The draft.
        draft: Shared<Draft>,
    },
    /// Let go of it, and stop reading it.
    Forget(u64),
    /// Keep what was decided about headers.
    Remember(RememberedMappings),
}

/// Changes the session by what happened while bringing data in.
pub(super) fn imported(session: &mut Session, message: ImportMessage) -> Vec<Effect> {
    match message {
        ImportMessage::Arrived { files, today } => arrived(session, files, today),
        ImportMessage::LayoutChanged(layout) => layout_changed(session, layout),
        ImportMessage::ShapeChanged(shape) => shape_changed(session, shape),
        ImportMessage::TargetChanged(column, target) => {
            change(session, |settings| set_target(settings, column, target))
        }
        ImportMessage::MarksChosen(column, marks) => {
            change_column(session, column, |column| column.marks = Some(marks))
        }
        ImportMessage::DayOrderChosen(column, order) => {
            change_column(session, column, |column| column.day_order = Some(order))
        }
        ImportMessage::PercentChosen(column, is_percent) => {
            change_column(session, column, |column| column.is_percent = Some(is_percent))
        }
        ImportMessage::CellFixed { row, column, text } => change(session, |settings| {
            settings.fixes.insert((row, column), text);
        }),
        ImportMessage::ProblemsEmptied(column) => problems_emptied(session, column),
        ImportMessage::AsOfChanged(as_of) => change(session, |settings| settings.as_of = as_of),
        ImportMessage::TimesInDays(in_days) => change(session, |settings| settings.times_in_days = in_days),
        ImportMessage::ScaleChosen(scale) => change(session, |settings| settings.rating_scale = scale),
        ImportMessage::MarginAssumed(margin) => {
            note(session, |incoming| incoming.settings.assumed_margin = margin);
            Vec::new()
        }
        ImportMessage::DestinationChosen(destination) => {
            note(session, |incoming| incoming.destination = destination);
            Vec::new()
        }
        ImportMessage::Named(name) => {
            note(session, |incoming| incoming.name = name);
            Vec::new()
        }
        ImportMessage::CurrencyChosen(code) => {
            note(session, |incoming| incoming.currency = code);
            Vec::new()
        }
        ImportMessage::Progressed { job, n_bytes } => {
            note_job(session, job, |incoming| incoming.progress = Some(n_bytes));
            Vec::new()
        }
        ImportMessage::Read { job, result } => read(session, job, result),
        ImportMessage::Reviewed { job, draft, merge } => {
            take_reading(session, job, Ok(draft), Some(merge));
            Vec::new()
        }
        ImportMessage::Remembered(remembered) => {
            session.importing.remembered = remembered;
            Vec::new()
        }
        ImportMessage::Accepted => accepted(session),
        ImportMessage::Cancelled => {
            let (today, mut effects) = put_away(session);
            effects.extend(next_file(session, today));
            effects
        }
        ImportMessage::RefusalsClosed => {
            session.importing.refusals.clear();
            Vec::new()
        }
    }
}

fn arrived(session: &mut Session, files: Vec<ArrivedFile>, today: Day) -> Vec<Effect> {
    session.importing.waiting.extend(files);
    session.importing.refusals.clear();
    let mut effects = Vec::new();
    if session.place != Place::Import {
        session.place = Place::Import;
        effects.push(Effect::Show(Place::Import));
    }
    if session.importing.incoming.is_none() {
        effects.extend(next_file(session, Some(today)));
    }
    effects
}

/// Takes up the next file that waits and is a table; refusals are kept for the person.
fn next_file(session: &mut Session, today: Option<Day>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let Some(today) = today else {
        return effects;
    };
    while let Some(file) = session.importing.waiting.pop_front() {
        match detect(
            &file.name,
            &file.first_bytes,
            today,
            &session.importing.remembered,
        ) {
            Ok(detected) => {
                effects.extend(take_up(session, file, detected));
                return effects;
            }
            Err(refusal) => {
                session.importing.refusals.insert(0, refusal.to_string());
                effects.push(Effect::File(FileRequest::Forget(file.number)));
            }
        }
    }
    effects
}

fn take_up(session: &mut Session, file: ArrivedFile, detected: Detected) -> Vec<Effect> {
    let name = file
        .name
        .rsplit_once('.')
        .map_or(file.name.as_str(), |(stem, _)| stem)
        .to_owned();
    let incoming = Incoming {
        name: if name.trim().is_empty() {
            "My customers".to_owned()
        } else {
            name
        },
        currency: currency_named(&detected.sample).map_or(session.document.currency.clone(), str::to_owned),
        settings: detected.settings,
        sample: Shared::new(detected.sample),
        job: 0,
        progress: None,
        draft: None,
        merge: None,
        reviewed_at: 0,
        destination: Destination::NewPortfolio,
        refusal: None,
        file,
    };
    session.importing.incoming = Some(Shared::new(incoming));
    read_again(session)
}

/// Asks for a reading with the settings as they are now.
fn read_again(session: &mut Session) -> Vec<Effect> {
    session.importing.jobs += 1;
    let job = session.importing.jobs;
    note(session, |incoming| {
        incoming.job = job;
        incoming.progress = Some(0.0);
        incoming.refusal = None;
    });
    let request = session
        .importing
        .incoming
        .as_ref()
        .map(|incoming| FileRequest::Read {
            file: incoming.file.number,
            name: incoming.file.name.clone(),
            job,
            settings: Shared::new(incoming.settings.clone()),
        });
    request.map(Effect::File).into_iter().collect()
}

fn note(session: &mut Session, write: impl FnOnce(&mut Incoming)) {
    if let Some(incoming) = &mut session.importing.incoming {
        write(incoming.edit());
    }
}

fn note_job(session: &mut Session, job: u64, write: impl FnOnce(&mut Incoming)) {
    if session
        .importing
        .incoming
        .as_ref()
        .is_some_and(|incoming| incoming.job == job)
    {
        note(session, write);
    }
}

fn change(session: &mut Session, write: impl FnOnce(&mut Settings)) -> Vec<Effect> {
    note(session, |incoming| write(&mut incoming.settings));
    read_again(session)
}

fn change_column(
    session: &mut Session,
    column: usize,
    write: impl FnOnce(&mut crate::import::ColumnSettings),
) -> Vec<Effect> {
    change(session, |settings| {
        if let Some(column) = settings.columns.get_mut(column) {
            write(column);
        }
    })
}

/// A target that only one column can have is taken from the column that had it.
fn set_target(settings: &mut Settings, column: usize, target: Target) {
    for (index, other) in settings.columns.iter_mut().enumerate() {
        if index == column {
            other.target = target;
        } else if other.target == target && !target.repeats() {
            other.target = Target::LeaveOut;
        }
    }
}

fn layout_changed(session: &mut Session, layout: Layout) -> Vec<Effect> {
    let Some(incoming) = session.importing.incoming.clone() else {
        return Vec::new();
    };
    let (file, today) = (&incoming.file, incoming.settings.today);
    match detect_columns(
        &file.name,
        &file.first_bytes,
        layout,
        today,
        &session.importing.remembered,
    ) {
        Ok(detected) => {
            note(session, |incoming| {
                incoming.settings = detected.settings;
                incoming.sample = Shared::new(detected.sample);
            });
            read_again(session)
        }
        Err(refusal) => {
            note(session, |incoming| {
                incoming.settings.layout = layout;
                incoming.refusal = Some(refusal.to_string());
                incoming.draft = None;
                incoming.progress = None;
            });
            Vec::new()
        }
    }
}

fn shape_changed(session: &mut Session, shape: Shape) -> Vec<Effect> {
    let Some(incoming) = session.importing.incoming.clone() else {
        return Vec::new();
    };
    let settings = with_shape(
        &incoming.settings,
        &incoming.sample,
        shape,
        &session.importing.remembered,
    );
    change(session, |now| *now = settings)
}

fn problems_emptied(session: &mut Session, column: u32) -> Vec<Effect> {
    let draft = session
        .importing
        .incoming
        .as_ref()
        .and_then(|incoming| incoming.draft.clone());
    let Some(draft) = draft else {
        return Vec::new();
    };
    change(session, |settings| {
        let rows = draft.issues.iter().filter(|issue| issue.column == Some(column));
        settings
            .fixes
            .extend(rows.map(|issue| ((issue.row, column), String::new())));
    })
}

fn read(session: &mut Session, job: u64, result: Result<Shared<Draft>, String>) -> Vec<Effect> {
    let is_wanted = session
        .importing
        .incoming
        .as_ref()
        .is_some_and(|incoming| incoming.job == job);
    let revision = session.revision;
    note_job(session, job, |incoming| incoming.reviewed_at = revision);
    let n_own = session.document.portfolio.accounts.len();
    let has_own = !session.document.is_sample && n_own > 0;
    let merge = match &result {
        Ok(draft) if has_own && is_wanted => {
            if n_own.max(draft.accounts.len()) > VALUED_AT_ONCE {
                return vec![Effect::File(FileRequest::Review {
                    job,
                    document: session.document.clone(),
                    draft: draft.clone(),
                })];
            }
            Some(Shared::new(Merge::review(&session.document, draft)))
        }
        _ => None,
    };
    take_reading(session, job, result, merge);
    Vec::new()
}

fn take_reading(
    session: &mut Session,
    job: u64,
    result: Result<Shared<Draft>, String>,
    merge: Option<Shared<Merge>>,
) {
    note_job(session, job, |incoming| {
        incoming.progress = None;
        let knows_some = merge
            .as_ref()
            .is_some_and(|merge| merge.n_same + merge.changed.len() > 0);
        if incoming.draft.is_none() && knows_some {
            incoming.destination = Destination::OpenPortfolio;
        }
        incoming.merge = merge;
        match result {
            Ok(draft) => incoming.draft = Some(draft),
            Err(sentence) => {
                incoming.draft = None;
                incoming.refusal = Some(sentence);
            }
        }
    });
}

/// The portfolio is no longer what the draft was compared with: nothing comes in before the person looks again.
fn review_again(session: &mut Session, job: u64, draft: Shared<Draft>) -> Vec<Effect> {
    let sentence = "The portfolio has changed since the file was compared with it. Look at what would change and import again.";
    session.notice(NoticeKind::Problem, sentence.to_owned(), false);
    note_job(session, job, |incoming| {
        incoming.progress = Some(incoming.file.n_bytes);
        incoming.merge = None;
    });
    read(session, job, Ok(draft))
}

fn accepted(session: &mut Session) -> Vec<Effect> {
    let Some(incoming) = session.importing.incoming.clone() else {
        return Vec::new();
    };
    let Some(draft) = incoming
        .draft
        .clone()
        .filter(|draft| draft.is_ready() && incoming.progress.is_none())
    else {
        return Vec::new();
    };
    if session.keeping.is_read_only && incoming.destination == Destination::OpenPortfolio {
        let sentence =
            "This portfolio is being edited in another tab. Choose Take over to import into it here.";
        session.notice(NoticeKind::Problem, sentence.to_owned(), false);
        return Vec::new();
    }
    let is_stale = incoming.merge.is_some() && incoming.reviewed_at != session.revision;
    if is_stale && incoming.destination == Destination::OpenPortfolio {
        return review_again(session, incoming.job, draft);
    }
    let what = format!("import of {}", incoming.file.name);
    let settings = &incoming.settings;
    if settings.layout.has_header && !settings.is_own {
        let headers = settings
            .columns
            .iter()
            .map(|column| (column.header.clone(), column.target));
        remember(headers, &mut session.importing.remembered);
    }
    let remembered = session.importing.remembered.clone();
    let mut effects = match (&incoming.merge, incoming.destination) {
        (Some(merge), Destination::OpenPortfolio) => {
            let mut document = merge.apply(&session.document, &draft);
            assume_margin(&mut document, settings.assumed_margin);
            let document = Shared::new(document);
            replaced_by_import(session, document, what)
        }
        _ => {
            let mut document = new_document(&incoming.name, &incoming.currency, settings.today, &draft);
            assume_margin(&mut document, settings.assumed_margin);
            let document = Shared::new(document);
            if session.keeping.portfolio.is_none() {
                replaced_by_import(session, document, what)
            } else {
                opened(session, None, document)
            }
        }
    };
    let n_left = draft.tally.n_bad;
    let left = match n_left {
        0 => String::new(),
        1 => " One line with a problem stayed out.".to_owned(),
        n => format!(" {n} lines with problems stayed out."),
    };
    let came_in = what_comes_in(&draft, &session.style);
    // A file that became a portfolio of its own changed nothing that undo could bring back.
    let offers_undo = session.history.undoable().is_some();
    session.notice(
        NoticeKind::Done,
        format!("{came_in} came in from {}.{left}", incoming.file.name),
        offers_undo,
    );
    effects.push(Effect::File(FileRequest::Remember(remembered)));
    let (today, forgotten) = put_away(session);
    effects.extend(forgotten);
    let next = next_file(session, today);
    if session.importing.incoming.is_none() {
        session.place = match draft.records.is_empty() {
            true => Place::ValueMap,
            false => Place::Exchanges,
        };
        effects.push(Effect::Show(session.place.clone()));
    }
    effects.extend(next);
    effects
}

/// Lets go of the file being looked at; the day it was brought is that of those that wait.
fn put_away(session: &mut Session) -> (Option<Day>, Vec<Effect>) {
    let incoming = session.importing.incoming.take();
    let today = incoming.as_ref().map(|incoming| incoming.settings.today);
    let forget = incoming.map(|incoming| Effect::File(FileRequest::Forget(incoming.file.number)));
    (today, forget.into_iter().collect())
}

impl Importing {
    /// True while a file is being looked at or read.
    pub fn is_busy(&self) -> bool {
        self.incoming.is_some()
    }
}
