//! What the person asks of the portfolios stored on this device.

use crate::platform::{clock, files};
use crate::portfolio::{Document, Shared};
use crate::sample;
use crate::saved::shelf::{self, Entry, Kind, Label, Record, Saving, StorageError, portfolio_key};
use crate::saved::{packed, write};
use crate::session::{Edit, KeepMessage, KeepRequest, Message, NoticeKind, Stored};

use super::saving::save_now;
use super::stored::{Refusal, all_as_json, as_file, on_shelf, read};
use super::writer::take_over;
use super::{report, with};

/// Does what is asked; `document` is the open portfolio.
pub fn ask(request: KeepRequest, document: &Shared<Document>) {
    let outcome = match request {
        KeepRequest::Look => Ok(()),
        KeepRequest::SaveNow => nothing_refused(save_now),
        KeepRequest::Open(id) => open_portfolio(&id),
        KeepRequest::New => nothing_refused(|| {
            show_new(Document::empty(
                "New portfolio",
                &document.currency,
                clock::today(),
            ));
        }),
        KeepRequest::Duplicate(id) => duplicate(&id),
        KeepRequest::Delete(id) => delete(&id),
        KeepRequest::BringBack(id) => on_shelf(|shelf| shelf::undelete(shelf, &id)),
        KeepRequest::Remove(key) => remove(&key),
        KeepRequest::NameVersion(name) => name_version(name),
        KeepRequest::Restore(key) => restore(&key),
        KeepRequest::Download(key) => download(&key),
        KeepRequest::DownloadOpen => nothing_refused(|| {
            hand_over(&crate::export::file_name(document, "", "json"), &write(document));
        }),
        KeepRequest::DownloadAll => download_all(),
        KeepRequest::TakeOver => nothing_refused(take_over),
        KeepRequest::ClearAll => clear_all(),
    };
    tell(outcome);
    look();
}

fn nothing_refused(act: impl FnOnce()) -> Result<(), Refusal> {
    act();
    Ok(())
}

fn tell(outcome: Result<(), Refusal>) {
    if let Err(refusal) = outcome {
        report(Message::Noticed(NoticeKind::Problem, refusal.to_string()));
    }
}

/// Looks at everything stored and tells the session.
fn look() {
    let looked = on_shelf(|shelf| Ok((shelf::list(shelf)?, shelf::used_units(shelf)?)));
    let stored = match looked {
        Ok((entries, used_units)) => Stored {
            entries,
            used_units,
            problem: None,
        },
        Err(refusal) => Stored {
            problem: Some(refusal.to_string()),
            ..Stored::default()
        },
    };
    report(Message::Keep(KeepMessage::LookedAt(Shared::new(stored))));
}

fn show(portfolio: Option<String>, document: Document) {
    report(Message::Keep(KeepMessage::Opened {
        portfolio,
        document: Shared::new(document),
    }));
}

fn show_new(document: Document) {
    save_now();
    show(None, document);
}

/// Opens what was open last, else what was saved last; without either the page keeps its sample.
pub fn open_last() {
    let found = on_shelf(|shelf| {
        let last = shelf::last_open(shelf)?;
        let rank = |entry: &Entry| (Some(&entry.portfolio) == last.as_ref(), saved_at(entry) as u64);
        let portfolios = shelf::list(shelf)?
            .into_iter()
            .filter(|entry| entry.kind == Kind::Portfolio);
        Ok(portfolios.max_by_key(rank).map(|entry| entry.portfolio))
    });
    tell(found.and_then(|id| id.map_or(Ok(()), |id| open_portfolio(&id))));
}

fn saved_at(entry: &Entry) -> f64 {
    entry.head.as_ref().map_or(0.0, |head| head.saved_at)
}

fn open_portfolio(id: &str) -> Result<(), Refusal> {
    save_now();
    let document = read(&portfolio_key(id))?;
    show(Some(id.to_owned()), document);
    Ok(())
}

/// Reads the open portfolio again after another tab wrote it.
pub fn reload(id: &str) {
    match read(&portfolio_key(id)) {
        Ok(document) => show(Some(id.to_owned()), document),
        Err(refusal) => tell(Err(refusal)),
    }
}

fn duplicate(id: &str) -> Result<(), Refusal> {
    save_now();
    let mut document = read(&portfolio_key(id))?;
    document.name = format!("{} (copy)", document.name);
    document.is_sample = false;
    let record = Record {
        name: document.name.clone(),
        accounts: document.portfolio.accounts.len(),
        saved_at: clock::now(),
        packed: packed::pack(&write(&document), 6),
    };
    let saving = Saving {
        writer: with(|keeper| keeper.tab.clone()).unwrap_or_default(),
        seen: None,
        takes_over: false,
    };
    on_shelf(|shelf| shelf::save(shelf, &clock::new_id("p"), &record, &saving))?;
    Ok(())
}

fn delete(id: &str) -> Result<(), Refusal> {
    let is_open = with(|keeper| keeper.open.as_deref() == Some(id)).unwrap_or(false);
    save_now();
    on_shelf(|shelf| shelf::delete(shelf, id, clock::now()))?;
    if is_open {
        show_sample();
        open_last();
    }
    Ok(())
}

/// Only for what the person sees listed: a key that is not ours is left alone.
fn remove(key: &str) -> Result<(), Refusal> {
    on_shelf(|shelf| {
        let entries = shelf::list(shelf)?;
        let listed = entries.iter().find(|entry| entry.key == key);
        listed.map_or(Ok(()), |entry| shelf::remove(shelf, entry))
    })
}

fn name_version(name: String) -> Result<(), Refusal> {
    save_now();
    let Some(id) = with(|keeper| keeper.open.clone()).flatten() else {
        return Err(StorageError::Gone.into());
    };
    on_shelf(|shelf| shelf::keep_version(shelf, &id, Label::Named(name), clock::now()))?;
    Ok(())
}

/// Goes back to a version of the open portfolio, which undo takes back; another's version opens as a new portfolio.
fn restore(key: &str) -> Result<(), Refusal> {
    save_now();
    let mut document = read(key)?;
    let entries = on_shelf(shelf::list)?;
    let owner = entries
        .into_iter()
        .find(|entry| entry.key == key)
        .map(|entry| entry.portfolio);
    let open = with(|keeper| keeper.open.clone()).flatten();
    if owner.is_some() && owner == open {
        let edit = Edit::Replaced {
            document: Shared::new(document),
            what: "going back to a version".to_owned(),
        };
        report(Message::Edited(edit, None));
    } else {
        document.name = format!("{} (restored)", document.name);
        document.is_sample = false;
        show_new(document);
    }
    Ok(())
}

fn download(key: &str) -> Result<(), Refusal> {
    let (ending, text) = as_file(key)?;
    let plain = |mark: char| if mark.is_ascii_alphanumeric() { mark } else { '-' };
    let name: String = key.chars().map(plain).collect();
    hand_over(&format!("{name}.{ending}"), &text);
    Ok(())
}

fn download_all() -> Result<(), Refusal> {
    hand_over("both-sides-stored.json", &all_as_json()?);
    Ok(())
}

fn hand_over(name: &str, text: &str) {
    if !files::download(name, "application/json", text.as_bytes()) {
        let sentence =
            "This browser did not let the page hand over a file. Try again, or try another browser.";
        report(Message::Noticed(NoticeKind::Problem, sentence.to_owned()));
    }
}

fn show_sample() {
    let sample = sample::sample().unwrap_or_else(|_| Document::empty("My customers", "EUR", clock::today()));
    show(None, sample);
}

fn clear_all() -> Result<(), Refusal> {
    on_shelf(shelf::clear)?;
    // Attending to the sample, the keeper would save what is unsaved: there is nothing to keep any more.
    with(|keeper| keeper.unsaved = None);
    show_sample();
    Ok(())
}
