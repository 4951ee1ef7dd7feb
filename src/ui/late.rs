//! Parts of the app that load after the first view: fetched when they are wanted or when the page is idle.
//!
//! What belongs to which part is said in `main.rs`, where each part begins with one function.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
pub use leptos::wasm_split::SplitLoaderError as PartMissing;

/// Milliseconds after the first view at which the parts are fetched unasked.
const IDLE_AFTER: u32 = 300;

/// The fetching of a part.
pub type Fetching = Pin<Box<dyn Future<Output = Result<(), PartMissing>>>>;

/// How a part is fetched and entered; `A` says what is wanted of it, `T` is what it gives.
pub struct Part<A: 'static, T: 'static = AnyView> {
    /// Fetches the part; done at once when it is here.
    pub fetch: fn() -> Fetching,
    /// Enters it, most often for a view; `None` before it was fetched.
    pub enter: fn(A) -> Option<T>,
}

/// The value of a future that does not have to wait; `None` for one that does.
///
/// A split function is a future that is done at its first look once its part is here.
pub fn at_once<T>(future: impl Future<Output = Result<T, PartMissing>>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value.ok(),
        Poll::Pending => None,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Arrival {
    Unasked,
    UnderWay,
    Here,
    Missing,
}

/// A part and whether it has arrived.
pub struct Late<A: 'static> {
    part: &'static Part<A>,
    arrival: RwSignal<Arrival>,
}

impl<A> Clone for Late<A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A> Copy for Late<A> {}

impl<A: Clone + Send + 'static> Late<A> {
    /// A part nobody has asked for yet.
    pub fn new(part: &'static Part<A>) -> Self {
        Self {
            part,
            arrival: RwSignal::new(Arrival::Unasked),
        }
    }

    /// Fetches the part unless it is here or on its way; after a failure, once more.
    pub fn ask(self) {
        if matches!(self.arrival.get_untracked(), Arrival::UnderWay | Arrival::Here) {
            return;
        }
        self.arrival.set(Arrival::UnderWay);
        spawn_local(async move {
            let fetched = (self.part.fetch)().await;
            self.arrival.set(if fetched.is_ok() {
                Arrival::Here
            } else {
                Arrival::Missing
            });
        });
    }

    /// Fetches the part once the page has been shown, unless somebody has asked for it by then.
    pub fn ask_when_idle(self) {
        spawn_local(async move {
            TimeoutFuture::new(IDLE_AFTER).await;
            if self.arrival.get_untracked() == Arrival::Unasked {
                self.ask();
            }
        });
    }

    /// The view of `wanted`: at once when the part is here, else as soon as it is.
    pub fn view(self, wanted: A) -> AnyView {
        self.ask();
        if self.arrival.get_untracked() == Arrival::Here {
            return (self.part.enter)(wanted).into_any();
        }
        let now = move || match self.arrival.get() {
            Arrival::Here => (self.part.enter)(wanted.clone()).into_any(),
            Arrival::Missing => self.missing(view! { <h1>"This screen could not be loaded"</h1> }.into_any()),
            Arrival::Unasked | Arrival::UnderWay => {
                view! { <p class="late" role="status">"Loading…"</p> }.into_any()
            }
        };
        now.into_any()
    }

    /// The view of `wanted` once the part is here, asked for or not; a way out when it, called `name`, did not come.
    pub fn view_in_time(self, wanted: A, name: &'static str) -> AnyView {
        let now = move || match self.arrival.get() {
            Arrival::Here => (self.part.enter)(wanted.clone()).into_any(),
            Arrival::Missing => {
                let title = view! { <p><strong>{format!("{name} could not be loaded")}</strong></p> };
                view! { <aside class="late-aside" aria-label=name>{self.missing(title.into_any())}</aside> }
                    .into_any()
            }
            Arrival::Unasked | Arrival::UnderWay => ().into_any(),
        };
        now.into_any()
    }

    /// Says that the part did not come, and what to do.
    fn missing(self, title: AnyView) -> AnyView {
        let reload = |_| {
            // Refused only by a page that is going away.
            let _ = window().location().reload();
        };
        view! {
            <section class="late-missing" role="alert">
                {title}
                <p>
                    "Nothing is lost. Check the connection and try again; when a new version has come meanwhile, \
                     reload the page."
                </p>
                <p>
                    <button class="primary" on:click=move |_| self.ask()>"Try again"</button>
                    " "
                    <button on:click=reload>"Reload the page"</button>
                </p>
            </section>
        }
        .into_any()
    }
}
