//! The calendar of touches: a line for every week or month, a column for every owner.

use leptos::prelude::*;

use crate::portfolio::Shared;
use crate::report::care::{CalendarRow, CareChoice, CareReport, Period, Stretch};
use crate::ui::widgets::{Bar, focus_soon};

/// How many touches are due when, and whose they are. A line shows its accounts below.
#[component]
pub fn Calendar(report: Memo<Shared<CareReport>>, choice: RwSignal<CareChoice>) -> impl IntoView {
    let owners = move || {
        let owners = report.with(|report| report.owners.clone());
        owners
            .into_iter()
            .map(|owner| view! { <th scope="col" class="numeric">{owner}</th> })
            .collect_view()
    };
    let lines = move || {
        let lines = report.with(|report| report.calendar.clone());
        lines
            .into_iter()
            .map(|line| view! { <Line line choice /> })
            .collect_view()
    };
    let button = move |(period, label): (Period, &'static str)| {
        let is_on = move || choice.with(|choice| choice.period == period).to_string();
        let pick = move |_| {
            choice.update(|choice| {
                choice.period = period;
                choice.stretch = None;
            });
        };
        view! { <button type="button" aria-pressed=is_on on:click=pick>{label}</button> }
    };
    view! {
        <section aria-labelledby="calendar-title">
            <h2 id="calendar-title">"The calendar"</h2>
            <div class="map-group screen-only" role="group" aria-label="Lines of the calendar">
                {[(Period::Week, "Weeks"), (Period::Month, "Months")].map(button).into_iter().collect_view()}
            </div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Touches due, by owner">
                <table class="care-calendar">
                    <thead>
                        <tr><th scope="col">"Due"</th><th scope="col"><span class="visually-hidden">"Drawn"</span></th><th scope="col" class="numeric">"Touches"</th>{owners}</tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Line(line: CalendarRow, choice: RwSignal<CareChoice>) -> impl IntoView {
    let stretch: Stretch = line.stretch;
    let is_on = move || choice.with(|choice| choice.stretch == Some(stretch)).to_string();
    let pick = move |_| {
        choice.update(|choice| choice.stretch = Some(stretch));
        focus_soon(vec!["touches-title".to_owned()]);
    };
    let label = format!("{}: {} touches. Show the accounts", line.label, line.n);
    let by_owner = line
        .by_owner
        .into_iter()
        .map(|n| view! { <td class="numeric">{(n > 0).then_some(n)}</td> })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{line.label}</th>
            <td class="drawn" aria-hidden="true"><Bar part=line.part /></td>
            <td class="numeric"><button class="number" aria-label=label aria-pressed=is_on on:click=pick>{line.n}</button></td>
            {by_owner}
        </tr>
    }
}
