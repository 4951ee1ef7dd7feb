//! What the desks show of the sample: every number with the text that explains it.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use both_sides::measures::segments::segments as make;
use both_sides::measures::snapshots::take;
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::{
    Account, AccountId, Document, ItemSource, NumberMarks, Part, RelationshipState, Shared,
};
use both_sides::report::dimensions::{dimensions, with_priority};
use both_sides::report::moves;
use both_sides::report::portfolio_page::{PortfolioFigure, portfolio_page};
use both_sides::report::rankings::audit;
use both_sides::report::segments::segments;
use both_sides::report::style::NumberStyle;
use both_sides::report::three_ps::{ItemChange, three_ps, with_item, with_number, with_scale};
use both_sides::report::valued::{account_gap_list, gap_table, valued};
use both_sides::sample::sample;
use both_sides::slices::at_once;
use both_sides::units::{Estimate, Rate};

fn open() -> (Document, Valuation, NumberStyle) {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    (document, valuation, NumberStyle::default())
}

fn told(figures: &[PortfolioFigure]) -> String {
    figures.iter().fold(String::new(), |mut text, figure| {
        let _ = writeln!(
            text,
            "{}: {} {} | {} | {}",
            figure.label,
            figure.value,
            figure.aside,
            figure.worked,
            figure.notes.join(" ")
        );
        text
    })
}

#[test]
fn the_portfolio_of_the_sample() {
    let (mut document, valuation, style) = open();
    let snapshot = take(&document, &valuation, "s".to_owned(), "Before".to_owned());
    document.snapshots.push(Shared::new(snapshot));
    // A year later, at a lower discount rate.
    let later_day = document.as_of.plus_months(12).unwrap();
    document.as_of = later_day;
    document.assumptions.edit().discount_rate = Rate::clamped(0.08);
    let later = value(&document).output;
    let page = portfolio_page(&document, &later, None, &style);
    let mut text = told(&page.now);
    text += &told(&page.years);
    text += &told(&page.since);
    for year in &page.repeat {
        let _ = writeln!(
            text,
            "{}: {} + {}, {}",
            year.year, year.repeat, year.new, year.share
        );
    }
    insta::assert_snapshot!("portfolio", text);
}

#[test]
fn the_desk_of_the_three_ps_of_the_sample() {
    let (document, valuation, style) = open();
    let report = at_once(three_ps(&document, &valuation, Part::Partnership, &style));
    let mut text = String::new();
    for part in &report.parts {
        let _ = writeln!(text, "{}", part.label);
        for item in &part.items {
            let _ = writeln!(
                text,
                "  {}: weight {}, stated {}, acts as {}, known of {}",
                item.label, item.weight, item.stated, item.effective, item.known
            );
        }
        for warning in &part.warnings {
            let _ = writeln!(text, "  ! {warning}");
        }
    }
    for row in report.rows.iter().take(5) {
        let _ = writeln!(text, "{}: {:?} {:?}", row.name, row.scores, row.coverage);
    }
    insta::assert_snapshot!("three_ps", text);
}

#[test]
fn the_segments_of_the_sample() {
    let (document, valuation, style) = open();
    let made = at_once(make(
        &document.composites.segmentation,
        &valuation,
        document.portfolio.accounts.len(),
    ));
    let report = at_once(segments(&document, &valuation, &made, &style));
    let mut text = format!("{} {}\n", report.stability, report.n_outside);
    for row in &report.rows {
        let _ = writeln!(
            text,
            "{} ({}): {} accounts, {} {:?}",
            row.name, row.character, row.n_accounts, row.total, row.means
        );
    }
    insta::assert_snapshot!("segments", text);
}

#[test]
fn length_breadth_and_depth_of_the_sample() {
    let (document, valuation, style) = open();
    let report = at_once(dimensions(&document, &valuation, &style));
    let mut text = format!("{} {:?} {}\n", report.stability, report.shares, report.n_outside);
    let _ = writeln!(text, "acts as {:?} {:?}", report.effective, report.warnings);
    for cell in &report.cells {
        let _ = writeln!(
            text,
            "{}: {} accounts, {} {} {}",
            cell.name, cell.n_accounts, cell.priority, cell.contribution, cell.current_value
        );
    }
    for row in report.rows.iter().take(5) {
        let _ = writeln!(
            text,
            "{}: {} = {:?} of {:?}, {}",
            row.name, row.priority, row.points, row.sides, row.cell
        );
    }
    insta::assert_snapshot!("dimensions", text);
}

#[test]
fn what_the_customers_of_the_sample_value() {
    let (document, valuation, style) = open();
    let report = at_once(valued(&document, &valuation, &style));
    let mut text = String::new();
    for post in &report.posts {
        let _ = writeln!(
            text,
            "{}: {} {} answers, newest {}, {}",
            post.post, post.heard, post.n_answers, post.newest, post.fresh
        );
    }
    for row in &report.loyalty {
        let _ = writeln!(text, "{}: {} {}", row.label, row.members.len(), row.worth);
    }
    let _ = writeln!(text, "{} not asked", report.n_not_asked);
    let _ = writeln!(
        text,
        "questions act as {:?} {:?}",
        report.effective, report.warnings
    );
    for row in report.needs.iter().take(5) {
        let _ = writeln!(text, "{}: {} {} {}", row.name, row.to_them, row.to_us, row.words);
    }
    let table = at_once(gap_table(&document, &valuation, "", &style));
    let _ = writeln!(text, "{}", table.sentence);
    for row in &table.rows {
        let _ = writeln!(
            text,
            "{}: {} acts as {} {} costs {}, {} {} ({})",
            row.name,
            row.importance,
            row.effective,
            row.performance,
            row.lost,
            row.ahead,
            row.quadrant,
            row.n_accounts
        );
    }
    for warning in &table.warnings {
        let _ = writeln!(text, "! {warning}");
    }
    for row in at_once(account_gap_list(&document, &valuation, &style))
        .iter()
        .take(3)
    {
        let _ = writeln!(
            text,
            "{} ({}): {} {} {} {}",
            row.name, row.segment, row.received, row.driver, row.lost, row.behind
        );
    }
    insta::assert_snapshot!("valued", text);
}

/// Ten accounts whose two first drivers always say the same.
fn halo() -> Document {
    let mut document = Document::empty("Test", "EUR", sample().unwrap().as_of);
    for number in 0..10_u32 {
        let id = AccountId::new(&number.to_string());
        let mut account = Account::new(id.clone(), "Somebody");
        // Length and revenue rise together, breadth does not.
        account.since = Some(document.as_of.plus_months(-12 * (1 + number as i32)).unwrap());
        account.economics.annual_revenue = Estimate::exact(f64::from(1 + number));
        document.portfolio.accounts.push(Shared::new(account));
        for (driver, rating) in [
            ("Delivery", number % 5),
            ("Speed", number % 5),
            ("Price", number % 2),
        ] {
            let mut answer = sample().unwrap().portfolio.observations[0].clone();
            (answer.id, answer.account) = (format!("{number} {driver}"), id.clone());
            (answer.driver, answer.importance) = (driver.to_owned(), Some(1.0));
            answer.rating = Some(1.0 + f64::from(rating));
            document.portfolio.observations.edit().push(answer);
        }
    }
    document
}

#[test]
fn drivers_and_dimensions_that_say_the_same_twice_are_named_with_what_they_act_as() {
    let document = halo();
    let style = NumberStyle::default();
    let table = at_once(gap_table(&document, &value(&document).output, "", &style));
    assert_eq!(table.warnings.len(), 1, "{:?}", table.warnings);
    let warning = &table.warnings[0];
    assert!(
        warning.contains("Delivery and Speed move together (correlation 1.00): weighted 67"),
        "{warning}"
    );
    let part = |text: &str| text.split('\u{202f}').next().unwrap().parse::<f64>().unwrap();
    let acts: f64 = table.rows.iter().map(|row| part(&row.effective)).sum();
    assert!((acts - 100.0).abs() <= 1.5, "{acts}");

    let valuation = value(&document).output;
    let report = at_once(dimensions(&document, &valuation, &style));
    assert_eq!(report.warnings.len(), 1, "{:?}", report.warnings);
    assert!(report.warnings[0].starts_with("Length and Depth move together (correlation 1.00)"));
    let changed = with_priority(&document.composites, 0, "0", NumberMarks::POINT).unwrap();
    let mut lowered = document.clone();
    *lowered.composites.edit() = changed;
    let report = at_once(dimensions(&lowered, &value(&lowered).output, &style));
    assert_eq!(report.warnings, [""; 0], "the way out works");
}

#[test]
fn the_audit_puts_the_least_alike_first_and_says_so() {
    let (document, valuation, style) = open();
    let all: Vec<usize> = (0..document.portfolio.accounts.len()).collect();
    let rows = at_once(audit(&valuation, &all, MeasureId::Revenue, 10, &style));
    let parts: Vec<f64> = rows.iter().filter_map(|row| row.part).collect();
    assert!(parts.is_sorted() && parts.len() > 10);
    assert!(
        rows.iter()
            .all(|row| row.measure != MeasureId::Revenue && !row.words.is_empty())
    );
    let depth = rows
        .iter()
        .find(|row| row.measure == MeasureId::GrossMargin)
        .unwrap();
    assert!(depth.part.unwrap() > 0.5, "{depth:?}");
}

#[test]
fn weights_and_targets_are_read_as_people_write_them() {
    let (document, ..) = open();
    let composites = &document.composites;
    let point = NumberMarks::POINT;
    let item = |key: &str| {
        let source = ItemSource::from_key(key).unwrap();
        composites
            .items
            .iter()
            .position(|item| item.source == source)
            .unwrap()
    };
    let growth = item("field:business_growth");
    for text in ["30", "30 %"] {
        let changed = with_number(composites, growth, ItemChange::To, text, point).unwrap();
        let both_sides::portfolio::Scale::Target { to, .. } = changed.items[growth].scale else {
            panic!("a target stays a target");
        };
        assert!((to - 0.3).abs() < 1e-12, "{text}");
    }
    let weight = with_number(composites, growth, ItemChange::Weight, "2,5", NumberMarks::COMMA).unwrap();
    assert_eq!(weight.items[growth].weight, 2.5);
    assert!(
        with_number(composites, growth, ItemChange::Weight, "-1", point)
            .unwrap_err()
            .contains("from 0 up")
    );
    assert!(
        with_number(composites, growth, ItemChange::Weight, "x", point)
            .unwrap_err()
            .contains("\"x\"")
    );
    assert!(
        with_priority(composites, 0, "-2", point)
            .unwrap_err()
            .contains("\"-2\"")
    );
    assert_eq!(
        with_priority(composites, 2, "4", point).unwrap().priority,
        [1.0, 1.0, 4.0]
    );
    assert_eq!(
        with_item(
            composites,
            Part::Potential,
            composites.items[growth].source.clone()
        ),
        None
    );
    let by_percentile = with_scale(composites, growth, true);
    assert_eq!(
        by_percentile.items[growth].scale,
        both_sides::portfolio::Scale::Percentile
    );
}

#[test]
fn who_moved_is_written_out_with_how_many_and_what_is_missing() {
    let (mut document, valuation, style) = open();
    document.snapshots.clear();
    let missing = moves::states(&document, &style);
    assert!(missing.rows.is_empty() && missing.sentence.starts_with("Two times are needed"));
    assert!(moves::segments(&document, None, &style).rows.is_empty());
    let snapshot = take(&document, &valuation, "s".to_owned(), "Before".to_owned());
    document.snapshots.push(Shared::new(snapshot));
    document.as_of = document.as_of.plus_months(12).unwrap();
    let mut gone = document.portfolio.accounts.remove(1);
    gone.edit().id = AccountId::new("newcomer");
    gone.edit().segment = "Elsewhere".to_owned();
    document.portfolio.accounts.push(gone);
    document.portfolio.accounts[0].edit().state = Some(RelationshipState::Lapsed);
    let table = moves::states(&document, &style);
    assert!(
        table.sentence.starts_with("38 of 39 stayed where they were"),
        "{}",
        table.sentence
    );
    let counted: u32 = (table.rows.iter())
        .flat_map(|row| &row.cells)
        .filter_map(|cell| cell.count.parse::<u32>().ok())
        .sum();
    assert_eq!(counted, 39);
    let table = moves::segments(&document, Some(&document.snapshots[0]), &style);
    assert!(
        table
            .sentence
            .contains("39 of 39 are in the segment they were in, 1 left the portfolio, 1 are new"),
        "{}",
        table.sentence
    );
    let elsewhere = table.heads.iter().position(|head| head == "Elsewhere").unwrap();
    assert_eq!(table.come[elsewhere], "1");
    assert_eq!(table.rows[elsewhere].n_from, "0");
    assert_eq!(table.rows[elsewhere].cells[0].chance, "–");
    assert_eq!(table.rows.iter().filter(|row| row.gone == "1").count(), 1);
}

#[test]
fn a_portfolio_without_accounts_has_a_desk_too() {
    let document = Document::empty("Nobody yet", "EUR", sample().unwrap().as_of);
    let valuation = value(&document).output;
    let report = at_once(three_ps(
        &document,
        &valuation,
        Part::Payoff,
        &NumberStyle::default(),
    ));
    assert!(report.rows.is_empty());
    let items = report.parts.iter().flat_map(|part| &part.items);
    assert!(items.clone().count() > 3);
    assert!(items.clone().all(|item| item.known == "0 of 0"));
}
