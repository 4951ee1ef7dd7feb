//! Shows the terms behind any number: the same terms that were added up.

use std::cell::OnceCell;

use crate::portfolio::Document;

use super::FittedIncome;
use super::account_terms::{AccountTerms, Sheets};
use super::attention::{AttentionTerms, AttentionTotals};
use super::groundwork::Groundwork;
use super::ledger::{LedgerTerms, Line};
use super::loyalty::LoyaltyTerms;
use super::potential::{Peers, PotentialTerms};
use super::received::ReceivedTerms;
use super::reference_value::ReferenceValueTerms;
use super::relative_value::RelativeTerms;
use super::retention::IntervalCache;
use super::standing::{StandingTerms, largest_revenue};
use super::three_ps::{Composing, Composite};
use super::total_value::{Flows, TotalTerms};
use super::{Explanation, MeasureId, Measured, Valuation};

/// How one number of one account came about. For several, make one [`Explainer`].
pub fn explain(document: &Document, valuation: &Valuation, measure: MeasureId, row: usize) -> Explanation {
    Explainer::new(document, valuation).explain(measure, row)
}

/// Explains many numbers of one document after looking it through once.
#[derive(Clone, Debug)]
pub struct Explainer<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    groundwork: Groundwork,
    flows: Flows,
    peers: OnceCell<Peers>,
}

impl<'a> Explainer<'a> {
    /// Looks `document` through once.
    pub fn new(document: &'a Document, valuation: &'a Valuation) -> Self {
        let groundwork = Groundwork::of(document, valuation);
        Self {
            flows: Flows::new(&groundwork.attribution, valuation),
            peers: OnceCell::new(),
            document,
            valuation,
            groundwork,
        }
    }

    /// How the number of `measure` in `row` came about.
    pub fn explain(&self, measure: MeasureId, row: usize) -> Explanation {
        let Some(account) = self.document.portfolio.accounts.get(row) else {
            return no_such_row(measure, row);
        };
        if matches!(
            measure,
            MeasureId::AttributedIn
                | MeasureId::AttributedOut
                | MeasureId::ReferralValue
                | MeasureId::NetValue
                | MeasureId::RelationshipValue
                | MeasureId::TotalValue
        ) {
            return self.explain_together(measure, row);
        }
        if PotentialTerms::MEASURES.contains(&measure) {
            let peers = (self.peers).get_or_init(|| Peers::new(self.document, self.valuation));
            let models = &self.groundwork.fitted;
            let fitted = FittedIncome::of(self.document, models, self.valuation, row);
            let terms = PotentialTerms::new(
                self.document,
                peers,
                self.valuation,
                row,
                account,
                fitted.as_ref(),
            );
            return terms.explain(measure, account);
        }
        if measure == MeasureId::Attention {
            let totals = AttentionTotals::new(self.document, self.valuation);
            let value = self.valuation.get(MeasureId::TotalValue, row);
            return AttentionTerms::new(account, value, totals).explain();
        }
        if measure == MeasureId::ReferenceValue {
            return ReferenceValueTerms::new(self.document, &self.groundwork, self.valuation, row)
                .explain(self.document);
        }
        if measure == MeasureId::ImportanceToUs {
            let revenue = self.valuation.get(MeasureId::Revenue, row);
            let largest = largest_revenue(self.valuation);
            return StandingTerms::to_us(self.document, account, revenue, largest).explain();
        }
        if let Some(composite) = Composite::of(measure) {
            let composing = self.composing();
            return composing.explain(composite, self.document, &self.groundwork, self.valuation, row);
        }
        let mut cache = IntervalCache::default();
        let mut sheets = Sheets::default();
        let (document, groundwork) = (self.document, &self.groundwork);
        let terms = AccountTerms::new(document, groundwork, row, &mut cache, None, &mut sheets);
        let relative = || RelativeTerms::new(document, groundwork, row);
        let ageing = &groundwork.ageing;
        match measure {
            MeasureId::Revenue => terms.revenue.explain_revenue(account),
            MeasureId::GrossMargin => terms.revenue.explain_gross_margin(account),
            MeasureId::HistoricRevenue => terms.revenue.explain_historic_revenue(account),
            MeasureId::HistoricProfit => terms.revenue.explain_historic_profit(account),
            MeasureId::CostToServe => terms.cost.explain_cost(account),
            MeasureId::AvoidableCost => terms.cost.explain_avoidable(account),
            MeasureId::Contribution => terms.contribution.explain(),
            MeasureId::Retention => terms.retention.explain(account),
            MeasureId::StillThere | MeasureId::ExpectedPurchases => {
                (terms.still_there()).explain(measure, document, &groundwork.fitted, account)
            }
            MeasureId::CurrentValue => terms.lifetime.explain(),
            MeasureId::ValueReceived => ReceivedTerms::new(document, groundwork, row).explain(account),
            MeasureId::RelativeValue => relative().explain(),
            MeasureId::RelativeQuality | MeasureId::RelativePrice | MeasureId::FairPrice => {
                relative().explain_profile(measure)
            }
            MeasureId::Attitude => LoyaltyTerms::new(document, groundwork, row).explain_attitude(),
            MeasureId::Intention => LoyaltyTerms::new(document, groundwork, row).explain_intention(),
            MeasureId::ImportanceToThem => terms.standing.explain(),
            MeasureId::Surplus => relative().explain_surplus(terms.revenue.revenue),
            MeasureId::ExchangeBalance => terms.ledger.explain_balance(),
            MeasureId::ReferenceRole => terms.roles[0].explain(ageing, terms.ledger),
            MeasureId::ReferralRole => terms.roles[1].explain(ageing, terms.ledger),
            MeasureId::LearningRole => terms.roles[2].explain(ageing, terms.ledger),
            MeasureId::InnovationRole => terms.roles[3].explain(ageing, terms.ledger),
            MeasureId::ReferenceLoad => terms.reference_load.explain(),
            MeasureId::Length => terms.dimensions.explain_length(),
            MeasureId::Breadth | MeasureId::EffectiveBreadth => terms.dimensions.explain_breadth(measure),
            MeasureId::Depth => terms.dimensions.explain_depth(),
            MeasureId::RemainingLength => terms.dimensions.explain_remaining(),
            MeasureId::Penetration | MeasureId::UnitsCovered | MeasureId::Usage => {
                terms.dimensions.explain_share_of(measure)
            }
            MeasureId::ShareOfWallet => terms.wallet.explain_share(),
            MeasureId::Headroom => terms.wallet.explain_headroom(),
            MeasureId::ProfileCompleteness => terms.completeness.explain(),
            _ => match Line::shown_by(measure) {
                Some(line) => terms.ledger.explain_line(measure, line),
                None => self.explain_together(measure, row),
            },
        }
    }

    /// The items of every composite, ready for any account.
    pub fn composing(&self) -> Composing {
        Composing::of(self.document, &self.groundwork, self.valuation)
    }

    fn explain_together(&self, measure: MeasureId, row: usize) -> Explanation {
        let ledger = LedgerTerms::new(self.document, &self.groundwork, row).sums();
        let attribution = &self.groundwork.attribution;
        let terms = TotalTerms::new(
            self.document,
            attribution,
            &self.flows,
            self.valuation,
            row,
            ledger,
        );
        match measure {
            MeasureId::AttributedIn | MeasureId::AttributedOut => {
                terms.explain_attributed(self.document, measure)
            }
            MeasureId::ReferralValue => terms.explain_referral(),
            MeasureId::NetValue => terms.explain_net(),
            MeasureId::RelationshipValue => terms.explain_relationship(),
            _ => terms.explain_total(),
        }
    }
}

fn no_such_row(measure: MeasureId, row: usize) -> Explanation {
    Explanation {
        measure,
        result: Measured::UNKNOWN,
        formula: String::new(),
        worked: "unknown".to_owned(),
        terms: Vec::new(),
        notes: vec![format!("There is no account in row {}.", row + 1)],
    }
}
