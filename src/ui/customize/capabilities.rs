//! What winning and keeping take: rated by how much there is and how much is needed.

use leptos::prelude::*;

use crate::portfolio::{Capability, Effort, read_number};
use crate::report::form::{FormField, FormKind};
use crate::session::{Edit, Message};
use crate::ui::widgets::{FormLine, focus_soon};
use crate::ui::workspace::{Workspace, workspace};

/// The two lists, each to be rated and changed.
#[component]
pub fn Capabilities() -> impl IntoView {
    view! {
        <section class="capabilities" aria-labelledby="capabilities-title">
            <h2 id="capabilities-title">"What it takes, and what you have"</h2>
            <p class="hint">"Each from 0 to 10; empty is not rated and holds nothing back. Half of what is needed carries half of the way to the best."</p>
            <div class="lens-pair">
                <List effort=Effort::Winning title="Winning customers takes" />
                <List effort=Effort::Keeping title="Keeping them takes" />
            </div>
        </section>
    }
}

/// Changes the whole list.
fn change(workspace: Workspace, change: impl FnOnce(&mut Vec<Capability>)) {
    let mut list = workspace
        .document
        .with_untracked(|document| (*document.capabilities).clone());
    change(&mut list);
    workspace.send(Message::Edited(Edit::CapabilitiesWritten(list), None));
}

#[component]
fn List(effort: Effort, title: &'static str) -> impl IntoView {
    let workspace = workspace();
    // The places in the list decide what is drawn; a rating changes no place.
    let places = Memo::new(move |_| {
        workspace.document.with(|document| {
            let all = document.capabilities.iter().enumerate();
            let own = all.filter(|(_, capability)| capability.effort == effort);
            own.map(|(at, capability)| (at, capability.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let add_id = format!("add-{}", effort.word());
    let name = RwSignal::new(String::new());
    let add = {
        let add_id = add_id.clone();
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            let text = name.get_untracked().trim().to_owned();
            if !text.is_empty() {
                let add = |list: &mut Vec<Capability>| {
                    list.push(Capability {
                        effort,
                        name: text,
                        have: None,
                        need: None,
                    });
                };
                // What was refused stays in the line.
                if workspace.refusal_in(|| change(workspace, add)).1.is_none() {
                    name.set(String::new());
                }
                focus_soon(vec![add_id.clone()]);
            }
        }
    };
    let lines = move || {
        let places = places.get();
        places
            .into_iter()
            .map(|(at, name)| view! { <Line at name effort /> })
            .collect_view()
    };
    view! {
        <div>
            <h3>{title}</h3>
            <table class="care-rules">
                <thead>
                    <tr><th scope="col">"Capability"</th><th scope="col" class="numeric">"Have"</th><th scope="col" class="numeric">"Need"</th><th scope="col" class="numeric">"Gap"</th><th scope="col"><span class="visually-hidden">"Remove"</span></th></tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            <form class="choices" on:submit=add>
                <input id=add_id type="text" aria-label=format!("{title}: another capability") prop:value=name on:input:target=move |event| name.set(event.target().value()) />
                <button type="submit">"Add"</button>
            </form>
        </div>
    }
}

#[component]
fn Line(at: usize, name: String, effort: Effort) -> impl IntoView {
    let workspace = workspace();
    let now = Memo::new(move |_| {
        workspace
            .document
            .with(|document| document.capabilities.get(at).cloned())
    });
    let written = move |rating: Option<f64>| {
        rating.map_or_else(String::new, |rating| {
            let places = usize::from(rating != libm::trunc(rating));
            workspace.style.with(|style| style.number(rating, places))
        })
    };
    let gap = move || {
        now.with(|now| {
            let capability = now.as_ref()?;
            let gap = capability.need? - capability.have?;
            Some(written(Some(gap.max(0.0))))
        })
        .unwrap_or_else(|| "–".to_owned())
    };
    let rate = move |is_need: bool| {
        Callback::new(move |text: String| {
            let marks = workspace.style.with_untracked(|style| style.marks());
            let rating = match text.trim() {
                "" => None,
                text => match read_number(text, marks).filter(|rating| (0.0..=10.0).contains(rating)) {
                    Some(rating) => Some(rating),
                    None => return Some("Write a number from 0 to 10, or nothing.".to_owned()),
                },
            };
            change(workspace, |list| {
                if let Some(capability) = list.get_mut(at) {
                    *(if is_need {
                        &mut capability.need
                    } else {
                        &mut capability.have
                    }) = rating;
                }
            });
            None
        })
    };
    let (shown, label) = (name.clone(), format!("Remove {name}"));
    let cell = move |is_need: bool| {
        let word = if is_need { "need" } else { "have" };
        let text = Signal::derive(move || {
            let rating = now.with(|now| {
                let capability = now.as_ref()?;
                if is_need { capability.need } else { capability.have }
            });
            written(rating)
        });
        let field = FormField::new("rating", "Rating", FormKind::Number, String::new());
        let long_label = format!("{name}: {word}");
        view! { <FormLine field id=format!("able-{word}-{at}") text refusal=RwSignal::new(None) on_write=rate(is_need) is_bare=true long_label /> }
    };
    let take_out = move |_| {
        change(workspace, |list| {
            if at < list.len() {
                list.remove(at);
            }
        });
        focus_soon(vec![format!("add-{}", effort.word())]);
    };
    let (have, need) = (cell(false), cell(true));
    view! {
        <tr>
            <th scope="row">{shown}</th>
            <td class="numeric">{have}</td>
            <td class="numeric">{need}</td>
            <td class="numeric">{gap}</td>
            <td><button class="link" aria-label=label on:click=take_out>"Remove"</button></td>
        </tr>
    }
}
