//! The Emphasis page: what winning and keeping bring today, and where the next unit of money brings most.

use crate::decisions::emphasis::{Balance, Outcome, Response, readiness, within_reach};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Capability, Document, Effort, Emphasis, Judgement};

use super::assumptions::AssumptionField;
use super::lens::{LensMethod, LensRow, LensTable};
use super::style::NumberStyle;

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct EmphasisReport {
    /// The curves with today's and the best amounts; `None` until enough is judged.
    pub found: Option<EmphasisFound>,
    /// Today and best, side by side.
    pub table: LensTable,
    /// The page in paragraphs; what is missing or cannot be, where nothing is found.
    pub words: Vec<String>,
}

/// What is found once enough is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct EmphasisFound {
    /// The curves.
    pub balance: Balance,
    /// What is spent today and what follows.
    pub today: Outcome,
    /// What should be spent and what would follow.
    pub best: Outcome,
    /// How far what can be done carries; `None` where no capability is rated.
    pub reach: Option<Reach>,
    /// How this reader writes numbers.
    pub numbers: NumberStyle,
}

/// How far what can be done carries from today towards the best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// Readiness for winning and for keeping, 0 to 1; one that is not rated holds nothing back.
    pub readiness: [Option<f64>; 2],
    /// What is spent then and what follows.
    pub outcome: Outcome,
}

/// How the page is made.
pub const EMPHASIS_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "Winning and keeping each answer to money on a curve that rises fast at first and never passes a ceiling: \
         rate = ceiling × (1 − e^(−k × spend)). What is spent today and what it reaches is one point, the ceiling the other; both are \
         judged, nothing is fitted, so try how far the answer moves when a judgement does.",
        "The value of a customer once won is (m × (1 + d) − R) ÷ (1 + d − r), where m is the contribution per year, R what is spent \
         on keeping it, r the retention at that and d the discount rate. What is left per prospect is the share won × that value − \
         what was spent on winning.",
        "At the best amounts one more customer costs the same whether it is won or kept, and that is what a customer is worth. That \
         winning costs on average several times as much as keeping says nothing about where the next unit of money belongs.",
        "Money alone does not shift the emphasis: each side takes capabilities of its own. Readiness is the mean of have ÷ need over \
         the capabilities rated in both, each at most 1. Within reach is today's spend and as much of the way to the best as there is \
         readiness. That is a rule of this app, stated so that it can be argued with, not a finding.",
    ],
    sources: &[
        "Blattberg, R. C., & Deighton, J. (1996), Manage marketing by the customer equity test, Harvard Business Review 74(4).",
        "Pfeifer, P. E. (2005), The optimal ratio of acquisition and retention costs, Journal of Targeting, Measurement and Analysis \
         for Marketing 13(2).",
        "Hanssens, D. M., Thorpe, D., & Finkbeiner, C. (2008), Marketing when customer equity matters, Harvard Business Review 86(5); on \
         the capabilities a shift takes.",
    ],
    measures: &[MeasureId::Contribution, MeasureId::Retention],
};

/// The page over the accounts in `rows`, from which what is not judged is taken where they know it.
pub fn emphasis(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    numbers: &NumberStyle,
) -> EmphasisReport {
    let judged = &document.assumptions.emphasis;
    let found = settled(judged, valuation, rows)
        .and_then(|settled| curves(&settled, document.assumptions.discount_rate.get()));
    match found {
        Err(words) => EmphasisReport {
            found: None,
            table: LensTable::default(),
            words,
        },
        Ok((balance, today)) => {
            let best = balance.best();
            let reach = reach(&document.capabilities, &balance, &today, &best);
            let mut words = words(&today, &best, numbers);
            words.extend(reach_words(&document.capabilities, reach.as_ref(), numbers));
            EmphasisReport {
                table: table(&today, &best, reach.as_ref(), numbers),
                words,
                found: Some(EmphasisFound {
                    balance,
                    today,
                    best,
                    reach,
                    numbers: numbers.clone(),
                }),
            }
        }
    }
}

/// Every judgement, in the order of [`Judgement::ALL`]; what is missing in words.
fn settled(judged: &Emphasis, valuation: &Valuation, rows: &[usize]) -> Result<[f64; 7], Vec<String>> {
    let mean = |measure: MeasureId| {
        let known: Vec<f64> = rows
            .iter()
            .filter_map(|&row| valuation.get(measure, row).value)
            .collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    let mut values = [0.0; 7];
    let mut missing = Vec::new();
    for &judgement in Judgement::ALL {
        let value = judged.of(judgement).or_else(|| match judgement {
            Judgement::Margin => mean(MeasureId::Contribution),
            Judgement::RetentionRate => mean(MeasureId::Retention),
            _ => None,
        });
        match value {
            Some(value) => values[judgement as usize] = value,
            None => missing.push(AssumptionField::Judged(judgement).label().to_lowercase()),
        }
    }
    if missing.is_empty() {
        return Ok(values);
    }
    Err(vec![format!(
        "To say where the next unit of money belongs, state: {}.",
        missing.join(", ")
    )])
}

fn curves(values: &[f64; 7], discount_rate: f64) -> Result<(Balance, Outcome), Vec<String>> {
    let of = |judgement: Judgement| values[judgement as usize];
    let mut refused = Vec::new();
    let mut curve = |who: &str, spend: Judgement, rate: Judgement, ceiling: Judgement| {
        let found = Response::judged(of(spend), of(rate), of(ceiling));
        if found.is_none() {
            refused.push(format!(
                "There is no curve for {who}: what is spent and the share reached must be above zero, and the share at most above the \
                 share reached."
            ));
        }
        found
    };
    let acquisition = curve(
        "winning",
        Judgement::AcquisitionSpend,
        Judgement::AcquisitionRate,
        Judgement::AcquisitionCeiling,
    );
    let retention = curve(
        "keeping",
        Judgement::RetentionSpend,
        Judgement::RetentionRate,
        Judgement::RetentionCeiling,
    );
    let margin = of(Judgement::Margin);
    if margin <= 0.0 {
        refused.push(
            "A customer brings no contribution on average, so no money spent on winning or keeping comes back: look at fix or release \
             first."
                .to_owned(),
        );
    }
    let (Some(acquisition), Some(retention), true) = (acquisition, retention, refused.is_empty()) else {
        return Err(refused);
    };
    let balance = Balance {
        margin,
        discount_rate,
        acquisition,
        retention,
    };
    let today = balance.at(of(Judgement::AcquisitionSpend), of(Judgement::RetentionSpend));
    Ok((balance, today))
}

fn reach(capabilities: &[Capability], balance: &Balance, today: &Outcome, best: &Outcome) -> Option<Reach> {
    let readiness = [Effort::Winning, Effort::Keeping].map(|effort| readiness(capabilities, effort));
    let spend =
        |today: f64, best: f64, side: usize| within_reach(today, best, readiness[side].unwrap_or(1.0));
    readiness.iter().any(Option::is_some).then(|| Reach {
        readiness,
        outcome: balance.at(
            spend(today.acquisition, best.acquisition, 0),
            spend(today.retention, best.retention, 1),
        ),
    })
}

fn reach_words(capabilities: &[Capability], reach: Option<&Reach>, numbers: &NumberStyle) -> Vec<String> {
    let Some(reach) = reach else {
        return vec![
            "How far you are able to shift is not known: rate below what winning and keeping take, and how much of it you have."
                .to_owned(),
        ];
    };
    let sides = [
        (Effort::Winning, reach.outcome.acquisition, "per prospect"),
        (Effort::Keeping, reach.outcome.retention, "per customer and year"),
    ];
    let told = |((effort, spend, per), readiness): ((Effort, f64, &str), Option<f64>)| {
        let word = effort.word();
        let Some(readiness) = readiness else {
            return format!("What {word} takes is not rated, so nothing is held back there.");
        };
        let gap = widest_gap(capabilities, effort).map_or_else(String::new, |(name, have, need)| {
            let number = |value: f64| numbers.number(value, usize::from(value != libm::trunc(value)));
            format!(
                " Invest first in: {name} (have {}, need {}).",
                number(have),
                number(need)
            )
        });
        format!(
            "You are {} ready for {word}: of the way to the best, {} {per} is within reach.{gap}",
            numbers.share_to(readiness, 0),
            numbers.money(spend)
        )
    };
    sides.into_iter().zip(reach.readiness).map(told).collect()
}

/// The capability that lacks most, where one does.
fn widest_gap(capabilities: &[Capability], effort: Effort) -> Option<(&str, f64, f64)> {
    let own = capabilities
        .iter()
        .filter(|capability| capability.effort == effort);
    own.filter_map(|capability| Some((capability.name.as_str(), capability.have?, capability.need?)))
        .filter(|(_, have, need)| need > have)
        .max_by(|one, other| (one.2 - one.1).total_cmp(&(other.2 - other.1)))
}

fn table(today: &Outcome, best: &Outcome, reach: Option<&Reach>, numbers: &NumberStyle) -> LensTable {
    let money = |value: f64| numbers.money(value);
    let share = |value: f64| numbers.share(value);
    type Written<'w> = &'w dyn Fn(f64) -> String;
    type Line<'w> = (&'w str, Written<'w>, fn(&Outcome) -> f64);
    let lines: [Line; 10] = [
        ("Spent per prospect", &money, |outcome| outcome.acquisition),
        ("Prospects won", &share, |outcome| outcome.won),
        ("Spent per customer and year", &money, |outcome| outcome.retention),
        ("Customers kept", &share, |outcome| outcome.kept),
        ("A customer won costs on average", &money, |outcome| {
            outcome.acquisition / outcome.won
        }),
        ("A customer kept costs on average", &money, |outcome| {
            outcome.retention / outcome.kept
        }),
        ("One more customer won costs", &money, |outcome| {
            outcome.marginal_acquisition
        }),
        ("One more customer kept costs", &money, |outcome| {
            outcome.marginal_retention
        }),
        ("A customer is worth", &money, |outcome| outcome.customer_value),
        ("Left per prospect", &money, |outcome| outcome.equity),
    ];
    let cell = |written: Written, value: f64| {
        if value.is_finite() {
            written(value)
        } else {
            "–".to_owned()
        }
    };
    LensTable {
        caption: "Winning and keeping, today and at best".to_owned(),
        headers: (["", "Today", "At best"].into_iter())
            .chain(reach.map(|_| "Within reach"))
            .map(str::to_owned)
            .collect(),
        rows: lines
            .into_iter()
            .map(|(label, written, of)| LensRow {
                row: None,
                cells: std::iter::once(label.to_owned())
                    .chain([today, best].map(|outcome| cell(written, of(outcome))))
                    .chain(reach.map(|reach| cell(written, of(&reach.outcome))))
                    .collect(),
            })
            .collect(),
    }
}

fn words(today: &Outcome, best: &Outcome, numbers: &NumberStyle) -> Vec<String> {
    let money = |value: f64| numbers.money(value);
    let move_of = |now: f64, then: f64| {
        let is_near = (then - now).abs() <= 0.05 * now.abs();
        match then > now {
            _ if is_near => "leave it about there",
            true => "spend more",
            false => "spend less",
        }
    };
    vec![
        format!(
            "On winning: {} per prospect today, {} at best: {}. One more customer won costs {} now, and is worth {}.",
            money(today.acquisition),
            money(best.acquisition),
            move_of(today.acquisition, best.acquisition),
            money(today.marginal_acquisition),
            money(today.customer_value)
        ),
        format!(
            "On keeping: {} per customer and year today, {} at best: {}. One more customer kept costs {} now.",
            money(today.retention),
            money(best.retention),
            move_of(today.retention, best.retention),
            money(today.marginal_retention)
        ),
        format!(
            "What is left per prospect would go from {} to {}. All of it rests on judgements: change one and see how far it moves.",
            money(today.equity),
            money(best.equity)
        ),
    ]
}
