//! Members of the ecosystem who are not customers: prospects, partners, a supplier and people.

use both_sides::portfolio::AccountKind::{Alumni, Employee, Influencer, Other, Partner, Prospect, Supplier};
use both_sides::portfolio::ListeningPost::{Interview, Sales, Survey};
use both_sides::portfolio::RelationshipState;

use super::catalogue::{CENTRE, FOOD, LIFE, NORTH, SOUTH, WATER};
use super::teller::{NO, Story};

/// The stories, in the order of the portfolio.
pub fn stories() -> Vec<Story> {
    let mut all = prospects();
    all.extend(firms());
    all.extend(people());
    all
}

fn prospects() -> Vec<Story> {
    vec![
        Story::of(Prospect, "Holmbrandt Seafood", NORTH, "Matteo")
            .segment(FOOD)
            .state(RelationshipState::Acquaintance)
            .wallet(90_000.0, 120_000.0, 170_000.0, "First meeting")
            .won_for(9_000.0)
            .tags(&["pilot"])
            .note("Pilot since August on one line; decides in December.")
            .heard(
                "Plant engineer",
                (2026, 10, 20),
                Sales,
                [(30, 8, 7), (30, 7, 7), (20, 8, 7), NO, (10, 8, 6), (10, 6, 7)],
            )
            .overall(8, 7, 8),
        Story::of(Prospect, "Celandra Vaccines", CENTRE, "Noor")
            .segment(LIFE)
            .state(RelationshipState::Stranger)
            .wallet(180_000.0, 260_000.0, 380_000.0, "Public tenders")
            .won_for(15_000.0)
            .note("Has spoken with Isolde and Ambrelle. Tender expected in spring."),
        Story::of(Prospect, "Thrandel Grid", SOUTH, "Saskia")
            .segment(WATER)
            .state(RelationshipState::Stranger)
            .note("Named by the Flow Norms Board; nothing else is known."),
    ]
}

fn firms() -> Vec<Story> {
    vec![
        Story::of(Partner, "Ostrelle Systems", NORTH, "Matteo")
            .since((2015, 5, 11))
            .state(RelationshipState::Partner)
            .hours(180.0)
            .willing(90.0)
            .critical(55.0)
            .tags(&["reseller"])
            .and_others(1)
            .note("Systems house. Never buys for itself, and stands behind two of our best customers.")
            .heard(
                "Managing partner",
                (2026, 6, 18),
                Interview,
                [(30, 9, 7), (10, 8, 7), (20, 8, 7), (20, 8, 7), (20, 8, 6), NO],
            )
            .overall(8, 9, 9),
        Story::of(Partner, "Calvessa Calibration", SOUTH, "Ilse")
            .since((2019, 9, 2))
            .state(RelationshipState::Friend)
            .hours(60.0)
            .willing(50.0)
            .note("Calibrates for us in the South. Feels left out of planning.")
            .heard(
                "Owner",
                (2025, 12, 9),
                Survey,
                [(20, 7, 7), NO, (30, 5, 6), (30, 5, 6), (20, 4, 6), NO],
            )
            .overall(5, 7, 6),
        Story::of(Supplier, "Merrowin Glass", CENTRE, "Jonas")
            .since((2011, 2, 14))
            .state(RelationshipState::Partner)
            .hours(140.0)
            .critical(67.0)
            .note("Makes the glass of the level probe and carried half of a recall with us.")
            .heard(
                "Sales director",
                (2026, 2, 17),
                Interview,
                [NO, NO, (40, 7, 6), (40, 6, 7), (20, 8, 6), NO],
            )
            .overall(7, 8, 8),
        Story::of(Other, "Flow Norms Board", CENTRE, "Noor")
            .since((2018, 1, 22))
            .state(RelationshipState::Acquaintance)
            .tags(&["association"])
            .note("Standards body. We lend it an expert, it tells us what becomes law."),
    ]
}

fn people() -> Vec<Story> {
    vec![
        Story::of(Influencer, "Odile Verrant", CENTRE, "Noor")
            .since((2022, 3, 3))
            .state(RelationshipState::Friend)
            .note("Writes the column every process engineer reads."),
        Story::of(Alumni, "Joris Haldevang", SOUTH, "Saskia")
            .since((2009, 9, 1))
            .state(RelationshipState::Friend)
            .note("Our former sales lead, now adviser to water boards. Opened the door at Ambrelle."),
        Story::of(Employee, "Mirre Tollander", NORTH, "Ilse")
            .since((2020, 1, 6))
            .state(RelationshipState::Partner)
            .note("Field engineer. Two of our best came because she asked them."),
    ]
}
