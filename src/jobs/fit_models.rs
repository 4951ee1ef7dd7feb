//! Fitting a purchase model at the model desk.

use crate::measures::models::{
    Buying, BuyingKind, Class, Finding, Fit, GammaGamma, HoldOut, Intervals, Nbd, Purchases, Study, StudyRun,
    Tracking,
};

use super::flat::{Flat, FlatReader, Malformed, code_of, option_code, option_of};
use super::{Outcome, Step, Work};

/// A model to be fitted to purchases.
#[derive(Clone, Debug, PartialEq)]
pub struct FitModel {
    /// The model.
    pub kind: BuyingKind,
    /// What it is fitted to.
    pub purchases: Purchases,
    /// Where the draws of the bootstrap start.
    pub seed: u32,
}

impl FitModel {
    /// Adds the job.
    pub fn write(&self, flat: &mut Flat) {
        let purchases = &self.purchases;
        flat.counts([
            code_of(&BuyingKind::ALL, &self.kind),
            self.seed,
            u32::from(purchases.by_chance),
        ]);
        for column in [
            &purchases.x,
            &purchases.t_x,
            &purchases.t,
            &purchases.n,
            &purchases.mean_spend,
        ] {
            flat.numbers(column.clone());
        }
        flat.numbers(
            purchases
                .first
                .iter()
                .map(|day| f64::from(*day))
                .collect::<Vec<f64>>(),
        );
        flat.counts(purchases.gaps.clone());
        flat.numbers([f64::from(purchases.end)]);
    }

    /// The job written by [`FitModel::write`].
    ///
    /// # Errors
    /// When the lists are something else.
    pub fn read(from: &mut FlatReader) -> Result<Self, Malformed> {
        let [kind, seed, by_chance] = from.some_counts()?;
        let mut column = || from.numbers();
        let [x, t_x, t, n, mean_spend] = [column()?, column()?, column()?, column()?, column()?];
        let first: Vec<i32> = from.numbers()?.into_iter().map(|day| day as i32).collect();
        let gaps = from.counts()?;
        let [end] = from.some_numbers()?;
        let is_level = [&t_x, &t, &n, &mean_spend]
            .iter()
            .all(|column| column.len() == x.len());
        if !is_level || !(first.is_empty() || first.len() == x.len()) {
            return Err(Malformed("rows of purchases"));
        }
        Ok(Self {
            kind: *BuyingKind::ALL.get(kind as usize).ok_or(Malformed("model"))?,
            seed,
            purchases: Purchases {
                x,
                t_x,
                t,
                n,
                mean_spend,
                first,
                gaps,
                end: end as i32,
                by_chance: by_chance > 0,
            },
        })
    }
}

/// A model being fitted.
#[derive(Debug)]
pub struct FitWork(Option<StudyRun>);

impl FitWork {
    /// Nothing fitted yet.
    pub fn new(job: FitModel) -> Self {
        Self(Some(StudyRun::new(job.kind, job.purchases, u64::from(job.seed))))
    }
}

impl Work for FitWork {
    fn step(&mut self, _: &[u8]) -> Step {
        let Some(mut run) = self.0.take() else {
            return Step::Going(1.0);
        };
        if !run.step() {
            return Step::Done(Outcome::Study(Box::new(run.finish())));
        }
        let share = run.progress();
        self.0 = Some(run);
        Step::Going(share)
    }
}

/// Adds a study.
pub fn write_study(study: &Study, flat: &mut Flat) {
    let kind = study.asked.map(|kind| code_of(&BuyingKind::ALL, &kind));
    flat.counts([
        option_code(kind),
        study.n_accounts,
        study.n_repeaters,
        study.n_spenders,
    ]);
    flat.numbers([
        study.n_purchases,
        study.longest,
        study.next_year.unwrap_or(f64::NAN),
    ]);
    write_fit(study.fit.as_ref(), flat);
    write_fit(study.settled.as_ref(), flat);
    write_fit(study.baseline.map(|fit| fit.map(Buying::Nbd)).as_ref(), flat);
    write_spend(study.spend.as_ref(), flat);
    write_hold_out(study.hold_out.as_ref(), flat);
    write_intervals(study.intervals.as_ref(), flat);
    flat.numbers(
        study
            .findings
            .iter()
            .flat_map(finding_numbers)
            .collect::<Vec<f64>>(),
    );
}

/// The study written by [`write_study`].
pub fn read_study(from: &mut FlatReader) -> Result<Study, Malformed> {
    let [kind, n_accounts, n_repeaters, n_spenders] = from.some_counts()?;
    let [n_purchases, longest, next_year] = from.some_numbers()?;
    let known = |number: f64| (!number.is_nan()).then_some(number);
    Ok(Study {
        asked: option_of(&BuyingKind::ALL, kind)?,
        n_accounts,
        n_repeaters,
        n_purchases,
        longest,
        fit: read_fit(from)?,
        settled: read_fit(from)?,
        baseline: read_fit(from)?.map(|fit| {
            fit.map(|model| {
                let [r, alpha, ..] = model.parameters();
                Nbd { r, alpha }
            })
        }),
        spend: read_spend(from)?,
        n_spenders,
        hold_out: read_hold_out(from)?,
        next_year: known(next_year),
        intervals: read_intervals(from)?,
        findings: read_findings(&from.numbers()?)?,
    })
}

/// A fit as numbers: parameters, their errors, the likelihood, evaluations and whether all is determined; then the
/// covariance by rows.
fn fit_numbers<Model>(fit: &Fit<Model>, parameters: [f64; 4]) -> Vec<f64> {
    let errors = fit.standard_errors.unwrap_or([f64::NAN; 4]);
    let mut numbers = parameters.to_vec();
    numbers.extend(errors);
    numbers.extend([
        fit.log_likelihood,
        f64::from(fit.n_evaluations),
        f64::from(u8::from(fit.is_determined)),
    ]);
    numbers.extend(fit.log_covariance.iter().flatten().flatten());
    numbers
}

fn fit_of(numbers: &[f64]) -> Result<Option<Fit<[f64; 4]>>, Malformed> {
    if numbers.is_empty() {
        return Ok(None);
    }
    let (fours, _) = numbers.as_chunks::<4>();
    let ([model, errors, ..], Some(&[log_likelihood, n_evaluations, is_determined])) =
        (fours, numbers.get(8..11).and_then(|three| three.as_array()))
    else {
        return Err(Malformed("fit"));
    };
    let (rows, rest) = numbers[11..].as_chunks::<4>();
    let log_covariance = match rows {
        [] => None,
        [a, b, c, d] => Some([*a, *b, *c, *d]),
        _ => return Err(Malformed("covariance")),
    };
    if !rest.is_empty() {
        return Err(Malformed("covariance"));
    }
    Ok(Some(Fit {
        model: *model,
        standard_errors: (!errors[0].is_nan()).then_some(*errors),
        log_covariance,
        log_likelihood,
        n_evaluations: n_evaluations as u32,
        is_determined: is_determined > 0.0,
    }))
}

fn write_fit(fit: Option<&Fit<Buying>>, flat: &mut Flat) {
    flat.counts([fit.map_or(0, |fit| code_of(&BuyingKind::ALL, &fit.model.kind()))]);
    flat.numbers(fit.map_or(Vec::new(), |fit| fit_numbers(fit, fit.model.parameters())));
}

fn read_fit(from: &mut FlatReader) -> Result<Option<Fit<Buying>>, Malformed> {
    let [kind] = from.some_counts()?;
    let kind = *BuyingKind::ALL.get(kind as usize).ok_or(Malformed("model"))?;
    Ok(fit_of(&from.numbers()?)?.map(|fit| fit.map(|parameters| kind.with(parameters))))
}

fn write_spend(fit: Option<&Fit<GammaGamma>>, flat: &mut Flat) {
    flat.numbers(fit.map_or(Vec::new(), |fit| {
        fit_numbers(fit, [fit.model.p, fit.model.q, fit.model.gamma, 0.0])
    }));
}

fn read_spend(from: &mut FlatReader) -> Result<Option<Fit<GammaGamma>>, Malformed> {
    Ok(fit_of(&from.numbers()?)?.map(|fit| fit.map(GammaGamma::new)))
}

fn write_hold_out(hold_out: Option<&HoldOut>, flat: &mut Flat) {
    flat.counts([u32::from(hold_out.is_some())]);
    let Some(hold_out) = hold_out else { return };
    write_fit(Some(&hold_out.fit), flat);
    flat.counts([
        hold_out.n,
        hold_out.tracking.weeks_per_step,
        hold_out.tracking.n_fitted,
    ]);
    flat.numbers([
        f64::from(hold_out.cut),
        hold_out.weeks,
        hold_out.actual,
        hold_out.expected,
        hold_out.correlation.unwrap_or(f64::NAN),
    ]);
    let class = |class: &Class| {
        [
            f64::from(class.x),
            f64::from(class.n),
            class.actual,
            class.expected,
            class.least,
            class.most,
        ]
    };
    flat.numbers(hold_out.classes.iter().flat_map(class).collect::<Vec<f64>>());
    flat.numbers(hold_out.tracking.actual.clone());
    flat.numbers(hold_out.tracking.expected.clone());
}

fn read_hold_out(from: &mut FlatReader) -> Result<Option<HoldOut>, Malformed> {
    if from.some_counts()? == [0] {
        return Ok(None);
    }
    let fit = read_fit(from)?.ok_or(Malformed("fit"))?;
    let [n, weeks_per_step, n_fitted] = from.some_counts()?;
    let [cut, weeks, actual, expected, correlation] = from.some_numbers()?;
    let classes = from.numbers()?;
    let (classes, rest) = classes.as_chunks::<6>();
    if !rest.is_empty() {
        return Err(Malformed("classes"));
    }
    let class = |&[x, n, actual, expected, least, most]: &[f64; 6]| Class {
        x: x as u32,
        n: n as u32,
        actual,
        expected,
        least,
        most,
    };
    Ok(Some(HoldOut {
        cut: cut as i32,
        weeks,
        fit,
        n,
        actual,
        expected,
        correlation: (!correlation.is_nan()).then_some(correlation),
        classes: classes.iter().map(class).collect(),
        tracking: Tracking {
            weeks_per_step,
            n_fitted,
            actual: from.numbers()?,
            expected: from.numbers()?,
        },
    }))
}

fn write_intervals(intervals: Option<&Intervals>, flat: &mut Flat) {
    flat.numbers(intervals.map_or(Vec::new(), |intervals| {
        let ends = intervals.parameters.iter().chain([&intervals.next_year]);
        let mut numbers = vec![f64::from(intervals.n), intervals.seed as f64];
        numbers.extend(ends.flat_map(|&(low, high)| [low, high]));
        numbers
    }));
}

fn read_intervals(from: &mut FlatReader) -> Result<Option<Intervals>, Malformed> {
    let numbers = from.numbers()?;
    let [n, seed, ends @ ..] = &numbers[..] else {
        return Ok(None);
    };
    let (pairs, _) = ends.as_chunks::<2>();
    let &[[a, b], [c, d], [e, f], [g, h], [low, high]] = pairs else {
        return Err(Malformed("intervals"));
    };
    Ok(Some(Intervals {
        n: *n as u32,
        seed: *seed as u64,
        parameters: [(a, b), (c, d), (e, f), (g, h)],
        next_year: (low, high),
    }))
}

/// A code and two numbers.
fn finding_numbers(finding: &Finding) -> [f64; 3] {
    match *finding {
        Finding::NoHistory => [0.0, 0.0, 0.0],
        Finding::NobodyCameBack { n } => [1.0, f64::from(n), 0.0],
        Finding::FewRepeaters { n } => [2.0, f64::from(n), 0.0],
        Finding::NoDropout { gain } => [3.0, gain, 0.0],
        Finding::DropoutAlike => [4.0, 0.0, 0.0],
        Finding::NotDetermined => [5.0, 0.0, 0.0],
        Finding::SpendDependsOnFrequency { correlation } => [6.0, correlation, 0.0],
        Finding::SpendLeftOut { n } => [7.0, f64::from(n), 0.0],
        Finding::NoSpendModel => [8.0, 0.0, 0.0],
        Finding::NotForeseen { correlation, ratio } => [9.0, correlation.unwrap_or(f64::NAN), ratio],
        Finding::Foreseen { correlation, ratio } => [10.0, correlation, ratio],
    }
}

fn read_findings(numbers: &[f64]) -> Result<Vec<Finding>, Malformed> {
    let (all, _) = numbers.as_chunks::<3>();
    let finding = |&[code, first, second]: &[f64; 3]| {
        Ok(match code as u32 {
            0 => Finding::NoHistory,
            1 => Finding::NobodyCameBack { n: first as u32 },
            2 => Finding::FewRepeaters { n: first as u32 },
            3 => Finding::NoDropout { gain: first },
            4 => Finding::DropoutAlike,
            5 => Finding::NotDetermined,
            6 => Finding::SpendDependsOnFrequency { correlation: first },
            7 => Finding::SpendLeftOut { n: first as u32 },
            8 => Finding::NoSpendModel,
            9 => Finding::NotForeseen {
                correlation: (!first.is_nan()).then_some(first),
                ratio: second,
            },
            10 => Finding::Foreseen {
                correlation: first,
                ratio: second,
            },
            _ => return Err(Malformed("finding")),
        })
    };
    all.iter().map(finding).collect()
}
