//! The lenses beside the Value Map that are maps too.

mod growth;
mod roles;

use leptos::prelude::*;

use crate::report::MapLens;
use crate::report::lenses::{
    CURRENT_AND_POTENTIAL, ECONOMIC_RELATIONSHIP, LOYALTY_MATRIX, PROFIT_AND_LIFE, VALUE_AND_REFERRALS,
    finding,
};
use crate::ui::lens::{FilterBar, Finding};
use crate::ui::workspace::workspace;

use super::value_map::{MapScreen, MapState};
use growth::Growth;
use roles::Roles;

static ECONOMIC: [&MapLens; 2] = [&ECONOMIC_RELATIONSHIP, &VALUE_AND_REFERRALS];
static LOYALTY: [&MapLens; 2] = [&LOYALTY_MATRIX, &PROFIT_AND_LIFE];

/// What they buy × what they bring, and lifetime value × referral value; the four roles below.
#[component]
pub fn EconomicPage() -> impl IntoView {
    view! {
        <div class="lens-map">
            <Switched lenses=&ECONOMIC />
            <Roles />
        </div>
    }
}

/// Attitude × intention, and projected life × profit.
#[component]
pub fn LoyaltyPage() -> impl IntoView {
    view! {
        <div class="lens-map">
            <Switched lenses=&LOYALTY />
        </div>
    }
}

/// Current × potential value; levers and lists below.
#[component]
pub fn GrowthPage() -> impl IntoView {
    view! {
        <div class="lens-map">
            <header class="lens-head">
                <h1>{CURRENT_AND_POTENTIAL.title}</h1>
            </header>
            <FoundOnMap lens=&CURRENT_AND_POTENTIAL />
            <Growth />
        </div>
    }
}

/// A lens that is a map, with the filter of all lenses and its finding above it.
#[component]
fn FoundOnMap(lens: &'static MapLens) -> impl IntoView {
    let state = MapState::of(lens);
    let found = Memo::new(move |_| match state.is_waiting.get() {
        true => String::new(),
        false => state.report.with(|report| finding(report)),
    });
    let bar = move || {
        view! {
            <FilterBar />
            <Show when=move || !found.read().is_empty()>
                <div data-on-paper><Finding found=found.into() /></div>
            </Show>
        }
    };
    view! { <MapScreen state has_title=false bar=ViewFn::from(bar) /> }
}

/// Lenses on one screen, one of them shown: the one that was looked at last.
#[component]
fn Switched(lenses: &'static [&'static MapLens]) -> impl IntoView {
    let last = workspace().lens_views.with_untracked(|views| {
        views
            .iter()
            .rev()
            .find_map(|view| lenses.iter().position(|lens| **lens == *view.lens))
    });
    let now = RwSignal::new(last.unwrap_or_default());
    let buttons = lenses.iter().enumerate().map(|(index, lens)| {
        view! {
            <button
                type="button"
                aria-pressed=move || (now.get() == index).to_string()
                on:click=move |_| now.set(index)
            >
                {lens.short}
            </button>
        }
    });
    let shown = move || {
        let lens = lenses.get(now.get()).or(lenses.first());
        lens.map(|lens| view! { <FoundOnMap lens=*lens /> })
    };
    view! {
        <header class="lens-head">
            <h1>{lenses.first().map_or("", |lens| lens.title)}</h1>
            <div class="map-group" role="group" aria-label="Lens">{buttons.collect_view()}</div>
        </header>
        {shown}
    }
}
