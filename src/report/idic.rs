//! The IDIC page: four gauges with counts, the list behind each, what the listening posts have heard, and the loop of
//! feedback.

use crate::decisions::idic::{
    FeedbackStage, HEARD_LATELY, IdicState, IdicStep, KNOWN_ENOUGH, feedback_loop, idic, namesakes,
    posts_heard, unheard,
};
use crate::maths::{falling, order_by, sort_by};
use crate::measures::risk::ValueAtRisk;
use crate::measures::{Groundwork, MeasureId, Valuation};
use crate::portfolio::{AccountId, Document};
use crate::slices::pause;

use super::exchanges::quantity;
use super::style::{NumberStyle, UNKNOWN};

/// A list of accounts behind a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdicList {
    /// Those at a step, which is the first they have not reached; `None` is round the loop.
    At(Option<IdicStep>),
    /// Those that have not reached a step.
    Missing(IdicStep),
    /// Those without a need.
    NoNeeds,
    /// Those that bear the name of another.
    Namesakes,
    /// Those no listening post has heard within a year.
    Unheard,
    /// Those whose feedback stands there.
    Feedback(FeedbackStage),
}

/// A count that opens its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdicCount {
    /// What is counted.
    pub label: &'static str,
    /// How many.
    pub n: usize,
    /// The list behind it.
    pub list: IdicList,
}

/// One gauge.
#[derive(Clone, Debug, PartialEq)]
pub struct IdicGauge {
    /// The step.
    pub step: IdicStep,
    /// Its name.
    pub name: &'static str,
    /// What reaching it means.
    pub meaning: String,
    /// "31 of 40".
    pub reached: String,
    /// The same as a share, 0 to 1; `None` without accounts.
    pub part: Option<f64>,
    /// Counts below it.
    pub counts: Vec<IdicCount>,
}

/// A listening post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRow {
    /// Its name.
    pub post: &'static str,
    /// Accounts heard there within a year.
    pub lately: String,
    /// Accounts heard there at any time.
    pub ever: String,
    /// The last time, or *never*.
    pub last: String,
}

/// An account of the list that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdicRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The step it is at.
    pub stage: &'static str,
    /// What to do next.
    pub next: String,
    /// What is expected to leave within a year, or the sign for unknown.
    pub at_stake: String,
}

/// The page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdicReport {
    /// The gauges, in the order of the steps.
    pub gauges: Vec<IdicGauge>,
    /// Accounts at each step, and last those round the loop.
    pub stages: Vec<IdicCount>,
    /// What the listening posts have heard.
    pub posts: Vec<PostRow>,
    /// "What we have not heard" in a sentence.
    pub unheard: String,
    /// Feedback received, used and told, each with its list.
    pub feedback: Vec<IdicCount>,
    /// Name of the list that is open.
    pub title: String,
    /// Its first accounts, most at stake first.
    pub rows: Vec<IdicRow>,
    /// How many there are.
    pub n_rows: usize,
}

/// Name of a step.
pub const fn step_name(step: IdicStep) -> &'static str {
    match step {
        IdicStep::Identify => "Identify",
        IdicStep::Differentiate => "Differentiate",
        IdicStep::Interact => "Interact",
        IdicStep::Customize => "Customize",
    }
}

const fn advice(step: Option<IdicStep>) -> &'static str {
    match step {
        Some(IdicStep::Identify) => "Fill in the profile: what is missing stands on its page",
        Some(IdicStep::Differentiate) => "Ask what they get from us, and state what they bring",
        Some(IdicStep::Interact) => "Speak to them: the care plan asks for it",
        Some(IdicStep::Customize) => "Decide what to do for them in particular",
        None => "Round the loop: learn from what came of it",
    }
}

/// The page over the accounts in `rows`, with the first `most` of the list that is open.
pub async fn idic_report(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    open: IdicList,
    most: usize,
    numbers: &NumberStyle,
) -> IdicReport {
    let groundwork = Groundwork::of(document, valuation);
    let states = idic(document, &groundwork, valuation, rows).await;
    let going: Vec<usize> = states.iter().map(|state| state.row).collect();
    let seen = Seen {
        document,
        valuation,
        numbers,
        twice: namesakes(document, rows).await,
        unheard: unheard(document, &groundwork, &going),
        feedback: feedback_loop(document, &groundwork, rows),
        states,
        n_strangers: strangers(&groundwork),
    };
    pause().await;
    let posts = posts_heard(document, &groundwork, &going);
    pause().await;
    let listed = seen.listed(open).await;
    let row_of = |&row: &usize| seen.row(row, open);
    IdicReport {
        gauges: IdicStep::ALL.map(|step| seen.gauge(step)).into(),
        stages: seen.stages(),
        posts: posts
            .into_iter()
            .map(|heard| PostRow {
                post: heard.post.word(),
                lately: seen.count(heard.n_lately),
                ever: seen.count(heard.n_ever),
                last: (heard.last).map_or_else(|| never(heard.n_ever), |day| numbers.day(day)),
            })
            .collect(),
        unheard: format!(
            "{} of {} have not been heard anywhere within {HEARD_LATELY} days.",
            seen.count(seen.unheard.len()),
            seen.count(seen.states.len())
        ),
        feedback: seen.feedback_counts(),
        title: title(open).to_owned(),
        n_rows: listed.len(),
        rows: listed.iter().take(most).map(row_of).collect(),
    }
}

fn never(n_ever: usize) -> String {
    if n_ever == 0 { "never" } else { "without a date" }.to_owned()
}

fn strangers(groundwork: &Groundwork) -> usize {
    let strangers = &groundwork.strangers;
    let mut ids: Vec<&AccountId> = (strangers.loads.iter())
        .chain(&strangers.observations)
        .chain(&strangers.events)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

const fn title(open: IdicList) -> &'static str {
    match open {
        IdicList::At(Some(IdicStep::Identify)) => "To be identified next",
        IdicList::At(Some(IdicStep::Differentiate)) => "To be told apart next",
        IdicList::At(Some(IdicStep::Interact)) => "To be spoken to next",
        IdicList::At(Some(IdicStep::Customize)) => "To be decided on next",
        IdicList::At(None) => "Round the loop",
        IdicList::Missing(IdicStep::Identify) => "Not identified",
        IdicList::Missing(IdicStep::Differentiate) => "Not told apart",
        IdicList::Missing(IdicStep::Interact) => "Not spoken to in time",
        IdicList::Missing(IdicStep::Customize) => "Nothing decided for them",
        IdicList::NoNeeds => "No need recorded",
        IdicList::Namesakes => "Perhaps the same account twice",
        IdicList::Unheard => "Whom to ask next",
        IdicList::Feedback(FeedbackStage::Received) => "Feedback that waits to be used",
        IdicList::Feedback(FeedbackStage::Used) => "Feedback whose giver waits to be told",
        IdicList::Feedback(FeedbackStage::Told) => "Feedback whose loop is closed",
    }
}

struct Seen<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    numbers: &'a NumberStyle,
    states: Vec<IdicState>,
    twice: Vec<usize>,
    unheard: Vec<usize>,
    feedback: Vec<(usize, usize, FeedbackStage)>,
    n_strangers: usize,
}

impl Seen<'_> {
    fn count(&self, n: usize) -> String {
        self.numbers.number(n as f64, 0)
    }

    fn gauge(&self, step: IdicStep) -> IdicGauge {
        let n = self.states.len();
        let n_reached = self
            .states
            .iter()
            .filter(|state| state.reached[step as usize])
            .count();
        let count = |label: &'static str, n: usize, list: IdicList| IdicCount { label, n, list };
        let mut counts = vec![count("not there yet", n - n_reached, IdicList::Missing(step))];
        match step {
            IdicStep::Identify => {
                counts.push(count(
                    "with the name of another",
                    self.twice.len(),
                    IdicList::Namesakes,
                ));
            }
            IdicStep::Differentiate => {
                let n_without = self.states.iter().filter(|state| !state.has_needs).count();
                counts.push(count("without a recorded need", n_without, IdicList::NoNeeds));
            }
            IdicStep::Interact => {
                counts.push(count(
                    "not heard within a year",
                    self.unheard.len(),
                    IdicList::Unheard,
                ));
            }
            IdicStep::Customize => {}
        }
        IdicGauge {
            step,
            name: step_name(step),
            meaning: self.meaning(step),
            reached: format!("{} of {}", self.count(n_reached), self.count(n)),
            part: (n > 0).then(|| n_reached as f64 / n as f64),
            counts,
        }
    }

    fn meaning(&self, step: IdicStep) -> String {
        match step {
            IdicStep::Identify => {
                let known = self.numbers.share(KNOWN_ENOUGH);
                let unknown = match self.n_strangers {
                    0 => String::new(),
                    1 => " Records name 1 account that is not in the portfolio.".to_owned(),
                    n => format!(
                        " Records name {} accounts that are not in the portfolio.",
                        self.count(n)
                    ),
                };
                format!(
                    "At least {known} of the profile is known, what was said counting by its freshness.{unknown}"
                )
            }
            IdicStep::Differentiate => "Both what they get and their total value are known.".to_owned(),
            IdicStep::Interact => "Spoken to within the longest silence of the care plan.".to_owned(),
            IdicStep::Customize => "An action of the plan is for this account.".to_owned(),
        }
    }

    fn stages(&self) -> Vec<IdicCount> {
        let steps = IdicStep::ALL.into_iter().map(Some).chain([None]);
        steps
            .map(|step| IdicCount {
                label: step.map_or("round the loop", |step| step_name(step)),
                n: self.states.iter().filter(|state| state.next() == step).count(),
                list: IdicList::At(step),
            })
            .collect()
    }

    fn feedback_counts(&self) -> Vec<IdicCount> {
        [
            ("received, nothing done with it yet", FeedbackStage::Received),
            ("used or decided, the giver not told", FeedbackStage::Used),
            ("told what became of it", FeedbackStage::Told),
        ]
        .into_iter()
        .map(|(label, stage)| IdicCount {
            label,
            n: self.feedback.iter().filter(|(.., at)| *at == stage).count(),
            list: IdicList::Feedback(stage),
        })
        .collect()
    }

    async fn listed(&self, open: IdicList) -> Vec<usize> {
        let of_states = |fits: &dyn Fn(&IdicState) -> bool| -> Vec<usize> {
            let fitting = self.states.iter().filter(|state| fits(state));
            fitting.map(|state| state.row).collect()
        };
        let mut rows = match open {
            IdicList::At(step) => of_states(&|state| state.next() == step),
            IdicList::Missing(step) => of_states(&|state| !state.reached[step as usize]),
            IdicList::NoNeeds => of_states(&|state| !state.has_needs),
            IdicList::Namesakes => self.twice.clone(),
            IdicList::Unheard => self.unheard.clone(),
            IdicList::Feedback(stage) => {
                let standing = self.feedback.iter().filter(|(.., at)| *at == stage);
                let mut rows: Vec<usize> = standing.map(|(row, ..)| *row).collect();
                rows.dedup();
                rows
            }
        };
        if open == IdicList::Namesakes {
            // Namesakes stand together.
            sort_by(&mut rows, |&one, &other| {
                let name = |row: usize| self.document.portfolio.accounts[row].name.to_lowercase();
                name(one).cmp(&name(other))
            });
            return rows;
        }
        let stake = |place: usize| self.at_stake(rows[place]).unwrap_or(f64::NEG_INFINITY);
        let order = order_by(
            rows.len(),
            &[&|place| falling(stake(place)), &|place| rows[place] as u64],
        )
        .await;
        order.into_iter().map(|place| rows[place]).collect()
    }

    fn at_stake(&self, row: usize) -> Option<f64> {
        ValueAtRisk::of(self.valuation, row).map(|at_risk| at_risk.expected())
    }

    fn row(&self, row: usize, open: IdicList) -> IdicRow {
        let account = &self.document.portfolio.accounts[row];
        let state = self.states.iter().find(|state| state.row == row);
        let step = state.and_then(IdicState::next);
        IdicRow {
            account: account.id.clone(),
            name: account.name.clone(),
            stage: match (state, step) {
                (None, _) => "has ended",
                (Some(_), Some(step)) => step_name(step),
                (Some(_), None) => "Round the loop",
            },
            next: self.next(row, step, open),
            at_stake: self
                .at_stake(row)
                .map_or_else(|| UNKNOWN.to_owned(), |worth| self.numbers.money(worth)),
        }
    }

    fn next(&self, row: usize, step: Option<IdicStep>, open: IdicList) -> String {
        match open {
            IdicList::At(step) => advice(step).to_owned(),
            IdicList::Missing(step) => match step {
                IdicStep::Identify => {
                    let share = self.valuation.get(MeasureId::ProfileCompleteness, row);
                    let known = self
                        .numbers
                        .measured(share, MeasureId::ProfileCompleteness.unit());
                    format!("{} ({known} is known)", advice(Some(step)))
                }
                step => advice(Some(step)).to_owned(),
            },
            IdicList::NoNeeds => "Ask what they need, and write it on their page".to_owned(),
            IdicList::Namesakes => {
                "Compare the two; if they are one, delete one and bring its records to the other".to_owned()
            }
            IdicList::Unheard => "Ask what they get from us".to_owned(),
            IdicList::Feedback(stage) => {
                let of_row = (self.feedback.iter()).filter(|(of, _, at)| *of == row && *at == stage);
                let told = of_row.map(|&(_, number, _)| {
                    let event = &self.document.portfolio.events[number];
                    let when = event
                        .date
                        .map_or_else(String::new, |day| format!(", {}", self.numbers.day(day)));
                    format!("{}{when}", quantity(event, self.numbers))
                });
                let all: Vec<String> = told.collect();
                let what = match stage {
                    FeedbackStage::Received => "Use it, or say why not",
                    FeedbackStage::Used => "Tell them, and record the feedback we gave",
                    FeedbackStage::Told => advice(step),
                };
                format!("{what}: {}", all.join("; "))
            }
        }
    }
}
