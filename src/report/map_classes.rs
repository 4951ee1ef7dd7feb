//! Which colour and shape each account of the map carries.

use std::collections::BTreeMap;

use crate::maths::sort_by_key;
use crate::measures::Valuation;
use crate::portfolio::Document;

use super::{ClassReport, ColourBy, MapPoint, ZoneReport, map_roles};

/// Colours and shapes that can be told apart.
const PALETTE: usize = 7;

/// The legend, and the class of every point in order.
pub(super) struct Classes {
    pub(super) classes: Vec<ClassReport>,
    pub(super) of_points: Vec<u8>,
}

/// Name of the choice above the legend.
pub(super) const fn title(colour: ColourBy) -> &'static str {
    match colour {
        ColourBy::Nothing => "",
        _ => colour.label(),
    }
}

pub(super) fn classes(
    document: &Document,
    valuation: &Valuation,
    colour: ColourBy,
    points: &[MapPoint],
    zones: &[ZoneReport],
) -> Classes {
    let names: Vec<&str> = points
        .iter()
        .map(|point| class_name(document, valuation, colour, point, zones))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &names {
        *counts.entry(name).or_default() += 1;
    }
    let without = counts.remove("");
    let mut ordered: Vec<(&str, usize)> = counts.into_iter().collect();
    sort_by_key(&mut ordered, |&(name, count)| (std::cmp::Reverse(count), name));
    legend(colour, &names, ordered, without)
}

fn legend(colour: ColourBy, names: &[&str], ordered: Vec<(&str, usize)>, without: Option<usize>) -> Classes {
    let mut places: BTreeMap<&str, u8> = BTreeMap::new();
    let mut classes = Vec::new();
    for (index, &(name, count)) in ordered.iter().take(PALETTE).enumerate() {
        places.insert(name, index as u8);
        classes.push(ClassReport {
            label: capitalised(name),
            count,
            palette: Some(index as u8),
        });
    }
    let rest: usize = ordered.iter().skip(PALETTE).map(|entry| entry.1).sum();
    let mut other = 0;
    if rest > 0 {
        other = classes.len() as u8;
        let label = format!("{} others", ordered.len() - PALETTE);
        classes.push(ClassReport {
            label,
            count: rest,
            palette: None,
        });
    }
    if let Some(count) = without {
        places.insert("", classes.len() as u8);
        let label = if colour == ColourBy::Nothing {
            "Accounts"
        } else {
            none_of(colour)
        };
        let palette = (colour == ColourBy::Nothing).then_some(0);
        classes.push(ClassReport {
            label: label.to_owned(),
            count,
            palette,
        });
    }
    let of_points = names
        .iter()
        .map(|name| places.get(name).copied().unwrap_or(other))
        .collect();
    Classes { classes, of_points }
}

const fn none_of(colour: ColourBy) -> &'static str {
    match colour {
        ColourBy::Segment => "No segment",
        ColourBy::Region => "No region",
        ColourBy::Owner => "Nobody",
        ColourBy::Role => "No role seen",
        _ => "Not known",
    }
}

fn class_name<'a>(
    document: &'a Document,
    valuation: &Valuation,
    colour: ColourBy,
    point: &MapPoint,
    zones: &'a [ZoneReport],
) -> &'a str {
    let Some(account) = document.portfolio.accounts.get(point.row) else {
        return "";
    };
    match colour {
        ColourBy::Nothing => "",
        ColourBy::Kind => account.kind.word(),
        ColourBy::Segment => &account.segment,
        ColourBy::Region => &account.region,
        ColourBy::Owner => &account.owner,
        ColourBy::Role => map_roles::strongest(valuation, point.row),
        ColourBy::Zone => zones
            .iter()
            .find(|zone| Some(zone.zone) == point.zone)
            .map_or("", |zone| &zone.name),
    }
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
