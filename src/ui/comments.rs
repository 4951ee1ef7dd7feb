//! What people think of an account, a number or a screen: read, written, changed, taken out.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::platform::{clock, remembered};
use crate::portfolio::{About, Comment};
use crate::report::comments::{CommentRow, comments_about, comments_on_account, refusal};
use crate::session::{Edit, Message, Place};
use crate::ui::widgets::focus_soon;
use crate::ui::workspace::{Workspace, workspace};

/// The comments about something, newest first, and a form for one more. An account as a whole shows those on its
/// numbers too.
#[component]
pub fn Comments(
    /// What they are about.
    about: About,
    /// Tells the controls of several lists on one page apart.
    name: &'static str,
) -> impl IntoView {
    let workspace = workspace();
    let rows = rows_about(workspace, about.clone());
    let draft = Draft {
        about: StoredValue::new(about),
        known: RwSignal::new(None),
        author: RwSignal::new(remembered::read_text(remembered::AUTHOR)),
        text: RwSignal::new(String::new()),
        refusal: RwSignal::new(None),
        text_id: StoredValue::new(format!("{name}-note")),
    };
    let lines = move || {
        let line = |row: CommentRow| view! { <Line row draft /> };
        rows.get().into_iter().map(line).collect_view()
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <ul class="comments">{lines}</ul>
        </Show>
        <CommentForm draft />
    }
}

/// Read again only where they are about something else.
fn rows_about(workspace: Workspace, about: About) -> Memo<Vec<CommentRow>> {
    Memo::new(move |_| {
        let (document, style) = (workspace.document.read(), workspace.style.read());
        match &about {
            About::Account {
                account,
                measure: None,
            } => comments_on_account(&document, account, &style),
            _ => comments_about(&document, &about, &style),
        }
    })
}

/// What is being written.
#[derive(Clone, Copy)]
struct Draft {
    /// What a new comment is about.
    about: StoredValue<About>,
    /// The comment that is being changed; `None` writes a new one.
    known: RwSignal<Option<CommentRow>>,
    author: RwSignal<String>,
    text: RwSignal<String>,
    refusal: RwSignal<Option<&'static str>>,
    text_id: StoredValue<String>,
}

impl Draft {
    fn focus(self) {
        focus_soon(vec![self.text_id.get_value()]);
    }

    /// Back to an empty form.
    fn begin_anew(self) {
        self.known.set(None);
        self.text.set(String::new());
        self.refusal.set(None);
        self.focus();
    }

    fn change(self, row: CommentRow) {
        self.author.set(row.author.clone());
        self.text.set(row.text.clone());
        self.refusal.set(None);
        self.known.set(Some(row));
        self.focus();
    }

    fn keep(self, workspace: Workspace) {
        let text = self.text.get_untracked();
        let refused = refusal(&text);
        self.refusal.set(refused);
        if refused.is_some() {
            return self.focus();
        }
        let author = self.author.get_untracked().trim().to_owned();
        remembered::write_text(remembered::AUTHOR, &author);
        let (id, about, day) = match self.known.get_untracked() {
            Some(row) => (row.id, row.about, row.day),
            None => (clock::new_id("comment"), self.about.get_value(), clock::today()),
        };
        let text = text.trim().to_owned();
        let comment = Comment {
            id,
            about,
            day,
            author,
            text,
        };
        let written = Message::Edited(Edit::CommentWritten(comment), None);
        // What was refused stays in the form.
        if workspace.refusal_in(|| workspace.send(written)).1.is_none() {
            self.begin_anew();
        }
    }
}

#[component]
fn CommentForm(draft: Draft) -> impl IntoView {
    let workspace = workspace();
    let id = draft.text_id.get_value();
    let refusal_id = format!("{id}-refusal");
    let described = refusal_id.clone();
    let is_changing = move || draft.known.with(Option::is_some);
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        draft.keep(workspace);
    };
    view! {
        <form class="comment-form" on:submit=keep>
            <label for=id.clone()>{move || if is_changing() { "Change the note" } else { "Add a note" }}</label>
            <textarea id=id rows="2" aria-describedby=described
                aria-invalid=move || draft.refusal.get().map(|_| "true")
                prop:value=move || draft.text.get()
                on:input:target=move |event| draft.text.set(event.target().value())
            ></textarea>
            <p class="refusal" id=refusal_id role="alert">{move || draft.refusal.get()}</p>
            <div class="actions">
                <label>
                    "Your name "
                    <input type="text" autocomplete="name" prop:value=move || draft.author.get()
                        on:input:target=move |event| draft.author.set(event.target().value()) />
                </label>
                <button type="submit">"Keep note"</button>
                <Show when=is_changing>
                    <button type="button" class="quiet" on:click=move |_| draft.begin_anew()>"Leave it as it was"</button>
                </Show>
            </div>
        </form>
    }
}

#[component]
fn Line(row: CommentRow, draft: Draft) -> impl IntoView {
    let workspace = workspace();
    let id = row.id.clone();
    let remove = move |_| {
        workspace.send(Message::Edited(Edit::CommentRemoved(id.clone()), None));
        draft.begin_anew();
    };
    let name = format!("the note of {}", row.written);
    let measure = row.about.measure().and_then(MeasureId::from_key);
    let on = row.on.zip(measure).map(|(label, measure)| {
        let address = Place::Method(Some(measure)).fragment();
        view! { " on " <a href=address>{label}</a> }
    });
    let author = (!row.author.is_empty()).then(|| view! { <strong>{row.author.clone()}</strong> ", " });
    let (written, text) = (row.written.clone(), row.text.clone());
    view! {
        <li>
            <p class="comment-head">{author} <time datetime=row.day.to_string()>{written}</time> {on}</p>
            <p class="comment-text">{text}</p>
            <span class="record-buttons">
                <button class="link" aria-label=format!("Edit {name}") on:click=move |_| draft.change(row.clone())>"Edit"</button>
                <button class="link" aria-label=format!("Remove {name}") on:click=remove>"Remove"</button>
            </span>
        </li>
    }
}

/// True where the screen is something to have a view of, and does not bring its own list.
const fn is_discussed(place: &Place) -> bool {
    !matches!(
        place,
        Place::Accounts
            | Place::Account(_)
            | Place::Import
            | Place::Models
            | Place::Method(_)
            | Place::Assumptions
            | Place::Portfolios
            | Place::Recover
            | Place::Reset
    )
}

/// The comments about the screen, folded up below it.
#[component]
pub fn ScreenNotes() -> impl IntoView {
    let workspace = workspace();
    let about = Memo::new(move |_| {
        let place = workspace.place.read();
        is_discussed(&place).then(|| About::Screen(place.fragment()))
    });
    move || {
        let about = about.get()?;
        let rows = rows_about(workspace, about.clone());
        let count = move || match rows.with(Vec::len) {
            0 => "Notes".to_owned(),
            n => format!("Notes ({n})"),
        };
        let is_open = rows.with_untracked(|rows| !rows.is_empty());
        Some(view! {
            <details class="screen-notes" data-on-paper open=is_open>
                <summary>{count}</summary>
                <Comments about name="screen" />
            </details>
        })
    }
}
