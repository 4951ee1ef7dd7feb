//! The proposals of the open portfolio, looked for once for all screens.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::decisions::Proposals;
use crate::measures::{Valuation, Warned};
use crate::portfolio::{Document, Shared};
use crate::ui::worked_out::{WorkedOut, worked_out};
use crate::ui::workspace::workspace;

/// What proposals were made of, and they.
struct Last {
    document: Document,
    valuation: Shared<Warned<Valuation>>,
    proposals: Proposals,
}

thread_local! {
    static LAST: RefCell<Option<Last>> = const { RefCell::new(None) };
}

/// The proposals as they stand; what is decided about them changes none of them.
pub fn proposals_now() -> WorkedOut<Proposals> {
    let workspace = workspace();
    worked_out(move || {
        let (document, valuation) = (workspace.document.get(), workspace.shown.get());
        async move { proposals_of(&document, &valuation).await }
    })
}

/// The proposals of a portfolio and its numbers, those found last where they still hold.
pub async fn proposals_of(document: &Document, valuation: &Shared<Warned<Valuation>>) -> Proposals {
    let undecided = undecided(document);
    let known = LAST.with_borrow(|last| {
        let last = last.as_ref()?;
        let is_same = last.document == undecided
            && Proposals::reads_the_same(&last.valuation.output, &valuation.output);
        is_same.then(|| last.proposals.clone())
    });
    if let Some(known) = known {
        return known;
    }
    let proposals = Proposals::find(document, &valuation.output).await;
    LAST.set(Some(Last {
        document: undecided,
        valuation: valuation.clone(),
        proposals: proposals.clone(),
    }));
    proposals
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
