//! A member of the relationship ecosystem and what is stated about it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::units::{Day, Estimate, Money, Rate, Ratio};

use super::{Ceilings, OrderHistory, Shared};

/// A stable identifier, the person's own where the source had one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub Arc<str>);

impl AccountId {
    /// An identifier with this text.
    pub fn new(text: &str) -> Self {
        Self(Arc::from(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// Every value, in the order a list shows them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for people and files.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value with this word; case and surrounding space do not matter.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word().eq_ignore_ascii_case(word.trim()))
            }
        }
    };
}
pub(crate) use choice;

choice! {
    /// What an account is to us.
    AccountKind {
        /// Buys from us.
        Customer = "customer",
        /// Might buy from us.
        Prospect = "prospect",
        /// Works or sells with us.
        Partner = "partner",
        /// We buy from them.
        Supplier = "supplier",
        /// Works for us.
        Employee = "employee",
        /// Worked for us.
        Alumni = "alumni",
        /// Is listened to by others.
        Influencer = "influencer",
        /// Anything else.
        Other = "other",
    }
}

choice! {
    /// How money comes in from an account; decides which value model is admissible.
    EarningModel {
        /// Renewed at the end of each term.
        Contract = "contract",
        /// Buys again when it needs to, without a contract.
        RepeatOrders = "repeat orders",
        /// One project at a time.
        Project = "project",
        /// Pays for what it uses.
        Usage = "usage",
        /// Buys once.
        OneOff = "one-off",
    }
}

choice! {
    /// How far a relationship has come (Johnson & Selnes 2004).
    RelationshipState {
        /// No relationship yet.
        Stranger = "stranger",
        /// Satisfied, would go elsewhere as easily.
        Acquaintance = "acquaintance",
        /// Trusts us.
        Friend = "friend",
        /// Committed, both sides invest.
        Partner = "partner",
        /// Has gone.
        Lapsed = "lapsed",
    }
}

choice! {
    /// Why a customer came to us (Reichheld et al. 2021).
    CameBy {
        /// Recommended, referred, or back by itself.
        Earned = "earned",
        /// Through advertising, discounts or a sales campaign.
        Bought = "bought",
    }
}

/// How much the two sides need each other, each from 0 to 100 (Krapfel, Salmond & Spekman 1991).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// How critical what we supply is to them.
    pub criticality: Option<f64>,
    /// How easily they could replace us.
    pub replaceability: Option<f64>,
    /// How much working with us saves them.
    pub savings: Option<f64>,
    /// How critical what they buy or bring is to us.
    pub their_criticality: Option<f64>,
    /// How easily we could replace them.
    pub their_replaceability: Option<f64>,
    /// How much working with them saves us.
    pub their_savings: Option<f64>,
}

/// Business units, sites or departments of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Units {
    /// Those that buy from us.
    pub served: Option<u32>,
    /// Those there are.
    pub total: Option<u32>,
}

/// What is stated per year where there is no order log; `None` is unknown, never zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Economics {
    /// Revenue per year.
    pub annual_revenue: Option<Estimate>,
    /// Revenue less the direct cost of what was sold, per year.
    pub gross_margin: Option<Estimate>,
    /// Cost of serving the account per year, fully loaded.
    pub cost_to_serve: Option<Estimate>,
    /// Share of the cost to serve that would disappear with the account.
    pub avoidable_share: Option<Ratio>,
    /// Probability of staying another year, `0..=1`.
    pub annual_retention: Option<Estimate>,
    /// Growth of the contribution per year.
    pub growth: Option<Rate>,
    /// Growth of the account's own business per year.
    pub business_growth: Option<Rate>,
    /// Hours we spend on the account per year.
    pub annual_hours: Option<f64>,
    /// What winning the account did or would cost.
    pub acquisition_cost: Option<Money>,
    /// How well invoices are paid, 0 to 100.
    pub payment_behaviour: Option<f64>,
}

/// Renewal decisions seen so far; the evidence for a shrunk retention.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Renewals {
    /// Periods the account could have left and stayed.
    pub renewed: u32,
    /// Periods it left.
    pub lost: u32,
}

/// What the account spends on our category with everybody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wallet {
    /// Spend in the category per year, with all suppliers.
    pub annual_size: Option<Estimate>,
    /// Suppliers in use, us included.
    pub n_suppliers: Option<u32>,
    /// Our place among them, 1 is first.
    pub our_rank: Option<u32>,
    /// Share of the wallet as stated by the account.
    pub stated_share: Option<Ratio>,
    /// Who said so.
    pub source: String,
}

/// Why an account is a key account and when that is reviewed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyAccount {
    /// The stated reason.
    pub reason: String,
    /// When to look again.
    pub review: Option<Day>,
}

/// Any member of the relationship ecosystem.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Stable identifier, unique in the portfolio.
    pub id: AccountId,
    /// Name for people.
    pub name: String,
    /// What it is to us.
    pub kind: AccountKind,
    /// The account it belongs to.
    pub parent: Option<AccountId>,
    /// Segment name, empty when none.
    pub segment: String,
    /// Region name, empty when none.
    pub region: String,
    /// Who looks after it, empty when nobody.
    pub owner: String,
    /// Free labels.
    pub tags: Vec<String>,
    /// First day of the relationship.
    pub since: Option<Day>,
    /// Last day of the relationship.
    pub until: Option<Day>,
    /// How money comes in.
    pub earning_model: Option<EarningModel>,
    /// How far the relationship has come.
    pub state: Option<RelationshipState>,
    /// Set when it is a key account.
    pub key: Option<KeyAccount>,
    /// Stated economics.
    pub economics: Economics,
    /// Renewals seen.
    pub renewals: Option<Renewals>,
    /// Spend with everybody.
    pub wallet: Wallet,
    /// How far its levers can be moved, as stated for it.
    pub ceilings: Ceilings,
    /// What its orders add up to, from an order log.
    pub orders: Option<Shared<OrderHistory>>,
    /// Willingness to act as a reference, 0 to 100.
    pub reference_willingness: Option<f64>,
    /// How much the two sides need each other.
    pub standing: Standing,
    /// Its units and how many of them we serve.
    pub units: Units,
    /// Why it came to us.
    pub came_by: Option<CameBy>,
    /// Free note.
    pub note: String,
    /// Columns the import did not know, by header.
    pub extra: BTreeMap<String, String>,
    /// Where the record comes from: a file name, or empty when typed here.
    pub source: String,
}

impl Account {
    /// A customer of whom nothing but the name is known.
    pub fn new(id: AccountId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kind: AccountKind::Customer,
            parent: None,
            segment: String::new(),
            region: String::new(),
            owner: String::new(),
            tags: Vec::new(),
            since: None,
            until: None,
            earning_model: None,
            state: None,
            key: None,
            economics: Economics::default(),
            renewals: None,
            wallet: Wallet::default(),
            ceilings: Ceilings::default(),
            orders: None,
            reference_willingness: None,
            standing: Standing::default(),
            units: Units::default(),
            came_by: None,
            note: String::new(),
            extra: BTreeMap::new(),
            source: String::new(),
        }
    }
}
