//! Who holds which of the four roles, who could, and what to do for each role.

use crate::maths::sort_by;
use crate::measures::roles::Role;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document, EventKind, Party};

use super::super::map_roles::{HAS_ROLE, role_word};
use super::super::style::NumberStyle;

/// Willingness to act as a reference (0 to 100) from which it is a potential role.
const WILLING: f64 = 50.0;

/// An account that holds a role, or could.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleMember {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The index of the role, or how willing it is.
    pub index: String,
}

/// One role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleGroup {
    /// Which one.
    pub role: Role,
    /// Its name.
    pub title: &'static str,
    /// The measure that shows it.
    pub measure: MeasureId,
    /// What such an account does for us.
    pub meaning: &'static str,
    /// What to do with those who hold it.
    pub programme: &'static str,
    /// Those who hold it, strongest first.
    pub active: Vec<RoleMember>,
    /// Those who said they would and were not asked yet, most willing first.
    pub potential: Vec<RoleMember>,
    /// Relationship value of those who hold it; empty where it is known of none.
    pub worth: String,
}

/// The four roles over the accounts in `rows`.
pub fn roles(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    style: &NumberStyle,
) -> Vec<RoleGroup> {
    let of_role = |role: Role| {
        let (meaning, programme) = words(role);
        let asked = (role == Role::Reference).then(|| asked(document, rows));
        let is_asked = |place: usize| asked.as_ref().is_none_or(|asked| asked[place]);
        let index = |row: usize| valuation.get(role.measure(), row).value;
        let holders = (rows.iter().enumerate())
            .filter(|&(place, &row)| index(row).is_some_and(|index| index > HAS_ROLE) && is_asked(place));
        let holders: Vec<(usize, f64)> = holders.filter_map(|(_, &row)| Some((row, index(row)?))).collect();
        let willing = (rows.iter().enumerate())
            .filter(|&(place, _)| !is_asked(place))
            .filter_map(|(_, &row)| {
                let willingness = document.portfolio.accounts[row].reference_willingness?;
                (willingness >= WILLING).then_some((row, willingness))
            });
        let worth = (holders.iter())
            .filter_map(|&(row, _)| valuation.get(MeasureId::RelationshipValue, row).value)
            .reduce(|sum, value| sum + value);
        RoleGroup {
            role,
            title: title(role),
            measure: role.measure(),
            meaning,
            programme,
            worth: worth.map_or_else(String::new, |worth| style.money_short(worth)),
            potential: members(document, willing.collect(), style),
            active: members(document, holders, style),
        }
    };
    Role::ALL.into_iter().map(of_role).collect()
}

/// By place in `rows`: whether the account was ever used as a reference.
fn asked(document: &Document, rows: &[usize]) -> Vec<bool> {
    let mut givers: Vec<&AccountId> = (document.portfolio.events.iter())
        .filter(|event| event.kind == EventKind::ReferenceUse)
        .filter_map(|event| match &event.giver {
            Party::Account(giver) => Some(giver),
            Party::Us => None,
        })
        .collect();
    givers.sort_unstable();
    (rows.iter())
        .map(|&row| {
            givers
                .binary_search(&&document.portfolio.accounts[row].id)
                .is_ok()
        })
        .collect()
}

fn members(document: &Document, mut found: Vec<(usize, f64)>, style: &NumberStyle) -> Vec<RoleMember> {
    sort_by(&mut found, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let member = |(row, index): (usize, f64)| {
        let account = &document.portfolio.accounts[row];
        RoleMember {
            account: account.id.clone(),
            name: account.name.clone(),
            index: style.number(index, 0),
        }
    };
    found.into_iter().map(member).collect()
}

const fn title(role: Role) -> &'static str {
    match role {
        Role::Reference => "Reference accounts",
        Role::Referral => "Referral accounts",
        Role::Learning => "Learning accounts",
        Role::Innovation => "Innovation accounts",
    }
}

const fn words(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Reference => (
            "Prospects trust us because of them.",
            "Match each to a prospect by trade and size, use none too often, tell them how it ended, and thank them.",
        ),
        Role::Referral => (
            "They bring others to us.",
            "Ask right after a success, make it easy to pass us on, reward both sides, and tell them who came.",
        ),
        Role::Learning => (
            "They tell us what to improve, and what they need next.",
            "Ask them regularly, show them within weeks what changed because of them, and measure whether it helped others.",
        ),
        Role::Innovation => (
            "They develop new things with us.",
            "Give each project a sponsor and stages to stop at, and agree beforehand on effort, rights and first use.",
        ),
    }
}

impl RoleGroup {
    /// The group in a sentence.
    pub fn sentence(&self, style: &NumberStyle) -> String {
        let names = |members: &[RoleMember]| {
            let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
            names.join(", ")
        };
        let count = |members: &[RoleMember]| style.number(members.len() as f64, 0);
        let active = match self.active.len() {
            0 => format!("Nobody acts as a {} account yet.", role_word(self.role)),
            _ => format!(
                "{}: {}. {}.",
                self.title,
                count(&self.active),
                names(&self.active)
            ),
        };
        match self.potential.len() {
            0 => active,
            _ => format!(
                "{active} Willing and never asked: {}. {}.",
                count(&self.potential),
                names(&self.potential)
            ),
        }
    }
}
