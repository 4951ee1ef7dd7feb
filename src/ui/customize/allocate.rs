//! Allocate: which actions to take with the money and the hours there are.

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, frontier_plate};
use crate::decisions::allocate::{
    Allocation, Budget, MissReason, allocate, budgets, loss, misses, shadow_price,
};
use crate::platform::breath::{Breath, pause};
use crate::portfolio::Shared;
use crate::report::allocate::{
    ALLOCATE_METHOD, AllocateReport, Explored, Others, allocate_report, frontier_table, left_out,
};
use crate::report::choices::{Considered, considered};
use crate::session::{Edit, Message, Place};
use crate::ui::lens::{LensLines, PlatePicture};
use crate::ui::workspace::{Workspace, workspace};

use super::allocate_budget::{BudgetLines, Tried};
use super::allocate_table::AllocateTable;
use super::attention::AttentionSection;

/// What the parts of the page read.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The open portfolio, and where changes go.
    pub workspace: Workspace,
    /// The open actions.
    pub considered: Memo<Shared<Considered>>,
    /// What is tried in place of the budget of the plan.
    pub tried: Tried,
    /// What there is to spend.
    pub budget: Memo<Budget>,
    /// The best choice within it.
    pub chosen: Memo<Shared<Allocation>>,
    /// What was worked out step by step.
    pub explored: RwSignal<Explored>,
    /// The page.
    pub report: Memo<Shared<AllocateReport>>,
}

impl Desk {
    fn new() -> Self {
        let workspace = workspace();
        let considered = Memo::new(move |_| {
            Shared::new(considered(
                &workspace.document.read(),
                &workspace.valuation.read().output,
                &workspace.style.read(),
            ))
        });
        let tried = Tried::new();
        let budget = Memo::new(move |_| {
            let plan = workspace.document.with(|document| document.plan.clone());
            Budget {
                money: tried.money.get().or(plan.budget_money),
                hours: tried.hours.get().or(plan.budget_hours),
            }
        });
        let chosen = Memo::new(move |_| Shared::new(considered.read().choose(budget.get())));
        let explored = RwSignal::new(Explored::default());
        let report = Memo::new(move |_| {
            let style = workspace.style.read();
            Shared::new(allocate_report(
                &considered.read(),
                budget.get(),
                &chosen.read(),
                &explored.read(),
                &style,
            ))
        });
        Self {
            workspace,
            considered,
            tried,
            budget,
            chosen,
            explored,
            report,
        }
    }
}

/// Actions left out of which it is worked out what taking them all the same would cost.
const MOST_LOSSES: usize = 12;

/// Works the frontier out whenever actions or hours change, with pauses.
fn explore_frontier(desk: Desk) {
    let round = StoredValue::new(0_u64);
    let hours = Memo::new(move |_| desk.budget.get().hours);
    Effect::new(move |_| {
        let considered = desk.considered.get();
        let budget = considered.left_of(Budget {
            money: None,
            hours: hours.get(),
        });
        let mine = round.get_value() + 1;
        round.set_value(mine);
        leptos::task::spawn_local(async move {
            let mut breath = Breath::new();
            let mut stops: Vec<Allocation> = Vec::new();
            if considered.is_some() {
                for money in budgets(&considered.candidates, budget) {
                    breath.take().await;
                    if round.try_get_value() != Some(mine) {
                        return;
                    }
                    let stop = allocate(
                        &considered.candidates,
                        Budget {
                            money: Some(money),
                            ..budget
                        },
                    );
                    if stops.last().is_none_or(|last| stop.worth > last.worth) {
                        stops.push(stop);
                    }
                }
            }
            desk.explored.try_update(|explored| explored.stops = stops);
        });
    });
}

/// Works out what more would bring and what is lost by taking others, for the budget as it stands.
fn explore_budget(desk: Desk) {
    let round = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let (considered, chosen) = (desk.considered.get(), desk.chosen.get());
        let budget = considered.left_of(desk.budget.get());
        let mine = round.get_value() + 1;
        round.set_value(mine);
        leptos::task::spawn_local(async move {
            // The choice itself is shown first.
            pause().await;
            if round.try_get_value() != Some(mine) {
                return;
            }
            let candidates = &considered.candidates;
            let price = shadow_price(candidates, budget);
            desk.explored.try_update(|explored| {
                explored.price = price;
                explored.losses.clear();
            });
            let mut breath = Breath::new();
            let mut losses = Vec::new();
            let could_be = |reason| matches!(reason, MissReason::Group(_) | MissReason::CrowdedOut);
            let out = misses(candidates, budget, &chosen).into_iter();
            for (at, _) in out.filter(|(_, reason)| could_be(*reason)).take(MOST_LOSSES) {
                breath.take().await;
                if round.try_get_value() != Some(mine) {
                    return;
                }
                losses.push((at, loss(candidates, budget, &chosen, at)));
            }
            desk.explored.try_update(|explored| explored.losses = losses);
        });
    });
}

/// The Allocate page.
#[component]
pub fn AllocatePage() -> impl IntoView {
    let desk = Desk::new();
    explore_frontier(desk);
    explore_budget(desk);
    let is_some = Memo::new(move |_| desk.considered.with(|considered| considered.is_some()));
    view! {
        <div class="allocate">
            <h1>"Allocate"</h1>
            <p class="lead">"Which of the planned actions to take with the money and the hours there are, and what a little more would bring."</p>
            <Show when=move || is_some.get() fallback=|| view! { <Nothing /> }>
                <BudgetLines desk />
                <Advice desk />
                <Frontier desk />
                <AllocateTable desk />
                <Take desk />
            </Show>
            <Unweighed desk />
            <AttentionSection />
            <Method />
        </div>
    }
}

/// How to come by actions.
#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="map-notice" role="status">
            <p>"No planned action can be weighed yet. Accept proposals under " <a href=Place::Decisions.fragment()>"Decisions"</a>
                ", or write actions under " <a href=Place::Plan.fragment()>"Plan"</a> ", each with what it costs, our hours, what it changes and the chance that it succeeds. "
                "The best choice within a budget is then worked out here."</p>
        </div>
    }
}

#[component]
fn Advice(desk: Desk) -> impl IntoView {
    let said = move |read: fn(&AllocateReport) -> &Vec<String>| {
        move || {
            let sentences = desk.report.with(|report| read(report).clone());
            sentences
                .into_iter()
                .map(|sentence| view! { <p>{sentence}</p> })
                .collect_view()
        }
    };
    view! {
        <section class="allocate-advice" aria-label="The best choice">
            <div role="status" aria-live="polite">{said(|report| &report.words)}</div>
            <div class="allocate-more">{said(|report| &report.more)}</div>
        </section>
    }
}

#[component]
fn Frontier(desk: Desk) -> impl IntoView {
    let is_some = Memo::new(move |_| desk.report.with(|report| report.frontier.is_some()));
    let draw = move |width: f64, text: &dyn TextWidths| {
        let report = desk.report.read();
        let frontier = report.frontier.as_ref();
        frontier.map_or_else(Plate::default, |frontier| frontier_plate(frontier, width, text))
    };
    let on_pick = Callback::new(move |(index, is_last): (usize, bool)| {
        let report = desk.report.get_untracked();
        let stop = report
            .frontier
            .as_ref()
            .and_then(|frontier| frontier.stops.get(index));
        desk.tried
            .move_money(desk.workspace, stop.map(|stop| stop.money), is_last);
    });
    let table = move || view! { <LensLines table=desk.report.with(|report| frontier_table(report)) /> };
    view! {
        <Show when=move || is_some.get() fallback=|| view! { <p class="hint">"Working the frontier out …"</p> }>
            <PlatePicture title="What money brings" file="frontier" draw on_pick />
            <p class="hint">
                "Drag along the line, or use the slider or the number above: each step of the line is the best choice for that much money."
            </p>
            <details class="allocate-numbers"><summary>"The same as a table"</summary>{table}</details>
        </Show>
    }
}

/// Puts the choice into the plan.
#[component]
fn Take(desk: Desk) -> impl IntoView {
    const OTHERS: [(&str, Others); 3] = [
        ("given up", Others::Dropped),
        ("put off by three months", Others::PutOff(3)),
        ("put off by a year", Others::PutOff(12)),
    ];
    let others = RwSignal::new(0_usize);
    let changed = Memo::new(move |_| {
        let document = desk.workspace.document.get();
        left_out(
            &document,
            &desk.considered.read(),
            &desk.chosen.read(),
            OTHERS[others.get()].1,
        )
    });
    let n_changed = Memo::new(move |_| changed.with(Vec::len));
    let take = move |_| {
        let actions = changed.get_untracked();
        desk.workspace
            .send(Message::Edited(Edit::AllocationTaken(actions), None));
    };
    let options = OTHERS.iter().enumerate().map(|(at, (label, _))| {
        view! { <option value=at.to_string() prop:selected=move || others.get() == at>{*label}</option> }
    });
    let what = move || match n_changed.get() {
        0 => "The plan holds this choice already.".to_owned(),
        1 => "One action that is left out changes; undo takes it back.".to_owned(),
        n => format!("{n} actions that are left out change; undo takes it back."),
    };
    view! {
        <section class="allocate-take" aria-label="Into the plan">
            <label for="allocate-others">"What is left out is"</label>
            <select id="allocate-others" on:change:target=move |event| {
                if let Ok(at) = event.target().value().parse::<usize>() {
                    others.set(at.min(OTHERS.len() - 1));
                }
            }>{options.collect_view()}</select>
            <button class="primary" disabled=move || n_changed.get() == 0 on:click=take>"Take this into the plan"</button>
            <span class="hint">{what} " " <a href=Place::Plan.fragment()>"See the plan"</a></span>
        </section>
    }
}

/// Actions that cannot be weighed, each with what is missing.
#[component]
fn Unweighed(desk: Desk) -> impl IntoView {
    let items = Memo::new(move |_| desk.considered.with(|considered| considered.unweighed.clone()));
    let n_dropped = Memo::new(move |_| desk.considered.with(|considered| considered.n_dropped));
    let list = move || {
        let items = items.get().into_iter();
        items
            .map(|item| view! { <li><strong>{item.name}</strong> ": " {item.why}</li> })
            .collect_view()
    };
    view! {
        <Show when=move || items.with(|items| !items.is_empty())>
            <section aria-labelledby="unweighed-title">
                <h2 id="unweighed-title">"Not weighed yet"</h2>
                <ul>{list}</ul>
                <p>"Change them under " <a href=Place::Plan.fragment()>"Plan"</a> "."</p>
            </section>
        </Show>
        <Show when=move || { n_dropped.get() > 0 }>
            <p class="hint">{move || match n_dropped.get() {
                1 => "One action was given up and is not chosen from.".to_owned(),
                n => format!("{n} actions were given up and are not chosen from."),
            }}</p>
        </Show>
    }
}

#[component]
fn Method() -> impl IntoView {
    let paragraphs = ALLOCATE_METHOD
        .paragraphs
        .iter()
        .map(|text| view! { <p>{*text}</p> });
    let sources = ALLOCATE_METHOD
        .sources
        .iter()
        .map(|text| view! { <li>{*text}</li> });
    view! {
        <details class="allocate-method">
            <summary>"How this is worked out"</summary>
            {paragraphs.collect_view()}
            <ul>{sources.collect_view()}</ul>
        </details>
    }
}
