//! Both sides of one account: two facing pages, what they get from us and what we get from them.

use leptos::prelude::*;

use crate::portfolio::{About, AccountId};
use crate::report::account::{AccountReport, account};
use crate::report::table::TableOrder;
use crate::session::{Message, Place};
use crate::ui::comments::Comments;
use crate::ui::decide::{DecideDialog, provide_desk};
use crate::ui::shortcuts::is_typing;
use crate::ui::workspace::workspace;

use super::account_certainty::HowSure;
use super::account_exchange::{ExchangeBar, LedgerBalance};
use super::account_fields::AccountFields;
use super::account_heading::AccountHeading;
use super::account_left::TheyGet;
use super::account_needs::NeedsAndPromises;
use super::account_places::{InEveryLens, InNetwork, InTime};
use super::account_plan::WhatToDo;
use super::account_potential::CouldBecome;
use super::account_records::{OpenRecord, RecordDialog};
use super::account_right::WeGet;

/// What every part of the page reads.
#[derive(Clone, Copy)]
pub struct AccountView {
    /// The account.
    pub id: StoredValue<AccountId>,
    /// What is shown; `None` once the account is gone.
    pub report: Memo<Option<AccountReport>>,
    /// The record whose form is open.
    pub record: RwSignal<Option<OpenRecord>>,
}

impl AccountView {
    /// Reads a part of the report; its default once the account is gone.
    pub fn part<T: Clone + PartialEq + Default + Send + Sync + 'static>(
        self,
        read: impl Fn(&AccountReport) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let report = self.report;
        Memo::new(move |_| report.with(|report| report.as_ref().map(&read).unwrap_or_default()))
    }

    /// The account, where a widget asks for a signal.
    pub fn account(self) -> Signal<Option<AccountId>> {
        Signal::stored(Some(self.id.get_value()))
    }
}

/// The view of the account page around this component.
pub fn account_view() -> AccountView {
    expect_context()
}

/// The page `#account/ID`.
#[component]
pub fn AccountPage(id: AccountId) -> impl IntoView {
    let workspace = workspace();
    let wanted = id.clone();
    let order = Memo::new(move |before: Option<&TableOrder>| {
        let document = workspace.document.read();
        let valuation = workspace.valuation.read();
        let table = workspace.table.read();
        match before {
            Some(before) => before.next(&document, &valuation.output, &table),
            None => TableOrder::new(&document, &valuation.output, &table),
        }
    });
    let report = Memo::new(move |_| {
        account(
            &workspace.document.read(),
            &workspace.shown.read().output,
            &wanted,
            &order.read().rows,
            &workspace.style.read(),
        )
    });
    let view = AccountView {
        id: StoredValue::new(id),
        report,
        record: RwSignal::new(None),
    };
    provide_context(view);
    provide_desk();
    listen_to_brackets(view);
    let is_there = Memo::new(move |_| report.with(Option::is_some));
    view! {
        <Show when=move || is_there.get() fallback=|| view! { <Gone /> }>
            <article class="account">
                <AccountHeading />
                <ExchangeBar />
                <div class="pages">
                    <TheyGet />
                    <WeGet />
                </div>
                <InEveryLens />
                <InTime />
                <InNetwork />
                <WhatToDo />
                <CouldBecome />
                <HowSure />
                <LedgerBalance />
                <AccountComments />
                <NeedsAndPromises />
                <AccountFields />
            </article>
        </Show>
        <RecordDialog />
        <DecideDialog />
    }
}

/// What people think of the account and of its numbers.
#[component]
fn AccountComments() -> impl IntoView {
    let about = About::Account {
        account: account_view().id.get_value(),
        measure: None,
    };
    view! {
        <section class="account-notes" aria-labelledby="notes-title">
            <h2 id="notes-title">"Notes"</h2>
            <Comments about name="account" />
        </section>
    }
}

#[component]
fn Gone() -> impl IntoView {
    view! {
        <h1>"Account"</h1>
        <p>"This account is no longer in the portfolio. Undo brings it back."</p>
        <p><a class="button" href=Place::Accounts.fragment()>"All accounts"</a></p>
    }
}

/// `[` and `]` go to the account before and after, as on the map.
fn listen_to_brackets(view: AccountView) {
    let workspace = workspace();
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if is_typing(&event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let heading = |report: &AccountReport| match event.key().as_str() {
            "[" => report.heading.previous.clone(),
            "]" => report.heading.next.clone(),
            _ => None,
        };
        if let Some(neighbour) = view
            .report
            .with_untracked(|report| report.as_ref().and_then(heading))
        {
            event.prevent_default();
            workspace.send(Message::Went(Place::Account(neighbour.id)));
        }
    });
    on_cleanup(move || handle.remove());
}
