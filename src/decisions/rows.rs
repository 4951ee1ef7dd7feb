//! Rows by id, for records that the groundwork of the measures does not know.

use std::collections::HashMap;

use crate::portfolio::{AccountId, Document};

/// The row of every account that one of these ids may name. Only looked up, never walked through.
pub fn rows_by_id(document: &Document) -> HashMap<&AccountId, usize> {
    let accounts = document.portfolio.accounts.iter().enumerate();
    accounts.map(|(row, account)| (&account.id, row)).collect()
}
