//! What the inputs of a score act as, and which of them say the same twice.

use crate::measures::rankings::EffectiveWeights;

use super::style::{NumberStyle, UNKNOWN};

/// A share as whole per cent.
pub(super) fn round_share(share: f64) -> f64 {
    libm::round(share * 100.0) / 100.0
}

/// What the input at `place` acts as; the sign for unknown where the score does not vary.
pub(super) fn acts_as(found: &EffectiveWeights, place: usize, style: &NumberStyle) -> String {
    let share = found.effective.as_ref().and_then(|weights| weights.get(place));
    share.map_or_else(|| UNKNOWN.to_owned(), |share| style.share(round_share(*share)))
}

/// Inputs that move together, each pair in a sentence that ends with the way out.
pub(super) fn warnings(
    found: &EffectiveWeights,
    label: impl Fn(usize) -> String,
    way_out: &str,
    style: &NumberStyle,
) -> Vec<String> {
    let sentence = |(one, other, rho): &(usize, usize, f64)| {
        let sum = |weights: &[f64]| style.share(round_share(weights[*one] + weights[*other]));
        let effective = found.effective.as_deref().map_or_else(|| UNKNOWN.to_owned(), sum);
        format!(
            "{} and {} move together (correlation {}): weighted {} together, they act as {effective}. {way_out}",
            label(*one),
            label(*other),
            style.number(*rho, 2),
            sum(&found.stated)
        )
    };
    found.pairs.iter().map(sentence).collect()
}
