//! The scales of an axis: from a value to a place between 0 and 1 and back, and where ticks stand.

/// How values are spread along an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScaleKind {
    /// Equal differences are equally long.
    #[default]
    Linear,
    /// Equal ratios are about equally long, through zero and below it.
    Symlog,
    /// Every account is equally far from the next.
    Rank,
}

impl ScaleKind {
    /// Every scale, in the order a list shows them.
    pub const ALL: [Self; 3] = [Self::Linear, Self::Symlog, Self::Rank];

    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Linear => "Linear",
            Self::Symlog => "Logarithmic",
            Self::Rank => "Rank",
        }
    }

    /// Stable name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Symlog => "symlog",
            Self::Rank => "rank",
        }
    }

    /// The scale with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Room left free at either end of an axis, as a share of the data's length.
const MARGIN: f64 = 0.03;

/// From values to places: `0.0` is the low end of the axis, `1.0` the high end.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    kind: ScaleKind,
    /// Low end in bent values.
    low: f64,
    /// High end in bent values; above `low`.
    high: f64,
    /// Symlog: below this size the scale is nearly linear.
    bend: f64,
    /// Rank: distinct values and their mean place, both rising.
    steps: Vec<(f64, f64)>,
}

impl Scale {
    /// A scale on which every one of `values` has its place, `natural` (the range the unit has anyway) and
    /// `always` (thresholds) included.
    pub fn fit(
        kind: ScaleKind,
        values: impl Iterator<Item = f64>,
        always: &[f64],
        natural: Option<(f64, f64)>,
    ) -> Self {
        let mut known: Vec<f64> = values.filter(|value| value.is_finite()).collect();
        if kind == ScaleKind::Rank {
            return Self::fit_ranks(known);
        }
        known.extend(always.iter().filter(|value| value.is_finite()));
        known.extend(natural.into_iter().flat_map(|(low, high)| [low, high]));
        let bend = if kind == ScaleKind::Symlog {
            bend_of(&known)
        } else {
            1.0
        };
        let mut scale = Self {
            kind,
            low: 0.0,
            high: 1.0,
            bend,
            steps: Vec::new(),
        };
        let ends = known.iter().fold(None, |ends: Option<(f64, f64)>, &value| {
            let bent = scale.bent(value);
            Some(ends.map_or((bent, bent), |(low, high)| (low.min(bent), high.max(bent))))
        });
        (scale.low, scale.high) = padded(ends.unwrap_or((0.0, 1.0)));
        scale
    }

    fn fit_ranks(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let last = values.len().saturating_sub(1).max(1) as f64;
        let mut steps: Vec<(f64, f64)> = Vec::new();
        let mut start = 0;
        for run in values.chunk_by(|a, b| a == b) {
            let mean = start as f64 + (run.len() - 1) as f64 / 2.0;
            steps.push((run[0], if values.len() == 1 { 0.5 } else { mean / last }));
            start += run.len();
        }
        Self {
            kind: ScaleKind::Rank,
            low: -MARGIN,
            high: 1.0 + MARGIN,
            bend: 1.0,
            steps,
        }
    }

    /// How the values are spread.
    pub const fn kind(&self) -> ScaleKind {
        self.kind
    }

    /// The place of `value`; within `0..=1` for every value the scale was fitted to.
    pub fn place(&self, value: f64) -> f64 {
        (self.bent(value) - self.low) / (self.high - self.low)
    }

    /// The value at `place`: the inverse of [`Self::place`].
    pub fn value(&self, place: f64) -> f64 {
        let bent = self.low + place * (self.high - self.low);
        match self.kind {
            ScaleKind::Linear => bent,
            ScaleKind::Symlog => libm::copysign(self.bend * libm::expm1(bent.abs()), bent),
            ScaleKind::Rank => between(self.steps.iter().map(|&(value, place)| (place, value)), bent),
        }
    }

    fn bent(&self, value: f64) -> f64 {
        match self.kind {
            ScaleKind::Linear => value,
            ScaleKind::Symlog => libm::copysign(libm::log1p(value.abs() / self.bend), value),
            ScaleKind::Rank => self.ranked(value),
        }
    }

    fn ranked(&self, value: f64) -> f64 {
        let after = self.steps.partition_point(|step| step.0 < value);
        let around = &self.steps[after.saturating_sub(1)..(after + 1).min(self.steps.len())];
        between(around.iter().copied(), value)
    }

    /// Values worth a tick between two places, in rising order, at most about `most`.
    pub fn ticks(&self, from: f64, to: f64, most: usize) -> Vec<f64> {
        let most = most.max(2);
        let (low, high) = (self.value(from), self.value(to));
        match self.kind {
            ScaleKind::Linear => even_ticks(low, high, most),
            ScaleKind::Rank => self.rank_ticks(from, to, most),
            ScaleKind::Symlog => {
                let ticks = self.power_ticks(from, to, most);
                if ticks.len() >= 3 {
                    ticks
                } else {
                    even_ticks(low, high, most)
                }
            }
        }
    }

    fn rank_ticks(&self, from: f64, to: f64, most: usize) -> Vec<f64> {
        let length = self.high - self.low;
        let (first, last) = (-self.low / length, (1.0 - self.low) / length);
        let (from, to) = (from.max(first), to.min(last));
        let count = self.steps.len().min(most.min(5));
        if from > to || count == 0 {
            return Vec::new();
        }
        let gaps = (count - 1).max(1) as f64;
        let mut ticks: Vec<f64> = (0..count)
            .map(|step| self.value(from + (to - from) * step as f64 / gaps))
            .collect();
        ticks.dedup();
        ticks
    }

    /// Zero and 1, 2, 5 times powers of ten, the rounder ones first, none closer than the room allows.
    fn power_ticks(&self, from: f64, to: f64, most: usize) -> Vec<f64> {
        let closest = (to - from) / (most as f64 + 0.5);
        let (low, high) = (self.value(from), self.value(to));
        let size = low.abs().max(high.abs());
        let top = libm::ceil(libm::log10(size.max(self.bend))) as i32;
        let bottom = libm::floor(libm::log10(self.bend)) as i32 - 1;
        let mut chosen: Vec<(f64, f64)> = Vec::new();
        let mut offer = |value: f64| {
            let place = self.place(value);
            let is_seen = (from..=to).contains(&place);
            if is_seen && chosen.iter().all(|&(_, other)| (other - place).abs() >= closest) {
                chosen.push((value, place));
            }
        };
        offer(0.0);
        for factor in [1.0, 3.0, 2.0, 5.0] {
            for power in (bottom..=top).rev() {
                let value = factor * libm::exp10(f64::from(power));
                offer(value);
                offer(-value);
            }
        }
        let mut ticks: Vec<f64> = chosen.into_iter().map(|(value, _)| value).collect();
        ticks.sort_by(f64::total_cmp);
        ticks
    }
}

/// The part of both axes that is seen, as places on their scales; `0.0..=1.0` both ways is everything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Left edge.
    pub left: f64,
    /// Right edge, above `left`.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
    /// Upper edge, above `bottom`.
    pub top: f64,
}

impl Window {
    /// Everything.
    pub const ALL: Self = Self {
        left: 0.0,
        right: 1.0,
        bottom: 0.0,
        top: 1.0,
    };
    /// The narrowest part that can be looked at.
    const NARROWEST: f64 = 1e-4;
    /// The widest: a little more than everything.
    const WIDEST: f64 = 1.5;

    /// The window `factor` times as wide, with the place `(across, up)` staying where it is.
    pub fn zoomed(self, factor: f64, across: f64, up: f64) -> Self {
        let limited = |low: f64, high: f64| {
            let length = high - low;
            (length * factor).clamp(Self::NARROWEST, Self::WIDEST) / length
        };
        let wide = limited(self.left, self.right);
        let tall = limited(self.bottom, self.top);
        Self {
            left: across + (self.left - across) * wide,
            right: across + (self.right - across) * wide,
            bottom: up + (self.bottom - up) * tall,
            top: up + (self.top - up) * tall,
        }
    }

    /// The window moved by these shares of its own width and height; some of the data stays in sight.
    pub fn panned(self, across: f64, up: f64) -> Self {
        let (wide, tall) = (self.right - self.left, self.top - self.bottom);
        let step_x = (across * wide).clamp(-self.right.max(0.0), (1.0 - self.left).max(0.0));
        let step_y = (up * tall).clamp(-self.top.max(0.0), (1.0 - self.bottom).max(0.0));
        Self {
            left: self.left + step_x,
            right: self.right + step_x,
            bottom: self.bottom + step_y,
            top: self.top + step_y,
        }
    }

    /// True for a place that is seen.
    pub fn contains(self, across: f64, up: f64) -> bool {
        (self.left..=self.right).contains(&across) && (self.bottom..=self.top).contains(&up)
    }
}

impl Default for Window {
    fn default() -> Self {
        Self::ALL
    }
}

/// Room at both ends, and some length where low and high are the same.
fn padded((low, high): (f64, f64)) -> (f64, f64) {
    let length = high - low;
    if length <= (low.abs() + high.abs()) * 1e-12 {
        let room = if low == 0.0 { 1.0 } else { low.abs() * 0.5 };
        return (low - room, high + room);
    }
    (low - length * MARGIN, high + length * MARGIN)
}

/// The size from which the scale bends: the power of ten at or below the tenth percentile of all sizes, or
/// below their median where some are negative (else the way through zero takes most of the room); at most
/// four powers below the largest.
fn bend_of(values: &[f64]) -> f64 {
    let mut sizes: Vec<f64> = values
        .iter()
        .map(|value| value.abs())
        .filter(|size| *size > 0.0)
        .collect();
    let part = if values.iter().any(|value| *value < 0.0) {
        2
    } else {
        10
    };
    if sizes.is_empty() {
        return 1.0;
    }
    let largest = sizes.iter().copied().fold(0.0, f64::max);
    let nth = sizes.len() / part;
    let (_, &mut typical, _) = sizes.select_nth_unstable_by(nth, f64::total_cmp);
    libm::exp10(libm::floor(libm::log10(typical.max(largest * 1e-4))))
}

/// Linear interpolation in a rising list; its ends beyond it, zero where it is empty.
fn between(points: impl Iterator<Item = (f64, f64)>, at: f64) -> f64 {
    let mut before: Option<(f64, f64)> = None;
    for (x, y) in points {
        if at <= x {
            return match before {
                Some((x0, y0)) if at < x => y0 + (y - y0) * (at - x0) / (x - x0),
                _ => y,
            };
        }
        before = Some((x, y));
    }
    before.map_or(0.0, |(_, y)| y)
}

/// Multiples of 1, 2 or 5 times a power of ten from `low` to `high`, at most `most` and two more.
fn even_ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let length = high - low;
    if !(length.is_finite() && length > 0.0) {
        return Vec::new();
    }
    let rough = length / most as f64;
    let power = libm::exp10(libm::floor(libm::log10(rough)));
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|factor| factor * power)
        .into_iter()
        .find(|step| *step >= rough);
    let step = step.unwrap_or(10.0 * power);
    let (first, last) = (libm::ceil(low / step), libm::floor(high / step));
    let count = (last - first).clamp(-1.0, 64.0) as i32 + 1;
    (0..count)
        .map(|index| (first + f64::from(index)) * step)
        .map(|tick| tick + 0.0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_numbers() {
        let scale = Scale::fit(ScaleKind::Linear, [0.0, 100.0].into_iter(), &[], None);
        assert_eq!(scale.ticks(0.0, 1.0, 6), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
    }

    #[test]
    fn a_symlog_scale_has_zero_and_both_signs() {
        let scale = Scale::fit(ScaleKind::Symlog, [-3e4, 2e3, 5e4, 3e6].into_iter(), &[], None);
        let ticks = scale.ticks(0.0, 1.0, 8);
        assert!(ticks.contains(&0.0) && ticks.contains(&1e6), "{ticks:?}");
        assert!(ticks.iter().any(|tick| *tick < 0.0), "{ticks:?}");
    }

    #[test]
    fn equal_values_share_the_mean_rank() {
        let scale = Scale::fit(ScaleKind::Rank, [5.0, 5.0, 5.0, 9.0].into_iter(), &[], None);
        let low = scale.place(5.0);
        assert!((low - (1.0 / 3.0 + MARGIN) / (1.0 + 2.0 * MARGIN)).abs() < 1e-12);
        assert_eq!(scale.value(low), 5.0);
    }

    #[test]
    fn zooming_keeps_the_place_under_the_pointer() {
        let window = Window::ALL.zoomed(0.5, 0.25, 0.75);
        assert_eq!(
            window,
            Window {
                left: 0.125,
                right: 0.625,
                bottom: 0.375,
                top: 0.875
            }
        );
    }
}
