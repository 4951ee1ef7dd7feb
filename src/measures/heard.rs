//! What an account said, in the few numbers that other measures need.

use super::Measured;
use super::loyalty::LoyaltyTerms;
use super::received::ReceivedTerms;
use super::relative_value::RelativeTerms;
use super::said::Said;
use super::spread::Spread;

/// What came of everything an account said. Depends on its observations, their age and the weights of the posts alone.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Heard {
    /// Value received.
    pub received: Measured,
    /// Relative value.
    pub relative: Measured,
    /// Relative quality.
    pub relative_quality: Measured,
    /// Relative price.
    pub relative_price: Measured,
    /// Fair price.
    pub fair_price: Measured,
    /// Attitude.
    pub attitude: Measured,
    /// Intention.
    pub intention: Measured,
    /// Worth of using us per year.
    pub value_in_use: Option<Spread>,
    /// Freshness of the latest rating; 0 without one.
    pub rated: f64,
    /// Freshness of the latest comparison; 0 without one.
    pub compared: f64,
    /// True where something is dated after the day looked back from.
    pub is_later: bool,
}

impl Heard {
    /// From the terms of an account.
    pub fn of(said: &Said, received: &ReceivedTerms, relative: &RelativeTerms) -> Self {
        let (mut rated, mut compared) = (0.0_f64, 0.0_f64);
        for answer in said
            .answers
            .iter()
            .filter(|answer| answer.observation.rating.is_some())
        {
            rated = rated.max(answer.fresh);
            if answer.observation.next_best.is_some() {
                compared = compared.max(answer.fresh);
            }
        }
        let loyalty = LoyaltyTerms::of(said);
        Self {
            relative_quality: relative.relative_quality(),
            relative_price: relative.relative_price(),
            fair_price: relative.fair_price(),
            attitude: loyalty.attitude(),
            intention: loyalty.intention(),
            received: received.measured(),
            relative: relative.measured(),
            value_in_use: relative.value_in_use,
            rated,
            compared,
            is_later: said.is_later,
        }
    }
}
