//! Attributed value, net value, relationship value and total value: what we get beside an account's own purchases,
//! and everything together.

use crate::portfolio::{Basis, Document};

use super::attribution::Attribution;
use super::ledger::{LedgerSums, Line};
use super::spread::Spread;
use super::wording::{input, known, measure_term, number, operand};
use super::{Explanation, MeasureId, Measured, Term, Unit, Valuation};

/// The amounts that flow along every attribution share, at the low end, the base and the high end of all current
/// values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flows(Vec<[f64; 3]>);

impl Flows {
    /// Works them out from the current values in `valuation`.
    pub fn new(attribution: &Attribution, valuation: &Valuation) -> Self {
        Self(attribution.amounts(|row| {
            let own = valuation.get(MeasureId::CurrentValue, row).spread();
            own.map_or([0.0; 3], |own| [own.low, own.base, own.high])
        }))
    }

    /// True when the amounts of `flow` are the same to the last bit.
    pub(crate) fn is_same(&self, other: &Self, flow: usize) -> bool {
        let bits = |flows: &Self| flows.0.get(flow).map(|amounts| amounts.map(f64::to_bits));
        bits(self) == bits(other)
    }

    /// What flows along the share with this number.
    pub fn of(&self, flow: usize) -> Spread {
        let [low, base, high] = self.0[flow];
        Spread {
            low,
            base,
            high,
            basis: Basis::Attributed,
        }
    }
}

/// One flow to or from an account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowTerm {
    /// Row of the account at the other end.
    pub other: usize,
    /// Effective share.
    pub share: f64,
    /// What flows.
    pub amount: Spread,
    /// True when the current value it is a share of is known.
    pub is_known: bool,
}

/// What the values of an account beside and with its own purchases are made of.
#[derive(Clone, Debug, PartialEq)]
pub struct TotalTerms {
    /// Current value.
    pub current: Measured,
    /// True when the account buys nothing from us, so that it has no current value to know.
    pub buys_nothing: bool,
    /// What it is due of others' value.
    pub arriving: Vec<FlowTerm>,
    /// What others are due of its value.
    pub leaving: Vec<FlowTerm>,
    /// Its ledger.
    pub ledger: LedgerSums,
}

const LINES: [(MeasureId, Line); 5] = [
    (MeasureId::SavedAcquisition, Line::SavedAcquisition),
    (MeasureId::Knowledge, Line::Knowledge),
    (MeasureId::Innovation, Line::Innovation),
    (MeasureId::Human, Line::Human),
    (MeasureId::Reputation, Line::Reputation),
];

impl TotalTerms {
    /// Puts them together for the account in `row`.
    pub fn new(
        document: &Document,
        attribution: &Attribution,
        flows: &Flows,
        valuation: &Valuation,
        row: usize,
        ledger: LedgerSums,
    ) -> Self {
        let is_known = |row: usize| valuation.get(MeasureId::CurrentValue, row).value.is_some();
        let term = |number: usize, other: u32, of: u32| FlowTerm {
            other: other as usize,
            share: attribution.flows[number].share,
            amount: flows.of(number),
            is_known: is_known(of as usize) || flows.of(number).base != 0.0,
        };
        Self {
            current: valuation.get(MeasureId::CurrentValue, row),
            buys_nothing: !super::retention::buys(&document.portfolio.accounts[row]),
            arriving: (attribution.arriving.of(row))
                .map(|number| {
                    let outcome = attribution.flows[number].outcome;
                    term(number, outcome, outcome)
                })
                .collect(),
            leaving: (attribution.leaving.of(row))
                .map(|number| {
                    let flow = attribution.flows[number];
                    term(number, flow.contributor, flow.outcome)
                })
                .collect(),
            ledger,
        }
    }

    /// Every number it answers for.
    pub fn measured(&self) -> [(MeasureId, Measured); 6] {
        let relationship = self.relationship_value();
        [
            (MeasureId::AttributedIn, self.attributed_in()),
            (MeasureId::AttributedOut, self.attributed_out()),
            (MeasureId::ReferralValue, self.referral_value()),
            (MeasureId::NetValue, self.net_value()),
            (MeasureId::RelationshipValue, relationship),
            (MeasureId::TotalValue, self.total_with(relationship)),
        ]
    }

    /// True when neither an event nor an attribution share names the account.
    pub fn nothing_is_recorded(&self) -> bool {
        self.ledger.is_blank && self.arriving.is_empty() && self.leaving.is_empty()
    }

    /// Value of others due to it. Nothing recorded is nothing re-assigned: 0.
    pub fn attributed_in(&self) -> Measured {
        flow_sum(&self.arriving)
    }

    /// Its value due to others. Nothing recorded is nothing re-assigned: 0.
    pub fn attributed_out(&self) -> Measured {
        flow_sum(&self.leaving)
    }

    /// Referral value: what of other accounts' current value is due to it, and the acquisition cost it saved; unknown
    /// where nothing at all is recorded with the account.
    ///
    /// CRV = Σ share · CLV of those it brought + acquisition cost saved. Kumar, Petersen & Leone (2007), "How valuable is
    /// word of mouth?", Harvard Business Review 85(10). Of 12,000 a friend is worth, half due to this account, and 450
    /// saved: 6,450.
    pub fn referral_value(&self) -> Measured {
        if self.nothing_is_recorded() {
            return Measured::UNKNOWN;
        }
        let arriving = self.attributed_in().spread();
        let saved = self.ledger.line(Line::SavedAcquisition).spread();
        let sum = match (arriving, saved) {
            (Some(arriving), Some(saved)) => arriving.plus(saved),
            (Some(one), None) | (None, Some(one)) => one.softened(Basis::Estimated),
            (None, None) => return Measured::UNKNOWN,
        };
        sum.measured()
    }

    /// Current value + attributed in − attributed out; unknown for a buyer whose current value is unknown.
    pub fn net_value(&self) -> Measured {
        let own = match self.current.spread() {
            Some(own) => own,
            None if self.buys_nothing && !(self.arriving.is_empty() && self.leaving.is_empty()) => {
                Spread::exact(0.0, Basis::Attributed)
            }
            None => return Measured::UNKNOWN,
        };
        self.added(own).measured()
    }

    /// Own value with what arrives and less what leaves. Both ends stay true ends, because a share of at most 1
    /// leaves: more own value never means less net value.
    fn added(&self, own: Spread) -> Spread {
        let sum = |flows: &[FlowTerm], end: fn(&Spread) -> f64| -> f64 {
            flows.iter().map(|flow| end(&flow.amount)).sum()
        };
        let at = |end: fn(&Spread) -> f64| end(&own) + sum(&self.arriving, end) - sum(&self.leaving, end);
        let touched = !(self.arriving.is_empty() && self.leaving.is_empty());
        Spread {
            low: at(|spread| spread.low),
            base: at(|spread| spread.base),
            high: at(|spread| spread.high),
            basis: if touched {
                own.basis.max(Basis::Attributed)
            } else {
                own.basis
            },
        }
    }

    fn lines(&self) -> impl Iterator<Item = (MeasureId, Measured)> + '_ {
        LINES
            .into_iter()
            .map(|(measure, line)| (measure, self.ledger.line(line)))
    }

    fn line_sum(&self) -> Spread {
        (self.lines().filter_map(|(_, line)| line.spread()))
            .fold(Spread::exact(0.0, Basis::Observed), Spread::plus)
    }

    /// Lines with something recorded that has no price.
    fn unpriced(&self) -> impl Iterator<Item = &'static str> {
        (self.lines())
            .filter(|(_, line)| line.value.is_none() && !self.ledger.is_blank)
            .map(|(measure, _)| measure.label())
    }

    /// Attributed value, saved cost, knowledge, innovation, people and reputation together; unknown where
    /// nothing is recorded with the account, or nothing of it can be priced.
    pub fn relationship_value(&self) -> Measured {
        if self.nothing_is_recorded() {
            return Measured::UNKNOWN;
        }
        let unpriced = self.unpriced().next().is_some();
        let flows = !(self.arriving.is_empty() && self.leaving.is_empty());
        let priced = self
            .lines()
            .any(|(_, line)| line.value.is_some_and(|value| value != 0.0));
        let flows_known = self
            .arriving
            .iter()
            .chain(&self.leaving)
            .any(|flow| flow.is_known);
        if (unpriced && !priced && !flows_known) || (flows && !flows_known && self.ledger.is_blank) {
            return Measured::UNKNOWN;
        }
        let in_flow = self
            .arriving
            .iter()
            .fold(self.line_sum(), |sum, flow| sum.plus(flow.amount));
        let sum = self
            .leaving
            .iter()
            .fold(in_flow, |sum, flow| sum.minus(flow.amount));
        let is_partial = unpriced
            || self
                .arriving
                .iter()
                .chain(&self.leaving)
                .any(|flow| !flow.is_known);
        let sum = if is_partial {
            sum.softened(Basis::Estimated)
        } else {
            sum
        };
        sum.measured()
    }

    /// Current value + relationship value. Where nothing is recorded beside sales, the current value stands
    /// alone and is marked as estimated; where the account buys nothing, the relationship value does.
    pub fn total_value(&self) -> Measured {
        self.total_with(self.relationship_value())
    }

    fn total_with(&self, relationship: Measured) -> Measured {
        let Some(current) = self.current.spread() else {
            return if self.buys_nothing {
                relationship
            } else {
                Measured::UNKNOWN
            };
        };
        if relationship.value.is_none() {
            return current.softened(Basis::Estimated).measured();
        }
        let sum = self.added(current).plus(self.line_sum());
        sum.softened(relationship.basis).measured()
    }

    /// Explains the attributed value, in or out.
    pub fn explain_attributed(&self, document: &Document, measure: MeasureId) -> Explanation {
        let (flows, result, formula, words) = if measure == MeasureId::AttributedIn {
            let formula =
                "Σ share × what each account it brought holds; what it passes on includes what it received";
            (&self.arriving, self.attributed_in(), formula, "of")
        } else {
            let formula = "Σ share × what this account holds, its own value and what it brought";
            (&self.leaving, self.attributed_out(), formula, "to")
        };
        let mut notes = Vec::new();
        if flows.is_empty() {
            notes.push("No attribution share is recorded, so nothing is re-assigned.".to_owned());
        }
        let name = |row: usize| document.portfolio.accounts[row].name.as_str();
        for flow in flows.iter().filter(|flow| !flow.is_known) {
            let unknown = if measure == MeasureId::AttributedIn {
                name(flow.other)
            } else {
                "this account"
            };
            notes.push(format!(
                "The current value of {unknown} is not known: its share moves nothing yet."
            ));
        }
        let parts: Vec<String> = flows.iter().map(|flow| number(flow.amount.base)).collect();
        Explanation {
            measure,
            result,
            formula: formula.to_owned(),
            worked: if parts.is_empty() {
                known(result.value)
            } else {
                format!("{} = {}", parts.join(" + "), known(result.value))
            },
            terms: flows
                .iter()
                .map(|flow| flow_term(flow, words, name(flow.other)))
                .collect(),
            notes,
        }
    }

    /// Explains the referral value.
    pub fn explain_referral(&self) -> Explanation {
        let result = self.referral_value();
        let (arriving, saved) = (self.attributed_in(), self.ledger.line(Line::SavedAcquisition));
        let mut notes = Vec::new();
        if result.value.is_none() {
            let ask = "Nothing is recorded beside sales: record a referral or an attribution share to know.";
            notes.push(ask.to_owned());
        }
        Explanation {
            measure: MeasureId::ReferralValue,
            result,
            formula: "brought in + acquisition cost saved".to_owned(),
            worked: match result.value {
                Some(value) => format!(
                    "{} + {} = {}",
                    known(arriving.value),
                    saved.value.map_or_else(|| "unknown".to_owned(), operand),
                    number(value)
                ),
                None => "unknown".to_owned(),
            },
            terms: vec![
                measure_term(MeasureId::AttributedIn, arriving),
                measure_term(MeasureId::SavedAcquisition, saved),
            ],
            notes,
        }
    }

    /// Explains the net value.
    pub fn explain_net(&self) -> Explanation {
        let result = self.net_value();
        let (arriving, leaving) = (self.attributed_in(), self.attributed_out());
        let mut notes = vec!["Attribution moves value between accounts and adds none.".to_owned()];
        self.note_current(&mut notes);
        Explanation {
            measure: MeasureId::NetValue,
            result,
            formula: "current value + brought in − owed to others".to_owned(),
            worked: self.sum_worked(result, &[(1.0, arriving.value), (-1.0, leaving.value)]),
            terms: vec![
                measure_term(MeasureId::CurrentValue, self.current),
                measure_term(MeasureId::AttributedIn, arriving),
                measure_term(MeasureId::AttributedOut, leaving),
            ],
            notes,
        }
    }

    /// Explains the relationship value.
    pub fn explain_relationship(&self) -> Explanation {
        let result = self.relationship_value();
        let (arriving, leaving) = (self.attributed_in(), self.attributed_out());
        let mut terms = vec![
            measure_term(MeasureId::AttributedIn, arriving),
            measure_term(MeasureId::AttributedOut, leaving),
        ];
        terms.extend(self.lines().map(|(measure, line)| measure_term(measure, line)));
        let mut notes = Vec::new();
        if self.nothing_is_recorded() {
            let ask =
                "Nothing is recorded beside sales: record a value event or an attribution share to know.";
            notes.push(ask.to_owned());
        }
        let unpriced: Vec<&str> = self.unpriced().collect();
        if !unpriced.is_empty() {
            notes.push(if self.ledger.is_switched_off {
                format!(
                    "Left out, because the exchange table is switched off: {}.",
                    unpriced.join(", ")
                )
            } else {
                format!(
                    "Recorded, but without a price and left out: {}.",
                    unpriced.join(", ")
                )
            });
        }
        let mut parts = format!(
            "{} − {}",
            known(arriving.value),
            leaving.value.map_or_else(|| "unknown".to_owned(), operand)
        );
        for (_, line) in self.lines() {
            if let Some(value) = line.value {
                parts.push_str(&format!(" + {}", operand(value)));
            }
        }
        Explanation {
            measure: MeasureId::RelationshipValue,
            result,
            formula:
                "brought in − owed to others + acquisition cost saved + knowledge + innovation + people + \
                      reputation and access"
                    .to_owned(),
            worked: if result.value.is_some() {
                format!("{parts} = {}", known(result.value))
            } else {
                "unknown".to_owned()
            },
            terms,
            notes,
        }
    }

    /// Explains the total value.
    pub fn explain_total(&self) -> Explanation {
        let result = self.total_value();
        let relationship = self.relationship_value();
        let mut notes = Vec::new();
        self.note_current(&mut notes);
        if relationship.value.is_none() && self.current.value.is_some() {
            notes.push(if self.nothing_is_recorded() {
                "Nothing is recorded beside sales, so the current value stands alone.".to_owned()
            } else {
                "What is recorded beside sales has no price, so the current value stands alone.".to_owned()
            });
        }
        Explanation {
            measure: MeasureId::TotalValue,
            result,
            formula: "current value + relationship value".to_owned(),
            worked: self.sum_worked(result, &[(1.0, relationship.value)]),
            terms: vec![
                measure_term(MeasureId::CurrentValue, self.current),
                measure_term(MeasureId::RelationshipValue, relationship),
            ],
            notes,
        }
    }

    fn note_current(&self, notes: &mut Vec<String>) {
        if self.current.value.is_some() {
            return;
        }
        notes.push(if self.buys_nothing {
            "It buys nothing from us: only what it brings counts.".to_owned()
        } else {
            "Its current value is not known, so neither is this: state its margin and retention.".to_owned()
        });
    }

    fn sum_worked(&self, result: Measured, parts: &[(f64, Option<f64>)]) -> String {
        if result.value.is_none() {
            return "unknown".to_owned();
        }
        let mut words = self.current.value.map_or_else(|| "0".to_owned(), number);
        for &(sign, part) in parts {
            if let Some(part) = part {
                words.push_str(if sign < 0.0 { " − " } else { " + " });
                words.push_str(&operand(part));
            }
        }
        format!("{words} = {}", known(result.value))
    }
}

fn flow_sum(flows: &[FlowTerm]) -> Measured {
    if !flows.is_empty() && flows.iter().all(|flow| !flow.is_known) {
        return Measured::UNKNOWN;
    }
    let sum = flows
        .iter()
        .fold(Spread::exact(0.0, Basis::Attributed), |sum, flow| {
            sum.plus(flow.amount)
        });
    let is_partial = flows.iter().any(|flow| !flow.is_known);
    if is_partial {
        sum.softened(Basis::Estimated)
    } else {
        sum
    }
    .measured()
}

fn flow_term(flow: &FlowTerm, words: &str, name: &str) -> Term {
    let source = format!("share {} {words} {name}", number(flow.share));
    input(
        name,
        flow.is_known.then_some(flow.amount.base),
        Unit::Money,
        flow.amount.basis,
        &source,
    )
}
