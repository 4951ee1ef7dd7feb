//! Sorting that is compiled once: the standard library's sort is compiled anew for each closure, some five kilobytes.

use std::cmp::Ordering;

/// The places `0..n` as `compare` orders what stands there; equals keep their order.
///
/// ```
/// let lengths = [3, 1, 2];
/// assert_eq!(both_sides::maths::order(3, &|a, b| lengths[a].cmp(&lengths[b])), [1, 2, 0]);
/// ```
pub fn order(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..n).collect();
    places.sort_by(|&one, &other| compare(one, other));
    places
}

/// Sorts `items` as `compare` says; equals keep their order.
///
/// ```
/// let mut words = ["pear", "fig", "kiwi"];
/// both_sides::maths::sort_by(&mut words, |a, b| a.len().cmp(&b.len()));
/// assert_eq!(words, ["fig", "pear", "kiwi"]);
/// ```
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut from = order(items.len(), &|one, other| compare(&items[one], &items[other]));
    arrange(&mut from, &mut |one, other| items.swap(one, other));
}

/// Sorts `items` by a key; equals keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts `items` by a key that is made once for each; equals keep their order.
pub fn sort_by_cached_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let mut from = order(items.len(), &|one, other| keys[one].cmp(&keys[other]));
    arrange(&mut from, &mut |one, other| items.swap(one, other));
}

/// Swaps until what stood at `from[place]` stands at `place`, going round each circle of places once.
fn arrange(from: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..from.len() {
        let mut place = start;
        loop {
            let next = std::mem::replace(&mut from[place], place);
            if next == start {
                break;
            }
            swap(place, next);
            place = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let mut state = 7_u64;
        for n in 0..60 {
            let mut ours: Vec<(u64, usize)> = Vec::new();
            for at in 0..n {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                ours.push((state >> 60, at));
            }
            let (mut theirs, mut cached, mut keyed) = (ours.clone(), ours.clone(), ours.clone());
            sort_by(&mut ours, |one, other| one.0.cmp(&other.0));
            sort_by_key(&mut keyed, |item| item.0);
            sort_by_cached_key(&mut cached, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            assert_eq!((&ours, &keyed, &cached), (&theirs, &theirs, &theirs));
        }
    }
}
