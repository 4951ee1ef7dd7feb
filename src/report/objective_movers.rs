//! Who climbs and who falls by the objectives, which objective moves them, and the strategy there is for each.

use crate::decisions::proposals::kept;
use crate::decisions::{Found, Placement, Proposals, State, What, ZoneMap};
use crate::maths::sort_by;
use crate::measures::places::Move;
use crate::measures::weighed::{WeighedItem, WeighedTerms};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Action, Document};

use super::objectives::{Ranking, named, signed};
use super::plan_forms::proposed_action;
use super::proposals::{ProposalRow, proposal_row};
use super::style::{NumberStyle, UNKNOWN};

/// Accounts that move one way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MoverList {
    /// The first of them.
    pub rows: Vec<MoverRow>,
    /// How many there are.
    pub n_all: usize,
}

/// An account that stands elsewhere by the objectives.
#[derive(Clone, Debug, PartialEq)]
pub struct MoverRow {
    /// Its row.
    pub row: usize,
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its place today and by the objectives, written.
    pub places: [String; 2],
    /// Places gained with a sign.
    pub climbed: String,
    /// From where to where its place may lie; empty where nothing of it is uncertain.
    pub range: String,
    /// Its alignment with a sign.
    pub score: String,
    /// Share of the weight that is known; empty where all of it is.
    pub known: String,
    /// The objective that moves it most and what that adds: "Advocacy +0.84".
    pub driver: String,
    /// The same at the end of a sentence: ", most of all by Advocacy (+0.84)"; empty where nothing is known.
    pub because: String,
    /// Where it stands and why, kept with what is adopted.
    pub sentence: String,
    /// What each objective adds.
    pub parts: Vec<MoverPart>,
    /// What to do in its zone of the Value Map.
    pub zone: String,
    /// What is proposed for it, that about most first.
    pub open: Vec<ProposalRow>,
    /// What was adopted.
    pub taken: Vec<&'static str>,
}

/// One objective of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct MoverPart {
    /// The objective.
    pub objective: String,
    /// What it reads.
    pub measure: Option<MeasureId>,
    /// What stands there.
    pub value: String,
    /// Its standard score.
    pub z: String,
    /// What it adds to the alignment.
    pub points: String,
}

/// Those that climb and those that fall, the furthest first.
pub(super) fn movers(ranking: &Ranking, proposals: &Proposals, n_shown: [usize; 2]) -> [MoverList; 2] {
    let mut moved: Vec<&Move> = ranking.moves.iter().filter(|one| one.climbed() != 0.0).collect();
    sort_by(&mut moved, |a, b| {
        b.climbed().total_cmp(&a.climbed()).then(a.row.cmp(&b.row))
    });
    let n_up = moved.partition_point(|one| one.climbed() > 0.0);
    let (up, down) = moved.split_at(n_up);
    let up: Vec<&Move> = up.iter().copied().take(n_shown[0]).collect();
    let n_down = down.len();
    let down: Vec<&Move> = down.iter().rev().copied().take(n_shown[1]).collect();
    let offers = Offers::new(ranking, proposals, up.iter().chain(&down).map(|one| one.row));
    let list = |shown: Vec<&Move>, n_all: usize| MoverList {
        rows: shown
            .into_iter()
            .filter_map(|one| mover(ranking, &offers, one))
            .collect(),
        n_all,
    };
    [list(up, n_up), list(down, n_down)]
}

/// What is proposed for the accounts shown.
struct Offers<'a> {
    ranking: &'a Ranking<'a>,
    proposals: &'a Proposals,
    zones: ZoneMap<'a>,
    /// Proposals of the rows shown, each with where it stands, by row; within a row that about most first.
    found: Vec<(Found, State)>,
}

impl<'a> Offers<'a> {
    fn new(ranking: &'a Ranking<'a>, proposals: &'a Proposals, rows: impl Iterator<Item = usize>) -> Self {
        let mut shown: Vec<usize> = rows.collect();
        shown.sort_unstable();
        let states = kept(ranking.document, &ranking.document.plan);
        let own = proposals
            .found
            .iter()
            .filter(|found| shown.binary_search(&found.row).is_ok());
        let mut found: Vec<(Found, State)> = own.map(|found| (*found, states.state(found))).collect();
        sort_by(&mut found, |a, b| a.0.row.cmp(&b.0.row));
        Self {
            ranking,
            proposals,
            zones: ZoneMap::value_map(ranking.document, ranking.valuation),
            found,
        }
    }

    fn of(&self, row: usize) -> &[(Found, State)] {
        let from = self.found.partition_point(|(found, _)| found.row < row);
        let to = self.found.partition_point(|(found, _)| found.row <= row);
        &self.found[from..to]
    }

    fn open(&self, row: usize) -> Vec<ProposalRow> {
        let open = self.of(row).iter().filter(|(_, state)| *state == State::Open);
        let Ranking {
            document,
            valuation,
            numbers,
            ..
        } = self.ranking;
        open.map(|(found, _)| proposal_row(document, valuation, self.proposals, *found, numbers))
            .collect()
    }

    fn taken(&self, row: usize) -> Vec<&'static str> {
        let taken = self.of(row).iter().filter(|(_, state)| *state == State::Accepted);
        taken.map(|(found, _)| found.what.words()).collect()
    }

    fn zone(&self, row: usize) -> String {
        match self.zones.place(row) {
            Placement::In(placed) => format!(
                "{}: {}",
                placed.zone.name(&self.ranking.document.map.zones),
                placed.zone.strategy().to_lowercase()
            ),
            Placement::Missing { .. } => "In no zone: find out what is missing".to_owned(),
        }
    }
}

fn mover(ranking: &Ranking, offers: &Offers, one: &Move) -> Option<MoverRow> {
    let account = ranking.document.portfolio.accounts.get(one.row)?;
    let numbers = ranking.numbers;
    let terms = (ranking.alignment).terms(one.row, &|measure, row| ranking.valuation.get(measure, row));
    let points: Vec<Option<f64>> = terms.points().collect();
    let is_up = one.climbed() > 0.0;
    let (driver, by) = driver(&terms, &points, is_up, numbers);
    let places = [one.from, one.to].map(|standing| ranking.count(standing.place));
    let sentence = format!(
        "By our objectives it stands in place {} of {} instead of {} by {}{by}.",
        places[1],
        ranking.count(ranking.moves.len()),
        places[0],
        ranking.today.label().to_lowercase()
    );
    let climbed = one.climbed();
    let decimals = usize::from(climbed != libm::trunc(climbed));
    Some(MoverRow {
        row: one.row,
        account: account.id.clone(),
        name: account.name.clone(),
        climbed: match is_up {
            true => format!("+{}", numbers.number(climbed, decimals)),
            false => numbers.number(climbed, decimals),
        },
        range: range(ranking, one),
        score: (terms.measured().value).map_or_else(|| UNKNOWN.to_owned(), |score| signed(score, numbers)),
        known: (terms.coverage())
            .filter(|share| *share < 1.0)
            .map_or_else(String::new, |share| numbers.share(share)),
        driver,
        because: by,
        sentence,
        parts: parts(&terms, &points, numbers),
        zone: offers.zone(one.row),
        open: offers.open(one.row),
        taken: offers.taken(one.row),
        places,
    })
}

fn title(item: &WeighedItem) -> String {
    named(item.label, item.measure.map_or("", MeasureId::label))
}

/// The objective that adds most to one that climbs, or takes most from one that falls; and the end of a sentence.
fn driver(
    terms: &WeighedTerms,
    points: &[Option<f64>],
    is_up: bool,
    numbers: &NumberStyle,
) -> (String, String) {
    let known = terms
        .items
        .iter()
        .zip(points)
        .filter_map(|(item, points)| Some((item, (*points)?)));
    let further = |a: f64, b: f64| if is_up { a > b } else { a < b };
    let Some((item, points)) = known.reduce(|best, next| if further(next.1, best.1) { next } else { best })
    else {
        return (UNKNOWN.to_owned(), String::new());
    };
    let (name, added) = (title(item), signed(points, numbers));
    let how = match (is_up, points > 0.0) {
        (true, true) => "most of all by",
        (false, false) => "most of all for want of",
        (true, false) => "held back least by",
        (false, true) => "lifted least by",
    };
    (format!("{name} {added}"), format!(", {how} {name} ({added})"))
}

fn parts(terms: &WeighedTerms, points: &[Option<f64>], numbers: &NumberStyle) -> Vec<MoverPart> {
    let all = terms.items.iter().zip(points);
    all.map(|(item, points)| MoverPart {
        objective: title(item),
        measure: item.measure,
        value: numbers.measured(item.raw, item.unit),
        z: (item.score).map_or_else(|| UNKNOWN.to_owned(), |z| signed(z.base, numbers)),
        points: points.map_or_else(|| UNKNOWN.to_owned(), |points| signed(points, numbers)),
    })
    .collect()
}

/// The places its own interval reaches while all others stay.
fn range(ranking: &Ranking, one: &Move) -> String {
    let Some(interval) = ranking.score(one.row).interval else {
        return String::new();
    };
    let above = |score: f64| ranking.ranked.partition_point(|(_, other)| *other > score);
    let own = ranking
        .score(one.row)
        .value
        .is_some_and(|score| score > interval.low);
    let best = above(interval.high) + 1;
    let worst = above(interval.low) + usize::from(!own);
    match best == worst {
        true => String::new(),
        false => format!("{} to {}", ranking.count(best), ranking.count(worst)),
    }
}

/// Where one account stands by the objectives and by today's measure, and what moves it; `None` where it is not ranked.
pub(super) fn mover_line(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    today: MeasureId,
    numbers: &NumberStyle,
) -> Option<[String; 2]> {
    let rows: Vec<usize> = (0..valuation.n_rows()).collect();
    let ranking = Ranking::new(document, valuation, &rows, today, numbers);
    let one = ranking.moves.iter().find(|one| one.row == row)?;
    let terms = (ranking.alignment).terms(row, &|measure, row| valuation.get(measure, row));
    let points: Vec<Option<f64>> = terms.points().collect();
    let (_, by) = driver(&terms, &points, one.climbed() >= 0.0, numbers);
    let stands = format!(
        "{} of {}",
        ranking.count(one.to.place),
        ranking.count(ranking.moves.len())
    );
    let from = ranking.count(one.from.place);
    Some([stands, format!("{from} by {}{by}", today.label().to_lowercase())])
}

/// The action a proposal becomes when it is adopted from the list; `sentence` comes first in its reason.
pub fn adopted_action(
    document: &Document,
    valuation: &Valuation,
    proposals: &Proposals,
    key: &str,
    sentence: &str,
    style: &NumberStyle,
) -> Option<Action> {
    let (what, account) = What::read_key(key)?;
    let at = document.portfolio.row_of(&account)?;
    let found = *(proposals.found.iter()).find(|found| found.row == at && found.what == what)?;
    let row = proposal_row(document, valuation, proposals, found, style);
    let proposal = proposals.tell(document, valuation, found);
    let action = proposed_action(document, &proposal, &row, String::new());
    let reason = format!("{sentence} {}", action.reason);
    Some(Action {
        reason: reason.trim().to_owned(),
        ..action
    })
}
