//! One list over the whole portfolio: what to do, for whom, and what the decision is about in money.
//!
//! Everything that speaks for doing something becomes a proposal: losses, value about to leave, wallets spent elsewhere,
//! moves of a zone, missed exchanges, accounts a ranking overlooks. [`Proposals::find`] looks through all accounts and
//! keeps a few words of each proposal; [`Proposals::tell`] works out the reasons of one.
//!
//! The worth says what the decision is about: a year's loss, value that may leave, a gap. It is not what an action would
//! gain; that is the effect somebody expects of it.

mod find;
mod keep;
mod tell;

use crate::measures::three_ps::Composite;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, ActionKind, Basis, Document, Need, NeedKind, Plan};
use crate::units::{Day, Estimate};

use super::zones::{Threshold, Zone};
use super::{Evidence, FixOrRelease};

pub use keep::{Kept, state_of};

macro_rules! proposals {
    ($($(#[$doc:meta])* $name:ident, $word:literal, $kind:ident, $words:literal, $about:literal;)+) => {
        /// What is proposed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum What { $($(#[$doc])* $name),+ }

        impl What {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Stable word in keys and files.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// What kind of action it would become.
            pub const fn kind(self) -> ActionKind {
                match self { $(Self::$name => ActionKind::$kind),+ }
            }

            /// What to do, in a line.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words),+ }
            }

            /// What its worth is.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$name => $about),+ }
            }
        }
    };
}

proposals! {
    /// It loses money.
    BreakEven, "below-zero", Fix, "Bring it to break even", "lost a year";
    /// It loses money, and handing it over would pay.
    Release, "release", Release, "Hand it over if fixing fails", "in handing it over";
    /// We gain, they do not.
    Repair, "repair", Repair, "Repair the value they get", "expected to leave within a year";
    /// Nobody asked what they get.
    Listen, "listen", FindOut, "Ask what they get from us", "expected to leave within a year";
    /// Much of the wallet is elsewhere.
    WinShare, "headroom", Grow, "Win more of what they spend", "of margin a year in their wallet";
    /// They gain, we do not yet.
    BePaid, "be-paid", Grow, "Be paid for the value they get", "between today's price and an attainable one";
    /// They buy few of our products.
    Broaden, "broaden", Grow, "Broaden what they buy", "in products they could buy";
    /// Low for both.
    Automate, "automate", Fix, "Serve by standard and self-service", "of avoidable cost a year";
    /// High for both.
    Protect, "protect", Protect, "Protect the relationship", "expected to leave within a year";
    /// Buys little, brings much beside sales.
    KeepForRelationship, "hidden-asset", Protect, "Keep it for what it brings beside sales", "of relationship value";
    /// Small, with much still to come.
    Develop, "potential", Invest, "Develop what could still come", "between today's value and what is attainable";
    /// They gave more than they got.
    Thank, "thank", Thank, "Thank them and give back", "given to us beyond what we gave";
    /// They got more than they gave.
    AskBack, "ask-back", Ask, "Ask for something in return", "given by us beyond what we got";
    /// Served well, never used as a reference.
    AskReference, "reference", Ask, "Ask for a reference", "that a reference was usually worth";
    /// A strong tie, never an introduction.
    AskIntroduction, "introduction", Ask, "Ask for an introduction", "that an introduction was usually worth";
    /// We promised.
    KeepPromise, "our-promise", Repair, "Keep what we promised", "promised by us";
    /// They promised.
    RemindPromise, "their-promise", Ask, "Remind them of what they promised", "promised to us";
    /// A recorded promise of ours is due, or soon will be.
    PromiseDue, "promise-due", Repair, "Keep a promise that is due", "promised in money";
    /// A recorded promise of theirs is due, or soon will be.
    RemindDue, "their-promise-due", Ask, "Remind them of a promise that is due", "promised in money";
    /// The review of a key account is due.
    Review, "review", FindOut, "Review the key account", "";
    /// Too little is known to say more.
    FindOut, "find-out", FindOut, "Find out what is missing", "";
}

impl What {
    /// The proposal with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|what| what.word() == word)
    }

    /// The key of this proposal for an account: the same whenever it is proposed again.
    ///
    /// ```
    /// use both_sides::decisions::What;
    /// use both_sides::portfolio::AccountId;
    /// assert_eq!(What::BreakEven.key(&AccountId::new("A-7")), "below-zero/A-7");
    /// ```
    pub fn key(self, account: &AccountId) -> String {
        format!("{}/{}", self.word(), account.as_str())
    }

    /// What is proposed to whom under this key.
    pub fn read_key(key: &str) -> Option<(Self, AccountId)> {
        let (word, account) = key.split_once('/')?;
        Some((Self::from_word(word)?, AccountId::new(account)))
    }
}

/// A proposal in a few words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Row of the account.
    pub row: usize,
    /// What is proposed.
    pub what: What,
    /// What the decision is about, in money; `None` where that is not known.
    pub worth: Option<f64>,
}

/// What would change if a number came to another value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It would not lose any more.
    BreaksEven,
    /// Handing it over would not pay any more.
    ReleaseStopsPaying,
    /// It would stand in another zone.
    Moves(Zone),
    /// At or above, protect; below, repair.
    Decides,
    /// Not well served any more: repair first.
    RepairFirst,
    /// Most of the wallet would be ours.
    HasMost,
    /// As broad as others.
    IsBroad,
    /// What it brings would not make up for what it buys.
    IsNoHiddenAsset,
    /// It would earn its keep by what it buys.
    EarnsItsKeep,
    /// Others would promise more.
    OthersPromiseMore,
    /// Given and received would be even.
    IsEven,
}

/// The number nearest to changing the advice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// Which number.
    pub measure: MeasureId,
    /// What it is; `None` where it is not known.
    pub now: Option<f64>,
    /// What it would take.
    pub at: f64,
    /// What would follow.
    pub then: Then,
}

/// How surely the numbers stand on this side of [`Turn`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Firmness {
    /// Its whole interval does.
    Firm,
    /// Its interval reaches over.
    CouldTip,
    /// It is known without an interval, or nothing turns on a number.
    NotSaid,
}

/// A proposal with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What and for whom.
    pub found: Found,
    /// Why, from the nearest reason down to what it rests on.
    pub because: Vec<Evidence>,
    /// What the decision is about, in money.
    pub worth: Option<Estimate>,
    /// The softest of the numbers it rests on; `None` where none is known.
    pub basis: Option<Basis>,
    /// What would change the advice.
    pub turn: Option<Turn>,
    /// How surely it stands.
    pub firmness: Firmness,
    /// True where nothing is known of what they get nor of what they bring beside sales: money alone speaks.
    pub is_money_only: bool,
    /// Its case where it loses money.
    pub fix: Option<FixOrRelease>,
    /// What doing it would bring, where the numbers say that themselves.
    pub effect: Option<crate::portfolio::ActionEffect>,
    /// The chance that it succeeds, where somebody stated it.
    pub chance: Option<f64>,
    /// Since when, where it has a day; of a promise that is due, that day.
    pub since: Option<Day>,
    /// Numbers of the recorded promises that are due, the first due first.
    pub promises: Vec<usize>,
}

/// A promise is proposed to be kept from this many days before its day on.
pub const SOON_DAYS: i32 = 30;

/// The proposal that an open promise makes: from [`SOON_DAYS`] before its day on, and for as long as it is not done.
/// A need makes none, nor does a promise without a day.
fn promised(need: &Need, as_of: Day) -> Option<What> {
    let due = need.due.filter(|_| !need.is_done)?;
    let is_near = due.epoch_days() - as_of.epoch_days() <= SOON_DAYS;
    match need.kind {
        NeedKind::OurPromise if is_near => Some(What::PromiseDue),
        NeedKind::TheirPromise if is_near => Some(What::RemindDue),
        _ => None,
    }
}

/// Lines that hold for all accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Lines {
    across: Option<Threshold>,
    up: Option<Threshold>,
    economic: Option<f64>,
    relationship: Option<f64>,
    breadth: Option<f64>,
    /// Where the best fifth begins, by gap and by headroom.
    promising: [Option<f64>; 2],
    reference: Option<f64>,
    introduction: Option<f64>,
}

/// All proposals of a portfolio.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposals {
    /// Worth most first; those of unknown worth last, by total value.
    pub found: Vec<Found>,
    lines: Lines,
}

impl Proposals {
    /// True where two valuations of a document are the very same in all that [`Proposals::find`] reads: scores of
    /// weighed items are no part of it, so that a weight moves no proposal.
    pub fn reads_the_same(one: &Valuation, other: &Valuation) -> bool {
        let mut read = MeasureId::ALL
            .iter()
            .filter(|measure| Composite::of(**measure).is_none());
        read.all(|&measure| one.shared_column(measure).same(other.shared_column(measure)))
    }

    /// The proposals for the account in `row`, in the same order.
    pub fn of(&self, row: usize) -> Vec<Found> {
        let own = self.found.iter().filter(|found| found.row == row);
        own.copied().collect()
    }
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing was decided, or it was postponed and the day has come.
    Open,
    /// It became an action.
    Accepted,
    /// Until that day.
    Postponed(Day),
    /// It was turned down.
    Rejected,
}

/// True for an account that buys little and brings much beside sales: it is never released.
///
/// Below the threshold of the current value, and at or above that of the relationship value, which is above zero.
pub fn is_hidden_asset(
    valuation: &Valuation,
    row: usize,
    economic: Option<f64>,
    relationship: Option<f64>,
) -> bool {
    let value = |measure| valuation.get(measure, row).value;
    let is_low = value(MeasureId::CurrentValue)
        .zip(economic)
        .is_some_and(|(value, line)| value < line);
    let brings = value(MeasureId::RelationshipValue)
        .zip(relationship)
        .is_some_and(|(value, line)| value > 0.0 && value >= line);
    is_low && brings
}

/// The states of all proposals that somebody answered.
pub fn kept(document: &Document, plan: &Plan) -> Kept {
    Kept::new(document, plan)
}
