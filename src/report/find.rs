//! What the palette finds: accounts and commands by a few letters.

use crate::portfolio::{AccountId, Document};

/// An account that fits what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundAccount {
    /// The account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Segment and owner, as far as known.
    pub about: String,
}

/// Accounts whose name contains every word of `wanted`, those that begin with it first; `most` at the most.
pub fn accounts(document: &Document, wanted: &str, most: usize) -> Vec<FoundAccount> {
    let words: Vec<String> = wanted.split_whitespace().map(str::to_lowercase).collect();
    let fits = |name: &str| words.iter().all(|word| name.contains(word.as_str()));
    let mut found: Vec<(bool, usize)> = Vec::new();
    for (row, account) in document.portfolio.accounts.iter().enumerate() {
        let name = account.name.to_lowercase();
        if fits(&name) {
            let begins = words.first().is_some_and(|word| name.starts_with(word.as_str()));
            found.push((!begins, row));
        }
    }
    found.sort_unstable();
    found
        .into_iter()
        .take(most)
        .map(|(_, row)| found_account(document, row))
        .collect()
}

fn found_account(document: &Document, row: usize) -> FoundAccount {
    let account = &document.portfolio.accounts[row];
    let parts = [account.kind.word(), &account.segment, &account.owner];
    let about: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    FoundAccount {
        id: account.id.clone(),
        name: account.name.clone(),
        about: about.join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portfolio::{Account, Shared};
    use crate::units::Day;

    #[test]
    fn names_that_begin_with_the_letters_come_first() {
        let mut document = Document::empty("Test", "EUR", Day::new(2026, 1, 1).unwrap());
        for name in ["Old Birch", "Birch & Sons", "Cedar"] {
            document
                .portfolio
                .accounts
                .push(Shared::new(Account::new(AccountId::new(name), name)));
        }
        let names: Vec<String> = accounts(&document, "bir", 9)
            .into_iter()
            .map(|found| found.name)
            .collect();
        assert_eq!(names, ["Birch & Sons", "Old Birch"]);
        assert_eq!(accounts(&document, "", 2).len(), 2);
        assert!(accounts(&document, "birch old x", 9).is_empty());
    }
}
