//! Saving on a shelf that may be full, blocked, failing, newer or shared: nothing good is ever lost.

use both_sides::saved::packed;
use both_sides::saved::shelf::*;
use proptest::prelude::*;

const NOON: f64 = 1_700_000_000_000.0;
const MINUTE: f64 = 60_000.0;

fn record(packed: &str, saved_at: f64) -> Record {
    Record {
        name: "Mine".to_owned(),
        accounts: 3,
        saved_at,
        packed: packed.to_owned(),
    }
}

fn tab(writer: &str, seen: Option<Stamp>) -> Saving {
    Saving {
        writer: writer.to_owned(),
        seen,
        takes_over: false,
    }
}

fn packed_of(shelf: &MemoryShelf, key: &str) -> String {
    fetch(shelf, key).unwrap().1
}

fn kinds(shelf: &MemoryShelf) -> Vec<Kind> {
    list(shelf).unwrap().into_iter().map(|entry| entry.kind).collect()
}

#[test]
fn what_is_saved_is_listed_and_found() {
    let shelf = MemoryShelf::default();
    let stamp = save(&shelf, "p1", &record("one", NOON), &tab("a", None)).unwrap();
    assert_eq!(stamp.count, 1);
    let entries = list(&shelf).unwrap();
    assert_eq!(entries.len(), 1);
    let head = entries[0].head.as_ref().unwrap();
    assert_eq!(
        (head.name.as_str(), head.accounts, head.saved_at),
        ("Mine", 3, NOON)
    );
    assert_eq!(packed_of(&shelf, &portfolio_key("p1")), "one");
    assert_eq!(used_units(&shelf).unwrap(), shelf.n_units());
}

#[test]
fn another_tabs_state_is_not_overwritten_until_taken_over() {
    let shelf = MemoryShelf::default();
    let first = save(&shelf, "p1", &record("one", NOON), &tab("a", None)).unwrap();
    let second = save(&shelf, "p1", &record("two", NOON), &tab("b", Some(first.clone()))).unwrap();
    let late = tab("a", Some(first));
    assert_eq!(
        save(&shelf, "p1", &record("three", NOON), &late),
        Err(StorageError::ChangedElsewhere)
    );
    assert_eq!(packed_of(&shelf, &portfolio_key("p1")), "two");
    assert_eq!(
        save(&shelf, "p1", &record("new", NOON), &tab("a", None)),
        Err(StorageError::ChangedElsewhere)
    );
    let takes_over = Saving {
        takes_over: true,
        ..late
    };
    let third = save(&shelf, "p1", &record("three", NOON), &takes_over).unwrap();
    assert!(third.count > second.count);
    assert_eq!(packed_of(&shelf, &portfolio_key("p1")), "three");
}

#[test]
fn a_newer_format_is_never_overwritten() {
    let shelf = MemoryShelf::default();
    let stamp = save(&shelf, "p1", &record("one", NOON), &tab("a", None)).unwrap();
    let key = portfolio_key("p1");
    let newer = shelf
        .get(&key)
        .unwrap()
        .unwrap()
        .replacen("\"version\":1", "\"version\":2", 1);
    shelf.set(&key, &newer).unwrap();
    let forced = Saving {
        takes_over: true,
        ..tab("a", Some(stamp))
    };
    assert_eq!(
        save(&shelf, "p1", &record("two", NOON), &forced),
        Err(StorageError::Newer)
    );
    assert_eq!(shelf.get(&key).unwrap(), Some(newer));
}

#[test]
fn a_damaged_text_is_never_overwritten() {
    let shelf = MemoryShelf::default();
    shelf.set(&portfolio_key("p1"), "half of someth").unwrap();
    assert_eq!(
        save(&shelf, "p1", &record("two", NOON), &tab("a", None)),
        Err(StorageError::Damaged)
    );
    assert_eq!(
        shelf.get(&portfolio_key("p1")).unwrap().unwrap(),
        "half of someth"
    );
    assert_eq!(list(&shelf).unwrap()[0].head, None);
}

#[test]
fn a_writing_that_fails_half_way_is_undone() {
    let shelf = MemoryShelf::default();
    let stamp = save(&shelf, "p1", &record("one", NOON), &tab("a", None)).unwrap();
    let whole = shelf.get(&portfolio_key("p1")).unwrap();
    // An automatic version is there already, so that the half writing hits the portfolio itself.
    let stamp = {
        let next = save(&shelf, "p1", &record("one", NOON), &tab("a", Some(stamp))).unwrap();
        assert_ne!(shelf.get(&portfolio_key("p1")).unwrap(), whole);
        next
    };
    let whole = shelf.get(&portfolio_key("p1")).unwrap();
    shelf.writes_half.set(true);
    assert_eq!(
        save(&shelf, "p1", &record("two", NOON), &tab("a", Some(stamp))),
        Err(StorageError::NotKept)
    );
    assert_eq!(shelf.get(&portfolio_key("p1")).unwrap(), whole);
}

#[test]
fn a_blocked_shelf_says_so() {
    let shelf = MemoryShelf::default();
    shelf.is_blocked.set(true);
    assert_eq!(
        save(&shelf, "p1", &record("one", NOON), &tab("a", None)),
        Err(StorageError::Blocked)
    );
    assert_eq!(list(&shelf), Err(StorageError::Blocked));
}

#[test]
fn automatic_versions_are_kept_from_time_to_time_and_not_without_end() {
    let shelf = MemoryShelf::default();
    let mut seen = None;
    for step in 0..60 {
        let at = NOON + f64::from(step) * 5.0 * MINUTE;
        seen = Some(
            save(
                &shelf,
                "p1",
                &record(&format!("state {step}"), at),
                &tab("a", seen),
            )
            .unwrap(),
        );
    }
    let versions: Vec<Entry> = list(&shelf)
        .unwrap()
        .into_iter()
        .filter(Entry::is_automatic)
        .collect();
    assert_eq!(versions.len(), AUTOMATIC_VERSIONS);
    assert!(
        versions
            .windows(2)
            .all(|pair| pair[1].at.unwrap() - pair[0].at.unwrap() >= VERSION_EVERY)
    );
    assert_eq!(
        packed_of(&shelf, &versions[AUTOMATIC_VERSIONS - 1].key),
        "state 58"
    );
}

#[test]
fn room_is_made_from_the_oldest_automatic_version_then_from_the_deleted() {
    let shelf = MemoryShelf::default();
    save(&shelf, "gone", &record(&"x".repeat(300), NOON), &tab("a", None)).unwrap();
    delete(&shelf, "gone", NOON).unwrap();
    let mut seen = None;
    for step in 0..4 {
        let at = NOON + f64::from(step) * 20.0 * MINUTE;
        seen = Some(save(&shelf, "p1", &record(&"y".repeat(300), at), &tab("a", seen)).unwrap());
    }
    keep_version(&shelf, "p1", Label::Named("before the meeting".to_owned()), NOON).unwrap();
    let before = kinds(&shelf);
    assert_eq!(
        before,
        [
            Kind::Portfolio,
            Kind::Deleted,
            Kind::Version,
            Kind::Version,
            Kind::Version,
            Kind::Version,
            Kind::Other
        ]
    );
    shelf.room.set(shelf.n_units() + 10);
    // 400 more units: an automatic version has to go.
    let stamp = save(
        &shelf,
        "p1",
        &record(&"z".repeat(700), NOON + 61.0 * MINUTE),
        &tab("a", seen),
    )
    .unwrap();
    assert_eq!(kinds(&shelf).len(), before.len() - 1);
    // Far more: all automatic versions and the deleted portfolio go, the named version stays.
    let room = shelf.room.get();
    let stamp = save(
        &shelf,
        "p1",
        &record(&"z".repeat(1900), NOON + 62.0 * MINUTE),
        &tab("a", Some(stamp)),
    )
    .unwrap();
    assert_eq!(kinds(&shelf), [Kind::Portfolio, Kind::Version]);
    // More than there is: refused, and the last good copy stands.
    let refused = save(
        &shelf,
        "p1",
        &record(&"!".repeat(room), NOON + 63.0 * MINUTE),
        &tab("a", Some(stamp)),
    );
    assert_eq!(refused, Err(StorageError::Full));
    assert_eq!(packed_of(&shelf, &portfolio_key("p1")), "z".repeat(1900));
}

#[test]
fn deleting_can_be_undone() {
    let shelf = MemoryShelf::default();
    let stamp = save(&shelf, "p1", &record("one", NOON), &tab("a", None)).unwrap();
    delete(&shelf, "p1", NOON + MINUTE).unwrap();
    let entries = list(&shelf).unwrap();
    assert_eq!(
        (entries[0].kind, entries[0].at),
        (Kind::Deleted, Some(NOON + MINUTE))
    );
    undelete(&shelf, "p1").unwrap();
    assert_eq!(kinds(&shelf), [Kind::Portfolio]);
    delete(&shelf, "p1", NOON).unwrap();
    save(&shelf, "p1", &record("two", NOON), &tab("a", Some(stamp))).unwrap();
    assert!(
        !kinds(&shelf).contains(&Kind::Deleted),
        "a portfolio that is saved again is not deleted"
    );
    delete(&shelf, "p1", NOON).unwrap();
    let entry = list(&shelf)
        .unwrap()
        .into_iter()
        .find(|entry| entry.kind == Kind::Deleted)
        .unwrap();
    remove(&shelf, &entry).unwrap();
    assert_eq!(
        shelf.n_units(),
        0,
        "a portfolio goes with its versions and its mark"
    );
}

#[test]
fn clearing_leaves_what_is_not_ours() {
    let shelf = MemoryShelf::default();
    shelf.set("another page", "stays").unwrap();
    save(&shelf, "p1", &record("one", NOON), &tab("a", None)).unwrap();
    remember(&shelf, "mappings", "{}").unwrap();
    set_last_open(&shelf, "p1").unwrap();
    assert_eq!(remembered(&shelf, "mappings").unwrap().as_deref(), Some("{}"));
    assert_eq!(last_open(&shelf).unwrap().as_deref(), Some("p1"));
    clear(&shelf).unwrap();
    assert_eq!(shelf.keys().unwrap(), ["another page"]);
}

#[test]
fn a_name_with_line_breaks_or_of_any_length_is_described_whole() {
    let shelf = MemoryShelf::default();
    let named = Record {
        name: "two\nlines \"quoted\" ".repeat(1000),
        ..record("one", NOON)
    };
    save(&shelf, "p1", &named, &tab("a", None)).unwrap();
    assert!(
        list(&shelf).unwrap()[0]
            .head
            .as_ref()
            .unwrap()
            .name
            .starts_with("two\nlines")
    );
}

#[test]
fn each_failure_says_what_to_do() {
    for (error, way_out) in [
        (StorageError::Full, "Delete portfolios or versions"),
        (StorageError::Blocked, "download the portfolio"),
        (StorageError::NotKept, "Download the portfolio"),
        (StorageError::Newer, "reload the page"),
        (StorageError::ChangedElsewhere, "Take over"),
        (StorageError::Damaged, "Recover"),
        (StorageError::Gone, "no longer stored"),
    ] {
        assert!(error.to_string().contains(way_out), "{error}");
    }
}

proptest! {
    /// Whatever tabs, sizes and failures come: what the page last called saved is there.
    #[test]
    fn what_was_called_saved_is_there(
        steps in proptest::collection::vec((0_usize..2, 0_usize..600, any::<bool>(), any::<bool>()), 1..40),
        room in 400_usize..3000,
    ) {
        let shelf = MemoryShelf::default();
        shelf.room.set(room);
        let mut seen = [None, None];
        let mut last = None;
        for (step, (who, size, fails, takes_over)) in steps.into_iter().enumerate() {
            let text = format!("{step}:{}", "p".repeat(size));
            let at = NOON + step as f64 * 7.0 * MINUTE;
            let saving = Saving { takes_over, ..tab(["a", "b"][who], seen[who].clone()) };
            shelf.writes_half.set(fails);
            if let Ok(stamp) = save(&shelf, "p1", &record(&text, at), &saving) {
                seen[who] = Some(stamp);
                last = Some(text);
            }
            shelf.writes_half.set(false);
            let found = fetch(&shelf, &portfolio_key("p1")).ok().map(|(_, packed)| packed);
            prop_assert_eq!(&found, &last);
            prop_assert!(shelf.n_units() <= room);
        }
    }
}

/// What may stand in local storage under a key of ours: anything, a sound text, a sound head before anything.
fn stored_text() -> impl Strategy<Value = String> {
    let sound = || record(&packed::pack("{}", 1), NOON).text(&stamp());
    prop_oneof![
        any::<String>(),
        Just(sound()),
        any::<String>()
            .prop_map(move |rest| format!("{}\n{rest}", sound().split('\n').next().unwrap_or_default())),
        (any::<prop::sample::Index>(), any::<char>()).prop_map(move |(at, mark)| {
            let mut marks: Vec<char> = sound().chars().collect();
            let at = at.index(marks.len());
            marks[at] = mark;
            marks.into_iter().collect()
        }),
    ]
}

fn stamp() -> Stamp {
    Stamp {
        count: 1,
        writer: "a".to_owned(),
    }
}

proptest! {
    /// Any text under any key is listed, opened or refused, and stays as it is.
    #[test]
    fn any_stored_text_is_opened_or_refused_and_left_as_it_is(texts in proptest::collection::vec((0_usize..6, stored_text()), 0..8)) {
        let shelf = MemoryShelf::default();
        let keys = ["open", "note:table", "portfolio:p1", "version:p1:1", "deleted:p2", "portfolio:"];
        for (key, text) in &texts {
            shelf.set(&format!("{PREFIX}{}", keys[*key]), text).unwrap();
        }
        let before: Vec<_> = shelf.keys().unwrap().into_iter().map(|key| (shelf.get(&key).unwrap(), key)).collect();
        let entries = list(&shelf).unwrap();
        for entry in &entries {
            if let Ok((_, packed)) = fetch(&shelf, &entry.key) {
                let _ = packed::unpack(&packed).map(|text| both_sides::saved::open(&text));
            }
        }
        let _ = last_open(&shelf);
        let _ = save(&shelf, "p3", &record("new", NOON), &tab("b", None));
        for (text, key) in before {
            prop_assert_eq!(shelf.get(&key).unwrap(), text, "{}", key);
        }
    }
}
