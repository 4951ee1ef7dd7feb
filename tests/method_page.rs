//! The Method page explains every measure with an example computed by the engine.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use both_sides::measures::MeasureId;
use both_sides::portfolio::Document;
use both_sides::report::method::{MethodEntry, method};
use both_sides::report::style::NumberStyle;
use both_sides::units::Day;

fn entries() -> Vec<MethodEntry> {
    let document = Document::empty("Any", "EUR", Day::new(2026, 1, 1).unwrap());
    method(&document, &NumberStyle::default())
        .into_iter()
        .flat_map(|group| group.entries)
        .collect()
}

fn result(key: &str) -> String {
    entries()
        .into_iter()
        .find(|entry| entry.key == key)
        .unwrap()
        .result
}

#[test]
fn every_measure_stands_there_once_with_formula_source_and_example() {
    let entries = entries();
    let keys: BTreeSet<&str> = entries.iter().map(|entry| entry.key).collect();
    assert_eq!(keys.len(), entries.len());
    for measure in MeasureId::ALL {
        let entry = entries.iter().find(|entry| entry.key == measure.key()).unwrap();
        assert!(
            !entry.formula.is_empty() && !entry.source.is_empty() && !entry.terms.is_empty(),
            "{measure:?}"
        );
        assert!(
            entry.result != "–" && entry.worked != "unknown",
            "{measure:?} has a worked example"
        );
    }
}

/// Worked out by hand from the setting of the example.
#[test]
fn the_examples_are_right() {
    for (key, wanted) in [
        // 0.6 × 900 × 2.48685 − 1,000.
        ("expected_to_leave", "€343"),
        // 0.6 × the share above 402.1 of Beta(2, 4) from 300 to 900, summed up by hand in 200,000 steps: 0.47816.
        ("chance_to_pay", "47.8\u{202f}%"),
        // 937.19 after two years; 62.81 of the third year's 405.71.
        ("payback", "2.2 years"),
        // 1,000 ÷ (0.6 × 2.48685) and 1,000 ÷ 2,238.17.
        ("break_even_effect", "€670 a year, or 44.7\u{202f}%"),
        ("allocation", "€90"),
        ("shadow_price", "6"),
        ("proposals", "€2,000"),
        // (3 × −10 ÷ 21.602 + 1 × 1) ÷ 4.
        ("alignment", "−0.10"),
        // 1/6 and 1/2 of an hour; 1/3 in turn.
        ("waiting", "10 and 30 minutes; all in turn 20"),
        ("next_offer", "62\u{202f}%"),
        ("revenue", "€100,000"),
        ("gross_margin", "€40,000"),
        // 500 × 8 × 0.80 + 250 × 44 × 0.80 = 3,200 + 8,800.
        ("cost_to_serve", "€12,000"),
        ("avoidable_cost", "€6,000"),
        ("contribution", "€28,000"),
        // (60 × 8.2 ÷ 7 + 30 × 5.5 ÷ 6 + 10 × 6.4 ÷ 7) ÷ 100.
        ("relative_value", "1.07"),
        // (60 × 69 + 40 × 80) ÷ 100.
        ("agreed_value", "73"),
        // (60 × 80 + 30 × 50 + 10 × 60) ÷ 100.
        ("value_received", "69"),
        ("surplus", "€50,000"),
        // (60 × 8.2 ÷ 7 + 30 × 5.5 ÷ 6) ÷ 90.
        ("relative_quality", "1.09"),
        ("relative_price", "1.09"),
        // 1 + 90 ÷ 10 × 0.0865.
        ("fair_price", "1.78"),
        // Satisfaction 8.2 is 80 of 100, recommendation 9 is 90.
        ("attitude", "85"),
        ("intention", "90"),
        // (3 × 80 + 3 × 50 + 2 × 70) ÷ 8.
        ("importance_to_them", "66"),
        // (3 × 60 + 3 × 100 + 2 × 60) ÷ 8.
        ("importance_to_us", "75"),
        ("penetration", "100\u{202f}%"),
        ("units_covered", "75\u{202f}%"),
        ("usage", "12"),
        // (50 + 50 + 2 × 75) ÷ 4: nobody else has a length or a breadth, one of two less depth.
        ("priority", "63"),
        // (2 × 75 + 2 × 75 + 90) ÷ 5.
        ("payoff", "78"),
        // (2 × 50 + 50 + 40 + 25) ÷ 5: nobody else has a gap or headroom.
        ("potential", "43"),
        // Birch: 6,000 × 0.8 ÷ 0.3 = 16,000; a half of it with probability 0.6.
        ("attributed_in", "€4,800"),
        ("attributed_out", "€4,800"),
        ("saved_acquisition", "€6,000"),
        ("knowledge", "€1,000"),
        ("innovation", "€4,000"),
        ("human", "€3,000"),
        ("reputation", "€1,200"),
        // 6,000 + 1,000 + 4,000 + 3,000 + 1,200 + the call that won Birch at 400 received, 30 × 80 given.
        ("exchange_balance", "€13,200"),
        // Four calls within the year; a half × 0.6 of the 16,000 of Birch.
        // Half of the hours; 108,461 (a tenth of 98,824 + 4,800 is owed to Cedar) of 119,661 in value.
        ("attention_index", "0.55"),
        ("reference_load", "1"),
        ("reference_value", "€4,800"),
        ("share_of_wallet", "50\u{202f}%"),
        ("headroom", "€40,000"),
        // 7 renewals and prior years at 6 ÷ 7: 28,000 × 3.529. At best 140,000 × 45 % less 8,000, for 0.9 ÷ 0.2 years.
        ("current_value", "€98,824"),
        ("potential_value", "€247,500"),
        ("potential_gap", "€148,676"),
        ("breadth", "2"),
        ("length", "5.0\u{202f}years"),
        ("repeat_share", "65\u{202f}%"),
        ("herfindahl", "0.38"),
        ("gross_retention", "92\u{202f}%"),
        ("net_retention", "107\u{202f}%"),
        ("earned_growth", "15\u{202f}%"),
        ("return_on_customer", "30\u{202f}%"),
        ("rankings", "0.90"),
        ("moves", "82.9\u{202f}%"),
        ("target_score", "40"),
        ("effective_weight", "94.1\u{202f}%"),
        ("adjusted_rand", "0.66"),
        ("driver_gap", "15"),
        ("cost_cut", "20\u{202f}%"),
        ("price_rise", "5\u{202f}%"),
        ("release", "€4,000"),
    ] {
        assert_eq!(result(key), wanted, "{key}");
    }
}

#[test]
fn attention_is_worked_out_from_the_values_shown() {
    let attention = entries()
        .into_iter()
        .find(|entry| entry.key == "attention_index")
        .unwrap();
    assert_eq!(attention.worked, "(60 ÷ 120) ÷ (108461 ÷ 119661) = 0.5516");
}
