//! From any released format to the present one, a step per version.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::portfolio::Document;

use super::{OpenError, VERSION, v1};

#[derive(Deserialize)]
struct Envelope<B> {
    body: B,
}

/// Reads a text whose head said `version`.
///
/// A format that has been released is never changed again. The next one gets its own `v2`, an arm here
/// that reads it, and `1 => v1_to_v2(body(text)?)` in place of the arm below.
pub(super) fn read(version: u32, text: &str) -> Result<Document, OpenError> {
    match version {
        0 => Err(OpenError::damaged("the version", "there never was a format 0")),
        1 => body::<v1::Body>(text)?.into_document(),
        newer => Err(OpenError::TooNew {
            version: newer,
            newest: VERSION,
        }),
    }
}

fn body<B: DeserializeOwned>(text: &str) -> Result<B, OpenError> {
    serde_json::from_str::<Envelope<B>>(text)
        .map(|envelope| envelope.body)
        .map_err(|error| {
            OpenError::damaged(
                format!("line {}, column {}", error.line(), error.column()),
                reason(&error),
            )
        })
}

/// What serde says, without its own word for the place.
fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.rfind(" at line ")
        .map_or(said.clone(), |at| said[..at].to_owned())
}
