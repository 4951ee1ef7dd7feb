//! How far others have come with each lever, and whose word holds for an account's ceiling.

use crate::maths::quantile;
use crate::measures::groundwork::Lookup;
use crate::measures::retention::{buys, has_ended};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Account, Document, Lever};

/// Accounts with a known level that it takes before their 90th percentile says something.
pub const ENOUGH_PEERS: usize = 10;
/// The share of peers that has not come further than the ceiling.
pub const PERCENTILE: f64 = 0.9;

/// Where a ceiling comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CeilingOrigin {
    /// Stated with the account.
    Account,
    /// Stated for its segment.
    SegmentStated,
    /// Stated for every account.
    AllStated,
    /// 90th percentile of so many accounts of its segment.
    SegmentPeers(usize),
    /// 90th percentile of so many accounts of all segments.
    AllPeers(usize),
    /// The whole wallet.
    Wallet,
}

/// A ceiling and whose it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ceiling {
    /// The level that can be reached; of the cost to serve, the level it can be brought down to.
    pub level: f64,
    /// Where it comes from.
    pub origin: CeilingOrigin,
}

/// What the peers of one group have reached, by lever.
#[derive(Clone, Copy, Debug, Default)]
struct Reached {
    best: [Option<f64>; 5],
    n: [usize; 5],
    revenue_per_product: Option<f64>,
}

impl Reached {
    fn bits(&self) -> ([Option<u64>; 5], [usize; 5], Option<u64>) {
        let best = self.best.map(|best| best.map(f64::to_bits));
        (best, self.n, self.revenue_per_product.map(f64::to_bits))
    }
}

/// The levels of everybody, looked through once.
#[derive(Clone, Debug, Default)]
pub struct Peers {
    all: Reached,
    by_segment: Vec<Reached>,
    place_of: Vec<u32>,
}

/// Where an account stands with a lever today.
pub fn level(valuation: &Valuation, lever: Lever, row: usize) -> Option<f64> {
    let of = |measure| valuation.get(measure, row).value;
    let of_revenue = |measure| {
        let revenue = of(MeasureId::Revenue).filter(|revenue| *revenue > 0.0)?;
        Some(of(measure)? / revenue)
    };
    match lever {
        Lever::Retention => of(MeasureId::Retention),
        Lever::ShareOfWallet => of(MeasureId::ShareOfWallet),
        Lever::Breadth => of(MeasureId::Breadth),
        Lever::Margin => of_revenue(MeasureId::GrossMargin),
        Lever::CostToServe => of_revenue(MeasureId::CostToServe),
    }
}

impl Peers {
    /// Looks everybody through who buys and has not left.
    pub fn new(document: &Document, valuation: &Valuation) -> Self {
        let accounts = &document.portfolio.accounts;
        let mut places: Lookup<&str, u32> = Lookup::default();
        let mut levels: Vec<Levels> = Vec::new();
        let mut place_of = Vec::with_capacity(accounts.len());
        for (row, account) in accounts.iter().enumerate() {
            let place = *places.entry(account.segment.as_str()).or_insert_with(|| {
                levels.push(Levels::default());
                levels.len() as u32 - 1
            });
            place_of.push(place);
            if buys(account) && !has_ended(document, account) {
                levels[place as usize].hear(valuation, row);
            }
        }
        let mut all = Levels::default();
        for of_segment in &levels {
            all.join(of_segment);
        }
        Self {
            all: all.reached(),
            by_segment: levels.into_iter().map(Levels::reached).collect(),
            place_of,
        }
    }

    /// The ceiling of one lever for the account in `row`: as stated with it, for its segment or for all; else the
    /// 90th percentile of its segment, else of everybody; the share of wallet can always be the whole wallet.
    pub fn ceiling(
        &self,
        document: &Document,
        account: &Account,
        row: usize,
        lever: Lever,
    ) -> Option<Ceiling> {
        let ceiling = |level, origin| Ceiling { level, origin };
        if let Some(level) = account.ceilings.of(lever) {
            return Some(ceiling(level, CeilingOrigin::Account));
        }
        let stated = |segment: &str| {
            let of_segment = document.assumptions.ceilings.iter();
            let mut of_segment = of_segment.filter(|stated| stated.segment == segment);
            of_segment.find_map(|stated| stated.ceilings.of(lever))
        };
        if !account.segment.is_empty()
            && let Some(level) = stated(&account.segment)
        {
            return Some(ceiling(level, CeilingOrigin::SegmentStated));
        }
        if let Some(level) = stated("") {
            return Some(ceiling(level, CeilingOrigin::AllStated));
        }
        let place = lever as usize;
        let enough = |reached: &Reached| reached.best[place].filter(|_| reached.n[place] >= ENOUGH_PEERS);
        let segment = (self.segment(row)).filter(|_| !account.segment.is_empty());
        if let Some(segment) = segment
            && let Some(level) = enough(segment)
        {
            return Some(ceiling(level, CeilingOrigin::SegmentPeers(segment.n[place])));
        }
        if let Some(level) = enough(&self.all) {
            return Some(ceiling(level, CeilingOrigin::AllPeers(self.all.n[place])));
        }
        (lever == Lever::ShareOfWallet).then(|| ceiling(1.0, CeilingOrigin::Wallet))
    }

    /// True when the account in `row` says the same to both about how far one can come.
    pub(crate) fn hears_the_same(
        one: (&Document, &Valuation),
        other: (&Document, &Valuation),
        row: usize,
    ) -> bool {
        let said = |(document, valuation): (&Document, &Valuation)| {
            let account = &document.portfolio.accounts[row];
            let is_heard = buys(account) && !has_ended(document, account);
            is_heard.then(|| {
                let levels = [0, 1, 2, 3, 4].map(|place| level(valuation, Lever::ALL[place], row));
                let revenue = valuation.get(MeasureId::Revenue, row).value;
                (
                    levels.map(|level| level.map(f64::to_bits)),
                    revenue.map(f64::to_bits),
                )
            })
        };
        let [before, now] = [one, other].map(|(document, _)| &document.portfolio.accounts[row].segment);
        before == now && said(one) == said(other)
    }

    /// True when every group has come exactly as far.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let groups = |peers: &Self| {
            let groups = peers.by_segment.iter().chain([&peers.all]);
            groups.map(Reached::bits).collect::<Vec<_>>()
        };
        self.place_of == other.place_of && groups(self) == groups(other)
    }

    /// True when anything that the potential of the account in `row` rests on differs between both.
    pub(crate) fn differs_for(
        &self,
        other: &Self,
        document: &Document,
        account: &Account,
        row: usize,
    ) -> bool {
        let (one, another) = (
            self.grounds(document, account, row),
            other.grounds(document, account, row),
        );
        !one.eq(another)
    }

    /// The bits of every ceiling of an account and of what a product brings.
    fn grounds(
        &self,
        document: &Document,
        account: &Account,
        row: usize,
    ) -> impl Iterator<Item = Option<u64>> {
        let ceilings = Lever::ALL
            .iter()
            .map(move |&lever| self.ceiling(document, account, row, lever));
        let levels = ceilings.map(|ceiling| ceiling.map(|ceiling| ceiling.level.to_bits()));
        levels.chain([self.revenue_per_product(row).map(f64::to_bits)])
    }

    /// What a product brings per year, in the middle of the account's segment; of everybody where few are known.
    pub fn revenue_per_product(&self, row: usize) -> Option<f64> {
        let place = Lever::Breadth as usize;
        let of_segment = self
            .segment(row)
            .filter(|reached| reached.n[place] >= ENOUGH_PEERS);
        of_segment.unwrap_or(&self.all).revenue_per_product
    }

    fn segment(&self, row: usize) -> Option<&Reached> {
        self.by_segment.get(*self.place_of.get(row)? as usize)
    }
}

/// The levels of a group while they are collected.
#[derive(Clone, Debug, Default)]
struct Levels {
    of: [Vec<f64>; 5],
    revenue_per_product: Vec<f64>,
}

impl Levels {
    fn hear(&mut self, valuation: &Valuation, row: usize) {
        for &lever in Lever::ALL {
            self.of[lever as usize].extend(level(valuation, lever, row));
        }
        let revenue = valuation.get(MeasureId::Revenue, row).value;
        let breadth = level(valuation, Lever::Breadth, row).filter(|breadth| *breadth > 0.0);
        if let (Some(revenue), Some(breadth)) = (revenue.filter(|revenue| *revenue > 0.0), breadth) {
            self.revenue_per_product.push(revenue / breadth);
        }
    }

    fn join(&mut self, other: &Self) {
        for (all, some) in self.of.iter_mut().zip(&other.of) {
            all.extend_from_slice(some);
        }
        self.revenue_per_product
            .extend_from_slice(&other.revenue_per_product);
    }

    fn reached(self) -> Reached {
        let n = [0, 1, 2, 3, 4].map(|place: usize| self.of[place].len());
        let mut best = [None; 5];
        for ((&lever, levels), best) in Lever::ALL.iter().zip(self.of).zip(&mut best) {
            let share = if lever == Lever::CostToServe {
                1.0 - PERCENTILE
            } else {
                PERCENTILE
            };
            *best = quantile(levels, share);
        }
        Reached {
            best,
            n,
            revenue_per_product: quantile(self.revenue_per_product, 0.5),
        }
    }
}
