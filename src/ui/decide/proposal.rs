//! One proposal: what it is about in money, what to do, for whom, why, how sure, what would change it, and the answers.

use leptos::prelude::*;

use crate::decisions::{Proposals, What};
use crate::portfolio::Shared;
use crate::report::plan_forms::proposed_action;
use crate::report::proposals::{ProposalRow, Reason, Standing, worth_part};
use crate::session::{Edit, Message, Place};
use crate::ui::explain::Explained;
use crate::ui::workspace::{Workspace, workspace};

use super::{Deciding, desk};

/// A proposal as an item of a list.
#[component]
pub fn ProposalItem(
    /// What it says.
    row: ProposalRow,
    /// The list it is from.
    proposals: Memo<Shared<Proposals>>,
    /// Where the focus goes once it is answered and gone.
    then_focus: Vec<String>,
    /// True where the account is known from around it.
    #[prop(optional)]
    is_of_one: bool,
) -> impl IntoView {
    let account = row.account.clone();
    let reasons = (row.because.iter().cloned())
        .map(|reason| {
            let account = account.clone();
            view! { <ReasonLine reason account /> }
        })
        .collect_view();
    let promises = (row.promises.iter().cloned())
        .map(|promise| view! { <li>{promise}</li> })
        .collect_view();
    let name = (!is_of_one).then(|| {
        let href = Place::Account(account.clone()).fragment();
        let owner = (!row.owner.is_empty()).then(|| view! { <span class="owner">{row.owner.clone()}</span> });
        view! { <p class="for-whom"><a href=href>{row.name.clone()}</a> {owner}</p> }
    });
    let line = |term: &'static str, text: &str| {
        (!text.is_empty()).then(|| view! { <div><dt>{term}</dt><dd>{text.to_owned()}</dd></div> })
    };
    let warning = (!row.warning.is_empty()).then(|| view! { <p class="money-only">{row.warning}</p> });
    let key = row.key.clone();
    view! {
        <li class="proposal" data-key=key>
            <div class="look-worth">
                <Explained measure=worth_part(&row) account=Some(account.clone()) text=row.worth.clone() name=format!("Worth of the decision, {}", row.about) />
                <small>{row.about.clone()}</small>
                {(!row.range.is_empty()).then(|| view! { <small class="range">{row.range.clone()}</small> })}
            </div>
            <div class="what-and-why">
                <h3><span class="kind">{row.kind.word()}</span> {row.what}</h3>
                {name}
                <ul class="reasons" aria-label="Why">{promises}{reasons}</ul>
                <dl class="proposal-words">
                    {line("First", &row.next)}
                    {line("How sure", &row.sure)}
                    {line("Would change it", &row.turn)}
                </dl>
                {warning}
            </div>
            <Answers row proposals then_focus />
        </li>
    }
}

#[component]
fn ReasonLine(reason: Reason, account: crate::portfolio::AccountId) -> impl IntoView {
    view! {
        <li>{reason.label} " " <Explained measure=reason.measure account=Some(account) text=reason.value /> " " {reason.against}</li>
    }
}

/// What was answered, or the three ways to answer.
#[component]
fn Answers(row: ProposalRow, proposals: Memo<Shared<Proposals>>, then_focus: Vec<String>) -> impl IntoView {
    let (workspace, desk) = (workspace(), desk());
    let whose = format!("{}, {}", row.what, row.name);
    let state = match &row.state {
        Standing::Open(words) => words.clone(),
        Standing::Accepted => "In the plan".to_owned(),
        Standing::Answered(words) => words.clone(),
    };
    let state = (!state.is_empty()).then(|| view! { <p class="standing">{state}</p> });
    let is_open = matches!(row.state, Standing::Open(_));
    let buttons = if is_open {
        let focus = StoredValue::new(then_focus);
        let key = StoredValue::new(row.key.clone());
        let id = accept_id(&row.key);
        let kept = StoredValue::new(row);
        let accept = move |_| {
            if let Some(action) = kept.with_value(|row| action_of(workspace, proposals, row)) {
                desk.decide(action, focus.get_value());
            }
        };
        let postpone = move |_| desk.decide(Deciding::Postpone(key.get_value()), focus.get_value());
        let reject = move |_| desk.decide(Deciding::Reject(key.get_value()), focus.get_value());
        view! {
            <button id=id class="primary" aria-label=format!("Accept: {whose}") on:click=accept>"Accept"</button>
            <button aria-label=format!("Postpone: {whose}") on:click=postpone>"Postpone"</button>
            <button aria-label=format!("Reject: {whose}") on:click=reject>"Reject"</button>
        }
        .into_any()
    } else if row.state == Standing::Accepted {
        view! { <a class="button" href=Place::Plan.fragment()>"See the plan"</a> }.into_any()
    } else {
        let reopen = move |_| {
            workspace.send(Message::Edited(Edit::AnswerRemoved(row.key.clone()), None));
        };
        view! { <button aria-label=format!("Open again: {whose}") on:click=reopen>"Open again"</button> }
            .into_any()
    };
    view! { <div class="decide-buttons">{state} {buttons}</div> }
}

/// Id of the button that accepts the proposal with this key.
pub fn accept_id(key: &str) -> String {
    format!("accept-{key}")
}

fn action_of(
    workspace: Workspace,
    proposals: Memo<Shared<Proposals>>,
    row: &ProposalRow,
) -> Option<Deciding> {
    let (what, account) = What::read_key(&row.key)?;
    let document = workspace.document.get_untracked();
    let at = document.portfolio.row_of(&account)?;
    let proposals = proposals.get_untracked();
    let found = (proposals.found.iter()).find(|found| found.row == at && found.what == what)?;
    let valuation = workspace.shown.get_untracked();
    let proposal = proposals.tell(&document, &valuation.output, *found);
    let action = proposed_action(&document, &proposal, row, String::new());
    Some(Deciding::Accept(Box::new(action)))
}
