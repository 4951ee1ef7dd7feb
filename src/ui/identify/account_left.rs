//! The left page: what they get from us.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::report::account::{AnswerRow, Conversation, DriverRow};
use crate::report::explanation::Part;
use crate::session::Edit;
use crate::ui::explain::explain;
use crate::ui::workspace::workspace;

use super::account::account_view;
use super::account_events::EventList;
use super::account_parts::{AddButton, Bar, FigureLine, RecordButtons};
use super::account_records::OpenRecord;

const ADD: &str = "add-observation";
const ASKED: &str = "How these numbers came about";

/// What they get from us.
#[component]
pub fn TheyGet() -> impl IntoView {
    let view = account_view();
    let heard = view.part(|report| report.received.heard.clone());
    let given = view.part(|report| report.ledger.given.clone());
    view! {
        <section class="side they-get" aria-labelledby="they-get">
            <h2 id="they-get">"What they get from us"</h2>
            <dl class="figures">
                <FigureLine measure=MeasureId::ValueReceived aside=Signal::derive(move || heard.get()) is_main=true />
                <FigureLine measure=MeasureId::RelativeValue />
                <FigureLine measure=MeasureId::Surplus />
            </dl>
            <Drivers />
            <Against />
            <Conversations />
            <Unheard />
            <section aria-labelledby="given-title">
                <h3 id="given-title">"What we gave them beside what they pay for"</h3>
                <EventList rows=given nothing="Nothing is recorded." add_id="add-given" add_label="Something we gave" />
            </section>
        </section>
    }
}

/// Quality and price against the next best, how they feel, and how much we matter to them.
#[component]
fn Against() -> impl IntoView {
    let view = account_view();
    let loyalty = view.part(|report| report.received.loyalty.clone());
    view! {
        <section class="screen-only" aria-labelledby="against-title">
            <h3 id="against-title">"Against the next best, and whether they stay"</h3>
            <dl class="figures">
                <FigureLine measure=MeasureId::RelativeQuality />
                <FigureLine measure=MeasureId::RelativePrice />
                <FigureLine measure=MeasureId::FairPrice />
                <FigureLine measure=MeasureId::Attitude aside=Signal::derive(move || loyalty.get()) has_bar=true />
                <FigureLine measure=MeasureId::Intention has_bar=true />
                <FigureLine measure=MeasureId::ImportanceToThem has_bar=true />
            </dl>
        </section>
    }
}

#[component]
fn Drivers() -> impl IntoView {
    let drivers = account_view().part(|report| report.received.drivers.clone());
    let rows = move || {
        drivers
            .get()
            .into_iter()
            .map(|row| view! { <DriverLine row /> })
            .collect_view()
    };
    view! {
        <Show when=move || drivers.with(|drivers| !drivers.is_empty())>
            <section aria-labelledby="drivers-title">
                <h3 id="drivers-title">"What matters to them"</h3>
                <p class="hint">"Where we are most behind on what matters most stands first. Ratings from 1 to 10: " <span class="legend-us">"us"</span> ", " <span class="legend-them">"their next-best alternative"</span></p>
                <div class="scroll-x" tabindex="0" role="group" aria-labelledby="drivers-title">
                    <table class="drivers">
                        <thead>
                            <tr>
                                <th scope="col">"Driver"</th>
                                <th scope="col" class="matters">"Matters"</th>
                                <th scope="col" class="place"><span class="visually-hidden">"Drawn"</span></th>
                                <th scope="col" class="numeric">"Us"</th>
                                <th scope="col" class="numeric">"Next best"</th>
                                <th scope="col" class="numeric">"Ratio"</th>
                                <th scope="col" class="numeric">"Gap"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        </Show>
    }
}

#[component]
fn DriverLine(row: DriverRow) -> impl IntoView {
    let at = |place: f64| format!("{:.2}%", place * 100.0);
    let theirs = row
        .their_place
        .map(|place| view! { <i class="them" style:left=at(place)></i> });
    let between = row.their_place.map(|place| {
        let (from, to) = (place.min(row.our_place), place.max(row.our_place));
        view! { <i class="between" style:left=at(from) style:width=at(to - from)></i> }
    });
    let workspace = workspace();
    let view = account_view();
    let part = Part::Driver(row.name.clone());
    // Every number of the row is told by one explanation; its name is the button for those without a pointer.
    let on_click = move |_| explain(workspace, part.clone(), view.id.get_value());
    let label = format!("{}. {ASKED}", row.name);
    let assumed = row.is_assumed.then(|| view! { <span class="basis" title="Nobody said how much it matters: the mean of the others stands in">" assumed"</span> });
    view! {
        <tr class:behind=row.is_behind on:click=on_click>
            <th scope="row"><button class="number" title=ASKED aria-label=label>{row.name}</button></th>
            <td class="matters"><Bar part=row.weight /> {row.importance} {assumed}</td>
            <td class="place"><span class="dots" aria-hidden="true">{between}{theirs}<i class="us" style:left=at(row.our_place)></i></span></td>
            <td class="numeric">{row.ours}</td>
            <td class="numeric">{row.next_best}</td>
            <td class="numeric">{row.ratio}</td>
            <td class="numeric gap">{row.gap}</td>
        </tr>
    }
}

#[component]
fn Conversations() -> impl IntoView {
    let conversations = account_view().part(|report| report.received.conversations.clone());
    let list = move || {
        let all = conversations.get();
        if all.is_empty() {
            return view! { <p class="nothing">"Nobody has been heard yet. What they get is unknown, not nothing."</p> }.into_any();
        }
        all.into_iter()
            .map(|conversation| view! { <ConversationLine conversation /> })
            .collect_view()
            .into_any()
    };
    view! {
        <section class="said" aria-labelledby="said-title">
            <h3 id="said-title">"What they said"</h3>
            {list}
            <AddButton id=ADD label="Something they said" record=OpenRecord::Observation(None) />
        </section>
    }
}

#[component]
fn ConversationLine(conversation: Conversation) -> impl IntoView {
    let answers = (conversation.answers.into_iter())
        .map(|answer| view! { <AnswerLine answer /> })
        .collect_view();
    view! {
        <div class="conversation">
            <p class="who"><time>{conversation.when}</time> " " {conversation.who}</p>
            <ul class="records">{answers}</ul>
        </div>
    }
}

#[component]
fn AnswerLine(answer: AnswerRow) -> impl IntoView {
    let name = format!("what they said about {}", answer.about);
    let record = OpenRecord::Observation(Some(answer.id.clone()));
    let overall =
        (!answer.overall.is_empty()).then(|| view! { <span class="overall">{answer.overall}</span> });
    let note = (!answer.note.is_empty()).then(|| view! { <q>{answer.note}</q> });
    view! {
        <li>
            <span class="what">{answer.about}</span>
            <span class="ratings">{answer.ratings}</span>
            <RecordButtons record remove=Edit::ObservationRemoved(answer.id) name add_id=ADD />
            {overall}
            {note}
        </li>
    }
}

#[component]
fn Unheard() -> impl IntoView {
    let unheard = account_view().part(|report| report.received.unheard.clone());
    let lines = move || {
        unheard
            .get()
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    view! {
        <Show when=move || unheard.with(|unheard| !unheard.is_empty())>
            <section class="unheard" aria-labelledby="unheard-title">
                <h3 id="unheard-title">"What has not been heard"</h3>
                <ul>{lines}</ul>
            </section>
        </Show>
    }
}
