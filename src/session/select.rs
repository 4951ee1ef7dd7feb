//! Which accounts are selected: one selection runs through every screen.

use std::collections::BTreeSet;

use crate::portfolio::AccountId;

/// The selected accounts; the one in focus explains itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The account the panels speak about.
    pub focus: Option<AccountId>,
    /// Every selected account, the focus included.
    pub accounts: BTreeSet<AccountId>,
}

/// How the selection changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Select {
    /// This one and no other; `None` clears.
    Only(Option<AccountId>),
    /// Adds the account, or takes it out.
    Toggle(AccountId),
    /// Exactly these.
    These(Vec<AccountId>),
    /// These as well.
    Also(Vec<AccountId>),
}

impl Selection {
    /// Applies `change`.
    pub fn apply(&mut self, change: Select) {
        match change {
            Select::Only(account) => {
                self.accounts = account.iter().cloned().collect();
                self.focus = account;
            }
            Select::Toggle(account) => {
                if self.accounts.remove(&account) {
                    self.focus = self.accounts.iter().next().cloned();
                } else {
                    self.accounts.insert(account.clone());
                    self.focus = Some(account);
                }
            }
            Select::These(accounts) => {
                self.focus = accounts.first().cloned();
                self.accounts = accounts.into_iter().collect();
            }
            Select::Also(accounts) => {
                self.focus = accounts.first().cloned().or(self.focus.take());
                self.accounts.extend(accounts);
            }
        }
    }

    /// Forgets accounts that are no longer there.
    pub fn keep_only(&mut self, exists: impl Fn(&AccountId) -> bool) {
        self.accounts.retain(|account| exists(account));
        if self.focus.as_ref().is_some_and(|account| !exists(account)) {
            self.focus = self.accounts.iter().next().cloned();
        }
    }
}
