//! The portfolio as a whole.

mod snapshots;

use leptos::prelude::*;

use crate::report::caveats::{CaveatRow, caveats};
use crate::report::portfolio_page::{PortfolioFigure, PortfolioPage as Report, RepeatYear, portfolio_page};
use crate::ui::widgets::Bar;
use crate::ui::workspace::workspace;

use super::phase::PhaseBanner;
use super::weighing::Members;
use snapshots::Snapshots;

/// The Portfolio page.
#[component]
pub fn PortfolioPage() -> impl IntoView {
    let workspace = workspace();
    let report = Memo::new(move |_| {
        portfolio_page(
            &workspace.document.read(),
            &workspace.valuation.read().output,
            workspace.compared.read().as_deref(),
            &workspace.style.read(),
        )
    });
    let part = move |of: fn(&Report) -> Vec<PortfolioFigure>| Signal::derive(move || report.with(of));
    let repeat = Signal::derive(move || report.with(|report| report.repeat.clone()));
    view! {
        <h1>"Portfolio"</h1>
        <p class="lead">"All accounts together: what they are worth, what of their business comes back, how much hangs on few. Every number opens to show how it came about."</p>
        <PhaseBanner />
        <div class="desk">
            <Figures id="worth" title="What it is worth, and on how many it rests" figures=part(|report| report.now.clone()) />
            <Figures id="comes-back" title="What comes back" figures=part(|report| report.years.clone()) />
            <RepeatTable years=repeat />
            <ToCheck />
            <Snapshots rows=Signal::derive(move || report.with(|report| report.snapshots.clone())) />
            <Show when=move || report.with(|report| !report.since.is_empty())>
                <Figures id="since" title="What became of it since" figures=part(|report| report.since.clone()) />
            </Show>
        </div>
    }
}

/// What to distrust about the numbers, with the accounts concerned.
#[component]
fn ToCheck() -> impl IntoView {
    let workspace = workspace();
    let rows = Memo::new(move |_| caveats(&workspace.document.read(), &workspace.valuation.read()));
    let lines = move || {
        let line = |row: CaveatRow| {
            let members = (!row.members.is_empty()).then(|| view! { <Members members=row.members /> });
            view! { <li>{row.sentence} {members}</li> }
        };
        rows.get().into_iter().map(line).collect_view()
    };
    let lead = move || match rows.with(Vec::len) {
        0 => "Nothing in the records contradicts itself.",
        _ => {
            "What in the records contradicts itself or cannot be counted, what was done with it, and the way out."
        }
    };
    view! {
        <section aria-labelledby="check-title">
            <h2 id="check-title">"What to check"</h2>
            <p role="status">{lead}</p>
            <ul class="warnings">{lines}</ul>
        </section>
    }
}

#[component]
fn Figures(id: &'static str, title: &'static str, figures: Signal<Vec<PortfolioFigure>>) -> impl IntoView {
    let title_id = format!("{id}-title");
    let labelled = title_id.clone();
    let cards = move || {
        figures
            .get()
            .into_iter()
            .map(|figure| view! { <Figure figure /> })
            .collect_view()
    };
    view! {
        <section aria-labelledby=labelled>
            <h2 id=title_id>{title}</h2>
            <div class="portfolio-figures">{cards}</div>
        </section>
    }
}

#[component]
fn Figure(figure: PortfolioFigure) -> impl IntoView {
    let notes = figure
        .notes
        .into_iter()
        .map(|note| view! { <li>{note}</li> })
        .collect_view();
    view! {
        <details class="portfolio-figure" data-figure=figure.key>
            <summary>
                <span class="name">{figure.label}</span>
                <strong>{figure.value}</strong>
                <small>{figure.aside}</small>
            </summary>
            <p class="formula">{figure.formula}</p>
            <p class="formula worked">{figure.worked}</p>
            <ul class="notes">{notes}</ul>
            <p class="hint">{figure.source}</p>
        </details>
    }
}

#[component]
fn RepeatTable(years: Signal<Vec<RepeatYear>>) -> impl IntoView {
    let rows = move || {
        let line = |year: RepeatYear| {
            view! {
                <tr>
                    <th scope="row">{year.year}</th>
                    <td class="numeric">{year.repeat}</td>
                    <td class="numeric">{year.new}</td>
                    <td class="numeric">{year.share}</td>
                    <td><Bar part=year.part /></td>
                </tr>
            }
        };
        years.get().into_iter().map(line).collect_view()
    };
    view! {
        <Show when=move || years.with(|years| !years.is_empty())>
            <section aria-labelledby="repeat-title">
                <h3 id="repeat-title">"Repeat business by year"</h3>
                <div class="scroll-x" tabindex="0" role="group" aria-labelledby="repeat-title">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"Year"</th>
                                <th scope="col" class="numeric">"Known before"</th>
                                <th scope="col" class="numeric">"New"</th>
                                <th scope="col" class="numeric">"Repeat share"</th>
                                <th scope="col"><span class="visually-hidden">"Drawn"</span></th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        </Show>
    }
}
