//! The dialog with every way out.

use leptos::prelude::*;

use super::super::widgets::{close_dialog, open_dialog};
use super::super::workspace::workspace;
use super::files::{self, Table};
use super::print::print_page;

const DIALOG: &str = "take-out";

/// Opens the dialog.
pub fn open_take_out() {
    open_dialog(DIALOG);
}

/// Pictures, tables, the portfolio file, paper.
#[component]
pub fn TakeOutDialog() -> impl IntoView {
    let workspace = workspace();
    let is_sample = move || workspace.document.with(|document| document.is_sample);
    view! {
        <dialog id=DIALOG class="take-out" aria-labelledby="take-out-title">
            <header>
                <h2 id="take-out-title">"Take it out"</h2>
                <button class="quiet icon" aria-label="Close" on:click=move |_| close_dialog(DIALOG)>"×"</button>
            </header>
            <Show when=is_sample>
                <p class="hint">"This is the sample: the firm and its customers are invented."</p>
            </Show>
            <Pictures />
            <section>
                <h3>"Tables for a spreadsheet (CSV)"</h3>
                <p class="hint">"The accounts come with every field and every measure, and can be brought in again as they are."</p>
                <p class="actions">
                    <button on:click=move |_| files::download_table(workspace, Table::Accounts)>"Accounts"</button>
                    <button on:click=move |_| files::download_table(workspace, Table::Observations)>"Observations"</button>
                    <button on:click=move |_| files::download_table(workspace, Table::Events)>"Value events"</button>
                </p>
            </section>
            <section>
                <h3>"The whole portfolio"</h3>
                <p class="hint">"Everything in one file (JSON): to keep, to move to another device, or to give to a colleague."</p>
                <p class="actions">
                    <button on:click=move |_| files::download_portfolio(workspace)>"Portfolio file"</button>
                </p>
            </section>
            <section>
                <h3>"On paper"</h3>
                <p class="hint">"A4: the map, redrawn sharp, and the whole table. The same as printing the page."</p>
                <p class="actions">
                    <button on:click=move |_| { close_dialog(DIALOG); print_page(); }>"Print"</button>
                </p>
            </section>
        </dialog>
    }
}

/// The map as a picture.
#[component]
fn Pictures() -> impl IntoView {
    let workspace = workspace();
    let (with_portfolio, set_with_portfolio) = signal(true);
    let png =
        move |ratio: u32| move |_| files::download_png(workspace, ratio, with_portfolio.get_untracked());
    let title = move || {
        workspace.place.track();
        format!("{} as a picture", workspace.map_on_screen().lens.title)
    };
    view! {
        <section>
            <h3>{title}</h3>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=with_portfolio
                    on:change:target=move |event| set_with_portfolio.set(event.target().checked())
                />
                "Put the portfolio inside, so that the picture opens here again"
            </label>
            <p class="hint">
                {move || if with_portfolio.get() {
                    "Whoever has the PNG or SVG has the whole portfolio, names and money included."
                } else {
                    "The PNG or SVG shows what you see and holds nothing else."
                }}
            </p>
            <p class="actions">
                <button on:click=png(1)>"PNG 1×"</button>
                <button on:click=png(2)>"PNG 2×"</button>
                <button on:click=png(4)>"PNG 4×"</button>
                <button on:click=move |_| files::download_svg(workspace, with_portfolio.get_untracked())>"SVG"</button>
                <button on:click=move |_| files::copy_picture(workspace)>"Copy image"</button>
            </p>
        </section>
    }
}
