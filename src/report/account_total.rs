//! How the total value adds up, and the exchange as two bars.

use crate::measures::{MeasureId, Valuation};

use super::account_figures::{Figure, figure};
use super::style::NumberStyle;

/// One step of the way from nothing to the total.
#[derive(Clone, Debug, PartialEq)]
pub struct TotalStep {
    /// What it is.
    pub label: String,
    /// The number.
    pub figure: Figure,
    /// True where it is taken off.
    pub is_taken_off: bool,
    /// True for the sum at the end.
    pub is_sum: bool,
    /// Ends of its bar, 0 to 1 of the drawn range; `None` where there is nothing to draw.
    pub bar: Option<(f64, f64)>,
}

/// The total value as steps whose bars stand where the last one ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TotalReport {
    /// The steps in order; the total is last.
    pub steps: Vec<TotalStep>,
    /// Where zero stands, 0 to 1.
    pub zero: f64,
    /// Says that the parts add up, and what is missing among them.
    pub check: String,
    /// True where the parts that are known add up to the total.
    pub adds_up: bool,
}

const PARTS: [(MeasureId, bool); 8] = [
    (MeasureId::CurrentValue, false),
    (MeasureId::AttributedIn, false),
    (MeasureId::AttributedOut, true),
    (MeasureId::SavedAcquisition, false),
    (MeasureId::Knowledge, false),
    (MeasureId::Innovation, false),
    (MeasureId::Human, false),
    (MeasureId::Reputation, false),
];

/// How the total value of the account in `row` adds up.
pub fn total(valuation: &Valuation, row: usize, style: &NumberStyle) -> TotalReport {
    let value = |measure| valuation.get(measure, row).value;
    let mut reached = 0.0;
    let mut ends = vec![0.0];
    let mut bars = Vec::new();
    for (measure, is_taken_off) in PARTS {
        bars.push(value(measure).map(|part| {
            let next = if is_taken_off {
                reached - part
            } else {
                reached + part
            };
            let bar = (reached, next);
            reached = next;
            ends.push(next);
            bar
        }));
    }
    let total = value(MeasureId::TotalValue);
    bars.push(total.map(|total| (0.0, total)));
    ends.extend(total);
    let low = ends.iter().copied().fold(0.0, f64::min);
    let high = ends.iter().copied().fold(0.0, f64::max);
    let place = |at: f64| {
        if high > low {
            (at - low) / (high - low)
        } else {
            0.0
        }
    };
    let steps = (PARTS.into_iter().chain([(MeasureId::TotalValue, false)]))
        .zip(bars)
        .map(|((measure, is_taken_off), bar)| TotalStep {
            label: if is_taken_off {
                format!("less {}", measure.label().to_lowercase())
            } else {
                measure.label().to_owned()
            },
            figure: figure(valuation, measure, row, style),
            is_taken_off,
            is_sum: measure == MeasureId::TotalValue,
            bar: bar
                .filter(|(from, to)| from != to)
                .map(|(from, to)| (place(from.min(to)), place(from.max(to)))),
        })
        .collect();
    let adds_up = total.is_some_and(|total| (total - reached).abs() <= 1e-6 * total.abs().max(1.0));
    TotalReport {
        steps,
        zero: place(0.0),
        check: check(valuation, row, reached, style),
        adds_up,
    }
}

fn check(valuation: &Valuation, row: usize, reached: f64, style: &NumberStyle) -> String {
    let unknown: Vec<&str> = (PARTS.iter())
        .filter(|(measure, _)| valuation.get(*measure, row).value.is_none())
        .map(|(measure, _)| measure.label())
        .collect();
    let Some(total) = valuation.get(MeasureId::TotalValue, row).value else {
        return "There is no total value yet: the parts above say what is missing.".to_owned();
    };
    let shown = |value: f64| libm::round(value);
    let rounded: f64 = (PARTS.iter())
        .filter_map(|(measure, is_taken_off)| {
            let part = valuation.get(*measure, row).value?;
            Some(if *is_taken_off { -shown(part) } else { shown(part) })
        })
        .sum();
    let sum = style.money(reached);
    let mut sentence = if unknown.is_empty() {
        format!("The parts add up to {sum}.")
    } else {
        format!(
            "The parts that are known add up to {sum}; not known and not counted: {}.",
            super::account_received::joined(&unknown, "and").to_lowercase()
        )
    };
    if rounded != shown(total) {
        sentence.push_str(" Each is rounded for reading, so the last digit may differ.");
    }
    sentence
}

/// One side of the exchange as a bar with its own, labelled scale.
#[derive(Clone, Debug, PartialEq)]
pub struct ExchangeSide {
    /// The number.
    pub figure: Figure,
    /// Length of the bar on its own scale, 0 to 1; `None` where it is unknown.
    pub part: Option<f64>,
    /// Where the doubt begins and ends on the same scale.
    pub doubt: Option<(f64, f64)>,
    /// What the scale is: "index, 0 to 100".
    pub scale: String,
}

/// The exchange between the two, each side in its own unit.
#[derive(Clone, Debug, PartialEq)]
pub struct ExchangeReport {
    /// What they gain: an index.
    pub theirs: ExchangeSide,
    /// What we gain: money.
    pub ours: ExchangeSide,
    /// Where both are money per year: their surplus beside our contribution, in a sentence.
    pub in_money: Option<String>,
    /// Their share of what is created per year, where both sides gain.
    pub their_share: Option<f64>,
}

/// The exchange with the account in `row`.
pub fn exchange(valuation: &Valuation, row: usize, style: &NumberStyle) -> ExchangeReport {
    let received = valuation.get(MeasureId::ValueReceived, row);
    let total = valuation.get(MeasureId::TotalValue, row);
    let known = || valuation.column(MeasureId::TotalValue).known();
    let largest = known().map(|(_, value)| value.abs()).fold(0.0, f64::max);
    let on_scale = |value: f64| {
        if largest > 0.0 {
            (value.abs() / largest).min(1.0)
        } else {
            0.0
        }
    };
    let rank = total.value.map(|own| {
        (
            1 + known().filter(|(_, value)| *value > own).count(),
            known().count(),
        )
    });
    let ours_scale = rank.map_or_else(
        || "money, not known yet".to_owned(),
        |(rank, n)| {
            format!(
                "money, number {rank} of {n}; the bar ends at {}",
                style.money_short(largest)
            )
        },
    );
    let (in_money, their_share) = in_money(valuation, row, style);
    ExchangeReport {
        theirs: ExchangeSide {
            figure: figure(valuation, MeasureId::ValueReceived, row, style),
            part: received.value.map(|value| value / 100.0),
            doubt: received
                .interval
                .map(|interval| (interval.low / 100.0, interval.high / 100.0)),
            scale: "index, 0 to 100".to_owned(),
        },
        ours: ExchangeSide {
            figure: figure(valuation, MeasureId::TotalValue, row, style),
            part: total.value.map(on_scale),
            doubt: total
                .interval
                .filter(|interval| interval.low >= 0.0)
                .map(|interval| (on_scale(interval.low), on_scale(interval.high))),
            scale: ours_scale,
        },
        in_money,
        their_share,
    }
}

fn in_money(valuation: &Valuation, row: usize, style: &NumberStyle) -> (Option<String>, Option<f64>) {
    let value = |measure| valuation.get(measure, row).value;
    let (Some(surplus), Some(contribution)) = (value(MeasureId::Surplus), value(MeasureId::Contribution))
    else {
        return (None, None);
    };
    let created = surplus + contribution;
    if surplus < 0.0 || contribution < 0.0 || created <= 0.0 {
        let sentence = format!(
            "In money per year: they {} {}, we {} {}.",
            if surplus < 0.0 { "lose" } else { "gain" },
            style.money(surplus.abs()),
            if contribution < 0.0 { "lose" } else { "gain" },
            style.money(contribution.abs()),
        );
        return (Some(sentence), None);
    }
    let sentence = format!(
        "In money per year the exchange creates {}: they keep {} as surplus, we keep {} as contribution.",
        style.money(created),
        style.money(surplus),
        style.money(contribution)
    );
    (Some(sentence), Some(surplus / created))
}
