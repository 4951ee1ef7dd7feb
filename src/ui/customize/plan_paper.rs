//! The plan on A4: by owner, with days, what it takes, what is expected, and why.

use leptos::prelude::*;

use crate::report::plan::{ActionRow, PlanReport};
use crate::ui::workspace::workspace;

/// The sheet; it stands in the page only on paper.
#[component]
pub fn PlanPaper(report: Memo<PlanReport>) -> impl IntoView {
    let workspace = workspace();
    let about = move || {
        let as_of = workspace.document.with(|document| document.as_of);
        format!("As of {}", workspace.style.read().day(as_of))
    };
    let totals = move || {
        let said = |total: &crate::report::plan::Total| match total.without.is_empty() {
            true => format!("{}: {}", total.label, total.sum),
            false => format!("{}: {} ({})", total.label, total.sum, total.without),
        };
        report.with(|report| report.totals.iter().map(said).collect::<Vec<_>>().join(" · "))
    };
    let outcome = move || report.with(|report| report.outcome.clone());
    let owners = move || {
        let groups = report.with(|report| by_owner(&report.rows));
        groups
            .into_iter()
            .map(|(owner, rows)| view! { <OwnerSheet owner rows /> })
            .collect_view()
    };
    view! {
        <section class="plan-paper" aria-label="The plan on paper">
            <h1>"Plan"</h1>
            <p class="subtitle">{about}</p>
            <p>{totals}</p>
            <p>{outcome}</p>
            {owners}
        </section>
    }
}

/// The actions of each owner, in the order of their first.
fn by_owner(rows: &[ActionRow]) -> Vec<(String, Vec<ActionRow>)> {
    let mut groups: Vec<(String, Vec<ActionRow>)> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|(owner, _)| *owner == row.owner) {
            Some((_, own)) => own.push(row.clone()),
            None => groups.push((row.owner.clone(), vec![row.clone()])),
        }
    }
    groups
}

#[component]
fn OwnerSheet(owner: String, rows: Vec<ActionRow>) -> impl IntoView {
    let title = match owner.is_empty() {
        true => "Without an owner".to_owned(),
        false => owner,
    };
    let lines = rows
        .into_iter()
        .map(|row| view! { <PaperLine row /> })
        .collect_view();
    view! {
        <h2>{title}</h2>
        <table>
            <thead>
                <tr>
                    <th scope="col">"What, for whom, and why"</th>
                    <th scope="col">"Start"</th>
                    <th scope="col">"Due"</th>
                    <th scope="col">"Status"</th>
                    <th scope="col" class="numeric">"Cost"</th>
                    <th scope="col" class="numeric">"Hours"</th>
                    <th scope="col" class="numeric">"Expected to bring"</th>
                    <th scope="col" class="numeric">"Left"</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

#[component]
fn PaperLine(row: ActionRow) -> impl IntoView {
    let names: Vec<String> = row.accounts.into_iter().map(|(_, name)| name).collect();
    let names = names.join(", ");
    // An accepted proposal has its account in its name.
    let for_whom = (!names.is_empty() && !row.name.contains(&names)).then(|| view! { <div>{names}</div> });
    let said = |text: String| (!text.is_empty()).then(|| view! { <div>{text}</div> });
    let effect = (!row.effect.is_empty()).then(|| view! { <div>"If it succeeds: " {row.effect}</div> });
    let [start, due] = row.day_texts;
    let [cost, hours, _] = row.takes;
    let status = match row.is_overdue {
        true => format!("{}, overdue", row.status.word()),
        false => row.status.word().to_owned(),
    };
    view! {
        <tr>
            <th scope="row">
                {row.name}
                {for_whom}
                <small>{said(row.reason)} {effect} {said(row.came_to)} {said(row.note)}</small>
            </th>
            <td>{start}</td>
            <td>{due}</td>
            <td>{status}</td>
            <td class="numeric">{cost}</td>
            <td class="numeric">{hours}</td>
            <td class="numeric">{row.expected}</td>
            <td class="numeric">{row.left}</td>
        </tr>
    }
}
