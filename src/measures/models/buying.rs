//! Any of the repeat-purchase models behind one face: what the desk fits and an account is valued with.

use crate::maths::{Draws, Vector};

use super::bg_nbd::Discounting;
use super::{BgBb, BgNbd, Fit, History, MbgNbd, Nbd, ParetoNbd};

/// A kind of repeat-purchase model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BuyingKind {
    /// Leaves after a repeat purchase.
    BgNbd,
    /// Leaves after any purchase.
    MbgNbd,
    /// Leaves at any moment.
    ParetoNbd,
    /// Never leaves.
    Nbd,
    /// Yes or no each year.
    BgBb,
}

impl BuyingKind {
    /// Every kind, in the order a list shows them.
    pub const ALL: [Self; 5] = [Self::BgNbd, Self::MbgNbd, Self::ParetoNbd, Self::Nbd, Self::BgBb];

    /// Stable name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::BgNbd => "bg_nbd",
            Self::MbgNbd => "mbg_nbd",
            Self::ParetoNbd => "pareto_nbd",
            Self::Nbd => "nbd",
            Self::BgBb => "bg_bb",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::BgNbd => "BG/NBD",
            Self::MbgNbd => "MBG/NBD",
            Self::ParetoNbd => "Pareto/NBD",
            Self::Nbd => "NBD",
            Self::BgBb => "BG/BB",
        }
    }

    /// What it assumes, in a few words.
    pub const fn premise(self) -> &'static str {
        match self {
            Self::BgNbd => "a customer may leave after any repeat purchase",
            Self::MbgNbd => "a customer may leave after any purchase, the first included",
            Self::ParetoNbd => "a customer may leave at any moment",
            Self::Nbd => "nobody leaves",
            Self::BgBb => "each year is a yes or a no, and a customer may leave between two",
        }
    }

    /// Names of the parameters.
    pub const fn parameter_names(self) -> &'static [&'static str] {
        match self {
            Self::BgNbd | Self::MbgNbd => &["r", "α", "a", "b"],
            Self::ParetoNbd => &["r", "α", "s", "β"],
            Self::Nbd => &["r", "α"],
            Self::BgBb => &["α", "β", "γ", "δ"],
        }
    }

    /// The model with these parameters.
    pub const fn with(self, parameters: Vector) -> Buying {
        match self {
            Self::BgNbd => Buying::BgNbd(BgNbd::new(parameters)),
            Self::MbgNbd => Buying::MbgNbd(MbgNbd::new(parameters)),
            Self::ParetoNbd => Buying::ParetoNbd(ParetoNbd::new(parameters)),
            Self::Nbd => Buying::Nbd(Nbd {
                r: parameters[0],
                alpha: parameters[1],
            }),
            Self::BgBb => Buying::BgBb(BgBb::new(parameters)),
        }
    }

    /// Fits grouped histories; `None` when nobody bought again.
    pub fn fit(self, rows: &[History]) -> Option<Fit<Buying>> {
        match self {
            Self::BgNbd => BgNbd::fit(rows).map(|fit| fit.map(Buying::BgNbd)),
            Self::MbgNbd => MbgNbd::fit(rows).map(|fit| fit.map(Buying::MbgNbd)),
            Self::ParetoNbd => ParetoNbd::fit(rows).map(|fit| fit.map(Buying::ParetoNbd)),
            Self::Nbd => Nbd::fit(rows).map(|fit| fit.map(Buying::Nbd)),
            Self::BgBb => BgBb::fit(rows).map(|fit| fit.map(Buying::BgBb)),
        }
    }
}

/// A repeat-purchase model with its parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Buying {
    /// Leaves after a repeat purchase.
    BgNbd(BgNbd),
    /// Leaves after any purchase.
    MbgNbd(MbgNbd),
    /// Leaves at any moment.
    ParetoNbd(ParetoNbd),
    /// Never leaves.
    Nbd(Nbd),
    /// Yes or no each year.
    BgBb(BgBb),
}

impl Buying {
    /// What kind it is.
    pub const fn kind(&self) -> BuyingKind {
        match self {
            Self::BgNbd(_) => BuyingKind::BgNbd,
            Self::MbgNbd(_) => BuyingKind::MbgNbd,
            Self::ParetoNbd(_) => BuyingKind::ParetoNbd,
            Self::Nbd(_) => BuyingKind::Nbd,
            Self::BgBb(_) => BuyingKind::BgBb,
        }
    }

    /// Its parameters in the order of their names; those it has not are 0.
    pub const fn parameters(&self) -> Vector {
        match *self {
            Self::BgNbd(BgNbd { r, alpha, a, b }) | Self::MbgNbd(MbgNbd { r, alpha, a, b }) => {
                [r, alpha, a, b]
            }
            Self::ParetoNbd(ParetoNbd { r, alpha, s, beta }) => [r, alpha, s, beta],
            Self::Nbd(Nbd { r, alpha }) => [r, alpha, 0.0, 0.0],
            Self::BgBb(BgBb {
                alpha,
                beta,
                gamma,
                delta,
            }) => [alpha, beta, gamma, delta],
        }
    }

    /// Fits other histories, starting from here.
    pub fn refit(&self, rows: &[History]) -> Option<Fit<Self>> {
        let starts = [self.parameters()];
        match self {
            Self::BgNbd(_) => BgNbd::fit_from(rows, &starts).map(|fit| fit.map(Self::BgNbd)),
            Self::MbgNbd(_) => MbgNbd::fit_from(rows, &starts).map(|fit| fit.map(Self::MbgNbd)),
            Self::ParetoNbd(_) => ParetoNbd::fit_from(rows, &starts).map(|fit| fit.map(Self::ParetoNbd)),
            Self::Nbd(_) => Nbd::fit_from(rows, &starts).map(|fit| fit.map(Self::Nbd)),
            Self::BgBb(_) => BgBb::fit_from(rows, &starts).map(|fit| fit.map(Self::BgBb)),
        }
    }

    /// Units of the model's time in a year: weeks, or years where each is one chance.
    pub const fn units_per_year(&self) -> f64 {
        match self {
            Self::BgBb(_) => 1.0,
            _ => Discounting::WEEKS,
        }
    }

    /// Repeat purchases expected of a new customer within `time`.
    pub fn expected_purchases(&self, time: f64) -> f64 {
        match self {
            Self::BgNbd(model) => model.expected_purchases(time),
            Self::MbgNbd(model) => model.expected_purchases(time),
            Self::ParetoNbd(model) => model.expected_purchases(time),
            Self::Nbd(model) => model.expected_purchases(time),
            Self::BgBb(model) => model.expected_purchases(time),
        }
    }

    /// The chance that an account is still a customer.
    pub fn probability_alive(&self, row: &History) -> f64 {
        match self {
            Self::BgNbd(model) => model.probability_alive(row),
            Self::MbgNbd(model) => model.probability_alive(row),
            Self::ParetoNbd(model) => model.probability_alive(row),
            Self::Nbd(_) => 1.0,
            Self::BgBb(model) => model.probability_alive(row),
        }
    }

    /// Purchases expected of an account within the next `time`.
    pub fn conditional_expectation(&self, row: &History, time: f64) -> f64 {
        match self {
            Self::BgNbd(model) => model.conditional_expectation(row, time),
            Self::MbgNbd(model) => model.conditional_expectation(row, time),
            Self::ParetoNbd(model) => model.conditional_expectation(row, time),
            Self::Nbd(model) => model.conditional_expectation(row, time),
            Self::BgBb(model) => model.conditional_expectation(row, time),
        }
    }

    /// All purchases still expected, discounted to today, if the account is still there; `None` when they have no
    /// end. Times the chance to be there it is what is expected of the account.
    pub fn discounted_alive(&self, row: &History, discounting: &Discounting) -> Option<f64> {
        match self {
            Self::BgNbd(model) => model.discounted_alive(row.x, row.t, discounting),
            Self::MbgNbd(model) => model.discounted_alive(row.x, row.t, discounting),
            Self::ParetoNbd(model) => model.discounted_alive(row.x, row.t, discounting),
            Self::Nbd(model) => {
                let years = discounting.certain()?;
                Some(model.conditional_expectation(row, years))
            }
            Self::BgBb(model) => {
                let alive = model.probability_alive(row);
                let whole = model.discounted_within(row, discounting)?;
                (alive > 0.0).then(|| whole / alive)
            }
        }
    }

    /// One history as the model would have it come about in the time of `row`.
    pub fn draw(&self, row: &History, dice: &mut Draws) -> History {
        if let Self::BgBb(model) = self {
            return draw_chances(model, row.t, dice);
        }
        let [r, alpha, c, d] = self.parameters();
        let rate = dice.gamma(r) / alpha;
        let (leaves, end) = match self {
            Self::BgNbd(_) | Self::MbgNbd(_) => (dice.beta(c, d), row.t),
            Self::ParetoNbd(_) => {
                let leaving = dice.gamma(c) / d;
                let gone = -libm::log(dice.uniform()) / leaving;
                (0.0, gone.min(row.t))
            }
            _ => (0.0, row.t),
        };
        let mut drawn = History::new(0.0, 0.0, row.t);
        if matches!(self, Self::MbgNbd(_)) && dice.uniform() < leaves {
            return drawn;
        }
        let mut time = 0.0;
        for _ in 0..100_000 {
            time -= libm::log(dice.uniform()) / rate;
            if time.is_nan() || time > end {
                break;
            }
            drawn.x += 1.0;
            drawn.t_x = time;
            if leaves > 0.0 && dice.uniform() < leaves {
                break;
            }
        }
        drawn
    }
}

fn draw_chances(model: &BgBb, n: f64, dice: &mut Draws) -> History {
    let yes = dice.beta(model.alpha, model.beta);
    let leaves = dice.beta(model.gamma, model.delta);
    let mut drawn = History::new(0.0, 0.0, n);
    for chance in 1..=n as u32 {
        if dice.uniform() < leaves {
            break;
        }
        if dice.uniform() < yes {
            drawn.x += 1.0;
            drawn.t_x = f64::from(chance);
        }
    }
    drawn
}
