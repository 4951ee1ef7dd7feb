//! How much the two sides need each other, what else is judged, and why some of them came.

use both_sides::portfolio::{Account, CameBy};
use both_sides::units::Rate;

/// What an account manager would say when asked; `None` where nobody could.
struct Stance {
    name: &'static str,
    /// How easily they could replace us, and how much we save them.
    ours: [Option<f64>; 2],
    /// How critical they are to us, how easily we could replace them, how much they save us.
    theirs: [Option<f64>; 3],
    /// Sites that buy from us, of those there are.
    sites: Option<(u32, u32)>,
    /// Growth of their own business a year.
    growth: Option<f64>,
    /// How far they look over a shortfall.
    tolerance: Option<f64>,
}

const fn stance(name: &'static str) -> Stance {
    Stance {
        name,
        ours: [None, None],
        theirs: [None, None, None],
        sites: None,
        growth: None,
        tolerance: None,
    }
}

const STANCES: &[Stance] = &[
    Stance {
        ours: [Some(30.0), Some(70.0)],
        theirs: [Some(75.0), Some(25.0), Some(60.0)],
        sites: Some((5, 6)),
        growth: Some(0.03),
        tolerance: Some(80.0),
        ..stance("Vellenhof Dairy")
    },
    Stance {
        ours: [Some(20.0), Some(80.0)],
        theirs: [Some(85.0), Some(20.0), None],
        sites: Some((3, 7)),
        growth: Some(0.11),
        tolerance: Some(55.0),
        ..stance("Tiverel Pharma")
    },
    Stance {
        ours: [Some(45.0), None],
        theirs: [Some(50.0), Some(50.0), Some(35.0)],
        sites: Some((4, 4)),
        growth: Some(-0.02),
        tolerance: Some(70.0),
        ..stance("Quorrin Brewing")
    },
    Stance {
        ours: [Some(40.0), Some(55.0)],
        theirs: [Some(60.0), Some(40.0), None],
        sites: Some((2, 9)),
        growth: Some(0.06),
        ..stance("Ambrelle Water")
    },
    Stance {
        ours: [Some(25.0), Some(75.0)],
        theirs: [Some(70.0), Some(35.0), Some(50.0)],
        growth: Some(0.18),
        tolerance: Some(60.0),
        ..stance("Noxley Biologics")
    },
    Stance {
        ours: [Some(35.0), None],
        theirs: [Some(45.0), Some(55.0), None],
        sites: Some((1, 3)),
        growth: Some(0.14),
        ..stance("Hestrel Robotics")
    },
    Stance {
        ours: [Some(50.0), Some(40.0)],
        sites: Some((6, 10)),
        growth: Some(0.04),
        tolerance: Some(45.0),
        ..stance("Pellivar Cold Chain")
    },
    Stance {
        ours: [Some(60.0), None],
        theirs: [Some(40.0), Some(60.0), None],
        sites: Some((2, 12)),
        growth: Some(0.02),
        ..stance("Drostavik Energy")
    },
    Stance {
        theirs: [Some(35.0), Some(65.0), Some(10.0)],
        sites: Some((3, 3)),
        growth: Some(0.0),
        tolerance: Some(30.0),
        ..stance("Marrowby Foods")
    },
    Stance {
        ours: [Some(30.0), Some(65.0)],
        theirs: [Some(25.0), Some(75.0), None],
        sites: Some((1, 1)),
        growth: Some(0.09),
        ..stance("Lumivarn Labs")
    },
    Stance {
        ours: [Some(70.0), Some(20.0)],
        theirs: [Some(65.0), Some(45.0), None],
        sites: Some((4, 5)),
        tolerance: Some(20.0),
        ..stance("Tarnholt Rail")
    },
    Stance {
        ours: [Some(65.0), None],
        theirs: [Some(55.0), Some(40.0), Some(25.0)],
        growth: Some(-0.04),
        tolerance: Some(25.0),
        ..stance("Stavemont Polymers")
    },
];

const CAME_BY: &[(&str, CameBy)] = &[
    ("Noxley Biologics", CameBy::Earned),
    ("Lumivarn Labs", CameBy::Earned),
    ("Hestrel Robotics", CameBy::Bought),
    ("Zandrecht Utilities", CameBy::Bought),
    ("Ravosel Optics", CameBy::Bought),
];

/// Adds what was said of this account, if anything was.
pub fn tell(account: &mut Account) {
    if let Some(stance) = STANCES.iter().find(|stance| stance.name == account.name) {
        let standing = &mut account.standing;
        [standing.replaceability, standing.savings] = stance.ours;
        [
            standing.their_criticality,
            standing.their_replaceability,
            standing.their_savings,
        ] = stance.theirs;
        account.units.served = stance.sites.map(|(served, _)| served);
        account.units.total = stance.sites.map(|(_, total)| total);
        account.economics.business_growth = stance.growth.map(Rate::clamped);
        if let Some(tolerance) = stance.tolerance {
            account
                .extra
                .insert("Tolerance".to_owned(), tolerance.to_string());
        }
    }
    let came = CAME_BY.iter().find(|(name, _)| *name == account.name);
    account.came_by = came.map(|(_, why)| *why);
}
