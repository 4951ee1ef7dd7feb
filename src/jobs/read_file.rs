//! Reading a file: bytes as they come, then the accounts some at a time.

use std::ops::Range;

use crate::import::{
    Building, Draft, Ended, ImportError, Reader, SAMPLE_SIZE, Sample, Settings, first_readings,
};

use super::flat::{Flat, FlatReader, Malformed};
use super::settings::{read_settings, write_settings};
use super::{Outcome, Step, Work};

/// Bytes read in one step.
const SLICE: u64 = 512 << 10;

/// Accounts made in one step.
const ACCOUNTS_AT_ONCE: usize = 4_000;

/// A file to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub n_bytes: u64,
    /// How to read it.
    pub settings: Settings,
}

impl ReadFile {
    /// Adds the job.
    pub fn write(&self, flat: &mut Flat) {
        flat.texts([self.name.as_str()]);
        flat.numbers([self.n_bytes as f64]);
        write_settings(&self.settings, flat);
    }

    /// The job written by [`ReadFile::write`].
    ///
    /// # Errors
    /// When the lists are something else.
    pub fn read(from: &mut FlatReader) -> Result<Self, Malformed> {
        let name = from.texts()?.get(0)?.to_owned();
        let [n_bytes] = from.some_numbers()?;
        Ok(Self {
            name,
            n_bytes: n_bytes as u64,
            settings: read_settings(from)?,
        })
    }
}

/// A file being read.
#[derive(Debug)]
pub struct FileWork {
    job: ReadFile,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Sampling,
    Reading {
        reader: Box<Reader>,
        next: u64,
        is_last_try: bool,
    },
    Building(Box<Building>),
    Over,
}

impl FileWork {
    /// Nothing read yet.
    pub fn new(job: ReadFile) -> Self {
        Self {
            job,
            stage: Stage::Sampling,
        }
    }

    fn advance(&mut self, bytes: &[u8]) -> Result<Option<Draft>, ImportError> {
        let ReadFile {
            name,
            n_bytes,
            settings,
        } = &self.job;
        self.stage = match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Sampling => {
                let sample = Sample::read(name, bytes, settings.layout)?;
                let readings = first_readings(settings, &sample);
                Stage::Reading {
                    reader: Box::new(Reader::new(name, settings, &readings)),
                    next: 0,
                    is_last_try: false,
                }
            }
            Stage::Reading {
                mut reader,
                next,
                is_last_try,
            } => {
                reader.push(bytes)?;
                let next = next + SLICE;
                if next < *n_bytes {
                    Stage::Reading {
                        reader,
                        next,
                        is_last_try,
                    }
                } else {
                    match reader.end(is_last_try)? {
                        Ended::Building(building) => Stage::Building(building),
                        Ended::Again(wanted) => Stage::Reading {
                            reader: Box::new(Reader::new(name, settings, &wanted)),
                            next: 0,
                            is_last_try: true,
                        },
                    }
                }
            }
            Stage::Building(mut building) => {
                if !building.step(ACCOUNTS_AT_ONCE) {
                    return Ok(Some(building.finish()));
                }
                Stage::Building(building)
            }
            Stage::Over => Stage::Over,
        };
        Ok(None)
    }

    fn share(&self) -> f64 {
        match &self.stage {
            Stage::Reading { next, .. } => (*next as f64 / (self.job.n_bytes.max(1)) as f64).min(1.0),
            Stage::Sampling => 0.0,
            Stage::Building(_) | Stage::Over => 1.0,
        }
    }
}

impl Work for FileWork {
    fn wants(&self) -> Range<u64> {
        let n_bytes = self.job.n_bytes;
        match &self.stage {
            Stage::Sampling => 0..n_bytes.min(SAMPLE_SIZE as u64),
            Stage::Reading { next, .. } => *next..n_bytes.min(next + SLICE),
            Stage::Building(_) | Stage::Over => 0..0,
        }
    }

    fn step(&mut self, bytes: &[u8]) -> Step {
        match self.advance(bytes) {
            Ok(None) => Step::Going(self.share()),
            Ok(Some(draft)) => Step::Done(Outcome::Draft(Ok(Box::new(draft)))),
            Err(refusal) => Step::Done(Outcome::Draft(Err(refusal.to_string()))),
        }
    }
}
