//! Where the accounts go, what is assumed, what would change, and the button.

use leptos::prelude::*;

use crate::portfolio::{NumberMarks, read_number};
use crate::report::import::what_comes_in;
use crate::report::merge::{MergeReport, merge_report};
use crate::session::{Destination, ImportMessage};
use crate::units::Estimate;

use super::looked;

/// The last step.
#[component]
pub fn TakeOver() -> impl IntoView {
    let looked = looked();
    let has_draft = Memo::new(move |_| looked.read(|incoming| incoming.draft.is_some()));
    let is_reading = Memo::new(move |_| looked.read(|incoming| incoming.progress.is_some()));
    let is_ready = Memo::new(move |_| {
        !is_reading.get()
            && looked.read(|incoming| incoming.draft.as_ref().is_some_and(|draft| draft.is_ready()))
    });
    let label = move || {
        let style = looked.workspace.style.get();
        looked.read(|incoming| match &incoming.draft {
            Some(draft) if !draft.accounts.is_empty() => format!("Import {}", what_comes_in(draft, &style)),
            _ => "Nothing to import yet".to_owned(),
        })
    };
    view! {
        <Show when=move || has_draft.get()>
            <section aria-labelledby="import-take-over-title">
                <h3 id="import-take-over-title">"Take over"</h3>
                <DestinationChoice />
                <div class="fields">
                    <MarginField />
                    <AsOfField />
                </div>
                <MergeReview />
            </section>
        </Show>
        <p class="import-actions">
            <button
                class="primary"
                disabled=move || !is_ready.get()
                on:click=move |_| looked.tell(ImportMessage::Accepted)
            >
                {label}
            </button>
            <button on:click=move |_| looked.tell(ImportMessage::Cancelled)>
                {move || if is_reading.get() { "Stop and put the file away" } else { "Put the file away" }}
            </button>
        </p>
    }
}

#[component]
fn DestinationChoice() -> impl IntoView {
    let looked = looked();
    let can_merge = Memo::new(move |_| looked.read(|incoming| incoming.merge.is_some()));
    let now = Memo::new(move |_| looked.read(|incoming| incoming.destination));
    let choose = move |destination| looked.tell(ImportMessage::DestinationChosen(destination));
    let open_name = move || looked.workspace.base.with(|document| document.name.clone());
    view! {
        <Show when=move || can_merge.get()>
            <fieldset>
                <legend>"The accounts go into"</legend>
                <label class="check">
                    <input
                        type="radio"
                        name="import-destination"
                        prop:checked=move || now.get() == Destination::OpenPortfolio
                        on:change=move |_| choose(Destination::OpenPortfolio)
                    />
                    "the open portfolio, "{open_name}
                </label>
                <label class="check">
                    <input
                        type="radio"
                        name="import-destination"
                        prop:checked=move || now.get() == Destination::NewPortfolio
                        on:change=move |_| choose(Destination::NewPortfolio)
                    />
                    "a new portfolio"
                </label>
            </fieldset>
        </Show>
        <Show when=move || now.get() == Destination::NewPortfolio>
            <div class="fields">
                <div class="field">
                    <label for="import-name">"Name of the new portfolio"</label>
                    <input
                        id="import-name"
                        type="text"
                        prop:value=move || looked.read(|incoming| incoming.name.clone())
                        on:change:target=move |event| looked.tell(ImportMessage::Named(event.target().value()))
                    />
                </div>
                <div class="field">
                    <label for="import-currency">"Currency of its money"</label>
                    <input
                        id="import-currency"
                        type="text"
                        maxlength="3"
                        aria-describedby="import-currency-hint"
                        prop:value=move || looked.read(|incoming| incoming.currency.clone())
                        on:change:target=move |event| {
                            let code = event.target().value().trim().to_uppercase();
                            if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                                looked.tell(ImportMessage::CurrencyChosen(code));
                            } else {
                                event.target().set_value(&looked.read(|incoming| incoming.currency.clone()));
                            }
                        }
                    />
                    <p class="hint" id="import-currency-hint">"Three letters, such as EUR or USD."</p>
                </div>
            </div>
        </Show>
    }
}

/// The gross margin to assume where the file says nothing about profit.
#[component]
fn MarginField() -> impl IntoView {
    let looked = looked();
    let asks = Memo::new(move |_| {
        looked.read(|incoming| {
            incoming
                .draft
                .as_ref()
                .is_some_and(|draft| !draft.has_margin && draft.has_revenue)
        })
    });
    let text = move || {
        let margin = looked.read(|incoming| incoming.settings.assumed_margin);
        margin.map_or(String::new(), |margin| (margin.base() * 100.0).to_string())
    };
    let write = move |text: String| {
        let read = |marks| read_number(text.trim().trim_end_matches('%'), marks);
        let percent = read(NumberMarks::POINT).or_else(|| read(NumberMarks::COMMA));
        let margin = percent
            .filter(|percent| (0.0..=100.0).contains(percent))
            .and_then(|percent| Estimate::exact(percent / 100.0));
        looked.tell(ImportMessage::MarginAssumed(margin));
    };
    view! {
        <Show when=move || asks.get()>
            <div class="field">
                <label for="import-margin">"Gross margin to assume, % of revenue"</label>
                <input
                    id="import-margin"
                    type="text"
                    inputmode="decimal"
                    placeholder="unknown"
                    aria-describedby="import-margin-hint"
                    prop:value=text
                    on:change:target=move |event| write(event.target().value())
                />
                <p class="hint" id="import-margin-hint">
                    "The file says nothing about profit. An assumed margin is marked as an estimate; left empty, values that need it stay unknown."
                </p>
            </div>
        </Show>
    }
}

/// The day to look back from, for an order log.
#[component]
fn AsOfField() -> impl IntoView {
    let looked = looked();
    let day =
        Memo::new(move |_| looked.read(|incoming| incoming.draft.as_ref().and_then(|draft| draft.as_of)));
    view! {
        <Show when=move || day.get().is_some()>
            <div class="field">
                <label for="import-as-of">"Look back from"</label>
                <input
                    id="import-as-of"
                    type="date"
                    aria-describedby="import-as-of-hint"
                    prop:value=move || day.get().map_or(String::new(), |day| day.to_string())
                    on:change:target=move |event| looked.tell(ImportMessage::AsOfChanged(event.target().value().parse().ok()))
                />
                <p class="hint" id="import-as-of-hint">"The day of the last order unless you choose another; later orders are left out."</p>
            </div>
        </Show>
    }
}

/// What would change in the open portfolio.
#[component]
fn MergeReview() -> impl IntoView {
    let looked = looked();
    let report = Memo::new(move |_| {
        let document = looked.workspace.document.get();
        let style = looked.workspace.style.get();
        looked.read(
            |incoming| match (&incoming.draft, &incoming.merge, incoming.destination) {
                (Some(draft), Some(merge), Destination::OpenPortfolio) => {
                    Some(merge_report(&document, draft, merge, &style))
                }
                _ => None,
            },
        )
    });
    move || {
        report.get().map(
            |MergeReport {
                 summary,
                 changed,
                 new,
                 missing,
                 near,
             }| {
                let changed = changed
                    .into_iter()
                    .map(|(name, fields)| format!("{name}: {}", fields.join("; ")))
                    .collect();
                view! {
                    <div class="merge-review">
                        <p>{summary}</p>
                        <Names title="May be the same under another spelling" names=near is_open=true />
                        <Names title="Changed" names=changed is_open=true />
                        <Names title="New" names=new is_open=false />
                        <Names title="Not in the file" names=missing is_open=false />
                    </div>
                }
            },
        )
    }
}

#[component]
fn Names(title: &'static str, names: Vec<String>, is_open: bool) -> impl IntoView {
    (!names.is_empty()).then(|| {
        view! {
            <details open=is_open>
                <summary>{title}</summary>
                <ul>{names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}</ul>
            </details>
        }
    })
}
