//! Files on their way in: held here by number, looked at, and read; large ones in the worker.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DataTransfer, File, FileList};

use crate::import::{Draft, FileKind, Reviewing, SAMPLE_SIZE, Settings};
use crate::jobs::{Job, Outcome, ReadFile};
use crate::portfolio::{Document, Shared};
use crate::saved;
use crate::session::{ArrivedFile, FileRequest, ImportMessage, KeepMessage, Message, NoticeKind};

use super::breath::{Breath, pause};
use super::worker::{Heard, Ticket, cancel, start, start_on_page};
use super::{clock, files, remembered};

/// Files of more bytes are read in the worker.
const LARGE: f64 = (1 << 20) as f64;

/// Accounts compared between two looks at the clock.
const ACCOUNTS_AT_ONCE: usize = 500;

thread_local! {
    static HELD: RefCell<BTreeMap<u64, Blob>> = const { RefCell::new(BTreeMap::new()) };
    static NEXT: Cell<u64> = const { Cell::new(1) };
    static READING: Cell<Option<Ticket>> = const { Cell::new(None) };
}

/// The files of a drop or a paste.
pub fn files_in(transfer: &DataTransfer) -> Vec<File> {
    transfer.files().map_or_else(Vec::new, |list| files_of(&list))
}

/// The files of a list.
pub fn files_of(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// Takes in files: portfolios open, tables go to the import.
pub fn arrive(files: Vec<File>, heard: impl Fn(Message) + 'static) {
    let named = files
        .into_iter()
        .map(|file| (file.name(), file.unchecked_into::<Blob>()));
    take(named.collect(), heard);
}

/// Takes in text that was pasted.
pub fn arrive_as_text(text: &str, heard: impl Fn(Message) + 'static) {
    if let Some(blob) = files::blob("text/plain;charset=utf-8", text.as_bytes()) {
        take(vec![("Pasted text".to_owned(), blob)], heard);
    }
}

fn take(named: Vec<(String, Blob)>, heard: impl Fn(Message) + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut tables = Vec::new();
        for (name, blob) in named {
            match look_at(&name, &blob).await {
                Ok(Arrival::Table(file)) => tables.push(file),
                Ok(Arrival::Opened(message)) => heard(*message),
                Err(_) => heard(unreadable(&name)),
            }
        }
        if !tables.is_empty() {
            let arrived = ImportMessage::Arrived {
                files: tables,
                today: clock::today(),
            };
            heard(Message::Import(ImportMessage::Remembered(remembered::read())));
            heard(Message::Import(arrived));
        }
    });
}

enum Arrival {
    Table(ArrivedFile),
    Opened(Box<Message>),
}

async fn look_at(name: &str, blob: &Blob) -> Result<Arrival, JsValue> {
    let first_bytes = bytes_between(blob, 0.0, SAMPLE_SIZE as f64).await?;
    let kind = FileKind::of(&first_bytes);
    if matches!(kind, FileKind::Portfolio | FileKind::Png | FileKind::Svg) {
        let bytes = files::bytes_of(blob).await?;
        match saved::open_bytes(&bytes) {
            Ok(document) => {
                let document = Shared::new(document);
                let opened = KeepMessage::FileOpened {
                    file: name.to_owned(),
                    document,
                };
                return Ok(Arrival::Opened(Box::new(Message::Keep(opened))));
            }
            Err(refusal) if kind == FileKind::Portfolio => {
                let sentence = format!("{name} was left as it is: {refusal}");
                return Ok(Arrival::Opened(Box::new(Message::Noticed(
                    NoticeKind::Problem,
                    sentence,
                ))));
            }
            Err(_) => {}
        }
    }
    let number = NEXT.replace(NEXT.get() + 1);
    HELD.with_borrow_mut(|held| held.insert(number, blob.clone()));
    Ok(Arrival::Table(ArrivedFile {
        number,
        name: name.to_owned(),
        n_bytes: blob.size(),
        first_bytes: Shared::new(first_bytes),
    }))
}

fn unreadable(name: &str) -> Message {
    let sentence = format!("The browser could not read {name}. Check that it is still there and try again.");
    Message::Noticed(NoticeKind::Problem, sentence)
}

/// Does what the session asks about a file.
pub fn perform(request: FileRequest, heard: impl Fn(Message) + 'static) {
    match request {
        FileRequest::Read {
            file,
            name,
            job,
            settings,
        } => {
            if let Some(blob) = HELD.with_borrow(|held| held.get(&file).cloned()) {
                read(blob, name, job, &settings, heard);
            }
        }
        FileRequest::Review { job, document, draft } => review(job, document, draft, heard),
        FileRequest::Forget(file) => {
            stop_reading();
            HELD.with_borrow_mut(|held| held.remove(&file));
        }
        FileRequest::Remember(mappings) => remembered::write(&mappings),
    }
}

fn stop_reading() {
    if let Some(ticket) = READING.take() {
        cancel(ticket);
    }
}

/// Reads a file and tells how it goes; an earlier reading stops.
fn read(blob: Blob, name: String, job: u64, settings: &Settings, heard: impl Fn(Message) + 'static) {
    stop_reading();
    let size = blob.size();
    let reading = Job::ReadFile(ReadFile {
        name,
        n_bytes: size as u64,
        settings: settings.clone(),
    });
    let is_large = size > LARGE;
    let heard = move |news: Heard| {
        let result = match news {
            Heard::Progress(share) => {
                if is_large {
                    let n_bytes = share * size;
                    heard(Message::Import(ImportMessage::Progressed { job, n_bytes }));
                }
                return;
            }
            Heard::Slowly(sentence) => {
                return heard(Message::Noticed(NoticeKind::Problem, sentence.to_owned()));
            }
            Heard::Done(Outcome::Draft(result)) => result.map(|draft| Shared::new(*draft)),
            Heard::Done(_) => return,
            Heard::Failed(sentence) => Err(sentence),
        };
        heard(Message::Import(ImportMessage::Read { job, result }));
    };
    let ticket = if is_large {
        start(reading, Some(blob), heard)
    } else {
        start_on_page(reading, Some(blob), heard)
    };
    READING.set(Some(ticket));
}

/// Compares a large draft with the open portfolio in slices.
fn review(job: u64, document: Shared<Document>, draft: Shared<Draft>, heard: impl Fn(Message) + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut reviewing = Reviewing::start((*document).clone(), draft.clone());
        let mut breath = Breath::new();
        while reviewing.step(ACCOUNTS_AT_ONCE) {
            breath.take().await;
        }
        let merge = Shared::new(reviewing.finish());
        pause().await;
        heard(Message::Import(ImportMessage::Reviewed { job, draft, merge }));
    });
}

async fn bytes_between(blob: &Blob, start: f64, end: f64) -> Result<Vec<u8>, JsValue> {
    let slice = blob.slice_with_f64_and_f64(start, end.min(blob.size()))?;
    files::bytes_of(&slice).await
}
