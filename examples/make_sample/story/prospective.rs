//! Customers who gain while we do not yet: monetise, broaden, or serve leaner.

use both_sides::portfolio::EarningModel::{Contract, Project, RepeatOrders, Usage};
use both_sides::portfolio::ListeningPost::{Interview, Review, Sales, Survey};
use both_sides::portfolio::RelationshipState::{Acquaintance, Friend, Partner};

use super::catalogue::{CENTRE, FOOD, LIFE, LOGISTICS, NORTH, SOUTH, WATER};
use super::orders::OrderPlan;
use super::teller::{NO, Story};

/// The stories, in the order of the portfolio.
pub fn stories() -> Vec<Story> {
    vec![
        marrowby(),
        ottiline(),
        lumivarn(),
        corvenne(),
        tarnholt(),
        wendlemere(),
        isolde(),
    ]
}

fn marrowby() -> Story {
    Story::customer("Marrowby Foods", FOOD, NORTH, "Matteo")
        .since((2024, 1, 17))
        .is(RepeatOrders, Friend)
        .orders(OrderPlan {
            thousands: [0.0, 0.0, 32.0, 47.0, 49.0],
            per_year: 8,
            margin: Some(0.42),
            mix: &[("flow", 3.0), ("level", 2.0), ("calibration", 1.0)],
            channels: &[("web shop", 2.0), ("account team", 1.0)],
        })
        .stays(0.75, 0.84, 0.9)
        .serve(3_500.0, 4_500.0, 6_000.0)
        .avoidable(0.6)
        .hours(70.0)
        .pays(92.0)
        .wallet(120_000.0, 150_000.0, 190_000.0, "Told by the plant manager")
        .rank(2, 3)
        .willing(75.0)
        .critical(48.0)
        .tags(&["won by referral"])
        .and_others(2)
        .note("Much of what it is worth is owed to Quorrin, and a part of that to Ostrelle.")
        .heard(
            "Plant manager",
            (2026, 5, 8),
            Survey,
            [(30, 8, 7), (20, 7, 7), (20, 8, 6), (20, 8, 7), NO, (10, 7, 7)],
        )
        .overall(9, 9, 9)
}

fn ottiline() -> Story {
    Story::customer("Ottiline Bakeries", FOOD, CENTRE, "Ilse")
        .since((2023, 3, 6))
        .is(RepeatOrders, Acquaintance)
        .orders(OrderPlan {
            thousands: [0.0, 6.0, 9.0, 11.0, 12.0],
            per_year: 5,
            margin: Some(0.48),
            mix: &[("heat", 3.0), ("training", 0.5)],
            channels: &[("web shop", 1.0)],
        })
        .stays(0.75, 0.84, 0.9)
        .serve(1_200.0, 1_600.0, 2_200.0)
        .avoidable(0.7)
        .hours(22.0)
        .pays(98.0)
        .wallet(150_000.0, 185_000.0, 240_000.0, "Oven count × spend per oven")
        .rank(4, 4)
        .willing(60.0)
        .critical(22.0)
        .tags(&["headroom"])
        .extra("Sites", "31")
        .and_others(2)
        .note("One oven line of thirty-one uses us, happily. The wallet is thirteen times what we sell.")
        .heard(
            "Technical manager",
            (2026, 7, 28),
            Survey,
            [(30, 9, 7), (20, 8, 7), (20, 8, 7), (10, 8, 8), NO, (20, 8, 7)],
        )
        .overall(9, 8, 9)
}

fn lumivarn() -> Story {
    Story::customer("Lumivarn Labs", LIFE, CENTRE, "Noor")
        .since((2024, 9, 2))
        .is(Contract, Friend)
        .parent("Tiverel Pharma")
        .revenue(8_000.0, 9_600.0, 12_000.0)
        .margin(5_000.0, 6_000.0, 7_500.0)
        .serve(1_200.0, 1_800.0, 2_600.0)
        .avoidable(0.8)
        .renewed(1, 0)
        .hours(40.0)
        .pays(77.0)
        .willing(88.0)
        .critical(55.0)
        .tags(&["start-up", "learning"])
        .and_others(1)
        .note("Tiny, out of Tiverel, and tells us every week what the next generation wants.")
        .heard(
            "Founder",
            (2026, 10, 5),
            Interview,
            [(35, 10, 6), (10, 9, 7), (20, 10, 6), NO, (25, 10, 6), (10, 9, 6)],
        )
        .overall(10, 9, 10)
        .said("You are part of our team.")
        .heard(
            "Scientist",
            (2025, 6, 30),
            Review,
            [(50, 9, 7), NO, NO, NO, (50, 8, 6), NO],
        )
        .overall(9, 9, 9)
}

fn corvenne() -> Story {
    Story::customer("Corvenne Winery", FOOD, SOUTH, "Saskia")
        .since((2022, 8, 19))
        .is(Usage, Acquaintance)
        .revenue(12_000.0, 14_500.0, 17_000.0)
        .margin(6_000.0, 7_200.0, 8_600.0)
        .serve(1_600.0, 2_100.0, 2_800.0)
        .avoidable(0.55)
        .renewed(3, 1)
        .hours(26.0)
        .pays(83.0)
        .wallet(24_000.0, 30_000.0, 38_000.0, "Estimate of the account team")
        .rank(2, 2)
        .willing(70.0)
        .tags(&["seasonal"])
        .and_others(1)
        .note("Pays by the vintage. Says kind things at every trade fair.")
        .heard(
            "Cellar master",
            (2025, 9, 25),
            Sales,
            [(40, 8, 7), (20, 7, 7), (20, 8, 6), (10, 7, 7), NO, (10, 6, 6)],
        )
        .overall(8, 8, 9)
}

fn tarnholt() -> Story {
    Story::customer("Tarnholt Rail", LOGISTICS, CENTRE, "Jonas")
        .since((2021, 10, 11))
        .is(Project, Acquaintance)
        .revenue(38_000.0, 61_000.0, 90_000.0)
        .margin(14_000.0, 23_000.0, 34_000.0)
        .serve(6_000.0, 8_500.0, 12_000.0)
        .avoidable(0.7)
        .renewed(3, 2)
        .hours(150.0)
        .pays(74.0)
        .wallet(110_000.0, 140_000.0, 190_000.0, "Public tenders")
        .rank(1, 5)
        .willing(50.0)
        .critical(35.0)
        .and_others(1)
        .note("Tender by tender. Satisfied each time, bound by nothing.")
        .heard(
            "Project lead",
            (2026, 2, 24),
            Interview,
            [(25, 7, 7), (25, 7, 7), (15, 6, 7), (25, 7, 7), (10, 7, 7), NO],
        )
        .overall(7, 6, 7)
        .heard(
            "Workshop",
            (2024, 6, 4),
            Survey,
            [(40, 7, 7), (40, 7, 7), (20, 6, 7), NO, NO, NO],
        )
}

fn wendlemere() -> Story {
    Story::customer("Wendlemere Works", WATER, SOUTH, "Saskia")
        .since((2019, 1, 14))
        .is(Contract, Friend)
        .revenue(47_000.0, 50_000.0, 53_000.0)
        .margin(23_000.0, 25_500.0, 28_000.0)
        .loads([8.0, 40.0, 10.0, 0.0, 12.0, 1.0])
        .renewed(7, 0)
        .stays(0.84, 0.89, 0.93)
        .hours(85.0)
        .pays(99.0)
        .share(0.9)
        .willing(80.0)
        .critical(77.0)
        .tags(&["municipal"])
        .extra("Sites", "3")
        .and_others(3)
        .note("A small town that buys all it can from us. Nothing more to sell: keep it easy.")
        .heard(
            "Works manager",
            (2026, 3, 19),
            Survey,
            [(25, 8, 7), (30, 9, 7), (25, 9, 7), NO, (10, 7, 6), (10, 7, 7)],
        )
        .overall(9, 10, 9)
        .worth(64_000.0)
}

fn isolde() -> Story {
    Story::customer("Isolde Ferments", FOOD, SOUTH, "Ilse")
        .since((2018, 7, 9))
        .is(RepeatOrders, Partner)
        .orders(OrderPlan {
            thousands: [22.0, 25.0, 28.0, 29.0, 26.0],
            per_year: 14,
            margin: Some(0.32),
            mix: &[("flow", 2.0), ("heat", 1.0), ("gas", 1.0), ("calibration", 2.0)],
            channels: &[("account team", 1.0)],
        })
        .stays(0.8, 0.86, 0.91)
        .loads([16.0, 190.0, 56.0, 26.0, 28.0, 4.0])
        .hours(280.0)
        .pays(68.0)
        .wallet(34_000.0, 38_000.0, 44_000.0, "Told by the founder")
        .share(0.8)
        .willing(100.0)
        .critical(80.0)
        .tags(&["reference", "hidden asset"])
        .and_others(2)
        .note("Costs more than it pays, and wins us others: its calls stand behind Pellivar and Noxley.")
        .heard(
            "Founder",
            (2026, 6, 30),
            Interview,
            [
                (30, 9, 6),
                (15, 8, 7),
                (25, 9, 5),
                (10, 9, 7),
                (10, 9, 5),
                (10, 9, 7),
            ],
        )
        .overall(10, 10, 10)
        .worth(58_000.0)
        .heard(
            "Production",
            (2025, 4, 11),
            Survey,
            [(40, 8, 7), (30, 8, 7), (30, 8, 6), NO, NO, NO],
        )
        .overall(9, 9, 10)
}
