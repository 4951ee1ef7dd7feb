//! What is to be said of a fit: whether to trust it, and what to use instead.

use super::hold_out::correlation;
use super::{Buying, BuyingKind, Fit, GammaGamma, HoldOut, Nbd, Purchases, Spender};

/// Repeat buyers below which a fit says little.
pub const FEW_REPEATERS: u32 = 50;
/// Log-likelihood that dropout has to gain for its two parameters (Akaike 1974).
pub(super) const LEAST_GAIN: f64 = 2.0;
/// Correlation of purchases and spend from which spend is not independent of frequency.
const STRONG: f64 = 0.3;

/// One thing to know about a fit, the most important first.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// No account has dated orders.
    NoHistory,
    /// Everybody bought once.
    NobodyCameBack {
        /// Accounts.
        n: u32,
    },
    /// Too few came back.
    FewRepeaters {
        /// Those who did.
        n: u32,
    },
    /// Dropout gains nothing over a model without it: a flat ridge.
    NoDropout {
        /// Log-likelihood gained.
        gain: f64,
    },
    /// Dropout is there, but not how it differs between accounts.
    DropoutAlike,
    /// Parameters that the data do not determine, in a model that has no simpler one.
    NotDetermined,
    /// Spend per purchase goes with the number of purchases.
    SpendDependsOnFrequency {
        /// Correlation of the two.
        correlation: f64,
    },
    /// Repeat buyers whose mean spend is zero or less, left out of the model of spend.
    SpendLeftOut {
        /// How many.
        n: u32,
    },
    /// Spend has no finite mean (q ≤ 1), or nobody's is known.
    NoSpendModel,
    /// The second half was not foreseen.
    NotForeseen {
        /// Correlation over accounts, where there is one.
        correlation: Option<f64>,
        /// Expected over actual purchases.
        ratio: f64,
    },
    /// The second half was foreseen.
    Foreseen {
        /// Correlation over accounts.
        correlation: f64,
        /// Expected over actual purchases.
        ratio: f64,
    },
}

impl Finding {
    /// As a sentence.
    pub fn sentence(&self) -> String {
        let percent = |ratio: f64| format!("{:.0} %", 100.0 * ratio);
        match self {
            Self::NoHistory => {
                "No account has dated orders: import an order log, or a sheet with repeat purchases, \
                                recency and time watched."
                    .to_owned()
            }
            Self::NobodyCameBack { n: 1 } => {
                "The only account bought once, so nothing can be said about coming back; retention stays shrunk to the \
                 assumption."
                    .to_owned()
            }
            Self::NobodyCameBack { n } => format!(
                "All {n} accounts bought once, so nothing can be said about coming back; retention stays shrunk to \
                 the assumption."
            ),
            Self::FewRepeaters { n: 1 } => format!(
                "Only one account came back, fewer than {FEW_REPEATERS}: keep the formula with shrunk retention."
            ),
            Self::FewRepeaters { n } => format!(
                "Only {n} accounts came back, fewer than {FEW_REPEATERS}: keep the formula with shrunk retention, \
                 or apply this with caution."
            ),
            Self::NoDropout { gain } => format!(
                "Dropout is not identifiable in this data (it gains {gain:.1} in log-likelihood): the simpler NBD is used."
            ),
            Self::DropoutAlike => {
                "How dropout differs between accounts is not identifiable in this data; the fit \
                                   holds it nearly alike for all."
                    .to_owned()
            }
            Self::NotDetermined => {
                "The data do not determine every parameter: read no single one of them.".to_owned()
            }
            Self::SpendDependsOnFrequency { correlation } => format!(
                "Spend depends on frequency (correlation {correlation:.2}): spend per purchase is each account's own \
                 mean, not the model's."
            ),
            Self::SpendLeftOut { n: 1 } => {
                "1 repeat buyer with a mean spend of zero or less is left out of the model of spend: model revenue, and \
                 subtract costs after."
                    .to_owned()
            }
            Self::SpendLeftOut { n } => format!(
                "{n} repeat buyers with a mean spend of zero or less are left out of the model of spend: model \
                 revenue, and subtract costs after."
            ),
            Self::NoSpendModel => {
                "Spend per purchase cannot be modelled here; each account's own mean is used.".to_owned()
            }
            Self::NotForeseen { correlation, ratio } => format!(
                "It foresees the second half badly: {} of the purchases, correlation {}.",
                percent(*ratio),
                correlation.map_or("unknown".to_owned(), |rho| format!("{rho:.2}"))
            ),
            Self::Foreseen { correlation, ratio } => format!(
                "Fitted to the first half, it foresees {} of the purchases of the second, correlation {correlation:.2}.",
                percent(*ratio)
            ),
        }
    }

    /// True when the model should not be applied as it is.
    pub const fn is_warning(&self) -> bool {
        !matches!(self, Self::Foreseen { .. } | Self::SpendLeftOut { .. })
    }
}

/// Accounts that bought again.
pub fn n_repeaters(purchases: &Purchases) -> u32 {
    let rows = purchases.x.iter().zip(&purchases.n);
    rows.filter(|(x, _)| **x > 0.0).map(|(_, n)| *n).sum::<f64>() as u32
}

/// The model to use: the one asked for, or the simpler one where dropout is not identifiable; with why.
pub fn settled(
    asked: Option<Fit<Buying>>,
    baseline: Option<Fit<Nbd>>,
    purchases: &Purchases,
    findings: &mut Vec<Finding>,
) -> Option<Fit<Buying>> {
    let n: f64 = purchases.n.iter().sum();
    if purchases.is_empty() {
        findings.push(Finding::NoHistory);
        return None;
    }
    let repeaters = n_repeaters(purchases);
    if repeaters == 0 {
        findings.push(Finding::NobodyCameBack { n: n as u32 });
        return None;
    }
    if repeaters < FEW_REPEATERS {
        findings.push(Finding::FewRepeaters { n: repeaters });
    }
    let (asked, Some(baseline)) = (asked?, baseline) else {
        return asked;
    };
    if matches!(asked.model.kind(), BuyingKind::Nbd | BuyingKind::BgBb) {
        if !asked.is_determined {
            findings.push(Finding::NotDetermined);
        }
        return Some(asked);
    }
    let gain = asked.log_likelihood - baseline.log_likelihood;
    if gain < LEAST_GAIN {
        findings.push(Finding::NoDropout { gain: gain.max(0.0) });
        return Some(baseline.map(Buying::Nbd));
    }
    if !asked.is_determined {
        findings.push(Finding::DropoutAlike);
    }
    Some(asked)
}

/// Whether spend may be modelled apart from frequency; with why not.
pub fn settled_spend(
    fit: Option<Fit<GammaGamma>>,
    spenders: &[Spender],
    findings: &mut Vec<Finding>,
) -> Option<Fit<GammaGamma>> {
    let known = || spenders.iter().filter(|row| row.mean.is_finite());
    let n_known = known().count();
    if n_known == 0 {
        return None;
    }
    let n_left_out: f64 = known().filter(|row| row.mean <= 0.0).map(|row| row.n).sum();
    if n_left_out > 0.0 {
        findings.push(Finding::SpendLeftOut { n: n_left_out as u32 });
    }
    let usable = || known().filter(|row| row.mean > 0.0);
    let counts: Vec<f64> = usable().map(|row| row.x).collect();
    let means: Vec<f64> = usable().map(|row| row.mean).collect();
    let together = correlation(&counts, &means).unwrap_or(0.0);
    if together.abs() >= STRONG && counts.len() > 10 {
        findings.push(Finding::SpendDependsOnFrequency {
            correlation: together,
        });
        return None;
    }
    let usable = fit.filter(|fit| fit.is_determined && fit.model.population_mean().is_some());
    if usable.is_none() {
        findings.push(Finding::NoSpendModel);
    }
    usable
}

/// How well the second half was foreseen.
pub fn judged(hold_out: &HoldOut) -> Finding {
    let ratio = if hold_out.actual > 0.0 {
        hold_out.expected / hold_out.actual
    } else {
        f64::INFINITY
    };
    match hold_out.correlation {
        Some(correlation) if correlation >= 0.3 && (0.6..=1.6).contains(&ratio) => {
            Finding::Foreseen { correlation, ratio }
        }
        correlation => Finding::NotForeseen { correlation, ratio },
    }
}
