//! The desk that answers: people, hours, and what comes to it.

use leptos::prelude::*;

use crate::decisions::workload::comes_to_desk;
use crate::platform::clock;
use crate::portfolio::MOST_AT_DESK;
use crate::report::form::{FormField, FormKind};
use crate::report::service::{DeskField, with_activity, with_staff};
use crate::session::Gesture;
use crate::ui::widgets::FormLine;
use crate::ui::workspace::workspace;

use super::{Serving, serve};

/// The form of the desk.
#[component]
pub fn DeskForm(serving: Serving) -> impl IntoView {
    view! {
        <section aria-labelledby="desk-title" class="service-desk">
            <h2 id="desk-title">"The desk that answers"</h2>
            <form class="fields lens-fields" on:submit=|event| event.prevent_default()>
                <Staff serving />
                <DeskInput serving field=DeskField::Hours hint="Contacts are spread evenly over them." />
                <DeskInput serving field=DeskField::Minutes hint="Left empty, the mean of the activities that come to the desk." />
            </form>
            <Activities />
        </section>
    }
}

/// How many answer at the same time.
#[component]
fn Staff(serving: Serving) -> impl IntoView {
    let workspace = workspace();
    let staff = move || workspace.document.with(|document| document.service.staff);
    // Wide enough for twice of what the promises take, so that the slider does not jump while it is dragged.
    let most = Memo::new(move |_| {
        let queue = serving.queue.read();
        let needed = queue
            .as_ref()
            .map_or(0, |found| found.least.unwrap_or(found.enough));
        needed.saturating_mul(2).clamp(10, MOST_AT_DESK)
    });
    let gesture = StoredValue::new(Gesture(0));
    let begin = move || gesture.set_value(Gesture(clock::now() as u64));
    let write = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let wanted = event
            .target()
            .value_as_number()
            .clamp(1.0, f64::from(MOST_AT_DESK)) as u32;
        let desk = workspace
            .document
            .with_untracked(|document| with_staff(&document.service, wanted));
        serve(workspace, desk, Some(gesture.get_value()));
    };
    view! {
        <div class="field">
            <label for="desk-staff">"People who answer at the same time"</label>
            <div class="staff">
                <input
                    id="desk-staff"
                    type="range"
                    min="1"
                    step="1"
                    max=move || most.get().max(staff()).to_string()
                    prop:value=move || staff().to_string()
                    on:pointerdown=move |_| begin()
                    on:focus=move |_| begin()
                    on:input:target=write
                />
                <output for="desk-staff">{move || staff().to_string()}</output>
            </div>
        </div>
    }
}

#[component]
fn DeskInput(serving: Serving, field: DeskField, hint: &'static str) -> impl IntoView {
    let workspace = workspace();
    let text = Signal::derive(move || {
        workspace
            .document
            .with(|document| field.text(&document.service, &workspace.style.read()))
    });
    let on_write = Callback::new(move |written: String| {
        let marks = workspace.style.with_untracked(|style| style.marks());
        let changed = workspace
            .document
            .with_untracked(|document| field.write(&document.service, &written, marks));
        changed.map(|desk| serve(workspace, desk, None)).err()
    });
    let now = move || {
        let minutes = serving
            .workload
            .read()
            .minutes
            .filter(|_| field == DeskField::Minutes)?;
        let written = workspace.style.with(|style| style.number(minutes, 1));
        text.with(String::is_empty)
            .then(|| view! { <p class="hint">{format!("Now {written}.")}</p> })
    };
    view! {
        <div>
            <FormLine
                field=FormField::new("desk", field.label(), FormKind::Number, String::new()).hint(hint)
                id=format!("desk-{field:?}").to_lowercase()
                text
                refusal=RwSignal::new(None)
                on_write
            />
            {now}
        </div>
    }
}

/// Which activities come to the desk.
#[component]
fn Activities() -> impl IntoView {
    let workspace = workspace();
    let activities = Memo::new(move |_| {
        workspace.document.with(|document| {
            let activities = document.portfolio.activities.iter();
            let known = activities.map(|activity| {
                let comes = comes_to_desk(document, activity);
                (activity.id.clone(), activity.name.clone(), comes)
            });
            known.collect::<Vec<_>>()
        })
    });
    let boxes = move || {
        let boxed = |(id, name, comes): (String, String, bool)| {
            let choose = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
                let comes = event.target().checked();
                let desk = workspace
                    .document
                    .with_untracked(|document| with_activity(document, &id, comes));
                serve(workspace, desk, None);
            };
            view! { <label class="check"><input type="checkbox" prop:checked=comes on:change:target=choose />{name}</label> }
        };
        activities.get().into_iter().map(boxed).collect_view()
    };
    view! {
        <Show when=move || !activities.read().is_empty()>
            <fieldset class="desk-activities">
                <legend>"Comes to the desk"</legend>
                {boxes}
            </fieldset>
        </Show>
    }
}
