//! The Method page: what every measure is, by which formula, from whom, and a worked example computed by the very
//! engine that values the portfolio.

use crate::decisions::fix_or_release::{cost_cut_needed, price_rise_needed, release_value};
use crate::measures::{Explainer, MeasureId, Unit, value};
use crate::portfolio::Document;

use super::explanation::{TermRow, term_row};
use super::method_example::{ALDER, BIRCH, DOGWOOD, example};
use super::method_portfolio;
use super::style::NumberStyle;

/// A group of measures on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodGroup {
    /// Its heading.
    pub title: &'static str,
    /// One or two sentences.
    pub lead: &'static str,
    /// Its measures.
    pub entries: Vec<MethodEntry>,
}

/// One measure or rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodEntry {
    /// Where the page can be entered: a measure's key, or a word of a rule.
    pub key: &'static str,
    /// Its name.
    pub title: &'static str,
    /// What it is, in a sentence.
    pub meaning: &'static str,
    /// What it is counted in.
    pub unit: &'static str,
    /// The formula.
    pub formula: String,
    /// Who it comes from.
    pub source: &'static str,
    /// The example with its numbers.
    pub worked: String,
    /// The example's result.
    pub result: String,
    /// Its interval, when there is one.
    pub interval: Option<String>,
    /// The example's inputs.
    pub terms: Vec<TermRow>,
    /// What to know about it.
    pub notes: Vec<String>,
}

/// The setting of the examples, in one sentence.
pub const SETTING: &str = "The examples are about three made-up accounts: Alder buys from us, brought Birch, and was \
                           introduced by Cedar, who buys nothing. They are worked out by the same engine as your own \
                           numbers, at a discount rate of 10 % without a horizon.";

const GROUPS: [(&str, &str, &[MeasureId]); 9] = [
    (
        "What we get from their purchases",
        "Future only: what winning an account once cost is sunk and stays out.",
        &[
            MeasureId::Revenue,
            MeasureId::GrossMargin,
            MeasureId::CostToServe,
            MeasureId::AvoidableCost,
            MeasureId::Contribution,
            MeasureId::Retention,
            MeasureId::StillThere,
            MeasureId::ExpectedPurchases,
            MeasureId::CurrentValue,
            MeasureId::HistoricRevenue,
            MeasureId::HistoricProfit,
        ],
    ),
    (
        "What they get from us",
        "From what they said, never from what they spend.",
        &[
            MeasureId::ValueReceived,
            MeasureId::RelativeValue,
            MeasureId::RelativeQuality,
            MeasureId::RelativePrice,
            MeasureId::FairPrice,
            MeasureId::Surplus,
            MeasureId::Attitude,
            MeasureId::Intention,
        ],
    ),
    (
        "What we get beside their purchases",
        "Value due to somebody else is moved, never counted twice.",
        &[
            MeasureId::AttributedIn,
            MeasureId::AttributedOut,
            MeasureId::NetValue,
            MeasureId::SavedAcquisition,
            MeasureId::ReferralValue,
            MeasureId::Knowledge,
            MeasureId::Innovation,
            MeasureId::Human,
            MeasureId::Reputation,
            MeasureId::RelationshipValue,
            MeasureId::TotalValue,
            MeasureId::ExchangeBalance,
        ],
    ),
    (
        "Roles beside buying",
        "From what they did, outcomes and willingness, older events counting less.",
        &[
            MeasureId::ReferenceRole,
            MeasureId::ReferralRole,
            MeasureId::LearningRole,
            MeasureId::InnovationRole,
            MeasureId::ReferenceLoad,
            MeasureId::ReferenceValue,
        ],
    ),
    (
        "Length, breadth and depth",
        "Three dimensions instead of one yes or no.",
        &[
            MeasureId::Length,
            MeasureId::RemainingLength,
            MeasureId::Breadth,
            MeasureId::EffectiveBreadth,
            MeasureId::Penetration,
            MeasureId::UnitsCovered,
            MeasureId::Depth,
            MeasureId::Usage,
            MeasureId::Priority,
        ],
    ),
    (
        "The 3Ps, and the value as agreed",
        "From items you choose, weigh and give a target; missing items hand their weight to the others.",
        &[
            MeasureId::Payoff,
            MeasureId::Potential,
            MeasureId::Partnership,
            MeasureId::AgreedValue,
        ],
    ),
    (
        "How much the two sides need each other",
        "Seen from both sides, by the same four questions.",
        &[
            MeasureId::ImportanceToThem,
            MeasureId::ImportanceToUs,
            MeasureId::Attention,
        ],
    ),
    (
        "Room to grow",
        "What they spend on our category with everybody, and how far five levers could be moved. Never added to the \
         current value.",
        &[
            MeasureId::ShareOfWallet,
            MeasureId::Headroom,
            MeasureId::PotentialValue,
            MeasureId::PotentialGap,
            MeasureId::GapRetention,
            MeasureId::GapShare,
            MeasureId::GapBreadth,
            MeasureId::GapMargin,
            MeasureId::GapCost,
        ],
    ),
    (
        "How much is known",
        "What is missing is shown as missing.",
        &[MeasureId::ProfileCompleteness],
    ),
];

/// Every measure and rule with its worked example, in this reader's way of writing numbers.
pub fn method(document: &Document, style: &NumberStyle) -> Vec<MethodGroup> {
    let example = example(&document.currency, document.as_of);
    let scored = value(&example);
    let explainer = Explainer::new(&example, &scored.output);
    let entry = |measure: &MeasureId| entry(&explainer, *measure, style);
    let mut groups: Vec<MethodGroup> = (GROUPS.iter())
        .map(|(title, lead, measures)| MethodGroup {
            title,
            lead,
            entries: measures.iter().map(entry).collect(),
        })
        .collect();
    groups.push(super::method_models::fitted_models(style));
    groups.push(method_portfolio::portfolio(style));
    groups.push(method_portfolio::weighed(style));
    groups.push(super::method_robustness::firmness());
    groups.push(super::method_decisions::deciding(style));
    groups.push(super::method_invest::investing(style));
    groups.push(rules(style));
    groups
}

fn entry(explainer: &Explainer, measure: MeasureId, style: &NumberStyle) -> MethodEntry {
    let row = match measure {
        MeasureId::AttributedOut => BIRCH,
        MeasureId::StillThere | MeasureId::ExpectedPurchases => DOGWOOD,
        _ => ALDER,
    };
    let explanation = explainer.explain(measure, row);
    let unit = measure.unit();
    MethodEntry {
        key: measure.key(),
        title: measure.label(),
        meaning: measure.meaning(),
        unit: unit_words(unit),
        formula: explanation.formula,
        source: source(measure),
        worked: explanation.worked,
        result: style.measured(explanation.result, unit),
        interval: explanation
            .result
            .interval
            .map(|interval| style.interval(interval, unit)),
        terms: explanation
            .terms
            .into_iter()
            .map(|term| term_row(term, style))
            .collect(),
        notes: explanation.notes,
    }
}

const fn unit_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Money => "money",
        Unit::MoneyPerYear => "money per year",
        Unit::Share => "a share of a whole",
        Unit::Index => "an index from 0 to 100",
        Unit::Times => "a ratio, 1 is level",
        Unit::Years => "years",
        Unit::Count => "a count",
    }
}

/// Who a measure comes from.
pub const fn source(measure: MeasureId) -> &'static str {
    match measure {
        MeasureId::Revenue | MeasureId::HistoricRevenue | MeasureId::HistoricProfit => {
            "Counted in your order log, or stated by you."
        }
        MeasureId::GrossMargin => "Revenue less direct cost; Drury, Management and Cost Accounting.",
        MeasureId::CostToServe => {
            "Kaplan & Anderson (2004), Time-driven activity-based costing, Harvard Business Review 82(11)."
        }
        MeasureId::AvoidableCost => {
            "Drury, Management and Cost Accounting, on avoidable cost. Only avoidable cost counts in a release."
        }
        MeasureId::Contribution => "Kaplan & Cooper (1998), Cost & Effect: customer profitability.",
        MeasureId::Retention => {
            "Fader & Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1), for the \
             Beta model. Weighing an account's own renewals with those of its segment, then of the portfolio, is this \
             app's."
        }
        MeasureId::StillThere | MeasureId::ExpectedPurchases => {
            "Fader, Hardie & Lee (2005), 'Counting your customers' the easy way, Marketing Science 24(2); the other \
             models as named with the applied fit."
        }
        MeasureId::CurrentValue => {
            "Gupta & Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17(1); with an applied fit \
             Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42(4). Payments that count from the \
             middle or the start of a year: Berger & Nasr (1998), Customer lifetime value, Journal of Interactive \
             Marketing 12(1)."
        }
        MeasureId::ValueReceived => {
            "Fornell, Johnson, Anderson, Cha & Bryant (1996), The American Customer Satisfaction Index, Journal of \
             Marketing 60(4), for the index; Ulaga & Eggert (2006), Value-based differentiation in business relationships, \
             Journal of Marketing 70(1), for drivers of value. Ageing and interval are this \
             app's."
        }
        MeasureId::RelativeValue
        | MeasureId::RelativeQuality
        | MeasureId::RelativePrice
        | MeasureId::FairPrice => "Gale (1994), Managing Customer Value.",
        MeasureId::Attitude | MeasureId::Intention => {
            "Walker Information, loyalty matrix: attitude against intention. The indices are this app's."
        }
        MeasureId::ImportanceToThem | MeasureId::ImportanceToUs => {
            "Krapfel, Salmond & Spekman (1991), A strategic approach to managing buyer–seller relationships, European \
             Journal of Marketing 25(9), for the four questions. The weights are yours."
        }
        MeasureId::Payoff | MeasureId::Potential | MeasureId::Partnership => {
            "Walker Information, three Ps for measuring the value of customers. Items, weights and targets are yours."
        }
        MeasureId::RemainingLength => {
            "Mean of the geometric distribution; Fader & Hardie (2007) on what a constant retention hides."
        }
        MeasureId::AgreedValue => {
            "Pagel (2008), Are you watching both sides of your customer relationships?, whose closing question it answers."
        }
        MeasureId::Priority => "Peppers & Rogers, length, breadth and depth in one. The weights are yours.",
        MeasureId::Penetration | MeasureId::UnitsCovered => "Counted in your order log, or stated by you.",
        MeasureId::Usage => "Bolton, Lemon & Verhoef (2004), whose depth is usage.",
        MeasureId::Surplus => {
            "Anderson & Narus (1998), Business marketing: understand what customers value, Harvard Business Review 76(6)."
        }
        MeasureId::AttributedIn | MeasureId::AttributedOut | MeasureId::NetValue => {
            "Däs, Klier, Klier, Lindner & Thiel (2017), Customer lifetime network value, Electronic Markets 27(4); \
             type-one share after Kumar, Petersen & Leone (2010)."
        }
        MeasureId::ReferralValue => {
            "Kumar, Petersen & Leone (2007), How valuable is word of mouth?, Harvard Business Review 85(10)."
        }
        MeasureId::SavedAcquisition => {
            "Kumar, Petersen & Leone (2010), Driving profitability by encouraging customer referrals, Journal of \
             Marketing 74(5)."
        }
        MeasureId::Knowledge | MeasureId::Innovation => {
            "Kumar, Aksoy, Donkers, Venkatesan, Wiesel & Tillmanns (2010), Undervalued or overvalued customers, Journal \
             of Service Research 13(3), for the idea. The exchange rates are yours."
        }
        MeasureId::Human => "This app: people who came to us through them, at your exchange rates.",
        MeasureId::Reputation => {
            "Ryals (2008), Determining the indirect value of a customer, Journal of Marketing Management 24(7–8), for the \
             idea. The exchange rates are yours."
        }
        MeasureId::RelationshipValue | MeasureId::TotalValue => {
            "Ryals (2008), Determining the indirect value of a customer; put together so that nothing is counted twice."
        }
        MeasureId::ExchangeBalance => {
            "This app: the ledger of what passed both ways, at one table of exchange rates."
        }
        MeasureId::ReferenceRole
        | MeasureId::ReferralRole
        | MeasureId::LearningRole
        | MeasureId::InnovationRole => {
            "Ryals (2008), Determining the indirect value of a customer, for the four roles. The scale is this app's."
        }
        MeasureId::ReferenceLoad => "This app; the limit is yours.",
        MeasureId::Attention => "This app: a ratio of two shares.",
        MeasureId::ReferenceValue => {
            "Kumar, Petersen & Leone (2013), Defining, measuring, and managing business reference value, Journal of Marketing \
             77(1): Ref × DOI is the share of value here."
        }
        MeasureId::Length | MeasureId::Breadth | MeasureId::Depth => {
            "Peppers & Rogers; compare Bolton, Lemon & Verhoef (2004), whose depth is usage, Journal of the Academy of \
             Marketing Science 32(3)."
        }
        MeasureId::EffectiveBreadth => {
            "Hill (1973), Diversity and evenness, Ecology 54: exp of Shannon's entropy."
        }
        MeasureId::ShareOfWallet => {
            "Keiningham, Aksoy, Buoye & Cooil (2011), Customer loyalty isn't enough: grow your share of wallet, Harvard \
             Business Review 89(10), for the rule by rank."
        }
        MeasureId::Headroom => {
            "After Du, Kamakura & Mela (2007), Size and share of customer wallet, Journal of Marketing 71(2)."
        }
        MeasureId::PotentialValue | MeasureId::PotentialGap => {
            "Peppers & Rogers, Managing Customer Relationships, for actual and potential value. The five levers, the \
             90th percentile of peers as their ceiling and the one pot of share and breadth are this app's."
        }
        MeasureId::GapRetention
        | MeasureId::GapShare
        | MeasureId::GapBreadth
        | MeasureId::GapMargin
        | MeasureId::GapCost => {
            "Shapley (1953), A value for n-person games, Contributions to the Theory of Games II: exact over the five levers, \
             so that the parts add up to the gap."
        }
        MeasureId::ProfileCompleteness => "Peppers & Rogers, step Identify. The list of items is this app's.",
    }
}

const RELEASE: [f64; 4] = [6_000.0, 4_000.0, 2.5, 1_000.0];

fn rules(style: &NumberStyle) -> MethodGroup {
    MethodGroup {
        title: "Decisions",
        lead: "Rules that read the measures. They recommend, you decide.",
        entries: vec![
            zone_rule(),
            cost_rule(style),
            price_rule(style),
            release_rule(style),
        ],
    }
}

fn zone_rule() -> MethodEntry {
    MethodEntry {
        key: "zones",
        title: "Zones of the Value Map",
        meaning: "High or low value for them, high or low value for us: four zones, each with its own strategy.",
        unit: "a zone",
        formula: "high = at or above the threshold".to_owned(),
        source: "Value matrix: strategic, prospective, cooperative, tactical.",
        worked: "78 ≥ 50 and 40 000 < 60 000: high for them, low for us".to_owned(),
        result: "Prospective".to_owned(),
        interval: None,
        terms: Vec::new(),
        notes: vec![
            "Without a threshold of your own, an index divides at 50, a ratio at 1 and money at the median of the \
             positive values."
                .to_owned(),
            "An account with a missing value stands in no zone.".to_owned(),
        ],
    }
}

fn rule(key: &'static str, title: &'static str, meaning: &'static str, formula: &str) -> MethodEntry {
    MethodEntry {
        key,
        title,
        meaning,
        unit: "a share of a whole",
        formula: formula.to_owned(),
        source: "Mittal, Sarkees & Murshed (2008), The right way to manage unprofitable customers, Harvard Business \
                 Review 86(4), for the five steps; break-even arithmetic.",
        worked: String::new(),
        result: String::new(),
        interval: None,
        terms: Vec::new(),
        notes: Vec::new(),
    }
}

fn cost_rule(style: &NumberStyle) -> MethodEntry {
    let meaning = "Share of the cost to serve that has to go before an account below zero breaks even.";
    MethodEntry {
        worked: "(10 000 − 8 000) ÷ 10 000".to_owned(),
        result: style.share(cost_cut_needed(8_000.0, 10_000.0).unwrap_or_default()),
        ..rule(
            "cost_cut",
            "Cost cut to break even",
            meaning,
            "(cost to serve − gross margin) ÷ cost to serve",
        )
    }
}

fn price_rule(style: &NumberStyle) -> MethodEntry {
    let meaning = "Rise of price or margin, as a share of revenue, before an account below zero breaks even.";
    MethodEntry {
        worked: "(10 000 − 8 000) ÷ 40 000".to_owned(),
        result: style.share(price_rise_needed(8_000.0, 10_000.0, 40_000.0).unwrap_or_default()),
        ..rule(
            "price_rise",
            "Price rise to break even",
            meaning,
            "(cost to serve − gross margin) ÷ revenue",
        )
    }
}

fn release_rule(style: &NumberStyle) -> MethodEntry {
    let [avoidable, margin, multiple, relationship] = RELEASE;
    MethodEntry {
        unit: "money",
        worked: "(6 000 − 4 000) × 2.5 − 1 000".to_owned(),
        result: style.money(release_value(avoidable, margin, multiple, relationship)),
        notes: vec![
            "Above zero, release is worth it when fixing fails; at zero or below, never.".to_owned(),
            "An account whose relationship value reaches the threshold is a hidden asset and is never released.".to_owned(),
            "The cost of leaving itself, such as notice or a hand-over, is not in it.".to_owned(),
        ],
        ..rule(
            "release",
            "Release value",
            "What handing an account over would be worth: avoidable cost saved less margin and relationship value lost.",
            "(avoidable cost − gross margin) × multiple of a year − relationship value",
        )
    }
}
