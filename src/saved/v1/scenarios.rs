//! Scenarios: moved levers, assumptions of their own, released accounts.

use serde::{Deserialize, Serialize};

use crate::portfolio::{AccountId, By, Document, Lever, LeverMove, Scenario, Shared, Whom, cut_name};
use crate::saved::OpenError;
use crate::saved::columns::Fault;

use super::settings::Assumed;
use super::table::{chosen, shortened, within};

/// Format 1 of a scenario.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assumptions: Option<Assumed>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    moves: Vec<Moved>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    released: Vec<String>,
}

/// A moved lever: of a segment or an account where one is named, by points or by a share of today's.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Moved {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    segment: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    account: Option<String>,
    lever: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    points: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of_today: Option<f64>,
}

/// All scenarios of a document.
pub fn kept(document: &Document) -> Vec<Kept> {
    (document.scenarios.iter())
        .map(|scenario| Kept::from(&**scenario))
        .collect()
}

/// The checked scenarios.
pub fn checked(kept: Vec<Kept>) -> Result<Vec<Shared<Scenario>>, OpenError> {
    let mut scenarios: Vec<Shared<Scenario>> = Vec::with_capacity(kept.len());
    for one in kept {
        let place = format!("scenarios, {}", shortened(&one.name));
        let damaged = |Fault(reason)| OpenError::damaged(place.clone(), reason);
        if scenarios.iter().any(|known| known.id == one.id) {
            let id = shortened(&one.id);
            return Err(damaged(Fault(format!("the id \"{id}\" is there twice"))));
        }
        scenarios.push(Shared::new(one.checked().map_err(damaged)?));
    }
    Ok(scenarios)
}

impl From<&Scenario> for Kept {
    fn from(scenario: &Scenario) -> Self {
        Self {
            id: scenario.id.clone(),
            name: scenario.name.clone(),
            note: scenario.note.clone(),
            assumptions: scenario.assumptions.as_deref().map(Assumed::from),
            moves: scenario.moves.iter().map(Moved::from).collect(),
            released: (scenario.released.iter())
                .map(|id| id.as_str().to_owned())
                .collect(),
        }
    }
}

impl Kept {
    fn checked(self) -> Result<Scenario, Fault> {
        Ok(Scenario {
            id: self.id,
            name: cut_name(self.name),
            note: self.note,
            assumptions: (self.assumptions.map(Assumed::checked).transpose()?).map(Shared::new),
            moves: (self.moves.into_iter())
                .map(Moved::checked)
                .collect::<Result<_, Fault>>()?,
            released: self.released.iter().map(|id| AccountId::new(id)).collect(),
        })
    }
}

impl From<&LeverMove> for Moved {
    fn from(moved: &LeverMove) -> Self {
        let (low, high) = moved.by.range(moved.lever);
        let number = Some(moved.by.number())
            .filter(|number| !number.is_nan())
            .unwrap_or(0.0);
        let number = Some(number.clamp(low, high));
        let is_points = matches!(moved.by, By::Points(_));
        Self {
            segment: match &moved.whom {
                Whom::Segment(name) => Some(name.clone()),
                _ => None,
            },
            account: match &moved.whom {
                Whom::Account(id) => Some(id.as_str().to_owned()),
                _ => None,
            },
            lever: moved.lever.word().to_owned(),
            points: number.filter(|_| is_points),
            of_today: number.filter(|_| !is_points),
        }
    }
}

impl Moved {
    fn checked(self) -> Result<LeverMove, Fault> {
        let lever = chosen(&self.lever, Lever::from_word)?;
        let by = match (self.points, self.of_today) {
            (Some(points), None) => By::Points(points),
            (None, Some(share)) => By::OfToday(share),
            _ => {
                return Err(Fault(
                    "a lever moves by points or by a share of today's, not both".to_owned(),
                ));
            }
        };
        let (low, high) = by.range(lever);
        within(by.number(), low, high)?;
        let whom = match (self.segment, self.account) {
            (None, None) => Whom::Everybody,
            (Some(name), None) => Whom::Segment(name),
            (None, Some(id)) => Whom::Account(AccountId::new(&id)),
            _ => {
                return Err(Fault(
                    "a lever moves for a segment or for an account, not both".to_owned(),
                ));
            }
        };
        Ok(LeverMove { whom, lever, by })
    }
}
