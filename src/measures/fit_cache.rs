//! What an applied fit expects of accounts with the same history, worked out once per valuation.

use super::course::Course;
use super::groundwork::Lookup;
use super::models::{Buying, Discounting, History};

/// Expectations by history; of one set of fits, so that it is never kept for another valuation.
#[derive(Clone, Debug, Default)]
pub struct FitCache {
    discountings: Vec<((u64, Option<u16>), Discounting)>,
    expected: Lookup<[u64; 4], Option<f64>>,
}

impl FitCache {
    /// Discounted purchases of an account that is still there, as [`Buying::discounted_alive`] gives them.
    pub fn discounted_alive(&mut self, model: &Buying, row: &History, course: &Course) -> Option<f64> {
        let rate = (course.net_rate().to_bits(), course.horizon);
        let known = self.discountings.iter().position(|(key, _)| *key == rate);
        let place = known.unwrap_or_else(|| {
            let horizon = course.horizon.map(f64::from);
            let discounting = Discounting::new(course.net_rate(), horizon, model.units_per_year());
            self.discountings.push((rate, discounting));
            self.discountings.len() - 1
        });
        // Only yes and no by year tell more of an account that is there when its last purchase is known.
        let last = match model {
            Buying::BgBb(_) => row.t_x,
            _ => 0.0,
        };
        let key = [row.x, last, row.t, place as f64].map(f64::to_bits);
        let discounting = &self.discountings[place].1;
        *(self.expected)
            .entry(key)
            .or_insert_with(|| model.discounted_alive(row, discounting))
    }
}
