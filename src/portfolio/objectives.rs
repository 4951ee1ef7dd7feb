//! What the business is after: objectives with weights, each read from a measure.

/// Something the business wants of its customers.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// Its name.
    pub name: String,
    /// Key of the measure that says how far an account serves it (see `measures::MeasureId::key`).
    pub measure: String,
    /// True where less of the measure is better.
    pub less_is_better: bool,
    /// How much it counts against the others, 0 to [`MOST_WEIGHT`].
    pub weight: f64,
}

/// Most objectives there can be: more than a dozen are none.
pub const MOST_OBJECTIVES: usize = 12;
/// Most an objective can weigh.
pub const MOST_WEIGHT: f64 = 100.0;

/// The objectives a portfolio starts with, all weighed alike: a proposal to be changed. That value lies in more than
/// margin, in growth, advocacy, staying and what is learnt, is Walker's "both sides"; names and measures are this app's.
pub fn first_objectives() -> Vec<Objective> {
    let of = |(name, measure): (&str, &str)| Objective {
        name: name.to_owned(),
        measure: measure.to_owned(),
        less_is_better: false,
        weight: 20.0,
    };
    let all = [
        ("Margin", "contribution"),
        ("Growth", "potential_gap"),
        ("Advocacy", "referral_role"),
        ("Resilience", "retention"),
        ("Learning", "learning_role"),
    ];
    all.map(of).into()
}
