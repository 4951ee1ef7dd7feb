//! Exact quantiles of many streams of draws without keeping the draws: only the ends are kept.

use super::TAIL;

/// The draws of one number: how many, their sum, and the lowest and the highest of them.
#[derive(Clone, Debug)]
pub struct Tails {
    n: u32,
    sum: f64,
    /// A heap with its largest first: the lowest draws.
    lowest: Vec<f64>,
    /// A heap with its largest first: the highest draws, negated.
    highest: Vec<f64>,
}

/// Draws that have to be kept at either end to read off the quantiles of `n_draws` exactly.
pub fn kept_at_ends(n_draws: u32) -> usize {
    (TAIL * f64::from(n_draws.saturating_sub(1))) as usize + 2
}

impl Tails {
    /// A stream in which `value` was drawn `n` times so far.
    pub fn repeated(value: f64, n: u32, kept: usize) -> Self {
        let ends = vec![value; kept.min(n as usize)];
        Self {
            n,
            sum: value * f64::from(n),
            highest: ends.iter().map(|value| -value).collect(),
            lowest: ends,
        }
    }

    /// Adds a draw.
    pub fn push(&mut self, value: f64, kept: usize) {
        self.n += 1;
        self.sum += value;
        keep_lowest(&mut self.lowest, value, kept);
        keep_lowest(&mut self.highest, -value, kept);
    }

    /// Number of draws in which the number was known.
    pub const fn n(&self) -> u32 {
        self.n
    }

    /// 5 % quantile, mean and 95 % quantile (Hyndman & Fan 1996, type 7); `None` without draws.
    pub fn summary(mut self) -> Option<[f64; 3]> {
        if self.n == 0 {
            return None;
        }
        self.lowest.sort_unstable_by(f64::total_cmp);
        self.highest.sort_unstable_by(f64::total_cmp);
        let place = TAIL * f64::from(self.n - 1);
        let at = |ends: &[f64]| {
            let lower = place as usize;
            let here = ends[lower.min(ends.len() - 1)];
            let next = ends[(lower + 1).min(ends.len() - 1)];
            here + (place - lower as f64) * (next - here)
        };
        Some([at(&self.lowest), self.sum / f64::from(self.n), -at(&self.highest)])
    }
}

/// Keeps the `kept` lowest values in a heap with the largest first.
fn keep_lowest(heap: &mut Vec<f64>, value: f64, kept: usize) {
    if heap.len() < kept {
        heap.push(value);
        rise(heap);
    } else if heap.first().is_some_and(|largest| value < *largest) {
        heap[0] = value;
        sink(heap);
    }
}

fn rise(heap: &mut [f64]) {
    let mut child = heap.len() - 1;
    while child > 0 {
        let parent = (child - 1) / 2;
        if heap[child] <= heap[parent] {
            break;
        }
        heap.swap(child, parent);
        child = parent;
    }
}

fn sink(heap: &mut [f64]) {
    let mut parent = 0;
    loop {
        let mut largest = parent;
        for child in [2 * parent + 1, 2 * parent + 2] {
            if child < heap.len() && heap[child] > heap[largest] {
                largest = child;
            }
        }
        if largest == parent {
            break;
        }
        heap.swap(parent, largest);
        parent = largest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::{Draws, quantile};

    #[test]
    fn the_ends_give_the_same_quantiles_as_all_draws() {
        for n in [1_u32, 2, 7, 20, 21, 100, 999, 1_000] {
            let mut draws = Draws::new(u64::from(n), "tails");
            let all: Vec<f64> = (0..n).map(|_| draws.normal()).collect();
            let kept = kept_at_ends(n);
            let mut tails = Tails::repeated(0.0, 0, kept);
            all.iter().for_each(|value| tails.push(*value, kept));
            let [low, mean, high] = tails.summary().unwrap();
            assert!((low - quantile(all.clone(), TAIL).unwrap()).abs() < 1e-12, "{n}");
            assert!(
                (high - quantile(all.clone(), 1.0 - TAIL).unwrap()).abs() < 1e-12,
                "{n}"
            );
            assert!(
                (mean - all.iter().sum::<f64>() / f64::from(n)).abs() < 1e-12,
                "{n}"
            );
        }
    }

    #[test]
    fn a_number_that_varies_late_counts_its_earlier_draws() {
        let kept = kept_at_ends(100);
        let mut late = Tails::repeated(5.0, 60, kept);
        let mut early = Tails::repeated(0.0, 0, kept);
        (0..60).for_each(|_| early.push(5.0, kept));
        for value in 0..40 {
            late.push(f64::from(value), kept);
            early.push(f64::from(value), kept);
        }
        assert_eq!(late.summary(), early.summary());
    }
}
