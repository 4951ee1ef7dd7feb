//! Tiers of service: the accounts with the highest priority first.

use crate::maths::{order, ordered_bits};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountKind, Document, Tier};

/// Where one account stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seat {
    /// Its tier, 0 is served first.
    pub tier: usize,
    /// Its priority; `None` is not known, and it is served with the last tier until it is.
    pub priority: Option<f64>,
    /// The next tier it could come to, and how many points of priority are between; `None` where there is none.
    pub nearest: Option<(usize, f64)>,
}

/// The tiers of a portfolio.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tiers {
    /// By row; `None` for those who are not served: suppliers, employees and other people around.
    pub seats: Vec<Option<Seat>>,
    /// By tier: the priority it begins at; `None` for the last, and for one that took nobody.
    pub from: Vec<Option<f64>>,
    /// Rows with a known priority, the highest first.
    pub ranked: Vec<usize>,
}

impl Tiers {
    /// Tiers by share of the accounts with a known priority. Accounts of one priority are in one tier, the better one.
    ///
    /// ```
    /// use both_sides::decisions::tiers::Tiers;
    /// let priorities = [(0, 90.0), (1, 20.0), (2, 55.0), (3, 54.0)];
    /// let tiers = Tiers::new(4, &priorities, &[0.25, 0.5, 0.25]);
    /// let of = |row: usize| tiers.seats[row].map(|seat| seat.tier);
    /// assert_eq!([0, 1, 2, 3].map(of), [Some(0), Some(2), Some(1), Some(1)]);
    /// assert_eq!(tiers.from, [Some(90.0), Some(54.0), None]);
    /// assert_eq!(tiers.seats[3].unwrap().nearest, Some((2, 34.0)));
    /// ```
    pub fn new(n_rows: usize, priorities: &[(usize, f64)], shares: &[f64]) -> Self {
        let places = order(priorities.len(), &|one, other| {
            let bits = |place: usize| ordered_bits(priorities[place].1);
            bits(other).cmp(&bits(one))
        });
        let ranked: Vec<(usize, f64)> = places.into_iter().map(|place| priorities[place]).collect();
        let from = begins(&ranked, shares);
        let mut seats = vec![None; n_rows];
        for &(row, priority) in &ranked {
            seats[row] = Some(seat(priority, &from, &ranked));
        }
        Self {
            seats,
            from,
            ranked: ranked.into_iter().map(|(row, _)| row).collect(),
        }
    }

    /// The tiers of customers, prospects and partners, by priority; those without one are with the last.
    pub fn of(document: &Document, valuation: &Valuation) -> Self {
        let accounts = &document.portfolio.accounts;
        let served: Vec<usize> = (0..accounts.len().min(valuation.n_rows()))
            .filter(|&row| is_served(accounts[row].kind))
            .collect();
        let priority = |row: usize| valuation.get(MeasureId::Priority, row).value;
        let priorities: Vec<(usize, f64)> = (served.iter())
            .filter_map(|&row| Some((row, priority(row)?)))
            .collect();
        let tiers = &document.service.tiers;
        let shares: Vec<f64> = tiers.iter().map(|tier: &Tier| tier.share.get()).collect();
        let mut found = Self::new(accounts.len(), &priorities, &shares);
        for row in served {
            found.seats[row].get_or_insert(Seat {
                tier: tiers.len().saturating_sub(1),
                priority: None,
                nearest: None,
            });
        }
        found
    }

    /// Rows of a tier, in the order of the portfolio.
    pub fn rows_of(&self, tier: usize) -> Vec<usize> {
        let seats = self.seats.iter().enumerate();
        seats
            .filter(|(_, seat)| seat.is_some_and(|seat| seat.tier == tier))
            .map(|(row, _)| row)
            .collect()
    }

    /// How many accounts with a known priority are in this tier or one before it, by tier.
    pub fn ends(&self) -> Vec<usize> {
        let mut counts = vec![0; self.from.len()];
        for &row in &self.ranked {
            if let Some(seat) = self.seats[row] {
                counts[seat.tier] += 1;
            }
        }
        let mut sum = 0;
        counts
            .into_iter()
            .map(|count| {
                sum += count;
                sum
            })
            .collect()
    }
}

/// Who is served: those who buy, might buy, or sell with us.
pub const fn is_served(kind: AccountKind) -> bool {
    matches!(
        kind,
        AccountKind::Customer | AccountKind::Prospect | AccountKind::Partner
    )
}

/// By tier the priority of the last account its share reaches.
fn begins(ranked: &[(usize, f64)], shares: &[f64]) -> Vec<Option<f64>> {
    let mut sum = 0.0;
    let mut before = 0;
    let mut begin = |share: &f64| {
        sum += share;
        let upto = (libm::round(sum * ranked.len() as f64) as usize).min(ranked.len());
        let begin = (upto > before).then(|| ranked[upto - 1].1);
        before = upto.max(before);
        begin
    };
    let mut from: Vec<Option<f64>> = shares.iter().map(&mut begin).collect();
    if let Some(last) = from.last_mut() {
        *last = None;
    }
    from
}

fn seat(priority: f64, from: &[Option<f64>], ranked: &[(usize, f64)]) -> Seat {
    let reached = |begin: &Option<f64>| begin.is_some_and(|begin| priority >= begin);
    let tier = from
        .iter()
        .position(reached)
        .unwrap_or(from.len().saturating_sub(1));
    // Up: to the priority a better tier begins at. Down: to the best priority outside its own.
    let up = (0..tier)
        .rev()
        .find_map(|better| Some((better, from[better]? - priority)));
    let down = from[tier].and_then(|begin| {
        let next = ranked.partition_point(|&(_, other)| other >= begin);
        let (_, other) = ranked.get(next)?;
        let reached = |begin: &Option<f64>| begin.is_some_and(|begin| *other >= begin);
        let worse = from.iter().position(reached).unwrap_or(from.len() - 1);
        Some((worse, priority - other))
    });
    let nearest = match (up, down) {
        (Some(up), Some(down)) => Some(if up.1 <= down.1 { up } else { down }),
        (up, down) => up.or(down),
    };
    Seat {
        tier,
        priority: Some(priority),
        nearest,
    }
}
