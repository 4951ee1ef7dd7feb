//! How far it could go: current and potential value with the five levers, each ceiling stated in place.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::report::account::LeverRow;
use crate::session::Place;
use crate::ui::explain::Explained;

use super::account::account_view;
use super::account_fields::FieldLine;
use super::account_parts::{Bar, FigureLine};

/// Current value, potential value, and what lies between them.
#[component]
pub fn CouldBecome() -> impl IntoView {
    let view = account_view();
    let sentence = view.part(|report| report.potential.sentence.clone());
    let n_levers = view.part(|report| report.potential.levers.len());
    let lines = move || {
        (0..n_levers.get())
            .map(|place| view! { <LeverLine place /> })
            .collect_view()
    };
    view! {
        <section class="potential" aria-labelledby="potential-title">
            <h2 id="potential-title">"What it could become"</h2>
            <p>{move || sentence.get()}</p>
            <dl class="figures">
                <FigureLine measure=MeasureId::CurrentValue />
                <FigureLine measure=MeasureId::PotentialValue />
                <FigureLine measure=MeasureId::PotentialGap />
            </dl>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby="potential-title">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Lever"</th>
                            <th scope="col" class="numeric">"Today"</th>
                            <th scope="col" class="numeric">"Attainable"</th>
                            <th scope="col">"As stated by you"</th>
                            <th scope="col" class="numeric" colspan="2">"Would add"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <p class="hint">
                "Share of wallet and products are one pot: what is bought of more products is part of the wallet. Potential is never added to current value. "
                <a href=Place::Assumptions.fragment()>"Ceilings by segment"</a>
            </p>
        </section>
    }
}

#[component]
fn LeverLine(place: usize) -> impl IntoView {
    let view = account_view();
    let row = view.part(move |report| report.potential.levers.get(place).cloned());
    let read = move |read: fn(&LeverRow) -> &str| {
        Signal::derive(move || {
            row.with(|row| row.as_ref().map(|row| read(row).to_owned()).unwrap_or_default())
        })
    };
    let share = move || row.with(|row| row.as_ref().map_or(0.0, |row| row.share));
    let first = row.get_untracked();
    first.map(|first| {
        view! {
            <tr>
                <th scope="row">{first.label}</th>
                <td class="numeric">{read(|row| &row.today)}</td>
                <td class="numeric attainable">
                    {read(|row| &row.ceiling)}
                    <small>{read(|row| &row.source)}</small>
                </td>
                <td><FieldLine field=first.field is_bare=true /></td>
                <td class="drawn">{move || view! { <Bar part=share() is_soft=true /> }}</td>
                <td class="numeric">
                    <Explained measure=first.measure account=view.account() text=read(|row| &row.part) />
                    <small>{read(|row| &row.per_unit)}</small>
                    <small class="note">{read(|row| &row.note)}</small>
                </td>
            </tr>
        }
    })
}
