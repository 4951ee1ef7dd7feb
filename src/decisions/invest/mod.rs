//! Invest: is an action worth what it costs, how surely, how soon, and how little must it achieve.
//!
//! NPV = P · G − C: `P` chance that it succeeds, `G` present value of what it then brings, `C` present value of its
//! cost. What it brings is the change of the current value that its effect makes, through the same engine.

mod stake;

pub use stake::{Ground, Lacking, Stake};

use crate::maths::pert_share_below;
use crate::portfolio::Action;
use crate::units::Estimate;

/// What is expected to be left of an action after its cost.
///
/// P · G − C
///
/// ```
/// use both_sides::decisions::invest::net_present_value;
/// assert_eq!(net_present_value(0.6, 5_000.0, 1_200.0), 1_800.0);
/// ```
pub fn net_present_value(chance: f64, gain: f64, cost: f64) -> f64 {
    chance * gain - cost
}

/// The chance of success at which nothing is left: C / G.
///
/// `None` where even a certain success does not pay.
///
/// ```
/// use both_sides::decisions::invest::break_even_chance;
/// assert_eq!(break_even_chance(5_000.0, 1_200.0), Some(0.24));
/// assert_eq!(break_even_chance(1_000.0, 1_200.0), None);
/// ```
pub fn break_even_chance(gain: f64, cost: f64) -> Option<f64> {
    if cost <= 0.0 {
        return Some(0.0);
    }
    (gain >= cost).then(|| cost / gain)
}

/// Halvings until a break-even effect is known to the last digit.
const HALVINGS: usize = 110;

/// The effect at which nothing is left: P · G(e) = C, for an effect known exactly, between nothing and `most`.
///
/// `gain` rises with the effect; where it says nothing it counts as without end. `None` where not even `most` pays.
///
/// ```
/// use both_sides::decisions::invest::break_even_effect;
/// // Each point of retention brings 400; at a chance of one half 1,000 need five of them.
/// let effect = break_even_effect(0.5, 1_000.0, 1.0, |points| Some(points * 40_000.0)).unwrap();
/// assert!((effect - 0.05).abs() < 1e-12);
/// ```
pub fn break_even_effect(
    chance: f64,
    cost: f64,
    most: f64,
    gain: impl Fn(f64) -> Option<f64>,
) -> Option<f64> {
    let pays = |effect: f64| gain(effect).is_none_or(|gain| chance * gain >= cost);
    if cost <= 0.0 || chance <= 0.0 || !pays(most) {
        return (cost <= 0.0).then_some(0.0);
    }
    let (mut low, mut high) = (0.0, most);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if pays(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

/// Pieces of an effect's range within which what it brings counts as straight.
const PIECES: usize = 64;

/// The chance that an action leaves something: P · Pr(G(e) > C), with the effect `e` spread over its estimate (PERT).
///
/// Read from the distribution itself, not from draws, so it carries no noise and is the same everywhere.
///
/// ```
/// use both_sides::decisions::invest::chance_to_pay;
/// use both_sides::units::Estimate;
/// // An even effect from 0 to 10, each unit of which brings 2: more than 10 half of the time, if it succeeds.
/// let effect = Estimate::between(0.0, 5.0, 10.0).unwrap();
/// assert!((chance_to_pay(effect, 0.8, 10.0, |effect| effect * 2.0) - 0.4).abs() < 1e-9);
/// ```
pub fn chance_to_pay(effect: Estimate, chance: f64, cost: f64, gain: impl Fn(f64) -> f64) -> f64 {
    let left = |effect: f64| gain(effect) - cost;
    if effect.is_exact() {
        return if left(effect.base()) > 0.0 { chance } else { 0.0 };
    }
    let at = |step: usize| {
        let part = step as f64 / PIECES as f64;
        effect.low() + part * (effect.high() - effect.low())
    };
    let mut share = 0.0;
    let (mut from, mut from_left) = (at(0), left(at(0)));
    for step in 1..=PIECES {
        let (to, to_left) = (at(step), left(at(step)));
        let crossing = || from + (to - from) * from_left / (from_left - to_left);
        let between = |low: f64, high: f64| pert_share_below(effect, high) - pert_share_below(effect, low);
        share += match (from_left > 0.0, to_left > 0.0) {
            (true, true) => between(from, to),
            (true, false) => between(from, crossing()),
            (false, true) => between(crossing(), to),
            (false, false) => 0.0,
        };
        (from, from_left) = (to, to_left);
    }
    chance * share.clamp(0.0, 1.0)
}

/// Years that a payback is looked for.
const LONGEST_PAYBACK: u16 = 100;

/// Years until what came in, discounted, covers the cost, straight within a year.
///
/// `within` says what is expected to have come in after so many years. `None` where it never does.
///
/// ```
/// use both_sides::decisions::invest::payback;
/// // 400 a year against 1,000: two years and a half.
/// assert_eq!(payback(1_000.0, |years| Some(400.0 * f64::from(years))), Some(2.5));
/// assert_eq!(payback(1_000.0, |_| Some(999.0)), None);
/// ```
pub fn payback(cost: f64, within: impl Fn(u16) -> Option<f64>) -> Option<f64> {
    if cost <= 0.0 {
        return Some(0.0);
    }
    let mut before = 0.0;
    for years in 1..=LONGEST_PAYBACK {
        let now = within(years)?;
        if now >= cost {
            let part = if now > before {
                (cost - before) / (now - before)
            } else {
                1.0
            };
            return Some(f64::from(years - 1) + part.clamp(0.0, 1.0));
        }
        before = now;
    }
    None
}

/// What is recommended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worthwhile {
    /// More is expected to come in than it costs, more likely than not.
    Invest,
    /// More is expected to come in than it costs, and yet it more likely loses: try it small, or find out more first.
    WaitTooUnsure,
    /// Less is expected than it costs, but the favourable end would pay: find out more first.
    WaitForMore,
    /// Not even the favourable end pays.
    No,
}

impl Worthwhile {
    /// From what is expected to be left, what is left at the favourable end, and how sure that something is.
    ///
    /// ```
    /// use both_sides::decisions::invest::Worthwhile;
    /// assert_eq!(Worthwhile::new(100.0, 300.0, 0.7), Worthwhile::Invest);
    /// assert_eq!(Worthwhile::new(100.0, 900.0, 0.3), Worthwhile::WaitTooUnsure);
    /// assert_eq!(Worthwhile::new(-50.0, 300.0, 0.4), Worthwhile::WaitForMore);
    /// assert_eq!(Worthwhile::new(-50.0, 0.0, 0.0), Worthwhile::No);
    /// ```
    pub fn new(expected: f64, at_best: f64, sure: f64) -> Self {
        if expected > 0.0 && sure >= 0.5 {
            Self::Invest
        } else if expected > 0.0 {
            Self::WaitTooUnsure
        } else if at_best > 0.0 {
            Self::WaitForMore
        } else {
            Self::No
        }
    }
}

/// An action as an investment. Money is present value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Invested {
    /// What it costs.
    pub cost: f64,
    /// Chance that it succeeds.
    pub chance: f64,
    /// True when nobody stated that chance, so that it counts as certain.
    pub chance_is_assumed: bool,
    /// What it brings if it succeeds: at the unfavourable, the most likely and the favourable end of its effect.
    pub gain: [f64; 3],
    /// What it is expected to bring, chance and spread of the effect counted.
    pub expected_gain: f64,
    /// What is expected to be left after its cost.
    pub expected: f64,
    /// The chance that anything is left.
    pub sure: f64,
    /// Years until it has paid for itself, from when it begins.
    pub payback: Option<f64>,
    /// The effect at which nothing is left.
    pub break_even_effect: Option<f64>,
    /// The chance of success at which nothing is left.
    pub break_even_chance: Option<f64>,
    /// What is recommended.
    pub verdict: Worthwhile,
}

impl Invested {
    /// What is left if it succeeds, at the unfavourable, the most likely and the favourable end.
    pub fn left(&self) -> [f64; 3] {
        self.gain.map(|gain| gain - self.cost)
    }
}

/// An action as an investment.
///
/// # Errors
/// Something it takes is not known; see [`Lacking`].
pub fn invest(ground: &Ground, action: &Action) -> Result<Invested, Lacking> {
    Stake::new(ground, action).map(|stake| stake.invested())
}
