//! What an account would be worth more with one lever moved by so much, for good or for some years.
//!
//! The engine of the potential value, without its ceilings: a lever moved the wrong way costs. Shares stop at nothing
//! and at the whole, sales at the wallet where it is known.

use crate::measures::course::Course;
use crate::measures::retention::has_ended;
use crate::measures::revenue::RevenueTerms;
use crate::measures::wallet::WalletTerms;
use crate::measures::{FittedIncome, MeasureId, Valuation};
use crate::portfolio::{CountingConvention, Document, Lever};

use super::engine::{Ends, Present};
use super::{Peers, own_per_product};

/// Why it cannot be said what moving a lever would bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmoved {
    /// This is not known of the account.
    Unknown(MeasureId),
    /// The relationship has ended.
    Over,
    /// The sum over the years to come has no end.
    NoEnd,
}

/// How long an account is expected to stay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stay {
    /// How its years count.
    pub course: Course,
    /// Retention per year.
    pub retention: f64,
    /// Discounted years that an applied fit expects, in place of those of the constant retention.
    pub fitted_years: Option<f64>,
}

impl Stay {
    /// Of the account in `row`.
    ///
    /// # Errors
    /// Its retention is not known, or the relationship has ended.
    pub fn new(
        document: &Document,
        valuation: &Valuation,
        row: usize,
        fitted: Option<&FittedIncome>,
    ) -> Result<Self, Unmoved> {
        let unknown = Unmoved::Unknown(MeasureId::Retention);
        let account = document.portfolio.accounts.get(row).ok_or(unknown)?;
        if has_ended(document, account) && account.economics.annual_retention.is_none() {
            return Err(Unmoved::Over);
        }
        Ok(Self {
            course: Course::new(document, account),
            retention: valuation.get(MeasureId::Retention, row).value.ok_or(unknown)?,
            fitted_years: fitted.map(|income| income.terms.years),
        })
    }

    /// Nobody in particular: it lasts as long as is said, without growth.
    pub fn certain(document: &Document) -> Self {
        let assumptions = &document.assumptions;
        Self {
            course: Course {
                growth: 0.0,
                discount_rate: assumptions.discount_rate.get(),
                horizon: assumptions.horizon,
                convention: assumptions.convention,
                timing: assumptions.timing,
            },
            retention: 1.0,
            fitted_years: None,
        }
    }

    /// The same, seen only over the next so many payments.
    #[must_use]
    pub fn within(&self, payments: u16) -> Self {
        let future = payments.saturating_sub(u16::from(self.course.counts_today()));
        let most = self.course.horizon.map_or(future, |horizon| horizon.min(future));
        let mut seen = *self;
        seen.course.horizon = Some(most);
        seen.fitted_years = self.fitted_years.and_then(|_| self.years(f64::from(most)));
        if payments == 0 {
            seen.course.convention = CountingConvention::FutureOnly;
        }
        seen
    }

    /// What a year's money is worth over the time to come: the multiple of the current value. Of an effect that lasts so
    /// many years, as many payments count, today's first where today's margin counts; the last in part.
    ///
    /// `None` where the sum has no end.
    pub fn multiple(&self, lasts: Option<f64>) -> Option<f64> {
        let today = f64::from(u8::from(self.course.counts_today()));
        match lasts {
            None => Some(today + self.all_years()?),
            Some(lasts) => Some(today * lasts.clamp(0.0, 1.0) + self.years((lasts - today).max(0.0))?),
        }
    }

    fn all_years(&self) -> Option<f64> {
        match self.fitted_years {
            Some(years) => Some(years),
            None => Some(self.course.years(self.retention)? * self.course.earlier()),
        }
    }

    /// The first so many discounted years. Of a fit they fall off as those of the retention that is worth as much.
    fn years(&self, most: f64) -> Option<f64> {
        let of_formula = first_years(&self.course, self.retention, most)? * self.course.earlier();
        let Some(fitted) = self.fitted_years else {
            return Some(of_formula);
        };
        let all = self.course.years(self.retention)? * self.course.earlier();
        Some(if all > 0.0 { fitted * of_formula / all } else { 0.0 })
    }

    /// Discounted years more with a retention `by` higher for the next `lasts` renewals, and as it is after them.
    fn longer(&self, by: f64, lasts: Option<f64>) -> Option<f64> {
        let course = &self.course;
        let better = (self.retention + by).clamp(0.0, 1.0);
        let years = match lasts {
            None => course.years(better)?,
            Some(lasts) => {
                let (whole, part) = (libm::floor(lasts), lasts - libm::floor(lasts));
                let here = self.better_for(better, whole)?;
                let there = if part > 0.0 {
                    self.better_for(better, whole + 1.0)?
                } else {
                    here
                };
                here + part * (there - here)
            }
        };
        Some((years - course.years(self.retention)?) * course.earlier())
    }

    /// Σ over the first `lasts` years with the retention `better`, then with today's.
    fn better_for(&self, better: f64, lasts: f64) -> Option<f64> {
        let course = &self.course;
        let at_first = first_years(course, better, lasts)?;
        if course.horizon.is_some_and(|horizon| lasts >= f64::from(horizon)) {
            return Some(at_first);
        }
        let step = better * (1.0 + course.growth) / (1.0 + course.discount_rate);
        let mut after = *course;
        after.horizon = course.horizon.map(|horizon| horizon - whole_years(lasts));
        Some(at_first + libm::pow(step, lasts) * after.years(self.retention)?)
    }
}

fn whole_years(years: f64) -> u16 {
    libm::floor(years).clamp(0.0, f64::from(u16::MAX - 1)) as u16
}

/// The first `most` discounted years, each counted from its end; the last in part.
fn first_years(course: &Course, retention: f64, most: f64) -> Option<f64> {
    let cut = |years: u16| {
        let mut cut = *course;
        cut.horizon = Some(course.horizon.map_or(years, |horizon| horizon.min(years)));
        cut.years(retention)
    };
    let whole = whole_years(most);
    let part = (most - f64::from(whole)).clamp(0.0, 1.0);
    let here = cut(whole)?;
    Some(if part > 0.0 {
        here + part * (cut(whole + 1)? - here)
    } else {
        here
    })
}

/// An account whose levers can be moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Movable {
    stay: Stay,
    present: Present,
    revenue_per_product: Option<f64>,
}

impl Movable {
    /// The account in `row`. What a product brings is at most what is usual among `peers`, where they are given.
    ///
    /// # Errors
    /// What a year brings or how long it lasts is not known, or the relationship has ended.
    pub fn new(
        document: &Document,
        peers: Option<&Peers>,
        valuation: &Valuation,
        row: usize,
        fitted: Option<&FittedIncome>,
    ) -> Result<Self, Unmoved> {
        let stay = Stay::new(document, valuation, row, fitted)?;
        let unknown = Unmoved::Unknown(MeasureId::GrossMargin);
        let account = document.portfolio.accounts.get(row).ok_or(unknown)?;
        let get = |measure| valuation.get(measure, row);
        let (revenue, margin) = (get(MeasureId::Revenue), get(MeasureId::GrossMargin));
        let gain = RevenueTerms::gain_of(document, account, row);
        let wallet = WalletTerms::new(document, account, revenue, margin, gain);
        let ends = Ends::new(
            valuation,
            row,
            &wallet,
            fitted.map(|income| (income, &stay.course)),
        );
        Ok(Self {
            stay,
            present: ends.ok_or(unknown)?.base,
            revenue_per_product: own_per_product(valuation, row, peers),
        })
    }

    /// The same, seen only over the next so many payments.
    #[must_use]
    pub fn within(&self, payments: u16) -> Self {
        Self {
            stay: self.stay.within(payments),
            ..*self
        }
    }

    /// How long it is expected to stay.
    pub const fn stay(&self) -> &Stay {
        &self.stay
    }

    /// What the current value gains with `lever` moved `by` so much the better, for `lasts` years or for good.
    ///
    /// Retention, share of wallet and margin rise by shares, breadth by products; the cost to serve falls, as a share of
    /// revenue. The other levers stay as they are.
    ///
    /// # Errors
    /// Something the lever needs is not known, or the sum has no end.
    pub fn gain(&self, lever: Lever, by: f64, lasts: Option<f64>) -> Result<f64, Unmoved> {
        if lever == Lever::Retention {
            let years = self.stay.longer(by, lasts).ok_or(Unmoved::NoEnd)?;
            return Ok(years * (self.present.gross_margin - self.present.cost.unwrap_or(0.0)));
        }
        let yearly = self.yearly(lever, by)?;
        Ok(yearly * self.stay.multiple(lasts).ok_or(Unmoved::NoEnd)?)
    }

    /// What a year brings more.
    fn yearly(&self, lever: Lever, by: f64) -> Result<f64, Unmoved> {
        let known = |value: Option<f64>, measure| value.ok_or(Unmoved::Unknown(measure));
        let revenue = known(self.present.revenue, MeasureId::Revenue)?;
        let ratio = || known(self.present.margin_ratio, MeasureId::GrossMargin);
        let sold = |more: f64| {
            let most = self
                .present
                .wallet
                .map_or(f64::INFINITY, |wallet| (wallet - revenue).max(0.0));
            more.clamp(-revenue.max(0.0), most)
        };
        match lever {
            Lever::ShareOfWallet => {
                let wallet = known(self.present.wallet, MeasureId::ShareOfWallet)?;
                Ok(sold(by * wallet) * ratio()?)
            }
            Lever::Breadth => {
                let each = known(self.revenue_per_product, MeasureId::Breadth)?;
                Ok(sold(by * each) * ratio()?)
            }
            Lever::Margin => Ok(by.min(1.0 - ratio()?) * revenue),
            Lever::CostToServe => {
                let cost = known(self.present.cost, MeasureId::CostToServe)?;
                Ok((by * revenue).min(cost))
            }
            Lever::Retention => Ok(0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::engine::Reach;
    use super::super::engine::tests::{COURSE, present};
    use super::*;
    use crate::portfolio::PaymentTiming;

    fn movable(course: Course, lasting: Option<f64>) -> Movable {
        let present = Present {
            lasting: lasting.map(|years| super::super::engine::Lasting {
                years,
                earlier: course.earlier(),
                beside: 0.0,
            }),
            ..present()
        };
        let stay = Stay {
            course,
            retention: 0.8,
            fitted_years: lasting,
        };
        Movable {
            stay,
            present,
            revenue_per_product: Some(50.0),
        }
    }

    fn courses() -> Vec<Course> {
        let mut courses = vec![COURSE];
        for horizon in [None, Some(6)] {
            for convention in [CountingConvention::FutureOnly, CountingConvention::CountToday] {
                for timing in [PaymentTiming::End, PaymentTiming::Middle] {
                    courses.push(Course {
                        growth: 0.02,
                        horizon,
                        convention,
                        timing,
                        ..COURSE
                    });
                }
            }
        }
        courses
    }

    #[test]
    fn a_lever_moved_for_good_brings_what_the_potential_value_gains_with_it_there() {
        for course in courses() {
            let levels = [
                (0, 0.9, 0.1),
                (1, 0.7, 0.2),
                (2, 3.0, 1.0),
                (3, 0.4, 0.1),
                (4, 0.04, 0.06),
            ];
            for (place, best, by) in levels {
                let movable = movable(course, None);
                let mut of = [None; 5];
                of[place] = Some(best);
                let reach = Reach {
                    of,
                    breadth: Some(2.0),
                    revenue_per_product: Some(50.0),
                };
                let values = movable.present.values(&reach, &course).unwrap();
                let found = movable.gain(Lever::ALL[place], by, None).unwrap();
                let engine = values[31] - values[0];
                assert!(
                    (found - engine).abs() < 1e-9,
                    "{:?} {course:?}: {found} is not {engine}",
                    Lever::ALL[place]
                );
            }
        }
    }

    #[test]
    fn the_wrong_way_costs() {
        for &lever in Lever::ALL {
            assert!(
                movable(COURSE, None).gain(lever, -0.05, None).unwrap() < 0.0,
                "{lever:?}"
            );
        }
    }

    #[test]
    fn an_effect_of_many_years_is_one_for_good_and_each_year_adds() {
        for course in courses() {
            for lasting in [None, Some(2.5)] {
                let movable = movable(course, lasting);
                for &lever in Lever::ALL {
                    let at = |lasts| movable.gain(lever, 0.05, lasts).unwrap();
                    assert!(at(Some(0.0)).abs() < 1e-12);
                    assert!(
                        (at(Some(3_000.0)) - at(None)).abs() < 1e-9,
                        "{lever:?} {course:?}"
                    );
                    let years: Vec<f64> = (0..20).map(|half| at(Some(f64::from(half) / 2.0))).collect();
                    assert!(
                        years.is_sorted_by(|less, more| less <= &(more + 1e-12)),
                        "{lever:?} {course:?} {years:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn two_years_of_better_retention_are_worked_out_as_by_hand() {
        // 20 a year; 0.9 twice, then 0.8: 0.9/1.1 + 0.81/1.21 + 0.81 · 0.8/1.331 · 1/(1 − 0.8/1.1).
        let better = 0.9 / 1.1 + 0.81 / 1.21 + 0.81 * 0.8 / 1.331 / (1.0 - 0.8 / 1.1);
        let found = movable(COURSE, None)
            .gain(Lever::Retention, 0.1, Some(2.0))
            .unwrap();
        assert!((found - 20.0 * (better - 0.8 / 0.3)).abs() < 1e-9, "{found}");
    }

    #[test]
    fn what_is_seen_of_many_payments_is_all_of_it() {
        for course in courses() {
            for lasting in [None, Some(2.5)] {
                let movable = movable(course, lasting);
                for &lever in Lever::ALL {
                    let (seen, all) = (
                        movable.within(2_000).gain(lever, 0.05, None).unwrap(),
                        movable.gain(lever, 0.05, None).unwrap(),
                    );
                    assert!((seen - all).abs() < 1e-9, "{lever:?} {course:?}: {seen} {all}");
                    assert_eq!(movable.within(0).gain(lever, 0.05, None).unwrap(), 0.0);
                }
            }
        }
    }
}
