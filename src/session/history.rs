//! Undo and redo: whole documents, shared by pointer.

use crate::portfolio::{Document, Shared};

use super::Gesture;

const CAPACITY: usize = 200;

#[derive(Clone, Debug, PartialEq)]
struct Step {
    document: Shared<Document>,
    what: String,
}

/// Documents of the past and of the undone future.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
    gesture: Option<Gesture>,
}

impl History {
    /// Remembers `document` as it was before `what` happened.
    ///
    /// Changes of one gesture (a drag, a run of key strokes) are one step.
    pub fn record(&mut self, document: Shared<Document>, what: String, gesture: Option<Gesture>) {
        let is_same_gesture = gesture.is_some() && gesture == self.gesture && !self.past.is_empty();
        self.gesture = gesture;
        self.future.clear();
        if is_same_gesture {
            return;
        }
        self.past.push(Step { document, what });
        if self.past.len() > CAPACITY {
            self.past.remove(0);
        }
    }

    /// Goes one step back from `current`.
    pub fn undo(&mut self, current: Shared<Document>) -> Option<Shared<Document>> {
        let step = self.past.pop()?;
        self.gesture = None;
        self.future.push(Step {
            document: current,
            what: step.what,
        });
        Some(step.document)
    }

    /// Goes one undone step forward from `current`.
    pub fn redo(&mut self, current: Shared<Document>) -> Option<Shared<Document>> {
        let step = self.future.pop()?;
        self.gesture = None;
        self.past.push(Step {
            document: current,
            what: step.what,
        });
        Some(step.document)
    }

    /// What undo would take back.
    pub fn undoable(&self) -> Option<&str> {
        self.past.last().map(|step| step.what.as_str())
    }

    /// What redo would do again.
    pub fn redoable(&self) -> Option<&str> {
        self.future.last().map(|step| step.what.as_str())
    }
}
