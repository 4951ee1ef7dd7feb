//! One account's place in the network: who brought it, whom it brought, and the picture of both.

use crate::measures::network::{Link, Network, within_two};
use crate::measures::{Groundwork, Valuation};
use crate::portfolio::{AccountId, Document};

use super::network::{NetworkReport, Reader, network};
use super::style::NumberStyle;

/// Members of the neighbourhood that are drawn at most.
const MOST_DRAWN: usize = 30;

/// A member linked with the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The member.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// How, with which share and what is due: "customer referral; 20 % of its value, €12,000".
    pub how: String,
}

/// The account among those it is linked with.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkPlace {
    /// What is drawn: the account and its neighbours.
    pub picture: NetworkReport,
    /// Those it came through.
    pub brought_by: Vec<Linked>,
    /// Those that came through it.
    pub brought: Vec<Linked>,
    /// The same counted, in a sentence.
    pub sentence: String,
}

/// The place of the account in `row`; `None` where nobody brought it and it brought nobody.
pub fn account_network(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    style: &NumberStyle,
) -> Option<NetworkPlace> {
    let all = Network::new(document, &Groundwork::of(document, valuation), valuation).links;
    let reader = Reader {
        document,
        valuation,
        numbers: style,
        links: Vec::new(),
        all,
        then: None,
    };
    let linked = |link: &Link, other: usize| Linked {
        id: document.portfolio.accounts[other].id.clone(),
        name: reader.name(other).to_owned(),
        how: reader.about_link(link).join("; "),
    };
    let links = || reader.all.iter();
    let brought_by: Vec<Linked> = (links().filter(|link| link.to == row))
        .map(|link| linked(link, link.from))
        .collect();
    let brought: Vec<Linked> = (links().filter(|link| link.from == row))
        .map(|link| linked(link, link.to))
        .collect();
    (!brought_by.is_empty() || !brought.is_empty()).then(|| NetworkPlace {
        picture: network(document, valuation, &[row], MOST_DRAWN, None, style),
        sentence: sentence(
            reader.name(row),
            (&brought_by, &brought),
            within_two(&reader.all, row),
        ),
        brought_by,
        brought,
    })
}

fn sentence(name: &str, (brought_by, brought): (&[Linked], &[Linked]), n_within_two: usize) -> String {
    let names = |linked: &[Linked]| {
        let names: Vec<&str> = linked.iter().map(|one| one.name.as_str()).collect();
        names.join(", ")
    };
    let came = match brought_by {
        [] => format!("Nobody is recorded to have brought {name}."),
        some => format!("{name} came through {}.", names(some)),
    };
    let gave = match brought {
        [] => "It has brought nobody yet.".to_owned(),
        some if n_within_two > some.len() => {
            format!(
                "It brought {}, and within two steps {n_within_two} members.",
                names(some)
            )
        }
        some => format!("It brought {}.", names(some)),
    };
    format!("{came} {gave}")
}
