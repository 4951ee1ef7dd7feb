//! The Allocate page: which actions to take with the money and the hours there are, what more would bring, and what is
//! planned today beside it.

use crate::decisions::Worthwhile;
use crate::decisions::allocate::{Allocation, Budget, MissReason, ShadowPrice, misses};
use crate::maths::sort_by;
use crate::portfolio::{Action, ActionStatus, Document, FieldValue};
use crate::units::Day;

use super::choices::{Considered, Weighed};
use super::invest::{payback_text, verdict_word};
use super::lens::{LensMethod, LensRow, LensTable};
use super::style::{NumberStyle, UNKNOWN};

/// What was worked out step by step: dear where there are many actions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explored {
    /// The best choices from no money to enough for all, without what has begun.
    pub stops: Vec<Allocation>,
    /// What a little more would bring.
    pub price: ShadowPrice,
    /// What taking a choice that is left out would cost, by its place.
    pub losses: Vec<(usize, f64)>,
}

/// A point of the frontier, with what has begun in it.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontierPoint {
    /// Money it takes.
    pub money: f64,
    /// What it is expected to be worth after its cost.
    pub worth: f64,
    /// Its name.
    pub name: String,
    /// What its card says.
    pub lines: Vec<String>,
}

/// Worth against money.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontierReport {
    /// The best choices, cheapest first.
    pub stops: Vec<FrontierPoint>,
    /// The best choice within the budget.
    pub best: FrontierPoint,
    /// What is planned today.
    pub planned: FrontierPoint,
    /// Money there is.
    pub budget: Option<f64>,
    /// How this reader writes numbers.
    pub numbers: NumberStyle,
}

/// An action of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocateRow {
    /// Its id.
    pub id: String,
    /// What is done, and for whom.
    pub name: String,
    /// For whom.
    pub who: String,
    /// *In*, *Out* or *Begun*.
    pub state: &'static str,
    /// True where it is taken.
    pub is_in: bool,
    /// Why it stands where it does.
    pub why: String,
    /// What is expected to be left after its cost.
    pub expected: String,
    /// What is left if it succeeds, at both ends.
    pub left: String,
    /// Money it takes.
    pub cost: String,
    /// Hours it takes.
    pub hours: String,
    /// Chance that anything is left.
    pub sure: String,
    /// How soon it has paid for itself.
    pub payback: String,
    /// What it must bring at least.
    pub needed: String,
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct AllocateReport {
    /// What to do, in a few sentences.
    pub words: Vec<String>,
    /// What one more unit of money and one more hour would bring.
    pub more: Vec<String>,
    /// The frontier; `None` until it is worked out.
    pub frontier: Option<FrontierReport>,
    /// The actions, taken ones first.
    pub rows: Vec<AllocateRow>,
}

/// How the page is made.
pub const ALLOCATE_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "Each action is worth chance × what it brings − what it costs, all as present value at the portfolio's discount rate. What a lever \
         brings is the change of the current value when it moves by that much, by the same engine as the potential value; money a year \
         counts for as long as the relationship is expected to last, or for the years stated.",
        "Of all actions that are planned and not begun, those are taken that are worth most together within the money and the hours there \
         are, one of each group at most: a mixed-integer programme, solved by branch and bound. Of very many actions the search \
         stops after a fixed number of branches and says how far from the best it can be at most.",
        "Each action counts by itself. Two actions for the same account may bring a little more or less together.",
        "What one more unit brings is the slope of the same programme where actions could be taken in part; the solver gives no dual values, \
         so the budget is raised by a ten-thousandth and the programme solved again.",
        "An uncertain effect is spread between its ends as a PERT distribution; its mean is (low + 4 × likely + high) ÷ 6.",
    ],
    sources: &[
        "Martello, S., & Toth, P. (1990), Knapsack Problems: Algorithms and Computer Implementations.",
        "Malcolm, D. G., Roseboom, J. H., Clark, C. E., & Fazar, W. (1959), Application of a technique for research and development program \
         evaluation, Operations Research 7(5).",
        "Land, A. H., & Doig, A. G. (1960), An automatic method of solving discrete programming problems, Econometrica 28(3).",
    ],
    measures: &[],
};

/// The page for `chosen` within `budget`.
pub fn allocate_report(
    considered: &Considered,
    budget: Budget,
    chosen: &Allocation,
    explored: &Explored,
    style: &NumberStyle,
) -> AllocateReport {
    AllocateReport {
        words: words(considered, budget, chosen, style),
        more: more(considered, budget, chosen, &explored.price, style),
        frontier: frontier(considered, budget, chosen, explored, style),
        rows: rows(considered, budget, chosen, explored, style),
    }
}

fn words(considered: &Considered, budget: Budget, chosen: &Allocation, style: &NumberStyle) -> Vec<String> {
    let count = |n: usize| style.number(n as f64, 0);
    let (n_in, n_all) = (
        chosen.taken.iter().filter(|taken| **taken).count(),
        considered.choices.len(),
    );
    let begun = considered.begun_worth();
    let mut words = vec![format!(
        "Take {} of the {} planned: expected to leave {} after a cost of {}{}.",
        count(n_in),
        count(n_all),
        style.money(chosen.worth),
        style.money(chosen.cost),
        hours_words(chosen.hours, style)
    )];
    if !considered.begun.is_empty() || considered.begun_money > 0.0 || considered.begun_hours > 0.0 {
        words.push(format!(
            "What has begun stays in: it takes {}{} of the budget first and is expected to leave {}.",
            style.money(considered.begun_money),
            hours_words(considered.begun_hours, style),
            style.money(begun)
        ));
    }
    let planned = planned_today(considered);
    let is_over = !considered.left_of(budget).allows(planned.cost, planned.hours);
    words.push(match is_over {
        true => format!(
            "All that is planned today would cost {}{}: more than there is.",
            style.money(planned.cost + considered.begun_money),
            hours_words(planned.hours + considered.begun_hours, style)
        ),
        false if chosen.worth > planned.worth => format!(
            "That leaves {} more than all that is planned today.",
            style.money(chosen.worth - planned.worth)
        ),
        false => "Everything that is planned fits and pays.".to_owned(),
    });
    words.push(match chosen.is_proven() {
        true => "No other choice within the budget is worth more.".to_owned(),
        false => format!(
            "Among so many actions the search stopped early: another choice may be worth up to {} more.",
            style.money(chosen.bound - chosen.worth)
        ),
    });
    words
}

fn hours_words(hours: f64, style: &NumberStyle) -> String {
    if hours > 0.0 {
        format!(" and {} hours", hours_text(hours, style))
    } else {
        String::new()
    }
}

fn hours_text(hours: f64, style: &NumberStyle) -> String {
    style.number(hours, usize::from(hours != libm::trunc(hours)))
}

/// Everything planned, taken whatever it costs.
fn planned_today(considered: &Considered) -> Allocation {
    Allocation::of(&considered.candidates, vec![true; considered.candidates.len()])
}

fn more(
    considered: &Considered,
    budget: Budget,
    chosen: &Allocation,
    price: &ShadowPrice,
    style: &NumberStyle,
) -> Vec<String> {
    let left = considered.left_of(budget);
    let mut more = Vec::new();
    match (left.money, price.money) {
        (Some(money), Some(price)) if price > 0.0 => {
            let unit = round_part(money);
            let (unit, back) = (style.money(unit), style.money(price * unit));
            more.push(format!("One more {unit} brings about {back} after its cost."));
        }
        (Some(money), Some(_)) => more.push(format!(
            "More money would bring nothing: {} of it stay unspent, because {}.",
            style.money(money - chosen.cost),
            enough(considered, chosen, "the hours run out first")
        )),
        (None, _) => more.push("The money is without limit.".to_owned()),
        (Some(_), None) => {}
    }
    match (left.hours, price.hour) {
        (Some(_), Some(price)) if price > 0.0 => {
            more.push(format!("One more hour brings about {}.", style.money(price)));
        }
        (Some(hours), Some(_)) => more.push(format!(
            "More hours would bring nothing: {} of them are left over, because {}.",
            hours_text(hours - chosen.hours, style),
            enough(considered, chosen, "the money runs out first")
        )),
        _ => {}
    }
    more
}

/// Why more of one thing would bring nothing.
fn enough(considered: &Considered, chosen: &Allocation, other: &'static str) -> &'static str {
    let pays = considered.candidates.iter().zip(&chosen.taken);
    let is_all = pays.filter(|(one, _)| one.worth > 0.0).all(|(_, taken)| *taken);
    if is_all {
        "everything that pays is taken"
    } else {
        other
    }
}

/// A round amount that is a small part of `money`: 1 000 of 20 000.
fn round_part(money: f64) -> f64 {
    libm::pow(10.0, libm::round(libm::log10(money.max(100.0)) - 1.2))
}

fn frontier(
    considered: &Considered,
    budget: Budget,
    chosen: &Allocation,
    explored: &Explored,
    style: &NumberStyle,
) -> Option<FrontierReport> {
    let (money, worth) = (considered.begun_money, considered.begun_worth());
    let point = |name: String, found: &Allocation, about: Vec<String>| FrontierPoint {
        money: found.cost + money,
        worth: found.worth + worth,
        name,
        lines: [
            format!(
                "Costs {}{}",
                style.money(found.cost + money),
                hours_words(found.hours + considered.begun_hours, style)
            ),
            format!("Expected to leave {}", style.money(found.worth + worth)),
        ]
        .into_iter()
        .chain(about)
        .collect(),
    };
    let taken_in = |found: &Allocation| {
        let names = considered
            .choices
            .iter()
            .zip(&found.taken)
            .filter(|(_, taken)| **taken);
        let names: Vec<&str> = names.map(|(choice, _)| choice.name.as_str()).collect();
        match names.as_slice() {
            [] => vec!["Nothing planned is taken".to_owned()],
            [first @ .., last] if first.len() < 4 => first
                .iter()
                .chain([last])
                .map(|name| (*name).to_owned())
                .collect(),
            all => vec![format!("{} actions", all.len())],
        }
    };
    let stops: Vec<FrontierPoint> = (explored.stops.iter())
        .map(|stop| {
            point(
                format!("With {}", style.money(stop.cost + money)),
                stop,
                taken_in(stop),
            )
        })
        .collect();
    let planned = planned_today(considered);
    (!stops.is_empty()).then(|| FrontierReport {
        stops,
        best: point("Best for this budget".to_owned(), chosen, taken_in(chosen)),
        planned: point("All that is planned today".to_owned(), &planned, Vec::new()),
        budget: budget.money,
        numbers: style.clone(),
    })
}

fn rows(
    considered: &Considered,
    budget: Budget,
    chosen: &Allocation,
    explored: &Explored,
    style: &NumberStyle,
) -> Vec<AllocateRow> {
    let begun = (considered.begun.iter())
        .map(|action| row(action, "Begun", "It has begun, so it stays in.".to_owned(), style));
    let taken = (considered.choices.iter().zip(&chosen.taken))
        .filter(|(_, taken)| **taken)
        .map(|(choice, _)| row(choice, "In", in_words(choice), style));
    let out = misses(&considered.candidates, considered.left_of(budget), chosen);
    let loss_of = |at: usize| {
        let known = explored.losses.iter().find(|(known, _)| *known == at);
        known.map(|(_, loss)| *loss)
    };
    // What just misses first, then what brings most by itself.
    let mut out: Vec<(usize, MissReason)> = out;
    sort_by(&mut out, |a, b| {
        let rank = |at: usize| loss_of(at).unwrap_or(f64::INFINITY);
        let worth = |at: usize| considered.candidates[at].worth;
        (rank(a.0).total_cmp(&rank(b.0)))
            .then(worth(b.0).total_cmp(&worth(a.0)))
            .then(a.0.cmp(&b.0))
    });
    let out = out.into_iter().map(|(at, reason)| {
        let loss = loss_of(at);
        row(
            &considered.choices[at],
            "Out",
            out_words(considered, reason, loss, style),
            style,
        )
    });
    begun.chain(taken).chain(out).collect()
}

fn in_words(choice: &Weighed) -> String {
    match choice.invested.verdict {
        Worthwhile::WaitTooUnsure => {
            "Worth it on average, but more likely than not it leaves nothing.".to_owned()
        }
        _ => String::new(),
    }
}

fn out_words(considered: &Considered, reason: MissReason, loss: Option<f64>, style: &NumberStyle) -> String {
    let all_the_same = loss.map_or_else(String::new, |loss| {
        format!(" Taking it all the same would leave {} less.", style.money(loss))
    });
    match reason {
        MissReason::NotWorthIt => "It is not expected to bring what it costs.".to_owned(),
        MissReason::TooDear => "By itself it costs more than there is to spend.".to_owned(),
        MissReason::TooLong => "By itself it takes more hours than there are.".to_owned(),
        MissReason::Group(rival) => format!(
            "Only one of group {} is taken, and {} is better here.{all_the_same}",
            considered.choices[rival].group, considered.choices[rival].name
        ),
        MissReason::CrowdedOut => format!("Others bring more with the same money and hours.{all_the_same}"),
    }
}

fn row(action: &Weighed, state: &'static str, why: String, style: &NumberStyle) -> AllocateRow {
    let [low, base, high] = action.invested.left();
    AllocateRow {
        id: action.id.clone(),
        name: action.name.clone(),
        who: action.who.clone(),
        state,
        is_in: state != "Out",
        why: match (why.as_str(), verdict_word(action.invested.verdict)) {
            ("", verdict) => format!("{verdict}."),
            _ => why,
        },
        expected: style.money(action.invested.expected),
        left: if low < high {
            format!("{} to {}", style.money(low), style.money(high))
        } else {
            style.money(base)
        },
        cost: style.money(action.cost),
        hours: action
            .hours
            .map_or_else(|| UNKNOWN.to_owned(), |hours| hours_text(hours, style)),
        sure: style.share(action.invested.sure),
        payback: payback_text(&action.invested, style),
        needed: action.needed.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
    }
}

/// The frontier as a table.
pub fn frontier_table(report: &AllocateReport) -> LensTable {
    let points = report.frontier.iter().flat_map(|frontier| {
        let ends = [&frontier.best, &frontier.planned];
        frontier.stops.iter().chain(ends).map(|point| LensRow {
            row: None,
            cells: vec![
                point.name.clone(),
                frontier.numbers.money(point.money),
                frontier.numbers.money(point.worth),
                point.lines.get(2..).unwrap_or_default().join("; "),
            ],
        })
    });
    LensTable {
        caption: "The best choices by money".to_owned(),
        headers: ["Choice", "Costs", "Expected to leave", "Holds"]
            .map(str::to_owned)
            .into(),
        rows: points.collect(),
    }
}

/// A round number at or above `most`, for the end of a slider; 1 where there is nothing.
///
/// ```
/// use both_sides::report::allocate::slider_end;
/// assert_eq!((slider_end(8_350.0), slider_end(10_000.0), slider_end(0.0)), (9_000.0, 10_000.0, 1.0));
/// ```
pub fn slider_end(most: f64) -> f64 {
    if most <= 0.0 {
        return 1.0;
    }
    let unit = libm::pow(10.0, libm::floor(libm::log10(most)));
    libm::ceil(most / unit - 1e-9) * unit
}

/// An amount as a person edits it.
pub fn budget_text(amount: f64, style: &NumberStyle) -> String {
    let cents = libm::round(amount * 100.0) / 100.0;
    style.field_for_editing(&FieldValue::Number(cents))
}

/// What becomes of planned actions that are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// They are put off by so many months.
    PutOff(i32),
    /// They are given up.
    Dropped,
}

/// The actions that change when `chosen` is taken into the plan: those left out, put off or given up.
pub fn left_out(
    document: &Document,
    considered: &Considered,
    chosen: &Allocation,
    others: Others,
) -> Vec<Action> {
    let out = (considered.choices.iter().zip(&chosen.taken)).filter(|(_, taken)| !**taken);
    let out = out.filter_map(|(choice, _)| document.plan.action(&choice.id));
    out.filter_map(|action| {
        let changed = match others {
            Others::Dropped => Action {
                status: ActionStatus::Dropped,
                ..action.clone()
            },
            Others::PutOff(months) => put_off(action, document.as_of, months)?,
        };
        Some(changed)
    })
    .collect()
}

/// The action with its beginning at least so many months from `today`, and what is due as much later; `None` where it
/// begins no earlier than that.
fn put_off(action: &Action, today: Day, months: i32) -> Option<Action> {
    let begins = today.plus_months(months)?;
    let before = action.start.unwrap_or(today);
    let later = begins.days_since(before.max(today));
    (later > 0).then(|| Action {
        start: Some(begins),
        due: (action.due).and_then(|due| Day::from_epoch_days(due.epoch_days() + later)),
        ..action.clone()
    })
}
