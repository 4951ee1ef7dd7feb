//! Where growth is: the gap by lever, and who is most valuable, most growable or below zero.

use crate::maths::sort_by;
use crate::measures::potential::measure_of;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document, Lever};

use super::super::map_overlay::{LEVERS, lever_label};
use super::super::style::NumberStyle;

/// Accounts in a list.
const MOST: usize = 8;

/// What one lever could still add to all accounts.
#[derive(Clone, Debug, PartialEq)]
pub struct LeverSum {
    /// The lever.
    pub lever: Lever,
    /// Its name.
    pub label: &'static str,
    /// The measure of its part.
    pub measure: MeasureId,
    /// Its sum.
    pub sum: String,
    /// The same against the largest, 0 to 1, for a bar.
    pub part: f64,
    /// Its share of the whole gap.
    pub share: String,
    /// How many accounts it would add something to.
    pub n_accounts: String,
}

/// An account of one of the lists.
#[derive(Clone, Debug, PartialEq)]
pub struct GrowthRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The value the list is ordered by.
    pub value: String,
    /// What goes with it.
    pub about: String,
}

/// Where growth is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GrowthReport {
    /// The whole in a sentence, or why there is nothing to say.
    pub sentence: String,
    /// What each lever could add.
    pub levers: Vec<LeverSum>,
    /// Largest current value first.
    pub most_valuable: Vec<GrowthRow>,
    /// Largest gap first.
    pub most_growable: Vec<GrowthRow>,
    /// Lowest current value first, of those below zero.
    pub below_zero: Vec<GrowthRow>,
    /// How many are below zero, and what of them.
    pub below_zero_sentence: String,
}

/// Growth of the accounts in `rows`.
pub fn growth(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    style: &NumberStyle,
) -> GrowthReport {
    let lists = Lists {
        document,
        valuation,
        rows,
        style,
    };
    let gap: Vec<(usize, f64)> = lists.known(MeasureId::PotentialGap).collect();
    let whole: f64 = gap.iter().map(|(_, gap)| gap).sum();
    GrowthReport {
        sentence: lists.sentence(&gap, whole),
        levers: lists.levers(whole),
        most_valuable: lists.most_valuable(),
        most_growable: lists.most_growable(gap),
        below_zero: lists.below_zero(),
        below_zero_sentence: lists.below_zero_sentence(),
    }
}

struct Lists<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    rows: &'a [usize],
    style: &'a NumberStyle,
}

impl Lists<'_> {
    fn known(&self, measure: MeasureId) -> impl Iterator<Item = (usize, f64)> {
        let column = self.valuation.column(measure);
        (self.rows.iter()).filter_map(move |&row| Some((row, column.get(row).value?)))
    }

    fn sentence(&self, gap: &[(usize, f64)], whole: f64) -> String {
        if gap.is_empty() {
            return "No potential value is known: it takes a current value and a ceiling for at least one lever. State \
                    ceilings under Assumptions, or wallets on the accounts."
                .to_owned();
        }
        let current: f64 = (gap.iter())
            .filter_map(|&(row, _)| self.valuation.get(MeasureId::CurrentValue, row).value)
            .sum();
        format!(
            "{} of {} accounts have a known potential: worth {} today, and {} more with every lever as far as it goes.",
            self.style.number(gap.len() as f64, 0),
            self.style.number(self.rows.len() as f64, 0),
            self.style.money_short(current),
            self.style.money_short(whole)
        )
    }

    fn levers(&self, whole: f64) -> Vec<LeverSum> {
        let sums = LEVERS.map(|lever| {
            let parts = self.known(measure_of(lever)).filter(|(_, part)| *part != 0.0);
            parts.fold((lever, 0.0, 0_usize), |(lever, sum, n), (_, part)| {
                (lever, sum + part, n + 1)
            })
        });
        let largest = sums.iter().fold(0.0_f64, |largest, sum| largest.max(sum.1));
        sums.map(|(lever, sum, n)| LeverSum {
            lever,
            label: lever_label(lever),
            measure: measure_of(lever),
            sum: self.style.money_short(sum),
            part: if largest > 0.0 { sum / largest } else { 0.0 },
            share: if whole > 0.0 {
                self.style.share(sum / whole)
            } else {
                String::new()
            },
            n_accounts: self.style.number(n as f64, 0),
        })
        .into()
    }

    fn row(&self, row: usize, value: f64, about: String) -> GrowthRow {
        let account = &self.document.portfolio.accounts[row];
        GrowthRow {
            account: account.id.clone(),
            name: account.name.clone(),
            value: self.style.money(value),
            about,
        }
    }

    fn first(&self, mut found: Vec<(usize, f64)>) -> Vec<(usize, f64)> {
        sort_by(&mut found, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(MOST);
        found
    }

    fn most_valuable(&self) -> Vec<GrowthRow> {
        let found = self
            .known(MeasureId::CurrentValue)
            .filter(|(_, value)| *value > 0.0);
        (self.first(found.collect()).into_iter())
            .map(|(row, value)| {
                let gap = self.valuation.get(MeasureId::PotentialGap, row).value;
                let about = gap.map_or_else(String::new, |gap| format!("and {} more", self.style.money(gap)));
                self.row(row, value, about)
            })
            .collect()
    }

    fn most_growable(&self, gap: Vec<(usize, f64)>) -> Vec<GrowthRow> {
        let found = gap.into_iter().filter(|(_, gap)| *gap > 0.0);
        (self.first(found.collect()).into_iter())
            .map(|(row, gap)| self.row(row, gap, self.first_lever(row)))
            .collect()
    }

    /// The lever that would add most.
    fn first_lever(&self, row: usize) -> String {
        let part = |lever: &Lever| {
            self.valuation
                .get(measure_of(*lever), row)
                .value
                .unwrap_or_default()
        };
        let most = LEVERS.into_iter().max_by(|a, b| part(a).total_cmp(&part(b)));
        most.filter(|lever| part(lever) > 0.0)
            .map_or_else(String::new, |lever| {
                format!("first by {}", lever_label(lever).to_lowercase())
            })
    }

    fn below_zero(&self) -> Vec<GrowthRow> {
        let found = self
            .known(MeasureId::CurrentValue)
            .filter(|(_, value)| *value < 0.0);
        let found = found.map(|(row, value)| (row, -value)).collect();
        (self.first(found).into_iter())
            .map(|(row, loss)| {
                let best = self.valuation.get(MeasureId::PotentialValue, row).value;
                let about = match best {
                    None => "potential not known".to_owned(),
                    Some(best) => format!("{} at its best", self.style.money(best)),
                };
                self.row(row, -loss, about)
            })
            .collect()
    }

    fn below_zero_sentence(&self) -> String {
        let below: Vec<(usize, f64)> = self
            .known(MeasureId::CurrentValue)
            .filter(|(_, value)| *value < 0.0)
            .collect();
        if below.is_empty() {
            return "No account has a current value below zero.".to_owned();
        }
        let sum: f64 = below.iter().map(|(_, value)| value).sum();
        let turned = (below.iter())
            .filter(|&&(row, _)| {
                let best = self.valuation.get(MeasureId::PotentialValue, row).value;
                best.is_some_and(|best| best > 0.0)
            })
            .count();
        format!(
            "{} {} below zero, together {}; {} of them would be above it at their best.",
            self.style.number(below.len() as f64, 0),
            if below.len() == 1 {
                "account is"
            } else {
                "accounts are"
            },
            self.style.money_short(sum),
            self.style.number(turned as f64, 0)
        )
    }
}
