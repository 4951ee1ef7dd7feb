//! Name, currency, day, assumptions and map settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::portfolio::{
    Assumptions, Capital, Ceilings, CountingConvention, Document, Emphasis, ExchangeRate, Judgement, Lever,
    ListeningPost, MapSettings, PaymentTiming, SegmentCeilings, Shared, ZoneTexts,
};
use crate::saved::OpenError;
use crate::saved::columns::Fault;
use crate::units::{Estimate, Money, Rate, Ratio, Years};

use super::care::{Able, Cared};
use super::composites::Weighed;
use super::fits::Applied;
use super::objectives::Aim;
use super::scenarios::{self, Kept};
use super::service::{Desk, Offered};
use super::table::{chosen, estimate_within, shortened, within};

/// Everything of a document but its tables.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    name: String,
    currency: String,
    as_of: String,
    #[serde(default)]
    is_sample: bool,
    assumptions: Assumed,
    map: Map,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    composites: Option<Weighed>,
    /// Longest silence in days by group; not there where the plan is the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    care: Option<Cared>,
    /// Not there where the list is the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    capabilities: Option<Vec<Able>>,
    /// Not there where they are the first ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    objectives: Option<Vec<Aim>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    service: Option<Desk>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offers: Option<Offered>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    scenarios: Vec<Kept>,
}

/// Low, base and high.
type Three = [f64; 3];

/// Format 1 of assumptions.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Assumed {
    discount_rate: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    horizon: Option<u16>,
    count_today: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timing: Option<String>,
    growth: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gross_margin_ratio: Option<Three>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prior_retention: Option<f64>,
    prior_strength: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    acquisition_cost: Option<Three>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ceilings: Vec<SegmentLimits>,
    #[serde(default, skip_serializing_if = "Applied::is_blank")]
    fits: Applied,
    evidence_half_life: f64,
    /// Weight of a listening post, by its word; 1 where none is given.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    post_weights: BTreeMap<String, f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference_limit: Option<f64>,
    /// What is judged about winning and keeping, by its word.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    emphasis: BTreeMap<String, f64>,
    exchange: Vec<Exchange>,
    exchange_on: bool,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Exchange {
    unit: String,
    capital: String,
    worth: Three,
}

/// The ceilings of a segment, by the word of the lever.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SegmentLimits {
    segment: String,
    of: BTreeMap<String, f64>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Map {
    thresholds: BTreeMap<String, f64>,
    zones: [String; 4],
}

impl Head {
    /// The settings of `document` as JSON.
    pub fn text(document: &Document) -> String {
        let head = Self {
            name: document.name.clone(),
            currency: document.currency.clone(),
            as_of: document.as_of.to_string(),
            is_sample: document.is_sample,
            assumptions: Assumed::from(&*document.assumptions),
            map: Map::from(&*document.map),
            composites: Weighed::new(&document.composites),
            care: Cared::new(&document.care),
            capabilities: Able::list(&document.capabilities),
            objectives: Aim::list(&document.objectives),
            service: Desk::new(&document.service),
            offers: Offered::new(&document.offers),
            scenarios: scenarios::kept(document),
        };
        // Texts and numbers cannot fail to be written.
        serde_json::to_string(&head).unwrap_or_default()
    }

    /// The checked settings in a document without records.
    pub fn into_document(self) -> Result<Document, OpenError> {
        let as_of = self.as_of.parse().map_err(|_| {
            let said = shortened(&self.as_of);
            OpenError::damaged("document, as_of", format!("\"{said}\" is not a day"))
        })?;
        let mut document = Document::empty(&self.name, &self.currency, as_of);
        document.is_sample = self.is_sample;
        let assumptions = self.assumptions.checked();
        document.assumptions = Shared::new(
            assumptions.map_err(|Fault(reason)| OpenError::damaged("document, assumptions", reason))?,
        );
        document.map = Shared::new(self.map.into_settings());
        if let Some(composites) = self.composites {
            let checked = composites.checked();
            document.composites = Shared::new(
                checked.map_err(|Fault(reason)| OpenError::damaged("document, composites", reason))?,
            );
        }
        let place = "document, care and capabilities";
        if let Some(care) = self.care {
            let checked = care.checked();
            document.care = Shared::new(checked.map_err(|Fault(reason)| OpenError::damaged(place, reason))?);
        }
        if let Some(capabilities) = self.capabilities {
            let checked: Result<_, Fault> = capabilities.into_iter().map(Able::checked).collect();
            document.capabilities =
                Shared::new(checked.map_err(|Fault(reason)| OpenError::damaged(place, reason))?);
        }
        if let Some(aims) = self.objectives {
            let checked = Aim::checked(aims);
            document.objectives = Shared::new(
                checked.map_err(|Fault(reason)| OpenError::damaged("document, objectives", reason))?,
            );
        }
        if let Some(desk) = self.service {
            let checked = desk.checked();
            document.service = Shared::new(
                checked.map_err(|Fault(reason)| OpenError::damaged("document, service", reason))?,
            );
        }
        if let Some(terms) = self.offers {
            let checked = terms.checked();
            document.offers =
                checked.map_err(|Fault(reason)| OpenError::damaged("document, offers", reason))?;
        }
        document.scenarios = scenarios::checked(self.scenarios)?;
        Ok(document)
    }
}

fn three(estimate: Estimate) -> Three {
    [estimate.low(), estimate.base(), estimate.high()]
}

fn estimate([low, base, high]: Three, least: f64, most: f64) -> Result<Estimate, Fault> {
    let estimate = Estimate::between(low, base, high);
    estimate_within(
        estimate.ok_or_else(|| Fault(format!("{low}..{base}..{high} is not in order")))?,
        least,
        most,
    )
}

impl From<&Assumptions> for Assumed {
    fn from(assumptions: &Assumptions) -> Self {
        let exchange = |rate: &ExchangeRate| Exchange {
            unit: rate.unit.clone(),
            capital: rate.capital.word().to_owned(),
            worth: three(rate.worth),
        };
        Self {
            discount_rate: assumptions.discount_rate.get(),
            horizon: assumptions.horizon,
            count_today: assumptions.convention == CountingConvention::CountToday,
            timing: (assumptions.timing != PaymentTiming::End).then(|| assumptions.timing.word().to_owned()),
            growth: assumptions.growth.get(),
            gross_margin_ratio: assumptions.gross_margin_ratio.map(three),
            prior_retention: assumptions.prior_retention.map(Ratio::get),
            prior_strength: assumptions.prior_strength.clamp(0.0, 1e15),
            acquisition_cost: assumptions.acquisition_cost.map(three),
            ceilings: assumptions.ceilings.iter().map(SegmentLimits::from).collect(),
            fits: Applied::from(&assumptions.fits),
            evidence_half_life: assumptions.evidence_half_life.get(),
            post_weights: (assumptions.post_weights.iter())
                .map(|(post, weight)| (post.word().to_owned(), weight.get()))
                .collect(),
            reference_limit: Some(assumptions.reference_limit.clamp(0.0, 1e15))
                .filter(|limit| *limit != Assumptions::default().reference_limit),
            emphasis: (Judgement::ALL.iter())
                .filter_map(|&judgement| {
                    let value = assumptions
                        .emphasis
                        .of(judgement)
                        .filter(|value| value.is_finite())?;
                    Some((judgement.word().to_owned(), value))
                })
                .collect(),
            exchange: assumptions.exchange.iter().map(exchange).collect(),
            exchange_on: assumptions.exchange_on,
        }
    }
}

impl Assumed {
    /// The checked assumptions.
    pub fn checked(self) -> Result<Assumptions, Fault> {
        let rate = |exchange: Exchange| {
            Ok(ExchangeRate {
                capital: chosen(&exchange.capital, Capital::from_word)?,
                worth: estimate(exchange.worth, Money::LOW, Money::HIGH)?,
                unit: exchange.unit,
            })
        };
        let margin = self.gross_margin_ratio.map(|three| estimate(three, -1e6, 1e6));
        let acquisition = self
            .acquisition_cost
            .map(|three| estimate(three, Money::LOW, Money::HIGH));
        Ok(Assumptions {
            discount_rate: Rate::new(self.discount_rate)?,
            horizon: self.horizon,
            convention: if self.count_today {
                CountingConvention::CountToday
            } else {
                CountingConvention::FutureOnly
            },
            timing: (self.timing.as_deref()).map_or(Ok(PaymentTiming::End), |word| {
                chosen(word, PaymentTiming::from_word)
            })?,
            growth: Rate::new(self.growth)?,
            gross_margin_ratio: margin.transpose()?,
            prior_retention: self.prior_retention.map(Ratio::new).transpose()?,
            prior_strength: within(self.prior_strength, 0.0, 1e15)?,
            acquisition_cost: acquisition.transpose()?,
            ceilings: (self.ceilings.into_iter())
                .map(SegmentLimits::checked)
                .collect::<Result<_, Fault>>()?,
            fits: self.fits.checked()?,
            evidence_half_life: Years::new(self.evidence_half_life)?,
            post_weights: Shared::new(
                (self.post_weights.into_iter())
                    .map(|(word, weight)| Ok((chosen(&word, ListeningPost::from_word)?, Ratio::new(weight)?)))
                    .collect::<Result<_, Fault>>()?,
            ),
            reference_limit: match self.reference_limit {
                Some(limit) => within(limit, 0.0, 1e15)?,
                None => Assumptions::default().reference_limit,
            },
            emphasis: judged(self.emphasis)?,
            exchange: self
                .exchange
                .into_iter()
                .map(rate)
                .collect::<Result<_, Fault>>()?,
            exchange_on: self.exchange_on,
            moves: Shared::default(),
        })
    }
}

fn judged(written: BTreeMap<String, f64>) -> Result<Emphasis, Fault> {
    let mut emphasis = Emphasis::default();
    for (word, value) in written {
        let judgement = chosen(&word, Judgement::from_word)?;
        let most = if judgement.is_share() { 1.0 } else { Money::HIGH };
        emphasis.set(judgement, Some(within(value, 0.0, most)?));
    }
    Ok(emphasis)
}

impl From<&SegmentCeilings> for SegmentLimits {
    fn from(stated: &SegmentCeilings) -> Self {
        let ceilings = Lever::ALL.iter().filter_map(|&lever| {
            let ceiling = stated.ceilings.of(lever).filter(|ceiling| ceiling.is_finite())?;
            Some((lever.word().to_owned(), ceiling))
        });
        Self {
            segment: stated.segment.clone(),
            of: ceilings.collect(),
        }
    }
}

impl SegmentLimits {
    fn checked(self) -> Result<SegmentCeilings, Fault> {
        let mut ceilings = Ceilings::default();
        for (word, ceiling) in self.of {
            let lever = chosen(&word, Lever::from_word)?;
            let (low, high) = lever.range();
            ceilings.set(lever, Some(within(ceiling, low, high)?));
        }
        Ok(SegmentCeilings {
            segment: self.segment,
            ceilings,
        })
    }
}

impl From<&MapSettings> for Map {
    fn from(map: &MapSettings) -> Self {
        let zones = &map.zones;
        let finite = map.thresholds.iter().filter(|(_, value)| value.is_finite());
        Self {
            thresholds: finite.map(|(key, value)| (key.clone(), *value)).collect(),
            zones: [
                &zones.strategic,
                &zones.prospective,
                &zones.cooperative,
                &zones.tactical,
            ]
            .map(Clone::clone),
        }
    }
}

impl Map {
    fn into_settings(self) -> MapSettings {
        let [strategic, prospective, cooperative, tactical] = self.zones;
        MapSettings {
            thresholds: self.thresholds,
            zones: ZoneTexts {
                strategic,
                prospective,
                cooperative,
                tactical,
            },
        }
    }
}
