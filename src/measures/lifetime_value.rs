//! Current value: what an account is worth if nothing changes (customer lifetime value).
//!
//! Future only, after the cost to serve; what winning the account cost is sunk and stays out.

use crate::portfolio::{Account, Basis, CountingConvention, Document, PaymentTiming};
use crate::units::Interval;

use super::FittedIncome;
use super::course::Course;
use super::retention::RetentionTerms;
use super::revenue::RevenueTerms;
use super::spread::Spread;
use super::wording::{input, known, measure_term, number, operand};
use super::{Explanation, MeasureId, Measured, Unit};

/// What one unit of contribution per year is worth over the time to come.
///
/// M = Σ (1 + g)ᵗ⁻¹ · rᵗ / (1 + d)ᵗ, t = 1 ..= H; without a horizon M = r / (1 + d − r(1 + g))
///
/// `r` retention, `g` growth, `d` discount rate, `H` horizon, all per year. *Count today's margin* adds 1.
/// `None` without a horizon when r(1 + g) ≥ 1 + d: the sum has no end.
/// Gupta & Lehmann (2003), "Customers as assets", Journal of Interactive Marketing 17(1).
///
/// ```
/// use both_sides::measures::lifetime_value::multiple;
/// use both_sides::portfolio::CountingConvention::{CountToday, FutureOnly};
/// let m = multiple(0.8, 0.0, 0.1, None, FutureOnly).unwrap();
/// assert_eq!((m * 100.0).round() / 100.0, 2.67);
/// let m = multiple(0.5, 0.0, 0.1, Some(1), CountToday).unwrap();
/// assert_eq!((110.0 * m * 100.0).round() / 100.0, 160.0); // 110 + 110 · 0.5 / 1.1
/// assert_eq!(multiple(1.0, 0.2, 0.1, None, FutureOnly), None);
/// ```
pub fn multiple(
    retention: f64,
    growth: f64,
    discount_rate: f64,
    horizon: Option<u16>,
    convention: CountingConvention,
) -> Option<f64> {
    let today = match convention {
        CountingConvention::FutureOnly => 0.0,
        CountingConvention::CountToday => 1.0,
    };
    let step = retention * (1.0 + growth) / (1.0 + discount_rate);
    let first = retention / (1.0 + discount_rate);
    let later = match horizon {
        None if step >= 1.0 => return None,
        None => retention / (1.0 + discount_rate - retention * (1.0 + growth)),
        Some(years) => first * powers_summed(step, f64::from(years)),
    };
    Some(today + later)
}

/// 1 + q + q² + … with `n` summands.
fn powers_summed(q: f64, n: f64) -> f64 {
    if q == 1.0 {
        n
    } else if q <= 0.0 {
        if n > 0.0 { 1.0 } else { 0.0 }
    } else {
        libm::expm1(n * libm::log(q)) / (q - 1.0)
    }
}

/// What the current value is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LifetimeTerms {
    /// Contribution per year.
    pub contribution: Measured,
    /// Retention per year.
    pub retention: Measured,
    /// True when the relationship is over: then nothing counts, not even today's margin.
    pub is_over: bool,
    /// True when the account buys nothing from us.
    pub buys_nothing: bool,
    /// How its years count.
    pub course: Course,
    /// True when the growth is stated with the account.
    pub growth_is_stated: bool,
    /// What an applied purchase model expects to come in, where one speaks and margin and spend are known.
    pub fitted: Option<FittedIncome>,
}

impl LifetimeTerms {
    /// Puts them together.
    pub fn new(
        document: &Document,
        account: &Account,
        contribution: Measured,
        retention: &RetentionTerms,
        revenue: &RevenueTerms,
        cost_to_serve: Measured,
    ) -> Self {
        Self {
            contribution,
            retention: retention.measured(),
            is_over: retention.is_over(),
            buys_nothing: !super::retention::buys(account),
            course: Course::new(document, account),
            growth_is_stated: account.economics.growth.is_some(),
            fitted: (retention.fitted())
                .and_then(|fitted| FittedIncome::new(document, account, fitted, revenue, cost_to_serve)),
        }
    }

    /// The contribution that counts today, undiscounted.
    fn counted_today(&self) -> f64 {
        match self.course.convention {
            CountingConvention::FutureOnly => 0.0,
            CountingConvention::CountToday => self.contribution.value.unwrap_or(0.0),
        }
    }

    fn multiple(&self, retention: f64) -> Option<f64> {
        if self.is_over {
            return Some(0.0);
        }
        self.course.multiple(retention)
    }

    /// True when contribution and retention are known and yet the sum has no end.
    pub fn has_no_end(&self) -> bool {
        self.contribution.value.is_some()
            && self
                .retention
                .value
                .is_some_and(|retention| self.multiple(retention).is_none())
    }

    /// The current value.
    pub fn measured(&self) -> Measured {
        if let Some(fitted) = &self.fitted {
            return fitted.measured(self.counted_today());
        }
        let (Some(contribution), Some(retention)) = (self.contribution.spread(), self.retention.spread())
        else {
            return Measured::UNKNOWN;
        };
        let Some(base) = self.multiple(retention.base) else {
            return Measured::UNKNOWN;
        };
        let basis = contribution.basis.max(retention.basis).max(Basis::Estimated);
        let value = contribution.base * base;
        let exact = Spread::exact(value, basis).measured();
        // Where even the highest plausible retention has an end, the extremes lie at the corners.
        match (self.multiple(retention.low), self.multiple(retention.high)) {
            (Some(low), Some(high)) => {
                let multiples = Spread {
                    low,
                    base,
                    high,
                    basis,
                };
                let spread = contribution.times(multiples);
                Measured {
                    interval: (spread.low < spread.high).then_some(Interval {
                        low: spread.low,
                        high: spread.high,
                    }),
                    ..exact
                }
            }
            _ => exact,
        }
    }

    /// Explains it.
    pub fn explain(&self) -> Explanation {
        let result = self.measured();
        if let Some(fitted) = &self.fitted {
            return fitted.explain(result, self.counted_today());
        }
        let retention = self.retention.value;
        let multiple = retention.and_then(|retention| self.multiple(retention));
        let worked = match (self.contribution.value, retention, multiple) {
            (Some(contribution), Some(retention), Some(multiple)) => format!(
                "{} × {} = {}, with {}",
                operand(contribution),
                number(multiple),
                known(result.value),
                self.multiple_worked(retention)
            ),
            _ => "unknown".to_owned(),
        };
        Explanation {
            measure: MeasureId::CurrentValue,
            result,
            formula: self.formula(),
            worked,
            terms: self.terms(multiple),
            notes: self.notes(),
        }
    }

    fn formula(&self) -> String {
        let sum = match self.course.horizon {
            None => "r ÷ (1 + d − r × (1 + g))",
            Some(_) => "Σ (1 + g)^(t − 1) × r^t ÷ (1 + d)^t over the years t = 1 to H",
        };
        let earlier = self.earlier_worked("d");
        match self.course.convention {
            CountingConvention::FutureOnly => format!("contribution × {sum}{earlier}"),
            CountingConvention::CountToday => format!("contribution × (1 + {sum}{earlier})"),
        }
    }

    /// " × (1 + d)^½" where payments count from the middle of a year.
    fn earlier_worked(&self, discount_rate: &str) -> String {
        match self.course.timing {
            PaymentTiming::End => String::new(),
            PaymentTiming::Middle => format!(" × (1 + {discount_rate})^½"),
            PaymentTiming::Start => format!(" × (1 + {discount_rate})"),
        }
    }

    fn multiple_worked(&self, retention: f64) -> String {
        if self.is_over {
            return "nothing more to come".to_owned();
        }
        let (d, g) = (number(self.course.discount_rate), number(self.course.growth));
        let r = number(retention);
        match self.course.horizon {
            None => format!("{r} ÷ (1 + {d} − {r} × (1 + {g})){}", self.earlier_worked(&d)),
            Some(years) => format!("r = {r}, d = {d}, g = {g}, H = {years}"),
        }
    }

    fn terms(&self, multiple: Option<f64>) -> Vec<super::Term> {
        let growth_source = if self.growth_is_stated {
            "stated with the account"
        } else {
            "assumptions"
        };
        let mut terms = vec![
            measure_term(MeasureId::Contribution, self.contribution),
            measure_term(MeasureId::Retention, self.retention),
            input(
                "Growth per year",
                Some(self.course.growth),
                Unit::Share,
                Basis::Estimated,
                growth_source,
            ),
            input(
                "Discount rate",
                Some(self.course.discount_rate),
                Unit::Share,
                Basis::Estimated,
                "assumptions",
            ),
            input(
                "Multiple",
                multiple,
                Unit::Times,
                Basis::Estimated,
                "worked out here",
            ),
        ];
        if let Some(years) = self.course.horizon {
            let years = Some(f64::from(years));
            terms.push(input(
                "Horizon",
                years,
                Unit::Years,
                Basis::Estimated,
                "assumptions",
            ));
        }
        terms
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.buys_nothing {
            notes.push("It buys nothing from us, so it has no current value of its own.".to_owned());
        } else {
            if self.contribution.value.is_none() {
                notes.push("The contribution is not known: state the margin or import orders.".to_owned());
            }
            if self.retention.value.is_none() {
                notes.push("Retention is not known: state it or assume one for all.".to_owned());
            }
        }
        if self.has_no_end() {
            notes.push(NO_END.to_owned());
        }
        if self.is_over {
            notes.push("The relationship has ended: nothing more is expected.".to_owned());
        }
        notes.push(
            match (self.course.convention, self.course.timing) {
                (CountingConvention::FutureOnly, PaymentTiming::End) => {
                    "Counts only what is still to come, first after one year."
                }
                (CountingConvention::FutureOnly, PaymentTiming::Middle) => {
                    "Counts only what is still to come, each year from its middle."
                }
                (CountingConvention::FutureOnly, PaymentTiming::Start) => {
                    "Counts only what is still to come, each year from its start."
                }
                (CountingConvention::CountToday, PaymentTiming::End) => {
                    "Counts one contribution today, undiscounted, and what is to come."
                }
                (CountingConvention::CountToday, _) => {
                    "Counts one contribution today, undiscounted, and what is to come, each year before its end."
                }
            }
            .to_owned(),
        );
        notes.push("The interval puts contribution and retention at their ends together.".to_owned());
        notes
    }
}

/// Why a value without a horizon may not exist, and the way out.
pub const NO_END: &str = "Retention × (1 + growth) reaches 1 + discount rate, so the sum has no end: set a horizon, \
                          lower the growth or raise the discount rate.";
