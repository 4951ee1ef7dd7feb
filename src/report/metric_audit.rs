//! The Metric audit: the ranking by the measure used today against every other, and whom it overlooks.

use crate::decisions::{Overlooked, overlooked};
use crate::maths::largest;
use crate::measures::places::{Move, moves};
use crate::measures::portfolio_totals::{size_measure, whale_measure};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::Document;
use crate::slices::{all, pause};

use super::audit_since::AuditSince;
use super::lens::{LensMethod, LensRow, LensTable};
use super::rankings::{RankingRow, audit, beside};
use super::style::{NumberStyle, UNKNOWN};

/// Lines of a slope chart at most; of more accounts only the first and those that move most are drawn.
const MOST_LINES: usize = 600;

/// What the person holds against what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditChoice {
    /// The measure accounts are ranked by today.
    pub today: MeasureId,
    /// The measure it is drawn against.
    pub against: MeasureId,
    /// How many of the best are compared.
    pub best: usize,
}

impl AuditChoice {
    /// Revenue against what the whale curve adds up, over the same time.
    pub fn first(valuation: &Valuation) -> Self {
        Self {
            today: size_measure(valuation),
            against: whale_measure(valuation),
            best: 10,
        }
    }
}

/// Where a line leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By more than a tenth of the list to better places.
    Up,
    /// By more than a tenth of the list to worse places.
    Down,
    /// Neither.
    Level,
}

/// One account in both rankings.
#[derive(Clone, Debug, PartialEq)]
pub struct SlopeLine {
    /// Its row.
    pub row: usize,
    /// Its name.
    pub name: String,
    /// Its places, written.
    pub places: [String; 2],
    /// What it has of both measures, written.
    pub values: [String; 2],
    /// Where it stands by both, 0 for the first and 1 for the last.
    pub heights: [f64; 2],
    /// Places gained, below zero lost.
    pub climbed: f64,
    /// Where that leads.
    pub way: Way,
}

/// Two rankings side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct SlopeReport {
    /// What the two rank by.
    pub heads: [String; 2],
    /// The same as a place is said of it: "by revenue".
    pub said: [String; 2],
    /// Accounts in order of the first.
    pub lines: Vec<SlopeLine>,
    /// How many accounts are in both rankings; more than lines where there are very many.
    pub n_both: usize,
    /// The same, written.
    pub both: String,
    /// "ρ 0.82: it says much the same; 9 of the best 10 in common."
    pub verdict: String,
}

/// An account of a list, and why it stands there.
#[derive(Clone, Debug, PartialEq)]
pub struct OverlookedRow {
    /// Its row.
    pub row: usize,
    /// Its name.
    pub name: String,
    /// Why, with the numbers.
    pub reason: String,
}

/// One list of accounts the ranking overlooks.
#[derive(Clone, Debug, PartialEq)]
pub struct OverlookedList {
    /// Stable name.
    pub key: &'static str,
    /// Its name.
    pub title: &'static str,
    /// How many, of how many, and what counts; or why there is none.
    pub summary: String,
    /// The accounts.
    pub rows: Vec<OverlookedRow>,
}

/// The lens.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditReport {
    /// The two rankings; `None` where both are known of fewer than two accounts.
    pub slope: Option<SlopeReport>,
    /// Every other ranking beside today's, the least alike first.
    pub agreements: Vec<RankingRow>,
    /// Name of the measure used today.
    pub today: MeasureId,
    /// Big but losing, small but promising, hidden assets.
    pub lists: [OverlookedList; 3],
    /// The same as tables.
    pub tables: Vec<LensTable>,
    /// The same in paragraphs.
    pub words: Vec<String>,
    /// Names by row of those the pictures name.
    pub overlooked_names: Vec<String>,
    /// Who moved in the ranking used today since the snapshot compared with; `None` where none is.
    pub since: Option<AuditSince>,
}

/// How the lens is made.
pub const AUDIT_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "Both rankings hold the accounts of which both measures are known, the better end first. A line leads from the place by the \
         measure used today to the place by the other; those level share the middle of their places. Climbing or falling is said of \
         more than a tenth of the list.",
        "ρ is Spearman's rank correlation: 1 where the two rankings are the same, 0 where the one says nothing of the other, −1 where \
         it is the other way round. Beside it stands how many of the best by the one are among the best by the other.",
        "Big but losing: among the biggest fifth by today's measure, and below zero in what the whale curve adds up, the contribution \
         of a year or the profit of the whole order log. Small but promising: in the lower half by today's measure, and among the \
         best fifth by the gap to its potential or by the headroom of its wallet. Hidden assets: current value below the threshold \
         of the Value Map's settings, relationship value at or above it.",
        "Compared with a snapshot or a scenario, a second picture holds the ranking used today as it was beside that of now, of the \
         accounts the measure is known of at both times.",
    ],
    sources: &[
        "Spearman, C. (1904), The proof and measurement of association between two things, American Journal of Psychology 15(1).",
        "Walker, Customer strategy: plotting mutual value; on short-sighted metrics and hidden assets.",
    ],
    measures: &[
        MeasureId::Revenue,
        MeasureId::HistoricRevenue,
        MeasureId::Contribution,
        MeasureId::HistoricProfit,
        MeasureId::PotentialGap,
        MeasureId::Headroom,
        MeasureId::CurrentValue,
        MeasureId::RelationshipValue,
    ],
};

/// What the functions below read.
struct Reader<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    numbers: &'a NumberStyle,
}

impl Reader<'_> {
    fn name(&self, row: usize) -> String {
        let account = self.document.portfolio.accounts.get(row);
        account.map_or_else(String::new, |account| account.name.clone())
    }

    fn written(&self, measure: MeasureId, row: usize) -> String {
        self.numbers
            .measured(self.valuation.get(measure, row), measure.unit())
    }

    fn count(&self, n: usize) -> String {
        self.numbers.number(n as f64, 0)
    }
}

/// The lens over the accounts in `rows`.
pub async fn metric_audit(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    choice: AuditChoice,
    numbers: &NumberStyle,
) -> AuditReport {
    let reader = Reader {
        document,
        valuation,
        numbers,
    };
    let all = moves(valuation, rows, choice.today, choice.against);
    pause().await;
    let agreements = audit(valuation, rows, choice.today, choice.best, numbers).await;
    let found = agreements.iter().find(|row| row.measure == choice.against);
    let slope = slope(&reader, &all, choice, found);
    pause().await;
    let found = overlooked(document, valuation, rows, choice.today).await;
    let lists = lists(&reader, &found, choice.today, rows.len()).await;
    let tables = tables(&reader, slope.as_ref(), &agreements, choice, &lists);
    let words = words(&reader, slope.as_ref(), &agreements, choice, &lists, rows.len());
    AuditReport {
        overlooked_names: agreements
            .iter()
            .map(|row| names(&reader, &row.overlooked))
            .collect(),
        slope,
        agreements,
        today: choice.today,
        lists,
        tables,
        words,
        since: None,
    }
}

/// The two rankings of [`metric_audit`] alone.
pub(super) async fn two_rankings(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    choice: AuditChoice,
    numbers: &NumberStyle,
) -> Option<SlopeReport> {
    let reader = Reader {
        document,
        valuation,
        numbers,
    };
    let all = moves(valuation, rows, choice.today, choice.against);
    pause().await;
    let found = beside(
        valuation,
        rows,
        choice.today,
        choice.against,
        choice.best,
        numbers,
    );
    slope(&reader, &all, choice, found.as_ref())
}

/// The first names of some, and how many more.
fn names(reader: &Reader, rows: &[usize]) -> String {
    const AT_MOST: usize = 3;
    let mut names: Vec<String> = rows.iter().take(AT_MOST).map(|&row| reader.name(row)).collect();
    if rows.len() > AT_MOST {
        names.push(format!("{} more", reader.count(rows.len() - AT_MOST)));
    }
    names.join(", ")
}

pub(super) fn way(climbed: f64, n: usize) -> Way {
    let tenth = n as f64 / 10.0;
    match climbed {
        _ if climbed > tenth => Way::Up,
        _ if climbed < -tenth => Way::Down,
        _ => Way::Level,
    }
}

fn slope(
    reader: &Reader,
    all: &[Move],
    choice: AuditChoice,
    found: Option<&RankingRow>,
) -> Option<SlopeReport> {
    let measures = [choice.today, choice.against];
    let verdict = found.map_or_else(
        || "It is the same ranking.".to_owned(),
        |row| {
            let shared = row.shared.replace(" of ", " of the best ");
            format!("ρ {}: it {}; {shared} in common.", row.rho, row.words)
        },
    );
    let slope = slope_report(
        measures.map(|measure| measure.label().to_owned()),
        all,
        reader.document,
        &|end, row| reader.written(measures[end], row),
        reader.numbers,
    );
    slope.map(|slope| SlopeReport { verdict, ..slope })
}

/// Two rankings side by side; `written` gives what an account has of either. `None` for fewer than two accounts.
pub(super) fn slope_report(
    heads: [String; 2],
    all: &[Move],
    document: &Document,
    written: &dyn Fn(usize, usize) -> String,
    numbers: &NumberStyle,
) -> Option<SlopeReport> {
    let n = all.len();
    if n < 2 {
        return None;
    }
    let count = |n: usize| numbers.number(n as f64, 0);
    let height = |mean: f64| (mean - 1.0) / (n - 1) as f64;
    let line = |one: &Move| SlopeLine {
        row: one.row,
        name: (document.portfolio.accounts.get(one.row))
            .map_or_else(String::new, |account| account.name.clone()),
        places: [one.from, one.to].map(|standing| count(standing.place)),
        values: [0, 1].map(|end| written(end, one.row)),
        heights: [one.from, one.to].map(|standing| height(standing.mean)),
        climbed: one.climbed(),
        way: way(one.climbed(), n),
    };
    Some(SlopeReport {
        said: heads.clone().map(|head| format!("by {}", head.to_lowercase())),
        heads,
        lines: drawn(all).into_iter().map(line).collect(),
        n_both: n,
        both: count(n),
        verdict: String::new(),
    })
}

/// The moves that are drawn, in order: all, or of very many the first and those that move most.
fn drawn(all: &[Move]) -> Vec<&Move> {
    if all.len() <= MOST_LINES {
        return all.iter().collect();
    }
    let far = |place: usize| (place, libm::fabs(all[place].climbed()));
    let rest: Vec<(usize, f64)> = (MOST_LINES / 2..all.len()).map(far).collect();
    let furthest = largest(&rest, MOST_LINES / 2).into_iter();
    let mut places: Vec<usize> = (0..MOST_LINES / 2)
        .chain(furthest.map(|(place, _)| place))
        .collect();
    places.sort_unstable();
    places.into_iter().map(|place| &all[place]).collect()
}

async fn lists(
    reader: &Reader<'_>,
    found: &Overlooked,
    today: MeasureId,
    n_all: usize,
) -> [OverlookedList; 3] {
    let row = |row: usize, reason: String| OverlookedRow {
        row,
        name: reader.name(row),
        reason,
    };
    let with = |measure: MeasureId, row: usize| {
        format!(
            "{} {}",
            measure.label().to_lowercase(),
            reader.written(measure, row)
        )
    };
    let profit = whale_measure(reader.valuation);
    let losing = found.big_but_losing.iter().map(|&at| {
        let reason = format!("{}, but {}", with(today, at), with(profit, at));
        row(at, capital(reason))
    });
    let promising = found.small_but_promising.iter().map(|promise| {
        let by: Vec<String> = promise.by.iter().map(|&by| with(by, promise.row)).collect();
        let reason = format!("{}, but {}", with(today, promise.row), by.join(" and "));
        row(promise.row, capital(reason))
    });
    let hidden = found.hidden_assets.iter().map(|&at| {
        let economic = with(MeasureId::CurrentValue, at);
        let relationship = with(MeasureId::RelationshipValue, at);
        row(at, capital(format!("{economic}, but {relationship}")))
    });
    [
        OverlookedList {
            key: "losing",
            title: "Big but losing",
            summary: losing_summary(reader, found, today),
            rows: all(losing).await,
        },
        OverlookedList {
            key: "promising",
            title: "Small but promising",
            summary: promising_summary(reader, found, today),
            rows: all(promising).await,
        },
        OverlookedList {
            key: "hidden",
            title: "Hidden assets",
            summary: hidden_summary(reader, found, n_all),
            rows: all(hidden).await,
        },
    ]
}

fn capital(text: String) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn losing_summary(reader: &Reader, found: &Overlooked, today: MeasureId) -> String {
    let profit = whale_measure(reader.valuation);
    if !(reader.valuation.column(profit).known()).any(|(_, value)| value < 0.0) {
        return "No account is known to lose. Contribution, or an order log with profit, would show it."
            .to_owned();
    }
    let big = match found.n_big {
        1 => "the one that is biggest".to_owned(),
        n => format!("the {} biggest", reader.count(n)),
    };
    format!(
        "{} {}; {} of them {} among {big} by {}.",
        reader.count(found.n_losing),
        if found.n_losing == 1 {
            "account loses"
        } else {
            "accounts lose"
        },
        reader.count(found.big_but_losing.len()),
        if found.big_but_losing.len() == 1 {
            "is"
        } else {
            "are"
        },
        today.label().to_lowercase()
    )
}

fn promising_summary(reader: &Reader, found: &Overlooked, today: MeasureId) -> String {
    let is_known = |measure: MeasureId| reader.valuation.column(measure).known().next().is_some();
    let today = today.label().to_lowercase();
    match (
        is_known(MeasureId::PotentialGap) || is_known(MeasureId::Headroom),
        found.small_but_promising.len(),
    ) {
        (false, _) => {
            "Neither the gap to potential nor the headroom is known of anybody: state a wallet or ceilings."
                .to_owned()
        }
        (_, 0) => format!("Nobody in the lower half by {today} is among the best fifth by gap or headroom."),
        (_, 1) => format!(
            "1 account in the lower half by {today} is among the best fifth by the gap to its potential or by headroom."
        ),
        (_, n) => format!(
            "{} accounts in the lower half by {today} are among the best fifth by the gap to their potential or by headroom.",
            reader.count(n)
        ),
    }
}

fn hidden_summary(reader: &Reader, found: &Overlooked, n_all: usize) -> String {
    let is_known = reader
        .valuation
        .column(MeasureId::RelationshipValue)
        .known()
        .next()
        .is_some();
    match (is_known, found.hidden_assets.len()) {
        (false, _) => "The relationship value is not known of anybody: record references, referrals and what else passes \
                       between you."
            .to_owned(),
        (_, 0) => "Nobody below the threshold of current value has a high relationship value.".to_owned(),
        (_, n) => format!(
            "{} of {} {} of low current value and high relationship value: protect them from release.",
            reader.count(n),
            reader.count(n_all),
            if n == 1 { "is" } else { "are" }
        ),
    }
}

fn tables(
    reader: &Reader,
    slope: Option<&SlopeReport>,
    agreements: &[RankingRow],
    choice: AuditChoice,
    lists: &[OverlookedList; 3],
) -> Vec<LensTable> {
    let headers = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let mut tables = vec![LensTable {
        caption: format!(
            "Every other ranking beside that by {}",
            choice.today.label().to_lowercase()
        ),
        headers: headers(&["Ranked by", "ρ", "Best in common", "Known of", "It", "Overlooked"]),
        rows: (agreements.iter())
            .map(|row| LensRow {
                row: None,
                cells: vec![
                    row.label.to_owned(),
                    row.rho.clone(),
                    row.shared.clone(),
                    row.n_both.clone(),
                    row.words.to_owned(),
                    match row.overlooked.is_empty() {
                        true => UNKNOWN.to_owned(),
                        false => names(reader, &row.overlooked),
                    },
                ],
            })
            .collect(),
    }];
    tables.extend(lists.iter().filter(|list| !list.rows.is_empty()).map(|list| {
        LensTable {
            caption: list.title.to_owned(),
            headers: headers(&["Account", "Why"]),
            rows: (list.rows.iter())
                .map(|row| LensRow {
                    row: Some(row.row),
                    cells: vec![row.name.clone(), row.reason.clone()],
                })
                .collect(),
        }
    }));
    tables.extend(slope.map(|slope| slope_table(slope, reader.numbers)));
    tables
}

pub(super) fn slope_table(slope: &SlopeReport, numbers: &NumberStyle) -> LensTable {
    let [today, against] = &slope.heads;
    let place = |label: &str| format!("Place by {}", label.to_lowercase());
    let line = |line: &SlopeLine| LensRow {
        row: Some(line.row),
        cells: vec![
            line.name.clone(),
            line.values[0].clone(),
            line.places[0].clone(),
            line.values[1].clone(),
            line.places[1].clone(),
            numbers.number(
                line.climbed,
                usize::from(line.climbed != libm::trunc(line.climbed)),
            ),
        ],
    };
    LensTable {
        caption: "Both rankings".to_owned(),
        headers: vec![
            "Account".to_owned(),
            today.to_owned(),
            place(today),
            against.to_owned(),
            place(against),
            "Places gained".to_owned(),
        ],
        rows: slope.lines.iter().map(line).collect(),
    }
}

fn words(
    reader: &Reader,
    slope: Option<&SlopeReport>,
    agreements: &[RankingRow],
    choice: AuditChoice,
    lists: &[OverlookedList; 3],
    n_all: usize,
) -> Vec<String> {
    let [today, against] = [choice.today, choice.against].map(|measure| measure.label().to_lowercase());
    let mut words = Vec::new();
    match slope {
        None => words.push(format!(
            "Fewer than two of the accounts shown have both {today} and {against}, so there are no two rankings to compare. \
             Choose other measures, or show more accounts."
        )),
        Some(slope) => {
            words.push(format!(
                "{} accounts ranked by {today} and by {against}. {}",
                slope.both, slope.verdict
            ));
            words.extend(movers(slope));
            if n_all > slope.n_both {
                words.push(format!(
                    "Of {} more one of the two is not known; they are in neither ranking.",
                    reader.count(n_all - slope.n_both)
                ));
            }
            if slope.lines.len() < slope.n_both {
                words.push(format!(
                    "Of {} accounts {} are drawn: the first, and those that move most.",
                    slope.both,
                    reader.count(slope.lines.len())
                ));
            }
        }
    }
    let least = agreements.iter().find(|row| row.part.is_some());
    let most = agreements.iter().rfind(|row| row.part.is_some());
    if let (Some(least), Some(most)) = (least, most) {
        words.push(format!(
            "Least like it is the ranking by {} (ρ {}, it {}), most like it that by {} (ρ {}).",
            least.label.to_lowercase(),
            least.rho,
            least.words,
            most.label.to_lowercase(),
            most.rho
        ));
    }
    words.extend(
        lists
            .iter()
            .map(|list| format!("{}. {}", list.title, list.summary)),
    );
    words
}

/// Who climbs and who falls the furthest.
pub(super) fn movers(slope: &SlopeReport) -> Option<String> {
    let up = slope
        .lines
        .iter()
        .max_by(|a, b| a.climbed.total_cmp(&b.climbed))?;
    let down = slope
        .lines
        .iter()
        .min_by(|a, b| a.climbed.total_cmp(&b.climbed))?;
    (up.climbed > 0.0).then(|| {
        format!(
            "{} climbs most, from place {} to {}; {} falls most, from {} to {}.",
            up.name, up.places[0], up.places[1], down.name, down.places[0], down.places[1]
        )
    })
}
