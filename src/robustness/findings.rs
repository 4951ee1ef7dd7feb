//! What would be worth finding out: how much better the zone of an account would be known, and what that is worth.
//!
//! The decision is on which side of the threshold up an account is to be treated, say as worth keeping or not. It
//! gains value − threshold when it is treated as high and nothing when it is treated as low. Deciding now gains
//! max(E[v] − t, 0); knowing an input first gains E[max(E[v | input] − t, 0)] on average. The difference is what the
//! input is worth to know (expected value of partial perfect information). E[v | input] is read off the draws by a
//! quadratic regression of the value on the input (Strong, Oakley & Brennan 2014).

use crate::portfolio::Shared;

use super::inputs::{Input, InputKey};

/// Findings kept per account.
const MOST: usize = 6;
/// Improvements of a chance below this are noise of the draws.
const LEAST_GAIN: f64 = 0.005;

/// One input that would be worth knowing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// Place of the input in the list of inputs.
    pub input: usize,
    /// By how much the chance to name the zone rightly would rise, 0 to 1.
    pub chance: f64,
    /// What knowing it is worth, in the unit of the measure up.
    pub worth: f64,
}

/// What would be worth finding out about one account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Chance to name its zone rightly as things stand; `None` where it is in none.
    pub chance: Option<f64>,
    /// What knowing everything would be worth, in the unit of the measure up.
    pub everything: f64,
    /// The inputs, most useful first.
    pub inputs: Vec<Finding>,
}

/// The draws of one account.
#[derive(Clone, Debug)]
pub struct Sides {
    /// The measure up in every draw; not a number where it is unknown.
    pub ups: Vec<f64>,
    /// The threshold up.
    pub over: Option<f64>,
    /// Share of draws right of the threshold across; `None` where nothing is known across.
    pub right: Option<f64>,
}

/// What would be worth finding out about one account, of the inputs at `places`; `drawn` gives the draws of one.
pub fn findings(
    inputs: &[Input],
    places: &[usize],
    sides: &Sides,
    mut drawn: impl FnMut(usize) -> Shared<Vec<f64>>,
) -> Findings {
    let Some(over) = sides.over else {
        return Findings::default();
    };
    let known: Vec<f64> = sides.ups.iter().copied().filter(|up| !up.is_nan()).collect();
    if known.is_empty() {
        return Findings::default();
    }
    let upper = known.iter().filter(|up| **up >= over).count() as f64 / known.len() as f64;
    let sure_up = upper.max(1.0 - upper);
    let sure_across = sides.right.map_or(1.0, |right| right.max(1.0 - right));
    // Nobody can be asked for the parameter of a fit.
    let is_askable = |place: &&usize| !matches!(inputs[**place].key, InputKey::Fitted(..));
    let mut found: Vec<Finding> = (places.iter().filter(is_askable))
        .map(|&place| match inputs[place].key {
            InputKey::Heard(_) => Finding {
                input: place,
                chance: (1.0 - sure_across) * sure_up,
                worth: 0.0,
            },
            _ => {
                let learnt = learnt(&drawn(place), &sides.ups, over);
                Finding {
                    input: place,
                    chance: learnt.chance * sure_across,
                    worth: learnt.worth,
                }
            }
        })
        .filter(|finding| finding.chance >= LEAST_GAIN)
        .collect();
    found.sort_by(|a, b| b.chance.total_cmp(&a.chance).then(b.worth.total_cmp(&a.worth)));
    found.truncate(MOST);
    Findings {
        chance: sides.right.map(|_| sure_up * sure_across),
        everything: if sure_up > 1.0 - LEAST_GAIN {
            0.0
        } else {
            gained(&known, over)
        },
        inputs: found,
    }
}

/// What deciding with all of it known gains over deciding by the mean.
fn gained(values: &[f64], over: f64) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let knowing = values.iter().map(|value| (value - over).max(0.0)).sum::<f64>() / n;
    (knowing - (mean - over).max(0.0)).max(0.0)
}

struct Learnt {
    chance: f64,
    worth: f64,
}

fn learnt(drawn: &[f64], ups: &[f64], over: f64) -> Learnt {
    let pairs: Vec<(f64, f64)> = (drawn.iter().copied())
        .zip(ups.iter().copied())
        .filter(|(_, up)| !up.is_nan())
        .collect();
    let none = Learnt {
        chance: 0.0,
        worth: 0.0,
    };
    let Some((fitted, deviation)) = regressed(&pairs) else {
        return none;
    };
    let high = |fit: f64| {
        if deviation > 0.0 {
            0.5 * libm::erfc((over - fit) / (deviation * std::f64::consts::SQRT_2))
        } else {
            f64::from(u8::from(fit >= over))
        }
    };
    let n = fitted.len() as f64;
    let chances: Vec<f64> = fitted.iter().map(|fit| high(*fit)).collect();
    let upper = chances.iter().sum::<f64>() / n;
    let knowing = chances.iter().map(|p| p.max(1.0 - p)).sum::<f64>() / n;
    Learnt {
        chance: (knowing - upper.max(1.0 - upper)).max(0.0),
        worth: gained(&fitted, over),
    }
}

/// Fits y = a + b x + c x² by least squares: the fitted values and the deviation of the rest. `None` where x does
/// not vary or explains next to nothing.
fn regressed(pairs: &[(f64, f64)]) -> Option<(Vec<f64>, f64)> {
    let n = pairs.len() as f64;
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    let centre = mean(&|pair| pair.0);
    let width = libm::sqrt(mean(&|pair| (pair.0 - centre) * (pair.0 - centre)));
    let level = mean(&|pair| pair.1);
    let spread = mean(&|pair| (pair.1 - level) * (pair.1 - level));
    if pairs.len() < 20 || width <= 0.0 || spread <= 0.0 {
        return None;
    }
    // With z standardised and w = z² − k z − 1 made to be uncorrelated with it, the two slopes are found apart.
    let z = |x: f64| (x - centre) / width;
    let skew = mean(&|pair| z(pair.0) * z(pair.0) * z(pair.0));
    let w = |x: f64| z(x) * z(x) - skew * z(x) - 1.0;
    let w_square = mean(&|pair| w(pair.0) * w(pair.0));
    let slope = mean(&|pair| z(pair.0) * (pair.1 - level));
    let bend = if w_square > 1e-9 {
        mean(&|pair| w(pair.0) * (pair.1 - level)) / w_square
    } else {
        0.0
    };
    let fitted: Vec<f64> = pairs
        .iter()
        .map(|pair| level + slope * z(pair.0) + bend * w(pair.0))
        .collect();
    let explained = (slope * slope + bend * bend * w_square) / spread;
    // Chance alone explains about 2 in n; four times that is beyond it.
    if explained * n < 8.0 {
        return None;
    }
    Some((fitted, libm::sqrt((spread * (1.0 - explained)).max(0.0))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::Draws;

    #[test]
    fn a_parabola_is_found_again() {
        let pairs: Vec<(f64, f64)> = (0..200)
            .map(|i| f64::from(i) / 100.0)
            .map(|x| (x, 3.0 - 2.0 * x + 5.0 * x * x))
            .collect();
        let (fitted, deviation) = regressed(&pairs).unwrap();
        for (fit, pair) in fitted.iter().zip(&pairs) {
            assert!((fit - pair.1).abs() < 1e-9);
        }
        assert!(deviation < 1e-6);
    }

    #[test]
    fn what_knowing_is_worth_is_worked_out_as_by_hand() {
        // 60 with one half, −40 with the other: now 10; knowing gives 0.5 · 60 = 30, so 20 is gained.
        assert_eq!(gained(&[60.0, -40.0], 0.0), 20.0);
        // Always above: nothing to gain.
        assert_eq!(gained(&[60.0, 10.0], 0.0), 0.0);
    }

    #[test]
    fn noise_is_worth_nothing() {
        let (mut x, mut y) = (Draws::new(1, "x"), Draws::new(1, "y"));
        let pairs: Vec<(f64, f64)> = (0..1_000).map(|_| (x.uniform(), y.uniform())).collect();
        assert!(regressed(&pairs).is_none());
    }
}
