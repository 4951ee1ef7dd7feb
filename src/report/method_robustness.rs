//! How firmly numbers and zones stand, on the Method page.

use super::method::{MethodEntry, MethodGroup};

/// The rules behind draws, weights, tornado and what is worth finding out.
pub fn firmness() -> MethodGroup {
    MethodGroup {
        title: "How firm it is",
        lead: "Draws value the whole portfolio again and again by the formulas above. The same seed gives the same numbers.",
        entries: vec![draws(), weights(), tornado(), information()],
    }
}

fn entry(
    key: &'static str,
    title: &'static str,
    meaning: &'static str,
    unit: &'static str,
    formula: &str,
    source: &'static str,
) -> MethodEntry {
    MethodEntry {
        key,
        title,
        meaning,
        unit,
        formula: formula.to_owned(),
        source,
        worked: String::new(),
        result: String::new(),
        interval: None,
        terms: Vec::new(),
        notes: Vec::new(),
    }
}

fn draws() -> MethodEntry {
    MethodEntry {
        worked: "low 60, base 90, high 180: mean (60 + 4 × 90 + 180) ÷ 6".to_owned(),
        result: "100".to_owned(),
        notes: vec![
            "Numbers with a low and a high end are drawn from a PERT distribution, retention that was seen from a Beta \
             distribution with the mean and width of its interval, what was heard from a normal distribution cut at 0 \
             and 100. Inputs are drawn independently of one another, but for the parameters of one fit."
                .to_owned(),
            "Where an applied fit speaks, its parameters are drawn from the normal distribution of their logarithms with \
             the covariance of the fit; of every account, whether it is still there with P(alive), and its purchase \
             rate from Gamma(r + x, α + T)."
                .to_owned(),
            "An interval leaves 5 % of the draws below and 5 % above; it always includes the number itself.".to_owned(),
            "The thresholds of the map are held while drawing.".to_owned(),
        ],
        ..entry(
            "draws",
            "Draws of what is uncertain",
            "Where every number lies, and how often an account is in its zone or among the top, when what is uncertain \
             is drawn again and again.",
            "a share of draws",
            "low + (high − low) × Beta(1 + 4 (base − low) ÷ (high − low), 1 + 4 (high − base) ÷ (high − low))",
            "Malcolm, Roseboom, Clark & Fazar (1959), Application of a technique for research and development program \
             evaluation, Operations Research 7(5), for PERT.",
        )
    }
}

fn weights() -> MethodEntry {
    MethodEntry {
        worked: "service at 100 and price at 0 against a threshold of 50: high where service weighs more than half"
            .to_owned(),
        result: "50 % of any weights".to_owned(),
        notes: vec![
            "Drawn are the importances of what matters to them, the weights of the items of the 3Ps and those of the \
             priority, wherever they decide what is shown."
                .to_owned(),
            "Around the stated weights they are drawn from a Dirichlet distribution that counts them as 20 \
             votes; any weights are uniform over all that sum to 1."
                .to_owned(),
        ],
        ..entry(
            "weights",
            "Draws of weights",
            "How often an account would be in its zone, or among the first, if other things mattered more or less.",
            "a share of weightings",
            "Σ w × index ÷ Σ w, with w drawn anew for every weighting",
            "Lahdelma, Hokkanen & Salminen (1998), SMAA – Stochastic multiobjective acceptability analysis, European \
             Journal of Operational Research 106(1).",
        )
    }
}

fn tornado() -> MethodEntry {
    MethodEntry {
        worked: "margin 60 to 180 at 0.8 ÷ 0.3: current value from 160 to 480".to_owned(),
        result: "320 wide".to_owned(),
        ..entry(
            "tornado",
            "What moves it most",
            "One number with each input at its low and at its high end, all others as they are; widest first.",
            "the unit of the number",
            "value(input at high) − value(input at low)",
            "One-way sensitivity analysis, as is usual in decision analysis.",
        )
    }
}

fn information() -> MethodEntry {
    MethodEntry {
        worked: "60 or −40 with one half each, threshold 0: 0.5 × 60 − max(10, 0)".to_owned(),
        result: "20".to_owned(),
        notes: vec![
            "The decision is on which side of the threshold an account is treated: as high it gains value − threshold, as \
             low nothing. Deciding now gains max(mean − threshold, 0)."
                .to_owned(),
            "The mean given one input is read off the draws by a quadratic regression of the value on that input.".to_owned(),
        ],
        ..entry(
            "information",
            "Worth knowing first",
            "What knowing one uncertain input beforehand would gain on average in deciding, and by how much it would \
             raise the chance to name the zone rightly.",
            "the unit of the measure up",
            "E[max(E[v | input] − threshold, 0)] − max(E[v] − threshold, 0)",
            "Strong, Oakley & Brennan (2014), Estimating multiparameter partial expected value of perfect information, \
             Medical Decision Making 34(3).",
        )
    }
}
