//! What tabs say to each other.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "both-sides";

/// Something one tab tells the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Another tab is about to take this portfolio over: save what is unsaved.
    SaveNow(String),
}

impl Said {
    fn text(&self) -> String {
        match self {
            Self::SaveNow(id) => format!("save-now {id}"),
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        let (word, id) = text.split_once(' ')?;
        match word {
            "save-now" => Some(Self::SaveNow(id.to_owned())),
            _ => None,
        }
    }
}

/// The channel between tabs, as long as the page lives.
pub struct Channel(BroadcastChannel);

impl Channel {
    /// Listens; `None` where the browser has no such channel.
    pub fn open(heard: impl Fn(Said) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(said) = event.data().as_string().as_deref().and_then(Said::from_text) {
                heard(said);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        listener.forget();
        Some(Self(channel))
    }

    /// Tells the other tabs.
    pub fn say(&self, said: &Said) {
        // Nobody listening is no failure.
        let _ = self.0.post_message(&said.text().into());
    }
}
