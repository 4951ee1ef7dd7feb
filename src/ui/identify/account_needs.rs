//! What they need, and what was promised either way.

use leptos::prelude::*;

use crate::report::needs::{NeedRow, needs};
use crate::session::Edit;
use crate::ui::workspace::workspace;

use super::account::account_view;
use super::account_parts::{AddButton, RecordButtons};
use super::account_records::OpenRecord;

const ADD: &str = "add-need";

/// Needs and promises, open ones first.
#[component]
pub fn NeedsAndPromises() -> impl IntoView {
    let workspace = workspace();
    let view = account_view();
    let rows = Memo::new(move |_| {
        let document = workspace.document.read();
        let style = workspace.style.read();
        view.id.with_value(|id| needs(&document, id, &style))
    });
    let list = move || {
        let all = rows.get();
        if all.is_empty() {
            return view! { <p class="nothing">"Nothing is recorded. What they need is unknown, not nothing."</p> }
                .into_any();
        }
        let lines = all.into_iter().map(|row| view! { <Line row /> }).collect_view();
        view! { <ul class="records needs">{lines}</ul> }.into_any()
    };
    view! {
        <section class="needs" aria-labelledby="needs-title">
            <h2 id="needs-title">"Needs and promises"</h2>
            <p class="hint">"What is open and due stands in the " <a href="#inbox">"inbox"</a> "."</p>
            {list}
            <AddButton id=ADD label="A need or a promise" record=OpenRecord::Need(None) />
        </section>
    }
}

#[component]
fn Line(row: NeedRow) -> impl IntoView {
    let record = OpenRecord::Need(Some(row.id.clone()));
    let name = format!("{}: {}", row.who, row.text);
    view! {
        <li class:soft=row.is_done>
            <span class="what">{row.who} ": " {row.text}</span>
            <RecordButtons record remove=Edit::NeedRemoved(row.id) name add_id=ADD />
            <span class="about" class:problem=row.is_late>{row.about}</span>
        </li>
    }
}
