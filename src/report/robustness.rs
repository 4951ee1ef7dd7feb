//! How firmly the numbers stand, as sentences and rows: chances of zones, what moves a number, what to find out.

use crate::decisions::{Zone, ZoneMap};
use crate::measures::models::BuyingKind;
use crate::measures::three_ps::Composite;
use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::{AccountId, Document, Field};
use crate::robustness::{Findings, FitPart, Input, InputKey, Plan, Robustness, Swing, inputs};
use crate::units::Interval;

use super::style::{NumberStyle, UNKNOWN};

/// How the intervals of draws came about, in a sentence.
pub fn how_drawn(robustness: &Robustness, style: &NumberStyle) -> String {
    let plan = robustness.uncertainty.plan;
    format!(
        "{} draws of {} uncertain inputs, seed {}; 90 % of the draws lie within an interval. Inputs are drawn \
         independently of one another, but for the parameters of one fit.",
        style.number(f64::from(plan.n_draws), 0),
        style.number(robustness.uncertainty.n_inputs as f64, 0),
        plan.seed
    )
}

/// Where a number lies over the draws, when it varies.
pub fn drawn_interval(
    robustness: &Robustness,
    valuation: &Valuation,
    measure: MeasureId,
    row: usize,
    style: &NumberStyle,
) -> Option<String> {
    let value = valuation.get(measure, row).value?;
    let Interval { low, high } = robustness.uncertainty.interval(measure, row, value)?;
    Some(style.interval(Interval { low, high }, measure.unit()))
}

/// A share of draws: never "100 %" for what is not certain, never "0 %" for what may happen.
fn chance(share: f64, style: &NumberStyle) -> String {
    match share {
        _ if share > 0.0 && share < 0.005 => "less than 1 %".to_owned(),
        _ if share < 1.0 && share > 0.995 => "more than 99 %".to_owned(),
        _ => style.share(share),
    }
}

/// In which share of draws and of weightings the account in `row` stays in its zone, in sentences.
pub fn zone_sentences(
    document: &Document,
    valuation: &Valuation,
    robustness: &Robustness,
    row: usize,
    style: &NumberStyle,
) -> Vec<String> {
    let found = &robustness.uncertainty;
    let map = ZoneMap::new(document, valuation, found.plan.across, found.plan.up);
    let Some(zone) = map.place(row).zone() else {
        return Vec::new();
    };
    let texts = &document.map.zones;
    let zones = found.zones.get(row).copied().unwrap_or_default();
    let place = place_of(zone);
    let mut sentences = vec![format!(
        "In {} of {} draws of what is uncertain it is {}{}.",
        chance(zones[place], style),
        style.number(f64::from(found.plan.n_draws), 0),
        zone.name(texts),
        otherwise(&zones, place, document, style)
    )];
    if let (Some(around), Some(any)) = (&robustness.around, &robustness.any) {
        let share = |of: &[[f64; 4]]| of.get(row).map_or(0.0, |zones| zones[place]);
        sentences.push(format!(
            "Were {} weighted otherwise, it would be {} in {} of weightings around the stated ones and in {} of any.",
            weighed_words(found.plan),
            zone.name(texts),
            chance(share(&around.zones), style),
            chance(share(&any.zones), style)
        ));
    }
    sentences
}

fn place_of(zone: Zone) -> usize {
    Zone::ALL.iter().position(|known| *known == zone).unwrap_or(0)
}

/// ", else mostly Tactical (12 %)".
fn otherwise(zones: &[f64; 4], place: usize, document: &Document, style: &NumberStyle) -> String {
    let others = (0..4).filter(|other| *other != place && zones[*other] > 0.0);
    let most = others.max_by(|a, b| zones[*a].total_cmp(&zones[*b]));
    most.map_or_else(String::new, |other| {
        format!(
            ", else mostly {} ({})",
            Zone::ALL[other].name(&document.map.zones),
            chance(zones[other], style)
        )
    })
}

/// One account on the screen of robustness.
#[derive(Clone, Debug, PartialEq)]
pub struct RobustRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its zone.
    pub zone: String,
    /// Share of draws in that zone.
    pub drawn: String,
    /// The same, 0 to 1.
    pub share: f64,
    /// Share of weightings around the stated ones in that zone.
    pub around: String,
    /// Share of any weightings in that zone.
    pub any: String,
    /// Share of draws among the top.
    pub top: String,
    /// The value up, and where it lies over the draws.
    pub value: String,
    /// Its interval.
    pub interval: String,
    /// What to find out first.
    pub first: String,
}

/// The screen of robustness.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RobustReport {
    /// How the draws came about.
    pub how: String,
    /// What they say about the whole, in a sentence.
    pub sentence: String,
    /// The measure up.
    pub up: &'static str,
    /// The accounts that are in a zone, least firm first; at most [`MOST_ROWS`].
    pub rows: Vec<RobustRow>,
    /// How many there are in all.
    pub n_rows: usize,
    /// What would be worth most to find out, over all accounts.
    pub finds: Vec<FindRow>,
}

/// Rows shown at once.
pub const MOST_ROWS: usize = 200;
/// Findings shown at once.
const MOST_FINDS: usize = 8;

/// One thing worth finding out.
#[derive(Clone, Debug, PartialEq)]
pub struct FindRow {
    /// What.
    pub label: String,
    /// What is known of it: low to high.
    pub known: String,
    /// By how many points the chance to name the zone rightly would rise.
    pub chance: String,
    /// What knowing it is worth.
    pub worth: String,
}

/// Everything about how firmly the map stands.
pub fn robust_report(
    document: &Document,
    valuation: &Valuation,
    robustness: &Robustness,
    style: &NumberStyle,
) -> RobustReport {
    let found = &robustness.uncertainty;
    let map = ZoneMap::new(document, valuation, found.plan.across, found.plan.up);
    let all = inputs(document, valuation);
    let mut placed: Vec<(usize, Zone, f64)> = (0..found.zones.len())
        .filter_map(|row| {
            let zone = map.place(row).zone()?;
            Some((row, zone, found.zones[row][place_of(zone)]))
        })
        .collect();
    let firm = placed.iter().filter(|(_, _, share)| *share >= 0.9).count();
    placed.sort_by(|a, b| a.2.total_cmp(&b.2).then(a.0.cmp(&b.0)));
    let sentence = format!(
        "{} of {} accounts that have a zone stay in it in at least 90 % of the draws.",
        style.number(firm as f64, 0),
        style.number(placed.len() as f64, 0)
    );
    let rows = placed.iter().take(MOST_ROWS).map(|&(row, zone, share)| {
        let account = &document.portfolio.accounts[row];
        let weighted = |of: &Option<crate::robustness::Weighted>| {
            of.as_ref()
                .and_then(|weighted| weighted.zones.get(row))
                .map_or_else(
                    || UNKNOWN.to_owned(),
                    |zones| chance(zones[place_of(zone)], style),
                )
        };
        let up = found.plan.up;
        RobustRow {
            account: account.id.clone(),
            name: account.name.clone(),
            zone: zone.name(&document.map.zones).to_owned(),
            drawn: chance(share, style),
            share,
            around: weighted(&robustness.around),
            any: weighted(&robustness.any),
            top: chance(found.top.get(row).copied().unwrap_or_default(), style),
            value: style.measured(valuation.get(up, row), up.unit()),
            interval: drawn_interval(robustness, valuation, up, row, style).unwrap_or_default(),
            first: (found.findings.get(row))
                .and_then(|findings| all.get(findings.inputs.first()?.input))
                .map_or_else(String::new, |input| input_label(document, input, Some(row))),
        }
    });
    RobustReport {
        how: how_drawn(robustness, style),
        sentence,
        up: found.plan.up.label(),
        rows: rows.collect(),
        n_rows: placed.len(),
        finds: most_worth(document, &all, robustness, style),
    }
}

/// What would be worth most to know over all accounts: an input's worth is that over every account it moves.
fn most_worth(
    document: &Document,
    all: &[Input],
    robustness: &Robustness,
    style: &NumberStyle,
) -> Vec<FindRow> {
    let mut sums = vec![(0.0, 0.0); all.len()];
    for finding in robustness
        .uncertainty
        .findings
        .iter()
        .flat_map(|findings| &findings.inputs)
    {
        if let Some(sum) = sums.get_mut(finding.input) {
            *sum = (sum.0 + finding.chance, sum.1 + finding.worth);
        }
    }
    let mut order: Vec<usize> = (0..all.len()).filter(|&place| sums[place].0 > 0.0).collect();
    order.sort_by(|&a, &b| {
        sums[b]
            .1
            .total_cmp(&sums[a].1)
            .then(sums[b].0.total_cmp(&sums[a].0))
    });
    order.truncate(MOST_FINDS);
    let unit = robustness.uncertainty.plan.up.unit();
    let row = |place: usize| find_row(document, &all[place], None, sums[place], unit, style);
    order.into_iter().map(row).collect()
}

fn find_row(
    document: &Document,
    input: &Input,
    row: Option<usize>,
    (chance, worth): (f64, f64),
    unit: Unit,
    style: &NumberStyle,
) -> FindRow {
    let ends = Interval {
        low: input.low,
        high: input.high,
    };
    FindRow {
        label: input_label(document, input, row),
        known: style.interval(ends, unit_of(input)),
        chance: format!(
            "+{} points",
            style.number(chance * 100.0, usize::from(chance < 0.1))
        ),
        worth: if worth > 0.0 {
            style.value(worth, unit)
        } else {
            UNKNOWN.to_owned()
        },
    }
}

/// What is worth finding out about one account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FindReport {
    /// How well its zone is known now, in a sentence.
    pub sentence: String,
    /// What to find out, most useful first.
    pub rows: Vec<FindRow>,
}

/// What is worth finding out about the account in `row`.
pub fn find_report(
    document: &Document,
    valuation: &Valuation,
    robustness: &Robustness,
    row: usize,
    style: &NumberStyle,
) -> FindReport {
    let all = inputs(document, valuation);
    let up = robustness.uncertainty.plan.up;
    let nothing = Findings::default();
    let findings = robustness.uncertainty.findings.get(row).unwrap_or(&nothing);
    let rows = findings.inputs.iter().filter_map(|finding| {
        let input = all.get(finding.input)?;
        let gain = (finding.chance, finding.worth);
        Some(find_row(document, input, Some(row), gain, up.unit(), style))
    });
    let known = findings.chance.map_or_else(
        || "It is in no zone yet.".to_owned(),
        |sure| format!("As things stand its zone is right with {}.", chance(sure, style)),
    );
    let worth = if findings.everything > 0.0 {
        format!(
            " Knowing everything first would be worth {} in deciding on which side of the threshold of {} to treat it.",
            style.value(findings.everything, up.unit()),
            up.label().to_lowercase()
        )
    } else {
        " Nothing that is uncertain would change on which side of the threshold it is treated.".to_owned()
    };
    FindReport {
        sentence: known + &worth,
        rows: rows.collect(),
    }
}

/// One bar of a tornado.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoBar {
    /// The input.
    pub label: String,
    /// Its low end.
    pub low_end: String,
    /// Its high end.
    pub high_end: String,
    /// The number with the input at its low end.
    pub at_low: f64,
    /// The number with the input at its high end.
    pub at_high: f64,
    /// Both in words.
    pub words: String,
}

/// What moves one number most.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoReport {
    /// What is moved, of whom.
    pub title: String,
    /// The number itself.
    pub base: f64,
    /// The same, written.
    pub base_text: String,
    /// The inputs, most first.
    pub bars: Vec<TornadoBar>,
    /// Inputs beyond those shown, and what stops existing at an end.
    pub note: String,
}

/// Bars drawn at most.
const MOST_BARS: usize = 10;

/// The tornado of `measure` for the account in `row`; `None` while the number itself is unknown.
pub fn tornado_report(
    document: &Document,
    valuation: &Valuation,
    (measure, row): (MeasureId, usize),
    swings: &[Swing],
    style: &NumberStyle,
) -> Option<TornadoReport> {
    let base = valuation.get(measure, row).value?;
    let all = inputs(document, valuation);
    let unit = measure.unit();
    let bars: Vec<TornadoBar> = (swings.iter())
        .filter_map(|swing| {
            let input = all.get(swing.input)?;
            let (at_low, at_high) = (swing.at_low?, swing.at_high?);
            let [low_end, high_end] = [input.low, input.high].map(|end| style.value(end, unit_of(input)));
            let label = input_label(document, input, Some(row));
            let words = format!(
                "{label} from {low_end} to {high_end}: {} from {} to {}",
                measure.label().to_lowercase(),
                style.value(at_low, unit),
                style.value(at_high, unit)
            );
            Some(TornadoBar {
                label,
                low_end,
                high_end,
                at_low,
                at_high,
                words,
            })
        })
        .take(MOST_BARS)
        .collect();
    let n_more = swings.len() - bars.len();
    Some(TornadoReport {
        title: format!("{} of {}", measure.label(), document.portfolio.accounts[row].name),
        base,
        base_text: style.value(base, unit),
        note: match (bars.len(), n_more) {
            (0, 0) => "Nothing that this number rests on is uncertain: no input has a low and a high end."
                .to_owned(),
            (_, 0) => String::new(),
            (_, n) => format!("{n} more inputs move it less, or leave it without an end."),
        },
        bars,
    })
}

fn unit_of(input: &Input) -> Unit {
    match input.key {
        InputKey::Stated(_, Field::Retention)
        | InputKey::Retention(_)
        | InputKey::Renewal(_)
        | InputKey::StillThere(_)
        | InputKey::MarginRatio => Unit::Share,
        InputKey::Pace(_) | InputKey::Fitted(..) => Unit::Times,
        InputKey::Heard(_) => Unit::Index,
        InputKey::Stated(..) => Unit::MoneyPerYear,
        InputKey::Event(_) | InputKey::AcquisitionCost | InputKey::Exchange(_) => Unit::Money,
    }
}

/// What an input is called; the account is named unless it is the one in `row`.
pub fn input_label(document: &Document, input: &Input, row: Option<usize>) -> String {
    let what = match input.key {
        InputKey::Stated(_, Field::Retention) | InputKey::Retention(_) | InputKey::Renewal(_) => {
            "Retention".to_owned()
        }
        InputKey::StillThere(_) => "Whether it is still a customer".to_owned(),
        InputKey::Pace(_) => "How often it buys a year".to_owned(),
        InputKey::Fitted(part, place) => return parameter_label(document, part, place),
        InputKey::Stated(_, field) => field.label().to_owned(),
        InputKey::Heard(_) => "What they say they get".to_owned(),
        InputKey::Event(place) => {
            let event = &document.portfolio.events[place];
            let day = event.date.map_or_else(String::new, |day| format!(" of {day}"));
            return format!("Worth of the {}{day}", event.kind.word());
        }
        InputKey::MarginRatio => return "Assumed margin".to_owned(),
        InputKey::AcquisitionCost => return "Assumed acquisition cost".to_owned(),
        InputKey::Exchange(place) => {
            let rate = &document.assumptions.exchange[place];
            return format!("Worth of one {} ({})", rate.unit, rate.capital.word());
        }
    };
    match input.row() {
        Some(of) if Some(of) != row => format!("{what} of {}", document.portfolio.accounts[of].name),
        _ => what,
    }
}

/// "α of the BG/NBD fit".
fn parameter_label(document: &Document, part: FitPart, place: usize) -> String {
    let key = part
        .of(&document.assumptions.fits)
        .map_or("", |fit| fit.model.as_str());
    let buying = BuyingKind::from_key(key);
    let (name, letters): (&str, &[&str]) = match part {
        FitPart::Buying => (
            buying.map_or("purchase", BuyingKind::label),
            buying.map_or(&[], BuyingKind::parameter_names),
        ),
        FitPart::Spend => ("Gamma-Gamma", &["p", "q", "γ"]),
        FitPart::Renewal => ("sBG", &["α", "β"]),
    };
    format!(
        "{} of the {name} fit",
        letters.get(place).unwrap_or(&"A parameter")
    )
}

/// What is weighed of the measures the map shows.
fn weighed_words(plan: Plan) -> String {
    let words = |measure: MeasureId| match Composite::of(measure) {
        Some(Composite::Priority) => Some("the dimensions of the priority".to_owned()),
        Some(Composite::Part(_)) => Some(format!("the items of {}", measure.label().to_lowercase())),
        None => (measure == MeasureId::ValueReceived).then(|| "the drivers of value".to_owned()),
    };
    let both: Vec<String> = [plan.across, plan.up].into_iter().filter_map(words).collect();
    both.join(" and ")
}

/// How firmly the account in `row` is among the first by a score that is weighed together; `None` where that was not
/// drawn, or it never is.
pub fn rank_words(
    robustness: &Robustness,
    measure: MeasureId,
    row: usize,
    style: &NumberStyle,
) -> Option<String> {
    let ranked = robustness.ranked(measure)?;
    let (around, any) = (*ranked.around.get(row)?, *ranked.any.get(row)?);
    Some(format!("{} · {}", chance(around, style), chance(any, style)))
}
