//! The 3Ps of Walker, payoff, potential and partnership, and the priority by length, breadth and depth: scores from items
//! that a person chooses, weighs and gives a target.

use crate::portfolio::{
    Basis, Composites, Document, EventKind, Field, FieldKind, FieldValue, Item, ItemSource, NumberMarks,
    Part, Party, Scale, Shared, read_number,
};

use super::groundwork::Groundwork;
use super::roles::{role_index, status_points};
use super::spread::Spread;
use super::weighed::{WeighedItem, WeighedTerms, weigh_known};
use super::{Explanation, MeasureId, Measured, Unit, Valuation};
use crate::maths::Standings;

/// A target range as a score.
///
/// s = 100 · (x − from) / (to − from), not below 0 and not above 100. `from` may be the larger one.
///
/// ```
/// use both_sides::measures::three_ps::target_score;
/// assert_eq!(target_score(0.1, 0.0, 0.2), 50.0);
/// assert_eq!(target_score(3.0, 10.0, 0.0), 70.0); // less is better
/// assert_eq!(target_score(0.5, 0.0, 0.2), 100.0);
/// ```
pub fn target_score(value: f64, from: f64, to: f64) -> f64 {
    if from == to {
        return if value >= to { 100.0 } else { 0.0 };
    }
    ((value - from) / (to - from) * 100.0).clamp(0.0, 100.0)
}

/// A judgement from 0 to 100, as a number or as one of the words good, average and poor (100, 60 and 0, as Totango's
/// health scores count them).
///
/// ```
/// use both_sides::measures::three_ps::judgement;
/// assert_eq!(judgement("72,5"), None); // files hold numbers with a point
/// assert_eq!([judgement("72.5"), judgement("Average"), judgement("?")], [Some(72.5), Some(60.0), None]);
/// ```
pub fn judgement(text: &str) -> Option<f64> {
    let words = [("good", 100.0), ("average", 60.0), ("poor", 0.0)];
    let text = text.trim();
    let said = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
    let number = said.map(|(_, index)| *index);
    let number = number.or_else(|| read_number(text, NumberMarks::POINT));
    number.filter(|number| (0.0..=100.0).contains(number))
}

/// A score made of weighed items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Composite {
    /// One of the 3Ps, or the value as agreed.
    Part(Part),
    /// The priority by length, breadth and depth.
    Priority,
}

impl Composite {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Part(Part::Payoff),
        Self::Part(Part::Potential),
        Self::Part(Part::Partnership),
        Self::Part(Part::Criteria),
        Self::Priority,
    ];

    /// The measure that shows it.
    pub const fn measure(self) -> MeasureId {
        match self {
            Self::Part(Part::Payoff) => MeasureId::Payoff,
            Self::Part(Part::Potential) => MeasureId::Potential,
            Self::Part(Part::Partnership) => MeasureId::Partnership,
            Self::Part(Part::Criteria) => MeasureId::AgreedValue,
            Self::Priority => MeasureId::Priority,
        }
    }

    /// The composite a measure shows.
    pub fn of(measure: MeasureId) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|composite| composite.measure() == measure)
    }
}

/// Share of the weight that has to be known before there is a priority: who comes first is not decided by how long
/// somebody has been there alone.
pub const LEAST_KNOWN: f64 = 0.5;

/// The dimensions of the priority, in the order of [`Composites::priority`].
pub const DIMENSIONS: [MeasureId; 3] = [MeasureId::Length, MeasureId::Breadth, MeasureId::Depth];

/// What an item reads, found once.
#[derive(Clone, Debug)]
enum Reading {
    Measure(MeasureId),
    Field(Field),
    Judged(String),
    Events(EventKind),
    Nothing,
}

#[derive(Clone, Debug)]
enum Scaling {
    Target(f64, f64),
    Percentile {
        standings: Shared<Standings>,
        of_row: Shared<Vec<f64>>,
    },
}

/// An item ready to be read for any account.
#[derive(Clone, Debug)]
pub struct ItemReader {
    /// Name for people.
    pub label: String,
    /// How much it counts.
    pub weight: f64,
    reading: Reading,
    scaling: Scaling,
}

/// Name for people of what an item reads.
pub fn source_label(source: &ItemSource) -> String {
    match source {
        ItemSource::Measure(key) => {
            MeasureId::from_key(key).map_or_else(|| key.clone(), |measure| measure.label().to_owned())
        }
        ItemSource::Field(field) => field.label().to_owned(),
        ItemSource::Judged(name) => format!("{name} (judged, 0–100)"),
        ItemSource::Events(kind) => format!("Events: {}", kind.word()),
    }
}

/// What an item's number is counted in.
pub fn source_unit(source: &ItemSource) -> Unit {
    match source {
        ItemSource::Measure(key) => MeasureId::from_key(key).map_or(Unit::Count, MeasureId::unit),
        ItemSource::Field(field) => match field.kind() {
            FieldKind::Share | FieldKind::Growth => Unit::Share,
            FieldKind::Money => Unit::Money,
            _ => Unit::Count,
        },
        ItemSource::Judged(_) | ItemSource::Events(_) => Unit::Index,
    }
}

impl ItemReader {
    /// Makes an item ready.
    pub(crate) fn new(
        document: &Document,
        groundwork: &Groundwork,
        valuation: &Valuation,
        item: &Item,
    ) -> Self {
        let mut reader = Self {
            label: source_label(&item.source),
            weight: item.weight,
            reading: Reading::of(&item.source),
            scaling: Scaling::Target(0.0, 100.0),
        };
        reader.scaling = match item.scale {
            Scale::Target { from, to } => Scaling::Target(from, to),
            Scale::Percentile => {
                let raw = |row| reader.raw(document, groundwork, valuation, row).value;
                let rows = 0..document.portfolio.accounts.len();
                let all: Vec<f64> = rows.map(|row| raw(row).unwrap_or(f64::NAN)).collect();
                let (standings, of_row) = Standings::with_percentiles(&all);
                Scaling::Percentile {
                    standings: Shared::new(standings),
                    of_row: Shared::new(of_row),
                }
            }
        };
        reader
    }

    /// What stands there for the account in `row`.
    pub fn raw(
        &self,
        document: &Document,
        groundwork: &Groundwork,
        valuation: &Valuation,
        row: usize,
    ) -> Measured {
        let account = &document.portfolio.accounts[row];
        let stated =
            |value: Option<f64>| Measured::of(value.map(|value| Spread::exact(value, Basis::Stated)));
        match &self.reading {
            Reading::Measure(measure) => valuation.get(*measure, row),
            Reading::Field(field) => match field.value(account) {
                FieldValue::Number(number) => stated(Some(number)),
                FieldValue::Estimate(estimate) => Spread::estimate(estimate, Basis::Stated).measured(),
                _ => Measured::UNKNOWN,
            },
            Reading::Judged(name) => {
                let judged = account.extra.get(name).and_then(|text| judgement(text));
                Measured::of(judged.map(|number| Spread::exact(number, Basis::Judged)))
            }
            Reading::Events(kind) => events_index(document, groundwork, row, *kind),
            Reading::Nothing => Measured::UNKNOWN,
        }
    }

    /// What that scores, 0 to 100; `raw` is what stands there for the account in `row`.
    pub fn score(&self, row: usize, raw: Measured) -> Option<Spread> {
        let spread = raw.spread()?;
        let score = match &self.scaling {
            Scaling::Target(from, to) => spread.map(|value| target_score(value, *from, *to)),
            Scaling::Percentile { standings, of_row } => {
                // The number itself was ranked with all others; only its ends have to be looked up.
                let base = of_row.get(row).copied().unwrap_or(50.0);
                match raw.interval {
                    None => Spread::exact(base, spread.basis),
                    Some(interval) => Spread {
                        low: standings.percentile(interval.low),
                        base,
                        high: standings.percentile(interval.high),
                        basis: spread.basis,
                    },
                }
            }
        };
        // A scale on which less is better turns the ends round.
        Some(Spread {
            low: score.low.min(score.high),
            high: score.low.max(score.high),
            ..score
        })
    }

    /// The same with another weight.
    pub(crate) fn weighing(&self, weight: f64) -> Self {
        Self {
            weight,
            ..self.clone()
        }
    }

    /// True where its score of a row depends on what stands in the others.
    pub(crate) fn compares(&self) -> bool {
        matches!(self.scaling, Scaling::Percentile { .. })
    }

    /// The measure it reads, when it reads one.
    pub(crate) fn measure(&self) -> Option<MeasureId> {
        match self.reading {
            Reading::Measure(measure) => Some(measure),
            _ => None,
        }
    }
}

impl Reading {
    /// A score never reads a score: it would be counted twice.
    fn of(source: &ItemSource) -> Self {
        match source {
            ItemSource::Measure(key) => (MeasureId::from_key(key))
                .filter(|measure| Composite::of(*measure).is_none())
                .map_or(Self::Nothing, Self::Measure),
            ItemSource::Field(field) => Self::Field(*field),
            ItemSource::Judged(name) => Self::Judged(name.clone()),
            ItemSource::Events(kind) => Self::Events(*kind),
        }
    }
}

/// How much an account did of one kind, 0 to 100, as a role is counted; unknown where nothing passed between us.
fn events_index(document: &Document, groundwork: &Groundwork, row: usize, kind: EventKind) -> Measured {
    let id = &document.portfolio.accounts[row].id;
    let mut points = 0.0;
    let mut is_blank = true;
    for number in groundwork.events.of(row) {
        let event = &document.portfolio.events[number];
        is_blank = false;
        if event.kind == kind && matches!(&event.giver, Party::Account(giver) if giver == id) {
            points += status_points(event.status) * groundwork.ageing.weight(event.date);
        }
    }
    Measured::of((!is_blank).then(|| Spread::exact(role_index(points), Basis::Observed)))
}

/// Every composite's items, ready for any account of one document.
#[derive(Clone, Debug, Default)]
pub struct Composing {
    items: [Vec<ItemReader>; Composite::ALL.len()],
}

impl Composing {
    /// Reads what is weighed. Every measure that is no composite must have its column in `valuation`.
    pub fn new(document: &Document, groundwork: &Groundwork, valuation: &Valuation) -> Self {
        let mut composing = Self::default();
        while let Some((place, item)) = composing.next(document) {
            composing.add(place, ItemReader::new(document, groundwork, valuation, &item));
        }
        composing
    }

    /// What the valuation made ready where it was of this very `document`; else makes it ready.
    pub fn of(document: &Document, groundwork: &Groundwork, valuation: &Valuation) -> Self {
        let work = valuation.work.as_deref().filter(|work| work.is_of(document));
        // Without accounts nothing was weighed and the items are not there yet.
        let work = work.filter(|work| work.composing.next(document).is_none());
        work.map_or_else(
            || Self::new(document, groundwork, valuation),
            |work| work.composing.clone(),
        )
    }

    /// The item that is not ready yet, and the place of its composite; `None` once all are.
    pub(crate) fn next(&self, document: &Document) -> Option<(usize, Item)> {
        let places = Composite::ALL.into_iter().zip(&self.items).enumerate();
        let mut places = places.filter_map(|(place, (composite, ready))| {
            let items = items_of(&document.composites, composite);
            Some((place, items.into_iter().nth(ready.len())?))
        });
        places.next()
    }

    /// Adds an item that is ready to the composite at `place`.
    pub(crate) fn add(&mut self, place: usize, reader: ItemReader) {
        self.items[place].push(reader);
    }

    /// The item of `document` that this one has where `next` has its next one at `place`.
    pub(crate) fn same_place(
        &self,
        document: &Document,
        next: &Self,
        place: usize,
    ) -> Option<(Item, &ItemReader)> {
        let at = next.items[place].len();
        let item = items_of(&document.composites, Composite::ALL[place])
            .into_iter()
            .nth(at)?;
        Some((item, self.items[place].get(at)?))
    }

    /// The items of a composite.
    pub fn items(&self, composite: Composite) -> &[ItemReader] {
        let place = Composite::ALL.iter().position(|one| *one == composite);
        &self.items[place.unwrap_or_default()]
    }

    /// The score of the account in `row`.
    pub fn measured(
        &self,
        composite: Composite,
        document: &Document,
        groundwork: &Groundwork,
        valuation: &Valuation,
        row: usize,
    ) -> Measured {
        let scored = |item: &ItemReader| {
            let raw = item.raw(document, groundwork, valuation, row);
            (item.weight, item.score(row, raw))
        };
        let items = self.items(composite);
        let (measured, known_weight) = weigh_known(items.iter().map(scored));
        let weight: f64 = items.iter().map(|item| item.weight).sum();
        if composite == Composite::Priority && known_weight < LEAST_KNOWN * weight {
            return Measured::UNKNOWN;
        }
        measured
    }

    /// The score with its items.
    pub fn terms(
        &self,
        composite: Composite,
        document: &Document,
        groundwork: &Groundwork,
        valuation: &Valuation,
        row: usize,
    ) -> WeighedTerms<'_> {
        let sources = items_of(&document.composites, composite);
        let items = self.items(composite).iter().zip(&sources).map(|(reader, item)| {
            let raw = reader.raw(document, groundwork, valuation, row);
            WeighedItem {
                label: &reader.label,
                raw,
                unit: source_unit(&item.source),
                measure: reader.measure(),
                score: reader.score(row, raw),
                weight: reader.weight,
            }
        });
        WeighedTerms {
            items: items.collect(),
        }
    }

    /// Explains the score of the account in `row`.
    pub fn explain(
        &self,
        composite: Composite,
        document: &Document,
        groundwork: &Groundwork,
        valuation: &Valuation,
        row: usize,
    ) -> Explanation {
        let terms = self.terms(composite, document, groundwork, valuation, row);
        let (formula, note) = match composite {
            Composite::Part(Part::Criteria) => (
                "Σ weight × score ÷ Σ weight over the criteria known; score by target range or percentile",
                "Criteria and weights are set under Criteria.",
            ),
            Composite::Part(_) => (
                "Σ weight × score ÷ Σ weight over the items known; score by target range or percentile",
                "Items, weights and targets are set under 3Ps.",
            ),
            Composite::Priority => (
                "Σ weight × percentile ÷ Σ weight over length, breadth and depth",
                "The three weights are set under Length, breadth, depth.",
            ),
        };
        let result = self.measured(composite, document, groundwork, valuation, row);
        let mut notes = vec![note.to_owned()];
        if result.value.is_none() {
            let reason = match composite {
                Composite::Part(_) => {
                    "None of its items is known of this account: fill one in, or choose others."
                }
                Composite::Priority => {
                    "Less than half of the weight is known of this account: too little to rank it."
                }
            };
            notes.insert(0, reason.to_owned());
        }
        let mut explanation = terms.explain(composite.measure(), formula, notes);
        if result.value.is_none() {
            explanation.worked = "unknown".to_owned();
        }
        Explanation {
            result,
            ..explanation
        }
    }
}

/// The items of a composite as a person set them.
pub fn items_of(composites: &Composites, composite: Composite) -> Vec<Item> {
    match composite {
        Composite::Part(part) => {
            let items = composites.items.iter().filter(|item| item.part == part);
            items.cloned().collect()
        }
        Composite::Priority => (DIMENSIONS.iter().zip(composites.priority))
            .map(|(measure, weight)| Item {
                part: Part::Payoff,
                source: ItemSource::Measure(measure.key().to_owned()),
                weight,
                scale: Scale::Percentile,
            })
            .collect(),
    }
}
