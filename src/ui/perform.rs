//! Does what the session asks of the world outside.

use crate::platform::{address, keeper, locale, valuing};
use crate::session::{Effect, Message, ScenarioMessage};

use super::Workspace;
use super::widgets::focus_heading_soon;

/// Carries out `effect`; answers come back as messages.
pub fn perform(workspace: Workspace, effect: Effect) {
    match effect {
        Effect::Value {
            revision,
            document,
            previous,
        } => valuing::value_in_slices(document, previous, move |valuation| {
            workspace.send(Message::Valued { revision, valuation });
        }),
        Effect::ValueBeside { job, beside, takes } => {
            valuing::value_beside(*beside, takes, move |beside| {
                let beside = Box::new(beside);
                workspace.send(Message::Scenario(ScenarioMessage::Valued { job, beside }));
            });
        }
        Effect::Save {
            revision, document, ..
        } => keeper::save_soon(revision, document),
        Effect::Attend(portfolio) => keeper::attend(portfolio),
        Effect::Keep(request) => {
            let document = workspace.with_session(|session| session.document.clone());
            keeper::ask(request, &document);
        }
        Effect::ReadStyle(currency) => workspace.send(Message::StyleChanged(locale::number_style(&currency))),
        Effect::FocusHeading => focus_heading_soon(),
        Effect::Show(place) => address::show(&place.fragment()),
        late @ (Effect::File(_)
        | Effect::Fit { .. }
        | Effect::StopFit
        | Effect::Draw { .. }
        | Effect::MoveInputs { .. }
        | Effect::StopDrawing) => workspace.with_desks(move |desks| (desks.perform)(workspace, late)),
    }
}
