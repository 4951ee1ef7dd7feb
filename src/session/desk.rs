//! The model desk: what is to be fitted, the fit under way, what was found, and applying it.

use crate::import::{Pasted, read_pasted};
use crate::maths::Vector;
use crate::measures::models::renewals::{contracts, study_renewals};
use crate::measures::models::{BuyingKind, Cohort, DeskModel, Fit, Found, Purchases, Study, proposed};
use crate::portfolio::{AppliedFit, Document, Shared};

use super::update::edited;
use super::{Edit, Effect, Session};

/// Where the draws of every bootstrap start; stated, so that a fit can be repeated.
pub const SEED: u32 = 1;

/// The desk as it stands. No part of the portfolio until a fit is applied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// The model the person chose; the proposed one before that.
    pub chosen: Option<DeskModel>,
    /// A pasted table in place of the portfolio; empty without one.
    pub pasted: String,
    /// Why nothing was fitted.
    pub refusal: Option<String>,
    /// Share done of the fit under way.
    pub running: Option<f64>,
    /// What was found, with the words for its data.
    pub found: Option<(Found, String)>,
    n_jobs: u64,
}

impl Desk {
    /// Cleared for other accounts; an answer still under way is late.
    pub(super) fn clear(&mut self) {
        *self = Self {
            n_jobs: self.n_jobs,
            ..Self::default()
        };
    }
}

/// What happened at the desk.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskMessage {
    /// Another model was chosen.
    ModelChosen(DeskModel),
    /// A table was pasted, or taken away again.
    Pasted(String),
    /// Fit.
    Fit,
    /// Stop fitting.
    Stop,
    /// This share is done.
    Progressed {
        /// Of which fit.
        job: u64,
        /// From 0 to 1.
        share: f64,
    },
    /// The fit is there.
    Studied {
        /// Which.
        job: u64,
        /// What it found.
        study: Shared<Study>,
    },
    /// Nothing came of the fit.
    Failed {
        /// Which.
        job: u64,
        /// Why.
        sentence: String,
    },
    /// Use what was found for the accounts it is made for.
    Apply,
    /// Value accounts without fitted models again.
    Withdraw,
}

/// Changes the desk.
pub fn at_desk(session: &mut Session, message: DeskMessage) -> Vec<Effect> {
    match message {
        DeskMessage::ModelChosen(model) => {
            session.desk.chosen = Some(model);
            return stop(session);
        }
        DeskMessage::Pasted(text) => {
            session.desk.pasted = text;
            return stop(session);
        }
        DeskMessage::Fit => return fit(session),
        DeskMessage::Stop => return stop(session),
        DeskMessage::Progressed { job, share } if is_current(session, job) => {
            session.desk.running = Some(share)
        }
        DeskMessage::Studied { job, study } if is_current(session, job) => {
            session.desk.running = None;
            let source = source(session);
            session.desk.found = Some((Found::Buying(study), source));
        }
        DeskMessage::Failed { job, sentence } if is_current(session, job) => {
            (session.desk.running, session.desk.refusal) = (None, Some(sentence));
        }
        // A late answer.
        DeskMessage::Progressed { .. } | DeskMessage::Studied { .. } | DeskMessage::Failed { .. } => {}
        DeskMessage::Apply => return apply(session),
        DeskMessage::Withdraw => {
            let mut assumptions = (*session.shown.assumptions).clone();
            assumptions.fits = crate::portfolio::Fits::default();
            return edited(session, Edit::AssumptionsWritten(assumptions.into()), None);
        }
    }
    Vec::new()
}

fn is_current(session: &Session, job: u64) -> bool {
    session.desk.running.is_some() && session.desk.n_jobs == job
}

fn stop(session: &mut Session) -> Vec<Effect> {
    let was_running = session.desk.running.take().is_some();
    (session.desk.refusal, session.desk.found) = (None, None);
    was_running.then_some(Effect::StopFit).into_iter().collect()
}

fn source(session: &Session) -> String {
    if session.desk.pasted.trim().is_empty() {
        "accounts of this portfolio".to_owned()
    } else {
        "a pasted table".to_owned()
    }
}

fn fit(session: &mut Session) -> Vec<Effect> {
    let mut effects = stop(session);
    let (pasted, document) = (session.desk.pasted.clone(), session.shown.clone());
    let model = session.desk.chosen.unwrap_or_else(|| proposed(&document).0);
    let data = match model {
        DeskModel::Renewal => {
            match cohorts(&pasted, &document) {
                Ok(cohorts) => {
                    let found = Found::Renewal(Shared::new(study_renewals(&cohorts)));
                    session.desk.found = Some((found, source(session)));
                }
                Err(refusal) => session.desk.refusal = Some(refusal),
            }
            return effects;
        }
        DeskModel::Buying(kind) => purchases(kind, &pasted, &document).map(|purchases| (kind, purchases)),
    };
    match data {
        Err(refusal) => session.desk.refusal = Some(refusal),
        Ok((kind, purchases)) => {
            session.desk.n_jobs += 1;
            session.desk.running = Some(0.0);
            effects.push(Effect::Fit {
                job: session.desk.n_jobs,
                kind,
                purchases: Shared::new(purchases),
            });
        }
    }
    effects
}

fn cohorts(pasted: &str, document: &Document) -> Result<Vec<Cohort>, String> {
    if pasted.trim().is_empty() {
        return Ok(contracts(document));
    }
    match read_pasted(pasted, false)? {
        Pasted::Series(cohort) => Ok(vec![cohort]),
        Pasted::Histories(_) => Err(
            "The sBG reads a series of customers left, one number per renewal: choose BG/BB \
                                     or another model for patterns of purchases."
                .to_owned(),
        ),
    }
}

fn purchases(kind: BuyingKind, pasted: &str, document: &Document) -> Result<Purchases, String> {
    let by_chance = kind == BuyingKind::BgBb;
    if pasted.trim().is_empty() {
        return Ok(if by_chance {
            Purchases::by_year(document)
        } else {
            Purchases::in_weeks(document)
        });
    }
    match read_pasted(pasted, by_chance)? {
        Pasted::Histories(purchases) => Ok(purchases),
        Pasted::Series(_) => Err(
            "This model reads patterns of purchases (frequency, recency, periods, count): choose \
                                  the sBG for a series of customers left."
                .to_owned(),
        ),
    }
}

fn apply(session: &mut Session) -> Vec<Effect> {
    let Some((found, source)) = session.desk.found.clone() else {
        return Vec::new();
    };
    let mut assumptions = (*session.shown.assumptions).clone();
    let as_of = session.document.as_of;
    let applied = |model: &str, fit: Fit<Vector>, n_parameters: usize, n: f64| {
        let rows = fit.log_covariance.unwrap_or_default();
        let rows = rows.iter().take(n_parameters);
        Some(Box::new(AppliedFit {
            model: model.to_owned(),
            parameters: fit.model[..n_parameters].to_vec(),
            standard_errors: fit
                .standard_errors
                .map_or(Vec::new(), |errors| errors[..n_parameters].to_vec()),
            log_covariance: match fit.log_covariance {
                Some(_) => rows.flat_map(|row| row[..n_parameters].to_vec()).collect(),
                None => Vec::new(),
            },
            log_likelihood: fit.log_likelihood,
            n_accounts: n as u32,
            as_of,
            source: source.clone(),
        }))
    };
    match found {
        Found::Buying(study) => {
            let Some(fit) = study.settled else {
                return Vec::new();
            };
            let kind = fit.model.kind();
            let (n_parameters, n) = (kind.parameter_names().len(), f64::from(study.n_accounts));
            let parameters = fit.map(|model| model.parameters());
            assumptions.fits.buying = applied(kind.key(), parameters, n_parameters, n);
            assumptions.fits.spend = study.spend.and_then(|fit| {
                let parameters = fit.map(|model| [model.p, model.q, model.gamma, 0.0]);
                applied("gamma_gamma", parameters, 3, f64::from(study.n_spenders))
            });
        }
        Found::Renewal(study) => {
            let Some(fit) = study.fit else { return Vec::new() };
            let parameters = fit.map(|model| [model.alpha, model.beta, 0.0, 0.0]);
            assumptions.fits.renewal = applied("sbg", parameters, 2, study.n);
        }
    }
    edited(session, Edit::AssumptionsWritten(assumptions.into()), None)
}
