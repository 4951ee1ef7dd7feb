//! Share of wallet and headroom.

use crate::portfolio::{Account, Basis, Document, Wallet};

use super::spread::Spread;
use super::wording::{input, known, measure_term, number, operand};
use super::{Explanation, MeasureId, Measured, Unit};

/// Share of wallet that goes with a rank among suppliers (wallet allocation rule).
///
/// s = (1 − k / (N + 1)) · 2 / N
///
/// `k` our rank, 1 is first, `N` suppliers in use. The shares of all ranks sum to 1. Keiningham, Aksoy, Buoye &
/// Cooil (2011), "Customer loyalty isn't enough. Grow your share of wallet", Harvard Business Review 89(10).
///
/// ```
/// use both_sides::measures::wallet::allocation_rule;
/// assert_eq!(allocation_rule(1, 2).map(|share| (share * 10_000.0).round()), Some(6_667.0));
/// assert_eq!(allocation_rule(3, 2), None); // there is no third of two
/// ```
pub fn allocation_rule(rank: u32, n_suppliers: u32) -> Option<f64> {
    let (rank, n) = (f64::from(rank), f64::from(n_suppliers));
    (rank >= 1.0 && rank <= n).then(|| (1.0 - rank / (n + 1.0)) * 2.0 / n)
}

/// Margin the wallet would still allow.
///
/// H = (W − R) · G / R
///
/// `W` wallet per year, `R` our revenue, `G / R` the account's margin ratio.
///
/// ```
/// use both_sides::measures::wallet::headroom;
/// assert_eq!(headroom(100_000.0, 40_000.0, 0.25), 15_000.0);
/// ```
pub fn headroom(wallet: f64, revenue: f64, margin_ratio: f64) -> f64 {
    (wallet - revenue).max(0.0) * margin_ratio
}

/// Where the share of wallet comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareOrigin {
    /// Stated.
    Stated,
    /// Revenue ÷ wallet.
    Divided,
    /// The wallet allocation rule.
    Rule,
    /// Nowhere.
    Missing,
}

/// What share of wallet and headroom are made of.
#[derive(Clone, Debug, PartialEq)]
pub struct WalletTerms<'a> {
    /// What is known of the wallet.
    pub wallet: &'a Wallet,
    /// Revenue per year.
    pub revenue: Measured,
    /// Gross margin per year.
    pub gross_margin: Measured,
    /// Gross margin ÷ revenue, or the assumed ratio.
    pub margin_ratio: Option<Spread>,
    /// Where the share comes from.
    pub origin: ShareOrigin,
    share: Option<Spread>,
    gain: f64,
}

impl<'a> WalletTerms<'a> {
    /// Reads them from an account, of whose revenue a scenario brings `gain`.
    pub fn new(
        document: &Document,
        account: &'a Account,
        revenue: Measured,
        gross_margin: Measured,
        gain: f64,
    ) -> Self {
        let wallet = &account.wallet;
        let (mut share, origin) = share(wallet, revenue);
        // The wallet stays as large as it is: what is bought more is a larger share of it.
        if gain != 0.0 && matches!(origin, ShareOrigin::Stated | ShareOrigin::Rule) {
            share = grown(share, wallet, revenue.value, gain);
        }
        let own_ratio = match (gross_margin.value, revenue.value) {
            (Some(margin), Some(revenue)) if revenue > 0.0 => {
                Some(Spread::exact(margin / revenue, gross_margin.basis))
            }
            _ => None,
        };
        let assumed = || {
            let ratio = document.assumptions.gross_margin_ratio?;
            Some(Spread::estimate(ratio, Basis::Estimated))
        };
        Self {
            wallet,
            revenue,
            gross_margin,
            margin_ratio: own_ratio.or_else(assumed),
            origin,
            share,
            gain,
        }
    }

    /// Our share of what they spend.
    pub fn share_of_wallet(&self) -> Measured {
        Measured::of(self.share.map(|share| share.map(|share| share.clamp(0.0, 1.0))))
    }

    /// True when revenue is more than the whole wallet is said to be.
    pub fn is_overfull(&self) -> bool {
        match (self.wallet.annual_size, self.revenue.value) {
            (Some(size), Some(revenue)) => revenue > size.high() * (1.0 + 1e-9),
            _ => false,
        }
    }

    /// The wallet per year: stated, else revenue ÷ share.
    pub fn size(&self) -> Option<Spread> {
        if let Some(size) = self.wallet.annual_size {
            return Some(Spread::estimate(size, Basis::Stated));
        }
        let share = self.share.filter(|share| share.low > 0.0)?;
        let revenue = self.revenue.spread()?;
        Some(revenue.corners(share, |revenue, share| revenue / share))
    }

    /// Margin the wallet would still allow.
    pub fn headroom(&self) -> Measured {
        let (Some(size), Some(revenue), Some(ratio)) =
            (self.size(), self.revenue.spread(), self.margin_ratio)
        else {
            return Measured::UNKNOWN;
        };
        let room = match self.share {
            // Wallet and revenue move together where the wallet was worked out from the revenue.
            Some(share) if self.wallet.annual_size.is_none() => {
                revenue.corners(share, |revenue, share| revenue / share - revenue)
            }
            _ => size.minus(revenue),
        };
        let room = Spread {
            low: room.low.max(0.0),
            base: (size.base - revenue.base).max(0.0),
            high: room.high.max(0.0),
            basis: size.basis.max(revenue.basis),
        };
        room.times(ratio).softened(Basis::Estimated).measured()
    }

    /// Explains the share of wallet.
    pub fn explain_share(&self) -> Explanation {
        let result = self.share_of_wallet();
        let wallet = self.wallet;
        let said_by = if wallet.source.is_empty() {
            "stated with the account"
        } else {
            &wallet.source
        };
        let size = wallet.annual_size.map(|size| size.base());
        let mut notes = Vec::new();
        let (formula, worked, terms) = match self.origin {
            ShareOrigin::Stated => (
                "as stated",
                known(result.value),
                vec![input(
                    "Share of wallet",
                    result.value,
                    Unit::Share,
                    Basis::Stated,
                    said_by,
                )],
            ),
            ShareOrigin::Divided => (
                "revenue ÷ wallet",
                format!(
                    "{} ÷ {} = {}",
                    known(self.revenue.value),
                    known(size),
                    known(result.value)
                ),
                vec![
                    measure_term(MeasureId::Revenue, self.revenue),
                    input(
                        "Wallet per year",
                        size,
                        Unit::MoneyPerYear,
                        Basis::Stated,
                        said_by,
                    ),
                ],
            ),
            ShareOrigin::Rule => self.explain_rule(result, said_by),
            ShareOrigin::Missing => {
                notes.push(
                    "The wallet is not known: state the share, its size, or our rank and the number of suppliers."
                        .to_owned(),
                );
                (
                    "as stated; else revenue ÷ wallet; else the wallet allocation rule",
                    "unknown".to_owned(),
                    vec![],
                )
            }
        };
        if self.is_overfull() {
            notes.push(OVERFULL.to_owned());
        }
        if self.gain != 0.0 {
            notes.push(format!(
                "A scenario is looked through: it supposes {} a year more of the same wallet.",
                operand(self.gain)
            ));
        }
        Explanation {
            measure: MeasureId::ShareOfWallet,
            result,
            formula: formula.to_owned(),
            worked,
            terms,
            notes,
        }
    }

    fn explain_rule(&self, result: Measured, said_by: &str) -> (&'static str, String, Vec<super::Term>) {
        let rank = self.wallet.our_rank.map(f64::from);
        let n = self.wallet.n_suppliers.map(f64::from);
        let worked = match (rank, n) {
            (Some(rank), Some(n)) => format!("(1 − {rank} ÷ ({n} + 1)) × 2 ÷ {n} = {}", known(result.value)),
            _ => "unknown".to_owned(),
        };
        (
            "(1 − rank ÷ (N + 1)) × 2 ÷ N",
            worked,
            vec![
                input("Our rank", rank, Unit::Count, Basis::Stated, said_by),
                input("Suppliers used", n, Unit::Count, Basis::Stated, said_by),
            ],
        )
    }

    /// Explains the headroom.
    pub fn explain_headroom(&self) -> Explanation {
        let result = self.headroom();
        let size = self.size().map(|size| size.base);
        let ratio = self.margin_ratio.map(|ratio| ratio.base);
        let mut notes = Vec::new();
        if size.is_none() {
            notes.push(
                "The wallet is not known: state its size, the share, or our rank among suppliers.".to_owned(),
            );
        }
        if ratio.is_none() {
            notes.push("The margin ratio is not known: state the margin or assume a ratio.".to_owned());
        }
        if self.is_overfull() {
            notes.push(OVERFULL.to_owned());
        }
        if ratio.is_some_and(|ratio| ratio < 0.0) {
            notes.push("The margin is negative: selling more of the same would lose more.".to_owned());
        }
        let size_source = if self.wallet.annual_size.is_some() {
            "stated"
        } else {
            "revenue ÷ share of wallet"
        };
        let is_own_ratio =
            self.gross_margin.value.is_some() && self.revenue.value.is_some_and(|revenue| revenue > 0.0);
        let ratio_source = if is_own_ratio {
            "gross margin ÷ revenue"
        } else {
            "assumptions"
        };
        Explanation {
            measure: MeasureId::Headroom,
            result,
            formula: "(wallet − revenue) × margin ratio".to_owned(),
            worked: match (size, self.revenue.value, ratio) {
                (Some(size), Some(revenue), Some(ratio)) => format!(
                    "({} − {}) × {} = {}",
                    number(size),
                    operand(revenue),
                    operand(ratio),
                    known(result.value)
                ),
                _ => "unknown".to_owned(),
            },
            terms: vec![
                input(
                    "Wallet per year",
                    size,
                    Unit::MoneyPerYear,
                    Basis::Estimated,
                    size_source,
                ),
                measure_term(MeasureId::Revenue, self.revenue),
                input("Margin ratio", ratio, Unit::Share, Basis::Estimated, ratio_source),
            ],
            notes,
        }
    }
}

/// What to do when more is bought from us than from everybody.
pub const OVERFULL: &str = "The revenue is more than the whole wallet: correct the size of the wallet.";

/// A stated share with `gain` more bought, the wallet as it is.
fn grown(share: Option<Spread>, wallet: &Wallet, revenue: Option<f64>, gain: f64) -> Option<Spread> {
    let (share, today) = (share?, revenue? - gain);
    let size = wallet.annual_size.map_or(today / share.base, |size| size.base());
    if size.is_finite() && size > 0.0 {
        let more = gain / size;
        Some(share.map(|share| share + more).softened(Basis::Judged))
    } else {
        Some(share)
    }
}

fn share(wallet: &Wallet, revenue: Measured) -> (Option<Spread>, ShareOrigin) {
    if let Some(stated) = wallet.stated_share {
        return (
            Some(Spread::exact(stated.get(), Basis::Stated)),
            ShareOrigin::Stated,
        );
    }
    let size = wallet.annual_size.filter(|size| size.low() > 0.0);
    if let (Some(size), Some(revenue)) = (size, revenue.spread()) {
        let size = Spread::estimate(size, Basis::Stated);
        return (
            Some(revenue.corners(size, |revenue, size| revenue / size)),
            ShareOrigin::Divided,
        );
    }
    let by_rule = (wallet.our_rank.zip(wallet.n_suppliers)).and_then(|(rank, n)| allocation_rule(rank, n));
    match by_rule {
        Some(share) => (Some(Spread::exact(share, Basis::Estimated)), ShareOrigin::Rule),
        None => (None, ShareOrigin::Missing),
    }
}
