//! Contracts at the model desk: the sBG on a portfolio's renewals or on a pasted series.

use std::collections::BTreeMap;

use crate::portfolio::{Document, EarningModel};

use super::findings::FEW_REPEATERS;
use super::{Cohort, Fit, Sbg};

/// What the desk found of contracts.
#[derive(Clone, Debug, PartialEq)]
pub struct RenewalStudy {
    /// The fit; `None` when nothing was watched over a renewal, or the series rises.
    pub fit: Option<Fit<Sbg>>,
    /// Customers watched.
    pub n: f64,
    /// Of one cohort: renewals due, share left, share the model expects; ten more years projected.
    pub curve: Vec<(u32, Option<f64>, f64)>,
    /// What is to be said.
    pub verdict: String,
}

/// Contracts of the portfolio with their renewals, equal ones together.
pub fn contracts(document: &Document) -> Vec<Cohort> {
    let mut equal: BTreeMap<(u32, bool), f64> = BTreeMap::new();
    for account in &document.portfolio.accounts {
        let seen = account
            .renewals
            .filter(|_| account.earning_model == Some(EarningModel::Contract));
        if let Some(seen) = seen.filter(|seen| seen.renewed + seen.lost > 0) {
            *equal.entry((seen.renewed.min(1_000), seen.lost > 0)).or_default() += 1.0;
        }
    }
    let cohort = |((renewed, is_lost), n): ((u32, bool), f64)| {
        let mut left = vec![n; renewed as usize + 1];
        left.extend(is_lost.then_some(0.0));
        Cohort { left }
    };
    equal.into_iter().map(cohort).collect()
}

/// Fits the sBG and says what to think of it.
pub fn study_renewals(cohorts: &[Cohort]) -> RenewalStudy {
    let n: f64 = cohorts.iter().filter_map(|cohort| cohort.left.first()).sum();
    let fit = Sbg::fit(cohorts);
    let verdict = match &fit {
        None if cohorts.is_empty() => {
            "No contract has renewals: state periods renewed and lost with accounts whose \
                                       earning model is contract, or paste a series."
                .to_owned()
        }
        None => "A series of customers left must start above zero and never rise.".to_owned(),
        Some(fit) if !fit.is_determined => {
            "How retention differs between contracts is not identifiable in this data; \
                                            keep shrunk retention."
                .to_owned()
        }
        Some(_) if n < f64::from(FEW_REPEATERS) => {
            format!(
                "Only {n} contracts, fewer than {FEW_REPEATERS}: keep shrunk retention, or apply this with caution."
            )
        }
        Some(fit) => format!(
            "Retention rises from {:.0} % at the first renewal to {:.0} % at the fifth, because those who are going to \
             leave do so early.",
            100.0 * fit.model.retention(1.0),
            100.0 * fit.model.retention(5.0)
        ),
    };
    RenewalStudy {
        fit,
        n,
        curve: fit.map_or(Vec::new(), |fit| curve(&fit.model, cohorts)),
        verdict,
    }
}

fn curve(model: &Sbg, cohorts: &[Cohort]) -> Vec<(u32, Option<f64>, f64)> {
    let single = match cohorts {
        [only] => &only.left[..],
        _ => &[],
    };
    let last = single.len().saturating_sub(1).max(2) as u32 + 5;
    let share = |t: u32| {
        let first = *single.first()?;
        single.get(t as usize).map(|left| left / first)
    };
    (0..=last)
        .map(|t| (t, share(t), model.survival(f64::from(t))))
        .collect()
}
