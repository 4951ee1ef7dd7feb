//! Value events one below the other, each to be changed or taken out.

use leptos::prelude::*;

use crate::report::account::EventRow;
use crate::report::explanation::Part;
use crate::session::Edit;
use crate::ui::explain::Explained;

use super::account::account_view;
use super::account_parts::{AddButton, RecordButtons};
use super::account_records::OpenRecord;

/// A list of value events.
#[component]
pub fn EventList(
    /// The events.
    rows: Memo<Vec<EventRow>>,
    /// What stands there without any.
    nothing: &'static str,
    /// Id of the button that adds one.
    add_id: &'static str,
    /// What it says.
    add_label: &'static str,
) -> impl IntoView {
    let list = move || {
        let all = rows.get();
        if all.is_empty() {
            return view! { <p class="nothing">{nothing}</p> }.into_any();
        }
        let more = (all.len() > PRINTED).then(|| {
            view! { <p class="print-only">{format!("… and {} more in the app.", all.len() - PRINTED)}</p> }
        });
        let lines = all
            .into_iter()
            .map(|row| view! { <EventLine row add_id /> })
            .collect_view();
        view! { <ul class="records events">{lines}</ul> {more} }.into_any()
    };
    view! {
        {list}
        <AddButton id=add_id label=add_label record=OpenRecord::Event(None) />
    }
}

/// As many events as the printed statement lists; the rest is counted.
const PRINTED: usize = 4;

#[component]
fn EventLine(row: EventRow, add_id: &'static str) -> impl IntoView {
    let name = format!("{}, {}", row.what, row.when);
    let worth = if row.is_explained {
        let text = Signal::stored(row.worth);
        let account = account_view().account();
        view! { <Explained measure=Part::Event(row.id.clone()) account text name=name.clone() /> }.into_any()
    } else {
        row.worth.into_any()
    };
    let record = OpenRecord::Event(Some(row.id.clone()));
    let basis = (!row.basis.is_empty())
        .then(|| view! { <span class="basis" data-basis=row.basis>{row.basis}</span> });
    let standing =
        (!row.standing.is_empty()).then(|| view! { <span class="event-standing">{row.standing}</span> });
    let note = (!row.note.is_empty()).then(|| view! { <span class="note">{row.note}</span> });
    view! {
        <li class:soft=row.is_soft>
            <span class="what">{row.what}</span>
            <span class="worth">{worth} " " {basis}</span>
            <RecordButtons record remove=Edit::EventRemoved(row.id) name add_id />
            <span class="about"><time>{row.when}</time> " · " {row.about}</span>
            {standing}
            {note}
        </li>
    }
}
