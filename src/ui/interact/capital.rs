//! The Relationship capital lens, and the exchanges that are missed.

use leptos::prelude::*;

use crate::chart::{TextWidths, capital_plate};
use crate::portfolio::Shared;
use crate::report::capital::{Apart, CAPITAL_METHOD, CapitalChoice, Grain, capital};
use crate::report::missed::{MissedRow, missed};
use crate::ui::differentiate::AccountLink;
use crate::ui::lens::{LensPage, PlatePicture, shown_rows, with_beside};
use crate::ui::workspace::workspace;

const MISSED_AT_FIRST: usize = 10;
const MOST_MISSED: usize = 500;

/// The Relationship capital page.
#[component]
pub fn CapitalPage() -> impl IntoView {
    let workspace = workspace();
    let rows = shown_rows();
    let choice = RwSignal::new(CapitalChoice::default());
    let report = Memo::new(move |_| {
        let (document, valuation) = (workspace.document.read(), workspace.valuation.read());
        let (rows, numbers) = (rows.read(), workspace.style.read());
        with_beside(workspace, |beside| {
            Shared::new(capital(
                &document,
                &valuation.output,
                &rows,
                choice.get(),
                beside,
                &numbers,
            ))
        })
    });
    let has_any = Memo::new(move |_| !report.read().strips.is_empty());
    let pictures = move || {
        let draw = move |width: f64, text: &dyn TextWidths| capital_plate(&report.read(), width, text);
        view! {
            <Show when=move || has_any.get()>
                <PlatePicture title="Given and received" file="relationship-capital" draw />
            </Show>
        }
    };
    view! {
        <LensPage
            title="Relationship capital"
            lead="What passed between us beside sales: received above the line, given below."
            tables=Signal::derive(move || report.with(|report| report.tables.clone()))
            words=Signal::derive(move || report.with(|report| report.words.clone()))
            method=CAPITAL_METHOD
            choices=move || view! { <Choices choice why=Signal::derive(move || report.with(|report| report.why_native.clone())) /> }
            pictures
        >
            <MissedList rows />
        </LensPage>
    }
}

/// Type, time and unit of the bars.
#[component]
fn Choices(choice: RwSignal<CapitalChoice>, why: Signal<Option<String>>) -> impl IntoView {
    let apart = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let is_kind = event.target().value() == "kind";
        choice.update(|choice| choice.apart = if is_kind { Apart::Kind } else { Apart::Capital });
    };
    let grain = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let is_quarter = event.target().value() == "quarter";
        choice.update(|choice| choice.grain = if is_quarter { Grain::Quarter } else { Grain::Year });
    };
    let measured = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let in_money = event.target().value() == "money";
        choice.update(|choice| choice.in_money = in_money);
    };
    let now = move || choice.get();
    view! {
        <div class="lens-bar" role="group" aria-label="What is shown">
            <label>
                "Type "
                <select on:change:target=apart>
                    <option value="capital" prop:selected=move || now().apart == Apart::Capital>"Form of capital"</option>
                    <option value="kind" prop:selected=move || now().apart == Apart::Kind>"What happened"</option>
                </select>
            </label>
            <label>
                "Time "
                <select on:change:target=grain>
                    <option value="year" prop:selected=move || now().grain == Grain::Year>"Years"</option>
                    <option value="quarter" prop:selected=move || now().grain == Grain::Quarter>"Quarters"</option>
                </select>
            </label>
            <label>
                "Measured in "
                <select on:change:target=measured>
                    <option value="money" prop:selected=move || now().in_money>"Money"</option>
                    <option value="native" prop:selected=move || !now().in_money>"Native units"</option>
                </select>
            </label>
            {move || why.get().map(|why| view! { <p class="hint" role="status">{why}</p> })}
        </div>
    }
}

/// Exchanges that are missed, worth most first.
#[component]
fn MissedList(rows: Memo<Shared<Vec<usize>>>) -> impl IntoView {
    let workspace = workspace();
    let found = Memo::new(move |_| {
        missed(
            &workspace.document.read(),
            &workspace.valuation.read().output,
            &rows.read(),
            &workspace.style.read(),
        )
    });
    let shows_all = RwSignal::new(false);
    let n_shown = move || {
        if shows_all.get() {
            MOST_MISSED
        } else {
            MISSED_AT_FIRST
        }
    };
    let lines = move || {
        found
            .get()
            .into_iter()
            .take(n_shown())
            .map(|row| view! { <MissedLine row /> })
            .collect_view()
    };
    let all = move || found.with(Vec::len);
    let lead = move || match all() {
        0 => "None is found with the accounts shown.".to_owned(),
        n => format!("{n} are found, worth most first. What has no price stands last."),
    };
    let more = move || match (shows_all.get(), all()) {
        (true, _) => "Show fewer".to_owned(),
        (false, all) => format!(
            "Show {} more",
            all.min(MOST_MISSED).saturating_sub(MISSED_AT_FIRST)
        ),
    };
    view! {
        <section aria-labelledby="missed-title">
            <h2 id="missed-title">"Missed exchanges"</h2>
            <p>{lead}</p>
            <Show when=move || { all() > 0 }>
                <div class="scroll-x missed" tabindex="0" role="region" aria-label="List of missed exchanges">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"Account"</th><th scope="col">"What is missed"</th><th scope="col">"What to do"</th>
                                <th scope="col" class="numeric">"About"</th><th scope="col" class="numeric">"Total value"</th>
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            </Show>
            <Show when=move || { all() > MISSED_AT_FIRST }>
                <button class="link" aria-expanded=move || shows_all.get().to_string() on:click=move |_| shows_all.update(|all| *all = !*all)>
                    {more}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn MissedLine(row: MissedRow) -> impl IntoView {
    view! {
        <tr>
            <th scope="row"><AccountLink account=row.account name=row.name /></th>
            <td>{row.reason}</td>
            <td>{row.next}</td>
            <td class="numeric">{row.worth}</td>
            <td class="numeric">{row.total_value}</td>
        </tr>
    }
}
