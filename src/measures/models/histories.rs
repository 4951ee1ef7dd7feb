//! What repeat-purchase models read: equal histories counted together, in an order of their own.

/// Accounts with the same purchase history; time in weeks, or in chances to buy where a model counts those.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct History {
    /// Repeat purchases.
    pub x: f64,
    /// Time of the last one, counted from the first purchase.
    pub t_x: f64,
    /// Time watched since the first purchase.
    pub t: f64,
    /// How many accounts.
    pub n: f64,
}

impl History {
    /// One account that bought `x` times more, last at `t_x`, watched until `t`.
    pub const fn new(x: f64, t_x: f64, t: f64) -> Self {
        Self { x, t_x, t, n: 1.0 }
    }
}

/// Equal histories merged, by `x`, `t_x` and `t`: the order of the accounts leaves no trace in any sum.
///
/// ```
/// use both_sides::measures::models::{History, group};
/// let rows = vec![History::new(1.0, 2.0, 9.0), History::new(0.0, 0.0, 9.0), History::new(1.0, 2.0, 9.0)];
/// assert_eq!(group(rows).iter().map(|row| (row.x, row.n)).collect::<Vec<_>>(), [(0.0, 1.0), (1.0, 2.0)]);
/// ```
pub fn group(mut rows: Vec<History>) -> Vec<History> {
    // No time is negative, so that the bits of the numbers sort as the numbers do.
    rows.sort_unstable_by_key(|row| (row.x.to_bits(), row.t_x.to_bits(), row.t.to_bits()));
    rows.dedup_by(|next, kept| {
        let is_same = (kept.x, kept.t_x, kept.t) == (next.x, next.t_x, next.t);
        if is_same {
            kept.n += next.n;
        }
        is_same
    });
    rows
}

/// Mean time between two purchases of a customer; `None` when nobody bought again.
pub(super) fn time_between_purchases(rows: &[History]) -> Option<f64> {
    let (bought, watched) = rows
        .iter()
        .fold((0.0, 0.0), |(x, t), row| (x + row.n * row.x, t + row.n * row.t));
    (bought > 0.0 && watched > 0.0).then(|| watched / bought)
}

/// Accounts with the same number of repeat purchases and the same mean spend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spender {
    /// Repeat purchases.
    pub x: f64,
    /// Mean spend of them.
    pub mean: f64,
    /// How many accounts.
    pub n: f64,
}

/// Equal spenders merged, by `x` and mean. Who bought once or spent nothing says nothing about spend per purchase
/// and is left out.
pub fn group_spenders(mut rows: Vec<Spender>) -> Vec<Spender> {
    rows.retain(|row| row.x > 0.0 && row.mean > 0.0);
    rows.sort_unstable_by_key(|row| (row.x.to_bits(), row.mean.to_bits()));
    rows.dedup_by(|next, kept| {
        let is_same = (kept.x, kept.mean) == (next.x, next.mean);
        if is_same {
            kept.n += next.n;
        }
        is_same
    });
    rows
}
