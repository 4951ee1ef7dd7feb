//! Documents with every part filled in, and any document at all.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::sync::Arc;

use both_sides::portfolio::*;
use both_sides::units::*;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

fn text() -> BoxedStrategy<String> {
    prop_oneof![
        Just(String::new()),
        "[a-z ;\"',=<>&\\\\]{0,12}",
        any::<String>().prop_map(|text| text.chars().take(20).collect()),
        Just("=1+1".to_owned()),
        Just("\u{202e}\u{200b}\u{feff}é\u{1f600}".to_owned()),
    ]
    .boxed()
}

fn number(low: f64, high: f64) -> BoxedStrategy<f64> {
    prop_oneof![
        Just(low),
        Just(high),
        low..high,
        (low..high).prop_map(|value| (value * 100.0).round() / 100.0)
    ]
    .prop_map(move |value| value.clamp(low, high))
    .boxed()
}

fn money() -> BoxedStrategy<f64> {
    prop_oneof![
        number(-1e15, 1e15),
        number(-1e-9, 1e-9),
        number(0.0, 1e6),
        Just(-0.0),
        Just(0.1 + 0.2)
    ]
    .boxed()
}

fn estimate(low: f64, high: f64) -> BoxedStrategy<Estimate> {
    let bounds = (number(low, high), number(low, high), number(low, high));
    prop_oneof![
        number(low, high).prop_map(|value| Estimate::exact(value).unwrap()),
        bounds.prop_map(|(a, b, c)| {
            let mut all = [a, b, c];
            all.sort_by(f64::total_cmp);
            Estimate::between(all[0], all[1], all[2]).unwrap()
        }),
    ]
    .boxed()
}

fn day() -> BoxedStrategy<Day> {
    (1_i16..=9999, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| Day::new(year, month, day).unwrap())
        .boxed()
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> BoxedStrategy<T> {
    (0..all.len()).prop_map(|at| all[at]).boxed()
}

fn ratio() -> BoxedStrategy<Ratio> {
    number(0.0, 1.0).prop_map(Ratio::clamped).boxed()
}

fn account_id() -> BoxedStrategy<AccountId> {
    prop_oneof![
        (0..8_u8).prop_map(|n| AccountId::new(&format!("a{n}"))),
        text().prop_map(|id| AccountId::new(&id))
    ]
    .boxed()
}

fn economics() -> BoxedStrategy<Economics> {
    let stated = || option::of(estimate(-1e15, 1e15));
    (
        (
            stated(),
            stated(),
            stated(),
            option::of(ratio()),
            option::of(estimate(0.0, 1.0)),
        ),
        (
            option::of(number(-0.99, 10.0)),
            option::of(number(0.0, 1e6)),
            option::of(money()),
            option::of(number(0.0, 100.0)),
            option::of(number(-0.99, 10.0)),
        ),
    )
        .prop_map(|(a, b)| Economics {
            annual_revenue: a.0,
            gross_margin: a.1,
            cost_to_serve: a.2,
            avoidable_share: a.3,
            annual_retention: a.4,
            growth: b.0.map(Rate::clamped),
            annual_hours: b.1,
            acquisition_cost: b.2.map(Money::clamped),
            payment_behaviour: b.3,
            business_growth: b.4.map(Rate::clamped),
        })
        .boxed()
}

fn spend() -> BoxedStrategy<Spend> {
    (money(), option::of(money()), any::<u32>())
        .prop_map(|(revenue, profit, n_orders)| Spend {
            revenue,
            profit,
            n_orders,
        })
        .boxed()
}

/// Any order history.
pub fn history() -> BoxedStrategy<OrderHistory> {
    let weeks = || {
        prop_oneof![
            (0..9000_u32).prop_map(|days| f64::from(days) / 7.0),
            number(0.0, 1e4)
        ]
    };
    let years = vec(
        (-10_i16..3000, spend()).prop_map(|(year, spend)| YearSpend { year, spend }),
        0..4,
    );
    let products = vec(
        (text(), money()).prop_map(|(id, revenue)| ProductSpend {
            product: ProductId(Arc::from(id)),
            revenue,
        }),
        0..4,
    );
    let channels = vec((text().prop_map(|word| Arc::from(word.as_str())), money()), 0..3);
    let repeat = (any::<u32>(), weeks(), weeks(), option::of(money())).prop_map(|(x, t_x, t, mean_spend)| {
        RepeatPurchases {
            x,
            t_x,
            t,
            mean_spend,
        }
    });
    (
        (
            spend(),
            any::<u32>(),
            option::of(day()),
            option::of(day()),
            spend(),
        ),
        (
            years,
            products,
            channels,
            any::<u32>(),
            any::<u32>(),
            option::of(repeat),
            vec(any::<u32>(), 0..4),
        ),
    )
        .prop_map(|(a, b)| OrderHistory {
            total: a.0,
            n_lines: a.1,
            first: a.2,
            last: a.3,
            trailing_year: a.4,
            by_year: b.0,
            by_product: b.1,
            by_channel: b.2,
            renewals: Renewals {
                renewed: b.3,
                lost: b.4,
            },
            repeat: b.5,
            gaps: b.6,
        })
        .boxed()
}

fn wallet() -> BoxedStrategy<Wallet> {
    (
        option::of(estimate(-1e15, 1e15)),
        option::of(any::<u32>()),
        option::of(any::<u32>()),
        option::of(ratio()),
        text(),
    )
        .prop_map(
            |(annual_size, n_suppliers, our_rank, stated_share, source)| Wallet {
                annual_size,
                n_suppliers,
                our_rank,
                stated_share,
                source,
            },
        )
        .boxed()
}

fn ceilings() -> BoxedStrategy<Ceilings> {
    let shares = [(); 4].map(|()| option::of(number(0.0, 1.0)));
    (shares, option::of(number(0.0, 1e6)))
        .prop_map(|(shares, breadth)| Ceilings {
            retention: shares[0],
            share_of_wallet: shares[1],
            breadth,
            margin: shares[2],
            cost_to_serve: shares[3],
        })
        .boxed()
}

fn account(id: usize) -> BoxedStrategy<Account> {
    let who = (
        text(),
        one_of(AccountKind::ALL),
        option::of(account_id()),
        text(),
        text(),
        text(),
    );
    let when = (
        vec(text(), 0..3),
        option::of(day()),
        option::of(day()),
        option::of(one_of(EarningModel::ALL)),
        option::of(one_of(RelationshipState::ALL)),
    );
    let key = (text(), option::of(day())).prop_map(|(reason, review)| KeyAccount { reason, review });
    let seen = (any::<u32>(), any::<u32>()).prop_map(|(renewed, lost)| Renewals { renewed, lost });
    let index = || option::of(number(0.0, 100.0));
    let rest = (
        option::of(key),
        economics(),
        option::of(seen),
        wallet(),
        ceilings(),
        option::of(history().prop_map(Shared::new)),
    );
    let end = (index(), text(), btree_map(text(), text(), 0..3), text());
    let count = || option::of(any::<u32>());
    let standing = (
        [(); 6].map(|()| index()),
        count(),
        count(),
        option::of(one_of(CameBy::ALL)),
    );
    (who, when, rest, end, standing)
        .prop_map(move |(who, when, rest, end, standing)| Account {
            id: AccountId::new(&format!("a{id}")),
            name: who.0,
            kind: who.1,
            parent: who.2,
            segment: who.3,
            region: who.4,
            owner: who.5,
            tags: when.0,
            since: when.1,
            until: when.2,
            earning_model: when.3,
            state: when.4,
            key: rest.0,
            economics: rest.1,
            renewals: rest.2,
            wallet: rest.3,
            ceilings: rest.4,
            orders: rest.5,
            reference_willingness: end.0,
            standing: Standing {
                criticality: standing.0[0],
                replaceability: standing.0[1],
                savings: standing.0[2],
                their_criticality: standing.0[3],
                their_replaceability: standing.0[4],
                their_savings: standing.0[5],
            },
            units: Units {
                served: standing.1,
                total: standing.2,
            },
            came_by: standing.3,
            note: end.1,
            extra: end.2,
            source: end.3,
        })
        .boxed()
}

fn observation() -> BoxedStrategy<Observation> {
    let rating = || option::of(number(0.0, 10.0));
    (
        (
            text(),
            account_id(),
            text(),
            option::of(day()),
            one_of(ListeningPost::ALL),
            text(),
        ),
        (
            option::of(number(0.0, 1e15)),
            rating(),
            rating(),
            rating(),
            rating(),
            rating(),
        ),
        (option::of(money()), text()),
    )
        .prop_map(|(a, b, c)| Observation {
            id: a.0,
            account: a.1,
            respondent: a.2,
            date: a.3,
            post: a.4,
            driver: a.5,
            importance: b.0,
            rating: b.1,
            next_best: b.2,
            satisfaction: b.3,
            intention: b.4,
            recommend: b.5,
            value_in_use: c.0.map(Money::clamped),
            note: c.1,
        })
        .boxed()
}

fn event() -> BoxedStrategy<ValueEvent> {
    let party = || option::of(account_id()).prop_map(|id| id.map_or(Party::Us, Party::Account));
    (
        (
            text(),
            party(),
            party(),
            option::of(day()),
            one_of(EventKind::ALL),
            one_of(Capital::ALL),
        ),
        (
            money(),
            text(),
            one_of(OutcomeStatus::ALL),
            option::of(account_id()),
        ),
        (
            option::of(estimate(-1e15, 1e15)),
            one_of(Basis::ALL),
            text(),
            text(),
        ),
    )
        .prop_map(|(a, b, c)| ValueEvent {
            id: a.0,
            giver: a.1,
            receiver: a.2,
            date: a.3,
            kind: a.4,
            capital: a.5,
            quantity: b.0,
            unit: b.1,
            status: b.2,
            outcome_account: b.3,
            money: c.0,
            basis: c.1,
            note: c.2,
            source: c.3,
        })
        .boxed()
}

fn attribution() -> BoxedStrategy<AttributionShare> {
    (account_id(), account_id(), ratio(), ratio(), text())
        .prop_map(|(outcome, contributor, share, type_one, note)| AttributionShare {
            outcome,
            contributor,
            share,
            type_one,
            note,
        })
        .boxed()
}

fn activity() -> BoxedStrategy<Activity> {
    (text(), text(), number(0.0, 1e6), number(0.0, 1e6), ratio())
        .prop_map(
            |(id, name, minutes_per_event, rate_per_minute, avoidable_share)| Activity {
                id,
                name,
                minutes_per_event,
                rate_per_minute,
                avoidable_share,
            },
        )
        .boxed()
}

fn load() -> BoxedStrategy<ServiceLoad> {
    (account_id(), text(), number(0.0, 1e9))
        .prop_map(|(account, activity, events_per_year)| ServiceLoad {
            account,
            activity,
            events_per_year,
        })
        .boxed()
}

fn fits() -> BoxedStrategy<Fits> {
    let fit = || {
        (
            (text(), vec(number(1e-9, 1e9), 1..5), vec(number(0.0, 1e9), 0..5)),
            (number(-1e9, 0.0), any::<u32>(), day(), text()),
        )
            .prop_map(|(a, b)| {
                Box::new(AppliedFit {
                    model: a.0,
                    parameters: a.1.clone(),
                    log_covariance: a.1.iter().flat_map(|_| a.1.clone()).collect(),
                    standard_errors: a.2,
                    log_likelihood: b.0,
                    n_accounts: b.1,
                    as_of: b.2,
                    source: b.3,
                })
            })
    };
    (option::of(fit()), option::of(fit()), option::of(fit()))
        .prop_map(|(buying, spend, renewal)| Fits {
            buying,
            spend,
            renewal,
            ..Fits::default()
        })
        .boxed()
}

fn emphasis() -> BoxedStrategy<Emphasis> {
    vec(option::of(number(0.0, 1.0)), Judgement::ALL.len())
        .prop_map(|judged| {
            let mut emphasis = Emphasis::default();
            for (judgement, value) in Judgement::ALL.iter().zip(judged) {
                emphasis.set(*judgement, value);
            }
            emphasis
        })
        .boxed()
}

fn assumptions() -> BoxedStrategy<Assumptions> {
    let of_segment =
        (text(), ceilings()).prop_map(|(segment, ceilings)| SegmentCeilings { segment, ceilings });
    let weights = btree_map(one_of(ListeningPost::ALL), ratio(), 0..5);
    let exchange = (text(), one_of(Capital::ALL), estimate(-1e15, 1e15))
        .prop_map(|(unit, capital, worth)| ExchangeRate { unit, capital, worth });
    (
        (
            number(-0.99, 10.0),
            option::of(any::<u16>()),
            any::<bool>(),
            number(-0.99, 10.0),
            one_of(PaymentTiming::ALL),
        ),
        (
            option::of(estimate(-1.0, 1.0)),
            option::of(ratio()),
            number(0.0, 1e3),
        ),
        (
            option::of(estimate(0.0, 1e15)),
            (number(0.0, 1e6), number(0.0, 1e6), weights, emphasis()),
            vec(exchange, 0..3),
            any::<bool>(),
        ),
        vec(of_segment, 0..3),
        fits(),
    )
        .prop_map(|(a, b, c, d, fits)| Assumptions {
            discount_rate: Rate::clamped(a.0),
            horizon: a.1,
            convention: if a.2 {
                CountingConvention::CountToday
            } else {
                CountingConvention::FutureOnly
            },
            timing: a.4,
            growth: Rate::clamped(a.3),
            gross_margin_ratio: b.0,
            prior_retention: b.1,
            prior_strength: b.2,
            acquisition_cost: c.0,
            evidence_half_life: Years::clamped(c.1.0),
            reference_limit: c.1.1,
            post_weights: Shared::new(c.1.2),
            emphasis: c.1.3,
            ceilings: d,
            fits,
            exchange: c.2,
            exchange_on: c.3,
            moves: Shared::default(),
        })
        .boxed()
}

fn composites() -> BoxedStrategy<Composites> {
    let scale = prop_oneof![
        Just(Scale::Percentile),
        (money(), money()).prop_map(|(from, to)| Scale::Target { from, to })
    ];
    let source = prop_oneof![
        text().prop_map(ItemSource::Measure),
        one_of(Field::ALL).prop_map(ItemSource::Field),
        text().prop_map(ItemSource::Judged),
        one_of(EventKind::ALL).prop_map(ItemSource::Events),
    ];
    let item =
        (one_of(Part::ALL), source, number(0.0, 1e6), scale).prop_map(|(part, source, weight, scale)| Item {
            part,
            source,
            weight,
            scale,
        });
    let condition = (text(), any::<bool>(), money()).prop_map(|(measure, at_least, bound)| Condition {
        measure,
        at_least,
        bound,
    });
    let rule = (text(), vec(condition, 0..3)).prop_map(|(name, conditions)| SegmentRule { name, conditions });
    let segmentation = (
        one_of(SegmentMethod::ALL),
        vec(rule, 0..3),
        (text(), 2..=10_u8),
        (vec(text(), 0..3), 2..=10_u8, any::<u32>()),
    )
        .prop_map(|(method, rules, quantiles, clusters)| Segmentation {
            method,
            rules,
            quantile_measure: quantiles.0,
            n_quantiles: quantiles.1,
            cluster_measures: clusters.0,
            n_clusters: clusters.1,
            seed: clusters.2,
        });
    let weight = || number(0.0, 1e6);
    (
        vec(item, 0..4),
        [(); 3].map(|()| weight()),
        [(); 4].map(|()| weight()),
        segmentation,
    )
        .prop_map(|(items, priority, importance, segmentation)| Composites {
            items,
            priority,
            importance,
            segmentation,
        })
        .boxed()
}

fn need() -> BoxedStrategy<Need> {
    (
        (text(), account_id(), one_of(NeedKind::ALL), text(), text()),
        (
            option::of(number(0.0, 10.0)),
            option::of(day()),
            option::of(day()),
            any::<bool>(),
        ),
    )
        .prop_map(
            |((id, account, kind, text, tag), (importance, since, due, is_done))| Need {
                id,
                account,
                kind,
                text,
                tag,
                importance,
                since,
                due,
                is_done,
            },
        )
        .boxed()
}

fn care_plan() -> BoxedStrategy<CarePlan> {
    vec(option::of(1..=CarePlan::MOST_DAYS), CareGroup::ALL.len())
        .prop_map(|days| {
            let mut plan = CarePlan::default();
            for (&group, days) in CareGroup::ALL.iter().zip(days) {
                plan.set(group, days);
            }
            plan
        })
        .boxed()
}

fn capability() -> BoxedStrategy<Capability> {
    let rated = || option::of(number(0.0, 10.0));
    (one_of(Effort::ALL), text(), rated(), rated())
        .prop_map(|(effort, name, have, need)| Capability {
            effort,
            name,
            have,
            need,
        })
        .boxed()
}

fn objective() -> BoxedStrategy<Objective> {
    (text(), text(), any::<bool>(), number(0.0, 100.0))
        .prop_map(|(name, measure, less_is_better, weight)| Objective {
            name,
            measure,
            less_is_better,
            weight,
        })
        .boxed()
}

fn snapshot() -> BoxedStrategy<Snapshot> {
    (text(), text(), day(), 0..4_usize)
        .prop_flat_map(|(id, name, day, n)| {
            let measure = one_of(both_sides::measures::MeasureId::ALL);
            let columns = vec((measure, vec(option::of(money()), n)), 0..3);
            let states = vec(option::of(one_of(RelationshipState::ALL)), n);
            (
                Just((id, name, day)),
                vec(account_id(), n),
                (option::of(vec(text(), n)), option::of(states)),
                columns,
            )
        })
        .prop_map(|((id, name, day), accounts, (segments, states), columns)| {
            let mut seen = std::collections::BTreeSet::new();
            let columns = columns.into_iter().filter(|(measure, _)| seen.insert(*measure));
            Snapshot {
                id,
                name,
                day,
                accounts,
                segments: segments.unwrap_or_default(),
                states: states.unwrap_or_default(),
                columns: columns
                    .map(|(measure, values)| SnapshotColumn {
                        measure: measure.key().to_owned(),
                        values,
                    })
                    .collect(),
            }
        })
        .boxed()
}

fn effect() -> BoxedStrategy<ActionEffect> {
    let lever = one_of(Lever::ALL).prop_flat_map(|lever| {
        let most = lever.range().1;
        estimate(-most, most).prop_map(move |by| ActionEffect::Lever { lever, by })
    });
    let money = || estimate(-1e15, 1e15);
    prop_oneof![
        lever,
        money().prop_map(ActionEffect::Yearly),
        money().prop_map(ActionEffect::Once)
    ]
    .boxed()
}

fn action() -> BoxedStrategy<Action> {
    let amount = || option::of(number(0.0, 1e15));
    (
        (
            one_of(ActionKind::ALL),
            one_of(ActionStatus::ALL),
            vec(account_id(), 0..3),
            option::of(effect()),
        ),
        (
            amount(),
            amount(),
            option::of(ratio()),
            option::of(number(0.0, 1e6)),
            option::of(money()),
        ),
        (option::of(day()), option::of(day()), option::of(day())),
        [(); 6].map(|()| text()),
    )
        .prop_map(
            |(what, numbers, days, [name, owner, group, reason, note, proposal])| Action {
                id: String::new(),
                name,
                accounts: what.2,
                kind: what.0,
                effect: what.3,
                cost: numbers.0,
                hours: numbers.1,
                probability: numbers.2,
                start: days.0,
                due: days.1,
                lasts_years: numbers.3,
                owner,
                status: what.1,
                group,
                reason,
                note,
                proposal,
                actual: numbers.4,
                actual_day: days.2,
            },
        )
        .boxed()
}

fn plan() -> BoxedStrategy<Plan> {
    let verdict = prop_oneof![
        Just(AnswerVerdict::Rejected),
        day().prop_map(AnswerVerdict::PostponedUntil)
    ];
    let answer = (text(), verdict, text(), day()).prop_map(|(proposal, verdict, note, day)| Answer {
        proposal,
        verdict,
        note,
        day,
    });
    let budget = || option::of(number(0.0, 1e15));
    (vec(action(), 0..4), vec(answer, 0..4), budget(), budget())
        .prop_map(|(mut actions, mut answers, budget_money, budget_hours)| {
            for (at, action) in actions.iter_mut().enumerate() {
                action.id = format!("action {at}");
            }
            for (at, answer) in answers.iter_mut().enumerate() {
                answer.proposal = format!("{}/{at}", answer.proposal);
            }
            Plan {
                actions,
                answers,
                budget_money,
                budget_hours,
            }
        })
        .boxed()
}

fn comment() -> BoxedStrategy<Comment> {
    let measure = option::of(text());
    let on_account =
        (account_id(), measure).prop_map(|(account, measure)| About::Account { account, measure });
    let on_screen = "#[a-z0-9]{0,8}".prop_map(About::Screen);
    let about = prop_oneof![on_account, on_screen];
    (text(), about, day(), text(), text())
        .prop_map(|(id, about, day, author, text)| Comment {
            id,
            about,
            day,
            author,
            text,
        })
        .boxed()
}

fn scenario() -> BoxedStrategy<Scenario> {
    let whom = prop_oneof![
        Just(Whom::Everybody),
        text().prop_map(Whom::Segment),
        account_id().prop_map(Whom::Account),
    ];
    let by = prop_oneof![
        number(-1.0, 1.0).prop_map(By::Points),
        number(-1.0, 10.0).prop_map(By::OfToday)
    ];
    let moved = (whom, one_of(Lever::ALL), by).prop_map(|(whom, lever, by)| LeverMove { whom, lever, by });
    (
        (text(), text(), text()),
        option::of(assumptions()),
        vec(moved, 0..4),
        vec(account_id(), 0..3),
    )
        .prop_map(|((id, name, note), assumptions, moves, released)| Scenario {
            id,
            name,
            note,
            assumptions: assumptions.map(Shared::new),
            moves,
            released,
        })
        .boxed()
}

/// Any document whose numbers are within the range of their unit and whose account ids are unique.
pub fn document() -> BoxedStrategy<Document> {
    let accounts = (0_usize..6).prop_flat_map(|n| (0..n).map(account).collect::<Vec<_>>());
    let products = vec(
        (text(), text(), text()).prop_map(|(id, name, category)| Product {
            id: ProductId(Arc::from(id)),
            name,
            category,
        }),
        0..4,
    );
    let zones =
        (text(), text(), text(), text()).prop_map(|(strategic, prospective, cooperative, tactical)| {
            ZoneTexts {
                strategic,
                prospective,
                cooperative,
                tactical,
            }
        });
    let thresholds = btree_map(text(), money(), 0..3);
    (
        (
            text(),
            text(),
            day(),
            any::<bool>(),
            assumptions(),
            thresholds,
            zones,
        ),
        (
            accounts,
            products,
            vec(observation(), 0..4),
            vec(event(), 0..4),
            vec(need(), 0..3),
        ),
        (
            vec(attribution(), 0..3),
            vec(activity(), 0..3),
            vec(load(), 0..3),
            composites(),
            vec(snapshot(), 0..3),
            plan(),
            care_plan(),
            vec(capability(), 0..3),
            vec(comment(), 0..3),
            (vec(scenario(), 0..3), vec(objective(), 0..3)),
        ),
    )
        .prop_map(|(head, records, rest)| {
            let mut document = Document::empty(&head.0, &head.1, head.2);
            document.is_sample = head.3;
            document.assumptions = Shared::new(head.4);
            document.map = Shared::new(MapSettings {
                thresholds: head.5,
                zones: head.6,
            });
            document.portfolio = Portfolio {
                accounts: records.0.into_iter().map(Shared::new).collect(),
                products: Shared::new(records.1),
                observations: Shared::new(records.2),
                events: Shared::new(records.3),
                attributions: Shared::new(rest.0),
                activities: Shared::new(rest.1),
                loads: Shared::new(rest.2),
                needs: Shared::new(records.4),
            };
            document.composites = Shared::new(rest.3);
            document.plan = Shared::new(rest.5);
            document.care = Shared::new(rest.6);
            document.capabilities = Shared::new(rest.7);
            document.snapshots = rest.4.into_iter().map(Shared::new).collect();
            document.comments = Shared::new(rest.8);
            document.objectives = Shared::new(rest.9.1);
            for (n, mut scenario) in rest.9.0.into_iter().enumerate() {
                scenario.id = format!("{n} {}", scenario.id);
                document.scenarios.push(Shared::new(scenario));
            }
            document
        })
        .boxed()
}

/// A document with every part of it filled in, always the same.
pub fn full() -> Document {
    let id = AccountId::new;
    let estimate = |low, base, high| Estimate::between(low, base, high);
    let spend = Spend {
        revenue: 0.1 + 0.2,
        profit: Some(-12.5),
        n_orders: 3,
    };
    let mut alder = Account::new(id("c-1"), "Alder & Co");
    alder.parent = Some(id("c-2"));
    (alder.segment, alder.region, alder.owner) = ("Retail".into(), "North".into(), "Ines".into());
    alder.tags = vec!["pilot".into(), "2026".into()];
    (alder.since, alder.until) = (Day::new(2019, 2, 28), Day::new(2027, 1, 1));
    alder.earning_model = Some(EarningModel::Contract);
    alder.state = Some(RelationshipState::Friend);
    alder.key = Some(KeyAccount {
        reason: "opens doors".into(),
        review: Day::new(2027, 3, 1),
    });
    alder.economics = Economics {
        annual_revenue: estimate(80_000.0, 100_000.0, 120_000.5),
        gross_margin: Estimate::exact(40_000.0),
        cost_to_serve: Estimate::exact(-0.0),
        avoidable_share: Some(Ratio::clamped(0.4)),
        annual_retention: estimate(0.7, 0.8, 0.9),
        growth: Some(Rate::clamped(0.05)),
        annual_hours: Some(120.0),
        acquisition_cost: Some(Money::clamped(5_000.0)),
        business_growth: None,
        payment_behaviour: Some(80.0),
    };
    alder.renewals = Some(Renewals { renewed: 3, lost: 0 });
    alder.wallet = Wallet {
        annual_size: Estimate::exact(250_000.0),
        n_suppliers: Some(3),
        our_rank: Some(1),
        stated_share: Some(Ratio::clamped(0.4)),
        source: "account plan".into(),
    };
    alder.orders = Some(Shared::new(OrderHistory {
        total: spend,
        n_lines: 7,
        first: Day::new(2014, 2, 28),
        last: Day::new(2017, 12, 31),
        trailing_year: Spend {
            profit: None,
            ..spend
        },
        by_year: vec![YearSpend { year: 2014, spend }],
        by_product: vec![ProductSpend {
            product: ProductId(Arc::from("desk")),
            revenue: 12.5,
        }],
        by_channel: vec![(Arc::from("web"), 12.5)],
        renewals: Renewals { renewed: 2, lost: 1 },
        repeat: Some(RepeatPurchases {
            x: 2,
            t_x: 213.0 / 7.0,
            t: 38.87,
            mean_spend: Some(22.35),
        }),
        gaps: Vec::new(),
    }));
    (alder.reference_willingness, alder.standing.criticality) = (Some(90.0), Some(55.5));
    alder.note = "=SUM(A1)\nsecond line, \"quoted\"".into();
    alder.extra = BTreeMap::from([
        ("+VAT id".to_owned(), "-NL1".to_owned()),
        ("Phone".to_owned(), "'=0".to_owned()),
    ]);
    alder.source = "customers.csv".into();
    let mut birch = Account::new(id("c-2"), "Birch 桦 <b>");
    birch.kind = AccountKind::Partner;
    let mut document = Document::empty("Everything", "EUR", Day::new(2026, 11, 22).unwrap());
    document
        .map
        .edit()
        .thresholds
        .insert("value_received".into(), 62.5);
    document.assumptions.edit().exchange.push(ExchangeRate {
        unit: "reference call".into(),
        capital: Capital::Reputational,
        worth: estimate(100.0, 200.0, 400.0).unwrap(),
    });
    document.assumptions.edit().gross_margin_ratio = estimate(0.2, 0.3, 0.4);
    let mut carl = Account::new(id("c-3"), "Carl");
    carl.economics.annual_revenue = Estimate::exact(-1_250.75);
    document.portfolio = Portfolio {
        accounts: [alder, birch, carl].into_iter().map(Shared::new).collect(),
        products: Shared::new(vec![Product {
            id: ProductId(Arc::from("desk")),
            name: "Desk".into(),
            category: "Furniture".into(),
        }]),
        observations: Shared::new(vec![Observation {
            id: "o1".into(),
            account: id("c-1"),
            respondent: "Mia".into(),
            date: Day::new(2026, 5, 1),
            post: ListeningPost::Interview,
            driver: "delivery".into(),
            importance: Some(3.0),
            rating: Some(8.0),
            next_best: Some(7.0),
            satisfaction: Some(9.0),
            intention: Some(10.0),
            recommend: Some(0.0),
            value_in_use: Some(Money::clamped(150_000.0)),
            note: "kept a promise".into(),
        }]),
        events: Shared::new(vec![ValueEvent {
            id: "e1".into(),
            giver: Party::Account(id("c-1")),
            receiver: Party::Us,
            date: Day::new(2026, 6, 1),
            kind: EventKind::ReferenceUse,
            capital: Capital::Reputational,
            quantity: 2.0,
            unit: "reference call".into(),
            status: OutcomeStatus::Realised,
            outcome_account: Some(id("c-2")),
            money: estimate(1.0, 2.0, 3.0),
            basis: Basis::Judged,
            note: "went well".into(),
            source: "typed".into(),
        }]),
        attributions: Shared::new(vec![AttributionShare {
            outcome: id("c-2"),
            contributor: id("c-1"),
            share: Ratio::clamped(0.25),
            type_one: Ratio::clamped(0.5),
            note: "introduced".into(),
        }]),
        activities: Shared::new(vec![Activity {
            id: "visit".into(),
            name: "Visit".into(),
            minutes_per_event: 90.0,
            rate_per_minute: 1.2,
            avoidable_share: Ratio::clamped(1.0),
        }]),
        loads: Shared::new(vec![ServiceLoad {
            account: id("c-1"),
            activity: "visit".into(),
            events_per_year: 12.0,
        }]),
        needs: Shared::default(),
    };
    document
}

/// The same with what came to format 1 later: what is weighed together, standing, units, snapshots.
pub fn weighed() -> Document {
    let mut document = full();
    let alder = document.portfolio.accounts[0].edit();
    alder.standing.their_savings = Some(20.0);
    alder.units.total = Some(4);
    alder.came_by = Some(CameBy::Earned);
    alder.economics.business_growth = Some(Rate::clamped(0.04));
    document.composites.edit().priority = [1.0, 0.5, 3.0];
    document.snapshots.push(Shared::new(Snapshot {
        id: "s1".into(),
        name: "Last year".into(),
        day: Day::new(2025, 11, 22).unwrap(),
        accounts: vec![AccountId::new("c-1"), AccountId::new("c-2")],
        segments: Vec::new(),
        states: Vec::new(),
        columns: vec![SnapshotColumn {
            measure: "revenue".into(),
            values: vec![None, Some(1_250.5)],
        }],
    }));
    document
}

/// The same with a plan: an action with everything, one with nothing, and both answers.
pub fn planned() -> Document {
    let mut document = weighed();
    let day = |text: &str| text.parse::<Day>().ok();
    let visit = Action {
        name: "Agree on fewer, larger orders".into(),
        accounts: vec![AccountId::new("c-1"), AccountId::new("c-3")],
        effect: Estimate::between(0.01, 0.02, 0.05).map(|by| ActionEffect::Lever {
            lever: Lever::CostToServe,
            by,
        }),
        cost: Some(1_200.0),
        hours: Some(16.5),
        probability: Some(Ratio::clamped(0.6)),
        start: day("2026-12-01"),
        due: day("2027-02-28"),
        lasts_years: Some(3.0),
        owner: "Mia".into(),
        status: ActionStatus::UnderWay,
        group: "alder".into(),
        reason: "Contribution is below zero\nCost to serve is above gross margin".into(),
        note: "after the fair".into(),
        proposal: "below-zero/c-1".into(),
        actual: Some(-10.5),
        actual_day: day("2027-03-01"),
        ..Action::blank("a1", ActionKind::Fix)
    };
    let answer = |proposal: &str, verdict, note: &str| Answer {
        proposal: proposal.into(),
        verdict,
        note: note.into(),
        day: Day::new(2026, 11, 22).unwrap(),
    };
    document.plan = Shared::new(Plan {
        actions: vec![visit, Action::blank("a2", ActionKind::FindOut)],
        answers: vec![
            answer("below-zero/c-3", AnswerVerdict::Rejected, "\"they said no\""),
            answer(
                "headroom/c-1",
                AnswerVerdict::PostponedUntil(Day::new(2027, 1, 15).unwrap()),
                "",
            ),
        ],
        budget_money: Some(5_000.0),
        budget_hours: Some(80.0),
    });
    document
}

/// The same with what people think of it.
pub fn commented() -> Document {
    let mut document = weighed();
    let about = |account: &str, measure: Option<&str>| About::Account {
        account: AccountId::new(account),
        measure: measure.map(str::to_owned),
    };
    let comment = |id: &str, about, author: &str, text: &str| Comment {
        id: id.into(),
        about,
        day: Day::new(2026, 11, 20).unwrap(),
        author: author.into(),
        text: text.into(),
    };
    *document.comments.edit() = vec![
        comment("n1", about("c-1", None), "Mia", "ask again\nin spring"),
        comment("n2", about("c-2", Some("revenue")), "", "\"too low\"?"),
        comment(
            "n3",
            About::Screen("#economic".into()),
            "Mia",
            "<b>thresholds</b>",
        ),
    ];
    document
}
