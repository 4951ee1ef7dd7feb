//! Whose value is due to whom: re-assigning current value along attribution shares, never adding any.
//!
//! Value flows from the account that was won (the outcome) to those it is due to (its contributors). A chain
//! passes on once: what an account hands on includes what it received from others it brought. So the sum of
//! net values equals the sum of current values, whatever the shares (CLNV, Däs et al. 2017).
//!
//! Where accounts credit one another in a circle, value that arrives from inside the circle is not passed on
//! inside it again: each share of the circle moves value one step. What leaves the circle includes it.

use crate::maths::{sort_by_cached_key, sort_by_key};
use crate::portfolio::Document;

use super::groundwork::{Groundwork, Grouped};

/// A share of one account's value that is due to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// Row of the account whose value is shared out.
    pub outcome: u32,
    /// Row of the account it is due to.
    pub contributor: u32,
    /// Effective share: stated share, scaled down when the shares exceed 1, × probability of type one.
    pub share: f64,
    /// True when both stand in one circle.
    pub in_circle: bool,
}

/// All flows, ready to be worked out in order.
#[derive(Clone, Debug, Default)]
pub struct Attribution {
    /// Flows, ordered so that all that arrives at an account stands before what leaves it.
    pub flows: Vec<Flow>,
    /// Flows by row of the contributor.
    pub arriving: Grouped,
    /// Flows by row of the outcome.
    pub leaving: Grouped,
    /// What had to be repaired.
    pub repairs: Repairs,
    groups: Vec<std::ops::Range<usize>>,
    /// Rows that flows leave or reach.
    rows: Vec<u32>,
    /// Outcome and contributor of every flow, as places in `rows`.
    ends: Vec<(u32, u32)>,
}

/// What was wrong with the shares and how it was handled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    /// Outcomes whose shares added up to more than 1 and were scaled down.
    pub scaled: Vec<usize>,
    /// Accounts that stand in a circle.
    pub circular: Vec<usize>,
    /// Accounts credited with their own value; left out.
    pub to_itself: Vec<usize>,
    /// Ids that are not in the portfolio; left out.
    pub strangers: Vec<String>,
}

impl Attribution {
    /// Reads and repairs the shares of `document`.
    pub fn new(document: &Document, groundwork: &Groundwork) -> Self {
        let mut repairs = Repairs::default();
        let attribution = Self::in_order(merged_shares(document, groundwork, &mut repairs));
        let mut in_circle: Vec<usize> = (attribution.flows.iter())
            .filter(|flow| flow.in_circle)
            .flat_map(|flow| [flow.outcome as usize, flow.contributor as usize])
            .collect();
        in_circle.sort_unstable();
        in_circle.dedup();
        repairs.circular = in_circle;
        let n_rows = document.portfolio.accounts.len();
        let by = |row: fn(&Flow) -> u32| -> Grouped {
            let pairs: Vec<(u32, u32)> = (attribution.flows.iter().zip(0_u32..))
                .map(|(flow, number)| (row(flow), number))
                .collect();
            Grouped::new(n_rows, &pairs)
        };
        Self {
            arriving: by(|flow| flow.contributor),
            leaving: by(|flow| flow.outcome),
            repairs,
            ..attribution
        }
    }

    /// The amount of every flow, given every account's own current value by row (unknown counts for nothing).
    ///
    /// amount(j → i) = share · (own_j + Σ amounts arriving at j)
    ///
    /// ```
    /// use both_sides::measures::attribution::passed_on;
    /// // 1 brought 2 (30 %), 2 brought 3 (50 %), 3 brought 4 (20 %); own values 100, 50, 20, 5.
    /// let net = passed_on(&[100.0, 50.0, 20.0, 5.0], &[(1, 0, 0.3), (2, 1, 0.5), (3, 2, 0.2)]);
    /// let rounded: Vec<f64> = net.iter().map(|value| (value * 100.0).round() / 100.0).collect();
    /// assert_eq!(rounded, [118.15, 42.35, 10.5, 4.0]);
    /// ```
    pub fn amounts<const N: usize>(&self, own: impl Fn(usize) -> [f64; N]) -> Vec<[f64; N]> {
        let mut amounts = vec![[0.0; N]; self.flows.len()];
        // What an account holds: its own value and what arrived so far.
        let mut held: Vec<[f64; N]> = self.rows.iter().map(|&row| own(row as usize)).collect();
        let mut arrived: Vec<usize> = Vec::new();
        for group in &self.groups {
            for number in group.clone() {
                if !self.flows[number].in_circle {
                    self.arrive(&mut arrived, &amounts, &mut held);
                }
                let share = self.flows[number].share;
                amounts[number] = held[self.ends[number].0 as usize].map(|value| share * value);
                arrived.push(number);
            }
            self.arrive(&mut arrived, &amounts, &mut held);
        }
        amounts
    }

    /// Adds the amounts of the flows in `arrived` to what their contributors hold; leaves none.
    fn arrive<const N: usize>(&self, arrived: &mut Vec<usize>, amounts: &[[f64; N]], held: &mut [[f64; N]]) {
        for number in arrived.drain(..) {
            let held = &mut held[self.ends[number].1 as usize];
            for (held, amount) in held.iter_mut().zip(amounts[number]) {
                *held += amount;
            }
        }
    }

    /// Orders `flows`, marks those in a circle and finds their groups.
    fn in_order(mut flows: Vec<Flow>) -> Self {
        let place = order_of_groups(&mut flows);
        let group_of = |flow: &Flow| place[flow.outcome as usize];
        sort_by_cached_key(&mut flows, |flow| {
            (group_of(flow), !flow.in_circle, flow.outcome, flow.contributor)
        });
        let mut groups = Vec::new();
        let mut start = 0;
        for group in flows.chunk_by(|a, b| group_of(a) == group_of(b)) {
            groups.push(start..start + group.len());
            start += group.len();
        }
        let (rows, node) = nodes(&flows);
        let ends = flows
            .iter()
            .map(|flow| (node[flow.outcome as usize], node[flow.contributor as usize]));
        Self {
            ends: ends.collect(),
            rows,
            groups,
            flows,
            ..Self::default()
        }
    }
}

/// The rows that flows leave or reach, ascending, and the place of each row among them.
fn nodes(flows: &[Flow]) -> (Vec<u32>, Vec<u32>) {
    let ends = flows.iter().flat_map(|flow| [flow.outcome, flow.contributor]);
    let n_rows = ends.clone().max().map_or(0, |last| last as usize + 1);
    let mut node = vec![u32::MAX; n_rows];
    for row in ends {
        node[row as usize] = 0;
    }
    let rows: Vec<u32> = (0..n_rows as u32)
        .filter(|&row| node[row as usize] == 0)
        .collect();
    for (place, &row) in (0..).zip(&rows) {
        node[row as usize] = place;
    }
    (rows, node)
}

/// Net value of every account: own value plus what it is due less what it owes.
///
/// `shares` are (outcome, contributor, share) by place in `own`; the shares of one outcome add up to 1 at most.
/// Däs, Klier, Klier, Lindner & Thiel (2017), "Customer lifetime network value".
pub fn passed_on(own: &[f64], shares: &[(u32, u32, f64)]) -> Vec<f64> {
    let flows = shares.iter().map(|&(outcome, contributor, share)| Flow {
        outcome,
        contributor,
        share,
        in_circle: false,
    });
    let attribution = Attribution::in_order(flows.collect());
    let amounts = attribution.amounts(|row| [own[row]]);
    let mut net = own.to_vec();
    for (flow, [amount]) in attribution.flows.iter().zip(amounts) {
        net[flow.outcome as usize] -= amount;
        net[flow.contributor as usize] += amount;
    }
    net
}

/// Shares between known accounts, equal pairs added up, scaled to 1 at most, × probability of type one.
fn merged_shares(document: &Document, groundwork: &Groundwork, repairs: &mut Repairs) -> Vec<Flow> {
    let mut shares: Vec<(u32, u32, f64, f64)> = Vec::new();
    for share in document.portfolio.attributions.iter() {
        let rows = [&share.outcome, &share.contributor].map(|id| (id, groundwork.row(id)));
        match rows {
            [(_, Some(outcome)), (_, Some(contributor))] if outcome == contributor => {
                repairs.to_itself.push(outcome);
            }
            [(_, Some(outcome)), (_, Some(contributor))] => {
                let stated = share.share.get();
                shares.push((
                    outcome as u32,
                    contributor as u32,
                    stated,
                    stated * share.type_one.get(),
                ));
            }
            _ => {
                let unknown = rows.iter().filter(|(_, row)| row.is_none());
                repairs
                    .strangers
                    .extend(unknown.map(|(id, _)| id.as_str().to_owned()));
            }
        }
    }
    sort_by_key(&mut shares, |&(outcome, contributor, _, _)| {
        (outcome, contributor)
    });
    let mut flows: Vec<Flow> = Vec::new();
    for of_one in shares.chunk_by(|a, b| a.0 == b.0) {
        let total: f64 = of_one.iter().map(|&(_, _, stated, _)| stated).sum();
        let scale = if total > 1.0 + 1e-9 {
            repairs.scaled.push(of_one[0].0 as usize);
            1.0 / total
        } else {
            1.0
        };
        for pair in of_one.chunk_by(|a, b| a.1 == b.1) {
            flows.push(Flow {
                outcome: pair[0].0,
                contributor: pair[0].1,
                share: scale * pair.iter().map(|&(_, _, _, effective)| effective).sum::<f64>(),
                in_circle: false,
            });
        }
    }
    repairs.to_itself.sort_unstable();
    repairs.to_itself.dedup();
    repairs.strangers.sort_unstable();
    repairs.strangers.dedup();
    flows
}

/// Marks flows inside a circle and gives every row the place of its group: groups that value leaves come before
/// those it reaches (Tarjan 1972, strongly connected components, without recursion).
fn order_of_groups(flows: &mut [Flow]) -> Vec<u32> {
    let (rows, node) = nodes(flows);
    let ends = |flow: &Flow| (node[flow.outcome as usize], node[flow.contributor as usize]);
    let pairs: Vec<(u32, u32)> = flows.iter().map(ends).collect();
    let group = groups_of(rows.len(), &Grouped::new(rows.len(), &pairs));
    for (flow, (outcome, contributor)) in flows.iter_mut().zip(pairs) {
        flow.in_circle = group[outcome as usize] == group[contributor as usize];
    }
    // Tarjan finds what is reached before what reaches it; value has to be followed the other way.
    let last = group.iter().copied().max().unwrap_or(0);
    let place = |&node: &u32| group.get(node as usize).map_or(u32::MAX, |group| last - group);
    node.iter().map(place).collect()
}

fn groups_of(n: usize, next: &Grouped) -> Vec<u32> {
    const UNSEEN: usize = usize::MAX;
    let (mut index, mut lowest) = (vec![UNSEEN; n], vec![0; n]);
    let (mut group, mut n_groups) = (vec![u32::MAX; n], 0);
    let mut open: Vec<usize> = Vec::new();
    let mut counter = 0;
    for start in 0..n {
        if index[start] != UNSEEN {
            continue;
        }
        let mut path = vec![(start, 0)];
        while let Some((node, child)) = path.last().copied() {
            if child == 0 {
                index[node] = counter;
                lowest[node] = counter;
                counter += 1;
                open.push(node);
            }
            if let Some(target) = next.of(node).nth(child) {
                if let Some(top) = path.last_mut() {
                    top.1 += 1;
                }
                if index[target] == UNSEEN {
                    path.push((target, 0));
                } else if group[target] == u32::MAX {
                    lowest[node] = lowest[node].min(index[target]);
                }
                continue;
            }
            path.pop();
            if let Some(&(parent, _)) = path.last() {
                lowest[parent] = lowest[parent].min(lowest[node]);
            }
            if lowest[node] == index[node] {
                while let Some(member) = open.pop() {
                    group[member] = n_groups;
                    if member == node {
                        break;
                    }
                }
                n_groups += 1;
            }
        }
    }
    group
}
