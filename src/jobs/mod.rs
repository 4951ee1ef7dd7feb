//! Work too long for the page: a closed list of jobs, each a function of what it is given.
//!
//! A job travels to the worker as [`Flat`] lists and its outcome comes back the same way. Where the worker
//! cannot start, the page does the same steps with pauses between. To add a job: a file here with its type,
//! `write`, `read` and a [`Work`]; a variant of [`Job`] and of [`Outcome`] with an arm in each `match` below;
//! then `platform::worker::start` runs it.

mod accounts;
mod draft;
mod fit_models;
mod flat;
mod mixed;
mod orders;
mod preview;
mod problems;
mod questions;
mod read_file;
mod records;
mod robustness;
mod settings;
mod watch_phase;

use std::ops::Range;

use crate::import::Draft;
use crate::robustness::{Robustness, Swing};

use crate::measures::models::Study;
use crate::measures::models::phase::Phase;
use draft::{DraftColumns, write_draft};
use fit_models::{FitWork, read_study, write_study};
use read_file::FileWork;
use robustness::{DrawWork, MoveWork, read_robustness, read_swings, write_robustness, write_swings};
use watch_phase::{PhaseWork, read_phase, write_phase};

pub use fit_models::FitModel;
pub use flat::{Flat, FlatReader, List, Malformed, Texts};
pub use read_file::ReadFile;
pub use robustness::{DrawPortfolio, MoveInputs};
pub use watch_phase::WatchPhase;

/// Everything the worker can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Job {
    /// Read a file into a draft; the file itself goes along as a handle.
    ReadFile(ReadFile),
    /// Fit a purchase model.
    FitModel(FitModel),
    /// Draw what is uncertain in a portfolio.
    Draw(DrawPortfolio),
    /// Move every input of one number to its ends.
    Move(MoveInputs),
    /// Look whether recent behaviour has left the past.
    Phase(WatchPhase),
}

/// What came of a job.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Of [`Job::ReadFile`]: the draft, or a sentence why there is none.
    Draft(Result<Box<Draft>, String>),
    /// Of [`Job::FitModel`].
    Study(Box<Study>),
    /// Of [`Job::Draw`].
    Drawn(Box<Robustness>),
    /// Of [`Job::Move`]: what every input does, most first.
    Moved(Vec<Swing>),
    /// Of [`Job::Phase`]; nothing where nobody came back before.
    Phase(Option<Box<Phase>>),
}

/// How far a step has brought the work.
#[derive(Debug)]
pub enum Step {
    /// This share of it is done, 0 to 1.
    Going(f64),
    /// All of it.
    Done(Outcome),
}

/// A job under way. Between two steps it can be dropped, or wait.
pub trait Work {
    /// The bytes of the file that the next step needs; none unless the job reads a file.
    fn wants(&self) -> Range<u64> {
        0..0
    }

    /// Goes on; short enough on the page (at most some 10 ms there) where the job can be large.
    fn step(&mut self, bytes: &[u8]) -> Step;
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Yes.
    Continue,
    /// No: nobody wants the outcome any more.
    Stop,
}

impl Job {
    /// The job as lists.
    pub fn to_flat(&self) -> Flat {
        let mut flat = Flat::default();
        match self {
            Self::ReadFile(job) => {
                flat.counts([0]);
                job.write(&mut flat);
            }
            Self::FitModel(job) => {
                flat.counts([1]);
                job.write(&mut flat);
            }
            Self::Draw(job) => {
                flat.counts([2]);
                job.write(&mut flat);
            }
            Self::Move(job) => {
                flat.counts([3]);
                job.write(&mut flat);
            }
            Self::Phase(job) => {
                flat.counts([4]);
                job.write(&mut flat);
            }
        }
        flat
    }

    /// The job in such lists.
    ///
    /// # Errors
    /// When they hold something else.
    pub fn from_flat(flat: Flat) -> Result<Self, Malformed> {
        let mut from = FlatReader::new(flat);
        let job = match from.some_counts()? {
            [0] => Self::ReadFile(ReadFile::read(&mut from)?),
            [1] => Self::FitModel(FitModel::read(&mut from)?),
            [2] => Self::Draw(DrawPortfolio::read(&mut from)?),
            [3] => Self::Move(MoveInputs::read(&mut from)?),
            [4] => Self::Phase(WatchPhase::read(&mut from)?),
            _ => return Err(Malformed("job")),
        };
        from.end()?;
        Ok(job)
    }

    /// Begins it.
    pub fn start(self) -> Box<dyn Work> {
        match self {
            Self::ReadFile(job) => Box::new(FileWork::new(job)),
            Self::FitModel(job) => Box::new(FitWork::new(job)),
            Self::Draw(job) => Box::new(DrawWork::new(&job)),
            Self::Move(job) => Box::new(MoveWork::new(&job)),
            Self::Phase(job) => Box::new(PhaseWork::Waiting(job)),
        }
    }
}

/// Does a job from beginning to end. `bytes` gives those of the file, `heard` the share done so far.
///
/// Returns `None` when `heard` said to stop.
///
/// # Errors
/// What `bytes` says when the file cannot be read.
pub fn run(
    job: Job,
    bytes: &mut dyn FnMut(Range<u64>) -> Result<Vec<u8>, String>,
    heard: &mut dyn FnMut(f64) -> Flow,
) -> Result<Option<Outcome>, String> {
    let mut work = job.start();
    loop {
        let wanted = work.wants();
        let given = if wanted.is_empty() {
            Vec::new()
        } else {
            bytes(wanted)?
        };
        match work.step(&given) {
            Step::Done(outcome) => return Ok(Some(outcome)),
            Step::Going(share) if heard(share) == Flow::Stop => return Ok(None),
            Step::Going(_) => {}
        }
    }
}

impl Outcome {
    /// The outcome as lists.
    pub fn to_flat(&self) -> Flat {
        let mut flat = Flat::default();
        match self {
            Self::Draft(Ok(draft)) => {
                flat.counts([0]);
                write_draft(draft, &mut flat);
            }
            Self::Draft(Err(sentence)) => {
                flat.counts([1]);
                flat.texts([sentence.as_str()]);
            }
            Self::Study(study) => {
                flat.counts([2]);
                write_study(study, &mut flat);
            }
            Self::Drawn(robustness) => {
                flat.counts([3]);
                write_robustness(robustness, &mut flat);
            }
            Self::Moved(swings) => {
                flat.counts([4]);
                write_swings(swings, &mut flat);
            }
            Self::Phase(phase) => {
                flat.counts([5]);
                write_phase(phase.as_deref(), &mut flat);
            }
        }
        flat
    }
}

/// An outcome on its way back from lists; a large one is put together in steps.
#[derive(Debug)]
pub enum Arriving {
    /// There already.
    Whole(Box<Outcome>),
    /// A draft whose accounts are still to be made.
    Draft(Box<DraftColumns>),
}

impl Arriving {
    /// The outcome in such lists.
    ///
    /// # Errors
    /// When they hold something else.
    pub fn from_flat(flat: Flat) -> Result<Self, Malformed> {
        let mut from = FlatReader::new(flat);
        let arriving = match from.some_counts()? {
            [0] => Self::Draft(Box::new(DraftColumns::read(&mut from)?)),
            [1] => Self::Whole(Box::new(Outcome::Draft(Err(from.texts()?.get(0)?.to_owned())))),
            [2] => Self::Whole(Box::new(Outcome::Study(Box::new(read_study(&mut from)?)))),
            [3] => Self::Whole(Box::new(Outcome::Drawn(Box::new(read_robustness(&mut from)?)))),
            [4] => Self::Whole(Box::new(Outcome::Moved(read_swings(&mut from)?))),
            [5] => Self::Whole(Box::new(Outcome::Phase(read_phase(&mut from)?))),
            _ => return Err(Malformed("outcome")),
        };
        from.end()?;
        Ok(arriving)
    }

    /// Makes the next `n` rows; false when none is left.
    ///
    /// # Errors
    /// When the lists do not fit together.
    pub fn step(&mut self, n: usize) -> Result<bool, Malformed> {
        match self {
            Self::Whole(_) => Ok(false),
            Self::Draft(columns) => columns.step(n),
        }
    }

    /// The outcome, whatever is left made at once.
    ///
    /// # Errors
    /// When the lists do not fit together.
    pub fn finish(self) -> Result<Outcome, Malformed> {
        match self {
            Self::Whole(outcome) => Ok(*outcome),
            Self::Draft(columns) => Ok(Outcome::Draft(Ok(Box::new(columns.finish()?)))),
        }
    }
}
