//! The Objectives page: what the business is after, whom that puts first, and what to do about those it moves.

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, slope_plate};
use crate::decisions::Proposals;
use crate::measures::MeasureId;
use crate::measures::portfolio_totals::size_measure;
use crate::portfolio::Shared;
use crate::report::objective_words::objectives_tables;
use crate::report::objectives::{OBJECTIVES_METHOD, ObjectivesChoice, ObjectivesReport, objectives};
use crate::report::rankings::rankable;
use crate::ui::decide::{DecideDialog, proposals_of, provide_desk};
use crate::ui::lens::{LensPage, PlatePicture, ToldBeside, shown_rows};
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::workspace;

use super::movers::{FIRST, Movers};
use super::objective_cards::ObjectiveCards;

/// The Objectives page.
#[component]
pub fn ObjectivesPage() -> impl IntoView {
    provide_desk();
    let workspace = workspace();
    let rows = shown_rows();
    let chosen = RwSignal::new(None::<MeasureId>);
    let today = Memo::new(move |_| {
        let usual = || size_measure(&workspace.shown.read().output);
        chosen.get().unwrap_or_else(usual)
    });
    let n_shown = RwSignal::new([FIRST; 2]);
    let found = worked_out(move || {
        let (now, rows, compared) = (Ground::shown(), rows.get(), workspace.compared.get());
        let choice = ObjectivesChoice {
            today: today.get(),
            n_shown: n_shown.get(),
        };
        async move {
            let (document, valuation, style) = (&now.document, &now.valuation.output, &now.style);
            let proposals = proposals_of(document, &now.valuation).await;
            let compared = compared.as_deref();
            let report = objectives(document, valuation, &proposals, &rows, choice, compared, style).await;
            ObjectivesSeen {
                report: Shared::new(report),
                proposals: Shared::new(proposals),
            }
        }
    });
    found.view("Objectives", move |seen| {
        view! { <Page seen rows today chosen n_shown /> }.into_any()
    })
}

/// The report, and the proposals it names.
#[derive(PartialEq)]
struct ObjectivesSeen {
    report: Shared<ObjectivesReport>,
    proposals: Shared<Proposals>,
}

#[component]
fn Page(
    seen: Memo<Shared<ObjectivesSeen>>,
    rows: Memo<Shared<Vec<usize>>>,
    today: Memo<MeasureId>,
    chosen: RwSignal<Option<MeasureId>>,
    n_shown: RwSignal<[usize; 2]>,
) -> impl IntoView {
    let workspace = workspace();
    let report = Memo::new(move |_| seen.with(|seen| seen.report.clone()));
    let proposals = Memo::new(move |_| seen.with(|seen| seen.proposals.clone()));
    let tables = move || {
        objectives_tables(
            &workspace.document.read(),
            &workspace.shown.read().output,
            &rows.read(),
            today.get(),
            &workspace.style.read(),
        )
    };
    let words = Signal::derive(move || report.with(|report| report.words.clone()));
    let has = Memo::new(move |_| report.with(|report| (report.slope.is_some(), report.since.is_some())));
    let slope = move |width: f64, text: &dyn TextWidths| {
        let report = report.read();
        (report.slope.as_ref()).map_or_else(Plate::default, |slope| slope_plate(slope, width, text))
    };
    let since = move |width: f64, text: &dyn TextWidths| {
        let report = report.read();
        (report.since.as_ref()).map_or_else(Plate::default, |since| slope_plate(since, width, text))
    };
    let pictures = move || {
        view! {
            <div class="objectives">
                <ObjectiveCards report />
                <div class="objectives-ranking">
                    <ToldBeside words />
                    <Show when=move || has.get().0>
                        <PlatePicture title="From today's ranking to that by your objectives" file="objectives" draw=slope />
                    </Show>
                    <Show when=move || has.get().1>
                        <PlatePicture title="By your objectives, then and now" file="objectives-since" draw=since />
                    </Show>
                </div>
            </div>
        }
    };
    view! {
        <LensPage
            title="Objectives"
            lead="Whom do our real objectives put first, and what do we do about those they move?"
            tables=Signal::derive(tables)
            words
            method=OBJECTIVES_METHOD
            choices=move || view! { <Today today chosen /> }
            pictures
        >
            <Movers report proposals n_shown />
            <DecideDialog />
        </LensPage>
    }
}

/// The measure accounts are ranked by today.
#[component]
fn Today(today: Memo<MeasureId>, chosen: RwSignal<Option<MeasureId>>) -> impl IntoView {
    let workspace = workspace();
    let known = Memo::new(move |_| rankable(&workspace.shown.read().output));
    let options = move || {
        let option = |measure: MeasureId| {
            view! { <option value=measure.key() prop:selected=move || today.get() == measure>{measure.label()}</option> }
        };
        known.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="lens-bar" role="group" aria-label="Rankings compared">
            <label>
                "Ranked today by "
                <select on:change:target=move |event| chosen.set(MeasureId::from_key(&event.target().value()))>{options}</select>
            </label>
        </div>
    }
}
