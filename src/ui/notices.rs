//! Sentences for the person, spoken politely and kept until closed.

use leptos::prelude::*;

use crate::session::{Message, NoticeKind};

use super::workspace::workspace;

/// The list of open notices.
#[component]
pub fn Notices() -> impl IntoView {
    let workspace = workspace();
    view! {
        <div id="notices" class="notices" role="status" aria-live="polite">
            <For each=move || workspace.notices.get() key=|notice| notice.number let(notice)>
                <div class="notice" data-kind=kind_word(notice.kind)>
                    <p>{notice.sentence.clone()}</p>
                    {notice.offers_undo.then(|| view! {
                        <button on:click=move |_| {
                            workspace.send(Message::Undo);
                            workspace.send(Message::NoticeClosed(notice.number));
                        }>"Undo"</button>
                    })}
                    <button
                        class="quiet icon"
                        aria-label="Close this message"
                        on:click=move |_| workspace.send(Message::NoticeClosed(notice.number))
                    >
                        "×"
                    </button>
                </div>
            </For>
        </div>
    }
}

fn kind_word(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Done => "done",
        NoticeKind::Problem => "problem",
    }
}
