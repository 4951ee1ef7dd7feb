//! The Method page: formula, source and worked example of every measure.

use leptos::prelude::*;

use crate::report::explanation::TermRow;
use crate::report::method::{MethodEntry, MethodGroup, SETTING, method};
use crate::session::Place;

use super::workspace::workspace;

/// The page. An address such as `#method/retention` opens that measure.
#[component]
pub fn MethodPage() -> impl IntoView {
    let workspace = workspace();
    let groups = workspace
        .document
        .with_untracked(|document| workspace.style.with_untracked(|style| method(document, style)));
    let asked = match workspace.place.get_untracked() {
        Place::Method(Some(measure)) => Some(measure.key()),
        _ => None,
    };
    Effect::new(move |_| {
        if let Some(entry) = asked.and_then(|key| document().get_element_by_id(&anchor(key))) {
            entry.scroll_into_view();
        }
    });
    let contents = groups.clone();
    view! {
        <h1>"Method"</h1>
        <p class="lead">"Every number in this app: what it is, by which formula, from whom, and an example worked out by the app itself."</p>
        <p>{SETTING}</p>
        <div class="method">
            <Contents groups=contents />
            <div>
                {groups.into_iter().map(|group| view! { <Group group asked /> }).collect_view()}
            </div>
        </div>
    }
}

#[component]
fn Contents(groups: Vec<MethodGroup>) -> impl IntoView {
    let jump = |key: &'static str| {
        move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            if let Some(entry) = document().get_element_by_id(&anchor(key)) {
                let _ = entry.set_attribute("open", "");
                entry.scroll_into_view();
            }
        }
    };
    let group = move |group: MethodGroup| {
        let entries = (group.entries.into_iter())
            .map(|entry| {
                view! { <li><a href=format!("#method/{}", entry.key) on:click=jump(entry.key)>{entry.title}</a></li> }
            })
            .collect_view();
        view! { <li><strong>{group.title}</strong><ul>{entries}</ul></li> }
    };
    view! {
        <nav class="method-contents" aria-label="Measures">
            <ul>{groups.into_iter().map(group).collect_view()}</ul>
        </nav>
    }
}

#[component]
fn Group(group: MethodGroup, asked: Option<&'static str>) -> impl IntoView {
    view! {
        <section>
            <h2>{group.title}</h2>
            <p class="hint">{group.lead}</p>
            {group.entries.into_iter().map(|entry| view! { <Entry entry asked /> }).collect_view()}
        </section>
    }
}

#[component]
fn Entry(entry: MethodEntry, asked: Option<&'static str>) -> impl IntoView {
    let is_open = asked == Some(entry.key);
    let terms = (!entry.terms.is_empty()).then(|| view! { <Terms terms=entry.terms /> });
    let notes = (!entry.notes.is_empty()).then(|| {
        let notes = entry
            .notes
            .into_iter()
            .map(|note| view! { <li>{note}</li> })
            .collect_view();
        view! { <ul class="notes">{notes}</ul> }
    });
    view! {
        <details class="method-entry" id=anchor(entry.key) open=is_open>
            <summary>
                <h3>{entry.title}</h3>
                <span>{entry.meaning}</span>
            </summary>
            <dl>
                <dt>"Formula"</dt>
                <dd class="formula">{entry.formula}</dd>
                <dt>"Counted in"</dt>
                <dd>{entry.unit}</dd>
                <dt>"Source"</dt>
                <dd>{entry.source}</dd>
                <dt>"Example"</dt>
                <dd>
                    <p class="formula">{entry.worked}</p>
                    <p>
                        <strong>{entry.result}</strong>
                        {entry.interval.map(|interval| view! { <span class="interval">" (" {interval} ")"</span> })}
                    </p>
                    {terms}
                    {notes}
                </dd>
            </dl>
        </details>
    }
}

#[component]
fn Terms(terms: Vec<TermRow>) -> impl IntoView {
    let rows = (terms.into_iter())
        .map(|term| {
            view! {
                <tr>
                    <th scope="row">{term.label}</th>
                    <td class="numeric">{term.value}</td>
                    <td><span class="basis" data-basis=term.basis>{term.basis}</span></td>
                    <td>{term.source}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll-x">
            <table>
                <thead>
                    <tr><th scope="col">"Input"</th><th scope="col" class="numeric">"Value"</th><th scope="col">"Basis"</th><th scope="col">"From"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn anchor(key: &str) -> String {
    format!("method-{key}")
}
