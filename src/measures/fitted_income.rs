//! What an applied purchase model expects an account to bring, and its value.

use crate::portfolio::{Account, Basis, Document};

use super::FitCache;
use super::fitted::{FittedModels, FittedTerms, SpendOrigin};
use super::retention::{buys, has_ended};
use super::revenue::RevenueTerms;
use super::spread::Spread;
use super::wording::{input, known, number, operand};
use super::{Explanation, MeasureId, Measured, Unit, Valuation};

/// What a purchase model expects an account to bring.
///
/// V = Y · (ρ · S · λ − C): `Y` discounted years it is expected to stay, `λ` purchases per year while it does, `S`
/// spend per purchase, `ρ` gross margin as a share of revenue, `C` cost to serve per year. Y · λ are the discounted
/// expected residual transactions (DERT) of Fader, Hardie & Lee (2005), "RFM and CLV".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FittedIncome {
    /// What the model says.
    pub terms: FittedTerms,
    /// Expected spend per purchase.
    pub spend: f64,
    /// Where it comes from.
    pub spend_origin: SpendOrigin,
    /// Gross margin as a share of revenue: low, base, high.
    pub margin_ratio: [f64; 3],
    /// True when the ratio is assumed for all.
    pub ratio_is_assumed: bool,
    /// Cost to serve per year; 0 where unknown.
    pub cost: f64,
    /// True when the cost is not known.
    pub cost_is_unknown: bool,
    /// Revenue per year on top, by a scenario.
    pub gain: f64,
}

impl FittedIncome {
    /// `None` for contracts, whose yearly contribution is known, and where spend or margin are not.
    pub fn new(
        document: &Document,
        account: &Account,
        terms: &FittedTerms,
        revenue: &RevenueTerms,
        cost: Measured,
    ) -> Option<Self> {
        let (spend, spend_origin) = terms.spend?;
        let assumed = document.assumptions.gross_margin_ratio;
        let assumed = assumed.map(|ratio| [ratio.low(), ratio.base(), ratio.high()]);
        let total = account.orders.as_deref().map(|orders| orders.total);
        let ratio_of = |profit: f64, revenue: f64| (revenue > 0.0).then(|| [profit / revenue; 3]);
        let whole = total.and_then(|total| ratio_of(total.profit?, total.revenue));
        let (margin, sold) = match &revenue.supposed {
            Some(today) => (
                today.gross_margin.map(|margin| margin.base),
                today.revenue.map(|revenue| revenue.base),
            ),
            None => (revenue.gross_margin.value, revenue.revenue.value),
        };
        let own = margin
            .zip(sold)
            .filter(|_| revenue.margin_ratio.is_none())
            .and_then(|(margin, revenue)| ratio_of(margin, revenue));
        let counted = whole.or(own);
        Some(Self {
            terms: *terms,
            spend,
            spend_origin,
            margin_ratio: counted.or(assumed)?.map(|ratio| match &revenue.supposed {
                Some(supposed) => supposed.moved_ratio(ratio),
                None => ratio,
            }),
            ratio_is_assumed: counted.is_none(),
            cost: cost.value.unwrap_or(0.0),
            cost_is_unknown: cost.value.is_none(),
            gain: revenue.gain(),
        })
    }

    /// The same of the account in `row`, whose cost to serve is in `valuation`.
    pub fn of(document: &Document, models: &FittedModels, valuation: &Valuation, row: usize) -> Option<Self> {
        let account = document.portfolio.accounts.get(row)?;
        if !buys(account) || has_ended(document, account) {
            return None;
        }
        let terms = FittedTerms::new(document, models, account, row, &mut FitCache::default())?;
        let revenue = RevenueTerms::new(document, account, row);
        let cost = valuation.get(MeasureId::CostToServe, row);
        Self::new(document, account, &terms, &revenue, cost)
    }

    /// Revenue per year with `per_year` purchases.
    pub fn sales(&self, per_year: f64) -> f64 {
        let expected = self.spend * per_year;
        if self.gain == 0.0 {
            expected
        } else {
            (expected + self.gain).max(0.0)
        }
    }

    fn yearly(&self, ratio: f64, per_year: f64) -> f64 {
        if self.gain == 0.0 {
            ratio * self.spend * per_year - self.cost
        } else {
            ratio * self.sales(per_year) - self.cost
        }
    }

    /// The value, with what counts `today` on top.
    pub fn measured(&self, today: f64) -> Measured {
        let terms = &self.terms;
        let base = terms.years * self.yearly(self.margin_ratio[1], terms.per_year);
        let (few, many) = terms.years_ends();
        let (slow, fast) = terms.per_year_ends;
        let bad = self.yearly(self.margin_ratio[0], slow);
        let good = self.yearly(self.margin_ratio[2], fast);
        let ends = [few * bad, many * bad, few * good, many * good];
        Spread {
            low: today + ends.into_iter().fold(base, f64::min),
            base: today + base,
            high: today + ends.into_iter().fold(base, f64::max),
            basis: Basis::Estimated,
        }
        .measured()
    }

    /// "spend × purchases", with what a scenario adds.
    fn sales_worked(&self) -> String {
        let expected = format!("{} × {}", number(self.spend), number(self.terms.per_year));
        if self.gain == 0.0 {
            expected
        } else {
            format!("({expected} + {})", operand(self.gain))
        }
    }

    /// Explains the value.
    pub fn explain(&self, result: Measured, today: f64) -> Explanation {
        let terms = &self.terms;
        let [_, ratio, _] = self.margin_ratio;
        let counted = if today == 0.0 {
            String::new()
        } else {
            format!(" + {} today", operand(today))
        };
        let estimated = |label: &str, value: f64, unit, source: &str| {
            input(label, Some(value), unit, Basis::Estimated, source)
        };
        let spend_source = match self.spend_origin {
            SpendOrigin::Modelled => "Gamma-Gamma fit",
            SpendOrigin::OwnMean => "its own repeat purchases",
            SpendOrigin::PerOrder => "order log, revenue per order",
        };
        let ratio_source = if self.ratio_is_assumed {
            "assumptions"
        } else {
            "gross margin ÷ revenue"
        };
        let cost_source = if self.cost_is_unknown {
            "not known, counted as 0"
        } else {
            "cost to serve"
        };
        let mut list = terms.terms();
        if self.gain != 0.0 {
            list.push(input(
                "Scenario: more revenue per year",
                Some(self.gain),
                Unit::MoneyPerYear,
                Basis::Judged,
                "share of wallet or breadth as supposed",
            ));
        }
        list.extend([
            estimated("Spend per purchase", self.spend, Unit::Money, spend_source),
            estimated(
                "Gross margin as a share of revenue",
                ratio,
                Unit::Share,
                ratio_source,
            ),
            estimated(
                "Cost to serve per year",
                self.cost,
                Unit::MoneyPerYear,
                cost_source,
            ),
        ]);
        Explanation {
            measure: MeasureId::CurrentValue,
            result,
            formula: "discounted years × (margin ratio × spend per purchase × purchases per year − cost to serve)"
                .to_owned(),
            worked: format!(
                "{} × ({} × {} − {}){counted} = {}",
                number(terms.years),
                number(ratio),
                self.sales_worked(),
                operand(self.cost),
                known(result.value)
            ),
            terms: list,
            notes: vec![
                terms.why(),
                "The interval holds the purchase rates that are plausible for this account; its low end is 0 where \
                 it may well have left."
                    .to_owned(),
            ],
        }
    }
}
