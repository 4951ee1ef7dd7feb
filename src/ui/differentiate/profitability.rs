//! The Profitability lens.

use leptos::prelude::*;

use crate::chart::{Plate, whale_plate};
use crate::portfolio::Shared;
use crate::report::profitability::{PROFITABILITY_METHOD, profitability};
use crate::ui::lens::{LensPage, PlatePicture, shown_rows};
use crate::ui::workspace::workspace;

/// The Profitability page.
#[component]
pub fn ProfitabilityPage() -> impl IntoView {
    let workspace = workspace();
    let rows = shown_rows();
    let report = Memo::new(move |_| {
        Shared::new(profitability(
            &workspace.document.read(),
            &workspace.valuation.read().output,
            &rows.read(),
            &workspace.style.read(),
        ))
    });
    let has_curve = Memo::new(move |_| report.read().whale.is_some());
    let pictures = move || {
        let curve = move |width: f64, text: &dyn crate::chart::TextWidths| {
            let report = report.read();
            report
                .whale
                .as_ref()
                .map_or_else(Plate::default, |whale| whale_plate(whale, width, text))
        };
        let why = move || report.with(|report| report.words.first().cloned());
        if has_curve.get() {
            view! { <PlatePicture title="Whale curve" file="whale-curve" draw=curve /> }.into_any()
        } else {
            view! { <p class="map-notice" role="status">{why}</p> }.into_any()
        }
    };
    view! {
        <LensPage
            title="Profitability"
            lead="Who earns the profit, and who gives it away again."
            tables=Signal::derive(move || report.with(|report| vec![report.table.clone()]))
            words=Signal::derive(move || report.with(|report| report.words.clone()))
            method=PROFITABILITY_METHOD
            pictures
        />
    }
}
