//! The same firm at the ends of two earlier years, for the snapshots: fewer accounts, other orders, other opinions.
//!
//! Orders, events and shares are those of the stories up to that day. What the stories tell of the present only is led
//! back: opinions by the answers of the year before, costs and prices by a few per cent, seeded by the account.

use both_sides::measures::{self, MeasureId, Unit, snapshots};
use both_sides::portfolio::RelationshipState::{self, Acquaintance, Friend, Stranger};
use both_sides::portfolio::{Account, Document, Observation, Party, Shared, Snapshot, SnapshotColumn};
use both_sides::units::{Day, Estimate};

use super::catalogue::{LOGISTICS, MACHINE};
use super::draws::Draws;
use super::orders;
use super::teller::{Story, id_of};

/// Measures that the lenses compare; the file stays small.
const KEPT: [MeasureId; 22] = [
    MeasureId::Revenue,
    MeasureId::GrossMargin,
    MeasureId::CostToServe,
    MeasureId::Contribution,
    MeasureId::Retention,
    MeasureId::CurrentValue,
    MeasureId::PotentialValue,
    MeasureId::RelationshipValue,
    MeasureId::ReferralValue,
    MeasureId::TotalValue,
    MeasureId::ValueReceived,
    MeasureId::Attitude,
    MeasureId::Intention,
    MeasureId::Length,
    MeasureId::Breadth,
    MeasureId::Depth,
    MeasureId::RemainingLength,
    MeasureId::EffectiveBreadth,
    MeasureId::Payoff,
    MeasureId::Potential,
    MeasureId::Partnership,
    MeasureId::Priority,
];

/// One account that stood elsewhere at the end of a year.
struct Turn {
    /// The last year at whose end it stood there.
    until: i16,
    name: &'static str,
    state: Option<RelationshipState>,
    segment: Option<&'static str>,
}

const fn was(until: i16, name: &'static str, state: RelationshipState) -> Turn {
    Turn {
        until,
        name,
        state: Some(state),
        segment: None,
    }
}

const fn stood(until: i16, name: &'static str, segment: &'static str) -> Turn {
    Turn {
        until,
        name,
        state: None,
        segment: Some(segment),
    }
}

const TURNS: [Turn; 14] = [
    was(2024, "Tollemarsh Feed", Friend),
    was(2024, "Tiverel Pharma", Acquaintance),
    was(2024, "Marrowby Foods", Acquaintance),
    was(2024, "Isolde Ferments", Friend),
    was(2024, "Holmbrandt Seafood", Stranger),
    was(2024, "Odile Verrant", Acquaintance),
    was(2025, "Hestrel Robotics", Friend),
    was(2025, "Lumivarn Labs", Acquaintance),
    was(2025, "Ostrelle Systems", Friend),
    was(2025, "Eskdrift Parcels", Friend),
    was(2025, "Grendelmoor Drinks", Friend),
    was(2025, "Varnemoor Clinics", Friend),
    stood(2024, "Blennerby Packs", LOGISTICS),
    stood(2025, "Wyckfern Labels", MACHINE),
];

/// The two snapshots, oldest first; `None` when a date is no day of the calendar.
pub fn snapshots(now: &Document, stories: &[Story]) -> Option<Vec<Shared<Snapshot>>> {
    [2024, 2025]
        .into_iter()
        .map(|year| {
            let document = at(now, stories, Day::new(year, 12, 31)?)?;
            let valuation = measures::value(&document).output;
            let (id, name) = (format!("end-{year}"), format!("End of {year}"));
            let mut snapshot = snapshots::take(&document, &valuation, id, name);
            let kept =
                |column: &SnapshotColumn| measure_of(column).is_some_and(|measure| KEPT.contains(&measure));
            snapshot.columns.retain(kept);
            snapshot.columns.iter_mut().for_each(round);
            Some(Shared::new(snapshot))
        })
        .collect()
}

fn measure_of(column: &SnapshotColumn) -> Option<MeasureId> {
    MeasureId::from_key(&column.measure)
}

/// Money to the unit, indices to a tenth, shares and years to a thousandth.
fn round(column: &mut SnapshotColumn) {
    let steps = match measure_of(column).map(MeasureId::unit) {
        Some(Unit::Money | Unit::MoneyPerYear) => 1.0,
        Some(Unit::Index) => 10.0,
        _ => 1000.0,
    };
    for value in column.values.iter_mut().flatten() {
        *value = (*value * steps).round() / steps;
    }
}

/// The portfolio as it stood on `day`.
fn at(now: &Document, stories: &[Story], day: Day) -> Option<Document> {
    let mut document = now.clone();
    document.as_of = day;
    let years = now.as_of.years_since(day);
    let is_there = |account: &Account| account.since.is_none_or(|since| since <= day);
    let known: Vec<_> = (now.portfolio.accounts.iter().zip(stories))
        .filter(|(account, _)| is_there(account))
        .collect();
    let accounts = known.iter().map(|(account, story)| {
        let mut account: Account = (***account).clone();
        let plan = story.plan.as_ref();
        account.orders = plan
            .and_then(|plan| orders::history_until(&account, plan, now.as_of, day))
            .map(Shared::new);
        lead_back(&mut account, day, years);
        Shared::new(account)
    });
    let portfolio = &mut document.portfolio;
    portfolio.accounts = accounts.collect();
    let accounts = &portfolio.accounts;
    let has = |id: &both_sides::portfolio::AccountId| accounts.iter().any(|account| account.id == *id);
    let is_known = |party: &Party| match party {
        Party::Us => true,
        Party::Account(id) => has(id),
    };
    portfolio.events.edit().retain(|event| {
        let is_past = event.date.is_none_or(|date| date <= day);
        is_past && is_known(&event.giver) && is_known(&event.receiver)
    });
    (portfolio.attributions.edit()).retain(|due| has(&due.outcome) && has(&due.contributor));
    portfolio.observations.edit().retain(|seen| has(&seen.account));
    portfolio.loads.edit().retain(|load| has(&load.account));
    for seen in portfolio.observations.edit() {
        ask_earlier(seen, day, years);
    }
    for load in portfolio.loads.edit() {
        let mut draws = Draws::seeded(&format!("{}{}", load.account.as_str(), load.activity));
        load.events_per_year = (load.events_per_year * drift(&mut draws, years, -0.16, 0.1)).round();
    }
    Some(document)
}

/// A factor that drifts from 1 by a share between `low` and `high` a year.
fn drift(draws: &mut Draws, years: f64, low: f64, high: f64) -> f64 {
    1.0 + years * (low + (high - low) * draws.next())
}

fn lead_back(account: &mut Account, day: Day, years: f64) {
    let turns = TURNS
        .iter()
        .filter(|turn| day.year() <= turn.until && id_of(turn.name) == account.id);
    for turn in turns {
        account.state = turn.state.or(account.state);
        account.segment = turn.segment.map_or(account.segment.clone(), str::to_owned);
    }
    account.until = account.until.filter(|until| *until <= day);
    let mut draws = Draws::seeded(&account.name);
    let economics = &mut account.economics;
    for stated in [
        &mut economics.annual_revenue,
        &mut economics.gross_margin,
        &mut economics.cost_to_serve,
    ] {
        let factor = drift(&mut draws, years, -0.14, 0.07);
        *stated = stated.and_then(|stated| scaled(stated, factor));
    }
    if let Some(renewals) = &mut account.renewals {
        renewals.renewed = renewals.renewed.saturating_sub(years.ceil() as u32);
    }
}

fn scaled(stated: Estimate, factor: f64) -> Option<Estimate> {
    let round = |value: f64| (value * factor / 10.0).round() * 10.0;
    Estimate::between(round(stated.low()), round(stated.base()), round(stated.high()))
}

/// What was said after `day` stands for what was said a year or two before, a little better or worse for each account.
fn ask_earlier(seen: &mut Observation, day: Day, years: f64) {
    let Some(mut date) = seen.date else { return };
    while date > day {
        match date.plus_months(-12) {
            Some(earlier) => date = earlier,
            None => return,
        }
    }
    if seen.date == Some(date) {
        return;
    }
    seen.date = Some(date);
    let mut draws = Draws::seeded(&format!("{} then", seen.account.as_str()));
    let shift = match seen.account.as_str() {
        // Told by hand: who has lost patience, and who has been won over.
        "eskdrift" | "grendelmoor" | "varnemoor" => 1.2,
        "hestrel" | "lumivarn" | "tiverel" => -1.1,
        _ => -0.9 + 1.5 * draws.next(),
    };
    let scores = [
        &mut seen.rating,
        &mut seen.satisfaction,
        &mut seen.intention,
        &mut seen.recommend,
    ];
    for score in scores {
        *score = score.map(|score| (score + shift * years).round().clamp(1.0, 10.0));
    }
}
