//! One definition per column: its name, how it is stored, how it is taken from a row and put back.

use crate::saved::OpenError;
use crate::saved::columns::{Fault, Store};
use crate::units::short_number;

/// More rows than any table of a portfolio may have.
pub const MAX_ROWS: usize = 2_000_000;

/// Declares a table of format 1.
///
/// The first column must have a value in every row: it proves that the rows are there, so that a small
/// hostile file cannot ask for millions of them.
macro_rules! table {
    (
        $(#[$doc:meta])*
        $name:ident of $row:ty, $key:literal, rows $rows:path, blank $blank:expr;
        $first:ident: $first_store:ty, $first_get:expr, $first_set:expr;
        $($column:ident: $store:ty, $get:expr, $set:expr;)*
    ) => {
        $(#[$doc])*
        #[derive(Default)]
        pub struct $name {
            n: usize,
            $first: $first_store,
            $($column: $store,)*
        }

        crate::saved::place::object!($name: ; n, $first $(, $column)*);
        crate::saved::place::readable!($name);

        impl $name {
            /// How the table is written.
            pub const TABLE: super::Table = super::Table {
                name: $key,
                n_rows: |document| $rows(document).count(),
                columns: &[
                    (stringify!($first), |document| {
                        super::table::text::<$first_store>(&mut $rows(document).map($first_get))
                    }),
                    $((stringify!($column), |document| {
                        super::table::text::<$store>(&mut $rows(document).map($get))
                    }),)*
                ],
            };

            /// The checked rows.
            pub fn into_rows(self) -> Result<Vec<$row>, crate::saved::OpenError> {
                let n_rows = super::table::checked_rows($key, self.n, &self.$first)?;
                let blank: fn() -> $row = $blank;
                let mut rows: Vec<$row> = (0..n_rows).map(|_| blank()).collect();
                let set: fn(&mut $row, <$first_store as crate::saved::columns::Store>::Value)
                    -> Result<(), crate::saved::columns::Fault> = $first_set;
                super::table::fill($key, stringify!($first), self.$first, &mut rows, set)?;
                $({
                    let set: fn(&mut $row, <$store as crate::saved::columns::Store>::Value)
                        -> Result<(), crate::saved::columns::Fault> = $set;
                    super::table::fill($key, stringify!($column), self.$column, &mut rows, set)?;
                })*
                Ok(rows)
            }
        }
    };
}
pub(super) use table;

/// The column as JSON; `None` when no row has a value.
pub fn text<S: Store>(values: &mut dyn Iterator<Item = Option<S::Value>>) -> Option<String> {
    let column = S::collect(values);
    // Numbers, texts and lists of them cannot fail to be written.
    (column.n_values() > 0)
        .then(|| serde_json::to_string(&column).ok())
        .flatten()
}

/// The number of rows, when the first column proves it.
pub fn checked_rows<S: Store>(table: &str, n_rows: usize, first: &S) -> Result<usize, OpenError> {
    if n_rows > MAX_ROWS {
        return Err(OpenError::TooLarge {
            limit: "2,000,000 rows",
        });
    }
    if first.n_values() != n_rows {
        return Err(OpenError::damaged(
            table,
            format!("{n_rows} rows are announced, {} are there", first.n_values()),
        ));
    }
    Ok(n_rows)
}

/// Puts a column into its rows.
pub fn fill<S: Store, R>(
    table: &str,
    column: &str,
    values: S,
    rows: &mut [R],
    set: fn(&mut R, S::Value) -> Result<(), Fault>,
) -> Result<(), OpenError> {
    let mut reached = 0;
    let filled = values.fill(rows.len(), &mut |row, value| {
        reached = row;
        set(&mut rows[row], value)
    });
    filled.map_err(|Fault(reason)| {
        OpenError::damaged(format!("{table}, {column}, row {}", reached + 1), reason)
    })
}

/// A text that says something.
pub fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A number within `low..=high`.
pub fn within(value: f64, low: f64, high: f64) -> Result<f64, Fault> {
    if (low..=high).contains(&value) {
        Ok(value)
    } else {
        let [value, low, high] = [value, low, high].map(short_number);
        Err(Fault(format!("{value} is not between {low} and {high}")))
    }
}

/// An estimate whose ends lie within `low..=high`.
pub fn estimate_within(
    value: crate::units::Estimate,
    low: f64,
    high: f64,
) -> Result<crate::units::Estimate, Fault> {
    within(value.low(), low, high)?;
    within(value.high(), low, high)?;
    Ok(value)
}

/// The word as one of a choice.
pub fn chosen<T>(word: &str, from_word: fn(&str) -> Option<T>) -> Result<T, Fault> {
    from_word(word).ok_or_else(|| Fault(format!("\"{}\" is not a word of this choice", shortened(word))))
}

/// At most 40 characters of a text that may be hostile.
pub fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
