//! The columns an accounts table can have: every field, every measure, every extra column.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::measures::{MeasureId, Unit};
use crate::portfolio::{Account, Document, Field, FieldGroup, FieldKind, Shared, extra_columns};

/// One column of the accounts table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnId {
    /// A field; can be edited.
    Field(Field),
    /// A measure; opens its explanation.
    Measure(MeasureId),
    /// A column the import did not know, by its header.
    Extra(Arc<str>),
    /// The zone on the Value Map.
    Zone,
}

/// What a column holds; decides how it is aligned, sorted and filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Words.
    Text,
    /// Numbers.
    Number,
    /// Days.
    Day,
}

/// Columns under one heading of the column chooser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnGroup {
    /// The heading.
    pub title: &'static str,
    /// The columns.
    pub columns: Vec<ColumnId>,
}

/// What of the records decides which columns there are.
#[derive(Clone, Debug)]
pub struct ColumnSupply {
    /// True where an account has orders.
    pub has_orders: bool,
    /// Columns the import did not know, in alphabetical order.
    pub extras: Shared<Vec<String>>,
    of: Shared<Document>,
}

impl ColumnSupply {
    /// Looks through all accounts.
    pub fn new(document: &Shared<Document>) -> Self {
        let accounts = || document.portfolio.accounts.iter();
        Self {
            has_orders: accounts().any(|account| account.orders.is_some()),
            extras: Shared::new(extra_columns(accounts().map(|account| &**account))),
            of: document.clone(),
        }
    }

    /// The same for a changed document: accounts that did not change are not looked at.
    pub fn next(&self, document: &Shared<Document>) -> Self {
        let (before, now) = (&self.of.portfolio.accounts, &document.portfolio.accounts);
        let is_alike = |one: &Account, other: &Account| {
            one.orders.is_some() == other.orders.is_some() && one.extra.keys().eq(other.extra.keys())
        };
        let holds = before.len() == now.len()
            && (before.iter().zip(now)).all(|(one, other)| one.same(other) || is_alike(one, other));
        if !holds {
            return Self::new(document);
        }
        Self {
            of: document.clone(),
            ..self.clone()
        }
    }

    /// True where the columns are the same.
    pub fn offers_the_same(&self, other: &Self) -> bool {
        self.has_orders == other.has_orders && self.extras == other.extras
    }
}

/// Narrowest column, in CSS pixels.
pub const NARROWEST: u16 = 56;
/// Widest column, in CSS pixels.
pub const WIDEST: u16 = 640;

impl ColumnId {
    /// Stable name in stored settings.
    pub fn key(&self) -> String {
        match self {
            Self::Field(field) => format!("field:{}", field.key()),
            Self::Measure(measure) => format!("measure:{}", measure.key()),
            Self::Extra(name) => format!("extra:{name}"),
            Self::Zone => "zone:".to_owned(),
        }
    }

    /// The column with this key; `None` where this version knows no such column.
    pub fn from_key(key: &str) -> Option<Self> {
        let (sort, name) = key.split_once(':')?;
        match sort {
            "field" => Field::from_key(name).map(Self::Field),
            "measure" => MeasureId::from_key(name).map(Self::Measure),
            "extra" => Some(Self::Extra(Arc::from(name))),
            "zone" => Some(Self::Zone),
            _ => None,
        }
    }

    /// Name for people. A field whose name a measure has too says that it is what was stated.
    pub fn label(&self) -> &str {
        match self {
            Self::Field(Field::ShareOfWallet) => "Share of wallet, stated",
            Self::Field(field) => field.label(),
            Self::Measure(measure) => measure.label(),
            Self::Extra(name) => name,
            Self::Zone => "Zone",
        }
    }

    /// One sentence about the column.
    pub fn about(&self) -> String {
        match self {
            Self::Field(Field::Id) => "What orders and events refer to. It cannot be changed.".to_owned(),
            Self::Field(_) => "Can be edited.".to_owned(),
            Self::Measure(measure) => measure.meaning().to_owned(),
            Self::Extra(_) => "From the imported file.".to_owned(),
            Self::Zone => "Where it lies on the Value Map.".to_owned(),
        }
    }

    /// What it holds.
    pub fn nature(&self) -> Nature {
        match self {
            Self::Field(field) => match field.kind() {
                FieldKind::Text | FieldKind::Choice(_) | FieldKind::Tags => Nature::Text,
                FieldKind::Day => Nature::Day,
                _ => Nature::Number,
            },
            Self::Measure(_) => Nature::Number,
            Self::Extra(_) | Self::Zone => Nature::Text,
        }
    }

    /// The field to edit.
    pub const fn field(&self) -> Option<Field> {
        match self {
            Self::Field(field) => Some(*field),
            _ => None,
        }
    }

    /// True where a person may write.
    pub fn is_editable(&self) -> bool {
        self.field().is_some_and(|field| field != Field::Id)
    }

    /// What its header needs, in CSS pixels, up to where a label is cut.
    fn label_width(&self) -> u16 {
        36 + 13 * self.label().len().min(22) as u16 / 2
    }

    /// Width before a person changes it, in CSS pixels.
    pub fn usual_width(&self) -> u16 {
        match self {
            Self::Field(Field::Name) => 220,
            Self::Field(Field::Note | Field::KeyReason) => 240,
            Self::Field(field) => match field.kind() {
                FieldKind::Text | FieldKind::Tags => 130,
                FieldKind::Choice(_) | FieldKind::Day => 116,
                _ => 124.max(self.label_width()),
            },
            Self::Measure(measure) => match measure.unit() {
                Unit::Money | Unit::MoneyPerYear => 124.max(self.label_width()),
                _ => 100.max(self.label_width()),
            },
            Self::Extra(_) | Self::Zone => 130,
        }
    }
}

const fn field(field: Field) -> ColumnId {
    ColumnId::Field(field)
}

const fn measure(measure: MeasureId) -> ColumnId {
    ColumnId::Measure(measure)
}

/// The columns shown before a person chooses.
///
/// Yearly figures are those the orders give; where no account has orders, those that can be typed.
pub fn usual_columns(supply: &ColumnSupply) -> Vec<ColumnId> {
    let yearly = if supply.has_orders {
        [
            measure(MeasureId::Revenue),
            measure(MeasureId::GrossMargin),
            measure(MeasureId::CostToServe),
            measure(MeasureId::Retention),
        ]
    } else {
        [
            field(Field::Revenue),
            field(Field::GrossMargin),
            field(Field::CostToServe),
            field(Field::Retention),
        ]
    };
    let mut columns = vec![
        field(Field::Name),
        field(Field::Kind),
        field(Field::Segment),
        field(Field::Owner),
    ];
    columns.extend(yearly);
    columns.extend([
        measure(MeasureId::ValueReceived),
        measure(MeasureId::CurrentValue),
        measure(MeasureId::RelationshipValue),
        measure(MeasureId::TotalValue),
        ColumnId::Zone,
    ]);
    columns
}

/// Every column there is, by heading.
pub fn all_columns(supply: &ColumnSupply) -> Vec<ColumnGroup> {
    let of = |group: FieldGroup| {
        let fields = Field::ALL
            .iter()
            .copied()
            .filter(move |field| field.group() == group);
        fields.map(ColumnId::Field).collect()
    };
    let mut groups = vec![
        ColumnGroup {
            title: "Who they are",
            columns: of(FieldGroup::Identity),
        },
        ColumnGroup {
            title: "Stated economics",
            columns: of(FieldGroup::Economics),
        },
        ColumnGroup {
            title: "Stated wallet",
            columns: of(FieldGroup::Wallet),
        },
        ColumnGroup {
            title: "Stated ceilings",
            columns: of(FieldGroup::Potential),
        },
        ColumnGroup {
            title: "Relationship",
            columns: of(FieldGroup::Relationship),
        },
        ColumnGroup {
            title: "Worked out",
            columns: MeasureId::ALL
                .iter()
                .copied()
                .map(ColumnId::Measure)
                .chain([ColumnId::Zone])
                .collect(),
        },
    ];
    if !supply.extras.is_empty() {
        let columns = (supply.extras)
            .iter()
            .map(|name| ColumnId::Extra(Arc::from(name.as_str())));
        groups.push(ColumnGroup {
            title: "From your file",
            columns: columns.collect(),
        });
    }
    groups
}

/// `columns` with the name in front, each once, and without extra columns that are gone.
pub fn tidy(columns: &[ColumnId], supply: &ColumnSupply) -> Vec<ColumnId> {
    let mut seen = BTreeSet::from([field(Field::Name)]);
    let mut tidied = vec![field(Field::Name)];
    for column in columns {
        let exists = match column {
            ColumnId::Extra(name) => supply.extras.iter().any(|extra| **extra == **name),
            _ => true,
        };
        if exists && seen.insert(column.clone()) {
            tidied.push(column.clone());
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;

    #[test]
    fn what_is_kept_of_the_columns_is_what_looking_again_finds() {
        let mut document = Shared::new(sample().unwrap());
        let mut supply = ColumnSupply::new(&document);
        let write: fn(&mut Document) = |document| document.portfolio.accounts[2].edit().owner.push('x');
        let add_extra: fn(&mut Document) = |document| {
            let extra = &mut document.portfolio.accounts[2].edit().extra;
            extra.insert("Tier".to_owned(), "A".to_owned());
        };
        let drop_extra: fn(&mut Document) = |document| {
            document.portfolio.accounts[2].edit().extra.remove("Tier");
        };
        let drop_orders: fn(&mut Document) = |document| {
            document
                .portfolio
                .accounts
                .iter_mut()
                .for_each(|account| account.edit().orders = None);
        };
        let drop_account: fn(&mut Document) = |document| drop(document.portfolio.accounts.pop());
        for (change, offers_the_same) in [
            (write, true),
            (add_extra, false),
            (write, true),
            (drop_extra, false),
            (drop_orders, false),
            (drop_account, true),
        ] {
            change(document.edit());
            let next = supply.next(&document);
            let whole = ColumnSupply::new(&document);
            assert!(next.offers_the_same(&whole));
            assert_eq!(next.offers_the_same(&supply), offers_the_same);
            assert_eq!(usual_columns(&next), usual_columns(&whole));
            supply = next;
        }
    }
}
