//! What to distrust about the numbers, for the portfolio and for one account.

use crate::measures::{Caveat, Valuation, Warned};
use crate::portfolio::{AccountId, Document};

/// One thing to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaveatRow {
    /// The sentence, with the way out.
    pub sentence: String,
    /// The accounts concerned; none where it is about the whole portfolio.
    pub members: Vec<(AccountId, String)>,
}

/// Everything to check, in the order in which it weighs.
pub fn caveats(document: &Document, valued: &Warned<Valuation>) -> Vec<CaveatRow> {
    let accounts = &document.portfolio.accounts;
    let row = |caveat: &Caveat| CaveatRow {
        sentence: caveat.sentence.clone(),
        members: (caveat.rows.iter())
            .filter_map(|&row| accounts.get(row))
            .map(|account| (account.id.clone(), account.name.clone()))
            .collect(),
    };
    valued.warnings.iter().map(row).collect()
}

/// What to check about one account.
pub fn caveats_of(document: &Document, valued: &Warned<Valuation>, account: &AccountId) -> Vec<String> {
    if valued.warnings.is_empty() {
        return Vec::new();
    }
    let Some(row) = document.portfolio.row_of(account) else {
        return Vec::new();
    };
    let concerned = valued.warnings.iter().filter(|caveat| caveat.rows.contains(&row));
    concerned.map(|caveat| caveat.sentence.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::value;
    use crate::sample::sample;
    use crate::units::Estimate;

    #[test]
    fn what_is_odd_about_an_account_is_told_of_it_and_of_the_portfolio() {
        let mut document = sample().unwrap();
        let told = |document: &Document| {
            let valued = value(document);
            let id = document.portfolio.accounts[0].id.clone();
            (caveats(document, &valued), caveats_of(document, &valued, &id))
        };
        let (before, of_first) = told(&document);
        assert!(of_first.is_empty(), "{of_first:?}");
        document.portfolio.accounts[0].edit().economics.annual_retention = Estimate::exact(1.0);
        let (after, of_first) = told(&document);
        assert_eq!(after.len(), before.len() + 1);
        assert!(of_first[0].contains("a thousand years"), "{of_first:?}");
        let row = after.iter().find(|row| row.sentence == of_first[0]).unwrap();
        assert_eq!(row.members[0].0, document.portfolio.accounts[0].id);
    }
}
