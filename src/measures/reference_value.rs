//! What a customer's reference is worth by the prospects it helped to win (business reference value).

/// A prospect that became a customer with the help of references.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Converted {
    /// How much references, all together, counted in the decision, 0 to 1.
    pub by_references: f64,
    /// This client's share of the influence of all references, 0 to 1.
    pub degree_of_influence: f64,
    /// The prospect's lifetime value.
    pub lifetime_value: f64,
    /// Periods until it was won.
    pub after: f64,
}

/// Business reference value of a client.
///
/// BRV = Σ Ref · DOI · CLV / (1 + r)ᵗ
///
/// `Ref`, `DOI`, `CLV`, `t` as in [`Converted`], `r` discount rate per period. Kumar, Petersen & Leone (2013), "Defining,
/// measuring, and managing business reference value", Journal of Marketing 77(1). In this app the product Ref · DOI is an
/// attribution share, so that the value is moved from the customer won to the reference and never counted twice.
///
/// ```
/// use both_sides::measures::reference_value::{Converted, business_reference_value};
/// let won = Converted { by_references: 0.4, degree_of_influence: 0.5, lifetime_value: 10_000.0, after: 3.0 };
/// assert_eq!(business_reference_value(&[won], 0.01).round(), 1_941.0); // 2,000 three months from now
/// ```
pub fn business_reference_value(converted: &[Converted], rate: f64) -> f64 {
    (converted.iter())
        .map(|won| {
            let share = won.by_references * won.degree_of_influence;
            share * won.lifetime_value / libm::pow(1.0 + rate, won.after)
        })
        .sum()
}
