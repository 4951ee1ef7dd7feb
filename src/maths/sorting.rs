//! Sorting many rows by one number each, without a comparison per pair.

use crate::slices::pause;

/// Below this many rows a comparison sort is quicker than passes over 256 buckets.
pub const FEW_TO_SORT: usize = 96;

/// A whole number in the same order as the numbers; the two zeros are one.
pub fn ordered_bits(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 { bits ^ (1 << 63) } else { !bits }
}

/// Sorts rows by their number, the largest first; those level keep their order.
///
/// ```
/// let mut rows = vec![(0, 2.0), (1, -1.0), (2, 7.0), (3, 2.0)];
/// both_sides::maths::largest_first(&mut rows);
/// assert_eq!(rows, [(2, 7.0), (0, 2.0), (3, 2.0), (1, -1.0)]);
/// ```
pub fn largest_first(rows: &mut Vec<(usize, f64)>) {
    let mut keyed: Vec<(u64, u32)> = (rows.iter().zip(0_u32..))
        .map(|((_, value), place)| (!ordered_bits(*value), place))
        .collect();
    sort_keyed(&mut keyed);
    *rows = keyed.iter().map(|(_, place)| rows[*place as usize]).collect();
}

/// The first `n` that [`largest_first`] would put, without sorting the rest.
///
/// ```
/// let rows = [(0, 2.0), (1, -1.0), (2, 7.0), (3, 2.0)];
/// assert_eq!(both_sides::maths::largest(&rows, 2), [(2, 7.0), (0, 2.0)]);
/// ```
pub fn largest(rows: &[(usize, f64)], n: usize) -> Vec<(usize, f64)> {
    let mut keyed: Vec<(u64, u32)> = (rows.iter().zip(0_u32..))
        .map(|((_, value), place)| (!ordered_bits(*value), place))
        .collect();
    if n < keyed.len() {
        keyed.select_nth_unstable(n);
        keyed.truncate(n);
    }
    keyed.sort_unstable();
    keyed.iter().map(|(_, place)| rows[*place as usize]).collect()
}

/// A whole number in the order of `f64::total_cmp`.
pub fn rising(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 0 { bits ^ (1 << 63) } else { !bits }
}

/// The same, the largest first.
pub fn falling(value: f64) -> u64 {
    !rising(value)
}

/// The places `0..n` in rising order of several keys, the first of which counts most; equals keep their order.
///
/// ```
/// use both_sides::maths::{falling, order_by};
/// use both_sides::slices::at_once;
/// let rows = [(1.0, 7), (2.0, 9), (2.0, 8)];
/// let order = at_once(order_by(3, &[&|place| falling(rows[place].0), &|place| rows[place].1]));
/// assert_eq!(order, [2, 1, 0]);
/// ```
pub async fn order_by(n: usize, keys: &[&dyn Fn(usize) -> u64]) -> Vec<usize> {
    let mut places: Vec<u32> = (0..n as u32).collect();
    for key in keys.iter().rev() {
        let mut keyed: Vec<(u64, u32)> = places.iter().map(|&place| (key(place as usize), place)).collect();
        pause().await;
        sort_keyed(&mut keyed);
        places.clear();
        places.extend(keyed.iter().map(|(_, place)| *place));
        pause().await;
    }
    places.into_iter().map(|place| place as usize).collect()
}

/// Sorts by key, stable: passes over one byte each, leaving out bytes that are the same everywhere.
pub fn sort_keyed(keyed: &mut Vec<(u64, u32)>) {
    if keyed.len() < FEW_TO_SORT {
        keyed.sort_by_key(|&(key, _)| key);
        return;
    }
    let differing = keyed
        .iter()
        .fold(0, |differing, &(key, _)| differing | (key ^ keyed[0].0));
    let mut other = vec![(0, 0); keyed.len()];
    for shift in (0..64)
        .step_by(8)
        .filter(|shift| (differing >> shift) & 0xff != 0)
    {
        let bucket = |key: u64| ((key >> shift) & 0xff) as usize;
        let mut starts = [0_usize; 257];
        for &(key, _) in keyed.iter() {
            starts[bucket(key) + 1] += 1;
        }
        for at in 0..256 {
            starts[at + 1] += starts[at];
        }
        for &(key, row) in keyed.iter() {
            let start = &mut starts[bucket(key)];
            other[*start] = (key, row);
            *start += 1;
        }
        std::mem::swap(keyed, &mut other);
    }
}
