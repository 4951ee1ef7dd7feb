//! Makes the files and hands them over.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use crate::chart::{Theme, map_svg};
use crate::export::{accounts_csv, events_csv, file_name, map_size, observations_csv, poster};
use crate::platform::{files, picture};
use crate::portfolio::{Document, Shared};
use crate::report::printout::{subtitle, zone_names};
use crate::saved;
use crate::session::{Message, NoticeKind};

use super::super::workspace::Workspace;
use super::{map_seen, selected_rows, value_map};

/// Size of the picture in CSS pixels, whatever the window's.
pub const SIZE: (u32, u32) = (1200, 800);

const TOO_LARGE: &str = "This browser could not draw a picture of this size. Choose a smaller one, or SVG.";

/// A table for a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The accounts with every field and measure.
    Accounts,
    /// What was said about value received.
    Observations,
    /// What passed beside sales.
    Events,
}

/// Hands a table over as CSV.
pub fn download_table(workspace: Workspace, table: Table) {
    let document = document(workspace);
    let (what, text) = match table {
        Table::Accounts => ("accounts", accounts_text(workspace, &document)),
        Table::Observations => ("observations", observations_csv(&document)),
        Table::Events => ("value-events", events_csv(&document)),
    };
    hand_over(
        workspace,
        &file_name(&document, what, "csv"),
        "text/csv",
        text.as_bytes(),
    );
}

/// Hands a finished table over as CSV; `what` it is becomes part of its name.
pub fn download_csv(workspace: Workspace, what: &str, text: &str) {
    let name = file_name(&document(workspace), what, "csv");
    hand_over(workspace, &name, "text/csv", text.as_bytes());
}

fn accounts_text(workspace: Workspace, document: &Document) -> String {
    let report = value_map(workspace);
    let zones = zone_names(&report, document.portfolio.accounts.len());
    workspace.with_session(|session| {
        accounts_csv(document, &session.valuation.output, |row| {
            zones.get(row).cloned().unwrap_or_default()
        })
    })
}

/// Hands the portfolio file over.
pub fn download_portfolio(workspace: Workspace) {
    let document = workspace.with_session(|session| session.document.clone());
    let text = saved::write(&document);
    hand_over(
        workspace,
        &file_name(&document, "", "json"),
        "application/json",
        text.as_bytes(),
    );
}

/// Hands the map over as SVG, with the portfolio inside unless the person does not want that.
pub fn download_svg(workspace: Workspace, with_portfolio: bool) {
    let document = document(workspace);
    let svg = svg(workspace);
    let inside = with_portfolio.then(|| saved::picture::write_svg(&svg, &portfolio_text(workspace)).ok());
    let text = inside.flatten().unwrap_or(svg);
    hand_over(
        workspace,
        &file_name(&document, workspace.map_on_screen().lens.key, "svg"),
        "image/svg+xml",
        text.as_bytes(),
    );
}

/// Hands the map over as PNG with `ratio` points to each CSS pixel.
pub fn download_png(workspace: Workspace, ratio: u32, with_portfolio: bool) {
    wasm_bindgen_futures::spawn_local(async move {
        let document = document(workspace);
        match png(workspace, ratio, with_portfolio).await {
            Ok(bytes) => {
                let what = format!("{}-{ratio}x", workspace.map_on_screen().lens.key);
                hand_over(
                    workspace,
                    &file_name(&document, &what, "png"),
                    "image/png",
                    &bytes,
                );
            }
            Err(_) => complain(workspace, TOO_LARGE),
        }
    });
}

/// Puts the map on the clipboard, as a picture and nothing else.
pub fn copy_picture(workspace: Workspace) {
    let made: Promise = future_to_promise(async move {
        let bytes = png(workspace, 2, false).await?;
        let blob = files::blob("image/png", &bytes).ok_or("no file")?;
        Ok(JsValue::from(blob))
    });
    wasm_bindgen_futures::spawn_local(async move {
        match files::copy_picture(made).await {
            Ok(()) => workspace.send(Message::Noticed(
                NoticeKind::Done,
                "The map is on the clipboard.".to_owned(),
            )),
            Err(sentence) => complain(workspace, sentence),
        }
    });
}

/// The map as SVG under its title, in light colours.
fn svg(workspace: Workspace) -> String {
    let report = map_seen(workspace);
    workspace.with_session(|session| {
        let selected = selected_rows(session);
        let (width, height) = map_size(SIZE);
        let map = map_svg(&report, &Theme::light(), width, height, &selected);
        let title = match report.lens.has_own_names {
            true => session.shown.name.clone(),
            false => format!("{}: {}", session.shown.name, report.lens.title),
        };
        poster(SIZE, &title, &subtitle(&session.shown, &session.style), &map)
    })
}

async fn png(workspace: Workspace, ratio: u32, with_portfolio: bool) -> Result<Vec<u8>, JsValue> {
    let document = document(workspace);
    let bytes = picture::png_of_svg(&svg(workspace), SIZE, ratio).await?;
    if !with_portfolio {
        return Ok(bytes);
    }
    saved::picture::write_png(&bytes, &saved::write(&document)).map_err(|error| error.to_string().into())
}

/// Hands a lens's drawing over as SVG; it holds nothing but what is seen.
pub fn download_drawing(workspace: Workspace, (title, file): (&str, &str), svg: &str, height: f64) {
    let text = framed(workspace, title, svg, height).0;
    let name = file_name(&document(workspace), file, "svg");
    hand_over(workspace, &name, "image/svg+xml", text.as_bytes());
}

/// Hands a lens's drawing over as PNG with `ratio` points to each CSS pixel.
pub fn download_drawing_png(
    workspace: Workspace,
    (title, file): (&'static str, &'static str),
    svg: String,
    height: f64,
    ratio: u32,
) {
    wasm_bindgen_futures::spawn_local(async move {
        let (text, size) = framed(workspace, title, &svg, height);
        let name = file_name(&document(workspace), &format!("{file}-{ratio}x"), "png");
        match picture::png_of_svg(&text, size, ratio).await {
            Ok(bytes) => hand_over(workspace, &name, "image/png", &bytes),
            Err(_) => complain(workspace, TOO_LARGE),
        }
    });
}

/// A drawing as wide as the map's under its title, and the size of both together.
fn framed(workspace: Workspace, title: &str, svg: &str, height: f64) -> (String, (u32, u32)) {
    let size = (SIZE.0, SIZE.1 - map_size(SIZE).1 + libm::ceil(height) as u32);
    let text = workspace.with_session(|session| {
        let title = format!("{}: {title}", session.shown.name);
        poster(size, &title, &subtitle(&session.shown, &session.style), svg)
    });
    (text, size)
}

/// What is shown: the portfolio, or what a scenario makes of it.
fn document(workspace: Workspace) -> Shared<Document> {
    workspace.with_session(|session| session.shown.clone())
}

/// The portfolio itself as its file, whatever is looked through.
fn portfolio_text(workspace: Workspace) -> String {
    workspace.with_session(|session| saved::write(&session.document))
}

fn hand_over(workspace: Workspace, name: &str, kind: &str, bytes: &[u8]) {
    if !files::download(name, kind, bytes) {
        complain(
            workspace,
            "This browser did not let the page hand over a file. Try again, or try another browser.",
        );
    }
}

fn complain(workspace: Workspace, sentence: &str) {
    workspace.send(Message::Noticed(NoticeKind::Problem, sentence.to_owned()));
}
