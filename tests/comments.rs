//! Comments: read newest first, kept through saving, gone with their account and back with undo.

mod saved;

use both_sides::portfolio::{About, AccountId, Comment, Shared};
use both_sides::report::comments::{comments_about, comments_on_account};
use both_sides::report::style::NumberStyle;
use both_sides::saved as kept;
use both_sides::session::{Edit, Message, Session, update};
use both_sides::units::Day;

const FROZEN: &str = include_str!("saved/v1_comments.json");

fn id(text: &str) -> AccountId {
    AccountId::new(text)
}

fn open() -> Session {
    Session::open(Shared::new(saved::commented()), NumberStyle::default()).0
}

fn send(session: &mut Session, edit: Edit) {
    update(session, Message::Edited(edit, None));
}

fn texts(session: &Session, account: &str) -> Vec<String> {
    let rows = comments_on_account(&session.document, &id(account), &session.style);
    rows.into_iter().map(|row| row.text).collect()
}

#[test]
fn the_newest_stands_first_and_one_of_a_number_stands_with_its_account_too() {
    let mut session = open();
    let measure = Some("revenue".to_owned());
    let about = About::Account {
        account: id("c-2"),
        measure,
    };
    for (name, day) in [("later", 25), ("earlier", 1), ("later still", 25)] {
        let comment = Comment {
            id: name.into(),
            about: About::Account {
                account: id("c-2"),
                measure: None,
            },
            day: Day::new(2026, 11, day).unwrap(),
            author: String::new(),
            text: name.into(),
        };
        send(&mut session, Edit::CommentWritten(comment));
    }
    assert_eq!(
        texts(&session, "c-2"),
        ["later still", "later", "\"too low\"?", "earlier"]
    );
    let on_the_number = comments_about(&session.document, &about, &session.style);
    assert_eq!(on_the_number.len(), 1);
    let all = comments_on_account(&session.document, &id("c-2"), &session.style);
    assert_eq!(all[2].on, Some("Revenue"));
}

#[test]
fn a_comment_goes_with_its_account_and_comes_back_with_undo() {
    let mut session = open();
    send(&mut session, Edit::AccountsDeleted(vec![id("c-1")]));
    let left: Vec<_> = session
        .document
        .comments
        .iter()
        .map(|comment| comment.id.as_str())
        .collect();
    assert_eq!(left, ["n2", "n3"]);
    update(&mut session, Message::Undo);
    assert_eq!(session.document.comments.len(), 3);
}

#[test]
fn a_comment_is_changed_and_taken_out_by_its_id() {
    let mut session = open();
    let mut comment = session.document.comments[0].clone();
    comment.text = "asked".into();
    send(&mut session, Edit::CommentWritten(comment));
    assert_eq!(texts(&session, "c-1"), ["asked"]);
    assert_eq!(session.history.undoable(), Some("writing a comment"));
    send(&mut session, Edit::CommentRemoved("n1".into()));
    assert!(texts(&session, "c-1").is_empty());
    update(&mut session, Message::Undo);
    update(&mut session, Message::Undo);
    assert_eq!(texts(&session, "c-1"), ["ask again\nin spring"]);
}

#[test]
fn comments_are_kept() {
    assert_eq!(kept::write(&saved::commented()), FROZEN.trim());
    assert_eq!(kept::open(FROZEN), Ok(saved::commented()));
}

#[test]
fn a_comment_about_nothing_or_about_two_things_is_damage() {
    let written = kept::write(&saved::commented());
    let cases = [
        (
            "\"screen\":{\"words\":[\"#economic\"]",
            "\"screen\":{\"words\":[\"http://x\"]",
            "not the address of a screen",
        ),
        (
            "\"screen\":{\"words\":[\"#economic\"],\"rows\":{\"at\":[2]",
            "\"screen\":{\"words\":[\"#economic\"],\"rows\":{\"at\":[0]",
            "about an account and a screen at once",
        ),
        (
            ",\"screen\":{\"words\":[\"#economic\"],\"rows\":{\"at\":[2],\"of\":[0]}}",
            "",
            "it is about nothing",
        ),
        (
            "\"measure\":{\"words\":[\"revenue\"],\"rows\":{\"at\":[1]",
            "\"measure\":{\"words\":[\"revenue\"],\"rows\":{\"at\":[2]",
            "no account it belongs to",
        ),
    ];
    for (from, to, reason) in cases {
        assert!(written.contains(from), "{from} is not in {written}");
        let said = kept::open(&written.replacen(from, to, 1))
            .unwrap_err()
            .to_string();
        assert!(said.contains(reason) && said.contains("comments"), "{to}: {said}");
    }
}
