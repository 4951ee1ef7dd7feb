//! Where the account stands: in every lens, in time, in the network.

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, network_plate, progress_plate};
use crate::measures::MeasureId;
use crate::portfolio::Shared;
use crate::report::account_lenses::{LensLine, account_lenses};
use crate::report::account_network::{Linked, account_network};
use crate::report::progress::{ProgressReport, progress};
use crate::session::Place;
use crate::ui::lens::{PlatePicture, looked_through};
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::{Workspace, workspace};

use super::account::{AccountView, account_view};

/// The row of the account; `None` once it is gone.
fn row_of(workspace: Workspace, view: AccountView) -> Option<usize> {
    view.id
        .with_value(|id| workspace.document.read().portfolio.row_of(id))
}

/// A line for each lens, leading there.
#[component]
pub fn InEveryLens() -> impl IntoView {
    let (workspace, view) = (workspace(), account_view());
    let found = worked_out(move || {
        let (now, row) = (Ground::shown(), row_of(workspace, view));
        async move {
            match row {
                Some(row) => account_lenses(&now.document, &now.valuation.output, row, &now.style).await,
                None => Vec::new(),
            }
        }
    });
    let line = |line: LensLine| {
        view! {
            <li>
                <a href=line.address>{line.lens}</a>
                <strong>{line.stands}</strong>
                <span class="figures">{line.figures}</span>
            </li>
        }
    };
    let lines = move |lines: Memo<Shared<Vec<LensLine>>>| {
        let lines = move || lines.with(|lines| lines.iter().cloned().map(line).collect_view());
        view! { <ul>{lines}</ul> }.into_any()
    };
    view! {
        <section class="places" aria-labelledby="places-title">
            <h2 id="places-title">"Where it stands in every lens"</h2>
            {found.view("", lines)}
        </section>
    }
}

/// What they got and what we got at each snapshot and now.
#[component]
pub fn InTime() -> impl IntoView {
    let (workspace, view) = (workspace(), account_view());
    let course = move |measure: MeasureId| {
        Memo::new(move |_| {
            let row = row_of(workspace, view)?;
            let report = progress(
                &workspace.document.read(),
                &workspace.shown.read().output,
                &[row],
                measure,
                workspace.compared.read().as_deref(),
                &workspace.style.read(),
            );
            let report = looked_through(workspace, report);
            report.has_course().then(|| Shared::new(report))
        })
    };
    let sides = [course(MeasureId::ValueReceived), course(MeasureId::TotalValue)];
    let has_past = move |side: usize| sides[side].with(Option::is_some);
    let draw = move |side: usize| {
        move |width: f64, text: &dyn TextWidths| {
            let report: Option<Shared<ProgressReport>> = sides[side].get();
            report.map_or_else(Plate::default, |report| progress_plate(&report, width, text))
        }
    };
    let nothing = move || !has_past(0) && !has_past(1);
    view! {
        <section class="in-time" aria-labelledby="in-time-title">
            <h2 id="in-time-title">"Both sides in time"</h2>
            <Show when=nothing>
                <p>
                    "There is no earlier snapshot that knows this account. "
                    <a href=Place::Portfolio.fragment()>"Take one"</a>
                    ", and see here what has become of both sides."
                </p>
            </Show>
            <div class="lens-pair">
                <Show when=move || has_past(0)>
                    <PlatePicture title="What they get, over time" file="received-over-time" draw=draw(0) />
                </Show>
                <Show when=move || has_past(1)>
                    <PlatePicture title="What we get, over time" file="given-over-time" draw=draw(1) />
                </Show>
            </div>
        </section>
    }
}

/// Who brought it and whom it brought.
#[component]
pub fn InNetwork() -> impl IntoView {
    let (workspace, view) = (workspace(), account_view());
    let place = Memo::new(move |_| {
        let row = row_of(workspace, view)?;
        account_network(
            &workspace.document.read(),
            &workspace.shown.read().output,
            row,
            &workspace.style.read(),
        )
    });
    let is_linked = Memo::new(move |_| place.with(Option::is_some));
    let draw = move |width: f64, text: &dyn TextWidths| {
        place.with(|place| match place {
            Some(place) => network_plate(&place.picture, width, text),
            None => Plate::default(),
        })
    };
    let sentence = move || place.with(|place| place.as_ref().map(|place| place.sentence.clone()));
    let lists = move || {
        place.get().map(|place| {
            view! {
                <LinkedList title="Came through" linked=place.brought_by />
                <LinkedList title="Brought" linked=place.brought />
            }
        })
    };
    view! {
        <section class="in-network" aria-labelledby="in-network-title">
            <h2 id="in-network-title">"Its place in the network"</h2>
            <Show
                when=move || is_linked.get()
                fallback=|| view! {
                    <p class="print-not">"Nobody is recorded to have brought it, and it has brought nobody yet. A referral, an introduction or a share of value, added above, begins its network."</p>
                }
            >
                <p>{sentence}</p>
                <PlatePicture title="Its neighbours" file="network-of-account" draw />
                <div class="lens-pair linked">{lists}</div>
            </Show>
        </section>
    }
}

#[component]
fn LinkedList(title: &'static str, linked: Vec<Linked>) -> impl IntoView {
    let item = |one: Linked| {
        view! {
            <li>
                <a href=Place::Account(one.id).fragment()>{one.name}</a>
                <span>{one.how}</span>
            </li>
        }
    };
    (!linked.is_empty()).then(|| {
        view! { <div><h3>{title}</h3><ul>{linked.into_iter().map(item).collect_view()}</ul></div> }
    })
}
