//! Numbers worked out elsewhere: `tests/golden/measures.json` names the source of each group.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::import::{detect, read};
use both_sides::maths::rank_correlation;
use both_sides::measures::attribution::passed_on;
use both_sides::measures::cost_to_serve::{event_cost, rate_per_minute, unused_capacity};
use both_sides::measures::course::Course;
use both_sides::measures::lifetime_value::multiple;
use both_sides::measures::portfolio_totals::{PortfolioTotals, concentration, size_measure};
use both_sides::measures::reference_value::{Converted, business_reference_value};
use both_sides::measures::relative_value::{price_score, profile};
use both_sides::measures::snapshots::RevenueKept;
use both_sides::measures::three_ps::judgement;
use both_sides::measures::wallet::allocation_rule;
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::CountingConvention::{CountToday, FutureOnly};
use both_sides::portfolio::PaymentTiming;
use both_sides::portfolio::{Activity, Document, ServiceLoad};
use both_sides::units::{Rate, Ratio};
use measures_support::{account, customer, document, number, share, today, valued};
use serde_json::Value;

fn golden(group: &str) -> Value {
    let all: Value = serde_json::from_str(include_str!("golden/measures.json")).unwrap();
    all[group].clone()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|number| number.as_f64().unwrap())
        .collect()
}

fn near(found: f64, wanted: &Value, tolerance: f64) {
    let wanted = wanted.as_f64().unwrap();
    assert!((found - wanted).abs() <= tolerance, "{found} is not {wanted}");
}

#[test]
fn margin_multiples_are_those_of_gupta_and_lehmann() {
    let golden = golden("simple_clv");
    for (discount, row) in golden["multiple_r_over_1_i_r"].as_object().unwrap() {
        let discount: f64 = discount[1..].parse::<f64>().unwrap() / 100.0;
        for (retention, wanted) in row.as_object().unwrap() {
            let retention = retention.parse::<f64>().unwrap() / 100.0;
            near(
                multiple(retention, 0.0, discount, None, FutureOnly).unwrap(),
                wanted,
                0.005,
            );
        }
    }
    near(
        multiple(0.8, 0.0, 0.1, None, CountToday).unwrap(),
        &golden["with_period0_r80_i10"],
        5e-5,
    );
}

#[test]
fn the_first_case_of_berger_and_nasr_comes_out_of_two_multiples() {
    let case = &golden("simple_clv")["berger_nasr_case1"];
    let field = |name: &str| case[name].as_f64().unwrap();
    let (retention, discount, years) = (field("r"), field("d"), field("n") as u16);
    let sales = multiple(retention, 0.0, discount, Some(years), CountToday).unwrap();
    // Sales come at the start of each year, the first today; promotion is paid in the middle of each.
    let course = Course {
        growth: 0.0,
        discount_rate: discount,
        horizon: Some(years),
        convention: FutureOnly,
        timing: PaymentTiming::Middle,
    };
    let promotion = course.multiple(retention).unwrap() / retention;
    near(field("GC") * sales - field("M") * promotion, &case["CLV"], 0.005);
}

#[test]
fn the_engine_gives_the_multiple_of_a_stated_account() {
    let found = valued(
        &document(vec![customer("a", 150.0, 50.0, 0.9)]),
        MeasureId::CurrentValue,
        0,
    );
    near(found.unwrap(), &Value::from(450.0), 1e-9);
}

#[test]
fn wallet_shares_are_those_of_the_rule() {
    let golden = golden("wallet_allocation_rule");
    for n_suppliers in 2..=5_u32 {
        let wanted = golden[n_suppliers.to_string()].as_array().unwrap();
        for (rank, wanted) in (1..=n_suppliers).zip(wanted) {
            near(allocation_rule(rank, n_suppliers).unwrap(), wanted, 5e-5);
            let mut account = account("a");
            account.wallet.our_rank = Some(rank);
            account.wallet.n_suppliers = Some(n_suppliers);
            near(
                valued(&document(vec![account]), MeasureId::ShareOfWallet, 0).unwrap(),
                wanted,
                5e-5,
            );
        }
    }
}

#[test]
fn time_driven_costs_are_those_of_kaplan_and_anderson() {
    let golden = golden("tdabc_hbr2004");
    let expense = golden["expense"].as_f64().unwrap();
    let time_driven = &golden["tdabc"];
    let rate = rate_per_minute(expense, time_driven["capacity_minutes"].as_f64().unwrap()).unwrap();
    near(rate, &time_driven["rate"], 1e-12);
    let minutes = numbers(&time_driven["unit_minutes"]);
    for (minutes, wanted) in minutes.iter().zip(time_driven["unit_costs"].as_array().unwrap()) {
        near(event_cost(1.0, *minutes, rate), wanted, 1e-9);
    }
    let volumes = ["orders", "inquiries", "checks"].map(|name| golden[name].as_f64().unwrap());
    let mut document = document(vec![account("all")]);
    for ((name, minutes), events) in ["orders", "inquiries", "checks"]
        .iter()
        .zip(&minutes)
        .zip(volumes)
    {
        document.portfolio.activities.edit().push(Activity {
            id: (*name).to_owned(),
            name: (*name).to_owned(),
            minutes_per_event: *minutes,
            rate_per_minute: rate,
            avoidable_share: Ratio::clamped(0.5),
        });
        document.portfolio.loads.edit().push(ServiceLoad {
            account: document.portfolio.accounts[0].id.clone(),
            activity: (*name).to_owned(),
            events_per_year: events,
        });
    }
    let assigned = valued(&document, MeasureId::CostToServe, 0).unwrap();
    near(assigned, &time_driven["cost_assigned"], 1e-6);
    near(unused_capacity(expense, assigned), &time_driven["unused"], 1e-6);
    near(
        valued(&document, MeasureId::AvoidableCost, 0).unwrap(),
        &Value::from(assigned / 2.0),
        1e-6,
    );
}

#[test]
fn the_price_profile_is_that_of_gale() {
    let golden = golden("gale_price_profile_acura");
    let pairs = numbers(&golden["weights"])
        .into_iter()
        .zip(numbers(&golden["ratios"]));
    let price = profile(pairs).unwrap();
    near(price * 100.0, &golden["sum"], 0.05);
    near(price_score(price), &golden["score"], 0.05);
}

#[test]
fn passing_on_moves_value_and_adds_none() {
    let golden = golden("clnv_conservation");
    let own = numbers(&golden["clv"]);
    let mut shares = Vec::new();
    for (contributor, row) in golden["W_ij_share_of_j_due_to_i"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
    {
        for (outcome, share) in numbers(row)
            .into_iter()
            .enumerate()
            .filter(|(_, share)| *share > 0.0)
        {
            shares.push((outcome as u32, contributor as u32, share));
        }
    }
    let wanted = numbers(&golden["all_hops"]);
    for (found, wanted) in passed_on(&own, &shares).into_iter().zip(&wanted) {
        near(found, &Value::from(*wanted), 1e-9);
    }
    // The same through the engine: contributions whose current value is the published one.
    let factor = multiple(0.8, 0.0, 0.1, None, FutureOnly).unwrap();
    let names = ["a", "b", "c", "d"];
    let accounts = names
        .iter()
        .zip(&own)
        .map(|(name, own)| customer(name, own / factor, 0.0, 0.8))
        .collect();
    let mut document = document(accounts);
    for (outcome, contributor, part) in shares {
        let (outcome, contributor) = (names[outcome as usize], names[contributor as usize]);
        document
            .portfolio
            .attributions
            .edit()
            .push(share(outcome, contributor, part));
    }
    let valuation = value(&document).output;
    for (row, wanted) in wanted.iter().enumerate() {
        near(
            number(&valuation, MeasureId::NetValue, row).unwrap(),
            &Value::from(*wanted),
            1e-9,
        );
    }
}

/// Two periods of two type-one and two type-two referrals are a stream without attrition: margin, incentive and
/// marketing of those won by it, acquisition cost saved by all.
#[test]
fn referral_value_is_that_of_kumar() {
    let golden = golden("crv");
    let (one, two) = (&golden["type1"], &golden["type2"]);
    let field = |group: &Value, name: &str| group[name].as_f64().unwrap();
    let won = field(one, "n") * (field(one, "A") - field(one, "a") - field(one, "M") + field(one, "ACQ1"));
    let saved = field(two, "n") * field(two, "ACQ2");
    let mut document = document(vec![customer("referrer's stream", won + saved, 0.0, 1.0)]);
    let assumptions = document.assumptions.edit();
    assumptions.discount_rate = Rate::clamped(field(&golden, "semiannual_r"));
    assumptions.horizon = Some(field(&golden, "T") as u16);
    near(
        valued(&document, MeasureId::CurrentValue, 0).unwrap(),
        &golden["CRV"],
        5e-6,
    );
}

#[test]
fn reference_value_is_that_of_kumar() {
    let golden = golden("brv");
    let prospects = golden["prospects"].as_array().unwrap().iter().map(|prospect| {
        let field = |name: &str| prospect[name].as_f64().unwrap();
        Converted {
            by_references: field("Ref"),
            degree_of_influence: field("DOI"),
            lifetime_value: field("CLV"),
            after: field("t"),
        }
    });
    let rate = golden["r_month"].as_f64().unwrap();
    let found = business_reference_value(&prospects.collect::<Vec<_>>(), rate);
    near(found, &golden["BRV"], 5e-6);
}

#[test]
fn revenue_retention_is_that_of_the_published_example() {
    let golden = golden("grr_nrr");
    let field = |name: &str| golden[name].as_f64().unwrap();
    // One leaves, one buys less, one more, one the same, and one is new.
    let (churn, contraction, expansion) = (field("churn"), field("contraction"), field("expansion"));
    let start = field("start");
    let revenues = [
        (churn, 0.0),
        (20.0, 20.0 - contraction),
        (30.0, 30.0 + expansion),
        (start - churn - 50.0, start - churn - 50.0),
        (0.0, 40.0),
    ];
    let kept = RevenueKept::of(revenues.into_iter());
    near(kept.gross().unwrap(), &golden["GRR"], 1e-12);
    near(kept.net().unwrap(), &golden["NRR"], 1e-12);
    assert_eq!((kept.start, kept.new), (start, 40.0));
}

#[test]
fn judged_words_count_as_totango_counts_them() {
    let golden = golden("totango_score");
    for word in ["good", "average", "poor"] {
        near(judgement(word).unwrap(), &golden[word], 0.0);
    }
}

fn imported(file: &str) -> (Document, Valuation) {
    let path = format!("{}/tests/fixtures/data/{file}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap();
    let settings = detect(file, &bytes, today(), &Default::default())
        .unwrap()
        .settings;
    let draft = read(file, &bytes, &settings).unwrap();
    let mut document = Document::empty(file, "USD", draft.as_of.unwrap_or(today()));
    document.portfolio.accounts = draft.accounts;
    let valuation = value(&document).output;
    (document, valuation)
}

#[test]
fn the_whale_of_the_superstore_peaks_where_it_should() {
    let golden = golden("superstore");
    let (document, valuation) = imported("superstore_orders.csv");
    let totals = PortfolioTotals::new(&valuation);
    assert_eq!(totals.whale_measure, MeasureId::HistoricProfit);
    let whale = totals.whale.unwrap();
    near(whale.order.len() as f64, &golden["customers"], 0.0);
    near(whale.total, &golden["profit"], 0.01);
    near(whale.peak * 100.0, &golden["whale_peak_pct"], 0.05);
    near(
        whale.peak_at * 100.0,
        &golden["whale_peak_at_pct_customers"],
        0.05,
    );
    near(whale.earned_by_top(0.2) * 100.0, &golden["top20_pct"], 0.05);
    near(whale.earned_by_top(0.4) * 100.0, &golden["top40_pct"], 0.05);
    near(
        (1.0 - whale.earned_by_top(0.9)) * 100.0,
        &golden["last10_pct"],
        0.05,
    );
    assert!(
        (whale.cumulative.last().unwrap() - 1.0).abs() < 1e-12,
        "the curve ends at 100 %"
    );

    let profits: Vec<f64> = valuation
        .column(MeasureId::HistoricProfit)
        .known()
        .map(|(_, profit)| profit)
        .collect();
    let losers = profits.iter().filter(|profit| **profit < 0.0).count();
    near(losers as f64, &golden["loss_makers"], 0.0);
    let size = size_measure(&valuation);
    assert_eq!(size, MeasureId::HistoricRevenue, "the same time as the profit");
    let revenue = |row: usize| valuation.get(size, row).value.unwrap();
    let mut by_revenue: Vec<usize> = (0..profits.len()).collect();
    by_revenue.sort_by(|a, b| revenue(*b).total_cmp(&revenue(*a)));
    let top = profits.len() / 5;
    let losers_on_top = by_revenue[..top]
        .iter()
        .filter(|row| profits[**row] < 0.0)
        .count();
    near(
        losers_on_top as f64,
        &golden["loss_makers_in_top20pct_by_revenue"],
        0.0,
    );
    let orders = |row: usize| document.portfolio.accounts[row].orders.as_deref().unwrap();
    let n = profits.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
    let revenues: Vec<f64> = (0..profits.len()).map(revenue).collect();
    let (mean_revenue, mean_profit) = (mean(&revenues), mean(&profits));
    let pairs = || {
        revenues
            .iter()
            .zip(&profits)
            .map(|(a, b)| (a - mean_revenue, b - mean_profit))
    };
    let spread = pairs().map(|(a, _)| a * a).sum::<f64>() * pairs().map(|(_, b)| b * b).sum::<f64>();
    let correlation = pairs().map(|(a, b)| a * b).sum::<f64>() / spread.sqrt();
    near(correlation, &golden["corr_rev_profit"], 5e-4);
    // Length as first to last order.
    let lengths: Vec<f64> = (0..profits.len())
        .map(|row| f64::from(orders(row).last.unwrap().days_since(orders(row).first.unwrap())))
        .collect();
    let rho = rank_correlation(&lengths, &profits).unwrap();
    near(rho, &golden["spearman_length_profit"], 5e-4);
}

#[test]
fn wholesale_clients_are_as_concentrated_and_broad_as_published() {
    let golden = golden("wholesale");
    let (_, valuation) = imported("uci_wholesale_customers.csv");
    let spend: Vec<f64> = valuation
        .column(MeasureId::Revenue)
        .known()
        .map(|(_, revenue)| revenue)
        .collect();
    near(spend.len() as f64, &golden["n"], 0.0);
    near(spend.iter().sum(), &golden["total"], 1e-6);
    near(
        concentration(spend.into_iter()).unwrap().top_fifth,
        &golden["top20_share"],
        5e-4,
    );
    let breadth = valuation.column(MeasureId::EffectiveBreadth).known();
    let (n, sum) = breadth.fold((0.0, 0.0), |(n, sum), (_, breadth)| (n + 1.0, sum + breadth));
    near(sum / n, &golden["mean_effective_breadth"], 5e-4);
    assert_eq!(
        valuation.column(MeasureId::Contribution).known().count(),
        0,
        "no margin is known, so none is shown"
    );
}
