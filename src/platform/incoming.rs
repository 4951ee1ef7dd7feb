//! Files on their way in: held here by number, looked at, and read in slices so that the page never stands still.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DataTransfer, File, FileList};

use crate::import::{Ended, FileKind, Reader, SAMPLE_SIZE, Sample, Settings, first_readings};
use crate::portfolio::Shared;
use crate::saved;
use crate::session::{ArrivedFile, FileRequest, ImportMessage, KeepMessage, Message, NoticeKind};

use super::{clock, files, remembered};

/// Bytes read between two breaths of the page.
const SLICE: f64 = (512 << 10) as f64;

/// Accounts made between two breaths of the page.
const ACCOUNTS_AT_ONCE: usize = 4_000;

thread_local! {
    static HELD: RefCell<BTreeMap<u64, Blob>> = const { RefCell::new(BTreeMap::new()) };
    static NEXT: Cell<u64> = const { Cell::new(1) };
    static CURRENT_JOB: Cell<u64> = const { Cell::new(0) };
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
                let opened = KeepMessage::Opened {
                    portfolio: None,
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
            CURRENT_JOB.set(job);
            let Some(blob) = HELD.with_borrow(|held| held.get(&file).cloned()) else {
                return;
            };
            wasm_bindgen_futures::spawn_local(async move {
                let result = read(&blob, &name, job, &settings, &heard).await;
                let result = match result {
                    Ok(None) => return,
                    Ok(Some(draft)) => Ok(draft),
                    Err(sentence) => Err(sentence),
                };
                heard(Message::Import(ImportMessage::Read { job, result }));
            });
        }
        FileRequest::Forget(file) => {
            CURRENT_JOB.set(0);
            HELD.with_borrow_mut(|held| held.remove(&file));
        }
        FileRequest::Remember(mappings) => remembered::write(&mappings),
    }
}

/// Reads a file slice by slice; `None` when another reading took over.
async fn read(
    blob: &Blob,
    name: &str,
    job: u64,
    settings: &Settings,
    heard: &impl Fn(Message),
) -> Result<Option<Shared<crate::import::Draft>>, String> {
    let gone = |_: JsValue| format!("The browser could not read {name} to its end. Pick it again.");
    let first_bytes = bytes_between(blob, 0.0, SAMPLE_SIZE as f64).await.map_err(gone)?;
    let sample = Sample::read(name, &first_bytes, settings.layout).map_err(|refusal| refusal.to_string())?;
    let mut readings = first_readings(settings, &sample);
    for is_last_try in [false, true] {
        let mut reader = Reader::new(name, settings, &readings);
        let mut start = 0.0;
        while start < blob.size() {
            let slice = bytes_between(blob, start, start + SLICE).await.map_err(gone)?;
            if CURRENT_JOB.get() != job {
                return Ok(None);
            }
            reader.push(&slice).map_err(|refusal| refusal.to_string())?;
            start += SLICE;
            if blob.size() > 4.0 * SLICE {
                let n_bytes = start.min(blob.size());
                heard(Message::Import(ImportMessage::Progressed { job, n_bytes }));
            }
        }
        match reader.end(is_last_try).map_err(|refusal| refusal.to_string())? {
            Ended::Building(mut building) => {
                while building.step(ACCOUNTS_AT_ONCE) {
                    gloo_timers::future::TimeoutFuture::new(0).await;
                    if CURRENT_JOB.get() != job {
                        return Ok(None);
                    }
                }
                return Ok(Some(Shared::new(building.finish())));
            }
            Ended::Again(wanted) => readings = wanted,
        }
    }
    Ok(None)
}

async fn bytes_between(blob: &Blob, start: f64, end: f64) -> Result<Vec<u8>, JsValue> {
    let slice = blob.slice_with_f64_and_f64(start, end.min(blob.size()))?;
    files::bytes_of(&slice).await
}
