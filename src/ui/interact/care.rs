//! The nurture calendar: the plan, the calendar, and who is to be touched next.

use leptos::prelude::*;

use crate::export::{care_csv, care_ics, file_name};
use crate::platform::breath::in_slices;
use crate::platform::files;
use crate::portfolio::{CareGroup, CarePlan, Shared};
use crate::report::care::{CareChoice, CareReport, CareRow, RuleRow, care_report, due_touches};
use crate::report::form::{FormField, FormKind};
use crate::session::{Edit, Message, NoticeKind};
use crate::ui::differentiate::AccountLink;
use crate::ui::lens::{FilterBar, shown_rows};
use crate::ui::widgets::FormLine;
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::{Workspace, workspace};

use super::care_calendar::Calendar;

const FIRST: usize = 25;
const MORE: usize = 100;

/// The page of the nurture calendar.
#[component]
pub fn CarePage() -> impl IntoView {
    let workspace = workspace();
    let rows = shown_rows();
    let choice = RwSignal::new(CareChoice {
        most: FIRST,
        ..CareChoice::default()
    });
    let found = worked_out(move || {
        let (now, rows, choice) = (Ground::now(), rows.get(), choice.get());
        async move { care_report(&now.document, &now.valuation.output, &rows, choice, &now.style).await }
    });
    let take = move |is_calendar: bool| hand_over(workspace, rows.get_untracked(), is_calendar);
    view! {
        <h1>"Nurture calendar"</h1>
        <p class="lead">
            "The longest silence you allow, and who is to be spoken to next. A touch is a dated exchange or something they said; orders are none: who only buys may still be forgotten."
        </p>
        <FilterBar />
        {found.view("", move |report| view! { <Told report choice /> }.into_any())}
        <p class="buttons screen-only">
            <button on:click=move |_| take(true)>"Calendar file (.ics)"</button>
            <button on:click=move |_| take(false)>"Table (.csv)"</button>
        </p>
        <p class="hint screen-only">"Both hold every touch that is due, of the accounts the filter lets through; what is overdue stands on the day looked back from."</p>
    }
}

/// What there is to say, the plan, the calendar and the accounts.
#[component]
fn Told(report: Memo<Shared<CareReport>>, choice: RwSignal<CareChoice>) -> impl IntoView {
    let words = move || {
        let words = report.with(|report| report.words.clone());
        words
            .into_iter()
            .map(|words| view! { <p>{words}</p> })
            .collect_view()
    };
    view! {
        <div role="status">{words}</div>
        <div class="care">
            <Rules rules=Signal::derive(move || report.with(|report| report.rules.clone())) />
            <Calendar report choice />
        </div>
        <List report choice />
    }
}

fn hand_over(workspace: Workspace, rows: Shared<Vec<usize>>, is_calendar: bool) {
    let (document, valuation) = (
        workspace.document.get_untracked(),
        workspace.valuation.get_untracked(),
    );
    leptos::task::spawn_local(async move {
        let due = due_touches(&document, &valuation.output, &rows);
        let Some(due) = in_slices(due, || true).await else {
            return;
        };
        let (extension, kind, text) = match is_calendar {
            true => ("ics", "text/calendar", care_ics(&document, &due)),
            false => ("csv", "text/csv", care_csv(&document, &due)),
        };
        if !files::download(&file_name(&document, "touches", extension), kind, text.as_bytes()) {
            let sentence = "The browser refused the download. Allow downloads for this page and try again.";
            workspace.send(Message::Noticed(NoticeKind::Problem, sentence.to_owned()));
        }
    });
}

/// The longest silence by group, to be changed.
#[component]
fn Rules(rules: Signal<Vec<RuleRow>>) -> impl IntoView {
    let lines = CareGroup::ALL
        .iter()
        .map(|&group| view! { <Rule group rules /> })
        .collect_view();
    view! {
        <section aria-labelledby="rules-title">
            <h2 id="rules-title">"The longest silence"</h2>
            <p class="hint">"In days; empty for no plan. Key accounts first, the others by their zone on the Value Map. To begin with: a month for key accounts, two where there is most to lose, a quarter where there is most to win, a year where neither side gains much."</p>
            <table class="care-rules">
                <thead>
                    <tr><th scope="col">"Group"</th><th scope="col" class="numeric">"Days"</th><th scope="col" class="numeric">"Accounts"</th><th scope="col" class="numeric">"In time"</th></tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Rule(group: CareGroup, rules: Signal<Vec<RuleRow>>) -> impl IntoView {
    let workspace = workspace();
    let row = Memo::new(move |_| {
        let of_group = |rules: &Vec<RuleRow>| rules.iter().find(|rule| rule.group == group).cloned();
        rules.with(of_group)
    });
    let read = move |read: fn(&RuleRow) -> &String| {
        Signal::derive(move || row.with(|row| row.as_ref().map(read).cloned().unwrap_or_default()))
    };
    let on_write = Callback::new(move |written: String| {
        let days = match written.trim() {
            "" => None,
            text => match text.parse::<u16>() {
                Ok(days) if (1..=CarePlan::MOST_DAYS).contains(&days) => Some(days),
                _ => {
                    return Some(format!(
                        "Write whole days from 1 to {}, or nothing for no plan.",
                        CarePlan::MOST_DAYS
                    ));
                }
            },
        };
        let mut plan = workspace.document.with_untracked(|document| *document.care);
        plan.set(group, days);
        workspace.send(Message::Edited(Edit::CareWritten(plan), None));
        None
    });
    let field = FormField::new("days", "Longest silence", FormKind::Number, String::new());
    let label = read(|row| &row.label);
    let long_label = format!("{}: longest silence in days", label.get_untracked());
    view! {
        <tr>
            <th scope="row">{label}</th>
            <td class="numeric"><FormLine field id=format!("care-{}", group.word()) text=read(|row| &row.text) refusal=RwSignal::new(None) on_write is_bare=true long_label /></td>
            <td class="numeric">{read(|row| &row.n)}</td>
            <td class="numeric">{read(|row| &row.in_time)}</td>
        </tr>
    }
}

/// Accounts by the day their next touch is due.
#[component]
fn List(report: Memo<Shared<CareReport>>, choice: RwSignal<CareChoice>) -> impl IntoView {
    let n_rows = Memo::new(move |_| report.with(|report| report.n_rows));
    let lines = move || {
        let rows = report.with(|report| report.rows.clone());
        rows.into_iter().map(|row| view! { <Line row /> }).collect_view()
    };
    let heading = move || {
        let stretch = choice.with(|choice| choice.stretch);
        let label = report.with(|report| {
            let line = report.calendar.iter().find(|line| Some(line.stretch) == stretch);
            line.map(|line| line.label.clone())
        });
        label.map_or_else(
            || format!("Whom to speak to: {}", n_rows.get()),
            |label| format!("{label}: {}", n_rows.get()),
        )
    };
    let is_picked = move || choice.with(|choice| choice.stretch.is_some());
    view! {
        <section aria-labelledby="touches-title">
            <h2 id="touches-title" tabindex="-1">{heading}</h2>
            <Show when=is_picked>
                <button on:click=move |_| choice.update(|choice| choice.stretch = None)>"Show all"</button>
            </Show>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Accounts by the day their next touch is due">
                <table class="touches">
                    <thead>
                        <tr>
                            <th scope="col">"Account"</th><th scope="col">"Next touch"</th><th scope="col">"Due"</th><th scope="col">"Last touch"</th>
                            <th scope="col">"Group"</th><th scope="col">"Owner"</th><th scope="col" class="numeric">"Total value"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <Show when=move || { n_rows.get() > choice.with(|choice| choice.most) }>
                <button on:click=move |_| choice.update(|choice| choice.most += MORE)>
                    {move || format!("Show {} more of {}", n_rows.get().saturating_sub(choice.with(|choice| choice.most)).min(MORE), n_rows.get())}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn Line(row: CareRow) -> impl IntoView {
    view! {
        <tr>
            <th scope="row"><AccountLink account=row.account name=row.name /></th>
            <td class:problem=row.is_late>{row.when}</td>
            <td>{row.due}</td>
            <td>{row.last}</td>
            <td>{row.group}</td>
            <td>{row.owner}</td>
            <td class="numeric">{row.total_value}</td>
        </tr>
    }
}
