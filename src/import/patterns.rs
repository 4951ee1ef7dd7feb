//! Small tables pasted at the model desk: purchase histories with counts, or how many customers were left.
//!
//! They are data for a fit, never accounts.

use crate::measures::models::{Cohort, History, Purchases};
use crate::portfolio::{NumberMarks, read_number};

/// What was pasted.
#[derive(Clone, Debug, PartialEq)]
pub enum Pasted {
    /// Histories, each for one account or for as many as the table says.
    Histories(Purchases),
    /// Customers at the start and after each renewal.
    Series(Cohort),
}

/// Rows that are read at most.
const MOST_ROWS: usize = 200_000;

/// Words for the columns, in the order in which they stand without a header.
const WORDS: [&[&str]; 5] = [
    &["x", "frequency", "repeat purchases", "p1x"],
    &["t_x", "tx", "t.x", "recency"],
    &[
        "t",
        "periods",
        "n",
        "t.cal",
        "opportunities",
        "age",
        "time watched",
    ],
    &[
        "weights",
        "weight",
        "n_cust",
        "customers",
        "count",
        "donors",
        "number",
    ],
    &["zbar", "mean spend", "monetary", "monetary_value", "m"],
];

/// Reads a pasted table: with or without a header, columns parted by commas, semicolons, tabs or spaces.
///
/// # Errors
/// A sentence that names the line and the way out.
///
/// ```
/// use both_sides::import::{Pasted, read_pasted};
/// let Ok(Pasted::Series(cohort)) = read_pasted("1000, 631, 468", false) else { panic!() };
/// assert_eq!(cohort.left, [1000.0, 631.0, 468.0]);
/// ```
pub fn read_pasted(text: &str, by_chance: bool) -> Result<Pasted, String> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let first = *lines
        .first()
        .ok_or("Nothing was pasted: paste a table with a line per pattern.")?;
    if lines.len() > MOST_ROWS {
        return Err(format!(
            "The table has {} lines; {MOST_ROWS} can be read here.",
            lines.len()
        ));
    }
    let has_header = cells(first)
        .iter()
        .any(|cell| read_number(cell, NumberMarks::POINT).is_none());
    let names: Vec<String> = if has_header {
        cells(first).into_iter().map(str::to_lowercase).collect()
    } else {
        Vec::new()
    };
    let rows = lines.iter().enumerate().skip(usize::from(has_header));
    let rows: Vec<Vec<f64>> = rows
        .map(|(at, line)| numbers(at + 1, line))
        .collect::<Result<_, _>>()?;
    let width = rows.first().map_or(0, Vec::len);
    match (rows.len(), width) {
        (0, _) => Err("The table has a header and no line below it.".to_owned()),
        (1, 2..) if names.is_empty() => series(rows[0].clone()),
        (_, 1) => series(rows.iter().map(|row| row[0]).collect()),
        (_, 2) => series(rows.iter().filter_map(|row| row.get(1).copied()).collect()),
        _ => histories(&names, &rows, usize::from(has_header), by_chance),
    }
}

fn cells(line: &str) -> Vec<&str> {
    let parted = [';', '\t', ','].into_iter().find(|mark| line.contains(*mark));
    let clean = |cell: &'_ str| -> bool { !cell.is_empty() };
    match parted {
        Some(mark) => line
            .split(mark)
            .map(|cell| cell.trim().trim_matches('"'))
            .collect(),
        None => line.split_whitespace().filter(|cell| clean(cell)).collect(),
    }
}

fn numbers(line: usize, text: &str) -> Result<Vec<f64>, String> {
    let number = |cell: &str| {
        read_number(cell, NumberMarks::POINT)
            .filter(|number| number.is_finite())
            .ok_or_else(|| {
                format!(
                    "line {line}: \"{}\" is not a number; write 0.5 or leave the line out",
                    shortened(cell)
                )
            })
    };
    cells(text).into_iter().map(number).collect()
}

fn shortened(cell: &str) -> String {
    cell.chars().take(30).collect()
}

fn series(left: Vec<f64>) -> Result<Pasted, String> {
    let rises = left.windows(2).position(|pair| pair[1] > pair[0]);
    if left.len() < 2 || left[0] <= 0.0 {
        return Err(
            "A series needs the customers at the start, above zero, and after at least one renewal."
                .to_owned(),
        );
    }
    if let Some(at) = rises {
        return Err(format!(
            "The series rises from {} to {}: it counts how many are left, which never rises.",
            left[at],
            left[at + 1]
        ));
    }
    if left.iter().any(|left| *left < 0.0) {
        return Err("The series holds a number below zero.".to_owned());
    }
    Ok(Pasted::Series(Cohort { left }))
}

fn histories(names: &[String], rows: &[Vec<f64>], n_above: usize, by_chance: bool) -> Result<Pasted, String> {
    let column = |at: usize| match names {
        [] => Some(at).filter(|at| *at < rows[0].len()),
        _ => names.iter().position(|name| WORDS[at].contains(&name.as_str())),
    };
    let places = [column(0), column(1), column(2)];
    let [Some(x), Some(t_x), Some(t)] = places else {
        return Err(
            "The table needs columns frequency (x), recency (t_x) and periods or time watched (T or n)."
                .to_owned(),
        );
    };
    // Without a header the fourth column counts patterns of chances, and is the spend of single histories.
    let (n, spend) = match names {
        [] if !by_chance => (None, column(3)),
        _ => (column(3), column(4)),
    };
    let mut purchases = Purchases {
        by_chance,
        ..Purchases::default()
    };
    for (at, row) in rows.iter().enumerate() {
        let line = at + 1 + n_above;
        let get = |place: usize| {
            row.get(place)
                .copied()
                .ok_or_else(|| format!("line {line}: a number is missing"))
        };
        let history = History {
            x: get(x)?,
            t_x: get(t_x)?,
            t: get(t)?,
            n: n.map_or(Ok(1.0), get)?,
        };
        let is_whole = |number: f64| number == libm::floor(number);
        let is_possible = history.x >= 0.0
            && is_whole(history.x)
            && (0.0..=history.t).contains(&history.t_x)
            && history.n >= 0.0
            && (!by_chance || (is_whole(history.t_x) && is_whole(history.t) && history.x <= history.t_x))
            && history.t <= 1e6;
        if !is_possible {
            return Err(format!(
                "line {line}: {} purchases, the last at {} of {}, counted {} times, cannot be; recency lies between 0 and \
                 the time watched",
                history.x, history.t_x, history.t, history.n
            ));
        }
        purchases.push(
            history,
            spend
                .and_then(|spend| row.get(spend).copied())
                .filter(|_| history.x > 0.0),
        );
    }
    Ok(Pasted::Histories(purchases))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_with_counts_are_read_with_and_without_a_header() {
        let with = "frequency,recency,periods,weights\n0,0,6,3464\n1,1,6,1091\n";
        let without = "0\t0\t6\t3464\n1\t1\t6\t1091";
        let said = |text| format!("{:?}", read_pasted(text, true));
        assert_eq!(said(with), said(without));
        let Ok(Pasted::Histories(purchases)) = read_pasted(with, true) else {
            panic!()
        };
        assert_eq!(
            (purchases.len(), purchases.n[0], purchases.t[1]),
            (2, 3464.0, 6.0)
        );
    }

    #[test]
    fn other_columns_are_left_alone() {
        let summary = "ID,x,t_x,T,zbar\n1,2,30.43,38.86,22.35\n2,0,0,38.86,0\n";
        let Ok(Pasted::Histories(purchases)) = read_pasted(summary, false) else {
            panic!()
        };
        assert_eq!(
            (purchases.x[0], purchases.t[1], purchases.mean_spend[0]),
            (2.0, 38.86, 22.35)
        );
        assert!(purchases.mean_spend[1].is_nan());
    }

    #[test]
    fn what_cannot_be_read_names_the_line() {
        for (text, by_chance, part) in [
            ("", true, "Nothing was pasted"),
            ("x,t_x,T\n1,a,3", false, "line 2: \"a\" is not a number"),
            ("x,t_x,T\n1,5,3", false, "line 2: 1 purchases, the last at 5 of 3"),
            ("x,t_x,T\n3,2,6", true, "line 2: 3 purchases"),
            ("100, 120", false, "The series rises from 100 to 120"),
            ("a,b,c\n1,2,3", false, "needs columns frequency"),
            ("5", false, "A series needs the customers"),
        ] {
            let refusal = read_pasted(text, by_chance).unwrap_err();
            assert!(refusal.contains(part), "{refusal}");
        }
    }
}
