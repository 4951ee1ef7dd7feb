//! How the numbers of the account page that are parts of a measure came about: drivers, years, activities, events,
//! forms of capital, break-evens. From the same terms as the numbers themselves.

use crate::decisions::{FixOrRelease, fix_or_release};
use crate::measures::cost_to_serve::event_cost;
use crate::measures::ledger::{Entry, LedgerTerms};
use crate::measures::received::ReceivedTerms;
use crate::measures::relative_value::RelativeTerms;
use crate::measures::{Groundwork, MeasureId, Measured, Unit, Valuation};
use crate::portfolio::{Basis, Capital, Document, ListeningPost, Observation, OutcomeStatus};

use super::account_ledger::event_words;
use super::account_received::{driver_name, signed};
use super::explanation::{ExplanationReport, TermRow, basis_word, term_row};
use super::style::{NumberStyle, UNKNOWN};

/// A number of the account page that is no measure of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// One driver of value, by name: how much it matters and where we and the next-best alternative stand.
    Driver(String),
    /// Revenue and profit of a calendar year.
    Year(i16),
    /// What one activity costs with this account, by its id.
    Activity(String),
    /// What one value event is worth, by its id.
    Event(String),
    /// What passed in one form of capital, one way.
    Capital {
        /// The form.
        form: Capital,
        /// True for what they gave us.
        is_received: bool,
    },
    /// Share of the cost to serve that has to go to break even.
    CostCut,
    /// Rise of price or margin, as a share of revenue, that breaks even.
    PriceRise,
    /// What letting the account go would be worth.
    Release,
}

impl Part {
    /// The measure it belongs to, whose method is told on the Method page.
    pub const fn measure(&self) -> MeasureId {
        match self {
            Self::Driver(_) => MeasureId::ValueReceived,
            Self::Year(_) => MeasureId::Revenue,
            Self::Activity(_) => MeasureId::CostToServe,
            Self::Event(_) | Self::Capital { .. } => MeasureId::ExchangeBalance,
            Self::CostCut | Self::PriceRise | Self::Release => MeasureId::Contribution,
        }
    }
}

/// What the parts of one account are explained from.
pub(super) struct PartExplainer<'a> {
    pub document: &'a Document,
    pub valuation: &'a Valuation,
    pub style: &'a NumberStyle,
    pub row: usize,
}

impl PartExplainer<'_> {
    /// How `part` came about; `None` when the account has no such part.
    pub fn explain(&self, part: &Part) -> Option<ExplanationReport> {
        let told = match part {
            Part::Driver(name) => self.driver(name),
            Part::Year(year) => self.year(*year),
            Part::Activity(id) => self.activity(id),
            Part::Event(id) => self.event(id),
            Part::Capital { form, is_received } => self.capital(*form, *is_received),
            Part::CostCut => self.case().map(|case| self.cost_cut(&case)),
            Part::PriceRise => self.case().map(|case| self.price_rise(&case)),
            Part::Release => self.case().map(|case| self.release(&case)),
        }?;
        Some(ExplanationReport {
            account: self.document.portfolio.accounts.get(self.row)?.name.clone(),
            method: part.measure(),
            ..told
        })
    }

    fn driver(&self, name: &str) -> Option<ExplanationReport> {
        let style = self.style;
        let groundwork = Groundwork::new(self.document);
        let received = ReceivedTerms::new(self.document, &groundwork, self.row);
        let relative = RelativeTerms::new(self.document, &groundwork, self.row);
        let driver = (received.drivers.iter()).find(|driver| driver_name(driver.name) == name)?;
        let compared = (relative.drivers.iter()).find(|other| other.name.eq_ignore_ascii_case(driver.name));
        let whole: f64 = received.drivers.iter().map(|driver| driver.importance).sum();
        let rating = |value: f64| style.number(value, 1);
        let mut worked = format!(
            "matters {} ÷ {} = {}",
            plain(driver.importance, style),
            plain(whole, style),
            style.share(driver.importance / whole.max(f64::MIN_POSITIVE))
        );
        let value = match compared {
            Some(compared) => {
                worked.push_str(&format!(
                    "; ratio {} ÷ {} = {}; gap {} − {} = {}",
                    rating(compared.ours),
                    rating(compared.theirs),
                    style.number(compared.ours / compared.theirs, 2),
                    rating(compared.ours),
                    rating(compared.theirs),
                    signed(compared.ours - compared.theirs, style)
                ));
                format!("{} against {}", rating(compared.ours), rating(compared.theirs))
            }
            None => rating(driver.index / 100.0 * 9.0 + 1.0),
        };
        worked.push_str(&format!("; index {}", style.number(driver.index, 0)));
        let basis = if received.is_judged {
            Basis::Judged
        } else {
            Basis::Stated
        };
        Some(ExplanationReport {
            title: format!("What matters to them: {name}"),
            meaning: "How much the driver matters to them, where we stand on it, and where the alternative stands that \
                they would take without us."
                .to_owned(),
            value,
            basis: basis.word(),
            formula: "matters = importance ÷ sum of all importances; us and next best = mean of the ratings, newer ones and posts of more weight \
                count more; ratio = us ÷ next best; gap = us − next best; index = (rating − 1) ÷ 9 × 100"
                .to_owned(),
            worked,
            terms: self.answers(name, driver.importance, driver.importance_is_assumed),
            notes: driver_notes(compared.is_some(), driver.importance_is_assumed),
            ..ExplanationReport::default()
        })
    }

    /// What was said about a driver, answer by answer.
    fn answers(&self, name: &str, importance: f64, is_assumed: bool) -> Vec<TermRow> {
        let id = &self.document.portfolio.accounts[self.row].id;
        let said = (self.document.portfolio.observations.iter())
            .filter(|said| said.account == *id && driver_name(said.driver.trim()).eq_ignore_ascii_case(name));
        let importance = TermRow {
            label: "Importance".to_owned(),
            value: plain(importance, self.style),
            basis: if is_assumed {
                Basis::Estimated.word()
            } else {
                Basis::Stated.word()
            },
            source: if is_assumed {
                "mean of the other drivers"
            } else {
                "mean of what they said"
            }
            .to_owned(),
            measure: None,
        };
        let rows = said.flat_map(|said| {
            let sides = [("Us", said.rating), ("Next best", said.next_best)];
            sides.map(|(side, rating)| rating.map(|rating| self.answer(side, rating, said)))
        });
        [importance].into_iter().chain(rows.flatten()).collect()
    }

    fn answer(&self, side: &str, rating: f64, said: &Observation) -> TermRow {
        let when = said
            .date
            .map_or_else(|| "undated".to_owned(), |day| self.style.day(day));
        let is_ours = said.post == ListeningPost::Sales;
        let weight = match self.document.assumptions.post_weight(said.post) {
            weight if weight >= 1.0 => String::new(),
            weight if weight > 0.0 => format!(", weight {}", self.style.number(weight, 2)),
            _ => ", left out".to_owned(),
        };
        TermRow {
            label: format!("{side}, {}", said.post.word()),
            value: self
                .style
                .number(rating, usize::from(rating != libm::trunc(rating))),
            basis: if is_ours {
                Basis::Judged.word()
            } else {
                Basis::Stated.word()
            },
            source: match said.respondent.is_empty() {
                true => format!("{when}{weight}"),
                false => format!("{}, {when}{weight}", said.respondent),
            },
            measure: None,
        }
    }

    fn year(&self, year: i16) -> Option<ExplanationReport> {
        let orders = self
            .document
            .portfolio
            .accounts
            .get(self.row)?
            .orders
            .as_deref()?;
        let known = orders
            .by_year
            .iter()
            .find(|known| known.year == year)
            .map(|known| known.spend);
        let spend = known.unwrap_or_default();
        let profit = known.map_or(Some(0.0), |spend| spend.profit);
        let largest = (orders.by_year.iter())
            .map(|year| year.spend.revenue)
            .fold(0.0, f64::max);
        let money =
            |value: Option<f64>| value.map_or_else(|| UNKNOWN.to_owned(), |value| self.style.money(value));
        let term = |label: &str, value: Option<f64>, source: &str| TermRow {
            label: label.to_owned(),
            value: money(value),
            basis: basis_word(value, Basis::Observed),
            source: source.to_owned(),
            measure: None,
        };
        let mut notes = vec!["The bar is as long as its share of the largest year.".to_owned()];
        if known.is_none() {
            notes.push("The log has no order in this year.".to_owned());
        } else if profit.is_none() {
            notes.push(
                "The log has no profit for some lines of this year: bring it in with profit or cost."
                    .to_owned(),
            );
        }
        Some(ExplanationReport {
            title: format!("Revenue in {year}"),
            meaning: "What their orders of one calendar year came to, after discounts.".to_owned(),
            value: self.style.money(spend.revenue),
            basis: Basis::Observed.word(),
            formula: "revenue of a year = sum of the revenue of its order lines; profit likewise".to_owned(),
            worked: format!(
                "{} from {} orders; {} ÷ {} = {} of the largest year",
                self.style.money(spend.revenue),
                self.style.number(f64::from(spend.n_orders), 0),
                self.style.money(spend.revenue),
                self.style.money(largest),
                self.style.share(if largest > 0.0 {
                    spend.revenue / largest
                } else {
                    0.0
                })
            ),
            terms: vec![
                term("Revenue", Some(spend.revenue), "order log"),
                term(
                    "Profit",
                    profit,
                    if profit.is_some() {
                        "order log"
                    } else {
                        "not in the log for every line"
                    },
                ),
                term("Largest year", Some(largest), "order log"),
            ],
            notes,
            ..ExplanationReport::default()
        })
    }

    fn activity(&self, id: &str) -> Option<ExplanationReport> {
        let portfolio = &self.document.portfolio;
        let account = portfolio.accounts.get(self.row)?;
        let activity = portfolio.activities.iter().find(|activity| activity.id == id)?;
        let load =
            (portfolio.loads.iter()).find(|load| load.account == account.id && load.activity == activity.id);
        let events = load.map(|load| load.events_per_year);
        let (minutes, rate) = (activity.minutes_per_event, activity.rate_per_minute);
        let each = self.style.money(event_cost(1.0, minutes, rate));
        let plain = |value: f64| self.style.number(value, usize::from(value != libm::trunc(value)));
        let term = |label: &str, value: Option<String>, source: &str| TermRow {
            label: label.to_owned(),
            basis: if value.is_some() {
                Basis::Stated.word()
            } else {
                "unknown"
            },
            value: value.unwrap_or_else(|| UNKNOWN.to_owned()),
            source: source.to_owned(),
            measure: None,
        };
        let cost = events.map(|events| self.style.money(event_cost(events, minutes, rate)));
        Some(ExplanationReport {
            title: format!("Cost of {}", activity.name),
            meaning: "What they cost us a year through one activity.".to_owned(),
            value: cost.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
            basis: basis_word(events, Basis::Stated),
            formula: "events a year × minutes each × cost of a minute".to_owned(),
            worked: format!(
                "each {} × {} = {each}; {} × {each} = {}",
                plain(minutes),
                self.style.money(rate),
                events.map_or_else(|| "unknown".to_owned(), plain),
                cost.unwrap_or_else(|| "unknown".to_owned())
            ),
            terms: vec![
                term("Events a year", events.map(plain), "written on this page"),
                term("Minutes each", Some(plain(minutes)), "Assumptions, Activities"),
                term(
                    "Cost of a minute",
                    Some(self.style.money(rate)),
                    "Assumptions, Activities",
                ),
            ],
            notes: Vec::new(),
            ..ExplanationReport::default()
        })
    }

    fn event(&self, id: &str) -> Option<ExplanationReport> {
        let groundwork = Groundwork::new(self.document);
        let terms = LedgerTerms::new(self.document, &groundwork, self.row);
        let entry = terms.entries.iter().find(|entry| entry.event.id == id)?;
        let worth = entry.worth.map_or(Measured::UNKNOWN, |worth| worth.measured());
        let words = event_words(entry.event, self.style);
        let standing = super::account_ledger::standing(entry.standing);
        Some(ExplanationReport {
            title: format!("Worth of {words}"),
            meaning: "What one thing that passed between us beside sales is worth in money.".to_owned(),
            value: self.style.measured(worth, Unit::Money),
            interval: worth.interval.map(|interval| self.style.interval(interval, Unit::Money)),
            basis: basis_word(worth.value, worth.basis),
            formula: "its own worth where one is stated; for a referral the acquisition cost it saved; else quantity × \
                exchange rate of its unit"
                .to_owned(),
            worked: self.worked_entry(entry),
            terms: vec![term_row(entry.term(), self.style)],
            notes: match (entry.is_received, standing) {
                (true, "") => vec!["It counts in relationship value.".to_owned()],
                (true, standing) => vec![format!("In relationship value: {standing}.")],
                (false, _) => vec!["What we gave counts in the exchange balance only.".to_owned()],
            },
            ..ExplanationReport::default()
        })
    }

    fn worked_entry(&self, entry: &Entry) -> String {
        let worth = entry.worth.map(|worth| self.style.money(worth.base));
        let worth = worth.unwrap_or_else(|| "unknown".to_owned());
        format!(
            "{} → {worth}",
            super::exchanges::quantity(entry.event, self.style)
        )
    }

    fn capital(&self, form: Capital, is_received: bool) -> Option<ExplanationReport> {
        let groundwork = Groundwork::new(self.document);
        let terms = LedgerTerms::new(self.document, &groundwork, self.row);
        let is_here = |entry: &&Entry| entry.event.capital == form && entry.is_received == is_received;
        let (failed, counted): (Vec<&Entry>, Vec<&Entry>) = (terms.entries.iter().filter(is_here))
            .partition(|entry| entry.event.status == OutcomeStatus::Failed);
        let worths: Vec<_> = counted.iter().filter_map(|entry| entry.worth).collect();
        let sum = (!worths.is_empty()).then(|| worths.iter().map(|worth| worth.base).sum::<f64>());
        let basis = worths
            .iter()
            .map(|worth| worth.basis)
            .max()
            .unwrap_or(Basis::Observed);
        let parts: Vec<String> = worths.iter().map(|worth| self.style.money(worth.base)).collect();
        let n_unpriced = counted.len() - worths.len();
        let mut notes = Vec::new();
        if n_unpriced > 0 {
            notes.push(format!(
                "{n_unpriced} of {} have no price and stand in their own unit only: add an exchange rate for the unit, \
                 or state a worth.",
                counted.len()
            ));
        }
        if !failed.is_empty() {
            notes.push(format!("{} that did not work: not counted.", failed.len()));
        }
        let who = if is_received {
            "they gave us"
        } else {
            "we gave them"
        };
        let value = match (sum, counted.is_empty()) {
            (Some(sum), _) => self.style.money(sum),
            (None, true) => "nothing".to_owned(),
            (None, false) => UNKNOWN.to_owned(),
        };
        Some(ExplanationReport {
            title: format!("What {who}: {} capital", form.word()),
            meaning:
                "What passed one way in one form of capital beside sales, in money where it has a price."
                    .to_owned(),
            worked: match sum {
                Some(_) => format!("{} = {value}", parts.join(" + ")),
                None => value.clone(),
            },
            value,
            basis: basis_word(sum, basis),
            formula:
                "sum of the worth of its events; an event's worth is its own, else quantity × exchange rate"
                    .to_owned(),
            terms: counted
                .iter()
                .map(|entry| term_row(entry.term(), self.style))
                .collect(),
            notes,
            ..ExplanationReport::default()
        })
    }

    fn case(&self) -> Option<FixOrRelease> {
        (fix_or_release(self.document, self.valuation).into_iter()).find(|case| case.row == self.row)
    }

    fn cost_cut(&self, case: &FixOrRelease) -> ExplanationReport {
        let (money, share) = (|value| self.or_unknown(value), |value| self.share(value));
        ExplanationReport {
            title: "Cost cut that breaks even".to_owned(),
            meaning: "The share of the cost to serve that has to go for the account to leave nothing and cost nothing."
                .to_owned(),
            value: share(case.cost_cut),
            basis: self.softest(case.cost_cut, &[MeasureId::GrossMargin, MeasureId::CostToServe]),
            formula: "(cost to serve − gross margin) ÷ cost to serve".to_owned(),
            worked: format!(
                "({} − {}) ÷ {} = {}",
                money(case.cost_to_serve),
                self.style.money(case.gross_margin),
                money(case.cost_to_serve),
                share(case.cost_cut)
            ),
            terms: self.measures(&[MeasureId::CostToServe, MeasureId::GrossMargin]),
            notes: match case.cost_cut {
                Some(cut) if cut > 1.0 => {
                    vec!["More than the whole: cutting cost alone does not bring them out of the loss.".to_owned()]
                }
                None => vec!["State the cost to serve, or count it by activity.".to_owned()],
                Some(_) => Vec::new(),
            },
            ..ExplanationReport::default()
        }
    }

    fn price_rise(&self, case: &FixOrRelease) -> ExplanationReport {
        let share = |value| self.share(value);
        ExplanationReport {
            title: "Price rise that breaks even".to_owned(),
            meaning: "How far price or margin has to rise, as a share of revenue, with the same volume."
                .to_owned(),
            value: share(case.price_rise),
            basis: self.softest(
                case.price_rise,
                &[MeasureId::GrossMargin, MeasureId::CostToServe, MeasureId::Revenue],
            ),
            formula: "(cost to serve − gross margin) ÷ revenue".to_owned(),
            worked: format!(
                "({} − {}) ÷ {} = {}",
                self.style.money(case.cost_to_serve.unwrap_or(0.0)),
                self.style.money(case.gross_margin),
                self.or_unknown(case.revenue),
                share(case.price_rise)
            ),
            terms: self.measures(&[MeasureId::CostToServe, MeasureId::GrossMargin, MeasureId::Revenue]),
            notes: match case.cost_to_serve {
                None => vec!["No cost to serve is known: none is taken off.".to_owned()],
                Some(_) => Vec::new(),
            },
            ..ExplanationReport::default()
        }
    }

    fn release(&self, case: &FixOrRelease) -> ExplanationReport {
        let inputs = [
            MeasureId::AvoidableCost,
            MeasureId::GrossMargin,
            MeasureId::Retention,
            MeasureId::RelationshipValue,
        ];
        let multiple = case
            .multiple
            .map_or_else(|| UNKNOWN.to_owned(), |multiple| self.style.number(multiple, 2));
        let unknown: Vec<String> = (case.unknown().into_iter())
            .map(|measure| format!("{} is not known.", measure.label()))
            .collect();
        let mut terms = self.measures(&inputs);
        terms.push(TermRow {
            label: "Worth of one a year".to_owned(),
            value: multiple.clone(),
            basis: basis_word(case.multiple, Basis::Estimated),
            source: "retention, growth, discount rate and horizon, as in current value".to_owned(),
            measure: None,
        });
        ExplanationReport {
            title: "Worth of letting them go".to_owned(),
            meaning: "What we would be better off by, beside the cost of leaving itself: only avoidable cost disappears, \
                and what they bring beside sales goes with them."
                .to_owned(),
            value: self.or_unknown(case.release_value),
            basis: self.softest(case.release_value, &inputs),
            formula: "(avoidable cost − gross margin) × worth of one a year − relationship value".to_owned(),
            worked: format!(
                "({} − {}) × {multiple} − {} = {}",
                self.or_unknown(case.avoidable_cost),
                self.style.money(case.gross_margin),
                self.or_unknown(case.relationship_value),
                self.or_unknown(case.release_value)
            ),
            terms,
            notes: unknown,
            ..ExplanationReport::default()
        }
    }

    fn measures(&self, measures: &[MeasureId]) -> Vec<TermRow> {
        (measures.iter())
            .map(|&measure| {
                let measured = self.valuation.get(measure, self.row);
                TermRow {
                    label: measure.label().to_owned(),
                    value: self.style.measured(measured, measure.unit()),
                    basis: basis_word(measured.value, measured.basis),
                    source: if measured.value.is_some() {
                        "worked out here"
                    } else {
                        "not known"
                    }
                    .to_owned(),
                    measure: Some(measure),
                }
            })
            .collect()
    }

    fn softest(&self, value: Option<f64>, inputs: &[MeasureId]) -> &'static str {
        let bases = inputs
            .iter()
            .map(|&measure| self.valuation.get(measure, self.row).basis);
        basis_word(value, bases.max().unwrap_or(Basis::Observed))
    }

    fn or_unknown(&self, money: Option<f64>) -> String {
        money.map_or_else(|| UNKNOWN.to_owned(), |money| self.style.money(money))
    }

    fn share(&self, share: Option<f64>) -> String {
        share.map_or_else(|| UNKNOWN.to_owned(), |share| self.style.share(share))
    }
}

/// A number with two digits behind the mark, or none where it is whole.
fn plain(value: f64, style: &NumberStyle) -> String {
    style.number(value, if value == libm::trunc(value) { 0 } else { 2 })
}

fn driver_notes(is_compared: bool, is_assumed: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if is_compared {
        notes.push("Us and next best are compared over the answers that rate both.".to_owned());
    } else {
        notes.push(
            "Nobody rated their next-best alternative on this: ask, and there is a ratio and a gap."
                .to_owned(),
        );
    }
    if is_assumed {
        notes.push("Nobody said how much it matters: the mean of the others stands in.".to_owned());
    }
    notes
}
