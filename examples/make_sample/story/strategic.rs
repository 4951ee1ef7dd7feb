//! Customers where both sides gain: protect and grow.

use both_sides::portfolio::EarningModel::{Contract, Project, RepeatOrders, Usage};
use both_sides::portfolio::ListeningPost::{Interview, Review, Sales, Support, Survey};
use both_sides::portfolio::RelationshipState::{Friend, Partner};

use super::catalogue::{CENTRE, FOOD, LIFE, LOGISTICS, MACHINE, NORTH, SOUTH, WATER};
use super::orders::OrderPlan;
use super::teller::{NO, Story};

/// The stories, in the order of the portfolio.
pub fn stories() -> Vec<Story> {
    vec![
        vellenhof(),
        tiverel(),
        quorrin(),
        ambrelle(),
        noxley(),
        hestrel(),
        pellivar(),
        drostavik(),
    ]
}

fn vellenhof() -> Story {
    Story::customer("Vellenhof Dairy", FOOD, CENTRE, "Ilse")
        .since((2013, 4, 2))
        .is(Contract, Partner)
        .key("Builds our next flow sensor with us", (2027, 3, 1))
        .orders(OrderPlan {
            thousands: [172.0, 188.0, 204.0, 226.0, 198.0],
            per_year: 20,
            margin: Some(0.45),
            mix: &[
                ("flow", 5.0),
                ("level", 2.0),
                ("watch", 3.0),
                ("link", 1.0),
                ("calibration", 3.0),
                ("training", 0.5),
                ("care", 2.0),
            ],
            channels: &[("account team", 3.0), ("web shop", 1.0)],
        })
        .stays(0.86, 0.9, 0.94)
        .renewed(12, 0)
        .loads([26.0, 180.0, 60.0, 20.0, 60.0, 6.0])
        .hours(640.0)
        .pays(94.0)
        .wallet(340_000.0, 360_000.0, 400_000.0, "Purchasing plan 2026")
        .share(0.65)
        .willing(85.0)
        .critical(78.0)
        .tags(&["innovation circle", "key account"])
        .extra("Sites", "6")
        .and_others(4)
        .note("Co-develops with us, renews every year, and has sent two others our way.")
        .heard(
            "Head of quality",
            (2026, 6, 12),
            Interview,
            [
                (30, 9, 7),
                (25, 9, 7),
                (15, 8, 7),
                (10, 8, 8),
                (10, 9, 6),
                (10, 6, 7),
            ],
        )
        .overall(9, 9, 10)
        .worth(395_000.0)
        .heard(
            "Plant manager",
            (2026, 3, 4),
            Survey,
            [(25, 8, 7), (35, 9, 8), (20, 8, 7), NO, NO, (20, 7, 7)],
        )
        .overall(8, 9, 9)
        .heard(
            "Buyer",
            (2024, 2, 20),
            Survey,
            [(20, 8, 7), NO, NO, (30, 7, 8), NO, (50, 6, 7)],
        )
        .overall(7, 8, 7)
}

fn tiverel() -> Story {
    Story::customer("Tiverel Pharma", LIFE, CENTRE, "Noor")
        .since((2016, 9, 12))
        .is(Contract, Friend)
        .key("Largest margin of the portfolio", (2026, 12, 15))
        .orders(OrderPlan {
            thousands: [214.0, 241.0, 262.0, 288.0, 254.0],
            per_year: 24,
            margin: Some(0.43),
            mix: &[
                ("gas", 4.0),
                ("heat", 2.0),
                ("alarm", 2.0),
                ("watch", 2.0),
                ("calibration", 5.0),
                ("care", 2.0),
            ],
            channels: &[("account team", 4.0), ("web shop", 1.0)],
        })
        .stays(0.82, 0.87, 0.92)
        .renewed(9, 0)
        .loads([34.0, 310.0, 90.0, 46.0, 95.0, 9.0])
        .hours(820.0)
        .pays(88.0)
        .wallet(430_000.0, 480_000.0, 560_000.0, "Estimate of the account team")
        .rank(1, 3)
        .willing(40.0)
        .critical(86.0)
        .tags(&["key account", "audited"])
        .extra("Sites", "4")
        .and_others(4)
        .note("Pays well and knows it: asks for much, praises little, may not be named in public.")
        .heard(
            "Validation lead",
            (2026, 9, 3),
            Interview,
            [(40, 8, 7), (20, 8, 7), (20, 7, 6), NO, (10, 7, 6), (10, 5, 6)],
        )
        .overall(8, 8, 6)
        .worth(410_000.0)
        .heard(
            "Head of engineering",
            (2025, 11, 18),
            Survey,
            [(30, 8, 7), (30, 7, 7), (20, 6, 7), (10, 7, 7), NO, (10, 6, 6)],
        )
        .overall(7, 8, 7)
}

fn quorrin() -> Story {
    Story::customer("Quorrin Brewing", FOOD, NORTH, "Matteo")
        .since((2018, 2, 5))
        .is(RepeatOrders, Friend)
        .orders(OrderPlan {
            thousands: [78.0, 92.0, 104.0, 118.0, 106.0],
            per_year: 12,
            margin: Some(0.46),
            mix: &[
                ("flow", 4.0),
                ("level", 3.0),
                ("alarm", 1.0),
                ("calibration", 2.0),
                ("training", 0.5),
            ],
            channels: &[("account team", 1.0), ("web shop", 2.0)],
        })
        .stays(0.85, 0.9, 0.93)
        .loads([10.0, 120.0, 44.0, 12.0, 30.0, 3.0])
        .hours(260.0)
        .pays(90.0)
        .wallet(150_000.0, 170_000.0, 210_000.0, "Told by the buyer")
        .rank(1, 2)
        .willing(80.0)
        .critical(64.0)
        .tags(&["recommends us"])
        .and_others(2)
        .note("Came through Ostrelle, brought Marrowby: the middle of a chain of two.")
        .heard(
            "Brewmaster",
            (2026, 5, 20),
            Interview,
            [
                (35, 9, 7),
                (20, 8, 7),
                (15, 8, 7),
                (10, 7, 7),
                (10, 8, 6),
                (10, 6, 6),
            ],
        )
        .overall(9, 9, 9)
        .worth(190_000.0)
        .heard(
            "Maintenance",
            (2025, 8, 14),
            Support,
            [NO, (50, 7, 7), (50, 7, 6), NO, NO, NO],
        )
}

fn ambrelle() -> Story {
    Story::customer("Ambrelle Water", WATER, SOUTH, "Saskia")
        .since((2015, 1, 8))
        .is(Contract, Partner)
        .key("Reference for every water tender", (2027, 1, 15))
        .revenue(142_000.0, 150_000.0, 156_000.0)
        .margin(66_000.0, 71_000.0, 75_000.0)
        .loads([14.0, 130.0, 24.0, 6.0, 44.0, 2.0])
        .renewed(11, 0)
        .stays(0.87, 0.91, 0.94)
        .grows(0.01)
        .hours(300.0)
        .won_for(18_000.0)
        .pays(97.0)
        .wallet(200_000.0, 215_000.0, 230_000.0, "Published budget")
        .share(0.7)
        .willing(95.0)
        .critical(82.0)
        .tags(&["reference", "key account"])
        .and_others(3)
        .note("A steady contract, and the visit that wins tenders. Used as a reference often: mind the load.")
        .heard(
            "Operations director",
            (2026, 7, 2),
            Interview,
            [(25, 9, 7), (35, 10, 8), (20, 9, 6), NO, (10, 8, 6), (10, 7, 7)],
        )
        .overall(9, 10, 10)
        .worth(240_000.0)
        .heard(
            "Control room",
            (2026, 1, 22),
            Survey,
            [(20, 8, 8), (40, 9, 8), (30, 9, 7), NO, (10, 7, 6), NO],
        )
        .overall(8, 9, 9)
}

fn noxley() -> Story {
    Story::customer("Noxley Biologics", LIFE, NORTH, "Noor")
        .since((2020, 6, 15))
        .is(RepeatOrders, Friend)
        .orders(OrderPlan {
            thousands: [31.0, 44.0, 58.0, 71.0, 66.0],
            per_year: 9,
            margin: Some(0.53),
            mix: &[("gas", 3.0), ("heat", 3.0), ("watch", 1.0), ("calibration", 2.0)],
            channels: &[("web shop", 3.0), ("account team", 1.0)],
        })
        .stays(0.86, 0.9, 0.94)
        .serve(6_000.0, 7_500.0, 9_500.0)
        .avoidable(0.6)
        .hours(90.0)
        .pays(96.0)
        .wallet(110_000.0, 130_000.0, 170_000.0, "Estimate of the account team")
        .rank(1, 3)
        .willing(92.0)
        .critical(71.0)
        .tags(&["delighted"])
        .and_others(3)
        .note("Delighted for two years, and nobody ever asked for a reference.")
        .heard(
            "Lab director",
            (2026, 8, 27),
            Interview,
            [
                (30, 10, 7),
                (20, 9, 7),
                (20, 10, 6),
                (10, 9, 8),
                (10, 9, 6),
                (10, 8, 7),
            ],
        )
        .overall(10, 10, 10)
        .worth(168_000.0)
        .heard(
            "Process engineer",
            (2026, 2, 9),
            Survey,
            [(40, 9, 7), (20, 9, 8), (30, 10, 7), NO, NO, (10, 7, 7)],
        )
        .overall(10, 9, 10)
        .heard(
            "Lab technician",
            (2025, 10, 1),
            Review,
            [(60, 9, 8), NO, (40, 9, 7), NO, NO, NO],
        )
        .overall(9, 9, 10)
        .said("The only supplier who calls back before I have hung up.")
}

fn hestrel() -> Story {
    Story::customer("Hestrel Robotics", MACHINE, CENTRE, "Jonas")
        .since((2019, 11, 4))
        .is(Project, Partner)
        .revenue(85_000.0, 112_000.0, 145_000.0)
        .margin(40_000.0, 52_000.0, 64_000.0)
        .serve(10_000.0, 13_000.0, 17_000.0)
        .avoidable(0.65)
        .stays(0.8, 0.88, 0.92)
        .hours(210.0)
        .pays(80.0)
        .wallet(160_000.0, 190_000.0, 240_000.0, "Estimate of the account team")
        .rank(1, 3)
        .willing(70.0)
        .critical(58.0)
        .tags(&["innovation circle"])
        .extra("Sites", "2")
        .and_others(2)
        .note("Uneven projects, but our best test bench for gas detection.")
        .heard(
            "Product owner",
            (2026, 4, 16),
            Interview,
            [
                (25, 8, 7),
                (15, 7, 7),
                (15, 7, 7),
                (15, 7, 7),
                (25, 9, 6),
                (5, 6, 6),
            ],
        )
        .overall(8, 8, 8)
        .heard(
            "Buyer",
            (2025, 5, 6),
            Sales,
            [NO, NO, NO, (40, 6, 7), (20, 8, 6), (40, 6, 7)],
        )
        .overall(7, 7, 7)
}

fn pellivar() -> Story {
    Story::customer("Pellivar Cold Chain", LOGISTICS, SOUTH, "Saskia")
        .since((2021, 3, 22))
        .is(Usage, Friend)
        .revenue(82_000.0, 94_000.0, 108_000.0)
        .margin(39_000.0, 45_000.0, 52_000.0)
        .serve(6_500.0, 8_000.0, 10_000.0)
        .avoidable(0.5)
        .stays(0.81, 0.87, 0.91)
        .grows(0.04)
        .hours(120.0)
        .pays(85.0)
        .wallet(120_000.0, 140_000.0, 170_000.0, "Told by the fleet manager")
        .share(0.67)
        .willing(65.0)
        .critical(74.0)
        .and_others(2)
        .note("Chose us after a call with Isolde Ferments; pays per monitored trailer and keeps adding them.")
        .heard(
            "Fleet manager",
            (2026, 9, 21),
            Survey,
            [(20, 8, 7), (40, 9, 7), (20, 8, 6), NO, (10, 7, 6), (10, 7, 6)],
        )
        .overall(9, 9, 9)
        .worth(150_000.0)
        .heard(
            "Dispatch",
            (2025, 12, 3),
            Support,
            [NO, (60, 8, 7), (40, 7, 7), NO, NO, NO],
        )
}

fn drostavik() -> Story {
    Story::customer("Drostavik Energy", WATER, NORTH, "Matteo")
        .since((2017, 5, 30))
        .is(RepeatOrders, Friend)
        .orders(OrderPlan {
            thousands: [160.0, 171.0, 188.0, 201.0, 178.0],
            per_year: 16,
            margin: Some(0.38),
            mix: &[
                ("gas", 5.0),
                ("level", 3.0),
                ("link", 2.0),
                ("alarm", 1.0),
                ("calibration", 2.0),
                ("care", 1.0),
            ],
            channels: &[("Ostrelle Systems", 2.0), ("account team", 1.0)],
        })
        .stays(0.77, 0.84, 0.9)
        .loads([18.0, 150.0, 70.0, 30.0, 50.0, 8.0])
        .hours(380.0)
        .pays(71.0)
        .wallet(270_000.0, 300_000.0, 340_000.0, "Published budget")
        .rank(1, 4)
        .willing(45.0)
        .critical(69.0)
        .tags(&["divided opinions"])
        .extra("Sites", "9")
        .and_others(2)
        .note("The turbine hall loves us, purchasing does not: the wide whisker is real.")
        .heard(
            "Turbine hall",
            (2026, 8, 6),
            Interview,
            [(40, 9, 7), (30, 8, 7), (20, 9, 6), NO, (10, 8, 6), NO],
        )
        .overall(9, 9, 9)
        .heard(
            "Purchasing",
            (2026, 8, 11),
            Interview,
            [NO, (20, 6, 7), (10, 5, 7), (25, 4, 7), (10, 8, 6), (35, 5, 7)],
        )
        .overall(5, 6, 4)
        .said("Late four times this year.")
}
