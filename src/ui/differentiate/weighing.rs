//! Changing what is weighed together, and naming accounts: shared by the desks.

use leptos::prelude::*;

use crate::portfolio::{AccountId, Composites, NumberMarks, Segmentation};
use crate::session::{Edit, Message, Place};
use crate::ui::workspace::Workspace;

/// Writes what `change` makes of the composites; the sentence where it refuses.
pub fn reweigh(
    workspace: Workspace,
    change: impl FnOnce(&Composites, NumberMarks) -> Result<Composites, String>,
) -> Option<String> {
    let marks = workspace.style.with_untracked(|style| style.marks());
    let changed = workspace
        .document
        .with_untracked(|document| change(&document.composites, marks));
    match changed {
        Ok(composites) => {
            workspace.send(Message::Edited(Edit::CompositesWritten(composites), None));
            None
        }
        Err(sentence) => Some(sentence),
    }
}

/// Changes how segments are made.
pub fn resegment(workspace: Workspace, change: impl FnOnce(&mut Segmentation)) {
    reweigh(workspace, |composites, _| {
        let mut changed = composites.clone();
        change(&mut changed.segmentation);
        Ok(changed)
    });
}

/// A name that leads to the account's page.
#[component]
pub fn AccountLink(account: AccountId, name: String) -> impl IntoView {
    view! { <a href=Place::Account(account).fragment()>{name}</a> }
}

/// Names that lead to their pages, folded up.
#[component]
pub fn Members(members: Vec<(AccountId, String)>) -> impl IntoView {
    const AT_MOST: usize = 100;
    let n_members = members.len();
    let links = (members.into_iter().take(AT_MOST))
        .map(|(account, name)| view! { <li><AccountLink account name /></li> })
        .collect_view();
    let words = match n_members {
        1 => "1 account".to_owned(),
        n => format!("{n} accounts"),
    };
    let rest =
        (n_members > AT_MOST).then(|| view! { <li>{format!("and {} more", n_members - AT_MOST)}</li> });
    view! {
        <details class="members">
            <summary>{words}</summary>
            <ul>{links}{rest}</ul>
        </details>
    }
}
