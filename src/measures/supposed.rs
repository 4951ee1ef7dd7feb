//! What a scenario makes of an account: its levers moved where revenue, margin, cost and retention are made.
//!
//! The levers act as in the potential value: share of wallet and breadth bring revenue at today's margin, one pot
//! that the wallet caps; the margin acts on all revenue; the cost to serve is moved in points of today's revenue.
//! Where today's level is not known, nothing moves.

use crate::portfolio::{Account, Basis, Change, Document, Lever};

use super::spread::Spread;
use super::wallet::WalletTerms;
use super::wording::{input, known, number, operand};
use super::{Explanation, Measured, Term, Unit};

/// Where moved numbers say they come from.
const SOURCE: &str = "the scenario";

/// Revenue and gross margin of a year as they are, and what a scenario adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SupposedSales {
    /// Revenue per year as it is.
    pub revenue: Option<Spread>,
    /// Gross margin per year as it is.
    pub gross_margin: Option<Spread>,
    /// Revenue per year on top, by share of wallet and breadth.
    pub gain: Option<Spread>,
    /// Gross margin as a share of revenue as it is.
    pub ratio: Option<f64>,
    by: [Change; 3],
}

impl SupposedSales {
    /// What is supposed of the account in `row`; `None` where a scenario leaves its sales as they are.
    pub fn new(
        document: &Document,
        account: &Account,
        row: usize,
        revenue: Option<Spread>,
        gross_margin: Option<Spread>,
    ) -> Option<Self> {
        let change = |lever| document.assumptions.change(row, lever);
        let by = [Lever::ShareOfWallet, Lever::Breadth, Lever::Margin].map(change);
        if by.iter().all(|change| change.is_none()) {
            return None;
        }
        let wallet = WalletTerms::new(
            document,
            account,
            Measured::of(revenue),
            Measured::of(gross_margin),
            0.0,
        );
        let [share, breadth, _] = by;
        let gains = [
            revenue.and_then(|_| gain_by_share(&wallet, share)),
            revenue.and_then(|revenue| gain_by_breadth(account, &wallet, breadth, revenue)),
        ];
        Some(Self {
            revenue,
            gross_margin,
            gain: one_pot(gains),
            ratio: wallet.margin_ratio.map(|ratio| ratio.base),
            by,
        })
    }

    /// Gross margin as a share of revenue where it was `ratio`; never above 1.
    pub fn moved_ratio(&self, ratio: f64) -> f64 {
        let [_, _, margin] = self.by;
        if margin.is_none() {
            ratio
        } else {
            margin.from(ratio).min(ratio.max(1.0))
        }
    }

    /// Revenue per year as supposed.
    pub fn moved_revenue(&self) -> Option<Spread> {
        let (revenue, gain) = (self.revenue?, self.gain);
        Some(match gain {
            Some(gain) => revenue.plus(gain).map(|revenue| revenue.max(0.0)),
            None => revenue,
        })
    }

    /// Gross margin per year as supposed.
    pub fn moved_margin(&self) -> Option<Spread> {
        let margin = self.gross_margin?;
        let (Some(ratio), Some(revenue)) = (self.ratio, self.moved_revenue()) else {
            return Some(margin);
        };
        if self.gain.is_none() && self.by[2].is_none() {
            return Some(margin);
        }
        let better = self.moved_ratio(ratio) - ratio;
        let at = |end: fn(&Spread) -> f64| {
            end(&margin) + self.gain.as_ref().map_or(0.0, end) * ratio + end(&revenue) * better
        };
        let ends = [at(|spread| spread.low), at(|spread| spread.high)];
        Some(Spread {
            low: ends[0].min(ends[1]),
            base: at(|spread| spread.base),
            high: ends[0].max(ends[1]),
            basis: margin.basis.max(Basis::Judged),
        })
    }

    /// Adds what moved the revenue to its explanation.
    pub fn explain_revenue(&self, explanation: &mut Explanation) {
        let Some(gain) = self.gain else { return };
        let label = self.sales_label();
        let more = input(&label, Some(gain.base), Unit::MoneyPerYear, Basis::Judged, SOURCE);
        let today = self.revenue.map(|revenue| revenue.base);
        append(explanation, today, vec![more]);
    }

    /// Adds what moved the gross margin to its explanation.
    pub fn explain_margin(&self, explanation: &mut Explanation) {
        let (Some(margin), Some(ratio), Some(revenue)) =
            (self.gross_margin, self.ratio, self.moved_revenue())
        else {
            return;
        };
        let term =
            |label: String, value: f64| input(&label, Some(value), Unit::MoneyPerYear, Basis::Judged, SOURCE);
        let mut terms = Vec::new();
        if let Some(gain) = self.gain {
            terms.push(term(
                format!("{}, at today's margin", self.sales_label()),
                gain.base * ratio,
            ));
        }
        if !self.by[2].is_none() {
            let more = (self.moved_ratio(ratio) - ratio) * revenue.base;
            terms.push(term(move_label(Lever::Margin, self.by[2]), more));
        }
        append(explanation, Some(margin.base), terms);
    }

    fn sales_label(&self) -> String {
        let levers = [Lever::ShareOfWallet, Lever::Breadth];
        let moved = levers.iter().zip(self.by).filter(|(_, change)| !change.is_none());
        let words: Vec<String> = moved.map(|(&lever, change)| move_words(lever, change)).collect();
        format!("Scenario: {}", words.join(" and "))
    }
}

fn gain_by_share(wallet: &WalletTerms, change: Change) -> Option<Spread> {
    if change.is_none() {
        return None;
    }
    let share = wallet.share_of_wallet().value?;
    let more = change.from(share).clamp(0.0, 1.0) - share;
    Some(in_order(wallet.size()?.map(|size| size * more)))
}

/// A further product brings as much as one does today, at most what the wallet allows.
fn gain_by_breadth(
    account: &Account,
    wallet: &WalletTerms,
    change: Change,
    revenue: Spread,
) -> Option<Spread> {
    if change.is_none() {
        return None;
    }
    let products = super::dimensions::products_bought(account).filter(|n| *n > 0.0)?;
    let more = (change.from(products).max(0.0) - products) / products;
    let gain = revenue.map(|revenue| revenue * more);
    let capped = match wallet.size() {
        Some(size) => {
            let room = size.minus(revenue).map(|room| room.max(0.0));
            Spread {
                low: gain.low.min(room.low),
                base: gain.base.min(room.base),
                high: gain.high.min(room.high),
                ..gain
            }
        }
        None => gain,
    };
    Some(in_order(capped))
}

/// What share of wallet and breadth bring together: where both bring more, what the larger brings.
fn one_pot(gains: [Option<Spread>; 2]) -> Option<Spread> {
    let both = match gains {
        [Some(share), Some(breadth)] if share.base >= 0.0 && breadth.base >= 0.0 => {
            if share.base >= breadth.base {
                share
            } else {
                breadth
            }
        }
        [Some(share), Some(breadth)] => share.plus(breadth),
        [one, other] => one.or(other)?,
    };
    Some(both.softened(Basis::Judged))
}

fn in_order(spread: Spread) -> Spread {
    Spread {
        low: spread.low.min(spread.high),
        high: spread.low.max(spread.high),
        ..spread
    }
}

/// A cost to serve as supposed, with the revenue it is a share of; never below 0 where it is not today.
pub(super) fn moved_cost(cost: Spread, change: Change, revenue: Option<f64>) -> Spread {
    let points = change.points * revenue.unwrap_or(0.0);
    let of = |cost: f64| (cost + points + change.of_today * cost.abs()).max(cost.min(0.0));
    cost.map(of).softened(Basis::Judged)
}

/// Adds a moved lever to the explanation of what it moves, which was `today` before.
pub(super) fn explain_move(
    explanation: &mut Explanation,
    lever: Lever,
    change: Change,
    today: Option<f64>,
    unit: Unit,
) {
    if change.is_none() {
        return;
    }
    let by = explanation
        .result
        .value
        .zip(today)
        .map(|(result, today)| result - today);
    let term = input(&move_label(lever, change), by, unit, Basis::Judged, SOURCE);
    append(explanation, today, vec![term]);
}

/// Writes "… = today; today + moved = result" and lists the terms.
fn append(explanation: &mut Explanation, today: Option<f64>, terms: Vec<Term>) {
    if terms.is_empty() {
        return;
    }
    if let Some(today) = today {
        let sum: Vec<String> = terms
            .iter()
            .filter_map(|term| term.value)
            .map(|value| {
                let sign = if value < 0.0 { "−" } else { "+" };
                format!(" {sign} {}", number(value.abs()))
            })
            .collect();
        explanation.worked = format!(
            "{}; as supposed: {}{} = {}",
            explanation.worked,
            operand(today),
            sum.concat(),
            known(explanation.result.value)
        );
    }
    explanation.terms.extend(terms);
    explanation
        .notes
        .push("A scenario is looked through: the number is supposed, not found.".to_owned());
}

/// "Scenario: +5 points of retention".
fn move_label(lever: Lever, change: Change) -> String {
    format!("Scenario: {}", move_words(lever, change))
}

/// "+5 points of retention", "−10 % of cost to serve", "+1 of breadth".
fn move_words(lever: Lever, change: Change) -> String {
    let signed = |value: f64| {
        let sign = if value < 0.0 { "−" } else { "+" };
        format!("{sign}{}", number(value.abs()))
    };
    let points = match lever {
        Lever::Breadth => format!("{} products", signed(change.points)),
        _ => format!("{} points of {}", signed(change.points * 100.0), lever.word()),
    };
    let share = format!("{} % of {}", signed(change.of_today * 100.0), lever.word());
    match (change.points == 0.0, change.of_today == 0.0) {
        (false, true) => points,
        (true, _) => share,
        (false, false) => format!("{points} and {share}"),
    }
}
