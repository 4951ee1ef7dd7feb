//! Where growth is: the gap by lever, and the three lists of Peppers & Rogers.

use leptos::prelude::*;

use crate::chart::Shape;
use crate::report::lenses::{GrowthReport, GrowthRow, LeverSum, growth};
use crate::session::Place;
use crate::ui::differentiate::value_map::swatch;
use crate::ui::lens::shown_rows;
use crate::ui::workspace::workspace;

/// The gap by lever; most valuable, most growable, below zero.
#[component]
pub fn Growth() -> impl IntoView {
    let workspace = workspace();
    let rows = shown_rows();
    let report = Memo::new(move |_| {
        let (document, valuation) = (workspace.document.read(), workspace.shown.read());
        growth(
            &document,
            &valuation.output,
            &rows.read(),
            &workspace.style.read(),
        )
    });
    let body = move || {
        let GrowthReport {
            sentence,
            levers,
            most_valuable,
            most_growable,
            below_zero,
            below_zero_sentence,
        } = report.get();
        view! {
            <section aria-labelledby="levers-title">
                <h2 id="levers-title">"What the levers could add"</h2>
                <p>{sentence}</p>
                <Levers levers />
            </section>
            <div class="growth-lists">
                <List id="most-valuable" title="Most valuable" about="By current value: retain these first." rows=most_valuable />
                <List id="most-growable" title="Most growable" about="By the gap to their potential." rows=most_growable />
                <List id="below-zero" title="Below zero" about=below_zero_sentence rows=below_zero />
            </div>
        }
    };
    view! { <div class="growth" data-on-paper>{body}</div> }
}

#[component]
fn Levers(levers: Vec<LeverSum>) -> impl IntoView {
    let row = |(lever, index): (LeverSum, u8)| {
        let address = Place::Method(Some(lever.measure)).fragment();
        view! {
            <tr>
                <th scope="row">
                    <span class="lever-name">
                        <svg class="map-swatch" viewBox="-9 -9 18 18" aria-hidden="true" style=format!("--series: var(--series-{})", index + 1)>
                            {swatch(Shape::of(Some(index)))}
                        </svg>
                        <a href=address>{lever.label}</a>
                    </span>
                </th>
                <td class="numeric">{lever.sum}</td>
                <td class="lever-bar"><span style=format!("--part:{:.3};--series: var(--series-{})", lever.part, index + 1)></span></td>
                <td class="numeric">{lever.share}</td>
                <td class="numeric">{lever.n_accounts}</td>
            </tr>
        }
    };
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label="The gap by lever">
            <table class="levers">
                <thead>
                    <tr>
                        <th scope="col">"Lever"</th>
                        <th scope="col" class="numeric">"Could add"</th>
                        <td></td>
                        <th scope="col" class="numeric">"Share"</th>
                        <th scope="col" class="numeric">"Accounts"</th>
                    </tr>
                </thead>
                <tbody>{levers.into_iter().zip(0..).map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn List(
    id: &'static str,
    title: &'static str,
    #[prop(into)] about: String,
    rows: Vec<GrowthRow>,
) -> impl IntoView {
    let item = |row: GrowthRow| {
        view! {
            <li>
                <a href=Place::Account(row.account).fragment()>{row.name}</a>
                <strong class="numeric">{row.value}</strong>
                <small>{row.about}</small>
            </li>
        }
    };
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <p>{about}</p>
            <ol>{rows.into_iter().map(item).collect_view()}</ol>
        </section>
    }
}
