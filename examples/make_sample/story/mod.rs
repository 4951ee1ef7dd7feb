//! The fictional firm and its ecosystem, told account by account.
//!
//! Everything is invented. [`document`] puts the stories together; the same code gives the same portfolio always.

mod catalogue;
mod chorus;
mod cooperative;
mod draws;
mod earlier;
mod given;
mod ledger;
mod neighbours;
mod orders;
mod prospective;
mod received;
mod stances;
mod strategic;
mod tactical;
mod teller;

use both_sides::portfolio::{Document, Observation, ServiceLoad, Shared};
use both_sides::units::{Day, Money};

use teller::{DRIVERS, Rating, Story, Voice, day};

/// The sample portfolio; `None` when a date of it is no day of the calendar.
pub fn document() -> Option<Document> {
    let as_of = Day::new(2026, 10, 31)?;
    let mut document = Document::empty("Quillmarten Instruments", "EUR", as_of);
    document.is_sample = true;
    document.assumptions = Shared::new(catalogue::assumptions());
    document.map = Shared::new(catalogue::map());
    document.service = Shared::new(catalogue::service());
    let stories = stories();
    let portfolio = &mut document.portfolio;
    portfolio.products = Shared::new(catalogue::products());
    portfolio.activities = Shared::new(catalogue::activities());
    portfolio.loads = Shared::new(stories.iter().flat_map(loads).collect());
    portfolio.observations = Shared::new(
        stories
            .iter()
            .flat_map(|story| observations(story, as_of))
            .collect(),
    );
    portfolio.events = Shared::new(ledger::events());
    portfolio.attributions = Shared::new(ledger::attributions());
    for Story { account, plan, .. } in &stories {
        let mut account = account.clone();
        let history = plan
            .as_ref()
            .and_then(|plan| orders::history_until(&account, plan, as_of, as_of));
        account.orders = history.map(Shared::new);
        stances::tell(&mut account);
        portfolio.accounts.push(Shared::new(account));
    }
    document.snapshots = earlier::snapshots(&document, &stories)?;
    Some(document)
}

fn stories() -> Vec<Story> {
    let mut all = strategic::stories();
    all.extend(prospective::stories());
    all.extend(cooperative::stories());
    all.extend(tactical::stories());
    all.extend(neighbours::stories());
    all
}

fn loads(story: &Story) -> Vec<ServiceLoad> {
    let load = |(activity, events_per_year): (String, f64)| ServiceLoad {
        account: story.account.id.clone(),
        activity,
        events_per_year,
    };
    let names = catalogue::activities().into_iter().map(|activity| activity.id);
    names
        .zip(story.loads)
        .filter(|&(_, events)| events > 0.0)
        .map(load)
        .collect()
}

fn observations(story: &Story, as_of: Day) -> Vec<Observation> {
    let mut all: Vec<Observation> = Vec::new();
    for voice in story.voices.iter().chain(&chorus::voices(story, as_of)) {
        let asked = DRIVERS
            .into_iter()
            .zip(voice.ratings)
            .filter(|(_, rating)| *rating != teller::NO);
        for (index, (driver, rating)) in asked.enumerate() {
            let id = format!("{}-{}", story.account.id.as_str(), all.len() + 1);
            all.push(observation(story, voice, id, driver, rating, index == 0));
        }
    }
    all
}

/// One answer; what a person said about the whole stands with the first of them.
fn observation(
    story: &Story,
    voice: &Voice,
    id: String,
    driver: &str,
    (importance, rating, next_best): Rating,
    is_first: bool,
) -> Observation {
    let overall = voice.overall.filter(|_| is_first);
    let number = |score: u8| (score > 0).then(|| f64::from(score));
    Observation {
        id,
        account: story.account.id.clone(),
        respondent: voice.respondent.to_owned(),
        date: day(voice.date),
        post: voice.post,
        driver: driver.to_owned(),
        importance: number(importance),
        rating: number(rating),
        next_best: number(next_best),
        satisfaction: overall.map(|(satisfaction, _, _)| f64::from(satisfaction)),
        intention: overall.map(|(_, intention, _)| f64::from(intention)),
        recommend: overall.map(|(_, _, recommend)| f64::from(recommend)),
        value_in_use: voice.value_in_use.filter(|_| is_first).map(Money::clamped),
        note: if is_first {
            voice.note.to_owned()
        } else {
            String::new()
        },
    }
}
