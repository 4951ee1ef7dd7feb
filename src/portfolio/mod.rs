//! What the person knows: accounts, orders, events, observations and assumptions as plain data.
//!
//! Public fields, no arithmetic, no serialisation, no signals. Big parts are shared pointers, so that a
//! copy of a [`Document`] costs little and undo can keep whole documents.

mod account;
mod assumptions;
mod capability;
mod care;
mod ceilings;
mod cell_guard;
mod comment;
mod composites;
mod document;
mod emphasis;
mod event;
mod field;
mod field_text;
mod fits;
mod name;
mod need;
mod objectives;
mod observation;
mod orders;
mod orders_text;
mod plan;
mod scenario;
mod service;
mod service_desk;
mod snapshot;

pub use account::{
    Account, AccountId, AccountKind, CameBy, EarningModel, Economics, KeyAccount, RelationshipState,
    Renewals, Standing, Units, Wallet,
};
pub use assumptions::{Assumptions, CountingConvention, ExchangeRate, MapSettings, PaymentTiming, ZoneTexts};
pub use capability::{Capability, Effort, first_capabilities};
pub use care::{CareGroup, CarePlan};
pub use ceilings::{Ceilings, Lever, SegmentCeilings};
pub use cell_guard::{guarded_cell, unguarded_cell};
pub use comment::{About, Comment};
pub use composites::{
    Composites, Condition, Item, ItemSource, Part, Scale, SegmentMethod, SegmentRule, Segmentation,
    WHOLE_INDEX,
};
pub use document::{Document, Portfolio, Product, ProductId, Shared};
pub use emphasis::{Emphasis, Judgement};
pub use event::{AttributionShare, Basis, Capital, EventKind, OutcomeStatus, Party, ValueEvent};
pub use field::{Field, FieldGroup, FieldKind, FieldValue, extra_columns};
pub use field_text::{FieldError, NumberMarks, read_day, read_number};
pub use fits::{AppliedFit, Fits, Supposed};
pub use name::{NAME_LIMIT, cut_name, too_long};
pub use need::{Need, NeedKind};
pub use objectives::{MOST_OBJECTIVES, MOST_WEIGHT, Objective, first_objectives};
pub use observation::{ListeningPost, Observation};
pub use orders::{OrderHistory, ProductSpend, RepeatPurchases, Spend, YearSpend};
pub use orders_text::{NotAnOrderHistory, ORDER_HISTORY_COLUMN};
pub use plan::{Action, ActionEffect, ActionKind, ActionStatus, Answer, AnswerVerdict, PLAN_LIMIT, Plan};
pub use scenario::{By, Change, LeverMove, Moves, Scenario, Whom};
pub use service::{Activity, ServiceLoad};
pub use service_desk::{MOST_AT_DESK, MOST_TIERS, OfferTerms, ServiceDesk, Tier};
pub use snapshot::{Snapshot, SnapshotColumn};
