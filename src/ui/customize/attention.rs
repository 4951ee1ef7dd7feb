//! Today's hours beside what accounts are worth.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::report::attention::{AttentionRow, attention};
use crate::ui::explain::Explained;
use crate::ui::workspace::workspace;

use super::AccountLink;

/// Who gets more of our time than is in proportion, and who less.
#[component]
pub fn AttentionSection() -> impl IntoView {
    let workspace = workspace();
    let report = Memo::new(move |_| {
        attention(
            &workspace.document.read(),
            &workspace.shown.read().output,
            &workspace.style.read(),
        )
    });
    let table =
        move |title: &'static str,
              read: fn(&crate::report::attention::AttentionReport) -> &Vec<AttentionRow>| {
            let rows = move || {
                let rows = report.with(|report| read(report).clone());
                rows.into_iter().map(|row| view! { <Line row /> }).collect_view()
            };
            view! {
                <Show when=move || report.with(|report| !read(report).is_empty())>
                    <div class="scroll-x" tabindex="0" role="region" aria-label=title>
                        <table>
                            <caption>{title}</caption>
                            <thead>
                                <tr>
                                    <th scope="col">"Account"</th>
                                    <th scope="col" class="numeric">"Our hours"</th>
                                    <th scope="col" class="numeric">"In proportion"</th>
                                    <th scope="col" class="numeric">"Beyond"</th>
                                    <th scope="col" class="numeric">"Index"</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                </Show>
            }
        };
    view! {
        <section aria-labelledby="attention-title">
            <h2 id="attention-title">"Where our hours go today"</h2>
            <p>{move || report.with(|report| report.words.clone())}</p>
            <div class="lens-pair">
                {table("More of our time than of the value", |report| &report.over)}
                {table("Less of our time than of the value", |report| &report.under)}
            </div>
        </section>
    }
}

#[component]
fn Line(row: AttentionRow) -> impl IntoView {
    let account = Some(row.account.clone());
    view! {
        <tr>
            <th scope="row"><AccountLink account=row.account name=row.name /></th>
            <td class="numeric">{row.hours}</td>
            <td class="numeric">{row.fair}</td>
            <td class="numeric">{row.beyond}</td>
            <td class="numeric"><Explained measure=MeasureId::Attention account text=row.index /></td>
        </tr>
    }
}
