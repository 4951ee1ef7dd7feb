//! The Value Map: every account by what they get and what we get.

mod controls;
mod gestures;
mod keys;
mod legend;
mod method;
mod over;
mod looks;
mod picture;
mod state;
mod surface;
mod why;
mod widths;
mod words;

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::report::Notice;
use crate::session::Place;
use crate::ui::parts::LateParts;

use controls::{Choices, Tools, Zones};
use legend::{LeftOut, Legend};
use over::Over;
use picture::Picture;
use state::Form;

pub use legend::swatch;
pub use looks::theme_of;
pub use state::{MapState, keep_map_report, selected_rows};
pub use surface::paint as paint_map;
pub use why::Why;
pub use widths::{CanvasWidths, measure_in};
pub use words::{MapWords, map_words};

/// The Value Map screen.
#[component]
pub fn ValueMapPage(
    /// The filter of all lenses.
    #[prop(into)]
    bar: ViewFn,
) -> impl IntoView {
    view! { <MapScreen state=MapState::of_value_map() has_title=true bar /> }
}

/// The screen of a lens that is a map: tools, choices, picture, table, text or method, legend, zones, why.
#[component]
pub fn MapScreen(
    state: MapState,
    /// False where the title stands above, beside the choice of a lens.
    has_title: bool,
    /// The filter of all lenses.
    bar: ViewFn,
) -> impl IntoView {
    let parts = expect_context::<LateParts>();
    // On a phone the map comes first; its choices unfold.
    let is_wide = looks::is("(min-width: 40rem)");
    let form = move || match state.form.get() {
        Form::Picture => view! {
            <Picture state />
            <LeftOut state />
        }
        .into_any(),
        words => parts.map_words(MapWords(state, words)),
    };
    view! {
        <div class="map-page">
            <header class="map-head">
                {has_title.then(|| view! { <h1>{state.lens.title}</h1> })}
                <p class="lead">{state.lens.lead}</p>
                <Tools state />
            </header>
            <div class="lens-slot">{bar.run()}</div>
            <details class="map-axes" prop:open=is_wide>
                <summary>"Axes, area and colour"</summary>
                <Choices state />
            </details>
            <div class="map-body">
                <div class="map-main">
                    <Notices state />
                    {form}
                    <Over state />
                </div>
                <aside class="map-aside" aria-label="About the map">
                    <Legend state />
                    <Zones state />
                </aside>
            </div>
            {parts.why(state)}
        </div>
    }
}

/// What is said when an axis has nothing to show, with buttons for what could stand there.
#[component]
fn Notices(state: MapState) -> impl IntoView {
    let notices = move || {
        state.report.with(|report| {
            let notices = report.notices.iter().filter(|_| !state.is_waiting.get());
            notices.map(|notice| notice_view(state, notice)).collect_view()
        })
    };
    let is_empty = move || !state.is_waiting.get() && state.report.with(|report| report.n_points() == 0);
    view! {
        {notices}
        <Show when=move || state.is_waiting.get()>
            <p class="map-notice" role="status">"Working out the numbers …"</p>
        </Show>
        <Show when=is_empty>
            <div class="map-notice" role="status">
                <p>"This portfolio has no account yet, so the map is empty."</p>
                <div>
                    <a class="button primary" href=Place::Import.fragment()>"Bring data in"</a>
                    <a class="button" href=Place::Accounts.fragment()>"Type accounts"</a>
                </div>
            </div>
        </Show>
    }
}

fn notice_view(state: MapState, notice: &Notice) -> impl IntoView + use<> {
    let is_across = notice.is_across;
    let pick = move |measure: MeasureId| {
        state.view.update(|view| {
            let place = if is_across { &mut view.x } else { &mut view.y };
            *place = measure;
            view.window = crate::report::Window::ALL;
        });
    };
    let buttons = notice.instead.iter().map(|&measure| {
        view! { <button type="button" on:click=move |_| pick(measure)>{measure.label()}</button> }
    });
    let survey = notice.wants_a_survey.then(|| {
        view! { <a class="button" href=Place::Import.fragment()>"Bring a survey in"</a> }
    });
    view! {
        <div class="map-notice" role="status">
            <p>{notice.sentence.clone()}</p>
            <div>{survey}{buttons.collect_view()}</div>
        </div>
    }
}
