//! Which column becomes what: by header, by content, and by what was decided before.

use crate::maths::sort_by;
use crate::portfolio::{Field, FieldKind, ORDER_HISTORY_COLUMN, unguarded_cell};

use super::record_words::kind_of;
use super::synonyms::{meanings, normalised};
use super::{ColumnProfile, RememberedMappings, Role, Sample, Shape, Target};

/// What the lines are and what each column becomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// What the lines are.
    pub shape: Shape,
    /// One per column.
    pub targets: Vec<Target>,
    /// True when the file was written by this app.
    pub is_own: bool,
}

/// Maps every column of a sample.
pub fn map_columns(sample: &Sample, remembered: &RememberedMappings) -> Mapping {
    if let Some((shape, targets)) = own_targets(&sample.columns) {
        return Mapping {
            shape,
            targets,
            is_own: true,
        };
    }
    if !sample.columns.iter().any(|column| column.is_named) {
        return super::content::map_by_content(sample);
    }
    let shape = shape_of(sample, remembered);
    let targets = targets_in(sample, shape, remembered);
    Mapping {
        shape,
        targets,
        is_own: false,
    }
}

/// What each column becomes in a file of this shape.
pub fn targets_in(sample: &Sample, shape: Shape, remembered: &RememberedMappings) -> Vec<Target> {
    let mut targets = vec![None; sample.columns.len()];
    let mut wishes: Vec<(f64, usize, Target)> = Vec::new();
    for (index, column) in sample.columns.iter().enumerate() {
        let known =
            remembered_target(column, remembered).filter(|target| Target::offered(shape).contains(target));
        if let Some(target) = known {
            wishes.push((2.0, index, target));
            continue;
        }
        let each = meanings(&column.header)
            .into_iter()
            .filter_map(|(target, closeness)| Some((closeness, index, in_shape(target, shape)?)));
        wishes.extend(each.filter(|(_, _, target)| suits(column, *target)));
    }
    sort_by(&mut wishes, |one, other| {
        other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
    });
    for (_, index, target) in wishes {
        let is_free = target.repeats() || !targets.contains(&Some(target));
        if targets[index].is_none() && is_free {
            targets[index] = Some(target);
        }
    }
    let filled = targets.into_iter().enumerate();
    filled
        .map(|(index, target)| target.unwrap_or_else(|| unmapped(sample, index, shape)))
        .collect()
}

/// What a column of an order log that says something else becomes: kept when it is the same in every line
/// of an account, left out when it belongs to the line.
fn unmapped(sample: &Sample, index: usize, shape: Shape) -> Target {
    let column = &sample.columns[index];
    if column.n_values == 0 && !column.is_named {
        return Target::LeaveOut;
    }
    match shape {
        Shape::OrderLog if !is_same_per_account(sample, index) => Target::LeaveOut,
        Shape::Events => Target::LeaveOut,
        Shape::Observations if is_rating(column) && meanings(&column.header).is_empty() => {
            Target::DriverRating
        }
        Shape::Observations => Target::LeaveOut,
        Shape::WideSpend if is_spend(column) && meanings(&column.header).is_empty() => Target::Product,
        _ => Target::Extra,
    }
}

fn is_same_per_account(sample: &Sample, index: usize) -> bool {
    let is_account = |column: &ColumnProfile| {
        let target = meanings(&column.header).first().map(|(target, _)| *target);
        matches!(target, Some(Target::Field(Field::Id | Field::Name)))
    };
    let Some(account) = sample.columns.iter().position(is_account) else {
        return false;
    };
    let repeats = sample.columns[account].n_distinct * 10 < sample.columns[account].n_values * 9;
    repeats && follows(sample, account, index)
}

/// True when equal values in column `of` always come with equal values in column `with`.
pub(super) fn follows(sample: &Sample, of: usize, with: usize) -> bool {
    let mut seen = std::collections::BTreeMap::new();
    sample
        .codes
        .iter()
        .all(|codes| match (codes.get(of), codes.get(with)) {
            (Some(&code), Some(&other)) => *seen.entry(code).or_insert(other) == other,
            _ => true,
        })
}

/// The same meaning as this shape of file has it: revenue is of the line in a log and per year in a sheet.
fn in_shape(target: Target, shape: Shape) -> Option<Target> {
    let offered = Target::offered(shape);
    let other = match (shape, target) {
        (Shape::OrderLog, Target::Field(Field::Revenue)) => Target::Role(Role::Revenue),
        (Shape::OrderLog, Target::Field(Field::GrossMargin)) => Target::Role(Role::Profit),
        (Shape::OrderLog, Target::Field(Field::CostToServe)) => Target::Role(Role::Cost),
        (Shape::Events | Shape::Observations, Target::Field(Field::Note)) => Target::Role(Role::RecordNote),
        (Shape::Events, Target::Field(Field::Kind)) => Target::Role(Role::EventKind),
        (Shape::Events | Shape::Observations, Target::Role(Role::OrderId)) => Target::Role(Role::RecordId),
        (Shape::Observations, Target::Role(Role::Channel)) => Target::Role(Role::Post),
        (Shape::Accounts | Shape::WideSpend, Target::Role(Role::Revenue)) => Target::Field(Field::Revenue),
        (Shape::Accounts | Shape::WideSpend, Target::Role(Role::Profit)) => Target::Field(Field::GrossMargin),
        _ => target,
    };
    offered.contains(&other).then_some(other)
}

/// True when the column's values can be read as the target wants them.
fn suits(column: &ColumnProfile, target: Target) -> bool {
    let half = |n: u32| column.n_values == 0 || n * 2 >= column.n_values;
    match target {
        Target::Field(field) => match field.kind() {
            FieldKind::Text | FieldKind::Tags => true,
            FieldKind::Choice(words) => {
                let is_word = |example: &String| words.iter().any(|word| word.eq_ignore_ascii_case(example));
                column.examples.is_empty() || column.examples.iter().any(is_word)
            }
            FieldKind::Day => half(column.days.n_days()),
            _ => {
                half(column.numbers.n_numbers())
                    || column.examples.iter().any(|example| example.contains(".."))
            }
        },
        Target::Role(Role::Date) => half(column.days.n_days()),
        Target::Role(role) if let Some(FieldKind::Choice(words)) = kind_of(role, Shape::Events) => {
            let is_word = |example: &String| words.iter().any(|word| word.eq_ignore_ascii_case(example));
            column.examples.is_empty() || column.examples.iter().any(is_word)
        }
        Target::Role(role) if role.is_number() => half(column.numbers.n_numbers()),
        _ => true,
    }
}

fn shape_of(sample: &Sample, remembered: &RememberedMappings) -> Shape {
    let best: Vec<Option<Target>> = sample
        .columns
        .iter()
        .map(|column| best_meaning(column, remembered))
        .collect();
    let has = |target: Target| best.contains(&Some(target));
    let role = |role| has(Target::Role(role));
    if role(Role::Frequency) && (role(Role::Recency) || role(Role::Age)) {
        return Shape::RepeatSummary;
    }
    if let Some(shape) = shape_of_records(sample, &best) {
        return shape;
    }
    let account = best
        .iter()
        .position(|target| *target == Some(Target::Field(Field::Id)))
        .or_else(|| {
            best.iter()
                .position(|target| *target == Some(Target::Field(Field::Name)))
        });
    let repeats = account.is_some_and(|at| {
        let column = &sample.columns[at];
        column.n_values > 1 && column.n_distinct * 20 < column.n_values * 19
    });
    let has_amount = role(Role::Revenue)
        || role(Role::UnitPrice)
        || role(Role::Quantity)
        || has(Target::Field(Field::Revenue));
    let is_line = [
        Role::Quantity,
        Role::UnitPrice,
        Role::ProductId,
        Role::ProductName,
        Role::Discount,
    ]
    .into_iter()
    .any(role);
    if has_amount && (role(Role::OrderId) || (role(Role::Date) && (repeats || is_line || account.is_none())))
    {
        return Shape::OrderLog;
    }
    let states_margin = has(Target::Field(Field::GrossMargin)) || has(Target::Field(Field::Retention));
    if has_amount && role(Role::Date) && !states_margin {
        return Shape::OrderLog;
    }
    let is_unmatched_spend =
        |(column, target): &(&ColumnProfile, &Option<Target>)| target.is_none() && is_spend(column);
    let n_spend = sample
        .columns
        .iter()
        .zip(&best)
        .filter(is_unmatched_spend)
        .count();
    let states_money = has(Target::Field(Field::Revenue)) || has(Target::Field(Field::GrossMargin));
    if n_spend >= 2 && !states_money && !repeats {
        return Shape::WideSpend;
    }
    Shape::Accounts
}

/// Events name what happened and somebody; answers name a driver, or rate several in columns of their own.
fn shape_of_records(sample: &Sample, best: &[Option<Target>]) -> Option<Shape> {
    let has = |target: Target| best.contains(&Some(target));
    let role = |role| has(Target::Role(role));
    let is_named = has(Target::Field(Field::Id)) || has(Target::Field(Field::Name));
    let is_with_somebody = is_named || role(Role::Giver) || role(Role::Receiver);
    if role(Role::EventKind) && is_with_somebody {
        return Some(Shape::Events);
    }
    let rates = role(Role::Rating) || role(Role::NextBest);
    if is_named && role(Role::Driver) && rates {
        return Some(Shape::Observations);
    }
    let asks = role(Role::Respondent)
        || role(Role::Satisfaction)
        || role(Role::Recommend)
        || role(Role::Intention)
        || role(Role::Post);
    let may_rate = |target: &Option<Target>| target.is_none_or(|target| target == Target::DriverRating);
    let columns = sample.columns.iter().zip(best);
    let n_rated = columns
        .filter(|(column, target)| may_rate(target) && is_rating(column))
        .count();
    (is_named && asks && (n_rated >= 2 || rates)).then_some(Shape::Observations)
}

/// True for numbers that may be answers on a scale up to ten.
fn is_rating(column: &ColumnProfile) -> bool {
    column.is_named && column.is_number() && !column.is_day() && column.numbers.largest <= 10.0
}

fn best_meaning(column: &ColumnProfile, remembered: &RememberedMappings) -> Option<Target> {
    let suiting = |target: &Target| suits(column, *target);
    remembered_target(column, remembered).or_else(|| {
        let mut all = meanings(&column.header).into_iter().map(|(target, _)| target);
        all.find(suiting)
    })
}

/// True for numbers that may be amounts: not all of them the same, not counting upwards.
fn is_spend(column: &ColumnProfile) -> bool {
    column.is_named && column.is_number() && !column.is_day() && column.n_distinct > 1
}

fn remembered_target(column: &ColumnProfile, remembered: &RememberedMappings) -> Option<Target> {
    remembered
        .get(&normalised(&column.header))
        .and_then(|key| Target::from_key(key))
}

/// What to remember of a mapping the person accepted.
pub fn remember(headers: impl Iterator<Item = (String, Target)>, remembered: &mut RememberedMappings) {
    for (header, target) in headers {
        remembered.insert(normalised(&header), target.key());
    }
}

/// The columns of a table this app wrote itself: records by their whole header, else as [`own_account_targets`].
fn own_targets(columns: &[ColumnProfile]) -> Option<(Shape, Vec<Target>)> {
    let is_header = |header: &[(&str, Target)]| {
        columns.len() == header.len()
            && columns
                .iter()
                .zip(header)
                .all(|(column, (name, _))| column.header == *name)
    };
    let own = [
        (Shape::Events, OWN_EVENTS),
        (Shape::Observations, OWN_OBSERVATIONS),
    ];
    match own.into_iter().find(|(_, header)| is_header(header)) {
        Some((shape, header)) => Some((shape, header.iter().map(|(_, target)| *target).collect())),
        None => own_account_targets(columns).map(|targets| (Shape::Accounts, targets)),
    }
}

/// Header of the value events this app writes.
pub(crate) const OWN_EVENTS: &[(&str, Target)] = &[
    ("id", Target::Role(Role::RecordId)),
    ("giver_id", Target::Role(Role::Giver)),
    ("receiver_id", Target::Role(Role::Receiver)),
    ("date", Target::Role(Role::Date)),
    ("kind", Target::Role(Role::EventKind)),
    ("capital", Target::Role(Role::Capital)),
    ("quantity", Target::Role(Role::Quantity)),
    ("unit", Target::Role(Role::NativeUnit)),
    ("status", Target::Role(Role::OutcomeStatus)),
    ("outcome_account_id", Target::Role(Role::OutcomeAccount)),
    ("money_low", Target::Role(Role::WorthLow)),
    ("money", Target::Role(Role::Worth)),
    ("money_high", Target::Role(Role::WorthHigh)),
    ("basis", Target::Role(Role::Basis)),
    ("note", Target::Role(Role::RecordNote)),
    ("source", Target::Role(Role::RecordSource)),
];

/// Header of the answers this app writes.
pub(crate) const OWN_OBSERVATIONS: &[(&str, Target)] = &[
    ("id", Target::Role(Role::RecordId)),
    ("account_id", Target::Field(Field::Id)),
    ("respondent", Target::Role(Role::Respondent)),
    ("date", Target::Role(Role::Date)),
    ("listening_post", Target::Role(Role::Post)),
    ("driver", Target::Role(Role::Driver)),
    ("importance", Target::Role(Role::Importance)),
    ("our_rating", Target::Role(Role::Rating)),
    ("next_best_rating", Target::Role(Role::NextBest)),
    ("satisfaction", Target::Role(Role::Satisfaction)),
    ("intention", Target::Role(Role::Intention)),
    ("recommend", Target::Role(Role::Recommend)),
    ("value_in_use", Target::Role(Role::ValueInUse)),
    ("note", Target::Role(Role::RecordNote)),
];

/// Field keys, measures behind `= `, extra fields by name.
fn own_account_targets(columns: &[ColumnProfile]) -> Option<Vec<Target>> {
    let first = columns.first()?;
    if first.header != Field::Id.key() || columns.get(1)?.header != Field::Name.key() {
        return None;
    }
    let target = |column: &ColumnProfile| match unguarded_cell(&column.header) {
        ORDER_HISTORY_COLUMN => Target::OrderHistory,
        header if header.starts_with("= ") => Target::LeaveOut,
        header => Field::from_key(header).map_or(Target::Extra, Target::Field),
    };
    Some(columns.iter().map(target).collect())
}

/// The name of an extra field as it was before this app wrote it into a header.
pub(super) fn own_header(header: &str) -> &str {
    let header = unguarded_cell(header);
    match header.strip_prefix("extra ") {
        Some(name)
            if Field::from_key(name).is_some() || name == ORDER_HISTORY_COLUMN || name.starts_with("= ") =>
        {
            name
        }
        _ => header,
    }
}
