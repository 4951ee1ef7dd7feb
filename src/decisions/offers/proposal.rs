//! Offers to one account: chance × yearly margin − cost, within what its wallet still allows.

use crate::maths::{quantile, sort_by};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Document, OfferTerms};
use crate::units::Interval;

use super::chance::Chance;
use super::shelf::Shelf;

/// An account never spends more on something new than on everything it has.
const MOST_SHARE: f64 = 0.5;

/// What an offer could bring within the wallet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Margin of a year if it buys.
    pub margin: f64,
    /// Chance × margin, as far as the wallet allows.
    pub gain: f64,
    /// What the wallet still allowed before this offer; `None` where it is not known.
    pub limit: Option<f64>,
    /// True where the wallet allows less than chance × margin.
    pub is_capped: bool,
}

/// Something to offer to an account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer {
    /// The account.
    pub row: usize,
    /// What to offer: a place in [`Shelf::items`].
    pub item: usize,
    /// How likely it would buy.
    pub chance: Chance,
    /// Money of a year it would spend on it; `None` where its revenue is not known.
    pub spend: Option<f64>,
    /// What that brings; `None` where no margin is known.
    pub room: Option<Room>,
    /// What making the offer costs.
    pub cost: f64,
}

impl Offer {
    /// Chance × margin − cost, within the wallet; `None` where no margin is known.
    pub fn worth(&self) -> Option<f64> {
        self.room.map(|room| room.gain - self.cost)
    }

    /// What it would spend on it in a year, as far as its wallet allows.
    pub fn spend_within(&self) -> Option<f64> {
        let room = self.room.filter(|room| room.margin > 0.0);
        let part = room.and_then(|room| Some(room.limit? / room.margin));
        Some(self.spend? * part.map_or(1.0, |part| part.min(1.0)))
    }

    /// The worth at both ends of the chance, within the wallet.
    pub fn worth_interval(&self) -> Option<Interval> {
        let room = self.room?;
        let ends = self.chance.interval();
        let at = |share: f64| {
            room.limit
                .map_or(share * room.margin, |limit| (share * room.margin).min(limit))
        };
        Some(Interval {
            low: at(ends.low).min(room.gain) - self.cost,
            high: at(ends.high).max(room.gain) - self.cost,
        })
    }
}

/// Everything offers are made from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposer {
    /// Who holds what.
    pub shelf: Shelf,
    /// By item: the share of their spend that those who hold it beside something else typically put on it.
    pub typical: Vec<Option<f64>>,
    terms: OfferTerms,
}

impl Proposer {
    /// Works out what is typical.
    pub fn new(shelf: Shelf, terms: OfferTerms) -> Self {
        let mut shares: Vec<Vec<f64>> = vec![Vec::new(); shelf.items.len()];
        for held in shelf.held.iter().filter(|held| held.len() > 1) {
            for own in held {
                shares[own.item].push(own.share);
            }
        }
        let middle = |shares: Vec<f64>| quantile(shares, 0.5).map(|share| share.min(MOST_SHARE));
        Self {
            typical: shares.into_iter().map(middle).collect(),
            shelf,
            terms,
        }
    }

    /// Every offer to the account in `row` that pays, best first. Where no margin is known, by chance alone.
    ///
    /// worth = chance × margin − cost, margin = revenue × s ÷ (1 − s) × margin ratio
    ///
    /// `s` is the share of their spend that those who hold it typically put on it. The gains of all offers to one
    /// account together never exceed the headroom of its wallet, where that is known: the best offer takes its part
    /// first.
    pub fn offers(&self, document: &Document, valuation: &Valuation, row: usize) -> Vec<Offer> {
        let known = |measure: MeasureId| valuation.get(measure, row).value;
        let revenue = known(MeasureId::Revenue).filter(|revenue| *revenue > 0.0);
        let assumed = document.assumptions.gross_margin_ratio.map(|ratio| ratio.base());
        let ratio = match (known(MeasureId::GrossMargin), revenue) {
            (Some(margin), Some(revenue)) => Some(margin / revenue),
            _ => assumed,
        };
        let mut offers: Vec<Offer> = (0..self.shelf.items.len())
            .filter(|&item| !self.shelf.holds(row, item))
            .filter_map(|item| {
                let chance = Chance::of(&self.shelf, row, item, self.terms.strength)?;
                let spend =
                    (revenue.zip(self.typical[item])).map(|(revenue, share)| revenue * share / (1.0 - share));
                let margin = spend.zip(ratio).map(|(spend, ratio)| spend * ratio);
                Some(Offer {
                    row,
                    item,
                    chance,
                    spend,
                    room: margin.map(|margin| Room {
                        margin,
                        gain: chance.share * margin,
                        limit: None,
                        is_capped: false,
                    }),
                    cost: self.terms.cost,
                })
            })
            .filter(|offer| offer.chance.share > 0.0)
            .collect();
        sort_by(&mut offers, |one, other| {
            let key = |offer: &Offer| (offer.worth().unwrap_or(f64::NEG_INFINITY), offer.chance.share);
            let (one, other) = (key(one), key(other));
            (other.0.total_cmp(&one.0)).then(other.1.total_cmp(&one.1))
        });
        self.within(&mut offers, known(MeasureId::Headroom));
        offers.retain(|offer| offer.worth().is_none_or(|worth| worth > 0.0));
        offers
    }

    /// Hands out the headroom, the best offer first.
    fn within(&self, offers: &mut [Offer], headroom: Option<f64>) {
        let Some(mut left) = headroom else { return };
        for offer in offers {
            let Some(room) = &mut offer.room else { continue };
            if room.gain <= self.terms.cost {
                continue;
            }
            room.is_capped = room.gain > left;
            room.limit = Some(left);
            room.gain = room.gain.min(left);
            if room.gain > self.terms.cost {
                left -= room.gain;
            }
        }
    }
}
