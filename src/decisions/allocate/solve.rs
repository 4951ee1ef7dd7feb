//! The programme as the solver takes it: everything in shares of its limit, so that its tolerance means the same
//! for pennies and for millions.

use microlp::{
    ComparisonOp, LinearExpr, OptimizationDirection, Problem, Solution, SolveOptions, SolveOutcome, Variable,
};

use crate::maths::sort_by;

use super::{Allocation, Budget, Candidate};

/// Branches the search looks at before it gives the best it has: the more actions, the longer each takes, so that even
/// hundreds of them come to an end within some tens of milliseconds.
fn most_branches(n_actions: usize) -> u64 {
    (30_000 / n_actions.max(1)).clamp(100, 2_000) as u64
}

/// How far past a limit the solver may go, as a share of it.
const TOLERANCE: f64 = 1e-10;

/// Which to take whole, and what no choice can exceed.
pub fn whole(candidates: &[Candidate], budget: Budget) -> (Vec<bool>, f64) {
    if candidates.is_empty() {
        return (Vec::new(), 0.0);
    }
    let first = first_choice(candidates, budget);
    let all: f64 = candidates.iter().map(|one| one.worth).sum();
    let scale = largest(candidates);
    let (problem, variables) = programme(candidates, budget, scale, true);
    let mut options = strict();
    options.node_limit = Some(most_branches(candidates.len()));
    options.int_tol = 1e-7;
    let start = variables.iter().zip(&first);
    options.warm_start = Some(
        start
            .map(|(&one, &taken)| (one, f64::from(u8::from(taken))))
            .collect(),
    );
    let Some(solution) = solved(&problem, options) else {
        return (first, all);
    };
    let picked: Vec<bool> = variables
        .iter()
        .map(|&one| solution.var_value(one) > 0.5)
        .collect();
    let bound = solution
        .stats()
        .best_bound
        .map_or(all, |bound| (bound * scale).min(all));
    let worth = |taken: &[bool]| Allocation::of(candidates, taken.to_vec()).worth;
    // Within its tolerance the solver may step over a limit that we hold.
    if is_allowed(candidates, &picked, budget) && worth(&picked) >= worth(&first) {
        (picked, bound)
    } else {
        (first, bound)
    }
}

/// The most that could be reached in parts.
pub fn in_part(candidates: &[Candidate], budget: Budget) -> f64 {
    if candidates.is_empty() {
        return 0.0;
    }
    let scale = largest(candidates);
    let (problem, _) = programme(candidates, budget, scale, false);
    solved(&problem, strict()).map_or(0.0, |solution| solution.objective() * scale)
}

fn largest(candidates: &[Candidate]) -> f64 {
    let worths = candidates.iter().map(|one| one.worth);
    worths.fold(f64::MIN_POSITIVE, f64::max)
}

fn solved(problem: &Problem, options: SolveOptions) -> Option<Solution> {
    match problem.solve_with(options) {
        Ok(SolveOutcome::Solution(solution)) => Some(solution),
        _ => None,
    }
}

fn programme(
    candidates: &[Candidate],
    budget: Budget,
    scale: f64,
    is_whole: bool,
) -> (Problem, Vec<Variable>) {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let variables: Vec<Variable> = (candidates.iter())
        .map(|one| match is_whole {
            true => problem.add_binary_var(one.worth / scale),
            false => problem.add_var(one.worth / scale, (0.0, 1.0)),
        })
        .collect();
    let mut limit = |limit: Option<f64>, part: fn(&Candidate) -> f64| {
        let total: f64 = candidates.iter().map(part).sum();
        let Some(limit) = limit.filter(|limit| *limit < total) else {
            return;
        };
        // Against the larger of limit and largest part, so that a limit of nothing is one too.
        let unit = candidates.iter().map(part).fold(limit, f64::max);
        let mut row = LinearExpr::empty();
        for (&variable, one) in variables.iter().zip(candidates) {
            if part(one) > 0.0 {
                row.add(variable, part(one) / unit);
            }
        }
        problem.add_constraint(row, ComparisonOp::Le, limit / unit);
    };
    limit(budget.money, |one| one.cost);
    limit(budget.hours, |one| one.hours);
    let mut groups: Vec<(usize, usize)> = (candidates.iter().enumerate())
        .filter_map(|(at, one)| Some((one.group?, at)))
        .collect();
    sort_by(&mut groups, |a, b| a.cmp(b));
    for members in groups
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|members| members.len() > 1)
    {
        let row: LinearExpr = members.iter().map(|&(_, at)| (variables[at], 1.0)).collect();
        problem.add_constraint(row, ComparisonOp::Le, 1.0);
    }
    (problem, variables)
}

/// A choice while it is being made.
struct Choice<'c> {
    candidates: &'c [Candidate],
    budget: Budget,
    taken: Vec<bool>,
    cost: f64,
    hours: f64,
    /// By group, the candidate that is taken of it.
    of_group: Vec<Option<usize>>,
}

impl<'c> Choice<'c> {
    fn new(candidates: &'c [Candidate], budget: Budget) -> Self {
        let n_groups = candidates
            .iter()
            .filter_map(|one| one.group)
            .max()
            .map_or(0, |last| last + 1);
        Self {
            candidates,
            budget,
            taken: vec![false; candidates.len()],
            cost: 0.0,
            hours: 0.0,
            of_group: vec![None; n_groups],
        }
    }

    /// Takes a candidate if it still fits, in place of `other` where one is named.
    fn take(&mut self, at: usize, other: Option<usize>) -> bool {
        let one = &self.candidates[at];
        let gone = other.map(|other| self.candidates[other]);
        let cost = self.cost + one.cost - gone.map_or(0.0, |gone| gone.cost);
        let hours = self.hours + one.hours - gone.map_or(0.0, |gone| gone.hours);
        let rival = one.group.and_then(|group| self.of_group[group]);
        if !self.budget.allows(cost, hours) || rival.is_some_and(|rival| Some(rival) != other) {
            return false;
        }
        if let Some(other) = other {
            self.taken[other] = false;
            if let Some(group) = self.candidates[other].group {
                self.of_group[group] = None;
            }
        }
        self.taken[at] = true;
        (self.cost, self.hours) = (cost, hours);
        if let Some(group) = one.group {
            self.of_group[group] = Some(at);
        }
        true
    }

    /// Takes in this order what fits.
    fn fill(&mut self, mut order: Vec<(f64, usize)>) {
        sort_by(&mut order, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, at) in order {
            if !self.taken[at] {
                self.take(at, None);
            }
        }
    }

    /// Exchanges one for one worth more as long as that fits, and fills what is left.
    fn exchange(&mut self) {
        let n = self.candidates.len();
        for _ in 0..MOST_ROUNDS {
            let mut is_better = false;
            for at in 0..n {
                let is_worse = |other: &usize| {
                    self.taken[*other] && self.candidates[*other].worth < self.candidates[at].worth
                };
                let others: Vec<usize> = (0..n).filter(is_worse).collect();
                let is_out = !self.taken[at];
                if is_out
                    && (self.take(at, None) || others.into_iter().any(|other| self.take(at, Some(other))))
                {
                    is_better = true;
                }
            }
            if !is_better {
                return;
            }
        }
    }

    fn worth(&self) -> f64 {
        Allocation::of(self.candidates, self.taken.clone()).worth
    }
}

/// Rounds of exchanges at most.
const MOST_ROUNDS: usize = 20;

/// A first choice: what the relaxed programme takes most of, or what returns most on the scarcer of money and hours,
/// whichever is worth more, after exchanges one for one.
fn first_choice(candidates: &[Candidate], budget: Budget) -> Vec<bool> {
    let share = |part: f64, limit: Option<f64>| match limit {
        Some(limit) if limit > 0.0 => part / limit,
        _ => 0.0,
    };
    let takes = |one: &Candidate| share(one.cost, budget.money).max(share(one.hours, budget.hours));
    let returns = candidates.iter().map(|one| one.worth / takes(one).max(1e-12));
    let orders = [parts(candidates, budget), returns.collect()];
    let choices = orders.map(|order| {
        let mut choice = Choice::new(candidates, budget);
        choice.fill(
            order
                .into_iter()
                .enumerate()
                .map(|(at, rank)| (rank, at))
                .collect(),
        );
        choice.exchange();
        choice
    });
    let [relaxed, returned] = choices;
    if returned.worth() > relaxed.worth() {
        returned.taken
    } else {
        relaxed.taken
    }
}

/// How much of each the relaxed programme takes.
fn parts(candidates: &[Candidate], budget: Budget) -> Vec<f64> {
    let (problem, variables) = programme(candidates, budget, largest(candidates), false);
    let solution = solved(&problem, strict());
    let part = |variable: &Variable| {
        solution
            .as_ref()
            .map_or(0.0, |solution| solution.var_value(*variable))
    };
    variables.iter().map(part).collect()
}

fn strict() -> SolveOptions {
    let mut options = SolveOptions::default();
    options.tolerances.feasibility = TOLERANCE;
    options
}

fn is_allowed(candidates: &[Candidate], taken: &[bool], budget: Budget) -> bool {
    let mut choice = Choice::new(candidates, budget);
    (0..candidates.len())
        .filter(|&at| taken[at])
        .all(|at| choice.take(at, None))
}
