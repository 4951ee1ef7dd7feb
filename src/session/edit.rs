//! Changes to the document, each one undoable.

use std::collections::BTreeSet;

use crate::maths::sort_by_key;
use crate::measures::MeasureId;
use crate::portfolio::{
    Account, AccountId, Action, Activity, Answer, AnswerVerdict, Assumptions, AttributionShare, Capability,
    CarePlan, Comment, Composites, Document, Field, Need, NumberMarks, Objective, Observation, OfferTerms,
    PLAN_LIMIT, Scenario, ServiceDesk, ServiceLoad, Shared, Snapshot, ValueEvent, ZoneTexts, read_number,
};
use crate::units::Day;

/// Names a drag or a run of key strokes; changes with the same gesture are one undo step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gesture(pub u64);

/// One field of one account and the text to be read into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The account.
    pub account: AccountId,
    /// The field.
    pub field: Field,
    /// What the person wrote; empty makes the field unknown.
    pub text: String,
}

/// A change to the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Fields typed, pasted or cleared.
    CellsWritten(Vec<Cell>),
    /// Accounts put in, at the end, each with cells already read.
    AccountsAdded(Vec<Account>),
    /// Accounts taken out with everything that refers to them.
    AccountsDeleted(Vec<AccountId>),
    /// Accounts put in and cells written in one step: a pasted block.
    BlockPasted {
        /// New accounts.
        accounts: Vec<Account>,
        /// Cells of old and new accounts.
        cells: Vec<Cell>,
    },
    /// An observation added, or replaced by its id.
    ObservationWritten(Observation),
    /// An observation taken out.
    ObservationRemoved(String),
    /// A value event added, or replaced by its id.
    EventWritten(ValueEvent),
    /// A value event taken out.
    EventRemoved(String),
    /// A need or a promise added, or replaced by its id.
    NeedWritten(Need),
    /// A need or a promise taken out.
    NeedRemoved(String),
    /// How long accounts may go without a touch.
    CareWritten(CarePlan),
    /// What winning and keeping take, all of it at once.
    CapabilitiesWritten(Vec<Capability>),
    /// What the business is after, the whole list at once.
    ObjectivesWritten(Vec<Objective>),
    /// A share added, or replaced by its two accounts.
    AttributionWritten(AttributionShare),
    /// A share taken out.
    AttributionRemoved {
        /// Whose value was shared out.
        outcome: AccountId,
        /// Who had the share.
        contributor: AccountId,
    },
    /// An activity added, or replaced by its id.
    ActivityWritten(Activity),
    /// An activity taken out with its loads.
    ActivityRemoved(String),
    /// How often an account calls on an activity; zero takes the load out.
    LoadWritten(ServiceLoad),
    /// All assumptions at once.
    AssumptionsWritten(Box<Assumptions>),
    /// Everything that is weighed together at once.
    CompositesWritten(Composites),
    /// Tiers and the desk that answers, all at once.
    ServiceWritten(ServiceDesk),
    /// What is assumed of offers.
    OffersWritten(OfferTerms),
    /// A judged number in an own column of an account; an empty text takes it out.
    JudgementWritten {
        /// The account.
        account: AccountId,
        /// Header of the column.
        name: String,
        /// The number as typed.
        text: String,
    },
    /// A comment added, or replaced by its id.
    CommentWritten(Comment),
    /// A comment taken out.
    CommentRemoved(String),
    /// The numbers as they stand were kept under a name.
    SnapshotTaken(Snapshot),
    /// A snapshot got another name.
    SnapshotRenamed {
        /// Its id.
        id: String,
        /// The new name.
        name: String,
    },
    /// A snapshot was taken out.
    SnapshotRemoved(String),
    /// An action of the plan added, or replaced by its id.
    ActionWritten(Box<Action>),
    /// An allocation taken into the plan: the actions it changes.
    AllocationTaken(Vec<Action>),
    /// An action of the plan taken out.
    ActionRemoved(String),
    /// A proposal accepted: the action it became. An answer to the proposal goes.
    ProposalAccepted(Box<Action>),
    /// A proposal postponed or rejected, or answered anew.
    ProposalAnswered(Answer),
    /// The answer to the proposal with this key taken back.
    AnswerRemoved(String),
    /// What there is to spend on actions; `None` is not said.
    BudgetWritten {
        /// Money.
        money: Option<f64>,
        /// Hours.
        hours: Option<f64>,
    },
    /// A scenario added, or replaced by its id.
    ScenarioWritten(Box<Scenario>),
    /// A scenario taken out.
    ScenarioRemoved(String),
    /// A threshold moved; `None` goes back to the measure's own default.
    ThresholdMoved {
        /// The measure it divides.
        measure: MeasureId,
        /// Where.
        value: Option<f64>,
    },
    /// Zone names changed.
    ZonesNamed(ZoneTexts),
    /// The portfolio's name.
    Renamed(String),
    /// The portfolio's currency, an ISO 4217 code.
    CurrencyChanged(String),
    /// The day measures look back from.
    AsOfChanged(Day),
    /// A whole new document: an accepted import, a restored version.
    Replaced {
        /// The document.
        document: Shared<Document>,
        /// What happened, for undo: "import of orders.csv".
        what: String,
    },
}

impl Edit {
    /// What happened, for the undo button.
    pub fn what(&self) -> String {
        match self {
            Self::CellsWritten(cells) if cells.len() == 1 => {
                format!("change of {}", cells[0].field.label().to_lowercase())
            }
            Self::CellsWritten(cells) => format!("change of {} cells", cells.len()),
            Self::AccountsAdded(accounts) => format!("adding {}", counted(accounts.len())),
            Self::AccountsDeleted(accounts) => format!("deleting {}", counted(accounts.len())),
            Self::BlockPasted { .. } => "pasting a block".to_owned(),
            Self::ObservationWritten(_) => "change of an observation".to_owned(),
            Self::ObservationRemoved(_) => "removing an observation".to_owned(),
            Self::EventWritten(_) => "change of a value event".to_owned(),
            Self::EventRemoved(_) => "removing a value event".to_owned(),
            Self::NeedWritten(_) => "change of a need or promise".to_owned(),
            Self::NeedRemoved(_) => "removing a need or promise".to_owned(),
            Self::CareWritten(_) => "change of the care plan".to_owned(),
            Self::CapabilitiesWritten(_) => "change of a capability".to_owned(),
            Self::ObjectivesWritten(_) => "change of objectives".to_owned(),
            Self::AttributionWritten(_) | Self::AttributionRemoved { .. } => {
                "change of an attribution".to_owned()
            }
            Self::ActivityWritten(_) | Self::ActivityRemoved(_) | Self::LoadWritten(_) => {
                "change of what serving takes".to_owned()
            }
            Self::AssumptionsWritten(_) => "change of assumptions".to_owned(),
            Self::CompositesWritten(_) => "change of what is weighed".to_owned(),
            Self::ServiceWritten(_) => "change of service".to_owned(),
            Self::OffersWritten(_) => "change of what is assumed of offers".to_owned(),
            Self::JudgementWritten { name, .. } => format!("judging {name}"),
            Self::CommentWritten(_) => "writing a comment".to_owned(),
            Self::CommentRemoved(_) => "removing a comment".to_owned(),
            Self::SnapshotTaken(_) => "taking a snapshot".to_owned(),
            Self::SnapshotRenamed { .. } => "renaming a snapshot".to_owned(),
            Self::SnapshotRemoved(_) => "removing a snapshot".to_owned(),
            Self::ActionWritten(_) => "change of an action".to_owned(),
            Self::AllocationTaken(_) => "taking an allocation into the plan".to_owned(),
            Self::ActionRemoved(_) => "removing an action".to_owned(),
            Self::ProposalAccepted(_) => "accepting a proposal".to_owned(),
            Self::ProposalAnswered(answer) => match answer.verdict {
                AnswerVerdict::PostponedUntil(_) => "postponing a proposal".to_owned(),
                AnswerVerdict::Rejected => "rejecting a proposal".to_owned(),
            },
            Self::AnswerRemoved(_) => "reopening a proposal".to_owned(),
            Self::BudgetWritten { .. } => "change of the budget".to_owned(),
            Self::ScenarioWritten(scenario) => format!("change of the scenario {}", scenario.name),
            Self::ScenarioRemoved(_) => "deleting a scenario".to_owned(),
            Self::ThresholdMoved { measure, .. } => {
                format!("moving the threshold of {}", measure.label().to_lowercase())
            }
            Self::ZonesNamed(_) => "naming a zone".to_owned(),
            Self::Renamed(_) => "renaming".to_owned(),
            Self::CurrencyChanged(_) => "change of currency".to_owned(),
            Self::AsOfChanged(_) => "change of the day looked back from".to_owned(),
            Self::Replaced { what, .. } => what.clone(),
        }
    }

    /// Carries the change out on `document`; returns a sentence for each part that could not be.
    pub fn apply(self, document: &mut Shared<Document>, marks: NumberMarks) -> Vec<String> {
        if let Self::Replaced { document: next, .. } = self {
            *document = next;
            return Vec::new();
        }
        let document = document.edit();
        let portfolio = &mut document.portfolio;
        match self {
            Self::CellsWritten(cells) => return write_cells(document, cells, marks),
            Self::AccountsAdded(accounts) => return add_accounts(document, accounts),
            Self::AccountsDeleted(accounts) => document.take_out(&accounts.into_iter().collect()),
            Self::BlockPasted { accounts, cells } => {
                let mut refusals = add_accounts(document, accounts);
                refusals.extend(write_cells(document, cells, marks));
                return refusals;
            }
            Self::ObservationWritten(observation) => {
                put(portfolio.observations.edit(), observation, |one, other| {
                    one.id == other.id
                });
            }
            Self::ObservationRemoved(id) => portfolio
                .observations
                .edit()
                .retain(|observation| observation.id != id),
            Self::EventWritten(event) => put(portfolio.events.edit(), event, |one, other| one.id == other.id),
            Self::EventRemoved(id) => portfolio.events.edit().retain(|event| event.id != id),
            Self::NeedWritten(need) => put(portfolio.needs.edit(), need, |one, other| one.id == other.id),
            Self::NeedRemoved(id) => portfolio.needs.edit().retain(|need| need.id != id),
            Self::CareWritten(plan) => document.care = Shared::new(plan),
            Self::ObjectivesWritten(list) => document.objectives = Shared::new(list),
            Self::CapabilitiesWritten(list) => document.capabilities = Shared::new(list),
            Self::AttributionWritten(share) => put(portfolio.attributions.edit(), share, |one, other| {
                one.outcome == other.outcome && one.contributor == other.contributor
            }),
            Self::AttributionRemoved { outcome, contributor } => portfolio
                .attributions
                .edit()
                .retain(|share| share.outcome != outcome || share.contributor != contributor),
            Self::ActivityWritten(activity) => put(portfolio.activities.edit(), activity, |one, other| {
                one.id == other.id
            }),
            Self::ActivityRemoved(id) => {
                portfolio.activities.edit().retain(|activity| activity.id != id);
                portfolio.loads.edit().retain(|load| load.activity != id);
                if document.service.activities.contains(&id) {
                    document.service.edit().activities.remove(&id);
                }
            }
            Self::LoadWritten(load) => write_load(portfolio.loads.edit(), load),
            Self::CompositesWritten(composites) => document.composites = Shared::new(composites),
            Self::ServiceWritten(desk) => document.service = Shared::new(desk),
            Self::OffersWritten(terms) => document.offers = terms,
            Self::JudgementWritten { account, name, text } => {
                return write_judgement(document, &account, name, &text, marks);
            }
            Self::CommentWritten(comment) => {
                put(document.comments.edit(), comment, |one, other| one.id == other.id);
            }
            Self::CommentRemoved(id) => document.comments.edit().retain(|comment| comment.id != id),
            Self::SnapshotTaken(snapshot) => {
                document.snapshots.push(Shared::new(snapshot));
                sort_by_key(&mut document.snapshots, |snapshot| snapshot.day);
            }
            Self::SnapshotRenamed { id, name } => {
                let known = document.snapshots.iter_mut().find(|snapshot| snapshot.id == id);
                if let Some(snapshot) = known {
                    snapshot.edit().name = name;
                }
            }
            Self::SnapshotRemoved(id) => document.snapshots.retain(|snapshot| snapshot.id != id),
            Self::ActionWritten(action) => put_action(document, *action),
            Self::AllocationTaken(actions) => {
                (actions.into_iter()).for_each(|action| put_action(document, action));
            }
            Self::ActionRemoved(id) => document.plan.edit().actions.retain(|action| action.id != id),
            Self::ProposalAccepted(action) => {
                let answers = &mut document.plan.edit().answers;
                answers.retain(|answer| answer.proposal != action.proposal);
                put_action(document, *action);
            }
            Self::ProposalAnswered(answer) => put(&mut document.plan.edit().answers, answer, |one, other| {
                one.proposal == other.proposal
            }),
            Self::AnswerRemoved(key) => document
                .plan
                .edit()
                .answers
                .retain(|answer| answer.proposal != key),
            Self::BudgetWritten { money, hours } => {
                let plan = document.plan.edit();
                let checked = |amount: f64| (0.0..=PLAN_LIMIT).contains(&amount);
                plan.budget_money = money.filter(|amount| checked(*amount));
                plan.budget_hours = hours.filter(|amount| checked(*amount));
            }
            Self::ScenarioWritten(scenario) => {
                put(&mut document.scenarios, Shared::new(*scenario), |one, other| {
                    one.id == other.id
                });
            }
            Self::ScenarioRemoved(id) => document.scenarios.retain(|scenario| scenario.id != id),
            Self::AssumptionsWritten(assumptions) => document.assumptions = Shared::new(*assumptions),
            Self::ThresholdMoved { measure, value } => {
                let thresholds = &mut document.map.edit().thresholds;
                match value.filter(|value| value.is_finite()) {
                    Some(value) => drop(thresholds.insert(measure.key().to_owned(), value)),
                    None => drop(thresholds.remove(measure.key())),
                }
            }
            Self::ZonesNamed(zones) => document.map.edit().zones = zones,
            Self::Renamed(name) => document.name = name,
            Self::CurrencyChanged(code) => document.currency = code,
            Self::AsOfChanged(day) => document.as_of = day,
            Self::Replaced { .. } => {}
        }
        Vec::new()
    }
}

fn counted(n_accounts: usize) -> String {
    if n_accounts == 1 {
        "an account".to_owned()
    } else {
        format!("{n_accounts} accounts")
    }
}

fn put<T>(items: &mut Vec<T>, item: T, is_same: impl Fn(&T, &T) -> bool) {
    match items.iter_mut().find(|known| is_same(known, &item)) {
        Some(known) => *known = item,
        None => items.push(item),
    }
}

fn put_action(document: &mut Document, action: Action) {
    put(&mut document.plan.edit().actions, action, |one, other| {
        one.id == other.id
    });
}

fn write_load(loads: &mut Vec<ServiceLoad>, load: ServiceLoad) {
    if load.events_per_year > 0.0 {
        put(loads, load, |one, other| {
            one.account == other.account && one.activity == other.activity
        });
    } else {
        loads.retain(|known| known.account != load.account || known.activity != load.activity);
    }
}

fn add_accounts(document: &mut Document, accounts: Vec<Account>) -> Vec<String> {
    let known: BTreeSet<AccountId> = document
        .portfolio
        .accounts
        .iter()
        .map(|account| account.id.clone())
        .collect();
    let mut refusals = Vec::new();
    for account in accounts {
        if known.contains(&account.id) {
            refusals.push(format!(
                "There is already an account with the id \"{}\"; give it another.",
                account.id.as_str()
            ));
        } else {
            document.portfolio.accounts.push(Shared::new(account));
        }
    }
    refusals
}

fn write_cells(document: &mut Document, cells: Vec<Cell>, marks: NumberMarks) -> Vec<String> {
    let rows: std::collections::HashMap<AccountId, usize> = match cells.len() {
        0 | 1 => cells
            .iter()
            .filter_map(|cell| Some((cell.account.clone(), document.portfolio.row_of(&cell.account)?)))
            .collect(),
        _ => document
            .portfolio
            .accounts
            .iter()
            .enumerate()
            .map(|(row, account)| (account.id.clone(), row))
            .collect(),
    };
    cells
        .into_iter()
        .filter_map(|cell| write_cell(document, &rows, cell, marks))
        .collect()
}

fn write_cell(
    document: &mut Document,
    rows: &std::collections::HashMap<AccountId, usize>,
    cell: Cell,
    marks: NumberMarks,
) -> Option<String> {
    let row = *rows.get(&cell.account)?;
    if cell.field == Field::Id {
        return Some(
            "The account id is what orders and events refer to; it cannot be changed here.".to_owned(),
        );
    }
    let account = &mut document.portfolio.accounts[row];
    match cell.field.read(&cell.text, marks) {
        Ok(value) => {
            cell.field.set(account.edit(), value);
            None
        }
        Err(refusal) => Some(format!("{}, {}: {refusal}", account.name, cell.field.label())),
    }
}

fn write_judgement(
    document: &mut Document,
    account: &AccountId,
    name: String,
    text: &str,
    marks: NumberMarks,
) -> Vec<String> {
    let Some(row) = document.portfolio.row_of(account) else {
        return Vec::new();
    };
    let account = &mut document.portfolio.accounts[row];
    if text.trim().is_empty() {
        account.edit().extra.remove(&name);
        return Vec::new();
    }
    match read_number(text, marks).filter(|number| (0.0..=100.0).contains(number)) {
        Some(number) => drop(account.edit().extra.insert(name, number.to_string())),
        None => {
            let sentence = format!(
                "{}, {name}: \"{}\" is not a number from 0 to 100; leave it empty if it is unknown.",
                account.name,
                text.trim()
            );
            return vec![sentence];
        }
    }
    Vec::new()
}
