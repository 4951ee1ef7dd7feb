//! The page's side: orders wait here for the one worker, which takes them one after the other.

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::jobs::{Arriving, Job, Outcome};
use crate::platform::breath::Breath;

use super::on_page::do_here;
use super::wire::{BROKEN, DONE, FAILED, PROGRESS, READY, from_arrays, message, parts, to_arrays};

/// Rows of an outcome put together between two looks at the clock.
const ROWS_AT_ONCE: usize = 1_000;

const NO_WORKER: &str = "This browser does not let the page work in the background. Everything works, but the page may answer slowly while a large file comes in.";
const STOPPED: &str = "The work in the background stopped at an error inside it. Try again; if it stops again, try a smaller file.";

/// What is heard of a job.
#[derive(Debug)]
pub enum Heard {
    /// This share of it is done, 0 to 1.
    Progress(f64),
    /// What came of it; nothing follows.
    Done(Outcome),
    /// Why nothing came of it; nothing follows.
    Failed(String),
    /// Something to tell the person: the worker does not start, so the page works by itself. Said once.
    Slowly(&'static str),
}

/// Who hears of a job.
pub type Ear = Rc<dyn Fn(Heard)>;

/// Stands for a job that was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u64);

/// A job, and who wants to hear of it.
pub struct Order {
    pub ticket: Ticket,
    pub job: Job,
    pub file: Option<Blob>,
    pub heard: Ear,
}

type OnMessage = Closure<dyn Fn(MessageEvent)>;
type OnError = Closure<dyn Fn(Event)>;

/// A worker, and its ears, which must live as long.
struct Engine {
    worker: Worker,
    is_ready: bool,
    _ears: (OnMessage, OnError),
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

#[derive(Default)]
struct Bench {
    engine: Option<Engine>,
    cannot_start: bool,
    /// The person knows that it does not.
    is_told: bool,
    waiting: VecDeque<Order>,
    /// What the worker is doing.
    running: Option<(Ticket, Ear)>,
    /// Tickets of which something is still to be heard.
    wanted: BTreeSet<Ticket>,
    n_orders: u64,
}

thread_local! {
    static BENCH: RefCell<Bench> = RefCell::default();
}

fn with<T>(change: impl FnOnce(&mut Bench) -> T) -> T {
    BENCH.with_borrow_mut(change)
}

/// Has a job done by the worker, with the file it reads, if it reads one.
pub fn start(job: Job, file: Option<Blob>, heard: impl Fn(Heard) + 'static) -> Ticket {
    let order = enlist(job, file, Rc::new(heard));
    let ticket = order.ticket;
    with(|bench| bench.waiting.push_back(order));
    go_on();
    ticket
}

/// Stops a job; nothing more is heard of it. Nothing happens when it is over.
pub fn cancel(ticket: Ticket) {
    with(|bench| {
        bench.wanted.remove(&ticket);
        bench.waiting.retain(|order| order.ticket != ticket);
        if bench
            .running
            .as_ref()
            .is_some_and(|(running, _)| *running == ticket)
        {
            bench.running = None;
            bench.engine = None;
        }
    });
    go_on();
}

/// Gives a job its ticket.
pub fn enlist(job: Job, file: Option<Blob>, heard: Ear) -> Order {
    let ticket = with(|bench| {
        bench.n_orders += 1;
        let ticket = Ticket(bench.n_orders);
        bench.wanted.insert(ticket);
        ticket
    });
    Order {
        ticket,
        job,
        file,
        heard,
    }
}

/// True until the job is over or cancelled.
pub fn is_wanted(ticket: Ticket) -> bool {
    with(|bench| bench.wanted.contains(&ticket))
}

/// Ends a job; false when it was over or cancelled before.
pub fn strike(ticket: Ticket) -> bool {
    with(|bench| bench.wanted.remove(&ticket))
}

/// Sends the next order when the worker is free, and starts the worker when there is none.
fn go_on() {
    let has_no_worker = with(|bench| {
        if bench.running.is_some() || bench.waiting.is_empty() {
            return false;
        }
        if bench.engine.is_none() && !bench.cannot_start {
            bench.engine = start_engine();
        }
        match &bench.engine {
            None => return true,
            Some(engine) if engine.is_ready => send_next(bench),
            Some(_) => {}
        }
        false
    });
    if has_no_worker {
        work_on_page();
    }
}

/// The worker does not start: says so once, and does what waits on the page.
fn work_on_page() {
    let (orders, is_told) = with(|bench| {
        bench.cannot_start = true;
        bench.engine = None;
        let orders: Vec<Order> = bench.waiting.drain(..).collect();
        let is_told = bench.is_told;
        bench.is_told |= !orders.is_empty();
        (orders, is_told)
    });
    if let Some(order) = orders.first().filter(|_| !is_told) {
        (order.heard)(Heard::Slowly(NO_WORKER));
    }
    orders.into_iter().for_each(do_here);
}

fn send_next(bench: &mut Bench) {
    let (Some(engine), Some(order)) = (&bench.engine, bench.waiting.pop_front()) else {
        return;
    };
    let (arrays, buffers) = to_arrays(&order.job.to_flat());
    let file = order.file.map_or(JsValue::NULL, JsValue::from);
    let order_message = message(order.ticket.0, "do", &Array::of2(&arrays, &file));
    // Typed arrays and files can always be posted.
    let _ = engine.worker.post_message_with_transfer(&order_message, &buffers);
    bench.running = Some((order.ticket, order.heard));
}

/// `None` when the browser refuses at once; a worker that does not come up says so later.
fn start_engine() -> Option<Engine> {
    let document = web_sys::window()?.document()?;
    let address = document
        .query_selector("meta[name=worker]")
        .ok()??
        .get_attribute("content")?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&address, &options).ok()?;
    let on_message = OnMessage::new(|event: MessageEvent| {
        if let Some((number, kind, content)) = parts(&event.data()) {
            hear(Ticket(number), &kind, &content);
        }
    });
    let on_error = OnError::new(|event: Event| {
        event.prevent_default();
        break_down();
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    Some(Engine {
        worker,
        is_ready: false,
        _ears: (on_message, on_error),
    })
}

fn hear(ticket: Ticket, kind: &str, content: &JsValue) {
    match kind {
        READY => with(|bench| {
            if let Some(engine) = &mut bench.engine {
                engine.is_ready = true;
            }
        }),
        BROKEN => return break_down(),
        PROGRESS => {
            let running = with(|bench| bench.running.clone());
            if let (Some((running, heard)), Some(share)) = (running, content.as_f64())
                && running == ticket
            {
                heard(Heard::Progress(share));
            }
            return;
        }
        DONE | FAILED => {
            let running = with(|bench| bench.running.take_if(|(running, _)| *running == ticket));
            if let Some((_, heard)) = running {
                let failure = (kind == FAILED).then(|| content.as_string().unwrap_or_default());
                answer(ticket, heard, failure.map_or_else(|| Ok(content), Err));
            }
        }
        _ => return,
    }
    go_on();
}

/// Tells what came of a job; a large outcome is put together with pauses.
fn answer(ticket: Ticket, heard: Ear, content: Result<&JsValue, String>) {
    let arriving = content.and_then(|arrays| {
        let flat = from_arrays(arrays).and_then(Arriving::from_flat);
        flat.map_err(|refusal| refusal.to_string())
    });
    wasm_bindgen_futures::spawn_local(async move {
        let outcome = match arriving {
            Ok(arriving) => put_together(arriving, ticket).await,
            Err(sentence) => Err(sentence),
        };
        if strike(ticket) {
            heard(outcome.map_or_else(Heard::Failed, Heard::Done));
        }
    });
}

async fn put_together(mut arriving: Arriving, ticket: Ticket) -> Result<Outcome, String> {
    let mut breath = Breath::new();
    while is_wanted(ticket)
        && arriving
            .step(ROWS_AT_ONCE)
            .map_err(|refusal| refusal.to_string())?
    {
        breath.take().await;
    }
    if !is_wanted(ticket) {
        // Nobody hears this.
        return Err(String::new());
    }
    arriving.finish().map_err(|refusal| refusal.to_string())
}

/// The worker did not come up, or stopped at an error.
fn break_down() {
    let (was_ready, running) = with(|bench| {
        let engine = bench.engine.take();
        (engine.is_some_and(|engine| engine.is_ready), bench.running.take())
    });
    if !was_ready {
        return work_on_page();
    }
    if let Some((ticket, heard)) = running
        && strike(ticket)
    {
        heard(Heard::Failed(STOPPED.to_owned()));
    }
    go_on();
}
