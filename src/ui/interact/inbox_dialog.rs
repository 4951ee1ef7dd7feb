//! The dialog of the inbox: the record that closes an item, the day it is put off to, or why it is dismissed.

use leptos::prelude::*;

use crate::platform::clock;
use crate::portfolio::{AccountId, Answer, Document, Field, NumberMarks};
use crate::report::account_forms::{event_form, observation_form, read_event, read_observation};
use crate::report::form::{FormField, FormKind, FormReader, Refusal, Texts, prefilled};
use crate::report::inbox::Closing;
use crate::report::style::NumberStyle;
use crate::session::{Cell, Edit, Gesture, Message};
use crate::ui::widgets::{DialogForm, focus_soon, open_dialog};
use crate::ui::workspace::{Workspace, workspace};

use super::inbox::verdict;

const DIALOG: &str = "answer";
/// How long an item is put off unless said otherwise.
const TWO_WEEKS: i32 = 14;

/// What is being answered, by the key of the item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answering {
    /// By a record.
    Record(String, AccountId, Closing),
    /// On a later day.
    PutOff(String),
    /// Not at all.
    Dismiss(String),
}

impl Answering {
    fn key(&self) -> &str {
        match self {
            Self::Record(key, ..) | Self::PutOff(key) | Self::Dismiss(key) => key,
        }
    }
}

/// Opens the form of `answer`.
pub fn open_answer(answering: RwSignal<Option<Answering>>, answer: Answering) {
    answering.set(Some(answer));
    open_dialog(DIALOG);
}

/// Id of the button that records what closes an item.
pub fn button_id(key: &str) -> String {
    format!("close-{key}")
}

/// The dialog of the page.
#[component]
pub fn InboxDialog(answering: RwSignal<Option<Answering>>) -> impl IntoView {
    let workspace = workspace();
    let form = move |answer: Answering| {
        let title = title(&answer).to_owned();
        let fields = workspace.document.with_untracked(|document| {
            workspace
                .style
                .with_untracked(|style| fields(document, &answer, style))
        });
        let on_keep = Callback::new(move |texts| keep(workspace, &answer, &texts));
        view! { <DialogForm dialog=DIALOG title fields on_keep /> }
    };
    let closed = move |_| {
        // The list behind was drawn anew; without its item the focus goes to how many are left.
        if let Some(answer) = answering.get_untracked() {
            focus_soon(vec![button_id(answer.key()), "inbox-count".to_owned()]);
        }
        answering.set(None);
    };
    view! {
        <dialog id=DIALOG class="record" aria-labelledby="answer-title" on:close=closed>
            {move || answering.get().map(form)}
        </dialog>
    }
}

const fn title(answer: &Answering) -> &'static str {
    match answer {
        Answering::Record(_, _, Closing::Said) => "What they said",
        Answering::Record(_, _, Closing::NextReview) => "The next review",
        Answering::Record(_, _, Closing::Realised(_)) => "What became of it",
        Answering::Record(..) => "Something passed between us",
        Answering::PutOff(_) => "Put it off",
        Answering::Dismiss(_) => "Dismiss it",
    }
}

fn note() -> FormField {
    FormField::new("note", "Why", FormKind::Long, String::new())
}

fn fields(document: &Document, answer: &Answering, style: &NumberStyle) -> Vec<FormField> {
    // What closes an item counts only up to the day looked back from.
    let today = document.as_of;
    let later = |days: i32| {
        let day = crate::units::Day::from_epoch_days(today.epoch_days().saturating_add(days));
        day.map_or_else(String::new, |day| day.to_string())
    };
    let event = |account: &AccountId, id: Option<&str>| event_form(document, account, id, today, style);
    match answer {
        Answering::Record(_, account, Closing::Exchange(lines) | Closing::Done { lines, .. }) => {
            prefilled(event(account, None), lines)
        }
        Answering::Record(_, account, Closing::Realised(id)) => {
            prefilled(event(account, Some(id)), &[("status", "realised".to_owned())])
        }
        Answering::Record(_, _, Closing::Said) => observation_form(document, None, today, style),
        Answering::Record(_, _, Closing::NextReview) => {
            vec![FormField::new(
                "review",
                "Review again on",
                FormKind::Day,
                later(365),
            )]
        }
        Answering::PutOff(_) => vec![
            FormField::new("until", "Ask again on", FormKind::Day, later(TWO_WEEKS)),
            note(),
        ],
        Answering::Dismiss(_) => vec![note()],
    }
}

fn keep(workspace: Workspace, answer: &Answering, texts: &Texts) -> Vec<Refusal> {
    let edits = workspace.document.with_untracked(|document| {
        let marks = workspace.style.with_untracked(|style| style.marks());
        edits(document, answer, texts, marks)
    });
    match edits {
        Ok(edits) => {
            // What belongs together is taken back together.
            let gesture = Gesture(clock::now() as u64);
            for edit in edits {
                workspace.send(Message::Edited(edit, Some(gesture)));
            }
            Vec::new()
        }
        Err(refusals) => refusals,
    }
}

fn edits(
    document: &Document,
    answer: &Answering,
    texts: &Texts,
    marks: NumberMarks,
) -> Result<Vec<Edit>, Vec<Refusal>> {
    let event = |account: &AccountId, id: String| {
        read_event(document, id, account, texts, marks).map(Edit::EventWritten)
    };
    let today = document.as_of;
    Ok(match answer {
        Answering::Record(_, account, Closing::Exchange(_)) => {
            vec![event(account, clock::new_id("event"))?]
        }
        Answering::Record(_, account, Closing::Realised(id)) => vec![event(account, id.clone())?],
        Answering::Record(_, account, Closing::Done { need, .. }) => {
            let known = document.portfolio.needs.iter().find(|known| known.id == *need);
            let done = known.map(|known| {
                let mut done = known.clone();
                done.is_done = true;
                Edit::NeedWritten(done)
            });
            std::iter::once(event(account, clock::new_id("event"))?)
                .chain(done)
                .collect()
        }
        Answering::Record(_, account, Closing::Said) => {
            let id = clock::new_id("observation");
            vec![Edit::ObservationWritten(read_observation(
                id,
                account.clone(),
                texts,
                marks,
            )?)]
        }
        Answering::Record(_, account, Closing::NextReview) => {
            let mut form = FormReader::new(texts, marks);
            let day = form.day("review");
            if day.is_none_or(|day| day <= today) {
                form.refuse("review", "Write a day after the one looked back from.");
            }
            let text = form.text("review").to_owned();
            let cell = Cell {
                account: account.clone(),
                field: Field::KeyReview,
                text,
            };
            vec![form.done(Edit::CellsWritten(vec![cell]))?]
        }
        Answering::PutOff(key) | Answering::Dismiss(key) => {
            let mut form = FormReader::new(texts, marks);
            let until = form.day("until");
            let is_put_off = matches!(answer, Answering::PutOff(_));
            if is_put_off && until.is_none_or(|until| until <= today) {
                form.refuse("until", "Write a day after the one looked back from.");
            }
            let answer = Answer {
                proposal: key.clone(),
                verdict: verdict(until.filter(|_| is_put_off)),
                note: form.text("note").to_owned(),
                day: today,
            };
            vec![form.done(Edit::ProposalAnswered(answer))?]
        }
    })
}
