//! The late parts of the app, and the function each of them begins with.

use leptos::prelude::*;

use crate::session::Place;

use super::assumptions::AssumptionsPage;
use super::comments::ScreenNotes;
use super::customize::{
    AllocatePage, DecisionsPage, EmphasisPage, ObjectivesPage, OffersPage, PlanPage, ScenariosPage,
    ServicePage,
};
use super::desks::Desks;
use super::differentiate::{
    CriteriaPage, DimensionsPage, EconomicPage, GrowthPage, LoyaltyPage, MapState, MapWords, MetricAuditPage,
    ModelsPage, PortfolioPage, ProfitabilityPage, ProgressPage, RiskPage, RobustnessPage, SegmentsPage,
    ThreePsPage, Why,
};
use super::explain::ExplainDialog;
use super::identify::{AccountPage, AccountsPage, ImportPage};
use super::interact::{CapitalPage, CarePage, ExchangesPage, IdicPage, InboxPage, NetworkPage, ValuedPage};
use super::late::{Late, Part};
use super::lens::{FilterBar, keep_shown};
use super::method::MethodPage;
use super::portfolios::{PortfoliosPage, RecoverPage, ResetPage};
use super::shortcuts::ShortcutsDialog;
use super::take_out::{PrintView, TakeOutDialog};
use super::widgets::open_awaited;
use super::workspace::workspace;

/// Every late part.
pub struct Parts {
    /// See [`identify`].
    pub identify: Part<Place>,
    /// See [`why`].
    pub why: Part<MapState>,
    /// See [`map_words`].
    pub map_words: Part<MapWords>,
    /// See [`super::desks::desks`].
    pub desks: Part<(), Desks>,
    /// See [`advise`].
    pub advise: Part<Place>,
    /// See [`lens_bar`].
    pub lens_bar: Part<()>,
    /// See [`keep`].
    pub keep: Part<Place>,
    /// See [`dialogs`].
    pub dialogs: Part<()>,
    /// See [`screen_notes`].
    pub screen_notes: Part<()>,
}

/// The parts as the screens use them.
#[derive(Clone, Copy)]
pub struct LateParts {
    identify: Late<Place>,
    why: Late<MapState>,
    map_words: Late<MapWords>,
    advise: Late<Place>,
    lens_bar: Late<()>,
    keep: Late<Place>,
    dialogs: Late<()>,
    screen_notes: Late<()>,
}

impl LateParts {
    /// Nothing fetched yet.
    pub fn new(parts: &'static Parts) -> Self {
        Self {
            identify: Late::new(&parts.identify),
            why: Late::new(&parts.why),
            map_words: Late::new(&parts.map_words),
            advise: Late::new(&parts.advise),
            lens_bar: Late::new(&parts.lens_bar),
            keep: Late::new(&parts.keep),
            dialogs: Late::new(&parts.dialogs),
            screen_notes: Late::new(&parts.screen_notes),
        }
    }

    /// Fetches everything once the first view stands.
    pub fn ask_when_idle(self) {
        for screens in [self.identify, self.advise, self.keep] {
            screens.ask_when_idle();
        }
        self.why.ask_when_idle();
        self.map_words.ask_when_idle();
        self.lens_bar.ask_when_idle();
        self.dialogs.ask_when_idle();
        self.screen_notes.ask_when_idle();
    }

    /// The screen of a place other than the map.
    pub fn screen(self, place: Place) -> AnyView {
        let part = match place {
            Place::ValueMap | Place::Accounts | Place::Account(_) | Place::Import | Place::Assumptions => {
                self.identify
            }
            Place::Economic
            | Place::Loyalty
            | Place::Growth
            | Place::Portfolio
            | Place::ThreePs
            | Place::Dimensions
            | Place::Segments
            | Place::Profitability
            | Place::Criteria
            | Place::Progress
            | Place::Risk
            | Place::MetricAudit
            | Place::Robustness
            | Place::Models
            | Place::Inbox
            | Place::Care
            | Place::Idic
            | Place::Exchanges
            | Place::Capital
            | Place::Network
            | Place::Valued
            | Place::Decisions
            | Place::Allocate
            | Place::Plan
            | Place::Objectives
            | Place::Emphasis
            | Place::Scenarios
            | Place::Service
            | Place::Offers
            | Place::Method(_) => self.advise,
            Place::Portfolios | Place::Recover | Place::Reset => self.keep,
        };
        part.view(place)
    }

    /// The one filter, for the first view; it comes with the lenses.
    pub fn lens_bar(self) -> AnyView {
        self.lens_bar.view_in_time((), "The filter")
    }

    /// What the place of the account in focus is made of.
    pub fn why(self, state: MapState) -> AnyView {
        self.why.view_in_time(state, "Why is it here?")
    }

    /// The forms of a map other than its picture.
    pub fn map_words(self, wanted: MapWords) -> AnyView {
        self.map_words.view(wanted)
    }

    /// What people think of the screen, below it.
    pub fn screen_notes(self) -> AnyView {
        self.screen_notes.view_in_time((), "Notes")
    }

    /// What lies over the screens.
    pub fn dialogs(self) -> AnyView {
        self.dialogs.view_in_time((), "Dialogs and printing")
    }
}

/// Accounts, one account, bringing data in, what is assumed of all.
pub fn identify(place: Place) -> AnyView {
    match place {
        Place::Account(id) => view! { <AccountPage id /> }.into_any(),
        Place::Import => view! { <ImportPage /> }.into_any(),
        Place::Assumptions => view! { <AssumptionsPage /> }.into_any(),
        _ => view! { <AccountsPage /> }.into_any(),
    }
}

/// What the place of an account on a map is made of.
pub fn why(state: MapState) -> AnyView {
    view! { <Why state /> }.into_any()
}

/// What they are worth together and in groups, what the models find, what to say and do, and how everything is computed.
pub fn advise(place: Place) -> AnyView {
    match place {
        Place::Economic => view! { <EconomicPage /> }.into_any(),
        Place::Loyalty => view! { <LoyaltyPage /> }.into_any(),
        Place::Growth => view! { <GrowthPage /> }.into_any(),
        Place::Portfolio => view! { <PortfolioPage /> }.into_any(),
        Place::ThreePs => view! { <ThreePsPage /> }.into_any(),
        Place::Dimensions => view! { <DimensionsPage /> }.into_any(),
        Place::Segments => view! { <SegmentsPage /> }.into_any(),
        Place::Models => view! { <ModelsPage /> }.into_any(),
        Place::Valued => view! { <ValuedPage /> }.into_any(),
        Place::Profitability => view! { <ProfitabilityPage /> }.into_any(),
        Place::Criteria => view! { <CriteriaPage /> }.into_any(),
        Place::Progress => view! { <ProgressPage /> }.into_any(),
        Place::Risk => view! { <RiskPage /> }.into_any(),
        Place::MetricAudit => view! { <MetricAuditPage /> }.into_any(),
        Place::Robustness => view! { <RobustnessPage /> }.into_any(),
        Place::Capital => view! { <CapitalPage /> }.into_any(),
        Place::Network => view! { <NetworkPage /> }.into_any(),
        Place::Inbox => view! { <InboxPage /> }.into_any(),
        Place::Care => view! { <CarePage /> }.into_any(),
        Place::Idic => view! { <IdicPage /> }.into_any(),
        Place::Exchanges => view! { <ExchangesPage /> }.into_any(),
        Place::Allocate => view! { <AllocatePage /> }.into_any(),
        Place::Objectives => view! { <ObjectivesPage /> }.into_any(),
        Place::Emphasis => view! { <EmphasisPage /> }.into_any(),
        Place::Scenarios => view! { <ScenariosPage /> }.into_any(),
        Place::Service => view! { <ServicePage /> }.into_any(),
        Place::Offers => view! { <OffersPage /> }.into_any(),
        Place::Decisions => view! { <DecisionsPage /> }.into_any(),
        Place::Plan => view! { <PlanPage /> }.into_any(),
        _ => view! { <MethodPage /> }.into_any(),
    }
}

/// The one filter and comparison of all lenses.
pub fn lens_bar((): ()) -> AnyView {
    view! { <FilterBar /> }.into_any()
}

/// What people think of the screen.
pub fn screen_notes((): ()) -> AnyView {
    view! { <ScreenNotes /> }.into_any()
}

/// What is stored on this device.
pub fn keep(place: Place) -> AnyView {
    match place {
        Place::Recover => view! { <RecoverPage /> }.into_any(),
        Place::Reset => view! { <ResetPage /> }.into_any(),
        _ => view! { <PortfoliosPage /> }.into_any(),
    }
}

/// Everything that opens over a screen or stands beside it on paper.
pub fn dialogs((): ()) -> AnyView {
    Effect::new(|_| open_awaited());
    keep_shown(workspace());
    view! {
        <ExplainDialog />
        <ShortcutsDialog />
        <TakeOutDialog />
        <PrintView />
    }
    .into_any()
}
