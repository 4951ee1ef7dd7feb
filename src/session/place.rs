//! Where in the app the person is; written into the address behind `#`.

use crate::measures::MeasureId;
use crate::portfolio::AccountId;

/// A screen.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Place {
    /// The Value Map.
    #[default]
    ValueMap,
    /// The accounts table.
    Accounts,
    /// Both sides of one account.
    Account(AccountId),
    /// Fitted models.
    Models,
    /// Bringing data in.
    Import,
    /// What is waiting for us to ask, thank or keep.
    Inbox,
    /// Who is to be touched when.
    Care,
    /// How far knowing, telling apart, speaking and fitting have come.
    Idic,
    /// What passes between us, and who has not been heard.
    Exchanges,
    /// What was given and received beside sales.
    Capital,
    /// Who brought whom.
    Network,
    /// What matters to them and how we do.
    Valued,
    /// What they buy against what they bring beside it.
    Economic,
    /// Who likes us and who stays.
    Loyalty,
    /// From current to potential value.
    Growth,
    /// All accounts together.
    Portfolio,
    /// Payoff, potential, partnership.
    ThreePs,
    /// Length, breadth and depth.
    Dimensions,
    /// Groups of accounts.
    Segments,
    /// Who earns the profit and who gives it away.
    Profitability,
    /// What should count, as agreed.
    Criteria,
    /// What became of it since a snapshot.
    Progress,
    /// How much hangs on few, and what may leave.
    Risk,
    /// The ranking used today against every other.
    MetricAudit,
    /// How firmly the map stands.
    Robustness,
    /// What to do, for whom, why.
    Decisions,
    /// Which actions to take with the money and the hours there are.
    Allocate,
    /// What was decided: actions by owner and day, and what they came to.
    Plan,
    /// What the business is after, and whom that puts first.
    Objectives,
    /// Winning customers against keeping them.
    Emphasis,
    /// What if it were otherwise.
    Scenarios,
    /// Who is served first, and how long everybody waits.
    Service,
    /// What to offer next, to whom.
    Offers,
    /// Formula, source and worked example of every measure; one of them in view.
    Method(Option<MeasureId>),
    /// Portfolios and their versions.
    Portfolios,
    /// What is assumed.
    Assumptions,
    /// Everything stored on this device, even when the app cannot open it.
    Recover,
    /// Clearing this device.
    Reset,
}

impl Place {
    /// The place an address names; `None` for an address this app does not know.
    pub fn from_fragment(fragment: &str) -> Option<Self> {
        let fragment = fragment.trim_start_matches('#');
        let (word, rest) = fragment.split_once('/').unwrap_or((fragment, ""));
        Some(match word {
            "" | "map" => Self::ValueMap,
            "accounts" => Self::Accounts,
            "account" => Self::Account(AccountId::new(&unescaped(rest)?)),
            "models" => Self::Models,
            "import" => Self::Import,
            "inbox" => Self::Inbox,
            "care" => Self::Care,
            "idic" => Self::Idic,
            "exchanges" => Self::Exchanges,
            "capital" => Self::Capital,
            "network" => Self::Network,
            "valued" => Self::Valued,
            "economic" => Self::Economic,
            "loyalty" => Self::Loyalty,
            "growth" => Self::Growth,
            "portfolio" => Self::Portfolio,
            "3ps" => Self::ThreePs,
            "dimensions" => Self::Dimensions,
            "segments" => Self::Segments,
            "profitability" => Self::Profitability,
            "criteria" => Self::Criteria,
            "progress" => Self::Progress,
            "risk" => Self::Risk,
            "audit" => Self::MetricAudit,
            "robustness" => Self::Robustness,
            "decisions" => Self::Decisions,
            "allocate" => Self::Allocate,
            "plan" => Self::Plan,
            "objectives" => Self::Objectives,
            "emphasis" => Self::Emphasis,
            "scenarios" => Self::Scenarios,
            "service" => Self::Service,
            "offers" => Self::Offers,
            "method" => Self::Method(MeasureId::from_key(rest)),
            "portfolios" => Self::Portfolios,
            "assumptions" => Self::Assumptions,
            "recover" => Self::Recover,
            "reset" => Self::Reset,
            _ => return None,
        })
    }

    /// The address of the place, with `#`.
    pub fn fragment(&self) -> String {
        match self {
            Self::ValueMap => "#map".to_owned(),
            Self::Accounts => "#accounts".to_owned(),
            Self::Account(id) => format!("#account/{}", escaped(id.as_str())),
            Self::Models => "#models".to_owned(),
            Self::Import => "#import".to_owned(),
            Self::Inbox => "#inbox".to_owned(),
            Self::Care => "#care".to_owned(),
            Self::Idic => "#idic".to_owned(),
            Self::Exchanges => "#exchanges".to_owned(),
            Self::Capital => "#capital".to_owned(),
            Self::Network => "#network".to_owned(),
            Self::Valued => "#valued".to_owned(),
            Self::Economic => "#economic".to_owned(),
            Self::Loyalty => "#loyalty".to_owned(),
            Self::Growth => "#growth".to_owned(),
            Self::Portfolio => "#portfolio".to_owned(),
            Self::ThreePs => "#3ps".to_owned(),
            Self::Dimensions => "#dimensions".to_owned(),
            Self::Segments => "#segments".to_owned(),
            Self::Profitability => "#profitability".to_owned(),
            Self::Criteria => "#criteria".to_owned(),
            Self::Progress => "#progress".to_owned(),
            Self::Risk => "#risk".to_owned(),
            Self::MetricAudit => "#audit".to_owned(),
            Self::Robustness => "#robustness".to_owned(),
            Self::Decisions => "#decisions".to_owned(),
            Self::Allocate => "#allocate".to_owned(),
            Self::Plan => "#plan".to_owned(),
            Self::Objectives => "#objectives".to_owned(),
            Self::Emphasis => "#emphasis".to_owned(),
            Self::Scenarios => "#scenarios".to_owned(),
            Self::Service => "#service".to_owned(),
            Self::Offers => "#offers".to_owned(),
            Self::Method(None) => "#method".to_owned(),
            Self::Method(Some(measure)) => format!("#method/{}", measure.key()),
            Self::Portfolios => "#portfolios".to_owned(),
            Self::Assumptions => "#assumptions".to_owned(),
            Self::Recover => "#recover".to_owned(),
            Self::Reset => "#reset".to_owned(),
        }
    }

    /// Name for the title bar.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::ValueMap => "Value Map",
            Self::Accounts => "Accounts",
            Self::Account(_) => "Account",
            Self::Models => "Models",
            Self::Import => "Bring data in",
            Self::Inbox => "Inbox",
            Self::Care => "Nurture calendar",
            Self::Idic => "IDIC",
            Self::Exchanges => "Exchanges",
            Self::Capital => "Relationship capital",
            Self::Network => "Network",
            Self::Valued => "What they value",
            Self::Economic => "Economic × Relationship",
            Self::Loyalty => "Loyalty",
            Self::Growth => "Current × Potential",
            Self::Portfolio => "Portfolio",
            Self::ThreePs => "3Ps",
            Self::Dimensions => "Length, breadth, depth",
            Self::Segments => "Segments",
            Self::Profitability => "Profitability",
            Self::Criteria => "Criteria",
            Self::Progress => "Progress",
            Self::Risk => "Risk and concentration",
            Self::MetricAudit => "Metric audit",
            Self::Robustness => "Robustness",
            Self::Decisions => "Decisions",
            Self::Allocate => "Allocate",
            Self::Plan => "Plan",
            Self::Objectives => "Objectives",
            Self::Emphasis => "Emphasis",
            Self::Scenarios => "Scenarios",
            Self::Service => "Service tiers",
            Self::Offers => "Offers",
            Self::Method(_) => "Method",
            Self::Portfolios => "Portfolios",
            Self::Assumptions => "Assumptions",
            Self::Recover => "Recover",
            Self::Reset => "Reset",
        }
    }
}

fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_its_place() {
        let odd = AccountId::new("Ä/b #1 %");
        for place in [
            Place::ValueMap,
            Place::ThreePs,
            Place::Economic,
            Place::Loyalty,
            Place::Growth,
            Place::Robustness,
            Place::Inbox,
            Place::Care,
            Place::Idic,
            Place::Capital,
            Place::Network,
            Place::Service,
            Place::Offers,
            Place::Scenarios,
            Place::Risk,
            Place::MetricAudit,
            Place::Objectives,
            Place::Allocate,
            Place::Plan,
            Place::Account(odd),
            Place::Method(Some(MeasureId::TotalValue)),
            Place::Method(None),
            Place::Reset,
        ] {
            assert_eq!(Place::from_fragment(&place.fragment()), Some(place));
        }
        assert_eq!(Place::from_fragment("#nowhere"), None);
        assert_eq!(Place::from_fragment("#account/%F"), None);
    }
}
