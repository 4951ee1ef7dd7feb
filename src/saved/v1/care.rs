//! The care plan and the list of capabilities.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::portfolio::{Capability, CareGroup, CarePlan, Effort, cut_name, first_capabilities};
use crate::saved::columns::Fault;

use super::table::{chosen, within};

/// Longest silence in days, by the word of the group; a group that is not there has none.
#[derive(Deserialize, Serialize)]
#[serde(transparent)]
pub struct Cared(BTreeMap<String, u16>);

impl Cared {
    /// `None` for the plan every portfolio starts with.
    pub fn new(plan: &CarePlan) -> Option<Self> {
        let days = CareGroup::ALL.iter().filter_map(|&group| {
            let days = plan.longest(group)?;
            Some((group.word().to_owned(), days))
        });
        (*plan != CarePlan::default()).then(|| Self(days.collect()))
    }

    /// The plan, every word and number looked at.
    pub fn checked(self) -> Result<CarePlan, Fault> {
        let mut plan = CarePlan::default();
        for &group in CareGroup::ALL {
            plan.set(group, None);
        }
        for (word, days) in self.0 {
            let group = chosen(&word, CareGroup::from_word)?;
            within(f64::from(days), 1.0, f64::from(CarePlan::MOST_DAYS))?;
            plan.set(group, Some(days));
        }
        Ok(plan)
    }
}

/// A capability.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Able {
    effort: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    have: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    need: Option<f64>,
}

impl Able {
    /// `None` for the list every portfolio starts with.
    pub fn list(all: &[Capability]) -> Option<Vec<Self>> {
        let one = |capability: &Capability| Self {
            effort: capability.effort.word().to_owned(),
            name: capability.name.clone(),
            have: capability.have.filter(|have| have.is_finite()),
            need: capability.need.filter(|need| need.is_finite()),
        };
        (all != first_capabilities()).then(|| all.iter().map(one).collect())
    }

    /// The capability, every word and number looked at.
    pub fn checked(self) -> Result<Capability, Fault> {
        let rated = |value: Option<f64>| value.map(|value| within(value, 0.0, 10.0)).transpose();
        Ok(Capability {
            effort: chosen(&self.effort, Effort::from_word)?,
            name: cut_name(self.name),
            have: rated(self.have)?,
            need: rated(self.need)?,
        })
    }
}
