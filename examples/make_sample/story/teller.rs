//! A small language to tell the story of one account in.

use both_sides::portfolio::{
    Account, AccountId, AccountKind, EarningModel, KeyAccount, ListeningPost, RelationshipState, Renewals,
};
use both_sides::units::{Day, Estimate, Money, Rate, Ratio};

use super::orders::OrderPlan;

/// What the customers were asked about, in the order of [`Voice::ratings`].
pub const DRIVERS: [&str; 6] = [
    "measuring quality",
    "uptime",
    "service response",
    "delivery",
    "advice",
    "price",
];

/// One driver: importance in points, our rating, the next best's rating; zero is "not asked".
pub type Rating = (u8, u8, u8);

/// A driver nobody asked about.
pub const NO: Rating = (0, 0, 0);

/// A calendar date as year, month, day.
pub type Date = (i16, i8, i8);

/// What one person at an account said on one day.
pub struct Voice {
    pub respondent: &'static str,
    pub date: Date,
    pub post: ListeningPost,
    pub ratings: [Rating; 6],
    /// Satisfaction, intention to continue, likelihood to recommend.
    pub overall: Option<(u8, u8, u8)>,
    pub value_in_use: Option<f64>,
    pub note: &'static str,
}

/// An account with everything that is known about it beside value events.
pub struct Story {
    pub account: Account,
    pub plan: Option<OrderPlan>,
    pub voices: Vec<Voice>,
    /// How many more answered the survey.
    pub chorus: usize,
    /// Events per year of each activity of the catalogue; all zero where nobody counted.
    pub loads: [f64; 6],
}

/// The identifier of the account with this name: its first word in small letters.
pub fn id_of(name: &str) -> AccountId {
    let first = name.split(' ').next().unwrap_or(name);
    AccountId::new(&first.to_lowercase())
}

/// The day, or none where the calendar has no such day.
pub fn day((year, month, day): Date) -> Option<Day> {
    let found = Day::new(year, month, day);
    debug_assert!(found.is_some(), "there is no {year}-{month}-{day}");
    found
}

/// The bounds, or none where they are out of order, which a test run refuses.
fn estimate(low: f64, base: f64, high: f64) -> Option<Estimate> {
    let estimate = Estimate::between(low, base, high);
    debug_assert!(estimate.is_some(), "{low}..{base}..{high} is not in rising order");
    estimate
}

impl Story {
    /// A member of the ecosystem.
    pub fn of(kind: AccountKind, name: &str, region: &str, owner: &str) -> Self {
        let mut account = Account::new(id_of(name), name);
        account.kind = kind;
        account.region = region.to_owned();
        account.owner = owner.to_owned();
        Self {
            account,
            plan: None,
            voices: Vec::new(),
            chorus: 0,
            loads: [0.0; 6],
        }
    }

    /// A customer.
    pub fn customer(name: &str, segment: &str, region: &str, owner: &str) -> Self {
        Self::of(AccountKind::Customer, name, region, owner).segment(segment)
    }

    pub fn segment(mut self, segment: &str) -> Self {
        self.account.segment = segment.to_owned();
        self
    }

    pub fn since(mut self, date: Date) -> Self {
        self.account.since = day(date);
        self
    }

    pub fn until(mut self, date: Date) -> Self {
        self.account.until = day(date);
        self
    }

    pub fn is(mut self, model: EarningModel, state: RelationshipState) -> Self {
        self.account.earning_model = Some(model);
        self.account.state = Some(state);
        self
    }

    pub fn state(mut self, state: RelationshipState) -> Self {
        self.account.state = Some(state);
        self
    }

    pub fn key(mut self, reason: &str, review: Date) -> Self {
        self.account.key = Some(KeyAccount {
            reason: reason.to_owned(),
            review: day(review),
        });
        self
    }

    pub fn revenue(mut self, low: f64, base: f64, high: f64) -> Self {
        self.account.economics.annual_revenue = estimate(low, base, high);
        self
    }

    pub fn margin(mut self, low: f64, base: f64, high: f64) -> Self {
        self.account.economics.gross_margin = estimate(low, base, high);
        self
    }

    pub fn serve(mut self, low: f64, base: f64, high: f64) -> Self {
        self.account.economics.cost_to_serve = estimate(low, base, high);
        self
    }

    pub fn avoidable(mut self, share: f64) -> Self {
        self.account.economics.avoidable_share = Some(Ratio::clamped(share));
        self
    }

    pub fn stays(mut self, low: f64, base: f64, high: f64) -> Self {
        self.account.economics.annual_retention = estimate(low, base, high);
        self
    }

    pub fn grows(mut self, rate: f64) -> Self {
        self.account.economics.growth = Some(Rate::clamped(rate));
        self
    }

    pub fn hours(mut self, hours: f64) -> Self {
        self.account.economics.annual_hours = Some(hours);
        self
    }

    pub fn won_for(mut self, cost: f64) -> Self {
        self.account.economics.acquisition_cost = Some(Money::clamped(cost));
        self
    }

    pub fn pays(mut self, score: f64) -> Self {
        self.account.economics.payment_behaviour = Some(score);
        self
    }

    pub fn renewed(mut self, renewed: u32, lost: u32) -> Self {
        self.account.renewals = Some(Renewals { renewed, lost });
        self
    }

    pub fn wallet(mut self, low: f64, base: f64, high: f64, source: &str) -> Self {
        self.account.wallet.annual_size = estimate(low, base, high);
        self.account.wallet.source = source.to_owned();
        self
    }

    pub fn rank(mut self, our_rank: u32, n_suppliers: u32) -> Self {
        self.account.wallet.our_rank = Some(our_rank);
        self.account.wallet.n_suppliers = Some(n_suppliers);
        self
    }

    pub fn share(mut self, share: f64) -> Self {
        self.account.wallet.stated_share = Some(Ratio::clamped(share));
        self
    }

    pub fn tags(mut self, tags: &[&str]) -> Self {
        self.account.tags = tags.iter().map(|&tag| tag.to_owned()).collect();
        self
    }

    pub fn willing(mut self, score: f64) -> Self {
        self.account.reference_willingness = Some(score);
        self
    }

    pub fn critical(mut self, score: f64) -> Self {
        self.account.standing.criticality = Some(score);
        self
    }

    pub fn parent(mut self, name: &str) -> Self {
        self.account.parent = Some(id_of(name));
        self
    }

    pub fn extra(mut self, header: &str, content: &str) -> Self {
        self.account.extra.insert(header.to_owned(), content.to_owned());
        self
    }

    pub fn note(mut self, note: &str) -> Self {
        self.account.note = note.to_owned();
        self
    }

    pub fn orders(mut self, plan: OrderPlan) -> Self {
        self.plan = Some(plan);
        self
    }

    pub fn loads(mut self, events_per_year: [f64; 6]) -> Self {
        self.loads = events_per_year;
        self
    }

    /// Adds what somebody said; `overall` and `worth` then speak of the same person.
    pub fn heard(
        mut self,
        respondent: &'static str,
        date: Date,
        post: ListeningPost,
        ratings: [Rating; 6],
    ) -> Self {
        self.voices.push(Voice {
            respondent,
            date,
            post,
            ratings,
            overall: None,
            value_in_use: None,
            note: "",
        });
        self
    }

    /// How many more people answered the survey, much like the first one heard; five at most.
    pub fn and_others(mut self, n: usize) -> Self {
        self.chorus = n;
        self
    }

    /// Satisfaction, intention to continue and likelihood to recommend of the last one heard.
    pub fn overall(mut self, satisfaction: u8, intention: u8, recommend: u8) -> Self {
        if let Some(voice) = self.voices.last_mut() {
            voice.overall = Some((satisfaction, intention, recommend));
        }
        self
    }

    /// What the last one heard reckons using us is worth to them per year.
    pub fn worth(mut self, money: f64) -> Self {
        if let Some(voice) = self.voices.last_mut() {
            voice.value_in_use = Some(money);
        }
        self
    }

    /// The words of the last one heard.
    pub fn said(mut self, words: &'static str) -> Self {
        if let Some(voice) = self.voices.last_mut() {
            voice.note = words;
        }
        self
    }
}
