//! The desk of segments: by rule, by quantile, or by k-means.

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, centres_plate, flow_plate, profile_plate};
use crate::measures::MeasureId;
use crate::measures::segments::{Segments, segments as make};
use crate::portfolio::{Field, SegmentMethod, Segmentation, Shared};
use crate::report::moves::segments as moved;
use crate::report::rankings::rankable;
use crate::report::segment_flow::{FlowReport, segment_flow};
use crate::report::segment_profile::{SEGMENTS_METHOD, SegmentProfile, segment_profile};
use crate::report::segments::{
    PROFILE, SegmentRow, SegmentsReport, bound_text, bound_unit, changes, new_condition, new_rule, segments,
    with_bound,
};
use crate::session::{Cell, Edit, Message, NoticeKind};
use crate::ui::lens::{LensPage, PlatePicture, shown_rows};
use crate::ui::widgets::{Bar, NumberCell};
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::workspace;

use super::moves::MovesTable;
use super::weighing::{Members, resegment, reweigh};

/// The Segments page.
#[component]
pub fn SegmentsPage() -> impl IntoView {
    let (workspace, rows) = (workspace(), shown_rows());
    let how = Memo::new(move |_| {
        workspace
            .document
            .with(|document| document.composites.segmentation.clone())
    });
    let found = worked_out(move || {
        let (now, rows, how) = (Ground::now(), rows.get(), how.get());
        let snapshot = workspace.compared.get();
        async move {
            let (document, valuation, style) = (&now.document, &now.valuation.output, &now.style);
            let made = make(&how, valuation, document.portfolio.accounts.len()).await;
            let snapshot = snapshot.or_else(|| document.snapshots.last().cloned());
            SegmentsSeen {
                desk: Shared::new(segments(document, valuation, &made, style).await),
                profile: Shared::new(segment_profile(document, valuation, &made, &rows, style).await),
                flow: Shared::new(snapshot.and_then(|then| segment_flow(document, &then, &rows, style))),
                made,
            }
        }
    });
    found.view("Segments", move |seen| view! { <Page seen how /> }.into_any())
}

/// The segments, and what is said of them.
#[derive(PartialEq)]
struct SegmentsSeen {
    made: Segments,
    desk: Shared<SegmentsReport>,
    profile: Shared<SegmentProfile>,
    flow: Shared<Option<FlowReport>>,
}

#[component]
fn Page(seen: Memo<Shared<SegmentsSeen>>, how: Memo<Segmentation>) -> impl IntoView {
    let workspace = workspace();
    let found = seen;
    let report = Memo::new(move |_| found.with(|seen| seen.desk.clone()));
    let seen = Memo::new(move |_| found.with(|seen| seen.profile.clone()));
    let flow = Memo::new(move |_| found.with(|seen| seen.flow.clone()));
    let apply = move |_| {
        let changed = workspace
            .document
            .with_untracked(|document| found.with_untracked(|found| changes(document, &found.made)));
        let n_changed = changed.len();
        let cells = changed.into_iter().map(|(account, text)| Cell {
            account,
            field: Field::Segment,
            text,
        });
        let edit = Edit::CellsWritten(cells.collect());
        workspace.send(Message::Edited(edit, None));
        let sentence = format!("{n_changed} accounts are in their new segment. Undo takes it back.");
        workspace.send(Message::Noticed(NoticeKind::Done, sentence));
    };
    let n_changes = move || report.with(|report| report.n_changes);
    view! {
        <LensPage
            title="Segments"
            lead="Groups of accounts that are to be treated alike: by rules you set, in equal parts by one measure, or as the numbers fall into groups by themselves."
            tables=Signal::derive(move || {
                let moved = flow.with(|flow| flow.as_ref().as_ref().map(|flow| flow.table.clone()));
                seen.with(|seen| seen.tables.iter().cloned().chain(moved).collect())
            })
            words=Signal::derive(move || {
                let moved = flow.with(|flow| flow.as_ref().as_ref().map(|flow| flow.words.clone()));
                seen.with(|seen| seen.words.iter().cloned().chain(moved).collect())
            })
            method=SEGMENTS_METHOD
            pictures=move || view! { <Pictures seen flow /> }.into_any()
        >
        <div class="desk">
            <section aria-labelledby="how-title">
                <h2 id="how-title">"How they are made"</h2>
                <Methods how />
                {move || match how.read().method {
                    SegmentMethod::Rules => view! { <Rules how /> }.into_any(),
                    SegmentMethod::Quantiles => view! { <Quantiles how /> }.into_any(),
                    SegmentMethod::Clusters => view! { <Clusters how /> }.into_any(),
                }}
            </section>
            <Result report />
            <Moved />
            <section aria-labelledby="apply-title">
                <h2 id="apply-title">"Use them"</h2>
                <p>"Writes the segment of every account. Retention, ceilings and what others like it do are then read from the new segments."</p>
                <button class="primary" disabled=move || n_changes() == 0 on:click=apply>
                    {move || match n_changes() {
                        0 => "Every account is in its segment".to_owned(),
                        1 => "Change the segment of 1 account".to_owned(),
                        n => format!("Change the segment of {n} accounts"),
                    }}
                </button>
            </section>
        </div>
        </LensPage>
    }
}

/// What each is like, and where their centres lie.
#[component]
fn Pictures(seen: Memo<Shared<SegmentProfile>>, flow: Memo<Shared<Option<FlowReport>>>) -> impl IntoView {
    let moved = move |width: f64, text: &dyn TextWidths| {
        let flow = flow.read();
        flow.as_ref()
            .as_ref()
            .map_or_else(Plate::default, |flow| flow_plate(flow, width, text))
    };
    let has_moved = Memo::new(move |_| flow.with(|flow| flow.as_ref().is_some()));
    let profile = move |width: f64, text: &dyn TextWidths| profile_plate(&seen.read(), width, text);
    let centres = move |width: f64, text: &dyn TextWidths| {
        let seen = seen.read();
        let centres = seen.centres.as_ref();
        centres.map_or_else(Plate::default, |centres| {
            centres_plate(&seen, centres, width, text)
        })
    };
    let has_segments = Memo::new(move |_| seen.with(|seen| !seen.segments.is_empty()));
    let has_centres = Memo::new(move |_| seen.with(|seen| seen.centres.is_some()));
    view! {
        <Show when=move || has_segments.get()>
            <PlatePicture title="What each segment is like, against the whole" file="segments" draw=profile />
        </Show>
        <Show when=move || has_centres.get()>
            <PlatePicture title="Their centres, and the spread around them" file="segment-centres" draw=centres />
        </Show>
        <Show when=move || has_moved.get()>
            <PlatePicture title="Who moved to another segment" file="segment-moves" draw=moved />
        </Show>
    }
}

/// Who moved between the segments written with the accounts, since what every lens is compared with.
#[component]
fn Moved() -> impl IntoView {
    let workspace = workspace();
    let table = Memo::new(move |_| {
        moved(
            &workspace.document.read(),
            workspace.compared.read().as_deref(),
            &workspace.style.read(),
        )
    });
    view! {
        <section aria-labelledby="moved-title">
            <h2 id="moved-title">"Who moved"</h2>
            <p>"Between the segments written with the accounts, which the button below changes. What it is compared with is chosen above; while nothing is, the newest snapshot stands."</p>
            <MovesTable table titled="moved-title" />
        </section>
    }
}

#[component]
fn Methods(how: Memo<Segmentation>) -> impl IntoView {
    let workspace = workspace();
    let words = |method| match method {
        SegmentMethod::Rules => "By rules: the first that fits counts",
        SegmentMethod::Quantiles => "In equal parts by one measure",
        SegmentMethod::Clusters => "As they fall into groups (k-means)",
    };
    let choices = SegmentMethod::ALL.iter().map(|&method| {
        view! {
            <label class="check">
                <input type="radio" name="method" prop:checked=move || how.read().method == method
                    on:change=move |_| resegment(workspace, |segmentation| segmentation.method = method) />
                {words(method)}
            </label>
        }
    });
    view! { <fieldset><legend>"Method"</legend>{choices.collect_view()}</fieldset> }
}

/// A list of measures, one of them chosen.
#[component]
fn MeasureChoice(
    #[prop(into)] label: String,
    #[prop(into)] chosen: Signal<String>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let choices = rankable(&workspace().valuation.read_untracked().output);
    let options = choices
        .into_iter()
        .map(|measure| {
            view! { <option value=measure.key() prop:selected=move || *chosen.read() == measure.key()>{measure.label()}</option> }
        })
        .collect_view();
    view! { <select aria-label=label on:change:target=move |event| on_choose.run(event.target().value())>{options}</select> }
}

/// How many segments, 2 to 10.
#[component]
fn HowMany(#[prop(into)] chosen: Signal<u8>, on_choose: Callback<u8>) -> impl IntoView {
    let options = (2..=10_u8)
        .map(|n| view! { <option prop:selected=move || chosen.get() == n>{n}</option> })
        .collect_view();
    view! {
        <label>
            "How many segments "
            <select on:change:target=move |event| on_choose.run(event.target().value().parse().unwrap_or(4))>{options}</select>
        </label>
    }
}

#[component]
fn Quantiles(how: Memo<Segmentation>) -> impl IntoView {
    let workspace = workspace();
    let by = Callback::new(move |key: String| {
        resegment(workspace, |segmentation| segmentation.quantile_measure = key)
    });
    let many = Callback::new(move |n: u8| resegment(workspace, |segmentation| segmentation.n_quantiles = n));
    view! {
        <div class="line">
            <span>"Divided by "<MeasureChoice label="Divided by" chosen=Signal::derive(move || how.read().quantile_measure.clone()) on_choose=by /></span>
            <HowMany chosen=Signal::derive(move || how.read().n_quantiles) on_choose=many />
        </div>
    }
}

#[component]
fn Clusters(how: Memo<Segmentation>) -> impl IntoView {
    let workspace = workspace();
    let many = Callback::new(move |n: u8| resegment(workspace, |segmentation| segmentation.n_clusters = n));
    let checks = rankable(&workspace.valuation.read_untracked().output)
        .into_iter()
        .map(|measure| view! { <ClusterMeasure measure how /> })
        .collect_view();
    let chosen = move || {
        how.with(|how| {
            let labels: Vec<&str> = (how.cluster_measures.iter())
                .filter_map(|key| MeasureId::from_key(key).map(MeasureId::label))
                .collect();
            labels.join(", ")
        })
    };
    let seed = Signal::derive(move || how.read().seed.to_string());
    let on_seed = Callback::new(move |text: String| match text.trim().parse::<u32>() {
        Ok(seed) => {
            resegment(workspace, |segmentation| segmentation.seed = seed);
            None
        }
        Err(_) => Some("A whole number from 0 up.".to_owned()),
    });
    view! {
        <p>"Alike in: " <strong>{chosen}</strong> ". Each measure counts alike, whatever it is counted in."</p>
        <details class="measures">
            <summary>"Choose the measures"</summary>
            <div class="checks">{checks}</div>
        </details>
        <div class="line">
            <HowMany chosen=Signal::derive(move || how.read().n_clusters) on_choose=many />
            <span class="seed">"Seed " <NumberCell id="seed" label="Seed of the dice" text=seed on_write=on_seed /></span>
        </div>
    }
}

#[component]
fn ClusterMeasure(measure: MeasureId, how: Memo<Segmentation>) -> impl IntoView {
    let workspace = workspace();
    let is_in = move || how.with(|how| how.cluster_measures.iter().any(|key| key == measure.key()));
    let turn = move |_| {
        resegment(workspace, |segmentation| {
            let measures = &mut segmentation.cluster_measures;
            match measures.iter().position(|key| key == measure.key()) {
                Some(place) => drop(measures.remove(place)),
                None => measures.push(measure.key().to_owned()),
            }
        });
    };
    view! {
        <label class="check"><input type="checkbox" prop:checked=is_in on:change=turn />{measure.label()}</label>
    }
}

#[component]
fn Rules(how: Memo<Segmentation>) -> impl IntoView {
    let workspace = workspace();
    let places = Memo::new(move |_| {
        how.with(|how| {
            let sizes = how.rules.iter().map(|rule| rule.conditions.len());
            sizes.enumerate().collect::<Vec<_>>()
        })
    });
    let add = move |_| {
        resegment(workspace, |segmentation| {
            let rule = new_rule(segmentation);
            segmentation.rules.push(rule);
        });
    };
    view! {
        <ol class="rules">
            <For each=move || places.get() key=|place| *place children=move |(rule, n)| view! { <RuleLine rule n_conditions=n how /> } />
        </ol>
        <button class="add" on:click=add>"+ A rule"</button>
    }
}

#[component]
fn RuleLine(rule: usize, n_conditions: usize, how: Memo<Segmentation>) -> impl IntoView {
    let workspace = workspace();
    let name = move || {
        how.with(|how| {
            how.rules
                .get(rule)
                .map(|rule| rule.name.clone())
                .unwrap_or_default()
        })
    };
    let change = move |change: Box<dyn FnOnce(&mut Segmentation)>| resegment(workspace, change);
    let rename = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let written = event.target().value();
        change(Box::new(move |how| {
            if let Some(rule) = how.rules.get_mut(rule) {
                rule.name = written;
            }
        }));
    };
    let add = move |_| {
        change(Box::new(move |how| {
            if let Some(rule) = how.rules.get_mut(rule) {
                rule.conditions.push(new_condition());
            }
        }));
    };
    let raise = move |_| change(Box::new(move |how| how.rules.swap(rule - 1, rule)));
    let remove = move |_| change(Box::new(move |how| drop(how.rules.remove(rule))));
    let conditions = (0..n_conditions)
        .map(|condition| view! { <ConditionLine rule condition how /> })
        .collect_view();
    let everybody = (n_conditions == 0).then(|| view! { <p class="hint">"Everybody who is left."</p> });
    view! {
        <li>
            <div class="line">
                <input type="text" aria-label=format!("Name of segment {}", rule + 1) prop:value=name on:change:target=rename />
                <button class="link" on:click=add>"And …"</button>
                {(rule > 0).then(|| view! { <button class="link" aria-label=move || format!("Ask {} earlier", name()) on:click=raise>"Earlier"</button> })}
                <button class="link" aria-label=move || format!("Remove rule {}", name()) on:click=remove>"Remove"</button>
            </div>
            {conditions}
            {everybody}
        </li>
    }
}

#[component]
fn ConditionLine(rule: usize, condition: usize, how: Memo<Segmentation>) -> impl IntoView {
    let workspace = workspace();
    let now = Memo::new(move |_| {
        how.with(|how| {
            how.rules
                .get(rule)
                .and_then(|rule| rule.conditions.get(condition).cloned())
        })
    });
    let measure = Signal::derive(move || {
        now.with(|now| now.as_ref().map(|now| now.measure.clone()).unwrap_or_default())
    });
    let is_at_least = move || now.with(|now| now.as_ref().is_none_or(|now| now.at_least));
    let text = Signal::derive(move || {
        now.with(|now| {
            now.as_ref()
                .map(|now| bound_text(&now.measure, now.bound, &workspace.style.read()))
                .unwrap_or_default()
        })
    });
    let change = move |change: fn(&mut crate::portfolio::Condition, String), value: String| {
        resegment(workspace, |how| {
            let rule = how.rules.get_mut(rule);
            if let Some(condition) = rule.and_then(|rule| rule.conditions.get_mut(condition)) {
                change(condition, value);
            }
        });
    };
    let on_bound = Callback::new(move |text: String| {
        reweigh(workspace, |composites, marks| {
            let mut changed = composites.clone();
            changed.segmentation = with_bound(&composites.segmentation, rule, condition, &text, marks)?;
            Ok(changed)
        })
    });
    let on_measure = Callback::new(move |key: String| change(|condition, key| condition.measure = key, key));
    let remove = move |_| {
        resegment(workspace, |how| {
            if let Some(rule) = how.rules.get_mut(rule) {
                rule.conditions.remove(condition);
            }
        });
    };
    let place = format!("of condition {} of rule {}", condition + 1, rule + 1);
    view! {
        <div class="line condition">
            <MeasureChoice label=format!("Measure {place}") chosen=measure on_choose=on_measure />
            <select aria-label=format!("Side {place}") on:change:target=move |event| change(|condition, side| condition.at_least = side == "at least", event.target().value())>
                <option prop:selected=is_at_least>"at least"</option>
                <option prop:selected=move || !is_at_least()>"below"</option>
            </select>
            <NumberCell id=format!("bound-{rule}-{condition}") label=format!("Bound {place}") text on_write=on_bound />
            <span>{move || bound_unit(&measure.read())}</span>
            <button class="link" aria-label=format!("Remove condition {place}") on:click=remove>"Remove"</button>
        </div>
    }
}

#[component]
fn Result(report: Memo<Shared<SegmentsReport>>) -> impl IntoView {
    let lines = move || {
        report.with(|report| {
            let rows = report.rows.iter().cloned();
            rows.map(|row| view! { <SegmentLine row /> }).collect_view()
        })
    };
    let heads = PROFILE
        .iter()
        .map(|measure| view! { <th scope="col" class="numeric">{measure.label()}</th> })
        .collect_view();
    let outside = move || match report.with(|report| report.n_outside) {
        0 => String::new(),
        1 => "1 account stands in none, because something it needs is not known; it keeps its segment."
            .to_owned(),
        n => format!(
            "{n} accounts stand in none, because something they need is not known; they keep their segment."
        ),
    };
    view! {
        <section aria-labelledby="result-title">
            <h2 id="result-title">"What comes out"</h2>
            <p role="status">
                {move || report.with(|report| report.problem.clone().unwrap_or_else(|| report.stability.clone()))}
            </p>
            <p class="hint">{outside}</p>
            <Show when=move || report.with(|report| report.problem.is_none())>
                <div class="scroll-x" tabindex="0" role="group" aria-labelledby="result-title">
                    <table class="segments">
                        <thead>
                            <tr>
                                <th scope="col">"Segment"</th>
                                <th scope="col">"Accounts"</th>
                                <th scope="col" class="numeric">"Contribution, all"</th>
                                {heads.clone()}
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                <p class="hint">"The last columns are means over the accounts of which the measure is known."</p>
            </Show>
        </section>
    }
}

#[component]
fn SegmentLine(row: SegmentRow) -> impl IntoView {
    let means = row
        .means
        .into_iter()
        .map(|mean| view! { <td class="numeric">{mean}</td> })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{row.name} <small>{row.character}</small></th>
            <td><Bar part=row.part /> <Members members=row.members /></td>
            <td class="numeric">{row.total}</td>
            {means}
        </tr>
    }
}
