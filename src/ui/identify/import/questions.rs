//! What the person has to say before the accounts can come in.

use leptos::prelude::*;

use crate::import::{DayOrder, Question};
use crate::portfolio::NumberMarks;
use crate::report::import::{QuestionText, marks_label, missing_sentence, question_text};
use crate::session::ImportMessage;

use super::looked;

/// Every open question with the reading each answer gives.
#[component]
pub fn Questions() -> impl IntoView {
    let looked = looked();
    let questions = Memo::new(move |_| {
        looked.read(|incoming| {
            incoming
                .draft
                .as_ref()
                .map(|draft| draft.questions.clone())
                .unwrap_or_default()
        })
    });
    let each = move || {
        let texts = looked.incoming.with(|incoming| {
            let settings = incoming.as_ref().map(|incoming| incoming.settings.clone());
            let style = looked.workspace.style.read();
            questions
                .get()
                .into_iter()
                .filter_map(|question| {
                    let text = question_text(&question, settings.as_ref()?, &style);
                    Some((question, text))
                })
                .collect::<Vec<_>>()
        });
        texts
            .into_iter()
            .map(|(question, text)| view! { <OneQuestion question text /> })
            .collect_view()
    };
    view! {
        <Show when=move || questions.with(|questions| !questions.is_empty())>
            <section class="questions" aria-labelledby="import-questions-title">
                <h3 id="import-questions-title">"To be answered first"</h3>
                {each}
            </section>
        </Show>
    }
}

#[component]
fn OneQuestion(question: Question, text: Option<QuestionText>) -> impl IntoView {
    let looked = looked();
    let Some(QuestionText {
        question: asked,
        reason,
        readings: [first, second],
    }) = text
    else {
        return view! { <p>{missing_sentence(&question)}</p> }.into_any();
    };
    let (labels, messages) = match question {
        Question::Marks { column, .. } => (
            [NumberMarks::POINT, NumberMarks::COMMA].map(marks_label),
            [NumberMarks::POINT, NumberMarks::COMMA].map(|marks| ImportMessage::MarksChosen(column, marks)),
        ),
        Question::DayOrder { column, .. } => (
            [DayOrder::DayFirst, DayOrder::MonthFirst].map(DayOrder::label),
            [DayOrder::DayFirst, DayOrder::MonthFirst]
                .map(|order| ImportMessage::DayOrderChosen(column, order)),
        ),
        _ => return ().into_any(),
    };
    let [one, other] = messages;
    view! {
        <fieldset class="question">
            <legend>{asked}</legend>
            <p class="hint">{reason}</p>
            <div class="answers">
                <button on:click=move |_| looked.tell(one.clone())><span>{labels[0]}</span><small>{first}</small></button>
                <button on:click=move |_| looked.tell(other.clone())><span>{labels[1]}</span><small>{second}</small></button>
            </div>
        </fieldset>
    }
    .into_any()
}
