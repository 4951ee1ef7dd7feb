//! One run of the model desk: fits, baseline, spend, hold-out, intervals and what to say of them, step by step.

use super::bootstrap::next_year;
use super::findings::{judged, n_repeaters, settled, settled_spend};
use super::{
    Bootstrap, Buying, BuyingKind, Finding, Fit, GammaGamma, History, HoldOut, Intervals, Nbd, Purchases,
    Spender, group, group_spenders,
};

/// Refits of the bootstrap.
pub const N_REFITS: u32 = 60;

/// What the desk found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Study {
    /// The model that was asked for.
    pub asked: Option<BuyingKind>,
    /// Accounts.
    pub n_accounts: u32,
    /// Those that bought again.
    pub n_repeaters: u32,
    /// Repeat purchases.
    pub n_purchases: f64,
    /// Longest time an account was watched.
    pub longest: f64,
    /// The fit that was asked for, whatever is to be said of it.
    pub fit: Option<Fit<Buying>>,
    /// The fit to use: the same, or a simpler one; `None` when there is none.
    pub settled: Option<Fit<Buying>>,
    /// NBD on the same histories; `None` for chances.
    pub baseline: Option<Fit<Nbd>>,
    /// Spend per purchase, where it may be modelled.
    pub spend: Option<Fit<GammaGamma>>,
    /// Accounts behind the model of spend.
    pub n_spenders: u32,
    /// First half against second, where days are known.
    pub hold_out: Option<HoldOut>,
    /// Purchases expected of all accounts in the next year.
    pub next_year: Option<f64>,
    /// Intervals by bootstrap.
    pub intervals: Option<Intervals>,
    /// What is to be said, the most important first.
    pub findings: Vec<Finding>,
}

/// A study under way.
#[derive(Clone, Debug)]
pub struct StudyRun {
    purchases: Purchases,
    rows: Vec<History>,
    spenders: Vec<Spender>,
    kind: BuyingKind,
    seed: u64,
    study: Study,
    bootstrap: Option<Bootstrap>,
    next: u32,
}

/// Steps before the bootstrap.
const N_STEPS: u32 = 4;

impl StudyRun {
    /// Ready to fit `kind` to `purchases`; the bootstrap draws from `seed`.
    pub fn new(kind: BuyingKind, purchases: Purchases, seed: u64) -> Self {
        let rows = group(purchases.histories());
        let study = Study {
            asked: Some(kind),
            n_accounts: purchases.n.iter().sum::<f64>() as u32,
            n_repeaters: n_repeaters(&purchases),
            longest: purchases.t.iter().copied().fold(0.0, f64::max),
            n_purchases: rows.iter().map(|row| row.n * row.x).sum(),
            ..Study::default()
        };
        Self {
            spenders: purchases.spenders(),
            purchases,
            rows,
            kind,
            seed,
            study,
            bootstrap: None,
            next: 0,
        }
    }

    /// Does the next part; true while there is more to do.
    pub fn step(&mut self) -> bool {
        match self.next {
            0 => self.fit(),
            1 => self.fit_spend(),
            2 => self.hold_out(),
            3 => self.start_bootstrap(),
            _ => {
                if let Some(bootstrap) = &mut self.bootstrap {
                    bootstrap.step(&self.rows);
                }
            }
        }
        self.next += 1;
        let n_refits = if self.bootstrap.is_some() { N_REFITS } else { 0 };
        self.next < N_STEPS.saturating_add(n_refits)
    }

    /// How much is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        f64::from(self.next) / f64::from(N_STEPS + N_REFITS)
    }

    /// The study; does what is left first.
    pub fn finish(mut self) -> Study {
        while self.next == 0
            || (self.bootstrap.is_some() && self.next < N_STEPS + N_REFITS)
            || self.next < N_STEPS
        {
            self.step();
        }
        self.study.intervals = self.bootstrap.and_then(|bootstrap| bootstrap.intervals());
        self.study
    }

    fn fit(&mut self) {
        self.study.fit = self.kind.fit(&self.rows);
        if !self.purchases.by_chance {
            self.study.baseline = Nbd::fit(&self.rows);
        }
        let Study {
            fit,
            baseline,
            findings,
            ..
        } = &mut self.study;
        self.study.settled = settled(*fit, *baseline, &self.purchases, findings);
        self.study.next_year = (self.study.settled).map(|fit| next_year(&fit.model, &self.rows));
    }

    fn fit_spend(&mut self) {
        let rows = group_spenders(self.spenders.clone());
        let fit = GammaGamma::fit(&rows);
        self.study.n_spenders = rows.iter().map(|row| row.n).sum::<f64>() as u32;
        self.study.spend = settled_spend(fit, &self.spenders, &mut self.study.findings);
    }

    fn hold_out(&mut self) {
        let kind = self.study.settled.map(|fit| fit.model.kind());
        self.study.hold_out = kind.and_then(|kind| HoldOut::new(kind, &self.purchases));
        if let Some(hold_out) = &self.study.hold_out {
            self.study.findings.push(judged(hold_out));
        }
    }

    fn start_bootstrap(&mut self) {
        let small = |_: &Fit<Buying>| self.study.n_accounts <= 50_000;
        self.bootstrap = (self.study.settled.filter(small)).map(|fit| Bootstrap::new(fit.model, self.seed));
    }
}
