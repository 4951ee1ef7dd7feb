//! The names an edit writes, looked at before it is carried out.

use crate::portfolio::{Action, Assumptions, Composites, Document, ItemSource, too_long};

use super::Edit;

impl Edit {
    /// Why a name in it cannot be, and what would be right; `None` where all can. Names that `document` has already,
    /// such as that of a column of a file, are no fault of this edit.
    pub(super) fn refused_name(&self, document: &Document) -> Option<String> {
        let long = self
            .names()
            .into_iter()
            .filter_map(|name| Some((name, too_long(name)?)));
        let is_known = |name: &str| {
            of_assumptions(&document.assumptions).contains(&name)
                || of_composites(&document.composites).contains(&name)
        };
        let mut new = long.filter(|(name, _)| !is_known(name));
        new.next().map(|(_, sentence)| sentence)
    }

    /// Names the person gave. Those of accounts are looked at cell by cell.
    fn names(&self) -> Vec<&str> {
        match self {
            Self::ObservationWritten(said) => vec![&said.respondent, &said.driver],
            Self::EventWritten(event) => vec![&event.unit],
            Self::NeedWritten(need) => vec![&need.tag],
            Self::CapabilitiesWritten(list) => list.iter().map(|one| one.name.as_str()).collect(),
            Self::ObjectivesWritten(list) => list.iter().map(|one| one.name.as_str()).collect(),
            Self::ActivityWritten(activity) => vec![&activity.name],
            Self::AssumptionsWritten(assumptions) => of_assumptions(assumptions),
            Self::CompositesWritten(composites) => of_composites(composites),
            Self::ServiceWritten(desk) => {
                let tiers = desk.tiers.iter();
                tiers.flat_map(|tier| [tier.name.as_str(), &tier.group]).collect()
            }
            Self::SnapshotRenamed { name, .. } | Self::Renamed(name) => vec![name],
            Self::CommentWritten(comment) => vec![&comment.author],
            Self::SnapshotTaken(snapshot) => vec![&snapshot.name],
            Self::ActionWritten(action) | Self::ProposalAccepted(action) => of_action(action).to_vec(),
            Self::AllocationTaken(actions) => actions.iter().flat_map(of_action).collect(),
            Self::ScenarioWritten(scenario) => vec![&scenario.name],
            Self::ZonesNamed(zones) => {
                vec![
                    &zones.strategic,
                    &zones.prospective,
                    &zones.cooperative,
                    &zones.tactical,
                ]
            }
            _ => Vec::new(),
        }
    }
}

fn of_action(action: &Action) -> [&str; 3] {
    [&action.name, &action.owner, &action.group]
}

fn of_assumptions(assumptions: &Assumptions) -> Vec<&str> {
    let units = assumptions.exchange.iter().map(|rate| rate.unit.as_str());
    let segments = assumptions.ceilings.iter().map(|one| one.segment.as_str());
    units.chain(segments).collect()
}

fn of_composites(composites: &Composites) -> Vec<&str> {
    let judged = (composites.items.iter()).filter_map(|item| match &item.source {
        ItemSource::Judged(name) => Some(name.as_str()),
        _ => None,
    });
    let segments = (composites.segmentation.rules.iter()).map(|rule| rule.name.as_str());
    judged.chain(segments).collect()
}
