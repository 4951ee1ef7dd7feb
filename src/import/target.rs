//! What a column of a file can become.

use crate::portfolio::Field;

/// What the lines of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line per account, one column per property.
    Accounts,
    /// One line per order or order line.
    OrderLog,
    /// One line per account, one column of spend per product.
    WideSpend,
    /// One line per account with its repeat-purchase statistics.
    RepeatSummary,
    /// One line per thing of value that passed between us and somebody.
    Events,
    /// One line per answer, or per respondent with a column of ratings per driver.
    Observations,
}

impl Shape {
    /// Every shape, in the order a list shows them.
    pub const ALL: [Self; 6] = [
        Self::Accounts,
        Self::OrderLog,
        Self::WideSpend,
        Self::RepeatSummary,
        Self::Events,
        Self::Observations,
    ];

    /// True where lines become records about accounts rather than accounts.
    pub const fn is_of_records(self) -> bool {
        matches!(self, Self::Events | Self::Observations)
    }

    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Accounts => "accounts: one line per account",
            Self::OrderLog => "orders: one line per order or order line",
            Self::WideSpend => "spend by product: one line per account, one column per product",
            Self::RepeatSummary => "repeat purchases: one line per account, with counts and times",
            Self::Events => "value events: one line per thing that passed between us and somebody",
            Self::Observations => "survey or interviews: one line per answer or per respondent",
        }
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident, $key:literal, $label:literal;)+) => {
        /// A part of an order line, of a value event or of an answer, or a repeat-purchase statistic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $($(#[$doc])* $name),+ }

        impl Role {
            /// Every role, in the order a list shows them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Stable name in remembered mappings.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }

            /// Name for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label),+ }
            }
        }
    };
}

roles! {
    /// The order an order line belongs to.
    OrderId, "order_id", "Order number";
    /// Day of the order.
    Date, "date", "Order date";
    /// Identifier of the product.
    ProductId, "product_id", "Product id";
    /// Name of the product.
    ProductName, "product_name", "Product name";
    /// Group of the product.
    Category, "category", "Product group";
    /// Pieces.
    Quantity, "quantity", "Quantity";
    /// Price of one piece.
    UnitPrice, "unit_price", "Price of one piece";
    /// Revenue of the line, after discount.
    Revenue, "revenue", "Revenue of the line";
    /// Discount as a share of the price; counts where revenue is quantity × price.
    Discount, "discount", "Discount";
    /// Direct cost of the line.
    Cost, "cost", "Direct cost of the line";
    /// Profit of the line.
    Profit, "profit", "Profit of the line";
    /// Sales channel.
    Channel, "channel", "Sales channel";
    /// Repeat purchases.
    Frequency, "frequency", "Repeat purchases (x)";
    /// Time from the first to the last purchase.
    Recency, "recency", "First to last purchase (t_x)";
    /// Time from the first purchase to the end.
    Age, "age", "First purchase to the end (T)";
    /// Mean spend of the repeat purchases.
    MeanSpend, "mean_spend", "Mean spend of repeat purchases";
    /// Identifier of an event or answer.
    RecordId, "record_id", "Record id";
    /// Who gave; empty is us.
    Giver, "giver", "Who gave (empty: us)";
    /// Who received; empty is us.
    Receiver, "receiver", "Who received (empty: us)";
    /// Whether we received or gave.
    Direction, "direction", "Received or given";
    /// What happened.
    EventKind, "event_kind", "What happened";
    /// The form of capital moved.
    Capital, "capital", "Form of capital";
    /// The native unit of the quantity.
    NativeUnit, "unit", "Unit of the quantity";
    /// How far the result has come.
    OutcomeStatus, "status", "Result";
    /// The account won or kept through it.
    OutcomeAccount, "outcome_account", "Account won through it";
    /// Share of the outcome account's value that is due to the giver.
    CreditShare, "credit_share", "Share of the credit";
    /// Probability that the outcome would not have come otherwise.
    TypeOne, "type_one", "Would not have come otherwise";
    /// Worth in money, at least.
    WorthLow, "worth_low", "Worth in money, low";
    /// Worth in money.
    Worth, "worth", "Worth in money";
    /// Worth in money, at most.
    WorthHigh, "worth_high", "Worth in money, high";
    /// How the worth came about.
    Basis, "basis", "How the worth is known";
    /// Who spoke.
    Respondent, "respondent", "Who spoke";
    /// Where we heard it.
    Post, "listening_post", "Where we heard it";
    /// What the answer is about.
    Driver, "driver", "What it is about";
    /// How much it matters to them.
    Importance, "importance", "Importance";
    /// Our rating.
    Rating, "rating", "Our rating";
    /// The next-best alternative's rating.
    NextBest, "next_best", "Next-best alternative's rating";
    /// Overall satisfaction.
    Satisfaction, "satisfaction", "Satisfaction";
    /// Intention to continue.
    Intention, "intention", "Intention to continue";
    /// Likelihood to recommend, 0 to 10.
    Recommend, "recommend", "Likelihood to recommend (0–10)";
    /// What using us is worth to them, per year.
    ValueInUse, "value_in_use", "Value in use per year";
    /// Free note of an event or answer.
    RecordNote, "record_note", "Note on the record";
    /// Where an event comes from.
    RecordSource, "record_source", "Source of the record";
}

impl Role {
    /// True for the statistics of a repeat-purchase summary.
    pub const fn is_statistic(self) -> bool {
        matches!(
            self,
            Self::Frequency | Self::Recency | Self::Age | Self::MeanSpend
        )
    }

    /// True for a rating on the scale of a survey.
    pub const fn is_rating(self) -> bool {
        matches!(
            self,
            Self::Rating | Self::NextBest | Self::Satisfaction | Self::Intention
        )
    }

    /// True where a column is read as numbers.
    pub const fn is_number(self) -> bool {
        self.is_statistic()
            || self.is_rating()
            || matches!(
                self,
                Self::Quantity | Self::UnitPrice | Self::Revenue | Self::Discount | Self::Cost | Self::Profit
            )
            || matches!(
                self,
                Self::CreditShare | Self::TypeOne | Self::WorthLow | Self::Worth | Self::WorthHigh
            )
            || matches!(self, Self::Importance | Self::Recommend | Self::ValueInUse)
    }

    /// True where a line of this shape can have the part.
    pub const fn belongs_to(self, shape: Shape) -> bool {
        let is_of_order = (self as u8) < (Self::Frequency as u8);
        let is_of_event = (self as u8) >= (Self::Giver as u8) && (self as u8) <= (Self::Basis as u8);
        let is_of_answer =
            (self as u8) >= (Self::Respondent as u8) && (self as u8) <= (Self::ValueInUse as u8);
        match shape {
            Shape::OrderLog => is_of_order,
            Shape::RepeatSummary => self.is_statistic(),
            Shape::Events => is_of_event || matches!(self, Self::Quantity) || self.is_of_any_record(),
            Shape::Observations => is_of_answer || self.is_of_any_record(),
            Shape::Accounts | Shape::WideSpend => false,
        }
    }

    const fn is_of_any_record(self) -> bool {
        matches!(
            self,
            Self::RecordId | Self::Date | Self::RecordNote | Self::RecordSource
        )
    }
}

/// What a column becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Nothing: the column is not read.
    LeaveOut,
    /// A field of the account.
    Field(Field),
    /// A part of the order line, or a statistic.
    Role(Role),
    /// Spend on the product the header names.
    Product,
    /// Our rating on the driver of value the header names.
    DriverRating,
    /// Kept with the account under its header.
    Extra,
    /// The order history as this app writes it.
    OrderHistory,
}

impl Target {
    /// Stable name in remembered mappings.
    pub fn key(self) -> String {
        match self {
            Self::LeaveOut => "leave out".to_owned(),
            Self::Field(field) => format!("field {}", field.key()),
            Self::Role(role) => format!("order {}", role.key()),
            Self::Product => "product".to_owned(),
            Self::DriverRating => "driver rating".to_owned(),
            Self::Extra => "extra".to_owned(),
            Self::OrderHistory => "order history".to_owned(),
        }
    }

    /// The target with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().into_iter().find(|target| target.key() == key)
    }

    /// Name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::LeaveOut => "leave out",
            Self::Field(field) => field.label(),
            Self::Role(role) => role.label(),
            Self::Product => "Spend on the product of this name",
            Self::DriverRating => "Our rating on what the header names",
            Self::Extra => "Extra field",
            Self::OrderHistory => "Order history of this app",
        }
    }

    /// Every target, in the order a list shows them.
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::LeaveOut,
            Self::Extra,
            Self::Product,
            Self::DriverRating,
            Self::OrderHistory,
        ];
        all.extend(Field::ALL.iter().map(|&field| Self::Field(field)));
        all.extend(Role::ALL.iter().map(|&role| Self::Role(role)));
        all
    }

    /// The targets that make sense in a file of this shape, in the order a list shows them.
    pub fn offered(shape: Shape) -> Vec<Self> {
        let fits = |target: &Self| match (target, shape) {
            (Self::Role(role), shape) => role.belongs_to(shape),
            (Self::Product, shape) => shape == Shape::WideSpend,
            (Self::DriverRating, shape) => shape == Shape::Observations,
            (Self::Extra, shape) => !shape.is_of_records(),
            (Self::Field(field), Shape::Events | Shape::Observations) => {
                matches!(field, Field::Id | Field::Name)
            }
            (Self::OrderHistory, shape) => shape == Shape::Accounts,
            (Self::Field(field), Shape::OrderLog) => is_attribute(*field),
            _ => true,
        };
        Self::all().into_iter().filter(fits).collect()
    }

    /// True where more than one column may have the same target.
    pub const fn repeats(self) -> bool {
        matches!(
            self,
            Self::LeaveOut | Self::Product | Self::DriverRating | Self::Extra
        )
    }
}

/// What an order line can say about its account.
fn is_attribute(field: Field) -> bool {
    matches!(
        field,
        Field::Id
            | Field::Name
            | Field::Kind
            | Field::Parent
            | Field::Segment
            | Field::Region
            | Field::Owner
            | Field::Tags
    )
}
