//! The portfolio that is valued and drawn: as many accounts as wanted, the same each time.

use both_sides::portfolio::{Account, AccountId, Document, Party, Portfolio, Shared};
use both_sides::sample::sample;
use both_sides::units::Estimate;
use wasm_bindgen::UnwrapThrowExt;

/// The sample's accounts over and over with all their records, each copy with a size and a rating of its own.
pub fn document(n_accounts: usize) -> Document {
    let mut document = sample().unwrap_throw();
    let sample = document.portfolio.clone();
    let n_copies = n_accounts.div_ceil(sample.accounts.len());
    let portfolio = &mut document.portfolio;
    portfolio.accounts.clear();
    portfolio.observations.edit().clear();
    portfolio.events.edit().clear();
    portfolio.attributions.edit().clear();
    portfolio.loads.edit().clear();
    for copy in 0..n_copies {
        add_copy(portfolio, &sample, copy);
    }
    portfolio.accounts.truncate(n_accounts);
    document
}

fn add_copy(portfolio: &mut Portfolio, sample: &Portfolio, copy: usize) {
    let mut random = Random(copy as u64);
    let rename = |id: &AccountId| AccountId::new(&format!("{} {copy}", id.as_str()));
    for account in &sample.accounts {
        portfolio
            .accounts
            .push(Shared::new(renamed(account, copy, &mut random)));
    }
    for observation in sample.observations.iter() {
        let mut observation = observation.clone();
        observation.account = rename(&observation.account);
        observation.rating = observation
            .rating
            .map(|rating| (rating + 4.0 * random.next() - 2.0).clamp(1.0, 10.0));
        portfolio.observations.edit().push(observation);
    }
    for event in sample.events.iter() {
        let mut event = event.clone();
        for party in [&mut event.giver, &mut event.receiver] {
            if let Party::Account(id) = party {
                *id = rename(id);
            }
        }
        event.outcome_account = event.outcome_account.as_ref().map(rename);
        portfolio.events.edit().push(event);
    }
    for share in sample.attributions.iter() {
        let mut share = share.clone();
        share.outcome = rename(&share.outcome);
        share.contributor = rename(&share.contributor);
        portfolio.attributions.edit().push(share);
    }
    for load in sample.loads.iter() {
        let mut load = load.clone();
        load.account = rename(&load.account);
        portfolio.loads.edit().push(load);
    }
}

fn renamed(account: &Account, copy: usize, random: &mut Random) -> Account {
    let mut account = account.clone();
    let size = 0.2 + 2.0 * random.next();
    account.id = AccountId::new(&format!("{} {copy}", account.id.as_str()));
    account.name = format!("{} {copy}", account.name);
    account.parent = account
        .parent
        .map(|id| AccountId::new(&format!("{} {copy}", id.as_str())));
    let economics = &mut account.economics;
    for estimate in [&mut economics.annual_revenue, &mut economics.gross_margin] {
        *estimate = estimate.and_then(|known| {
            Estimate::between(known.low() * size, known.base() * size, known.high() * size)
        });
    }
    account
}

/// Repeatable numbers in 0..1 (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}
