//! The Offers page: what to offer next, to whom, why, and which prospects are like the best customers.

mod likely;
mod list;

use leptos::prelude::*;

use crate::chart::{TextWidths, offers_plate};
use crate::decisions::offers::Grain;
use crate::portfolio::Shared;
use crate::report::form::{FormField, FormKind};
use crate::report::offers::{OFFERS_METHOD, OfferField, Offered, likely_table, matrix, offered};
use crate::session::{Edit, Message};
use crate::ui::lens::{LensPage, PlatePicture, ToldBeside, shown_rows};
use crate::ui::widgets::FormLine;
use crate::ui::workspace::workspace;

use likely::{Likely, found_likely};
use list::OfferList;

/// What the sections of the page read.
#[derive(Clone, Copy)]
struct Offering {
    grain: RwSignal<Grain>,
    offered: Memo<Shared<Offered>>,
    rows: Memo<Shared<Vec<usize>>>,
}

/// The Offers page.
#[component]
pub fn OffersPage() -> impl IntoView {
    let workspace = workspace();
    let grain = RwSignal::new(Grain::usual(&workspace.document.read_untracked()));
    let rows = shown_rows();
    let offered = Memo::new(move |_| {
        Shared::new(offered(
            &workspace.document.read(),
            &workspace.valuation.read().output,
            grain.get(),
        ))
    });
    let offering = Offering { grain, offered, rows };
    let words = Memo::new(move |_| {
        offered.read().words(
            &workspace.document.read(),
            &rows.read(),
            grain.get(),
            &workspace.style.read(),
        )
    });
    let picture = Memo::new(move |_| {
        Shared::new(matrix(
            &workspace.document.read(),
            &offered.read(),
            &rows.read(),
            &workspace.style.read(),
        ))
    });
    let draw = move |width: f64, text: &dyn TextWidths| offers_plate(&picture.read(), width, text);
    let has_any = Memo::new(move |_| !picture.read().accounts.is_empty());
    let pictures = move || {
        view! {
            <ToldBeside words />
            <Show when=move || has_any.get()>
                <PlatePicture title="What they hold, and what they could" file="offers" draw />
            </Show>
        }
    };
    let prospects = found_likely(rows);
    let tables = move || {
        let (document, style) = (workspace.document.read(), workspace.style.read());
        let mut tables = vec![offered.read().table(&document, &rows.read(), &style)];
        if let Ok(prospects) = prospects.read().as_ref() {
            tables.push(likely_table(prospects));
        }
        tables
    };
    view! {
        <LensPage
            title="Offers"
            lead="What each account does not buy yet and others like it do, what that is worth, and how to say it."
            tables=Signal::derive(tables)
            words=words
            method=OFFERS_METHOD
            choices=move || view! { <Terms offering /> }
            pictures
        >
            <OfferList offering />
            <Likely prospects />
        </LensPage>
    }
}

/// What is compared, and what is assumed.
#[component]
fn Terms(offering: Offering) -> impl IntoView {
    let choose = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let by_group = event.target().value() == "groups";
        offering
            .grain
            .set(if by_group { Grain::Groups } else { Grain::Products });
    };
    let is = move |grain: Grain| move || offering.grain.get() == grain;
    view! {
        <form class="fields lens-fields" on:submit=|event| event.prevent_default()>
            <div class="field">
                <label for="offer-grain">"Compare"</label>
                <select id="offer-grain" on:change:target=choose>
                    <option value="products" prop:selected=is(Grain::Products)>"Products"</option>
                    <option value="groups" prop:selected=is(Grain::Groups)>"Product groups"</option>
                </select>
            </div>
            <TermInput field=OfferField::Cost />
            <TermInput field=OfferField::Strength />
        </form>
    }
}

#[component]
fn TermInput(field: OfferField) -> impl IntoView {
    let workspace = workspace();
    let text = Signal::derive(move || {
        workspace
            .document
            .with(|document| field.text(&document.offers, &workspace.style.read()))
    });
    let on_write = Callback::new(move |written: String| {
        let terms = workspace.document.with_untracked(|document| document.offers);
        let changed = workspace
            .style
            .with_untracked(|style| field.write(&terms, &written, style));
        changed
            .map(|terms| workspace.send(Message::Edited(Edit::OffersWritten(terms), None)))
            .err()
    });
    view! {
        <FormLine
            field=FormField::new("offer", field.label(), FormKind::Number, String::new()).hint(field.hint())
            id=format!("offer-{field:?}").to_lowercase()
            text
            refusal=RwSignal::new(None)
            on_write
        />
    }
}
