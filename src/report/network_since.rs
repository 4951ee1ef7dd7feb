//! The network beside who was linked by the day of a snapshot, or is linked in a scenario.

use std::collections::{BTreeMap, BTreeSet};

use crate::measures::Groundwork;
use crate::measures::network::{Link, Network};
use crate::portfolio::{AccountId, Document};

use super::beside::Beside;
use super::network::Reader;
use super::style::{NumberStyle, UNKNOWN};

/// Links written out before the rest is counted.
const WRITTEN: usize = 3;

/// How a link stands in what is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkThen {
    /// It was there, or is there too.
    There,
    /// It came since, or is not there.
    OnlyHere,
    /// No day is recorded.
    Undated,
}

/// What is drawn and said beside the present.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkSince {
    /// Name of the snapshot or scenario.
    pub name: String,
    /// What the sign on a line means.
    pub sign: String,
    /// What a name that is struck through means.
    pub struck: String,
    /// One sentence.
    pub finding: String,
}

/// Links by then, or there.
pub(super) struct NetworkThen<'a> {
    beside: Beside<'a>,
    /// Links of the other portfolio by the ids of their ends; empty with a day.
    links: BTreeMap<(&'a AccountId, &'a AccountId), Link>,
    accounts: BTreeSet<&'a AccountId>,
}

fn ends<'a>(document: &'a Document, link: &Link) -> (&'a AccountId, &'a AccountId) {
    let accounts = &document.portfolio.accounts;
    (&accounts[link.from].id, &accounts[link.to].id)
}

impl<'a> NetworkThen<'a> {
    /// Reads the links of the other portfolio, where there is one.
    pub fn new(beside: Beside<'a>) -> Self {
        let Beside::Portfolio {
            document,
            valuation,
            rows,
            ..
        } = beside
        else {
            return Self {
                beside,
                links: BTreeMap::new(),
                accounts: BTreeSet::new(),
            };
        };
        let network = Network::new(document, &Groundwork::of(document, valuation), valuation);
        let links = network.touching(rows).into_iter();
        Self {
            beside,
            links: links.map(|link| (ends(document, &link), link)).collect(),
            accounts: document
                .portfolio
                .accounts
                .iter()
                .map(|account| &account.id)
                .collect(),
        }
    }

    /// How a link of `document` stands.
    pub fn stand(&self, document: &Document, link: &Link) -> LinkThen {
        match self.beside {
            Beside::Day { day, .. } => match link.first {
                Some(first) if first <= day => LinkThen::There,
                Some(_) if !link.has_undated => LinkThen::OnlyHere,
                _ => LinkThen::Undated,
            },
            Beside::Portfolio { .. } => match self.links.contains_key(&ends(document, link)) {
                true => LinkThen::There,
                false => LinkThen::OnlyHere,
            },
        }
    }

    /// True for an account that is not there; never with a day.
    pub fn is_let_go(&self, account: &AccountId) -> bool {
        matches!(self.beside, Beside::Portfolio { .. }) && !self.accounts.contains(account)
    }

    /// What the card of an account says that is not there.
    pub fn not_there(&self) -> String {
        format!("Not in {}", self.beside.name())
    }

    /// What the card of a link says.
    pub fn card(&self, document: &Document, link: &Link, numbers: &NumberStyle) -> String {
        format!("{}: {}", self.header(), self.cell(document, link, numbers))
    }

    /// Header of its column in the table of links.
    pub fn header(&self) -> String {
        match self.beside {
            Beside::Day { name, .. } => format!("By {name}"),
            Beside::Portfolio { name, .. } => format!("Due, {name}"),
        }
    }

    /// What stands there.
    pub fn cell(&self, document: &Document, link: &Link, numbers: &NumberStyle) -> String {
        match (self.beside, self.stand(document, link)) {
            (_, LinkThen::Undated) => "no day recorded".to_owned(),
            (Beside::Day { .. }, LinkThen::There) => "there".to_owned(),
            (Beside::Day { .. }, LinkThen::OnlyHere) => {
                let came = link.first.map(|day| numbers.day(day));
                came.map_or_else(String::new, |day| format!("not yet, {day}"))
            }
            (Beside::Portfolio { .. }, LinkThen::OnlyHere) => "not there".to_owned(),
            (Beside::Portfolio { .. }, LinkThen::There) => {
                let amount = self.links.get(&ends(document, link)).and_then(|link| link.amount);
                amount.map_or_else(|| UNKNOWN.to_owned(), |amount| numbers.money(amount.base))
            }
        }
    }

    /// What is said of the links shown.
    pub fn since(&self, reader: &Reader) -> NetworkSince {
        let name = self.beside.name();
        let of = |stand: LinkThen| {
            let links = reader.links.iter();
            links
                .filter(|link| self.stand(reader.document, link) == stand)
                .collect::<Vec<_>>()
        };
        let (sign, finding) = match self.beside {
            Beside::Day { .. } => (
                format!("since {name}"),
                self.by_day(
                    reader,
                    &of(LinkThen::There),
                    &of(LinkThen::OnlyHere),
                    of(LinkThen::Undated).len(),
                ),
            ),
            Beside::Portfolio { .. } => (
                format!("not in {name}"),
                self.there(reader, &of(LinkThen::OnlyHere)),
            ),
        };
        NetworkSince {
            name: name.to_owned(),
            sign,
            struck: format!("struck through: not in {name}"),
            finding,
        }
    }

    fn by_day(&self, reader: &Reader, there: &[&Link], since: &[&Link], n_undated: usize) -> String {
        let name = self.beside.name();
        let count = |n: usize| reader.numbers.number(n as f64, 0);
        let undated = match n_undated {
            0 => String::new(),
            n => format!(" Of {} no day is recorded.", count(n)),
        };
        match since {
            [] => format!("Since {name} no link is known to have come.{undated}"),
            since => format!(
                "By {name} {} of these links were there, {} came since: {}.{undated}",
                count(there.len()),
                count(since.len()),
                written(
                    reader.document,
                    since.iter().copied(),
                    since.len(),
                    reader.numbers
                )
            ),
        }
    }

    fn there(&self, reader: &Reader, gone: &[&Link]) -> String {
        let Beside::Portfolio { name, document, .. } = self.beside else {
            return String::new();
        };
        let count = |n: usize| reader.numbers.number(n as f64, 0);
        let here: BTreeSet<_> = (reader.all.iter())
            .map(|link| ends(reader.document, link))
            .collect();
        let more = self
            .links
            .iter()
            .filter(|(ends, _)| !here.contains(ends))
            .map(|(_, link)| link);
        let more: Vec<&Link> = more.collect();
        let mut parts = Vec::new();
        if !gone.is_empty() {
            let names = written(reader.document, gone.iter().copied(), gone.len(), reader.numbers);
            parts.push(format!("{} of these links drop out ({names})", count(gone.len())));
        }
        if !more.is_empty() {
            let names = written(document, more.iter().copied(), more.len(), reader.numbers);
            parts.push(format!("{} more stand ({names})", count(more.len())));
        }
        let due = |links: &mut dyn Iterator<Item = &Link>| {
            reader
                .numbers
                .money(links.map(Link::size).fold(0.0, |sum, size| sum + size))
        };
        let [due_here, due_there] = [due(&mut reader.links.iter()), due(&mut self.links.values())];
        if due_here != due_there {
            parts.push(format!(
                "value of {due_there} is due along all of them instead of {due_here}"
            ));
        }
        match parts.is_empty() {
            true => format!("In {name} the same links stand."),
            false => format!("In {name} {}.", parts.join("; ")),
        }
    }
}

/// "Alder → Birch, Cedar → Dogwood and 3 more".
fn written<'l>(
    document: &Document,
    links: impl Iterator<Item = &'l Link>,
    n_links: usize,
    numbers: &NumberStyle,
) -> String {
    let accounts = &document.portfolio.accounts;
    let name = |link: &Link| format!("{} → {}", accounts[link.from].name, accounts[link.to].name);
    let names: Vec<String> = links.take(WRITTEN).map(name).collect();
    match n_links.saturating_sub(WRITTEN) {
        0 => names.join(", "),
        more => format!("{} and {} more", names.join(", "), numbers.number(more as f64, 0)),
    }
}
