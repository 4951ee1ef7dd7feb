//! The list of measures: name, unit and where a number is better.

/// What a measure is counted in; decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The portfolio's currency.
    Money,
    /// The portfolio's currency per year.
    MoneyPerYear,
    /// A share of a whole, written as per cent.
    Share,
    /// An index from 0 to 100.
    Index,
    /// A ratio around 1.
    Times,
    /// Years.
    Years,
    /// A plain count.
    Count,
}

/// Which end of a measure is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither.
    Neutral,
}

macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident, $key:literal, $label:literal, $unit:ident, $direction:ident, $short:literal;)+) => {
        /// A measure of an account.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum MeasureId { $($(#[$doc])* $name),+ }

        impl MeasureId {
            /// Every measure, in the order of a table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Stable name in files.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }

            /// Name for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label),+ }
            }

            /// What it is counted in.
            pub const fn unit(self) -> Unit {
                match self { $(Self::$name => Unit::$unit),+ }
            }

            /// Which end is the better one.
            pub const fn direction(self) -> Direction {
                match self { $(Self::$name => Direction::$direction),+ }
            }

            /// One sentence that says what it is.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => $short),+ }
            }
        }
    };
}

measures! {
    /// Revenue of the trailing year.
    Revenue, "revenue", "Revenue", MoneyPerYear, Up, "What came in over the last twelve months, or what is stated per year.";
    /// Gross margin of the trailing year.
    GrossMargin, "gross_margin", "Gross margin", MoneyPerYear, Up, "Revenue less the direct cost of what was sold.";
    /// Cost to serve.
    CostToServe, "cost_to_serve", "Cost to serve", MoneyPerYear, Down, "What looking after the account takes per year: activities × minutes × rate, or as stated.";
    /// Avoidable cost to serve.
    AvoidableCost, "avoidable_cost", "Avoidable cost to serve", MoneyPerYear, Neutral, "The part of the cost to serve that would disappear with the account.";
    /// Contribution.
    Contribution, "contribution", "Contribution", MoneyPerYear, Up, "Gross margin less cost to serve.";
    /// Retention.
    Retention, "retention", "Retention", Share, Up, "Probability that the account stays another year.";
    /// Chance to be still a customer.
    StillThere, "still_there", "Still a customer", Share, Up, "Probability that it has not left unnoticed, by the purchase model that was applied (P(alive)).";
    /// Purchases of the next year.
    ExpectedPurchases, "expected_purchases", "Expected purchases", Count, Up, "Purchases expected in the next year by the purchase model that was applied.";
    /// Current customer lifetime value.
    CurrentValue, "current_value", "Current value", Money, Up, "Discounted contribution still to come if nothing changes (customer lifetime value).";
    /// Potential value.
    PotentialValue, "potential_value", "Potential value", Money, Up, "What it would be worth with retention, share of wallet, breadth, margin and cost to serve at their ceilings.";
    /// Gap between potential and current value.
    PotentialGap, "potential_gap", "Gap to potential", Money, Up, "Potential value less current value: what the five levers could still add.";
    /// Part of retention in the gap.
    GapRetention, "gap_retention", "Gap: retention", Money, Up, "The part of the gap that staying longer would close.";
    /// Part of the share of wallet in the gap.
    GapShare, "gap_share_of_wallet", "Gap: share of wallet", Money, Up, "The part of the gap that a larger share of its spend would close.";
    /// Part of breadth in the gap.
    GapBreadth, "gap_breadth", "Gap: breadth", Money, Up, "The part of the gap that buying more of our products would close.";
    /// Part of price and margin in the gap.
    GapMargin, "gap_margin", "Gap: price and margin", Money, Up, "The part of the gap that a better margin would close.";
    /// Part of the cost to serve in the gap.
    GapCost, "gap_cost_to_serve", "Gap: cost to serve", Money, Up, "The part of the gap that serving it leaner would close.";
    /// Value received by the customer.
    ValueReceived, "value_received", "Value they receive", Index, Up, "How well we serve what matters to them, 0 to 100, from what they said.";
    /// Value against the next-best alternative.
    RelativeValue, "relative_value", "Relative value", Times, Up, "Our rating over the next-best alternative's, weighted by importance (Gale).";
    /// Quality against the next-best alternative.
    RelativeQuality, "relative_quality", "Relative quality", Times, Up, "Our rating over the next-best alternative's in everything but price (Gale's quality profile).";
    /// Price level against the next-best alternative.
    RelativePrice, "relative_price", "Relative price", Times, Down, "Our price level as they see it, the next-best alternative's being 1 (Gale's price profile).";
    /// Price on the fair-value line.
    FairPrice, "fair_price", "Fair relative price", Times, Up, "The price level their view of our quality would justify, on Gale's fair-value line.";
    /// Customer's money surplus.
    Surplus, "surplus", "Their surplus", MoneyPerYear, Up, "What using us is worth to them less what they pay.";
    /// How they like us.
    Attitude, "attitude", "Attitude", Index, Up, "How they like us, 0 to 100: satisfaction and likelihood to recommend.";
    /// Whether they intend to stay.
    Intention, "intention", "Intention to stay", Index, Up, "How much they intend to stay, 0 to 100.";
    /// How much we matter to them.
    ImportanceToThem, "importance_to_them", "How much we matter to them", Index, Up, "How critical, how large, how hard to replace and how helpful we are to them, 0 to 100.";
    /// How much they matter to us.
    ImportanceToUs, "importance_to_us", "How much they matter to us", Index, Up, "How critical, how large, how hard to replace and how helpful they are to us, 0 to 100.";
    /// Hours against value.
    Attention, "attention_index", "Attention", Times, Neutral, "Its share of our hours over its share of total value: 1 is in proportion, more is more of our time than of the value.";
    /// Value of others due to this account.
    AttributedIn, "attributed_in", "Brought in", Money, Up, "Share of other accounts' current value that is due to this one.";
    /// Own value due to others.
    AttributedOut, "attributed_out", "Owed to others", Money, Neutral, "Share of this account's current value that is due to others.";
    /// Net value.
    NetValue, "net_value", "Net value", Money, Up, "Current value plus what it brought in less what it owes to others.";
    /// Acquisition cost saved.
    SavedAcquisition, "saved_acquisition", "Acquisition cost saved", Money, Up, "What winning the customers it brought would have cost.";
    /// Referral value.
    ReferralValue, "referral_value", "Referral value", Money, Up, "What it brings by bringing others: its share of their current value, and the cost of winning them saved.";
    /// Worth of knowledge received.
    Knowledge, "knowledge", "Knowledge", Money, Up, "Feedback and ideas at the exchange table's rates.";
    /// Worth of innovation.
    Innovation, "innovation", "Innovation", Money, Up, "Joint development at the exchange table's rates.";
    /// Worth of people brought.
    Human, "human", "People", Money, Up, "Recruiting cost avoided through people it brought.";
    /// Worth of reputation.
    Reputation, "reputation", "Reputation and access", Money, Up, "Recommendations, word of mouth and introductions at the exchange table's rates.";
    /// Relationship value.
    RelationshipValue, "relationship_value", "Relationship value", Money, Up, "What we get beside its own purchases: attributed value, saved cost, knowledge, innovation, people, reputation.";
    /// Total value.
    TotalValue, "total_value", "Total value", Money, Up, "Current value plus relationship value.";
    /// Exchange balance.
    ExchangeBalance, "exchange_balance", "Exchange balance", Money, Neutral, "What we received less what we gave, beside sales, at the exchange table's rates.";
    /// Reference role.
    ReferenceRole, "reference_role", "Reference role", Index, Up, "How much it acts as a reference, 0 to 100.";
    /// Referral role.
    ReferralRole, "referral_role", "Referral role", Index, Up, "How much it brings others, 0 to 100.";
    /// Learning role.
    LearningRole, "learning_role", "Learning role", Index, Up, "How much we learn from it, 0 to 100.";
    /// Innovation role.
    InnovationRole, "innovation_role", "Innovation role", Index, Up, "How much it develops with us, 0 to 100.";
    /// Reference load.
    ReferenceLoad, "reference_load", "Reference load", Count, Neutral, "How often a quarter it is used as a reference, over the last twelve months.";
    /// Business reference value.
    ReferenceValue, "reference_value", "Business reference value", Money, Up, "What its references are worth by the accounts they helped to win; part of what it brought in.";
    /// Length.
    Length, "length", "Length", Years, Up, "Years since the first purchase or the start of the relationship.";
    /// Years still expected.
    RemainingLength, "remaining_length", "Expected remaining length", Years, Up, "Years it is still expected to stay, were its retention to stay as it is.";
    /// Breadth.
    Breadth, "breadth", "Breadth", Count, Up, "Products or product groups bought.";
    /// Effective breadth.
    EffectiveBreadth, "effective_breadth", "Effective breadth", Count, Up, "Products counted by how evenly the spend is spread over them: exp(entropy).";
    /// Share of our products.
    Penetration, "penetration", "Product penetration", Share, Up, "Share of our products it buys.";
    /// Share of its units.
    UnitsCovered, "units_covered", "Units covered", Share, Up, "Share of its units or sites that buy from us.";
    /// Depth.
    Depth, "depth", "Depth", MoneyPerYear, Up, "Financial impact: the contribution per year; the revenue where no cost is known.";
    /// Orders a year.
    Usage, "usage", "Usage", Count, Up, "Orders of the trailing year (depth in the words of Bolton, Lemon & Verhoef).";
    /// Priority.
    AgreedValue, "agreed_value", "Value as agreed", Index, Up, "What the criteria you agreed on make of the account, 0 to 100.";
    /// Priority by length, breadth and depth.
    Priority, "priority", "Priority", Index, Up, "Length, breadth and depth in one, 0 to 100, by the weights you set.";
    /// First P.
    Payoff, "payoff", "Payoff", Index, Up, "What they leave us, 0 to 100, from the items you chose (Walker's 3Ps).";
    /// Second P.
    Potential, "potential", "Potential", Index, Up, "What more they could, 0 to 100, from the items you chose (Walker's 3Ps).";
    /// Third P.
    Partnership, "partnership", "Partnership", Index, Up, "How far they go with us, 0 to 100, from the items you chose (Walker's 3Ps).";
    /// Share of wallet.
    ShareOfWallet, "share_of_wallet", "Share of wallet", Share, Up, "Our share of what the account spends in the category.";
    /// Headroom.
    Headroom, "headroom", "Headroom", MoneyPerYear, Up, "Margin the wallet would still allow beyond today's.";
    /// Profile completeness.
    ProfileCompleteness, "profile_completeness", "Profile completeness", Share, Up, "How much of the profile is known, fresh entries counting more.";
    /// Revenue over the whole log.
    HistoricRevenue, "historic_revenue", "Revenue so far", Money, Up, "Revenue over the whole order log.";
    /// Profit over the whole log.
    HistoricProfit, "historic_profit", "Profit so far", Money, Up, "Profit over the whole order log.";
}

impl MeasureId {
    /// The measure with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|measure| measure.key() == key)
    }
}
