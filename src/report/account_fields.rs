//! Every field of an account as an account page edits it: grouped, with a hint and what it would add.

use crate::portfolio::{Account, Field, FieldGroup, FieldKind};

use super::form::{FormField, FormKind, sentence};
use super::style::NumberStyle;
use super::table::{editing_text, readable};

/// The groups as the profile sets them, column by column. Ceilings are stated beside the levers they belong to.
pub const COLUMNS: [&[FieldGroup]; 3] = [
    &[FieldGroup::Identity],
    &[FieldGroup::Economics],
    &[FieldGroup::Wallet, FieldGroup::Relationship],
];

/// The fields of a group that are edited among the others. The id stands fast: it is what others refer to.
pub fn fields_of(group: FieldGroup) -> impl Iterator<Item = Field> {
    (Field::ALL.iter().copied()).filter(move |field| field.group() == group && *field != Field::Id)
}

/// Title of a group.
pub const fn group_title(group: FieldGroup) -> &'static str {
    match group {
        FieldGroup::Identity => "Who they are",
        FieldGroup::Economics => "What they pay and cost",
        FieldGroup::Wallet => "What they spend with everybody",
        FieldGroup::Potential => "How far it could go",
        FieldGroup::Relationship => "How close we are",
    }
}

/// The line that edits `field` of `account`.
pub fn form_field(account: &Account, field: Field, style: &NumberStyle) -> FormField {
    let kind = match field.kind() {
        FieldKind::Choice(words) => FormKind::Choice(words.to_vec()),
        FieldKind::Day => FormKind::Day,
        FieldKind::Text if field == Field::Note => FormKind::Long,
        FieldKind::Text | FieldKind::Tags => FormKind::Line,
        _ => FormKind::Number,
    };
    FormField::new(
        field.key(),
        field.label(),
        kind,
        editing_text(account, field, style),
    )
    .hint(hint(field))
}

/// `text` as `field` is to be written, where it can be kept.
///
/// # Errors
/// A sentence that says what is wrong and what would be right.
pub fn accepted(field: Field, text: &str, style: &NumberStyle) -> Result<String, String> {
    readable(field, text, style)
        .map(|text| text.into_owned())
        .map_err(|words| sentence(&words))
}

/// How `field` is written, where that is not plain.
const fn hint(field: Field) -> &'static str {
    match field {
        Field::Tags => "With semicolons between.",
        Field::Parent => "The id of another account.",
        _ if field.takes_estimate() => "One number, or low..base..high.",
        _ => match field.kind() {
            FieldKind::Share | FieldKind::Growth => "Such as 30 %.",
            _ => "",
        },
    }
}

/// What knowing `field` would add; empty where it is only for people to read.
pub const fn would_add(field: Field) -> &'static str {
    match field {
        Field::Segment => "Lets others like it speak for its retention.",
        Field::Owner => "Says who acts.",
        Field::Since => "Gives the length of the relationship.",
        Field::Key => "Marks who must not be lost.",
        Field::KeyReason => "Says why it is a key account.",
        Field::KeyReview => "Says when to look again.",
        Field::EarningModel => "Decides how its lifetime value is worked out.",
        Field::Revenue => "Starts its economics where there is no order log.",
        Field::GrossMargin => "Gives its contribution and current value.",
        Field::CostToServe => "Shows whether we earn or lose on it.",
        Field::AvoidableShare => "Says what releasing it would really save.",
        Field::Retention => "Replaces the estimate from others like it.",
        Field::Renewed | Field::Lost => "Lets its own renewals speak for its retention.",
        Field::Growth => "Replaces the growth assumed for all.",
        Field::Hours => "Compares our attention with its value.",
        Field::AcquisitionCost => "Gives what a referral of it saved.",
        Field::PaymentBehaviour => "Adds to the picture of its payoff.",
        Field::WalletSize => "Gives share of wallet and headroom.",
        Field::Suppliers | Field::OurRank => "Estimates the share of wallet.",
        Field::ShareOfWallet => "Replaces the estimate from our rank.",
        Field::WalletSource => "Lets others trust the wallet.",
        Field::RetentionCeiling
        | Field::ShareCeiling
        | Field::BreadthCeiling
        | Field::MarginCeiling
        | Field::CostFloor => "Replaces what others like it reach.",
        Field::State => "Says how far the relationship has come.",
        Field::ReferenceWillingness => "Shows a reference we could ask for.",
        Field::CameBy => "Says whether our growth is earned.",
        Field::BusinessGrowth | Field::UnitsServed | Field::UnitsTotal => {
            "Adds to the picture of its potential."
        }
        Field::Criticality | Field::Replaceability | Field::Savings => "Shows how much we matter to them.",
        Field::TheirCriticality | Field::TheirReplaceability | Field::TheirSavings => {
            "Shows how much they matter to us."
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portfolio::AccountId;
    use crate::units::Estimate;

    #[test]
    fn every_field_but_the_id_stands_in_one_group_and_reads_back() {
        let all: Vec<Field> = COLUMNS
            .into_iter()
            .flatten()
            .copied()
            .flat_map(fields_of)
            .collect();
        let ceilings = fields_of(FieldGroup::Potential).count();
        assert_eq!(all.len() + ceilings, Field::ALL.len() - 1);
        let style = NumberStyle {
            decimal: ',',
            ..NumberStyle::default()
        };
        let mut account = Account::new(AccountId::new("a"), "Alder");
        account.economics.annual_retention = Estimate::between(0.07, 0.5, 0.925);
        let before = account.clone();
        assert_eq!(
            editing_text(&account, Field::Retention, &style),
            "7 %..50 %..92,5 %"
        );
        for field in all {
            let text = editing_text(&account, field, &style);
            let text = accepted(field, &text, &style).unwrap();
            let value = field.read(&text, style.marks()).unwrap();
            field.set(&mut account, value);
        }
        assert_eq!(account, before);
    }

    #[test]
    fn a_refusal_is_a_sentence() {
        let style = NumberStyle::default();
        let refused = accepted(Field::Revenue, "a lot", &style).unwrap_err();
        assert_eq!(
            refused,
            "\"a lot\" is not a number; leave the cell empty if it is unknown."
        );
        assert_eq!(
            accepted(Field::Name, " ", &style).unwrap_err(),
            "It must not be empty."
        );
    }
}
