//! A draft into a portfolio that has accounts already: reviewed first, then taken over as a whole.

use std::collections::BTreeMap;

use crate::portfolio::{Account, AccountId, Document, Field, FieldValue, Product, Shared};
use crate::units::{Day, Estimate};

use super::{Draft, RecordsMerge, Reviewing, Target};

/// One field that would change.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// Label of the field, or header of the extra column.
    pub label: String,
    /// What stands there now.
    pub before: FieldValue,
    /// What the file says.
    pub after: FieldValue,
}

/// An account of the portfolio that the file says something else about.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountChange {
    /// Row among the portfolio's accounts.
    pub existing: usize,
    /// Place among the draft's accounts.
    pub incoming: usize,
    /// Field by field.
    pub fields: Vec<FieldChange>,
    /// True when its order history would be replaced.
    pub orders_change: bool,
}

/// A new account whose name is nearly that of one that is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearDuplicate {
    /// Place among the draft's accounts.
    pub incoming: usize,
    /// Row among the portfolio's accounts.
    pub existing: usize,
}

/// What taking a draft over would do; nothing has changed yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merge {
    /// Places among the draft's accounts that are new.
    pub new: Vec<usize>,
    /// Accounts that would change.
    pub changed: Vec<AccountChange>,
    /// Accounts the file repeats as they are.
    pub n_same: usize,
    /// Rows of the portfolio's accounts that the file does not mention; they stay.
    pub missing: Vec<usize>,
    /// New accounts that may be known ones under another spelling.
    pub near_duplicates: Vec<NearDuplicate>,
    /// Id in the portfolio of each of the draft's accounts that is there under another id.
    pub(super) known_ids: BTreeMap<AccountId, AccountId>,
    /// What would happen to events, shares of credit and answers.
    pub records: RecordsMerge,
}

impl Merge {
    /// Compares a draft with the portfolio: by id, else by exact name with case and spaces aside.
    pub fn review(document: &Document, draft: &Draft) -> Self {
        let mut reviewing = Reviewing::start(document.clone(), Shared::new(draft.clone()));
        while reviewing.step(usize::MAX / 2) {}
        reviewing.finish()
    }

    /// The portfolio with the draft taken over: new accounts behind the others, changed ones with the
    /// file's values, everything else (scores, events, what the file does not mention) as it was.
    pub fn apply(&self, document: &Document, draft: &Draft) -> Document {
        let mut document = document.clone();
        for change in &self.changed {
            let incoming = &draft.accounts[change.incoming];
            take_over(
                document.portfolio.accounts[change.existing].edit(),
                incoming,
                draft,
            );
        }
        let ids = document
            .portfolio
            .accounts
            .iter()
            .map(|account| account.id.clone());
        let mut taken: std::collections::BTreeSet<_> = if self.new.is_empty() {
            Default::default()
        } else {
            ids.collect()
        };
        let mut known_ids = self.known_ids.clone();
        for &incoming in &self.new {
            let mut account = draft.accounts[incoming].clone();
            let mut n = 2;
            while !taken.insert(account.id.clone()) {
                account.edit().id =
                    AccountId::new(&format!("{} ({n})", draft.accounts[incoming].id.as_str()));
                n += 1;
            }
            if n > 2 {
                known_ids.insert(draft.accounts[incoming].id.clone(), account.id.clone());
            }
            document.portfolio.accounts.push(account);
        }
        add_products(&mut document, &draft.products);
        RecordsMerge::apply(&mut document, &draft.records, &known_ids);
        document.as_of = draft
            .as_of
            .map_or(document.as_of, |as_of| as_of.max(document.as_of));
        document
    }
}

/// A new portfolio of the draft's accounts. It looks back from the last order, or from today without one.
pub fn new_document(name: &str, currency: &str, today: Day, draft: &Draft) -> Document {
    let mut document = Document::empty(name, currency, draft.as_of.unwrap_or(today));
    document.portfolio.accounts = draft.accounts.clone();
    document.portfolio.products = Shared::new(draft.products.clone());
    RecordsMerge::apply(&mut document, &draft.records, &BTreeMap::new());
    document
}

/// Writes down the gross margin the person assumed; `None` leaves the assumption as it is.
pub fn assume_margin(document: &mut Document, margin: Option<Estimate>) {
    if let Some(margin) = margin {
        document.assumptions.edit().gross_margin_ratio = Some(margin);
    }
}

fn add_products(document: &mut Document, products: &[Product]) {
    let known: std::collections::BTreeSet<_> = document
        .portfolio
        .products
        .iter()
        .map(|product| product.id.clone())
        .collect();
    let new: Vec<Product> = products
        .iter()
        .filter(|product| !known.contains(&product.id))
        .cloned()
        .collect();
    if !new.is_empty() {
        document.portfolio.products.edit().extend(new);
    }
}

/// Fields the file says something about.
pub(super) fn stated_fields(draft: &Draft) -> impl Iterator<Item = Field> {
    let columns = match draft.settings.shape.is_of_records() {
        true => &[],
        false => &draft.settings.columns[..],
    };
    let targets = columns.iter().map(|column| column.target);
    targets.filter_map(|target| match target {
        Target::Field(Field::Id) => None,
        Target::Field(field) => Some(field),
        _ => None,
    })
}

fn take_over(account: &mut Account, incoming: &Account, draft: &Draft) {
    for field in stated_fields(draft) {
        match field.value(incoming) {
            FieldValue::Empty => {}
            value => field.set(account, value),
        }
    }
    account.extra.extend(
        incoming
            .extra
            .iter()
            .map(|(header, text)| (header.clone(), text.clone())),
    );
    if incoming.orders.is_some() {
        account.orders.clone_from(&incoming.orders);
    }
    account.source.clone_from(&incoming.source);
}
