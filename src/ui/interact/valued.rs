//! What they value: where we listen, what matters against how we do, who is loyal, who needs whom.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::portfolio::{ListeningPost, Shared};
use crate::report::assumptions::AssumptionField;
use crate::report::valued::{
    AccountGap, GapRow, GapTable, LoyaltyRow, NeedRow, PostRow, QUESTIONS, ValuedReport, account_gap_list,
    gap_table, heard_segments, valued, with_importance,
};
use crate::session::{Edit, Message};
use crate::ui::differentiate::{AccountLink, Members, reweigh};
use crate::ui::explain::Explained;
use crate::ui::widgets::{Bar, NumberCell};
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::{Workspace, workspace};

/// The page of what they value.
#[component]
pub fn ValuedPage() -> impl IntoView {
    let found = worked_out(move || {
        let now = Ground::now();
        async move { valued(&now.document, &now.valuation.output, &now.style).await }
    });
    let rest = |report: Memo<Shared<ValuedReport>>| {
        view! {
            <Loyal report />
            <Needs report />
            <Posts report />
        }
        .into_any()
    };
    view! {
        <h1>"What they value"</h1>
        <p class="lead">"What customers want and how we do, from what they said: where to improve, for whom, and whom we have not listened to."</p>
        <div class="desk">
            <Gaps />
            <AccountGaps />
            {found.view("", rest)}
        </div>
    }
}

#[component]
fn Gaps() -> impl IntoView {
    let workspace = workspace();
    let segment = RwSignal::new(String::new());
    let segments =
        Memo::new(move |_| heard_segments(&workspace.document.read(), &workspace.valuation.read().output));
    let found = worked_out(move || {
        let (now, segment) = (Ground::now(), segment.get());
        async move { gap_table(&now.document, &now.valuation.output, &segment, &now.style).await }
    });
    let options = move || {
        let option = |name: String| {
            let (own, value) = (name.clone(), name.clone());
            view! { <option value=value prop:selected=move || *segment.read() == own>{name}</option> }
        };
        segments.get().into_iter().map(option).collect_view()
    };
    view! {
        <section aria-labelledby="gaps-title">
            <h2 id="gaps-title">"Importance against performance"</h2>
            <div class="line">
                <label>
                    "Segment "
                    <select id="gap-segment" on:change:target=move |event| segment.set(event.target().value())>
                        <option value="">"everybody"</option>
                        {options}
                    </select>
                </label>
            </div>
            {found.view("", |table| view! { <GapLines table /> }.into_any())}
        </section>
    }
}

#[component]
fn GapLines(table: Memo<Shared<GapTable>>) -> impl IntoView {
    let lines = move || {
        let rows = table.with(|table| table.rows.clone());
        rows.into_iter()
            .map(|row| view! { <GapLine row /> })
            .collect_view()
    };
    let warnings = move || {
        let line = |warning: &String| view! { <li>{warning.clone()}</li> };
        table.with(|table| table.warnings.iter().map(line).collect_view())
    };
    view! {
            <p role="status">{move || table.with(|table| table.sentence.clone())}</p>
            <div role="status"><ul class="warnings">{warnings}</ul></div>
            <Show when=move || table.with(|table| !table.rows.is_empty())>
                <div class="scroll-x" tabindex="0" role="group" aria-labelledby="gaps-title">
                    <table class="gaps">
                        <thead>
                            <tr>
                                <th scope="col">"Driver"</th>
                                <th scope="col">"Matters"</th>
                                <th scope="col" class="numeric">"Acts as"</th>
                                <th scope="col">"How we do, of 100"</th>
                                <th scope="col" class="numeric">"Points it costs"</th>
                                <th scope="col" class="numeric">"Ahead of the next best"</th>
                                <th scope="col">"So"</th>
                                <th scope="col" class="numeric">"Heard from"</th>
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                <p class="hint">"Acts as: its share of what the value received differs by from account to account. Points it costs: importance × (100 − performance). All drivers together cost what is missing to a value received of 100. Martilla & James (1977), Journal of Marketing 41(1), for the four fields: above or below the mean of both."</p>
            </Show>
    }
}

#[component]
fn GapLine(row: GapRow) -> impl IntoView {
    view! {
        <tr class:behind=row.is_behind>
            <th scope="row">{row.name}</th>
            <td><Bar part=row.weight /> " " {row.importance}</td>
            <td class="numeric">{row.effective}</td>
            <td><Bar part=row.place /> " " {row.performance}</td>
            <td class="numeric">{row.lost}</td>
            <td class="numeric gap">{row.ahead}</td>
            <td>{row.quadrant}</td>
            <td class="numeric">{row.n_accounts}</td>
        </tr>
    }
}

#[component]
fn AccountGaps() -> impl IntoView {
    let found = worked_out(move || {
        let now = Ground::now();
        async move { account_gap_list(&now.document, &now.valuation.output, &now.style).await }
    });
    found.view("", |rows| view! { <AccountGapTable rows /> }.into_any())
}

#[component]
fn AccountGapTable(rows: Memo<Shared<Vec<AccountGap>>>) -> impl IntoView {
    let lines = move || {
        rows.with(|rows| {
            let shown = rows.iter().cloned();
            shown.map(|row| view! { <AccountGapLine row /> }).collect_view()
        })
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section aria-labelledby="account-gaps-title">
                <h2 id="account-gaps-title">"What costs most, account by account"</h2>
                <div class="scroll-x" tabindex="0" role="group" aria-labelledby="account-gaps-title">
                    <table class="account-gaps">
                        <thead>
                            <tr>
                                <th scope="col">"Account"</th>
                                <th scope="col">"Segment"</th>
                                <th scope="col" class="numeric">"Value they receive"</th>
                                <th scope="col">"Improve first"</th>
                                <th scope="col" class="numeric">"Points it costs"</th>
                                <th scope="col">"Next best is ahead in"</th>
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            </section>
        </Show>
    }
}

#[component]
fn AccountGapLine(row: AccountGap) -> impl IntoView {
    let account = Some(row.account.clone());
    view! {
        <tr>
            <th scope="row"><AccountLink account=row.account.clone() name=row.name /></th>
            <td>{row.segment}</td>
            <td class="numeric"><Explained measure=MeasureId::ValueReceived account text=row.received /></td>
            <td>{row.driver}</td>
            <td class="numeric">{row.lost}</td>
            <td>{row.behind}</td>
        </tr>
    }
}

#[component]
fn Loyal(report: Memo<Shared<ValuedReport>>) -> impl IntoView {
    let lines = move || {
        let line = |row: LoyaltyRow| {
            view! {
                <tr>
                    <th scope="row">{row.label}</th>
                    <td><Members members=row.members /></td>
                    <td class="numeric">{row.worth}</td>
                    <td>{row.advice}</td>
                </tr>
            }
        };
        report.with(|report| report.loyalty.iter().cloned().map(line).collect_view())
    };
    view! {
        <section aria-labelledby="loyal-title">
            <h2 id="loyal-title">"Attitude and intention"</h2>
            <p>{move || format!("How they like us against whether they intend to stay (Walker). {} accounts have not been asked both.", report.with(|report| report.n_not_asked))}</p>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby="loyal-title">
                <table class="loyalty">
                    <thead>
                        <tr>
                            <th scope="col">"They are"</th>
                            <th scope="col">"Accounts"</th>
                            <th scope="col" class="numeric">"Total value"</th>
                            <th scope="col">"So"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Needs(report: Memo<Shared<ValuedReport>>) -> impl IntoView {
    let workspace = workspace();
    let weights = (0..4)
        .map(|place| {
            let text = Signal::derive(move || report.with(|report| report.weights[place].clone()));
            let on_write = Callback::new(move |text: String| {
                reweigh(workspace, |composites, marks| with_importance(composites, place, &text, marks))
            });
            view! {
                <span class="weight">
                    {QUESTIONS[place]} " "
                    <NumberCell id=format!("importance-{place}") label=format!("Weight of {}", QUESTIONS[place].to_lowercase()) text on_write />
                    <small>"acts as " {move || report.with(|report| report.effective[place].clone())}</small>
                </span>
            }
        })
        .collect_view();
    let lines = move || {
        report.with(|report| {
            let shown = report.needs.iter().cloned();
            shown.map(|row| view! { <NeedLine row /> }).collect_view()
        })
    };
    let warnings = move || {
        let line = |warning: &String| view! { <li>{warning.clone()}</li> };
        report.with(|report| report.warnings.iter().map(line).collect_view())
    };
    view! {
        <section aria-labelledby="needs-title">
            <h2 id="needs-title">"Who needs whom"</h2>
            <p>"The same four questions from both sides, 0 to 100 (Krapfel, Salmond & Spekman). The answers stand with each account; the weights here."</p>
            <div class="line">{weights}</div>
            <div role="status"><ul class="warnings">{warnings}</ul></div>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby="needs-title">
                <table class="needs">
                    <thead>
                        <tr>
                            <th scope="col">"Account"</th>
                            <th scope="col">"How much we matter to them"</th>
                            <th scope="col">"How much they matter to us"</th>
                            <th scope="col">"So"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn NeedLine(row: NeedRow) -> impl IntoView {
    let account = Some(row.account.clone());
    let [them, us] = row.parts.map(Option::unwrap_or_default);
    let [known_of_them, known_of_us] = row.coverage;
    view! {
        <tr>
            <th scope="row"><AccountLink account=row.account.clone() name=row.name /></th>
            <td><Bar part=them /> " " <Explained measure=MeasureId::ImportanceToThem account=account.clone() text=row.to_them /> " " <small>{known_of_them} " known"</small></td>
            <td><Bar part=us /> " " <Explained measure=MeasureId::ImportanceToUs account text=row.to_us /> " " <small>{known_of_us} " known"</small></td>
            <td>{row.words}</td>
        </tr>
    }
}

/// Writes how much an answer heard at `post` counts; says what would be right where that cannot be.
fn weigh_post(workspace: Workspace, post: ListeningPost, text: &str) -> Option<String> {
    let marks = workspace.style.with_untracked(|style| style.marks());
    let mut assumptions = workspace
        .document
        .with_untracked(|document| (*document.assumptions).clone());
    let field = AssumptionField::PostWeight(post);
    if let Err(refusal) = field.write(&mut assumptions, text, marks) {
        return Some(format!("{}: {refusal}", field.label()));
    }
    workspace.send(Message::Edited(
        Edit::AssumptionsWritten(assumptions.into()),
        None,
    ));
    None
}

#[component]
fn Posts(report: Memo<Shared<ValuedReport>>) -> impl IntoView {
    let workspace = workspace();
    let line = move |(place, &post): (usize, &ListeningPost)| {
        let of = move |read: fn(&PostRow) -> String| {
            Signal::derive(move || {
                report.with(|report| report.posts.get(place).map(read).unwrap_or_default())
            })
        };
        let part = move || report.with(|report| report.posts.get(place).map_or(0.0, |row| row.part));
        let on_write = Callback::new(move |text: String| weigh_post(workspace, post, &text));
        view! {
            <tr>
                <th scope="row">{post.word()}</th>
                <td>{move || view! { <Bar part=part() /> }} " " {of(|row| row.heard.clone())}</td>
                <td class="numeric">{of(|row| row.n_answers.to_string())}</td>
                <td>{of(|row| row.newest.clone())}</td>
                <td class="numeric">{of(|row| row.fresh.clone())}</td>
                <td><NumberCell id=format!("post-{place}") label=format!("Weight of {}", post.word()) text=of(|row| row.weight.clone()) on_write /></td>
            </tr>
        }
    };
    let lines = ListeningPost::ALL.iter().enumerate().map(line).collect_view();
    view! {
        <section aria-labelledby="posts-title">
            <h2 id="posts-title">"Where we listen"</h2>
            <p>"Each listening post: how many accounts it reaches, how fresh what it heard still is, and how much an answer counts in the value received, from 0 to 1. Who has not been heard at all stands under " <a href="#exchanges">"Exchanges"</a> "."</p>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby="posts-title">
                <table class="posts">
                    <thead>
                        <tr>
                            <th scope="col">"Listening post"</th>
                            <th scope="col">"Accounts heard"</th>
                            <th scope="col" class="numeric">"Answers"</th>
                            <th scope="col">"Newest"</th>
                            <th scope="col" class="numeric">"Still counts"</th>
                            <th scope="col">"Weight"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}
