//! 100,000 accounts with their orders fit in local storage.

use std::sync::Arc;

use both_sides::portfolio::*;
use both_sides::saved::{open, packed, shelf, write};
use both_sides::units::{Day, Estimate, Ratio};

/// A small generator of the same numbers every time (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn next(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn cents(&mut self, most: u64) -> f64 {
        self.next(most * 100) as f64 / 100.0
    }
}

const FIRST_NAMES: [&str; 8] = ["Ada", "Bram", "Chloe", "Daan", "Elif", "Femke", "Goran", "Hanna"];
const LAST_NAMES: [&str; 8] = [
    "Jansen", "de Vries", "Kowalski", "Meyer", "Okafor", "Silva", "Tanaka", "Yilmaz",
];

fn spend(dice: &mut Dice) -> Spend {
    Spend {
        revenue: dice.cents(5_000),
        profit: Some(dice.cents(900)),
        n_orders: dice.next(9) as u32,
    }
}

fn history(dice: &mut Dice) -> OrderHistory {
    let first = 16_000 + dice.next(900) as i32;
    let last = first + dice.next(500) as i32;
    let x = dice.next(9) as u32;
    let gaps = (0..x).map(|_| 1 + dice.next(160) as u32).collect();
    let years = (0..2).map(|at| YearSpend {
        year: 2014 + at,
        spend: spend(dice),
    });
    OrderHistory {
        gaps,
        by_year: years.collect(),
        total: spend(dice),
        n_lines: dice.next(20) as u32,
        first: Day::from_epoch_days(first),
        last: Day::from_epoch_days(last),
        trailing_year: spend(dice),
        by_product: (0..2)
            .map(|_| ProductSpend {
                product: ProductId(Arc::from(format!("group {}", dice.next(17)))),
                revenue: dice.cents(3_000),
            })
            .collect(),
        by_channel: Vec::new(),
        renewals: Renewals {
            renewed: dice.next(3) as u32,
            lost: dice.next(2) as u32,
        },
        repeat: Some(RepeatPurchases {
            x,
            t_x: f64::from(last - first) / 7.0,
            t: f64::from(17_531 - first) / 7.0,
            mean_spend: Some(dice.cents(400)),
        }),
    }
}

fn large() -> Document {
    let mut dice = Dice(11);
    let accounts = (0..100_000).map(|row| {
        let first = FIRST_NAMES[dice.next(8) as usize];
        let last = LAST_NAMES[dice.next(8) as usize];
        let mut account = Account::new(
            AccountId::new(&format!("C-{row:06}")),
            &format!("{first} {last} {}", dice.next(900)),
        );
        account.segment = format!("Segment {}", dice.next(4));
        account.region = format!("Region {}", dice.next(12));
        account.source = "orders.csv".to_owned();
        account.economics.cost_to_serve = Estimate::exact(dice.cents(300));
        account.economics.avoidable_share = Some(Ratio::clamped(dice.next(100) as f64 / 100.0));
        account.orders = Some(Shared::new(history(&mut dice)));
        Shared::new(account)
    });
    let accounts = accounts.collect();
    let mut document = Document::empty("Large", "EUR", Day::new(2026, 11, 22).unwrap());
    document.portfolio.accounts = accounts;
    document
}

#[test]
fn a_hundred_thousand_accounts_with_orders_fit_in_local_storage() {
    let document = large();
    let text = write(&document);
    let stored = packed::pack(&text, 6);
    let n_units = stored.encode_utf16().count();
    println!(
        "{} bytes as JSON, {n_units} units stored, {:.1} bytes of storage per account",
        text.len(),
        n_units as f64 * 2.0 / 1e5
    );
    assert!(n_units < shelf::UNITS, "{n_units} units");
    assert!(open(&packed::unpack(&stored).unwrap()) == Ok(document));
}
