//! The opportunity inbox as lines: what is waiting, why, since when, what it is worth, and what to do now.

use crate::decisions::inbox::{InboxItem, Waiting, inbox};
use crate::measures::{Groundwork, MeasureId, Valuation};
use crate::portfolio::{AccountId, AnswerVerdict, Document, EventKind, NeedKind, ValueEvent};
use crate::slices::pause;
use crate::units::Day;

use super::explanation::{Part, Subject};
use super::missed::days;
use super::style::{NumberStyle, UNKNOWN};

/// Kinds of item, as the person picks them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InboxKind {
    /// Ask for something they can give.
    Ask,
    /// Thank and give back.
    Thank,
    /// Promises and needs.
    Promise,
    /// Exchanges recorded as open.
    Open,
    /// Somebody who has been silent for too long.
    Hear,
    /// A reference to be spared.
    Spare,
    /// A key account to be looked at again.
    Review,
}

impl InboxKind {
    /// Every kind, in the order a list shows them.
    pub const ALL: [Self; 7] = [
        Self::Ask,
        Self::Thank,
        Self::Promise,
        Self::Open,
        Self::Hear,
        Self::Spare,
        Self::Review,
    ];

    /// Stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Thank => "thank",
            Self::Promise => "promise",
            Self::Open => "open",
            Self::Hear => "hear",
            Self::Spare => "spare",
            Self::Review => "review",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ask => "Ask",
            Self::Thank => "Thank and give back",
            Self::Promise => "Promises and needs",
            Self::Open => "Open exchanges",
            Self::Hear => "Silent too long",
            Self::Spare => "Over-used references",
            Self::Review => "Reviews due",
        }
    }

    const fn of(waiting: &Waiting) -> Self {
        match waiting {
            Waiting::Reference { .. } | Waiting::Introduction(_) | Waiting::AskBack => Self::Ask,
            Waiting::Thank => Self::Thank,
            Waiting::Wanted { .. } => Self::Promise,
            Waiting::OpenExchange { .. } => Self::Open,
            Waiting::Silence { .. } => Self::Hear,
            Waiting::Spare { .. } => Self::Spare,
            Waiting::Review { .. } => Self::Review,
        }
    }
}

/// The record that closes an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closing {
    /// A new exchange, these lines of its form filled in.
    Exchange(Vec<(&'static str, String)>),
    /// The exchange with this id, now realised.
    Realised(String),
    /// A need or promise: the exchange that answers it, and the id of what is done by it.
    Done {
        /// Id of the need or promise.
        need: String,
        /// Lines of the exchange's form.
        lines: Vec<(&'static str, String)>,
    },
    /// Something they said.
    Said,
    /// The day of the next review.
    NextReview,
}

/// One item, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxRow {
    /// Name under which it is answered.
    pub key: String,
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: InboxKind,
    /// What to do, in a few words.
    pub what: &'static str,
    /// Why, with the numbers.
    pub reason: String,
    /// Measures that speak for it, each with its name and its number.
    pub evidence: Vec<(MeasureId, &'static str, String)>,
    /// What it is about in money, or the sign for unknown.
    pub worth: String,
    /// What that worth is.
    pub worth_words: &'static str,
    /// What explains it, where it is a number of the app.
    pub explains: Option<Subject>,
    /// How long it has been waiting; empty where it has no beginning.
    pub age: String,
    /// True where its day has passed.
    pub is_late: bool,
    /// What closes it.
    pub closing: Option<Closing>,
    /// What the button says that records this.
    pub close_words: &'static str,
}

/// An item that was put off or dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredRow {
    /// Name under which it was answered.
    pub key: String,
    /// The account; `None` where it is gone.
    pub account: Option<AccountId>,
    /// Its name.
    pub name: String,
    /// What was answered, when.
    pub answer: String,
    /// Why.
    pub note: String,
}

/// The inbox.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InboxReport {
    /// Items shown, worth most first.
    pub rows: Vec<InboxRow>,
    /// How many there are of the kind asked for.
    pub n_all: usize,
    /// How many there are of each kind, in the order of [`InboxKind::ALL`].
    pub counts: [usize; 7],
    /// Items answered, the last answer first.
    pub answered: Vec<AnsweredRow>,
}

/// What is waiting with the accounts in `rows`: the first `most` of `kind`, or of all kinds.
pub async fn inbox_report(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    kind: Option<InboxKind>,
    most: usize,
    numbers: &NumberStyle,
) -> InboxReport {
    let groundwork = Groundwork::of(document, valuation);
    let mut all = inbox(document, &groundwork, valuation, rows).await;
    pause().await;
    let mut hidden: Vec<&str> = (document.plan.answers.iter())
        .filter(|answer| match answer.verdict {
            AnswerVerdict::PostponedUntil(day) => document.as_of < day,
            AnswerVerdict::Rejected => true,
        })
        .map(|answer| answer.proposal.as_str())
        .filter(|key| key.starts_with("inbox "))
        .collect();
    hidden.sort_unstable();
    if !hidden.is_empty() {
        all.retain(|item| hidden.binary_search(&item.key(document).as_str()).is_err());
    }
    let mut counts = [0; 7];
    for item in &all {
        counts[InboxKind::of(&item.waiting) as usize] += 1;
    }
    let writer = Writer {
        document,
        valuation,
        numbers,
    };
    let fits = |item: &&InboxItem| kind.is_none_or(|kind| InboxKind::of(&item.waiting) == kind);
    InboxReport {
        n_all: all.iter().filter(fits).count(),
        rows: (all.iter().filter(fits).take(most))
            .map(|item| writer.row(item))
            .collect(),
        counts,
        answered: answered(document, numbers),
    }
}

fn answered(document: &Document, numbers: &NumberStyle) -> Vec<AnsweredRow> {
    let answers = document.plan.answers.iter().rev();
    answers
        .filter(|answer| answer.proposal.starts_with("inbox "))
        .map(|answer| {
            let (what, id) = answer.proposal.split_once('/').unwrap_or_default();
            let id = AccountId::new(id);
            let account = document.portfolio.account(&id);
            let verdict = match answer.verdict {
                AnswerVerdict::PostponedUntil(day) => format!("put off to {}", numbers.day(day)),
                AnswerVerdict::Rejected => "dismissed".to_owned(),
            };
            // What is answered, without the day or id that only tells it apart.
            let words = what.trim_start_matches("inbox ");
            let word = words.split(' ').next().unwrap_or_default();
            AnsweredRow {
                key: answer.proposal.clone(),
                name: account.map_or_else(|| id.as_str().to_owned(), |account| account.name.clone()),
                account: account.map(|account| account.id.clone()),
                answer: format!("{word}: {verdict} on {}", numbers.day(answer.day)),
                note: answer.note.clone(),
            }
        })
        .collect()
}

struct Writer<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    numbers: &'a NumberStyle,
}

const AT_STAKE: &str = "expected to leave within a year";

impl Writer<'_> {
    fn row(&self, item: &InboxItem) -> InboxRow {
        let account = &self.document.portfolio.accounts[item.row];
        let (what, reason) = self.words(item);
        let (measures, worth_words) = worth_words(&item.waiting);
        let evidence = |&measure: &MeasureId| {
            let measured = self.valuation.get(measure, item.row);
            (
                measure,
                measure.label(),
                self.numbers.measured(measured, measure.unit()),
            )
        };
        let (closing, close_words) = self.closing(item);
        InboxRow {
            key: item.key(self.document),
            account: account.id.clone(),
            name: account.name.clone(),
            kind: InboxKind::of(&item.waiting),
            what,
            reason,
            evidence: measures.iter().map(evidence).collect(),
            explains: self.explains(item),
            worth: item
                .worth
                .map_or_else(|| UNKNOWN.to_owned(), |worth| self.numbers.money(worth)),
            worth_words,
            age: self.age(item),
            is_late: item.is_late(self.document.as_of),
            closing,
            close_words,
        }
    }

    fn explains(&self, item: &InboxItem) -> Option<Subject> {
        item.worth?;
        match item.waiting {
            Waiting::Thank | Waiting::AskBack => Some(MeasureId::ExchangeBalance.into()),
            Waiting::OpenExchange { event, .. } => {
                let id = self.document.portfolio.events[event].id.clone();
                Some(Part::Event(id).into())
            }
            _ => None,
        }
    }

    fn age(&self, item: &InboxItem) -> String {
        let today = self.document.as_of;
        let days = |since: Day| days(today, since, self.numbers);
        match (item.waiting, item.since) {
            (Waiting::Wanted { due: Some(due), .. }, _) if due < today => format!("{} overdue", days(due)),
            (Waiting::Wanted { due: Some(due), .. }, _) => format!("due {}", self.numbers.day(due)),
            (Waiting::Silence { last: None, .. }, _) => "never".to_owned(),
            (Waiting::Silence { .. } | Waiting::Review { .. }, Some(since)) => {
                format!("{} overdue", days(since))
            }
            (_, Some(since)) => days(since),
            (_, None) => String::new(),
        }
    }

    fn words(&self, item: &InboxItem) -> (&'static str, String) {
        let numbers = self.numbers;
        let of = |measure: MeasureId| {
            let measured = self.valuation.get(measure, item.row);
            numbers.measured(measured, measure.unit())
        };
        match item.waiting {
            Waiting::Reference { received, willing } => {
                let willing = match willing {
                    Some(willing) => format!("stated willingness {}", numbers.share(willing)),
                    None => "willingness not asked".to_owned(),
                };
                let received = numbers.number(received, 0);
                (
                    "Ask for a reference",
                    format!("Puts what it gets at {received} of 100 and was never a reference; {willing}."),
                )
            }
            Waiting::Introduction(state) => (
                "Ask for an introduction",
                format!("A {} who never introduced or referred anybody.", state.word()),
            ),
            Waiting::Thank => (
                "Thank and give back",
                format!(
                    "They gave more than they got: the balance stands at {}.",
                    of(MeasureId::ExchangeBalance)
                ),
            ),
            Waiting::AskBack => (
                "Ask for something back",
                format!(
                    "They got more than they gave: the balance stands at {}.",
                    of(MeasureId::ExchangeBalance)
                ),
            ),
            Waiting::OpenExchange { event, is_ours } => self.open_words(event, is_ours),
            Waiting::Wanted { need, kind, due } => self.wanted_words(need, kind, due),
            Waiting::Spare { load } => (
                "Spare this reference",
                format!(
                    "Acts as a reference {} times a quarter; {} at most.",
                    numbers.number(load, 1),
                    numbers.number(self.document.assumptions.reference_limit, 1)
                ),
            ),
            Waiting::Silence { last: None, .. } => (
                "Speak to them",
                "Nobody is known to have spoken to them; orders do not count.".to_owned(),
            ),
            Waiting::Silence {
                last: Some(last),
                due,
            } => (
                "Speak to them",
                format!(
                    "Last touch {}; the care plan asks for the next by {}.",
                    numbers.day(last),
                    numbers.day(due)
                ),
            ),
            Waiting::Review { due } => {
                let account = &self.document.portfolio.accounts[item.row];
                let reason = account.key.as_ref().map_or("", |key| key.reason.as_str());
                let why = if reason.is_empty() {
                    String::new()
                } else {
                    format!(" It is one because: {reason}")
                };
                (
                    "Review the key account",
                    format!("Its review was due on {}.{why}", numbers.day(due)),
                )
            }
        }
    }

    fn open_words(&self, event: usize, is_ours: bool) -> (&'static str, String) {
        let event: &ValueEvent = &self.document.portfolio.events[event];
        let quantity = super::exchanges::quantity(event, self.numbers);
        let note = if event.note.is_empty() {
            String::new()
        } else {
            format!(" {}", event.note)
        };
        let what = match (event.kind, is_ours) {
            (EventKind::Feedback, false) => "Use it and tell them",
            (_, true) => "Keep it",
            (_, false) => "Take it up",
        };
        let who = if is_ours { "We offered" } else { "They offered" };
        (
            what,
            format!("{who} {} ({quantity}), still open.{note}", event.kind.word()),
        )
    }

    fn wanted_words(&self, need: usize, kind: NeedKind, due: Option<Day>) -> (&'static str, String) {
        let need = &self.document.portfolio.needs[need];
        let (what, who) = match kind {
            NeedKind::Need => ("Answer the need", "They need"),
            NeedKind::OurPromise => ("Keep the promise", "We promised"),
            NeedKind::TheirPromise => ("Remind them", "They promised"),
        };
        let matters = need.importance.map_or_else(String::new, |importance| {
            format!(" It matters {} of 10.", self.numbers.number(importance, 0))
        });
        let by = due.map_or_else(String::new, |due| format!(", by {}", self.numbers.day(due)));
        (what, format!("{who}: {}{by}.{matters}", need.text))
    }

    fn closing(&self, item: &InboxItem) -> (Option<Closing>, &'static str) {
        let line = |key: &'static str, text: &str| (key, text.to_owned());
        let exchange = |lines: [&str; 5]| {
            let keys = ["direction", "kind", "capital", "unit", "status"];
            Closing::Exchange(
                (keys.into_iter().zip(lines))
                    .map(|(key, text)| line(key, text))
                    .collect(),
            )
        };
        let (they, we) = ("they gave us", "we gave them");
        match item.waiting {
            Waiting::Reference { .. } => (
                Some(exchange([
                    they,
                    "reference use",
                    "reputational",
                    "reference call",
                    "open",
                ])),
                "Record what came of it",
            ),
            Waiting::Introduction(_) => (
                Some(exchange([they, "introduction", "social", "introduction", "open"])),
                "Record what came of it",
            ),
            Waiting::Thank => (
                Some(exchange([we, "other", "relational", "", "realised"])),
                "Record what we gave",
            ),
            Waiting::AskBack => (Some(exchange([they, "", "", "", ""])), "Record what they gave"),
            Waiting::OpenExchange { event, .. } => {
                let id = self.document.portfolio.events[event].id.clone();
                (Some(Closing::Realised(id)), "Record what became of it")
            }
            Waiting::Wanted { need, kind, .. } => {
                let need = &self.document.portfolio.needs[need];
                let direction = if kind == NeedKind::TheirPromise { they } else { we };
                let lines = vec![
                    line("direction", direction),
                    line("kind", "other"),
                    line("capital", "relational"),
                    line("status", "realised"),
                    line("note", &need.text),
                ];
                let id = need.id.clone();
                (Some(Closing::Done { need: id, lines }), "Record that it was kept")
            }
            Waiting::Spare { .. } => (None, ""),
            Waiting::Silence { .. } => (Some(Closing::Said), "Record what they said"),
            Waiting::Review { .. } => (Some(Closing::NextReview), "Set the next review"),
        }
    }
}

/// The measures that speak for an item, and what its worth is.
const fn worth_words(waiting: &Waiting) -> (&'static [MeasureId], &'static str) {
    match waiting {
        Waiting::Reference { .. } => (
            &[MeasureId::ValueReceived],
            "what a reference was worth so far, by willingness",
        ),
        Waiting::Introduction(_) => (
            &[MeasureId::RelationshipValue],
            "what an introduction was worth so far",
        ),
        Waiting::Thank => (&[], "to be returned"),
        Waiting::AskBack => (&[], "to be asked for"),
        Waiting::OpenExchange { .. } => (&[], "what it is worth"),
        Waiting::Spare { .. } => (&[MeasureId::ReferenceLoad], "what its references were worth"),
        Waiting::Wanted { .. } | Waiting::Silence { .. } | Waiting::Review { .. } => {
            (&[MeasureId::CurrentValue, MeasureId::Retention], AT_STAKE)
        }
    }
}
