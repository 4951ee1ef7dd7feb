//! What the fictional firm sells, what serving takes, and what it assumes.

use std::sync::Arc;

use both_sides::portfolio::{
    Activity, Assumptions, Capital, Emphasis, ExchangeRate, Judgement, MapSettings, Product, ProductId,
    ServiceDesk,
};
use both_sides::units::{Estimate, Ratio};

/// Segments.
pub const FOOD: &str = "Food & drink";
pub const LIFE: &str = "Life science";
pub const WATER: &str = "Water & energy";
pub const MACHINE: &str = "Machine building";
pub const LOGISTICS: &str = "Logistics";

/// Regions.
pub const NORTH: &str = "North";
pub const CENTRE: &str = "Centre";
pub const SOUTH: &str = "South";

/// Ten products in three groups.
pub fn products() -> Vec<Product> {
    [
        ("flow", "Flow sensor", "Sensors"),
        ("level", "Level probe", "Sensors"),
        ("gas", "Gas detector", "Sensors"),
        ("heat", "Heat strip", "Sensors"),
        ("watch", "Fleet watch", "Software"),
        ("alarm", "Alarm desk", "Software"),
        ("link", "Data link", "Software"),
        ("calibration", "Calibration", "Care"),
        ("training", "Training", "Care"),
        ("care", "Round-the-clock care", "Care"),
    ]
    .into_iter()
    .map(|(id, name, category)| Product {
        id: ProductId(Arc::from(id)),
        name: name.to_owned(),
        category: category.to_owned(),
    })
    .collect()
}

/// Six activities: minutes per event, cost of a minute, avoidable share.
pub fn activities() -> Vec<Activity> {
    [
        ("visit", "Site visit", 240.0, 1.2, 0.5),
        ("call", "Support call", 25.0, 0.96, 0.4),
        ("order", "Order handling", 20.0, 0.75, 0.5),
        ("rush", "Rush delivery", 75.0, 1.12, 0.9),
        ("bench", "On-site calibration", 180.0, 1.15, 0.7),
        ("complaint", "Complaint handling", 150.0, 1.04, 0.8),
    ]
    .into_iter()
    .map(
        |(id, name, minutes_per_event, rate_per_minute, avoidable)| Activity {
            id: id.to_owned(),
            name: name.to_owned(),
            minutes_per_event,
            rate_per_minute,
            avoidable_share: Ratio::clamped(avoidable),
        },
    )
    .collect()
}

/// The firm's assumptions: the defaults, a cost of winning a customer and an exchange table.
pub fn assumptions() -> Assumptions {
    Assumptions {
        acquisition_cost: Estimate::between(6_000.0, 9_000.0, 14_000.0),
        exchange: exchange(),
        emphasis: emphasis(),
        ..Assumptions::default()
    }
}

/// What the firm judges about winning and keeping, all of it invented. One prospect of five won at 1,800 each is the
/// 9,000 a customer costs to win. What a customer brings and how many stay, the accounts say themselves.
fn emphasis() -> Emphasis {
    let mut judged = Emphasis::default();
    for (judgement, value) in [
        (Judgement::AcquisitionSpend, 1_800.0),
        (Judgement::AcquisitionRate, 0.2),
        (Judgement::AcquisitionCeiling, 0.3),
        (Judgement::RetentionSpend, 4_000.0),
        (Judgement::RetentionCeiling, 0.88),
    ] {
        judged.set(judgement, Some(value));
    }
    judged
}

fn exchange() -> Vec<ExchangeRate> {
    [
        ("recommendation", Capital::Reputational, 150.0, 400.0, 900.0),
        ("reference call", Capital::Reputational, 400.0, 800.0, 1_600.0),
        (
            "reference visit",
            Capital::Reputational,
            1_200.0,
            2_500.0,
            5_000.0,
        ),
        (
            "published case",
            Capital::Reputational,
            2_500.0,
            5_000.0,
            10_000.0,
        ),
        ("introduction", Capital::Social, 500.0, 1_500.0, 4_000.0),
        ("referral", Capital::Social, 300.0, 800.0, 2_000.0),
        ("hire", Capital::Human, 6_000.0, 9_000.0, 14_000.0),
        ("training day", Capital::Human, 700.0, 1_000.0, 1_400.0),
        ("idea", Capital::Knowledge, 300.0, 900.0, 3_000.0),
        ("hour", Capital::Knowledge, 60.0, 90.0, 140.0),
        ("test week", Capital::Knowledge, 1_500.0, 3_000.0, 7_000.0),
        ("shortfall forgiven", Capital::Relational, 300.0, 900.0, 2_500.0),
        ("favour", Capital::Relational, 50.0, 150.0, 400.0),
    ]
    .into_iter()
    .filter_map(|(unit, capital, low, base, high)| {
        Some(ExchangeRate {
            unit: unit.to_owned(),
            capital,
            worth: Estimate::between(low, base, high)?,
        })
    })
    .collect()
}

/// The desk that answers: support calls alone come to it, and one promise is not kept.
pub fn service() -> ServiceDesk {
    ServiceDesk {
        activities: ["call".to_owned()].into(),
        staff: 2,
        ..ServiceDesk::default()
    }
}

/// Where the map divides.
pub fn map() -> MapSettings {
    let thresholds = [("value_received", 60.0), ("total_value", 100_000.0)];
    MapSettings {
        thresholds: thresholds
            .map(|(measure, threshold)| (measure.to_owned(), threshold))
            .into(),
        ..MapSettings::default()
    }
}
