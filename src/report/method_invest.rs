//! The Method page's entries for actions as investments and for the choice among them, each worked out by the engine.

use crate::decisions::allocate::{Budget, Candidate, allocate, shadow_price};
use crate::decisions::invest::{
    break_even_chance, break_even_effect, chance_to_pay, net_present_value, payback,
};
use crate::maths::pert_mean;
use crate::units::Estimate;

use super::method::{MethodEntry, MethodGroup};
use super::method_portfolio::entry;
use super::style::NumberStyle;

/// What to spend money and hours on.
pub(super) fn investing(style: &NumberStyle) -> MethodGroup {
    MethodGroup {
        title: "What to spend money and hours on",
        lead: "The example: an action that costs 1 000, succeeds with a chance of 60 %, and then brings 600 to 1 200 a year for three \
               years, most likely 900, to an account that surely stays; the discount rate is 10 %.",
        entries: vec![
            left(style),
            sure(style),
            repaid(style),
            least(style),
            choice(style),
            shadow(style),
        ],
    }
}

const CHANCE: f64 = 0.6;
const COST: f64 = 1_000.0;
const INVEST: &str = "Discounted cash flow, as textbooks of finance have it; the spread of an effect after Malcolm, Roseboom, Clark & Fazar \
                      (1959), Application of a technique for research and development program evaluation, Operations Research 7(5).";
const CHOICE: &str = "Martello, S., & Toth, P. (1990), Knapsack Problems. Branch and bound after Land & Doig (1960), An automatic method of \
                      solving discrete programming problems, Econometrica 28(3).";

/// What one a year is worth over the first `years` years.
fn worth_of_a_year(years: u16) -> f64 {
    (1..=years).map(|year| libm::pow(1.1, -f64::from(year))).sum()
}

fn left(style: &NumberStyle) -> MethodEntry {
    let gain = pert_mean(600.0, 900.0, 1_200.0) * worth_of_a_year(3);
    entry(
        [
            "expected_to_leave",
            "Expected to leave",
            "What is expected to be left of an action after its cost: its net present value.",
            "an amount of money",
        ],
        "chance of success × present value of what it brings − cost",
        INVEST,
        "60 % × 900 × (1 ÷ 1.1 + 1 ÷ 1.1² + 1 ÷ 1.1³) − 1 000",
        style.money(net_present_value(CHANCE, gain, COST)),
        &[
            "What it brings is (low + 4 × likely + high) ÷ 6, the mean of the effect's spread.",
            "A lever moved brings the change of the current value, by the same engine as the potential value, fitted models too. The cost to \
             serve moves down by it. It lasts as long as the relationship is expected to, or for the years stated: then the lever goes back; \
             of a contract or a fitted account the years fall off with the retention that is worth as much.",
            "What begins later counts less: discounted from the day it begins. Money that comes once is discounted from the day it is due.",
            "A chance that nobody stated counts as certain, and the card says so.",
        ],
    )
}

fn sure(style: &NumberStyle) -> MethodEntry {
    let multiple = worth_of_a_year(3);
    let sure = Estimate::between(300.0, 450.0, 900.0)
        .map(|effect| chance_to_pay(effect, CHANCE, COST, |yearly| yearly * multiple));
    entry(
        [
            "chance_to_pay",
            "Chance to pay",
            "The chance that anything is left of an action after its cost.",
            "a share of a whole",
        ],
        "chance of success × chance that what it then brings exceeds its cost",
        INVEST,
        "with an effect of 300 to 900 a year, most likely 450: 60 % × chance of more than 402 a year",
        sure.map_or_else(String::new, |sure| style.share(sure)),
        &["Read from the distribution itself, not from draws, so it carries no noise."],
    )
}

fn repaid(style: &NumberStyle) -> MethodEntry {
    let years = payback(COST, |years| Some(CHANCE * 900.0 * worth_of_a_year(years.min(3))));
    entry(
        [
            "payback",
            "Paid back after",
            "Years from the beginning of an action until it has paid for itself.",
            "years",
        ],
        "the first time at which what is expected to have come in, discounted, covers the cost",
        INVEST,
        "540 ÷ 1.1 + 540 ÷ 1.1² = 937 after two years; of the 406 of the third, 63 are needed",
        years.map_or_else(String::new, |years| format!("{} years", style.number(years, 1))),
        &["Straight within a year."],
    )
}

fn least(style: &NumberStyle) -> MethodEntry {
    let multiple = worth_of_a_year(3);
    let effect = break_even_effect(CHANCE, COST, 1e9, |yearly| Some(yearly * multiple));
    let chance = break_even_chance(900.0 * multiple, COST).unwrap_or_default();
    entry(
        [
            "break_even_effect",
            "Must bring at least",
            "The effect at which nothing is left, and the chance of success at which nothing is left.",
            "the unit of the effect",
        ],
        "the effect e with chance × G(e) = cost; chance at break-even = cost ÷ G",
        INVEST,
        "1 000 ÷ (60 % × 2.487) a year; as things are, 1 000 ÷ 2 238 would do for a chance",
        format!(
            "{} a year, or {}",
            style.money(effect.unwrap_or_default()),
            style.share(chance)
        ),
        &["Of a lever it is found by halving, because what a lever brings does not rise in a straight line."],
    )
}

/// Three actions: worth, cost and hours of each.
const ACTIONS: [(f64, f64, f64); 3] = [(60.0, 10.0, 4.0), (50.0, 6.0, 2.0), (40.0, 5.0, 2.0)];

fn candidates() -> [Candidate; 3] {
    ACTIONS.map(|(worth, cost, hours)| Candidate {
        worth,
        cost,
        hours,
        group: None,
    })
}

const BUDGET: Budget = Budget {
    money: Some(12.0),
    hours: None,
};

fn choice(style: &NumberStyle) -> MethodEntry {
    let best = allocate(&candidates(), BUDGET);
    entry(
        [
            "allocation",
            "The best choice within a budget",
            "Which of the planned actions to take, so that they are expected to leave most together.",
            "an amount of money",
        ],
        "maximise Σ wᵢ xᵢ with Σ costᵢ xᵢ ≤ money, Σ hoursᵢ xᵢ ≤ hours, one of each group at most, xᵢ 0 or 1",
        CHOICE,
        "worth 60, 50 and 40 at a cost of 10, 6 and 5, with 12 to spend: the second and the third, 50 + 40",
        style.money(best.worth),
        &[
            "Solved by branch and bound. Of very many actions the search stops after a fixed number of branches and says how much another \
             choice could be worth more at most.",
            "Each action counts by itself: two actions for the same account may bring a little more or less together.",
        ],
    )
}

fn shadow(style: &NumberStyle) -> MethodEntry {
    let price = shadow_price(&candidates(), BUDGET).money.unwrap_or_default();
    entry(
        [
            "shadow_price",
            "What one more brings",
            "What one more unit of money, or one more hour, would bring at the margin.",
            "money per unit",
        ],
        "slope of the same programme with actions that can be taken in part",
        CHOICE,
        "with 12 to spend the second and third are in whole and a tenth of the first: 60 ÷ 10",
        style.number(price, 0),
        &[
            "The solver gives no dual values, so the budget is raised by a ten-thousandth and the programme solved again.",
        ],
    )
}
