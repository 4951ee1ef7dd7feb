//! The Risk and concentration lens.

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, bars_plate, concentration_plate};
use crate::measures::MeasureId;
use crate::portfolio::Shared;
use crate::report::risk::{CONCENTRATED, GroupBy, RISK_METHOD, RiskReport, risk, risk_tables};
use crate::ui::lens::{LensPage, PlatePicture, shown_rows};
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::workspace;

/// The Risk and concentration page.
#[component]
pub fn RiskPage() -> impl IntoView {
    let workspace = workspace();
    let rows = shown_rows();
    let measure = RwSignal::new(MeasureId::Revenue);
    let by = RwSignal::new(GroupBy::Segment);
    let found = worked_out(move || {
        let (now, rows, snapshot) = (Ground::now(), rows.get(), workspace.compared.get());
        let asked = (measure.get(), by.get());
        async move {
            let (valuation, snapshot) = (&now.valuation.output, snapshot.as_deref());
            risk(&now.document, valuation, &rows, asked, snapshot, &now.style).await
        }
    });
    found.view("Risk and concentration", move |report| {
        view! { <Page report rows measure by /> }.into_any()
    })
}

#[component]
fn Page(
    report: Memo<Shared<RiskReport>>,
    rows: Memo<Shared<Vec<usize>>>,
    measure: RwSignal<MeasureId>,
    by: RwSignal<GroupBy>,
) -> impl IntoView {
    let workspace = workspace();
    let has =
        Memo::new(move |_| report.with(|report| (report.spreading.is_some(), !report.at_risk.is_empty())));
    let curve = move |width: f64, text: &dyn TextWidths| {
        let report = report.read();
        let spreading = report.spreading.as_ref();
        spreading.map_or_else(Plate::default, |spreading| {
            concentration_plate(spreading, width, text)
        })
    };
    let groups = move |width: f64, text: &dyn TextWidths| bars_plate(&report.read().groups, width, text);
    let leaving = move |width: f64, text: &dyn TextWidths| bars_plate(&report.read().at_risk, width, text);
    let last = move || report.with(|report| report.words.last().cloned());
    let pictures = move || {
        let (has_curve, has_leaving) = has.get();
        let spread = if has_curve {
            view! {
                <PlatePicture title="Concentration" file="concentration" draw=curve />
                <PlatePicture title="Shares of groups" file="concentration-groups" draw=groups />
            }
            .into_any()
        } else {
            ().into_any()
        };
        let at_risk = if has_leaving {
            view! {
                <PlatePicture title="Value expected to leave within a year" file="value-at-risk" draw=leaving />
                <p class="hint">"Orange, with the attitude beside it: high in value and low in attitude. Hatched: the retention is estimated or judged."</p>
            }
            .into_any()
        } else {
            view! { <p class="map-notice" role="status">{last}</p> }.into_any()
        };
        view! { {spread} {at_risk} }
    };
    let tables = move || {
        risk_tables(
            &report.read(),
            &workspace.document.read(),
            &workspace.valuation.read().output,
            &rows.read(),
            by.get(),
            &workspace.style.read(),
        )
    };
    view! {
        <LensPage
            title="Risk and concentration"
            lead="How much hangs on few, and what is expected to leave."
            tables=Signal::derive(tables)
            words=Signal::derive(move || report.with(|report| report.words.clone()))
            method=RISK_METHOD
            choices=move || view! { <Choices measure by /> }
            pictures
        />
    }
}

/// What is spread, and over which groups.
#[component]
fn Choices(measure: RwSignal<MeasureId>, by: RwSignal<GroupBy>) -> impl IntoView {
    let measured = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        if let Some(chosen) = MeasureId::from_key(&event.target().value()) {
            measure.set(chosen);
        }
    };
    let grouped = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let name = event.target().value();
        if let Some((chosen, _)) = GroupBy::ALL.iter().find(|(_, other)| *other == name) {
            by.set(*chosen);
        }
    };
    let measures = CONCENTRATED.map(|one| {
        view! { <option value=one.key() prop:selected=move || measure.get() == one>{one.label()}</option> }
    });
    let groups = GroupBy::ALL.map(|(one, name)| {
        view! { <option value=name prop:selected=move || by.get() == one>{name}</option> }
    });
    view! {
        <div class="lens-bar" role="group" aria-label="What is shown">
            <label>"Concentration of " <select on:change:target=measured>{measures.into_iter().collect_view()}</select></label>
            <label>"Groups " <select on:change:target=grouped>{groups.into_iter().collect_view()}</select></label>
        </div>
    }
}
