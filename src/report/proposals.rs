//! The list of proposals as a screen shows it: what to do, for whom, why, what it is about, how sure, what would change it.

use std::collections::BTreeSet;

use crate::decisions::proposals::kept;
use crate::decisions::{Firmness, Found, Kept, Proposal, Proposals, State, What, state_of};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, ActionKind, Basis, Document};

use super::decisions::next_step;
use super::explanation::Part;
use super::proposal_words::Writer;
use super::style::{NumberStyle, UNKNOWN};

/// Which proposals are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposalFilter {
    /// What kind of action; all without one.
    pub kind: Option<ActionKind>,
    /// Whose accounts; everybody's without one.
    pub owner: Option<String>,
    /// Where they stand.
    pub state: Wanted,
    /// Letters of the account's name.
    pub search: String,
}

/// Where a proposal that is asked for stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing was decided yet, or its day has come.
    #[default]
    Open,
    /// In the plan.
    Accepted,
    /// Until a day to come.
    Postponed,
    /// Turned down.
    Rejected,
    /// Any.
    All,
}

impl Wanted {
    /// Every one with its words.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Open, "open"),
        (Self::Accepted, "accepted"),
        (Self::Postponed, "postponed"),
        (Self::Rejected, "rejected"),
        (Self::All, "all"),
    ];

    const fn takes(self, state: State) -> bool {
        match self {
            Self::Open => matches!(state, State::Open),
            Self::Accepted => matches!(state, State::Accepted),
            Self::Postponed => matches!(state, State::Postponed(_)),
            Self::Rejected => matches!(state, State::Rejected),
            Self::All => true,
        }
    }
}

/// One reason: a measure, its number, and what it is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The measure.
    pub measure: MeasureId,
    /// Its name inside a sentence.
    pub label: String,
    /// Its number, or the sign for unknown.
    pub value: String,
    /// How it stands to what it is held against; empty without.
    pub against: String,
}

/// One proposal written out.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposalRow {
    /// Its key.
    pub key: String,
    /// For whom.
    pub account: AccountId,
    /// Name of the account.
    pub name: String,
    /// Who owns the account; may be empty.
    pub owner: String,
    /// What kind of action it would become.
    pub kind: ActionKind,
    /// What to do.
    pub what: &'static str,
    /// Promises that speak for it, the first due first.
    pub promises: Vec<String>,
    /// Why, from the nearest reason down to what it rests on.
    pub because: Vec<Reason>,
    /// What the decision is about, or the sign for unknown.
    pub worth: String,
    /// From where to where that may lie, or that this is not known; empty where it is exact.
    pub range: String,
    /// What that number is.
    pub about: String,
    /// What explains the number best.
    pub explains: MeasureId,
    /// How sure that is.
    pub sure: String,
    /// What would change the advice.
    pub turn: String,
    /// The step to take first and what it has to reach; empty where there is none.
    pub next: String,
    /// A warning where money alone speaks; empty otherwise.
    pub warning: &'static str,
    /// Where it stands.
    pub state: Standing,
}

/// Where a proposal stands, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was decided; the note of an answer that has run out may stand beside it.
    Open(String),
    /// In the plan.
    Accepted,
    /// Postponed or rejected, with the words.
    Answered(String),
}

/// The first of the proposals asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProposalPage {
    /// Written out.
    pub rows: Vec<ProposalRow>,
    /// How many are asked for.
    pub n_found: usize,
    /// How many there are, answered or not.
    pub n_all: usize,
    /// How many of those asked for have no known worth.
    pub n_unknown: usize,
}

/// The first `n_shown` of the proposals that pass the filter, worth most first.
pub fn proposal_page(
    document: &Document,
    valuation: &Valuation,
    proposals: &Proposals,
    filter: &ProposalFilter,
    n_shown: usize,
    style: &NumberStyle,
) -> ProposalPage {
    let states = kept(document, &document.plan);
    let needle = filter.search.trim().to_lowercase();
    let mut page = ProposalPage {
        n_all: proposals.found.len(),
        ..ProposalPage::default()
    };
    for found in &proposals.found {
        if !passes(document, &states, filter, &needle, found) {
            continue;
        }
        page.n_found += 1;
        page.n_unknown += usize::from(found.worth.is_none());
        if page.rows.len() < n_shown {
            page.rows
                .push(proposal_row(document, valuation, proposals, *found, style));
        }
    }
    page
}

fn passes(document: &Document, states: &Kept, filter: &ProposalFilter, needle: &str, found: &Found) -> bool {
    let Some(account) = document.portfolio.accounts.get(found.row) else {
        return false;
    };
    filter.kind.is_none_or(|kind| found.what.kind() == kind)
        && filter.state.takes(states.state(found))
        && (filter.owner.as_ref()).is_none_or(|owner| account.owner == *owner)
        && (needle.is_empty() || account.name.to_lowercase().contains(needle))
}

/// Owners of accounts, in order of their names.
pub fn owners(document: &Document) -> Vec<String> {
    let owners: BTreeSet<&str> = (document.portfolio.accounts.iter())
        .map(|account| account.owner.as_str())
        .filter(|owner| !owner.is_empty())
        .collect();
    owners.into_iter().map(str::to_owned).collect()
}

/// Everything proposed for one account, answered or not.
pub fn account_proposals(
    document: &Document,
    valuation: &Valuation,
    proposals: &Proposals,
    row: usize,
    style: &NumberStyle,
) -> Vec<ProposalRow> {
    let own = proposals.of(row).into_iter();
    own.map(|found| proposal_row(document, valuation, proposals, found, style))
        .collect()
}

/// One proposal written out.
pub fn proposal_row(
    document: &Document,
    valuation: &Valuation,
    proposals: &Proposals,
    found: Found,
    style: &NumberStyle,
) -> ProposalRow {
    let proposal = proposals.tell(document, valuation, found);
    let account = &document.portfolio.accounts[found.row];
    let key = found.what.key(&account.id);
    let writer = Writer {
        zones: &document.map.zones,
        style,
    };
    ProposalRow {
        account: account.id.clone(),
        name: account.name.clone(),
        owner: account.owner.clone(),
        kind: found.what.kind(),
        what: found.what.words(),
        promises: writer.promises(document, &proposal),
        because: (proposal.because.iter())
            .map(|evidence| writer.reason(*evidence))
            .collect(),
        worth: (proposal.worth).map_or_else(|| UNKNOWN.to_owned(), |worth| style.money(worth.base())),
        range: range(&proposal, style),
        about: about(&proposal),
        explains: explains(found.what),
        sure: sure(&proposal),
        turn: writer.turn(&proposal),
        next: (proposal.fix.as_ref())
            .filter(|_| found.what == What::BreakEven)
            .map_or_else(String::new, |fix| next_step(fix, style) + "."),
        warning: if proposal.is_money_only {
            "Money alone speaks here: what they get and what they bring beside sales is not known. Ask before you act."
        } else {
            ""
        },
        state: standing(document, &key, style),
        key,
    }
}

fn standing(document: &Document, key: &str, style: &NumberStyle) -> Standing {
    let plan = &document.plan;
    let answer = plan.answers.iter().find(|answer| answer.proposal == key);
    let note = answer.map_or("", |answer| answer.note.as_str());
    let with_note = |words: String| match note {
        "" => words,
        note => format!("{words}: {note}"),
    };
    match state_of(plan, key, document.as_of) {
        State::Accepted => Standing::Accepted,
        State::Open if answer.is_some() => Standing::Open(with_note("Postponed until now".to_owned())),
        State::Open => Standing::Open(String::new()),
        State::Postponed(day) => Standing::Answered(with_note(format!("Postponed until {}", style.day(day)))),
        State::Rejected => {
            let day = answer.map_or_else(String::new, |answer| format!(" on {}", style.day(answer.day)));
            Standing::Answered(with_note(format!("Rejected{day}")))
        }
    }
}

fn about(proposal: &Proposal) -> String {
    match (proposal.worth, proposal.found.what.about()) {
        (_, "") => "no amount: nothing is counted in money here".to_owned(),
        (None, about) => format!("not known what is {}", about.trim_start_matches("of ")),
        (Some(_), about) => about.to_owned(),
    }
}

fn range(proposal: &Proposal, style: &NumberStyle) -> String {
    match proposal.worth {
        None => String::new(),
        Some(worth) if !worth.is_exact() => {
            format!("{} to {}", style.money(worth.low()), style.money(worth.high()))
        }
        Some(_) if proposal.basis.is_some_and(|basis| basis >= Basis::Estimated) => {
            "how uncertain is not known".to_owned()
        }
        Some(_) => String::new(),
    }
}

/// The measure whose explanation goes deepest into the worth.
const fn explains(what: What) -> MeasureId {
    match what {
        What::BreakEven | What::Release => MeasureId::Contribution,
        What::Repair | What::Listen | What::Protect => MeasureId::CurrentValue,
        What::WinShare => MeasureId::Headroom,
        What::BePaid => MeasureId::GapMargin,
        What::Broaden => MeasureId::GapBreadth,
        What::Automate => MeasureId::AvoidableCost,
        What::KeepForRelationship => MeasureId::RelationshipValue,
        What::Develop => MeasureId::PotentialGap,
        What::Thank | What::AskBack | What::KeepPromise | What::RemindPromise => MeasureId::ExchangeBalance,
        What::AskReference => MeasureId::ReferenceRole,
        What::AskIntroduction => MeasureId::ReferralRole,
        What::PromiseDue | What::RemindDue => MeasureId::ExchangeBalance,
        What::Review | What::FindOut => MeasureId::TotalValue,
    }
}

/// What is proposed under this key and to whom, in a line.
pub fn proposal_name(document: &Document, key: &str) -> String {
    let Some((what, id)) = What::read_key(key) else {
        return key.to_owned();
    };
    let account = document.portfolio.account(&id);
    let name = account.map_or(id.as_str(), |account| account.name.as_str());
    format!("{}: {name}", what.words())
}

/// What opens when the worth of a proposal is asked about.
pub fn worth_part(row: &ProposalRow) -> super::explanation::Subject {
    match row.key.split_once('/') {
        Some((word, _)) if word == What::Release.word() => Part::Release.into(),
        _ => row.explains.into(),
    }
}

fn sure(proposal: &Proposal) -> String {
    let rests = match proposal.basis {
        None => return "Nothing is known yet.".to_owned(),
        Some(basis) => format!("Rests on {} numbers", basis.word()),
    };
    match proposal.firmness {
        Firmness::Firm => format!("{rests}; it holds within their uncertainty."),
        Firmness::CouldTip => format!("{rests}; within their uncertainty it could be otherwise."),
        Firmness::NotSaid => format!("{rests}."),
    }
}
