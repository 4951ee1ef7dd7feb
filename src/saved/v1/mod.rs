//! Format 1. Released, therefore frozen: a change of what is kept becomes format 2.
//!
//! Every table is written column by column, so that 100,000 accounts stay small and are quickly compressed.

mod accounts;
mod care;
mod comments;
mod composites;
mod fits;
mod objectives;
mod orders;
mod plan;
mod records;
mod service;
mod scenarios;
mod settings;
mod snapshots;
mod spend;
mod table;

use serde::Deserialize;

use crate::portfolio::{Document, Shared};

use super::OpenError;

/// What stands in the envelope.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    document: settings::Head,
    #[serde(default)]
    accounts: accounts::Accounts,
    #[serde(default)]
    orders: orders::Orders,
    #[serde(default)]
    products: records::Products,
    #[serde(default)]
    observations: records::Observations,
    #[serde(default)]
    events: records::Events,
    #[serde(default)]
    attributions: records::Attributions,
    #[serde(default)]
    activities: records::Activities,
    #[serde(default)]
    loads: records::Loads,
    #[serde(default)]
    needs: records::Needs,
    #[serde(default)]
    comments: comments::Comments,
    #[serde(default)]
    snapshots: Vec<snapshots::Kept>,
    #[serde(default)]
    plan: plan::Planned,
}

impl Body {
    /// The checked document.
    pub fn into_document(self) -> Result<Document, OpenError> {
        let mut document = self.document.into_document()?;
        let orders = self.orders.into_rows()?;
        let accounts = self.accounts.into_rows()?;
        let portfolio = &mut document.portfolio;
        portfolio.accounts = accounts::join(accounts, orders)?;
        *portfolio.products.edit() = self.products.into_rows()?;
        *portfolio.observations.edit() = self.observations.into_rows()?;
        *portfolio.events.edit() = self.events.into_rows()?;
        *portfolio.attributions.edit() = self.attributions.into_rows()?;
        *portfolio.activities.edit() = self.activities.into_rows()?;
        *portfolio.loads.edit() = self.loads.into_rows()?;
        *portfolio.needs.edit() = self.needs.into_rows()?;
        *document.comments.edit() = self.comments.checked()?;
        document.snapshots = self
            .snapshots
            .into_iter()
            .map(snapshots::Kept::into_snapshot)
            .collect::<Result<_, _>>()?;
        document.plan = Shared::new(self.plan.into_plan()?);
        Ok(document)
    }
}

type WriteColumn = fn(&Document) -> Option<String>;

/// The name of a table, how many rows it has, and how each of its columns is written.
pub struct Table {
    name: &'static str,
    n_rows: fn(&Document) -> usize,
    columns: &'static [(&'static str, WriteColumn)],
}

const TABLES: &[Table] = &[
    accounts::Accounts::TABLE,
    orders::Orders::TABLE,
    records::Products::TABLE,
    records::Observations::TABLE,
    records::Events::TABLE,
    records::Attributions::TABLE,
    records::Activities::TABLE,
    records::Loads::TABLE,
    records::Needs::TABLE,
    comments::Comments::TABLE,
];

/// The text of one piece: the settings and the plan, then each column, then each snapshot, then the end; `None` after that.
pub fn piece(document: &Document, step: usize) -> Option<String> {
    if step == 0 {
        let (head, plan) = (settings::Head::text(document), plan::text(&document.plan));
        return Some(format!("\"document\":{head}{plan}"));
    }
    let mut rest = step - 1;
    for table in TABLES {
        if rest < table.columns.len() {
            return Some(table.piece(document, rest));
        }
        rest -= table.columns.len();
    }
    if let Some(snapshot) = document.snapshots.get(rest) {
        let before = if rest == 0 { ",\"snapshots\":[" } else { "," };
        let after = if rest + 1 == document.snapshots.len() {
            "]"
        } else {
            ""
        };
        return Some(format!("{before}{}{after}", snapshots::text(snapshot)));
    }
    (rest == document.snapshots.len()).then(|| "}}".to_owned())
}

impl Table {
    fn piece(&self, document: &Document, at: usize) -> String {
        let n_rows = (self.n_rows)(document);
        if n_rows == 0 {
            return String::new();
        }
        let mut text = String::new();
        if at == 0 {
            text = format!(",\"{}\":{{\"n\":{n_rows}", self.name);
        }
        let (name, write) = self.columns[at];
        if let Some(column) = write(document) {
            text.push_str(&format!(",\"{name}\":{column}"));
        }
        if at + 1 == self.columns.len() {
            text.push('}');
        }
        text
    }
}
