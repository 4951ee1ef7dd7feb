//! What an action moves, in whom, for how long and when: everything its gain is worked out from.

use std::collections::BTreeMap;

use crate::maths::pert_mean;
use crate::measures::fitted::FittedModels;
use crate::measures::potential::{Movable, Peers, Stay, Unmoved};
use crate::measures::{FittedIncome, Valuation};
use crate::portfolio::{AccountId, Action, ActionEffect, Document, Lever};
use crate::units::{Day, Estimate};

use super::{
    Invested, Worthwhile, break_even_chance, break_even_effect, chance_to_pay, net_present_value, payback,
};

/// What the gains of actions are worked out from, looked up once for all of them.
pub struct Ground<'d> {
    document: &'d Document,
    valuation: &'d Valuation,
    models: FittedModels,
    peers: Option<Peers>,
    rows: BTreeMap<&'d AccountId, usize>,
}

impl<'d> Ground<'d> {
    /// For these actions. The accounts are gone through once; how far their peers have come is looked at only where an
    /// action is about breadth.
    pub fn new<'a>(
        document: &'d Document,
        valuation: &'d Valuation,
        actions: impl Iterator<Item = &'a Action> + Clone,
    ) -> Self {
        let mut concerned: Vec<&AccountId> = actions.clone().flat_map(|action| &action.accounts).collect();
        concerned.sort_unstable();
        let accounts = document.portfolio.accounts.iter().enumerate();
        let is_breadth = |action: &Action| matches!(action.effect, Some(ActionEffect::Lever { lever, .. }) if lever == Lever::Breadth);
        Self {
            document,
            valuation,
            models: FittedModels::new(&document.assumptions),
            peers: actions
                .clone()
                .any(is_breadth)
                .then(|| Peers::new(document, valuation)),
            rows: accounts
                .filter(|(_, account)| concerned.binary_search(&&account.id).is_ok())
                .map(|(row, account)| (&account.id, row))
                .collect(),
        }
    }

    /// Row of an account that one of the actions is for.
    pub fn row(&self, account: &AccountId) -> Option<usize> {
        self.rows.get(account).copied()
    }
}

/// Why an action cannot be weighed.
#[derive(Clone, Debug, PartialEq)]
pub enum Lacking {
    /// Nobody said what it changes.
    Effect,
    /// Nobody said what it costs.
    Cost,
    /// It is about nobody in particular, and nobody said how long it lasts.
    Duration,
    /// It moves a lever, and nobody said whose.
    Accounts,
    /// Of this account something is not known, or nothing more is to come.
    Account(AccountId, Unmoved),
}

/// What is moved.
#[derive(Clone, Debug, PartialEq)]
enum Moves {
    Lever(Lever, Vec<Movable>),
    Yearly(Vec<Stay>),
    Once,
}

/// An action with everything its gain is worked out from.
#[derive(Clone, Debug, PartialEq)]
pub struct Stake {
    moves: Moves,
    effect: Estimate,
    lasts: Option<f64>,
    chance: Option<f64>,
    cost: f64,
    /// What its beginning, and the coming in of money once, count today.
    begins: f64,
    arrives: f64,
    /// Years from its beginning until money once comes in.
    waits: f64,
    ends: [f64; 3],
}

impl Stake {
    /// Of `action`.
    ///
    /// # Errors
    /// Something it takes is not known.
    pub fn new(ground: &Ground, action: &Action) -> Result<Self, Lacking> {
        let document = ground.document;
        let (moves, effect) = match action.effect.ok_or(Lacking::Effect)? {
            ActionEffect::Lever { lever, by } => {
                if action.accounts.is_empty() {
                    return Err(Lacking::Accounts);
                }
                (Moves::Lever(lever, movables(ground, lever, action)?), by)
            }
            ActionEffect::Yearly(money) => (Moves::Yearly(stays(ground, action)?), money),
            ActionEffect::Once(money) => (Moves::Once, money),
        };
        let rate = 1.0 + document.assumptions.discount_rate.get();
        let years = |day: Option<Day>| day.map_or(0.0, |day| day.years_since(document.as_of).max(0.0));
        let begin = years(action.start);
        let arrive = years(action.due).max(begin);
        let mut stake = Self {
            moves,
            effect,
            lasts: action.lasts_years,
            chance: action.probability.map(|chance| chance.get()),
            cost: action.cost.ok_or(Lacking::Cost)?,
            begins: libm::pow(rate, -begin),
            arrives: libm::pow(rate, -arrive),
            waits: arrive - begin,
            ends: [0.0; 3],
        };
        for (end, effect) in [effect.low(), effect.base(), effect.high()]
            .into_iter()
            .enumerate()
        {
            stake.ends[end] = stake.gain(effect).map_err(|(at, why)| lacking(action, at, why))?;
        }
        Ok(stake)
    }

    /// The present value of what it brings if it succeeds and its effect is exactly `effect`; else which of its accounts
    /// stands in the way.
    fn gain(&self, effect: f64) -> Result<f64, (usize, Unmoved)> {
        self.gain_of(&self.moves, effect)
    }

    fn gain_of(&self, moves: &Moves, effect: f64) -> Result<f64, (usize, Unmoved)> {
        match moves {
            Moves::Once => Ok(effect * self.arrives),
            Moves::Yearly(stays) => {
                let mut multiples = 0.0;
                for (at, stay) in stays.iter().enumerate() {
                    multiples += stay.multiple(self.lasts).ok_or((at, Unmoved::NoEnd))?;
                }
                Ok(effect * multiples / stays.len() as f64 * self.begins)
            }
            Moves::Lever(lever, movables) => {
                let mut gain = 0.0;
                for (at, movable) in movables.iter().enumerate() {
                    gain += movable
                        .gain(*lever, effect, self.lasts)
                        .map_err(|why| (at, why))?;
                }
                Ok(gain * self.begins)
            }
        }
    }

    /// What moves, seen only over the first so many years.
    fn within(&self, years: u16) -> Moves {
        match &self.moves {
            Moves::Once => Moves::Once,
            Moves::Yearly(stays) => Moves::Yearly(stays.iter().map(|stay| stay.within(years)).collect()),
            Moves::Lever(lever, movables) => {
                let seen = movables.iter().map(|movable| movable.within(years));
                Moves::Lever(*lever, seen.collect())
            }
        }
    }

    /// The largest effect that can be thought of.
    fn most(&self) -> f64 {
        match &self.moves {
            Moves::Lever(lever, _) => lever.range().1,
            Moves::Yearly(_) | Moves::Once => 1e15,
        }
    }

    fn payback(&self, chance: f64, cost: f64, expected: f64) -> Option<f64> {
        if expected < 0.0 {
            return None;
        }
        if self.moves == Moves::Once {
            return Some(if cost > 0.0 { self.waits } else { 0.0 });
        }
        payback(cost, |years| {
            let seen = self.within(years);
            let [low, base, high] = [self.effect.low(), self.effect.base(), self.effect.high()]
                .map(|effect| self.gain_of(&seen, effect));
            Some(chance * pert_mean(low.ok()?, base.ok()?, high.ok()?))
        })
    }

    /// The action as an investment.
    pub fn invested(&self) -> Invested {
        let chance = self.chance.unwrap_or(1.0);
        let cost = self.cost * self.begins;
        let [low, base, high] = self.ends;
        let if_it_succeeds = pert_mean(low, base, high);
        let expected = net_present_value(chance, if_it_succeeds, cost);
        let at = |effect: f64| self.gain(effect).ok();
        let best = low.max(base).max(high);
        let sure = chance_to_pay(self.effect, chance, cost, |effect| at(effect).unwrap_or(f64::MAX));
        Invested {
            cost,
            chance,
            chance_is_assumed: self.chance.is_none(),
            gain: [low.min(base).min(high), base, best],
            expected_gain: chance * if_it_succeeds,
            expected,
            sure,
            payback: self.payback(chance, cost, expected),
            break_even_effect: break_even_effect(chance, cost, self.most(), at),
            break_even_chance: break_even_chance(if_it_succeeds, cost),
            verdict: Worthwhile::new(expected, net_present_value(chance, best, cost), sure),
        }
    }
}

fn movables(ground: &Ground, lever: Lever, action: &Action) -> Result<Vec<Movable>, Lacking> {
    let peers = ground.peers.as_ref().filter(|_| lever == Lever::Breadth);
    each(ground, action, |row, fitted| {
        Movable::new(ground.document, peers, ground.valuation, row, fitted)
    })
}

fn stays(ground: &Ground, action: &Action) -> Result<Vec<Stay>, Lacking> {
    let document = ground.document;
    if action.accounts.is_empty() {
        let is_bounded = action.lasts_years.is_some() || document.assumptions.horizon.is_some();
        return match is_bounded {
            true => Ok(vec![Stay::certain(document)]),
            false => Err(Lacking::Duration),
        };
    }
    each(ground, action, |row, fitted| {
        Stay::new(document, ground.valuation, row, fitted)
    })
}

fn each<T>(
    ground: &Ground,
    action: &Action,
    of: impl Fn(usize, Option<&FittedIncome>) -> Result<T, Unmoved>,
) -> Result<Vec<T>, Lacking> {
    let found = action
        .accounts
        .iter()
        .filter_map(|id| Some((id, *ground.rows.get(id)?)));
    let each: Result<Vec<T>, Lacking> = found
        .map(|(id, row)| {
            let fitted = FittedIncome::of(ground.document, &ground.models, ground.valuation, row);
            of(row, fitted.as_ref()).map_err(|why| Lacking::Account(id.clone(), why))
        })
        .collect();
    each.and_then(|each| {
        if each.is_empty() {
            Err(Lacking::Accounts)
        } else {
            Ok(each)
        }
    })
}

fn lacking(action: &Action, at: usize, why: Unmoved) -> Lacking {
    match action.accounts.get(at) {
        Some(account) => Lacking::Account(account.clone(), why),
        None => Lacking::Duration,
    }
}
