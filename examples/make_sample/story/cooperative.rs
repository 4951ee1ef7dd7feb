//! Customers from whom we gain while they gain too little: repair before the value leaves.

use both_sides::portfolio::EarningModel::{Contract, RepeatOrders};
use both_sides::portfolio::ListeningPost::{Interview, Review, Sales, Support, Survey};
use both_sides::portfolio::RelationshipState::{Acquaintance, Friend};

use super::catalogue::{CENTRE, FOOD, LIFE, LOGISTICS, MACHINE, NORTH, SOUTH, WATER};
use super::orders::OrderPlan;
use super::teller::{NO, Story};

/// The stories, in the order of the portfolio.
pub fn stories() -> Vec<Story> {
    vec![
        grendelmoor(),
        stavemont(),
        kestrelby(),
        varnemoor(),
        orsinette(),
        zandrecht(),
    ]
}

fn grendelmoor() -> Story {
    Story::customer("Grendelmoor Drinks", FOOD, CENTRE, "Ilse")
        .since((2014, 10, 20))
        .is(RepeatOrders, Acquaintance)
        .key("Second largest revenue", (2026, 9, 30))
        .orders(OrderPlan {
            thousands: [356.0, 348.0, 341.0, 322.0, 258.0],
            per_year: 26,
            margin: Some(0.36),
            mix: &[
                ("flow", 6.0),
                ("level", 3.0),
                ("watch", 1.0),
                ("calibration", 2.0),
                ("care", 1.0),
            ],
            channels: &[("account team", 2.0), ("web shop", 1.0)],
        })
        .stays(0.64, 0.74, 0.83)
        .grows(-0.03)
        .loads([20.0, 260.0, 120.0, 60.0, 50.0, 26.0])
        .hours(560.0)
        .pays(62.0)
        .wallet(600_000.0, 680_000.0, 760_000.0, "Annual report")
        .rank(2, 3)
        .willing(15.0)
        .critical(52.0)
        .tags(&["at risk", "key account"])
        .extra("Sites", "7")
        .and_others(4)
        .note("Revenue still large, four years of slow decline: they told us why, twice.")
        .heard(
            "Operations director",
            (2026, 9, 14),
            Interview,
            [(25, 6, 7), (30, 4, 7), (25, 3, 7), (10, 5, 7), NO, (10, 5, 6)],
        )
        .overall(4, 4, 3)
        .said("We are tired of asking for the same repair.")
        .heard(
            "Plant manager",
            (2026, 1, 13),
            Survey,
            [(20, 6, 7), (40, 5, 8), (30, 4, 7), NO, NO, (10, 5, 6)],
        )
        .overall(5, 5, 4)
        .heard(
            "Shift lead",
            (2025, 10, 29),
            Support,
            [NO, (50, 4, 7), (50, 3, 7), NO, NO, NO],
        )
}

fn stavemont() -> Story {
    Story::customer("Stavemont Polymers", MACHINE, NORTH, "Jonas")
        .since((2012, 6, 1))
        .is(Contract, Friend)
        .revenue(240_000.0, 262_000.0, 280_000.0)
        .margin(94_000.0, 106_000.0, 116_000.0)
        .loads([22.0, 200.0, 50.0, 24.0, 66.0, 12.0])
        .renewed(13, 0)
        .stays(0.78, 0.86, 0.91)
        .hours(430.0)
        .pays(91.0)
        .wallet(380_000.0, 410_000.0, 460_000.0, "Told by the buyer")
        .share(0.64)
        .willing(30.0)
        .critical(66.0)
        .tags(&["silent"])
        .and_others(3)
        .note(
            "Renews out of habit. Ratings slip a little every year and nobody has visited the new director.",
        )
        .heard(
            "Maintenance director",
            (2026, 4, 29),
            Survey,
            [
                (25, 6, 7),
                (30, 6, 7),
                (20, 5, 7),
                (10, 6, 7),
                (10, 4, 6),
                (5, 6, 6),
            ],
        )
        .overall(6, 7, 5)
        .worth(300_000.0)
        .heard(
            "Engineer",
            (2023, 5, 10),
            Survey,
            [(30, 8, 7), (40, 7, 7), (30, 7, 6), NO, NO, NO],
        )
        .overall(8, 8, 7)
}

fn kestrelby() -> Story {
    Story::customer("Kestrelby Ports", LOGISTICS, NORTH, "Matteo")
        .since((2017, 3, 27))
        .is(RepeatOrders, Friend)
        .orders(OrderPlan {
            thousands: [118.0, 126.0, 131.0, 139.0, 120.0],
            per_year: 11,
            margin: Some(0.42),
            mix: &[
                ("level", 3.0),
                ("gas", 2.0),
                ("link", 2.0),
                ("alarm", 1.0),
                ("training", 0.5),
            ],
            channels: &[("account team", 1.0), ("web shop", 1.0)],
        })
        .stays(0.68, 0.78, 0.86)
        .loads([8.0, 140.0, 50.0, 18.0, 20.0, 14.0])
        .hours(190.0)
        .pays(86.0)
        .wallet(230_000.0, 260_000.0, 310_000.0, "Estimate of the account team")
        .rank(1, 3)
        .willing(75.0)
        .critical(60.0)
        .tags(&["gives much"])
        .and_others(3)
        .note("Ideas, references, a shared loss: gives and gives, and has had nothing back in three years.")
        .heard(
            "Terminal manager",
            (2026, 6, 4),
            Interview,
            [(25, 6, 7), (30, 6, 7), (25, 3, 7), (10, 6, 7), (10, 3, 6), NO],
        )
        .overall(5, 6, 6)
        .said("We tell you everything and hear nothing.")
        .heard(
            "Crane operations",
            (2025, 7, 16),
            Survey,
            [(30, 6, 7), (40, 4, 7), (30, 4, 7), NO, NO, NO],
        )
        .overall(5, 6, 5)
}

fn varnemoor() -> Story {
    Story::customer("Varnemoor Clinics", LIFE, SOUTH, "Noor")
        .since((2018, 12, 3))
        .is(Contract, Acquaintance)
        .revenue(118_000.0, 131_000.0, 142_000.0)
        .margin(56_000.0, 63_000.0, 69_000.0)
        .serve(13_000.0, 16_000.0, 21_000.0)
        .avoidable(0.55)
        .renewed(5, 2)
        .hours(200.0)
        .pays(79.0)
        .wallet(170_000.0, 190_000.0, 220_000.0, "Published budget")
        .rank(1, 3)
        .willing(25.0)
        .critical(73.0)
        .tags(&["promise open"])
        .and_others(3)
        .note("Was promised the new alarm desk for spring; it is autumn.")
        .heard(
            "Facility manager",
            (2026, 10, 12),
            Interview,
            [
                (25, 7, 7),
                (30, 6, 7),
                (20, 5, 7),
                (10, 4, 7),
                (10, 5, 6),
                (5, 5, 6),
            ],
        )
        .overall(5, 6, 4)
        .heard(
            "Head nurse",
            (2026, 10, 14),
            Survey,
            [(20, 6, 7), (50, 5, 7), (30, 5, 7), NO, NO, NO],
        )
        .overall(6, 6, 5)
}

fn orsinette() -> Story {
    Story::customer("Orsinette Chocolate", FOOD, SOUTH, "Ilse")
        .since((2020, 9, 7))
        .is(RepeatOrders, Acquaintance)
        .orders(OrderPlan {
            thousands: [61.0, 70.0, 79.0, 88.0, 76.0],
            per_year: 10,
            margin: Some(0.45),
            mix: &[("heat", 4.0), ("flow", 2.0), ("watch", 1.0), ("calibration", 1.0)],
            channels: &[("web shop", 1.0), ("account team", 1.0)],
        })
        .stays(0.78, 0.85, 0.91)
        .serve(6_500.0, 8_200.0, 10_500.0)
        .avoidable(0.6)
        .hours(95.0)
        .pays(87.0)
        .wallet(150_000.0, 175_000.0, 205_000.0, "Told by the buyer")
        .rank(1, 3)
        .willing(55.0)
        .critical(44.0)
        .tags(&["on the line"])
        .and_others(3)
        .note("Close to both lines of the map: one good year or one bad one decides its zone.")
        .heard(
            "Buyer",
            (2026, 5, 27),
            Sales,
            [(20, 7, 7), (20, 6, 7), (20, 6, 7), (20, 7, 7), NO, (20, 5, 6)],
        )
        .overall(6, 7, 6)
        .heard(
            "Quality manager",
            (2024, 11, 5),
            Survey,
            [(50, 7, 7), (25, 7, 7), (25, 6, 6), NO, NO, NO],
        )
        .overall(7, 7, 7)
}

fn zandrecht() -> Story {
    Story::customer("Zandrecht Utilities", WATER, CENTRE, "Saskia")
        .since((2016, 1, 4))
        .is(Contract, Acquaintance)
        .key("Contract ends in 2027", (2027, 2, 1))
        .revenue(180_000.0, 192_000.0, 198_000.0)
        .margin(82_000.0, 90_000.0, 94_000.0)
        .loads([12.0, 170.0, 20.0, 10.0, 48.0, 18.0])
        .renewed(9, 1)
        .stays(0.62, 0.82, 0.9)
        .hours(240.0)
        .pays(93.0)
        .wallet(210_000.0, 230_000.0, 250_000.0, "Published budget")
        .share(0.83)
        .willing(5.0)
        .critical(61.0)
        .tags(&["at risk", "locked in", "key account"])
        .and_others(4)
        .note("Stays because the contract says so. It ends next year.")
        .heard(
            "Asset manager",
            (2026, 2, 3),
            Interview,
            [(20, 4, 7), (30, 4, 7), (30, 2, 7), NO, (10, 3, 7), (10, 3, 6)],
        )
        .overall(3, 3, 2)
        .heard(
            "Field technician",
            (2025, 3, 12),
            Review,
            [(40, 4, 7), NO, (60, 3, 7), NO, NO, NO],
        )
        .overall(3, 4, 2)
        .said("Nobody answers before noon.")
}
