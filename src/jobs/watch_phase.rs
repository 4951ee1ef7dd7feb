//! Looking whether recent behaviour has left the fitted past.

use crate::measures::models::phase::{Phase, PhaseRun, PurchaseDays};

use super::flat::{Flat, FlatReader, Malformed, total};
use super::{Outcome, Step, Work};

/// Purchases by day, and how many of the last weeks are held against all before.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchPhase {
    /// The purchases.
    pub days: PurchaseDays,
    /// Weeks.
    pub weeks: u32,
}

impl WatchPhase {
    /// Adds the job.
    pub fn write(&self, flat: &mut Flat) {
        flat.counts([self.weeks]);
        let numbers = |days: &[i32]| days.iter().map(|day| f64::from(*day)).collect::<Vec<f64>>();
        flat.numbers(numbers(&self.days.first));
        flat.counts(self.days.x.clone());
        flat.counts(self.days.gaps.clone());
        flat.numbers(numbers(&[self.days.end]));
    }

    /// The job written by [`WatchPhase::write`].
    ///
    /// # Errors
    /// When the lists are something else.
    pub fn read(from: &mut FlatReader) -> Result<Self, Malformed> {
        let [weeks] = from.some_counts()?;
        let first: Vec<i32> = from.numbers()?.into_iter().map(|day| day as i32).collect();
        let x = from.counts()?;
        let gaps = from.counts()?;
        let [end] = from.some_numbers()?;
        if x.len() != first.len() || total(x.iter().copied())? != gaps.len() {
            return Err(Malformed("days of purchases"));
        }
        Ok(Self {
            weeks,
            days: PurchaseDays {
                first,
                x,
                gaps,
                end: end as i32,
            },
        })
    }
}

/// The search under way.
#[derive(Debug)]
pub enum PhaseWork {
    /// Not begun.
    Waiting(WatchPhase),
    /// Begun.
    Going(Box<PhaseRun>),
    /// Handed over.
    Over,
}

impl Work for PhaseWork {
    fn step(&mut self, _: &[u8]) -> Step {
        match std::mem::replace(self, Self::Over) {
            Self::Waiting(job) => match PhaseRun::new(job.days, job.weeks) {
                Some(run) => {
                    *self = Self::Going(Box::new(run));
                    Step::Going(0.1)
                }
                None => Step::Done(Outcome::Phase(None)),
            },
            Self::Going(mut run) => {
                if !run.step() {
                    return Step::Done(Outcome::Phase(Some(Box::new(run.finish()))));
                }
                let share = run.progress();
                *self = Self::Going(run);
                Step::Going(share)
            }
            Self::Over => Step::Done(Outcome::Phase(None)),
        }
    }
}

/// Adds what was found.
pub fn write_phase(phase: Option<&Phase>, flat: &mut Flat) {
    let Some(phase) = phase else {
        flat.counts([0, 0, 0, 0]);
        return;
    };
    flat.counts([1, phase.weeks, phase.n, phase.n_back]);
    flat.numbers([
        f64::from(phase.cut),
        phase.actual,
        phase.expected,
        phase.pace,
        phase.interval.0,
        phase.interval.1,
        phase.ratio,
        phase.p,
    ]);
    flat.numbers(phase.next_old.clone());
    flat.numbers(phase.next_new.clone());
}

/// What was written by [`write_phase`].
pub fn read_phase(from: &mut FlatReader) -> Result<Option<Box<Phase>>, Malformed> {
    let [is_there, weeks, n, n_back] = from.some_counts()?;
    if is_there == 0 {
        return Ok(None);
    }
    let [cut, actual, expected, pace, low, high, ratio, p] = from.some_numbers()?;
    let (next_old, next_new) = (from.numbers()?, from.numbers()?);
    if next_old.len() != n as usize || !(next_new.is_empty() || next_new.len() == n as usize) {
        return Err(Malformed("expected purchases"));
    }
    Ok(Some(Box::new(Phase {
        weeks,
        cut: cut as i32,
        n,
        actual,
        expected,
        pace,
        interval: (low, high),
        ratio,
        p,
        next_old,
        next_new,
        n_back,
    })))
}
