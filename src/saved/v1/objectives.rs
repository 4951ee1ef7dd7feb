//! What the business is after.

use serde::{Deserialize, Serialize};

use crate::portfolio::{MOST_OBJECTIVES, MOST_WEIGHT, Objective, cut_name, first_objectives};
use crate::saved::columns::Fault;

use super::table::within;

/// An objective.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Aim {
    name: String,
    /// The measure's key; one that this version does not know stays, and is known of nobody.
    measure: String,
    /// True where less of it is better.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    less: bool,
    weight: f64,
}

impl Aim {
    /// `None` for the objectives every portfolio starts with.
    pub fn list(all: &[Objective]) -> Option<Vec<Self>> {
        let one = |objective: &Objective| Self {
            name: objective.name.clone(),
            measure: objective.measure.clone(),
            less: objective.less_is_better,
            weight: objective.weight.clamp(0.0, MOST_WEIGHT),
        };
        (all != first_objectives()).then(|| all.iter().take(MOST_OBJECTIVES).map(one).collect())
    }

    /// The objectives, every number looked at.
    pub fn checked(all: Vec<Self>) -> Result<Vec<Objective>, Fault> {
        if all.len() > MOST_OBJECTIVES {
            return Err(Fault(format!(
                "{} objectives are more than {MOST_OBJECTIVES}",
                all.len()
            )));
        }
        let one = |aim: Self| {
            Ok(Objective {
                name: cut_name(aim.name),
                measure: aim.measure,
                less_is_better: aim.less,
                weight: within(aim.weight, 0.0, MOST_WEIGHT)?,
            })
        };
        all.into_iter().map(one).collect()
    }
}
