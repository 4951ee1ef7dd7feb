//! The lifetime value with any set of levers at their ceilings.

use crate::measures::FittedIncome;
use crate::measures::course::Course;
use crate::measures::wallet::WalletTerms;
use crate::measures::{MeasureId, Spread, Valuation};
use crate::portfolio::{Basis, Lever};

/// Sets of levers: bit i is lever i.
pub const N_SETS: usize = 32;

/// Ceilings as plain numbers; `None` for a lever that cannot be used.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    pub of: [Option<f64>; 5],
    pub breadth: Option<f64>,
    pub revenue_per_product: Option<f64>,
}

/// What a year brings and how long it lasts, at one end of what is plausible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Present {
    pub revenue: Option<f64>,
    pub gross_margin: f64,
    pub margin_ratio: Option<f64>,
    pub cost: Option<f64>,
    pub retention: f64,
    pub wallet: Option<f64>,
    pub lasting: Option<Lasting>,
}

/// What an applied fit expects in place of the multiple of the retention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lasting {
    /// Discounted years it is expected to stay.
    pub years: f64,
    /// What those years count against years counted from their ends.
    pub earlier: f64,
    /// What the value holds beside those years' income: today's contribution as measured, less the fitted one.
    pub beside: f64,
}

/// Today, at the unfavourable end, as it is, and at the favourable end.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    pub low: Present,
    pub base: Present,
    pub high: Present,
}

impl Ends {
    /// `None` without a gross margin and a retention, or what a fit expects, because then there is no value to start
    /// from.
    pub fn new(
        valuation: &Valuation,
        row: usize,
        wallet: &WalletTerms,
        fitted: Option<(&FittedIncome, &Course)>,
    ) -> Option<Self> {
        let spread = |measure| valuation.get(measure, row).spread();
        // Where a fit speaks, its own income takes the place of last year's margin.
        let margin = match fitted {
            Some((income, _)) => Spread::exact(income.spend, Basis::Estimated),
            None => spread(MeasureId::GrossMargin)?,
        };
        let retention = spread(MeasureId::Retention)?;
        let revenue = spread(MeasureId::Revenue);
        let cost = spread(MeasureId::CostToServe);
        let (size, ratio) = (wallet.size(), wallet.margin_ratio);
        let at = |end: fn(&Spread) -> f64, other: fn(&Spread) -> f64| Present {
            revenue: revenue.as_ref().map(end),
            gross_margin: end(&margin),
            margin_ratio: ratio.as_ref().map(end),
            cost: cost.as_ref().map(other),
            retention: end(&retention),
            wallet: size.as_ref().map(end),
            lasting: None,
        };
        let mut ends = Self {
            low: at(|spread| spread.low, |spread| spread.high),
            base: at(|spread| spread.base, |spread| spread.base),
            high: at(|spread| spread.high, |spread| spread.low),
        };
        if let Some((income, course)) = fitted {
            let contribution = valuation.get(MeasureId::Contribution, row).value;
            let (few, many) = income.terms.years_ends();
            let (slow, fast) = income.terms.per_year_ends;
            let [poor, usual, rich] = income.margin_ratio;
            let counted = contribution.filter(|_| course.counts_today());
            ends.low.last(income, (few, slow, poor), course, counted);
            ends.base.last(
                income,
                (income.terms.years, income.terms.per_year, usual),
                course,
                counted,
            );
            ends.high.last(income, (many, fast, rich), course, counted);
        }
        Some(ends)
    }
}

impl Present {
    /// Puts what an applied fit expects in place of what last year brought.
    fn last(
        &mut self,
        income: &FittedIncome,
        (years, per_year, ratio): (f64, f64, f64),
        course: &Course,
        counted: Option<f64>,
    ) {
        let revenue = income.sales(per_year);
        self.revenue = Some(revenue);
        self.margin_ratio = Some(ratio);
        self.gross_margin = ratio * revenue;
        if income.cost_is_unknown {
            self.cost = None;
        }
        let yearly = self.gross_margin - self.cost.unwrap_or(0.0);
        let fitted_today = if course.counts_today() { yearly } else { 0.0 };
        self.lasting = Some(Lasting {
            years,
            earlier: income.terms.speaker.earlier(course),
            beside: counted.unwrap_or(0.0) - fitted_today,
        });
    }

    /// What a year's contribution is worth as things are, and with a retention of `best`.
    fn multiples(&self, best: f64, course: &Course) -> Option<[f64; 2]> {
        let Some(lasting) = &self.lasting else {
            return Some([course.multiple(self.retention)?, course.multiple(best)?]);
        };
        let today = if course.counts_today() { 1.0 } else { 0.0 };
        let longer = if best > self.retention {
            (course.years(best)? * lasting.earlier).max(lasting.years)
        } else {
            lasting.years
        };
        Some([today + lasting.years, today + longer])
    }

    /// The value with every set of levers at their ceilings, each used only where it helps; `None` without an end.
    pub fn values(&self, reach: &Reach, course: &Course) -> Option<[f64; N_SETS]> {
        let retention =
            reach.of[Lever::Retention as usize].map_or(self.retention, |best| best.max(self.retention));
        let multiples = self.multiples(retention, course)?;
        let beside = self.lasting.map_or(0.0, |lasting| lasting.beside);
        // Share of wallet and breadth decide about the gain alone, retention about the multiple alone.
        let mut margins = [[0.0; 2]; 4];
        for (set, margins) in margins.iter_mut().enumerate() {
            *margins = self.margins(reach, self.gain(reach, set << 1));
        }
        let costs = self.costs(reach);
        let mut values = [0.0; N_SETS];
        for set in (0..N_SETS).step_by(2) {
            let margin = margins[set >> 1 & 0b11][set >> Lever::Margin as usize & 1];
            let contribution = margin - costs[set >> Lever::CostToServe as usize & 1];
            values[set] = beside + multiples[0] * contribution;
            values[set + 1] = beside + multiples[1] * contribution;
        }
        // A lever that cannot be used changes nothing.
        for lever in (0..5).filter(|&lever| reach.of[lever].is_some()) {
            for set in 0..N_SETS {
                let without = values[set & !(1 << lever)];
                if without > values[set] {
                    values[set] = without;
                }
            }
        }
        Some(values)
    }

    /// The gross margin of a year with `gain` more revenue, at today's margin ratio and at its ceiling.
    fn margins(&self, reach: &Reach, gain: f64) -> [f64; 2] {
        let more = self.margin_ratio.map_or(0.0, |ratio| gain * ratio);
        let usual = self.gross_margin + more;
        let best = match (reach.of[Lever::Margin as usize], self.margin_ratio, self.revenue) {
            (Some(best), Some(ratio), Some(revenue)) => (revenue + gain) * best.max(ratio),
            _ => usual,
        };
        [usual, best]
    }

    /// What serving it costs in a year, as things are and at its floor.
    fn costs(&self, reach: &Reach) -> [f64; 2] {
        let cost = self.cost.unwrap_or(0.0);
        let leaner = match (reach.of[Lever::CostToServe as usize], self.revenue) {
            (Some(share), Some(revenue)) => cost.min(share * revenue),
            _ => cost,
        };
        [cost, leaner]
    }

    /// Revenue per year on top of today's: what share of wallet or breadth bring, whichever brings more, at most
    /// what the wallet allows.
    pub fn gain(&self, reach: &Reach, set: usize) -> f64 {
        let with = |lever: Lever| reach.of[lever as usize].filter(|_| set & 1 << lever as usize != 0);
        let revenue = self.revenue.unwrap_or(0.0);
        let room = |share: f64| self.wallet.map(|wallet| (share * wallet - revenue).max(0.0));
        let share = with(Lever::ShareOfWallet).and_then(room).unwrap_or(0.0);
        let breadth = with(Lever::Breadth)
            .zip(reach.breadth)
            .zip(reach.revenue_per_product)
            .map_or(0.0, |((best, now), each)| (best - now).max(0.0) * each);
        let most = room(reach.of[Lever::ShareOfWallet as usize].unwrap_or(1.0));
        share.max(most.map_or(breadth, |most| breadth.min(most)))
    }

    /// What a year's contribution is worth as things are, and with one percentage point more of retention.
    pub fn one_point_more(&self, course: &Course) -> Option<[f64; 2]> {
        self.multiples((self.retention + 0.01).min(1.0), course)
    }

    /// What one unit more of a lever would add, the others as they are: one percentage point, or one product; a year's
    /// contribution is worth `now`, and `longer` with one point more of retention.
    pub fn per_unit(&self, lever: Lever, reach: &Reach, [now, longer]: [f64; 2]) -> Option<f64> {
        let ratio = self.margin_ratio;
        let more = match lever {
            Lever::Retention => {
                let [margin, _] = self.margins(reach, self.gain(reach, 0));
                return Some((longer - now) * (margin - self.costs(reach)[0]));
            }
            Lever::ShareOfWallet => self.wallet? * 0.01 * ratio?,
            Lever::Breadth => reach.revenue_per_product? * ratio?,
            Lever::Margin | Lever::CostToServe => self.revenue? * 0.01,
        };
        Some(now * more)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::maths::shapley;
    use crate::portfolio::{CountingConvention, PaymentTiming};

    pub const COURSE: Course = Course {
        growth: 0.0,
        discount_rate: 0.1,
        horizon: None,
        convention: CountingConvention::FutureOnly,
        timing: PaymentTiming::End,
    };

    pub fn present() -> Present {
        Present {
            revenue: Some(100.0),
            gross_margin: 30.0,
            margin_ratio: Some(0.3),
            cost: Some(10.0),
            retention: 0.8,
            wallet: Some(200.0),
            lasting: None,
        }
    }

    fn reach(of: [Option<f64>; 5]) -> Reach {
        Reach {
            of,
            breadth: Some(2.0),
            revenue_per_product: Some(50.0),
        }
    }

    #[test]
    fn share_and_breadth_are_one_pot_capped_by_the_wallet() {
        // 60 % of 200 leaves 20; two more products would bring 100, of which the wallet allows 20.
        let both = reach([None, Some(0.6), Some(4.0), None, None]);
        let gain = |set| present().gain(&both, set);
        assert_eq!((gain(0b010), gain(0b100), gain(0b110)), (20.0, 20.0, 20.0));
        let roomy = reach([None, Some(0.9), Some(3.0), None, None]);
        let gain = |set| present().gain(&roomy, set);
        assert_eq!((gain(0b010), gain(0b100), gain(0b110)), (80.0, 50.0, 80.0));
    }

    #[test]
    fn every_lever_at_its_ceiling_is_worked_out_as_by_hand() {
        let all = reach([Some(0.9), Some(0.9), Some(3.0), Some(0.4), Some(0.05)]);
        let values = present().values(&all, &COURSE).unwrap();
        let m = |r: f64| r / (1.1 - r);
        assert!((values[0] - m(0.8) * 20.0).abs() < 1e-9);
        // Revenue 180 at 40 % less a cost of 5 % of today's 100: 72 − 5 = 67, for 0.9 ÷ 0.2 = 4.5 years.
        assert!((values[31] - 4.5 * 67.0).abs() < 1e-9, "{}", values[31]);
        let parts = shapley(&values).unwrap();
        assert!((parts.iter().sum::<f64>() - (values[31] - values[0])).abs() < 1e-9);
        assert!(parts.iter().all(|part| *part > 0.0));
    }

    #[test]
    fn a_ceiling_below_today_changes_nothing() {
        let low = reach([Some(0.5), Some(0.2), Some(1.0), Some(0.1), Some(0.9)]);
        let values = present().values(&low, &COURSE).unwrap();
        assert!(values.iter().all(|value| *value == values[0]));
    }

    #[test]
    fn a_loss_is_not_kept_longer_or_multiplied() {
        let mut losing = present();
        (losing.gross_margin, losing.margin_ratio) = (-20.0, Some(-0.2));
        let more = reach([Some(0.9), Some(0.9), None, None, None]);
        let values = losing.values(&more, &COURSE).unwrap();
        assert!(values.iter().all(|value| *value == values[0]));
    }
}
