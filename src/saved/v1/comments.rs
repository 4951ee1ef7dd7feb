//! Comments on accounts, numbers and screens.

use crate::portfolio::{About, AccountId, Comment, Document};
use crate::saved::OpenError;
use crate::saved::columns::{Column, Days, Fault, Words};
use crate::units::Day;

use super::table::{filled, shortened, table};

type Texts = Column<String>;

/// More characters than the address of a screen has.
const MAX_ADDRESS: usize = 80;

fn comments(document: &Document) -> impl Iterator<Item = &Comment> {
    document.comments.iter()
}

fn blank_comment() -> Comment {
    Comment {
        id: String::new(),
        about: About::Screen(String::new()),
        day: Day::EPOCH,
        author: String::new(),
        text: String::new(),
    }
}

table! {
    /// Format 1 of the comments. Each is about an account, a measure of it, or a screen.
    Comments of Comment, "comments", rows comments, blank blank_comment;

    day: Days, |comment| Some(comment.day), |comment, day| { comment.day = day; Ok(()) };
    id: Texts, |comment| Some(comment.id.clone()), |comment, id| { comment.id = id; Ok(()) };
    account: Words, |comment| comment.about.account().map(|id| id.as_str().to_owned()), |comment, id| {
        comment.about = About::Account { account: AccountId::new(&id), measure: None };
        Ok(())
    };
    measure: Words, |comment| comment.about.measure().map(str::to_owned), |comment, key| {
        match &mut comment.about {
            About::Account { measure, .. } => *measure = Some(key),
            About::Screen(_) => return Err(Fault("a number is named, but no account it belongs to".to_owned())),
        }
        Ok(())
    };
    screen: Words, |comment| comment.about.screen().map(str::to_owned), |comment, address| {
        if comment.about.account().is_some() {
            return Err(Fault("it is about an account and a screen at once".to_owned()));
        }
        if !address.starts_with('#') || address.chars().count() > MAX_ADDRESS {
            return Err(Fault(format!("\"{}\" is not the address of a screen", shortened(&address))));
        }
        comment.about = About::Screen(address);
        Ok(())
    };
    author: Words, |comment| filled(&comment.author), |comment, author| { comment.author = author; Ok(()) };
    text: Texts, |comment| filled(&comment.text), |comment, text| { comment.text = text; Ok(()) };
}

impl Comments {
    /// The checked comments; each must be about something.
    pub fn checked(self) -> Result<Vec<Comment>, OpenError> {
        let rows = self.into_rows()?;
        let is_blank = |comment: &Comment| comment.about.screen().is_some_and(str::is_empty);
        match rows.iter().position(is_blank) {
            Some(row) => Err(OpenError::damaged(
                format!("comments, row {}", row + 1),
                "it is about nothing".to_owned(),
            )),
            None => Ok(rows),
        }
    }
}
