//! Who holds what: products or product groups by account, and how often two of them go together.

use std::collections::HashMap;

use crate::maths::order;
use crate::portfolio::{AccountKind, Document};

/// More things than this are not compared one by one.
pub const MOST_ITEMS: usize = 60;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Single products.
    Products,
    /// Product groups.
    Groups,
}

impl Grain {
    /// Products while there are few; else groups where the products have any.
    pub fn usual(document: &Document) -> Self {
        let products = &document.portfolio.products;
        let mut groups: Vec<&str> = products.iter().map(|product| product.category.as_str()).collect();
        groups.sort_unstable();
        groups.dedup();
        let n_groups = groups.iter().filter(|group| !group.is_empty()).count();
        match products.len() > MOST_ITEMS && n_groups > 1 {
            true => Self::Groups,
            false => Self::Products,
        }
    }
}

/// Something an account bought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Place of the product or group in [`Shelf::items`].
    pub item: usize,
    /// Its share of what the account spent on everything, 0 to 1.
    pub share: f64,
}

/// What customers hold, as far as an order log tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    /// Names, held by most first.
    pub items: Vec<String>,
    /// How many products or groups there are beside those.
    pub n_left_out: usize,
    /// By row, in the order of items; empty for those who are no customers or of whom nothing is known.
    pub held: Vec<Vec<Held>>,
    /// Customers of whom it is known what they hold.
    pub n_customers: usize,
    /// By item: how many of them hold it.
    pub n_holders: Vec<u32>,
    /// By item and item: how many hold both.
    together: Vec<u32>,
}

impl Shelf {
    /// Reads what every customer bought.
    pub fn new(document: &Document, grain: Grain) -> Self {
        let names = names(document, grain);
        let accounts = &document.portfolio.accounts;
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut all: Vec<&str> = Vec::new();
        let mut bought: Vec<Vec<(usize, f64)>> = Vec::with_capacity(accounts.len());
        for account in accounts {
            let orders = account
                .orders
                .as_deref()
                .filter(|_| account.kind == AccountKind::Customer);
            let mut own: Vec<(usize, f64)> = Vec::new();
            for spend in orders.iter().flat_map(|orders| &orders.by_product) {
                let name = names.get(&*spend.product.0).copied().unwrap_or(&spend.product.0);
                if spend.revenue > 0.0 && !name.is_empty() {
                    let place = *places.entry(name).or_insert_with(|| {
                        all.push(name);
                        all.len() - 1
                    });
                    match own.iter_mut().find(|(known, _)| *known == place) {
                        Some((_, revenue)) => *revenue += spend.revenue,
                        None => own.push((place, spend.revenue)),
                    }
                }
            }
            bought.push(own);
        }
        Self::counted(&all, bought)
    }

    /// Keeps the items most hold, and counts.
    fn counted(all: &[&str], bought: Vec<Vec<(usize, f64)>>) -> Self {
        let mut holders = vec![0_u32; all.len()];
        for (item, _) in bought.iter().flatten() {
            holders[*item] += 1;
        }
        let by_holders = order(all.len(), &|one, other| {
            (holders[other].cmp(&holders[one])).then_with(|| all[one].cmp(all[other]))
        });
        let n_items = all.len().min(MOST_ITEMS);
        let mut place_of = vec![None; all.len()];
        for (place, &item) in by_holders[..n_items].iter().enumerate() {
            place_of[item] = Some(place);
        }
        let mut shelf = Self {
            items: by_holders[..n_items]
                .iter()
                .map(|&item| all[item].to_owned())
                .collect(),
            n_left_out: all.len() - n_items,
            n_holders: by_holders[..n_items].iter().map(|&item| holders[item]).collect(),
            together: vec![0; n_items * n_items],
            ..Self::default()
        };
        for own in bought {
            shelf.take(&own, &place_of);
        }
        shelf
    }

    fn take(&mut self, own: &[(usize, f64)], place_of: &[Option<usize>]) {
        let spent: f64 = own.iter().map(|(_, revenue)| revenue).sum();
        let mut held: Vec<Held> = (own.iter())
            .filter_map(|&(item, revenue)| {
                Some(Held {
                    item: place_of[item]?,
                    share: revenue / spent,
                })
            })
            .collect();
        held.sort_unstable_by_key(|held| held.item);
        self.n_customers += usize::from(!own.is_empty());
        for one in &held {
            for other in &held {
                self.together[one.item * self.items.len() + other.item] += 1;
            }
        }
        self.held.push(held);
    }

    /// How many hold both.
    pub fn both(&self, one: usize, other: usize) -> u32 {
        self.together[one * self.items.len() + other]
    }

    /// True where a row holds an item.
    pub fn holds(&self, row: usize, item: usize) -> bool {
        let held = self.held.get(row).map_or(&[][..], Vec::as_slice);
        held.binary_search_by_key(&item, |held| held.item).is_ok()
    }
}

/// The name each product goes by: its own, or its group's.
fn names(document: &Document, grain: Grain) -> HashMap<&str, &str> {
    let products = document.portfolio.products.iter();
    products
        .map(|product| {
            let name = match grain {
                Grain::Products => product.name.as_str(),
                Grain::Groups => product.category.as_str(),
            };
            (&*product.id.0, name)
        })
        .collect()
}
