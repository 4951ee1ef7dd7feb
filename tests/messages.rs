//! Every sentence a person may be told when something is refused or doubtful, each brought about for real: it names
//! what is wrong and, where there is one, the way out. What rooms test themselves stands there.

use both_sides::import::{RememberedMappings, Shape, detect, read, with_shape};
use both_sides::portfolio::{AccountId, AttributionShare, Field, NumberMarks, Shared};
use both_sides::report::account_forms::{event_form, read_event, read_share, share_form};
use both_sides::report::assumption_rows::{activity_form, rate_form, read_activity, read_rate};
use both_sides::report::form::{FormField, Refusal, Texts};
use both_sides::report::import::{missing_sentence, question_text};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::saved::{self, packed};
use both_sides::session::{Cell, Edit, Message, NoticeKind, Place, Session, update};
use both_sides::units::{Day, Ratio};

const FROZEN: &str = include_str!("saved/v1.json");

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

#[test]
fn whatever_is_doubtful_in_a_table_is_told() {
    let log = Shape::OrderLog;
    let sheet = Shape::Accounts;
    for (shape, table, told) in [
        (
            log,
            "customer,order date,revenue\nA,2024-01-05,5\nA,2024-02-05,-2\nB,2024-03-05,4\n",
            "1 lines have revenue below zero: they count as returns",
        ),
        (
            log,
            "customer,order date,quantity,revenue\nA,2024-01-05,0,5\nA,2024-02-05,1,2\n",
            "1 lines have a quantity of zero or less but bring revenue",
        ),
        (
            log,
            "customer,order date,product,revenue\nA,2024-01-05,desk,5\nB,2024-01-05,desk,5\nA,2024-01-05,chair,5\nA,2024-01-05,desk,5\nA,2024-01-06,desk,5\n",
            "1 lines repeat an order line of the same account word for word: each counts as bought again",
        ),
        (
            log,
            "customer id,customer name,order date,revenue\n1,Alder,2024-01-05,5\n2,Alder,2024-02-05,2\n1,Alder,2024-03-05,2\n",
            "1 names stand under more than one id: they stay apart",
        ),
        (
            log,
            "customer id,customer name,order date,revenue\n1,Alder,2024-01-05,5\n1,Birch,2024-02-05,2\n",
            "1 accounts have more than one name under the same id",
        ),
        (
            log,
            "customer,product,revenue\nA,desk,5\nA,chair,2\nB,desk,2\n",
            "the lines have no dates",
        ),
        (
            sheet,
            "name,retention\nAlder,45\nBirch,80\n",
            "holds numbers above 1: they are read as per cent, 45 as 45 %",
        ),
        (
            sheet,
            "revenue,margin\n100,20\n200,30\n",
            "no column holds an id or a name: accounts are named by their row",
        ),
    ] {
        let remembered = RememberedMappings::default();
        let detected = detect("t.csv", table.as_bytes(), today(), &remembered).unwrap();
        let settings = with_shape(&detected.settings, &detected.sample, shape, &remembered);
        let draft = read("t.csv", table.as_bytes(), &settings).unwrap();
        let caveats: Vec<String> = draft.caveats.iter().map(ToString::to_string).collect();
        assert!(
            caveats.iter().any(|caveat| caveat.contains(told)),
            "{told}: {caveats:?}"
        );
    }
}

#[test]
fn whatever_is_asked_about_a_table_says_why() {
    for (table, asked, why) in [
        (
            "name,revenue\nAlder,1.234\nBirch,5.678\n",
            "Which decimal mark do the numbers of revenue have?",
            "Every value reads both ways.",
        ),
        (
            "name,revenue\nAlder,1.5\nBirch,\"2,75\"\nCedar,\"1.234,5\"\nDale,\"1,234.5\"\n",
            "Which decimal mark do the numbers of revenue have?",
            "Some values only make sense with a point, others only with a comma.",
        ),
        (
            "name,since\nAlder,01/02/2020\nBirch,03/04/2021\n",
            "How are the dates of since written?",
            "Every date reads both ways.",
        ),
        (
            "name,since\nAlder,13/02/2020\nBirch,03/14/2021\n",
            "How are the dates of since written?",
            "Some only make sense with the day first, others only with the month first.",
        ),
    ] {
        let detected = detect("t.csv", table.as_bytes(), today(), &RememberedMappings::default()).unwrap();
        let draft = read("t.csv", table.as_bytes(), &detected.settings).unwrap();
        let texts = draft
            .questions
            .iter()
            .filter_map(|question| question_text(question, &draft.settings, &NumberStyle::default()));
        let texts: Vec<_> = texts.map(|text| (text.question, text.reason)).collect();
        assert!(
            texts.contains(&(asked.to_owned(), why.to_owned())),
            "{table}: {texts:?}"
        );
    }
    for (table, told) in [
        (
            "Order Date,Order ID,Amount\n2024-01-10,1,5\n2024-01-11,2,6\n",
            "whose order a line is: Account id or Name",
        ),
        (
            "Customer,Order Date,Order ID,Quantity\nA,2024-01-10,1,5\nA,2024-01-11,2,6\n",
            "or those with quantity and price",
        ),
    ] {
        let detected = detect("t.csv", table.as_bytes(), today(), &RememberedMappings::default()).unwrap();
        let draft = read("t.csv", table.as_bytes(), &detected.settings).unwrap();
        let sentences: Vec<_> = draft.questions.iter().filter_map(missing_sentence).collect();
        assert!(
            sentences.iter().any(|sentence| sentence.contains(told)),
            "{sentences:?}"
        );
    }
}

#[test]
fn whatever_is_wrong_in_a_file_is_named() {
    for (from, to, told) in [
        (
            "\"name\":{\"of\":[\"Alder & Co\",",
            "\"name\":{\"of\":[",
            "2 values for 3 rows",
        ),
        (
            "\"since\":{\"at\":[0]",
            "\"since\":{\"at\":[0,1]",
            "1 values for 2 rows",
        ),
        (
            "\"since\":{\"at\":[0]",
            "\"since\":{\"at\":[7]",
            "row 7 is beyond the last of 3",
        ),
        (
            "\"low\":{\"at\":[0],\"of\":[80000.0]}",
            "\"low\":{\"at\":[1],\"of\":[80000.0]}",
            "a bound without a number",
        ),
        (
            "\"tags\":{\"n\":{\"at\":[0],\"of\":[2]}",
            "\"tags\":{\"n\":{\"at\":[0],\"of\":[5]}",
            "a list ends too early",
        ),
        (
            "\"tags\":{\"n\":{\"at\":[0],\"of\":[2]}",
            "\"tags\":{\"n\":{\"at\":[0],\"of\":[1]}",
            "a list has items that belong to no row",
        ),
        (
            "\"spend\":{\"revenue\":{\"of\":[0.30000000000000004]},\"profit\":{\"of\":[-12.5]},\"n_orders\":{\"of\":[3]}}",
            "\"spend\":{\"revenue\":{\"of\":[0.3]},\"n_orders\":{\"of\":[]}}",
            "money without a number of orders",
        ),
        (
            "\"repeats\":{\"of\":[2]}",
            "\"repeats\":{\"of\":[]}",
            "repeat purchases without a count",
        ),
        ("\"version\":1", "\"version\":0", "there never was a format 0"),
        (
            "\"version\":1",
            "\"version\":9",
            "newer release of Both Sides (format 9",
        ),
        ("\"is_sample\":false", "\"is_sample\":7", "line 1, column"),
        (
            "\"as_of\":\"2026-11-22\"",
            "\"as_of\":\"soon\"",
            "\"soon\" is not a day",
        ),
        (
            "both-sides",
            "other-app",
            "This is not a Both Sides portfolio. Choose a file",
        ),
    ] {
        assert!(FROZEN.contains(from), "{from} is not in the file");
        let said = saved::open(&FROZEN.replacen(from, to, 1))
            .unwrap_err()
            .to_string();
        assert!(said.contains(told), "{told}: {said}");
    }
    let half = saved::open(&FROZEN[..FROZEN.len() / 2]).unwrap_err().to_string();
    assert!(
        half.contains("the file is cut off or has been changed outside the app"),
        "{half}"
    );
    let picture = saved::OpenError::NoPortfolioInside.to_string();
    assert!(picture.ends_with("it was exported without one. Open the JSON file instead."));
}

#[test]
fn whatever_is_wrong_in_a_stored_text_is_named() {
    let sound = packed::deflate("sound", 6);
    let mut other_sum = sound.clone();
    *other_sum.last_mut().unwrap() ^= 1;
    // One stored block of a byte that is no text, and its checksum.
    let no_text = [0x78, 0x01, 0x01, 1, 0, 0xFE, 0xFF, 0xFF, 0x01, 0x00, 0x01, 0x00];
    for (bytes, told) in [
        (other_sum.as_slice(), "its checksum does not fit"),
        (&sound[..4], "it is cut off or was changed"),
        (&no_text, "it is no text"),
    ] {
        let said = packed::inflate(bytes).unwrap_err().to_string();
        assert!(
            said.contains(told) && said.contains("left as it is"),
            "{told}: {said}"
        );
    }
    let said = packed::unpack("\u{1}").unwrap_err().to_string();
    assert!(said.contains("a character in it was changed"), "{said}");
}

fn filled(form: Vec<FormField>, changes: &[(&'static str, &str)]) -> Texts {
    let mut texts: Texts = form.into_iter().map(|field| (field.key, field.text)).collect();
    for (key, text) in changes {
        texts.iter_mut().find(|(known, _)| known == key).unwrap().1 = (*text).to_owned();
    }
    texts
}

fn says(refusals: &[Refusal], key: &str, told: &str) {
    assert!(
        refusals
            .iter()
            .any(|refusal| refusal.key == key && refusal.sentence.contains(told)),
        "{told}: {refusals:?}"
    );
}

#[test]
fn whatever_a_form_refuses_says_what_to_write() {
    let document = sample().unwrap();
    let style = NumberStyle::default();
    let isolde = AccountId::new("isolde");
    let form = event_form(&document, &isolde, None, today(), &style);
    let refused = read_event(
        &document,
        "e".into(),
        &isolde,
        &filled(form, &[("quantity", ""), ("unit", "")]),
        NumberMarks::POINT,
    );
    let refused = refused.unwrap_err();
    says(
        &refused,
        "unit",
        "Write what was given, such as hour or reference call.",
    );
    says(&refused, "quantity", "Write a number here.");

    let rate = filled(rate_form(&document, None, &style), &[("unit", ""), ("worth", "")]);
    let refused = read_rate(&document, None, &rate, NumberMarks::POINT).unwrap_err();
    says(&refused, "unit", "Write the native unit, such as hour.");
    says(
        &refused,
        "worth",
        "Write what one is worth: one number or low..base..high.",
    );
    let known = &document.assumptions.exchange[0];
    let double = filled(rate_form(&document, Some(0), &style), &[("unit", &known.unit)]);
    says(
        &read_rate(&document, None, &double, NumberMarks::POINT).unwrap_err(),
        "unit",
        "already",
    );

    let activity = filled(activity_form(&document, None, &style), &[("name", "")]);
    says(
        &read_activity("a".into(), &activity, NumberMarks::POINT).unwrap_err(),
        "name",
        "Write what it is.",
    );
}

#[test]
fn whatever_a_share_of_value_cannot_be_is_said() {
    let mut document = sample().unwrap();
    let style = NumberStyle::default();
    let ids: Vec<AccountId> = document
        .portfolio
        .accounts
        .iter()
        .map(|account| account.id.clone())
        .collect();
    document.portfolio.attributions.edit().clear();
    let whole = |outcome: usize, contributor: usize| AttributionShare {
        outcome: ids[outcome].clone(),
        contributor: ids[contributor].clone(),
        share: Ratio::new(0.75).unwrap(),
        type_one: Ratio::new(1.0).unwrap(),
        note: String::new(),
    };
    document.portfolio.attributions.edit().push(whole(0, 1));
    let name = |place: usize| document.portfolio.accounts[place].name.clone();
    let refused = |side: &str, other: &str, share: &str| {
        let form = share_form(&document, &ids[0], None, &style);
        let texts = filled(form, &[("side", side), ("other", other), ("share", share)]);
        read_share(&document, &ids[0], None, &texts, &style).unwrap_err()
    };
    let through = "the other brought or kept this account";
    says(
        &refused(through, &name(0), "10 %"),
        "other",
        "Choose another account: none brings itself.",
    );
    says(&refused("", &name(2), "10 %"), "side", "Choose which way.");
    let told = format!(
        "75\u{202f}% of {} is shared out already; 25\u{202f}% is left.",
        name(0)
    );
    says(&refused(through, &name(2), "50 %"), "share", &told);
}

#[test]
fn a_number_outside_its_bounds_names_them() {
    assert_eq!(Ratio::new(1.5).unwrap_err().to_string(), "1.5 is outside 0 to 1");
    assert!(Ratio::new(f64::NAN).is_err());
}

#[test]
fn an_address_of_nobody_leads_to_the_accounts_and_says_so() {
    let mut session = Session::open(Shared::new(sample().unwrap()), NumberStyle::default()).0;
    update(
        &mut session,
        Message::Went(Place::Account(AccountId::new("nobody"))),
    );
    assert_eq!(session.place, Place::Accounts);
    let notice = session.notices.last().unwrap();
    assert_eq!(notice.kind, NoticeKind::Problem);
    assert_eq!(
        notice.sentence,
        "There is no account \"nobody\" in this portfolio."
    );
}

#[test]
fn of_several_refused_cells_the_first_is_named_and_the_rest_counted() {
    let mut session = Session::open(Shared::new(sample().unwrap()), NumberStyle::default()).0;
    let account = session.document.portfolio.accounts[0].id.clone();
    let cell = |field, text: &str| Cell {
        account: account.clone(),
        field,
        text: text.to_owned(),
    };
    let cells = vec![
        cell(Field::Revenue, "much"),
        cell(Field::GrossMargin, "more"),
        cell(Field::Since, "soon"),
    ];
    update(&mut session, Message::Edited(Edit::CellsWritten(cells), None));
    let notice = session.notices.last().unwrap();
    assert!(
        notice.sentence.contains("\"much\" is not a number"),
        "{}",
        notice.sentence
    );
    assert!(notice.sentence.ends_with("(and 2 more)"), "{}", notice.sentence);
}
