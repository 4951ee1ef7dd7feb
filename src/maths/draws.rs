//! Random draws that are the same on every machine: a seeded generator and the distributions made from it.
//!
//! PCG-XSH-RR (O'Neill 2014) gives the bits; what is made of them goes through `libm`, so that the same seed gives
//! the same numbers to the last bit on the host and in the browser. Every input has a stream of its own, chosen by
//! its name: one input more or fewer leaves the draws of all others as they are.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;

use crate::units::Estimate;

use super::pert::shapes;

/// A stream of draws.
#[derive(Clone, Debug)]
pub struct Draws(Pcg32);

impl Draws {
    /// The stream called `name` of this seed.
    ///
    /// ```
    /// use both_sides::maths::Draws;
    /// let first = |name: &str| Draws::new(7, name).uniform();
    /// assert_eq!(first("margin of Alder"), first("margin of Alder"));
    /// assert_ne!(first("margin of Alder"), first("margin of Birch"));
    /// ```
    pub fn new(seed: u64, name: &str) -> Self {
        // FNV-1a over the name, then the finaliser of SplitMix64: neighbouring seeds and names share nothing.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let state = mixed(seed.wrapping_add(mixed(hash)));
        Self(Pcg32::new(state, mixed(state ^ hash)))
    }

    /// A number above 0 and below 1; 53 bits of it are drawn.
    pub fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A draw from the standard normal distribution (Box & Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(self.uniform()));
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    /// A draw from Gamma(`shape`, 1) (Marsaglia & Tsang 2000); 0 for a shape that is not positive.
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape <= 0.0 {
            return 0.0;
        }
        if shape < 1.0 {
            let boost = libm::exp(libm::log(self.uniform()) / shape);
            return self.gamma(shape + 1.0) * boost;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / libm::sqrt(9.0 * d);
        loop {
            let x = self.normal();
            let v = 1.0 + c * x;
            if v <= 0.0 {
                continue;
            }
            let v = v * v * v;
            if libm::log(self.uniform()) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                return d * v;
            }
        }
    }

    /// A draw from Beta(`a`, `b`): 0 without any yes (`a` = 0), 1 without any no.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (yes, no) = (self.gamma(a), self.gamma(b));
        if yes + no > 0.0 {
            yes / (yes + no)
        } else {
            // Both vanished below the smallest number: the likelier side decides.
            f64::from(u8::from(a > b))
        }
    }

    /// A draw between low and high, most often near the base (PERT, Malcolm et al. 1959).
    ///
    /// low + (high − low) · Beta(1 + 4 (m − a) / (c − a), 1 + 4 (c − m) / (c − a)), whose mean is (a + 4 m + c) / 6.
    /// An exact number is drawn as itself.
    pub fn pert(&mut self, estimate: Estimate) -> f64 {
        let Some((a, b)) = shapes(estimate) else {
            return estimate.base();
        };
        let (low, high) = (estimate.low(), estimate.high());
        (low + (high - low) * self.beta(a, b)).clamp(low, high)
    }

    /// Weights around `weights` that sum to 1 (Dirichlet): the larger `concentration`, the closer they stay.
    ///
    /// wᵢ = Gammaᵢ(concentration · wᵢ / Σ w) / Σ of all. A weight of zero stays zero. The mean is `weights` scaled to
    /// sum 1. Equal to `weights` scaled when none is positive.
    pub fn dirichlet(&mut self, weights: &[f64], concentration: f64) -> Vec<f64> {
        let total: f64 = weights.iter().sum();
        if total <= 0.0 {
            return weights.to_vec();
        }
        let parts = weights
            .iter()
            .map(|weight| self.gamma(concentration * weight / total))
            .collect();
        summing_to_one(parts)
    }

    /// `n` weights that sum to 1, every such set as likely as any other (uniform on the simplex).
    pub fn simplex(&mut self, n: usize) -> Vec<f64> {
        summing_to_one((0..n).map(|_| -libm::log(self.uniform())).collect())
    }
}

/// Finaliser of SplitMix64 (Steele, Lea & Flood 2014).
fn mixed(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

fn summing_to_one(mut parts: Vec<f64>) -> Vec<f64> {
    let total: f64 = parts.iter().sum();
    if total > 0.0 {
        parts.iter_mut().for_each(|part| *part /= total);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const N: usize = 40_000;

    fn mean_and_deviation(draw: impl FnMut(usize) -> f64) -> (f64, f64) {
        let drawn: Vec<f64> = (0..N).map(draw).collect();
        let mean = drawn.iter().sum::<f64>() / N as f64;
        let square = drawn.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / N as f64;
        (mean, libm::sqrt(square))
    }

    fn near(found: (f64, f64), mean: f64, deviation: f64) {
        let slack = 5.0 * deviation / libm::sqrt(N as f64) + 1e-12;
        assert!((found.0 - mean).abs() < slack, "mean {} is not {mean}", found.0);
        assert!(
            (found.1 / deviation - 1.0).abs() < 0.03,
            "deviation {} is not {deviation}",
            found.1
        );
    }

    #[test]
    fn the_generator_gives_the_published_numbers() {
        // The first six numbers of the pcg32 demonstration, seed 42, sequence 54 (O'Neill 2014).
        let mut generator = Pcg32::new(42, 54);
        let drawn: Vec<u32> = (0..6).map(|_| generator.next_u32()).collect();
        let published = [
            0xa15c_02b7,
            0x7b47_f409,
            0xba1d_3330,
            0x83d2_f293,
            0xbfa4_784b,
            0xcbed_606e,
        ];
        assert_eq!(drawn, published);
    }

    #[test]
    fn every_distribution_has_its_mean_and_deviation() {
        let mut draws = Draws::new(1, "moments");
        near(
            mean_and_deviation(|_| draws.uniform()),
            0.5,
            libm::sqrt(1.0 / 12.0),
        );
        near(mean_and_deviation(|_| draws.normal()), 0.0, 1.0);
        near(mean_and_deviation(|_| draws.gamma(0.4)), 0.4, libm::sqrt(0.4));
        near(mean_and_deviation(|_| draws.gamma(9.0)), 9.0, 3.0);
        // Beta(2, 3): 2/5 and √(6 / (25 · 6)).
        near(mean_and_deviation(|_| draws.beta(2.0, 3.0)), 0.4, 0.2);
    }

    #[test]
    fn pert_has_the_mean_of_its_formula_and_stays_between_its_ends() {
        let mut draws = Draws::new(2, "pert");
        let estimate = Estimate::between(10.0, 20.0, 60.0).unwrap();
        // (10 + 4 · 20 + 60) / 6 = 25; √((25 − 10)(60 − 25) / 7).
        near(
            mean_and_deviation(|_| draws.pert(estimate)),
            25.0,
            libm::sqrt(15.0 * 35.0 / 7.0),
        );
        assert!((0..1_000).all(|_| (10.0..=60.0).contains(&draws.pert(estimate))));
        let exact = Estimate::exact(0.1).unwrap();
        assert_eq!(draws.pert(exact), 0.1);
    }

    #[test]
    fn weights_sum_to_one_and_keep_their_mean() {
        let mut draws = Draws::new(3, "weights");
        let stated = [5.0, 3.0, 2.0, 0.0];
        let mut first = 0.0;
        for _ in 0..N {
            let weights = draws.dirichlet(&stated, 20.0);
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12 && weights[3] == 0.0);
            first += weights[0];
        }
        assert!((first / N as f64 - 0.5).abs() < 0.003);
        let (mean, deviation) = mean_and_deviation(|_| draws.simplex(3)[1]);
        // Uniform on the simplex of three: Beta(1, 2).
        near((mean, deviation), 1.0 / 3.0, libm::sqrt(2.0 / (9.0 * 4.0)));
    }
}
