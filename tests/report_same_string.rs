//! The same measure of the same account read through every lens is the same string: that of the accounts table.

#![allow(clippy::unwrap_used)]

mod lens_support;

use std::collections::{BTreeMap, BTreeSet};

use both_sides::chart::{
    PlainWidths, Plate, bars_plate, board_plate, centres_plate, concentration_plate, movers_plate,
    network_plate, profile_plate, serving_plate, slope_plate, strips_plate, three_ps_plate, whale_plate,
};
use both_sides::measures::segments::segments;
use both_sides::measures::snapshots::take;
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::{Document, Shared};
use both_sides::report::account::account;
use both_sides::report::account_lenses::account_lenses;
use both_sides::report::capital::{CapitalChoice, capital};
use both_sides::report::criteria::{criteria, dealt};
use both_sides::report::dimension_strips::dimension_strips;
use both_sides::report::dimension_tables::strips_tables;
use both_sides::report::dimensions::dimensions;
use both_sides::report::lens::{LensTable, rows_shown};
use both_sides::report::lenses::{
    CURRENT_AND_POTENTIAL, ECONOMIC_RELATIONSHIP, LOYALTY_MATRIX, PROFIT_AND_LIFE, VALUE_AND_REFERRALS,
    growth,
};
use both_sides::report::metric_audit::{AuditChoice, metric_audit};
use both_sides::report::network::network;
use both_sides::report::objective_words::objectives_tables;
use both_sides::report::profitability::{profitability, whale_table};
use both_sides::report::progress::{progress, trackable};
use both_sides::report::risk::{CONCENTRATED, GroupBy, risk, risk_tables};
use both_sides::report::segment_profile::segment_profile;
use both_sides::report::style::NumberStyle;
use both_sides::report::table::{ColumnId, TableZones, cell};
use both_sides::report::three_ps::three_ps;
use both_sides::report::three_ps_picture::three_ps_picture;
use both_sides::report::{MapView, VALUE_MAP, map, point_words};
use both_sides::sample::sample;
use both_sides::session::Place;
use both_sides::slices::at_once;
use lens_support::superstore;

/// Counts by lens how many strings were held against the accounts table.
struct Held<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    style: NumberStyle,
    compared: BTreeMap<&'static str, usize>,
}

/// How other lenses say that a number is not known.
const UNKNOWN: [&str; 5] = ["–", "not known", "not heard", "unknown", "—"];

impl Held<'_> {
    /// The accounts table's own cell, without the sign of an estimate; `None` where it is unknown.
    fn in_table(&self, row: usize, measure: MeasureId) -> Option<String> {
        self.valuation.get(measure, row).value?;
        let zones = TableZones::default();
        let text = cell(
            self.document,
            self.valuation,
            &zones,
            row,
            &ColumnId::Measure(measure),
            &self.style,
        )
        .text;
        Some(text.trim_start_matches("≈ ").to_owned())
    }

    fn hold(&mut self, lens: &'static str, row: usize, measure: MeasureId, said: &str) {
        let name = &self.document.portfolio.accounts[row].name;
        match self.in_table(row, measure) {
            Some(known) => assert_eq!(said, known, "{lens}, {name}, {}", measure.label()),
            None => assert!(
                UNKNOWN.contains(&said),
                "{lens}, {name}, {}: {said}",
                measure.label()
            ),
        }
        *self.compared.entry(lens).or_default() += 1;
    }

    /// Every column that is named like a measure.
    fn table(&mut self, lens: &'static str, table: &LensTable) {
        self.table_with(lens, table, &|header| {
            MeasureId::ALL
                .iter()
                .copied()
                .find(|measure| measure.label() == header)
        });
    }

    fn table_with(&mut self, lens: &'static str, table: &LensTable, of: &dyn Fn(&str) -> Option<MeasureId>) {
        for line in &table.rows {
            let Some(row) = line.row else { continue };
            for (header, said) in table.headers.iter().zip(&line.cells) {
                if let Some(measure) = of(header) {
                    self.hold(lens, row, measure, said);
                }
            }
        }
    }

    /// Every line of a card of one account that begins with the name of a measure.
    fn plate(&mut self, lens: &'static str, plate: &Plate) {
        for target in &plate.targets {
            let &[row] = target.rows.as_slice() else { continue };
            for line in &target.lines {
                // What a card adds to a number stands behind a comma and a blank.
                let Some((label, said)) = line.split_once(": ") else {
                    continue;
                };
                let said = said.split_once(", ").map_or(said, |(said, _)| said);
                let measure = MeasureId::ALL
                    .iter()
                    .copied()
                    .find(|measure| measure.label() == label);
                if let Some(measure) = measure {
                    self.hold(lens, row, measure, said);
                }
            }
        }
    }
}

const WIDTH: f64 = 900.0;

fn held(document: &Document) -> BTreeMap<&'static str, usize> {
    let valuation = value(document).output;
    let rows = rows_shown(document, &valuation, None);
    let mut held = Held {
        document,
        valuation: &valuation,
        style: NumberStyle::default(),
        compared: BTreeMap::new(),
    };
    maps(&mut held);
    groups(&mut held, &rows);
    money(&mut held, &rows);
    time(&mut held, &rows);
    own_page(&mut held, &rows);
    held.compared
}

/// The Value Map and the lenses that are maps.
fn maps(held: &mut Held) {
    let lenses = [
        &VALUE_MAP,
        &ECONOMIC_RELATIONSHIP,
        &VALUE_AND_REFERRALS,
        &CURRENT_AND_POTENTIAL,
        &LOYALTY_MATRIX,
        &PROFIT_AND_LIFE,
    ];
    for lens in lenses {
        let report = map(
            held.document,
            held.valuation,
            &MapView::of(lens),
            None,
            &held.style,
        );
        for point in report.points.iter() {
            let words = point_words(&report, point);
            held.hold(lens.key, point.row, lens.x, &words.x.value);
            held.hold(lens.key, point.row, lens.y, &words.y.value);
        }
    }
    let rows: Vec<usize> = (0..held.document.portfolio.accounts.len()).collect();
    let report = growth(held.document, held.valuation, &rows, &held.style);
    for (list, measure) in [
        (&report.most_valuable, MeasureId::CurrentValue),
        (&report.most_growable, MeasureId::PotentialGap),
    ] {
        for line in list {
            let row = held.document.portfolio.row_of(&line.account).unwrap();
            held.hold("growth lists", row, measure, &line.value);
        }
    }
}

/// 3Ps, length × breadth × depth, segments, criteria.
fn groups(held: &mut Held, rows: &[usize]) {
    let (document, valuation, style) = (held.document, held.valuation, held.style.clone());
    let picture = at_once(three_ps_picture(document, valuation, rows, None, &style));
    held.table("3ps", &picture.table);
    held.plate(
        "3ps",
        &three_ps_plate(&picture, &BTreeSet::new(), WIDTH, &PlainWidths),
    );
    let desk = at_once(three_ps(
        document,
        valuation,
        both_sides::portfolio::Part::Payoff,
        &style,
    ));
    for line in &desk.rows {
        let row = document.portfolio.row_of(&line.account).unwrap();
        for (measure, said) in both_sides::report::three_ps::MEASURES.iter().zip(&line.scores) {
            held.hold("3ps", row, *measure, said);
        }
    }
    let strips = at_once(dimension_strips(document, valuation, rows, None, &style));
    for table in strips_tables(&strips, document, valuation, rows, None, &style) {
        held.table("dimensions", &table);
    }
    held.plate("dimensions", &strips_plate(&strips, WIDTH, &PlainWidths));
    held.plate("dimensions", &board_plate(&strips, WIDTH, &PlainWidths));
    for line in at_once(dimensions(document, valuation, &style)).rows {
        let row = document.portfolio.row_of(&line.account).unwrap();
        held.hold("dimensions", row, MeasureId::Priority, &line.priority);
    }
    let made = at_once(segments(&document.composites.segmentation, valuation, rows.len()));
    let profile = at_once(segment_profile(document, valuation, &made, rows, &style));
    for table in &profile.tables {
        held.table("segments", table);
    }
    held.plate("segments", &profile_plate(&profile, WIDTH, &PlainWidths));
    if let Some(centres) = &profile.centres {
        held.plate("segments", &centres_plate(&profile, centres, WIDTH, &PlainWidths));
    }
}

/// Profitability, capital, network, risk, audit.
fn money(held: &mut Held, rows: &[usize]) {
    let (document, valuation, style) = (held.document, held.valuation, held.style.clone());
    let report = at_once(profitability(document, valuation, rows, &style));
    held.table(
        "profitability",
        &whale_table(report.whale.as_ref(), valuation, &style),
    );
    let whale = report.whale.as_ref().unwrap();
    held.plate("profitability", &whale_plate(whale, WIDTH, &PlainWidths));
    if let Some(serving) = &report.serving {
        held.plate("profitability", &serving_plate(serving, WIDTH, &PlainWidths));
    }
    for table in capital(document, valuation, rows, CapitalChoice::default(), None, &style).tables {
        held.table("capital", &table);
    }
    let report = network(document, valuation, rows, 80, None, &style);
    for table in [&report.table, &report.brokers, &report.dependants] {
        let of = |header: &str| match header {
            "Own current value" => Some(MeasureId::CurrentValue),
            header => MeasureId::ALL
                .iter()
                .copied()
                .find(|measure| measure.label() == header),
        };
        held.table_with("network", table, &of);
    }
    held.plate("network", &network_plate(&report, WIDTH, &PlainWidths));
    for measure in CONCENTRATED {
        let report = at_once(risk(
            document,
            valuation,
            rows,
            (measure, GroupBy::Segment),
            None,
            &style,
        ));
        for table in risk_tables(&report, document, valuation, rows, GroupBy::Segment, &style) {
            held.table("risk", &table);
        }
        if let Some(spreading) = &report.spreading {
            held.plate("risk", &concentration_plate(spreading, WIDTH, &PlainWidths));
        }
        held.plate("risk", &bars_plate(&report.at_risk, WIDTH, &PlainWidths));
    }
    let report = at_once(metric_audit(
        document,
        valuation,
        rows,
        AuditChoice::first(valuation),
        &style,
    ));
    for table in &report.tables {
        held.table("audit", table);
    }
    for table in objectives_tables(
        document,
        valuation,
        rows,
        AuditChoice::first(valuation).today,
        &style,
    ) {
        held.table("objectives", &table);
    }
    held.plate(
        "audit",
        &slope_plate(report.slope.as_ref().unwrap(), WIDTH, &PlainWidths),
    );
}

/// What Progress says of today.
fn time(held: &mut Held, rows: &[usize]) {
    for measure in trackable(held.valuation) {
        let report = progress(held.document, held.valuation, rows, measure, None, &held.style);
        for table in &report.tables {
            held.table_with("progress", table, &|header| (header == "Now").then_some(measure));
        }
        if let Some(moved) = &report.moved {
            assert!(movers_plate(moved, WIDTH, &PlainWidths).targets.len() <= moved.movers.len());
        }
    }
}

/// The figures of the account's own page, and its line for every lens.
fn own_page(held: &mut Held, rows: &[usize]) {
    let order: Vec<u32> = rows.iter().map(|&row| row as u32).collect();
    for &row in rows.iter().take(60) {
        let id = &held.document.portfolio.accounts[row].id;
        let report = account(held.document, held.valuation, id, &order, &held.style).unwrap();
        for &measure in MeasureId::ALL {
            let text = &report.figure(measure).unwrap().text;
            held.hold("account", row, measure, text);
        }
        for line in at_once(account_lenses(held.document, held.valuation, row, &held.style)) {
            assert!(Place::from_fragment(line.address).is_some(), "{}", line.address);
            for part in line.figures.split(", ").flat_map(|part| part.split("; ")) {
                let said = MeasureId::ALL.iter().find_map(|measure| {
                    let said = part.strip_prefix(&format!("{} ", measure.label().to_lowercase()))?;
                    Some((*measure, said))
                });
                let (Some((measure, said)), false) = (said, part.ends_with(" then")) else {
                    continue;
                };
                if said.starts_with(|letter: char| !letter.is_alphabetic()) {
                    held.hold("account lines", row, measure, said);
                }
            }
        }
    }
}

#[test]
fn on_the_sample_every_lens_says_what_the_accounts_table_says() {
    let mut document = sample().unwrap();
    let dealt = dealt(&document.composites);
    *document.composites.edit() = dealt;
    let compared = held(&document);
    let valuation = value(&document).output;
    let rows = rows_shown(&document, &valuation, None);
    let report = at_once(criteria(&document, &valuation, &rows, &NumberStyle::default()));
    let mut beside = Held {
        document: &document,
        valuation: &valuation,
        style: NumberStyle::default(),
        compared: BTreeMap::new(),
    };
    beside.table("criteria", &report.table);
    assert!(beside.compared["criteria"] >= 40, "{:?}", beside.compared);
    let lenses = [
        "value-map",
        "economic-relationship",
        "value-and-referrals",
        "current-potential",
        "loyalty-matrix",
        "profit-and-life",
        "growth lists",
        "3ps",
        "dimensions",
        "profitability",
        "capital",
        "network",
        "risk",
        "audit",
        "objectives",
        "progress",
        "account",
        "account lines",
    ];
    println!("{compared:?}");
    for lens in lenses {
        assert!(
            compared.get(lens).is_some_and(|n| *n >= 5),
            "{lens}: {compared:?}"
        );
    }
}

#[test]
fn on_the_superstore_every_lens_says_what_the_accounts_table_says() {
    let (mut document, valuation) = superstore();
    let snapshot = take(&document, &valuation, "before".into(), "Before".into());
    document.snapshots.push(Shared::new(snapshot));
    let compared = held(&document);
    println!("{compared:?}");
    for lens in [
        "value-map",
        "profitability",
        "dimensions",
        "risk",
        "audit",
        "progress",
        "account",
    ] {
        assert!(
            compared.get(lens).is_some_and(|n| *n >= 5),
            "{lens}: {compared:?}"
        );
    }
}
