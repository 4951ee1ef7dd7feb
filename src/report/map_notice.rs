//! What the map says when an axis has nothing to show, and which measures would.

use crate::maths::sort_by_key;
use crate::measures::{MeasureId, Valuation};

use super::MapView;

/// An axis has nothing to show; measures that have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// True for the axis across, false for the axis up.
    pub is_across: bool,
    /// What is missing and the way out, in a sentence.
    pub sentence: String,
    /// True where answers to a survey would fill it.
    pub wants_a_survey: bool,
    /// Measures of the same side that could stand there, best first; at most three.
    pub instead: Vec<MeasureId>,
}

pub(super) fn notices(valuation: &Valuation, rows: &[usize], view: &MapView) -> Vec<Notice> {
    if rows.is_empty() {
        return Vec::new();
    }
    let n_known = |measure: MeasureId| {
        let column = valuation.column(measure);
        rows.iter()
            .filter(|&&row| column.get(row).value.is_some())
            .count()
    };
    [(true, view.x, view.y), (false, view.y, view.x)]
        .into_iter()
        .filter(|&(_, measure, _)| n_known(measure) == 0)
        .map(|(is_across, measure, other)| {
            let sides = if is_across {
                view.lens.across_instead
            } else {
                view.lens.up_instead
            };
            let mut instead: Vec<(usize, MeasureId)> = sides
                .iter()
                .filter(|&&side| side != measure && side != other && varies(valuation, rows, side))
                .map(|&side| (n_known(side), side))
                .collect();
            sort_by_key(&mut instead, |&(count, _)| std::cmp::Reverse(count));
            Notice {
                is_across,
                wants_a_survey: matches!(measure, MeasureId::Attitude | MeasureId::Intention),
                sentence: sentence(measure),
                instead: instead.into_iter().take(3).map(|entry| entry.1).collect(),
            }
        })
        .collect()
}

fn varies(valuation: &Valuation, rows: &[usize], measure: MeasureId) -> bool {
    let mut known = rows.iter().filter_map(|&row| valuation.get(measure, row).value);
    let first = known.next();
    known.any(|value| Some(value) != first)
}

fn sentence(measure: MeasureId) -> String {
    let name = measure.label().to_lowercase();
    let way_out = match measure {
        MeasureId::ValueReceived | MeasureId::RelativeValue => {
            "nobody has been asked yet. Add what they said on an account's page"
        }
        MeasureId::Attitude => {
            "nobody was asked how satisfied they are or whether they would recommend us. Add what they said on an \
             account's page, or bring a survey in"
        }
        MeasureId::Intention => {
            "nobody was asked whether they intend to stay. Add what they said on an account's page, or bring a survey in"
        }
        MeasureId::RelationshipValue | MeasureId::ReferralValue => {
            "nothing that passed beside sales is recorded yet. Record it on an account's page"
        }
        MeasureId::Surplus => "nobody has said what using us is worth to them. Add it on an account's page",
        MeasureId::TotalValue | MeasureId::CurrentValue | MeasureId::NetValue | MeasureId::Contribution => {
            "margin or cost is missing. State a gross margin under Assumptions or fill in the accounts"
        }
        _ => "nothing it is worked out from has been entered",
    };
    format!("No account has a known {name}: {way_out}, or show something else here.")
}
