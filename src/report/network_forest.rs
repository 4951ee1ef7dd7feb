//! Links between members as trees: who stands under whom, in which order, in which generation.
//!
//! Every member stands once, under the contributor most of its value is due to. Its other contributors are crossing
//! links. Where members brought one another in a circle, the one others owe most heads the tree.

use std::collections::{BTreeMap, BTreeSet};

use crate::maths::sort_by;
use crate::measures::network::Link;

/// A member in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Row of the member.
    pub row: usize,
    /// Place of the one it stands under, in the same list; `None` at the head of a tree.
    pub parent: Option<usize>,
    /// Steps from the head.
    pub generation: usize,
}

/// Trees that are linked with one another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grove {
    /// Members, each after the one it stands under.
    pub leaves: Vec<Leaf>,
    /// Value that is due along all links of the grove.
    pub value: f64,
}

/// The groves of `links`, those along which most value is due first.
pub fn groves(links: &[Link]) -> Vec<Grove> {
    let parents = parents(links);
    let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (&row, &parent) in &parents {
        children.entry(parent).or_default().push(row);
    }
    let below = due_below(links, &parents);
    let due = |row: usize| below.get(&row).copied().unwrap_or_default();
    for rows in children.values_mut() {
        sort_by(rows, |one, other| {
            due(*other).total_cmp(&due(*one)).then(one.cmp(other))
        });
    }
    let group = groups(links);
    let mut found: BTreeMap<usize, Grove> = BTreeMap::new();
    for &head in children.get(&None).into_iter().flatten() {
        let grove = found.entry(group[&head]).or_default();
        plant(grove, head, &children);
    }
    for link in links {
        if let Some(grove) = found.get_mut(&group[&link.from]) {
            grove.value += link.size();
        }
    }
    let mut groves: Vec<Grove> = found.into_values().collect();
    sort_by(&mut groves, |one, other| {
        (other.value.total_cmp(&one.value)).then(other.leaves.len().cmp(&one.leaves.len()))
    });
    groves
}

/// Puts a tree into the grove, heads before those under them.
fn plant(grove: &mut Grove, head: usize, children: &BTreeMap<Option<usize>, Vec<usize>>) {
    let mut open = vec![(head, None, 0)];
    while let Some((row, parent, generation)) = open.pop() {
        let place = grove.leaves.len();
        grove.leaves.push(Leaf {
            row,
            parent,
            generation,
        });
        let under = children.get(&Some(row)).into_iter().flatten().rev();
        open.extend(under.map(|&child| (child, Some(place), generation + 1)));
    }
}

/// Under whom each member stands.
fn parents(links: &[Link]) -> BTreeMap<usize, Option<usize>> {
    let mut parents: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    let mut best: BTreeMap<usize, f64> = BTreeMap::new();
    let mut owed: BTreeMap<usize, f64> = BTreeMap::new();
    for link in links {
        parents.entry(link.from).or_default();
        *owed.entry(link.from).or_default() += link.size();
        let parent = parents.entry(link.to).or_default();
        let size = link.size();
        if parent.is_none() || best.get(&link.to).is_some_and(|best| size > *best) {
            *parent = Some(link.from);
            best.insert(link.to, size);
        }
    }
    let rows: Vec<usize> = parents.keys().copied().collect();
    for row in rows {
        open_circle(&mut parents, &owed, row);
    }
    parents
}

/// Where the way up from `row` comes back to itself, the member of that circle others owe most stands under nobody.
fn open_circle(parents: &mut BTreeMap<usize, Option<usize>>, owed: &BTreeMap<usize, f64>, row: usize) {
    let mut way: Vec<usize> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut now = Some(row);
    while let Some(here) = now {
        if !seen.insert(here) {
            let start = way.iter().position(|&other| other == here).unwrap_or(0);
            let due = |row: usize| owed.get(&row).copied().unwrap_or_default();
            let circle = way[start..].iter().copied();
            let head = circle.max_by(|&one, &other| due(one).total_cmp(&due(other)).then(other.cmp(&one)));
            if let Some(head) = head {
                parents.insert(head, None);
            }
            return;
        }
        way.push(here);
        now = parents.get(&here).copied().flatten();
    }
}

/// What is due along the links from each member and from all that stand under it.
fn due_below(links: &[Link], parents: &BTreeMap<usize, Option<usize>>) -> BTreeMap<usize, f64> {
    let mut below: BTreeMap<usize, f64> = BTreeMap::new();
    for link in links {
        let mut now = Some(link.from);
        while let Some(row) = now {
            *below.entry(row).or_default() += link.size();
            now = parents.get(&row).copied().flatten();
        }
    }
    below
}

/// The smallest row each member is linked with over any number of links.
fn groups(links: &[Link]) -> BTreeMap<usize, usize> {
    fn head(group: &BTreeMap<usize, usize>, mut row: usize) -> usize {
        while let Some(&next) = group.get(&row).filter(|next| **next != row) {
            row = next;
        }
        row
    }
    let mut group: BTreeMap<usize, usize> = BTreeMap::new();
    for link in links {
        group.entry(link.from).or_insert(link.from);
        group.entry(link.to).or_insert(link.to);
        let ends = [head(&group, link.from), head(&group, link.to)];
        group.insert(ends[0].max(ends[1]), ends[0].min(ends[1]));
    }
    let rows: Vec<usize> = group.keys().copied().collect();
    rows.into_iter().map(|row| (row, head(&group, row))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Spread;
    use crate::portfolio::Basis;

    fn link(from: usize, to: usize, amount: f64) -> Link {
        Link {
            from,
            to,
            amount: Some(Spread::exact(amount, Basis::Attributed)),
            ..Link::default()
        }
    }

    fn rows(grove: &Grove) -> Vec<(usize, usize)> {
        let leaves = grove.leaves.iter();
        leaves.map(|leaf| (leaf.row, leaf.generation)).collect()
    }

    #[test]
    fn a_chain_is_one_tree_and_the_largest_grove_stands_first() {
        let groves = groves(&[
            link(0, 1, 10.0),
            link(5, 6, 50.0),
            link(6, 7, 5.0),
            link(5, 8, 20.0),
        ]);
        assert_eq!(groves.len(), 2);
        assert_eq!(rows(&groves[0]), [(5, 0), (6, 1), (7, 2), (8, 1)]);
        assert_eq!(groves[0].value, 75.0);
        assert_eq!(rows(&groves[1]), [(0, 0), (1, 1)]);
    }

    #[test]
    fn with_two_contributors_a_member_stands_under_the_larger_and_both_trees_stand_together() {
        let groves = groves(&[link(0, 2, 10.0), link(1, 2, 30.0)]);
        assert_eq!(groves.len(), 1);
        assert_eq!(rows(&groves[0]), [(1, 0), (2, 1), (0, 0)]);
    }

    #[test]
    fn a_circle_is_opened_at_the_member_others_owe_most() {
        let groves = groves(&[link(0, 1, 10.0), link(1, 2, 40.0), link(2, 0, 20.0)]);
        assert_eq!(rows(&groves[0]), [(1, 0), (2, 1), (0, 2)]);
    }

    proptest::proptest! {
        #[test]
        fn every_member_stands_once_whatever_the_links(ends in proptest::collection::vec((0_usize..12, 0_usize..12, 0_u8..9), 1..40)) {
            let links: Vec<Link> = (ends.iter())
                .filter(|(from, to, _)| from != to)
                .map(|&(from, to, amount)| link(from, to, f64::from(amount)))
                .collect();
            let members: BTreeSet<usize> = links.iter().flat_map(|link| [link.from, link.to]).collect();
            let groves = groves(&links);
            let mut stood: Vec<usize> = groves.iter().flat_map(|grove| grove.leaves.iter().map(|leaf| leaf.row)).collect();
            stood.sort_unstable();
            proptest::prop_assert_eq!(stood, members.into_iter().collect::<Vec<_>>());
            for grove in &groves {
                for (place, leaf) in grove.leaves.iter().enumerate() {
                    if let Some(parent) = leaf.parent {
                        proptest::prop_assert!(parent < place);
                        proptest::prop_assert_eq!(grove.leaves[parent].generation + 1, leaf.generation);
                    }
                }
            }
        }
    }
}
