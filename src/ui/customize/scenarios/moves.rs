//! The levers of a scenario: whose, which, by how much.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::platform::clock;
use crate::portfolio::{AccountId, By, FieldValue, Lever, LeverMove, Whom, read_number};
use crate::report::account_names::{named, names};
use crate::report::form::{FormField, FormKind};
use crate::report::scenario_words::{
    by_name, lever_name, not_moved, shown_number, slider_ends, whom_words, with_shown,
};
use crate::session::Gesture;
use crate::ui::widgets::{FormLine, NumberCell};

use super::editor::Desk;

/// The list of moved levers.
#[component]
pub fn Moves(desk: Desk) -> impl IntoView {
    let n_moves = Memo::new(move |_| desk.with(|scenario| scenario.moves.len()));
    let add = move |_| {
        desk.change(None, |scenario| {
            scenario.moves.push(LeverMove {
                whom: Whom::Everybody,
                lever: Lever::Retention,
                by: By::Points(0.0),
            });
        });
    };
    let lines = move || {
        (0..n_moves.get())
            .map(|at| view! { <MoveLine desk at /> })
            .collect_view()
    };
    view! {
        <fieldset class="scenario-moves">
            <legend>"Levers moved"</legend>
            <Show when=move || n_moves.get() == 0><p class="hint">"No lever is moved."</p></Show>
            {lines}
            <button on:click=add type="button">"Move another lever"</button>
        </fieldset>
    }
}

/// One of the levers.
#[derive(Clone, Copy)]
struct Line {
    desk: Desk,
    at: usize,
    moved: Memo<Option<LeverMove>>,
}

impl Line {
    fn change(self, gesture: Option<Gesture>, change: impl FnOnce(&mut LeverMove)) {
        self.desk.change(gesture, |scenario| {
            if let Some(moved) = scenario.moves.get_mut(self.at) {
                change(moved);
            }
        });
    }

    fn lever(self) -> Lever {
        self.moved
            .with(|moved| moved.as_ref().map_or(Lever::Retention, |one| one.lever))
    }

    fn by(self) -> By {
        self.moved
            .with(|moved| moved.as_ref().map_or(By::Points(0.0), |one| one.by))
    }

    fn whom(self) -> Whom {
        self.moved
            .with(|moved| moved.as_ref().map_or(Whom::Everybody, |one| one.whom.clone()))
    }
}

#[component]
fn MoveLine(desk: Desk, at: usize) -> impl IntoView {
    let workspace = desk.workspace;
    let moved = Memo::new(move |_| desk.with(|scenario| scenario.moves.get(at).cloned()));
    let line = Line { desk, at, moved };
    let remove = move |_| {
        desk.change(None, |scenario| {
            if at < scenario.moves.len() {
                scenario.moves.remove(at);
            }
        });
    };
    let n = at + 1;
    let unmoved = move || {
        let moved = moved.get()?;
        // Levels are those of the portfolio as it is, where its numbers are those shown.
        let is_base = workspace.scenarios.with(|scenarios| scenarios.through.is_none());
        let document = workspace.base.read();
        is_base
            .then(|| not_moved(&document, &workspace.valuation.read().output, &moved))
            .flatten()
    };
    let pick = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        if let Some(lever) = Lever::from_word(&event.target().value()) {
            line.change(None, |moved| {
                (moved.lever, moved.by) = (lever, moved.by.with(0.0))
            });
        }
    };
    let levers = Lever::ALL.iter().map(|&lever| {
        view! { <option value=lever.word() prop:selected=move || line.lever() == lever>{lever_name(lever)}</option> }
    });
    view! {
        <div class="scenario-move" role="group" aria-label=format!("Lever {n}")>
            <WhomChoice line />
            <select aria-label="Lever" on:change:target=pick>{levers.collect_view()}</select>
            <Amount line />
            <button class="quiet" type="button" aria-label=format!("Remove lever {n}") on:click=remove>"Remove"</button>
            <p class="hint">{unmoved}</p>
        </div>
    }
}

/// By how much: a slider, a number, and what it counts.
#[component]
fn Amount(line: Line) -> impl IntoView {
    let style = line.desk.workspace.style;
    let gesture = StoredValue::new(Gesture(0));
    let begin = move || gesture.set_value(Gesture(clock::now() as u64));
    let shown = Memo::new(move |_| shown_number(line.by(), line.lever()));
    let ends = Memo::new(move |_| slider_ends(line.by(), line.lever()));
    let is_points = Memo::new(move |_| matches!(line.by(), By::Points(_)));
    let set = move |gesture: Option<Gesture>, number: f64| {
        if number.is_finite() {
            line.change(gesture, |moved| {
                moved.by = with_shown(moved.by, moved.lever, number)
            });
        }
    };
    let text =
        Signal::derive(move || style.with(|style| style.field_for_editing(&FieldValue::Number(shown.get()))));
    let write = Callback::new(move |text: String| {
        let marks = style.with_untracked(|style| style.marks());
        let text = text
            .trim()
            .trim_start_matches('+')
            .trim_end_matches('%')
            .trim()
            .replace('−', "-");
        match read_number(&text, marks) {
            Some(number) => {
                set(None, number);
                None
            }
            None => Some(format!("\"{text}\" is not a number.")),
        }
    });
    let count = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let by = match event.target().value().as_str() {
            "points" => By::Points(0.0),
            _ => By::OfToday(0.0),
        };
        line.change(None, |moved| moved.by = by);
    };
    view! {
        <input
            type="range"
            aria-label="By how much, slider"
            min=move || ends.get().0.to_string()
            max=move || ends.get().1.to_string()
            step=move || ends.get().2.to_string()
            prop:value=move || shown.get().to_string()
            on:pointerdown=move |_| begin()
            on:keydown=move |_| begin()
            on:input:target=move |event| set(Some(gesture.get_value()), event.target().value_as_number())
        />
        <NumberCell id=format!("scenario-by-{}", line.at) label="By how much" text on_write=write />
        <select aria-label="Counted in" on:change:target=count>
            <option value="points" prop:selected=move || is_points.get()>{move || by_name(By::Points(0.0), line.lever())}</option>
            <option value="share" prop:selected=move || !is_points.get()>{move || by_name(By::OfToday(0.0), line.lever())}</option>
        </select>
    }
}

/// Whose lever: everybody's, a segment's, one account's.
#[component]
fn WhomChoice(line: Line) -> impl IntoView {
    let workspace = line.desk.workspace;
    let segments = Memo::new(move |_| {
        workspace.base.with(|document| {
            let accounts = document.portfolio.accounts.iter();
            let named: BTreeSet<&String> = accounts
                .map(|account| &account.segment)
                .filter(|segment| !segment.is_empty())
                .collect();
            named.into_iter().cloned().collect::<Vec<_>>()
        })
    });
    let whom = Memo::new(move |_| line.whom());
    // One account is asked for before it is named.
    let is_asking = RwSignal::new(false);
    let is_account = Memo::new(move |_| is_asking.get() || matches!(whom.get(), Whom::Account(_)));
    let is = move |one: &Whom| !is_account.get() && whom.with(|whom| whom == one);
    let pick = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let picked = event.target().value();
        is_asking.set(picked == "account");
        match picked.split_once(':') {
            Some((_, name)) => line.change(None, |moved| moved.whom = Whom::Segment(name.to_owned())),
            None if picked == "everybody" => line.change(None, |moved| moved.whom = Whom::Everybody),
            None => {}
        }
    };
    let options = move || {
        let option = |name: String| {
            let (value, segment) = (format!("segment:{name}"), Whom::Segment(name.clone()));
            view! { <option value=value prop:selected=move || is(&segment)>{format!("Segment {name}")}</option> }
        };
        segments.get().into_iter().map(option).collect_view()
    };
    let account_name = Signal::derive(move || match whom.get() {
        whom @ Whom::Account(_) => workspace.base.with(|document| whom_words(document, &whom)),
        _ => String::new(),
    });
    let name_account = Callback::new(move |written: String| {
        match workspace
            .base
            .with_untracked(|document| named(document, written.trim()))
        {
            Ok(id) => {
                is_asking.set(false);
                line.change(None, |moved| moved.whom = Whom::Account(id));
                None
            }
            Err(refusal) => Some(refusal),
        }
    });
    let field = move || {
        let suggestions = workspace
            .base
            .with_untracked(|document| names(document, &AccountId::new("")));
        FormField::new("account", "Account", FormKind::Line, String::new()).suggest(suggestions)
    };
    view! {
        <select aria-label="Whose lever" on:change:target=pick>
            <option value="everybody" prop:selected=move || is(&Whom::Everybody)>"Everybody"</option>
            {options}
            <option value="account" prop:selected=move || is_account.get()>"One account …"</option>
        </select>
        <Show when=move || is_account.get()>
            <FormLine
                field=field()
                id=format!("scenario-account-{}", line.at)
                text=account_name
                refusal=RwSignal::new(None)
                on_write=name_account
                is_bare=true
                long_label="Account whose lever is moved"
            />
        </Show>
    }
}
