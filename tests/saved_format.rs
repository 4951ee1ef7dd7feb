//! What is written opens as the same, whatever it is; what is not ours, damaged or too new is named.

mod saved;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use both_sides::portfolio::{By, Document, Lever, LeverMove, Scenario, Shared, Whom};
use both_sides::saved::{self as kept, OpenError, packed, picture};
use proptest::prelude::*;

const FROZEN: &str = include_str!("saved/v1.json");
const FROZEN_WEIGHED: &str = include_str!("saved/v1_weighed.json");
const FROZEN_PLANNED: &str = include_str!("saved/v1_planned.json");
/// A picture of one grey point.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xa8\x07\0\0\x81\0\x80\xcf\x0b\xb1\x0b\0\0\0\0IEND\xaeB`\x82";
const SVG: &str = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>";

#[test]
fn a_frozen_file_of_format_1_opens_for_ever() {
    assert_eq!(kept::open(FROZEN), Ok(saved::full()));
}

#[test]
fn format_1_is_written_as_it_was_released() {
    assert_eq!(kept::write(&saved::full()), FROZEN.trim());
}

#[test]
fn what_is_weighed_together_and_snapshots_are_kept() {
    assert_eq!(kept::write(&saved::weighed()), FROZEN_WEIGHED.trim());
    assert_eq!(kept::open(FROZEN_WEIGHED), Ok(saved::weighed()));
}

#[test]
fn a_plan_is_kept() {
    assert_eq!(kept::write(&saved::planned()), FROZEN_PLANNED.trim());
    assert_eq!(kept::open(FROZEN_PLANNED), Ok(saved::planned()));
}

#[test]
fn a_changed_plan_names_the_place() {
    let cases = [
        (
            "\"id\":\"a2\"",
            "\"id\":\"a1\"",
            "plan, action 2",
            "\"a1\" stands there twice",
        ),
        (
            "[0.01,0.02,0.05]",
            "[0.03,0.02,0.05]",
            "plan, action 1",
            "0.03..0.02..0.05 is not in order",
        ),
        (
            "[0.01,0.02,0.05]",
            "[0.01,0.02,5]",
            "plan, action 1",
            "5 is not between -1 and 1",
        ),
        (
            "\"cost to serve\",[",
            "\"weather\",[",
            "plan, action 1",
            "\"weather\" is no effect",
        ),
        (
            "\"probability\":0.6",
            "\"probability\":6",
            "plan, action 1",
            "6 is outside 0 to 1",
        ),
        (
            "\"hours\":16.5",
            "\"hours\":-16.5",
            "plan, action 1",
            "-16.5 is not between 0",
        ),
        (
            "\"due\":\"2027-02-28\"",
            "\"due\":\"2027-02-30\"",
            "plan, action 1",
            "\"2027-02-30\" is not a day",
        ),
        (
            "\"under way\"",
            "\"asleep\"",
            "plan, action 1",
            "\"asleep\" is not a word of this choice",
        ),
        (
            "headroom/c-1",
            "below-zero/c-3",
            "plan, answer 2",
            "stands there twice",
        ),
        (
            "\"until\":\"2027-01-15\"",
            "\"until\":\"soon\"",
            "plan, answer 2",
            "\"soon\" is not a day",
        ),
        (
            "\"budget_money\":5000.0",
            "\"budget_money\":-1",
            "plan, budget",
            "-1 is not between 0",
        ),
    ];
    for (from, to, place, reason) in cases {
        assert!(FROZEN_PLANNED.contains(from), "{from} is not in the file");
        let said = refusal(&FROZEN_PLANNED.replacen(from, to, 1));
        assert!(said.contains(reason) && said.contains(place), "{to}: {said}");
    }
}

#[test]
fn a_minus_zero_keeps_its_sign() {
    let document = kept::open(FROZEN).unwrap();
    let cost = document.portfolio.accounts[0].economics.cost_to_serve.unwrap();
    assert!(cost.base().is_sign_negative());
}

fn refusal(text: &str) -> String {
    kept::open(text).unwrap_err().to_string()
}

#[test]
fn what_does_not_open_says_why() {
    let cases = [
        ("", "This is not a Both Sides portfolio."),
        ("name,revenue\na,1", "This is not a Both Sides portfolio."),
        (
            "{\"magic\":\"other\",\"version\":1}",
            "This is not a Both Sides portfolio.",
        ),
        (
            "{\"magic\":\"both-sides\",\"version\":7,\"body\":{}}",
            "written by a newer release of Both Sides (format 7",
        ),
        (
            "{\"magic\":\"both-sides\",\"version\":0,\"body\":{}}",
            "there never was a format 0",
        ),
        (
            "{\"magic\":\"both-sides\",\"version\":1,\"body\":{\"docu",
            "cut off",
        ),
        (
            "{\"magic\":\"both-sides\",\"version\":1,\"body\":{}}",
            "missing field `document`",
        ),
    ];
    for (text, expected) in cases {
        assert!(refusal(text).contains(expected), "{text}: {}", refusal(text));
    }
}

#[test]
fn a_changed_file_names_the_place() {
    let cases = [
        ("\"Alder & Co\"", "1", "body", "invalid type"),
        (
            "\"id\":{\"of\":[\"c-1\",\"c-2\",\"c-3\"]}",
            "\"id\":{\"of\":[\"c-1\",\"c-2\",\"c-1\"]}",
            "accounts, id",
            "\"c-1\" stands there twice",
        ),
        (
            "\"id\":{\"of\":[\"c-1\",\"c-2\",\"c-3\"]}",
            "\"id\":{\"of\":[\"c-1\",\"c-2\"]}",
            "accounts",
            "3 rows are announced, 2 are there",
        ),
        (
            "\"accounts\":{\"n\":3",
            "\"accounts\":{\"n\":4000000000",
            "",
            "larger than a portfolio can be",
        ),
        (
            "\"reference_willingness\":{\"at\":[0],\"of\":[90.0]}",
            "\"reference_willingness\":{\"at\":[0],\"of\":[900.0]}",
            "accounts, reference_willingness, row 1",
            "900 is not between 0 and 100",
        ),
        (
            "\"reference_willingness\":{\"at\":[0]",
            "\"reference_willingness\":{\"at\":[3]",
            "accounts, reference_willingness",
            "row 3 is beyond the last of 3",
        ),
        (
            "\"words\":[\"Retail\"],\"rows\":{\"at\":[0],\"of\":[0]}",
            "\"words\":[\"Retail\"],\"rows\":{\"at\":[0],\"of\":[5]}",
            "accounts, segment",
            "word 5 is not in the list",
        ),
        (
            "\"as_of\":\"2026-11-22\"",
            "\"as_of\":\"2026-02-30\"",
            "document, as_of",
            "\"2026-02-30\" is not a day",
        ),
        (
            "\"friend\"",
            "\"enemy\"",
            "accounts, state, row 1",
            "\"enemy\" is not a word of this choice",
        ),
        (
            "\"discount_rate\":0.1",
            "\"discount_rate\":1e999",
            "",
            "number out of range",
        ),
        (
            "\"discount_rate\":0.1",
            "\"discount_rate\":99",
            "document, assumptions",
            "99 is outside -0.99 to 10",
        ),
        (
            "\"account\":{\"of\":[0]}",
            "\"account\":{\"of\":[9]}",
            "orders, account",
            "there is no account row 9",
        ),
    ];
    for (from, to, place, reason) in cases {
        assert!(FROZEN.contains(from), "{from} is not in the file");
        let said = refusal(&FROZEN.replacen(from, to, 1));
        assert!(said.contains(reason), "{to}: {said}");
        assert!(said.contains(place) || place == "body", "{to}: {said}");
    }
}

#[test]
fn a_picture_carries_the_portfolio() {
    let document = saved::full();
    let text = kept::write(&document);
    let png = picture::write_png(PNG, &text).unwrap();
    assert_eq!(kept::open_bytes(&png), Ok(document.clone()));
    let svg = picture::write_svg(SVG, &text).unwrap();
    assert_eq!(kept::open_bytes(svg.as_bytes()), Ok(document));
    assert!(svg.starts_with("<?xml") && svg.ends_with("<g/></svg>"));
}

#[test]
fn a_picture_without_one_or_with_a_broken_one_says_so() {
    assert_eq!(kept::open_bytes(PNG), Err(OpenError::NoPortfolioInside));
    assert_eq!(
        kept::open_bytes(SVG.as_bytes()),
        Err(OpenError::NoPortfolioInside)
    );
    let png = picture::write_png(PNG, &kept::write(&saved::full())).unwrap();
    let mut changed = png.clone();
    changed[200] ^= 1;
    assert!(
        kept::open_bytes(&changed)
            .unwrap_err()
            .to_string()
            .contains("checksum")
    );
    assert!(
        kept::open_bytes(&png[..300])
            .unwrap_err()
            .to_string()
            .contains("cut off")
    );
    assert_eq!(picture::write_png(b"GIF89a", ""), Err(OpenError::NotOurs));
}

#[test]
fn a_small_text_cannot_unpack_to_a_huge_one() {
    let bomb = packed::pack(&" ".repeat(300 << 20), 1);
    assert_eq!(
        packed::unpack(&bomb),
        Err(OpenError::TooLarge { limit: "256 MB" })
    );
}

#[test]
fn a_changed_stored_text_is_noticed() {
    let packed_text = packed::pack(&kept::write(&saved::full()), 6);
    let cut: String = packed_text.chars().take(100).collect();
    assert!(packed::unpack(&cut).unwrap_err().to_string().contains("cut off"));
    assert!(
        packed::unpack("\u{1}")
            .unwrap_err()
            .to_string()
            .contains("character")
    );
    let mut marks: Vec<char> = packed_text.chars().collect();
    let middle = marks.len() / 2;
    marks[middle] = if marks[middle] == 'a' { 'b' } else { 'a' };
    assert!(packed::unpack(&marks.into_iter().collect::<String>()).is_err());
}

/// Bytes as they may stand where a portfolio is packed: anything, a damaged stream, or a sound stream of anything.
fn payload() -> impl Strategy<Value = Vec<u8>> {
    let damaged = (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, byte)| {
        let mut stream = packed::deflate(FROZEN, 6);
        let at = at.index(stream.len());
        stream[at] = byte;
        stream
    });
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..300),
        damaged,
        any::<String>().prop_map(|text| packed::deflate(&text, 1)),
    ]
}

/// Numbers at the edges, and what is none.
fn extreme() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "0",
        "-1",
        "1e999",
        "-1e308",
        "1e-320",
        "4294967295",
        "4294967296",
        "18446744073709551616",
        "9007199254740993",
        "0.5",
        "null",
        "true",
        "\"\"",
        "[]",
        "{}",
        "-0",
    ])
}

fn png_holding(payload: &[u8]) -> Vec<u8> {
    let mut data = b"iTXtboth-sides\0\x01\0\0\0".to_vec();
    data.extend(payload);
    let end = PNG.len() - 12;
    let mut png = PNG[..end].to_vec();
    png.extend((data.len() as u32 - 4).to_be_bytes());
    png.extend(&data);
    png.extend(crc32(&data).to_be_bytes());
    png.extend(&PNG[end..]);
    png
}

/// CRC-32 of a PNG chunk, from its definition.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 * (crc & 1))
        })
    })
}

fn svg_holding(text: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata id=\"both-sides-portfolio\">{text}</metadata></svg>"
    )
}

#[test]
fn the_pictures_of_these_tests_are_read_as_the_apps_own() {
    let stream = packed::deflate(FROZEN, 9);
    assert!(kept::open_bytes(&png_holding(&stream)).is_ok());
    assert!(kept::open_bytes(svg_holding(&STANDARD.encode(&stream)).as_bytes()).is_ok());
}

fn same_bits(document: &Document) -> String {
    format!("{document:?}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn written_and_opened_is_the_same(document in saved::document()) {
        let opened = kept::open(&kept::write(&document)).unwrap();
        prop_assert_eq!(same_bits(&opened), same_bits(&document));
    }

    #[test]
    fn packed_and_unpacked_is_the_same(text in any::<String>(), level in 1_u8..=9) {
        let packed_text = packed::pack(&text, level);
        prop_assert!(packed_text.chars().all(|mark| (0x20..=0x801f).contains(&u32::from(mark))));
        prop_assert_eq!(packed::unpack(&packed_text).unwrap(), text);
    }

    #[test]
    fn any_bytes_are_opened_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = kept::open_bytes(&bytes);
        let mut png = PNG[..33].to_vec();
        png.extend(&bytes);
        prop_assert!(kept::open_bytes(&png).is_err());
    }

    #[test]
    fn any_payload_of_a_picture_is_opened_or_refused(payload in payload()) {
        let _ = kept::open_bytes(&png_holding(&payload));
        let _ = kept::open_bytes(svg_holding(&STANDARD.encode(&payload)).as_bytes());
    }

    #[test]
    fn any_text_in_an_svg_is_opened_or_refused(text in any::<String>()) {
        let _ = kept::open_bytes(svg_holding(&text).as_bytes());
    }

    #[test]
    fn any_number_in_a_file_is_opened_or_refused(at in any::<prop::sample::Index>(), with in extreme()) {
        let numbers: Vec<_> = FROZEN.match_indices(|mark: char| mark.is_ascii_digit()).map(|(at, _)| at).collect();
        let start = numbers[at.index(numbers.len())];
        let rest = FROZEN[start..].find(|mark: char| !(mark.is_ascii_digit() || mark == '.')).unwrap_or(0);
        let text = format!("{}{with}{}", &FROZEN[..start], &FROZEN[start + rest..]);
        if let Ok(document) = kept::open(&text) {
            let again = kept::open(&kept::write(&document)).unwrap();
            prop_assert_eq!(same_bits(&again), same_bits(&document), "what opens can be kept");
            let _ = both_sides::measures::value(&document);
        }
    }

    #[test]
    fn any_stored_text_is_unpacked_or_refused(text in any::<String>()) {
        let _ = packed::unpack(&text);
    }

    #[test]
    fn any_damage_is_opened_or_refused(at in 0..FROZEN.len(), with in "[\\]\\[{},:0-9a\"-]{0,3}", length in 0_usize..6) {
        let mut bytes = FROZEN.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, with.bytes());
        let _ = kept::open_bytes(&bytes);
    }

    #[test]
    fn an_order_history_survives_a_cell(history in saved::history()) {
        let again = both_sides::portfolio::OrderHistory::from_text(&history.to_text()).unwrap();
        prop_assert_eq!(again, history);
    }
}

#[test]
fn a_care_plan_and_ratings_out_of_bounds_are_named() {
    let mut document = Document::empty("Care", "EUR", saved::full().as_of);
    let mut plan = both_sides::portfolio::CarePlan::default();
    plan.set(both_sides::portfolio::CareGroup::Key, Some(14));
    document.care = both_sides::portfolio::Shared::new(plan);
    let mut able = both_sides::portfolio::first_capabilities();
    able[0].have = Some(6.0);
    document.capabilities = both_sides::portfolio::Shared::new(able);
    let text = kept::write(&document);
    assert_eq!(kept::open(&text), Ok(document));
    for (from, to, reason) in [
        ("\"key\":14", "\"key\":0", "0 is not between 1 and 3650"),
        (
            "\"key\":14",
            "\"queen\":14",
            "\"queen\" is not a word of this choice",
        ),
        ("\"have\":6.0", "\"have\":60.0", "60 is not between 0 and 10"),
    ] {
        assert!(text.contains(from), "{from} is not in {text}");
        let said = refusal(&text.replacen(from, to, 1));
        assert!(said.contains(reason), "{to}: {said}");
    }
}

#[test]
fn a_scenario_that_makes_no_sense_is_refused() {
    let mut document = saved::full();
    document.scenarios.push(Shared::new(Scenario {
        id: "s".to_owned(),
        name: "What if".to_owned(),
        moves: vec![LeverMove {
            whom: Whom::Everybody,
            lever: Lever::Retention,
            by: By::Points(0.25),
        }],
        ..Scenario::default()
    }));
    let text = kept::write(&document);
    assert_eq!(kept::open(&text), Ok(document));
    for (from, to, said) in [
        (
            "\"points\":0.25",
            "\"points\":7.25",
            "7.25 is not between -1 and 1",
        ),
        (
            "\"points\":0.25",
            "\"of_today\":-2.0",
            "-2 is not between -1 and 10",
        ),
        ("\"points\":0.25", "\"points\":0.25,\"of_today\":0.5", "not both"),
        ("\"lever\":\"retention\"", "\"lever\":\"luck\"", "luck"),
        (
            "\"points\":0.25",
            "\"segment\":\"a\",\"account\":\"b\",\"points\":0.25",
            "not both",
        ),
        ("\"id\":\"s\"", "\"id\":\"s\",\"colour\":1", "colour"),
    ] {
        assert!(text.contains(from), "{from}");
        let refusal = refusal(&text.replace(from, to));
        assert!(refusal.contains(said), "{refusal}");
    }
}

#[test]
fn a_name_longer_than_names_are_is_cut_on_opening() {
    let mut document = Document::empty("Long names", "EUR", saved::full().as_of);
    let long = "é".repeat(10_000);
    let mut desk = (*document.service).clone();
    desk.tiers[0].name.clone_from(&long);
    desk.tiers[0].group.clone_from(&long);
    document.service = both_sides::portfolio::Shared::new(desk);
    let mut able = both_sides::portfolio::first_capabilities();
    able[0].name.clone_from(&long);
    document.capabilities = both_sides::portfolio::Shared::new(able);
    let scenario = both_sides::portfolio::Scenario {
        id: "one".to_owned(),
        name: long.clone(),
        note: long.clone(),
        ..both_sides::portfolio::Scenario::default()
    };
    document
        .scenarios
        .push(both_sides::portfolio::Shared::new(scenario));
    let opened = kept::open(&kept::write(&document)).unwrap();
    let cut = "é".repeat(200);
    assert_eq!(opened.service.tiers[0].name, cut);
    assert_eq!(opened.service.tiers[0].group, cut);
    assert_eq!(opened.capabilities[0].name, cut);
    assert_eq!(opened.scenarios[0].name, cut);
    assert_eq!(opened.scenarios[0].note, long, "a note is no name");
}
