//! Axes, scales, size and colour; tools; thresholds and zone names as typed text.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::measures::MeasureId;
use crate::portfolio::{FieldValue, ZoneTexts, read_number};
use crate::report::{Axis, ColourBy, MapReport, MapView, ScaleKind, Window, Zone};
use crate::session::{Edit, Message, NoticeKind};

use super::state::{Form, MapState, Tool};

/// What stands on the axes, and what size and colour mean.
#[component]
pub fn Choices(state: MapState) -> impl IntoView {
    let view = state.view;
    let now = move |read: fn(&MapView) -> Option<MeasureId>| Signal::derive(move || view.with(read));
    let scale_now = move |read: fn(&MapView) -> ScaleKind| Signal::derive(move || view.with(read));
    let pick_x = move |x: Option<MeasureId>| choose(view, |view| view.x = x.unwrap_or(view.x));
    let pick_y = move |y: Option<MeasureId>| choose(view, |view| view.y = y.unwrap_or(view.y));
    let pick_size = move |size: Option<MeasureId>| choose(view, |view| view.size = size);
    let pick_x_scale = move |scale: ScaleKind| choose(view, |view| view.x_scale = scale);
    let pick_y_scale = move |scale: ScaleKind| choose(view, |view| view.y_scale = scale);
    view! {
        <div class="map-choices">
            <div class="field has-scale">
                <label for="map-x">"Across →"</label>
                <MeasureSelect id="map-x" now=now(|view| Some(view.x)) on_pick=pick_x />
                <ScaleSelect label="Scale across" now=scale_now(|view| view.x_scale) on_pick=pick_x_scale />
            </div>
            <div class="field has-scale">
                <label for="map-y">"Up ↑"</label>
                <MeasureSelect id="map-y" now=now(|view| Some(view.y)) on_pick=pick_y />
                <ScaleSelect label="Scale up" now=scale_now(|view| view.y_scale) on_pick=pick_y_scale />
            </div>
            <div class="field">
                <label for="map-size">"Area"</label>
                <MeasureSelect id="map-size" with_none=true now=now(|view| view.size) on_pick=pick_size />
            </div>
            <div class="field">
                <label for="map-colour">"Colour and shape"</label>
                <select
                    id="map-colour"
                    on:change:target=move |event| {
                        if let Some(colour) = ColourBy::from_key(&event.target().value()) {
                            choose(view, |view| view.colour = colour);
                        }
                    }
                >
                    {ColourBy::ALL
                        .map(|colour| {
                            let is_now = move || view.read().colour == colour;
                            view! { <option value=colour.key() selected=is_now>{colour.label()}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
        </div>
    }
}

/// Changes a choice; another axis or scale starts with everything seen.
fn choose(view: RwSignal<MapView>, change: impl FnOnce(&mut MapView)) {
    view.update(|view| {
        change(view);
        view.window = Window::ALL;
    });
}

#[component]
fn MeasureSelect(
    id: &'static str,
    now: Signal<Option<MeasureId>>,
    #[prop(into)] on_pick: Callback<Option<MeasureId>>,
    #[prop(optional)] with_none: bool,
) -> impl IntoView {
    let options = MeasureId::ALL.iter().map(|&measure| {
        view! { <option value=measure.key() selected=move || now.get() == Some(measure)>{measure.label()}</option> }
    });
    view! {
        <select id=id on:change:target=move |event| on_pick.run(MeasureId::from_key(&event.target().value()))>
            {with_none.then(|| view! { <option value="" selected=move || now.get().is_none()>"All alike"</option> })}
            {options.collect_view()}
        </select>
    }
}

#[component]
fn ScaleSelect(
    label: &'static str,
    now: Signal<ScaleKind>,
    #[prop(into)] on_pick: Callback<ScaleKind>,
) -> impl IntoView {
    let options = ScaleKind::ALL.map(|kind| {
        view! { <option value=kind.key() selected=move || now.get() == kind>{kind.label()}</option> }
    });
    view! {
        <select
            class="map-scale"
            aria-label=label
            on:change:target=move |event| {
                if let Some(kind) = ScaleKind::from_key(&event.target().value()) {
                    on_pick.run(kind);
                }
            }
        >
            {options.collect_view()}
        </select>
    }
}

/// Picture, table or text; and for the picture what a drag does and how near it is.
#[component]
pub fn Tools(state: MapState) -> impl IntoView {
    let forms = [
        (Form::Picture, "Picture"),
        (Form::Table, "Table"),
        (Form::Text, "Text"),
        (Form::Method, "Method"),
    ]
    .map(|(form, label)| {
        view! {
            <button
                type="button"
                aria-pressed=move || (state.form.get() == form).to_string()
                on:click=move |_| state.form.set(form)
            >
                {label}
            </button>
        }
    });
    let tools = [
        (
            Tool::Move,
            "map-tool-move",
            "Move",
            "Drag moves the map; click selects",
        ),
        (
            Tool::Box,
            "map-tool-box",
            "Box",
            "Drag a rectangle around accounts to select them",
        ),
        (
            Tool::Lasso,
            "map-tool-lasso",
            "Lasso",
            "Draw around accounts to select them",
        ),
    ];
    let tool_button = move |(tool, id, label, title)| {
        view! {
            <button
                type="button"
                id=id
                title=title
                aria-pressed=move || (state.tool.get() == tool).to_string()
                on:click=move |_| state.tool.set(tool)
            >
                {label}
            </button>
        }
    };
    let zoom = move |factor: f64| {
        state.look(|window| {
            window.zoomed(
                factor,
                (window.left + window.right) / 2.0,
                (window.bottom + window.top) / 2.0,
            )
        });
    };
    let is_all = move || state.view.read().window == Window::ALL;
    view! {
        <div class="map-tools">
            <div class="map-group" role="group" aria-label="Show as">{forms.collect_view()}</div>
            <Show when=move || state.form.get() == Form::Picture>
                <div class="map-group" role="group" aria-label="Drag">{tools.map(tool_button).collect_view()}</div>
                <div class="map-group" role="group" aria-label="Zoom">
                    <button type="button" class="icon" aria-label="Zoom in" on:click=move |_| zoom(0.7)>"+"</button>
                    <button type="button" class="icon" aria-label="Zoom out" on:click=move |_| zoom(1.0 / 0.7)>"−"</button>
                    <button type="button" disabled=is_all on:click=move |_| state.look(|_| Window::ALL)>"Fit"</button>
                </div>
            </Show>
        </div>
    }
}

/// Where the axes divide, and what the four zones are called.
#[component]
pub fn Zones(state: MapState) -> impl IntoView {
    let rows = move || {
        let report = state.report.read();
        let is_named = report.has_own_names();
        report
            .zones
            .iter()
            .map(|zone| {
                let worth = match (zone.sum.is_empty(), zone.share.is_empty()) {
                    (true, _) => String::new(),
                    (false, true) => zone.sum.clone(),
                    (false, false) => format!("{} · {}", zone.sum, zone.share),
                };
                let name = zone.name.clone();
                let kind = zone.zone;
                let strategy = (!is_named && !zone.strategy.is_empty())
                    .then(|| view! { <tr class="zone-strategy"><td colspan="3">{zone.strategy}</td></tr> });
                view! {
                    <tr>
                        <th scope="row">
                            <div class="zone-cell">
                            <span class="zone-sign" data-zone=corner(kind) aria-hidden="true"></span>
                            {match is_named {
                                true => view! { <ZoneName state zone=kind name /> }.into_any(),
                                false => name.into_any(),
                            }}
                            </div>
                        </th>
                        <td class="numeric">{report.numbers.number(zone.count as f64, 0)}</td>
                        <td class="numeric">{worth}</td>
                    </tr>
                    {strategy}
                }
            })
            .collect_view()
    };
    view! {
        <section class="map-zones" aria-labelledby="map-zones">
            <h2 id="map-zones">"Zones"</h2>
            <table>
                <thead class="visually-hidden">
                    <tr><th scope="col">"Zone"</th><th scope="col">"Accounts"</th><th scope="col">"Worth"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <div class="map-thresholds">
                <ThresholdField state is_across=true />
                <ThresholdField state is_across=false />
            </div>
        </section>
    }
}

const fn corner(zone: Zone) -> &'static str {
    match zone {
        Zone::Strategic => "upper-right",
        Zone::Prospective => "lower-right",
        Zone::Cooperative => "upper-left",
        Zone::Tactical => "lower-left",
    }
}

#[component]
fn ZoneName(state: MapState, zone: Zone, name: String) -> impl IntoView {
    let write = move |event: leptos::ev::Targeted<leptos::ev::Event, HtmlInputElement>| {
        let typed = event.target().value().trim().to_owned();
        let mut zones = state
            .workspace
            .document
            .with_untracked(|document| document.map.zones.clone());
        // An emptied name goes back to the usual one.
        let defaults = ZoneTexts::default();
        let (place, usual) = match zone {
            Zone::Strategic => (&mut zones.strategic, defaults.strategic),
            Zone::Prospective => (&mut zones.prospective, defaults.prospective),
            Zone::Cooperative => (&mut zones.cooperative, defaults.cooperative),
            Zone::Tactical => (&mut zones.tactical, defaults.tactical),
        };
        *place = if typed.is_empty() { usual } else { typed };
        event.target().set_value(place);
        state
            .workspace
            .send(Message::Edited(Edit::ZonesNamed(zones), None));
    };
    let label = format!("Name of the zone {}", corner(zone).replace('-', " "));
    view! { <input type="text" class="zone-name" maxlength="40" aria-label=label prop:value=name on:change:target=write /> }
}

/// A threshold as text.
#[component]
fn ThresholdField(state: MapState, is_across: bool) -> impl IntoView {
    let axis = move |report: &MapReport| -> Axis {
        if is_across {
            report.x.clone()
        } else {
            report.y.clone()
        }
    };
    let label = move || {
        let report = state.report.read();
        let axis = if is_across { &report.x } else { &report.y };
        format!("{} divides at", axis.measure.label())
    };
    let text = move || {
        let report = state.report.read();
        let axis = if is_across { &report.x } else { &report.y };
        report
            .numbers
            .field_for_editing(&FieldValue::Number(six_digits(axis.threshold.value)))
    };
    let is_own = move || {
        let measure = state.report.with(|report| axis(report).measure);
        state
            .workspace
            .document
            .with(|document| document.map.thresholds.contains_key(measure.key()))
    };
    let send = move |value: Option<f64>| {
        let measure = state.report.with_untracked(|report| axis(report).measure);
        state
            .workspace
            .send(Message::Edited(Edit::ThresholdMoved { measure, value }, None));
    };
    let write = move |event: leptos::ev::Targeted<leptos::ev::Event, HtmlInputElement>| {
        let input = event.target();
        let typed = input.value();
        let marks = state.workspace.style.with_untracked(|style| style.marks());
        match (typed.trim(), read_number(&typed, marks)) {
            ("", _) => send(None),
            (_, Some(value)) => send(Some(value)),
            (_, None) => {
                let sentence = format!(
                    "\"{}\" is not a number; the threshold stays where it was.",
                    typed.trim()
                );
                state
                    .workspace
                    .send(Message::Noticed(NoticeKind::Problem, sentence));
            }
        }
        input.set_value(&untrack(text));
    };
    let id = if is_across {
        "map-threshold-x"
    } else {
        "map-threshold-y"
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <div class="map-threshold">
                <input id=id type="text" inputmode="decimal" prop:value=text on:change:target=write />
                <Show when=is_own>
                    <button type="button" class="link" on:click=move |_| send(None)>"Usual"</button>
                </Show>
            </div>
        </div>
    }
}

/// `value` in six significant digits: more say nothing about where a line stands.
fn six_digits(value: f64) -> f64 {
    if value == 0.0 {
        return value;
    }
    let decimals = 5.0 - libm::floor(libm::log10(value.abs()));
    if decimals >= 0.0 {
        let scale = libm::exp10(decimals);
        libm::round(value * scale) / scale
    } else {
        libm::round(value)
    }
}
