//! Both sides of one account: the page says what the table and the explanation say.

use both_sides::export::{MEASURE_MARK, accounts_csv};
use both_sides::measures::{self, MeasureId, Valuation};
use both_sides::portfolio::{Account, AccountId, AttributionShare, Document, Shared};
use both_sides::report::account::{AccountReport, account};
use both_sides::report::explanation::{Part, explanation};
use both_sides::report::style::{NumberStyle, UNKNOWN};
use both_sides::report::table::{self, ColumnId, ColumnSupply, TableOrder, TableView, TableZones};
use both_sides::report::{MapView, map, point_words};
use both_sides::sample::sample;
use both_sides::units::{Day, Estimate, Ratio};

fn in_order(document: &Document) -> Vec<u32> {
    (0..document.portfolio.accounts.len() as u32).collect()
}

fn page_of(document: &Document, name: &str) -> AccountReport {
    let valuation = measures::value(document).output;
    let accounts = &document.portfolio.accounts;
    let id = &accounts.iter().find(|account| account.name == name).unwrap().id;
    account(
        document,
        &valuation,
        id,
        &in_order(document),
        &NumberStyle::default(),
    )
    .unwrap()
}

fn pages(document: &Document) -> Vec<(String, AccountReport)> {
    let valuation = measures::value(document).output;
    let (order, style) = (in_order(document), NumberStyle::default());
    let page = |known: &Shared<Account>| {
        let page = account(document, &valuation, &known.id, &order, &style).unwrap();
        (known.name.clone(), page)
    };
    document.portfolio.accounts.iter().map(page).collect()
}

fn with_one(account: Account) -> Document {
    let mut document = Document::empty("Test", "EUR", Day::new(2026, 1, 1).unwrap());
    document.portfolio.accounts.push(Shared::new(account));
    document
}

fn alder() -> Account {
    Account::new(AccountId::new("a"), "Alder")
}

#[test]
fn every_figure_reads_as_its_explanation_and_the_table_read() {
    let document = Shared::new(sample().unwrap());
    let valuation = measures::value(&document).output;
    let style = NumberStyle::default();
    let view = TableView {
        columns: Some(MeasureId::ALL.iter().copied().map(ColumnId::Measure).collect()),
        ..TableView::default()
    };
    let columns = table::columns(&ColumnSupply::new(&document), &view);
    let order = TableOrder::new(&document, &valuation, &view);
    let zones = TableZones::new(&document.map, &valuation);
    for (row, known) in document.portfolio.accounts.iter().enumerate() {
        let page = account(&document, &valuation, &known.id, &order.rows, &style).unwrap();
        let cells = table::row(&document, &valuation, &zones, &order, &columns, &style, row)
            .unwrap()
            .cells;
        assert_eq!(cells.len(), 1 + MeasureId::ALL.len(), "the name stands first");
        for (measure, cell) in MeasureId::ALL.iter().zip(&cells[1..]) {
            let figure = page.figure(*measure).unwrap();
            let explained =
                explanation(&document, &valuation, &(*measure).into(), &known.id, &style).unwrap();
            let which = format!("{}, {}", known.name, measure.label());
            assert_eq!(figure.measure, *measure);
            assert_eq!(figure.text, explained.value, "{which}");
            assert_eq!(figure.interval, explained.interval, "{which}");
            assert_eq!(figure.basis, explained.basis, "{which}");
            assert!(
                cell.text.ends_with(&figure.text) || cell.text.is_empty(),
                "{which}: {}",
                cell.text
            );
        }
    }
}

/// Cells of the CSV by account and measure.
fn exported(document: &Document, valuation: &Valuation) -> Vec<Vec<String>> {
    let text = accounts_csv(document, valuation, |_| String::new());
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().unwrap().clone();
    let place = |measure: &MeasureId| {
        let name = format!("{MEASURE_MARK}{}", measure.key());
        header
            .iter()
            .position(|cell| cell.trim_start_matches('\'') == name)
            .unwrap()
    };
    let places: Vec<usize> = MeasureId::ALL.iter().map(place).collect();
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| places.iter().map(|&place| row[place].to_owned()).collect())
        .collect()
}

#[test]
fn the_same_number_stands_in_the_account_the_map_and_the_export() {
    let document = sample().unwrap();
    let valuation = measures::value(&document).output;
    let style = NumberStyle::default();
    let csv = exported(&document, &valuation);
    let (order, mut n_known) = (in_order(&document), 0);
    let pages: Vec<AccountReport> = (document.portfolio.accounts.iter())
        .map(|known| account(&document, &valuation, &known.id, &order, &style).unwrap())
        .collect();
    for &measure in MeasureId::ALL {
        let view = MapView {
            y: measure,
            ..MapView::default()
        };
        let report = map(&document, &valuation, &view, None, &style);
        for point in report.points.iter() {
            let which = format!("{}, {}", point.name, measure.label());
            let figure = pages[point.row].figure(measure).unwrap();
            let cell = &csv[point.row][measure as usize];
            assert_eq!(cell.is_empty(), !figure.is_known, "{which}");
            if !figure.is_known {
                continue;
            }
            let number: f64 = cell.trim_start_matches('\'').parse().unwrap();
            assert_eq!(style.value(number, measure.unit()), figure.text, "{which}");
            let words = point_words(&report, point);
            assert_eq!(words.y.value, figure.text, "{which}");
            n_known += 1;
        }
    }
    assert!(n_known > 800, "{n_known} figures compared");
}

#[test]
fn the_parts_add_up_to_the_total_for_every_account() {
    for (name, page) in pages(&sample().unwrap()) {
        let total = page.figure(MeasureId::TotalValue).unwrap();
        let sum = page.total.steps.last().unwrap();
        assert!(sum.is_sum);
        assert_eq!(sum.figure.text, total.text);
        assert_eq!(page.total.adds_up, total.is_known, "{name}: {}", page.total.check);
        for (from, to) in page.total.steps.iter().filter_map(|step| step.bar) {
            assert!(0.0 <= from && from < to && to <= 1.0 + 1e-12, "{name}");
        }
    }
}

#[test]
fn the_sentence_speaks_of_both_sides() {
    let document = sample().unwrap();
    for (name, theirs, ours) in [
        (
            "Isolde Ferments",
            "They value us above the alternative",
            "what they bring beside sales is worth more",
        ),
        (
            "Eskdrift Parcels",
            "They value the alternative above us",
            "a year serving them",
        ),
        ("Ravosel Optics", "Nobody has asked them", "we earn"),
        (
            "Wyckfern Labels",
            "They value",
            "what we earn with them is not known",
        ),
        (
            "Ostrelle Systems",
            "They value us above the alternative",
            "what they bring beside sales is worth",
        ),
    ] {
        let sentence = page_of(&document, name).heading.sentence;
        assert!(sentence.starts_with(theirs), "{name}: {sentence}");
        assert!(sentence.contains(ours), "{name}: {sentence}");
    }
}

#[test]
fn an_account_of_which_nothing_is_known_says_what_to_ask_and_what_to_record() {
    let page = page_of(&with_one(alder()), "Alder");
    assert_eq!(
        page.heading.sentence,
        "Nobody has asked them what they get from us; what we earn with them is not known."
    );
    assert_eq!(
        page.ledger.staleness,
        "Nothing is recorded between us beside sales: record what they gave, and what we gave."
    );
    assert_eq!(page.received.unheard[0], "No survey yet.");
    assert_eq!(
        page.received.unheard[1],
        "Nothing heard through interview, support, sales or review."
    );
    assert_eq!(page.exchange.theirs.part, None);
    assert_eq!(page.exchange.ours.figure.text, UNKNOWN);
    assert_eq!(
        page.total.check,
        "There is no total value yet: the parts above say what is missing."
    );
    assert_eq!(page.heading.position, "1 of 1");
    assert_eq!((page.heading.previous, page.heading.next), (None, None));
}

#[test]
fn drivers_where_we_are_most_behind_on_what_matters_stand_first() {
    for (name, page) in pages(&sample().unwrap()) {
        let drivers = page.received.drivers;
        let is_behind = drivers.iter().map(|driver| driver.is_behind);
        assert!(is_behind.is_sorted_by(|one, other| one >= other), "{name}");
        let weights: f64 = drivers.iter().map(|driver| driver.weight).sum();
        assert!(drivers.is_empty() || (weights - 1.0).abs() < 1e-9, "{name}");
    }
}

#[test]
fn only_an_account_below_zero_has_figures_for_fixing_it() {
    for (name, page) in pages(&sample().unwrap()) {
        let is_below = page.figure(MeasureId::Contribution).unwrap().is_negative;
        assert_eq!(page.fix.is_some(), is_below, "{name}");
        if let Some(fix) = &page.fix {
            let next = fix.steps.iter().filter(|(_, is_next)| *is_next).count();
            assert_eq!((fix.steps.len(), next), (5, 1), "{name}");
            assert_eq!(
                format!("−{}", fix.loss),
                page.figure(MeasureId::Contribution).unwrap().text
            );
        }
    }
}

#[test]
fn every_event_with_us_stands_on_one_side_and_in_the_balance() {
    let document = sample().unwrap();
    let listed: usize = (pages(&document).iter())
        .map(|(_, page)| page.ledger.received.len() + page.ledger.given.len())
        .sum();
    assert_eq!(listed, document.portfolio.events.len());
    for (name, page) in pages(&document) {
        let is_blank = page.ledger.received.is_empty() && page.ledger.given.is_empty();
        assert_eq!(page.ledger.balance.is_empty(), is_blank, "{name}");
    }
}

#[test]
fn native_units_stay_when_the_exchange_table_is_switched_off() {
    let mut document = sample().unwrap();
    let with_money = page_of(&document, "Isolde Ferments").ledger.balance;
    document.assumptions.edit().exchange_on = false;
    let without = page_of(&document, "Isolde Ferments").ledger.balance;
    assert_eq!(with_money.len(), without.len());
    for (one, other) in with_money.iter().zip(&without) {
        assert_eq!((&one.given, &one.received), (&other.given, &other.received));
    }
    assert!(without.iter().any(|row| row.received_worth == UNKNOWN));
}

#[test]
fn neighbours_follow_the_order_of_the_table_and_not_what_it_leaves_out() {
    let document = sample().unwrap();
    let valuation = measures::value(&document).output;
    let id = document.portfolio.accounts[5].id.clone();
    let heading = |order: &[u32]| {
        account(&document, &valuation, &id, order, &NumberStyle::default())
            .unwrap()
            .heading
    };
    let shown = heading(&[9, 5, 2]);
    assert_eq!(shown.position, "2 of 3");
    assert_eq!(shown.previous.unwrap().id, document.portfolio.accounts[9].id);
    assert_eq!(shown.next.unwrap().id, document.portfolio.accounts[2].id);
    let left_out = heading(&[9, 2]);
    assert_eq!(left_out.position, "not among the 2 shown in the table");
    assert_eq!((left_out.previous, left_out.next), (None, None));
}

#[test]
fn shares_say_what_is_left_and_when_they_are_too_many() {
    let mut document = with_one(alder());
    for (id, share) in [("b", 0.7), ("c", 0.6)] {
        document
            .portfolio
            .accounts
            .push(Shared::new(Account::new(AccountId::new(id), id)));
        document.portfolio.attributions.edit().push(AttributionShare {
            outcome: AccountId::new("a"),
            contributor: AccountId::new(id),
            share: Ratio::clamped(share),
            type_one: Ratio::clamped(1.0),
            note: String::new(),
        });
    }
    let over = page_of(&document, "Alder").ledger;
    assert!(over.is_overshared);
    assert!(
        over.share_check.starts_with("The shares add up to 130"),
        "{}",
        over.share_check
    );
    document.portfolio.attributions.edit().pop();
    let within = page_of(&document, "Alder").ledger;
    assert!(!within.is_overshared);
    assert!(
        within.share_check.contains("30\u{202f}% stays here"),
        "{}",
        within.share_check
    );
}

#[test]
fn money_for_both_sides_is_split_only_where_both_gain() {
    let document = sample().unwrap();
    let mut n_split = 0;
    for (name, page) in pages(&document) {
        let [surplus, contribution] =
            [MeasureId::Surplus, MeasureId::Contribution].map(|measure| page.figure(measure).unwrap());
        let are_known = surplus.is_known && contribution.is_known;
        assert_eq!(page.exchange.in_money.is_some(), are_known, "{name}");
        if let Some(share) = page.exchange.their_share {
            n_split += 1;
            assert!(
                (0.0..=1.0).contains(&share) && !surplus.is_negative && !contribution.is_negative,
                "{name}"
            );
        }
    }
    assert!(n_split > 0);
}

#[test]
fn a_stated_interval_reaches_the_page() {
    let mut account = alder();
    account.economics.annual_revenue = Estimate::between(80.0, 100.0, 120.0);
    let page = page_of(&with_one(account), "Alder");
    assert_eq!(
        page.figure(MeasureId::Revenue).unwrap().interval.as_deref(),
        Some("€80 to €120")
    );
}

#[test]
fn every_part_of_a_number_on_the_page_is_explained_as_it_reads() {
    let document = sample().unwrap();
    let valuation = measures::value(&document).output;
    let style = NumberStyle::default();
    let mut n_explained = [0; 6];
    for (row, known) in document.portfolio.accounts.iter().enumerate() {
        let page = account(&document, &valuation, &known.id, &[row as u32], &style).unwrap();
        let told = |part: Part| explanation(&document, &valuation, &part.into(), &known.id, &style).unwrap();
        for driver in &page.received.drivers {
            let told = told(Part::Driver(driver.name.clone()));
            let read = match driver.their_place {
                Some(_) => format!("{} against {}", driver.ours, driver.next_best),
                None => driver.ours.clone(),
            };
            assert_eq!(told.value, read, "{}, {}", known.name, driver.name);
            assert!(told.worked.contains(&driver.importance), "{}", told.worked);
            assert!(
                driver.their_place.is_none() || told.worked.contains(&driver.ratio),
                "{}",
                told.worked
            );
            assert!(
                driver.their_place.is_none() || told.worked.contains(&driver.gap),
                "{}",
                told.worked
            );
            assert!(told.terms.len() > 1, "the answers behind it are listed");
            n_explained[0] += 1;
        }
        for year in &page.economics.years {
            let told = told(Part::Year(year.number));
            assert_eq!(told.value, year.revenue);
            assert_eq!(told.terms[1].value, year.profit);
            n_explained[1] += 1;
        }
        for load in &page.economics.loads {
            assert_eq!(told(Part::Activity(load.activity.clone())).value, load.cost);
            n_explained[2] += 1;
        }
        for event in page.ledger.received.iter().chain(&page.ledger.given) {
            let told = told(Part::Event(event.id.clone()));
            assert!(
                event.worth.starts_with(&told.value),
                "{} {}",
                event.worth,
                told.value
            );
            n_explained[3] += 1;
        }
        for balance in &page.ledger.balance {
            for (is_received, text) in [(false, &balance.given_worth), (true, &balance.received_worth)] {
                let form = balance.form;
                let told = told(Part::Capital { form, is_received });
                assert!(told.value == *text || (text.is_empty() && told.value == "nothing"));
                n_explained[4] += 1;
            }
        }
        for way in page.fix.iter().flat_map(|fix| &fix.ways) {
            let told = told(way.part.clone());
            assert_eq!(told.value, way.number, "{}", way.label);
            assert!(told.worked.ends_with(&way.number), "{}", told.worked);
            n_explained[5] += 1;
        }
    }
    assert!(n_explained.iter().all(|n| *n > 0), "{n_explained:?}");
}

#[test]
fn what_an_account_does_not_have_is_not_explained() {
    let document = sample().unwrap();
    let valuation = measures::value(&document).output;
    let id = &document.portfolio.accounts[0].id;
    for part in [
        Part::Driver("nobody said this".to_owned()),
        Part::Event("none".to_owned()),
        Part::Activity("none".to_owned()),
    ] {
        assert_eq!(
            explanation(&document, &valuation, &part.into(), id, &NumberStyle::default()),
            None
        );
    }
}
