//! The Method page's entries for the whole portfolio and for what is weighed together, each worked out by the engine.

use crate::maths::{adjusted_rand, rank_correlation};
use crate::measures::Spread;
use crate::measures::alignment::Standard;
use crate::measures::moves::Moves;
use crate::measures::portfolio_totals::concentration;
use crate::measures::rankings::effective_weights;
use crate::measures::snapshots::{RevenueKept, YearOfBusiness, earned_growth, return_on_customer};
use crate::measures::three_ps::target_score;
use crate::measures::weighed::weigh;
use crate::portfolio::Basis;
use crate::slices::at_once;

use super::method::{MethodEntry, MethodGroup};
use super::style::NumberStyle;

/// An entry of a rule, with its worked example.
pub(super) fn entry(
    [key, title, meaning, unit]: [&'static str; 4],
    formula: &str,
    source: &'static str,
    worked: &str,
    result: String,
    notes: &[&str],
) -> MethodEntry {
    MethodEntry {
        key,
        title,
        meaning,
        unit,
        formula: formula.to_owned(),
        source,
        worked: worked.to_owned(),
        result,
        interval: None,
        terms: Vec::new(),
        notes: notes.iter().map(|note| (*note).to_owned()).collect(),
    }
}

/// The whole portfolio.
pub(super) fn portfolio(style: &NumberStyle) -> MethodGroup {
    MethodGroup {
        title: "The whole portfolio",
        lead: "Sums and shares over all accounts, and what became of them between two times.",
        entries: vec![
            repeat(style),
            spread(style),
            gross(style),
            net(style),
            earned(style),
            back(style),
            ranks(style),
            moves(style),
        ],
    }
}

fn repeat(style: &NumberStyle) -> MethodEntry {
    let year = YearOfBusiness {
        year: 2025,
        repeat: 65_000.0,
        new: 35_000.0,
    };
    entry(
        [
            "repeat_share",
            "Repeat-business share",
            "Share of a year's revenue that comes from customers of earlier years.",
            "a share of a whole",
        ],
        "revenue of customers whose first order was in an earlier year ÷ revenue of the year",
        "Peppers & Rogers; counted in your order log.",
        "65 000 ÷ (65 000 + 35 000)",
        style.share(year.repeat_share().unwrap_or_default()),
        &["In the first year of an order log everybody is new."],
    )
}

fn spread(style: &NumberStyle) -> MethodEntry {
    let found = concentration([50.0, 30.0, 20.0].into_iter());
    entry(
        [
            "herfindahl",
            "Concentration (HHI)",
            "How much of the revenue hangs on few: 1 when one account is all, 1 ÷ n when n are equal.",
            "a share of a whole",
        ],
        "Σ (revenue of an account ÷ revenue of all)²",
        "The index of Herfindahl and Hirschman, as competition authorities use it.",
        "0.5² + 0.3² + 0.2²",
        style.number(found.map_or(0.0, |found| found.herfindahl), 2),
        &[],
    )
}

const KEPT: RevenueKept = RevenueKept {
    start: 100.0,
    churn: 5.0,
    contraction: 3.0,
    expansion: 15.0,
    new: 20.0,
};
const RETAINED: &str = "Gross and net revenue retention, as subscription businesses report them.";

fn gross(style: &NumberStyle) -> MethodEntry {
    entry(
        [
            "gross_retention",
            "Gross revenue retention",
            "Share of the revenue at the start that is still there, without what those who stayed buy more.",
            "a share of a whole",
        ],
        "(start − churn − contraction) ÷ start",
        RETAINED,
        "(100 − 5 − 3) ÷ 100",
        style.share(KEPT.gross().unwrap_or_default()),
        &["Between the last two whole years of the order log, and between a snapshot and now."],
    )
}

fn net(style: &NumberStyle) -> MethodEntry {
    entry(
        [
            "net_retention",
            "Net revenue retention",
            "Revenue of those who were there at the start, now against then.",
            "a share of a whole",
        ],
        "(start − churn − contraction + expansion) ÷ start",
        RETAINED,
        "(100 − 5 − 3 + 15) ÷ 100",
        style.share(KEPT.net().unwrap_or_default()),
        &[],
    )
}

fn earned(style: &NumberStyle) -> MethodEntry {
    entry(
        [
            "earned_growth",
            "Earned growth",
            "Growth from customers who stay, buy more and bring others, without what was bought by advertising.",
            "a share of a whole",
        ],
        "net revenue retention + revenue of earned new customers ÷ start − 100 %",
        "Reichheld, Darnell & Burns (2021), Net Promoter 3.0, Harvard Business Review 99(6).",
        "107 % + 8 ÷ 100 − 100 %",
        style.share(earned_growth(KEPT.net().unwrap_or_default(), 8.0, KEPT.start)),
        &[
            "A new customer counts as earned when that was stated, or when a referral of it is recorded. Where nobody knows, \
           both ends are shown.",
        ],
    )
}

fn back(style: &NumberStyle) -> MethodEntry {
    entry(
        [
            "return_on_customer",
            "Return on customer",
            "What came in over a time and what the customers are worth more, on what they were worth.",
            "a share of a whole",
        ],
        "(contribution over the time + customer equity now − then) ÷ customer equity then",
        "Peppers & Rogers (2005), Return on Customer.",
        "(20 + 110 − 100) ÷ 100",
        style.share(return_on_customer(20.0, 110.0, 100.0).unwrap_or_default()),
        &["Between a snapshot and now. What changed in the assumptions since is in it as well."],
    )
}

fn ranks(style: &NumberStyle) -> MethodEntry {
    let rho = rank_correlation(&[1.0, 2.0, 3.0, 4.0, 5.0], &[1.0, 3.0, 2.0, 4.0, 5.0]);
    entry(
        [
            "rankings",
            "Agreement of two rankings",
            "Spearman's ρ: 1 the same order, 0 nothing to do with one another, −1 the reverse.",
            "from −1 to 1",
        ],
        "1 − 6 × Σ d² ÷ (n × (n² − 1)); with ties the correlation of mean ranks",
        "Spearman (1904), The proof and measurement of association between two things.",
        "places 1 2 3 4 5 against 1 3 2 4 5: 1 − 6 × 2 ÷ (5 × 24)",
        style.number(rho.unwrap_or_default(), 2),
        &["Beside it: how many of the best k by the one are among the best k by the other."],
    )
}

/// What is weighed together.
pub(super) fn weighed(style: &NumberStyle) -> MethodGroup {
    MethodGroup {
        title: "Weighing together",
        lead: "How items become a score, and what to watch for.",
        entries: vec![
            target(style),
            effective(style),
            alignment(style),
            stability(style),
            gap(style),
        ],
    }
}

fn moves(style: &NumberStyle) -> MethodEntry {
    let mut moves = Moves::new(2);
    for (from, to, n) in [(0, 0, 8), (0, 1, 2), (1, 1, 10)] {
        (0..n).for_each(|_| moves.add(from, to));
    }
    let chance = moves.chances(0, 4.0).map_or(0.0, |chances| chances[0]);
    entry(
        [
            "moves",
            "Chance of moving",
            "How likely an account stands in each state, or in each segment, one time later.",
            "a share of a whole",
        ],
        "(moves from i to j + k × prior) ÷ (moves from i + k); the prior stays with the share of all who stayed, and goes to \
         each other place alike",
        "Pfeifer & Carraway (2000), Modeling customer relationships as Markov chains, Journal of Interactive Marketing 14(2). \
         The prior is this app's.",
        "8 of 10 stayed, 18 of 20 in all, k = 4: (8 + 4 × 0.9) ÷ (10 + 4)",
        style.share(libm::round(chance * 1000.0) / 1000.0),
        &[
            "Moves are counted from each snapshot to the next and to today; before there are two times, there is none. Who is \
           not there at both ends of a step is not counted in it.",
        ],
    )
}

fn target(style: &NumberStyle) -> MethodEntry {
    entry(
        [
            "target_score",
            "Score of an item",
            "A number as a score from 0 to 100: by a target range, or by the share of accounts below it.",
            "an index from 0 to 100",
        ],
        "100 × (x − from) ÷ (to − from), within 0 and 100; by percentile 100 × (below + ½ × level) ÷ n",
        "This app; the ranges are yours.",
        "growth of 8 %, from 0 % to 20 %: 100 × 0.08 ÷ 0.2",
        style.number(target_score(0.08, 0.0, 0.2), 0),
        &["A judged item is a number from 0 to 100, or good, average or poor for 100, 60 or 0."],
    )
}

fn effective(style: &NumberStyle) -> MethodEntry {
    let twice = [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0].map(Some).to_vec();
    let other = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0].map(Some).to_vec();
    let found = at_once(effective_weights(
        &[twice.clone(), twice, other],
        &[2.0, 2.0, 1.0],
    ));
    let both = found.effective.map_or(0.0, |weights| weights[0] + weights[1]);
    entry(
        [
            "effective_weight",
            "What an item acts as",
            "Its share of the variation of the score: items that move together count for more than their weights.",
            "a share of a whole",
        ],
        "weight × Σ weight × covariance, of the same over all items",
        "Litterman (1996), Hot spots and hedges, Journal of Portfolio Management 23, who shares out risk so.",
        "two items that are the same at 40 % each, a third at 20 %: 0.8² ÷ (0.8² + 0.2²)",
        style.share(both),
        &["Two items are named when their correlation is 0.8 or more over five accounts or more."],
    )
}

fn alignment(style: &NumberStyle) -> MethodEntry {
    let exact = |value: f64| Spread::exact(value, Basis::Stated);
    let z = |values: &[f64], value: f64| {
        Standard::of(values.iter().copied()).map(|standard| exact(standard.z(value)))
    };
    let margin = z(&[10.0, 20.0, 60.0], 20.0);
    let learning = z(&[0.0, 50.0], 50.0);
    let score = weigh([(3.0, margin), (1.0, learning)].into_iter());
    entry(
        [
            "alignment",
            "Alignment with the objectives",
            "How far an account serves what the business is after: the weighted mean of its standard scores, one for each objective.",
            "standard deviations; 0 is the usual account",
        ],
        "Σ weight × z ÷ Σ weight over the objectives known; z = (value − mean) ÷ population standard deviation",
        "Walker, on strategies that follow the objectives of the business; Samuelson (1968), How deviant can you be?, for the bound \
         √(n − 1).",
        "margins 10, 20 and 60, learning 0, 50 and not known, weighing 3 and 1; of the second: (3 × −0.46 + 1 × 1) ÷ 4",
        score
            .value
            .map_or_else(String::new, |score| style.number(score, 2)),
        &[
            "Where all accounts are equal, z is 0. Where less of a measure is better, z is turned round.",
            "What is not known hands its weight to the others; below half of the weight known there is no score.",
            "Objectives and weights are yours, under Objectives.",
        ],
    )
}

fn stability(style: &NumberStyle) -> MethodEntry {
    entry(
        [
            "adjusted_rand",
            "Stability of segments",
            "How alike the segments come out when the accounts are drawn again: 1 the same, about 0 by chance.",
            "a ratio, 1 is the same",
        ],
        "(pairs together in both − expected) ÷ (mean of pairs together in either − expected)",
        "Hubert & Arabie (1985), Comparing partitions; Dolnicar & Leisch (2009), Evaluation of structure and \
         reproducibility of cluster solutions using the bootstrap, for drawing again.",
        "groups of 4, 3, 3 against 3, 4, 3, one account moved: (9 − 3.2) ÷ (12 − 3.2)",
        style.number(
            adjusted_rand(&[0, 0, 0, 0, 1, 1, 1, 2, 2, 2], &[0, 0, 0, 1, 1, 1, 1, 2, 2, 2]),
            2,
        ),
        &[
            "k-means (Lloyd 1982) starts eight times from centres drawn far apart (Arthur & Vassilvitskii 2007); the best \
           counts. Every measure has mean 0 and deviation 1 first. The same seed always gives the same segments.",
        ],
    )
}

fn gap(style: &NumberStyle) -> MethodEntry {
    entry(
        [
            "driver_gap",
            "What a driver costs",
            "Points of value received that are missing because of one driver.",
            "points of 100",
        ],
        "share of importance × (100 − performance)",
        "After Martilla & James (1977), Importance–performance analysis, Journal of Marketing 41(1).",
        "matters 30 %, stands at 50: 0.3 × (100 − 50)",
        style.number(0.3 * (100.0 - 50.0), 0),
        &["All drivers together cost exactly what is missing to a value received of 100."],
    )
}
