//! The assumptions as fields to read and to write.

use crate::portfolio::{
    Assumptions, CountingConvention, FieldError, FieldKind, FieldValue, Judgement, ListeningPost,
    NumberMarks, PaymentTiming, read_number,
};
use crate::units::{Estimate, Rate, Ratio, Years};

use super::style::NumberStyle;

/// An assumption that is one number or one estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssumptionField {
    /// Discount rate per year.
    DiscountRate,
    /// Years that count.
    Horizon,
    /// Growth of contribution per year.
    Growth,
    /// Gross margin where none is known.
    GrossMarginRatio,
    /// Retention where nothing is known.
    PriorRetention,
    /// Weight of the segment's retention.
    PriorStrength,
    /// Cost of winning a customer.
    AcquisitionCost,
    /// Half-life of evidence.
    EvidenceHalfLife,
    /// How much an answer heard there counts.
    PostWeight(ListeningPost),
    /// Reference uses per quarter that are allowed.
    ReferenceLimit,
    /// What is judged about winning and keeping; asked on the page of emphasis.
    Judged(Judgement),
}

impl AssumptionField {
    /// Every one, in reading order.
    pub const ALL: &'static [Self] = &[
        Self::DiscountRate,
        Self::Horizon,
        Self::Growth,
        Self::GrossMarginRatio,
        Self::PriorRetention,
        Self::PriorStrength,
        Self::AcquisitionCost,
        Self::EvidenceHalfLife,
        Self::PostWeight(ListeningPost::Survey),
        Self::PostWeight(ListeningPost::Interview),
        Self::PostWeight(ListeningPost::Support),
        Self::PostWeight(ListeningPost::Sales),
        Self::PostWeight(ListeningPost::Review),
        Self::ReferenceLimit,
    ];

    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::DiscountRate => "Discount rate per year",
            Self::Horizon => "Years that count",
            Self::Growth => "Growth of contribution per year",
            Self::GrossMarginRatio => "Gross margin where none is known",
            Self::PriorRetention => "Retention where nothing is known",
            Self::PriorStrength => "Weight of the segment's retention, in periods",
            Self::AcquisitionCost => "Cost of winning a customer",
            Self::EvidenceHalfLife => "Half-life of evidence, in years",
            Self::PostWeight(ListeningPost::Survey) => "Weight of surveys",
            Self::PostWeight(ListeningPost::Interview) => "Weight of interviews",
            Self::PostWeight(ListeningPost::Support) => "Weight of what support hears",
            Self::PostWeight(ListeningPost::Sales) => "Weight of what our sales team says",
            Self::PostWeight(ListeningPost::Review) => "Weight of public reviews",
            Self::ReferenceLimit => "Uses as a reference per quarter, at most",
            Self::Judged(Judgement::Margin) => "Contribution of a customer per year",
            Self::Judged(Judgement::AcquisitionSpend) => "Spent per prospect today",
            Self::Judged(Judgement::AcquisitionRate) => "Prospects won at that",
            Self::Judged(Judgement::AcquisitionCeiling) => "Prospects won at most",
            Self::Judged(Judgement::RetentionSpend) => "Spent per customer and year today",
            Self::Judged(Judgement::RetentionRate) => "Customers kept at that",
            Self::Judged(Judgement::RetentionCeiling) => "Customers kept at most",
        }
    }

    /// What it does and how to write it.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::DiscountRate => "Money of next year counts this much less today.",
            Self::Horizon => "Leave empty for no end.",
            Self::Growth => "Used where an account states none.",
            Self::GrossMarginRatio => {
                "Share of revenue, such as 30 % or 20 %..30 %..40 %. Leave empty to keep it unknown."
            }
            Self::PriorRetention => {
                "The start for accounts without any evidence. Leave empty to keep it unknown."
            }
            Self::PriorStrength => {
                "As many periods as the segment's mean counts when an account's own evidence is weighed."
            }
            Self::AcquisitionCost => {
                "Saved when a referral brings a customer. One number or low..base..high; empty is unknown."
            }
            Self::EvidenceHalfLife => "What was said this long ago counts half.",
            Self::PostWeight(ListeningPost::Sales) => {
                "From 0 to 1. They answer for the customer: lower it to hear the customer first; 0 leaves them out."
            }
            Self::PostWeight(_) => {
                "From 0 to 1: how much an answer heard there counts against others; 0 leaves them out."
            }
            Self::ReferenceLimit => {
                "An account that was used more often over the last year is named in a warning."
            }
            Self::Judged(Judgement::Margin) => {
                "Before what is spent on keeping it. Leave empty for the mean of the accounts shown."
            }
            Self::Judged(Judgement::AcquisitionSpend) => {
                "All marketing and selling to people who do not buy yet, divided by their number."
            }
            Self::Judged(Judgement::RetentionSpend) => {
                "All that is spent so that customers stay, divided by their number."
            }
            Self::Judged(Judgement::RetentionRate) => {
                "Leave empty for the mean retention of the accounts shown."
            }
            Self::Judged(Judgement::AcquisitionRate) => "Share of them that becomes a customer.",
            Self::Judged(Judgement::AcquisitionCeiling | Judgement::RetentionCeiling) => {
                "Your judgement: the share with all the money in the world. Above the one today."
            }
        }
    }

    const fn kind(self) -> FieldKind {
        match self {
            Self::DiscountRate | Self::Growth => FieldKind::Growth,
            Self::GrossMarginRatio | Self::PriorRetention => FieldKind::Share,
            Self::AcquisitionCost => FieldKind::Money,
            Self::Judged(judgement) if judgement.is_share() => FieldKind::Share,
            Self::Judged(_) => FieldKind::Money,
            Self::Horizon => FieldKind::Count,
            Self::PriorStrength | Self::EvidenceHalfLife | Self::PostWeight(_) | Self::ReferenceLimit => {
                FieldKind::Number {
                    low: 0.0,
                    high: 1000.0,
                }
            }
        }
    }

    fn value(self, assumptions: &Assumptions) -> FieldValue {
        let number = |value: f64| FieldValue::Number(value);
        let estimate = |value: Option<Estimate>| match value {
            None => FieldValue::Empty,
            Some(value) if value.is_exact() => FieldValue::Number(value.base()),
            Some(value) => FieldValue::Estimate(value),
        };
        match self {
            Self::DiscountRate => number(assumptions.discount_rate.get()),
            Self::Horizon => assumptions
                .horizon
                .map_or(FieldValue::Empty, |years| number(f64::from(years))),
            Self::Growth => number(assumptions.growth.get()),
            Self::GrossMarginRatio => estimate(assumptions.gross_margin_ratio),
            Self::PriorRetention => assumptions
                .prior_retention
                .map_or(FieldValue::Empty, |mean| number(mean.get())),
            Self::PriorStrength => number(assumptions.prior_strength),
            Self::AcquisitionCost => estimate(assumptions.acquisition_cost),
            Self::EvidenceHalfLife => number(assumptions.evidence_half_life.get()),
            Self::PostWeight(post) => number(assumptions.post_weight(post)),
            Self::ReferenceLimit => number(assumptions.reference_limit),
            Self::Judged(judgement) => assumptions
                .emphasis
                .of(judgement)
                .map_or(FieldValue::Empty, number),
        }
    }

    /// The assumption as a person edits it.
    pub fn text(self, assumptions: &Assumptions, style: &NumberStyle) -> String {
        let value = self.value(assumptions);
        match (self.kind(), &value) {
            (FieldKind::Growth | FieldKind::Share, FieldValue::Number(_) | FieldValue::Estimate(_)) => {
                let percent = scaled(&value, 100.0);
                let text = style.field_for_editing(&percent);
                text.split("..")
                    .map(|part| format!("{part} %"))
                    .collect::<Vec<_>>()
                    .join("..")
            }
            _ => style.field_for_editing(&value),
        }
    }

    /// Reads `text` into `assumptions`.
    ///
    /// # Errors
    /// When it is no value of this assumption; the message says what would be.
    pub fn write(
        self,
        assumptions: &mut Assumptions,
        text: &str,
        marks: NumberMarks,
    ) -> Result<(), FieldError> {
        let text = text.trim();
        match self {
            Self::DiscountRate => assumptions.discount_rate = rate(text, marks, 0.0)?,
            Self::Growth => assumptions.growth = rate(text, marks, Rate::LOW)?,
            Self::Horizon => {
                assumptions.horizon =
                    optional(text, |text| within(text, marks, 1.0, 200.0))?.map(|years| years as u16)
            }
            Self::GrossMarginRatio => {
                assumptions.gross_margin_ratio = optional(text, |text| estimate(text, marks, 0.0, 1.0))?;
            }
            Self::PriorRetention => {
                assumptions.prior_retention =
                    optional(text, |text| within(text, marks, 0.0, 1.0))?.map(Ratio::clamped);
            }
            Self::PriorStrength => assumptions.prior_strength = within(text, marks, 0.1, 1000.0)?,
            Self::AcquisitionCost => {
                assumptions.acquisition_cost = optional(text, |text| estimate(text, marks, 0.0, 1e12))?;
            }
            Self::EvidenceHalfLife => {
                assumptions.evidence_half_life = Years::clamped(within(text, marks, 0.05, 1000.0)?)
            }
            Self::PostWeight(post) => {
                let weight = within(text, marks, 0.0, 1.0)?;
                // In full is what counts where nothing is said.
                let weights = assumptions.post_weights.edit();
                weights.remove(&post);
                if weight < 1.0 {
                    weights.insert(post, Ratio::clamped(weight));
                }
            }
            Self::ReferenceLimit => assumptions.reference_limit = within(text, marks, 0.0, 1000.0)?,
            Self::Judged(judgement) => {
                let most = if judgement.is_share() { 1.0 } else { 1e12 };
                let value = optional(text, |text| within(text, marks, 0.0, most))?;
                assumptions.emphasis.set(judgement, value);
            }
        }
        Ok(())
    }
}

/// The words for the two conventions, in the order of [`CONVENTIONS`].
pub const CONVENTIONS: &[(CountingConvention, &str)] = &[
    (CountingConvention::FutureOnly, "Only what is still to come"),
    (CountingConvention::CountToday, "Count today's margin as well"),
];

/// The words for when a year's payments count from, in the order of a list.
pub const TIMINGS: &[(PaymentTiming, &str)] = &[
    (PaymentTiming::End, "The end of the year"),
    (PaymentTiming::Middle, "Its middle, as paid throughout the year"),
    (PaymentTiming::Start, "Its start, as paid in advance"),
];

fn scaled(value: &FieldValue, factor: f64) -> FieldValue {
    // Shares are edited as per cent; rounding hides the 7.000000000000001 of 0.07 × 100.
    let scale = |number: f64| libm::round(number * factor * 1e9) / 1e9;
    match value {
        FieldValue::Number(number) => FieldValue::Number(scale(*number)),
        FieldValue::Estimate(estimate) => Estimate::between(
            scale(estimate.low()),
            scale(estimate.base()),
            scale(estimate.high()),
        )
        .map_or(FieldValue::Empty, FieldValue::Estimate),
        other => other.clone(),
    }
}

fn optional<T>(
    text: &str,
    read: impl FnOnce(&str) -> Result<T, FieldError>,
) -> Result<Option<T>, FieldError> {
    if text.is_empty() {
        Ok(None)
    } else {
        read(text).map(Some)
    }
}

fn rate(text: &str, marks: NumberMarks, low: f64) -> Result<Rate, FieldError> {
    within(text, marks, low, Rate::HIGH).map(Rate::clamped)
}

pub(super) fn within(text: &str, marks: NumberMarks, low: f64, high: f64) -> Result<f64, FieldError> {
    let value = read_number(text, marks).ok_or_else(|| FieldError::NotANumber {
        text: text.to_owned(),
    })?;
    if (low..=high).contains(&value) {
        Ok(value)
    } else {
        Err(FieldError::OutOfRange { value, low, high })
    }
}

pub(super) fn estimate(text: &str, marks: NumberMarks, low: f64, high: f64) -> Result<Estimate, FieldError> {
    let parts: Vec<f64> = text
        .split("..")
        .map(|part| within(part, marks, low, high))
        .collect::<Result<_, _>>()?;
    let made = match parts[..] {
        [one] => Estimate::exact(one),
        [low, base, high] => Estimate::between(low, base, high),
        _ => None,
    };
    made.ok_or_else(|| FieldError::NotInOrder {
        text: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_reads_back_as_the_same() {
        let style = NumberStyle {
            decimal: ',',
            ..NumberStyle::default()
        };
        let mut assumptions = Assumptions {
            discount_rate: Rate::clamped(0.07),
            gross_margin_ratio: Estimate::between(0.2, 0.3, 0.4),
            ..Assumptions::default()
        };
        let before = assumptions.clone();
        for field in AssumptionField::ALL {
            let text = field.text(&assumptions, &style);
            field.write(&mut assumptions, &text, style.marks()).unwrap();
        }
        assert_eq!(assumptions, before);
        assert_eq!(AssumptionField::DiscountRate.text(&assumptions, &style), "7 %");
    }

    #[test]
    fn a_rate_below_zero_is_refused_for_discounting() {
        let refusal =
            AssumptionField::DiscountRate.write(&mut Assumptions::default(), "-5 %", NumberMarks::POINT);
        assert_eq!(
            refusal.map_err(|refusal| refusal.to_string()),
            Err("-0.05 is not between 0 and 10".to_owned())
        );
    }
}
