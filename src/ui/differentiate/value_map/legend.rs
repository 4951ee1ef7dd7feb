//! What colour, shape and area stand for, and what is not shown.

use leptos::prelude::*;

use crate::chart::Shape;
use crate::portfolio::Lever;
use crate::report::{ClassReport, LEVERS, MapReport, SizeLegend, lever_label};

use super::state::MapState;

/// Radius in pixels of the largest mark from which areas can be told apart.
const LEGIBLE: f64 = 6.0;

/// The legends beside the drawing.
#[component]
pub fn Legend(state: MapState) -> impl IntoView {
    let colours = move || {
        let report = state.report.read();
        let items = report
            .classes
            .iter()
            .map(|class| class_item(&report, class))
            .collect_view();
        (!report.colour_label.is_empty()).then(|| {
            view! {
                <h2>{report.colour_label}</h2>
                <ul class="map-classes">{items}</ul>
            }
        })
    };
    let levers = move || {
        let has_stems = state.report.with(|report| !report.extras.stems.is_empty());
        has_stems.then(|| {
            let item = |(lever, index): (&Lever, u8)| {
                view! {
                    <li>
                        <svg class="map-swatch" viewBox="-9 -9 18 18" aria-hidden="true" style=format!("--series: var(--series-{})", index + 1)>
                            {swatch(Shape::of(Some(index)))}
                        </svg>
                        <span>{lever_label(*lever)}</span>
                    </li>
                }
            };
            view! {
                <h2>"Levers"<small>" the one that adds most; all of those pointed at"</small></h2>
                <ul class="map-classes">{LEVERS.iter().zip(0..).map(item).collect_view()}</ul>
            }
        })
    };
    // The circles are as large as on the map.
    let largest = Memo::new(move |_| {
        state
            .scene
            .with(|scene| scene.as_ref().map_or(0.0, |scene| scene.layout.largest))
    });
    let sizes = move || {
        let report = state.report.read();
        // Marks of a pixel or two show no area.
        let size = report.size.as_ref().filter(|_| largest.get() >= LEGIBLE);
        size.map(|size| size_legend(size, largest.get()))
    };
    view! {
        <section class="map-legend" aria-label="Legend">
            {colours}
            {levers}
            {sizes}
            <ul class="map-signs">{move || signs(&state.report.read())}</ul>
        </section>
    }
}

fn class_item(report: &MapReport, class: &ClassReport) -> impl IntoView + use<> {
    let series = class.palette.map_or(8, |index| index + 1);
    view! {
        <li>
            <svg class="map-swatch" viewBox="-9 -9 18 18" aria-hidden="true" style=format!("--series: var(--series-{series})")>
                {swatch(Shape::of(class.palette))}
            </svg>
            <span>{class.label.clone()}</span>
            <span class="count">{report.numbers.number(class.count as f64, 0)}</span>
        </li>
    }
}

/// The shape of a class, to stand in an svg of `map-swatch`.
pub fn swatch(shape: Shape) -> AnyView {
    if shape == Shape::Circle {
        return view! { <circle r="5.5"></circle> }.into_any();
    }
    let corners: Vec<String> = shape
        .corners((0.0, 0.0), 5.5)
        .into_iter()
        .map(|(x, y)| format!("{x:.2},{y:.2}"))
        .collect();
    view! { <polygon points=corners.join(" ")></polygon> }.into_any()
}

/// Three circles standing in each other, with lines to their values.
fn size_legend(size: &SizeLegend, largest: f64) -> impl IntoView + use<> {
    let height = largest * 2.0 + 14.0;
    let foot = height - 3.0;
    let reach = largest * 2.0 + 4.0;
    let mut lowest = f64::NEG_INFINITY;
    let steps = size.steps.iter().map(|step| {
        let radius = largest * libm::sqrt(step.area);
        let top = foot - 2.0 * radius;
        // Values keep a line's height between them.
        let at = top.max(lowest + 13.0);
        lowest = at;
        let points = format!("{:.1},{top:.1} {reach:.1},{at:.1} {:.1},{at:.1}", largest + 2.0, reach + 6.0);
        view! {
            <circle cx=format!("{:.1}", largest + 2.0) cy=format!("{:.1}", foot - radius) r=format!("{radius:.1}")></circle>
            <polyline points=points></polyline>
            <text x=format!("{:.1}", reach + 10.0) y=format!("{:.1}", at + 4.0)>{step.label.clone()}</text>
        }
    });
    let steps = steps.collect_view();
    let total = height.max(lowest + 10.0);
    (!size.steps.is_empty()).then(|| {
        view! {
            <h2>{size.label.clone()}<small>" as area"</small></h2>
            <svg class="map-sizes" width="150" height=format!("{total:.0}") viewBox=format!("0 0 150 {total:.0}") role="img" aria-label=format!("Circles of {}", size.label)>
                {steps}
            </svg>
        }
    })
}

/// Signs that need a word, as far as they occur.
fn signs(report: &MapReport) -> impl IntoView + use<> {
    let number = |count: usize| report.numbers.number(count as f64, 0);
    let hollow = report.points.iter().filter(|point| point.is_hollow).count();
    let with_whiskers = report
        .points
        .iter()
        .any(|point| point.x.is_some_and(|x| x.span.is_some()) || point.y.is_some_and(|y| y.span.is_some()));
    let whiskers = if report.is_drawn {
        "Whiskers: where 90 % of the draws lie"
    } else {
        "Whiskers: where the value plausibly lies"
    };
    let below = report.size.as_ref().map_or(0, |size| size.below_zero);
    let extras = &report.extras;
    let since = format!("Ghosts and arrows: where they stood, {}", extras.since);
    [
        (hollow > 0).then(|| ("hollow", format!("Hollow: something shown is unknown ({})", number(hollow)))),
        (below > 0).then(|| ("bar", format!("Bar: area stands for a number below zero ({})", number(below)))),
        with_whiskers.then(|| ("whisker", whiskers.to_owned())),
        report.has_balance().then(|| ("balance", "Dashed: both sides gain alike".to_owned())),
        (!extras.equal.is_empty()).then(|| ("thin", "Thin lines: both axes together come to the same".to_owned())),
        (!extras.centres.is_empty())
            .then(|| ("centre", "Crosses: median of a group, half of it between the ends".to_owned())),
        (!extras.firmness.is_empty())
            .then(|| ("ring", "Ring: share of draws in which it stays in its zone; full is certain".to_owned())),
        (!extras.since.is_empty()).then_some(("trail", since)),
        (!extras.stems.is_empty())
            .then(|| ("stem", "Stem: from today, on the diagonal, up to its potential".to_owned())),
    ]
    .into_iter()
    .flatten()
    .map(|(sign, words)| view! { <li><span class="map-sign" data-sign=sign aria-hidden="true"></span>{words}</li> })
    .collect_view()
}

/// What the drawing leaves out, in a sentence under it.
#[component]
pub fn LeftOut(state: MapState) -> impl IntoView {
    let sentence = move || {
        state.scene.with(|scene| {
            let scene = scene.as_ref()?;
            let (report, layout) = (&scene.report, &scene.layout);
            let number = |count: usize| report.numbers.number(count as f64, 0);
            let beyond: usize = layout.beyond.iter().sum();
            let mut parts = Vec::new();
            if layout.n_hidden_labels > 0 && layout.crowd == crate::chart::Crowd::Few {
                let names = if layout.n_hidden_labels == 1 {
                    "name has"
                } else {
                    "names have"
                };
                parts.push(format!(
                    "{} {names} no room: zoom in or point at a mark.",
                    number(layout.n_hidden_labels)
                ));
            } else if layout.n_hidden_labels > 0 {
                parts.push(format!(
                    "{} accounts: names appear as you zoom in or point at a mark.",
                    number(layout.n_drawn())
                ));
            }
            if layout.crowd == crate::chart::Crowd::Thousands {
                parts.push("The darker, the more accounts stand there.".to_owned());
            }
            if beyond > 0 {
                parts.push(format!("{} lie outside the part you see.", number(beyond)));
            }
            Some(parts.join(" "))
        })
    };
    view! { <p class="map-left-out hint">{sentence}</p> }
}
