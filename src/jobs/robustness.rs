//! Draws of what is uncertain, and what moves one number most: a portfolio goes there, columns come back.

use crate::measures::{MeasureId, value};
use crate::portfolio::{Change, Document, Moves, Shared};
use crate::robustness::{
    Drawn, Finding, Findings, Plan, Ranked, Robustness, Study, Swing, Tornado, Uncertainty, Weighted,
};
use crate::saved;

use super::flat::{Flat, FlatReader, Malformed, code_of, value_of};
use super::{Outcome, Step, Work};

/// A portfolio to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawPortfolio {
    /// The portfolio.
    pub document: Shared<Document>,
    /// What is drawn.
    pub plan: Plan,
}

/// One number whose inputs are to be moved.
#[derive(Clone, Debug, PartialEq)]
pub struct MoveInputs {
    /// The portfolio.
    pub document: Shared<Document>,
    /// The measure.
    pub measure: MeasureId,
    /// Row of the account.
    pub row: usize,
}

fn write_document(document: &Document, flat: &mut Flat) {
    flat.bytes(saved::write(document).into_bytes());
    // What a scenario moves is never saved.
    let moves = &document.assumptions.moves;
    let changes = moves.kinds.iter().flatten();
    let numbers = changes.flat_map(|change| [change.points, change.of_today]);
    flat.numbers(numbers.collect::<Vec<f64>>());
    flat.counts(moves.kind_of.clone());
}

fn read_document(from: &mut FlatReader) -> Result<Shared<Document>, Malformed> {
    let text = String::from_utf8(from.bytes()?).map_err(|_| Malformed("portfolio"))?;
    let mut document = saved::open(&text).map_err(|_| Malformed("portfolio"))?;
    let (numbers, kind_of) = (from.numbers()?, from.counts()?);
    let changes = |kind: &[f64]| {
        std::array::from_fn(|lever| Change {
            points: kind[2 * lever],
            of_today: kind[2 * lever + 1],
        })
    };
    if numbers.len() % 10 != 0 || numbers.iter().any(|number| !number.is_finite()) {
        return Err(Malformed("moved levers"));
    }
    if !numbers.is_empty() {
        document.assumptions.edit().moves = Shared::new(Moves {
            kinds: numbers.chunks_exact(10).map(changes).collect(),
            kind_of,
        });
    }
    Ok(Shared::new(document))
}

fn write_plan(plan: &Plan, flat: &mut Flat) {
    flat.counts([
        plan.seed as u32,
        (plan.seed >> 32) as u32,
        plan.n_draws,
        plan.top as u32,
        code_of(MeasureId::ALL, &plan.across),
        code_of(MeasureId::ALL, &plan.up),
    ]);
}

fn read_plan(from: &mut FlatReader) -> Result<Plan, Malformed> {
    let [low, high, n_draws, top, across, up] = from.some_counts()?;
    Ok(Plan {
        seed: u64::from(low) | u64::from(high) << 32,
        n_draws,
        top: top as usize,
        across: value_of(MeasureId::ALL, across)?,
        up: value_of(MeasureId::ALL, up)?,
    })
}

impl DrawPortfolio {
    /// Adds the job.
    pub fn write(&self, flat: &mut Flat) {
        write_document(&self.document, flat);
        write_plan(&self.plan, flat);
    }

    /// The job written by [`DrawPortfolio::write`].
    ///
    /// # Errors
    /// When the lists are something else.
    pub fn read(from: &mut FlatReader) -> Result<Self, Malformed> {
        Ok(Self {
            document: read_document(from)?,
            plan: read_plan(from)?,
        })
    }
}

impl MoveInputs {
    /// Adds the job.
    pub fn write(&self, flat: &mut Flat) {
        write_document(&self.document, flat);
        flat.counts([code_of(MeasureId::ALL, &self.measure), self.row as u32]);
    }

    /// The job written by [`MoveInputs::write`].
    ///
    /// # Errors
    /// When the lists are something else.
    pub fn read(from: &mut FlatReader) -> Result<Self, Malformed> {
        let document = read_document(from)?;
        let [measure, row] = from.some_counts()?;
        let measure = value_of(MeasureId::ALL, measure)?;
        Ok(Self {
            document,
            measure,
            row: row as usize,
        })
    }
}

/// A portfolio being drawn.
#[derive(Debug)]
pub struct DrawWork(pub Study);

impl DrawWork {
    /// Nothing drawn yet.
    pub fn new(job: &DrawPortfolio) -> Self {
        Self(Study::start(&job.document, job.plan))
    }
}

impl Work for DrawWork {
    fn step(&mut self, _: &[u8]) -> Step {
        match self.0.step() {
            Err(share) => Step::Going(share),
            Ok(robustness) => Step::Done(Outcome::Drawn(Box::new(robustness))),
        }
    }
}

/// Inputs being moved.
#[derive(Debug)]
pub struct MoveWork(Option<Tornado>);

impl MoveWork {
    /// Nothing moved yet.
    pub fn new(job: &MoveInputs) -> Self {
        let valuation = value(&job.document).output;
        Self(Some(Tornado::start(
            &job.document,
            &valuation,
            job.measure,
            job.row,
        )))
    }
}

impl Work for MoveWork {
    fn step(&mut self, _: &[u8]) -> Step {
        match self.0.take() {
            Some(mut tornado) => {
                if tornado.step() {
                    let share = tornado.progress();
                    self.0 = Some(tornado);
                    return Step::Going(share);
                }
                Step::Done(Outcome::Moved(tornado.finish()))
            }
            None => Step::Going(1.0),
        }
    }
}

/// Adds what the inputs do to a number.
pub fn write_swings(swings: &[Swing], flat: &mut Flat) {
    flat.counts(
        swings
            .iter()
            .map(|swing| swing.input as u32)
            .collect::<Vec<u32>>(),
    );
    let ends = swings.iter().flat_map(|swing| [swing.at_low, swing.at_high]);
    flat.numbers(ends.map(|end| end.unwrap_or(f64::NAN)).collect::<Vec<f64>>());
}

/// What [`write_swings`] wrote.
pub fn read_swings(from: &mut FlatReader) -> Result<Vec<Swing>, Malformed> {
    let (inputs, ends) = (from.counts()?, from.numbers()?);
    let (ends, rest) = ends.as_chunks::<2>();
    if !rest.is_empty() || ends.len() != inputs.len() {
        return Err(Malformed("moved inputs"));
    }
    let swing = |(input, [low, high]): (u32, &[f64; 2])| Swing {
        input: input as usize,
        at_low: known(*low),
        at_high: known(*high),
    };
    Ok(inputs.into_iter().zip(ends).map(swing).collect())
}

fn known(number: f64) -> Option<f64> {
    (!number.is_nan()).then_some(number)
}

fn unknown(number: Option<f64>) -> f64 {
    number.unwrap_or(f64::NAN)
}

/// Adds what the draws came to.
pub fn write_robustness(robustness: &Robustness, flat: &mut Flat) {
    let found = &robustness.uncertainty;
    write_plan(&found.plan, flat);
    flat.counts([found.zones.len() as u32, found.n_inputs as u32]);
    flat.numbers(found.over.map(unknown));
    write_drawn(found, flat);
    flat.numbers(found.zones.concat());
    flat.numbers(found.top.clone());
    write_findings(&found.findings, flat);
    for weighted in [&robustness.around, &robustness.any] {
        let (zones, top) = weighted.as_ref().map_or((Vec::new(), Vec::new()), |weighted| {
            (weighted.zones.concat(), weighted.top.clone())
        });
        flat.counts([u32::from(weighted.is_some())]);
        flat.numbers(zones);
        flat.numbers(top);
    }
    flat.counts(
        robustness
            .ranked
            .iter()
            .map(|ranked| code_of(MeasureId::ALL, &ranked.measure))
            .collect::<Vec<u32>>(),
    );
    for ranked in &robustness.ranked {
        flat.numbers(ranked.around.clone());
        flat.numbers(ranked.any.clone());
    }
}

fn read_ranked(from: &mut FlatReader, n_rows: usize) -> Result<Vec<Ranked>, Malformed> {
    let measures = from.counts()?;
    let one = |code: u32| {
        Ok(Ranked {
            measure: value_of(MeasureId::ALL, code)?,
            around: read_top(from, n_rows)?,
            any: read_top(from, n_rows)?,
        })
    };
    measures.into_iter().map(one).collect()
}

fn write_drawn(found: &Uncertainty, flat: &mut Flat) {
    let (mut counts, mut rows, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    for column in &found.drawn {
        let before = rows.len();
        for (row, drawn) in column.iter().enumerate() {
            if let Some(drawn) = drawn {
                rows.push(row as u32);
                numbers.extend([drawn.low, drawn.mean, drawn.high, drawn.known]);
            }
        }
        counts.push((rows.len() - before) as u32);
    }
    flat.counts(counts);
    flat.counts(rows);
    flat.numbers(numbers);
}

fn read_drawn(from: &mut FlatReader, n_rows: usize) -> Result<Vec<Vec<Option<Drawn>>>, Malformed> {
    let (counts, rows, numbers) = (from.counts()?, from.counts()?, from.numbers()?);
    let (numbers, rest) = numbers.as_chunks::<4>();
    let total: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    if !rest.is_empty() || numbers.len() != rows.len() || total != rows.len() as u64 {
        return Err(Malformed("draws"));
    }
    let mut cells = rows.iter().zip(numbers);
    let mut columns = Vec::with_capacity(counts.len());
    for count in counts {
        let mut column = vec![None; if count > 0 { n_rows } else { 0 }];
        for (&row, &[low, mean, high, known]) in cells.by_ref().take(count as usize) {
            let cell = column.get_mut(row as usize).ok_or(Malformed("row of draws"))?;
            *cell = Some(Drawn {
                low,
                mean,
                high,
                known,
            });
        }
        columns.push(column);
    }
    Ok(columns)
}

fn write_findings(findings: &[Findings], flat: &mut Flat) {
    let each = || findings.iter().flat_map(|findings| &findings.inputs);
    flat.counts(
        findings
            .iter()
            .map(|findings| findings.inputs.len() as u32)
            .collect::<Vec<u32>>(),
    );
    flat.counts(each().map(|finding| finding.input as u32).collect::<Vec<u32>>());
    flat.numbers(
        each()
            .flat_map(|finding| [finding.chance, finding.worth])
            .collect::<Vec<f64>>(),
    );
    let whole = findings
        .iter()
        .flat_map(|findings| [unknown(findings.chance), findings.everything]);
    flat.numbers(whole.collect::<Vec<f64>>());
}

fn read_findings(from: &mut FlatReader, n_rows: usize) -> Result<Vec<Findings>, Malformed> {
    let (counts, inputs, numbers, whole) = (from.counts()?, from.counts()?, from.numbers()?, from.numbers()?);
    let (numbers, whole) = (numbers.as_chunks::<2>().0, whole.as_chunks::<2>().0);
    let total: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    let fits = counts.len() == n_rows && whole.len() == n_rows && numbers.len() == inputs.len();
    if !fits || total != inputs.len() as u64 {
        return Err(Malformed("findings"));
    }
    let mut each = inputs
        .iter()
        .zip(numbers)
        .map(|(&input, &[chance, worth])| Finding {
            input: input as usize,
            chance,
            worth,
        });
    let row = |(count, &[chance, everything]): (u32, &[f64; 2])| Findings {
        chance: known(chance),
        everything,
        inputs: each.by_ref().take(count as usize).collect(),
    };
    Ok(counts.into_iter().zip(whole).map(row).collect())
}

fn read_zones(from: &mut FlatReader, n_rows: usize) -> Result<Vec<[f64; 4]>, Malformed> {
    let zones = from.numbers()?.as_chunks::<4>().0.to_vec();
    if zones.len() == n_rows {
        Ok(zones)
    } else {
        Err(Malformed("zones"))
    }
}

fn read_weighted(from: &mut FlatReader, n_rows: usize) -> Result<Option<Weighted>, Malformed> {
    match from.some_counts()? {
        [0] => {
            from.numbers()?;
            from.numbers()?;
            Ok(None)
        }
        _ => Ok(Some(Weighted {
            zones: read_zones(from, n_rows)?,
            top: read_top(from, n_rows)?,
        })),
    }
}

fn read_top(from: &mut FlatReader, n_rows: usize) -> Result<Vec<f64>, Malformed> {
    let top = from.numbers()?;
    if top.len() == n_rows {
        Ok(top)
    } else {
        Err(Malformed("top"))
    }
}

/// What [`write_robustness`] wrote.
pub fn read_robustness(from: &mut FlatReader) -> Result<Robustness, Malformed> {
    let plan = read_plan(from)?;
    let [n_rows, n_inputs] = from.some_counts()?;
    let n_rows = n_rows as usize;
    let uncertainty = Uncertainty {
        plan,
        n_inputs: n_inputs as usize,
        over: from.some_numbers()?.map(known),
        drawn: read_drawn(from, n_rows)?,
        zones: read_zones(from, n_rows)?,
        top: read_top(from, n_rows)?,
        findings: read_findings(from, n_rows)?,
    };
    Ok(Robustness {
        uncertainty,
        around: read_weighted(from, n_rows)?,
        any: read_weighted(from, n_rows)?,
        ranked: read_ranked(from, n_rows)?,
    })
}
