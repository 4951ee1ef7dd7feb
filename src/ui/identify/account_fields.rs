//! Every field of the account, edited in place.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::portfolio::{Field, FieldGroup};
use crate::report::account_fields::{COLUMNS, accepted, fields_of, form_field, group_title, would_add};
use crate::report::table::editing_text;
use crate::session::{Cell, Edit, Message};
use crate::ui::widgets::FormLine;
use crate::ui::workspace::workspace;

use super::account::account_view;
use super::account_parts::FigureLine;

/// The profile: what is stated about the account.
#[component]
pub fn AccountFields() -> impl IntoView {
    let column = |groups: &[FieldGroup]| {
        let groups = groups.iter().map(|&group| view! { <Group group /> });
        view! { <div>{groups.collect_view()}</div> }
    };
    let groups = COLUMNS.into_iter().map(column).collect_view();
    view! {
        <section class="profile" aria-labelledby="profile-title">
            <h2 id="profile-title">"What we know about them"</h2>
            <dl class="figures"><FigureLine measure=MeasureId::ProfileCompleteness has_bar=true /></dl>
            <form class="groups" on:submit=|event| event.prevent_default()>{groups}</form>
            <Extra />
        </section>
    }
}

#[component]
fn Group(group: FieldGroup) -> impl IntoView {
    let lines = fields_of(group)
        .map(|field| view! { <FieldLine field /> })
        .collect_view();
    view! {
        <fieldset>
            <legend>{group_title(group)}</legend>
            <div class="field-lines">{lines}</div>
        </fieldset>
    }
}

/// One field, edited in place.
#[component]
pub fn FieldLine(
    /// Which.
    field: Field,
    /// True where the label is for screen readers only, as in a table.
    #[prop(optional)]
    is_bare: bool,
) -> impl IntoView {
    let workspace = workspace();
    let view = account_view();
    let text = Memo::new(move |_| {
        let id = view.id.get_value();
        let style = workspace.style.read();
        workspace.document.with(|document| {
            (document.portfolio.account(&id))
                .map(|account| editing_text(account, field, &style))
                .unwrap_or_default()
        })
    });
    let line = workspace.document.with_untracked(|document| {
        let style = workspace.style.read_untracked();
        view.id.with_value(|id| {
            document
                .portfolio
                .account(id)
                .map(|account| form_field(account, field, &style))
        })
    });
    let on_write = Callback::new(move |text: String| {
        match workspace
            .style
            .with_untracked(|style| accepted(field, &text, style))
        {
            Err(sentence) => Some(sentence),
            Ok(text) => {
                let account = view.id.get_value();
                workspace.send(Message::Edited(
                    Edit::CellsWritten(vec![Cell { account, field, text }]),
                    None,
                ));
                None
            }
        }
    });
    let nothing = if field == Field::Kind { "" } else { "unknown" };
    line.map(|line| {
        view! {
            <FormLine field=line id=format!("field-{}", field.key()) text refusal=RwSignal::new(None) on_write nothing adds=would_add(field) is_bare />
        }
    })
}

/// What the import did not know, kept as it came.
#[component]
fn Extra() -> impl IntoView {
    let extra = account_view().part(|report| report.extra.clone());
    let lines = move || {
        (extra.get().into_iter())
            .map(|(name, text)| view! { <div class="figure"><dt>{name}</dt><dd>{text}</dd></div> })
            .collect_view()
    };
    view! {
        <Show when=move || extra.with(|extra| !extra.is_empty())>
            <h3>"Kept as it came"</h3>
            <dl class="figures">{lines}</dl>
        </Show>
    }
}
