//! The accounts, without their orders.

use std::collections::BTreeSet;

use crate::portfolio::{
    Account, AccountId, AccountKind, CameBy, Document, EarningModel, KeyAccount, OrderHistory,
    RelationshipState, Renewals, Shared,
};
use crate::saved::OpenError;
use crate::saved::columns::{Column, Days, Estimates, Lists, Named, Numbers, Words};
use crate::units::{Money, Rate, Ratio};

use super::table::{chosen, estimate_within, filled, shortened, table, within};

type Texts = Column<String>;
type Counts = Column<u32>;

fn rows(document: &Document) -> impl Iterator<Item = &Account> {
    document.portfolio.accounts.iter().map(|account| &**account)
}

/// Puts accounts and orders together and refuses two accounts of one id.
pub fn join(
    accounts: Vec<Account>,
    orders: Vec<(u32, OrderHistory)>,
) -> Result<Vec<Shared<Account>>, OpenError> {
    let mut accounts = accounts;
    let mut seen = BTreeSet::new();
    for account in &accounts {
        if !seen.insert(account.id.as_str()) {
            let id = shortened(account.id.as_str());
            return Err(OpenError::damaged(
                "accounts, id",
                format!("\"{id}\" stands there twice"),
            ));
        }
    }
    for (row, history) in orders {
        let account = accounts
            .get_mut(row as usize)
            .ok_or_else(|| OpenError::damaged("orders, account", format!("there is no account row {row}")))?;
        account.orders = Some(Shared::new(history));
    }
    Ok(accounts.into_iter().map(Shared::new).collect())
}

table! {
    /// Format 1 of the accounts.
    Accounts of Account, "accounts", rows rows, blank || Account::new(AccountId::new(""), "");

    id: Texts, |account| Some(account.id.as_str().to_owned()),
        |account, id| { account.id = AccountId::new(&id); Ok(()) };
    name: Texts, |account| filled(&account.name), |account, name| { account.name = name; Ok(()) };
    kind: Words,
        |account| (account.kind != AccountKind::Customer).then(|| account.kind.word().to_owned()),
        |account, word| { account.kind = chosen(&word, AccountKind::from_word)?; Ok(()) };
    parent: Words, |account| account.parent.as_ref().map(|id| id.as_str().to_owned()),
        |account, id| { account.parent = Some(AccountId::new(&id)); Ok(()) };
    segment: Words, |account| filled(&account.segment), |account, word| { account.segment = word; Ok(()) };
    region: Words, |account| filled(&account.region), |account, word| { account.region = word; Ok(()) };
    owner: Words, |account| filled(&account.owner), |account, word| { account.owner = word; Ok(()) };
    tags: Lists, |account| (!account.tags.is_empty()).then(|| account.tags.clone()),
        |account, tags| { account.tags = tags; Ok(()) };
    since: Days, |account| account.since, |account, day| { account.since = Some(day); Ok(()) };
    until: Days, |account| account.until, |account, day| { account.until = Some(day); Ok(()) };
    earning_model: Words, |account| account.earning_model.map(|model| model.word().to_owned()),
        |account, word| { account.earning_model = Some(chosen(&word, EarningModel::from_word)?); Ok(()) };
    state: Words, |account| account.state.map(|state| state.word().to_owned()),
        |account, word| { account.state = Some(chosen(&word, RelationshipState::from_word)?); Ok(()) };
    key_reason: Texts, |account| account.key.as_ref().map(|key| key.reason.clone()),
        |account, reason| { account.key = Some(KeyAccount { reason, review: None }); Ok(()) };
    key_review: Days, |account| account.key.as_ref().and_then(|key| key.review),
        |account, day| { account.key.get_or_insert_default().review = Some(day); Ok(()) };
    annual_revenue: Estimates, |account| account.economics.annual_revenue,
        |account, value| {
            account.economics.annual_revenue = Some(estimate_within(value, Money::LOW, Money::HIGH)?);
            Ok(())
        };
    gross_margin: Estimates, |account| account.economics.gross_margin,
        |account, value| {
            account.economics.gross_margin = Some(estimate_within(value, Money::LOW, Money::HIGH)?);
            Ok(())
        };
    cost_to_serve: Estimates, |account| account.economics.cost_to_serve,
        |account, value| {
            account.economics.cost_to_serve = Some(estimate_within(value, Money::LOW, Money::HIGH)?);
            Ok(())
        };
    avoidable_share: Numbers, |account| account.economics.avoidable_share.map(Ratio::get),
        |account, value| { account.economics.avoidable_share = Some(Ratio::new(value)?); Ok(()) };
    annual_retention: Estimates, |account| account.economics.annual_retention,
        |account, value| {
            account.economics.annual_retention = Some(estimate_within(value, 0.0, 1.0)?);
            Ok(())
        };
    growth: Numbers, |account| account.economics.growth.map(Rate::get),
        |account, value| { account.economics.growth = Some(Rate::new(value)?); Ok(()) };
    annual_hours: Numbers, |account| account.economics.annual_hours,
        |account, value| { account.economics.annual_hours = Some(within(value, 0.0, 1e6)?); Ok(()) };
    acquisition_cost: Numbers, |account| account.economics.acquisition_cost.map(Money::get),
        |account, value| { account.economics.acquisition_cost = Some(Money::new(value)?); Ok(()) };
    payment_behaviour: Numbers, |account| account.economics.payment_behaviour,
        |account, value| { account.economics.payment_behaviour = Some(within(value, 0.0, 100.0)?); Ok(()) };
    renewed: Counts, |account| account.renewals.map(|seen| seen.renewed),
        |account, renewed| { account.renewals = Some(Renewals { renewed, lost: 0 }); Ok(()) };
    lost: Counts, |account| account.renewals.map(|seen| seen.lost).filter(|lost| *lost > 0),
        |account, lost| { account.renewals.get_or_insert_default().lost = lost; Ok(()) };
    wallet_size: Estimates, |account| account.wallet.annual_size,
        |account, value| {
            account.wallet.annual_size = Some(estimate_within(value, Money::LOW, Money::HIGH)?);
            Ok(())
        };
    n_suppliers: Counts, |account| account.wallet.n_suppliers,
        |account, value| { account.wallet.n_suppliers = Some(value); Ok(()) };
    our_rank: Counts, |account| account.wallet.our_rank,
        |account, value| { account.wallet.our_rank = Some(value); Ok(()) };
    share_of_wallet: Numbers, |account| account.wallet.stated_share.map(Ratio::get),
        |account, value| { account.wallet.stated_share = Some(Ratio::new(value)?); Ok(()) };
    wallet_source: Words, |account| filled(&account.wallet.source),
        |account, word| { account.wallet.source = word; Ok(()) };
    retention_ceiling: Numbers, |account| account.ceilings.retention,
        |account, value| { account.ceilings.retention = Some(within(value, 0.0, 1.0)?); Ok(()) };
    share_of_wallet_ceiling: Numbers, |account| account.ceilings.share_of_wallet,
        |account, value| { account.ceilings.share_of_wallet = Some(within(value, 0.0, 1.0)?); Ok(()) };
    breadth_ceiling: Numbers, |account| account.ceilings.breadth,
        |account, value| { account.ceilings.breadth = Some(within(value, 0.0, 1e6)?); Ok(()) };
    margin_ceiling: Numbers, |account| account.ceilings.margin,
        |account, value| { account.ceilings.margin = Some(within(value, 0.0, 1.0)?); Ok(()) };
    cost_to_serve_floor: Numbers, |account| account.ceilings.cost_to_serve,
        |account, value| { account.ceilings.cost_to_serve = Some(within(value, 0.0, 1.0)?); Ok(()) };
    reference_willingness: Numbers, |account| account.reference_willingness,
        |account, value| { account.reference_willingness = Some(within(value, 0.0, 100.0)?); Ok(()) };
    criticality: Numbers, |account| account.standing.criticality,
        |account, value| { account.standing.criticality = Some(within(value, 0.0, 100.0)?); Ok(()) };
    replaceability: Numbers, |account| account.standing.replaceability,
        |account, value| { account.standing.replaceability = Some(within(value, 0.0, 100.0)?); Ok(()) };
    savings: Numbers, |account| account.standing.savings,
        |account, value| { account.standing.savings = Some(within(value, 0.0, 100.0)?); Ok(()) };
    their_criticality: Numbers, |account| account.standing.their_criticality,
        |account, value| { account.standing.their_criticality = Some(within(value, 0.0, 100.0)?); Ok(()) };
    their_replaceability: Numbers, |account| account.standing.their_replaceability,
        |account, value| { account.standing.their_replaceability = Some(within(value, 0.0, 100.0)?); Ok(()) };
    their_savings: Numbers, |account| account.standing.their_savings,
        |account, value| { account.standing.their_savings = Some(within(value, 0.0, 100.0)?); Ok(()) };
    business_growth: Numbers, |account| account.economics.business_growth.map(Rate::get),
        |account, value| { account.economics.business_growth = Some(Rate::new(value)?); Ok(()) };
    units_served: Counts, |account| account.units.served,
        |account, value| { account.units.served = Some(value); Ok(()) };
    units_total: Counts, |account| account.units.total,
        |account, value| { account.units.total = Some(value); Ok(()) };
    came_by: Words, |account| account.came_by.map(|why| why.word().to_owned()),
        |account, word| { account.came_by = Some(chosen(&word, CameBy::from_word)?); Ok(()) };
    note: Texts, |account| filled(&account.note), |account, note| { account.note = note; Ok(()) };
    extra: Named, |account| (!account.extra.is_empty()).then(|| account.extra.clone()),
        |account, extra| { account.extra = extra; Ok(()) };
    source: Words, |account| filled(&account.source), |account, word| { account.source = word; Ok(()) };
}
