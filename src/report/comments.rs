//! What people wrote about an account, a number or a screen, newest first.

use crate::maths::sort_by;
use crate::measures::MeasureId;
use crate::portfolio::{About, AccountId, Comment, Document};
use crate::units::Day;

use super::style::NumberStyle;

/// One comment to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRow {
    /// Its identifier.
    pub id: String,
    /// What it is about.
    pub about: About,
    /// The day it was written.
    pub day: Day,
    /// That day, written out.
    pub written: String,
    /// Who wrote it; empty when they did not say.
    pub author: String,
    /// What they wrote.
    pub text: String,
    /// The number it is about, where it stands beside comments on other things.
    pub on: Option<&'static str>,
}

/// The comments about exactly this, newest first.
pub fn comments_about(document: &Document, about: &About, style: &NumberStyle) -> Vec<CommentRow> {
    let comments = document.comments.iter().filter(|comment| comment.about == *about);
    newest_first(comments.map(|comment| row(comment, None, style)).collect())
}

/// The comments about an account and about any of its numbers, newest first.
pub fn comments_on_account(document: &Document, account: &AccountId, style: &NumberStyle) -> Vec<CommentRow> {
    let comments = document.comments.iter();
    let comments = comments.filter(|comment| comment.about.account() == Some(account));
    let on = |comment: &Comment| Some(MeasureId::from_key(comment.about.measure()?)?.label());
    newest_first(comments.map(|comment| row(comment, on(comment), style)).collect())
}

fn row(comment: &Comment, on: Option<&'static str>, style: &NumberStyle) -> CommentRow {
    CommentRow {
        id: comment.id.clone(),
        about: comment.about.clone(),
        day: comment.day,
        written: style.day(comment.day),
        author: comment.author.clone(),
        text: comment.text.clone(),
        on,
    }
}

/// Of one day, what was written later stands first too.
fn newest_first(mut rows: Vec<CommentRow>) -> Vec<CommentRow> {
    rows.reverse();
    sort_by(&mut rows, |one, other| other.day.cmp(&one.day));
    rows
}

/// Why a comment is not kept as it is written; `None` where it is.
pub fn refusal(text: &str) -> Option<&'static str> {
    text.trim().is_empty().then_some("Write what you think first.")
}
