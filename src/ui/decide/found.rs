//! The proposals of the open portfolio, looked for once for all screens.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::decisions::Proposals;
use crate::measures::{Valuation, Warned};
use crate::portfolio::{Document, Shared};
use crate::ui::workspace::workspace;

/// What proposals were made of, and they.
struct Last {
    document: Document,
    valuation: Shared<Warned<Valuation>>,
    proposals: Shared<Proposals>,
}

thread_local! {
    static LAST: RefCell<Option<Last>> = const { RefCell::new(None) };
}

/// The proposals as they stand; what is decided about them changes none of them.
pub fn proposals_now() -> Memo<Shared<Proposals>> {
    let workspace = workspace();
    Memo::new(move |_| {
        let whole = workspace.document.read();
        let document = undecided(&whole);
        let valuation = workspace.shown.get();
        LAST.with_borrow_mut(|last| match last {
            Some(last)
                if last.document == document
                    && Proposals::reads_the_same(&last.valuation.output, &valuation.output) =>
            {
                last.proposals.clone()
            }
            _ => {
                let proposals = Shared::new(Proposals::find(&whole, &valuation.output));
                *last = Some(Last {
                    document,
                    valuation,
                    proposals: proposals.clone(),
                });
                proposals
            }
        })
    })
}

/// The document without what proposals do not read but in the numbers. Compared by pointer, account by account.
fn undecided(document: &Document) -> Document {
    Document {
        name: String::new(),
        plan: Shared::default(),
        composites: Shared::default(),
        objectives: Shared::default(),
        snapshots: Vec::new(),
        comments: Shared::default(),
        ..document.clone()
    }
}
