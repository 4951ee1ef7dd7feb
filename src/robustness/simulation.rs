//! Many draws of everything uncertain, each valued like the document itself.

use crate::decisions::{Zone, threshold};
use crate::maths::Draws;
use crate::measures::{MeasureId, Valuation, Warned, revalue};
use crate::portfolio::{Document, Fits, Shared};
use crate::units::Interval;

use super::concerned::Concerned;
use super::findings::{Findings, Sides, findings};
use super::inputs::{Input, InputKey, inputs};
use super::tails::{Tails, kept_at_ends};

/// What is drawn and what is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Seed of all draws.
    pub seed: u64,
    /// Number of draws.
    pub n_draws: u32,
    /// How many accounts count as the top.
    pub top: usize,
    /// What the map shows from left to right.
    pub across: MeasureId,
    /// What the map shows from bottom to top; the top is taken by it too.
    pub up: MeasureId,
}

/// Where a number lies over the draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// 5 % of the draws are lower.
    pub low: f64,
    /// Mean of the draws.
    pub mean: f64,
    /// 5 % of the draws are higher.
    pub high: f64,
    /// Share of the draws in which the number exists at all.
    pub known: f64,
}

/// What the draws came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertainty {
    /// What was drawn.
    pub plan: Plan,
    /// How many inputs were uncertain: those of [`super::inputs`], in that order.
    pub n_inputs: usize,
    /// Where the map divides across and up; held while drawing.
    pub over: [Option<f64>; 2],
    /// By measure, by row; empty where no draw differed.
    pub drawn: Vec<Vec<Option<Drawn>>>,
    /// By row: share of draws in each zone, in the order of [`Zone::ALL`]; what is missing was in none.
    pub zones: Vec<[f64; 4]>,
    /// By row: share of draws in which it is among the top.
    pub top: Vec<f64>,
    /// By row: what would be worth finding out.
    pub findings: Vec<Findings>,
}

impl Uncertainty {
    /// Where a number lies over the draws; `None` where it never varied.
    pub fn drawn(&self, measure: MeasureId, row: usize) -> Option<Drawn> {
        *self.drawn.get(measure as usize)?.get(row)?
    }

    /// The interval of the draws, held so that it always includes the number itself.
    pub fn interval(&self, measure: MeasureId, row: usize, value: f64) -> Option<Interval> {
        let drawn = self.drawn(measure, row)?;
        let interval = Interval {
            low: drawn.low.min(value),
            high: drawn.high.max(value),
        };
        (interval.low < interval.high).then_some(interval)
    }

    /// The numbers of `valuation` with the intervals of the draws wherever a number varied.
    pub fn shown(&self, valuation: &Valuation) -> Valuation {
        if valuation.n_rows() != self.zones.len() {
            return valuation.clone();
        }
        valuation.with_drawn(|measure, row, value| self.interval(measure, row, value))
    }

    /// Share of draws in which the account in `row` is in `zone`.
    pub fn zone_share(&self, row: usize, zone: Zone) -> Option<f64> {
        let place = Zone::ALL.iter().position(|known| *known == zone)?;
        Some(self.zones.get(row)?[place])
    }
}

/// Measures that are not about the account's worth: what is stated changes them, not what it amounts to.
const LEFT_OUT: &[MeasureId] = &[MeasureId::ProfileCompleteness];
/// No tails yet.
const NONE: u32 = u32::MAX;

/// Draws under way, so that a worker can report how far it is.
#[derive(Clone, Debug)]
pub struct Simulation {
    plan: Plan,
    document: Document,
    base: Warned<Valuation>,
    fits: Fits,
    draws_fits: bool,
    inputs: Vec<Input>,
    streams: Vec<Draws>,
    over: [Option<f64>; 2],
    heard: Vec<Option<f64>>,
    place_of: Vec<u32>,
    tails: Vec<Tails>,
    zones: Vec<[u32; 4]>,
    top: Vec<u32>,
    across_high: Vec<u32>,
    ups: Vec<f64>,
    n_drawn: u32,
    findings: Vec<Findings>,
    concerned: Concerned,
    shared: Vec<Option<Shared<Vec<f64>>>>,
}

impl Simulation {
    /// Looks up what is uncertain.
    pub fn start(document: &Document, valuation: &Valuation, plan: Plan) -> Self {
        let n_rows = document.portfolio.accounts.len();
        let inputs = inputs(document, valuation);
        let concerned = Concerned::new(document, &inputs);
        let shared = vec![None; inputs.len()];
        Self {
            plan,
            document: document.clone(),
            base: Warned {
                output: valuation.clone(),
                warnings: Vec::new(),
            },
            fits: document.assumptions.fits.clone(),
            draws_fits: inputs
                .iter()
                .any(|input| matches!(input.key, InputKey::Fitted(..))),
            streams: inputs.iter().map(|input| input.draws(plan.seed)).collect(),
            inputs,
            over: [plan.across, plan.up]
                .map(|measure| threshold(&document.map, valuation, measure).map(|found| found.value)),
            heard: vec![None; n_rows],
            place_of: vec![NONE; MeasureId::ALL.len() * n_rows],
            tails: Vec::new(),
            zones: vec![[0; 4]; n_rows],
            top: vec![0; n_rows],
            across_high: vec![0; n_rows],
            ups: Vec::with_capacity(n_rows * plan.n_draws as usize),
            n_drawn: 0,
            findings: Vec::new(),
            concerned,
            shared,
        }
    }

    /// How much is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let n_rows = self.zones.len().max(1);
        let drawn = f64::from(self.n_drawn) / f64::from(self.plan.n_draws.max(1));
        0.9 * drawn + 0.1 * self.findings.len() as f64 / n_rows as f64
    }

    /// Makes one more draw, or looks at one more account; true while there is more to do.
    pub fn step(&mut self) -> bool {
        if self.n_drawn < self.plan.n_draws {
            self.draw();
            return true;
        }
        let row = self.findings.len();
        if row < self.zones.len() {
            self.look_at(row);
        }
        self.findings.len() < self.zones.len()
    }

    /// What the draws came to; makes the missing ones first.
    pub fn finish(mut self) -> Uncertainty {
        while self.step() {}
        let n_rows = self.zones.len();
        let n = f64::from(self.n_drawn.max(1));
        let mut tails: Vec<Option<Tails>> = self.tails.into_iter().map(Some).collect();
        let mut drawn = Vec::with_capacity(MeasureId::ALL.len());
        for measure in 0..MeasureId::ALL.len() {
            let places = &self.place_of[measure * n_rows..(measure + 1) * n_rows];
            let column: Vec<Option<Drawn>> = (places.iter())
                .map(|&place| {
                    let tails = tails.get_mut(place as usize)?.take()?;
                    let known = f64::from(tails.n()) / n;
                    let [low, mean, high] = tails.summary()?;
                    Some(Drawn {
                        low,
                        mean,
                        high,
                        known,
                    })
                })
                .collect();
            let varies = column.iter().any(Option::is_some);
            drawn.push(if varies { column } else { Vec::new() });
        }
        let share = |count: u32| f64::from(count) / n;
        Uncertainty {
            plan: self.plan,
            n_inputs: self.inputs.len(),
            over: self.over,
            drawn,
            zones: self.zones.iter().map(|counts| counts.map(share)).collect(),
            top: self.top.iter().copied().map(share).collect(),
            findings: self.findings,
        }
    }

    fn draw(&mut self) {
        if self.draws_fits {
            self.document.assumptions.edit().fits = self.fits.clone();
        }
        for (input, stream) in self.inputs.iter().zip(&mut self.streams) {
            let value = input.draw(stream);
            match input.key {
                InputKey::Heard(row) => self.heard[row] = Some(value),
                _ => input.put(&mut self.document, value),
            }
        }
        // Only what the draw touches is worked out again.
        let valuation = revalue(&self.base, &self.document).output;
        self.note_numbers(&valuation);
        self.note_places(&valuation);
        self.n_drawn += 1;
    }

    fn get(&self, valuation: &Valuation, measure: MeasureId, row: usize) -> Option<f64> {
        let heard = self.heard[row].filter(|_| measure == MeasureId::ValueReceived);
        heard.or_else(|| valuation.get(measure, row).value)
    }

    fn note_numbers(&mut self, valuation: &Valuation) {
        let n_rows = self.zones.len();
        let kept = kept_at_ends(self.plan.n_draws);
        for &measure in MeasureId::ALL
            .iter()
            .filter(|measure| !LEFT_OUT.contains(measure))
        {
            for row in 0..n_rows {
                let value = self.get(valuation, measure, row);
                let cell = measure as usize * n_rows + row;
                if self.place_of[cell] == NONE {
                    let base = self.base.output.get(measure, row).value;
                    if value == base {
                        continue;
                    }
                    self.place_of[cell] = self.tails.len() as u32;
                    let so_far = base.map_or(0, |_| self.n_drawn);
                    self.tails
                        .push(Tails::repeated(base.unwrap_or(0.0), so_far, kept));
                }
                if let Some(value) = value {
                    self.tails[self.place_of[cell] as usize].push(value, kept);
                }
            }
        }
    }

    fn note_places(&mut self, valuation: &Valuation) {
        let n_rows = self.zones.len();
        let [over_across, over_up] = self.over;
        let first = self.ups.len();
        for row in 0..n_rows {
            let across = self.get(valuation, self.plan.across, row);
            let up = self.get(valuation, self.plan.up, row);
            self.ups.push(up.unwrap_or(f64::NAN));
            let is_right = across.zip(over_across).map(|(value, over)| value >= over);
            let is_upper = up.zip(over_up).map(|(value, over)| value >= over);
            self.across_high[row] += u32::from(is_right == Some(true));
            if let (Some(is_right), Some(is_upper)) = (is_right, is_upper) {
                let zone = Zone::of(is_right, is_upper);
                let place = Zone::ALL.iter().position(|known| *known == zone).unwrap_or(0);
                self.zones[row][place] += 1;
            }
        }
        for row in among_top(&self.ups[first..], self.plan.top) {
            self.top[row] += 1;
        }
    }

    /// Looks for what would be worth finding out about one account.
    fn look_at(&mut self, row: usize) {
        let sides = self.sides(row);
        let places = self.concerned.of(&self.inputs, row);
        let (inputs, concerned, plan) = (&self.inputs, &self.concerned, &self.plan);
        let shared = &mut self.shared;
        let found = findings(inputs, &places, &sides, |place| {
            let drawn = || {
                let mut stream = inputs[place].draws(plan.seed);
                Shared::new(
                    (0..plan.n_draws)
                        .map(|_| inputs[place].told(inputs[place].draw(&mut stream)))
                        .collect(),
                )
            };
            if concerned.is_shared(place) {
                shared[place].get_or_insert_with(drawn).clone()
            } else {
                drawn()
            }
        });
        self.findings.push(found);
    }

    /// The draws of one account as the search for what is worth knowing needs them.
    fn sides(&self, row: usize) -> Sides {
        let n_rows = self.zones.len();
        let has_across = self.base.output.get(self.plan.across, row).value.is_some();
        let right = f64::from(self.across_high[row]) / f64::from(self.n_drawn.max(1));
        Sides {
            ups: self.ups.iter().skip(row).step_by(n_rows).copied().collect(),
            over: self.over[1],
            right: (has_across && self.over[0].is_some()).then_some(right),
        }
    }
}

/// Rows whose value is among the `top` largest; all that tie with the last of them are in.
pub fn among_top(values: &[f64], top: usize) -> impl Iterator<Item = usize> + '_ {
    let mut known: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    let least = if top == 0 || known.is_empty() {
        f64::INFINITY
    } else {
        let place = top.min(known.len()) - 1;
        *known.select_nth_unstable_by(place, |a, b| b.total_cmp(a)).1
    };
    (0..values.len()).filter(move |&row| values[row] >= least)
}
