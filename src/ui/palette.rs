//! The command palette: any account or screen by a few letters.

use leptos::prelude::*;

use crate::report::find;
use crate::session::{Message, Place};

use super::shortcuts;
use super::widgets::{close_dialog, open_dialog};
use super::workspace::{Workspace, workspace};

const DIALOG: &str = "palette";
const MOST_ACCOUNTS: usize = 12;

/// Opens the palette.
pub fn open_palette() {
    open_dialog(DIALOG);
}

#[derive(Clone, PartialEq)]
struct Choice {
    label: String,
    about: String,
    message: Message,
}

fn commands() -> Vec<Choice> {
    let go = |place: Place, label: &str| Choice {
        label: label.to_owned(),
        about: "Go to".to_owned(),
        message: Message::Went(place),
    };
    let act = |message: Message, label: &str| Choice {
        label: label.to_owned(),
        about: "Do".to_owned(),
        message,
    };
    vec![
        go(Place::ValueMap, "Value Map"),
        go(Place::Accounts, "Accounts"),
        go(Place::Models, "Fit models"),
        go(Place::Import, "Bring data in"),
        go(Place::Inbox, "Inbox: ask, thank, keep promises"),
        go(Place::Care, "Nurture calendar: who is to be touched when"),
        go(Place::Idic, "IDIC: identify, differentiate, interact, customize"),
        go(Place::Exchanges, "Exchanges: who has not been heard"),
        go(
            Place::Capital,
            "Relationship capital: given and received beside sales",
        ),
        go(Place::Network, "Network: who brought whom"),
        go(Place::Valued, "What they value"),
        go(
            Place::Portfolio,
            "Portfolio: customer equity, retention, snapshots",
        ),
        go(
            Place::Economic,
            "Economic × Relationship: stars, hidden assets, roles, referrals",
        ),
        go(Place::Loyalty, "Loyalty: attitude, intention, projected life"),
        go(Place::Growth, "Current × Potential: where growth is"),
        go(Place::ThreePs, "3Ps: payoff, potential, partnership"),
        go(Place::Dimensions, "Length, breadth, depth"),
        go(Place::Segments, "Segments"),
        go(
            Place::Profitability,
            "Profitability: who earns, who gives it away",
        ),
        go(Place::Criteria, "Criteria: what should count, as agreed"),
        go(Place::Progress, "Progress: what became of it since a snapshot"),
        go(Place::Risk, "Risk and concentration: how much hangs on few"),
        go(Place::MetricAudit, "Metric audit: whom today's ranking overlooks"),
        go(
            Place::Allocate,
            "Allocate: what to do with the money and the hours there are",
        ),
        go(
            Place::Objectives,
            "Objectives: whom our real objectives put first",
        ),
        go(
            Place::Emphasis,
            "Emphasis: winning customers against keeping them",
        ),
        go(Place::Scenarios, "Scenarios: what if, and what comes along"),
        go(
            Place::Service,
            "Service tiers: who is served first, how long everybody waits",
        ),
        go(
            Place::Offers,
            "Offers: what to offer next, prospects like the best customers",
        ),
        go(Place::Robustness, "Robustness: how firmly the map stands"),
        go(Place::Decisions, "Decisions: what to do, for whom, why"),
        go(Place::Plan, "Plan: actions, owners, days, what they came to"),
        go(Place::Portfolios, "Portfolios and versions"),
        go(Place::Assumptions, "Assumptions"),
        go(Place::Method(None), "Method"),
        go(Place::Recover, "Recover what is stored on this device"),
        act(Message::Undo, "Undo"),
        act(Message::Redo, "Redo"),
    ]
}

fn choices(workspace: Workspace, wanted: &str) -> Vec<Choice> {
    let needle = wanted.trim().to_lowercase();
    let mut found: Vec<Choice> = commands()
        .into_iter()
        .filter(|choice| choice.label.to_lowercase().contains(&needle))
        .collect();
    if !needle.is_empty() {
        let accounts = workspace
            .document
            .with(|document| find::accounts(document, &needle, MOST_ACCOUNTS));
        found.splice(
            0..0,
            accounts.into_iter().map(|account| Choice {
                label: account.name,
                about: account.about,
                message: Message::Went(Place::Account(account.id)),
            }),
        );
    }
    found
}

/// The palette's dialog: a combobox over accounts and commands.
#[component]
pub fn Palette() -> impl IntoView {
    let workspace = workspace();
    let wanted = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let found = Memo::new(move |_| choices(workspace, &wanted.read()));
    let choose = move |choice: Choice| {
        close_dialog(DIALOG);
        wanted.set(String::new());
        workspace.send(choice.message);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let last = found.with(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(last)),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" => {
                if let Some(choice) = found.with(|found| found.get(at.get_untracked()).cloned()) {
                    choose(choice);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let options = move || {
        let option = |(index, choice): (usize, Choice)| {
            let label = choice.label.clone();
            let about = choice.about.clone();
            view! {
                <li
                    id=format!("palette-{index}")
                    role="option"
                    aria-selected=move || (at.get() == index).to_string()
                    on:click=move |_| choose(choice.clone())
                >
                    <span>{label}</span>
                    <small>{about}</small>
                </li>
            }
        };
        found.get().into_iter().enumerate().map(option).collect_view()
    };
    view! {
        <dialog id=DIALOG class="palette" aria-label="Find an account or a command">
            <input
                type="text"
                role="combobox"
                aria-label="Find an account or a command"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-activedescendant=move || format!("palette-{}", at.get())
                autocomplete="off"
                autofocus
                placeholder="An account or a command"
                prop:value=move || wanted.get()
                on:input:target=move |event| {
                    wanted.set(event.target().value());
                    at.set(0);
                }
                on:keydown=on_key
            />
            <ul id="palette-list" role="listbox" aria-label="Found">{options}</ul>
            <p class="hint">
                <kbd>"↑"</kbd> <kbd>"↓"</kbd> " choose, " <kbd>"Enter"</kbd> " go, " <kbd>"Esc"</kbd> " close, "
                <button class="link" on:click=|_| { close_dialog(DIALOG); shortcuts::open(); }>"all keys"</button>
            </p>
        </dialog>
    }
}
