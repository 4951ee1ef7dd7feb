//! What a person weighs together: the items of the 3Ps, length against breadth against depth, how much the two sides
//! depend on each other, and how segments are made.

use super::account::choice;
use super::{EventKind, Field};

choice! {
    /// What items are weighed together for: one of the 3Ps (Walker), or the value as agreed.
    Part {
        /// What they leave us.
        Payoff = "payoff",
        /// What more they could.
        Potential = "potential",
        /// How far they go with us.
        Partnership = "partnership",
        /// Beside the 3Ps: what was agreed to count when the value of a customer is determined.
        Criteria = "criteria",
    }
}

impl Part {
    /// The 3Ps alone.
    pub const THREE_PS: [Self; 3] = [Self::Payoff, Self::Potential, Self::Partnership];
}

/// What an item of a score reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemSource {
    /// A measure, by its key (see `measures::MeasureId::key`).
    Measure(String),
    /// A number stated with the account.
    Field(Field),
    /// A judged number from 0 to 100 in an own column of the accounts, by its header.
    Judged(String),
    /// Events of one kind that we received, as an index from 0 to 100.
    Events(EventKind),
}

impl ItemSource {
    /// Stable name in files.
    pub fn key(&self) -> String {
        match self {
            Self::Measure(key) => format!("measure:{key}"),
            Self::Field(field) => format!("field:{}", field.key()),
            Self::Judged(name) => format!("judged:{name}"),
            Self::Events(kind) => format!("events:{}", kind.word()),
        }
    }

    /// The source with this key; `None` where this version knows no such source.
    pub fn from_key(key: &str) -> Option<Self> {
        let (sort, name) = key.split_once(':')?;
        match sort {
            "measure" => Some(Self::Measure(name.to_owned())),
            "field" => Field::from_key(name).map(Self::Field),
            "judged" => Some(Self::Judged(name.to_owned())),
            "events" => EventKind::from_word(name).map(Self::Events),
            _ => None,
        }
    }
}

/// How a number becomes a score from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// `from` scores 0, `to` scores 100, straight between and flat beyond; `from` may be the larger one.
    Target {
        /// What scores 0.
        from: f64,
        /// What scores 100.
        to: f64,
    },
    /// The share of accounts with less, ties counted half.
    Percentile,
}

/// The whole of an index.
pub const WHOLE_INDEX: Scale = Scale::Target { from: 0.0, to: 100.0 };

/// One item of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The score it belongs to.
    pub part: Part,
    /// What it reads.
    pub source: ItemSource,
    /// How much it counts against the other items of its score; never negative.
    pub weight: f64,
    /// How it is scored.
    pub scale: Scale,
}

choice! {
    /// How segments are made.
    SegmentMethod {
        /// By rules, the first that fits counts.
        Rules = "rules",
        /// Equal shares of the accounts by one measure.
        Quantiles = "quantiles",
        /// Groups of accounts that are alike in several measures.
        Clusters = "k-means",
    }
}

/// A bound on a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The measure's key.
    pub measure: String,
    /// True for *at least* `bound`, false for *below* it.
    pub at_least: bool,
    /// The bound.
    pub bound: f64,
}

/// A segment by rule: every condition has to hold.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentRule {
    /// Name of the segment.
    pub name: String,
    /// What has to hold; nothing at all fits everybody.
    pub conditions: Vec<Condition>,
}

/// How segments are made. What the methods not chosen would need is kept, so that trying another loses nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Segmentation {
    /// The method chosen.
    pub method: SegmentMethod,
    /// For rules: the first that fits counts.
    pub rules: Vec<SegmentRule>,
    /// For quantiles: the measure's key.
    pub quantile_measure: String,
    /// For quantiles: how many segments, 2 to 10.
    pub n_quantiles: u8,
    /// For k-means: the measures' keys.
    pub cluster_measures: Vec<String>,
    /// For k-means: how many segments, 2 to 10.
    pub n_clusters: u8,
    /// For k-means: where the dice start.
    pub seed: u32,
}

impl Default for Segmentation {
    fn default() -> Self {
        let at_least = |measure: &str, bound: f64| Condition {
            measure: measure.to_owned(),
            at_least: true,
            bound,
        };
        let rule = |name: &str, conditions: Vec<Condition>| SegmentRule {
            name: name.to_owned(),
            conditions,
        };
        Self {
            method: SegmentMethod::Clusters,
            rules: vec![
                rule(
                    "Partners",
                    vec![at_least("partnership", 60.0), at_least("payoff", 50.0)],
                ),
                rule("Earners", vec![at_least("payoff", 50.0)]),
                rule("Hopefuls", vec![at_least("potential", 50.0)]),
                rule("Others", Vec::new()),
            ],
            quantile_measure: "total_value".to_owned(),
            n_quantiles: 4,
            cluster_measures: ["payoff", "potential", "partnership"].map(str::to_owned).to_vec(),
            n_clusters: 4,
            seed: 1,
        }
    }
}

/// Everything that is weighed together.
#[derive(Clone, Debug, PartialEq)]
pub struct Composites {
    /// Items of the 3Ps.
    pub items: Vec<Item>,
    /// What length, breadth and depth count in the priority.
    pub priority: [f64; 3],
    /// What criticality, quantity, irreplaceability and savings count in how much one side matters to the other.
    pub importance: [f64; 4],
    /// How segments are made.
    pub segmentation: Segmentation,
}

impl Default for Composites {
    fn default() -> Self {
        let measure = |key: &str| ItemSource::Measure(key.to_owned());
        let item = |part, weight, scale, source| Item {
            part,
            source,
            weight,
            scale,
        };
        use Part::{Partnership, Payoff, Potential};
        let growth = Scale::Target { from: 0.0, to: 0.2 };
        let not_yet_covered = Scale::Target { from: 1.0, to: 0.0 };
        Self {
            items: vec![
                item(Payoff, 2.0, Scale::Percentile, measure("contribution")),
                item(Payoff, 2.0, Scale::Percentile, measure("current_value")),
                item(
                    Payoff,
                    1.0,
                    WHOLE_INDEX,
                    ItemSource::Field(Field::PaymentBehaviour),
                ),
                item(Potential, 2.0, Scale::Percentile, measure("potential_gap")),
                item(Potential, 1.0, Scale::Percentile, measure("headroom")),
                item(Potential, 1.0, growth, ItemSource::Field(Field::BusinessGrowth)),
                item(Potential, 1.0, not_yet_covered, measure("units_covered")),
                item(Partnership, 2.0, Scale::Percentile, measure("relationship_value")),
                item(Partnership, 1.0, WHOLE_INDEX, measure("innovation_role")),
                item(
                    Partnership,
                    1.0,
                    WHOLE_INDEX,
                    ItemSource::Events(EventKind::RiskShared),
                ),
                item(
                    Partnership,
                    1.0,
                    WHOLE_INDEX,
                    ItemSource::Judged("Tolerance".to_owned()),
                ),
                item(
                    Partnership,
                    1.0,
                    WHOLE_INDEX,
                    ItemSource::Field(Field::ReferenceWillingness),
                ),
                item(Partnership, 1.0, WHOLE_INDEX, measure("importance_to_them")),
            ],
            priority: [1.0, 1.0, 2.0],
            importance: [3.0, 3.0, 2.0, 1.0],
            segmentation: Segmentation::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_reads_back_from_its_key() {
        for item in Composites::default().items {
            assert_eq!(ItemSource::from_key(&item.source.key()), Some(item.source));
        }
        assert_eq!(ItemSource::from_key("weather:today"), None);
    }
}
