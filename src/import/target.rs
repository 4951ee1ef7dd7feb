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
}

impl Shape {
    /// Every shape, in the order a list shows them.
    pub const ALL: [Self; 4] = [
        Self::Accounts,
        Self::OrderLog,
        Self::WideSpend,
        Self::RepeatSummary,
    ];

    /// Name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Accounts => "accounts: one line per account",
            Self::OrderLog => "orders: one line per order or order line",
            Self::WideSpend => "spend by product: one line per account, one column per product",
            Self::RepeatSummary => "repeat purchases: one line per account, with counts and times",
        }
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident, $key:literal, $label:literal;)+) => {
        /// A part of an order line, or a repeat-purchase statistic.
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
}

impl Role {
    /// True for the statistics of a repeat-purchase summary.
    pub const fn is_statistic(self) -> bool {
        matches!(
            self,
            Self::Frequency | Self::Recency | Self::Age | Self::MeanSpend
        )
    }

    /// True where a column is read as numbers.
    pub const fn is_number(self) -> bool {
        self.is_statistic()
            || matches!(
                self,
                Self::Quantity | Self::UnitPrice | Self::Revenue | Self::Discount | Self::Cost | Self::Profit
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
            Self::Extra => "Extra field",
            Self::OrderHistory => "Order history of this app",
        }
    }

    /// Every target, in the order a list shows them.
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::LeaveOut, Self::Extra, Self::Product, Self::OrderHistory];
        all.extend(Field::ALL.iter().map(|&field| Self::Field(field)));
        all.extend(Role::ALL.iter().map(|&role| Self::Role(role)));
        all
    }

    /// The targets that make sense in a file of this shape, in the order a list shows them.
    pub fn offered(shape: Shape) -> Vec<Self> {
        let fits = |target: &Self| match (target, shape) {
            (Self::Role(role), Shape::OrderLog) => !role.is_statistic(),
            (Self::Role(role), Shape::RepeatSummary) => role.is_statistic(),
            (Self::Role(_), _) => false,
            (Self::Product, shape) => shape == Shape::WideSpend,
            (Self::OrderHistory, shape) => shape == Shape::Accounts,
            (Self::Field(field), Shape::OrderLog) => is_attribute(*field),
            _ => true,
        };
        Self::all().into_iter().filter(fits).collect()
    }

    /// True where more than one column may have the same target.
    pub const fn repeats(self) -> bool {
        matches!(self, Self::LeaveOut | Self::Product | Self::Extra)
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
