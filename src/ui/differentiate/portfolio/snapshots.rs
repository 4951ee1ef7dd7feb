//! Snapshots: taken, named, compared with, taken out.

use leptos::prelude::*;

use crate::measures::snapshots::take;
use crate::platform::clock;
use crate::portfolio::cut_name;
use crate::report::form::{FormField, FormKind};
use crate::report::portfolio_page::SnapshotRow;
use crate::session::{Edit, Message, ScenarioMessage};
use crate::ui::widgets::{FormLine, focus_soon};
use crate::ui::workspace::workspace;

const TAKE: &str = "take-snapshot";

/// The list of snapshots, the one compared with among them.
#[component]
pub fn Snapshots(rows: Signal<Vec<SnapshotRow>>) -> impl IntoView {
    let workspace = workspace();
    let name = RwSignal::new(String::new());
    let take_now = move |_| {
        let written = name.get_untracked().trim().to_owned();
        let snapshot = workspace.document.with_untracked(|document| {
            let through = workspace
                .scenarios
                .with_untracked(|scenarios| scenarios.through.is_some());
            let named = if through {
                // Numbers of a scenario must not pass for those of the portfolio.
                cut_name(format!("{written} ({})", document.name).trim_start().to_owned())
            } else if written.is_empty() {
                format!("As of {}", document.as_of)
            } else {
                written
            };
            workspace.valuation.with_untracked(|valuation| {
                take(document, &valuation.output, clock::new_id("snapshot"), named)
            })
        });
        let taken = Message::Edited(Edit::SnapshotTaken(snapshot), None);
        // What was refused stays in the line.
        if workspace.refusal_in(|| workspace.send(taken)).1.is_none() {
            name.set(String::new());
        }
    };
    let ids = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>()));
    view! {
        <section aria-labelledby="snapshots-title">
            <h2 id="snapshots-title">"Snapshots"</h2>
            <p>"A snapshot keeps every measure of every account as it stands. Later, the portfolio is compared with it."</p>
            <div class="line">
                <label>
                    "Name "
                    <input type="text" autocomplete="off" prop:value=move || name.get() on:input:target=move |event| name.set(event.target().value()) />
                </label>
                <button id=TAKE disabled=move || workspace.is_valuing.get() on:click=take_now>"Take a snapshot"</button>
            </div>
            <Show when=move || ids.with(|ids| !ids.is_empty())>
                <div class="scroll-x" tabindex="0" role="group" aria-labelledby="snapshots-title">
                    <table class="snapshots">
                        <thead>
                            <tr>
                                <th scope="col">"Compared with"</th>
                                <th scope="col">"Name"</th>
                                <th scope="col">"As of"</th>
                                <th scope="col" class="numeric">"Accounts"</th>
                                <th scope="col" class="numeric">"Customer equity"</th>
                                <th scope="col" class="numeric">"Contribution"</th>
                                <th scope="col"><span class="visually-hidden">"Remove"</span></th>
                            </tr>
                        </thead>
                        <tbody>
                            <For each=move || ids.get() key=String::clone children=move |id| view! { <Line id rows /> } />
                        </tbody>
                    </table>
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Line(id: String, rows: Signal<Vec<SnapshotRow>>) -> impl IntoView {
    let workspace = workspace();
    let id = StoredValue::new(id);
    let row = Memo::new(move |_| {
        rows.with(|rows| rows.iter().find(|row| id.with_value(|id| row.id == *id)).cloned())
    });
    let text = move |of: fn(&SnapshotRow) -> &String| {
        move || row.with(|row| row.as_ref().map(|row| of(row).clone()).unwrap_or_default())
    };
    let is_chosen = move || {
        let chosen = workspace
            .compared
            .with(|compared| Some(compared.as_ref()?.id.clone()));
        let newest = || rows.with(|rows| rows.first().map(|row| row.id.clone()));
        chosen.or_else(newest) == Some(id.get_value())
    };
    let rename = Callback::new(move |name: String| {
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Some("Give it a name.".to_owned());
        }
        let edit = Edit::SnapshotRenamed {
            id: id.get_value(),
            name,
        };
        workspace.send(Message::Edited(edit, None));
        None
    });
    let remove = move |_| {
        workspace.send(Message::Edited(Edit::SnapshotRemoved(id.get_value()), None));
        focus_soon(vec![TAKE.to_owned()]);
    };
    let name = text(|row| &row.name);
    let field = FormField::new("name", "", FormKind::Line, String::new());
    let control = format!("snapshot-{}", id.get_value());
    view! {
        <tr>
            <td>
                <input type="radio" name="since" aria-label=move || format!("Compare with {}", name()) prop:checked=is_chosen
                    on:change=move |_| workspace.send(Message::Scenario(ScenarioMessage::ComparedWith(Some(id.get_value())))) />
            </td>
            <th scope="row"><FormLine field id=control text=Signal::derive(name) refusal=RwSignal::new(None) on_write=rename is_bare=true long_label="Name of the snapshot" /></th>
            <td>{text(|row| &row.day)}</td>
            <td class="numeric">{text(|row| &row.n_accounts)}</td>
            <td class="numeric">{text(|row| &row.customer_equity)}</td>
            <td class="numeric">{text(|row| &row.contribution)}</td>
            <td><button class="link" aria-label=move || format!("Remove {}", name()) on:click=remove>"Remove"</button></td>
        </tr>
    }
}
