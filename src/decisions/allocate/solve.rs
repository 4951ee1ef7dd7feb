//! The programme as the solver takes it: everything in shares of its limit, so that its tolerance means the same
//! for pennies and for millions.

use microlp::{
    ComparisonOp, LinearExpr, OptimizationDirection, Problem, Solution, SolveOptions, SolveOutcome, Variable,
};

use crate::maths::sort_by;

use super::{Budget, Candidate};

/// Branches the search looks at before it gives the best it has: the more actions, the longer each takes, so that even
/// hundreds of them come to an end within some tens of milliseconds.
fn most_branches(n_actions: usize) -> u64 {
    (30_000 / n_actions.max(1)).clamp(100, 2_000) as u64
}

/// How far past a limit the solver may go, as a share of it.
const TOLERANCE: f64 = 1e-10;

/// Which to take whole, and what no choice can exceed.
pub fn whole(candidates: &[Candidate], budget: Budget) -> (Vec<bool>, f64) {
    let greedy = by_return(candidates, budget);
    let all: f64 = candidates.iter().map(|one| one.worth).sum();
    if candidates.is_empty() {
        return (greedy, 0.0);
    }
    let scale = largest(candidates);
    let (problem, variables) = programme(candidates, budget, scale, true);
    let mut options = SolveOptions::default();
    options.node_limit = Some(most_branches(candidates.len()));
    options.tolerances.feasibility = TOLERANCE;
    options.int_tol = 1e-7;
    let start = variables.iter().zip(&greedy);
    options.warm_start = Some(
        start
            .map(|(&one, &taken)| (one, f64::from(u8::from(taken))))
            .collect(),
    );
    let Some(solution) = solved(&problem, options) else {
        return (greedy, all);
    };
    let picked: Vec<bool> = variables
        .iter()
        .map(|&one| solution.var_value(one) > 0.5)
        .collect();
    let bound = solution
        .stats()
        .best_bound
        .map_or(all, |bound| (bound * scale).min(all));
    // Within its tolerance the solver may step over a limit that we hold.
    if is_allowed(candidates, &picked, budget) {
        (picked, bound)
    } else {
        (greedy, bound)
    }
}

/// The most that could be reached in parts.
pub fn in_part(candidates: &[Candidate], budget: Budget) -> f64 {
    if candidates.is_empty() {
        return 0.0;
    }
    let scale = largest(candidates);
    let (problem, _) = programme(candidates, budget, scale, false);
    let mut options = SolveOptions::default();
    options.tolerances.feasibility = TOLERANCE;
    solved(&problem, options).map_or(0.0, |solution| solution.objective() * scale)
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

/// A first choice: best return on the scarcer of money and hours first, as long as it fits.
fn by_return(candidates: &[Candidate], budget: Budget) -> Vec<bool> {
    let share = |part: f64, limit: Option<f64>| match limit {
        Some(limit) if limit > 0.0 => part / limit,
        _ => 0.0,
    };
    let takes = |one: &Candidate| share(one.cost, budget.money).max(share(one.hours, budget.hours));
    let mut order: Vec<(f64, usize)> = (candidates.iter().enumerate())
        .map(|(at, one)| (one.worth / takes(one).max(1e-12), at))
        .collect();
    sort_by(&mut order, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut taken = vec![false; candidates.len()];
    for (_, at) in order {
        taken[at] = true;
        if !is_allowed(candidates, &taken, budget) {
            taken[at] = false;
        }
    }
    taken
}

fn is_allowed(candidates: &[Candidate], taken: &[bool], budget: Budget) -> bool {
    let (mut cost, mut hours) = (0.0, 0.0);
    let mut groups = Vec::new();
    for one in candidates
        .iter()
        .zip(taken)
        .filter(|(_, taken)| **taken)
        .map(|(one, _)| one)
    {
        cost += one.cost;
        hours += one.hours;
        if let Some(group) = one.group {
            if groups.contains(&group) {
                return false;
            }
            groups.push(group);
        }
    }
    budget.allows(cost, hours)
}
