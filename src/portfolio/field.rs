//! Every editable field of an account, defined once for the table, the account page, import and export.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::units::{Day, Estimate, Money, Rate, Ratio};

use super::account::{Account, AccountId, AccountKind, CameBy, EarningModel, KeyAccount, RelationshipState};
use super::{FieldError, Lever, NumberMarks, read_day, read_number, too_long};

/// What a field holds and how it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldKind {
    /// Free text.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Money, as one number or low..base..high.
    Money,
    /// A share of a whole: 0.45 or 45 %.
    Share,
    /// Change per year: 0.05 or 5 %.
    Growth,
    /// A plain number within a range.
    Number {
        /// Smallest allowed.
        low: f64,
        /// Largest allowed.
        high: f64,
    },
    /// A whole number.
    Count,
    /// A calendar day.
    Day,
    /// Labels with semicolons between.
    Tags,
}

/// Where a field stands on the account page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldGroup {
    /// Who they are.
    Identity,
    /// What we get from them, in money.
    Economics,
    /// What they spend with everybody.
    Wallet,
    /// How far what we get could grow.
    Potential,
    /// How close the two are.
    Relationship,
}

/// The content of a field, ready to be formatted.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// Unknown; never zero.
    Empty,
    /// Free text, a word of a choice, or labels.
    Text(String),
    /// A number; shares and growth as fractions.
    Number(f64),
    /// A number with bounds.
    Estimate(Estimate),
    /// A day.
    Day(Day),
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident, $key:literal, $label:literal, $group:ident, $kind:expr;)+) => {
        /// An editable field of an [`Account`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $name),+ }

        impl Field {
            /// Every field, in the order of a table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Stable name in files.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }

            /// Name for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label),+ }
            }

            /// Where it stands on the account page.
            pub const fn group(self) -> FieldGroup {
                match self { $(Self::$name => FieldGroup::$group),+ }
            }

            /// What it holds.
            pub const fn kind(self) -> FieldKind {
                match self { $(Self::$name => $kind),+ }
            }
        }
    };
}

const KINDS: &[&str] = &[
    "customer",
    "prospect",
    "partner",
    "supplier",
    "employee",
    "alumni",
    "influencer",
    "other",
];
const MODELS: &[&str] = &["contract", "repeat orders", "project", "usage", "one-off"];
const STATES: &[&str] = &["stranger", "acquaintance", "friend", "partner", "lapsed"];
const CAME_BY: &[&str] = &["earned", "bought"];
const YES_NO: &[&str] = &["yes", "no"];
const INDEX: FieldKind = FieldKind::Number {
    low: 0.0,
    high: 100.0,
};

fields! {
    /// Stable identifier.
    Id, "account_id", "Account id", Identity, FieldKind::Text;
    /// Name for people.
    Name, "name", "Name", Identity, FieldKind::Text;
    /// What it is to us.
    Kind, "kind", "Kind", Identity, FieldKind::Choice(KINDS);
    /// The account it belongs to.
    Parent, "parent_id", "Belongs to", Identity, FieldKind::Text;
    /// Segment.
    Segment, "segment", "Segment", Identity, FieldKind::Text;
    /// Region.
    Region, "region", "Region", Identity, FieldKind::Text;
    /// Who looks after it.
    Owner, "owner", "Owner", Identity, FieldKind::Text;
    /// Free labels.
    Tags, "tags", "Tags", Identity, FieldKind::Tags;
    /// First day of the relationship.
    Since, "since", "Since", Identity, FieldKind::Day;
    /// Last day of the relationship.
    Until, "until", "Until", Identity, FieldKind::Day;
    /// Whether it is a key account.
    Key, "key_account", "Key account", Identity, FieldKind::Choice(YES_NO);
    /// Why.
    KeyReason, "key_reason", "Key account because", Identity, FieldKind::Text;
    /// When to look again.
    KeyReview, "key_review", "Key account review", Identity, FieldKind::Day;
    /// How money comes in.
    EarningModel, "earning_model", "Earning model", Economics, FieldKind::Choice(MODELS);
    /// Revenue per year.
    Revenue, "annual_revenue", "Revenue per year", Economics, FieldKind::Money;
    /// Gross margin per year.
    GrossMargin, "gross_margin", "Gross margin per year", Economics, FieldKind::Money;
    /// Cost to serve per year.
    CostToServe, "cost_to_serve", "Cost to serve per year", Economics, FieldKind::Money;
    /// Avoidable share of it.
    AvoidableShare, "avoidable_share", "Avoidable share of cost to serve", Economics, FieldKind::Share;
    /// Probability of staying a year.
    Retention, "annual_retention", "Retention per year", Economics, FieldKind::Share;
    /// Periods renewed.
    Renewed, "periods_renewed", "Periods renewed", Economics, FieldKind::Count;
    /// Periods lost.
    Lost, "periods_lost", "Periods lost", Economics, FieldKind::Count;
    /// Growth of contribution.
    Growth, "annual_growth", "Growth per year", Economics, FieldKind::Growth;
    /// Our hours per year.
    Hours, "annual_hours", "Our hours per year", Economics, FieldKind::Number { low: 0.0, high: 1e6 };
    /// Why it came.
    CameBy, "came_by", "Came to us", Economics, FieldKind::Choice(CAME_BY);
    /// Cost of winning it.
    AcquisitionCost, "acquisition_cost", "Acquisition cost", Economics, FieldKind::Money;
    /// How well they pay.
    PaymentBehaviour, "payment_behaviour", "Payment behaviour (0–100)", Economics, INDEX;
    /// Growth of its own business.
    BusinessGrowth, "business_growth", "Growth of their business per year", Wallet, FieldKind::Growth;
    /// Units that buy from us.
    UnitsServed, "units_served", "Units or sites that buy from us", Wallet, FieldKind::Count;
    /// Units it has.
    UnitsTotal, "units_total", "Units or sites they have", Wallet, FieldKind::Count;
    /// Spend with everybody.
    WalletSize, "wallet_size", "Wallet per year", Wallet, FieldKind::Money;
    /// Suppliers in use.
    Suppliers, "n_suppliers", "Suppliers used", Wallet, FieldKind::Count;
    /// Our place among them.
    OurRank, "our_rank", "Our rank among them", Wallet, FieldKind::Count;
    /// Stated share.
    ShareOfWallet, "share_of_wallet", "Share of wallet", Wallet, FieldKind::Share;
    /// Who said so.
    WalletSource, "wallet_source", "Source of the wallet", Wallet, FieldKind::Text;
    /// Attainable retention.
    RetentionCeiling, "retention_ceiling", "Attainable retention", Potential, FieldKind::Share;
    /// Attainable share of wallet.
    ShareCeiling, "share_of_wallet_ceiling", "Attainable share of wallet", Potential, FieldKind::Share;
    /// Attainable number of products.
    BreadthCeiling, "breadth_ceiling", "Attainable number of products", Potential, FieldKind::Number { low: 0.0, high: 1e6 };
    /// Attainable margin.
    MarginCeiling, "margin_ceiling", "Attainable margin, share of revenue", Potential, FieldKind::Share;
    /// Attainable cost to serve.
    CostFloor, "cost_to_serve_floor", "Attainable cost to serve, share of revenue", Potential, FieldKind::Share;
    /// How far it has come.
    State, "relationship_state", "Relationship state", Relationship, FieldKind::Choice(STATES);
    /// Willingness to be a reference.
    ReferenceWillingness, "reference_willingness", "Reference willingness (0–100)", Relationship, INDEX;
    /// How critical we are to them.
    Criticality, "criticality", "How critical we are to them (0–100)", Relationship, INDEX;
    /// How easily they could replace us.
    Replaceability, "replaceability", "How easily they could replace us (0–100)", Relationship, INDEX;
    /// What we save them.
    Savings, "savings", "How much we save them beside the price (0–100)", Relationship, INDEX;
    /// How critical they are to us.
    TheirCriticality, "their_criticality", "How critical they are to us (0–100)", Relationship, INDEX;
    /// How easily we could replace them.
    TheirReplaceability, "their_replaceability", "How easily we could replace them (0–100)", Relationship, INDEX;
    /// What they save us.
    TheirSavings, "their_savings", "How much they save us (0–100)", Relationship, INDEX;
    /// Free note.
    Note, "note", "Note", Relationship, FieldKind::Text;
}

impl Field {
    /// The field with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.key() == key)
    }

    /// True where low..base..high may be written.
    pub const fn takes_estimate(self) -> bool {
        matches!(
            self,
            Self::Revenue | Self::GrossMargin | Self::CostToServe | Self::Retention | Self::WalletSize
        )
    }

    /// The lever whose ceiling this field states.
    pub const fn lever(self) -> Option<Lever> {
        match self {
            Self::RetentionCeiling => Some(Lever::Retention),
            Self::ShareCeiling => Some(Lever::ShareOfWallet),
            Self::BreadthCeiling => Some(Lever::Breadth),
            Self::MarginCeiling => Some(Lever::Margin),
            Self::CostFloor => Some(Lever::CostToServe),
            _ => None,
        }
    }

    /// What stands in this field of `account`.
    pub fn value(self, account: &Account) -> FieldValue {
        let economics = &account.economics;
        let wallet = &account.wallet;
        match self {
            Self::Id => text(account.id.as_str()),
            Self::Name => text(&account.name),
            Self::Kind => text(account.kind.word()),
            Self::Parent => account
                .parent
                .as_ref()
                .map_or(FieldValue::Empty, |id| text(id.as_str())),
            Self::Segment => text(&account.segment),
            Self::Region => text(&account.region),
            Self::Owner => text(&account.owner),
            Self::Tags => text(&account.tags.join("; ")),
            Self::Since => day(account.since),
            Self::Until => day(account.until),
            Self::Key => account.key.as_ref().map_or(FieldValue::Empty, |_| text("yes")),
            Self::KeyReason => account
                .key
                .as_ref()
                .map_or(FieldValue::Empty, |key| text(&key.reason)),
            Self::KeyReview => day(account.key.as_ref().and_then(|key| key.review)),
            Self::EarningModel => account
                .earning_model
                .map_or(FieldValue::Empty, |model| text(model.word())),
            Self::Revenue => estimate(economics.annual_revenue),
            Self::GrossMargin => estimate(economics.gross_margin),
            Self::CostToServe => estimate(economics.cost_to_serve),
            Self::AvoidableShare => number(economics.avoidable_share.map(Ratio::get)),
            Self::Retention => estimate(economics.annual_retention),
            Self::Renewed => number(account.renewals.map(|seen| f64::from(seen.renewed))),
            Self::Lost => number(account.renewals.map(|seen| f64::from(seen.lost))),
            Self::Growth => number(economics.growth.map(Rate::get)),
            Self::Hours => number(economics.annual_hours),
            Self::CameBy => account.came_by.map_or(FieldValue::Empty, |why| text(why.word())),
            Self::AcquisitionCost => number(economics.acquisition_cost.map(Money::get)),
            Self::PaymentBehaviour => number(economics.payment_behaviour),
            Self::BusinessGrowth => number(economics.business_growth.map(Rate::get)),
            Self::UnitsServed => number(account.units.served.map(f64::from)),
            Self::UnitsTotal => number(account.units.total.map(f64::from)),
            Self::WalletSize => estimate(wallet.annual_size),
            Self::Suppliers => number(wallet.n_suppliers.map(f64::from)),
            Self::OurRank => number(wallet.our_rank.map(f64::from)),
            Self::ShareOfWallet => number(wallet.stated_share.map(Ratio::get)),
            Self::WalletSource => text(&wallet.source),
            Self::RetentionCeiling
            | Self::ShareCeiling
            | Self::BreadthCeiling
            | Self::MarginCeiling
            | Self::CostFloor => number(self.lever().and_then(|lever| account.ceilings.of(lever))),
            Self::State => account
                .state
                .map_or(FieldValue::Empty, |state| text(state.word())),
            Self::ReferenceWillingness => number(account.reference_willingness),
            Self::Criticality => number(account.standing.criticality),
            Self::Replaceability => number(account.standing.replaceability),
            Self::Savings => number(account.standing.savings),
            Self::TheirCriticality => number(account.standing.their_criticality),
            Self::TheirReplaceability => number(account.standing.their_replaceability),
            Self::TheirSavings => number(account.standing.their_savings),
            Self::Note => text(&account.note),
        }
    }

    /// True where the text is the name of something.
    const fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::Segment | Self::Region | Self::Owner)
    }

    /// Reads `content` as this field is written.
    ///
    /// # Errors
    /// When the text is no value of the field; the message says what would be.
    pub fn read(self, content: &str, marks: NumberMarks) -> Result<FieldValue, FieldError> {
        let content = content.trim();
        if content.is_empty() {
            return if matches!(self, Self::Id | Self::Name) {
                Err(FieldError::Empty)
            } else {
                Ok(FieldValue::Empty)
            };
        }
        match self.kind() {
            FieldKind::Text | FieldKind::Tags => match too_long(content) {
                Some(sentence) if self.is_name() => Err(FieldError::TooLong { sentence }),
                _ => Ok(FieldValue::Text(content.to_owned())),
            },
            FieldKind::Choice(words) => read_choice(content, words),
            FieldKind::Day => read_day(content)
                .map(FieldValue::Day)
                .ok_or_else(|| FieldError::NotADay {
                    text: content.to_owned(),
                }),
            FieldKind::Money => self.read_within(content, marks, Money::LOW, Money::HIGH),
            FieldKind::Share => self.read_within(content, marks, 0.0, 1.0),
            FieldKind::Growth => self.read_within(content, marks, Rate::LOW, Rate::HIGH),
            FieldKind::Number { low, high } => self.read_within(content, marks, low, high),
            FieldKind::Count => self.read_within(content, marks, 0.0, f64::from(u32::MAX)),
        }
    }

    fn read_within(
        self,
        content: &str,
        marks: NumberMarks,
        low: f64,
        high: f64,
    ) -> Result<FieldValue, FieldError> {
        let one = |part: &str| {
            let value = read_number(part, marks).ok_or_else(|| FieldError::NotANumber {
                text: part.trim().to_owned(),
            })?;
            if !(low..=high).contains(&value) {
                return Err(FieldError::OutOfRange { value, low, high });
            }
            if self.kind() == FieldKind::Count && value != libm::trunc(value) {
                return Err(FieldError::NotANumber {
                    text: part.trim().to_owned(),
                });
            }
            Ok(value)
        };
        let parts: Vec<&str> = content.split("..").collect();
        match parts[..] {
            [low, base, high] if self.takes_estimate() => {
                Estimate::between(one(low)?, one(base)?, one(high)?)
                    .map(FieldValue::Estimate)
                    .ok_or_else(|| FieldError::NotInOrder {
                        text: content.to_owned(),
                    })
            }
            _ => one(content).map(FieldValue::Number),
        }
    }

    /// Puts `value` into this field of `account`. The id is not changed here: it is what others refer to.
    pub fn set(self, account: &mut Account, value: FieldValue) {
        let words = |value: FieldValue| match value {
            FieldValue::Text(words) => words,
            _ => String::new(),
        };
        let economics = &mut account.economics;
        let wallet = &mut account.wallet;
        match self {
            Self::Id => account.id = AccountId(Arc::from(words(value))),
            Self::Name => account.name = words(value),
            Self::Kind => {
                account.kind = AccountKind::from_word(&words(value)).unwrap_or(AccountKind::Customer)
            }
            Self::Parent => {
                account.parent = Some(words(value))
                    .filter(|id| !id.is_empty())
                    .map(|id| AccountId(Arc::from(id)));
            }
            Self::Segment => account.segment = words(value),
            Self::Region => account.region = words(value),
            Self::Owner => account.owner = words(value),
            Self::Tags => account.tags = split_tags(&words(value)),
            Self::Since => account.since = as_day(&value),
            Self::Until => account.until = as_day(&value),
            Self::Key => match words(value).as_str() {
                "yes" => account.key = Some(account.key.take().unwrap_or_default()),
                _ => account.key = None,
            },
            Self::KeyReason => match words(value) {
                reason if reason.is_empty() && account.key.is_none() => {}
                reason => account.key.get_or_insert_with(KeyAccount::default).reason = reason,
            },
            Self::KeyReview => match as_day(&value) {
                None if account.key.is_none() => {}
                review => account.key.get_or_insert_with(KeyAccount::default).review = review,
            },
            Self::EarningModel => account.earning_model = EarningModel::from_word(&words(value)),
            Self::Revenue => economics.annual_revenue = as_estimate(&value),
            Self::GrossMargin => economics.gross_margin = as_estimate(&value),
            Self::CostToServe => economics.cost_to_serve = as_estimate(&value),
            Self::AvoidableShare => economics.avoidable_share = as_number(&value).map(Ratio::clamped),
            Self::Retention => economics.annual_retention = as_estimate(&value),
            Self::Renewed => set_renewals(account, |seen, count| seen.renewed = count, &value),
            Self::Lost => set_renewals(account, |seen, count| seen.lost = count, &value),
            Self::Growth => economics.growth = as_number(&value).map(Rate::clamped),
            Self::Hours => economics.annual_hours = as_number(&value),
            Self::CameBy => account.came_by = CameBy::from_word(&words(value)),
            Self::AcquisitionCost => economics.acquisition_cost = as_number(&value).map(Money::clamped),
            Self::PaymentBehaviour => economics.payment_behaviour = as_number(&value),
            Self::BusinessGrowth => economics.business_growth = as_number(&value).map(Rate::clamped),
            Self::UnitsServed => account.units.served = as_number(&value).map(|count| count as u32),
            Self::UnitsTotal => account.units.total = as_number(&value).map(|count| count as u32),
            Self::WalletSize => wallet.annual_size = as_estimate(&value),
            Self::Suppliers => wallet.n_suppliers = as_number(&value).map(|count| count as u32),
            Self::OurRank => wallet.our_rank = as_number(&value).map(|count| count as u32),
            Self::ShareOfWallet => wallet.stated_share = as_number(&value).map(Ratio::clamped),
            Self::WalletSource => wallet.source = words(value),
            Self::RetentionCeiling
            | Self::ShareCeiling
            | Self::BreadthCeiling
            | Self::MarginCeiling
            | Self::CostFloor => {
                if let Some(lever) = self.lever() {
                    account.ceilings.set(lever, as_number(&value));
                }
            }
            Self::State => account.state = RelationshipState::from_word(&words(value)),
            Self::ReferenceWillingness => account.reference_willingness = as_number(&value),
            Self::Criticality => account.standing.criticality = as_number(&value),
            Self::Replaceability => account.standing.replaceability = as_number(&value),
            Self::Savings => account.standing.savings = as_number(&value),
            Self::TheirCriticality => account.standing.their_criticality = as_number(&value),
            Self::TheirReplaceability => account.standing.their_replaceability = as_number(&value),
            Self::TheirSavings => account.standing.their_savings = as_number(&value),
            Self::Note => account.note = words(value),
        }
    }

    /// Makes the field unknown again.
    pub fn clear(self, account: &mut Account) {
        if !matches!(self, Self::Id | Self::Name) {
            self.set(account, FieldValue::Empty);
        }
    }
}

impl FieldValue {
    /// The value as files hold it: a point for the decimal mark, no grouping, days as 2026-11-22.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(words) => words.clone(),
            Self::Number(number) => number.to_string(),
            Self::Estimate(estimate) => {
                format!("{}..{}..{}", estimate.low(), estimate.base(), estimate.high())
            }
            Self::Day(day) => day.to_string(),
        }
    }
}

fn set_renewals(account: &mut Account, write: impl Fn(&mut super::Renewals, u32), value: &FieldValue) {
    match as_number(value) {
        Some(count) => write(account.renewals.get_or_insert_default(), count as u32),
        None => {
            let mut seen = account.renewals.unwrap_or_default();
            write(&mut seen, 0);
            account.renewals = Some(seen).filter(|seen| seen.renewed + seen.lost > 0);
        }
    }
}

fn read_choice(content: &str, words: &'static [&'static str]) -> Result<FieldValue, FieldError> {
    let known = words.iter().find(|word| word.eq_ignore_ascii_case(content));
    known
        .map(|word| FieldValue::Text((*word).to_owned()))
        .ok_or_else(|| FieldError::NotAChoice {
            text: content.to_owned(),
            allowed: words.join(", "),
        })
}

fn split_tags(content: &str) -> Vec<String> {
    content
        .split(';')
        .map(str::trim)
        .filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}

fn text(content: &str) -> FieldValue {
    if content.is_empty() {
        FieldValue::Empty
    } else {
        FieldValue::Text(content.to_owned())
    }
}

fn number(value: Option<f64>) -> FieldValue {
    value.map_or(FieldValue::Empty, FieldValue::Number)
}

fn day(value: Option<Day>) -> FieldValue {
    value.map_or(FieldValue::Empty, FieldValue::Day)
}

fn estimate(value: Option<Estimate>) -> FieldValue {
    value.map_or(FieldValue::Empty, |estimate| match estimate.is_exact() {
        true => FieldValue::Number(estimate.base()),
        false => FieldValue::Estimate(estimate),
    })
}

fn as_number(value: &FieldValue) -> Option<f64> {
    match value {
        FieldValue::Number(number) => Some(*number),
        FieldValue::Estimate(estimate) => Some(estimate.base()),
        _ => None,
    }
}

fn as_estimate(value: &FieldValue) -> Option<Estimate> {
    match value {
        FieldValue::Number(number) => Estimate::exact(*number),
        FieldValue::Estimate(estimate) => Some(*estimate),
        _ => None,
    }
}

fn as_day(value: &FieldValue) -> Option<Day> {
    match value {
        FieldValue::Day(day) => Some(*day),
        _ => None,
    }
}

/// Extra columns of all accounts, in alphabetical order.
pub fn extra_columns<'a>(accounts: impl Iterator<Item = &'a Account>) -> Vec<String> {
    let mut seen = BTreeMap::new();
    for account in accounts {
        for name in account.extra.keys() {
            seen.entry(name.clone()).or_insert(());
        }
    }
    seen.into_keys().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_as_the_same() {
        let mut account = Account::new(AccountId::new("a"), "Alder & Co");
        for field in Field::ALL {
            let content = match field.kind() {
                FieldKind::Choice(words) => words[0].to_owned(),
                FieldKind::Day => "2024-02-29".to_owned(),
                FieldKind::Share | FieldKind::Growth => "0.25".to_owned(),
                FieldKind::Tags => "one; two".to_owned(),
                FieldKind::Text => "words".to_owned(),
                _ => "12".to_owned(),
            };
            let value = field.read(&content, NumberMarks::POINT).unwrap();
            field.set(&mut account, value);
            assert_eq!(field.value(&account).plain(), content, "{}", field.key());
        }
        let clearable = || {
            Field::ALL
                .iter()
                .filter(|field| !matches!(field, Field::Id | Field::Name | Field::Kind))
        };
        clearable().for_each(|field| field.clear(&mut account));
        for field in clearable() {
            assert_eq!(field.value(&account), FieldValue::Empty, "{}", field.key());
        }
    }

    #[test]
    fn an_estimate_is_written_low_base_high() {
        let read = |content| Field::Revenue.read(content, NumberMarks::COMMA);
        assert_eq!(
            read("80..100..120,5").map(|value| value.plain()),
            Ok("80..100..120.5".to_owned())
        );
        assert!(matches!(read("120..100..80"), Err(FieldError::NotInOrder { .. })));
        assert!(matches!(
            Field::Retention.read("1.2", NumberMarks::POINT),
            Err(FieldError::OutOfRange { .. })
        ));
    }

    #[test]
    fn a_refusal_stays_short_whatever_was_written() {
        let refusal = |field: Field, content: &str| {
            let read = field.read(content, NumberMarks::POINT);
            read.map_err(|refusal| refusal.to_string())
        };
        assert_eq!(
            refusal(Field::Retention, "1e99"),
            Err("1e99 is not between 0 and 1".to_owned())
        );
        let long = "a".repeat(10_000);
        for field in [
            Field::Revenue,
            Field::Since,
            Field::State,
            Field::Name,
            Field::Segment,
        ] {
            let length = refusal(field, &long).map_err(|sentence| sentence.chars().count() < 300);
            assert_eq!(length, Err(true), "{field:?}");
        }
        assert!(refusal(Field::Note, &long).is_ok(), "a note is no name");
    }
}
