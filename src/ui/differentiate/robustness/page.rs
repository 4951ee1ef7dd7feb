//! The screen of robustness.

use leptos::prelude::*;

use crate::report::robustness::{FindRow, MOST_ROWS, RobustReport, RobustRow, robust_report};
use crate::robustness::DRAWS_ALLOWED;
use crate::session::{Message, Place, RobustMessage, Wish};
use crate::ui::workspace::{Workspace, workspace};

use super::draws::{DrawBar, draw_when_seen, fresh};

/// Zones, top and what to find out, over many draws.
#[component]
pub fn RobustnessPage() -> impl IntoView {
    let workspace = workspace();
    draw_when_seen(workspace);
    let fresh = fresh(workspace);
    let report = Memo::new(move |_| {
        fresh.get().map(|robustness| {
            let document = workspace.document.read();
            let valuation = workspace.valuation.read();
            robust_report(&document, &valuation.output, &robustness, &workspace.style.read())
        })
    });
    let is_there = Memo::new(move |_| report.with(Option::is_some));
    view! {
        <h1>"Robustness"</h1>
        <p class="lead">
            "Would the map look the same if what is uncertain turned out otherwise, or if other things mattered to them? Every draw values the whole portfolio by the same formulas."
        </p>
        <Wishes workspace />
        <DrawBar workspace />
        <Show when=move || is_there.get()>
            <Found report />
        </Show>
    }
}

#[component]
fn Found(report: Memo<Option<RobustReport>>) -> impl IntoView {
    let text = move |read: fn(&RobustReport) -> String| {
        move || report.with(|report| report.as_ref().map(read).unwrap_or_default())
    };
    let rows = move || {
        let rows = report.with(|report| report.as_ref().map(|report| report.rows.clone()));
        rows.unwrap_or_default()
            .into_iter()
            .map(|row| view! { <Line row /> })
            .collect_view()
    };
    let left_out = move || {
        report.with(|report| {
            let n_rows = report.as_ref().map_or(0, |report| report.n_rows);
            (n_rows > MOST_ROWS)
                .then(|| format!("The {MOST_ROWS} least firm of {n_rows} accounts are shown."))
        })
    };
    let finds = Signal::derive(move || {
        report.with(|report| {
            report
                .as_ref()
                .map(|report| report.finds.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <section aria-labelledby="firmness-title">
            <h2 id="firmness-title">"How firmly each account stands in its zone"</h2>
            <p>{text(|report| report.sentence.clone())}</p>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby="firmness-title">
                <table class="firmness">
                    <thead>
                        <tr>
                            <th scope="col">"Account"</th>
                            <th scope="col">"Zone"</th>
                            <th scope="col" class="numeric">"Draws in it"</th>
                            <th scope="col" class="numeric">"Weights around stated"</th>
                            <th scope="col" class="numeric">"Any weights"</th>
                            <th scope="col" class="numeric">"Among the top"</th>
                            <th scope="col" class="numeric">{text(|report| report.up.to_owned())}</th>
                            <th scope="col">"Find out first"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="hint">{left_out}</p>
        </section>
        <section aria-labelledby="finds-title">
            <h2 id="finds-title">"Find this out first"</h2>
            <p class="hint">
                "Worth: what knowing the number first would gain on average in deciding on which side of the threshold to treat every account it moves, counted as value above the threshold. Points: by how much the chance to name a zone rightly would rise, added over those accounts."
            </p>
            <FindTable rows=finds labelled="finds-title" />
        </section>
    }
}

#[component]
fn Line(row: RobustRow) -> impl IntoView {
    let style = format!("--share:{:.3}", row.share);
    view! {
        <tr>
            <th scope="row"><a href=Place::Account(row.account).fragment()>{row.name}</a></th>
            <td>{row.zone}</td>
            <td class="numeric"><span class="firm" style=style aria-hidden="true"></span>{row.drawn}</td>
            <td class="numeric">{row.around}</td>
            <td class="numeric">{row.any}</td>
            <td class="numeric">{row.top}</td>
            <td class="numeric">{row.value} <small class="interval">{row.interval}</small></td>
            <td>{row.first}</td>
        </tr>
    }
}

/// What is worth finding out, row by row.
#[component]
pub fn FindTable(
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<FindRow>>,
    /// Id of the heading.
    labelled: &'static str,
) -> impl IntoView {
    let line = |row: FindRow| {
        view! {
            <tr>
                <th scope="row">{row.label}</th>
                <td class="numeric">{row.known}</td>
                <td class="numeric">{row.chance}</td>
                <td class="numeric">{row.worth}</td>
            </tr>
        }
    };
    let lines = move || rows.get().into_iter().map(line).collect_view();
    view! {
        <Show
            when=move || rows.with(|rows| !rows.is_empty())
            fallback=|| view! { <p>"Nothing that is uncertain would change a zone."</p> }
        >
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby=labelled>
                <table class="finds">
                    <thead>
                        <tr>
                            <th scope="col">"What"</th>
                            <th scope="col" class="numeric">"Known as"</th>
                            <th scope="col" class="numeric">"Zone surer by"</th>
                            <th scope="col" class="numeric">"Worth knowing"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </Show>
    }
}

/// Seed, number of draws, and how many are the top.
#[component]
fn Wishes(workspace: Workspace) -> impl IntoView {
    let wish = Memo::new(move |_| workspace.robust.with(|robust| robust.wish));
    let number = move |label: &'static str,
                       id: &'static str,
                       range: (u64, u64),
                       read: fn(Wish) -> u64,
                       write: fn(&mut Wish, u64)| {
        let changed = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
            let input = event.target();
            let mut changed = wish.get_untracked();
            match input.value().trim().parse::<u64>() {
                Ok(value) => {
                    write(&mut changed, value.clamp(range.0, range.1));
                    workspace.send(Message::Robust(RobustMessage::WishChanged(changed)));
                }
                Err(_) => input.set_value(&read(changed).to_string()),
            }
            input.set_value(&read(wish.get_untracked()).to_string());
        };
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input id=id type="text" inputmode="numeric" autocomplete="off" prop:value=move || read(wish.get()).to_string() on:change:target=changed />
            </div>
        }
    };
    let (fewest, most) = DRAWS_ALLOWED;
    view! {
        <form class="fields wishes" on:submit=|event| event.prevent_default()>
            {number("Draws", "draws-n", (u64::from(fewest), u64::from(most)), |wish| u64::from(wish.n_draws), |wish, value| wish.n_draws = value as u32)}
            {number("Seed", "draws-seed", (0, 1 << 53), |wish| wish.seed, |wish, value| wish.seed = value)}
            {number("Accounts that are the top", "draws-top", (1, 100_000), |wish| wish.top as u64, |wish, value| wish.top = value as usize)}
        </form>
    }
}
