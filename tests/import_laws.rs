//! Laws of import that hold for any bytes.

use both_sides::import::{
    Delimiter, Draft, Encoding, Outcome, Reader, Settings, Shape, Splitter, Target, detect, first_readings,
    read,
};
use both_sides::portfolio::{Field, NumberMarks, read_number};
use both_sides::units::Day;
use proptest::prelude::*;

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn import(bytes: &[u8]) -> Option<Draft> {
    let settings = detect("any.csv", bytes, today(), &Default::default())
        .ok()?
        .settings;
    read("any.csv", bytes, &settings).ok()
}

/// The records of a text by this app's splitter, fed in chunks of `chunk` bytes.
fn split(text: &[u8], delimiter: Delimiter, chunk: usize) -> Vec<Vec<String>> {
    let mut splitter = Splitter::new(delimiter);
    let mut records = Vec::new();
    for part in text.chunks(chunk.max(1)) {
        splitter.text().extend_from_slice(part);
        while splitter.next_record(false) {
            records.push(splitter.record());
        }
    }
    while splitter.next_record(true) {
        records.push(splitter.record());
    }
    records
}

fn written(records: &[Vec<String>], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_writer(Vec::new());
    records
        .iter()
        .for_each(|record| writer.write_record(record).unwrap());
    writer.into_inner().unwrap()
}

fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof![
        "[a-zA-Z0-9,;\"\n\r\t| é€.%-]{0,12}",
        Just(String::new()),
        "-?[0-9]{1,7}([.,][0-9]{1,3})?"
    ];
    prop::collection::vec(prop::collection::vec(cell, 1..6), 1..30)
}

/// Text made of what tables are made of, so that parsing goes deep.
fn table_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "name",
        "customer id",
        "order date",
        "revenue",
        "x",
        "t_x",
        "T",
        ",",
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\n",
        "\r\n",
        "\"",
        "1.234",
        "12,5",
        "-3",
        "2020-01-31",
        "03/04/2021",
        "19970101",
        "n/a",
        "€ 5",
        "45 %",
        "Ä",
        " ",
        "\u{feff}",
        "..",
        "a..b..c",
        "account_id",
        "order_history",
        "{",
        "weights",
        "1e308",
        "99999999999999999999",
        "2062-01-01",
    ]);
    prop::collection::vec(piece, 0..200).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_refused_or_accounted_for(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        if let Some(draft) = import(&bytes) {
            prop_assert!(draft.tally.adds_up(), "{:?}", draft.tally);
        }
    }

    #[test]
    fn any_table_is_refused_or_accounted_for(text in table_like()) {
        if let Some(draft) = import(text.as_bytes()) {
            prop_assert!(draft.tally.adds_up(), "{:?}", draft.tally);
            prop_assert_eq!(draft.tally.n_bad as usize, draft.bad_rows.len());
            prop_assert!(draft.issues.iter().all(|issue| draft.bad_rows.of_row(issue.row).is_some()));
            if draft.settings.shape != Shape::OrderLog {
                prop_assert_eq!(draft.tally.n_made as usize, draft.accounts.len());
            }
            let _ = draft.bad_rows_csv();
        }
    }

    #[test]
    fn any_mapping_is_accounted_for(text in table_like(), picks in prop::collection::vec(any::<prop::sample::Index>(), 12), shape in 0..4_usize) {
        if let Ok(detected) = detect("any.csv", text.as_bytes(), today(), &Default::default()) {
            let mut settings: Settings = detected.settings;
            settings.shape = Shape::ALL[shape];
            let offered = Target::offered(settings.shape);
            for (column, pick) in settings.columns.iter_mut().zip(&picks) {
                column.target = offered[pick.index(offered.len())];
            }
            if let Ok(draft) = read("any.csv", text.as_bytes(), &settings) {
                prop_assert!(draft.tally.adds_up(), "{:?}", draft.tally);
            }
        }
    }

    #[test]
    fn records_written_by_the_csv_crate_read_back(records in cells(), chunk in 1..40_usize) {
        let bytes = written(&records, b';');
        let trimmed: Vec<Vec<String>> =
            records.iter().map(|record| record.iter().map(|cell| cell.trim_matches(|c: char| c.is_ascii_whitespace()).to_owned()).collect()).collect();
        prop_assert_eq!(split(&bytes, Delimiter::Semicolon, chunk), trimmed);
    }

    #[test]
    fn chunks_make_no_difference(text in table_like(), chunk in 1..64_usize) {
        let whole = import(text.as_bytes());
        if let Some(whole) = whole {
            let settings = &whole.settings;
            let sample = detect("any.csv", text.as_bytes(), today(), &Default::default()).unwrap().sample;
            let mut readings = first_readings(settings, &sample);
            for is_last_try in [false, true] {
                let mut reader = Reader::new("any.csv", settings, &readings);
                for part in text.as_bytes().chunks(chunk) {
                    reader.push(part).unwrap();
                }
                match reader.finish(is_last_try).unwrap() {
                    Outcome::Again(wanted) => readings = wanted,
                    Outcome::Draft(draft) => {
                        prop_assert_eq!(format!("{:?}", *draft), format!("{:?}", whole));
                        break;
                    }
                }
            }
        }
    }

    #[test]
    fn utf_16_and_windows_1252_read_as_utf_8(name in "[a-zA-Zäöüéèßñ€ŒŽ]{1,20}") {
        let text = format!("name;revenue\n{name};1\n");
        let wanted = import(text.as_bytes()).unwrap().accounts[0].name.clone();
        prop_assert_eq!(&wanted, &name);
        let wide: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        prop_assert_eq!(&import(&wide).unwrap().accounts[0].name, &name);
    }

    #[test]
    fn numbers_read_quickly_are_the_numbers_read_slowly(text in "-?[0-9]{1,14}(\\.[0-9]{1,6})?") {
        let file = format!("name;revenue\nA;{text}\nB;1.5\nC;0.25\n");
        let draft = import(file.as_bytes()).unwrap();
        let read = draft.accounts.first().filter(|account| account.name == "A").and_then(|account| account.economics.annual_revenue);
        let money = read_number(&text, NumberMarks::POINT);
        prop_assert_eq!(read.map(|estimate| estimate.base()), money);
    }

    #[test]
    fn order_lines_in_any_order_give_the_same_totals(lines in prop::collection::vec((0..5_u8, 0..900_u16, -500..5000_i32), 1..60), turn in any::<prop::sample::Index>()) {
        let write = |lines: &[(u8, u16, i32)]| {
            let mut file = String::from("customer,order date,revenue\n");
            for (customer, day, cents) in lines {
                let day = Day::from_epoch_days(19_000 + i32::from(*day)).unwrap();
                file.push_str(&format!("C{customer},{day},{:.2}\n", f64::from(*cents) / 100.0));
            }
            file
        };
        let mut settings = detect("log.csv", b"customer,order date,revenue\nA,2020-01-01,1.5\n", today(), &Default::default()).unwrap().settings;
        settings.shape = Shape::OrderLog;
        for (column, target) in settings.columns.iter_mut().zip([Target::Field(Field::Id), Target::Role(both_sides::import::Role::Date), Target::Role(both_sides::import::Role::Revenue)]) {
            column.target = target;
        }
        let mut turned = lines.clone();
        turned.rotate_left(turn.index(lines.len()));
        let summary = |lines: &[(u8, u16, i32)]| {
            let draft = read("log.csv", write(lines).as_bytes(), &settings).unwrap();
            let mut each: Vec<_> = draft.accounts.iter().map(|account| {
                let orders = account.orders.as_ref().unwrap();
                (account.name.clone(), (orders.total.revenue * 100.0).round(), orders.total.n_orders, orders.n_lines, orders.first, orders.last, orders.renewals, orders.repeat.map(|repeat| (repeat.x, repeat.t)))
            }).collect();
            each.sort_by(|one, other| one.0.cmp(&other.0));
            each
        };
        prop_assert_eq!(summary(&lines), summary(&turned));
    }
}

#[test]
fn windows_1252_is_read_byte_by_byte() {
    let bytes: Vec<u8> = (0x80..=0xFF).collect();
    let mut text = Vec::new();
    let mut decoder = both_sides::import::Decoder::new(Encoding::Windows1252);
    decoder.push(&bytes, &mut text);
    decoder.finish(&mut text);
    let text = String::from_utf8(text).unwrap();
    assert_eq!(text.chars().count(), 128);
    assert!(text.starts_with('€') && text.ends_with('ÿ'));
}

#[test]
fn fifty_megabytes_stream_through() {
    let mut reader: Option<Reader> = None;
    let mut line = String::new();
    let mut n_lines = 0_u32;
    let mut n_bytes = 0;
    let head = "customer id,order date,order id,product,quantity,revenue\nC1,2024-01-01,1,a,1,2.50\nC1,2024-01-02,2,a,1,2.50\n";
    let detected = detect("big.csv", head.as_bytes(), today(), &Default::default()).unwrap();
    let readings = first_readings(&detected.settings, &detected.sample);
    let reader = reader.get_or_insert_with(|| Reader::new("big.csv", &detected.settings, &readings));
    reader
        .push(b"customer id,order date,order id,product,quantity,revenue\n")
        .unwrap();
    while n_bytes < 50_000_000 {
        line.clear();
        for _ in 0..2000 {
            n_lines += 1;
            let customer = n_lines.wrapping_mul(2_654_435_761) % 20_000;
            let day = Day::from_epoch_days(19_000 + (n_lines % 1000) as i32).unwrap();
            line.push_str(&format!(
                "customer-{customer},{day},order-{},product {},3,{}.25\n",
                n_lines / 3,
                n_lines % 50,
                n_lines % 400
            ));
        }
        n_bytes += line.len();
        reader.push(line.as_bytes()).unwrap();
    }
    let reader = std::mem::replace(reader, Reader::new("none", &detected.settings, &readings));
    let Outcome::Draft(draft) = reader.finish(false).unwrap() else {
        panic!("read again");
    };
    assert!(draft.tally.adds_up());
    assert_eq!(draft.tally.n_added_up, n_lines);
    let n: u32 = draft
        .accounts
        .iter()
        .map(|account| account.orders.as_ref().unwrap().n_lines)
        .sum();
    assert_eq!(n, n_lines);
}

/// A table as files have them: mostly plain, now and then not.
fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let id = prop_oneof![9 => "[A-C][0-9]{1,3}", 1 => Just(String::new()), 1 => Just("Müller & Co, Köln".to_owned())];
    let date = prop_oneof![
        12 => "20[12][0-9]-(0[1-9]|1[0-2])-[0-2][0-9]",
        1 => "[0-3][0-9]/[01][0-9]/2024",
        1 => Just("2031-01-01".to_owned()),
        1 => Just("soon".to_owned()),
    ];
    let number = || {
        prop_oneof![
            12 => "-?[0-9]{1,6}([.][0-9]{1,3})?",
            2 => "[0-9]{1,3},[0-9]{1,3}",
            1 => prop::sample::select(vec!["", "n/a", "€ 12.50", "1..2..3", "45 %", "1e3", "(5)", "abc", "-", " 7 "])
                .prop_map(str::to_owned),
        ]
    };
    let text = prop_oneof![6 => "P[0-9]{1,2}", 1 => "[nN#-]/?[aA]?", 1 => "[a-z \"\n]{0,12}"];
    let row = (id, date, text, number(), number())
        .prop_map(|(id, date, text, one, other)| vec![id, date, text, one, other]);
    let ragged = row.clone().prop_map(|row| row[..3].to_vec());
    prop::collection::vec(prop_oneof![40 => row, 1 => ragged], 1..80)
}

proptest! {
    #[test]
    fn lines_read_at_once_are_the_lines_read_one_by_one(mut rows in table(), is_log: bool, delimiter in "[,;]") {
        let header = match is_log {
            true => ["account", "order_date", "product", "quantity", "revenue"],
            false => ["id", "since", "segment", "gross_margin", "annual_revenue"],
        };
        rows.insert(0, header.map(str::to_owned).to_vec());
        let bytes = written(&rows, delimiter.as_bytes()[0]);
        let Ok(detected) = detect("any.csv", &bytes, today(), &Default::default()) else {
            return Ok(());
        };
        let mut careful = detected.settings.clone();
        // A row with a fix is read by itself; these fixes change nothing.
        for (index, row) in rows.iter().enumerate().skip(1) {
            careful.fixes.insert((index as u32 + 1, 0), row[0].clone());
        }
        match (read("any.csv", &bytes, &detected.settings), read("any.csv", &bytes, &careful)) {
            (Ok(at_once), Ok(mut one_by_one)) => {
                one_by_one.settings.fixes.clear();
                prop_assert!(at_once.tally.adds_up());
                prop_assert_eq!(format!("{at_once:?}"), format!("{one_by_one:?}"));
            }
            (at_once, one_by_one) => prop_assert_eq!(at_once.is_err(), one_by_one.is_err()),
        }
    }
}
