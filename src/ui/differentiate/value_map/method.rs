//! How a map is read and where its numbers come from.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::session::Place;

use super::state::MapState;

/// Paragraphs, the four zones with what to do there, and the measures with the way to their formulas.
#[component]
pub fn MapMethod(state: MapState) -> impl IntoView {
    let lens = state.lens;
    let paragraphs = lens
        .method
        .iter()
        .map(|text| view! { <p>{*text}</p> })
        .collect_view();
    let zones = move || {
        state.report.with(|report| {
            let named = report.zones.iter().filter(|zone| !zone.strategy.is_empty());
            named
                .map(|zone| view! { <dt>{zone.name.clone()}</dt> <dd>{zone.strategy}</dd> })
                .collect_view()
        })
    };
    let measures = move || {
        let mut shown: Vec<MeasureId> = state.view.with(|view| {
            let seen = [Some(view.x), Some(view.y), view.size];
            seen.into_iter()
                .flatten()
                .chain(lens.explained.iter().copied())
                .collect()
        });
        let mut known = Vec::new();
        shown.retain(|measure| {
            let is_new = !known.contains(measure);
            known.push(*measure);
            is_new
        });
        let line = |measure: MeasureId| {
            let address = Place::Method(Some(measure)).fragment();
            view! { <dt><a href=address>{measure.label()}</a></dt> <dd>{measure.meaning()}</dd> }
        };
        shown.into_iter().map(line).collect_view()
    };
    view! {
        <div class="map-text map-method">
            {paragraphs}
            <h2>"Zones"</h2>
            <dl>{zones}</dl>
            <h2>"Measures"</h2>
            <dl>{measures}</dl>
        </div>
    }
}
