//! Customers where little passes either way, and those of whom too little is known.

use both_sides::portfolio::EarningModel::{Contract, OneOff, RepeatOrders};
use both_sides::portfolio::ListeningPost::{Interview, Review, Sales, Support, Survey};
use both_sides::portfolio::RelationshipState::{Acquaintance, Friend, Lapsed};

use super::catalogue::{CENTRE, FOOD, LIFE, LOGISTICS, MACHINE, NORTH, SOUTH};
use super::orders::OrderPlan;
use super::teller::{NO, Story};

/// The stories, in the order of the portfolio.
pub fn stories() -> Vec<Story> {
    vec![
        blennerby(),
        mosgarrow(),
        crundel(),
        eskdrift(),
        skellan(),
        tollemarsh(),
        ravosel(),
        dorneval(),
        wyckfern(),
    ]
}

fn blennerby() -> Story {
    Story::customer("Blennerby Packs", MACHINE, NORTH, "Jonas")
        .since((2022, 5, 16))
        .is(RepeatOrders, Acquaintance)
        .orders(OrderPlan {
            thousands: [14.0, 22.0, 25.0, 27.0, 22.0],
            per_year: 6,
            margin: Some(0.36),
            mix: &[("level", 2.0), ("flow", 1.0)],
            channels: &[("web shop", 1.0)],
        })
        .stays(0.6, 0.72, 0.84)
        .serve(2_400.0, 3_000.0, 4_000.0)
        .avoidable(0.75)
        .hours(34.0)
        .pays(75.0)
        .wallet(60_000.0, 75_000.0, 90_000.0, "Estimate of the account team")
        .rank(2, 3)
        .critical(20.0)
        .and_others(1)
        .note("Buys on price. Would do as well in the web shop alone.")
        .heard(
            "Buyer",
            (2026, 3, 31),
            Survey,
            [(15, 6, 7), NO, (15, 6, 6), (20, 6, 7), NO, (50, 4, 7)],
        )
        .overall(6, 5, 5)
}

fn mosgarrow() -> Story {
    Story::customer("Mosgarrow Mills", FOOD, NORTH, "Matteo")
        .since((2021, 2, 8))
        .is(RepeatOrders, Acquaintance)
        .orders(OrderPlan {
            thousands: [21.0, 19.0, 20.0, 17.0, 14.0],
            per_year: 4,
            margin: Some(0.37),
            mix: &[("level", 3.0), ("calibration", 1.0)],
            channels: &[("web shop", 2.0), ("account team", 1.0)],
        })
        .stays(0.55, 0.68, 0.8)
        .serve(1_500.0, 2_000.0, 2_800.0)
        .hours(20.0)
        .pays(82.0)
        .rank(3, 3)
        .critical(18.0)
        .note("Shrinking quietly with its own market.")
        .heard(
            "Owner",
            (2024, 9, 18),
            Sales,
            [(25, 5, 6), (25, 4, 6), (20, 4, 6), NO, NO, (30, 4, 6)],
        )
        .overall(5, 4, 4)
}

fn crundel() -> Story {
    Story::customer("Crundel Castings", MACHINE, CENTRE, "Jonas")
        .since((2025, 1, 20))
        .is(OneOff, Acquaintance)
        .revenue(44_000.0, 58_000.0, 70_000.0)
        .margin(18_000.0, 24_000.0, 30_000.0)
        .serve(5_000.0, 7_000.0, 10_000.0)
        .avoidable(0.8)
        .stays(0.5, 0.7, 0.85)
        .hours(110.0)
        .pays(70.0)
        .wallet(90_000.0, 130_000.0, 180_000.0, "Estimate of the account team")
        .rank(2, 2)
        .critical(40.0)
        .and_others(1)
        .note("One furnace line so far. The second is decided in spring.")
        .heard(
            "Foundry manager",
            (2025, 11, 26),
            Interview,
            [(30, 6, 6), (30, 6, 7), (20, 6, 6), (10, 5, 7), NO, (10, 6, 6)],
        )
        .overall(6, 6, 6)
}

fn eskdrift() -> Story {
    Story::customer("Eskdrift Parcels", LOGISTICS, CENTRE, "Jonas")
        .since((2019, 4, 15))
        .is(RepeatOrders, Acquaintance)
        .key("Largest revenue", (2026, 12, 1))
        .orders(OrderPlan {
            thousands: [310.0, 352.0, 391.0, 418.0, 372.0],
            per_year: 40,
            margin: Some(0.15),
            mix: &[
                ("heat", 5.0),
                ("link", 4.0),
                ("watch", 2.0),
                ("alarm", 1.0),
                ("level", 1.0),
            ],
            channels: &[("account team", 3.0), ("web shop", 1.0)],
        })
        .stays(0.74, 0.82, 0.88)
        .loads([48.0, 900.0, 620.0, 310.0, 40.0, 44.0])
        .hours(1_450.0)
        .pays(48.0)
        .wallet(620_000.0, 700_000.0, 820_000.0, "Estimate of the account team")
        .rank(1, 4)
        .willing(20.0)
        .critical(57.0)
        .tags(&["loses money", "key account"])
        .extra("Sites", "48")
        .and_others(5)
        .note(
            "The largest revenue of all, and every year it costs more than it leaves: rush orders and calls.",
        )
        .heard(
            "Head of fleet",
            (2026, 7, 15),
            Interview,
            [(15, 6, 6), (20, 5, 6), (15, 5, 6), (20, 6, 7), NO, (30, 7, 6)],
        )
        .overall(6, 7, 5)
        .heard(
            "Depot planner",
            (2026, 9, 9),
            Support,
            [NO, (40, 4, 6), (60, 5, 6), NO, NO, NO],
        )
}

fn skellan() -> Story {
    Story::customer("Skellan Fittings", MACHINE, SOUTH, "Saskia")
        .since((2020, 2, 24))
        .is(RepeatOrders, Acquaintance)
        .orders(OrderPlan {
            thousands: [34.0, 32.0, 30.0, 29.0, 23.0],
            per_year: 22,
            margin: Some(0.38),
            mix: &[("flow", 2.0), ("level", 1.0), ("heat", 1.0)],
            channels: &[("account team", 1.0)],
        })
        .stays(0.72, 0.82, 0.9)
        .serve(21_000.0, 24_000.0, 28_000.0)
        .avoidable(0.85)
        .hours(310.0)
        .pays(31.0)
        .wallet(44_000.0, 52_000.0, 60_000.0, "Told by the buyer")
        .share(0.55)
        .willing(0.0)
        .critical(30.0)
        .tags(&["fix or release"])
        .and_others(1)
        .note("Small orders, long calls, late payment, no word for us anywhere: fix it or let it go.")
        .heard(
            "Buyer",
            (2026, 4, 8),
            Survey,
            [(15, 4, 6), (10, 3, 6), (20, 3, 6), (15, 3, 6), NO, (40, 2, 7)],
        )
        .overall(4, 5, 2)
}

fn tollemarsh() -> Story {
    Story::customer("Tollemarsh Feed", FOOD, CENTRE, "Ilse")
        .since((2016, 11, 14))
        .until((2025, 3, 28))
        .is(RepeatOrders, Lapsed)
        .orders(OrderPlan {
            thousands: [52.0, 49.0, 38.0, 6.0, 0.0],
            per_year: 8,
            margin: Some(0.4),
            mix: &[("level", 3.0), ("flow", 1.0), ("calibration", 1.0)],
            channels: &[("account team", 1.0)],
        })
        .serve(0.0, 0.0, 0.0)
        .wallet(80_000.0, 95_000.0, 110_000.0, "Purchasing plan 2024")
        .rank(3, 3)
        .tags(&["lapsed"])
        .note("Left in spring 2025 after two failed deliveries. Nobody asked why.")
        .heard(
            "Plant manager",
            (2024, 10, 8),
            Support,
            [(20, 5, 7), (30, 3, 7), (20, 3, 7), (30, 1, 7), NO, NO],
        )
        .overall(3, 2, 2)
}

fn ravosel() -> Story {
    Story::customer("Ravosel Optics", LIFE, NORTH, "Noor")
        .since((2019, 8, 26))
        .is(RepeatOrders, Acquaintance)
        .orders(OrderPlan {
            thousands: [96.0, 110.0, 124.0, 133.0, 117.0],
            per_year: 10,
            margin: Some(0.44),
            mix: &[("gas", 3.0), ("heat", 2.0), ("watch", 1.0), ("care", 1.0)],
            channels: &[("web shop", 1.0), ("account team", 1.0)],
        })
        .stays(0.78, 0.85, 0.9)
        .loads([6.0, 80.0, 40.0, 10.0, 34.0, 3.0])
        .hours(130.0)
        .pays(90.0)
        .tags(&["never heard"])
        .note("A hundred and forty thousand a year, and nobody has ever asked how they like it.")
}

fn dorneval() -> Story {
    Story::customer("Dorneval Textiles", MACHINE, SOUTH, "")
        .since((2021, 6, 21))
        .is(RepeatOrders, Friend)
        .orders(OrderPlan {
            thousands: [44.0, 53.0, 60.0, 68.0, 57.0],
            per_year: 7,
            margin: Some(0.4),
            mix: &[("heat", 3.0), ("level", 1.0), ("training", 0.5)],
            channels: &[("web shop", 1.0)],
        })
        .stays(0.78, 0.85, 0.9)
        .willing(60.0)
        .tags(&["no owner"])
        .and_others(2)
        .note("Nobody looks after it, so nobody has counted what serving it takes.")
        .heard(
            "Dye house",
            (2026, 1, 28),
            Survey,
            [(30, 7, 6), (30, 7, 7), (20, 8, 6), (10, 7, 7), NO, (10, 6, 6)],
        )
        .overall(8, 7, 8)
}

fn wyckfern() -> Story {
    Story::customer("Wyckfern Labels", LOGISTICS, SOUTH, "Saskia")
        .since((2022, 11, 7))
        .is(Contract, Acquaintance)
        .revenue(78_000.0, 86_000.0, 92_000.0)
        .serve(7_000.0, 9_000.0, 12_000.0)
        .avoidable(0.6)
        .renewed(2, 1)
        .hours(75.0)
        .note("Sold as a bundle: the margin has not been worked out.")
        .heard(
            "Print lead",
            (2023, 12, 12),
            Review,
            [(40, 6, 6), (40, 5, 6), (20, 5, 6), NO, NO, NO],
        )
        .overall(6, 6, 5)
}
