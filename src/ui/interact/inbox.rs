//! The opportunity inbox: what is waiting, and the record, the day or the note that answers it.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::portfolio::{AnswerVerdict, Shared};
use crate::report::inbox::{AnsweredRow, InboxKind, InboxReport, InboxRow, inbox_report};
use crate::session::{Edit, Message};
use crate::ui::differentiate::AccountLink;
use crate::ui::explain::Explained;
use crate::ui::lens::{FilterBar, shown_rows};
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::workspace;

use super::inbox_dialog::{Answering, InboxDialog, button_id, open_answer};

const FIRST: usize = 25;
const MORE: usize = 100;

/// The page of the inbox.
#[component]
pub fn InboxPage() -> impl IntoView {
    let rows = shown_rows();
    let kind = RwSignal::new(None::<InboxKind>);
    let n_shown = RwSignal::new(FIRST);
    let answering = RwSignal::new(None::<Answering>);
    let found = worked_out(move || {
        let (now, rows, kind, n_shown) = (Ground::now(), rows.get(), kind.get(), n_shown.get());
        async move {
            inbox_report(
                &now.document,
                &now.valuation.output,
                &rows,
                kind,
                n_shown,
                &now.style,
            )
            .await
        }
    });
    view! {
        <h1>"Inbox"</h1>
        <p class="lead">"What is waiting for you to ask, thank, keep or hear. Record what comes of it, put it off to a day, or dismiss it with a note. The money says what it is about, not what it would gain."</p>
        <FilterBar />
        {found.view("", move |report| view! { <Waiting report kind n_shown answering /> }.into_any())}
        <InboxDialog answering />
    }
}

#[component]
fn Waiting(
    report: Memo<Shared<InboxReport>>,
    kind: RwSignal<Option<InboxKind>>,
    n_shown: RwSignal<usize>,
    answering: RwSignal<Option<Answering>>,
) -> impl IntoView {
    let choose = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        kind.set(InboxKind::from_key(&event.target().value()));
        n_shown.set(FIRST);
    };
    let options = move || {
        let counts = report.with(|report| report.counts);
        let option = |(this, n): (InboxKind, usize)| {
            let is_chosen = move || kind.get() == Some(this);
            view! { <option value=this.key() prop:selected=is_chosen>{format!("{} ({n})", this.label())}</option> }
        };
        InboxKind::ALL.into_iter().zip(counts).map(option).collect_view()
    };
    let items = move || {
        let rows = report.with(|report| report.rows.clone());
        rows.into_iter()
            .map(|row| view! { <Item row answering /> })
            .collect_view()
    };
    let n_all = Memo::new(move |_| report.with(|report| report.n_all));
    let summary = move || match n_all.get() {
        0 => "Nothing is waiting.".to_owned(),
        1 => "1 thing is waiting.".to_owned(),
        n => format!("{n} things are waiting, worth most first."),
    };
    view! {
        <div class="choices">
            <label>
                "Show "
                <select id="inbox-kind" on:change:target=choose>
                    <option value="">"Everything"</option>
                    {options}
                </select>
            </label>
            <output id="inbox-count" tabindex="-1">{summary}</output>
        </div>
        <ol class="looks inbox">{items}</ol>
        <Show when=move || { n_all.get() > n_shown.get() }>
            <button on:click=move |_| n_shown.update(|n| *n += MORE)>
                {move || format!("Show {} more of {}", n_all.get().saturating_sub(n_shown.get()).min(MORE), n_all.get())}
            </button>
        </Show>
        <Answered rows=Signal::derive(move || report.with(|report| report.answered.clone())) />
    }
}

#[component]
fn Item(row: InboxRow, answering: RwSignal<Option<Answering>>) -> impl IntoView {
    let name = row.name.clone();
    let said = |what: &str| format!("{what}: {name}, {}", row.what);
    let close = row.closing.clone().map(|closing| {
        let answer = Answering::Record(row.key.clone(), row.account.clone(), closing);
        let label = said(row.close_words);
        view! {
            <button id=button_id(&row.key) aria-label=label on:click=move |_| open_answer(answering, answer.clone())>{row.close_words}</button>
        }
    });
    let limit = (row.kind == InboxKind::Spare)
        .then(|| view! { <a class="button" href="#assumptions">"Raise the limit"</a> });
    let later = Answering::PutOff(row.key.clone());
    let never = Answering::Dismiss(row.key.clone());
    let (later_label, never_label) = (said("Put off"), said("Dismiss"));
    let account = row.account.clone();
    let explained = move |(measure, label, text): (MeasureId, &'static str, String)| {
        view! { <span class="proof">{label} " " <Explained measure account=Some(account.clone()) text /></span> }
    };
    let evidence = row.evidence.into_iter().map(explained).collect_view();
    let worth = match row.explains {
        Some(measure) => {
            let name = row.worth_words.to_string();
            view! { <Explained measure account=Some(row.account.clone()) text=row.worth name /> }.into_any()
        }
        None => view! { <strong>{row.worth}</strong> }.into_any(),
    };
    let age =
        (!row.age.is_empty()).then(|| view! { <span class="age" class:problem=row.is_late>{row.age}</span> });
    view! {
        <li>
            <div class="look-worth">
                {worth}
                <small>{row.worth_words}</small>
            </div>
            <div>
                <h2>{row.what} <small>" · " <AccountLink account=row.account name=row.name /></small></h2>
                <p>{row.reason} " " {age}</p>
                <p class="proofs">{evidence}</p>
                <p class="buttons screen-only">
                    {close}
                    {limit}
                    <button class="quiet" aria-label=later_label on:click=move |_| open_answer(answering, later.clone())>"Put off"</button>
                    <button class="quiet" aria-label=never_label on:click=move |_| open_answer(answering, never.clone())>"Dismiss"</button>
                </p>
            </div>
        </li>
    }
}

/// What was put off or dismissed, each to be taken back.
#[component]
fn Answered(rows: Signal<Vec<AnsweredRow>>) -> impl IntoView {
    let workspace = workspace();
    let line = move |row: AnsweredRow| {
        let take_back = move |key: String| workspace.send(Message::Edited(Edit::AnswerRemoved(key), None));
        let key = row.key.clone();
        let label = format!("Take back: {}, {}", row.name, row.answer);
        let name = match row.account {
            Some(account) => view! { <AccountLink account name=row.name /> }.into_any(),
            None => row.name.into_any(),
        };
        let note = (!row.note.is_empty()).then(|| format!("“{}”", row.note));
        view! {
            <li>
                {name} " · " {row.answer} " " {note} " "
                <button class="link" aria-label=label on:click=move |_| take_back(key.clone())>"Take back"</button>
            </li>
        }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <details class="answered">
                <summary>{move || format!("Put off or dismissed: {}", rows.with(Vec::len))}</summary>
                <ul>{move || rows.get().into_iter().map(line).collect_view()}</ul>
            </details>
        </Show>
    }
}

/// True for an answer that says never.
pub(super) const fn verdict(until: Option<crate::units::Day>) -> AnswerVerdict {
    match until {
        Some(day) => AnswerVerdict::PostponedUntil(day),
        None => AnswerVerdict::Rejected,
    }
}
