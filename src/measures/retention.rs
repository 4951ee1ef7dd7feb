//! Retention: the probability that an account stays another year.
//!
//! Stated where somebody states it. Else the renewals seen are shrunk towards the mean of the segment: with few
//! renewals the segment speaks, with many the account itself. The segment's mean is shrunk the same way towards
//! the other segments', and that towards the assumed prior, so that three lucky renewals never make a certainty.

use crate::maths::beta_quantile;
use crate::portfolio::{
    Account, AccountKind, Basis, Change, Document, EarningModel, Lever, RelationshipState, Renewals, Shared,
};
use crate::units::{Day, Estimate};

use super::FitCache;
use super::fitted::FittedTerms;
use super::groundwork::{Groundwork, Lookup};
use super::spread::Spread;
use super::supposed::explain_move;
use super::why_shrunk;
use super::wording::{input, known, number};
use super::{Explanation, MeasureId, Measured, Unit};

/// The share of plausible retentions that lies within its interval.
pub const INTERVAL_LEVEL: f64 = 0.8;

/// Retention shrunk towards a prior.
///
/// r = (μ·s + k) / (s + k + l)
///
/// `k` renewals, `l` losses, `μ` prior mean, `s` how many observed periods the prior counts as: the mean of a
/// Beta(μ·s + k, (1 − μ)·s + l). Fader & Hardie (2007) for retention.
///
/// ```
/// use both_sides::measures::retention::shrunk_mean;
/// assert_eq!(shrunk_mean(3.0, 1.0, 0.75, 4.0), Some(0.75)); // (3 + 3) / (4 + 4)
/// assert_eq!(shrunk_mean(0.0, 0.0, 0.75, 0.0), None); // neither evidence nor prior
/// ```
pub fn shrunk_mean(renewed: f64, lost: f64, prior_mean: f64, prior_strength: f64) -> Option<f64> {
    let n = prior_strength + renewed + lost;
    (n > 0.0).then(|| (prior_mean * prior_strength + renewed) / n)
}

/// How far up the prior was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriorLevel {
    /// The account's segment.
    Segment,
    /// The whole portfolio.
    Portfolio,
    /// The assumptions.
    Assumption,
}

/// What an account's own renewals are shrunk towards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// Mean retention.
    pub mean: f64,
    /// Observed periods it counts as.
    pub strength: f64,
    /// Where it comes from.
    pub level: PriorLevel,
    /// Renewals seen there.
    pub seen: Renewals,
}

/// Renewals of every segment, from which an account's prior is made of everybody else's.
#[derive(Clone, Debug, Default)]
pub struct Priors {
    assumed: Option<Prior>,
    strength: f64,
    all: Renewals,
    by_segment: Vec<Renewals>,
    segment_of: Vec<u32>,
    unnamed: Option<u32>,
}

impl Priors {
    /// Adds up the renewals of every segment.
    pub fn new(document: &Document) -> Self {
        let accounts = &document.portfolio.accounts;
        let assumptions = &document.assumptions;
        let strength = assumptions.prior_strength.max(0.0);
        let mut places: Lookup<&str, u32> = Lookup::default();
        let mut priors = Self {
            assumed: assumptions.prior_retention.map(|mean| Prior {
                mean: mean.get(),
                strength,
                level: PriorLevel::Assumption,
                seen: Renewals::default(),
            }),
            strength,
            segment_of: Vec::with_capacity(accounts.len()),
            ..Self::default()
        };
        for account in accounts {
            let place = *places.entry(account.segment.as_str()).or_insert_with(|| {
                priors.by_segment.push(Renewals::default());
                priors.by_segment.len() as u32 - 1
            });
            priors.segment_of.push(place);
            if let Some((own, _)) = evidence(account) {
                add(&mut priors.by_segment[place as usize], own);
                add(&mut priors.all, own);
            }
        }
        priors.unnamed = places.get("").copied();
        priors
    }

    /// The prior of the account in `row`, whose own renewals are `own`: the other accounts of its segment, shrunk
    /// towards the other segments, shrunk towards the assumption. Nobody's renewals count twice.
    pub fn of(&self, row: usize, own: Renewals) -> Option<Prior> {
        let segment = *self.segment_of.get(row)?;
        if Some(segment) == self.unnamed {
            return pooled(
                self.assumed,
                less(self.all, own),
                self.strength,
                PriorLevel::Portfolio,
            );
        }
        let same = *self.by_segment.get(segment as usize)?;
        let others = less(self.all, same);
        let whole = pooled(self.assumed, others, self.strength, PriorLevel::Portfolio);
        pooled(whole, less(same, own), self.strength, PriorLevel::Segment)
    }
}

/// Renewals, losses, and the bits of the prior's mean and strength.
type IntervalKey = (u32, u32, u64, u64);

/// What the interval of a retention depends on; equal keys have equal intervals.
#[derive(Clone, Debug, Default)]
pub struct IntervalCache {
    intervals: Shared<Lookup<IntervalKey, (f64, f64)>>,
    /// What applied fits expect.
    pub fits: FitCache,
}

/// Above this many intervals those of earlier documents are forgotten.
const INTERVALS_KEPT: usize = 20_000;

impl IntervalCache {
    /// The intervals, unless too many have come together.
    pub fn kept(&self) -> Self {
        let intervals = if self.intervals.len() > INTERVALS_KEPT {
            Shared::default()
        } else {
            self.intervals.clone()
        };
        Self {
            intervals,
            fits: FitCache::default(),
        }
    }

    fn interval(&mut self, own: Renewals, prior: Prior) -> (f64, f64) {
        let key = (
            own.renewed,
            own.lost,
            prior.mean.to_bits(),
            prior.strength.to_bits(),
        );
        if let Some(known) = self.intervals.get(&key) {
            return *known;
        }
        let a = prior.mean * prior.strength + f64::from(own.renewed);
        let b = (1.0 - prior.mean) * prior.strength + f64::from(own.lost);
        let tail = (1.0 - INTERVAL_LEVEL) / 2.0;
        let interval = (beta_quantile(a, b, tail), beta_quantile(a, b, 1.0 - tail));
        self.intervals.edit().insert(key, interval);
        interval
    }
}

/// What an explanation calls the mean retention is shrunk towards.
pub const PRIOR_MEAN: &str = "Prior mean";

/// How a retention came about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RetentionTerms {
    /// Stated with the account, and what a scenario does to it.
    Stated(Estimate, Change),
    /// The relationship has ended.
    Ended(Option<Day>),
    /// What an applied fit says.
    Fitted(FittedTerms),
    /// Own renewals shrunk towards a prior.
    Shrunk {
        /// Renewals of the account itself.
        own: Renewals,
        /// Where they were seen.
        seen_in: Option<SeenIn>,
        /// What they are shrunk towards.
        prior: Prior,
        /// The interval of the resulting Beta.
        interval: (f64, f64),
        /// What a scenario does to it.
        change: Change,
    },
    /// Neither evidence nor a prior, or not a buyer.
    Missing {
        /// True when the account buys nothing from us, so that there is nothing to retain.
        buys_nothing: bool,
    },
}

/// Where renewals were seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenIn {
    /// Stated with the account, as of contracts.
    Account,
    /// In the order log.
    Orders,
}

impl RetentionTerms {
    /// Reads them from an account.
    pub fn new(
        document: &Document,
        account: &Account,
        row: usize,
        groundwork: &Groundwork,
        cache: &mut IntervalCache,
    ) -> Self {
        let change = document.assumptions.change(row, Lever::Retention);
        if let Some(stated) = account.economics.annual_retention {
            return Self::Stated(stated, change);
        }
        if has_ended(document, account) {
            return Self::Ended(account.until);
        }
        if !buys(account) {
            return Self::Missing { buys_nothing: true };
        }
        if let Some(fitted) = FittedTerms::new(document, &groundwork.fitted, account, row, &mut cache.fits) {
            return Self::Fitted(fitted);
        }
        let evidence = evidence(account);
        let own = evidence.map_or(Renewals::default(), |(own, _)| own);
        let no_prior = Prior {
            mean: 0.0,
            strength: 0.0,
            level: PriorLevel::Assumption,
            seen: Renewals::default(),
        };
        let prior = groundwork.priors.of(row, own).unwrap_or(no_prior);
        if own.renewed + own.lost == 0 && prior.strength <= 0.0 && prior.mean <= 0.0 {
            return Self::Missing { buys_nothing: false };
        }
        let interval = cache.interval(own, prior);
        Self::Shrunk {
            own,
            seen_in: evidence.map(|(_, seen_in)| seen_in),
            prior,
            interval,
            change,
        }
    }

    /// What a scenario does to it; a fit moves its own.
    const fn change(&self) -> Change {
        match *self {
            Self::Stated(_, change) | Self::Shrunk { change, .. } => change,
            Self::Fitted(FittedTerms {
                moved: Some((change, _)),
                ..
            }) => change,
            _ => Change {
                points: 0.0,
                of_today: 0.0,
            },
        }
    }

    /// The retention.
    pub fn measured(&self) -> Measured {
        let change = self.change();
        let today = self.today();
        if change.is_none() || matches!(self, Self::Fitted(_)) {
            return today;
        }
        let moved = |spread: Spread| spread.map(|share| change.from(share).clamp(0.0, 1.0));
        Measured::of(
            today
                .spread()
                .map(moved)
                .map(|spread| spread.softened(Basis::Judged)),
        )
    }

    /// The retention before a scenario moves it; of a fit after.
    fn today(&self) -> Measured {
        match *self {
            Self::Stated(stated, _) => Spread::estimate(stated, Basis::Stated)
                .map(|share| share.clamp(0.0, 1.0))
                .measured(),
            Self::Ended(_) => Spread::exact(0.0, Basis::Observed).measured(),
            Self::Missing { .. } => Measured::UNKNOWN,
            Self::Fitted(fitted) => {
                let (low, high) = fitted.retention_ends;
                let base = fitted.retention;
                Spread {
                    low: low.min(base),
                    base,
                    high: high.max(base),
                    basis: fitted.moved.map_or(Basis::Estimated, |_| Basis::Judged),
                }
                .measured()
            }
            Self::Shrunk {
                own,
                prior,
                interval: (low, high),
                ..
            } => {
                let (renewed, lost) = (f64::from(own.renewed), f64::from(own.lost));
                let base = shrunk_mean(renewed, lost, prior.mean, prior.strength).unwrap_or(prior.mean);
                let (low, high) = if prior.strength + renewed + lost > 0.0 {
                    (low.min(base), high.max(base))
                } else {
                    (base, base)
                };
                Spread {
                    low,
                    base,
                    high,
                    basis: Basis::Estimated,
                }
                .measured()
            }
        }
    }

    /// What an applied fit says, where one speaks.
    pub const fn fitted(&self) -> Option<&FittedTerms> {
        match self {
            Self::Fitted(fitted) => Some(fitted),
            _ => None,
        }
    }

    /// True when the relationship is over, so that not even today's margin counts.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Ended(_))
    }

    /// Explains it.
    pub fn explain(&self, account: &Account) -> Explanation {
        let (result, today) = (self.measured(), self.today());
        let mut explanation = Explanation {
            measure: MeasureId::Retention,
            result: today,
            formula:
                "(prior mean × prior strength + renewals) ÷ (prior strength + renewals + losses); as stated \
                      where it is stated"
                    .to_owned(),
            worked: known(today.value),
            terms: Vec::new(),
            notes: Vec::new(),
        };
        match self {
            Self::Stated(..) => explanation.terms.push(input(
                "Retention per year",
                today.value,
                Unit::Share,
                Basis::Stated,
                "stated with the account",
            )),
            Self::Ended(until) => explanation.notes.push(match until {
                Some(day) => format!("The relationship ended on {day}: nothing more is expected."),
                None => "The relationship is marked as lapsed: nothing more is expected.".to_owned(),
            }),
            Self::Missing { buys_nothing: true } => explanation.notes.push(format!(
                "This {} buys nothing from us, so there is nothing to retain. State its economics if it does.",
                account.kind.word()
            )),
            Self::Missing { buys_nothing: false } => explanation.notes.push(
                "Retention is not known: state it, count renewals, or assume a retention for all.".to_owned(),
            ),
            Self::Fitted(fitted) => fitted.explain_retention(&mut explanation),
            Self::Shrunk {
                own, seen_in, prior, ..
            } => explain_shrunk(&mut explanation, account, *own, *seen_in, *prior),
        }
        explanation.result = result;
        let before = match self {
            Self::Fitted(fitted) => fitted.moved.map(|(_, before)| before),
            _ => today.value,
        };
        explain_move(
            &mut explanation,
            Lever::Retention,
            self.change(),
            before,
            Unit::Share,
        );
        explanation
    }
}

fn explain_shrunk(
    explanation: &mut Explanation,
    account: &Account,
    own: Renewals,
    seen_in: Option<SeenIn>,
    prior: Prior,
) {
    let seen = match seen_in {
        Some(SeenIn::Account) => "counted with the account",
        Some(SeenIn::Orders) => "order log, years with and without a repeat purchase",
        None => "none seen",
    };
    let prior_source = match prior.level {
        PriorLevel::Segment => format!(
            "others in segment {}: {} of {} renewed",
            account.segment,
            prior.seen.renewed,
            prior.seen.renewed + prior.seen.lost
        ),
        PriorLevel::Portfolio => format!(
            "other accounts: {} of {} renewed",
            prior.seen.renewed,
            prior.seen.renewed + prior.seen.lost
        ),
        PriorLevel::Assumption => "assumptions".to_owned(),
    };
    let (renewed, lost) = (f64::from(own.renewed), f64::from(own.lost));
    explanation.terms = vec![
        input(
            PRIOR_MEAN,
            Some(prior.mean),
            Unit::Share,
            Basis::Estimated,
            &prior_source,
        ),
        input(
            "Prior strength",
            Some(prior.strength),
            Unit::Count,
            Basis::Estimated,
            "assumptions",
        ),
        input("Renewals", Some(renewed), Unit::Count, Basis::Observed, seen),
        input("Losses", Some(lost), Unit::Count, Basis::Observed, seen),
    ];
    explanation.worked = format!(
        "({} × {} + {renewed}) ÷ ({} + {renewed} + {lost}) = {}",
        number(prior.mean),
        number(prior.strength),
        number(prior.strength),
        known(explanation.result.value)
    );
    explanation.notes.push(format!(
        "The interval holds {:.0} % of the plausible values.",
        INTERVAL_LEVEL * 100.0
    ));
    explanation.notes.push(why_shrunk(account).to_owned());
    if renewed + lost == 0.0 {
        explanation
            .notes
            .push("No renewal of this account has been seen: others speak for it.".to_owned());
    }
}

/// True when the account is a customer or comes with economics of its own.
pub fn buys(account: &Account) -> bool {
    account.kind == AccountKind::Customer
        || account.orders.is_some()
        || account.economics.annual_revenue.is_some()
        || account.economics.gross_margin.is_some()
}

/// True when the relationship ended on or before the portfolio's day.
pub fn has_ended(document: &Document, account: &Account) -> bool {
    account.until.is_some_and(|until| until <= document.as_of)
        || account.state == Some(RelationshipState::Lapsed)
}

/// Renewals of the account itself: of its contracts first, for repeat orders of its orders first.
pub fn evidence(account: &Account) -> Option<(Renewals, SeenIn)> {
    let some = |seen: &Renewals| seen.renewed + seen.lost > 0;
    let stated = account.renewals.filter(some).map(|seen| (seen, SeenIn::Account));
    let ordered = (account.orders.as_deref())
        .map(|orders| orders.renewals)
        .filter(some)
        .map(|seen| (seen, SeenIn::Orders));
    if account.earning_model == Some(EarningModel::RepeatOrders) {
        ordered.or(stated)
    } else {
        stated.or(ordered)
    }
}

fn add(sum: &mut Renewals, more: Renewals) {
    sum.renewed = sum.renewed.saturating_add(more.renewed);
    sum.lost = sum.lost.saturating_add(more.lost);
}

fn less(sum: Renewals, part: Renewals) -> Renewals {
    Renewals {
        renewed: sum.renewed.saturating_sub(part.renewed),
        lost: sum.lost.saturating_sub(part.lost),
    }
}

fn pooled(above: Option<Prior>, seen: Renewals, strength: f64, level: PriorLevel) -> Option<Prior> {
    let (renewed, lost) = (f64::from(seen.renewed), f64::from(seen.lost));
    if renewed + lost == 0.0 {
        return above;
    }
    let (mean, weight) = above.map_or((0.0, 0.0), |prior| (prior.mean, prior.strength));
    let mean = shrunk_mean(renewed, lost, mean, weight)?;
    Some(Prior {
        mean,
        strength,
        level,
        seen,
    })
}
