//! The drawing: two canvases, the card of the point under the pointer, and what keeps them current.

use leptos::html::{Canvas, Div};
use leptos::prelude::*;

use crate::chart::Overlay;
use crate::ui::lens::{Looks, follow_looks, follow_size};

use super::state::{MapState, Tool};
use super::surface::{paint, paint_overlay};
use super::{gestures, keys};

/// The drawing of the map.
#[component]
pub fn Picture(state: MapState) -> impl IntoView {
    let stage: NodeRef<Div> = NodeRef::new();
    let ground: NodeRef<Canvas> = NodeRef::new();
    let upper: NodeRef<Canvas> = NodeRef::new();
    follow_size(stage, state.room);
    let Looks { theme, count } = follow_looks(stage);
    Effect::new(move || state.looks.set(count.get()));
    Effect::new(move || {
        if let (Some(canvas), Some(scene), Some(theme)) = (ground.get(), state.scene.get(), theme.get()) {
            let ratio = state
                .room
                .with_untracked(|room| room.map_or(1.0, |room| room.ratio));
            // A browser that refuses a canvas still has the table and the text.
            let _ = paint(&canvas, &scene.report, &scene.layout, &theme, ratio);
        }
    });
    Effect::new(move || {
        if let (Some(canvas), Some(scene), Some(theme)) = (upper.get(), state.scene.get(), theme.get()) {
            let ratio = state
                .room
                .with_untracked(|room| room.map_or(1.0, |room| room.ratio));
            let overlay = overlay(state, &scene);
            let _ = paint_overlay(&canvas, &scene.report, &scene.layout, &theme, ratio, &overlay);
        }
    });
    let gestures = gestures::Gestures::new(state);
    let name = move || {
        let report = state.report.read();
        format!(
            "{} of {} accounts",
            state.lens.title,
            report.numbers.number(report.n_points() as f64, 0)
        )
    };
    let tool = move || match state.tool.get() {
        Tool::Move => "move",
        Tool::Box => "box",
        Tool::Lasso => "lasso",
    };
    view! {
        <div
            class="map-stage"
            id="map-stage"
            node_ref=stage
            tabindex="0"
            role="application"
            aria-label=name
            aria-describedby="map-keys"
            data-tool=tool
            data-line=move || gestures.line()
            on:pointerdown=move |event| gestures.down(&event)
            on:pointermove=move |event| gestures.moved(&event)
            on:pointerup=move |event| gestures.up(&event)
            on:pointercancel=move |event| gestures.cancelled(&event)
            on:pointerleave=move |_| state.hovered.set(None)
            on:dblclick=move |_| gestures.open_hovered()
            on:wheel=move |event| gestures.wheel(&event)
            on:keydown=move |event| keys::pressed(state, &event)
            on:focus=move |_| keys::entered(state)
            on:blur=move |_| state.focused.set(None)
        >
            <canvas node_ref=ground aria-hidden="true"></canvas>
            <canvas node_ref=upper aria-hidden="true"></canvas>
            <Card state />
        </div>
        <p id="map-keys" class="visually-hidden">
            "Arrow keys go to the neighbour in that direction, square brackets walk in reading order, Space selects, "
            "Enter opens the account, plus and minus zoom, zero shows everything, Escape leaves the map."
        </p>
        <p class="visually-hidden" role="status" aria-live="polite">{state.said}</p>
    }
}

fn overlay(state: MapState, scene: &super::state::Scene) -> Overlay {
    Overlay {
        hovered: state.hovered.get(),
        focused: state.focused.get(),
        selected: state
            .selected
            .read()
            .iter()
            .filter_map(|&row| scene.index_of(row))
            .collect(),
        outline: state.outline.get(),
    }
}

/// The account under the pointer or the keyboard, in words.
#[component]
fn Card(state: MapState) -> impl IntoView {
    let shown = move || {
        let index = state.hovered.get().or(state.focused.get())?;
        let scene = state.scene.get()?;
        let words = scene.words(index)?;
        let mark = *scene.layout.marks.get(index)?;
        let frame = scene.layout.frame;
        let is_right = mark.x > frame.width * 0.6;
        let is_low = mark.y > frame.height * 0.6;
        let reach = mark.radius + 14.0;
        let left = if is_right { mark.x - reach } else { mark.x + reach };
        let style = format!(
            "left:{left:.0}px;top:{:.0}px;transform:translate({},{})",
            mark.y,
            if is_right { "-100%" } else { "0" },
            if is_low { "-100%" } else { "0" },
        );
        let (across, up) = (scene.report.x.measure.label(), scene.report.y.measure.label());
        let place = match words.class.as_str() {
            "" => words.zone.clone(),
            class => format!("{} · {class}", words.zone),
        };
        let more = words
            .more
            .into_iter()
            .map(|line| view! { <p>{line}</p> })
            .collect_view();
        Some(view! {
            <div class="map-card" style=style aria-hidden="true">
                <strong>{words.name}</strong>
                <dl>
                    <dt>{across}</dt>
                    <dd>{words.x.value}<span class="interval">{words.x.range}</span></dd>
                    <dt>{up}</dt>
                    <dd>{words.y.value}<span class="interval">{words.y.range}</span></dd>
                </dl>
                <p>{place}</p>
                {more}
            </div>
        })
    };
    view! { {shown} }
}
