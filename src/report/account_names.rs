//! Accounts as people name them in a form, and back.

use crate::maths::sort_by_key;
use crate::portfolio::{AccountId, Document};

const MOST_SUGGESTED: usize = 400;

/// Names to suggest for another account than `but`; those that two share carry their id in brackets.
pub fn names(document: &Document, but: &AccountId) -> Vec<String> {
    let accounts = &document.portfolio.accounts;
    let mut shown: Vec<String> = (accounts.iter())
        .filter(|account| account.id != *but)
        .take(MOST_SUGGESTED)
        .map(|account| name_of(document, &account.id))
        .collect();
    sort_by_key(&mut shown, |name| name.to_lowercase());
    shown
}

/// The name of an account, with its id in brackets when another has the same name; the id when it is not known.
pub fn name_of(document: &Document, id: &AccountId) -> String {
    let Some(account) = document.portfolio.account(id) else {
        let let_go = document.let_go.get(id).map(String::as_str);
        return let_go.unwrap_or(id.as_str()).to_owned();
    };
    let is_shared =
        (document.portfolio.accounts.iter()).any(|other| other.id != *id && other.name == account.name);
    if is_shared {
        format!("{} [{}]", account.name, id.as_str())
    } else {
        account.name.clone()
    }
}

/// The account a text names: by its id, by its name when only one has it, or as [`names`] writes it.
///
/// # Errors
/// A sentence that says why no account could be told.
pub fn named(document: &Document, text: &str) -> Result<AccountId, String> {
    let accounts = &document.portfolio.accounts;
    let by_id = |id: &str| accounts.iter().find(|account| account.id.as_str() == id);
    let bracketed = text
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
        .map(|(_, id)| id);
    if let Some(account) = by_id(text).or_else(|| by_id(bracketed?)) {
        return Ok(account.id.clone());
    }
    let lower = text.to_lowercase();
    let mut same_name = accounts
        .iter()
        .filter(|account| account.name.to_lowercase() == lower);
    match (same_name.next(), same_name.next()) {
        (Some(account), None) => Ok(account.id.clone()),
        (Some(_), Some(_)) => Err(format!(
            "Several accounts are called \"{text}\"; write the id instead."
        )),
        (None, _) => Err(let_go(document, text).unwrap_or_else(|| {
            format!("There is no account \"{text}\"; write the name or id of one that is there.")
        })),
    }
}

/// What is said of an account that the scenario looked through lets go; `None` where it does not.
fn let_go(document: &Document, text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let is_meant = |id: &AccountId, name: &str| id.as_str() == text || name.to_lowercase() == lower;
    let (_, name) = document.let_go.iter().find(|(id, name)| is_meant(id, name))?;
    Some(format!(
        "{name} is let go in the scenario you look through: go back to the portfolio to name it here."
    ))
}
