//! The Service tiers page: who is served first, how long each waits, whom the phone should send where.

mod desk;
mod edge;
mod routing;
mod tiers;

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, waits_plate};
use crate::decisions::tiers::Tiers;
use crate::decisions::workload::Workload;
use crate::portfolio::{ServiceDesk, Shared};
use crate::report::service::{
    QueueFound, SERVICE_METHOD, found, seats_table, stability, waits_table, waits_words,
};
use crate::session::{Edit, Gesture, Message};
use crate::ui::lens::{LensPage, PlatePicture, ToldBeside, shown_rows};
use crate::ui::workspace::{Workspace, workspace};

use desk::DeskForm;
use edge::Edge;
use routing::Routing;
use tiers::TierTable;

/// What the sections of the page read.
#[derive(Clone, Copy)]
struct Serving {
    tiers: Memo<Shared<Tiers>>,
    /// By row: share of drawn weights in which an account stays in its tier.
    kept: Memo<Option<Shared<Vec<f64>>>>,
    workload: Memo<Workload>,
    queue: Memo<Result<QueueFound, String>>,
    rows: Memo<Shared<Vec<usize>>>,
}

impl Serving {
    fn new(workspace: Workspace) -> Self {
        // What tiers are made of: what else of the document changes, the staff above all, leaves them as they are.
        let made_of = Memo::new(move |_| {
            workspace.document.with(|document| {
                let shares = document.service.tiers.iter().map(|tier| tier.share);
                let kinds = document.portfolio.accounts.iter().map(|account| account.kind);
                (shares.collect::<Vec<_>>(), kinds.collect::<Vec<_>>())
            })
        });
        let tiers = Memo::new(move |_| {
            // To track it alone would not work it out.
            drop(made_of.read());
            Shared::new(Tiers::of(
                &workspace.document.read_untracked(),
                &workspace.valuation.read().output,
            ))
        });
        // What is drawn follows from the numbers and the tiers alone, not from what else of the document changes.
        let kept = Memo::new(move |_| {
            let document = workspace.document.read_untracked();
            stability(&document, &workspace.valuation.read().output, &tiers.read()).map(Shared::new)
        });
        let workload = Memo::new(move |_| Workload::new(&workspace.document.read(), &tiers.read()));
        let queue = Memo::new(move |_| {
            found(
                &workspace.document.read(),
                &tiers.read(),
                &workload.read(),
                &workspace.style.read(),
            )
        });
        Self {
            tiers,
            kept,
            workload,
            queue,
            rows: shown_rows(),
        }
    }
}

/// Sends a changed desk.
fn serve(workspace: Workspace, desk: ServiceDesk, gesture: Option<Gesture>) {
    workspace.send(Message::Edited(Edit::ServiceWritten(desk), gesture));
}

/// The Service tiers page.
#[component]
pub fn ServicePage() -> impl IntoView {
    let workspace = workspace();
    let serving = Serving::new(workspace);
    let words = Memo::new(move |_| {
        waits_words(
            &serving.workload.read(),
            &serving.queue.read(),
            &workspace.style.read(),
        )
    });
    let runs = Memo::new(move |_| {
        let queue = serving.queue.read();
        queue.as_ref().is_ok_and(|found| found.waits.is_some())
    });
    let draw = move |width: f64, text: &dyn TextWidths| {
        let queue = serving.queue.read();
        queue
            .as_ref()
            .map_or_else(|_| Plate::default(), |found| waits_plate(found, width, text))
    };
    let pictures = move || {
        view! {
            <ToldBeside words />
            <Show when=move || runs.get()>
                <PlatePicture title="Mean wait by tier" file="waits" draw />
            </Show>
        }
    };
    let tables = move || {
        let (document, style) = (workspace.document.read(), workspace.style.read());
        let kept = serving.kept.read();
        vec![
            waits_table(
                &document,
                &serving.workload.read(),
                serving.queue.read().as_ref().ok(),
                &style,
            ),
            seats_table(
                &document,
                &workspace.valuation.read().output,
                &serving.tiers.read(),
                kept.as_ref().map(|kept| kept.as_slice()),
                &serving.rows.read(),
                &style,
            ),
        ]
    };
    view! {
        <LensPage
            title="Service tiers"
            lead="Who is served first, how long everybody waits for it, and whom the phone should send where."
            tables=Signal::derive(tables)
            words=words
            method=SERVICE_METHOD
            choices=move || view! { <TierTable serving /> <DeskForm serving /> }
            pictures
        >
            <Edge serving />
            <Routing serving />
        </LensPage>
    }
}
