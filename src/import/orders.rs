//! Order lines grouped by account.

use super::columns::NO_DAY;

/// What adding up needs of one order line.
#[derive(Clone, Copy, Debug)]
pub struct OrderLine {
    /// Revenue after discount.
    pub revenue: f64,
    /// Profit, not-a-number where unknown.
    pub profit: f64,
    /// Day since 1970; [`NO_DAY`] when the log has no dates.
    pub day: i32,
    /// Number of the product; 0 is none.
    pub product: u32,
    /// Number of the channel; 0 is none.
    pub channel: u32,
    /// Place among the good rows.
    pub place: u32,
}

impl OrderLine {
    const NONE: Self = Self {
        revenue: 0.0,
        profit: 0.0,
        day: NO_DAY,
        product: 0,
        channel: 0,
        place: 0,
    };
}

/// How many of the lines of one account, in the order of days, say just what another one said before.
pub fn n_repeated(lines: &[OrderLine], quantity: &[f64], orders: &[u64]) -> u32 {
    let content = |line: &OrderLine| {
        let place = line.place as usize;
        let quantity = quantity.get(place).map_or(0, |quantity| quantity.to_bits());
        let numbers = [line.revenue.to_bits(), line.profit.to_bits(), quantity];
        (numbers, line.product, line.channel, orders.get(place).copied())
    };
    let of_day = |lines: &[OrderLine]| {
        if lines.len() < 2 {
            return 0;
        }
        let mut contents: Vec<_> = lines.iter().map(content).collect();
        contents.sort_unstable();
        contents.dedup();
        (lines.len() - contents.len()) as u32
    };
    lines.chunk_by(|a, b| a.day == b.day).map(of_day).sum()
}

/// The lines of each account side by side, in the order of the file until sorted by day.
#[derive(Clone, Debug)]
pub struct ByAccount {
    starts: Vec<u32>,
    lines: Vec<OrderLine>,
    /// Number of each account with a line, in the order of the file.
    pub accounts: Vec<u32>,
}

impl ByAccount {
    /// Groups lines by the number of their account; `line` tells the line at a place.
    pub fn new(codes: &[u32], n_codes: usize, mut line: impl FnMut(usize) -> OrderLine) -> Self {
        let mut starts = vec![0_u32; n_codes + 1];
        let mut accounts = Vec::new();
        for &code in codes {
            let n_lines = &mut starts[code as usize + 1];
            if *n_lines == 0 {
                accounts.push(code);
            }
            *n_lines += 1;
        }
        for code in 0..n_codes {
            starts[code + 1] += starts[code];
        }
        let mut next = starts.clone();
        let mut lines = vec![OrderLine::NONE; codes.len()];
        for (place, &code) in codes.iter().enumerate() {
            let slot = &mut next[code as usize];
            lines[*slot as usize] = line(place);
            *slot += 1;
        }
        Self {
            starts,
            lines,
            accounts,
        }
    }

    /// The lines of an account in the order of days, and those of one day in the order of the file.
    pub fn sorted_lines(&mut self, code: u32) -> &[OrderLine] {
        let code = code as usize;
        let lines = &mut self.lines[self.starts[code] as usize..self.starts[code + 1] as usize];
        if !lines.is_sorted_by_key(|line| line.day) {
            lines.sort_by_key(|line| line.day);
        }
        lines
    }
}
