//! Cells of the accounts table are written, copied, pasted and cleared, each one undo step.

use both_sides::measures::MeasureId;
use both_sides::measures::Valuation;
use both_sides::portfolio::{Account, AccountId, Document, Field, Shared};
use both_sides::report::style::{DateOrder, NumberStyle};
use both_sides::report::table::{ColumnId, CopiedBlock, TableOrder, TableView, copied, editing_text};
use both_sides::session::{
    Edit, Message, PastedBlock, Session, TableBlock, TableChange, cleared, pasted, update, written,
};
use both_sides::units::Day;

const COLUMNS: &[ColumnId] = &[
    ColumnId::Field(Field::Name),
    ColumnId::Field(Field::Kind),
    ColumnId::Field(Field::Revenue),
    ColumnId::Field(Field::Retention),
    ColumnId::Field(Field::Since),
    ColumnId::Measure(MeasureId::CurrentValue),
];

fn portfolio() -> Shared<Document> {
    let mut document = Document::empty("Test", "EUR", Day::new(2026, 1, 1).unwrap());
    for name in ["Alder & Co", "Birch"] {
        let mut account = Account::new(AccountId::new(name), name);
        account.economics.annual_revenue = both_sides::units::Estimate::exact(1234.5);
        document.portfolio.accounts.push(Shared::new(account));
    }
    Shared::new(document)
}

fn dutch() -> NumberStyle {
    NumberStyle {
        decimal: ',',
        group: '.',
        dates: DateOrder::DayFirst,
        ..NumberStyle::default()
    }
}

fn paste_at(
    document: &Document,
    style: &NumberStyle,
    rows: (usize, usize),
    across: (usize, usize),
    text: &str,
) -> PastedBlock {
    let order: Vec<u32> = (0..document.portfolio.accounts.len() as u32).collect();
    let block = TableBlock {
        document,
        order: &order,
        columns: COLUMNS,
        rows,
        across,
        style,
    };
    let mut ids = 0;
    pasted(&block, text, &mut || {
        ids += 1;
        AccountId::new(&format!("new-{ids}"))
    })
}

fn open() -> Session {
    Session::open(portfolio(), NumberStyle::default()).0
}

fn carry_out(session: &mut Session, edit: Edit) {
    update(session, Message::Edited(edit, None));
}

fn cell(session: &Session, row: usize, field: Field) -> String {
    field.value(&session.document.portfolio.accounts[row]).plain()
}

#[test]
fn a_block_is_pasted_over_cells_and_beyond_the_end() {
    let mut session = open();
    let before = session.document.clone();
    let text = "Birch Ltd\tpartner\t80..100..120\r\nCedar\t\t45\r\n\r\n";
    let pasted = paste_at(&session.document, &NumberStyle::default(), (1, 2), (0, 1), text);
    assert_eq!(pasted.refusals, Vec::<String>::new());
    assert_eq!((pasted.n_added, pasted.rows, pasted.across), (1, (1, 3), (0, 3)));
    carry_out(&mut session, pasted.edit.unwrap());
    assert_eq!(session.document.portfolio.accounts.len(), 3);
    assert_eq!(cell(&session, 1, Field::Name), "Birch Ltd");
    assert_eq!(cell(&session, 1, Field::Kind), "partner");
    assert_eq!(cell(&session, 1, Field::Revenue), "80..100..120");
    assert_eq!(cell(&session, 2, Field::Name), "Cedar");
    assert_eq!(
        cell(&session, 2, Field::Kind),
        "customer",
        "an empty kind of a new account is the usual one"
    );
    update(&mut session, Message::Undo);
    assert_eq!(session.document, before, "one step");
}

#[test]
fn refusals_name_row_and_column() {
    let text = "Alder & Co\tcustomer\tabc\t85\t2026-13-01\t5\t6\n\tvendor\t1\t90%";
    let pasted = paste_at(&portfolio(), &NumberStyle::default(), (0, 1), (0, 1), text);
    assert_eq!(
        pasted.refusals,
        [
            "row 1 (Alder & Co), Revenue per year: \"abc\" is not a number; leave the cell empty if it is unknown",
            "row 1 (Alder & Co), Retention per year: 85 is more than the whole; write 85 % for a share",
            "row 1 (Alder & Co), Since: \"2026-13-01\" is not a date; write it as 2026-11-22",
            "row 2 (Birch), Name: it must not be empty",
            "row 2 (Birch), Kind: \"vendor\" is none of: customer, prospect, partner, supplier, employee, alumni, influencer, other",
            "Current value is not typed in here and was left alone",
            "the block is 7 columns wide and there are 6 from here on; the others were left out",
        ]
    );
    let Some(Edit::BlockPasted { cells, accounts }) = pasted.edit else {
        unreachable!("the good cells come in");
    };
    assert_eq!((cells.len(), accounts.len()), (4, 0));
}

#[test]
fn one_value_fills_the_selected_block() {
    let mut session = open();
    let pasted = paste_at(&session.document, &NumberStyle::default(), (0, 2), (2, 4), "0.5");
    carry_out(&mut session, pasted.edit.unwrap());
    for row in 0..2 {
        assert_eq!(cell(&session, row, Field::Revenue), "0.5");
        assert_eq!(cell(&session, row, Field::Retention), "0.5");
    }
}

#[test]
fn a_pasted_line_of_headers_is_left_out() {
    let text = "Name\tKind\nCedar\tprospect";
    let pasted = paste_at(&portfolio(), &NumberStyle::default(), (2, 3), (0, 1), text);
    assert_eq!(pasted.n_added, 1);
    assert_eq!(pasted.refusals, Vec::<String>::new());
}

#[test]
fn an_id_that_exists_is_not_given_twice() {
    let columns = [ColumnId::Field(Field::Id), ColumnId::Field(Field::Name)];
    let (document, style) = (portfolio(), NumberStyle::default());
    let block = TableBlock {
        document: &document,
        order: &[0, 1],
        columns: &columns,
        rows: (1, 2),
        across: (0, 1),
        style: &style,
    };
    let text = "other\tBirch\nBirch\tAgain\nc1\tCedar\nc1\tCedar";
    let pasted = pasted(&block, text, &mut || unreachable!("every line has its id"));
    assert_eq!(
        pasted.refusals,
        [
            "row 2 (Birch), Account id: orders and events refer to it; it cannot be changed",
            "row 3, Account id: there is already an account \"Birch\"; the row was left out",
            "row 5, Account id: there is already an account \"c1\"; the row was left out",
        ]
    );
    assert_eq!(pasted.n_added, 1);
}

#[test]
fn what_is_copied_pastes_back_as_the_same() {
    for style in [NumberStyle::default(), dutch()] {
        let mut document = portfolio();
        let account = document.edit().portfolio.accounts[0].edit();
        account.name = "=Alder\t\"&\"\nCo".to_owned();
        account.since = Day::new(2024, 2, 29);
        account.economics.annual_retention = both_sides::units::Estimate::between(0.1, 0.28, 0.3);
        let order = TableOrder::new(&document, &Valuation::empty(), &TableView::default());
        let block = CopiedBlock {
            rows: 0..2,
            columns: 0..6,
        };
        let text = copied(&document, &Valuation::empty(), &order, COLUMNS, &style, &block);
        assert!(
            text.starts_with("Name\tKind\tRevenue per year\t"),
            "whole columns have their headers: {text}"
        );

        let mut session = Session::open(document.clone(), style.clone()).0;
        let pasted = paste_at(&document, &style, (0, 1), (0, 1), &text);
        assert_eq!(pasted.refusals, Vec::<String>::new());
        carry_out(&mut session, pasted.edit.unwrap());
        assert_eq!(session.document, document);
    }
}

#[test]
fn a_single_row_is_copied_without_headers() {
    let document = portfolio();
    let order = TableOrder::new(&document, &Valuation::empty(), &TableView::default());
    let block = CopiedBlock {
        rows: 1..2,
        columns: 0..3,
    };
    let text = copied(&document, &Valuation::empty(), &order, COLUMNS, &dutch(), &block);
    assert_eq!(text, "Birch\tcustomer\t1234,5\r\n");
}

#[test]
fn clearing_leaves_names_kinds_and_worked_out_numbers() {
    let mut session = open();
    let style = NumberStyle::default();
    let document = session.document.clone();
    let block = TableBlock {
        document: &document,
        order: &[0, 1],
        columns: COLUMNS,
        rows: (0, 2),
        across: (0, 6),
        style: &style,
    };
    let cleared = cleared(&block);
    assert_eq!(
        cleared.refusals,
        [
            "Name: it must not be empty.",
            "Kind: every account is of some kind; choose \"other\" where none fits.",
            "Current value is worked out; press Enter to see from what.",
        ]
    );
    carry_out(&mut session, cleared.edit.unwrap());
    assert_eq!(cell(&session, 0, Field::Revenue), "");
    assert_eq!(cell(&session, 0, Field::Name), "Alder & Co");
    update(&mut session, Message::Undo);
    assert_eq!(session.document, document);
    update(&mut session, Message::Redo);
    assert_eq!(cell(&session, 1, Field::Revenue), "");
}

#[test]
fn a_cell_is_edited_as_a_person_writes_it() {
    let (document, style) = (portfolio(), dutch());
    let at = |column: usize, text: &str| {
        let block = TableBlock {
            document: &document,
            order: &[0, 1],
            columns: COLUMNS,
            rows: (1, 2),
            across: (column, column + 1),
            style: &style,
        };
        written(&block, text)
    };
    assert_eq!(at(2, "1.234,50"), Ok(None), "the same number is no change");
    assert!(matches!(at(2, "99,5"), Ok(Some(Edit::CellsWritten(_)))));
    assert!(matches!(at(4, "29-2-2024"), Ok(Some(_))));
    assert_eq!(
        at(2, "abc"),
        Err("\"abc\" is not a number; leave the cell empty if it is unknown".to_owned())
    );
    assert_eq!(at(0, " "), Err("it must not be empty".to_owned()));
    assert_eq!(
        at(5, "1"),
        Err("Current value is worked out; press Enter to see from what".to_owned())
    );
}

#[test]
fn shares_are_edited_as_per_cent() {
    let mut account = Account::new(AccountId::new("a"), "Alder");
    for (share, text) in [(0.28, "28 %"), (0.1 + 0.2, "30 %"), (0.125, "12,5 %")] {
        account.economics.annual_retention = both_sides::units::Estimate::exact(share);
        assert_eq!(editing_text(&account, Field::Retention, &dutch()), text);
    }
}

#[test]
fn the_way_of_looking_is_no_history() {
    let mut session = open();
    for change in [
        TableChange::Searched("birch".to_owned()),
        TableChange::WidthSet(COLUMNS[0].clone(), Some(9_999)),
        TableChange::ColumnsChosen(Some(COLUMNS.to_vec())),
    ] {
        assert_eq!(update(&mut session, Message::Table(change)), Vec::new());
    }
    assert_eq!(session.history.undoable(), None);
    assert_eq!(session.table.width(&COLUMNS[0]), 640, "no wider than a screen");
    update(&mut session, Message::Table(TableChange::FiltersDropped));
    assert!(!session.table.leaves_out());
}
