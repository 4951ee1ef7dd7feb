//! What we received beside sales.

use both_sides::portfolio::Basis::{Judged, Observed};
use both_sides::portfolio::Capital::{Human, Knowledge, Monetary, Relational, Reputational, Social};
use both_sides::portfolio::EventKind::{
    CoInnovation, CustomerReferral, EmployeeReferral, Feedback, Introduction, Other, ReferenceUse,
    RiskShared, WordOfMouth,
};
use both_sides::portfolio::ValueEvent;

use super::ledger::{Told, got};

/// The events, by what they were about.
pub fn events() -> Vec<ValueEvent> {
    let mut all = referrals();
    all.extend(references());
    all.extend(learning());
    all
}

fn referrals() -> Vec<ValueEvent> {
    vec![
        got(
            "ostrelle",
            (2017, 11, 20),
            CustomerReferral,
            Social,
            1.0,
            "referral",
        )
        .won("quorrin"),
        got(
            "ostrelle",
            (2017, 2, 6),
            CustomerReferral,
            Social,
            1.0,
            "referral",
        )
        .won("drostavik"),
        got(
            "quorrin",
            (2023, 9, 12),
            CustomerReferral,
            Social,
            1.0,
            "referral",
        )
        .won("marrowby")
        .note("Called the plant manager of Marrowby himself."),
        got(
            "vellenhof",
            (2020, 5, 4),
            CustomerReferral,
            Social,
            1.0,
            "referral",
        )
        .won("orsinette")
        .note("Orsinette had already asked for an offer: it would have come anyway."),
        got(
            "vellenhof",
            (2022, 12, 1),
            CustomerReferral,
            Social,
            1.0,
            "referral",
        )
        .won("ottiline"),
        got(
            "tiverel",
            (2024, 6, 14),
            Introduction,
            Social,
            1.0,
            "introduction",
        )
        .won("lumivarn"),
        got("joris", (2014, 9, 30), Introduction, Social, 1.0, "introduction").won("ambrelle"),
        got("joris", (2025, 10, 2), Introduction, Social, 2.0, "introduction")
            .note("Two water boards in the South."),
        got("flow", (2026, 5, 11), Introduction, Social, 1.0, "introduction").hoped("thrandel"),
        got(
            "ambrelle",
            (2026, 3, 30),
            Introduction,
            Social,
            1.0,
            "introduction",
        )
        .hoped("celandra"),
        got(
            "calvessa",
            (2024, 4, 22),
            Introduction,
            Social,
            1.0,
            "introduction",
        )
        .failed(),
        got("mirre", (2023, 4, 3), EmployeeReferral, Human, 1.0, "hire").note("Service planner."),
        got("mirre", (2025, 9, 1), EmployeeReferral, Human, 1.0, "hire").note("Firmware engineer."),
        got("hestrel", (2025, 2, 17), EmployeeReferral, Human, 1.0, "hire")
            .note("Sent us a graduate they could not keep."),
    ]
}

fn references() -> Vec<ValueEvent> {
    vec![
        got(
            "isolde",
            (2020, 12, 10),
            ReferenceUse,
            Reputational,
            3.0,
            "reference call",
        )
        .won("pellivar"),
        got(
            "isolde",
            (2020, 4, 21),
            ReferenceUse,
            Reputational,
            1.0,
            "reference visit",
        )
        .won("noxley"),
        got(
            "isolde",
            (2024, 10, 15),
            ReferenceUse,
            Reputational,
            1.0,
            "published case",
        ),
        got(
            "isolde",
            (2025, 6, 5),
            ReferenceUse,
            Reputational,
            6.0,
            "reference call",
        ),
        got(
            "isolde",
            (2026, 8, 18),
            ReferenceUse,
            Reputational,
            5.0,
            "reference call",
        )
        .hoped("celandra"),
        got(
            "ambrelle",
            (2024, 5, 28),
            ReferenceUse,
            Reputational,
            2.0,
            "reference visit",
        )
        .won("wendlemere"),
        got(
            "ambrelle",
            (2025, 9, 16),
            ReferenceUse,
            Reputational,
            4.0,
            "reference visit",
        ),
        got(
            "ambrelle",
            (2026, 6, 9),
            ReferenceUse,
            Reputational,
            5.0,
            "reference visit",
        )
        .note("Five visits in one year."),
        got(
            "kestrelby",
            (2025, 3, 18),
            ReferenceUse,
            Reputational,
            5.0,
            "reference call",
        ),
        got(
            "vellenhof",
            (2026, 2, 12),
            ReferenceUse,
            Reputational,
            1.0,
            "published case",
        ),
        got(
            "quorrin",
            (2026, 4, 14),
            WordOfMouth,
            Reputational,
            4.0,
            "recommendation",
        ),
        got(
            "corvenne",
            (2025, 3, 7),
            WordOfMouth,
            Reputational,
            6.0,
            "recommendation",
        ),
        got(
            "lumivarn",
            (2026, 9, 10),
            WordOfMouth,
            Reputational,
            3.0,
            "recommendation",
        ),
        got("odile", (2025, 1, 27), WordOfMouth, Reputational, 1.0, "column")
            .worth((4_000.0, 9_000.0, 18_000.0), Judged)
            .note("Her column on gas detection; Tiverel's engineers quoted it."),
        got(
            "odile",
            (2026, 9, 22),
            WordOfMouth,
            Reputational,
            5.0,
            "recommendation",
        ),
    ]
}

fn learning() -> Vec<ValueEvent> {
    vec![
        got(
            "vellenhof",
            (2025, 5, 19),
            CoInnovation,
            Knowledge,
            6.0,
            "test week",
        )
        .note("The hygienic flow sensor."),
        got(
            "vellenhof",
            (2026, 7, 6),
            CoInnovation,
            Knowledge,
            4.0,
            "test week",
        )
        .open(),
        got(
            "hestrel",
            (2026, 1, 19),
            CoInnovation,
            Knowledge,
            8.0,
            "test week",
        )
        .note("Gas detection on a moving arm."),
        got(
            "merrowin",
            (2024, 3, 11),
            CoInnovation,
            Knowledge,
            3.0,
            "test week",
        )
        .note("Glass for the level probe."),
        got("merrowin", (2023, 8, 30), RiskShared, Monetary, 1.0, "recall")
            .worth((14_000.0, 14_000.0, 14_000.0), Observed)
            .note("Took half of the recall."),
        got("lumivarn", (2025, 11, 4), Feedback, Knowledge, 4.0, "idea"),
        got("lumivarn", (2026, 8, 25), Feedback, Knowledge, 7.0, "idea")
            .note("Four of them are in the next release."),
        got("kestrelby", (2024, 11, 12), Feedback, Knowledge, 5.0, "idea"),
        got("kestrelby", (2026, 5, 5), Feedback, Knowledge, 6.0, "idea")
            .note("Their list became our salt-air test."),
        got(
            "kestrelby",
            (2025, 8, 20),
            RiskShared,
            Relational,
            3.0,
            "shortfall forgiven",
        ),
        got(
            "kestrelby",
            (2024, 1, 16),
            RiskShared,
            Monetary,
            1.0,
            "waived penalty",
        )
        .worth((9_000.0, 9_000.0, 9_000.0), Observed),
        got(
            "grendelmoor",
            (2025, 6, 24),
            RiskShared,
            Relational,
            2.0,
            "shortfall forgiven",
        ),
        got("tiverel", (2026, 3, 3), Feedback, Knowledge, 3.0, "idea"),
        got("noxley", (2026, 2, 16), Feedback, Knowledge, 2.0, "idea"),
        got("wendlemere", (2025, 10, 21), Feedback, Knowledge, 1.0, "idea"),
        got("calvessa", (2026, 1, 30), Feedback, Knowledge, 24.0, "hour").note("Calibration know-how."),
        got("flow", (2025, 12, 1), Other, Knowledge, 30.0, "hour").note("Early sight of the new norm."),
        got("isolde", (2026, 1, 8), Other, Relational, 3.0, "favour")
            .note("Showed three of our trainees around."),
    ]
}
