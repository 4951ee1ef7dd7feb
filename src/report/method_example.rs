//! The tiny portfolio every worked example on the Method page is computed from.

use crate::portfolio::{
    Account, AccountId, AccountKind, Activity, AppliedFit, AttributionShare, Basis, Capital, Ceilings,
    Document, EarningModel, EventKind, ExchangeRate, Field, Item, ItemSource, ListeningPost, Observation,
    OrderHistory, OutcomeStatus, Part, Party, Product, ProductId, ProductSpend, RelationshipState, Renewals,
    RepeatPurchases, ServiceLoad, Shared, Spend, ValueEvent, WHOLE_INDEX,
};
use crate::units::{Day, Estimate, Money, Rate, Ratio};

/// Row of the account the examples are about.
pub const ALDER: usize = 0;
/// Row of the account Alder brought.
pub const BIRCH: usize = 1;
/// Row of the account a purchase model speaks for.
pub const DOGWOOD: usize = 3;

/// Alder buys, brought Birch, and was introduced by Cedar, who does not buy; Dogwood orders now and then.
pub fn example(currency: &str, as_of: Day) -> Document {
    let mut document = Document::empty("Example", currency, as_of);
    let portfolio = &mut document.portfolio;
    portfolio.accounts = vec![
        Shared::new(alder(as_of)),
        Shared::new(birch()),
        Shared::new(cedar()),
        Shared::new(dogwood()),
    ];
    portfolio.products = Shared::new(vec![product("Pumps"), product("Valves")]);
    portfolio.activities = Shared::new(vec![activity("Orders", 8.0), activity("Inquiries", 44.0)]);
    portfolio.loads = Shared::new(vec![load("Orders", 500.0), load("Inquiries", 250.0)]);
    portfolio.observations = Shared::new(vec![
        said("service", 60.0, 8.2, 7.0, as_of, Some(150_000.0)),
        said("delivery", 30.0, 5.5, 6.0, as_of, None),
        said("price", 10.0, 6.4, 7.0, as_of, None),
    ]);
    if let Some(first) = portfolio.observations.edit().first_mut() {
        (first.satisfaction, first.recommend, first.intention) = (Some(8.2), Some(9.0), Some(9.1));
    }
    portfolio.events = Shared::new(events(as_of));
    portfolio.attributions = Shared::new(vec![
        due("birch", "alder", 0.5, 0.6),
        due("alder", "cedar", 0.1, 1.0),
    ]);
    document.composites.edit().items.extend(agreed());
    let assumptions = document.assumptions.edit();
    assumptions.acquisition_cost = Estimate::exact(6_000.0);
    assumptions.fits.buying = Some(Box::new(published_fit(as_of)));
    assumptions.exchange = [
        rate("idea", Capital::Knowledge, 500.0),
        rate("project", Capital::Knowledge, 4_000.0),
        rate("hire", Capital::Human, 3_000.0),
        rate("call", Capital::Reputational, 400.0),
        rate("hour", Capital::Human, 80.0),
    ]
    .into_iter()
    .flatten()
    .collect();
    document
}

/// What they get counts three fifths, whether they would speak for us two.
fn agreed() -> [Item; 2] {
    let criterion = |source, weight| Item {
        part: Part::Criteria,
        source,
        weight,
        scale: WHOLE_INDEX,
    };
    [
        criterion(ItemSource::Measure("value_received".to_owned()), 60.0),
        criterion(ItemSource::Field(Field::ReferenceWillingness), 40.0),
    ]
}

fn alder(as_of: Day) -> Account {
    let mut alder = Account::new(AccountId::new("alder"), "Alder");
    alder.segment = "Industry".to_owned();
    alder.owner = "Kim".to_owned();
    alder.since = as_of.plus_months(-60);
    alder.earning_model = Some(EarningModel::RepeatOrders);
    alder.state = Some(RelationshipState::Friend);
    alder.reference_willingness = Some(80.0);
    alder.economics.payment_behaviour = Some(90.0);
    alder.economics.business_growth = Some(Rate::clamped(0.08));
    alder.economics.annual_hours = Some(60.0);
    alder.units.served = Some(3);
    alder.units.total = Some(4);
    alder.standing.criticality = Some(80.0);
    alder.standing.replaceability = Some(30.0);
    alder.standing.their_criticality = Some(60.0);
    alder.standing.their_replaceability = Some(40.0);
    alder.wallet.our_rank = Some(1);
    alder.wallet.n_suppliers = Some(3);
    alder.ceilings = Ceilings {
        retention: Some(0.9),
        share_of_wallet: Some(0.7),
        breadth: Some(3.0),
        margin: Some(0.45),
        cost_to_serve: Some(0.08),
    };
    alder.orders = Some(Shared::new(orders(as_of)));
    alder
}

fn orders(as_of: Day) -> OrderHistory {
    let year = Spend {
        revenue: 100_000.0,
        profit: Some(40_000.0),
        n_orders: 12,
    };
    let spent = |product: &str, revenue| ProductSpend {
        product: ProductId(product.into()),
        revenue,
    };
    OrderHistory {
        total: Spend {
            revenue: 180_000.0,
            profit: Some(70_000.0),
            n_orders: 22,
        },
        n_lines: 44,
        first: as_of.plus_months(-48),
        last: as_of.plus_months(-1),
        trailing_year: year,
        by_product: vec![spent("Pumps", 135_000.0), spent("Valves", 45_000.0)],
        renewals: Renewals { renewed: 3, lost: 0 },
        ..OrderHistory::default()
    }
}

fn birch() -> Account {
    let mut birch = Account::new(AccountId::new("birch"), "Birch");
    birch.economics.annual_hours = Some(60.0);
    birch.economics.gross_margin = Estimate::exact(8_000.0);
    birch.economics.cost_to_serve = Estimate::exact(2_000.0);
    birch.economics.annual_retention = Estimate::exact(0.8);
    birch
}

fn cedar() -> Account {
    let mut cedar = Account::new(AccountId::new("cedar"), "Cedar");
    cedar.kind = AccountKind::Influencer;
    cedar
}

/// Two repeat purchases, the last after 30.43 of 38.86 weeks: the example of Fader, Hardie & Lee (2005).
fn dogwood() -> Account {
    let mut dogwood = Account::new(AccountId::new("dogwood"), "Dogwood");
    dogwood.earning_model = Some(EarningModel::RepeatOrders);
    dogwood.orders = Some(Shared::new(OrderHistory {
        repeat: Some(RepeatPurchases {
            x: 2,
            t_x: 30.43,
            t: 38.86,
            mean_spend: None,
        }),
        ..OrderHistory::default()
    }));
    dogwood
}

/// BG/NBD as printed in the same paper.
fn published_fit(as_of: Day) -> AppliedFit {
    AppliedFit {
        model: "bg_nbd".to_owned(),
        parameters: vec![0.243, 4.414, 0.793, 2.426],
        standard_errors: Vec::new(),
        log_covariance: Vec::new(),
        log_likelihood: -9_582.4,
        n_accounts: 2_357,
        as_of,
        source: "the CDNOW sample".to_owned(),
    }
}

fn product(name: &str) -> Product {
    Product {
        id: ProductId(name.into()),
        name: name.to_owned(),
        category: String::new(),
    }
}

fn activity(name: &str, minutes_per_event: f64) -> Activity {
    Activity {
        id: name.to_owned(),
        name: name.to_owned(),
        minutes_per_event,
        rate_per_minute: 0.8,
        avoidable_share: Ratio::clamped(0.5),
    }
}

fn load(activity: &str, events_per_year: f64) -> ServiceLoad {
    ServiceLoad {
        account: AccountId::new("alder"),
        activity: activity.to_owned(),
        events_per_year,
    }
}

fn said(
    driver: &str,
    importance: f64,
    rating: f64,
    next_best: f64,
    day: Day,
    worth: Option<f64>,
) -> Observation {
    Observation {
        id: driver.to_owned(),
        account: AccountId::new("alder"),
        respondent: "buyer".to_owned(),
        date: Some(day),
        post: ListeningPost::Survey,
        driver: driver.to_owned(),
        importance: Some(importance),
        rating: Some(rating),
        next_best: Some(next_best),
        satisfaction: None,
        intention: None,
        recommend: None,
        value_in_use: worth.map(Money::clamped),
        note: String::new(),
    }
}

fn events(as_of: Day) -> Vec<ValueEvent> {
    let event = |kind: EventKind, capital, quantity, unit: &str, status| ValueEvent {
        id: kind.word().to_owned(),
        giver: Party::Account(AccountId::new("alder")),
        receiver: Party::Us,
        date: Some(as_of),
        kind,
        capital,
        quantity,
        unit: unit.to_owned(),
        status,
        outcome_account: None,
        money: None,
        basis: Basis::Judged,
        note: String::new(),
        source: String::new(),
    };
    use OutcomeStatus::{Open, Realised};
    let mut referral = event(
        EventKind::CustomerReferral,
        Capital::Social,
        1.0,
        "referral",
        Realised,
    );
    referral.outcome_account = Some(AccountId::new("birch"));
    let mut call = event(
        EventKind::ReferenceUse,
        Capital::Reputational,
        1.0,
        "call",
        Realised,
    );
    call.outcome_account = Some(AccountId::new("birch"));
    let mut help = event(EventKind::Other, Capital::Human, 30.0, "hour", Realised);
    std::mem::swap(&mut help.giver, &mut help.receiver);
    vec![
        referral,
        event(EventKind::Feedback, Capital::Knowledge, 2.0, "idea", Open),
        event(EventKind::CoInnovation, Capital::Knowledge, 1.0, "project", Open),
        event(EventKind::EmployeeReferral, Capital::Human, 1.0, "hire", Realised),
        event(
            EventKind::ReferenceUse,
            Capital::Reputational,
            3.0,
            "call",
            Realised,
        ),
        call,
        help,
    ]
}

fn due(outcome: &str, contributor: &str, share: f64, type_one: f64) -> AttributionShare {
    AttributionShare {
        outcome: AccountId::new(outcome),
        contributor: AccountId::new(contributor),
        share: Ratio::clamped(share),
        type_one: Ratio::clamped(type_one),
        note: String::new(),
    }
}

fn rate(unit: &str, capital: Capital, worth: f64) -> Option<ExchangeRate> {
    Some(ExchangeRate {
        unit: unit.to_owned(),
        capital,
        worth: Estimate::between(worth / 2.0, worth, worth * 2.0)?,
    })
}
