//! The four sections, in Peppers & Rogers' order, and the screens in each.

use leptos::prelude::*;

use crate::session::Place;

use super::workspace::workspace;

/// A section with the question it answers and its screens.
struct Section {
    name: &'static str,
    question: &'static str,
    places: &'static [Place],
}

const SECTIONS: &[Section] = &[
    Section {
        name: "Identify",
        question: "Who are they?",
        places: &[Place::Accounts, Place::Import, Place::Portfolios],
    },
    Section {
        name: "Differentiate",
        question: "What is each worth, both ways?",
        places: &[
            Place::ValueMap,
            Place::ThreePs,
            Place::Economic,
            Place::Growth,
            Place::Loyalty,
            Place::Dimensions,
            Place::Profitability,
            Place::Portfolio,
            Place::Segments,
            Place::Criteria,
            Place::Progress,
            Place::Risk,
            Place::MetricAudit,
            Place::Robustness,
            Place::Models,
        ],
    },
    Section {
        name: "Interact",
        question: "What passes between us?",
        places: &[
            Place::Inbox,
            Place::Care,
            Place::Idic,
            Place::Exchanges,
            Place::Capital,
            Place::Network,
            Place::Valued,
        ],
    },
    Section {
        name: "Customize",
        question: "What do we do, for whom?",
        places: &[
            Place::Decisions,
            Place::Objectives,
            Place::Plan,
            Place::Allocate,
            Place::Emphasis,
            Place::Scenarios,
            Place::Service,
            Place::Offers,
        ],
    },
    Section {
        name: "Behind the numbers",
        question: "How are they made?",
        places: &[Place::Assumptions, Place::Method(None)],
    },
];

/// The left-hand navigation; on a phone it opens over the page.
#[component]
pub fn Navigation() -> impl IntoView {
    view! {
        <nav id="navigation" popover aria-label="Sections">
            <a class="brand" href="#map">
                <Emblem />
                <span>"Both Sides"</span>
            </a>
            {SECTIONS.iter().map(|section| view! { <SectionLinks section /> }).collect_view()}
        </nav>
    }
}

/// One section: open where the person is, or where they look; one at a time.
#[component]
fn SectionLinks(section: &'static Section) -> impl IntoView {
    let now = workspace().place;
    let is_here =
        Memo::new(move |_| now.with(|now| section.places.iter().any(|place| stands_for(place, now))));
    let is_open = RwSignal::new(false);
    Effect::new(move || {
        if is_here.get() {
            is_open.set(true);
        }
    });
    let toggled = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlDetailsElement>| {
        is_open.set(event.target().open());
    };
    let links = section
        .places
        .iter()
        .map(|place| view! { <li><PlaceLink place /></li> })
        .collect_view();
    view! {
        <details name="sections" prop:open=is_open on:toggle:target=toggled>
            <summary>
                <h2>{section.name}</h2>
                <p>{section.question}</p>
            </summary>
            <ul>{links}</ul>
        </details>
    }
}

/// True where the link to `place` is that of the screen `now`.
fn stands_for(place: &Place, now: &Place) -> bool {
    match (now, place) {
        (Place::Account(_), Place::Accounts) | (Place::Method(_), Place::Method(_)) => true,
        (now, place) => now == place,
    }
}

#[component]
fn PlaceLink(place: &'static Place) -> impl IntoView {
    let now = workspace().place;
    let is_here = move || now.with(|now| stands_for(place, now));
    let close = |_| {
        use wasm_bindgen::JsCast;
        if let Some(navigation) = document().get_element_by_id("navigation") {
            // Not open as a popover on a wide screen: nothing to close then.
            let _ = navigation.unchecked_into::<web_sys::HtmlElement>().hide_popover();
        }
    };
    view! {
        <a href=place.fragment() aria-current=move || is_here().then_some("page") on:click=close>
            {place.title()}
        </a>
    }
}

/// Two overlapping sides.
#[component]
fn Emblem() -> impl IntoView {
    view! {
        <svg class="emblem" viewBox="0 0 32 20" width="32" height="20" aria-hidden="true">
            <circle cx="11" cy="10" r="8.5" />
            <circle cx="21" cy="10" r="8.5" />
        </svg>
    }
}
