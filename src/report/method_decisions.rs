//! The Method page on what is proposed, who waits how long, what could be offered and what is waiting.

use crate::decisions::offers::Chance;
use crate::decisions::queue::Arrivals;
use crate::measures::risk::ValueAtRisk;

use super::method::{MethodEntry, MethodGroup};
use super::method_portfolio::entry;
use super::style::NumberStyle;

/// Proposals, inbox, tiers and offers.
pub(super) fn deciding(style: &NumberStyle) -> MethodGroup {
    MethodGroup {
        title: "Proposals, waiting and offers",
        lead: "What is put before you, and in which order. You accept, postpone or reject; nothing is done by itself.",
        entries: vec![proposals(style), inbox(), waits(style), offers(style)],
    }
}

fn proposals(style: &NumberStyle) -> MethodEntry {
    let at_risk = ValueAtRisk {
        leaving: 0.25,
        current_value: 8_000.0,
    };
    entry(
        [
            "proposals",
            "What is proposed, and in which order",
            "Every account is looked at once; what speaks for doing something becomes a proposal.",
            "an amount of money the decision is about",
        ],
        "worth = the loss, the value expected to leave, the gap or the open balance the proposal is about",
        "The zones of the Value Map; Mittal, Sarkees & Murshed (2008) for fix or release. The list is this app's.",
        "a relationship to protect, worth 8 000 and 25 % likely to end within a year: 8 000 × 25 %",
        style.money(at_risk.expected()),
        &[
            "The worth says what the decision is about, not what an action would gain: that you state when you accept it, with its cost \
             and its chance.",
            "By zone: strategic is protected, cooperative repaired, prospective paid for, tactical automated; growth is proposed where they \
             are well served and spend most elsewhere, or buy less broadly than half of the others.",
            "Below zero: break even; handing over only where the release value is above zero, and never for a hidden asset, whose current \
             value is below its threshold and whose relationship value reaches its own.",
            "\"Would change it\" names the nearest number at which the advice would be another; \"How sure\" says whether the interval \
             of that number reaches so far.",
        ],
    )
}

fn inbox() -> MethodEntry {
    entry(
        [
            "inbox",
            "What is waiting, and when the next touch is due",
            "Promises and needs that are open, balances, references asked too often, reviews, and silences longer than the care plan allows.",
            "a day",
        ],
        "next touch = last touch + longest silence of its group",
        "Peppers & Rogers, step Interact. The groups and their days are yours.",
        "spoken to on day 10 of the year, a silence of 30 days allowed",
        "day 40".to_owned(),
        &[
            "A touch is a dated exchange or something they said. Orders are none: who only buys may still be forgotten.",
            "Key accounts come first, the others go by their zone; without a touch on record the next one is due at once.",
        ],
    )
}

fn waits(style: &NumberStyle) -> MethodEntry {
    let desk = Arrivals {
        per_hour: vec![2.0, 2.0],
        per_person: 6.0,
    };
    let minutes = |hours: f64| style.number(hours * 60.0, 0);
    let result = desk.waits(1).map_or_else(String::new, |waits| {
        let by_class: Vec<String> = waits.by_class.iter().map(|hours| minutes(*hours)).collect();
        format!(
            "{} minutes; all in turn {}",
            by_class.join(" and "),
            minutes(waits.in_turn)
        )
    });
    entry(
        [
            "waiting",
            "Waiting by tier",
            "How long a contact waits on average when the first tier is served first, and when everybody is served in turn.",
            "minutes",
        ],
        "W_k = C(c, a) ÷ (c · μ) ÷ ((1 − σ_{k−1}) · (1 − σ_k)); in turn C(c, a) ÷ (c · μ − λ)",
        "Erlang (1917) for C; Cobham (1954), Priority assignment in waiting line problems, Operations Research 2(1); Kella & Yechiali (1985), \
         Waiting times in the non-preemptive priority M/M/c queue, Stochastic Models 1(2).",
        "one person who deals with 6 an hour, 2 of the first tier and 2 of the second come",
        result,
        &[
            "c people, μ contacts one of them deals with per hour, λ contacts per hour, a = λ ÷ μ, σ_k the load per person of the tiers 1 to k.",
            "Contacts come independently of one another and evenly over the hours, durations vary as an exponential, nobody hangs up, and no \
             contact is interrupted.",
            "Priority makes no capacity: what the first wait less, the others wait more.",
        ],
    )
}

fn offers(style: &NumberStyle) -> MethodEntry {
    let chance = Chance::new(5.0, 7.0, 0.4, 3.0);
    entry(
        [
            "next_offer",
            "The next best offer",
            "What the account does not buy yet, others that buy what it buys do, and its wallet has room for.",
            "money a year",
        ],
        "worth = P · margin of what others of its size spend on it − cost; P = (yes + k · share of all) ÷ (alike + k)",
        "After Deshpande & Karypis (2004), Item-based top-N recommendation algorithms, ACM Transactions on Information Systems 22(1); shrunk to \
         the share of all customers.",
        "5 of 7 alike hold it, 40 % of all do, which counts as 3 accounts: (5 + 3 × 0.4) ÷ (7 + 3)",
        chance.map_or_else(String::new, |chance| style.share(chance.share)),
        &[
            "All offers to an account together stay within the headroom of its wallet.",
            "The page tries it on your own customers, hiding one thing each holds, and says whether it does better than the most held things.",
        ],
    )
}
