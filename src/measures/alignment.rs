//! How far each account serves what the business is after: a weighted mean of standardised measures.

use crate::maths::{largest_first, mean_and_deviation};
use crate::portfolio::Objective;

use super::spread::Spread;
use super::three_ps::LEAST_KNOWN;
use super::weighed::{WeighedItem, WeighedTerms, weigh_known};
use super::{MeasureId, Measured, Unit};

/// Where the middle of a measure is, and how far accounts usually are from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standard {
    /// Mean of all accounts it is known of.
    pub mean: f64,
    /// Population standard deviation of the same.
    pub deviation: f64,
}

impl Standard {
    /// The standard of `values`; `None` without any.
    pub fn of(values: impl Iterator<Item = f64> + Clone) -> Option<Self> {
        mean_and_deviation(values).map(|(mean, deviation)| Self { mean, deviation })
    }

    /// Standard score.
    ///
    /// z = (x − mean) / deviation; 0 where all are equal.
    ///
    /// ```
    /// use both_sides::measures::alignment::Standard;
    /// let margins = Standard::of([10.0, 20.0, 60.0].into_iter()).unwrap();
    /// assert_eq!((margins.mean, margins.deviation.round()), (30.0, 22.0)); // √((400 + 100 + 900) / 3)
    /// assert_eq!((margins.z(60.0) * 100.0).round(), 139.0); // 30 / 21.6
    /// assert_eq!(Standard::of([7.0, 7.0].into_iter()).unwrap().z(7.0), 0.0);
    /// ```
    pub fn z(self, value: f64) -> f64 {
        if self.deviation > 0.0 {
            (value - self.mean) / self.deviation
        } else {
            0.0
        }
    }
}

/// An objective ready to be read for any account.
#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    /// Its name.
    pub name: String,
    /// What it reads; `None` where this version knows no such measure.
    pub measure: Option<MeasureId>,
    /// How much it counts; never negative.
    pub weight: f64,
    /// True where less is better.
    pub less_is_better: bool,
    /// What its numbers are held against; `None` where it is known of nobody.
    pub standard: Option<Standard>,
    /// Accounts it is known of.
    pub n_known: usize,
}

impl Aim {
    /// The standard score of what stands there, turned round where less is better.
    pub fn score(&self, raw: Measured) -> Option<Spread> {
        let (standard, spread) = (self.standard?, raw.spread()?);
        let z = spread.map(|value| standard.z(value));
        Some(match self.less_is_better {
            false => z,
            true => Spread {
                low: -z.high,
                base: -z.base,
                high: -z.low,
                basis: z.basis,
            },
        })
    }
}

/// What a measure says of the account in a row: of a valuation, or of numbers kept from another day.
pub type Reads<'a> = dyn Fn(MeasureId, usize) -> Measured + 'a;

/// Objectives with what their numbers are held against.
///
/// A_i = Σ_k w_k · z_ik / Σ_k w_k over the objectives known of account i
///
/// `w` weights, `z` standard scores over all accounts the measure is known of. What is not known hands its weight to the
/// others; below half of the weight known ([`LEAST_KNOWN`]) there is no score. |A| never exceeds √(n − 1), the most a
/// standard score of n accounts can be (Samuelson 1968).
///
/// ```
/// use both_sides::measures::alignment::Alignment;
/// use both_sides::measures::{MeasureId, Measured, Spread};
/// use both_sides::portfolio::{Basis, Objective};
/// let objective = |name: &str, measure: MeasureId, weight| Objective {
///     name: name.into(), measure: measure.key().into(), less_is_better: false, weight,
/// };
/// let objectives = [
///     objective("Margin", MeasureId::Contribution, 3.0),
///     objective("Learning", MeasureId::LearningRole, 1.0),
/// ];
/// // Margins 10, 20 and 60 have z −0.93, −0.46 and 1.39; of learning 0, 50 and not known, −1 and 1.
/// let reads = |measure: MeasureId, row: usize| {
///     let known = match measure {
///         MeasureId::Contribution => [Some(10.0), Some(20.0), Some(60.0)],
///         _ => [Some(0.0), Some(50.0), None],
///     };
///     Measured::of(known[row].map(|value| Spread::exact(value, Basis::Stated)))
/// };
/// let alignment = Alignment::new(&objectives, 3, &reads);
/// let score = |row| alignment.measured(row, &reads).value.map(|score| (score * 100.0).round());
/// assert_eq!(score(0), Some(-94.0)); // (3 · −0.93 + 1 · −1) / 4
/// assert_eq!(score(1), Some(-10.0)); // (3 · −0.46 + 1 · 1) / 4
/// assert_eq!(score(2), Some(139.0)); // the margin alone: three quarters of the weight are known
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// The objectives, in order.
    pub aims: Vec<Aim>,
}

impl Alignment {
    /// Looks through `n_rows` accounts for what each objective is held against.
    pub fn new(objectives: &[Objective], n_rows: usize, reads: &Reads) -> Self {
        let aim = |objective: &Objective| {
            let measure = MeasureId::from_key(&objective.measure);
            let known: Vec<f64> = measure.map_or_else(Vec::new, |measure| {
                (0..n_rows).filter_map(|row| reads(measure, row).value).collect()
            });
            Aim {
                name: objective.name.clone(),
                measure,
                weight: objective.weight,
                less_is_better: objective.less_is_better,
                standard: Standard::of(known.iter().copied()),
                n_known: known.len(),
            }
        };
        Self {
            aims: objectives.iter().map(aim).collect(),
        }
    }

    /// Sum of all weights.
    pub fn weight(&self) -> f64 {
        self.aims.iter().map(|aim| aim.weight).sum()
    }

    /// The score of the account in `row`; unknown where less than half of the weight is known.
    pub fn measured(&self, row: usize, reads: &Reads) -> Measured {
        let scored = |aim: &Aim| {
            let score = aim.measure.and_then(|measure| aim.score(reads(measure, row)));
            (aim.weight, score)
        };
        let (measured, known) = weigh_known(self.aims.iter().map(scored));
        match known < LEAST_KNOWN * self.weight() {
            true => Measured::UNKNOWN,
            false => measured,
        }
    }

    /// The score of the account in `row` with what each objective adds to it.
    pub fn terms(&self, row: usize, reads: &Reads) -> WeighedTerms<'_> {
        let items = self.aims.iter().map(|aim| {
            let raw = (aim.measure).map_or(Measured::UNKNOWN, |measure| reads(measure, row));
            WeighedItem {
                label: &aim.name,
                raw,
                unit: aim.measure.map_or(Unit::Count, MeasureId::unit),
                measure: aim.measure,
                score: aim.score(raw),
                weight: aim.weight,
            }
        });
        WeighedTerms {
            items: items.collect(),
        }
    }

    /// The `rows` that have a score, the best first; those level in the order of rows.
    pub fn ranked(&self, rows: &[usize], reads: &Reads) -> Vec<(usize, f64)> {
        let mut known: Vec<(usize, f64)> = (rows.iter())
            .filter_map(|&row| Some((row, self.measured(row, reads).value?)))
            .collect();
        largest_first(&mut known);
        known
    }
}
