//! The Network lens as tables and paragraphs: links, brokers, dependants, generations.

use std::collections::BTreeSet;

use crate::maths::sort_by;
use crate::measures::MeasureId;
use crate::measures::network::{Link, Reproduction, within_two};

use super::lens::{LensRow, LensTable};
use super::network::Reader;
use super::network_forest::Grove;
use super::network_since::NetworkThen;
use super::style::UNKNOWN;

fn table(caption: &str, headers: &[&str], rows: Vec<LensRow>) -> LensTable {
    LensTable {
        caption: caption.to_owned(),
        headers: headers.iter().map(|&header| header.to_owned()).collect(),
        rows,
    }
}

/// Every link, those worth most first.
pub(super) fn link_table(reader: &Reader) -> LensTable {
    let mut links: Vec<&Link> = reader.links.iter().collect();
    sort_by(&mut links, |one, other| other.size().total_cmp(&one.size()));
    let unknown = || UNKNOWN.to_owned();
    let line = |link: &&Link| LensRow {
        row: Some(link.from),
        cells: [
            reader.name(link.from).to_owned(),
            reader.name(link.to).to_owned(),
            reader.how(link),
            link.share
                .map_or_else(unknown, |share| reader.numbers.share(share)),
            link.amount
                .map_or_else(unknown, |amount| reader.numbers.money(amount.base)),
            if link.is_open { "open" } else { "came about" }.to_owned(),
        ]
        .into_iter()
        .chain((reader.then.iter()).map(|then| then.cell(reader.document, link, reader.numbers)))
        .collect(),
    };
    let mut table = table(
        "Who brought, recommended or introduced whom",
        &["Member", "Account", "How", "Share of its value", "Due", "State"],
        links.iter().map(line).collect(),
    );
    table.headers.extend(reader.then.iter().map(NetworkThen::header));
    table
}

/// Those who brought others, most value first, with what goes if one leaves.
pub(super) fn brokers(reader: &Reader) -> LensTable {
    let brought_in = |row: usize| reader.valuation.get(MeasureId::AttributedIn, row).value;
    let rows: BTreeSet<usize> = reader.links.iter().map(|link| link.from).collect();
    let mut rows: Vec<usize> = rows.into_iter().collect();
    sort_by(&mut rows, |&one, &other| {
        let due = |row: usize| brought_in(row).unwrap_or_default();
        due(other).total_cmp(&due(one)).then(one.cmp(&other))
    });
    let count = |n: usize| reader.numbers.number(n as f64, 0);
    let line = |&row: &usize| {
        let direct = reader.all.iter().filter(|link| link.from == row).count();
        LensRow {
            row: Some(row),
            cells: vec![
                reader.name(row).to_owned(),
                reader.written(MeasureId::AttributedIn, row),
                count(direct),
                count(within_two(&reader.all, row)),
                reader.written(MeasureId::CurrentValue, row),
            ],
        }
    };
    table(
        "Brokers: if one leaves, its own value goes and what it brought in is in doubt",
        &[
            "Member",
            MeasureId::AttributedIn.label(),
            "Accounts",
            "Within two steps",
            "Own current value",
        ],
        rows.iter().map(line).collect(),
    )
}

/// Those whose value is due to others, largest share first.
pub(super) fn dependants(reader: &Reader) -> LensTable {
    let mut owing: Vec<(usize, f64, &Link)> = Vec::new();
    let rows: BTreeSet<usize> = reader.links.iter().map(|link| link.to).collect();
    for row in rows {
        let to_it = reader
            .all
            .iter()
            .filter(|link| link.to == row && link.share.is_some());
        let share: f64 = to_it.clone().filter_map(|link| link.share).sum();
        let most = to_it.reduce(|best, link| if link.share > best.share { link } else { best });
        if let Some(most) = most.filter(|_| share > 0.0) {
            owing.push((row, share, most));
        }
    }
    sort_by(&mut owing, |one, other| {
        other.1.total_cmp(&one.1).then(one.0.cmp(&other.0))
    });
    let line = |&(row, share, most): &(usize, f64, &Link)| LensRow {
        row: Some(row),
        cells: vec![
            reader.name(row).to_owned(),
            reader.numbers.share(share),
            reader.written(MeasureId::AttributedOut, row),
            reader.name(most.from).to_owned(),
            reader.numbers.share(most.share.unwrap_or_default()),
        ],
    };
    table(
        "Dependants: how much of an account's value hangs on others",
        &[
            "Account",
            "Due to others",
            "In money",
            "Most of it to",
            "Its share",
        ],
        owing.iter().map(line).collect(),
    )
}

/// The lens in paragraphs.
pub(super) fn words(
    reader: &Reader,
    groves: &[Grove],
    reproduction: Reproduction,
    n_failed: usize,
) -> Vec<String> {
    if reader.links.is_empty() {
        return vec![
            "Nothing recorded says who brought, recommended or introduced whom. Record a referral, reference or introduction with the \
             account it won, or attribute a share of an account's value, on the page of an account."
                .to_owned(),
        ];
    }
    let count = |n: usize| reader.numbers.number(n as f64, 0);
    let n_members: usize = groves.iter().map(|grove| grove.leaves.len()).sum();
    let value: f64 = groves.iter().map(|grove| grove.value).sum();
    let mut words = vec![
        format!(
            "{} links join {} members in {} trees; value of {} is due along them.",
            count(reader.links.len()),
            count(n_members),
            count(groves.len()),
            reader.numbers.money(value)
        ),
        generations(reader, groves),
    ];
    words.extend(carrying(reader, reproduction));
    if let Some(first) = brokers(reader).rows.first() {
        words.push(format!(
            "Most was brought in by {} ({}), with {} accounts within two steps.",
            first.cells[0], first.cells[1], first.cells[3]
        ));
    }
    if let Some(first) = dependants(reader).rows.first() {
        words.push(format!(
            "{} hangs most on others: {} of its value, most of it on {}.",
            first.cells[0], first.cells[1], first.cells[3]
        ));
    }
    if n_failed > 0 {
        words.push(format!(
            "Not drawn: {} that came to nothing.",
            match n_failed {
                1 => "one link".to_owned(),
                n => format!("{} links", count(n)),
            }
        ));
    }
    words
}

/// How many stand at the head, how many under them, and so on.
fn generations(reader: &Reader, groves: &[Grove]) -> String {
    let mut sizes: Vec<usize> = Vec::new();
    for leaf in groves.iter().flat_map(|grove| &grove.leaves) {
        if sizes.len() <= leaf.generation {
            sizes.resize(leaf.generation + 1, 0);
        }
        sizes[leaf.generation] += 1;
    }
    let sizes: Vec<String> = (sizes.iter())
        .map(|&size| reader.numbers.number(size as f64, 0))
        .collect();
    format!("Members by generation: {}.", sizes.join(", then "))
}

/// The reproduction number, and what it does not say.
fn carrying(reader: &Reader, reproduction: Reproduction) -> Option<String> {
    let (number, each) = (reproduction.number()?, reproduction.each_bringing()?);
    let count = |n: usize| reader.numbers.number(n as f64, 0);
    let verdict = if number < 1.0 {
        "Below 1 each generation is smaller than the one before: bringing alone decays and does not carry itself."
    } else {
        "At 1 or above bringing carries itself, as long as it stays so; recorded links alone seldom show it for long."
    };
    Some(format!(
        "Reproduction number k = {} accounts brought ÷ {} members = {}; the {} who brought any brought {} each. {verdict}",
        count(reproduction.n_brought),
        count(reproduction.n_members),
        reader.numbers.number(number, 2),
        count(reproduction.n_bringing),
        reader.numbers.number(each, 1)
    ))
}
