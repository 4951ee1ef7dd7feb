//! The forms in which a proposal is answered, and an action is written, changed and closed.

use crate::decisions::{Proposal, What};
use crate::portfolio::{
    AccountId, Action, ActionEffect, ActionKind, ActionStatus, Answer, AnswerVerdict, Document, Lever,
    NumberMarks, PLAN_LIMIT, cut_name,
};
use crate::units::{Estimate, Ratio};

use super::account_forms::{estimate_text, most_used, number_text, share_text};
use super::account_names::{name_of, named, names};
use super::form::{FormField, FormKind, FormReader, Refusal, Texts};
use super::proposals::ProposalRow;
use super::style::NumberStyle;

/// What an effect changes, in the words of the form; the first two are money, the others levers.
const EFFECTS: [&str; 7] = [
    "money a year",
    "money once",
    Lever::Retention.word(),
    Lever::ShareOfWallet.word(),
    Lever::Breadth.word(),
    Lever::Margin.word(),
    Lever::CostToServe.word(),
];

/// The action a proposal becomes when it is accepted as it stands.
///
/// The effect is filled in only where it follows from the numbers; what the decision is about is no effect.
pub fn proposed_action(document: &Document, proposal: &Proposal, row: &ProposalRow, id: String) -> Action {
    let account = &document.portfolio.accounts[proposal.found.row];
    let group = match proposal.found.what {
        // One of the two: what is handed over needs no fixing.
        What::BreakEven | What::Release => format!("loss of {}", account.name),
        _ => String::new(),
    };
    Action {
        name: cut_name(format!("{}: {}", row.what, row.name)),
        accounts: vec![row.account.clone()],
        effect: proposal.effect.map(in_whole_units),
        probability: proposal.chance.map(Ratio::clamped),
        start: Some(document.as_of),
        owner: row.owner.clone(),
        group,
        reason: reason(row),
        proposal: row.key.clone(),
        ..Action::blank(&id, row.kind)
    }
}

/// Nobody judges an effect to the cent.
fn in_whole_units(effect: ActionEffect) -> ActionEffect {
    let rounded = |estimate: Estimate| {
        let whole = |value: f64| {
            if value.abs() < 100.0 {
                value
            } else {
                libm::round(value)
            }
        };
        Estimate::between(
            whole(estimate.low()),
            whole(estimate.base()),
            whole(estimate.high()),
        )
        .unwrap_or(estimate)
    };
    match effect {
        ActionEffect::Yearly(money) => ActionEffect::Yearly(rounded(money)),
        ActionEffect::Once(money) => ActionEffect::Once(rounded(money)),
        lever @ ActionEffect::Lever { .. } => lever,
    }
}

/// The reasons as they stand, to be kept with the action.
fn reason(row: &ProposalRow) -> String {
    let reasons = row.because.iter().map(|reason| {
        let words = [&reason.label, &reason.value, &reason.against];
        let said = words.into_iter().filter(|word| !word.is_empty());
        said.map(String::as_str).collect::<Vec<_>>().join(" ")
    });
    let reasons: Vec<String> = row.promises.iter().cloned().chain(reasons).collect();
    format!("{}. {}", reasons.join("; "), row.turn)
}

fn day(key: &'static str, label: &'static str, day: Option<crate::units::Day>) -> FormField {
    FormField::new(
        key,
        label,
        FormKind::Day,
        day.map_or_else(String::new, |day| day.to_string()),
    )
}

/// Lines of an action that every form of it has: who, when, at what cost, with what effect.
fn common(document: &Document, action: &Action, style: &NumberStyle) -> Vec<FormField> {
    let number = |key, label, value| FormField::new(key, label, FormKind::Number, number_text(value, style));
    let planned = document.plan.actions.iter().map(|action| action.owner.as_str());
    let accounts = document.portfolio.accounts.iter();
    let owners = most_used(planned.chain(accounts.map(|account| account.owner.as_str())));
    let (of, by) = effect_texts(action.effect, style);
    let chance = action
        .probability
        .map_or_else(String::new, |chance| share_text(chance, style));
    vec![
        FormField::new("owner", "Owner", FormKind::Line, action.owner.clone()).suggest(owners),
        day("start", "Start", action.start),
        day("due", "Due", action.due),
        number("cost", "Cost, once", action.cost),
        number("hours", "Our hours", action.hours),
        FormField::new("chance", "Chance of success", FormKind::Number, chance).hint("Such as 60 %."),
        FormField::new(
            "effect_of",
            "If it succeeds it changes",
            FormKind::Choice(EFFECTS.to_vec()),
            of,
        ),
        FormField::new("effect", "By how much", FormKind::Number, by).hint(
            "One number, or low..likely..high. Shares in points, such as 5 %. Leave both empty if nobody can say.",
        ),
        number("lasts", "For how many years", action.lasts_years),
        FormField::new("note", "Note", FormKind::Long, action.note.clone()),
    ]
}

fn effect_texts(effect: Option<ActionEffect>, style: &NumberStyle) -> (String, String) {
    let money = |of: &str, money| (of.to_owned(), estimate_text(Some(money), style));
    match effect {
        None => (String::new(), String::new()),
        Some(ActionEffect::Yearly(amount)) => money(EFFECTS[0], amount),
        Some(ActionEffect::Once(amount)) => money(EFFECTS[1], amount),
        Some(ActionEffect::Lever { lever, by }) => (lever.word().to_owned(), estimate_text(Some(by), style)),
    }
}

/// The form in which a proposal is accepted.
pub fn accept_form(document: &Document, action: &Action, style: &NumberStyle) -> Vec<FormField> {
    common(document, action, style)
}

/// The form of an action: everything it has but what became of it.
pub fn action_form(document: &Document, action: &Action, style: &NumberStyle) -> Vec<FormField> {
    let kinds = ActionKind::ALL.iter().map(|kind| kind.word()).collect();
    let statuses = ActionStatus::ALL.iter().map(|status| status.word()).collect();
    let accounts: Vec<String> = (action.accounts.iter())
        .map(|account| name_of(document, account))
        .collect();
    let groups = most_used(document.plan.actions.iter().map(|action| action.group.as_str()));
    let mut fields = vec![
        FormField::new("name", "What is done", FormKind::Line, action.name.clone()),
        FormField::new("accounts", "For whom", FormKind::Line, accounts.join("; "))
            .hint("Names or ids, with a semicolon between them. Empty: for nobody in particular.")
            .suggest(names(document, &AccountId::new(""))),
        FormField::new(
            "kind",
            "What it is for",
            FormKind::Choice(kinds),
            action.kind.word().to_owned(),
        ),
        FormField::new(
            "status",
            "How far it is",
            FormKind::Choice(statuses),
            action.status.word().to_owned(),
        ),
    ];
    fields.extend(common(document, action, style));
    fields.push(
        FormField::new("group", "Only one of", FormKind::Line, action.group.clone())
            .hint("A name several actions share of which only one is to be done.")
            .suggest(groups),
    );
    fields
}

/// The form in which an action is closed with what it came to.
pub fn done_form(document: &Document, action: &Action, style: &NumberStyle) -> Vec<FormField> {
    vec![
        FormField::new(
            "actual",
            "Money its effect came to",
            FormKind::Number,
            number_text(action.actual, style),
        )
        .hint("All of it, before what it cost. Leave it empty while nobody can say."),
        day(
            "actual_day",
            "Known on",
            action.actual_day.or(Some(document.as_of)),
        ),
        FormField::new("note", "Note", FormKind::Long, action.note.clone()),
    ]
}

/// The form in which a proposal is postponed.
pub fn postpone_form(document: &Document) -> Vec<FormField> {
    vec![
        day("until", "Ask again on", document.as_of.plus_months(3)),
        FormField::new("note", "Note", FormKind::Long, String::new()),
    ]
}

/// The form in which a proposal is rejected.
pub fn reject_form() -> Vec<FormField> {
    vec![FormField::new("note", "Why not", FormKind::Long, String::new()).hint("For whoever asks again.")]
}

/// Reads the form of an action into `action`; lines the form did not have stay as they are.
///
/// # Errors
/// Every refused line.
pub fn read_action(
    document: &Document,
    mut action: Action,
    texts: &Texts,
    marks: NumberMarks,
) -> Result<Action, Vec<Refusal>> {
    let mut form = FormReader::new(texts, marks);
    if texts.iter().any(|(key, _)| *key == "name") {
        action.name = form.text("name").to_owned();
        if action.name.is_empty() {
            form.refuse("name", "Write what is done.");
        }
        action.accounts = read_accounts(document, &action, &mut form);
        action.kind = form.choice("kind", ActionKind::ALL, ActionKind::from_word);
        action.status = form.choice("status", ActionStatus::ALL, ActionStatus::from_word);
        action.group = form.text("group").to_owned();
    }
    action.owner = form.text("owner").to_owned();
    (action.start, action.due) = (form.day("start"), form.day("due"));
    if action
        .start
        .zip(action.due)
        .is_some_and(|(start, due)| due < start)
    {
        form.refuse("due", "That is before it starts.");
    }
    action.cost = form.number("cost", 0.0, PLAN_LIMIT);
    action.hours = form.number("hours", 0.0, 1e6);
    action.probability = form.number("chance", 0.0, 1.0).map(Ratio::clamped);
    action.effect = read_effect(&mut form);
    action.lasts_years = form.number("lasts", 0.0, 100.0);
    action.note = form.text("note").to_owned();
    form.done(action)
}

/// Accounts already there keep their places even where their names changed.
fn read_accounts(document: &Document, before: &Action, form: &mut FormReader) -> Vec<AccountId> {
    let mut accounts = Vec::new();
    for text in form.text("accounts").split(';').map(str::trim) {
        if text.is_empty() {
            continue;
        }
        // By its name where the scenario looked through lets it go: it stays the action's.
        let is_meant =
            |id: &AccountId| id.as_str() == text || document.let_go.get(id).is_some_and(|name| name == text);
        let kept = before.accounts.iter().find(|account| is_meant(account));
        match kept.cloned().map_or_else(|| named(document, text), Ok) {
            Ok(account) if accounts.contains(&account) => {}
            Ok(account) => accounts.push(account),
            Err(sentence) => form.refuse("accounts", sentence),
        }
    }
    accounts
}

fn read_effect(form: &mut FormReader) -> Option<ActionEffect> {
    let (of, by) = (form.text("effect_of"), form.text("effect"));
    match (of.is_empty(), by.is_empty()) {
        (true, true) => return None,
        (true, false) => form.refuse("effect_of", "Choose what changes by that."),
        (false, true) => form.refuse("effect", "Write by how much, or choose nothing above."),
        (false, false) => {}
    }
    let lever = Lever::from_word(of);
    let most = lever.map_or(PLAN_LIMIT, |lever| lever.range().1);
    let by = form.estimate("effect", -most, most)?;
    match lever {
        Some(lever) => Some(ActionEffect::Lever { lever, by }),
        None if of == EFFECTS[0] => Some(ActionEffect::Yearly(by)),
        None if of == EFFECTS[1] => Some(ActionEffect::Once(by)),
        None => None,
    }
}

/// Reads what an action came to; it is done then.
///
/// # Errors
/// Every refused line.
pub fn read_done(mut action: Action, texts: &Texts, marks: NumberMarks) -> Result<Action, Vec<Refusal>> {
    let mut form = FormReader::new(texts, marks);
    action.actual = form.number("actual", -PLAN_LIMIT, PLAN_LIMIT);
    action.actual_day = form.day("actual_day");
    action.note = form.text("note").to_owned();
    action.status = ActionStatus::Done;
    form.done(action)
}

/// Reads until when a proposal is postponed.
///
/// # Errors
/// Every refused line.
pub fn read_postponed(
    document: &Document,
    key: &str,
    texts: &Texts,
    marks: NumberMarks,
) -> Result<Answer, Vec<Refusal>> {
    let mut form = FormReader::new(texts, marks);
    let until = form.day("until");
    if form.text("until").is_empty() {
        form.refuse("until", "Choose a day.");
    }
    if until.is_some_and(|until| until <= document.as_of) {
        form.refuse(
            "until",
            "Choose a day after the one the portfolio looks back from.",
        );
    }
    let note = form.text("note").to_owned();
    form.done(Answer {
        proposal: key.to_owned(),
        verdict: AnswerVerdict::PostponedUntil(until.unwrap_or(document.as_of)),
        note,
        day: document.as_of,
    })
}

/// Reads why a proposal is rejected.
pub fn read_rejected(document: &Document, key: &str, texts: &Texts, marks: NumberMarks) -> Answer {
    Answer {
        proposal: key.to_owned(),
        verdict: AnswerVerdict::Rejected,
        note: FormReader::new(texts, marks).text("note").to_owned(),
        day: document.as_of,
    }
}

/// What of an action is written where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InPlace {
    /// Who sees to it.
    Owner,
    /// How far it is.
    Status,
    /// When it begins.
    Start,
    /// When it is to be done.
    Due,
}

impl InPlace {
    /// Stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Status => "status",
            Self::Start => "start",
            Self::Due => "due",
        }
    }
}

/// The action with one part written anew.
///
/// # Errors
/// Why it is refused.
pub fn write_in_place(mut action: Action, part: InPlace, text: &str) -> Result<Action, String> {
    let texts = vec![(part.key(), text.to_owned())];
    let mut form = FormReader::new(&texts, NumberMarks::POINT);
    match part {
        InPlace::Owner => action.owner = form.text("owner").to_owned(),
        InPlace::Status => {
            action.status = form.choice("status", ActionStatus::ALL, ActionStatus::from_word);
        }
        InPlace::Start => action.start = form.day("start"),
        InPlace::Due => action.due = form.day("due"),
    }
    if action
        .start
        .zip(action.due)
        .is_some_and(|(start, due)| due < start)
    {
        form.refuse(part.key(), "It would be due before it starts.");
    }
    let first = |refusals: Vec<Refusal>| refusals.into_iter().next().map(|one| one.sentence);
    form.done(action)
        .map_err(|refusals| first(refusals).unwrap_or_default())
}
