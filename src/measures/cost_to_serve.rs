//! What serving an account takes: time-driven activity-based costing, or as stated.

use crate::portfolio::{Account, Activity, Basis, Change, Document, Lever};

use super::groundwork::Groundwork;
use super::revenue::revenue_today;
use super::spread::Spread;
use super::supposed::{explain_move, moved_cost};
use super::wording::{input, known, number, operand};
use super::{Explanation, MeasureId, Measured, Unit};

/// Cost of a minute of capacity.
///
/// c = K / M
///
/// `K` cost of the capacity per period, `M` minutes it can practically work. Kaplan & Anderson (2004),
/// "Time-driven activity-based costing", Harvard Business Review 82(11).
///
/// ```
/// use both_sides::measures::cost_to_serve::rate_per_minute;
/// assert_eq!(rate_per_minute(560_000.0, 700_000.0), Some(0.8));
/// ```
pub fn rate_per_minute(cost_of_capacity: f64, practical_minutes: f64) -> Option<f64> {
    (practical_minutes > 0.0).then(|| cost_of_capacity / practical_minutes)
}

/// Cost of some events of one activity.
///
/// C = n · t · c
///
/// `n` events, `t` minutes per event, `c` cost of a minute. Kaplan & Anderson (2004).
///
/// ```
/// use both_sides::measures::cost_to_serve::event_cost;
/// assert_eq!(event_cost(1.0, 44.0, 0.8), 35.2); // one inquiry of 44 minutes
/// ```
pub fn event_cost(events: f64, minutes_per_event: f64, rate_per_minute: f64) -> f64 {
    events * minutes_per_event * rate_per_minute
}

/// What capacity costs beyond what is assigned to accounts: cost = assigned + unused.
///
/// ```
/// use both_sides::measures::cost_to_serve::unused_capacity;
/// assert_eq!(unused_capacity(560_000.0, 462_880.0), 97_120.0);
/// ```
pub fn unused_capacity(cost_of_capacity: f64, assigned: f64) -> f64 {
    cost_of_capacity - assigned
}

/// One activity an account calls on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoadTerm<'a> {
    /// The activity; `None` when its id is not in the list.
    pub activity: Option<&'a Activity>,
    /// The id the load names.
    pub named: &'a str,
    /// Events per year.
    pub events: f64,
    /// Their cost per year.
    pub cost: f64,
    /// The part of it that would disappear.
    pub avoidable: f64,
}

/// What the cost to serve is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostTerms<'a> {
    /// By activity, where the account has loads.
    pub loads: Vec<LoadTerm<'a>>,
    /// Cost to serve per year.
    pub cost: Measured,
    /// The part that would disappear with the account.
    pub avoidable: Measured,
    /// What a scenario does to it, and both as they are without.
    pub supposed: Option<(Change, Measured, Measured)>,
}

impl<'a> CostTerms<'a> {
    /// Puts the loads of `row`, else what is stated, in the place of what stood here.
    pub(crate) fn read(
        &mut self,
        document: &'a Document,
        groundwork: &Groundwork,
        row: usize,
        account: &Account,
    ) {
        self.loads.clear();
        for number in groundwork.loads.of(row) {
            self.loads.push(load_term(document, groundwork, number));
        }
        let (cost, avoidable) = if self.is_by_activity() {
            let total = |part: fn(&LoadTerm) -> f64| self.loads.iter().map(part).sum::<f64>();
            let (cost, avoidable) = (total(|load| load.cost), total(|load| load.avoidable));
            (
                Some(Spread::exact(cost, Basis::Stated)),
                Some(Spread::exact(avoidable, Basis::Stated)),
            )
        } else {
            let stated = account.economics.cost_to_serve;
            let cost = stated.map(|cost| Spread::estimate(cost, Basis::Stated));
            let share = account.economics.avoidable_share;
            let avoidable = cost
                .zip(share)
                .map(|(cost, share)| cost.times(Spread::exact(share.get(), Basis::Stated)));
            (cost, avoidable)
        };
        (self.cost, self.avoidable) = (Measured::of(cost), Measured::of(avoidable));
        self.suppose(
            document.assumptions.change(row, Lever::CostToServe),
            account,
            cost.zip(avoidable),
        );
    }

    /// Moves the cost, the avoidable part with it, as a scenario supposes.
    fn suppose(&mut self, change: Change, account: &Account, known: Option<(Spread, Spread)>) {
        self.supposed = None;
        let Some(cost) = self.cost.spread().filter(|_| !change.is_none()) else {
            return;
        };
        self.supposed = Some((change, self.cost, self.avoidable));
        let moved = moved_cost(cost, change, revenue_today(account));
        self.cost = moved.measured();
        if let Some((cost, avoidable)) = known.filter(|(cost, _)| cost.base > 0.0) {
            let part = moved.base / cost.base;
            self.avoidable = avoidable
                .map(|avoidable| avoidable * part)
                .softened(Basis::Judged)
                .measured();
        }
    }

    /// Explains it as it is, then what moved it.
    fn explain_supposed(
        &self,
        explain: impl Fn(&Self) -> Explanation,
        of: fn(&Self) -> Measured,
    ) -> Option<Explanation> {
        let (change, cost, avoidable) = self.supposed?;
        let today = Self {
            cost,
            avoidable,
            supposed: None,
            ..self.clone()
        };
        let mut explanation = explain(&today);
        explanation.result = of(self);
        explain_move(
            &mut explanation,
            Lever::CostToServe,
            change,
            of(&today).value,
            Unit::MoneyPerYear,
        );
        Some(explanation)
    }

    /// Explains the cost to serve.
    pub fn explain_cost(&self, account: &Account) -> Explanation {
        if let Some(supposed) = self.explain_supposed(|today| today.explain_cost(account), |terms| terms.cost)
        {
            return supposed;
        }
        let mut explanation = Explanation {
            measure: MeasureId::CostToServe,
            result: self.cost,
            formula: "Σ events per year × minutes per event × cost of a minute; without loads, as stated"
                .to_owned(),
            worked: known(self.cost.value),
            terms: Vec::new(),
            notes: self.notes(),
        };
        if self.is_by_activity() {
            self.describe(
                &mut explanation,
                |load| load.cost,
                |load, activity| {
                    format!(
                        "{} × {} × {}",
                        operand(load.events),
                        number(activity.minutes_per_event),
                        number(activity.rate_per_minute)
                    )
                },
            );
            if account.economics.cost_to_serve.is_some() {
                explanation
                    .notes
                    .push("The stated cost to serve is not used: the activities are counted.".to_owned());
            }
        } else {
            explanation.terms.push(input(
                "Cost to serve per year",
                self.cost.value,
                Unit::MoneyPerYear,
                self.cost.basis,
                if self.cost.value.is_some() {
                    "stated with the account"
                } else {
                    "not known"
                },
            ));
        }
        explanation
    }

    /// Explains the avoidable part.
    pub fn explain_avoidable(&self, account: &Account) -> Explanation {
        let explain = |today: &Self| today.explain_avoidable(account);
        if let Some(supposed) = self.explain_supposed(explain, |terms| terms.avoidable) {
            return supposed;
        }
        let mut explanation = Explanation {
            measure: MeasureId::AvoidableCost,
            result: self.avoidable,
            formula: "Σ cost by activity × its avoidable share; without loads, cost to serve × stated avoidable share"
                .to_owned(),
            worked: known(self.avoidable.value),
            terms: Vec::new(),
            notes: self.notes(),
        };
        if self.is_by_activity() {
            self.describe(
                &mut explanation,
                |load| load.avoidable,
                |load, activity| {
                    format!(
                        "{} × {}",
                        operand(load.cost),
                        number(activity.avoidable_share.get())
                    )
                },
            );
            return explanation;
        }
        let share = account.economics.avoidable_share.map(|share| share.get());
        explanation
            .terms
            .push(super::wording::measure_term(MeasureId::CostToServe, self.cost));
        explanation.terms.push(input(
            "Avoidable share",
            share,
            Unit::Share,
            Basis::Stated,
            if share.is_some() {
                "stated with the account"
            } else {
                "not known"
            },
        ));
        if let (Some(cost), Some(share), Some(result)) = (self.cost.value, share, self.avoidable.value) {
            explanation.worked = format!("{} × {} = {}", operand(cost), number(share), number(result));
        }
        if self.cost.value.is_some() && share.is_none() {
            explanation
                .notes
                .push("The avoidable share is not known: state it, or list the activities.".to_owned());
        }
        explanation
    }

    fn is_by_activity(&self) -> bool {
        self.loads.iter().any(|load| load.activity.is_some())
    }

    fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = (self.loads.iter())
            .filter(|load| load.activity.is_none())
            .map(|load| {
                format!(
                    "The activity \"{}\" is not in the list and counts for nothing: add it or correct its id.",
                    load.named
                )
            })
            .collect();
        if self.cost.value.is_none() {
            notes.push("Cost to serve is not known: state it, or list the activities it takes.".to_owned());
        }
        notes
    }

    fn describe(
        &self,
        explanation: &mut Explanation,
        part: fn(&LoadTerm) -> f64,
        words: fn(&LoadTerm, &Activity) -> String,
    ) {
        let mut summands = Vec::new();
        for load in &self.loads {
            let Some(activity) = load.activity else { continue };
            let product = words(load, activity);
            explanation.terms.push(input(
                &activity.name,
                Some(part(load)),
                Unit::MoneyPerYear,
                Basis::Stated,
                &format!("{product}, from its activity and load"),
            ));
            summands.push(product);
        }
        explanation.worked = format!("{} = {}", summands.join(" + "), known(explanation.result.value));
    }
}

fn load_term<'a>(document: &'a Document, groundwork: &Groundwork, number: usize) -> LoadTerm<'a> {
    let load = &document.portfolio.loads[number];
    let activity = groundwork
        .activities
        .get(&load.activity)
        .map(|&place| &document.portfolio.activities[place]);
    let cost = activity.map_or(0.0, |activity| {
        event_cost(
            load.events_per_year,
            activity.minutes_per_event,
            activity.rate_per_minute,
        )
    });
    LoadTerm {
        activity,
        named: &load.activity,
        events: load.events_per_year,
        cost,
        avoidable: activity.map_or(0.0, |activity| cost * activity.avoidable_share.get()),
    }
}
