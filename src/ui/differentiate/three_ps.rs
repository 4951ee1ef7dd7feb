//! The desk of the 3Ps: items, weights and targets with their effect on every account.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::chart::{TextWidths, three_ps_plate};
use crate::portfolio::{AccountId, ItemSource, Part, Shared};
use crate::report::three_ps::{
    AT_MOST, ItemChange, ItemRow, JudgementRow, MEASURES, PartReport, ScoreRow, ThreePsReport, judgements,
    sources, three_ps, with_item, with_number, with_scale, without_item,
};
use crate::report::three_ps_picture::{THREE_PS_METHOD, ThreePsPicture, three_ps_picture};
use crate::session::{Edit, Message, NoticeKind};
use crate::ui::explain::Explained;
use crate::ui::lens::{LensPage, PlatePicture, shown_rows};
use crate::ui::widgets::{Bar, NumberCell, focus_soon};
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::workspace;

use super::robustness::{AmongFirst, RanksDrawn};
use super::value_map::selected_rows;
use super::weighing::{AccountLink, reweigh};

/// The 3Ps page.
#[component]
pub fn ThreePsPage() -> impl IntoView {
    let (workspace, rows) = (workspace(), shown_rows());
    let sorted_by = RwSignal::new(Part::Payoff);
    let desk = worked_out(move || {
        let (now, rows, sorted_by) = (Ground::now(), rows.get(), sorted_by.get());
        let compared = workspace.compared.get();
        async move {
            let (document, valuation, style) = (&now.document, &now.valuation.output, &now.style);
            let compared = compared.as_deref();
            ThreePsSeen {
                desk: Shared::new(three_ps(document, valuation, sorted_by, style).await),
                picture: Shared::new(three_ps_picture(document, valuation, &rows, compared, style).await),
            }
        }
    });
    desk.view("3Ps", move |seen| view! { <Page seen sorted_by /> }.into_any())
}

/// The desk and the picture above it.
#[derive(PartialEq)]
struct ThreePsSeen {
    desk: Shared<ThreePsReport>,
    picture: Shared<ThreePsPicture>,
}

#[component]
fn Page(seen: Memo<Shared<ThreePsSeen>>, sorted_by: RwSignal<Part>) -> impl IntoView {
    let workspace = workspace();
    let report = Memo::new(move |_| seen.with(|seen| seen.desk.clone()));
    let seen = Memo::new(move |_| seen.with(|seen| seen.picture.clone()));
    let parts = Part::THREE_PS
        .iter()
        .enumerate()
        .map(|(place, part)| view! { <PartDesk place part=*part report /> })
        .collect_view();
    let selected = Memo::new(move |_| match workspace.compared.with(Option::is_some) {
        true => selected_rows(workspace),
        false => BTreeSet::new(),
    });
    let has_scores = Memo::new(move |_| seen.read().has_scores);
    let pictures = move || {
        let lines = move |width: f64, text: &dyn TextWidths| {
            three_ps_plate(&seen.read(), &selected.read(), width, text)
        };
        let picture = move || view! { <PlatePicture title="Payoff, potential, partnership" file="three-ps" draw=lines /> };
        view! {
            <Show when=move || has_scores.get()>{picture}</Show>
        }
        .into_any()
    };
    view! {
        <LensPage
            title="3Ps"
            lead="Payoff, potential and partnership, each a score from 0 to 100 out of items you choose."
            tables=Signal::derive(move || seen.with(|seen| vec![seen.table.clone()]))
            words=Signal::derive(move || seen.with(|seen| seen.words.clone()))
            method=THREE_PS_METHOD
            pictures
        >
            <p>"An item is scored by a target range, or by the share of accounts below. What is not known of an account hands its weight to the rest."</p>
            <div class="desk">
                {parts}
                <Judging report />
                <Scores report sorted_by />
            </div>
        </LensPage>
    }
}

fn part_of(report: Memo<Shared<ThreePsReport>>, place: usize) -> impl Fn() -> Option<PartReport> + Copy {
    move || report.with(|report| report.parts.get(place).cloned())
}

#[component]
fn PartDesk(place: usize, part: Part, report: Memo<Shared<ThreePsReport>>) -> impl IntoView {
    let of = part_of(report, place);
    let title_id = format!("part-{}", part.word());
    let (labelled, group_id) = (title_id.clone(), title_id.clone());
    let items = Memo::new(move |_| {
        let items = of().map(|part| part.items).unwrap_or_default();
        items
            .into_iter()
            .map(|item| (item.place, item.label))
            .collect::<Vec<_>>()
    });
    let warnings = move || {
        let warnings = of().map(|part| part.warnings).unwrap_or_default();
        warnings
            .into_iter()
            .map(|warning| view! { <li>{warning}</li> })
            .collect_view()
    };
    view! {
        <section aria-labelledby=labelled>
            <h2 id=title_id>{move || of().map(|part| part.label)}</h2>
            <p>{move || of().map(|part| part.question)}</p>
            <div role="status"><ul class="warnings">{warnings}</ul></div>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby=group_id>
                <table class="items">
                    <thead>
                        <tr>
                            <th scope="col">"Item"</th>
                            <th scope="col">"Weight"</th>
                            <th scope="col" class="numeric">"Stated"</th>
                            <th scope="col" class="numeric">"Acts as"</th>
                            <th scope="col">"Scored by"</th>
                            <th scope="col">"0 at"</th>
                            <th scope="col">"100 at"</th>
                            <th scope="col" class="numeric">"Known of"</th>
                            <th scope="col"><span class="visually-hidden">"Remove"</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || items.get() key=|item| item.clone() children=move |(at, label)| view! { <ItemLine part_place=place at label report /> } />
                    </tbody>
                </table>
            </div>
            <AddItem part />
        </section>
    }
}

#[component]
fn ItemLine(
    part_place: usize,
    at: usize,
    label: String,
    report: Memo<Shared<ThreePsReport>>,
) -> impl IntoView {
    let workspace = workspace();
    let row = Memo::new(move |_| {
        report.with(|report| {
            let part = report.parts.get(part_place)?;
            part.items.iter().find(|item| item.place == at).cloned()
        })
    });
    let text = move |of: fn(&ItemRow) -> &String| {
        Signal::derive(move || row.with(|row| row.as_ref().map(|row| of(row).clone()).unwrap_or_default()))
    };
    let is_percentile = move || row.with(|row| row.as_ref().is_some_and(|row| row.is_percentile));
    let number = move |change: ItemChange| {
        Callback::new(move |text: String| {
            reweigh(workspace, |composites, marks| {
                with_number(composites, at, change, &text, marks)
            })
        })
    };
    let rescale = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let by_percentile = event.target().value() == "percentile";
        reweigh(workspace, |composites, _| {
            Ok(with_scale(composites, at, by_percentile))
        });
    };
    let remove = move |_| {
        reweigh(workspace, |composites, _| Ok(without_item(composites, at)));
        focus_soon(vec!["add-item-payoff".to_owned()]);
    };
    let (from_label, to_label) = (format!("{label}: scores 0 at"), format!("{label}: scores 100 at"));
    let target = move |change: ItemChange, name: &'static str, label: String, of: fn(&ItemRow) -> &String| {
        move || {
            let label = label.clone();
            (!is_percentile()).then(|| {
                view! { <NumberCell id=format!("item-{at}-{name}") label text=text(of) on_write=number(change) /> }
            })
        }
    };
    view! {
        <tr>
            <th scope="row">{label.clone()}</th>
            <td><NumberCell id=format!("item-{at}-weight") label=format!("Weight of {label}") text=text(|row| &row.weight) on_write=number(ItemChange::Weight) /></td>
            <td class="numeric">{text(|row| &row.stated)}</td>
            <td class="numeric">{text(|row| &row.effective)}</td>
            <td>
                <select aria-label=format!("How {label} is scored") on:change:target=rescale>
                    <option value="target" prop:selected=move || !is_percentile()>"target range"</option>
                    <option value="percentile" prop:selected=is_percentile>"percentile"</option>
                </select>
            </td>
            <td>{target(ItemChange::From, "from", from_label, |row| &row.from)}</td>
            <td>{target(ItemChange::To, "to", to_label, |row| &row.to)}</td>
            <td class="numeric">{text(|row| &row.known)}</td>
            <td><button class="link" aria-label=format!("Remove {label}") on:click=remove>"Remove"</button></td>
        </tr>
    }
}

/// One more item: a measure, a field or a kind of event, or a judgement under a name of one's own.
#[component]
fn AddItem(part: Part) -> impl IntoView {
    let workspace = workspace();
    let judged = RwSignal::new(String::new());
    let add = move |source: ItemSource| {
        let changed = workspace
            .document
            .with_untracked(|document| with_item(&document.composites, part, source));
        match changed {
            Some(composites) => {
                workspace.send(Message::Edited(Edit::CompositesWritten(composites), None));
            }
            None => workspace.send(Message::Noticed(
                NoticeKind::Problem,
                format!("That is an item of {} already.", part.word()),
            )),
        }
    };
    let choose = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let list = event.target();
        if let Some(source) = ItemSource::from_key(&list.value()) {
            add(source);
        }
        list.set_value("");
    };
    let add_judged = move |_| {
        let name = judged.get_untracked().trim().to_owned();
        // What was refused stays in the line.
        if !name.is_empty() && workspace.refusal_in(|| add(ItemSource::Judged(name))).1.is_none() {
            judged.set(String::new());
        }
    };
    let options = sources()
        .into_iter()
        .map(|(key, label)| view! { <option value=key>{label}</option> })
        .collect_view();
    view! {
        <div class="line">
            <label>
                "Add an item "
                <select id=format!("add-item-{}", part.word()) on:change:target=choose>
                    <option value="">"choose …"</option>
                    {options}
                </select>
            </label>
            <label>
                "or judge "
                <input type="text" autocomplete="off" placeholder="something of your own" prop:value=move || judged.get() on:input:target=move |event| judged.set(event.target().value()) />
            </label>
            <button on:click=add_judged disabled=move || judged.with(|name| name.trim().is_empty())>"Add judgement"</button>
        </div>
    }
}

/// Judged items, to be filled in account by account.
#[component]
fn Judging(report: Memo<Shared<ThreePsReport>>) -> impl IntoView {
    let names = Memo::new(move |_| {
        report.with(|report| {
            let items = report.parts.iter().flat_map(|part| &part.items);
            let mut names: Vec<String> = items.filter_map(|item| item.judged.clone()).collect();
            names.sort();
            names.dedup();
            names
        })
    });
    view! {
        <Show when=move || names.with(|names| !names.is_empty())>
            <section aria-labelledby="judging-title">
                <h2 id="judging-title">"Judged by you"</h2>
                <p>"From 0 to 100, or empty where you cannot say."</p>
                <For each=move || names.get() key=String::clone children=|name| view! { <JudgedItem name /> } />
            </section>
        </Show>
    }
}

#[component]
fn JudgedItem(name: String) -> impl IntoView {
    let workspace = workspace();
    let is_open = RwSignal::new(false);
    let column = StoredValue::new(name.clone());
    let rows = Memo::new(move |_| {
        if !is_open.get() {
            return Vec::new();
        }
        judgements(
            &workspace.document.read(),
            &workspace.valuation.read().output,
            &column.read_value(),
            &workspace.style.read(),
        )
    });
    let accounts = Memo::new(move |_| {
        let named = |row: &JudgementRow| (row.account.clone(), row.name.clone());
        rows.with(|rows| rows.iter().take(AT_MOST).map(named).collect::<Vec<_>>())
    });
    let line = move |(account, name): (AccountId, String)| {
        let (of, to) = (account.clone(), account.clone());
        let text = Signal::derive(move || {
            rows.with(|rows| {
                let row = rows.iter().find(|row| row.account == of);
                row.map(|row| row.text.clone()).unwrap_or_default()
            })
        });
        let on_write = Callback::new(move |text: String| {
            let edit = Edit::JudgementWritten {
                account: to.clone(),
                name: column.get_value(),
                text,
            };
            workspace.send(Message::Edited(edit, None));
            None
        });
        let id = format!("judged-{}-{}", column.get_value(), account.as_str());
        let label = format!("{} of {name}", column.get_value());
        view! {
            <div class="judgement">
                <AccountLink account name />
                <NumberCell id label text on_write />
            </div>
        }
    };
    view! {
        <details on:toggle:target=move |event| is_open.set(event.target().has_attribute("open"))>
            <summary>{name}</summary>
            <div class="judgements">
                <For each=move || accounts.get() key=|account| account.clone() children=line />
            </div>
        </details>
    }
}

#[component]
fn Scores(report: Memo<Shared<ThreePsReport>>, sorted_by: RwSignal<Part>) -> impl IntoView {
    let n_rows = move || report.with(|report| report.n_rows);
    let lines = move || {
        report.with(|report| {
            let shown = report.rows.iter().cloned();
            shown.map(|row| view! { <ScoreLine row /> }).collect_view()
        })
    };
    let choices = Part::THREE_PS
        .iter()
        .map(|&part| view! { <option prop:selected=move || sorted_by.get() == part>{part.word()}</option> })
        .collect_view();
    view! {
        <section aria-labelledby="scores-title">
            <h2 id="scores-title">"Every account"</h2>
            <div class="line">
                <label>
                    "Highest first by "
                    <select on:change:target=move |event| {
                        if let Some(part) = Part::from_word(&event.target().value()) {
                            sorted_by.set(part);
                        }
                    }>{choices}</select>
                </label>
            </div>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby="scores-title">
                <table class="scores">
                    <thead>
                        <tr>
                            <th scope="col">"Account"</th>
                            <th scope="col">"Payoff"</th>
                            <th scope="col">"Potential"</th>
                            <th scope="col">"Partnership"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <RanksDrawn workspace=workspace() />
            <Show when=move || { n_rows() > AT_MOST }>
                <p class="hint">{move || format!("The first {AT_MOST} of {} are shown; the accounts table has all.", n_rows())}</p>
            </Show>
        </section>
    }
}

#[component]
fn ScoreLine(row: ScoreRow) -> impl IntoView {
    let cells = (0..3)
        .map(|side| {
            let account = Some(row.account.clone());
            let part = row.parts[side].unwrap_or_default();
            view! {
                <td>
                    <Bar part />
                    " "
                    <Explained measure=MEASURES[side] account text=row.scores[side].clone() />
                    " "
                    <small>{row.coverage[side].clone()} " known"</small>
                    " "
                    <AmongFirst workspace=workspace() measure=MEASURES[side] account=row.account.clone() />
                </td>
            }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row"><AccountLink account=row.account.clone() name=row.name /></th>
            {cells}
        </tr>
    }
}
