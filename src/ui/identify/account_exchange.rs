//! Between the two pages: the exchange as two bars, how the total adds up, and the balance by form of capital.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::report::account::{BalanceRow, ExchangeSide, TotalStep};
use crate::report::explanation::Part;
use crate::ui::explain::Explained;
use crate::ui::workspace::workspace;

use super::account::account_view;
use super::account_parts::{Bar, FigureLine};

/// What they gain and what we gain, growing away from one spine; each in its own unit.
#[component]
pub fn ExchangeBar() -> impl IntoView {
    let exchange = account_view().part(|report| Some(report.exchange.clone()));
    let theirs = move || exchange.with(|exchange| exchange.as_ref().map(|exchange| exchange.theirs.clone()));
    let ours = move || exchange.with(|exchange| exchange.as_ref().map(|exchange| exchange.ours.clone()));
    let in_money = move || {
        let (sentence, share) = exchange.with(|exchange| {
            exchange.as_ref().map_or((None, None), |exchange| {
                (exchange.in_money.clone(), exchange.their_share)
            })
        });
        let split = share.map(|share| view! {
            <span class="split" aria-hidden="true"><span style:width=format!("{:.2}%", share * 100.0)></span></span>
        });
        sentence.map(|sentence| view! { <p class="in-money">{split} {sentence}</p> })
    };
    view! {
        <section class="exchange" aria-label="The exchange">
            <div class="scales">
                {move || theirs().map(|side| view! { <Side side title="They get" class="theirs" /> })}
                {move || ours().map(|side| view! { <Side side title="We get" class="ours" /> })}
            </div>
            {in_money}
        </section>
    }
}

#[component]
fn Side(side: ExchangeSide, title: &'static str, class: &'static str) -> impl IntoView {
    let percent = |part: f64| format!("{:.2}%", part * 100.0);
    let is_unknown = side.part.is_none();
    let bar = side.part.map(|part| view! { <span class="gain" class:negative=side.figure.is_negative class:soft=side.figure.is_soft style:width=percent(part)></span> });
    let doubt = side.doubt.map(|(low, high)| {
        view! { <span class="doubt" style:inset-inline-start=percent(low) style:width=percent(high - low)></span> }
    });
    let text = Signal::stored(side.figure.text);
    view! {
        <div class=format!("scale {class}")>
            <p>
                <span class="title">{title}</span>
                <Explained measure=side.figure.measure account=account_view().account() text />
                <span class="unit">{side.scale}</span>
            </p>
            <span class="track" class:unknown=is_unknown aria-hidden="true">{bar}{doubt}</span>
        </div>
    }
}

/// The total value, part by part.
#[component]
pub fn TotalSteps() -> impl IntoView {
    let total = account_view().part(|report| report.total.clone());
    let rows = move || {
        let total = total.get();
        let zero = total.zero;
        total
            .steps
            .into_iter()
            .map(|step| view! { <StepLine step zero /> })
            .collect_view()
    };
    let check = move || total.with(|total| total.check.clone());
    view! {
        <section aria-labelledby="total-title">
            <h3 id="total-title">"How the total adds up"</h3>
            <table class="waterfall">
                <thead class="visually-hidden">
                    <tr><th scope="col">"Part"</th><th scope="col">"Drawn"</th><th scope="col">"Worth"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="hint">{check}</p>
        </section>
    }
}

#[component]
fn StepLine(step: TotalStep, zero: f64) -> impl IntoView {
    let percent = |part: f64| format!("{:.2}%", part * 100.0);
    let is_loss = step.figure.is_negative != step.is_taken_off && step.figure.is_known;
    let bar = step.bar.map(|(from, to)| {
        view! {
            <span class="step" class:soft=step.figure.is_soft class:loss=is_loss class:sum=step.is_sum
                style:left=percent(from) style:width=percent(to - from)></span>
        }
    });
    let text = Signal::stored(step.figure.text);
    let basis = step.figure.basis;
    view! {
        <tr class:sum=step.is_sum>
            <th scope="row">{step.label}</th>
            <td class="drawn"><span class="steps" aria-hidden="true"><i style:left=percent(zero)></i>{bar}</span></td>
            <td class="numeric"><Explained measure=step.figure.measure account=account_view().account() text /></td>
            <td><span class="basis" data-basis=basis>{basis}</span></td>
        </tr>
    }
}

/// What passed in each form of capital, both ways.
#[component]
pub fn LedgerBalance() -> impl IntoView {
    let view = account_view();
    let workspace = workspace();
    let rows = view.part(|report| report.ledger.balance.clone());
    let staleness = view.part(|report| report.ledger.staleness.clone());
    let is_on = move || {
        workspace
            .document
            .with(|document| document.assumptions.exchange_on)
    };
    let lines = move || {
        rows.get()
            .into_iter()
            .map(|row| view! { <BalanceLine row /> })
            .collect_view()
    };
    let off = move || (!is_on()).then_some("The exchange table is switched off: native units only.");
    view! {
        <section class="balance" aria-labelledby="balance-title">
            <h2 id="balance-title">"The exchange beside sales"</h2>
            <p class="hint">{move || staleness.get()} " " {off}</p>
            <Show when=move || rows.with(|rows| !rows.is_empty())>
                <div class="scroll-x" tabindex="0" role="group" aria-labelledby="balance-title">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"Capital"</th>
                                <th scope="col" class="given">"We gave"</th>
                                <th scope="col" class="numeric given">"in money"</th>
                                <th scope="col" class="given drawn"><span class="visually-hidden">"drawn"</span></th>
                                <th scope="col" class="drawn"><span class="visually-hidden">"drawn"</span></th>
                                <th scope="col" class="numeric">"in money"</th>
                                <th scope="col">"They gave"</th>
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                <dl class="figures"><FigureLine measure=MeasureId::ExchangeBalance is_main=false /></dl>
            </Show>
        </section>
    }
}

#[component]
fn BalanceLine(row: BalanceRow) -> impl IntoView {
    let money = |text: String, is_received: bool| {
        let part = Part::Capital {
            form: row.form,
            is_received,
        };
        let name = format!(
            "{}, {}",
            row.capital,
            if is_received { "they gave" } else { "we gave" }
        );
        (!text.is_empty()).then(|| {
            let text = Signal::stored(text);
            view! { <Explained measure=part account=account_view().account() text name /> }
        })
    };
    view! {
        <tr class:soft=row.is_soft>
            <th scope="row">{row.capital}</th>
            <td class="given">{row.given}</td>
            <td class="numeric given money">{money(row.given_worth, false)}</td>
            <td class="given drawn"><Bar part=row.given_part is_soft=row.is_soft /></td>
            <td class="drawn"><Bar part=row.received_part is_soft=row.is_soft /></td>
            <td class="numeric money">{money(row.received_worth, true)}</td>
            <td>{row.received}</td>
        </tr>
    }
}
