//! One action of the plan, changed where it stands.

use leptos::prelude::*;

use crate::portfolio::{Action, ActionStatus};
use crate::report::form::{FormField, FormKind};
use crate::report::plan::{ActionRow, Since};
use crate::report::plan_forms::{InPlace, write_in_place};
use crate::session::{Edit, Message, Place};
use crate::ui::widgets::{FormLine, focus_soon};
use crate::ui::workspace::{Workspace, workspace};

use super::{Deciding, InvestFold, desk};

/// An action as an item of the list.
#[component]
pub fn ActionLine(
    /// What it says.
    row: ActionRow,
    /// Where the focus goes when the action is gone.
    then_focus: &'static str,
) -> impl IntoView {
    let accounts = (row.accounts.iter().cloned())
        .map(|(id, name)| view! { <a href=Place::Account(id).fragment()>{name}</a> " " })
        .collect_view();
    let [cost, hours, chance] = row.takes.clone();
    let figure = |label: &'static str, number: String| {
        view! { <div class="figure"><dt>{label}</dt><dd>{number}</dd></div> }
    };
    let said = |text: String| (!text.is_empty()).then(|| view! { <p>{text}</p> });
    let effect = match row.effect.is_empty() {
        true => "Nobody said what it changes.".to_owned(),
        false => format!("If it succeeds: {}.", row.effect),
    };
    let reason = (!row.reason.is_empty()).then(|| {
        view! { <details><summary>"Why"</summary><p>{row.reason.clone()}</p></details> }
    });
    let since = row.since.clone().map(|since| view! { <SinceThen since /> });
    let overdue = row
        .is_overdue
        .then(|| view! { <strong class="overdue">"overdue"</strong> });
    let status = row.status.word();
    view! {
        <li class="action" data-status=status>
            <div class="action-what">
                <h3><span class="kind">{row.kind.word()}</span> {row.name.clone()} " " {overdue}</h3>
                <p class="for-whom">{accounts}</p>
                <InPlaceLines row=row.clone() />
                <p class="hint">{effect}</p>
                {said(row.came_to.clone())}
                {said(row.note.clone())}
                {reason}
                {since}
                {row.status.is_open().then(|| view! { <InvestFold id=row.id.clone() /> })}
            </div>
            <div class="action-numbers">
                <dl>
                    {figure("Cost", cost)}
                    {figure("Our hours", hours)}
                    {figure("Chance", chance)}
                    {figure("Expected to bring", row.expected.clone())}
                    {figure("Expected to be left", row.left.clone())}
                </dl>
                <p class="hint">{row.left_words.clone()}</p>
                <Buttons row then_focus />
            </div>
        </li>
    }
}

/// Owner, status and days, written where they stand.
#[component]
fn InPlaceLines(row: ActionRow) -> impl IntoView {
    let workspace = workspace();
    let id = StoredValue::new(row.id.clone());
    let line = |part: InPlace, label: &'static str, kind: FormKind, text: String| {
        let field = FormField::new(part.key(), label, kind, text.clone());
        let on_write =
            Callback::new(move |written: String| write(workspace, &id.get_value(), part, &written));
        let long_label = format!("{label} of {}", row.name);
        view! {
            <div class="in-place">
                <span aria-hidden="true">{label}</span>
                <FormLine field id=format!("{}-{}", part.key(), row.id) text=Signal::stored(text) refusal=RwSignal::new(None) on_write is_bare=true long_label />
            </div>
        }
    };
    let statuses = ActionStatus::ALL.iter().map(|status| status.word()).collect();
    let day = |day: Option<crate::units::Day>| day.map_or_else(String::new, |day| day.to_string());
    let [start, due] = row.days;
    view! {
        <div class="in-place-lines">
            {line(InPlace::Owner, "Owner", FormKind::Line, row.owner.clone())}
            {line(InPlace::Status, "Status", FormKind::Choice(statuses), row.status.word().to_owned())}
            {line(InPlace::Start, "Start", FormKind::Day, day(start))}
            {line(InPlace::Due, "Due", FormKind::Day, day(due))}
        </div>
    }
}

fn write(workspace: Workspace, id: &str, part: InPlace, text: &str) -> Option<String> {
    let known = workspace
        .document
        .with_untracked(|document| document.plan.action(id).cloned())?;
    match write_in_place(known.clone(), part, text) {
        Ok(action) if action == known => None,
        Ok(action) => {
            focus_soon(vec![format!("{}-{id}", part.key())]);
            send(workspace, action);
            None
        }
        Err(sentence) => Some(sentence),
    }
}

fn send(workspace: Workspace, action: Action) {
    workspace.send(Message::Edited(Edit::ActionWritten(Box::new(action)), None));
}

#[component]
fn Buttons(row: ActionRow, then_focus: &'static str) -> impl IntoView {
    let (workspace, desk) = (workspace(), desk());
    let id = StoredValue::new(row.id.clone());
    let [change_id, done_id] = ["change", "done"].map(|what| format!("{what}-{}", row.id));
    let back = [change_id.clone(), then_focus.to_owned()];
    let back = StoredValue::new(back.to_vec());
    let change = move |_| desk.decide(Deciding::Change(id.get_value()), back.get_value());
    let close = move |_| desk.decide(Deciding::Close(id.get_value()), back.get_value());
    let remove = move |_| {
        focus_soon(vec![then_focus.to_owned()]);
        workspace.send(Message::Edited(Edit::ActionRemoved(id.get_value()), None));
    };
    let done_words = match row.status {
        ActionStatus::Done => "What it came to",
        _ => "Done",
    };
    view! {
        <p class="decide-buttons">
            <button id=done_id aria-label=format!("{done_words}: {}", row.name) on:click=close>{done_words}</button>
            <button id=change_id aria-label=format!("Change: {}", row.name) on:click=change>"Change"</button>
            <button aria-label=format!("Remove: {}", row.name) on:click=remove>"Remove"</button>
        </p>
    }
}

/// What became of its accounts, whatever caused it.
#[component]
fn SinceThen(since: Since) -> impl IntoView {
    let line = |[label, then, now, change]: [String; 4]| {
        view! { <tr><th scope="row">{label}</th><td class="numeric">{then}</td><td class="numeric">{now}</td><td class="numeric">{change}</td></tr> }
    };
    view! {
        <details class="since">
            <summary>{format!("What became of them since {}", since.snapshot)}</summary>
            <table>
                <thead><tr><th scope="col">"Measure"</th><th scope="col" class="numeric">"Then"</th><th scope="col" class="numeric">"Now"</th><th scope="col" class="numeric">"Change"</th></tr></thead>
                <tbody>{since.changes.into_iter().map(line).collect_view()}</tbody>
            </table>
            <p class="hint">"Whatever caused it: a change after an action is not yet a change because of it."</p>
        </details>
    }
}
