//! What should be considered when determining the value of a customer? Cards from every seed of the idea, to be weighed.

use crate::maths::sort_by;
use crate::measures::three_ps::source_label;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Composites, Document, EventKind, Item, ItemSource, Part};

use super::lens::{LensMethod, LensRow, LensTable};
use super::metric_audit::{AuditChoice, SlopeReport, two_rankings};
use super::style::NumberStyle;
use super::three_ps::{part_report, with_item};

/// What a card reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    Measure(MeasureId),
    Events(EventKind),
}

/// A criterion somebody once named.
#[derive(Clone, Copy, Debug)]
struct Card {
    /// The question it asks.
    question: &'static str,
    reads: Reads,
}

/// The cards of one source.
#[derive(Clone, Copy, Debug)]
struct Hand {
    from: &'static str,
    cards: &'static [Card],
}

const fn card(question: &'static str, measure: MeasureId) -> Card {
    Card {
        question,
        reads: Reads::Measure(measure),
    }
}

const fn event_card(question: &'static str, kind: EventKind) -> Card {
    Card {
        question,
        reads: Reads::Events(kind),
    }
}

const HANDS: [Hand; 5] = [
    Hand {
        from: "Both sides of a relationship (Walker)",
        cards: &[
            card("How much do they spend with us?", MeasureId::Revenue),
            card("Is the relationship profitable?", MeasureId::Contribution),
            card("Is there opportunity for more?", MeasureId::Headroom),
            card("What do they get from us?", MeasureId::ValueReceived),
        ],
    },
    Hand {
        from: "True relationship value",
        cards: &[
            event_card("Do they talk positively about us?", EventKind::WordOfMouth),
            event_card("Do they refer customers?", EventKind::CustomerReferral),
            event_card("Do they refer employees?", EventKind::EmployeeReferral),
            event_card("Do they act as references?", EventKind::ReferenceUse),
            event_card("Do they open new networks?", EventKind::Introduction),
        ],
    },
    Hand {
        from: "Two faces of customer value",
        cards: &[
            card(
                "How much is the customer worth at this moment?",
                MeasureId::CurrentValue,
            ),
            card("How much more could it be worth?", MeasureId::PotentialGap),
            card("What share of their spend is ours?", MeasureId::ShareOfWallet),
        ],
    },
    Hand {
        from: "Beyond economic value",
        cards: &[
            card(
                "What do they bring beside their own money?",
                MeasureId::RelationshipValue,
            ),
            card("Do we learn from them?", MeasureId::LearningRole),
            card("Do we innovate with them?", MeasureId::InnovationRole),
        ],
    },
    Hand {
        from: "More than skin-deep: length, breadth, depth",
        cards: &[
            card("How long have we done business?", MeasureId::Length),
            card("How many different things do they buy?", MeasureId::Breadth),
            card("What is the overall financial impact?", MeasureId::Depth),
            card(
                "Are we an integral part of their business?",
                MeasureId::ImportanceToThem,
            ),
        ],
    },
];

/// A card as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct CardRow {
    /// The question it asks; empty for one of the person's own.
    pub question: &'static str,
    /// What it reads, for people.
    pub label: String,
    /// What it reads, as an item of the composites.
    pub source: ItemSource,
    /// Where the item stands in the composites; `None` where the card is not in play.
    pub place: Option<usize>,
    /// Its weight, 0 to 100; 0 where it is not in play.
    pub weight: f64,
    /// Share of all weights.
    pub stated: String,
    /// What it acts as once it is counted that criteria move together.
    pub effective: String,
    /// "29 of 40".
    pub known: String,
}

/// Cards of one source.
#[derive(Clone, Debug, PartialEq)]
pub struct HandRow {
    /// Where they come from.
    pub from: &'static str,
    /// The cards.
    pub cards: Vec<CardRow>,
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct CriteriaReport {
    /// The cards of every source, and those of the person's own.
    pub hands: Vec<HandRow>,
    /// Criteria that say the same twice.
    pub warnings: Vec<String>,
    /// How the ranking by revenue becomes the one agreed; `None` before cards are in play.
    pub slope: Option<SlopeReport>,
    /// Accounts by the value agreed.
    pub table: LensTable,
    /// The same in paragraphs.
    pub words: Vec<String>,
}

/// How the page is made.
pub const CRITERIA_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "Each card in play scores every account from 0 to 100: money, counts and years by the share of accounts below, indices and \
         shares as they are, events as a role is counted, older ones less. The value as agreed is the weighted mean of the scores \
         known; what is not known of an account hands its weight to the others.",
        "Two criteria that move together count twice. What each acts as says how much of the result really hangs on it.",
        "The value as agreed is a measure like any other: it can stand on an axis of the Value Map, be a column of the accounts, be \
         held against every other ranking in the metric audit, and leaves with the table.",
    ],
    sources: &[
        "The questions are those of the five texts this app was made after; which of them count, and how much, is yours.",
    ],
    measures: &[MeasureId::AgreedValue],
};

/// The page over the accounts in `rows`.
pub async fn criteria(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    numbers: &NumberStyle,
) -> CriteriaReport {
    let part = part_report(document, valuation, Part::Criteria, numbers).await;
    let items = &document.composites.items;
    let shown = |question: &'static str, source: ItemSource| {
        let is_it = |item: &&Item| item.part == Part::Criteria && item.source == source;
        let place = items.iter().position(|item| is_it(&item));
        let row = place.and_then(|place| part.items.iter().find(|row| row.place == place));
        CardRow {
            question,
            label: source_label(&source),
            weight: place.map_or(0.0, |place| items[place].weight),
            place,
            stated: row.map_or_else(String::new, |row| row.stated.clone()),
            effective: row.map_or_else(String::new, |row| row.effective.clone()),
            known: row.map_or_else(String::new, |row| row.known.clone()),
            source,
        }
    };
    let mut hands: Vec<HandRow> = HANDS
        .iter()
        .map(|hand| HandRow {
            from: hand.from,
            cards: hand
                .cards
                .iter()
                .map(|card| shown(card.question, source(card)))
                .collect(),
        })
        .collect();
    let is_dealt = |item: &&Item| {
        let mut cards = HANDS.iter().flat_map(|hand| hand.cards);
        cards.any(|card| source(card) == item.source)
    };
    let own = items
        .iter()
        .filter(|item| item.part == Part::Criteria && !is_dealt(item));
    hands.push(HandRow {
        from: "Your own",
        cards: own.map(|item| shown("", item.source.clone())).collect(),
    });
    let choice = AuditChoice {
        today: MeasureId::Revenue,
        against: MeasureId::AgreedValue,
        best: 10,
    };
    let ranked = ranked(valuation, rows);
    let slope = match ranked.is_empty() {
        true => None,
        false => two_rankings(document, valuation, rows, choice, numbers).await,
    };
    CriteriaReport {
        words: words(document, valuation, &hands, &ranked, numbers),
        table: table(document, valuation, &ranked, numbers),
        warnings: part.warnings,
        hands,
        slope,
    }
}

fn source(card: &Card) -> ItemSource {
    match card.reads {
        Reads::Measure(measure) => ItemSource::Measure(measure.key().to_owned()),
        Reads::Events(kind) => ItemSource::Events(kind),
    }
}

/// The composites with every card dealt at the same weight; those in play stay as they are.
pub fn dealt(composites: &Composites) -> Composites {
    let mut changed = composites.clone();
    for card in HANDS.iter().flat_map(|hand| hand.cards) {
        changed = with_card(&changed, source(card), FIRST_WEIGHT);
    }
    changed
}

/// The weight of a card that was just put in play.
pub const FIRST_WEIGHT: f64 = 10.0;

/// The composites with one more card in play, unless it is.
pub fn with_card(composites: &Composites, source: ItemSource, weight: f64) -> Composites {
    match with_item(composites, Part::Criteria, source) {
        None => composites.clone(),
        Some(mut changed) => {
            if let Some(item) = changed.items.last_mut() {
                item.weight = weight;
            }
            changed
        }
    }
}

/// The composites without any card in play.
pub fn cleared(composites: &Composites) -> Composites {
    let mut changed = composites.clone();
    changed.items.retain(|item| item.part != Part::Criteria);
    changed
}

/// Accounts whose agreed value is known, the highest first.
fn ranked(valuation: &Valuation, rows: &[usize]) -> Vec<(usize, f64)> {
    let known = |&row: &usize| Some((row, valuation.get(MeasureId::AgreedValue, row).value?));
    let mut ranked: Vec<(usize, f64)> = rows.iter().filter_map(known).collect();
    sort_by(&mut ranked, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
}

fn table(
    document: &Document,
    valuation: &Valuation,
    ranked: &[(usize, f64)],
    numbers: &NumberStyle,
) -> LensTable {
    let beside = [MeasureId::AgreedValue, MeasureId::Revenue, MeasureId::TotalValue];
    let line = |(place, &(row, _)): (usize, &(usize, f64))| LensRow {
        row: Some(row),
        cells: [
            document.portfolio.accounts[row].name.clone(),
            (place + 1).to_string(),
        ]
        .into_iter()
        .chain(beside.map(|measure| numbers.measured(valuation.get(measure, row), measure.unit())))
        .collect(),
    };
    LensTable {
        caption: "Accounts by the value as agreed".to_owned(),
        headers: ["Account", "Place"]
            .into_iter()
            .chain(beside.map(MeasureId::label))
            .map(str::to_owned)
            .collect(),
        rows: ranked.iter().enumerate().map(line).collect(),
    }
}

fn words(
    document: &Document,
    valuation: &Valuation,
    hands: &[HandRow],
    ranked: &[(usize, f64)],
    numbers: &NumberStyle,
) -> Vec<String> {
    let name = |row: usize| document.portfolio.accounts[row].name.as_str();
    let mut played: Vec<&CardRow> = hands.iter().flat_map(|hand| &hand.cards).collect();
    played.retain(|card| card.weight > 0.0);
    let Some(&(best, _)) = ranked.first().filter(|_| !played.is_empty()) else {
        return vec![
            "No card is in play yet. Put those in play that should count, or all of them, and give each its weight: the ranking follows \
             at once."
                .to_owned(),
        ];
    };
    sort_by(&mut played, |a, b| b.weight.total_cmp(&a.weight));
    let heaviest: Vec<&str> = played.iter().take(3).map(|card| card.label.as_str()).collect();
    let mut by_revenue: Vec<(usize, f64)> = ranked
        .iter()
        .filter_map(|&(row, _)| Some((row, valuation.get(MeasureId::Revenue, row).value?)))
        .collect();
    sort_by(&mut by_revenue, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut words = vec![format!(
        "{} criteria count, most of all {}. First comes {}.",
        numbers.number(played.len() as f64, 0),
        heaviest.join(", "),
        name(best)
    )];
    if let Some(&(largest, _)) = by_revenue.first() {
        let place = ranked
            .iter()
            .position(|&(row, _)| row == largest)
            .unwrap_or_default()
            + 1;
        words.push(format!(
            "The largest by revenue, {}, comes in place {} of {}.",
            name(largest),
            numbers.number(place as f64, 0),
            numbers.number(ranked.len() as f64, 0)
        ));
    }
    words
}
