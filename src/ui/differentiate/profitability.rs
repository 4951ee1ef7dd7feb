//! The Profitability lens.

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, serving_plate, whale_plate};
use crate::portfolio::Shared;
use crate::report::profitability::{PROFITABILITY_METHOD, ProfitabilityReport, profitability, whale_table};
use crate::ui::lens::{Finding, LensPage, PlatePicture, shown_rows};
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::workspace;

/// The Profitability page.
#[component]
pub fn ProfitabilityPage() -> impl IntoView {
    let workspace = workspace();
    let rows = shown_rows();
    let found = worked_out(move || {
        let (now, rows, snapshot) = (Ground::now(), rows.get(), workspace.compared.get());
        async move {
            let report = profitability(&now.document, &now.valuation.output, &rows, &now.style).await;
            match snapshot {
                Some(snapshot) => report.since(&now.document, &rows, &snapshot),
                None => report,
            }
        }
    });
    found.view("Profitability", |report| view! { <Page report /> }.into_any())
}

#[component]
fn Page(report: Memo<Shared<ProfitabilityReport>>) -> impl IntoView {
    let workspace = workspace();
    let has_curve = Memo::new(move |_| report.read().whale.is_some());
    let has_costs = Memo::new(move |_| report.read().serving.is_some());
    let curve = move |width: f64, text: &dyn TextWidths| {
        let report = report.read();
        let whale = report.whale.as_ref();
        whale.map_or_else(Plate::default, |whale| whale_plate(whale, width, text))
    };
    let costs = move |width: f64, text: &dyn TextWidths| {
        let report = report.read();
        let serving = report.serving.as_ref();
        serving.map_or_else(Plate::default, |serving| serving_plate(serving, width, text))
    };
    let served = Signal::derive(move || {
        let finding = report.with(|report| Some(report.serving.as_ref()?.finding.clone()));
        finding.unwrap_or_default()
    });
    let table = move || {
        let whale = report.with(|report| report.whale.clone());
        vec![whale_table(
            whale.as_ref(),
            &workspace.valuation.read().output,
            &workspace.style.read(),
        )]
    };
    let pictures = move || {
        view! {
            <Show when=move || has_curve.get()>
                <PlatePicture title="Whale curve" file="whale-curve" draw=curve />
            </Show>
            <Show when=move || has_costs.get()>
                <Finding found=served />
                <PlatePicture title="What serving takes of what selling brings" file="cost-to-serve" draw=costs />
            </Show>
        }
    };
    view! {
        <LensPage
            title="Profitability"
            lead="Who earns the profit, and who gives it away again."
            tables=Signal::derive(table)
            words=Signal::derive(move || report.with(|report| report.words.clone()))
            method=PROFITABILITY_METHOD
            pictures
        />
    }
}
