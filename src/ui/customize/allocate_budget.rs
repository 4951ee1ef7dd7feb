//! The money and the hours there are: a number and a slider each.

use leptos::prelude::*;

use crate::portfolio::{PLAN_LIMIT, read_number};
use crate::report::allocate::{budget_text, slider_end};
use crate::session::{Edit, Message};
use crate::ui::widgets::NumberCell;
use crate::ui::workspace::Workspace;

use super::allocate::Desk;

/// Amounts that are tried while something is dragged, in place of those of the plan.
#[derive(Clone, Copy)]
pub struct Tried {
    /// Money.
    pub money: RwSignal<Option<f64>>,
    /// Hours.
    pub hours: RwSignal<Option<f64>>,
}

impl Tried {
    /// Nothing tried.
    pub fn new() -> Self {
        Self {
            money: RwSignal::new(None),
            hours: RwSignal::new(None),
        }
    }

    /// Tries so much money, and writes it into the plan where the drag is over.
    pub fn move_money(self, workspace: Workspace, money: Option<f64>, is_last: bool) {
        let Some(money) = money.or(self.money.get_untracked()) else {
            return;
        };
        if is_last {
            write(workspace, Kind::Money, Some(money));
            self.money.set(None);
        } else {
            self.money.set(Some(money));
        }
    }
}

/// What is limited.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Money,
    Hours,
}

fn write(workspace: Workspace, kind: Kind, amount: Option<f64>) {
    let (mut money, mut hours) = workspace
        .document
        .with_untracked(|document| (document.plan.budget_money, document.plan.budget_hours));
    let before = (money, hours);
    match kind {
        Kind::Money => money = amount,
        Kind::Hours => hours = amount,
    }
    if (money, hours) != before {
        workspace.send(Message::Edited(Edit::BudgetWritten { money, hours }, None));
    }
}

/// Both limits.
#[component]
pub fn BudgetLines(desk: Desk) -> impl IntoView {
    view! {
        <form class="allocate-budget" on:submit=|event| event.prevent_default()>
            <BudgetLine desk kind=Kind::Money />
            <BudgetLine desk kind=Kind::Hours />
        </form>
    }
}

#[component]
fn BudgetLine(desk: Desk, kind: Kind) -> impl IntoView {
    let (id, label, tried) = match kind {
        Kind::Money => ("allocate-money", "Money there is", desk.tried.money),
        Kind::Hours => ("allocate-hours", "Our hours there are", desk.tried.hours),
    };
    let now = Memo::new(move |_| {
        let budget = desk.budget.get();
        match kind {
            Kind::Money => budget.money,
            Kind::Hours => budget.hours,
        }
    });
    let end = Memo::new(move |_| {
        let considered = desk.considered.read();
        let all: f64 = match kind {
            Kind::Money => {
                considered.begun_money + considered.candidates.iter().map(|one| one.cost).sum::<f64>()
            }
            Kind::Hours => {
                considered.begun_hours + considered.candidates.iter().map(|one| one.hours).sum::<f64>()
            }
        };
        slider_end(all.max(now.get().unwrap_or(0.0)))
    });
    let text = Signal::derive(move || {
        now.get().map_or_else(String::new, |amount| {
            budget_text(amount, &desk.workspace.style.read())
        })
    });
    let on_write = Callback::new(move |text: String| {
        let marks = desk.workspace.style.with_untracked(|style| style.marks());
        let amount = read_number(&text, marks).filter(|amount| (0.0..=PLAN_LIMIT).contains(amount));
        if amount.is_none() && !text.trim().is_empty() {
            return Some(format!(
                "\"{}\" is no amount; leave it empty for no limit.",
                text.trim()
            ));
        }
        tried.set(None);
        write(desk.workspace, kind, amount);
        None
    });
    let shown = move || now.get().unwrap_or(end.get());
    let spoken = move || {
        let style = desk.workspace.style.read();
        match (now.get(), kind) {
            (None, _) => "no limit".to_owned(),
            (Some(amount), Kind::Money) => style.money(amount),
            (Some(amount), Kind::Hours) => format!("{} hours", style.number(amount, 0)),
        }
    };
    view! {
        <div class="allocate-line">
            <span class="allocate-label" aria-hidden="true">{label}</span>
            <NumberCell id label text on_write />
            <input
                type="range"
                min="0"
                max=move || end.get().to_string()
                step=move || (end.get() / 200.0).to_string()
                aria-label=format!("{label}, slider")
                aria-valuetext=spoken
                prop:value=move || shown().to_string()
                on:input:target=move |event| tried.set(Some(event.target().value_as_number().max(0.0)))
                on:change:target=move |event| {
                    let amount = event.target().value_as_number().max(0.0);
                    write(desk.workspace, kind, Some(amount));
                    tried.set(None);
                }
            />
            <button type="button" class="quiet" disabled=move || now.get().is_none() on:click=move |_| {
                tried.set(None);
                write(desk.workspace, kind, None);
            }>"No limit"</button>
        </div>
    }
}
