//! The criteria cards: what should count, how much, and what that does to the ranking at once.

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, slope_plate};
use crate::platform::clock;
use crate::portfolio::{Composites, ItemSource, Shared};
use crate::report::criteria::{
    CRITERIA_METHOD, CardRow, CriteriaReport, FIRST_WEIGHT, cleared, criteria, dealt, with_card,
};
use crate::report::three_ps::{sources, without_item};
use crate::session::{Edit, Gesture, Message};
use crate::ui::lens::{LensPage, PlatePicture, ToldBeside, shown_rows};
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::{Workspace, workspace};

/// The Criteria page.
#[component]
pub fn CriteriaPage() -> impl IntoView {
    let rows = shown_rows();
    let found = worked_out(move || {
        let (now, rows) = (Ground::now(), rows.get());
        async move { criteria(&now.document, &now.valuation.output, &rows, &now.style).await }
    });
    found.view("Criteria", |report| view! { <Page report /> }.into_any())
}

#[component]
fn Page(report: Memo<Shared<CriteriaReport>>) -> impl IntoView {
    let has_slope = Memo::new(move |_| report.read().slope.is_some());
    let draw = move |width: f64, text: &dyn TextWidths| {
        let report = report.read();
        let slope = report.slope.as_ref();
        slope.map_or_else(Plate::default, |slope| slope_plate(slope, width, text))
    };
    let words = Signal::derive(move || report.with(|report| report.words.clone()));
    let pictures = move || {
        view! {
            <div class="criteria">
                <div>
                    <Deal />
                    <Hands report />
                    <AddOwn />
                </div>
                <div class="criteria-ranking">
                    <ToldBeside words />
                    <Warnings report />
                    <Show when=move || has_slope.get()>
                        <PlatePicture title="From revenue to the value as agreed" file="criteria" draw=draw />
                    </Show>
                </div>
            </div>
        }
    };
    view! {
        <LensPage
            title="Criteria"
            lead="What should be considered when determining the value of a customer?"
            tables=Signal::derive(move || report.with(|report| vec![report.table.clone()]))
            words=Signal::derive(move || report.with(|report| report.words.clone()))
            method=CRITERIA_METHOD
            pictures
        />
    }
}

fn reweigh(workspace: Workspace, gesture: Option<Gesture>, change: impl FnOnce(&Composites) -> Composites) {
    let changed = workspace
        .document
        .with_untracked(|document| change(&document.composites));
    workspace.send(Message::Edited(Edit::CompositesWritten(changed), gesture));
}

/// All cards into play, or none.
#[component]
fn Deal() -> impl IntoView {
    let workspace = workspace();
    view! {
        <p class="actions">
            <button class="primary" on:click=move |_| reweigh(workspace, None, dealt)>"Put every card in play"</button>
            <button on:click=move |_| reweigh(workspace, None, cleared)>"Take all back"</button>
        </p>
    }
}

/// Criteria that say the same twice, folded up: with every card in play there are many.
#[component]
fn Warnings(report: Memo<Shared<CriteriaReport>>) -> impl IntoView {
    let n_warnings = Memo::new(move |_| report.with(|report| report.warnings.len()));
    let summary = move || match n_warnings.get() {
        1 => "Two criteria move together and count twice".to_owned(),
        n => format!("{n} pairs of criteria move together and count twice"),
    };
    let warnings = move || {
        let warnings = report.with(|report| report.warnings.clone());
        warnings
            .into_iter()
            .map(|warning| view! { <li>{warning}</li> })
            .collect_view()
    };
    view! {
        <Show when=move || { n_warnings.get() > 0 }>
            <details class="criteria-warnings">
                <summary>{summary}</summary>
                <ul class="warnings">{warnings}</ul>
            </details>
        </Show>
    }
}

#[component]
fn Hands(report: Memo<Shared<CriteriaReport>>) -> impl IntoView {
    // Which cards there are; their weights change below without the sliders being made anew.
    let hands = Memo::new(move |_| {
        report.with(|report| {
            let hands = report.hands.iter().filter(|hand| !hand.cards.is_empty());
            let sources =
                |cards: &[CardRow]| cards.iter().map(|card| card.source.clone()).collect::<Vec<_>>();
            hands
                .map(|hand| (hand.from, sources(&hand.cards)))
                .collect::<Vec<_>>()
        })
    });
    move || {
        let hand = |(from, sources): (&'static str, Vec<ItemSource>)| {
            let cards = sources
                .into_iter()
                .map(|source| view! { <Card report source /> })
                .collect_view();
            view! { <section class="criteria-hand"><h2>{from}</h2><ul>{cards}</ul></section> }
        };
        hands.get().into_iter().map(hand).collect_view()
    }
}

/// One card with its weight.
#[component]
fn Card(report: Memo<Shared<CriteriaReport>>, source: ItemSource) -> impl IntoView {
    let workspace = workspace();
    let source = StoredValue::new(source);
    let card = Memo::new(move |_| {
        report.with(|report| {
            let mut cards = report.hands.iter().flat_map(|hand| &hand.cards);
            cards
                .find(|card| source.with_value(|source| card.source == *source))
                .cloned()
        })
    });
    let of = move |read: fn(&CardRow) -> String| {
        move || card.with(|card| card.as_ref().map(read).unwrap_or_default())
    };
    let is_played = move || card.with(|card| card.as_ref().is_some_and(|card| card.place.is_some()));
    let gesture = StoredValue::new(Gesture(0));
    let begin = move || gesture.set_value(Gesture(clock::now() as u64));
    let weigh = move |weight: f64| {
        let place = card.with_untracked(|card| card.as_ref().and_then(|card| card.place));
        reweigh(workspace, Some(gesture.get_value()), |composites| {
            let Some(place) = place else {
                return source.with_value(|source| with_card(composites, source.clone(), weight));
            };
            let mut changed = composites.clone();
            if let Some(item) = changed.items.get_mut(place) {
                item.weight = weight;
            }
            changed
        });
    };
    let toggle = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let is_wanted = event.target().checked();
        let place = card.with_untracked(|card| card.as_ref().and_then(|card| card.place));
        reweigh(workspace, None, |composites| match (is_wanted, place) {
            (false, Some(place)) => without_item(composites, place),
            (true, None) => source.with_value(|source| with_card(composites, source.clone(), FIRST_WEIGHT)),
            _ => composites.clone(),
        });
    };
    let shares = move || {
        card.with(|card| {
            let card = card.as_ref().filter(|card| card.place.is_some())?;
            let acts = match card.effective.as_str() {
                "" => String::new(),
                effective => format!(", acts as {effective}"),
            };
            Some(format!("counts {}{acts}, known of {}", card.stated, card.known))
        })
    };
    view! {
        <li class="criteria-card" data-played=move || is_played().to_string()>
            <label class="check">
                <input type="checkbox" prop:checked=is_played on:change:target=toggle />
                <span>
                    <strong>{of(|card| if card.question.is_empty() { card.label.clone() } else { card.question.to_owned() })}</strong>
                    <small>{of(|card| if card.question.is_empty() { String::new() } else { card.label.clone() })}</small>
                </span>
            </label>
            <Show when=is_played>
                <input
                    type="range"
                    min="0"
                    max="100"
                    step="1"
                    aria-label=of(|card| format!("Weight of {}", card.label))
                    prop:value=move || card.with(|card| card.as_ref().map_or(0.0, |card| card.weight).to_string())
                    on:pointerdown=move |_| begin()
                    on:focus=move |_| begin()
                    on:input:target=move |event| weigh(event.target().value_as_number().clamp(0.0, 100.0))
                />
            </Show>
            <small class="criteria-share">{shares}</small>
        </li>
    }
}

/// A criterion that is on no card: anything the app knows, or something to be judged.
#[component]
fn AddOwn() -> impl IntoView {
    let workspace = workspace();
    let judged = RwSignal::new(String::new());
    let add = move |source: ItemSource| {
        reweigh(workspace, None, |composites| {
            with_card(composites, source, FIRST_WEIGHT)
        })
    };
    let options = sources()
        .into_iter()
        .map(|(key, label)| view! { <option value=key>{label}</option> })
        .collect_view();
    let pick = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let select = event.target();
        if let Some(source) = ItemSource::from_key(&select.value()) {
            add(source);
        }
        select.set_value("");
    };
    let judge = move |_| {
        let name = judged.get_untracked().trim().to_owned();
        // What was refused stays in the line.
        if !name.is_empty() && workspace.refusal_in(|| add(ItemSource::Judged(name))).1.is_none() {
            judged.set(String::new());
        }
    };
    view! {
        <section class="criteria-hand">
            <h2>"Add a criterion"</h2>
            <p class="line">
                <label>
                    "Something the app knows "
                    <select on:change:target=pick><option value="">"choose …"</option>{options}</select>
                </label>
            </p>
            <p class="line">
                <label>
                    "Something to be judged from 0 to 100 "
                    <input
                        type="text"
                        autocomplete="off"
                        prop:value=move || judged.get()
                        on:input:target=move |event| judged.set(event.target().value())
                    />
                </label>
                <button disabled=move || judged.with(|name| name.trim().is_empty()) on:click=judge>"Add"</button>
            </p>
        </section>
    }
}
