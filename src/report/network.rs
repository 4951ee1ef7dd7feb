//! The Network lens: who brought, recommended or introduced whom, and what hangs on it.

use std::collections::BTreeMap;

use crate::measures::network::{Link, Network, Reproduction};
use crate::measures::{Groundwork, MeasureId, Unit, Valuation};
use crate::portfolio::{AccountKind, Document};

use super::beside::Beside;
use super::lens::{LensMethod, LensTable};
use super::map_roles::strongest;
use super::network_forest::{Grove, groves};
use super::network_since::{LinkThen, NetworkSince, NetworkThen};
use super::network_tables::{brokers, dependants, link_table, words};
use super::style::NumberStyle;

/// Members drawn unless all are asked for.
pub const FIRST_MEMBERS: usize = 80;
/// Members drawn at most.
pub const MOST_MEMBERS: usize = 1_500;

/// A member in the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkNode {
    /// Row of the account.
    pub row: usize,
    /// Its name.
    pub name: String,
    /// What it is to us.
    pub kind: AccountKind,
    /// The role it fills most, as on the map; empty where it fills none.
    pub role: &'static str,
    /// Place of the member it stands under.
    pub parent: Option<usize>,
    /// Steps from the head of its tree.
    pub generation: usize,
    /// True where its own value is not known, or it buys nothing.
    pub is_unvalued: bool,
    /// What of its value is due to others, written short; empty where nothing is.
    pub owed: String,
    /// What its card says.
    pub lines: Vec<String>,
    /// True where it is not in the scenario compared with.
    pub is_let_go: bool,
}

/// A line between two members of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkLine {
    /// Place of the member that brought the other.
    pub from: usize,
    /// Place of the other.
    pub to: usize,
    /// Value due along it, without sign; 0 where no share is stated.
    pub size: f64,
    /// True where a share of the value is stated.
    pub is_valued: bool,
    /// True between a member and the one it stands under.
    pub is_of_tree: bool,
    /// What its card says.
    pub lines: Vec<String>,
    /// How it stands in what is compared with; `None` where nothing is.
    pub then: Option<LinkThen>,
}

/// The lens.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkReport {
    /// Members drawn, each after the one it stands under.
    pub nodes: Vec<NetworkNode>,
    /// Places in `nodes` at which trees that are linked with one another begin.
    pub starts: Vec<usize>,
    /// Lines between members drawn.
    pub lines: Vec<NetworkLine>,
    /// Members in all trees.
    pub n_members: usize,
    /// What is not drawn; `None` where everything is.
    pub left_out: Option<String>,
    /// Every link.
    pub table: LensTable,
    /// Those who brought most.
    pub brokers: LensTable,
    /// Those whose value hangs on others.
    pub dependants: LensTable,
    /// The lens in paragraphs.
    pub words: Vec<String>,
    /// What is compared with; `None` where nothing is.
    pub since: Option<NetworkSince>,
}

/// How the lens is made.
pub const NETWORK_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "A line leads from a member to an account it brought, recommended, introduced or served as a reference to: where a share of the \
         account's value is attributed to it, or where an event names the account. Whole lines carry a share and are as wide as the \
         value due along them; dashed lines are named by an event only. Links that came to nothing are left out.",
        "Every member stands once, under the contributor most of its value is due to; further contributors are crossing lines. A circle is \
         opened at the member others owe most. The order is by value due, so the same data always give the same picture.",
        "What a member brought in is others' current value at the attribution shares, handed on along chains once: it moves value and adds \
         none. If a member leaves, its own value goes, and what others owe it is in doubt; the second is not lost for certain.",
        "The reproduction number k is accounts brought per member. Below 1 each generation is smaller than the one before, so that bringing \
         alone decays and does not replace selling; it counts what is recorded only.",
        "A snapshot keeps no links, but events have days: compared with one, a link came since when the first of its events did. Where a \
         share of value is all that is stated, or an event has no day, nobody can tell, and it is said so. A scenario has links of its own: \
         those of accounts let go drop out.",
    ],
    sources: &[
        "Däs, M., Klier, J., Klier, M., Lindner, G., & Thiel, L. (2017), Customer lifetime network value, Electronic Markets 27.",
        "Kumar, V., Petersen, J. A., & Leone, R. P. (2010), Driving profitability by encouraging customer referrals, Journal of Marketing \
         74(5).",
    ],
    measures: &[
        MeasureId::AttributedIn,
        MeasureId::AttributedOut,
        MeasureId::NetValue,
        MeasureId::CurrentValue,
        MeasureId::ReferenceRole,
        MeasureId::ReferralRole,
        MeasureId::LearningRole,
        MeasureId::InnovationRole,
    ],
};

/// What the parts of the report read.
pub(super) struct Reader<'a> {
    pub document: &'a Document,
    pub valuation: &'a Valuation,
    pub numbers: &'a NumberStyle,
    /// Links of the accounts shown.
    pub links: Vec<Link>,
    /// Every link: how far a member reaches does not depend on the filter.
    pub all: Vec<Link>,
    /// Links by then, or there.
    pub then: Option<NetworkThen<'a>>,
}

/// The lens over the accounts in `rows`, with at most `most` members drawn, beside what it is compared with.
pub fn network<'a>(
    document: &'a Document,
    valuation: &'a Valuation,
    rows: &[usize],
    most: usize,
    beside: Option<Beside<'a>>,
    numbers: &'a NumberStyle,
) -> NetworkReport {
    let groundwork = Groundwork::of(document, valuation);
    let all = Network::new(document, &groundwork, valuation);
    let reader = Reader {
        document,
        valuation,
        numbers,
        links: all.touching(rows),
        all: all.links,
        then: beside.map(NetworkThen::new),
    };
    let groves = groves(&reader.links);
    let (nodes, starts) = drawn(&reader, &groves, most);
    let reproduction = Reproduction::new(&reader.all, rows);
    let since = reader.then.as_ref().map(|then| then.since(&reader));
    let mut words = words(&reader, &groves, reproduction, all.n_failed);
    if let (Some(since), Some(finding)) = (&since, words.first_mut()) {
        *finding = format!("{finding} {}", since.finding);
    }
    NetworkReport {
        lines: lines(&reader, &nodes),
        n_members: groves.iter().map(|grove| grove.leaves.len()).sum(),
        left_out: left_out(&reader, &groves, nodes.len(), starts.len()),
        table: link_table(&reader),
        brokers: brokers(&reader),
        dependants: dependants(&reader),
        words,
        nodes,
        starts,
        since,
    }
}

/// Whole groves while they fit; of a first one that does not, as many as fit.
fn drawn(reader: &Reader, groves: &[Grove], most: usize) -> (Vec<NetworkNode>, Vec<usize>) {
    let (mut nodes, mut starts) = (Vec::new(), Vec::new());
    for grove in groves {
        let start = nodes.len();
        let room = most.saturating_sub(start);
        if room == 0 || (start > 0 && grove.leaves.len() > room) {
            break;
        }
        starts.push(start);
        for leaf in grove.leaves.iter().take(room) {
            let parent = leaf.parent.map(|parent| parent + start);
            nodes.push(reader.node(leaf.row, parent, leaf.generation));
        }
    }
    (nodes, starts)
}

fn lines(reader: &Reader, nodes: &[NetworkNode]) -> Vec<NetworkLine> {
    let places: BTreeMap<usize, usize> = (nodes.iter().enumerate())
        .map(|(place, node)| (node.row, place))
        .collect();
    let line = |link: &Link| {
        let (&from, &to) = (places.get(&link.from)?, places.get(&link.to)?);
        Some(NetworkLine {
            from,
            to,
            size: link.size(),
            is_valued: link.share.is_some(),
            is_of_tree: nodes[to].parent == Some(from),
            lines: reader.about_link(link),
            then: reader.then.as_ref().map(|then| then.stand(reader.document, link)),
        })
    };
    reader.links.iter().filter_map(line).collect()
}

/// What is not drawn, counted.
fn left_out(reader: &Reader, groves: &[Grove], n_drawn: usize, n_groves: usize) -> Option<String> {
    let n_members: usize = groves.iter().map(|grove| grove.leaves.len()).sum();
    let rest = &groves[n_groves.min(groves.len())..];
    let value: f64 = rest.iter().map(|grove| grove.value).sum();
    let count = |n: usize| reader.numbers.number(n as f64, 0);
    (n_drawn < n_members).then(|| {
        format!(
            "The {} largest trees are drawn, {} of {} members. The other {} have links worth {} together.",
            count(n_groves),
            count(n_drawn),
            count(n_members),
            count(rest.len()),
            reader.numbers.money(value)
        )
    })
}

impl Reader<'_> {
    /// Name of the account in `row`.
    pub fn name(&self, row: usize) -> &str {
        &self.document.portfolio.accounts[row].name
    }

    /// A measure, as everywhere.
    pub fn written(&self, measure: MeasureId, row: usize) -> String {
        self.numbers
            .measured(self.valuation.get(measure, row), measure.unit())
    }

    fn node(&self, row: usize, parent: Option<usize>, generation: usize) -> NetworkNode {
        let account = &self.document.portfolio.accounts[row];
        let role = strongest(self.valuation, row);
        let owed = self.valuation.get(MeasureId::AttributedOut, row).value;
        let mut lines = vec![match role {
            "" => account.kind.word().to_owned(),
            role => format!("{}, {role} role", account.kind.word()),
        }];
        for measure in [
            MeasureId::CurrentValue,
            MeasureId::AttributedIn,
            MeasureId::AttributedOut,
        ] {
            lines.push(format!("{}: {}", measure.label(), self.written(measure, row)));
        }
        let let_go = self.then.as_ref().filter(|then| then.is_let_go(&account.id));
        lines.extend(let_go.map(NetworkThen::not_there));
        NetworkNode {
            is_let_go: let_go.is_some(),
            row,
            name: account.name.clone(),
            kind: account.kind,
            role,
            parent,
            generation,
            is_unvalued: self.valuation.get(MeasureId::CurrentValue, row).value.is_none(),
            owed: owed
                .filter(|owed| *owed != 0.0)
                .map_or_else(String::new, |owed| self.numbers.money_short(owed)),
            lines,
        }
    }

    /// What happened along a link, and what is due along it.
    pub fn about_link(&self, link: &Link) -> Vec<String> {
        let mut lines = vec![self.how(link)];
        if let Some(share) = link.share {
            let amount = link.amount.map_or_else(String::new, |amount| {
                format!(", {}", self.numbers.value(amount.base, Unit::Money))
            });
            lines.push(format!("{} of its value{amount}", self.numbers.share(share)));
        }
        if link.is_open {
            lines.push("Nothing has come of it yet".to_owned());
        }
        let then = self.then.iter();
        lines.extend(then.map(|then| then.card(self.document, link, self.numbers)));
        lines
    }

    /// Customer referral, introduction …
    pub fn how(&self, link: &Link) -> String {
        let words: Vec<&str> = link.kinds.iter().map(|kind| kind.word()).collect();
        match words.is_empty() {
            true => "share of value stated".to_owned(),
            false => words.join(", "),
        }
    }
}
