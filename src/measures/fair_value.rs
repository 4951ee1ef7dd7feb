//! Quality and price against the next-best alternative, each for itself, and the fair-value line (Gale 1994).

use super::relative_value::{RelativeTerms, price_score};
use super::spread::Spread;
use super::wording::{input, known, measure_term, number};
use super::{Explanation, MeasureId, Measured, Unit};

/// Relative price that the customer would find fair for a relative quality.
///
/// p = 1 + (w_q / w_p) · (q − 1)
///
/// `q` quality profile, `w_q`, `w_p` weights of quality and price. The fair-value line goes through level price and level
/// quality; its slope is the weight of quality over that of price. Below a price of nothing it ends. Gale (1994).
///
/// ```
/// use both_sides::measures::fair_value::fair_price;
/// let fair = fair_price(1.1, 60.0, 40.0).unwrap(); // a tenth better, quality counts half as much again as price
/// assert_eq!((fair * 100.0).round(), 115.0);
/// ```
pub fn fair_price(quality: f64, quality_weight: f64, price_weight: f64) -> Option<f64> {
    let is_weighed = quality_weight > 0.0 && price_weight > 0.0;
    is_weighed.then(|| (1.0 + quality_weight / price_weight * (quality - 1.0)).max(0.0))
}

impl RelativeTerms<'_> {
    /// The quality profile as a measure.
    pub fn relative_quality(&self) -> Measured {
        Measured::of(self.quality().map(|quality| Spread::exact(quality, self.basis())))
    }

    /// Our price level as they see it, the alternative's being 1.
    pub fn relative_price(&self) -> Measured {
        let price = self.price().filter(|price| *price > 0.0);
        Measured::of(price.map(|price| Spread::exact(price_score(price) / 100.0, self.basis())))
    }

    /// The price level their quality rating would justify.
    pub fn fair_price(&self) -> Measured {
        let (quality_weight, price_weight) = self.weights();
        let fair = self
            .quality()
            .and_then(|quality| fair_price(quality, quality_weight, price_weight));
        Measured::of(fair.map(|fair| Spread::exact(fair, self.basis())))
    }

    /// Where they stand against the fair-value line, in a sentence.
    pub fn fair_value(&self) -> Option<String> {
        let (fair, price) = (self.fair_price().value?, self.relative_price().value?);
        let gap = number(libm::fabs(fair - price) * 100.0);
        let side = if price <= fair {
            "what they get outweighs what they pay"
        } else {
            "what they pay outweighs what they get"
        };
        Some(format!(
            "On the fair-value line their view of our quality is worth a price of {} times the alternative's; they see \
             {}: {gap} % of it {}, so {side}.",
            number(fair),
            number(price),
            if price <= fair { "below" } else { "above" },
        ))
    }

    /// Explains the profile of quality or of price, or the fair price.
    pub fn explain_profile(&self, measure: MeasureId) -> Explanation {
        let is_price = measure == MeasureId::RelativePrice;
        let (quality_weight, price_weight) = self.weights();
        let (result, formula) = match measure {
            MeasureId::RelativePrice => (
                self.relative_price(),
                "1 ÷ (Σ importance × (our rating ÷ next best's rating) ÷ Σ importance), drivers about price",
            ),
            MeasureId::RelativeQuality => (
                self.relative_quality(),
                "Σ importance × (our rating ÷ next best's rating) ÷ Σ importance, drivers not about price",
            ),
            _ => (
                self.fair_price(),
                "1 + weight of quality ÷ weight of price × (relative quality − 1)",
            ),
        };
        let mut terms = Vec::new();
        let worked = if measure == MeasureId::FairPrice {
            let quality = self.relative_quality();
            terms.push(measure_term(MeasureId::RelativeQuality, quality));
            for (name, weight) in [
                ("Weight of quality", quality_weight),
                ("Weight of price", price_weight),
            ] {
                terms.push(input(
                    name,
                    Some(weight),
                    Unit::Count,
                    result.basis,
                    "importance as said",
                ));
            }
            match (quality.value, result.value) {
                (Some(quality), Some(_)) => format!(
                    "1 + {} ÷ {} × ({} − 1) = {}",
                    number(quality_weight),
                    number(price_weight),
                    number(quality),
                    known(result.value)
                ),
                _ => "unknown".to_owned(),
            }
        } else {
            let mut products = Vec::new();
            for driver in self.drivers.iter().filter(|driver| driver.is_price == is_price) {
                let ratio = driver.ours / driver.theirs;
                let ratings = format!("{} against {}", number(driver.ours), number(driver.theirs));
                let name = if driver.name.is_empty() {
                    "overall"
                } else {
                    driver.name
                };
                terms.push(input(name, Some(ratio), Unit::Times, result.basis, &ratings));
                terms.push(input(
                    &format!("importance of {name}"),
                    Some(driver.importance),
                    Unit::Count,
                    result.basis,
                    "as said",
                ));
                products.push(format!("{} × {}", number(driver.importance), number(ratio)));
            }
            let weight = number(if is_price { price_weight } else { quality_weight });
            let mean = format!("({}) ÷ {weight}", products.join(" + "));
            match (products.is_empty(), is_price) {
                (true, _) => "unknown".to_owned(),
                (false, true) => format!("1 ÷ ({mean}) = {}", known(result.value)),
                (false, false) => format!("{mean} = {}", known(result.value)),
            }
        };
        let mut notes: Vec<String> = self.fair_value().into_iter().collect();
        if self.drivers.is_empty() {
            notes = self.notes();
        } else if price_weight == 0.0 && measure != MeasureId::RelativeQuality {
            notes.push("Price has not been compared: ask about price against the next best.".to_owned());
        } else if quality_weight == 0.0 && measure != MeasureId::RelativePrice {
            notes.push("Only price has been compared: ask about what else matters.".to_owned());
        }
        Explanation {
            measure,
            result,
            formula: formula.to_owned(),
            worked,
            terms,
            notes,
        }
    }
}
