//! Reports of large portfolios: worked out in slices, while the page answers.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::measures::{Valuation, Warned};
use crate::platform::breath::{drawn, in_slices};
use crate::portfolio::{Document, Shared};
use crate::report::style::NumberStyle;
use crate::session::VALUED_AT_ONCE;
use crate::slices::at_once;

use super::workspace::workspace;

/// What reports are made of, held for as long as one is worked out.
pub struct Ground {
    /// The portfolio.
    pub document: Shared<Document>,
    /// Its numbers.
    pub valuation: Shared<Warned<Valuation>>,
    /// How they are written.
    pub style: NumberStyle,
}

impl Ground {
    /// As it stands; whoever asks hears of every change.
    pub fn now() -> Self {
        let workspace = workspace();
        Self {
            document: workspace.document.get(),
            valuation: workspace.valuation.get(),
            style: workspace.style.get(),
        }
    }

    /// The same with the intervals of draws where they were made.
    pub fn shown() -> Self {
        let valuation = workspace().shown.get();
        Self {
            valuation,
            ..Self::now()
        }
    }
}

/// A report that is there at once or comes later.
pub struct WorkedOut<R: Send + Sync + 'static> {
    /// The report; `None` before the first is there. While a newer one is worked out, the one before.
    pub report: Memo<Option<Shared<R>>>,
    is_working: RwSignal<bool>,
}

impl<R: Send + Sync> Clone for WorkedOut<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Send + Sync> Copy for WorkedOut<R> {}

/// Keeps the report that `make` makes of the signals it reads before it returns: of a small portfolio at once, of a
/// large one in slices. What a later change overtakes, or whose screen is left, is given up.
pub fn worked_out<R, W>(make: impl Fn() -> W + Send + Sync + 'static) -> WorkedOut<R>
where
    R: PartialEq + Send + Sync + 'static,
    W: Future<Output = R> + 'static,
{
    let workspace = workspace();
    let (late, is_working) = (RwSignal::new(None::<Shared<R>>), RwSignal::new(false));
    let soon = Memo::new(move |_| {
        let work = make();
        if workspace.document.read().portfolio.accounts.len() <= VALUED_AT_ONCE {
            return Some(Shared::new(at_once(work)));
        }
        let is_wanted = Arc::new(AtomicBool::new(true));
        let left = is_wanted.clone();
        on_cleanup(move || left.store(false, Ordering::Relaxed));
        spawn_local(async move {
            drawn().await;
            let is_wanted = || is_wanted.load(Ordering::Relaxed);
            if is_wanted() {
                is_working.try_set(true);
            }
            if let Some(made) = in_slices(work, is_wanted).await {
                late.try_set(Some(Shared::new(made)));
                is_working.try_set(false);
            }
        });
        None
    });
    WorkedOut {
        report: Memo::new(move |_| soon.get().or_else(|| late.get())),
        is_working,
    }
}

impl<R: PartialEq + Send + Sync> WorkedOut<R> {
    /// What `view` shows of it, once it is there; until then the `title` of the screen and that it is worked out.
    pub fn view(
        self,
        title: &'static str,
        view: impl Fn(Memo<Shared<R>>) -> AnyView + Send + 'static,
    ) -> impl IntoView {
        let is_there = Memo::new(move |_| self.report.with(Option::is_some));
        let again = move || {
            (is_there.get() && self.is_working.get())
                .then(|| view! { <p class="late late-again" role="status">"Working it out …"</p> })
        };
        let shown = move || {
            is_there.track();
            match self.report.get_untracked() {
                Some(first) => view(Memo::new(move |_| {
                    self.report.get().unwrap_or_else(|| first.clone())
                })),
                None => waiting(title),
            }
        };
        view! {
            {shown}
            {again}
        }
    }
}

fn waiting(title: &'static str) -> AnyView {
    view! {
        {(!title.is_empty()).then(|| view! { <h1>{title}</h1> })}
        <p class="late" role="status">"Working it out …"</p>
    }
    .into_any()
}
