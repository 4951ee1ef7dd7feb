//! What is weighed together: items of the 3Ps, weights, and how segments are made.

use serde::{Deserialize, Serialize};

use crate::portfolio::{
    Composites, Condition, Item, ItemSource, Part, Scale, SegmentMethod, SegmentRule, Segmentation,
};
use crate::saved::columns::Fault;

use super::table::{chosen, shortened, within};

const MOST: f64 = 1e15;

/// Format 1 of the composites; written only where they are not the usual ones.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Weighed {
    items: Vec<SavedItem>,
    priority: [f64; 3],
    importance: [f64; 4],
    segmentation: Segmented,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SavedItem {
    part: String,
    reads: String,
    weight: f64,
    /// From and to; without them by percentile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<[f64; 2]>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Segmented {
    method: String,
    rules: Vec<Rule>,
    quantiles: (String, u8),
    clusters: (Vec<String>, u8, u32),
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    name: String,
    /// Measure, true for *at least*, bound.
    conditions: Vec<(String, bool, f64)>,
}

impl Weighed {
    /// The composites as they are written; `None` for the usual ones.
    pub fn new(composites: &Composites) -> Option<Self> {
        (*composites != Composites::default()).then(|| Self {
            items: composites.items.iter().map(SavedItem::from).collect(),
            priority: composites.priority,
            importance: composites.importance,
            segmentation: Segmented::from(&composites.segmentation),
        })
    }

    /// The checked composites.
    pub fn checked(self) -> Result<Composites, Fault> {
        let weight = |weight: f64| within(weight, 0.0, MOST);
        self.priority
            .into_iter()
            .try_for_each(|one| weight(one).map(drop))?;
        self.importance
            .into_iter()
            .try_for_each(|one| weight(one).map(drop))?;
        Ok(Composites {
            items: self
                .items
                .into_iter()
                .map(SavedItem::checked)
                .collect::<Result<_, _>>()?,
            priority: self.priority,
            importance: self.importance,
            segmentation: self.segmentation.checked()?,
        })
    }
}

impl From<&Item> for SavedItem {
    fn from(item: &Item) -> Self {
        Self {
            part: item.part.word().to_owned(),
            reads: item.source.key(),
            weight: item.weight,
            target: match item.scale {
                Scale::Target { from, to } => Some([from, to]),
                Scale::Percentile => None,
            },
        }
    }
}

impl SavedItem {
    fn checked(self) -> Result<Item, Fault> {
        let source = ItemSource::from_key(&self.reads);
        let target = |[from, to]: [f64; 2]| {
            Ok::<_, Fault>(Scale::Target {
                from: within(from, -MOST, MOST)?,
                to: within(to, -MOST, MOST)?,
            })
        };
        Ok(Item {
            part: chosen(&self.part, Part::from_word)?,
            source: source
                .ok_or_else(|| Fault(format!("\"{}\" is nothing to read", shortened(&self.reads))))?,
            weight: within(self.weight, 0.0, MOST)?,
            scale: self.target.map_or(Ok(Scale::Percentile), target)?,
        })
    }
}

impl From<&Segmentation> for Segmented {
    fn from(segmentation: &Segmentation) -> Self {
        let conditions = |rule: &SegmentRule| {
            (rule.conditions.iter())
                .map(|condition| (condition.measure.clone(), condition.at_least, condition.bound))
                .collect()
        };
        let rule = |rule: &SegmentRule| Rule {
            name: rule.name.clone(),
            conditions: conditions(rule),
        };
        Self {
            method: segmentation.method.word().to_owned(),
            rules: segmentation.rules.iter().map(rule).collect(),
            quantiles: (segmentation.quantile_measure.clone(), segmentation.n_quantiles),
            clusters: (
                segmentation.cluster_measures.clone(),
                segmentation.n_clusters,
                segmentation.seed,
            ),
        }
    }
}

impl Segmented {
    fn checked(self) -> Result<Segmentation, Fault> {
        let condition = |(measure, at_least, bound): (String, bool, f64)| {
            Ok(Condition {
                measure,
                at_least,
                bound: within(bound, -MOST, MOST)?,
            })
        };
        let rule = |rule: Rule| {
            Ok(SegmentRule {
                name: rule.name,
                conditions: rule
                    .conditions
                    .into_iter()
                    .map(condition)
                    .collect::<Result<_, Fault>>()?,
            })
        };
        let (quantile_measure, n_quantiles) = self.quantiles;
        let (cluster_measures, n_clusters, seed) = self.clusters;
        Ok(Segmentation {
            method: chosen(&self.method, SegmentMethod::from_word)?,
            rules: self.rules.into_iter().map(rule).collect::<Result<_, Fault>>()?,
            quantile_measure,
            n_quantiles: within(f64::from(n_quantiles), 2.0, 10.0)? as u8,
            cluster_measures,
            n_clusters: within(f64::from(n_clusters), 2.0, 10.0)? as u8,
            seed,
        })
    }
}
