//! Every measure of one account that needs no other account's value.

use crate::portfolio::Document;

use super::completeness::{CompletenessTerms, KnownMeasures};
use super::contribution::ContributionTerms;
use super::cost_to_serve::CostTerms;
use super::dimensions::DimensionTerms;
use super::groundwork::Groundwork;
use super::heard::Heard;
use super::ledger::{LedgerSums, LedgerTerms, Line};
use super::lifetime_value::LifetimeTerms;
use super::received::ReceivedTerms;
use super::reference_load::ReferenceLoadTerms;
use super::relative_value::{RelativeTerms, surplus_left};
use super::retention::{IntervalCache, RetentionTerms};
use super::revenue::{Origin, RevenueTerms};
use super::roles::{Role, RoleTerms};
use super::said::Said;
use super::standing::StandingTerms;
use super::still_there::StillThereTerms;
use super::wallet::WalletTerms;
use super::{MeasureId, Measured};

/// Terms with lists, written on again for one account after the other so that nothing is allocated anew.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheets<'a> {
    said: Said<'a>,
    received: ReceivedTerms<'a>,
    relative: RelativeTerms<'a>,
    ledger: LedgerTerms<'a>,
    cost: CostTerms<'a>,
}

impl<'a> Sheets<'a> {
    fn hear(&mut self, document: &'a Document, groundwork: &Groundwork, row: usize) -> Heard {
        self.said.read(document, groundwork, row);
        self.received.read(&self.said);
        self.relative.read(&self.said);
        Heard::of(&self.said, &self.received, &self.relative)
    }
}

/// The terms of every measure of one account that needs no other account's value.
pub(crate) struct AccountTerms<'s, 'a> {
    pub revenue: RevenueTerms,
    pub cost: &'s CostTerms<'a>,
    pub contribution: ContributionTerms,
    pub retention: RetentionTerms,
    pub lifetime: LifetimeTerms,
    pub heard: Heard,
    pub ledger: &'s LedgerTerms<'a>,
    pub ledger_sums: LedgerSums,
    pub roles: [RoleTerms; 4],
    pub reference_load: ReferenceLoadTerms<'a>,
    pub dimensions: DimensionTerms<'a>,
    pub wallet: WalletTerms<'a>,
    pub completeness: CompletenessTerms,
    pub standing: StandingTerms,
}

impl<'s, 'a> AccountTerms<'s, 'a> {
    /// Works them out for the account in `row`; what it said is read unless it is `known`.
    pub fn new(
        document: &'a Document,
        groundwork: &'a Groundwork,
        row: usize,
        cache: &mut IntervalCache,
        known: Option<Heard>,
        sheets: &'s mut Sheets<'a>,
    ) -> Self {
        let account = &*document.portfolio.accounts[row];
        let heard = known.unwrap_or_else(|| sheets.hear(document, groundwork, row));
        let Sheets { ledger, cost, .. } = sheets;
        ledger.read(document, groundwork, row);
        cost.read(document, groundwork, row, account);
        let revenue = RevenueTerms::new(document, account, row);
        let contribution = ContributionTerms {
            gross_margin: revenue.gross_margin,
            cost_to_serve: cost.cost,
        };
        let retention = RetentionTerms::new(document, account, row, groundwork, cache);
        let contributed = contribution.measured();
        let inputs = KnownMeasures {
            revenue: revenue.revenue.value.is_some(),
            gross_margin: !matches!(revenue.margin_origin, Origin::Assumed | Origin::Missing),
            cost_to_serve: cost.cost.value.is_some(),
        };
        let wallet = WalletTerms::new(
            document,
            account,
            revenue.revenue,
            revenue.gross_margin,
            revenue.gain(),
        );
        let retained = retention.measured();
        Self {
            standing: StandingTerms::to_them(document, account, wallet.share_of_wallet()),
            lifetime: LifetimeTerms::new(document, account, contributed, &retention, &revenue, cost.cost),
            roles: Role::ALL.map(|role| RoleTerms::new(&groundwork.ageing, account, ledger, role)),
            reference_load: ReferenceLoadTerms::new(document, groundwork, row),
            dimensions: DimensionTerms::new(document, account, row, contributed, revenue.revenue, retained),
            wallet,
            completeness: CompletenessTerms::new(&groundwork.ageing, account, &heard, ledger, inputs),
            ledger_sums: ledger.sums(),
            revenue,
            cost,
            contribution,
            retention,
            heard,
            ledger,
        }
    }

    /// Whether it is still a customer, by an applied fit.
    pub const fn still_there(&self) -> StillThereTerms {
        StillThereTerms::new(&self.retention)
    }

    /// The number of one measure; `None` for those that need other accounts' values.
    pub fn measured(&self, measure: MeasureId) -> Option<Measured> {
        Some(match measure {
            MeasureId::Revenue => self.revenue.revenue,
            MeasureId::GrossMargin => self.revenue.gross_margin,
            MeasureId::HistoricRevenue => self.revenue.historic_revenue,
            MeasureId::HistoricProfit => self.revenue.historic_profit,
            MeasureId::CostToServe => self.cost.cost,
            MeasureId::AvoidableCost => self.cost.avoidable,
            MeasureId::Contribution => self.contribution.measured(),
            MeasureId::Retention => self.retention.measured(),
            MeasureId::StillThere | MeasureId::ExpectedPurchases => self.still_there().measured(measure),
            MeasureId::CurrentValue => self.lifetime.measured(),
            MeasureId::ValueReceived => self.heard.received,
            MeasureId::RelativeValue => self.heard.relative,
            MeasureId::RelativeQuality => self.heard.relative_quality,
            MeasureId::RelativePrice => self.heard.relative_price,
            MeasureId::FairPrice => self.heard.fair_price,
            MeasureId::Attitude => self.heard.attitude,
            MeasureId::Intention => self.heard.intention,
            MeasureId::ImportanceToThem => self.standing.measured(),
            MeasureId::Surplus => surplus_left(self.heard.value_in_use, self.revenue.revenue),
            MeasureId::SavedAcquisition => self.ledger_sums.line(Line::SavedAcquisition),
            MeasureId::Knowledge => self.ledger_sums.line(Line::Knowledge),
            MeasureId::Innovation => self.ledger_sums.line(Line::Innovation),
            MeasureId::Human => self.ledger_sums.line(Line::Human),
            MeasureId::Reputation => self.ledger_sums.line(Line::Reputation),
            MeasureId::ExchangeBalance => self.ledger.balance(),
            MeasureId::ReferenceRole => self.roles[0].measured(),
            MeasureId::ReferralRole => self.roles[1].measured(),
            MeasureId::LearningRole => self.roles[2].measured(),
            MeasureId::InnovationRole => self.roles[3].measured(),
            MeasureId::ReferenceLoad => self.reference_load.measured(),
            MeasureId::Length => self.dimensions.length(),
            MeasureId::Breadth => self.dimensions.breadth(),
            MeasureId::EffectiveBreadth => self.dimensions.effective_breadth(),
            MeasureId::Depth => self.dimensions.depth(),
            MeasureId::RemainingLength => self.dimensions.remaining(),
            MeasureId::Penetration => self.dimensions.penetration(),
            MeasureId::UnitsCovered => self.dimensions.units_covered(),
            MeasureId::Usage => self.dimensions.usage(),
            MeasureId::ShareOfWallet => self.wallet.share_of_wallet(),
            MeasureId::Headroom => self.wallet.headroom(),
            MeasureId::ProfileCompleteness => self.completeness.measured(),
            MeasureId::AttributedIn
            | MeasureId::AttributedOut
            | MeasureId::ReferralValue
            | MeasureId::NetValue
            | MeasureId::RelationshipValue
            | MeasureId::TotalValue
            | MeasureId::PotentialValue
            | MeasureId::PotentialGap
            | MeasureId::GapRetention
            | MeasureId::GapShare
            | MeasureId::GapBreadth
            | MeasureId::GapMargin
            | MeasureId::GapCost
            | MeasureId::ImportanceToUs
            | MeasureId::ReferenceValue
            | MeasureId::Attention
            | MeasureId::Priority
            | MeasureId::AgreedValue
            | MeasureId::Payoff
            | MeasureId::Potential
            | MeasureId::Partnership => return None,
        })
    }
}
