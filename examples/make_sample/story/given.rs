//! What we gave beside sales.

use both_sides::portfolio::Basis::{Attributed, Observed, Stated};
use both_sides::portfolio::Capital::{Human, Knowledge, Monetary, Relational, Reputational, Social};
use both_sides::portfolio::EventKind::{
    CoInnovation, EmployeeReferral, Introduction, Other, ReferenceUse, RiskShared, WordOfMouth,
};
use both_sides::portfolio::ValueEvent;

use super::ledger::{Told, gave};

/// The events, by account.
pub fn events() -> Vec<ValueEvent> {
    vec![
        gave("vellenhof", (2025, 10, 8), Other, Human, 4.0, "training day"),
        gave("vellenhof", (2026, 5, 12), CoInnovation, Knowledge, 120.0, "hour"),
        gave("tiverel", (2026, 4, 1), Other, Monetary, 1.0, "loyalty discount")
            .worth((9_000.0, 9_000.0, 9_000.0), Observed),
        gave(
            "quorrin",
            (2025, 12, 11),
            Introduction,
            Social,
            1.0,
            "introduction",
        )
        .note("To a bottler in the Centre."),
        gave("ambrelle", (2026, 2, 25), Other, Human, 3.0, "training day"),
        gave("noxley", (2025, 5, 15), Other, Relational, 2.0, "favour"),
        gave("hestrel", (2026, 3, 16), CoInnovation, Knowledge, 90.0, "hour"),
        gave(
            "pellivar",
            (2025, 11, 10),
            WordOfMouth,
            Reputational,
            2.0,
            "recommendation",
        ),
        gave("lumivarn", (2025, 2, 3), Other, Monetary, 1.0, "start-up price")
            .worth((2_400.0, 2_400.0, 2_400.0), Stated),
        gave("isolde", (2025, 9, 17), Other, Human, 2.0, "training day"),
        gave(
            "grendelmoor",
            (2026, 6, 16),
            RiskShared,
            Monetary,
            1.0,
            "credit note",
        )
        .worth((6_500.0, 6_500.0, 6_500.0), Observed),
        gave("eskdrift", (2026, 1, 1), Other, Monetary, 1.0, "volume discount")
            .worth((9_000.0, 9_000.0, 9_000.0), Observed),
        gave("eskdrift", (2025, 4, 9), Other, Human, 6.0, "training day"),
        gave("skellan", (2026, 1, 15), Other, Relational, 4.0, "favour")
            .note("Four rush orders at no charge."),
        gave("zandrecht", (2024, 6, 19), Other, Human, 2.0, "training day"),
        gave("varnemoor", (2025, 11, 3), Other, Knowledge, 16.0, "hour")
            .open()
            .note("Advice on the alarm desk: promised."),
        gave("ostrelle", (2026, 1, 20), Other, Monetary, 1.0, "commission")
            .worth((12_000.0, 12_000.0, 12_000.0), Observed),
        gave("ostrelle", (2025, 9, 9), Other, Human, 5.0, "training day"),
        gave("flow", (2025, 12, 1), Other, Knowledge, 60.0, "hour").note("Our expert on the committee."),
        gave("odile", (2026, 5, 29), Other, Knowledge, 6.0, "hour").note("Background talks."),
        gave(
            "mirre",
            (2025, 9, 30),
            EmployeeReferral,
            Monetary,
            1.0,
            "referral bonus",
        )
        .worth((1_500.0, 1_500.0, 1_500.0), Observed),
        gave("joris", (2024, 12, 19), Introduction, Social, 1.0, "introduction"),
        gave(
            "merrowin",
            (2025, 6, 3),
            ReferenceUse,
            Reputational,
            2.0,
            "reference call",
        ),
        gave("holmbrandt", (2026, 8, 3), Other, Monetary, 1.0, "free pilot")
            .worth((3_000.0, 4_000.0, 5_500.0), Attributed)
            .open(),
    ]
}
