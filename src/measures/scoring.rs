//! Values a document, all at once or a few rows at a time.

use crate::portfolio::{Account, Document};

use super::attribution::Attribution;
use super::caveats::Collected;
use super::completeness::{CompletenessTerms, KnownMeasures};
use super::contribution::ContributionTerms;
use super::cost_to_serve::CostTerms;
use super::dimensions::DimensionTerms;
use super::groundwork::Groundwork;
use super::ledger::{LedgerTerms, Line};
use super::lifetime_value::LifetimeTerms;
use super::received::ReceivedTerms;
use super::relative_value::RelativeTerms;
use super::retention::{IntervalCache, RetentionTerms};
use super::revenue::{Origin, RevenueTerms};
use super::roles::{Role, RoleTerms};
use super::total_value::{Flows, TotalTerms};
use super::wallet::WalletTerms;
use super::{Column, MeasureId, Measured, Valuation, Warned};

/// Every measure of every account of `document`, and what to distrust.
///
/// One account with a margin of 100 that stays with 80 % probability, at 10 %: 100 · 0.8 / (1 + 0.1 − 0.8).
///
/// ```
/// use both_sides::measures::{MeasureId, value};
/// use both_sides::portfolio::{Account, AccountId, Document, Shared};
/// use both_sides::units::{Day, Estimate};
/// let mut account = Account::new(AccountId::new("a"), "Alpha");
/// account.economics.gross_margin = Estimate::exact(100.0);
/// account.economics.cost_to_serve = Estimate::exact(0.0);
/// account.economics.annual_retention = Estimate::exact(0.8);
/// let mut document = Document::empty("One", "EUR", Day::new(2026, 1, 1).unwrap());
/// document.portfolio.accounts.push(Shared::new(account));
/// let scored = value(&document);
/// assert_eq!(scored.output.get(MeasureId::CurrentValue, 0).value.map(f64::round), Some(267.0));
/// ```
pub fn value(document: &Document) -> Warned<Valuation> {
    let mut scoring = Scoring::start(document);
    while scoring.step(usize::MAX) {}
    scoring.finish()
}

/// A valuation under way, so that a page can breathe between slices.
#[derive(Clone, Debug)]
pub struct Scoring {
    document: Document,
    groundwork: Groundwork,
    cache: IntervalCache,
    collected: Collected,
    valuation: Valuation,
    flows: Option<Flows>,
    next_row: usize,
}

impl Scoring {
    /// Looks the document through once; copies pointers, not records.
    pub fn start(document: &Document) -> Self {
        Self {
            groundwork: Groundwork::new(document),
            document: document.clone(),
            cache: IntervalCache::default(),
            collected: Collected::default(),
            valuation: Valuation::empty(),
            flows: None,
            next_row: 0,
        }
    }

    /// Values up to `n_rows` more rows; true while there is more to do. Every row is visited twice: once for
    /// itself, once for what flows between accounts.
    pub fn step(&mut self, n_rows: usize) -> bool {
        let n_accounts = self.document.portfolio.accounts.len();
        let end = self.next_row.saturating_add(n_rows.max(1)).min(n_accounts);
        if self.flows.is_none() {
            for row in self.next_row..end {
                self.score_alone(row);
            }
            self.next_row = end;
            if end == n_accounts {
                self.flows = Some(Flows::new(&self.groundwork.attribution, &self.valuation));
                self.next_row = 0;
            }
            return n_accounts > 0;
        }
        for row in self.next_row..end {
            self.score_together(row);
        }
        self.next_row = end;
        end < n_accounts
    }

    /// The valuation; values what is left first.
    pub fn finish(mut self) -> Warned<Valuation> {
        let n_accounts = self.document.portfolio.accounts.len();
        while self.flows.is_none() || self.next_row < n_accounts {
            self.step(usize::MAX);
        }
        Warned {
            output: self.valuation,
            warnings: self.collected.sentences(&self.document, &self.groundwork),
        }
    }

    fn score_alone(&mut self, row: usize) {
        let account = &*self.document.portfolio.accounts[row];
        let terms = AccountTerms::new(&self.document, &self.groundwork, row, account, &mut self.cache);
        if terms.lifetime.has_no_end() {
            self.collected.without_end.push(row);
        }
        if terms.wallet.is_overfull() {
            self.collected.overfull.push(row);
        }
        for entry in &terms.ledger.entries {
            self.collected.entry(row, entry);
        }
        for &measure in MeasureId::ALL {
            if let Some(measured) = terms.measured(measure) {
                self.valuation.column_mut(measure).push(measured);
            }
        }
    }

    fn score_together(&mut self, row: usize) {
        let Some(flows) = &self.flows else { return };
        let ledger = LedgerTerms::new(&self.document, &self.groundwork, row);
        let attribution: &Attribution = &self.groundwork.attribution;
        let terms = TotalTerms::new(&self.document, attribution, flows, &self.valuation, row, ledger);
        let measured = [
            (MeasureId::AttributedIn, terms.attributed_in()),
            (MeasureId::AttributedOut, terms.attributed_out()),
            (MeasureId::NetValue, terms.net_value()),
            (MeasureId::RelationshipValue, terms.relationship_value()),
            (MeasureId::TotalValue, terms.total_value()),
        ];
        for (measure, measured) in measured {
            let column: &mut Column = self.valuation.column_mut(measure);
            column.push(measured);
        }
    }
}

/// The terms of every measure of one account that needs no other account's value.
pub(crate) struct AccountTerms<'a> {
    pub revenue: RevenueTerms,
    pub cost: CostTerms<'a>,
    pub contribution: ContributionTerms,
    pub retention: RetentionTerms,
    pub lifetime: LifetimeTerms,
    pub received: ReceivedTerms<'a>,
    pub relative: RelativeTerms<'a>,
    pub ledger: LedgerTerms<'a>,
    pub roles: [RoleTerms<'a>; 4],
    pub dimensions: DimensionTerms<'a>,
    pub wallet: WalletTerms<'a>,
    pub completeness: CompletenessTerms,
}

impl<'a> AccountTerms<'a> {
    pub fn new(
        document: &'a Document,
        groundwork: &'a Groundwork,
        row: usize,
        account: &'a Account,
        cache: &mut IntervalCache,
    ) -> Self {
        let revenue = RevenueTerms::new(document, account);
        let cost = CostTerms::new(document, groundwork, row, account);
        let contribution = ContributionTerms {
            gross_margin: revenue.gross_margin,
            cost_to_serve: cost.cost,
        };
        let retention = RetentionTerms::new(document, account, row, &groundwork.priors, cache);
        let contributed = contribution.measured();
        let ledger = LedgerTerms::new(document, groundwork, row);
        let known = KnownMeasures {
            revenue: revenue.revenue.value.is_some(),
            gross_margin: !matches!(revenue.margin_origin, Origin::Assumed | Origin::Missing),
            cost_to_serve: cost.cost.value.is_some(),
        };
        Self {
            lifetime: LifetimeTerms::new(document, account, contributed, &retention),
            received: ReceivedTerms::new(document, groundwork, row),
            relative: RelativeTerms::new(document, groundwork, row),
            roles: Role::ALL.map(|role| RoleTerms::new(&groundwork.ageing, account, &ledger, role)),
            dimensions: DimensionTerms::new(document, account, contributed, revenue.revenue),
            wallet: WalletTerms::new(document, account, revenue.revenue, revenue.gross_margin),
            completeness: CompletenessTerms::new(document, groundwork, row, account, &ledger, known),
            revenue,
            cost,
            contribution,
            retention,
            ledger,
        }
    }

    /// The number of one measure; `None` for those that need other accounts' values.
    pub fn measured(&self, measure: MeasureId) -> Option<Measured> {
        Some(match measure {
            MeasureId::Revenue => self.revenue.revenue,
            MeasureId::GrossMargin => self.revenue.gross_margin,
            MeasureId::HistoricProfit => self.revenue.historic_profit,
            MeasureId::CostToServe => self.cost.cost,
            MeasureId::AvoidableCost => self.cost.avoidable,
            MeasureId::Contribution => self.contribution.measured(),
            MeasureId::Retention => self.retention.measured(),
            MeasureId::CurrentValue => self.lifetime.measured(),
            MeasureId::ValueReceived => self.received.measured(),
            MeasureId::RelativeValue => self.relative.measured(),
            MeasureId::Surplus => self.relative.surplus(self.revenue.revenue),
            MeasureId::SavedAcquisition => self.ledger.line(Line::SavedAcquisition),
            MeasureId::Knowledge => self.ledger.line(Line::Knowledge),
            MeasureId::Innovation => self.ledger.line(Line::Innovation),
            MeasureId::Human => self.ledger.line(Line::Human),
            MeasureId::Reputation => self.ledger.line(Line::Reputation),
            MeasureId::ExchangeBalance => self.ledger.balance(),
            MeasureId::ReferenceRole => self.roles[0].measured(),
            MeasureId::ReferralRole => self.roles[1].measured(),
            MeasureId::LearningRole => self.roles[2].measured(),
            MeasureId::InnovationRole => self.roles[3].measured(),
            MeasureId::Length => self.dimensions.length(),
            MeasureId::Breadth => self.dimensions.breadth(),
            MeasureId::EffectiveBreadth => self.dimensions.effective_breadth(),
            MeasureId::Depth => self.dimensions.depth(),
            MeasureId::ShareOfWallet => self.wallet.share_of_wallet(),
            MeasureId::Headroom => self.wallet.headroom(),
            MeasureId::ProfileCompleteness => self.completeness.measured(),
            MeasureId::AttributedIn
            | MeasureId::AttributedOut
            | MeasureId::NetValue
            | MeasureId::RelationshipValue
            | MeasureId::TotalValue => return None,
        })
    }
}
