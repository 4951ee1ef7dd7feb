//! Any two scenarios side by side.

use std::future::Future;

use leptos::prelude::*;

use crate::measures::{Valuation, Warned};
use crate::portfolio::{Document, Shared};
use crate::report::scenario_comparison::{Comparison, DifferenceRow, MoverRow, Side, capital, comparison};
use crate::session::{AS_IT_IS, Message, ScenarioMessage};
use crate::ui::widgets::Bar;
use crate::ui::worked_out::worked_out;
use crate::ui::workspace::{Workspace, workspace};

use super::super::AccountLink;
use super::comparable;

/// What is compared, and the comparison.
#[component]
pub fn Comparing(chosen: Memo<Option<String>>) -> impl IntoView {
    let workspace = workspace();
    let first = RwSignal::new(AS_IT_IS.to_owned());
    // The one being changed, unless another was asked for.
    let asked = RwSignal::new(None::<String>);
    let known = Memo::new(move |_| workspace.base.with(|document| comparable(document)));
    let is_known = move |id: &String| known.with(|known| known.iter().any(|(one, _)| one == id));
    let before = Memo::new(move |_| {
        Some(first.get())
            .filter(is_known)
            .unwrap_or_else(|| AS_IT_IS.to_owned())
    });
    let after = Memo::new(move |_| {
        let asked = asked.get().filter(is_known);
        asked
            .or_else(|| chosen.get())
            .unwrap_or_else(|| AS_IT_IS.to_owned())
    });
    // The session values what this page compares for as long as it is open.
    Effect::new(move || {
        let pair = vec![before.get(), after.get()];
        workspace.send(Message::Scenario(ScenarioMessage::Paired(pair)));
    });
    on_cleanup(move || workspace.send(Message::Scenario(ScenarioMessage::Paired(Vec::new()))));
    Effect::watch(move || chosen.get(), move |_, _, _| asked.set(None), false);
    let found = worked_out(move || compare(workspace, before.get(), after.get(), known.get()));
    let shown = |report: Memo<Shared<Option<Comparison>>>| {
        let shown = move || {
            let report = report.with(|report| (**report).clone());
            report.map(|report| view! { <Compared report=Shared::new(report) /> })
        };
        shown.into_any()
    };
    let is_valuing =
        move || workspace.is_valuing.get() || workspace.scenarios.with(|scenarios| scenarios.is_valuing);
    view! {
        <section class="scenario-comparison" aria-labelledby="scenario-comparison">
            <h2 id="scenario-comparison">"Side by side"</h2>
            <div class="line">
                <Choice label="Compare" known now=before pick=Callback::new(move |id| first.set(id)) />
                <Choice label="with" known now=after pick=Callback::new(move |id| asked.set(Some(id))) />
                <span class="hint" role="status">{move || is_valuing().then_some("Working out the numbers …")}</span>
            </div>
            {found.view("", shown)}
        </section>
    }
}

/// The comparison; `None` as long as the numbers of one are not there.
fn compare(
    workspace: Workspace,
    before: String,
    after: String,
    known: Vec<(String, String)>,
) -> impl Future<Output = Option<Comparison>> {
    let name = |id: &str| {
        let found = known.iter().find(|(one, _)| one == id);
        found.map_or_else(String::new, |(_, name)| match id {
            AS_IT_IS => "the portfolio as it is".to_owned(),
            _ => name.clone(),
        })
    };
    let names = [name(&before), name(&after)];
    let sides = numbers(workspace, &before).zip(numbers(workspace, &after));
    let style = workspace.style.get();
    async move {
        let ((then, then_valued), (now, now_valued)) = sides?;
        let before = Side {
            document: &then,
            valuation: &then_valued.output,
        };
        let after = Side {
            document: &now,
            valuation: &now_valued.output,
        };
        Some(comparison(names, before, after, &style).await)
    }
}

/// A scenario with its numbers: shown, or valued beside.
fn numbers(workspace: Workspace, id: &str) -> Option<(Shared<Document>, Shared<Warned<Valuation>>)> {
    let scenarios = workspace.scenarios.read();
    if scenarios.shown_id() == id {
        if workspace.is_valuing.get() {
            return None;
        }
        return Some((workspace.document.get(), workspace.valuation.get()));
    }
    let beside = scenarios.of(id)?;
    Some((beside.document.clone(), beside.valuation.clone()))
}

#[component]
fn Choice(
    label: &'static str,
    known: Memo<Vec<(String, String)>>,
    now: Memo<String>,
    pick: Callback<String>,
) -> impl IntoView {
    let options = move || {
        let option = |(id, name): (String, String)| {
            let value = id.clone();
            view! { <option value=id prop:selected=move || now.with(|now| *now == value)>{name}</option> }
        };
        known.get().into_iter().map(option).collect_view()
    };
    view! { <label>{label} " " <select on:change:target=move |event| pick.run(event.target().value())>{options}</select></label> }
}

#[component]
fn Compared(report: Shared<Comparison>) -> impl IntoView {
    let [before, after] = report.names.each_ref().map(|name| capital(name));
    let verdict = &report.verdict;
    let kind = if verdict.is_go { "go" } else { "look" };
    let total = |row: &DifferenceRow| {
        let tone = row
            .is_better
            .map(|is_better| if is_better { "better" } else { "worse" });
        let sign = row
            .is_better
            .map(|is_better| if is_better { "better" } else { "worse" });
        view! {
            <tr>
                <th scope="row">{row.label.clone()}</th>
                <td class="numeric">{row.before.clone()}</td>
                <td class="numeric">{row.after.clone()}</td>
                <td class="numeric" data-tone=tone>{row.difference.clone()} {sign.map(|sign| view! { " " <small>{sign}</small> })}</td>
                <td class="numeric"><small>{row.range.clone()}</small></td>
            </tr>
        }
    };
    let mover = |row: &MoverRow| {
        view! {
            <tr>
                <th scope="row"><AccountLink account=row.account.clone() name=row.name.clone() /></th>
                <td class="numeric">{row.before.clone()}</td>
                <td class="numeric">{row.after.clone()}</td>
                <td class="numeric">{row.difference.clone()}</td>
                <td><Bar part=row.part /></td>
                <td>{row.zone.clone()}</td>
            </tr>
        }
    };
    let effects = report.effects.iter().map(|effect| {
        let word = if effect.is_warning { "look" } else { "fine" };
        view! {
            <tr data-warning=effect.is_warning.to_string()>
                <th scope="row">{effect.label}</th>
                <td class="numeric">{effect.before.clone()}</td>
                <td class="numeric">{effect.after.clone()}</td>
                <td><span class="tag" data-kind=word>{word}</span> " " {effect.sentence.clone()}</td>
            </tr>
        }
    });
    let n_more = report.n_moved.saturating_sub(report.movers.len());
    let more = (n_more > 0).then(|| format!("{n_more} more accounts move by less."));
    let zones = report
        .zones
        .iter()
        .map(|sentence| view! { <li>{sentence.clone()}</li> })
        .collect_view();
    let has_zones = !report.zones.is_empty();
    let heads = {
        let (before, after) = (before.clone(), after.clone());
        move || view! { <th scope="col" class="numeric">{before.clone()}</th><th scope="col" class="numeric">{after.clone()}</th> }
    };
    let movers = (!report.movers.is_empty()).then(|| view! {
        <h3 id="scenario-movers">"Who moves most, by total value"</h3>
        <div class="scroll-x" tabindex="0" role="region" aria-labelledby="scenario-movers">
            <table>
                <thead><tr><th scope="col">"Account"</th>{heads()}<th scope="col" class="numeric">"Difference"</th><td></td><th scope="col">"Zone"</th></tr></thead>
                <tbody>{report.movers.iter().map(mover).collect_view()}</tbody>
            </table>
        </div>
        <p class="hint">{more}</p>
    });
    view! {
        <p class="scenario-verdict" data-kind=kind role="status"><strong>{verdict.head}"."</strong> " " {verdict.sentence.clone()}</p>
        <p class="hint">"As if it were so: what it costs to bring it about is not in these numbers. Weigh that as an action of the plan."</p>
        <h3 id="scenario-totals">"The whole"</h3>
        <div class="scroll-x" tabindex="0" role="region" aria-labelledby="scenario-totals">
            <table class="scenario-totals">
                <thead><tr><th scope="col">"What"</th>{heads()}<th scope="col" class="numeric">"Difference"</th><th scope="col" class="numeric">"With every account at its ends"</th></tr></thead>
                <tbody>{report.totals.iter().map(total).collect_view()}</tbody>
            </table>
        </div>
        {movers}
        {has_zones.then(|| view! { <h3>"Who changes zone on the Value Map"</h3><ul>{zones}</ul> })}
        <h3 id="scenario-effects">"What comes along"</h3>
        <div class="scroll-x" tabindex="0" role="region" aria-labelledby="scenario-effects">
            <table class="scenario-effects">
                <thead><tr><th scope="col">"What"</th>{heads()}<th scope="col">"What it means"</th></tr></thead>
                <tbody>{effects.collect_view()}</tbody>
            </table>
        </div>
    }
}
