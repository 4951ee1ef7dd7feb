//! Segments by rule, by quantile or by k-means, with how stable they are and what each is like.

use crate::maths::{Draws, Standings, adjusted_rand, mean_and_deviation, sort_by};
use crate::portfolio::{Condition, SegmentMethod, SegmentRule, Segmentation};
use crate::slices::{all, pause};

use super::{MeasureId, Valuation};

/// More accounts than this are not all used to find the centres; each is given to the nearest afterwards.
pub const MOST_TO_LEARN_FROM: usize = 4_000;
/// Starts of k-means of which the best counts.
const STARTS: u64 = 8;
/// Times the accounts are drawn again to see whether the segments stay.
pub const DRAWS: u64 = 50;
const MOST_ROUNDS: usize = 60;

/// Segments of a portfolio.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segments {
    /// Names, in order.
    pub names: Vec<String>,
    /// By row: the segment; `None` where something it needs is not known.
    pub of_row: Vec<Option<u8>>,
    /// Mean adjusted Rand index of the same method on accounts drawn again; `None` for rules, which do not look at the
    /// others, and where there are too few accounts.
    pub stability: Option<f64>,
    /// What cannot be done, with the way out.
    pub problem: Option<String>,
}

/// Makes the segments of `valuation` as `segmentation` says. The dice start where it says, so that the same numbers
/// always give the same segments.
pub async fn segments(segmentation: &Segmentation, valuation: &Valuation, n_rows: usize) -> Segments {
    match segmentation.method {
        SegmentMethod::Rules => by_rules(&segmentation.rules, valuation, n_rows).await,
        SegmentMethod::Quantiles => by_quantiles(segmentation, valuation, n_rows).await,
        SegmentMethod::Clusters => by_clusters(segmentation, valuation, n_rows).await,
    }
}

fn problem(n_rows: usize, sentence: &str) -> Segments {
    Segments {
        of_row: vec![None; n_rows],
        problem: Some(sentence.to_owned()),
        ..Segments::default()
    }
}

/// A condition and the measure it asks for.
type Asked<'a> = (Option<MeasureId>, &'a Condition);

fn asked(condition: &Condition) -> Asked<'_> {
    (MeasureId::from_key(&condition.measure), condition)
}

async fn by_rules(rules: &[SegmentRule], valuation: &Valuation, n_rows: usize) -> Segments {
    if rules.is_empty() {
        return problem(n_rows, "There is no rule yet: add one.");
    }
    let asked: Vec<Vec<Asked<'_>>> = (rules.iter())
        .map(|rule| rule.conditions.iter().map(asked).collect())
        .collect();
    let holds = |(measure, condition): &Asked<'_>, row: usize| {
        let measure = (*measure)?;
        let value = valuation.get(measure, row).value?;
        Some((value >= condition.bound) == condition.at_least)
    };
    let place = |row: usize| {
        for (place, conditions) in asked.iter().enumerate() {
            let mut fits = true;
            for condition in conditions {
                // A rule that cannot be answered is not passed over: the next one might catch what belongs here.
                fits &= holds(condition, row)?;
            }
            if fits {
                return u8::try_from(place).ok();
            }
        }
        None
    };
    Segments {
        names: rules.iter().map(|rule| rule.name.clone()).collect(),
        of_row: all((0..n_rows).map(place)).await,
        stability: None,
        problem: None,
    }
}

async fn by_quantiles(segmentation: &Segmentation, valuation: &Valuation, n_rows: usize) -> Segments {
    let Some(measure) = MeasureId::from_key(&segmentation.quantile_measure) else {
        return problem(n_rows, "Choose a measure to divide by.");
    };
    let n = usize::from(segmentation.n_quantiles.max(2));
    let known: Vec<(usize, f64)> = valuation.column(measure).known().collect();
    if known.len() < n {
        return problem(
            n_rows,
            "Fewer accounts have this measure than there are to be segments.",
        );
    }
    let values: Vec<f64> = known.iter().map(|(_, value)| *value).collect();
    let whole = quantile_groups(&values, &values, n);
    let mut dice = Draws::new(u64::from(segmentation.seed), "segments");
    let mut agreed = 0.0;
    for _ in 0..DRAWS {
        pause().await;
        let draws = values.iter().map(|_| values[one_of(values.len(), &mut dice)]);
        let drawn: Vec<f64> = all(draws).await;
        agreed += adjusted_rand(&whole, &quantile_groups(&drawn, &values, n));
    }
    let mut of_row = vec![None; n_rows];
    for ((row, _), group) in known.iter().zip(&whole) {
        of_row[*row] = Some(*group);
    }
    Segments {
        names: (1..=n)
            .map(|place| format!("{} {place} of {n}", measure.label()))
            .collect(),
        of_row,
        stability: Some(agreed / DRAWS as f64),
        problem: None,
    }
}

/// The group of each value: the first holds the best. Bounds are quantiles of `learnt`.
fn quantile_groups(learnt: &[f64], values: &[f64], n: usize) -> Vec<u8> {
    let standings = Standings::new(learnt.to_vec());
    let bounds: Vec<f64> = (1..n)
        .filter_map(|place| standings.quantile(place as f64 / n as f64))
        .collect();
    (values.iter())
        .map(|value| (n - 1 - bounds.iter().filter(|bound| value > bound).count()) as u8)
        .collect()
}

async fn by_clusters(segmentation: &Segmentation, valuation: &Valuation, n_rows: usize) -> Segments {
    let measures: Vec<MeasureId> = (segmentation.cluster_measures.iter())
        .filter_map(|key| MeasureId::from_key(key))
        .collect();
    let n = usize::from(segmentation.n_clusters.max(2));
    if measures.is_empty() {
        return problem(
            n_rows,
            "Choose at least one measure in which they are to be alike.",
        );
    }
    let known = |row: usize| {
        let values = measures.iter().map(|measure| valuation.get(*measure, row).value);
        values.collect::<Option<Vec<f64>>>()
    };
    let (rows, raw): (Vec<usize>, Vec<Vec<f64>>) =
        (0..n_rows).filter_map(|row| Some((row, known(row)?))).unzip();
    if rows.len() < 2 * n {
        return problem(
            n_rows,
            "Too few accounts have all of these measures: choose fewer measures or fewer segments.",
        );
    }
    pause().await;
    let points = standardised(&raw);
    pause().await;
    let mut dice = Draws::new(u64::from(segmentation.seed), "segments");
    let learnt = some_of(&points, &mut dice);
    let centres = best_centres(&learnt, n, &mut dice).await;
    let groups = ordered(&centres, &points);
    let mut of_row = vec![None; n_rows];
    for (row, group) in rows.iter().zip(&groups) {
        of_row[*row] = Some(*group);
    }
    Segments {
        names: (1..=n).map(|place| format!("Group {place}")).collect(),
        of_row,
        stability: Some(cluster_stability(&learnt, &centres, &mut dice).await),
        problem: None,
    }
}

/// Each measure with mean 0 and deviation 1, so that none counts more for being counted in larger numbers.
fn standardised(raw: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n_measures = raw.first().map_or(0, Vec::len);
    let mut points = raw.to_vec();
    for place in 0..n_measures {
        let values = raw.iter().map(|point| point[place]);
        let (mean, deviation) = mean_and_deviation(values).unwrap_or_default();
        for point in &mut points {
            let from_mean = point[place] - mean;
            point[place] = if deviation > 0.0 {
                from_mean / deviation
            } else {
                0.0
            };
        }
    }
    points
}

/// One of `n`, each as likely.
fn one_of(n: usize, dice: &mut Draws) -> usize {
    ((dice.uniform() * n as f64) as usize).min(n.saturating_sub(1))
}

fn some_of(points: &[Vec<f64>], dice: &mut Draws) -> Vec<Vec<f64>> {
    if points.len() <= MOST_TO_LEARN_FROM {
        return points.to_vec();
    }
    (0..MOST_TO_LEARN_FROM)
        .map(|_| points[one_of(points.len(), dice)].clone())
        .collect()
}

fn distance(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum()
}

fn nearest(centres: &[Vec<f64>], point: &[f64]) -> (usize, f64) {
    let mut found = (0, f64::INFINITY);
    for (place, centre) in centres.iter().enumerate() {
        let away = distance(centre, point);
        if away < found.1 {
            found = (place, away);
        }
    }
    found
}

/// The centres of the best of several starts: least squared distance in all.
async fn best_centres(points: &[Vec<f64>], n: usize, dice: &mut Draws) -> Vec<Vec<f64>> {
    let mut best = (Vec::new(), f64::INFINITY);
    for _ in 0..STARTS {
        let (centres, spread) = centres(points, n, dice).await;
        if spread < best.1 {
            best = (centres, spread);
        }
    }
    best.0
}

/// k-means (Lloyd 1982) from centres drawn far apart (k-means++, Arthur & Vassilvitskii 2007).
async fn centres(points: &[Vec<f64>], n: usize, dice: &mut Draws) -> (Vec<Vec<f64>>, f64) {
    let mut centres = vec![points[one_of(points.len(), dice)].clone()];
    while centres.len() < n {
        let away: Vec<f64> = points.iter().map(|point| nearest(&centres, point).1).collect();
        let mut left = dice.uniform() * away.iter().sum::<f64>();
        let drawn = away.iter().position(|away| {
            left -= away;
            left < 0.0
        });
        centres.push(points[drawn.unwrap_or(points.len() - 1)].clone());
    }
    let mut spread = f64::INFINITY;
    for _ in 0..MOST_ROUNDS {
        pause().await;
        let n_measures = points[0].len();
        let mut sums = vec![(vec![0.0; n_measures], 0.0); n];
        let mut now = 0.0;
        for point in points {
            let (place, away) = nearest(&centres, point);
            now += away;
            sums[place].1 += 1.0;
            for (sum, value) in sums[place].0.iter_mut().zip(point) {
                *sum += value;
            }
        }
        if now >= spread {
            break;
        }
        spread = now;
        for (centre, (sum, count)) in centres.iter_mut().zip(sums) {
            if count > 0.0 {
                *centre = sum.into_iter().map(|sum| sum / count).collect();
            }
        }
    }
    (centres, spread)
}

/// The group of each point; groups are numbered by how high their centre stands in all measures together, so that the
/// first is the same whatever the dice said.
fn ordered(centres: &[Vec<f64>], points: &[Vec<f64>]) -> Vec<u8> {
    let mut order: Vec<usize> = (0..centres.len()).collect();
    let height = |place: usize| centres[place].iter().sum::<f64>();
    sort_by(&mut order, |&a, &b| {
        height(b).total_cmp(&height(a)).then(a.cmp(&b))
    });
    let mut name_of = vec![0_u8; centres.len()];
    for (name, place) in order.into_iter().enumerate() {
        name_of[place] = name as u8;
    }
    points
        .iter()
        .map(|point| name_of[nearest(centres, point).0])
        .collect()
}

/// Mean adjusted Rand index between these segments and those found on points drawn again with replacement, on all points
/// (Dolnicar & Leisch 2009; 1 the same every time, about 0 by chance).
async fn cluster_stability(points: &[Vec<f64>], found: &[Vec<f64>], dice: &mut Draws) -> f64 {
    let some: Vec<&Vec<f64>> = points.iter().take(1_000).collect();
    let group = |centres: &[Vec<f64>]| -> Vec<u8> {
        some.iter().map(|point| nearest(centres, point).0 as u8).collect()
    };
    let whole = group(found);
    let mut agreed = 0.0;
    for _ in 0..DRAWS {
        let drawn: Vec<Vec<f64>> = (0..some.len())
            .map(|_| some[one_of(some.len(), dice)].clone())
            .collect();
        let (first, spread) = centres(&drawn, found.len(), dice).await;
        let (second, other) = centres(&drawn, found.len(), dice).await;
        let again = if spread <= other { first } else { second };
        agreed += adjusted_rand(&whole, &group(&again));
    }
    agreed / DRAWS as f64
}

/// How stable that is, in words.
///
/// Above 0.85 stable, above 0.6 a pattern with blurred edges, below an accident of this list: the bounds are this app's.
pub fn stability_words(stability: f64) -> &'static str {
    match stability {
        _ if stability >= 0.85 => "stable: other accounts of the same kind would give the same segments",
        _ if stability >= 0.6 => "a pattern with blurred edges: accounts near a border could fall either way",
        _ => "not stable: other accounts of the same kind would give other segments",
    }
}
