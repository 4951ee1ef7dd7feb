//! Bringing data in: arrive → how it was read → what columns become → first rows and problems → take over.

mod arrive;
mod columns;
mod layout;
mod page;
mod preview;
mod problems;
mod questions;
mod take_over;

pub use arrive::listen_for_files;
pub use page::ImportPage;

use leptos::prelude::*;

use crate::portfolio::Shared;
use crate::session::{ImportMessage, Incoming, Message};

use super::super::workspace::{Workspace, workspace};

/// The file being looked at. Components below the page read it through this.
#[derive(Clone, Copy)]
struct Looked {
    workspace: Workspace,
    incoming: Memo<Option<Shared<Incoming>>>,
}

impl Looked {
    fn new() -> Self {
        let workspace = workspace();
        let incoming = Memo::new(move |_| workspace.importing.with(|importing| importing.incoming.clone()));
        Self { workspace, incoming }
    }

    /// Something of the file, or the default while there is none.
    fn read<T: Default>(self, read: impl FnOnce(&Incoming) -> T) -> T {
        self.incoming.with(|incoming| {
            incoming
                .as_ref()
                .map_or_else(T::default, |incoming| read(incoming))
        })
    }

    fn tell(self, message: ImportMessage) {
        self.workspace.send(Message::Import(message));
    }
}

fn looked() -> Looked {
    expect_context()
}
