//! What a file would become, as lists.

use std::sync::Arc;

use crate::import::{Draft, Tally};
use crate::portfolio::{Product, ProductId};

use super::accounts::{AccountColumns, write_accounts};
use super::flat::{Flat, FlatReader, Malformed, day_number, day_of};
use super::preview::{read_preview, write_preview};
use super::problems::{read_bad_rows, read_issues, write_bad_rows, write_issues};
use super::questions::{read_caveats, read_questions, write_caveats, write_questions};
use super::records::{read_records, write_records};
use super::settings::{read_settings, write_settings};

/// Adds a draft.
pub fn write_draft(draft: &Draft, flat: &mut Flat) {
    let products = draft.products.iter();
    flat.texts([draft.file.as_str()]);
    write_settings(&draft.settings, flat);
    flat.texts(products.flat_map(|product| [&*product.id.0, &product.name, &product.category]));
    flat.numbers([day_number(draft.as_of)]);
    let tally = draft.tally;
    flat.counts([
        draft.has_margin.into(),
        draft.has_revenue.into(),
        tally.n_rows,
        tally.n_made,
        tally.n_merged,
        tally.n_added_up,
        tally.n_after,
        tally.n_bad,
        tally.n_recorded,
    ]);
    write_records(&draft.records, flat);
    write_issues(&draft.issues, flat);
    write_bad_rows(&draft.bad_rows, flat);
    write_questions(&draft.questions, flat);
    write_caveats(&draft.caveats, flat);
    write_preview(&draft.preview, flat);
    write_accounts(&draft.accounts, flat);
}

/// A draft on its way back: everything but its accounts, which are made some at a time.
#[derive(Debug)]
pub struct DraftColumns {
    draft: Draft,
    accounts: AccountColumns,
}

impl DraftColumns {
    /// Reads what [`write_draft`] wrote.
    pub fn read(from: &mut FlatReader) -> Result<Self, Malformed> {
        let file = from.texts()?.get(0)?.to_owned();
        let settings = read_settings(from)?;
        let products = read_products(from)?;
        let [as_of] = from.some_numbers()?;
        let [
            has_margin,
            has_revenue,
            n_rows,
            n_made,
            n_merged,
            n_added_up,
            n_after,
            n_bad,
            n_recorded,
        ] = from.some_counts()?;
        let draft = Draft {
            file,
            settings,
            products,
            as_of: day_of(as_of)?,
            records: read_records(from)?,
            has_margin: has_margin > 0,
            has_revenue: has_revenue > 0,
            tally: Tally {
                n_rows,
                n_made,
                n_merged,
                n_added_up,
                n_after,
                n_bad,
                n_recorded,
            },
            issues: read_issues(from)?,
            bad_rows: read_bad_rows(from)?,
            questions: read_questions(from)?,
            caveats: read_caveats(from)?,
            preview: read_preview(from)?,
            accounts: Vec::new(),
        };
        let accounts = AccountColumns::read(from)?;
        Ok(Self { draft, accounts })
    }

    /// Makes the next accounts, at most `n`; false when none is left.
    pub fn step(&mut self, n: usize) -> Result<bool, Malformed> {
        self.accounts.step(n, &mut self.draft.accounts)
    }

    /// The draft, once every account is made.
    pub fn finish(mut self) -> Result<Draft, Malformed> {
        while self.step(usize::MAX)? {}
        Ok(self.draft)
    }
}

fn read_products(from: &mut FlatReader) -> Result<Vec<Product>, Malformed> {
    let texts = from.texts()?;
    let n = texts.len() / 3;
    let product = |place: usize| {
        Ok(Product {
            id: ProductId(Arc::from(texts.get(place * 3)?)),
            name: texts.get(place * 3 + 1)?.to_owned(),
            category: texts.get(place * 3 + 2)?.to_owned(),
        })
    };
    if n * 3 != texts.len() {
        return Err(Malformed("products"));
    }
    (0..n).map(product).collect()
}
