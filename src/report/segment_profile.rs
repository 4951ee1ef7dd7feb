//! The picture of segments: what each is like in every key measure, and where their centres lie.

use crate::maths::Standings;
use crate::measures::segments::Segments;
use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::Document;
use crate::slices::pause;

use super::lens::{LensMethod, LensRow, LensTable};
use super::segments::PROFILE;
use super::style::{NumberStyle, UNKNOWN};
use super::{Scale, ScaleKind};

/// What is typical of some accounts in one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// Lower quartile, mean, upper quartile.
    pub values: [f64; 3],
    /// The same as places, 0 to 1 along the scale.
    pub places: [f64; 3],
    /// The same, written.
    pub written: [String; 3],
    /// Median: its place, and written.
    pub median: (f64, String),
    /// Of how many it is known.
    pub n_known: usize,
}

/// One measure with the whole and every segment in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfilePanel {
    /// The measure.
    pub measure: MeasureId,
    /// All accounts shown; `None` where it is known of nobody.
    pub whole: Option<Spread>,
    /// By segment; `None` where it is known of nobody in it.
    pub segments: Vec<Option<Spread>>,
    /// Ticks: place and words.
    pub ticks: Vec<(f64, String)>,
}

/// One segment.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileSegment {
    /// Its name.
    pub name: String,
    /// Rows of its accounts.
    pub rows: Vec<usize>,
    /// "12 accounts".
    pub count: String,
    /// Share of the accounts shown.
    pub share: f64,
}

/// The two dimensions the centres lie in.
#[derive(Clone, Debug, PartialEq)]
pub struct CentreMap {
    /// Places in panels: current value across.
    pub across: ProfilePanel,
    /// Relationship value up.
    pub up: ProfilePanel,
}

/// The lens.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentProfile {
    /// Segments in order.
    pub segments: Vec<ProfileSegment>,
    /// Key measures, those known of somebody.
    pub panels: Vec<ProfilePanel>,
    /// Centres by current value and relationship value; `None` where one of them is known of nobody.
    pub centres: Option<CentreMap>,
    /// The profile as a table.
    pub tables: Vec<LensTable>,
    /// The same in paragraphs.
    pub words: Vec<String>,
}

/// How the lens is made.
pub const SEGMENTS_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "In every panel a segment has a mark at its mean and a bar over the middle half of its accounts; the line across the panel is \
         the mean of all accounts shown, the band behind it their middle half. Means and quartiles are over the accounts of which the \
         measure is known.",
        "The second picture sets the medians of current value and of relationship value against one another. The arms reach over the \
         middle half both ways, the area of a mark is the number of accounts.",
        "The third shows, where there is a snapshot, who went from one segment written with the accounts to another since the one \
         compared with, or the newest; those who stayed are faint.",
        "Segments are made by rules, in equal parts by one measure, or by k-means on standardised measures, which is tried from \
         several starts. The adjusted Rand index says how alike the segments come out when the accounts are drawn again.",
    ],
    sources: &[
        "MacQueen, J. (1967), Some methods for classification and analysis of multivariate observations.",
        "Hubert, L., & Arabie, P. (1985), Comparing partitions, Journal of Classification 2.",
    ],
    measures: &[
        MeasureId::Contribution,
        MeasureId::CurrentValue,
        MeasureId::RelationshipValue,
        MeasureId::ValueReceived,
        MeasureId::Payoff,
        MeasureId::Potential,
        MeasureId::Partnership,
    ],
};

/// The lens: `made` over the accounts in `rows`.
pub async fn segment_profile(
    document: &Document,
    valuation: &Valuation,
    made: &Segments,
    rows: &[usize],
    numbers: &NumberStyle,
) -> SegmentProfile {
    let in_segment = |place: usize| {
        let is_in = |row: &usize| made.of_row.get(*row).copied().flatten().map(usize::from) == Some(place);
        rows.iter().copied().filter(is_in).collect::<Vec<usize>>()
    };
    let segments: Vec<ProfileSegment> = (made.names.iter().enumerate())
        .map(|(place, name)| {
            let members = in_segment(place);
            ProfileSegment {
                name: name.clone(),
                count: match members.len() {
                    1 => "1 account".to_owned(),
                    n => format!("{} accounts", numbers.number(n as f64, 0)),
                },
                share: members.len() as f64 / rows.len().max(1) as f64,
                rows: members,
            }
        })
        .filter(|segment| !segment.rows.is_empty())
        .collect();
    let drawn = |measure: MeasureId, n_ticks: usize| {
        let drawn = panel(valuation, &segments, rows, (measure, n_ticks), numbers);
        drawn.whole.is_some().then_some(drawn)
    };
    pause().await;
    let mut panels = Vec::new();
    for measure in PROFILE {
        panels.extend(drawn(measure, 3));
        pause().await;
    }
    let across = drawn(MeasureId::CurrentValue, 6);
    pause().await;
    let up = drawn(MeasureId::RelationshipValue, 6);
    let centres = across.zip(up).map(|(across, up)| CentreMap { across, up });
    SegmentProfile {
        tables: vec![table(&segments, &panels)],
        words: words(document, &segments, &panels, made, rows, numbers),
        centres: centres.filter(|_| !segments.is_empty()),
        segments,
        panels,
    }
}

fn panel(
    valuation: &Valuation,
    segments: &[ProfileSegment],
    rows: &[usize],
    (measure, n_ticks): (MeasureId, usize),
    numbers: &NumberStyle,
) -> ProfilePanel {
    let raw = |rows: &[usize]| {
        let known: Vec<f64> = rows
            .iter()
            .filter_map(|&row| valuation.get(measure, row).value)
            .collect();
        three(known)
    };
    let whole = raw(rows);
    let parts: Vec<Option<Raw>> = segments.iter().map(|segment| raw(&segment.rows)).collect();
    let values = parts
        .iter()
        .chain([&whole])
        .flatten()
        .flat_map(|(values, ..)| *values);
    let natural = (measure.unit() == Unit::Index).then_some((0.0, 100.0));
    let scale = Scale::fit(ScaleKind::Linear, values, &[], natural);
    let short = |value: f64| match measure.unit() {
        Unit::Money | Unit::MoneyPerYear => numbers.money_short(value),
        unit => numbers.value(value, unit),
    };
    let spread = |(values, median, n_known): Raw| Spread {
        median: (scale.place(median), numbers.value(median, measure.unit())),
        values,
        places: values.map(|value| scale.place(value)),
        written: values.map(|value| numbers.value(value, measure.unit())),
        n_known,
    };
    let ticks = scale.ticks(0.0, 1.0, n_ticks).into_iter();
    ProfilePanel {
        measure,
        whole: whole.map(spread),
        segments: parts.into_iter().map(|part| part.map(spread)).collect(),
        ticks: ticks.map(|value| (scale.place(value), short(value))).collect(),
    }
}

/// Lower quartile, mean, upper quartile; median; of how many.
type Raw = ([f64; 3], f64, usize);

fn three(known: Vec<f64>) -> Option<Raw> {
    let n = known.len();
    let mean = known.iter().sum::<f64>() / n.max(1) as f64;
    let standings = Standings::new(known);
    let quantile = |share: f64| standings.quantile(share);
    Some(([quantile(0.25)?, mean, quantile(0.75)?], quantile(0.5)?, n))
}

fn table(segments: &[ProfileSegment], panels: &[ProfilePanel]) -> LensTable {
    let mean = |spread: &Option<Spread>| {
        let mean = spread.as_ref().map(|spread| spread.written[1].clone());
        mean.unwrap_or_else(|| UNKNOWN.to_owned())
    };
    let line = |(place, segment): (usize, &ProfileSegment)| LensRow {
        row: None,
        cells: [segment.name.clone(), segment.count.clone()]
            .into_iter()
            .chain(panels.iter().map(|panel| mean(&panel.segments[place])))
            .collect(),
    };
    let whole = LensRow {
        row: None,
        cells: ["All shown".to_owned(), String::new()]
            .into_iter()
            .chain(panels.iter().map(|panel| mean(&panel.whole)))
            .collect(),
    };
    LensTable {
        caption: "Means of every segment".to_owned(),
        headers: ["Segment", "Accounts"]
            .into_iter()
            .chain(panels.iter().map(|panel| panel.measure.label()))
            .map(str::to_owned)
            .collect(),
        rows: segments.iter().enumerate().map(line).chain([whole]).collect(),
    }
}

fn words(
    document: &Document,
    segments: &[ProfileSegment],
    panels: &[ProfilePanel],
    made: &Segments,
    rows: &[usize],
    numbers: &NumberStyle,
) -> Vec<String> {
    if let Some(problem) = &made.problem {
        return vec![problem.clone()];
    }
    if segments.is_empty() {
        return vec!["None of the accounts shown stands in a segment. Show more accounts, or choose how segments are made below.".to_owned()];
    }
    let listed: Vec<String> = (segments.iter())
        .map(|segment| format!("{} ({})", segment.name, segment.count))
        .collect();
    let mut words = vec![format!("{} segments: {}.", segments.len(), listed.join(", "))];
    words.extend(panels.iter().filter_map(|panel| highest(segments, panel)));
    let n_in: usize = segments.iter().map(|segment| segment.rows.len()).sum();
    if n_in < rows.len() {
        let n_out = rows.len() - n_in;
        words.push(format!(
            "{} more stand in no segment, because something it needs is not known{}.",
            numbers.number(n_out as f64, 0),
            match rows
                .iter()
                .find(|row| made.of_row.get(**row).copied().flatten().is_none())
            {
                Some(&row) if n_out == 1 => format!(": {}", document.portfolio.accounts[row].name),
                _ => String::new(),
            }
        ));
    }
    words
}

/// Which segment is highest and which lowest in a measure.
fn highest(segments: &[ProfileSegment], panel: &ProfilePanel) -> Option<String> {
    let known = || {
        let pairs = segments.iter().zip(&panel.segments);
        pairs.filter_map(|(segment, spread)| Some((segment, spread.as_ref()?)))
    };
    let by_mean = |a: &(&ProfileSegment, &Spread), b: &(&ProfileSegment, &Spread)| {
        a.1.values[1].total_cmp(&b.1.values[1])
    };
    let (most, least) = (known().max_by(by_mean)?, known().min_by(by_mean)?);
    let whole = panel.whole.as_ref()?;
    (most.0.name != least.0.name).then(|| {
        format!(
            "{}: highest in {} with a mean of {}, lowest in {} with {}; all together {}.",
            panel.measure.label(),
            most.0.name,
            most.1.written[1],
            least.0.name,
            least.1.written[1],
            whole.written[1]
        )
    })
}
