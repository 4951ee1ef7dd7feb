//! How likely an account would also hold something, from what accounts that hold the same things hold.

use crate::maths::beta_quantile;
use crate::units::Interval;

use super::shelf::Shelf;

/// Share of the distribution that lies below the lower and above the upper end.
const TAIL: f64 = 0.05;

/// The evidence for one thing an account does not hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Share of those who are alike that hold it, shrunk to the share of all.
    pub share: f64,
    /// Weight of the others who are alike and hold it.
    yes: f64,
    /// Weight of the others who are alike.
    of: f64,
    /// Share of all others who hold it.
    pub base: f64,
    strength: f64,
}

/// What speaks most for it: something the account holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Because {
    /// What it holds.
    pub holds: usize,
    /// Others who hold that.
    pub n_others: u32,
    /// Of those, how many also hold what is offered.
    pub n_both: u32,
}

impl Chance {
    /// The chance that weights give: `yes` of `of` alike hold it, `base` of all.
    ///
    /// P = (yes + k · base) / (of + k)
    ///
    /// `k` strength: how many accounts the share of all counts as. Every other account counts as often as the share of
    /// the account's own things that it holds too, so one that holds all of them counts fully. `None` where nobody
    /// else is known.
    ///
    /// ```
    /// use both_sides::decisions::offers::Chance;
    /// let chance = Chance::new(5.0, 7.0, 0.4, 3.0).unwrap();
    /// assert!((chance.share - 0.62).abs() < 1e-12); // (5 + 3 × 0.4) ÷ (7 + 3)
    /// ```
    pub fn new(yes: f64, of: f64, base: f64, strength: f64) -> Option<Self> {
        let share = (yes + strength * base) / (of + strength);
        share.is_finite().then_some(Self {
            share,
            yes,
            of,
            base,
            strength,
        })
    }

    /// The chance that the account in `row` would also hold `item`; `None` where it holds nothing that is known.
    pub fn of(shelf: &Shelf, row: usize, item: usize, strength: f64) -> Option<Self> {
        let held = shelf.held.get(row).filter(|held| !held.is_empty())?;
        let others = shelf.n_customers.checked_sub(1).filter(|others| *others > 0)?;
        let (mut yes, mut of) = (0.0, 0.0);
        for own in held {
            yes += f64::from(shelf.both(own.item, item));
            of += f64::from(shelf.n_holders[own.item]) - 1.0;
        }
        let n_held = held.len() as f64;
        let base = f64::from(shelf.n_holders[item]) / others as f64;
        Self::new(yes / n_held, of / n_held, base, strength)
    }

    /// Where the share lies in nine cases of ten: Beta(yes + k · base, no + k · (1 − base)).
    pub fn interval(&self) -> Interval {
        let yes = self.yes + self.strength * self.base;
        let no = (self.of - self.yes) + self.strength * (1.0 - self.base);
        let at = |probability: f64| beta_quantile(yes, no.max(0.0), probability);
        Interval {
            low: at(TAIL).min(self.share),
            high: at(1.0 - TAIL).max(self.share),
        }
    }
}

impl Because {
    /// What the account in `row` holds that goes best with `item`.
    pub fn new(shelf: &Shelf, row: usize, item: usize, strength: f64, base: f64) -> Option<Self> {
        let mut best: Option<(f64, Self)> = None;
        for own in shelf.held.get(row)? {
            let because = Self {
                holds: own.item,
                n_others: shelf.n_holders[own.item].saturating_sub(1),
                n_both: shelf.both(own.item, item),
            };
            let share =
                (f64::from(because.n_both) + strength * base) / (f64::from(because.n_others) + strength);
            if share.is_finite() && best.is_none_or(|(most, _)| share > most) {
                best = Some((share, because));
            }
        }
        best.map(|(_, because)| because)
    }
}
