//! A valuation reached by edits is the one worked out from nothing, to the last bit.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::decisions::Proposals;
use both_sides::measures::three_ps::Composite;
use both_sides::measures::{MeasureId, Measured, Scoring, Valuation, Warned, revalue, value};
use both_sides::portfolio::{
    Account, AccountId, AccountKind, Basis, Document, EventKind, Field, Item, ItemSource, ListeningPost,
    OutcomeStatus, Part, PaymentTiming, RelationshipState, Renewals, Scale, Shared, WHOLE_INDEX,
};
use both_sides::sample::sample;
use both_sides::slices::at_once;
use both_sides::units::{Day, Estimate, Money, Rate, Ratio, Years};
use measures_support::{account, exact, said, share};
use proptest::prelude::*;

/// One change, chosen by `what`, made with two rows and a number.
#[derive(Clone, Debug)]
struct Change {
    what: usize,
    row: usize,
    other: usize,
    number: f64,
}

const N_KINDS: usize = 44;

fn any_change() -> impl Strategy<Value = Change> {
    (0..N_KINDS, 0..40_usize, 0..40_usize, 0.0..1.0_f64).prop_map(|(what, row, other, number)| Change {
        what,
        row,
        other,
        number,
    })
}

impl Change {
    fn apply(&self, document: &mut Document) {
        let n_accounts = document.portfolio.accounts.len();
        if n_accounts == 0 {
            return;
        }
        let (row, other) = (self.row % n_accounts, self.other % n_accounts);
        if self.what < 17 {
            return self.change_account(document.portfolio.accounts[row].edit());
        }
        let of = document.portfolio.accounts[row].id.clone();
        let to = document.portfolio.accounts[other].id.clone();
        let share = share(of.as_str(), to.as_str(), self.number);
        let portfolio = &mut document.portfolio;
        let assumptions = &mut document.assumptions;
        match self.what {
            17 => assumptions.edit().discount_rate = Rate::clamped(self.number),
            18 => assumptions.edit().evidence_half_life = Years::clamped(4.0 * self.number),
            19 => assumptions.edit().prior_strength = 10.0 * self.number,
            20 => assumptions.edit().prior_retention = Some(Ratio::clamped(self.number)),
            21 => assumptions.edit().exchange_on ^= true,
            22 => {
                assumptions.edit().acquisition_cost = exact(1e4 * self.number).filter(|_| self.number > 0.3)
            }
            23 => assumptions
                .edit()
                .exchange
                .truncate((10.0 * self.number) as usize),
            24 => document.as_of = Day::from_epoch_days(20_000 + (1_000.0 * self.number) as i32).unwrap(),
            25 => portfolio.observations.edit().push(said(
                of.as_str(),
                "Price",
                20.0,
                1.0 + 9.0 * self.number,
                Some(5.0),
            )),
            26 => drop_one(portfolio.observations.edit(), self.number),
            27 => self.change_event(portfolio.events.edit(), to),
            28 => drop_one(portfolio.events.edit(), self.number),
            29 => portfolio.attributions.edit().push(share),
            30 => drop_one(portfolio.attributions.edit(), self.number),
            31 => portfolio
                .loads
                .edit()
                .iter_mut()
                .step_by(3)
                .for_each(|load| load.events_per_year *= self.number),
            32 => drop_one(portfolio.activities.edit(), self.number),
            33 => portfolio.accounts.swap(row, other),
            34 => drop_one(portfolio.products.edit(), self.number),
            35 => document.composites.edit().importance[0] = self.number,
            36 => {
                let post = ListeningPost::ALL[self.other % ListeningPost::ALL.len()];
                let weights = assumptions.edit().post_weights.edit();
                weights.insert(post, Ratio::clamped(2.0 * self.number - 0.5));
            }
            37 => assumptions.edit().reference_limit = self.number,
            39..=42 => self.change_items(&mut document.composites.edit().items),
            43 => document.composites.edit().priority[self.row % 3] = self.number,
            38 => assumptions.edit().timing = PaymentTiming::ALL[self.other % PaymentTiming::ALL.len()],
            _ if self.number < 0.3 => portfolio.accounts.push(Shared::new(account("newcomer"))),
            _ if self.number < 0.6 => drop(portfolio.accounts.remove(row)),
            _ => document.name.push('!'),
        }
    }

    fn change_account(&self, account: &mut Account) {
        let known = self.number > 0.2;
        let money = exact(1e5 * self.number).filter(|_| known);
        let economics = &mut account.economics;
        match self.what {
            0 if self.number > 0.8 => economics.annual_hours = Some(100.0 * self.number),
            0 => economics.gross_margin = money,
            1 => economics.annual_revenue = money,
            2 => economics.cost_to_serve = money,
            3 => economics.annual_retention = exact(self.number).filter(|_| known),
            4 => economics.growth = Some(Rate::clamped(self.number)),
            5 => economics.acquisition_cost = Some(Money::clamped(1e4 * self.number)),
            6 => economics.avoidable_share = Some(Ratio::clamped(self.number)),
            7 => {
                account.renewals = known.then_some(Renewals {
                    renewed: self.other as u32,
                    lost: 2,
                })
            }
            8 => account.segment = ["", "Industry", "Retail"][self.other % 3].to_owned(),
            9 => account.kind = AccountKind::ALL[self.other % AccountKind::ALL.len()],
            10 => account.name.push_str(" and sons"),
            11 => account.until = Day::from_epoch_days(20_000 + self.other as i32).filter(|_| known),
            12 => account.wallet.annual_size = Estimate::between(1e3, 1e4, 1e5 * (1.0 + self.number)),
            13 => account.reference_willingness = Some(100.0 * self.number).filter(|_| known),
            14 => account.state = RelationshipState::ALL.get(self.other).copied(),
            15 => account.ceilings.retention = Some(self.number).filter(|_| known),
            _ => account.since = Day::from_epoch_days(15_000 + self.other as i32),
        }
    }

    fn change_items(&self, items: &mut Vec<Item>) {
        let place = self.row % items.len().max(1);
        match (self.what, items.get_mut(place)) {
            (39, Some(item)) => item.weight = 3.0 * self.number - 0.5,
            (40, Some(item)) => item.scale = Scale::Percentile,
            (41, Some(_)) => drop(items.remove(place)),
            _ => items.push(Item {
                part: Part::ALL[self.other % Part::ALL.len()],
                source: ItemSource::Measure(MeasureId::ALL[self.row].key().to_owned()),
                weight: self.number,
                scale: [Scale::Percentile, WHOLE_INDEX][self.other % 2],
            }),
        }
    }

    fn change_event(&self, events: &mut [both_sides::portfolio::ValueEvent], to: AccountId) {
        let n_events = events.len();
        if let Some(event) = events.get_mut(self.row % n_events.max(1)) {
            event.status = OutcomeStatus::ALL[self.other % OutcomeStatus::ALL.len()];
            event.kind = EventKind::ALL[self.other % EventKind::ALL.len()];
            event.money = exact(1e3 * self.number).filter(|_| self.number > 0.5);
            event.basis = Basis::Observed;
            event.outcome_account = Some(to);
        }
    }
}

fn drop_one<T>(records: &mut Vec<T>, at: f64) {
    let place = (at * records.len() as f64) as usize;
    if place < records.len() {
        records.remove(place);
    }
}

fn bits(measured: Measured) -> (Option<u64>, Option<[u64; 2]>, Basis) {
    let ends = measured
        .interval
        .map(|ends| [ends.low, ends.high].map(f64::to_bits));
    (measured.value.map(f64::to_bits), ends, measured.basis)
}

fn assert_same(
    one: &Warned<Valuation>,
    other: &Warned<Valuation>,
    n_rows: usize,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(&one.warnings, &other.warnings);
    for &measure in MeasureId::ALL {
        for row in 0..n_rows + 1 {
            let numbers = [one, other].map(|scored| bits(scored.output.get(measure, row)));
            prop_assert_eq!(numbers[0], numbers[1], "{:?} of row {}", measure, row);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_edits_lead_to_is_what_starting_over_gives(
        changes in prop::collection::vec((any_change(), any::<bool>()), 1..16),
        n_rows in 1..50_usize,
    ) {
        let mut document = sample().unwrap();
        let mut scored = value(&document);
        for (change, is_seen) in changes {
            change.apply(&mut document);
            // Not every edit is valued: a large portfolio's numbers come late.
            if is_seen {
                let mut slowly = Scoring::follow(&scored, &document);
                while slowly.step(n_rows) {}
                let slowly = slowly.finish();
                scored = revalue(&scored, &document);
                let n_accounts = document.portfolio.accounts.len();
                assert_same(&scored, &value(&document), n_accounts)?;
                assert_same(&slowly, &scored, n_accounts)?;
            }
        }
    }
}

#[test]
fn what_others_are_compared_by_moves_with_any_of_them() {
    let mut document = sample().unwrap();
    let sources = [
        ItemSource::Measure("importance_to_us".to_owned()),
        ItemSource::Measure("attention_index".to_owned()),
        ItemSource::Field(Field::CostToServe),
        ItemSource::Judged("Fit".to_owned()),
        ItemSource::Events(EventKind::Feedback),
    ];
    document
        .composites
        .edit()
        .items
        .extend(sources.map(|source| Item {
            part: Part::Payoff,
            source,
            weight: 1.0,
            scale: Scale::Percentile,
        }));
    let mut scored = value(&document);
    let n_accounts = document.portfolio.accounts.len();
    let mut edited = |edit: &dyn Fn(&mut Account)| {
        edit(document.portfolio.accounts[5].edit());
        let before = scored.output.column(MeasureId::Payoff).clone();
        scored = revalue(&scored, &document);
        assert_same(&scored, &value(&document), n_accounts).unwrap();
        (0..n_accounts)
            .filter(|&row| scored.output.get(MeasureId::Payoff, row) != before.get(row))
            .count()
    };
    assert_eq!(edited(&|account| account.owner.push('x')), 0);
    assert!(edited(&|account| account.economics.annual_hours = Some(500.0)) >= 1);
    // The largest revenue of all: everybody matters less beside it.
    assert!(edited(&|account| account.economics.annual_revenue = exact(1e9)) > 2);
    assert!(edited(&|account| account.economics.cost_to_serve = exact(1e8)) > 2);
    assert!(edited(&|account| drop(account.extra.insert("Fit".to_owned(), "80".to_owned()))) >= 1);
    assert!(edited(&|account| account.segment = "Elsewhere".to_owned()) < n_accounts);
}

#[test]
fn a_name_leaves_every_number_where_it_is() {
    let mut document = sample().unwrap();
    let before = value(&document);
    document.portfolio.accounts[3].edit().name = "Renamed".to_owned();
    let after = revalue(&before, &document);
    for &measure in MeasureId::ALL {
        let columns = [&before, &after].map(|scored| std::ptr::from_ref(scored.output.column(measure)));
        assert_eq!(columns[0], columns[1], "{measure:?} was copied");
    }
}

#[test]
fn a_weight_leaves_every_number_but_its_score_where_it_is() {
    let mut document = sample().unwrap();
    let before = value(&document);
    let item = &mut document.composites.edit().items[0];
    item.weight += 1.0;
    let score = Composite::Part(item.part).measure();
    let after = revalue(&before, &document);
    for &measure in MeasureId::ALL.iter().filter(|&&measure| measure != score) {
        let columns = [&before, &after].map(|scored| scored.output.shared_column(measure));
        assert!(columns[0].same(columns[1]), "{measure:?} was copied");
    }
    assert_ne!(before.output.column(score), after.output.column(score));
    assert!(Proposals::reads_the_same(&before.output, &after.output));
    assert_eq!(
        at_once(Proposals::find(&document, &before.output)),
        at_once(Proposals::find(&document, &after.output))
    );
}
