//! The IDIC gauges, the lists behind them, what the listening posts have heard, and the loop of feedback.

use leptos::prelude::*;

use crate::decisions::idic::IdicStep;
use crate::portfolio::Shared;
use crate::report::idic::{IdicCount, IdicGauge, IdicList, IdicReport, IdicRow, PostRow, idic_report};
use crate::ui::differentiate::AccountLink;
use crate::ui::lens::{FilterBar, shown_rows};
use crate::ui::widgets::{Bar, focus_soon};
use crate::ui::worked_out::{Ground, worked_out};

const FIRST: usize = 25;
const MORE: usize = 100;

/// The list that is open, and how much of it is shown.
#[derive(Clone, Copy)]
struct Open {
    list: RwSignal<IdicList>,
    n_shown: RwSignal<usize>,
}

/// The IDIC page.
#[component]
pub fn IdicPage() -> impl IntoView {
    let rows = shown_rows();
    let open = Open {
        list: RwSignal::new(IdicList::Missing(IdicStep::Identify)),
        n_shown: RwSignal::new(FIRST),
    };
    let found = worked_out(move || {
        let (now, rows, list, most) = (Ground::now(), rows.get(), open.list.get(), open.n_shown.get());
        async move {
            idic_report(
                &now.document,
                &now.valuation.output,
                &rows,
                list,
                most,
                &now.style,
            )
            .await
        }
    });
    view! {
        <h1>"IDIC"</h1>
        <p class="lead">"Know them, tell them apart, speak with them, do something for them in particular, and learn. Counts of accounts, never a mean of what is not known; each opens the list behind it."</p>
        <FilterBar />
        {found.view("", move |report| view! { <Round report open /> }.into_any())}
    }
}

/// How far they have come, and the lists behind it.
#[component]
fn Round(report: Memo<Shared<IdicReport>>, open: Open) -> impl IntoView {
    let gauges = move || {
        let gauges = report.with(|report| report.gauges.clone());
        gauges
            .into_iter()
            .map(|gauge| view! { <Gauge gauge open /> })
            .collect_view()
    };
    let stages = move || {
        let stages = report.with(|report| report.stages.clone());
        stages
            .into_iter()
            .map(|count| view! { <Count count open /> })
            .collect_view()
    };
    view! {
        <div class="gauges">{gauges}</div>
        <p class="stages-title">"Where each account stands: at the first step it has not reached."</p>
        <ul class="stages">{stages}</ul>
        <List report open />
        <div class="care">
            <Posts report />
            <Feedback report open />
        </div>
    }
}

#[component]
fn Gauge(gauge: IdicGauge, open: Open) -> impl IntoView {
    let id = format!("gauge-{}", gauge.name.to_lowercase());
    let labelled_by = id.clone();
    let bar = gauge.part.map(|part| view! { <Bar part /> });
    let counts = gauge
        .counts
        .into_iter()
        .map(|count| view! { <Count count open /> })
        .collect_view();
    view! {
        <section class="gauge-card" aria-labelledby=labelled_by>
            <h2 id=id>{gauge.name}</h2>
            <p class="gauge-n"><strong>{gauge.reached}</strong></p>
            {bar}
            <p class="hint">{gauge.meaning}</p>
            <ul>{counts}</ul>
        </section>
    }
}

/// A count that opens its list.
#[component]
fn Count(count: IdicCount, open: Open) -> impl IntoView {
    let list = count.list;
    let pick = move |_| {
        open.list.set(list);
        open.n_shown.set(FIRST);
        focus_soon(vec!["idic-list".to_owned()]);
    };
    let is_open = move || (open.list.get() == list).to_string();
    view! {
        <li><button class="link" aria-pressed=is_open on:click=pick>{format!("{} {}", count.n, count.label)}</button></li>
    }
}

#[component]
fn List(report: Memo<Shared<IdicReport>>, open: Open) -> impl IntoView {
    let n_rows = Memo::new(move |_| report.with(|report| report.n_rows));
    let heading = move || report.with(|report| format!("{}: {}", report.title, report.n_rows));
    let lines = move || {
        let rows = report.with(|report| report.rows.clone());
        rows.into_iter().map(|row| view! { <Line row /> }).collect_view()
    };
    view! {
        <section aria-labelledby="idic-list">
            <h2 id="idic-list" tabindex="-1">{heading}</h2>
            <Show when=move || { n_rows.get() > 0 } fallback=|| view! { <p>"Nobody stands here."</p> }>
                <div class="scroll-x" tabindex="0" role="region" aria-label="The accounts behind the count">
                    <table class="touches">
                        <thead>
                            <tr><th scope="col">"Account"</th><th scope="col">"Stands at"</th><th scope="col">"Next"</th><th scope="col" class="numeric">"Expected to leave within a year"</th></tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            </Show>
            <Show when=move || { n_rows.get() > open.n_shown.get() }>
                <button on:click=move |_| open.n_shown.update(|n| *n += MORE)>
                    {move || format!("Show {} more of {}", n_rows.get().saturating_sub(open.n_shown.get()).min(MORE), n_rows.get())}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn Line(row: IdicRow) -> impl IntoView {
    view! {
        <tr>
            <th scope="row"><AccountLink account=row.account name=row.name /></th>
            <td>{row.stage}</td>
            <td class="next">{row.next}</td>
            <td class="numeric">{row.at_stake}</td>
        </tr>
    }
}

#[component]
fn Posts(report: Memo<Shared<IdicReport>>) -> impl IntoView {
    let line = |row: PostRow| {
        view! {
            <tr>
                <th scope="row">{row.post}</th>
                <td class="numeric">{row.lately}</td>
                <td class="numeric">{row.ever}</td>
                <td>{row.last}</td>
            </tr>
        }
    };
    let lines = move || {
        let posts = report.with(|report| report.posts.clone());
        posts.into_iter().map(line).collect_view()
    };
    view! {
        <section aria-labelledby="posts-title">
            <h2 id="posts-title">"What we have not heard"</h2>
            <p>{move || report.with(|report| report.unheard.clone())}</p>
            <table class="care-rules">
                <thead>
                    <tr><th scope="col">"Where"</th><th scope="col" class="numeric">"Heard within a year"</th><th scope="col" class="numeric">"Ever"</th><th scope="col">"Last"</th></tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Feedback(report: Memo<Shared<IdicReport>>, open: Open) -> impl IntoView {
    let counts = move || {
        let counts = report.with(|report| report.feedback.clone());
        counts
            .into_iter()
            .map(|count| view! { <Count count open /> })
            .collect_view()
    };
    view! {
        <section aria-labelledby="feedback-title">
            <h2 id="feedback-title">"What they told us, and what became of it"</h2>
            <ul class="feedback">{counts}</ul>
            <p class="hint">"Feedback is used once its exchange is realised or failed, and told once an exchange of the kind feedback went back to them on that day or later."</p>
        </section>
    }
}
