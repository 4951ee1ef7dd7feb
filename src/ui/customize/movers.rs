//! Who climbs and who falls by the objectives, with the strategy to be adopted for each.

use leptos::prelude::*;

use crate::decisions::Proposals;
use crate::portfolio::Shared;
use crate::report::objective_movers::{MoverList, MoverPart, MoverRow, adopted_action};
use crate::report::objectives::ObjectivesReport;
use crate::report::proposals::ProposalRow;
use crate::session::Place;
use crate::ui::decide::{Deciding, desk};
use crate::ui::explain::Explained;
use crate::ui::workspace::workspace;

use super::AccountLink;

/// Lines shown before more are asked for.
pub const FIRST: usize = 8;
const MORE: usize = 50;
const TITLE: &str = "movers-title";

/// Both lists.
#[component]
pub fn Movers(
    report: Memo<Shared<ObjectivesReport>>,
    proposals: Memo<Shared<Proposals>>,
    n_shown: RwSignal<[usize; 2]>,
) -> impl IntoView {
    let up = Memo::new(move |_| report.with(|report| report.up.clone()));
    let down = Memo::new(move |_| report.with(|report| report.down.clone()));
    let has_any = Memo::new(move |_| up.with(|up| up.n_all > 0));
    view! {
        <Show when=move || has_any.get()>
            <section class="movers" aria-labelledby=TITLE>
                <h2 id=TITLE tabindex="-1">"Who moves, and a strategy for each"</h2>
                <p class="hint">"What you adopt goes into the plan with its reason. The strategies are the proposals of the " <a href=Place::Decisions.fragment()>"Decisions"</a> " page."</p>
                <List list=up proposals n_shown end=0 title="Up" />
                <List list=down proposals n_shown end=1 title="Down" />
            </section>
        </Show>
    }
}

#[component]
fn List(
    list: Memo<MoverList>,
    proposals: Memo<Shared<Proposals>>,
    n_shown: RwSignal<[usize; 2]>,
    end: usize,
    title: &'static str,
) -> impl IntoView {
    let left = move || list.with(|list| list.n_all.saturating_sub(list.rows.len()));
    let counted = move || {
        list.with(|list| match list.n_all {
            1 => "1 account".to_owned(),
            n if n > list.rows.len() => format!("the first {} of {n} accounts", list.rows.len()),
            n => format!("{n} accounts"),
        })
    };
    let id = format!("movers-{}", if end == 0 { "up" } else { "down" });
    let labelled = id.clone();
    view! {
        <section aria-labelledby=labelled>
            <h3 id=id>{title} " " <small>{counted}</small></h3>
            <table class="movers-table">
                <thead>
                    <tr>
                        <th scope="col">"Account"</th>
                        <th scope="col" class="numeric">"Place today"</th>
                        <th scope="col" class="numeric">"By our objectives"</th>
                        <th scope="col" class="numeric">"Gained"</th>
                        <th scope="col">"Moved most by"</th>
                        <th scope="col">"Strategy"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || list.get().rows key=|row| format!("{row:?}") let(row)>
                        <Line row proposals />
                    </For>
                </tbody>
            </table>
            <Show when=move || { left() > 0 }>
                <button class="link more" on:click=move |_| n_shown.update(|shown| shown[end] += MORE)>
                    {move || format!("Show {} more of {}", left().min(MORE), left())}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn Line(row: MoverRow, proposals: Memo<Shared<Proposals>>) -> impl IntoView {
    let range = (!row.range.is_empty()).then(|| view! { <small>{format!("may be {}", row.range)}</small> });
    let known = (!row.known.is_empty())
        .then(|| view! { <small>{format!("{} of the weight known", row.known)}</small> });
    view! {
        <tr>
            <th scope="row"><AccountLink account=row.account.clone() name=row.name.clone() /></th>
            <td class="numeric" data-label="Place today">{row.places[0].clone()}</td>
            <td class="numeric" data-label="By our objectives"><span>{row.places[1].clone()} " " {range}</span></td>
            <td class="numeric" data-label="Gained">{row.climbed.clone()}</td>
            <td class="moved-by">
                <details>
                    <summary>{row.driver.clone()}</summary>
                    <Parts row=row.clone() />
                </details>
                {known}
            </td>
            <td class="strategy"><Strategy row proposals /></td>
        </tr>
    }
}

/// What each objective adds to the alignment.
#[component]
fn Parts(row: MoverRow) -> impl IntoView {
    let account = row.account.clone();
    let part = |part: MoverPart| {
        let value = match part.measure {
            Some(measure) => {
                view! { <Explained measure account=Some(account.clone()) text=part.value /> }.into_any()
            }
            None => part.value.into_any(),
        };
        view! { <div><dt>{part.objective} " " {value}</dt><dd>{part.points} " " <small>"z " {part.z}</small></dd></div> }
    };
    let parts = row.parts.into_iter().map(part).collect_view();
    view! {
        <dl class="mover-parts">
            {parts}
            <div><dt>"Alignment"</dt><dd>{row.score}</dd></div>
        </dl>
    }
}

/// What was adopted, and what can be.
#[component]
fn Strategy(row: MoverRow, proposals: Memo<Shared<Proposals>>) -> impl IntoView {
    let (workspace, desk) = (workspace(), desk());
    let taken = (row.taken.iter())
        .map(|words| view! { <p class="taken">{*words} " " <a href=Place::Plan.fragment()>"in the plan"</a></p> })
        .collect_view();
    let id = format!("adopt-{}", row.account.as_str());
    let then_focus = StoredValue::new(vec![id.clone(), TITLE.to_owned()]);
    let whose = format!("strategy for {}", row.name);
    let account = row.account.clone();
    let chosen = RwSignal::new(0_usize);
    let open = Shared::new(row.open);
    let worth = {
        let open = open.clone();
        move || open.get(chosen.get()).map(worth_words)
    };
    let write_own = move |_| desk.decide(Deciding::Write(vec![account.clone()]), then_focus.get_value());
    let pick = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        chosen.set(event.target().selected_index().max(0) as usize);
    };
    let choice = match open.len() {
        0 => view! { <button id=id on:click=write_own>"Write an action"</button> }.into_any(),
        n => {
            let options = (open.iter())
                .map(|row| view! { <option>{row.what}</option> })
                .collect_view();
            let words = match n {
                1 => view! { <strong>{open[0].what}</strong> }.into_any(),
                _ => view! { <select aria-label=capital(&whose) on:change:target=pick>{options}</select> }
                    .into_any(),
            };
            let sentence = row.sentence;
            let adopt = move |_| {
                let Some(key) = open.get(chosen.get_untracked()).map(|row| row.key.clone()) else {
                    return;
                };
                let action = workspace.document.with_untracked(|document| {
                    let (shown, style) = (workspace.shown.read_untracked(), workspace.style.read_untracked());
                    adopted_action(
                        document,
                        &shown.output,
                        &proposals.read_untracked(),
                        &key,
                        &sentence,
                        &style,
                    )
                });
                if let Some(action) = action {
                    desk.decide(Deciding::Accept(Box::new(action)), then_focus.get_value());
                }
            };
            view! {
                <p class="line">{words} " " <button id=id aria-label=format!("Adopt the {whose}") on:click=adopt>"Adopt"</button></p>
                <small>{worth}</small>
            }
            .into_any()
        }
    };
    view! { <p class="hint">{row.zone}</p> {taken} {choice} }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// What the decision is about, in money.
fn worth_words(row: &ProposalRow) -> String {
    match row.range.as_str() {
        "" => format!("{} {}", row.worth, row.about),
        range => format!("{} {} ({range})", row.worth, row.about),
    }
}
