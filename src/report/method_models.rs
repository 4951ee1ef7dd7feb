//! The fitted models on the Method page: formula, source, and the published example worked by this engine.

use crate::measures::models::{BgBb, BgNbd, Cohort, GammaGamma, History, MbgNbd, Nbd, ParetoNbd, Sbg};

use super::method::{MethodEntry, MethodGroup};
use super::style::NumberStyle;

/// The group of fitted models.
pub fn fitted_models(style: &NumberStyle) -> MethodGroup {
    MethodGroup {
        title: "Fitted models",
        lead: "Fitted by maximum likelihood from several starts, the best kept; standard errors from the curvature at the \
               top, intervals by drawing the data again from the model, seed 1. The examples take the published parameters.",
        entries: vec![
            bg_nbd(style),
            mbg_nbd(style),
            pareto_nbd(style),
            nbd(style),
            gamma_gamma(style),
            bg_bb(style),
            sbg(style),
        ],
    }
}

/// A customer with four repeat purchases, the last after 30 weeks, watched for 39.
const SEEN: History = History::new(4.0, 30.0, 39.0);
const EXAMPLE: &str = "x = 4, t_x = 30, T = 39 weeks";

struct Text {
    key: &'static str,
    title: &'static str,
    meaning: &'static str,
    unit: &'static str,
    formula: &'static str,
    source: &'static str,
    note: &'static str,
}

fn entry(text: Text, worked: String, result: String) -> MethodEntry {
    MethodEntry {
        key: text.key,
        title: text.title,
        meaning: text.meaning,
        unit: text.unit,
        formula: text.formula.to_owned(),
        source: text.source,
        worked,
        result,
        interval: None,
        terms: Vec::new(),
        notes: vec![text.note.to_owned()],
    }
}

fn in_a_year(style: &NumberStyle, parameters: &str, alive: f64, next: f64) -> (String, String) {
    let worked = format!(
        "{parameters}; {EXAMPLE}: still a customer with {}, {} purchases in the next 52 weeks",
        style.share(alive),
        style.number(next, 2)
    );
    (worked, style.number(next, 2))
}

fn bg_nbd(style: &NumberStyle) -> MethodEntry {
    let model = BgNbd::new([0.243, 4.414, 0.793, 2.426]);
    let (worked, result) = in_a_year(
        style,
        "r = 0.243, α = 4.414, a = 0.793, b = 2.426",
        model.probability_alive(&SEEN),
        model.conditional_expectation(&SEEN, 52.0),
    );
    let text = Text {
        key: "bg-nbd",
        title: "BG/NBD",
        meaning: "How often customers buy who may leave after any repeat purchase.",
        unit: "purchases",
        formula: "L = Γ(r + x) α^r / Γ(r) · Γ(a + b) Γ(b + x) / (Γ(b) Γ(a + b + x)) · [(α + T)^−(r + x) + δ(x > 0) · \
                  a / (b + x − 1) · (α + t_x)^−(r + x)]",
        source: "Fader, Hardie & Lee (2005), \"Counting your customers\" the easy way, Marketing Science 24(2).",
        note: "An account that never came back counts as still there, because nobody can leave before a repeat purchase.",
    };
    entry(text, worked, result)
}

fn mbg_nbd(style: &NumberStyle) -> MethodEntry {
    let model = MbgNbd::new([0.525, 6.183, 0.891, 1.614]);
    let (worked, result) = in_a_year(
        style,
        "r = 0.525, α = 6.183, a = 0.891, b = 1.614",
        model.probability_alive(&SEEN),
        model.conditional_expectation(&SEEN, 52.0),
    );
    let text = Text {
        key: "mbg-nbd",
        title: "MBG/NBD",
        meaning: "As BG/NBD, but a customer may leave after the first purchase already.",
        unit: "purchases",
        formula: "L = Γ(r + x) α^r / Γ(r) · [B(a, b + x + 1) / B(a, b) · (α + T)^−(r + x) + B(a + 1, b + x) / B(a, b) · \
                  (α + t_x)^−(r + x)]",
        source: "Batislam, Denizel & Filiztekin (2007), Empirical validation and comparison of models for customer base \
                 analysis, International Journal of Research in Marketing 24(3).",
        note: "An account that never came back can be gone.",
    };
    entry(text, worked, result)
}

fn pareto_nbd(style: &NumberStyle) -> MethodEntry {
    let model = ParetoNbd::new([0.553, 10.578, 0.606, 11.669]);
    let (worked, result) = in_a_year(
        style,
        "r = 0.553, α = 10.578, s = 0.606, β = 11.669",
        model.probability_alive(&SEEN),
        model.conditional_expectation(&SEEN, 52.0),
    );
    let text = Text {
        key: "pareto-nbd",
        title: "Pareto/NBD",
        meaning: "How often customers buy who may leave at any moment.",
        unit: "purchases",
        formula: "L = Γ(r + x) α^r β^s / Γ(r) · [(α + T)^−(r + x) (β + T)^−s + s ∫ (α + y)^−(r + x) (β + y)^−(s + 1) dy], \
                  t_x ≤ y ≤ T; discounted residual (r + x)/(α + T) · (β + T)^s δ^(s − 1) Ψ(s, s; δ(β + T))",
        source: "Schmittlein, Morrison & Colombo (1987), Counting your customers, Management Science 33(1); Fader, Hardie \
                 & Lee (2005), RFM and CLV, Journal of Marketing Research 42(4).",
        note: "Ψ(s, s; z) = e^z Γ(1 − s, z), the upper incomplete gamma function.",
    };
    entry(text, worked, result)
}

fn nbd(style: &NumberStyle) -> MethodEntry {
    let model = Nbd {
        r: 0.385,
        alpha: 12.072,
    };
    let next = model.conditional_expectation(&SEEN, 52.0);
    let worked = format!(
        "({} + 4) ÷ (12.072 + 39) × 52 = {}",
        style.number(0.385, 3),
        style.number(next, 2)
    );
    let text = Text {
        key: "nbd",
        title: "NBD",
        meaning: "How often customers buy when none ever leaves: the baseline other models have to beat.",
        unit: "purchases",
        formula: "L = Γ(r + x) / Γ(r) · α^r / (α + T)^(r + x); next purchases (r + x) / (α + T) · t",
        source: "Ehrenberg (1959), The pattern of consumer purchases, Applied Statistics 8(1).",
        note: "Used where dropout gains less than 2 in log-likelihood: it is not identifiable in such data.",
    };
    entry(text, worked, style.number(next, 2))
}

fn gamma_gamma(style: &NumberStyle) -> MethodEntry {
    let model = GammaGamma {
        p: 6.25,
        q: 3.74,
        gamma: 15.44,
    };
    let spend = style.number(model.expected_spend(2.0, 22.35).unwrap_or_default(), 2);
    let worked = format!("6.25 × (15.44 + 22.35 × 2) ÷ (6.25 × 2 + 3.74 − 1) = {spend}");
    let text = Text {
        key: "gamma-gamma",
        title: "Gamma-Gamma",
        meaning: "What a customer spends per purchase: between their own mean and that of all.",
        unit: "money",
        formula: "f(m | x) = Γ(px + q) / (Γ(px) Γ(q)) · γ^q m^(px − 1) x^(px) / (γ + m x)^(px + q); expected spend \
                  p (γ + m x) / (px + q − 1)",
        source: "Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42(4).",
        note: "Spend must not depend on frequency: with a correlation of 0.3 or more each account's own mean is used. \
               Spend of zero or less is left out.",
    };
    entry(text, worked, spend)
}

fn bg_bb(style: &NumberStyle) -> MethodEntry {
    let model = BgBb::new([1.204, 0.75, 0.657, 2.783]);
    let next = style.number(
        model.conditional_expectation(&History::new(4.0, 5.0, 6.0), 5.0),
        2,
    );
    let worked = format!(
        "α = 1.204, β = 0.750, γ = 0.657, δ = 2.783; yes in 4 of 6 years, last in the fifth: {next} in the next five"
    );
    let text = Text {
        key: "bg-bb",
        title: "BG/BB",
        meaning: "Yes or no each year, by customers who may leave between two.",
        unit: "yeses",
        formula: "L = B(α + x, β + n − x)/B(α, β) · B(γ, δ + n)/B(γ, δ) + Σ B(α + x, β + t_x − x + i)/B(α, β) · \
                  B(γ + 1, δ + t_x + i)/B(γ, δ), i = 0 to n − t_x − 1",
        source: "Fader, Hardie & Shang (2010), Customer-base analysis in a discrete-time noncontractual setting, \
                 Marketing Science 29(6).",
        note: "From an order log each whole year after the first purchase is one chance.",
    };
    entry(text, worked, next)
}

fn sbg(style: &NumberStyle) -> MethodEntry {
    let left = vec![1000.0, 631.0, 468.0, 382.0, 326.0];
    let fit = Sbg::fit(&[Cohort { left }]);
    let (worked, result) = fit.map_or((String::new(), String::new()), |fit| {
        let renew = style.share(fit.model.retention(5.0));
        let worked = format!(
            "1000, 631, 468, 382, 326 left: α = {}, β = {}; of those due for the fifth time {renew} renew",
            style.number(fit.model.alpha, 3),
            style.number(fit.model.beta, 3)
        );
        (worked, renew)
    });
    let text = Text {
        key: "sbg",
        title: "sBG",
        meaning: "How long contracts last when every customer renews with a chance of their own.",
        unit: "a share of a whole",
        formula: "S(t) = B(α, β + t) / B(α, β); r_t = (β + t − 1) / (α + β + t − 1); discounted residual lifetime \
                  r_n · ₂F₁(1, β + n; α + β + n; 1/(1 + d))",
        source: "Fader & Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1).",
        note: "Retention rises with tenure, because those who are going to leave do so early.",
    };
    entry(text, worked, result)
}
