//! Reports that may pause: a step at a time, with other work in between, they come to the very same.

#![allow(clippy::unwrap_used)]

use std::future::Future;
use std::pin::pin;

use both_sides::decisions::Proposals;
use both_sides::decisions::idic::IdicStep;
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::{
    Account, AccountId, Document, Field, NumberMarks, Part, SegmentMethod, Segmentation, Shared,
};
use both_sides::report::care::{CareChoice, care_report};
use both_sides::report::dimension_strips::dimension_strips;
use both_sides::report::dimensions::dimensions;
use both_sides::report::exchanges::heard;
use both_sides::report::idic::{IdicList, idic_report};
use both_sides::report::inbox::inbox_report;
use both_sides::report::metric_audit::{AuditChoice, metric_audit};
use both_sides::report::profitability::profitability;
use both_sides::report::risk::{GroupBy, risk};
use both_sides::report::style::NumberStyle;
use both_sides::report::three_ps::three_ps;
use both_sides::report::three_ps_picture::three_ps_picture;
use both_sides::report::valued::valued;
use both_sides::slices::{ROWS, at_once, step};
use proptest::prelude::*;

/// Accounts with revenue, margin, cost and retention, some of them unknown, some of them level.
fn portfolio(numbers: &[[u8; 4]]) -> Document {
    let mut document = Document::empty("Many", "EUR", "2026-11-22".parse().unwrap());
    let fields = [
        Field::Revenue,
        Field::GrossMargin,
        Field::CostToServe,
        Field::Retention,
    ];
    for (row, numbers) in numbers.iter().enumerate() {
        let mut account = Account::new(
            AccountId::new(&format!("A{row}")),
            &format!("Account {}", row / 2),
        );
        for (field, number) in fields.into_iter().zip(numbers) {
            let text = match (field, number % 5) {
                (_, 0) => continue,
                (Field::Retention, _) => format!("0.{number:03}"),
                _ => (u32::from(*number) * 100).to_string(),
            };
            let written = field.read(&text, NumberMarks::POINT).unwrap();
            field.set(&mut account, written);
        }
        document.portfolio.accounts.push(Shared::new(account));
    }
    document
}

/// Does `work` a step at a time, with `other` going on in between; what came of it and how often it paused.
fn in_steps<T>(work: impl Future<Output = T>, other: impl Future<Output = ()>) -> (T, usize) {
    let (mut work, mut other) = (pin!(work), pin!(other));
    let (mut n_pauses, mut is_other_done) = (0, false);
    loop {
        if let Some(made) = step(work.as_mut()) {
            return (made, n_pauses);
        }
        n_pauses += 1;
        is_other_done = is_other_done || step(other.as_mut()).is_some();
    }
}

/// Holds a report in steps against the same at once.
macro_rules! hold {
    ($case:expr, $least:expr, $($report:expr),+ $(,)?) => {$({
        let (document, valuation) = $case;
        let other = async { drop(Proposals::find(document, valuation).await) };
        let (stepped, n_pauses) = in_steps($report, other);
        prop_assert!(stepped == at_once($report), "{} differs", stringify!($report));
        prop_assert!(n_pauses >= $least, "{} paused {n_pauses} times", stringify!($report));
    })+};
}

fn held((document, valuation): (&Document, &Valuation), least: usize) -> Result<(), TestCaseError> {
    let (style, rows) = (
        NumberStyle::default(),
        (0..valuation.n_rows()).collect::<Vec<usize>>(),
    );
    let choice = AuditChoice::first(valuation);
    let asked = (MeasureId::Revenue, GroupBy::Segment);
    let missing = IdicList::Missing(IdicStep::Identify);
    hold!(
        (document, valuation),
        least,
        Proposals::find(document, valuation),
        metric_audit(document, valuation, &rows, choice, &style),
        profitability(document, valuation, &rows, &style),
        risk(document, valuation, &rows, asked, None, &style),
        dimensions(document, valuation, &style),
        dimension_strips(document, valuation, &rows, None, &style),
        three_ps(document, valuation, Part::Payoff, &style),
        three_ps_picture(document, valuation, &rows, None, &style),
        inbox_report(document, valuation, &rows, None, 25, &style),
        care_report(document, valuation, &rows, CareChoice::default(), &style),
        idic_report(document, valuation, &rows, missing, 25, &style),
        heard(document, valuation, 25, &style),
        valued(document, valuation, &style),
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_step_at_a_time_is_the_same_as_at_once(numbers in prop::collection::vec(any::<[u8; 4]>(), 0..90)) {
        let document = portfolio(&numbers);
        let valuation = value(&document).output;
        held((&document, &valuation), 0)?;
    }
}

#[test]
fn a_large_report_pauses_at_least_once_for_every_few_accounts() {
    let numbers: Vec<[u8; 4]> = (0..4_000_u32)
        .map(|row| [7, 11, 13, 17].map(|step| (row * step % 251) as u8))
        .collect();
    let document = portfolio(&numbers);
    let valuation = value(&document).output;
    held((&document, &valuation), numbers.len() / ROWS / 2).unwrap();
}

#[test]
fn segments_that_are_drawn_again_pause_between_the_draws() {
    let numbers: Vec<[u8; 4]> = (0..600_u32).map(|row| [(row % 200) as u8 + 1; 4]).collect();
    let document = portfolio(&numbers);
    let valuation = value(&document).output;
    let how = Segmentation {
        method: SegmentMethod::Quantiles,
        quantile_measure: MeasureId::Revenue.key().to_owned(),
        ..Segmentation::default()
    };
    let made = || both_sides::measures::segments::segments(&how, &valuation, numbers.len());
    let (stepped, n_pauses) = in_steps(made(), async {});
    assert_eq!(stepped, at_once(made()));
    assert!(n_pauses >= 50, "{n_pauses}");
}
