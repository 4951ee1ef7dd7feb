//! The four roles beside buying: who holds them, who could, and what to do for each.

use leptos::prelude::*;

use crate::report::lenses::{RoleGroup, RoleMember, roles};
use crate::session::Place;
use crate::ui::lens::shown_rows;
use crate::ui::workspace::workspace;

/// The roster of the four roles.
#[component]
pub fn Roles() -> impl IntoView {
    let workspace = workspace();
    let rows = shown_rows();
    let groups = Memo::new(move |_| {
        let (document, valuation) = (workspace.document.read(), workspace.shown.read());
        roles(
            &document,
            &valuation.output,
            &rows.read(),
            &workspace.style.read(),
        )
    });
    let cards = move || {
        groups
            .get()
            .into_iter()
            .map(|group| view! { <Group group /> })
            .collect_view()
    };
    view! {
        <section class="roles" data-on-paper aria-labelledby="roles-title">
            <h2 id="roles-title">"Four roles beside buying"</h2>
            <p>"An account may hold several of them, so their sums overlap. It holds one from an index of 20 on."</p>
            <div class="roles-cards">{cards}</div>
        </section>
    }
}

#[component]
fn Group(group: RoleGroup) -> impl IntoView {
    let id = format!("role-{}", group.measure.key());
    let worth = (!group.worth.is_empty()).then(|| {
        view! { <span class="hint">{format!("relationship value together {}", group.worth)}</span> }
    });
    let (heading, n_active) = (id.clone(), group.active.len());
    let address = Place::Method(Some(group.measure)).fragment();
    view! {
        <article class="role-card" aria-labelledby=heading>
            <h3 id=id>{group.title}" "<span class="count">{n_active}</span></h3>
            <p>{group.meaning}" "{worth}</p>
            <Members members=group.active none="Nobody yet." />
            {(!group.potential.is_empty()).then(|| view! {
                <h4>"Willing and never asked"</h4>
                <Members members=group.potential none="" />
            })}
            <h4>"Programme"</h4>
            <p>{group.programme}</p>
            <p class="hint"><a href=address>"How the index is made"</a></p>
        </article>
    }
}

#[component]
fn Members(members: Vec<RoleMember>, none: &'static str) -> impl IntoView {
    if members.is_empty() {
        return view! { <p class="hint">{none}</p> }.into_any();
    }
    let item = |member: RoleMember| {
        view! {
            <li>
                <a href=Place::Account(member.account).fragment()>{member.name}</a>
                <span class="count">{member.index}</span>
            </li>
        }
    };
    view! { <ul class="role-members">{members.into_iter().map(item).collect_view()}</ul> }.into_any()
}
