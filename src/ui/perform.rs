//! Does what the session asks of the world outside.

use crate::platform::{address, locale, valuing};
use crate::session::{Effect, Message};

use super::Workspace;

/// Carries out `effect`; answers come back as messages.
pub fn perform(workspace: Workspace, effect: Effect) {
    match effect {
        Effect::Value { revision, document } => valuing::value_in_slices(document, move |valuation| {
            workspace.send(Message::Valued { revision, valuation });
        }),
        Effect::Save { .. } => {}
        Effect::ReadStyle(currency) => workspace.send(Message::StyleChanged(locale::number_style(&currency))),
        Effect::Show(place) => address::show(&place.fragment()),
    }
}
