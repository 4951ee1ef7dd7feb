//! Why an offer, what to say, and the page in paragraphs.

use crate::decisions::offers::{Because, Grain, Offer, Proposer, Trial};
use crate::portfolio::Document;
use crate::report::style::NumberStyle;

use super::{MOST_CUSTOMERS, Offered};

/// The reason in words: "5 of the 7 others with Flow sensor also hold Data link; of all customers 12 of 18."
pub fn because(document: &Document, proposer: &Proposer, offer: &Offer, style: &NumberStyle) -> String {
    let shelf = &proposer.shelf;
    let item = &shelf.items[offer.item];
    let all = format!("of all customers {}", style.share(offer.chance.base));
    let found = Because::new(
        shelf,
        offer.row,
        offer.item,
        document.offers.strength,
        offer.chance.base,
    );
    let mut words = match found {
        Some(because) if because.n_others > 0 => format!(
            "{} of the {} others with {} also hold {item}; {all}",
            because.n_both, because.n_others, shelf.items[because.holds]
        ),
        _ => format!("{} hold {item}", all),
    };
    if offer.room.is_some_and(|room| room.is_capped) {
        words.push_str("; its wallet allows no more");
    }
    if offer.room.is_none() {
        words.push_str("; what it would bring is not known: state its margin");
    }
    words
}

/// What to say to the account, from the numbers alone.
pub fn script(document: &Document, proposer: &Proposer, offer: &Offer, style: &NumberStyle) -> String {
    let shelf = &proposer.shelf;
    let item = &shelf.items[offer.item];
    let found = Because::new(
        shelf,
        offer.row,
        offer.item,
        document.offers.strength,
        offer.chance.base,
    );
    let mut steps = Vec::new();
    if let Some(because) = found.filter(|because| because.n_others > 0 && because.n_both > 0) {
        let holds = &shelf.items[because.holds];
        steps.push(format!(
            "You have {holds} from us. {} of {} others who do also use {item}.",
            because.n_both, because.n_others
        ));
    }
    steps.push(format!(
        "Who supplies {item} to you today, and what would you want done better?"
    ));
    if let Some(spend) = offer.spend_within() {
        steps.push(format!(
            "Going by what others spend on it, that would be about {} a year for you; shall we try a part of it first?",
            style.money(spend)
        ));
    }
    steps.join(" ")
}

/// What hiding one thing at a time came to.
pub fn trial_sentence(trial: &Trial, style: &NumberStyle) -> String {
    if trial.n_hidden == 0 {
        return "Nothing could be tried on your own data: no customer is known to hold two things."
            .to_owned();
    }
    let share = |n: usize| n as f64 / trial.n_hidden as f64;
    let (ours, most) = (share(trial.n_suggested), share(trial.n_most_held));
    // Twice the standard error of the difference of two shares.
    let doubt = 2.0 * libm::sqrt((ours * (1.0 - ours) + most * (1.0 - most)) / trial.n_hidden as f64);
    let judged = match ours - most {
        more if more > doubt => "The suggestions know more than a list of best sellers.",
        more if more < -doubt => {
            "A list of best sellers would do better: lean on it, or look at finer products."
        }
        _ => "The suggestions know no more than a list of best sellers: do not lean on them alone.",
    };
    format!(
        "Tried on your own data: of {} things hidden one at a time from {} accounts, the likeliest suggestion was right in {}, the \
         thing most others hold in {}. {judged}",
        style.number(trial.n_hidden as f64, 0),
        style.number(trial.n_accounts as f64, 0),
        style.share(ours),
        style.share(most)
    )
}

/// The page in paragraphs; one honest sentence where nothing is known to be held.
pub(super) fn page(
    offered: &Offered,
    document: &Document,
    rows: &[usize],
    grain: Grain,
    style: &NumberStyle,
) -> Vec<String> {
    let shelf = &offered.proposer.shelf;
    if shelf.n_customers == 0 {
        return vec![match grain {
            Grain::Products => "What anybody buys is not known: bring in an order log with products, and what each account does not buy yet \
                                appears here."
                .to_owned(),
            Grain::Groups => "No product has a group: choose single products, or bring in an order log with product groups.".to_owned(),
        }];
    }
    let mut words = Vec::new();
    let n_accounts = offered.among(rows).count();
    let things = match grain {
        Grain::Products => "products",
        Grain::Groups => "product groups",
    };
    match offered.among(rows).next() {
        None => words.push(format!(
            "{} customers are known to hold some of {} {things}, and nothing more is worth offering to the accounts shown.",
            style.number(shelf.n_customers as f64, 0),
            style.number(shelf.items.len() as f64, 0)
        )),
        Some(first) => {
            let row = offered.row(document, &first.offers[0], style);
            let total: f64 = offered.among(rows).filter_map(|account| account.offers[0].worth()).sum();
            let worth = if row.interval.is_empty() {
                String::new()
            } else {
                format!(", worth {} a year ({})", row.worth, row.interval)
            };
            words.push(format!(
                "{} of the accounts shown have a next best offer among {} {things}, together worth {} a year. First: {} to {}, {} likely{worth}: {}.",
                style.number(n_accounts as f64, 0),
                style.number(shelf.items.len() as f64, 0),
                style.money(total),
                row.item,
                row.name,
                row.chance,
                row.because
            ));
        }
    }
    words.push(trial_sentence(&offered.trial, style));
    words.extend(left_out(offered, document, things, style));
    words
}

fn left_out(offered: &Offered, document: &Document, things: &str, style: &NumberStyle) -> Vec<String> {
    let shelf = &offered.proposer.shelf;
    let mut words = Vec::new();
    if shelf.n_left_out > 0 {
        words.push(format!(
            "The {} {things} held by most are compared; {} held by fewer are left out.",
            shelf.items.len(),
            style.number(shelf.n_left_out as f64, 0)
        ));
    }
    if shelf.n_customers > MOST_CUSTOMERS {
        words.push(format!(
            "Offers are worked out for the {} customers with the largest revenue.",
            style.number(MOST_CUSTOMERS as f64, 0)
        ));
    }
    if shelf.items.len() < 5 {
        words.push(format!(
            "With {} {things} there is little to tell accounts apart by: bring the log in again with a finer column as product group.",
            shelf.items.len()
        ));
    }
    let n_all = (document.portfolio.accounts.iter())
        .filter(|account| account.kind == crate::portfolio::AccountKind::Customer)
        .count();
    let n_unknown = n_all - shelf.n_customers.min(n_all);
    if n_unknown > 0 {
        words.push(format!(
            "Of {} customers what they buy is not known; nothing is offered to them.",
            style.number(n_unknown as f64, 0)
        ));
    }
    words
}
