//! Files as people and programs write them.

use both_sides::import::{
    Caveat, DayOrder, Delimiter, Detected, Draft, Encoding, ImportError, Problem, Question, Role, Shape,
    Target, detect, detect_columns, read, with_shape,
};
use both_sides::portfolio::{Account, Field, FieldValue, NumberMarks};
use both_sides::units::Day;

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn detected(bytes: impl AsRef<[u8]>) -> Detected {
    detect("file.csv", bytes.as_ref(), today(), &Default::default()).unwrap()
}

fn import(bytes: impl AsRef<[u8]>) -> Draft {
    let bytes = bytes.as_ref();
    let draft = read("file.csv", bytes, &detected(bytes).settings).unwrap();
    assert!(draft.tally.adds_up(), "{:?}", draft.tally);
    draft
}

fn refused(bytes: impl AsRef<[u8]>) -> String {
    detect("file.csv", bytes.as_ref(), today(), &Default::default())
        .unwrap_err()
        .to_string()
}

fn names(draft: &Draft) -> Vec<&str> {
    draft
        .accounts
        .iter()
        .map(|account| account.name.as_str())
        .collect()
}

fn sentences(draft: &Draft) -> Vec<String> {
    draft
        .issues
        .iter()
        .map(|issue| issue.sentence(&draft.settings))
        .collect()
}

fn revenue(account: &Account) -> Option<f64> {
    account.economics.annual_revenue.map(|estimate| estimate.base())
}

fn fixture(file: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/tests/fixtures/import/{file}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

#[test]
fn semicolons_and_decimal_commas() {
    let draft = import(fixture("semicolons_decimal_commas.csv"));
    assert_eq!(draft.settings.layout.delimiter, Delimiter::Semicolon);
    assert_eq!(draft.questions, []);
    assert_eq!(sentences(&draft), Vec::<String>::new());
    assert_eq!(revenue(&draft.accounts[0]), Some(1234.5));
    assert_eq!(revenue(&draft.accounts[1]), Some(32.56));
    assert_eq!(draft.accounts[0].since, Day::new(2019, 3, 31));
    assert_eq!(
        draft.accounts[1]
            .economics
            .annual_retention
            .map(|rate| rate.base()),
        Some(0.9)
    );
}

#[test]
fn windows_1252_names() {
    let draft = import(b"Klant;Omzet\nM\xfcller & S\xf6hne;12,5\nCaf\xe9 \x80;3,5\n".as_slice());
    assert_eq!(draft.settings.layout.encoding, Encoding::Windows1252);
    assert_eq!(names(&draft), ["Müller & Söhne", "Café €"]);
}

#[test]
fn utf_16_with_and_without_a_mark() {
    let text = "name\trevenue\nŻółw 𝄞\t12.5\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [
        [&[0xFF, 0xFE], &little[..]].concat(),
        [&[0xFE, 0xFF], &big[..]].concat(),
        little,
    ] {
        let draft = import(bytes);
        assert_eq!(names(&draft), ["Żółw 𝄞"]);
        assert_eq!(revenue(&draft.accounts[0]), Some(12.5));
    }
}

#[test]
fn the_utf_8_mark_is_no_part_of_the_first_header() {
    let draft = import("\u{feff}name,revenue\nAlder,12\n");
    assert_eq!(draft.settings.columns[0].header, "name");
}

#[test]
fn quotes_hold_delimiters_quotes_and_line_breaks() {
    let draft =
        import("name,note,revenue\r\n\"Alder, \"\"the\"\" firm\",\"first\nsecond\",10\r\nBirch,,20\r\n");
    assert_eq!(names(&draft), ["Alder, \"the\" firm", "Birch"]);
    assert_eq!(draft.accounts[0].note, "first\nsecond");
}

#[test]
fn every_line_end_will_do() {
    for end in ["\n", "\r\n", "\r"] {
        let draft = import(["name,revenue", "Alder,1", "Birch,2", ""].join(end));
        assert_eq!(names(&draft), ["Alder", "Birch"], "{end:?}");
    }
}

#[test]
fn title_lines_above_the_header_are_skipped() {
    let draft = import(
        "Customer list 2026;;;\nPrinted 1 November;;;\n\nKlant;Omzet;Marge;Regio\nAlder;10;4;Noord\nBirch;20;5;Zuid\n",
    );
    assert_eq!(draft.settings.layout.n_skipped, 3);
    assert_eq!(names(&draft), ["Alder", "Birch"]);
    assert_eq!(draft.accounts[0].region, "Noord");
}

#[test]
fn a_broken_row_is_named_and_the_others_come_in() {
    let draft = import("id,name,margin\n1,Alder,10\n2,Birch,abc\n3,Cedar\n4,Dogwood,5,6\n5,Elm,7\n");
    assert_eq!(names(&draft), ["Alder", "Elm"]);
    assert_eq!(
        sentences(&draft),
        [
            "row 3, margin: \"abc\" is not a number; leave the cell empty if it is unknown",
            "row 4: the line has 2 cells where the header has 3; fill in or empty the cells that differ",
            "row 5: the line has 4 cells where the header has 3; fill in or empty the cells that differ",
        ]
    );
    assert_eq!(
        (draft.tally.n_rows, draft.tally.n_made, draft.tally.n_bad),
        (5, 2, 3)
    );
    assert_eq!(
        draft.bad_rows_csv(),
        "row,reasons,id,name,margin\r\n\
         3,\"margin: \"\"abc\"\" is not a number; leave the cell empty if it is unknown\",2,Birch,abc\r\n\
         4,\"the line has 2 cells where the header has 3; fill in or empty the cells that differ\",3,Cedar,\r\n\
         5,\"the line has 4 cells where the header has 3; fill in or empty the cells that differ\",4,Dogwood,5,6\r\n"
    );
}

#[test]
fn a_fix_is_read_in_place_of_the_cell() {
    let file = "id,name,margin\n1,Alder,10\n2,Birch,abc\n3,Cedar\n4,Dogwood,5,6\n";
    let mut settings = detected(file).settings;
    for (row, column, text) in [(3, 2, "12.5"), (4, 2, ""), (5, 3, "")] {
        settings.fixes.insert((row, column), text.to_owned());
    }
    let draft = read("file.csv", file.as_bytes(), &settings).unwrap();
    assert_eq!(draft.issues, []);
    assert_eq!(names(&draft), ["Alder", "Birch", "Cedar", "Dogwood"]);
    assert_eq!(
        draft.accounts[1]
            .economics
            .gross_margin
            .map(|margin| margin.base()),
        Some(12.5)
    );
    assert_eq!(draft.accounts[2].economics.gross_margin, None);
}

#[test]
fn thousands_and_decimals_that_read_both_ways_are_asked() {
    let file = "name,revenue\nAlder,1.234\nBirch,5.678\n";
    let draft = import(file);
    let [
        Question::Marks {
            column: 1, examples, ..
        },
    ] = &draft.questions[..]
    else {
        panic!("{:?}", draft.questions);
    };
    assert_eq!(examples[0], ("1.234".to_owned(), Some(1.234), Some(1234.0)));
    assert!(!draft.is_ready());
    let mut settings = draft.settings.clone();
    settings.columns[1].marks = Some(NumberMarks::COMMA);
    let draft = read("file.csv", file.as_bytes(), &settings).unwrap();
    assert!(draft.is_ready());
    assert_eq!(revenue(&draft.accounts[0]), Some(1234.0));
}

#[test]
fn one_value_that_disagrees_makes_the_column_a_question() {
    let draft = import("name,revenue\nAlder,\"12,5\"\nBirch,12.75\nCedar,\"3,25\"\n");
    assert!(matches!(
        &draft.questions[..],
        [Question::Marks { column: 1, .. }]
    ));
}

#[test]
fn thirty_two_comma_five_six_never_becomes_3256() {
    for file in [
        "name,revenue\nAlder,\"32,56\"\n",
        "name;revenue\nAlder;32,56\nBirch;1.000,5\n",
    ] {
        assert_eq!(revenue(&import(file).accounts[0]), Some(32.56), "{file}");
    }
}

#[test]
fn what_a_late_value_says_about_the_marks_counts_for_the_first() {
    let mut file = String::from("name;revenue\n");
    for row in 0..60_000 {
        file.push_str(&format!("Account {row};1.{:03}\n", row % 900 + 100));
    }
    file.push_str("Last;1.234,5\n");
    let draft = import(&file);
    assert_eq!(draft.questions, []);
    assert_eq!(revenue(&draft.accounts[0]), Some(1100.0));
}

#[test]
fn dates_are_read_as_every_value_agrees_or_asked() {
    let decided = import("name,since\nAlder,03/04/2020\nBirch,25/04/2020\n");
    assert_eq!(decided.accounts[0].since, Day::new(2020, 4, 3));
    let american = import("name,since\nAlder,03/04/2020\nBirch,04/25/2020\n");
    assert_eq!(american.accounts[0].since, Day::new(2020, 3, 4));
    let file = "name,since\nAlder,03/04/2020\nBirch,05/06/2020\n";
    let open = import(file);
    let [
        Question::DayOrder {
            column: 1, examples, ..
        },
    ] = &open.questions[..]
    else {
        panic!("{:?}", open.questions);
    };
    assert_eq!(examples[0].1, Day::new(2020, 4, 3));
    assert_eq!(examples[0].2, Day::new(2020, 3, 4));
    let mut settings = open.settings.clone();
    settings.columns[1].day_order = Some(DayOrder::MonthFirst);
    let answered = read("file.csv", file.as_bytes(), &settings).unwrap();
    assert_eq!(answered.accounts[0].since, Day::new(2020, 3, 4));
}

#[test]
fn dates_in_words_and_with_times() {
    let file = "name,since\nA,1 november 2020\nB,\"Nov 1, 2020\"\nC,2020-11-01T10:00:00Z\nD,2020-11-01 10:00\nE,01-Nov-20\nF,1. März 2020\nG,20201101\nH,1 août 2020\n";
    let draft = import(file);
    assert_eq!(sentences(&draft), Vec::<String>::new());
    let november = Day::new(2020, 11, 1);
    let days: Vec<_> = draft.accounts.iter().map(|account| account.since).collect();
    assert_eq!(
        days,
        [
            november,
            november,
            november,
            november,
            november,
            Day::new(2020, 3, 1),
            november,
            Day::new(2020, 8, 1)
        ]
    );
}

#[test]
fn numbers_come_with_currency_percent_parentheses_and_words_for_nothing() {
    let file =
        "name;revenue;margin;retention;note\nA;€ 1.200,50;(20,5);85 %;x\nB;n/a;-;NULL;n/a\nC;3;1;90 %;NA\n";
    let draft = import(file);
    assert_eq!(sentences(&draft), Vec::<String>::new());
    assert_eq!(revenue(&draft.accounts[0]), Some(1200.5));
    assert_eq!(
        draft.accounts[0]
            .economics
            .gross_margin
            .map(|margin| margin.base()),
        Some(-20.5)
    );
    assert_eq!(
        draft.accounts[0]
            .economics
            .annual_retention
            .map(|rate| rate.base()),
        Some(0.85)
    );
    assert_eq!(revenue(&draft.accounts[1]), None);
    assert_eq!(
        (draft.accounts[1].note.as_str(), draft.accounts[2].note.as_str()),
        ("", "NA")
    );
}

#[test]
fn shares_written_as_45_are_per_cent_and_said_so() {
    let draft = import("name,retention\nA,85\nB,90.5\n");
    assert_eq!(
        draft.accounts[1]
            .economics
            .annual_retention
            .map(|rate| rate.base()),
        Some(0.905)
    );
    assert_eq!(
        draft.caveats,
        [Caveat::ReadAsPercent {
            header: "retention".to_owned()
        }]
    );
}

#[test]
fn files_that_are_no_table_are_refused_with_the_way_out() {
    let cases: [(&[u8], &str); 7] = [
        (b"", "file.csv is empty; pick the file you exported"),
        (b"  \n \n", "file.csv is empty; pick the file you exported"),
        (
            b"name,revenue\n",
            "file.csv has a header but no line below it; check that the export had rows",
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "file.csv is a PNG picture; export the table as CSV and bring that",
        ),
        (
            b"PK\x03\x04\x14\0",
            "file.csv is a workbook, which is not read here; open it in your spreadsheet program and save the sheet as CSV",
        ),
        (
            b"abc\0\0\0def\0",
            "file.csv is a file of a program, not text; export the table as CSV and bring that",
        ),
        (
            b" { \"magic\" : \"x\"}",
            "file.csv is a portfolio of this app; use Open instead of Import",
        ),
    ];
    for (bytes, message) in cases {
        assert_eq!(refused(bytes), message);
    }
    let wide = ["1"; 20_000].join(",");
    assert_eq!(
        refused(wide),
        "file.csv has more than 16384 cells in a line; check the mark between cells"
    );
    let error = ImportError::TooManyProblems {
        file: "file.csv".to_owned(),
        most: 1_000_000,
    };
    assert_eq!(
        error.to_string(),
        "more than 1000000 lines of file.csv have problems; check the mark between cells and what the columns become"
    );
}

#[test]
fn every_problem_says_where_it_is_and_what_to_do() {
    let sheet = "id,name,kind,retention,since\n1,A,customer,0.5,2020-01-01\n1,B,client,1.2,soon\n";
    assert_eq!(
        sentences(&import(sheet)),
        [
            "row 3, kind: \"client\" is none of: customer, prospect, partner, supplier, employee, alumni, influencer, other",
            "row 3, retention: 1.2 is not between 0 and 1",
            "row 3, since: \"soon\" is not a date written year first (2026-11-22); write it as 2026-11-22",
        ]
    );
    let twice = "id,name,revenue\n1,A,5\n1,A,5\n1,A,6\n,B,1\n2,\"C,1\n";
    let draft = import(twice);
    assert_eq!(
        sentences(&draft),
        [
            "row 4, id: \"1\" stands already in row 2, with other values; change one of them or leave a row out",
            "row 5, id: the cell is empty; fill it in or leave the row out",
            "row 6: a quotation mark opens in this line and never closes; retype the cell",
        ]
    );
    assert_eq!(
        (draft.tally.n_made, draft.tally.n_merged, draft.tally.n_bad),
        (1, 1, 3)
    );
    let log = "customer,date,amount\nA,2020-01-01,5\nA,2062-01-01,5\nA,2020-01-02,\nA,2020-02-03,7\n";
    assert_eq!(
        sentences(&import(log)),
        [
            "row 3, date: 2062-01-01 lies after today, 2026-11-22; correct the date or leave the row out",
            "row 4, amount: the cell is empty; fill it in or leave the row out",
        ]
    );
    let history = "account_id,name,order_history\na,A,{}\n";
    assert_eq!(
        sentences(&import(history)),
        [
            "row 2, order_history: the order history is no longer as this app wrote it; leave the cell empty or export again"
        ]
    );
    let order = "name,revenue\nA,80..100..120\nB,5..4..3\n";
    let draft = import(order);
    assert_eq!(
        sentences(&draft),
        ["row 3, revenue: \"5..4..3\" is not low..base..high in rising order, such as 80..100..120"]
    );
    assert_eq!(
        draft.accounts[0]
            .economics
            .annual_revenue
            .map(|estimate| estimate.high()),
        Some(120.0)
    );
}

#[test]
fn duplicate_and_empty_headers_get_names_of_their_own() {
    let draft = import("name,note,note,,\nA,x,y,z,\n");
    let headers: Vec<&str> = draft
        .settings
        .columns
        .iter()
        .map(|column| column.header.as_str())
        .collect();
    assert_eq!(headers, ["name", "note", "note (2)", "Column 4", "Column 5"]);
    assert_eq!(draft.accounts[0].extra["note (2)"], "y");
    assert_eq!(draft.accounts[0].extra["Column 4"], "z");
    assert_eq!(draft.settings.columns[4].target, Target::LeaveOut);
}

#[test]
fn a_single_column_is_a_list_of_names() {
    for (file, n) in [
        ("Alder Co\nBirch Ltd\nCedar & Sons\n", 3),
        ("name\nAlder Co\nBirch Ltd\n", 2),
    ] {
        let draft = import(file);
        assert_eq!(draft.accounts.len(), n, "{file}");
        assert_eq!(draft.accounts[n - 1].id.as_str(), draft.accounts[n - 1].name);
    }
}

#[test]
fn hostile_names_stay_text() {
    let long = "x".repeat(10_000);
    let hostile = [
        "<script>alert(1)</script>",
        "\u{202e}gnp.exe",
        "a\u{200b}b",
        "=1+1",
        "'; DROP TABLE",
        &long,
    ];
    let file = format!("name\n{}\n", hostile.join("\n"));
    assert_eq!(names(&import(file)), hostile);
}

#[test]
fn headers_in_four_languages_and_with_a_slip() {
    let cases = [
        (
            "Kundennummer;Kundenname;Jahresumsatz;Deckungsbeitrag;Region",
            "German",
        ),
        ("Klantnummer;Klantnaam;Jaaromzet;Brutomarge;Regio", "Dutch"),
        (
            "Numéro client;Nom du client;Chiffre d'affaires;Marge brute;Région",
            "French",
        ),
        (
            "Customer No.;Customer Nmae;Anual revenue;Gross-margin;Territory",
            "English",
        ),
        (
            "CustomerNumber;CustomerName;AnnualRevenue;GrossMargin;Region",
            "run together",
        ),
    ];
    for (header, language) in cases {
        let draft = import(format!("{header}\n1;A;10;2;N\n2;B;20;3;S\n"));
        let targets: Vec<Target> = draft
            .settings
            .columns
            .iter()
            .map(|column| column.target)
            .collect();
        let fields = [
            Field::Id,
            Field::Name,
            Field::Revenue,
            Field::GrossMargin,
            Field::Region,
        ];
        assert_eq!(targets, fields.map(Target::Field), "{language}");
    }
}

#[test]
fn a_log_in_which_hardly_anybody_buys_twice_is_a_log() {
    let mut file = String::from("account,order_date,product,quantity,revenue,profit\n");
    for n in 0..200 {
        file.push_str(&format!("C{n},2024-01-{:02},P1,1,12.5,3.5\n", n % 28 + 1));
    }
    assert_eq!(detected(&file).settings.shape, Shape::OrderLog);
    let sheet = "account,since,revenue,margin\nA,2020-01-01,5,2\nB,2020-02-01,6,3\n";
    assert_eq!(detected(sheet).settings.shape, Shape::Accounts);
}

#[test]
fn a_currency_in_headers_or_values_is_known() {
    use both_sides::import::currency_named;
    for (file, currency) in [
        ("name;revenue\nA;€ 12\n", Some("EUR")),
        ("name;revenue (USD)\nA;12\n", Some("USD")),
        ("name;revenue\nA;12\n", None),
        ("name;revenue;cost to serve\nA;€ 12;£ 3\n", None),
        ("name;revenue\n£ shop;12\n", None),
    ] {
        assert_eq!(currency_named(&detected(file).sample), currency, "{file}");
    }
}

#[test]
fn a_remembered_mapping_wins() {
    let file = "name,Score X\nA,5\nB,6\n";
    let mut remembered = Default::default();
    let column = ("Score X".to_owned(), Target::Field(Field::Criticality));
    both_sides::import::remember([column].into_iter(), &mut remembered);
    let settings = detect("file.csv", file.as_bytes(), today(), &remembered)
        .unwrap()
        .settings;
    assert_eq!(settings.columns[1].target, Target::Field(Field::Criticality));
}

#[test]
fn everything_detected_can_be_overridden() {
    let file = "A;10\nB;20\n";
    let mut layout = detected(file).settings.layout;
    assert!(!layout.has_header);
    layout.has_header = true;
    let header = detect_columns("file.csv", file.as_bytes(), layout, today(), &Default::default()).unwrap();
    assert_eq!(header.settings.columns[0].header, "A");
    layout.delimiter = Delimiter::Comma;
    let comma = detect_columns("file.csv", file.as_bytes(), layout, today(), &Default::default()).unwrap();
    assert_eq!(comma.settings.columns.len(), 1);
    let log = detected("customer,order date,revenue\nA,2020-01-01,5\nA,2020-02-01,6\n");
    assert_eq!(log.settings.shape, Shape::OrderLog);
    let sheet = with_shape(&log.settings, &log.sample, Shape::Accounts, &Default::default());
    assert_eq!(sheet.columns[2].target, Target::Field(Field::Revenue));
}

#[test]
fn an_order_log_adds_up_returns_prices_and_costs() {
    let file = "Invoice No,Customer ID,Invoice Date,Stock Code,Quantity,Unit Price,Cost,Channel\n\
                1,A,2024-01-10,p,2,5.00,4,web\n1,A,2024-01-10,q,1,3.50,1,web\n2,A,2024-06-01,p,-1,5.00,-2,web\n\
                3,A,2025-03-01,p,4,5.00,8,shop\n4,B,2022-05-05,q,1,3.50,1,shop\n5,B,2023-05-06,q,1,3.50,1,shop\n";
    let draft = import(file);
    assert_eq!(sentences(&draft), Vec::<String>::new());
    assert_eq!(draft.settings.columns[5].target, Target::Role(Role::UnitPrice));
    assert_eq!(draft.as_of, Day::new(2025, 3, 1));
    let orders = draft.accounts[0].orders.as_ref().unwrap();
    assert_eq!(orders.total.revenue, 28.5);
    assert_eq!(orders.total.profit, Some(17.5));
    assert_eq!(orders.total.n_orders, 2);
    assert_eq!(orders.n_lines, 4);
    assert_eq!(orders.trailing_year.revenue, 15.0);
    assert_eq!(
        orders
            .by_year
            .iter()
            .map(|year| (year.year, year.spend.revenue))
            .collect::<Vec<_>>(),
        [(2024, 8.5), (2025, 20.0)]
    );
    assert_eq!(orders.by_product[0].revenue, 25.0);
    assert_eq!(&*orders.by_channel[0].0, "shop");
    assert_eq!((orders.renewals.renewed, orders.renewals.lost), (1, 0));
    let repeat = orders.repeat.unwrap();
    assert_eq!((repeat.x, repeat.mean_spend), (1, Some(20.0)));
    let gone = draft.accounts[1].orders.as_ref().unwrap();
    assert_eq!((gone.renewals.renewed, gone.renewals.lost), (1, 1));
    assert!(draft.caveats.contains(&Caveat::Returns { n: 1 }));
}

#[test]
fn a_log_without_an_account_or_an_amount_asks() {
    let file = "Order Date,Order ID,Amount\n2024-01-10,1,5\n2024-01-11,2,6\n";
    assert!(import(file).questions.contains(&Question::NoAccount));
    let file = "Customer,Order Date,Order ID,Quantity\nA,2024-01-10,1,5\nA,2024-01-11,2,6\n";
    assert!(import(file).questions.contains(&Question::NoRevenue));
}

#[test]
fn the_preview_shows_values_as_understood() {
    let draft = import("name;revenue;since\nA;1.200,50;31-12-2020\n");
    let (row, values) = &draft.preview.rows[0];
    assert_eq!(*row, 2);
    assert_eq!(
        *values,
        [
            FieldValue::Text("A".to_owned()),
            FieldValue::Number(1200.5),
            FieldValue::Day(Day::new(2020, 12, 31).unwrap())
        ]
    );
}

#[test]
fn a_stray_quote_does_not_swallow_the_file() {
    let draft = import("name,revenue\nA,1\n\"B,2\nC,3\nD,4\n");
    assert_eq!(names(&draft), ["A", "C", "D"]);
    assert!(
        matches!(draft.issues[..], [ref issue] if issue.row == 3 && issue.problem == Problem::StrayQuote)
    );
}
