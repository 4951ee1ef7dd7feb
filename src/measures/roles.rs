//! Reference, referral, learning and innovation: the four roles beside buying (Ryals 2008; seed 003).

use crate::portfolio::{Account, Basis, Capital, EventKind, OutcomeStatus, ValueEvent};

use super::evidence::Ageing;
use super::ledger::LedgerTerms;
use super::spread::Spread;
use super::wording::{input, known, number};
use super::{Explanation, MeasureId, Measured, Unit};

/// Weight of full willingness to act as a reference, in fresh successes.
pub const WILLINGNESS_POINTS: f64 = 0.5;

/// How much an account fills a role, 0 to 100.
///
/// s = 100 · (1 − 2^(−p))
///
/// `p` points: a fresh success counts 1, an open event ½, a failed one ¼, halved per half-life. Every point
/// halves the distance to 100. The four roles are Ryals's (2008), the scale is this app's.
///
/// ```
/// use both_sides::measures::roles::role_index;
/// assert_eq!(role_index(0.0), 0.0);
/// assert_eq!(role_index(1.0), 50.0);
/// assert_eq!(role_index(2.0), 75.0);
/// ```
pub fn role_index(points: f64) -> f64 {
    100.0 * (1.0 - libm::exp2(-points))
}

/// A role beside buying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Acts as a reference.
    Reference,
    /// Brings others.
    Referral,
    /// Tells us what to improve.
    Learning,
    /// Develops with us.
    Innovation,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Reference, Self::Referral, Self::Learning, Self::Innovation];

    /// The measure that shows it.
    pub const fn measure(self) -> MeasureId {
        match self {
            Self::Reference => MeasureId::ReferenceRole,
            Self::Referral => MeasureId::ReferralRole,
            Self::Learning => MeasureId::LearningRole,
            Self::Innovation => MeasureId::InnovationRole,
        }
    }

    fn is_filled_by(self, kind: EventKind, capital: Capital) -> bool {
        match self {
            Self::Reference => kind == EventKind::ReferenceUse,
            Self::Referral => matches!(
                kind,
                EventKind::CustomerReferral | EventKind::WordOfMouth | EventKind::Introduction
            ),
            Self::Learning => {
                kind == EventKind::Feedback || (kind == EventKind::Other && capital == Capital::Knowledge)
            }
            Self::Innovation => kind == EventKind::CoInnovation,
        }
    }
}

/// What a role is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleTerms {
    /// The role.
    pub role: Role,
    /// What its events count together.
    pub event_points: f64,
    /// Stated willingness, 0 to 100; for references only.
    pub willingness: Option<f64>,
    /// True when nothing at all is recorded with the account.
    pub is_blank: bool,
}

/// The events that fill a role, each with what it counts.
fn events<'a>(
    ageing: &Ageing,
    ledger: &'a LedgerTerms<'a>,
    role: Role,
) -> impl Iterator<Item = (&'a ValueEvent, f64)> {
    (ledger.received())
        .map(|entry| entry.event)
        .filter(move |event| role.is_filled_by(event.kind, event.capital))
        .map(|event| (event, status_points(event.status) * ageing.weight(event.date)))
}

impl RoleTerms {
    /// Reads them from the ledger of an account.
    pub fn new(ageing: &Ageing, account: &Account, ledger: &LedgerTerms, role: Role) -> Self {
        Self {
            role,
            event_points: events(ageing, ledger, role).map(|(_, points)| points).sum(),
            willingness: account.reference_willingness.filter(|_| role == Role::Reference),
            is_blank: ledger.is_blank(),
        }
    }

    fn points(&self) -> f64 {
        let willing = self
            .willingness
            .map_or(0.0, |will| WILLINGNESS_POINTS * will.clamp(0.0, 100.0) / 100.0);
        willing + self.event_points
    }

    /// The index; unknown where nothing at all is recorded with the account.
    pub fn measured(&self) -> Measured {
        if self.is_blank && self.willingness.is_none() {
            return Measured::UNKNOWN;
        }
        let basis = if self.willingness.is_some() {
            Basis::Stated
        } else {
            Basis::Observed
        };
        Spread::exact(role_index(self.points()), basis).measured()
    }

    /// Explains it.
    pub fn explain(&self, ageing: &Ageing, ledger: &LedgerTerms) -> Explanation {
        let result = self.measured();
        let mut terms = Vec::new();
        for (event, points) in events(ageing, ledger, self.role) {
            let when = event
                .date
                .map_or_else(|| "undated".to_owned(), |day| day.to_string());
            let source = format!("{when}, {}", event.status.word());
            terms.push(input(
                event.kind.word(),
                Some(points),
                Unit::Count,
                Basis::Observed,
                &source,
            ));
        }
        if let Some(willingness) = self.willingness {
            terms.push(input(
                "willingness",
                Some(WILLINGNESS_POINTS * willingness.clamp(0.0, 100.0) / 100.0),
                Unit::Count,
                Basis::Stated,
                &format!(
                    "{} of 100, counted as up to half a fresh success",
                    number(willingness)
                ),
            ));
        }
        let has_events = events(ageing, ledger, self.role).next().is_some();
        let mut notes = Vec::new();
        if result.value.is_none() {
            notes.push(
                "Nothing is recorded between this account and us: record a value event to know.".to_owned(),
            );
        } else if !has_events {
            notes.push(if self.willingness.is_some() {
                "Willing, but not asked yet: a potential role.".to_owned()
            } else {
                "Other events are recorded with this account, none of this kind.".to_owned()
            });
        }
        Explanation {
            measure: self.role.measure(),
            result,
            formula: "100 × (1 − 2^(−points)); a success counts 1, an open event 0.5, a failed one 0.25, halved per \
                      half-life"
                .to_owned(),
            worked: if result.value.is_some() {
                format!("100 × (1 − 2^(−{})) = {}", number(self.points()), known(result.value))
            } else {
                "unknown".to_owned()
            },
            terms,
            notes,
        }
    }
}

pub(crate) const fn status_points(status: OutcomeStatus) -> f64 {
    match status {
        OutcomeStatus::Realised => 1.0,
        OutcomeStatus::Open => 0.5,
        OutcomeStatus::Failed => 0.25,
    }
}
