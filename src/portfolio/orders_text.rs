//! The one cell that holds what an account's orders add up to, in the CSV this app writes and reads back.

use std::sync::Arc;

use serde_json::{Value, json};
use thiserror::Error;

use crate::units::Day;

use super::{OrderHistory, ProductId, ProductSpend, Renewals, RepeatPurchases, Spend, YearSpend};

/// Header of the column with these cells.
pub const ORDER_HISTORY_COLUMN: &str = "order_history";

/// A cell of the order history column that was changed outside this app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the order history is no longer as this app wrote it; leave the cell empty or export again")]
pub struct NotAnOrderHistory;

impl OrderHistory {
    /// Compact JSON on one line; [`OrderHistory::from_text`] gives the same value back.
    pub fn to_text(&self) -> String {
        let years = self.by_year.iter().map(|year| {
            let spend = year.spend;
            json!([year.year, spend.revenue, spend.profit, spend.n_orders])
        });
        let products = self
            .by_product
            .iter()
            .map(|spend| json!([&*spend.product.0, spend.revenue]));
        let channels = self
            .by_channel
            .iter()
            .map(|(channel, revenue)| json!([&**channel, revenue]));
        let repeat = self
            .repeat
            .map(|repeat| json!([repeat.x, repeat.t_x, repeat.t, repeat.mean_spend]));
        json!({
            "total": spend_value(self.total),
            "lines": self.n_lines,
            "first": self.first.map(|day| day.to_string()),
            "last": self.last.map(|day| day.to_string()),
            "year": spend_value(self.trailing_year),
            "years": years.collect::<Vec<_>>(),
            "products": products.collect::<Vec<_>>(),
            "channels": channels.collect::<Vec<_>>(),
            "renewals": [self.renewals.renewed, self.renewals.lost],
            "repeat": repeat,
            "gaps": self.gaps,
        })
        .to_string()
    }

    /// Reads what [`OrderHistory::to_text`] wrote.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn from_text(text: &str) -> Result<Self, NotAnOrderHistory> {
        let value: Value = serde_json::from_str(text).map_err(|_| NotAnOrderHistory)?;
        read_history(&value).ok_or(NotAnOrderHistory)
    }
}

fn spend_value(spend: Spend) -> Value {
    json!([spend.revenue, spend.profit, spend.n_orders])
}

fn read_history(value: &Value) -> Option<OrderHistory> {
    let years = value.get("years")?.as_array()?.iter().map(|year| {
        let spend = Value::Array(year.as_array()?.get(1..)?.to_vec());
        Some(YearSpend {
            year: i16::try_from(year.get(0)?.as_i64()?).ok()?,
            spend: read_spend(&spend)?,
        })
    });
    let named = |key: &str| -> Option<Vec<(Arc<str>, f64)>> {
        let pairs = value.get(key)?.as_array()?.iter();
        pairs
            .map(|pair| Some((Arc::from(pair.get(0)?.as_str()?), pair.get(1)?.as_f64()?)))
            .collect()
    };
    let products = named("products")?.into_iter().map(|(id, revenue)| ProductSpend {
        product: ProductId(id),
        revenue,
    });
    let renewals = value.get("renewals")?;
    Some(OrderHistory {
        total: read_spend(value.get("total")?)?,
        n_lines: count(value.get("lines")?)?,
        first: read_day(value.get("first")?)?,
        last: read_day(value.get("last")?)?,
        trailing_year: read_spend(value.get("year")?)?,
        by_year: years.collect::<Option<_>>()?,
        by_product: products.collect(),
        by_channel: named("channels")?,
        renewals: Renewals {
            renewed: count(renewals.get(0)?)?,
            lost: count(renewals.get(1)?)?,
        },
        repeat: read_repeat(value.get("repeat")?)?,
        gaps: read_gaps(value.get("gaps"))?,
    })
}

/// Earlier exports have none.
fn read_gaps(value: Option<&Value>) -> Option<Vec<u32>> {
    let Some(value) = value else {
        return Some(Vec::new());
    };
    value.as_array()?.iter().map(count).collect()
}

fn read_spend(value: &Value) -> Option<Spend> {
    Some(Spend {
        revenue: value.get(0)?.as_f64()?,
        profit: known_number(value.get(1)?)?,
        n_orders: count(value.get(2)?)?,
    })
}

fn read_repeat(value: &Value) -> Option<Option<RepeatPurchases>> {
    if value.is_null() {
        return Some(None);
    }
    Some(Some(RepeatPurchases {
        x: count(value.get(0)?)?,
        t_x: value.get(1)?.as_f64()?,
        t: value.get(2)?.as_f64()?,
        mean_spend: known_number(value.get(3)?)?,
    }))
}

fn known_number(value: &Value) -> Option<Option<f64>> {
    match value {
        Value::Null => Some(None),
        other => other.as_f64().map(Some),
    }
}

fn read_day(value: &Value) -> Option<Option<Day>> {
    match value {
        Value::Null => Some(None),
        other => other.as_str()?.parse().ok().map(Some),
    }
}

fn count(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|count| u32::try_from(count).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_reads_back_as_the_same() {
        let spend = Spend {
            revenue: 0.1 + 0.2,
            profit: Some(-1e-9),
            n_orders: 3,
        };
        let full = OrderHistory {
            total: spend,
            n_lines: 7,
            first: Day::new(2014, 2, 28),
            last: Day::new(2017, 12, 31),
            trailing_year: Spend {
                profit: None,
                ..spend
            },
            by_year: vec![YearSpend { year: 2014, spend }],
            by_product: vec![ProductSpend {
                product: ProductId(Arc::from("a \"b\",\n;c")),
                revenue: 1e15 / 3.0,
            }],
            by_channel: vec![(Arc::from("web"), 12.5)],
            renewals: Renewals { renewed: 2, lost: 1 },
            repeat: Some(RepeatPurchases {
                x: 2,
                t_x: 30.43,
                t: 272.0 / 7.0,
                mean_spend: Some(22.35),
            }),
            gaps: vec![200, 13],
        };
        for history in [OrderHistory::default(), full] {
            let text = history.to_text();
            assert!(!text.contains('\n'), "{text}");
            assert_eq!(OrderHistory::from_text(&text), Ok(history));
        }
        for broken in ["", "{}", "[]", "{\"total\":1}"] {
            assert_eq!(OrderHistory::from_text(broken), Err(NotAnOrderHistory));
        }
    }
}
