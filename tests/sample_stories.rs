//! The sample portfolio tells, in its numbers, the stories it is there for.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use both_sides::decisions::{Proposals, Verdict, What, fix_or_release};
use both_sides::measures::MeasureId::{self, *};
use both_sides::measures::{Valuation, value};
use both_sides::portfolio::{Account, AccountId, AccountKind, Document, EventKind, Party, RelationshipState};
use both_sides::sample::sample;
use both_sides::slices::at_once;

struct Sample {
    document: Document,
    valuation: Valuation,
}

impl Sample {
    fn open() -> Self {
        let document = sample().unwrap();
        let valuation = value(&document).output;
        Self { document, valuation }
    }

    fn row(&self, id: &str) -> usize {
        self.document.portfolio.row_of(&AccountId::new(id)).unwrap()
    }

    fn account(&self, id: &str) -> &Account {
        &self.document.portfolio.accounts[self.row(id)]
    }

    /// The number, if it is known.
    fn found(&self, measure: MeasureId, id: &str) -> Option<f64> {
        self.valuation.get(measure, self.row(id)).value
    }

    /// The number, which must be known.
    fn of(&self, measure: MeasureId, id: &str) -> f64 {
        let found = self.found(measure, id);
        found.unwrap_or_else(|| panic!("{} of {id} is unknown", measure.label()))
    }

    fn sum(&self, measure: MeasureId) -> f64 {
        self.valuation
            .column(measure)
            .known()
            .map(|(_, number)| number)
            .sum()
    }

    /// Accounts whose number is below zero.
    fn below_zero(&self, measure: MeasureId) -> Vec<&str> {
        let known = self.valuation.column(measure).known();
        let below = known.filter(|(_, number)| *number < 0.0);
        below
            .map(|(row, _)| self.document.portfolio.accounts[row].id.as_str())
            .collect()
    }

    /// Number of events the account gave to us and received from us.
    fn events(&self, id: &str) -> (usize, usize) {
        let party = Party::Account(AccountId::new(id));
        let events = &self.document.portfolio.events;
        let given = events.iter().filter(|event| event.giver == party).count();
        let received = events.iter().filter(|event| event.receiver == party).count();
        (given, received)
    }

    fn zone(&self, id: &str) -> &'static str {
        let thresholds = &self.document.map.thresholds;
        let is_high = |measure: MeasureId| self.of(measure, id) >= thresholds[measure.key()];
        match (is_high(ValueReceived), is_high(TotalValue)) {
            (true, true) => "strategic",
            (true, false) => "prospective",
            (false, true) => "cooperative",
            (false, false) => "tactical",
        }
    }
}

#[test]
fn each_zone_holds_those_it_was_told_with() {
    let sample = Sample::open();
    let told: [(&str, &[&str]); 4] = [
        (
            "strategic",
            &[
                "vellenhof",
                "tiverel",
                "quorrin",
                "ambrelle",
                "noxley",
                "hestrel",
                "pellivar",
                "drostavik",
                "ostrelle",
            ],
        ),
        (
            "prospective",
            &[
                "marrowby",
                "ottiline",
                "lumivarn",
                "corvenne",
                "tarnholt",
                "wendlemere",
                "isolde",
                "dorneval",
            ],
        ),
        (
            "cooperative",
            &[
                "grendelmoor",
                "stavemont",
                "kestrelby",
                "varnemoor",
                "orsinette",
                "zandrecht",
            ],
        ),
        (
            "tactical",
            &[
                "blennerby",
                "mosgarrow",
                "crundel",
                "eskdrift",
                "skellan",
                "tollemarsh",
            ],
        ),
    ];
    for (zone, ids) in told {
        for id in ids {
            assert_eq!(sample.zone(id), zone, "{id}");
        }
    }
}

#[test]
fn no_two_customers_lie_on_the_same_spot() {
    let sample = Sample::open();
    let spot = |id: &str| Some((sample.found(ValueReceived, id)?, sample.found(TotalValue, id)?));
    let accounts = &sample.document.portfolio.accounts;
    let spots: Vec<_> = accounts
        .iter()
        .filter_map(|account| spot(account.id.as_str()))
        .collect();
    assert!(spots.len() >= 30);
    for (place, one) in spots.iter().enumerate() {
        let is_near =
            |other: &&(f64, f64)| (one.0 - other.0).abs() < 1.0 && (one.1 - other.1).abs() < 5_000.0;
        assert_eq!(spots[place + 1..].iter().find(is_near), None, "near {one:?}");
    }
}

#[test]
fn nothing_in_it_needs_a_caveat() {
    let document = sample().unwrap();
    assert_eq!(value(&document).warnings, []);
}

#[test]
fn credit_moves_value_and_adds_none() {
    let sample = Sample::open();
    let (net, current) = (sample.sum(NetValue), sample.sum(CurrentValue));
    // Accounts without a current value of their own hold net value too.
    assert!((net - current).abs() < 1e-6 * current, "{net} {current}");
    let (arriving, leaving) = (sample.sum(AttributedIn), sample.sum(AttributedOut));
    assert!(
        (arriving - leaving).abs() < 1e-6 * leaving,
        "{arriving} {leaving}"
    );
}

#[test]
fn three_customers_are_below_zero_and_one_of_them_is_a_hidden_asset() {
    let sample = Sample::open();
    assert_eq!(sample.below_zero(CurrentValue), ["isolde", "eskdrift", "skellan"]);
    assert_eq!(sample.below_zero(TotalValue), ["eskdrift", "skellan"]);
    assert!(sample.of(RelationshipValue, "isolde") > -2.0 * sample.of(CurrentValue, "isolde"));
    assert!(sample.of(ReferenceRole, "isolde") > 75.0);
}

#[test]
fn the_largest_revenue_loses_money_and_a_small_rise_would_mend_it() {
    let sample = Sample::open();
    let revenue = sample.of(Revenue, "eskdrift");
    let largest = sample.valuation.column(Revenue).known();
    assert!(largest.map(|(_, other)| other).all(|other| other <= revenue));
    assert!(-sample.of(Contribution, "eskdrift") / revenue < 0.06);
}

#[test]
fn one_is_to_be_fixed_or_released() {
    let sample = Sample::open();
    let (cost, margin) = (
        sample.of(CostToServe, "skellan"),
        sample.of(GrossMargin, "skellan"),
    );
    assert!(
        (cost - margin) / cost > 0.5,
        "more than half of the cost would have to go"
    );
    assert!(
        sample.of(AvoidableCost, "skellan") > margin,
        "releasing it saves more than it brings"
    );
    assert_eq!(
        sample.events("skellan").0,
        0,
        "it never gave anything beside money"
    );
    assert_eq!(sample.account("skellan").reference_willingness, Some(0.0));
}

#[test]
fn those_below_zero_get_three_different_verdicts() {
    let sample = Sample::open();
    let fixes = fix_or_release(&sample.document, &sample.valuation);
    let verdict = |id| {
        fixes
            .iter()
            .find(|fix| fix.row == sample.row(id))
            .unwrap()
            .verdict
    };
    assert_eq!(verdict("isolde"), Verdict::HiddenAsset);
    assert_eq!(verdict("eskdrift"), Verdict::Fix);
    assert_eq!(verdict("skellan"), Verdict::FixOrRelease);
    assert_eq!(fixes.len(), 3);
}

#[test]
fn the_first_proposals_are_of_several_kinds() {
    let sample = Sample::open();
    let found = at_once(Proposals::find(&sample.document, &sample.valuation)).found;
    let kinds: BTreeSet<&str> = (found.iter().take(12))
        .map(|found| found.what.kind().word())
        .collect();
    assert!(kinds.len() >= 4, "{kinds:?}");
    assert!(
        found
            .iter()
            .all(|found| { found.what != What::Release || found.row == sample.row("skellan") })
    );
}

#[test]
fn a_small_one_has_large_headroom() {
    let sample = Sample::open();
    assert!(sample.of(Headroom, "ottiline") > 5.0 * sample.of(Revenue, "ottiline"));
    assert!(sample.of(Revenue, "ottiline") < 20_000.0);
}

#[test]
fn a_delighted_one_was_never_asked_for_a_reference() {
    let sample = Sample::open();
    assert!(sample.of(ValueReceived, "noxley") > 85.0);
    assert!(sample.account("noxley").reference_willingness.unwrap() > 90.0);
    let party = Party::Account(AccountId::new("noxley"));
    let referred = |kind| matches!(kind, EventKind::ReferenceUse | EventKind::WordOfMouth);
    let events = &sample.document.portfolio.events;
    assert!(
        !events
            .iter()
            .any(|event| event.giver == party && referred(event.kind))
    );
}

#[test]
fn one_gives_much_and_gets_nothing() {
    let sample = Sample::open();
    let (given, received) = sample.events("kestrelby");
    assert!(given >= 5 && received == 0);
    assert!(sample.of(ExchangeBalance, "kestrelby") > 20_000.0);
}

#[test]
fn a_chain_of_two_passes_on_once_and_an_idle_referral_moves_nothing() {
    let sample = Sample::open();
    let from_marrowby = 0.5 * 0.85 * sample.of(CurrentValue, "marrowby");
    let held = sample.of(CurrentValue, "quorrin") + from_marrowby;
    let from_drostavik = 0.3 * 0.8 * sample.of(CurrentValue, "drostavik");
    let expected = 0.25 * 0.9 * held + from_drostavik;
    assert!((sample.of(AttributedIn, "ostrelle") - expected).abs() < 1e-6);
    assert_eq!(sample.of(AttributedOut, "orsinette"), 0.0);
    assert_eq!(sample.of(SavedAcquisition, "vellenhof"), 18_000.0);
}

#[test]
fn what_is_not_known_is_left_open() {
    let sample = Sample::open();
    assert_eq!(sample.found(ValueReceived, "ravosel"), None);
    assert!(sample.of(TotalValue, "ravosel") > 0.0);
    assert_eq!(sample.found(CostToServe, "dorneval"), None);
    assert_eq!(sample.found(GrossMargin, "wyckfern"), None);
    assert_eq!(sample.found(TotalValue, "wyckfern"), None);
    assert!(sample.found(ValueReceived, "wyckfern").is_some());
    let prospects = sample.document.portfolio.accounts.iter();
    for prospect in prospects.filter(|account| account.kind == AccountKind::Prospect) {
        assert_eq!(sample.found(CurrentValue, prospect.id.as_str()), None);
    }
}

#[test]
fn one_has_lapsed() {
    let sample = Sample::open();
    assert_eq!(
        sample.account("tollemarsh").state,
        Some(RelationshipState::Lapsed)
    );
    assert_eq!(sample.of(CurrentValue, "tollemarsh"), 0.0);
    assert_eq!(sample.of(Revenue, "tollemarsh"), 0.0);
}

#[test]
fn many_have_bounds_both_ways() {
    let sample = Sample::open();
    let rows = 0..sample.document.portfolio.accounts.len();
    let has_bounds = |measure: MeasureId| {
        let with = |row: &usize| sample.valuation.get(measure, *row).interval.is_some();
        rows.clone().filter(with).count()
    };
    assert!(has_bounds(ValueReceived) >= 25);
    assert!(has_bounds(TotalValue) >= 25);
}
