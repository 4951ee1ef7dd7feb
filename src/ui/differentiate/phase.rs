//! "The data may not mean what they meant": the banner, and on the Models page what it rests on.

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, slope_plate};
use crate::jobs::WatchPhase;
use crate::measures::models::phase::Phase;
use crate::platform::watching::watch;
use crate::portfolio::Shared;
use crate::report::phase::{PhaseQuestion, PhaseReport, phase_question, phase_report};
use crate::ui::lens::PlatePicture;
use crate::ui::workspace::workspace;

/// What was asked last, and what came of it; `None` while it is looked into.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watched {
    weeks: Option<u32>,
    question: Option<Shared<PhaseQuestion>>,
    found: Option<Result<Shared<Phase>, String>>,
}

/// Looks whether recent behaviour has left the past, for as long as the component that calls this lives; an answer that
/// still holds is kept.
fn keep_watch() -> Memo<Shared<PhaseQuestion>> {
    let workspace = workspace();
    let watched = workspace.watched;
    let weeks = Memo::new(move |_| watched.with(|watched| watched.weeks));
    let question = Memo::new(move |_| {
        Shared::new(phase_question(
            &workspace.document.read(),
            weeks.get(),
            &workspace.style.read(),
        ))
    });
    Effect::new(move |_| {
        let asked = question.get();
        if watched.with_untracked(|watched| watched.question.as_ref() == Some(&asked)) {
            return;
        }
        watched.update(|watched| {
            watched.question = Some(asked.clone());
            watched.found = None;
        });
        if let PhaseQuestion::Ask { days, weeks, .. } = &*asked {
            let job = WatchPhase {
                days: days.clone(),
                weeks: *weeks,
            };
            watch(job, move |found| {
                watched.update(|watched| watched.found = Some(found.map(Shared::new)));
            });
        }
    });
    question
}

fn report() -> Memo<Option<Result<PhaseReport, String>>> {
    let workspace = workspace();
    Memo::new(move |_| {
        let found = workspace.watched.with(|watched| watched.found.clone())?;
        let document = workspace.document.read();
        let style = workspace.style.read();
        Some(found.map(|phase| phase_report(&document, &phase, &style)))
    })
}

/// Says so where the past no longer speaks for the present; nothing otherwise.
#[component]
pub fn PhaseBanner() -> impl IntoView {
    keep_watch();
    let report = report();
    let rings = move || match report.get() {
        Some(Ok(report)) if report.rings => Some(report.verdict),
        _ => None,
    };
    view! {
        <div role="status">
            {move || rings().map(|verdict| view! {
                <p class="phase-banner">{verdict} " " <a href="#models">"Old and new ranking"</a></p>
            })}
        </div>
    }
}

/// The whole finding, with both rankings.
#[component]
pub fn PhaseSection() -> impl IntoView {
    let workspace = workspace();
    let question = keep_watch();
    let report = report();
    let cannot = move || match &**question.read() {
        PhaseQuestion::Cannot(sentence) => Some(sentence.clone()),
        PhaseQuestion::Ask { .. } => None,
    };
    let windows = Memo::new(move |_| match &**question.read() {
        PhaseQuestion::Ask { windows, weeks, .. } => (windows.clone(), *weeks),
        PhaseQuestion::Cannot(_) => (Vec::new(), 0),
    });
    let choose = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let weeks = event.target().value().parse().ok();
        workspace.watched.update(|watched| watched.weeks = weeks);
    };
    let options = move || {
        let (windows, now) = windows.get();
        let option = move |weeks: u32| view! { <option value=weeks.to_string() selected=weeks == now>{format!("the last {weeks} weeks")}</option> };
        windows.into_iter().map(option).collect_view()
    };
    let is_asked = move || windows.with(|(windows, _)| !windows.is_empty());
    let said = move || match report.get() {
        None => "Looking …".to_owned(),
        Some(Ok(report)) => report.verdict,
        Some(Err(sentence)) => sentence,
    };
    let rings = move || report.with(|report| matches!(report, Some(Ok(report)) if report.rings));
    view! {
        <section aria-labelledby="phase-title">
            <h2 id="phase-title">"Do the data still mean what they meant?"</h2>
            <Show when=is_asked fallback=move || view! { <p>{cannot}</p> }>
                <p class="choices">
                    <label>"Of late means " <select id="phase-window" on:change:target=choose>{options}</select></label>
                </p>
                <p role="status" class:phase-banner=rings>{said}</p>
                <Found report />
            </Show>
        </section>
    }
}

#[component]
fn Found(report: Memo<Option<Result<PhaseReport, String>>>) -> impl IntoView {
    let found = move || report.get().and_then(Result::ok);
    let facts = move || {
        found().map(|report| {
            let facts = report.facts.into_iter();
            facts
                .map(|fact| view! { <div><dt>{fact.label}</dt><dd>{fact.text}</dd></div> })
                .collect_view()
        })
    };
    let slope = Memo::new(move |_| report.with(|report| report.as_ref()?.as_ref().ok()?.slope.clone()));
    let has_slope = Memo::new(move |_| slope.with(Option::is_some));
    let draw = move |width: f64, text: &dyn TextWidths| {
        slope.with(|slope| {
            (slope.as_ref()).map_or_else(Plate::default, |slope| slope_plate(slope, width, text))
        })
    };
    view! {
        <dl class="desk-facts">{facts}</dl>
        <p>{move || found().map(|report| report.about_ranks)}</p>
        <Show when=move || has_slope.get()>
            <PlatePicture title="Old and new ranking" file="old-and-new-ranking" draw />
        </Show>
    }
}
