//! Everything that is saved under one name and undone as one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::units::Day;

use super::{
    About, Account, AccountId, Activity, Assumptions, AttributionShare, Capability, CarePlan, Comment,
    Composites, MapSettings, Need, Objective, Observation, OfferTerms, Party, Plan, Scenario, ServiceDesk,
    ServiceLoad, Snapshot, ValueEvent, first_capabilities, first_objectives,
};

/// A shared value that is compared by pointer first, so that "nothing changed" costs nothing.
#[derive(Debug, Default)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Shares `value`.
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }

    /// True when both are the very same value in memory.
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: Clone> Shared<T> {
    /// The value to change; copied first when somebody else holds it too.
    pub fn edit(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> From<&Self> for Shared<T> {
    fn from(shared: &Self) -> Self {
        shared.clone()
    }
}

impl From<&Document> for Shared<Document> {
    fn from(document: &Document) -> Self {
        Self::new(document.clone())
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.same(other) || *self.0 == *other.0
    }
}

/// Identifier of a product: its own where the source had one, else its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductId(pub Arc<str>);

/// Something we sell.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// Stable identifier.
    pub id: ProductId,
    /// Name for people.
    pub name: String,
    /// Product group, empty when none.
    pub category: String,
}

/// The records of a portfolio.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Portfolio {
    /// Members of the ecosystem, in the order they came in. Ids are unique.
    pub accounts: Vec<Shared<Account>>,
    /// What we sell.
    pub products: Shared<Vec<Product>>,
    /// What was said about value received.
    pub observations: Shared<Vec<Observation>>,
    /// What passed between us beside sales.
    pub events: Shared<Vec<ValueEvent>>,
    /// What they need, and what was promised either way.
    pub needs: Shared<Vec<Need>>,
    /// Whose value is due to whom.
    pub attributions: Shared<Vec<AttributionShare>>,
    /// What serving takes.
    pub activities: Shared<Vec<Activity>>,
    /// Who calls on it how often.
    pub loads: Shared<Vec<ServiceLoad>>,
}

impl Portfolio {
    /// Row of the account with this id; looks through all of them.
    pub fn row_of(&self, id: &AccountId) -> Option<usize> {
        self.accounts.iter().position(|account| account.id == *id)
    }

    fn take_out(&mut self, gone: &BTreeSet<AccountId>) {
        self.accounts.retain(|account| !gone.contains(&account.id));
        let is_in = |id: &Option<AccountId>| id.as_ref().is_some_and(|id| gone.contains(id));
        for account in &mut self.accounts {
            if is_in(&account.parent) {
                account.edit().parent = None;
            }
        }
        let is_gone = |party: &Party| matches!(party, Party::Account(id) if gone.contains(id));
        self.observations
            .edit()
            .retain(|observation| !gone.contains(&observation.account));
        let events = self.events.edit();
        events.retain(|event| !is_gone(&event.giver) && !is_gone(&event.receiver));
        for event in events.iter_mut().filter(|event| is_in(&event.outcome_account)) {
            event.outcome_account = None;
        }
        self.attributions
            .edit()
            .retain(|share| !gone.contains(&share.outcome) && !gone.contains(&share.contributor));
        if self.needs.iter().any(|need| gone.contains(&need.account)) {
            self.needs.edit().retain(|need| !gone.contains(&need.account));
        }
        self.loads.edit().retain(|load| !gone.contains(&load.account));
    }

    /// True where every row of `before` still holds the same account, changed or not.
    pub fn has_the_accounts_of(&self, before: &Self) -> bool {
        let (before, now) = (&before.accounts, &self.accounts);
        before.len() <= now.len()
            && (before.iter().zip(now)).all(|(one, other)| one.same(other) || one.id == other.id)
    }

    /// The account with this id; looks through all of them.
    pub fn account(&self, id: &AccountId) -> Option<&Shared<Account>> {
        self.accounts.iter().find(|account| account.id == *id)
    }
}

/// A portfolio with its assumptions: what is saved, opened, shared and undone.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Name for people.
    pub name: String,
    /// ISO 4217 code of the one currency.
    pub currency: String,
    /// The day all measures look back from.
    pub as_of: Day,
    /// True for the fictional portfolio the app opens with.
    pub is_sample: bool,
    /// The records.
    pub portfolio: Portfolio,
    /// What is assumed.
    pub assumptions: Shared<Assumptions>,
    /// How the map divides.
    pub map: Shared<MapSettings>,
    /// What is weighed together.
    pub composites: Shared<Composites>,
    /// What was decided.
    pub plan: Shared<Plan>,
    /// How long an account may go without a touch.
    pub care: Shared<CarePlan>,
    /// What winning and keeping take, and how much of it there is.
    pub capabilities: Shared<Vec<Capability>>,
    /// What the business is after, each with its weight.
    pub objectives: Shared<Vec<Objective>>,
    /// Tiers, and the desk that answers.
    pub service: Shared<ServiceDesk>,
    /// What is assumed of offers.
    pub offers: OfferTerms,
    /// The numbers as they stood before, oldest first.
    pub snapshots: Vec<Shared<Snapshot>>,
    /// What people think of accounts, numbers and screens, in the order they were written.
    pub comments: Shared<Vec<Comment>>,
    /// What if it were otherwise, in the order they were made.
    pub scenarios: Vec<Shared<Scenario>>,
    /// Names of the accounts that the scenario looked through lets go, by id. Never saved: made when it is applied.
    pub let_go: Shared<BTreeMap<AccountId, String>>,
}

impl Document {
    /// A portfolio without accounts.
    pub fn empty(name: &str, currency: &str, as_of: Day) -> Self {
        Self {
            name: name.to_owned(),
            currency: currency.to_owned(),
            as_of,
            is_sample: false,
            portfolio: Portfolio::default(),
            assumptions: Shared::default(),
            map: Shared::default(),
            composites: Shared::default(),
            plan: Shared::default(),
            care: Shared::default(),
            capabilities: Shared::new(first_capabilities()),
            objectives: Shared::new(first_objectives()),
            service: Shared::default(),
            offers: OfferTerms::default(),
            snapshots: Vec::new(),
            comments: Shared::default(),
            scenarios: Vec::new(),
            let_go: Shared::default(),
        }
    }

    /// The scenario with this id.
    pub fn scenario(&self, id: &str) -> Option<&Shared<Scenario>> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }

    /// Takes accounts out with everything that refers to them.
    pub fn take_out(&mut self, gone: &BTreeSet<AccountId>) {
        for scenario in self.scenarios.iter_mut().filter(|scenario| scenario.names(gone)) {
            scenario.edit().forget(gone);
        }
        if !self.plan.is_blank() {
            self.plan.edit().forget(|account| gone.contains(account));
        }
        let is_left = |about: &About| about.account().is_none_or(|account| !gone.contains(account));
        self.comments.edit().retain(|comment| is_left(&comment.about));
        self.portfolio.take_out(gone);
    }
}
