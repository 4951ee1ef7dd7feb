//! Behind every number: its inputs, its formula with the numbers in it, and what is missing.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::portfolio::{About, AccountId};
use crate::report::explanation::{ExplanationReport, Subject, TermRow, explanation};
use crate::session::Place;

use super::comments::Comments;
use super::widgets::{close_dialog, open_dialog};
use super::workspace::{Workspace, workspace};

const DIALOG: &str = "explain";
const ASKED: &str = "How this number came about";

/// Opens the explanation of one number.
pub fn explain(workspace: Workspace, subject: impl Into<Subject>, account: AccountId) {
    workspace.explained.set(Some((subject.into(), account)));
    open_dialog(DIALOG);
}

/// A number that opens its explanation.
#[component]
pub fn Explained(
    /// The measure shown, or the part of one.
    #[prop(into)]
    measure: Subject,
    /// The account it belongs to.
    #[prop(into)]
    account: Signal<Option<AccountId>>,
    /// The number as written.
    #[prop(into)]
    text: Signal<String>,
    /// What the number is, where it is no measure of its own.
    #[prop(optional, into)]
    name: Option<String>,
) -> impl IntoView {
    let workspace = workspace();
    let name = match (name, &measure) {
        (Some(name), _) => name,
        (None, subject) => subject.measure().label().to_owned(),
    };
    let open = move |_| {
        if let Some(account) = account.get_untracked() {
            explain(workspace, measure.clone(), account);
        }
    };
    let label = move || format!("{name}: {}. {ASKED}", text.get());
    view! {
        <button class="number" aria-label=label title=ASKED on:click=open>{text}</button>
    }
}

/// The dialog that explains one number; numbers in it lead further down.
#[component]
pub fn ExplainDialog() -> impl IntoView {
    let workspace = workspace();
    let report = Memo::new(move |_| {
        let (subject, account) = workspace.explained.get()?;
        let document = workspace.document.read();
        let valuation = workspace.shown.read();
        explanation(
            &document,
            &valuation.output,
            &subject,
            &account,
            &workspace.style.read(),
        )
    });
    let about = Memo::new(move |_| {
        let (subject, account) = workspace.explained.get()?;
        let measure = Some(subject.measure().key().to_owned());
        Some(About::Account { account, measure })
    });
    view! {
        <dialog id=DIALOG class="explain" aria-labelledby="explain-title">
            {move || report.get().map(|report| view! { <Explanation report /> })}
            {move || about.get().map(|about| view! { <section class="explain-notes"><Comments about name="number" /></section> })}
        </dialog>
    }
}

#[component]
fn Explanation(report: ExplanationReport) -> impl IntoView {
    let interval = report
        .interval
        .map(|interval| view! { <span class="interval">{interval}</span> });
    let notes = report
        .notes
        .into_iter()
        .map(|note| view! { <li>{note}</li> })
        .collect_view();
    view! {
        <header>
            <h2 id="explain-title">
                <small>{report.account}</small>
                {report.title}
            </h2>
            <button class="quiet icon" aria-label="Close" on:click=|_| close_dialog(DIALOG)>"×"</button>
        </header>
        <p class="explain-value">
            <output>{report.value}</output>
            {interval}
            <span class="basis" data-basis=report.basis>{report.basis}</span>
        </p>
        <p>{report.meaning}</p>
        <p class="formula">{report.formula}</p>
        <p class="formula worked">{report.worked}</p>
        <table>
            <thead>
                <tr><th scope="col">"Input"</th><th scope="col" class="numeric">"Value"</th><th scope="col">"How known"</th><th scope="col">"Source"</th></tr>
            </thead>
            <tbody>{report.terms.into_iter().map(|term| view! { <TermLine term /> }).collect_view()}</tbody>
        </table>
        <ul class="notes">{notes}</ul>
        <p>
            <a href=Place::Method(Some(report.method)).fragment() on:click=|_| close_dialog(DIALOG)>"Formula, source and worked example"</a>
        </p>
    }
}

#[component]
fn TermLine(term: TermRow) -> impl IntoView {
    let explained = workspace().explained;
    let further = move |measure: MeasureId| {
        explained.update(|explained| {
            if let Some((shown, _)) = explained {
                *shown = measure.into();
            }
        });
    };
    let value = match term.measure {
        Some(measure) => {
            view! { <button class="number" on:click=move |_| further(measure)>{term.value}</button> }
                .into_any()
        }
        None => term.value.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{term.label}</th>
            <td class="numeric">{value}</td>
            <td><span class="basis" data-basis=term.basis>{term.basis}</span></td>
            <td>{term.source}</td>
        </tr>
    }
}
